"""The portal as an organisation runs it: gunicorn with several workers, and a real identity provider.

`running_portal` starts both on ports of their own and stops them again. `Browser` is a citizen at it: a
session of cookies that signs in through the provider, reads forms and sends them.
"""

from __future__ import annotations

import base64
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin

import html5lib
import requests

ROOT = Path(__file__).parents[2]
SUBSTANTIAL = "https://data.gov.dk/concept/core/nsis/Substantial"
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Portal:
    """Where the portal and its identity provider answer."""

    url: str
    provider: str

    def knows(self, subject: str, cpr: str) -> None:
        """The provider signs this subject in with this CPR number."""
        claims = {"dk.cpr": cpr, "loa": SUBSTANTIAL, "idp": "mitid", "identity_type": "private"}
        requests.put(f"{self.provider}/users/{subject}", json=claims, timeout=10).raise_for_status()


@contextmanager
def running_portal(database_url: str, keys: tuple[bytes, bytes], workers: int, log: Path) -> Iterator[Portal]:
    """`keys`: those that the CPR numbers in the database were sealed and found with."""
    portal = Portal(f"http://127.0.0.1:{free_port()}", f"http://127.0.0.1:{free_port()}")
    port = portal.provider.rpartition(":")[2]
    provider = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", port]
    with (
        log.open("ab") as output,
        _running(provider, dict(os.environ), output) as started,
        running_gunicorn(portal, environment(portal, database_url, keys), workers, log),
    ):
        wait_for(f"{portal.provider}/.well-known/openid-configuration", started, log)
        yield portal


@contextmanager
def running_gunicorn(portal: Portal, env: dict[str, str], workers: int, log: Path) -> Iterator[None]:
    """The portal alone; nobody can sign in while its provider does not run."""
    command = [
        *(sys.executable, "-m", "gunicorn", "portal.app:from_environment()"),
        *("--config", "python:portal.serving", "--bind", portal.url.removeprefix("http://")),
        *("--workers", str(workers), "--graceful-timeout", "3"),
    ]
    with log.open("ab") as output, _running(command, os.environ | env, output) as process:
        wait_for(f"{portal.url}/helbred", process, log)
        yield


@contextmanager
def _running(command: list[str], env: dict[str, str], output: BinaryIO) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=output, stderr=output, start_new_session=True
    )
    try:
        yield process
    finally:
        _stop(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            if requests.get(address, timeout=5).ok:
                return
        except requests.RequestException:
            pass
        if process.poll() is not None or time.monotonic() > give_up:
            raise AssertionError(f"{address} never answered: {log.read_text()[-2000:]}")
        time.sleep(0.1)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def environment(portal: Portal, database_url: str, keys: tuple[bytes, bytes]) -> dict[str, str]:
    """The portal's settings."""
    encryption, lookup = (base64.b64encode(key).decode() for key in keys)
    environment = {
        "PORTAL_DATABASE_URL": database_url,
        "PORTAL_SECRET_KEY": "a key that opens nothing outside a test run",
        "PORTAL_CPR_ENCRYPTION_KEY": encryption,
        "PORTAL_CPR_HASH_KEY": lookup,
        "PORTAL_BASE_URL": portal.url,
        "PORTAL_LOCK_TIMEOUT_MS": "20000",
        # The provider is on this machine and speaks http.
        "AUTHLIB_INSECURE_TRANSPORT": "1",
    }
    for kind in ("CITIZEN", "CASEWORKER"):
        environment |= {
            f"PORTAL_{kind}_OIDC_ISSUER": portal.provider,
            f"PORTAL_{kind}_OIDC_CLIENT_ID": f"portal-{kind.lower()}",
            f"PORTAL_{kind}_OIDC_CLIENT_SECRET": "a secret that opens nothing outside a test run",
        }
    return environment


@dataclass(frozen=True)
class Form:
    """A form as a page shows it: where it goes, and what it holds before anything is typed."""

    action: str
    fields: dict[str, str]


class NoForm(AssertionError):
    """The page is not the one with the form."""


class Browser:
    """One citizen's browser. Several may share its cookies, as tabs do: `tab()`."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._session = requests.Session()
        # That the server lets a connection go just as it is used again is a browser's matter.
        self._session.headers["Connection"] = "close"

    def sign_in(self, subject: str) -> None:
        asked = self._session.get(f"{self._portal.url}/log-ind/borger", timeout=30)
        back = self._session.post(asked.url, data={"sub": subject}, timeout=30)
        assert back.url.startswith(f"{self._portal.url}/min-plan"), (
            back.url,
            back.status_code,
            back.text[:500],
        )

    def tab(self) -> Browser:
        other = Browser(self._portal)
        other._session.cookies = self._session.cookies.copy()
        return other

    def get(self, path: str) -> requests.Response:
        return self._session.get(urljoin(self._portal.url, path), timeout=60)

    def form(self, path: str, action: str) -> Form:
        """The form on that page that goes to `action`."""
        page = self.get(path)
        if page.status_code != 200:
            raise NoForm(path, page.status_code, page.text[:500])
        document = html5lib.parse(page.text, namespaceHTMLElements=False)
        for form in document.iter("form"):
            if form.get("action") == action:
                inputs = (field for field in form.iter("input") if field.get("name"))
                fields = {field.get("name"): field.get("value", "") for field in inputs}
                return Form(action, fields)
        raise NoForm(f"no form to {action} on {path}: {text_of(page)}")

    def send(self, form: Form, **typed: str) -> requests.Response:
        """What the portal answers, before any redirect is followed."""
        return self._session.post(
            urljoin(self._portal.url, form.action),
            data=form.fields | typed,
            headers={"Referer": self._portal.url + "/"},
            allow_redirects=False,
            timeout=60,
        )


def text_of(response: requests.Response) -> str:
    """The words of a page, as somebody reads them."""
    document = html5lib.parse(response.text, namespaceHTMLElements=False)
    main = next(document.iter("main"), document)
    return " ".join(" ".join(main.itertext()).split())
