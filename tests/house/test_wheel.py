"""The wheel by itself: installed where nothing but what it asks for is, the portal works with all its parts.

The environment is an empty one. What the wheel names as needed, and what that names in turn, is linked into
it from the environment of the tests, so that no network is needed. Nothing else is there: neither this
checkout nor what only the tests use.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import Distribution, PathDistribution, distribution
from pathlib import Path
from urllib.parse import urljoin

import pytest
import requests
from packaging.requirements import Requirement

from tests.load.portal import Portal, environment, free_port, wait_for

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "policy" / "cases"
KEYS = (b"e" * 32, b"h" * 32)


class Installed:
    """An environment with the wheel in it, and a folder far from the checkout to run it from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / "venv" / "bin" / "python"
        self.command = self.python.with_name("portal")
        self.portal = Portal(f"http://127.0.0.1:{free_port()}", "http://127.0.0.1:9")
        url = f"sqlite:///{folder / 'portal.db'}"
        others = ("PYTHON", "PORTAL_")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(others)}
        self.environment = inherited | environment(self.portal, url, KEYS)

    def run(self, *command: str | Path) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The portal's address, as long as its server runs."""
        log = self.folder / "server.log"
        bind = self.portal.url.removeprefix("http://")
        command = [self.python, "-m", "gunicorn", "portal.app:from_environment()", "--bind", bind]
        with log.open("wb") as output:
            server = subprocess.Popen(
                [*command, "--config", "python:portal.serving"],
                cwd=self.folder,
                env=self.environment,
                stdout=output,
                stderr=output,
            )
        try:
            wait_for(f"{self.portal.url}/helbred", server, log)
            yield self.portal.url
        finally:
            server.terminate()
            server.wait(30)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "-q", "--disable-pip-version-check")
    alone = ("--no-deps", "--no-index")
    _run(*pip, "wheel", *alone, "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    _run(sys.executable, "-m", "venv", "--without-pip", str(folder / "venv"))
    (wheel,) = folder.glob("portal-*.whl")
    made = Installed(folder)
    _run(*pip, "--python", str(made.python), "install", *alone, str(wheel))
    site = next((folder / "venv" / "lib").glob("python3.*")) / "site-packages"
    (own,) = site.glob("portal-*.dist-info")
    for needed in _needed_by(PathDistribution(own)):
        _link(needed, site)
    return made


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _needed_by(wheel: Distribution) -> list[Distribution]:
    """Everything that the wheel needs without any extra, each once."""
    waiting = [(wheel, "")]
    known: dict[tuple[str, str], Distribution] = {}
    while waiting:
        current, extra = waiting.pop()
        for requirement in map(Requirement, current.requires or ()):
            if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
                continue
            for wanted in ("", *requirement.extras):
                if (requirement.name, wanted) not in known:
                    found = distribution(requirement.name)
                    known[requirement.name, wanted] = found
                    waiting.append((found, wanted))
    return list({found.name: found for found in known.values()}.values())


def _link(needed: Distribution, site: Path) -> None:
    """Put the package into the environment, with whatever lies beside it."""
    for name in {file.parts[0] for file in needed.files or ()} - {"..", "__pycache__"}:
        target = site / name
        if not target.exists():
            target.symlink_to(Path(str(needed.locate_file(name))))


def test_the_portal_is_the_installed_one_and_has_all_it_asks_for(installed: Installed) -> None:
    where = installed.run(installed.python, "-c", "import portal; print(portal.__file__)")

    assert Path(where.strip()).is_relative_to(installed.folder)
    checked = [sys.executable, "-m", "pip", "--python", installed.python, "check"]
    assert "No broken requirements" in installed.run(*checked)


@pytest.mark.parametrize("package", ["pytest", "oidc_provider_mock", "flit_core"])
def test_what_only_tests_or_a_demo_need_is_not_there(installed: Installed, package: str) -> None:
    looked_for = f"import importlib.util; print(importlib.util.find_spec({package!r}))"

    assert installed.run(installed.python, "-c", looked_for).strip() == "None"


def test_it_answers_a_law_case(installed: Installed) -> None:
    case = min(CASES.rglob("*.yaml"))
    shutil.copy(case, installed.folder / "case.yaml")

    assert installed.run(installed.command, "law", "check", "case.yaml").startswith("1 cases answered: 1 as")


def test_it_makes_its_database_and_serves_its_pages_in_both_languages(installed: Installed) -> None:
    installed.run(installed.command, "migrate")
    current = "from sys import argv; from portal.store.migrate import is_current; print(is_current(argv[1]))"
    url = installed.environment["PORTAL_DATABASE_URL"]
    assert installed.run(installed.python, "-c", current, url).strip() == "True"

    with installed.serving() as url:
        danish, english = (
            requests.get(url, headers={"Accept-Language": language}, timeout=30) for language in ("da", "en")
        )
        assert (danish.status_code, english.status_code) == (200, 200)
        assert "Gå til sidens indhold" in danish.text
        assert "Skip to the content" in english.text

        rules = requests.get(f"{url}/regler/frister", timeout=30).text
        assert "En frist på syv dage er for kort" in rules

        paths = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', danish.text))
        files = {path.rpartition("/")[2]: requests.get(url + path, timeout=30) for path in paths}
        assert {answer.status_code for answer in files.values()} == {200}
        assert files["dkfds-borgerdk.min.css"].headers["Content-Type"].startswith("text/css")
        font = re.search(r'url\("([^"]+\.woff2)"\)', files["portal.css"].text)
        assert font is not None
        assert requests.get(urljoin(files["portal.css"].url, font[1]), timeout=30).ok


def test_its_demo_says_what_it_lacks(installed: Installed) -> None:
    done = subprocess.run(
        [installed.command, "demo", "run"],
        cwd=installed.folder,
        env=installed.environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "oidc-provider-mock is not installed" in done.stderr
