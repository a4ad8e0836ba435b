"""The form that publishes: what was typed, kept as it was, and what is wrong with it, named at its field."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from portal.actions.publish_times import PublishTimes
from portal.actions.times.csv_file import MOST_PLACES
from portal.web.caseworker.times import fields, week_form
from portal.web.caseworker.times.week_page import WeekAnswers
from portal.web.days import read_day
from portal.web.ids import read_uuid
from portal.web.locale import _

_PLAIN: Final = (
    "kontor",
    "team",
    "pladser",
    "fra_dag",
    "til_dag",
    "laengde",
    "ophold",
    "lukkedage",
    "lokale",
    "videolink",
    *week_form.HOURS,
)
_FOR_EACH: Final = ("kontor", "fra_dag", "til_dag", "team")
"""What is not remembered until the next time."""


@dataclass(frozen=True, slots=True)
class Answers(WeekAnswers):
    """What was answered, and what it asks for."""

    def errors(self, today: date) -> dict[str, str]:
        """What is wrong, by field."""
        found: dict[str, str] = {}
        if read_uuid(self.typed.get("kontor")) is None:
            found["kontor"] = _("Vælg kontoret.")
        if not self.workers and not self.typed.get("team"):
            found["medarbejder"] = _("Vælg mindst én medarbejder, eller et team.")
        if self.typed.get("team") and self.number("pladser", 1, MOST_PLACES) is None:
            found["pladser"] = _("Skriv et antal fra 1 til 50.")
        found |= week_form.wrong_days(self.typed, today)
        found |= week_form.wrong_hours(self.typed)
        if self.number("laengde", 10, 240) is None:
            found["laengde"] = _("Skriv et antal minutter fra 10 til 240.")
        if self.number("ophold", 0, 240) is None:
            found["ophold"] = _("Skriv et antal minutter fra 0 til 240.")
        if not self.former:
            found["former"] = _("Vælg mindst én form.")
        if len(self.typed.get("lokale", "")) > 100:
            found["lokale"] = _("Skriv højst 100 tegn.")
        return found

    def command(self, caseworker_id: int) -> PublishTimes | None:
        """What is asked for; None where something is missing (`errors` says what)."""
        office = read_uuid(self.typed.get("kontor"))
        first, last = (read_day(self.typed.get(name)) for name in ("fra_dag", "til_dag"))
        length, pause = self.number("laengde", 10, 240), self.number("ophold", 0, 240)
        former = fields.former_of(list(self.former))
        if office is None or first is None or last is None or length is None or pause is None or not former:
            return None
        team = read_uuid(self.typed.get("team"))
        workers = tuple(one for text in self.workers if (one := read_uuid(text)) is not None)
        return PublishTimes(
            caseworker_id=caseworker_id,
            submission=self.submission,
            office=office,
            first=first,
            last=last,
            pattern=week_form.pattern(self.typed, length, pause),
            former=former,
            workers=() if team else workers,
            team=team,
            capacity=self.number("pladser", 1, MOST_PLACES) or 1,
            customary=bool(self.typed.get("lukkedage")),
            room=self.typed.get("lokale") or None,
            video_link=self.typed.get("videolink") or None,
            answers=self._remembered(),
        )

    def _remembered(self) -> dict[str, Any]:
        typed = {name: value for name, value in self.typed.items() if value and name not in _FOR_EACH}
        return {"typed": typed, "former": list(self.former)}


def from_request(form: MultiDict[str, str]) -> Answers:
    return Answers.sent(form, *_PLAIN)


def from_memory(remembered: Mapping[str, Any], today: date) -> Answers:
    """As it was answered last, for the four weeks from next Monday."""
    typed = dict.fromkeys(_PLAIN, "") | dict(remembered["typed"]) | week_form.next_weeks(today)
    return Answers(typed, tuple(remembered["former"]), (), uuid.uuid4())


def fresh(today: date) -> Answers:
    """An ordinary week, to begin from."""
    typed = dict.fromkeys(_PLAIN, "")
    for day in range(5):
        ends = "12:00" if day == 4 else "15:00"
        typed |= {f"d{day}_fra": "9:00", f"d{day}_til": ends}
        if day < 4:
            typed |= {f"d{day}_pause_fra": "12:00", f"d{day}_pause_til": "12:30"}
    typed |= {"laengde": "45", "ophold": "15", "pladser": "2", "lukkedage": "ja"}
    return Answers(typed | week_form.next_weeks(today), ("fremmoede", "telefon"), (), uuid.uuid4())
