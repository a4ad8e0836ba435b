"""Mutation tests of the law: does any small change to a rule go unseen by the tests? (`make mutate`)

mutmut changes the rules one place at a time, in a copy, and asks the fast tests of each. A change that no
test sees is a survivor. `tests/policy/mutants.toml` lists those that change no answer, each with the reason;
any other one, and any in the list that is no longer there, makes the command fail and is printed as the list
would hold it.

    python tools/mutate.py [--workers N] [NAME...]    NAME: a function or a pattern of mutmut's, as
                                                      "portal.policy.frister.*"; without one, all
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "var" / "mutate"
KEPT = ROOT / "tests" / "policy" / "mutants.toml"
SEEN = ("killed", "timeout", "caught by type check")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the function, and the lines before and after it."""

    function: str
    was: str
    becomes: str

    def __str__(self) -> str:
        said = {"function": self.function, "was": self.was, "becomes": self.becomes}
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
        return "\n".join(["[[mutant]]", *lines, 'reason = ""'])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    copy()
    subprocess.run(mutmut("run", "--max-children", str(asked.workers), *asked.names), cwd=COPY, check=True)
    found = {survivor(name): name for name in survivors(asked.names)}
    known = kept()
    new = [mutant for mutant in found if mutant not in known]
    gone = [] if asked.names else [mutant for mutant in known if mutant not in found]
    for mutant in new:
        print(f"\nNo test sees {found[mutant]}:\n{mutant}")
    for mutant in gone:
        print(f"\nIn the list, and seen or not there any more:\n{mutant}")
    listed = len(found) - len(new)
    print(f"\n{len(found)} changes go unseen: {listed} listed, {len(new)} new; {len(gone)} gone.")
    return 1 if new or gone else 0


def copy() -> None:
    """A fresh copy of what is changed and of what asks it."""
    shutil.rmtree(COPY, ignore_errors=True)
    skip = shutil.ignore_patterns("__pycache__", "static", "fonts")
    shutil.copytree(ROOT / "portal", COPY / "portal", ignore=skip)
    shutil.copytree(ROOT / "tests" / "policy", COPY / "tests" / "policy", ignore=skip)
    shutil.copy(ROOT / "pyproject.toml", COPY)


def mutmut(*args: str) -> list[str]:
    return [sys.executable, "-m", "mutmut", *args]


def survivors(names: list[str]) -> list[str]:
    """mutmut's names of the changes that no test saw."""
    result = subprocess.run(mutmut("results"), cwd=COPY, check=True, capture_output=True, text=True)
    found = [line.strip().split(": ") for line in result.stdout.splitlines() if ": " in line]
    return [name for name, status in found if status not in SEEN and not (names and status == "not checked")]


def survivor(name: str) -> Mutant:
    """The change behind one of mutmut's names."""
    result = subprocess.run(mutmut("show", name), cwd=COPY, check=True, capture_output=True, text=True)
    lines = [line for line in result.stdout.splitlines() if not line.startswith(("---", "+++", "@@", "#"))]
    function = name.removeprefix("portal.policy.").rsplit("__mutmut_", 1)[0]
    return Mutant(function, _changed(lines, "-"), _changed(lines, "+"))


def _changed(lines: list[str], sign: str) -> str:
    return " ".join(line[1:].strip() for line in lines if line.startswith(sign))


def kept() -> set[Mutant]:
    """The survivors that change no answer. ValueError for one that says no reason."""
    listed = tomllib.loads(KEPT.read_text(encoding="utf-8")).get("mutant", [])
    for entry in listed:
        if not entry["reason"].strip():
            raise ValueError(f"no reason is given for {entry['function']}: {entry['becomes']}")
    return {Mutant(entry["function"], entry["was"], entry["becomes"]) for entry in listed}


if __name__ == "__main__":
    sys.exit(main())
