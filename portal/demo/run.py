"""`portal demo run` and `portal demo reset`: from an empty folder to a portal that can be walked through."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from portal import clock
from portal.demo import seed
from portal.demo.dfdg.service import BELOW
from portal.demo.errors import DemoError
from portal.demo.folder import Folder
from portal.demo.identity import CASEWORKER_CLIENT, CITIZEN_CLIENT, SEEDED_AT
from portal.demo.processes import (
    Program,
    listen,
    listen_near,
    start,
    start_server,
    stop_all,
    wait_until_ready,
)
from portal.demo.variables import DIGITAL_POST, KOMBIT, SENDER, SMTP_PORT
from portal.settings import Settings
from portal.store import migrate
from portal.store.cpr import CprVault
from portal.store.database import Database

Say = Callable[[str], None]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_NEEDED = {"aiosmtpd": "aiosmtpd", "gunicorn": "gunicorn", "oidc_provider_mock": "oidc-provider-mock"}
_CHECK_SECONDS = 0.5

OTHER_VERSION = "The demo data was made by another version of the portal: `make demo-reset` makes it anew."


def run(path: Path, host: str, port: int, idp_port: int, say: Say) -> None:
    """Make what is missing, start the programs, and return when somebody stops them.

    Raises DemoError for whatever is in the way.
    """
    _insist_on_tools()
    if host not in LOOPBACK:
        raise DemoError(f"The demo runs on this machine only: --host is one of {', '.join(LOOPBACK)}.")
    if port == idp_port:
        raise DemoError(f"The portal and the identity provider cannot share port {port}: choose another.")
    os.umask(0o077)
    folder = Folder(path)
    with ExitStack() as stack:
        stack.enter_context(folder.held())
        listeners = (
            stack.enter_context(listen(host, port, "`make run PORT=…`, or --port")),
            stack.enter_context(listen(host, idp_port, "`make run IDP_PORT=…`, or --idp-port")),
            stack.enter_context(listen_near(host, idp_port, {port})),
        )
        environment = _environment(folder, host, port, idp_port)
        environment |= _digital_post(host, listeners[2].getsockname()[1]) | _mail()
        stamp = _prepare(folder, environment, say)
        if old := advice(stamp, clock.today()):
            say(old)
        folder.note(environment)
        serve(folder, listeners, {**environment, SEEDED_AT: stamp.at.isoformat()}, say)


def reset(path: Path, say: Say) -> None:
    """Throw the data away and make it anew, for today. Raises DemoError, also while a demo runs on it."""
    os.umask(0o077)
    folder = Folder(path)
    with folder.held():
        folder.clear()
        _prepare(folder, _environment(folder, LOOPBACK[0], 8000, 9400), say)
    say("The demo data is new. Start the demo with `make run`.")


def serve(
    folder: Folder,
    listeners: tuple[socket.socket, socket.socket, socket.socket],
    environment: Mapping[str, str],
    say: Say,
) -> None:
    """Run the programs until a signal ends them. Raises DemoError where one of them ends by itself."""
    own, provider = environment["PORTAL_BASE_URL"], environment["PORTAL_CITIZEN_OIDC_ISSUER"]
    programs: list[Program] = []
    with _stop_signal() as stopped:
        try:
            say("Starting the identity provider, Digital Post, the portal and its worker …")
            programs.append(
                start_server(
                    "identity provider",
                    "portal.demo.identity:application()",
                    listeners[1],
                    workers=1,  # it remembers in memory whom it sent where
                    threads=8,
                    environment=environment,
                    address=f"{provider}/.well-known/openid-configuration",
                    log=folder.log("identity-provider"),
                )
            )
            programs.append(
                start_server(
                    "Digital Post",
                    "portal.demo.digital_post.service:application()",
                    listeners[2],
                    workers=1,  # it remembers in memory what it got
                    threads=4,
                    environment=environment,
                    address=environment[DIGITAL_POST],
                    log=folder.log("digital-post"),
                )
            )
            programs.append(
                start_server(
                    "portal",
                    "portal.demo.wsgi:application()",
                    listeners[0],
                    workers=2,
                    threads=4,
                    environment=environment,
                    address=f"{own}/helbred",
                    log=folder.log("portal"),
                )
            )
            programs.append(start("worker", ["portal.demo.worker"], environment, folder.log("worker")))
            for listener in listeners:
                listener.close()
            if _wait_until_ready(programs, stopped):
                say(f"\nThe portal runs at {own}\nThe page says who you can be there. Stop it with Ctrl-C.")
                _watch(programs, stopped)
        finally:
            stop_all(programs)
    say("Stopped. The data is kept; `make run` starts again, `make demo-reset` makes it anew.")


def _wait_until_ready(programs: list[Program], stopped: threading.Event) -> bool:
    for program in programs:
        wait_until_ready(program, stopped)
    return not stopped.is_set()


def _watch(programs: list[Program], stopped: threading.Event) -> None:
    while not stopped.wait(_CHECK_SECONDS):
        for program in programs:
            if not program.is_running():
                raise DemoError(f"The {program.name} ended by itself; its last words are in {program.log}.")


def _prepare(folder: Folder, environment: Mapping[str, str], say: Say) -> seed.Stamp:
    """The schema, and the data where there is none. Gives when and by what it was made."""
    try:
        migrate.upgrade(folder.database_url)
    except migrate.OtherVersion as error:
        raise DemoError(OTHER_VERSION) from error
    settings = Settings.from_environment(environment)
    database = Database(folder.database_url, settings.lock_timeout_ms)
    try:
        stamp = database.read(seed.stamp)
        if stamp is None:
            vault = CprVault(settings.cpr_encryption_key, settings.cpr_hash_key)
            stamp = seed.seed(database, vault, clock.now(), say)
        return stamp
    finally:
        database.close()


def advice(stamp: seed.Stamp, today: date) -> str | None:
    """What to know of the data before looking at it, for data grows old; None where there is nothing."""
    made = stamp.at.astimezone(clock.COPENHAGEN).date()
    if stamp.version != seed.VERSION:
        return OTHER_VERSION
    if seed.runs_out(stamp, today):
        return f"The demo data is from {made}, and its times run out: `make demo-reset` makes new ones."
    if made != today:
        return f"The demo data is from {made}, and told as of that day: `make demo-reset` makes it anew."
    return None


def _environment(folder: Folder, host: str, port: int, idp_port: int) -> dict[str, str]:
    """What the programs are told: this machine's environment without any other portal's settings."""
    name = f"[{host}]" if ":" in host else host
    issuer = f"http://{name}:{idp_port}"
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")}
    return {
        **inherited,
        **folder.secrets(),
        **{key: ",".join(filter(None, (os.environ.get(key), host))) for key in ("NO_PROXY", "no_proxy")},
        "PORTAL_DATABASE_URL": folder.database_url,
        "PORTAL_BASE_URL": f"http://{name}:{port}",
        "PORTAL_DEMO": "true",
        "PORTAL_SUPPORT_PHONE": "01 00 00 00",
        "PORTAL_SUPPORT_MAIL": "hjaelp@portal.example",
        "PORTAL_CITIZEN_OIDC_ISSUER": issuer,
        "PORTAL_CITIZEN_OIDC_CLIENT_ID": CITIZEN_CLIENT,
        "PORTAL_CITIZEN_OIDC_SCOPE": "openid profile",
        "PORTAL_CASEWORKER_OIDC_ISSUER": issuer,
        "PORTAL_CASEWORKER_OIDC_CLIENT_ID": CASEWORKER_CLIENT,
        "PORTAL_CASEWORKER_OIDC_SCOPE": "openid profile",
        "PORTAL_CASEWORKER_OIDC_SUBJECT_CLAIM": "sub",
        "PORTAL_CASEWORKER_OIDC_ORGANISATION_CLAIM": "organisation",
    }


def _digital_post(host: str, port: int) -> dict[str, str]:
    """Where letters and reports to DFDG go: to the doubles of KOMBIT's service and of DFDG."""
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    return {
        DIGITAL_POST: address,
        "PORTAL_POST_WAY": "sf1601",
        "PORTAL_POST_URL": address + KOMBIT,
        "PORTAL_POST_RECEIPTS_URL": f"{address}/kvitteringer",
        "PORTAL_DFDG_URL": address + BELOW,
        "PORTAL_DFDG_OWNER_SYSTEM": "1",
    }


def _mail() -> dict[str, str]:
    """Where mail goes: to a mail server in the same program, on whatever port is free."""
    with listen("127.0.0.1", 0, "nothing") as listener:
        port = str(listener.getsockname()[1])
    return {
        SMTP_PORT: port,
        "PORTAL_SMTP_HOST": "127.0.0.1",
        "PORTAL_SMTP_PORT": port,
        "PORTAL_SMTP_SECURITY": "none",
        "PORTAL_SMTP_FROM": SENDER,
    }


def _insist_on_tools() -> None:
    missing = [name for module, name in _NEEDED.items() if find_spec(module) is None]
    if missing:
        raise DemoError(f"{' and '.join(missing)} is not installed: `make run` installs all the demo needs.")


@contextmanager
def _stop_signal() -> Iterator[threading.Event]:
    """Set when somebody wants the demo to end: Ctrl-C, SIGTERM, or the terminal closing."""
    stopped = threading.Event()
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, lambda *_: stopped.set()) for number in signals}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
