"""The folder that holds all a demo has made: database, secrets and logs, and the lock of whoever runs it."""

from __future__ import annotations

import base64
import errno
import fcntl
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from portal.demo.errors import DemoError


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


_SECRETS: Mapping[str, Callable[[], str]] = {
    "PORTAL_SECRET_KEY": secrets.token_urlsafe,
    "PORTAL_CPR_ENCRYPTION_KEY": _new_key,
    "PORTAL_CPR_HASH_KEY": _new_key,
    "PORTAL_CITIZEN_OIDC_CLIENT_SECRET": secrets.token_urlsafe,
    "PORTAL_CASEWORKER_OIDC_CLIENT_SECRET": secrets.token_urlsafe,
}

_CANNOT_WRITE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT})


class Folder:
    """`path` need not exist yet: `held()` makes it."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.database = self.path / "demo.sqlite"
        self._secrets = self.path / "demo.env"
        self._lock = self.path / "demo.lock"
        self._running = self.path / "demo-running.env"

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.database}"

    def log(self, name: str) -> Path:
        return self.path / f"demo-{name}.log"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else runs or makes a demo here meanwhile.

        Raises DemoError where somebody does, or where nothing can be written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = self._lock.open("a+", encoding="utf-8")
        except OSError as error:
            raise self._unwritable(error) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                lock.seek(0)
                raise DemoError(
                    f"A demo is running on {self.path} (process {lock.read().strip() or 'unknown'}): "
                    "stop it first, with Ctrl-C where it was started."
                ) from error
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            try:
                self._insist_on_writing()
                yield
            except OSError as error:
                if error.errno not in _CANNOT_WRITE:
                    raise
                raise self._unwritable(error) from error
            finally:
                lock.truncate(0)

    def note(self, environment: Mapping[str, str]) -> None:
        """Keeps what the programs of the demo that is running are told, but for its secrets."""
        told = {
            name: value
            for name, value in environment.items()
            if (name.startswith("PORTAL_") and name not in _SECRETS) or name.lower() == "no_proxy"
        }
        self._running.write_text("".join(f"{name}={value}\n" for name, value in told.items()))

    def running(self) -> dict[str, str]:
        """What the programs of the demo are told that is running. Raises DemoError where none is."""
        if not self._is_held() or not self._running.exists():
            raise DemoError(f"No demo is running on {self.path}: start it with `make run`.")
        lines = self._running.read_text(encoding="utf-8").splitlines()
        told = {name: value for name, _, value in (line.partition("=") for line in lines)}
        return told | self._read_secrets()

    def _is_held(self) -> bool:
        if not self._lock.exists():
            return False
        with self._lock.open("rb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def secrets(self) -> dict[str, str]:
        """The demo's own secrets, as the portal's settings name them; made when first asked for.

        Raises DemoError where they are gone, or spoiled, while the data they belong to is still there.
        """
        if not self._secrets.exists() and not self.database.exists():
            self._make_secrets()
        found = self._read_secrets()
        if found.keys() != _SECRETS.keys():
            raise DemoError(
                f"{self._secrets} no longer holds the secrets that the demo data was made with: "
                "make the data anew with `make demo-reset`."
            )
        return found

    def clear(self) -> None:
        """Throw the data and its secrets away."""
        for file in (
            self._secrets,
            self._running,
            *(Path(f"{self.database}{end}") for end in ("", "-wal", "-shm")),
        ):
            file.unlink(missing_ok=True)

    def _insist_on_writing(self) -> None:
        for place in (self.path, self.database):
            if place.exists() and not os.access(place, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))

    def _make_secrets(self) -> None:
        lines = [f"{name}={make()}\n" for name, make in _SECRETS.items()]
        with os.fdopen(os.open(self._secrets, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.writelines(lines)

    def _read_secrets(self) -> dict[str, str]:
        if not self._secrets.exists():
            return {}
        lines = self._secrets.read_text(encoding="utf-8").splitlines()
        pairs = (line.partition("=") for line in lines)
        return {name: value for name, _, value in pairs if name in _SECRETS and value}

    def _unwritable(self, error: OSError) -> DemoError:
        where = error.filename or self.path
        return DemoError(
            f"The demo cannot write to {where} ({error.strerror}): "
            "start it from a folder of yours, or name one with --folder."
        )
