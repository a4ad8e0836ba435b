"""`portal demo run` and `portal demo reset` as they are used: from a shell, and stopped by a signal."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest
import requests

from portal.demo import seed
from portal.demo.citizens import citizens
from portal.demo.run import advice

PORTAL = (sys.executable, "-c", "from portal.cli import main; main()", "demo")
STOP_SECONDS = 15


def demo(*arguments: str | int | Path, **options: object) -> subprocess.CompletedProcess[str]:
    command = [*PORTAL, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **options)  # type: ignore[call-overload,no-any-return]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Running:
    """A demo that was started: what it has said so far, and where it answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port, self.idp_port = free_port(), free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.provider = f"http://127.0.0.1:{self.idp_port}"
        self.process = subprocess.Popen(
            [
                *PORTAL,
                "run",
                "--folder",
                str(folder),
                "--port",
                str(self.port),
                "--idp-port",
                str(self.idp_port),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def wait(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if self.address in line:
                return
        pytest.fail(f"the demo did not start:\n{self.said}")

    @property
    def everything(self) -> list[psutil.Process]:
        """The program and all it has started."""
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        try:
            self.said += self.process.communicate(timeout=STOP_SECONDS)[0]
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            pytest.fail("the demo did not stop")
        return self.process.returncode


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    started = Running(folder)
    try:
        started.wait()
        yield started
    finally:
        if started.process.poll() is None:
            started.stop()
        assert started.process.stdout is not None
        started.process.stdout.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a demo in it that nobody runs."""
    folder = tmp_path_factory.mktemp("made") / "var"
    result = demo("reset", "--folder", folder)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    """The same demo in a folder of its own."""
    folder = tmp_path / "var"
    folder.mkdir()
    shutil.copy(made / "demo.env", folder)
    files = (made / "demo.sqlite", folder / "demo.sqlite")
    with closing(sqlite3.connect(files[0])) as source, closing(sqlite3.connect(files[1])) as target:
        source.backup(target)
    return folder


@pytest.fixture(scope="module")
def alive(made: Path) -> Iterator[Running]:
    """The second run of a demo, which stays up for every test that only looks at it."""
    with running(made) as started:
        yield started


def slots_in(folder: Path) -> set[str]:
    with closing(sqlite3.connect(f"file:{folder / 'demo.sqlite'}?mode=ro", uri=True)) as database:
        return {str(row[0]) for row in database.execute("SELECT public_id FROM slot")}


def one_sentence(text: str) -> str:
    """The error, which is one line, one sentence and no traceback."""
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    assert lines[0].startswith("Error: ")
    assert lines[0].endswith(".")
    return lines[0]


def gone(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=STOP_SECONDS)
    return not alive


def test_a_first_run_makes_the_data_and_says_where_the_portal_is(tmp_path: Path) -> None:
    with running(tmp_path / "var") as started:
        assert re.search(r"\d{5} times", started.said)
        assert "citizens" in started.said
        assert f"The portal runs at {started.address}" in started.said
        assert requests.get(f"{started.address}/helbred", timeout=10).text == "ok\n"
        found = requests.get(f"{started.provider}/.well-known/openid-configuration", timeout=10).json()
        assert found["issuer"] == started.provider
        everything = started.everything
        assert len(everything) == 9  # itself, three servers, their workers, and who empties the outbox
        assert started.stop(signal.SIGINT) == 0
    assert gone(everything)
    assert "Stopped." in started.said


def test_the_next_run_keeps_the_data(copied: Path, alive: Running) -> None:
    assert "times" not in alive.said
    assert slots_in(alive.folder) == slots_in(copied)


def test_a_click_on_the_start_page_and_one_at_the_provider_sign_a_citizen_in(alive: Running) -> None:
    with requests.Session() as browser:
        assert "Snart 16 måneder ledig" in browser.get(alive.address, timeout=30).text
        choice = browser.get(f"{alive.address}/log-ind/borger?login_hint=maja-krogh", timeout=30)
        assert choice.url.startswith(alive.provider)
        assert "code_challenge_method=S256" in choice.url
        signed_in = browser.post(choice.url, data={"sub": "maja-krogh"}, timeout=30)
    assert signed_in.status_code == 200
    assert signed_in.url == f"{alive.address}/min-plan"
    assert "Maja Krogh" in signed_in.text


def test_every_citizen_can_sign_in_read_the_plan_and_look_for_a_time(alive: Running) -> None:
    stamp = datetime.now(UTC)
    opened = {}
    for citizen in citizens(stamp):
        with requests.Session() as browser:
            choice = browser.get(f"{alive.address}/log-ind/borger", timeout=30)
            plan = browser.post(choice.url, data={"sub": citizen.key}, timeout=30)
            times = browser.get(f"{alive.address}/find-tid", timeout=30)
            greeted = citizen.name in plan.text
            opened[citizen.key] = (plan.url, plan.status_code, times.status_code, greeted)
    as_it_should = (f"{alive.address}/min-plan", 200, 200, True)
    assert {key: found for key, found in opened.items() if found != as_it_should} == {}


def test_a_caseworker_signs_in_at_the_other_door_and_not_at_the_citizens(alive: Running) -> None:
    with requests.Session() as browser, requests.Session() as another:
        subject = re.search(r"login_hint=(0751-\d+)", browser.get(alive.address, timeout=30).text)
        assert subject
        choice = browser.get(f"{alive.address}/log-ind/sagsbehandler?login_hint={subject[1]}", timeout=30)
        assert "Jobcenter Aarhus" in choice.text
        signed_in = browser.post(choice.url, data={"sub": subject[1]}, timeout=30)
        assert signed_in.url == f"{alive.address}/sagsbehandler"
        wrong = another.get(f"{alive.address}/log-ind/borger", timeout=30)
        assert another.post(wrong.url, data={"sub": subject[1]}, timeout=30).status_code == 403


def test_the_doctor_finds_all_that_the_running_demo_needs(alive: Running) -> None:
    found = demo("doctor", "--folder", alive.folder)
    assert found.returncode == 0, found.stdout
    failing = [line for line in found.stdout.splitlines() if not line.startswith("works ")]
    assert all(line.startswith("not set up ") for line in failing[:-1])
    assert failing[-1] == "All that is set up works."
    nobody = demo("doctor", "--folder", alive.folder / "nowhere")
    assert "start it with `make run`" in one_sentence(nobody.stderr)


def test_a_second_demo_on_the_same_data_and_a_reset_are_refused_meanwhile(alive: Running) -> None:
    for second in (
        demo("run", "--folder", alive.folder, "--port", free_port(), "--idp-port", free_port()),
        demo("reset", "--folder", alive.folder),
    ):
        assert second.returncode == 1
        sentence = one_sentence(second.stderr)
        assert str(alive.process.pid) in sentence
        assert "stop it first" in sentence
    assert requests.get(f"{alive.address}/helbred", timeout=30).ok


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_however_it_ends_it_leaves_nothing_running(copied: Path, number: signal.Signals) -> None:
    with running(copied) as started:
        everything = started.everything
        returned = started.stop(number)
    assert returned == (-number if number is signal.SIGKILL else 0)
    assert gone(everything)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", started.port))


def test_when_one_of_the_programs_dies_the_other_ends_too_and_it_is_said(copied: Path) -> None:
    with running(copied) as started:
        named = "portal.demo.identity:application()"
        provider = next(p for p in started.everything if named in " ".join(p.cmdline()))
        everything = started.everything
        provider.kill()
        out = started.process.communicate(timeout=STOP_SECONDS)[0]
    assert started.process.returncode == 1
    assert "The identity provider ended by itself" in out
    assert gone(everything)


@pytest.mark.parametrize("option", ["--port", "--idp-port"])
def test_a_taken_port_is_named_in_one_sentence(copied: Path, option: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        other = {"--port": "--idp-port", "--idp-port": "--port"}[option]
        result = demo("run", "--folder", copied, option, port, other, free_port())
    assert result.returncode == 1
    sentence = one_sentence(result.stderr)
    assert f"Port {port} on 127.0.0.1 is taken" in sentence
    assert option in sentence


def test_one_port_cannot_serve_both(tmp_path: Path) -> None:
    result = demo("run", "--folder", tmp_path / "var", "--port", 8123, "--idp-port", 8123)
    assert result.returncode == 1
    assert "8123" in one_sentence(result.stderr)
    assert not (tmp_path / "var").exists()


def test_an_address_of_another_machine_is_refused(tmp_path: Path) -> None:
    result = demo("run", "--folder", tmp_path / "var", "--host", "0.0.0.0")
    assert result.returncode == 1
    assert "--host" in one_sentence(result.stderr)


@pytest.mark.parametrize("command", ["run", "reset"])
def test_a_folder_that_cannot_be_written_to_is_named_in_one_sentence(tmp_path: Path, command: str) -> None:
    if os.geteuid() == 0:
        folder = Path("/sys/kernel/portal-demo")  # mode bits do not bind root, this does
    else:
        tmp_path.chmod(0o500)
        folder = tmp_path / "var"
    result = demo(command, "--folder", folder)
    tmp_path.chmod(0o700)
    assert result.returncode == 1
    assert f"cannot write to {folder}" in one_sentence(result.stderr)


def test_a_missing_tool_is_named_in_one_sentence(tmp_path: Path) -> None:
    # As if it were not installed: None in sys.modules is what Python takes for "there is none".
    code = "import sys; sys.modules['oidc_provider_mock'] = None; from portal.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", code, "demo", "run", "--folder", str(tmp_path / "var")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 1
    assert "oidc-provider-mock is not installed" in one_sentence(result.stderr)


def test_data_whose_secrets_are_gone_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.mkdir()
    (folder / "demo.sqlite").touch()
    result = demo("run", "--folder", folder, "--port", free_port(), "--idp-port", free_port())
    assert result.returncode == 1
    sentence = one_sentence(result.stderr)
    assert "demo.env" in sentence
    assert "make demo-reset" in sentence


def test_data_of_another_version_is_not_used(copied: Path) -> None:
    with closing(sqlite3.connect(copied / "demo.sqlite")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    result = demo("run", "--folder", copied, "--port", free_port(), "--idp-port", free_port())
    assert result.returncode == 1
    sentence = one_sentence(result.stderr)
    assert "another version" in sentence
    assert "make demo-reset" in sentence


def test_what_the_demo_keeps_is_for_its_owner_only(made: Path) -> None:
    for name in ("demo.env", "demo.sqlite"):
        assert (made / name).stat().st_mode & 0o777 == 0o600, name


def test_a_reset_makes_other_data_and_other_secrets(made: Path, copied: Path) -> None:
    again = demo("reset", "--folder", copied)
    assert again.returncode == 0, again.stderr
    assert "make run" in again.stdout
    assert not slots_in(copied) & slots_in(made)
    assert (copied / "demo.env").read_text() != (made / "demo.env").read_text()


@pytest.mark.parametrize(
    ("days", "version", "said"),
    [
        (0, seed.VERSION, None),
        (1, seed.VERSION, "told as of that day"),
        (35, seed.VERSION, "told as of that day"),
        (36, seed.VERSION, "times run out"),
        (0, seed.VERSION - 1, "another version"),
    ],
)
def test_old_data_is_told_to_be_old(days: int, version: int, said: str | None) -> None:
    made = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    old = advice(seed.Stamp(made, version), made.date() + timedelta(days=days))
    assert (old is None) is (said is None)
    assert old is None or (str(said) in old and "make demo-reset" in old)
