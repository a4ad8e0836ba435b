"""The form that publishes: what was typed, kept as it was, and what is wrong with it, named at its field."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from portal.actions.publish_times import FURTHEST, PublishTimes
from portal.actions.times.csv_file import MOST_PLACES
from portal.actions.times.pattern import Minutes, Pattern
from portal.web.caseworker.times import fields
from portal.web.caseworker.times.fields import Pairs
from portal.web.days import read_day
from portal.web.locale import _
from portal.wording.times_words import WEEKDAYS

DAYS: Final = tuple(range(7))
_PARTS: Final = ("fra", "til", "pause_fra", "pause_til")
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
    *(f"d{day}_{part}" for day in DAYS for part in _PARTS),
)
_FOR_EACH: Final = ("kontor", "fra_dag", "til_dag", "team")
"""What is not remembered until the next time."""

_AHEAD: Final = timedelta(days=27)


@dataclass(frozen=True, slots=True)
class Answers:
    """`typed`: each field as it was typed; `workers`: public ids; `submission`: the form's own id."""

    typed: dict[str, str]
    former: tuple[str, ...]
    workers: tuple[str, ...]
    submission: uuid.UUID

    def by(self, workers: tuple[str, ...], submission: uuid.UUID) -> Answers:
        return replace(self, workers=workers, submission=submission)

    @property
    def kept(self) -> Pairs:
        """For a form onwards: everything that was answered."""
        pairs = [(name, value) for name, value in self.typed.items() if value]
        pairs += [("former", form) for form in self.former]
        pairs += [("medarbejder", worker) for worker in self.workers]
        return [*pairs, ("indsendelse", str(self.submission))]

    def hours(self, day: int, begins: str, ends: str) -> Minutes | None:
        """From and to of that day of the week; None where either is empty or no hour."""
        start, end = (fields.minutes_of(self.typed.get(f"d{day}_{part}", "")) for part in (begins, ends))
        return (start, end) if start is not None and end is not None and start < end else None

    def number(self, name: str, least: int, most: int) -> int | None:
        text = self.typed.get(name, "")
        if not text.isascii() or not text.isdecimal() or len(text) > 4:
            return None
        return int(text) if least <= int(text) <= most else None

    def errors(self, today: date) -> dict[str, str]:
        """What is wrong, by field."""
        found: dict[str, str] = {}
        if fields.uuid_of(self.typed.get("kontor")) is None:
            found["kontor"] = _("Vælg kontoret.")
        if not self.workers and not self.typed.get("team"):
            found["medarbejder"] = _("Vælg mindst én medarbejder, eller et team.")
        if self.typed.get("team") and self.number("pladser", 1, MOST_PLACES) is None:
            found["pladser"] = _("Skriv et antal fra 1 til 50.")
        found |= self._wrong_days(today)
        found |= self._wrong_hours()
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
        office = fields.uuid_of(self.typed.get("kontor"))
        first, last = (read_day(self.typed.get(name)) for name in ("fra_dag", "til_dag"))
        length, pause = self.number("laengde", 10, 240), self.number("ophold", 0, 240)
        former = fields.former_of(list(self.former))
        if office is None or first is None or last is None or length is None or pause is None or not former:
            return None
        team = fields.uuid_of(self.typed.get("team"))
        workers = tuple(one for text in self.workers if (one := fields.uuid_of(text)) is not None)
        return PublishTimes(
            caseworker_id=caseworker_id,
            submission=self.submission,
            office=office,
            first=first,
            last=last,
            pattern=self._pattern(length, pause),
            former=former,
            workers=() if team else workers,
            team=team,
            capacity=self.number("pladser", 1, MOST_PLACES) or 1,
            customary=bool(self.typed.get("lukkedage")),
            room=self.typed.get("lokale") or None,
            video_link=self.typed.get("videolink") or None,
            answers=self._remembered(),
        )

    def _pattern(self, length: int, pause: int) -> Pattern:
        hours = {day: (found,) for day in DAYS if (found := self.hours(day, "fra", "til"))}
        breaks = {day: (found,) for day in DAYS if (found := self.hours(day, "pause_fra", "pause_til"))}
        return Pattern(hours, breaks, length, pause)

    def _remembered(self) -> dict[str, Any]:
        typed = {name: value for name, value in self.typed.items() if value and name not in _FOR_EACH}
        return {"typed": typed, "former": list(self.former)}

    def _wrong_days(self, today: date) -> dict[str, str]:
        first, last = (read_day(self.typed.get(name)) for name in ("fra_dag", "til_dag"))
        if first is None:
            return {"fra_dag": _("Skriv den første dag.")}
        if last is None:
            return {"til_dag": _("Skriv den sidste dag.")}
        if last < first:
            return {"til_dag": _("Den sidste dag ligger før den første.")}
        if last < today:
            return {"til_dag": _("Dagene er gået.")}
        if last > today + FURTHEST:
            return {"til_dag": _("Tider kan udgives højst 400 dage frem.")}
        return {}

    def _wrong_hours(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for day in DAYS:
            for begins, ends in (("fra", "til"), ("pause_fra", "pause_til")):
                one, other = (self.typed.get(f"d{day}_{part}", "") for part in (begins, ends))
                if (one or other) and self.hours(day, begins, ends) is None:
                    text = _("{dag}: Skriv klokkeslæt som 9.00, og det første før det andet.")
                    found[f"d{day}_{begins}"] = text.format(dag=_(WEEKDAYS[day]))
        if not found and not any(self.hours(day, "fra", "til") for day in DAYS):
            found["d0_fra"] = _("Skriv arbejdstiden for mindst én dag.")
        return found


def from_request(form: MultiDict[str, str]) -> Answers:
    submission = fields.uuid_of(form.get("indsendelse")) or uuid.uuid4()
    return Answers(
        fields.typed(form, *_PLAIN),
        tuple(form.getlist("former")),
        tuple(form.getlist("medarbejder")),
        submission,
    )


def from_memory(remembered: Mapping[str, Any], today: date) -> Answers:
    """As it was answered last, for the four weeks from next Monday."""
    typed = dict.fromkeys(_PLAIN, "") | dict(remembered["typed"]) | _next_weeks(today)
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
    return Answers(typed | _next_weeks(today), ("fremmoede", "telefon"), (), uuid.uuid4())


def _next_weeks(today: date) -> dict[str, str]:
    monday = today + timedelta(days=7 - today.weekday())
    return {"fra_dag": monday.isoformat(), "til_dag": (monday + _AHEAD).isoformat()}
