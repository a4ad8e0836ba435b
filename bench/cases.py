"""What `portal law check` takes for many cases, beside a program that starts and reads the same files."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).resolve().parent.parent / "tests" / "policy" / "cases"
COUNT = 250
_TIMES = 5

_ALONE = """\
import sys, yaml
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
"""


@dataclass(frozen=True)
class Checked:
    """Seconds, start included: the command, and reading the files alone."""

    seconds: float
    alone: float


def checked() -> Checked:
    """The median of some runs of each, one after the other."""
    files = [str(file) for file in sorted(CASES.rglob("*.yaml"))[:COUNT]]
    assert len(files) == COUNT
    check = "from portal.cli import main; main()"
    runs = [(_seconds(check, "law", "check", *files), _seconds(_ALONE, *files)) for _ in range(_TIMES)]
    return Checked(*(statistics.median(column) for column in zip(*runs, strict=True)))


def _seconds(program: str, *args: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", program, *args], check=True, capture_output=True)
    return time.perf_counter() - begun
