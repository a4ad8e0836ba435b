"""The form that proposes times for joint meetings: what was typed, as it was, and what is wrong with it."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from werkzeug.datastructures import MultiDict

from portal.actions.propose_agreement import ProposeAgreement
from portal.actions.times import links
from portal.actions.times.pattern import Minutes, without
from portal.clock import COPENHAGEN
from portal.store.agreements import AgreementView, IntervalView
from portal.web.caseworker.aftaler.aftale import message_error
from portal.web.caseworker.times import fields, week_form
from portal.web.caseworker.times.week_page import WeekAnswers
from portal.web.days import read_day
from portal.web.ids import read_uuid
from portal.web.locale import _

IN_PERSON, ON_VIDEO = "fremmoede", "video"
MOST: Final = 200
"""How many intervals are proposed at a time: so many that they can be answered on one page."""

_PLAIN: Final = (
    "a_kasse",
    "kontor",
    "fra_dag",
    "til_dag",
    "laengde",
    "ophold",
    "antal",
    "lukkedage",
    "a_kasse_form",
    "rejse_foer",
    "rejse_efter",
    "lokale",
    "videolink",
    "varsel",
    "besked",
    "erstatter",
    *week_form.HOURS,
)


@dataclass(frozen=True, slots=True)
class Answers(WeekAnswers):
    """What was answered, and what it asks for."""

    @property
    def replaces(self) -> uuid.UUID | None:
        return read_uuid(self.typed["erstatter"])

    def errors(self, today: date) -> dict[str, str]:
        """What is wrong, by field, in the order of the form."""
        found: dict[str, str] = {}
        if read_uuid(self.typed["a_kasse"]) is None:
            found["a_kasse"] = _("Vælg a-kassen.")
        if read_uuid(self.typed["kontor"]) is None:
            found["kontor"] = _("Vælg kontoret.")
        if not self.workers:
            found["medarbejder"] = _("Vælg mindst én medarbejder.")
        found |= week_form.wrong_days(self.typed, today)
        found |= week_form.wrong_hours(self.typed)
        found |= self._wrong_numbers()
        found |= self._wrong_forms()
        if len(self.typed["lokale"]) > 100:
            found["lokale"] = _("Skriv højst 100 tegn.")
        if self.number("varsel", 14, 180) is None:
            found["varsel"] = _("Skriv et antal dage fra 14 til 180.")
        if too_long := message_error(self.typed["besked"]):
            found["besked"] = too_long
        return found

    def _wrong_numbers(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.number("laengde", 10, 240) is None:
            found["laengde"] = _("Skriv et antal minutter fra 10 til 240.")
        if self.number("ophold", 0, 120) is None:
            found["ophold"] = _("Skriv et antal minutter fra 0 til 120.")
        if self.typed["antal"] and self.number("antal", 1, 50) is None:
            found["antal"] = _("Skriv et antal fra 1 til 50, eller lad feltet stå tomt.")
        return found

    def _wrong_forms(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.typed["a_kasse_form"] not in (IN_PERSON, ON_VIDEO):
            found["a_kasse_form"] = _("Vælg, hvordan a-kassen deltager.")
        for name in ("rejse_foer", "rejse_efter"):
            if self.typed[name] and self.number(name, 0, 240) is None:
                found[name] = _("Skriv et antal minutter fra 0 til 240.")
        if not self.former:
            found["former"] = _("Vælg mindst én form.")
        return found

    def command(self, caseworker_id: int) -> ProposeAgreement | None:
        """What is asked for; None where something is missing (`errors` says what)."""
        a_kasse, office = (read_uuid(self.typed[name]) for name in ("a_kasse", "kontor"))
        first, last = (read_day(self.typed[name]) for name in ("fra_dag", "til_dag"))
        length, pause = self.number("laengde", 10, 240), self.number("ophold", 0, 120)
        notice = self.number("varsel", 14, 180)
        workers = tuple(one for text in self.workers if (one := read_uuid(text)) is not None)
        if a_kasse is None or office is None or first is None or last is None or notice is None:
            return None
        if length is None or pause is None or not workers or not self.former:
            return None
        return ProposeAgreement(
            caseworker_id=caseworker_id,
            submission=self.submission,
            a_kasse=a_kasse,
            first=first,
            last=last,
            pattern=week_form.pattern(self.typed, length, pause),
            office=office,
            workers=workers,
            a_kasse_form=self.typed["a_kasse_form"],
            former=fields.former_of(list(self.former)),
            travel_before=self.number("rejse_foer", 0, 240),
            travel_after=self.number("rejse_efter", 0, 240),
            count=self.number("antal", 1, 50),
            room=self.typed["lokale"] or None,
            video_link=self.typed["videolink"] or None,
            notice_days=notice,
            message=self.typed["besked"] or None,
            customary=bool(self.typed["lukkedage"]),
            replaces=self.replaces,
        )


def from_request(form: MultiDict[str, str]) -> Answers:
    return Answers.sent(form, *_PLAIN)


def fresh(today: date) -> Answers:
    """A morning a week, on video, to begin from."""
    typed = dict.fromkeys(_PLAIN, "") | week_form.next_weeks(today)
    typed |= {"d1_fra": "9:00", "d1_til": "12:00", "laengde": "45", "ophold": "15", "lukkedage": "ja"}
    typed |= {"a_kasse_form": ON_VIDEO, "varsel": "28"}
    return Answers(typed, ("fremmoede", "telefon"), (), uuid.uuid4())


def changing(agreement: AgreementView, intervals: Iterable[IntervalView], today: date) -> Answers:
    """What holds now, from the first day on which it can be another: what is asked for to change it.

    The week is that of the intervals that are agreed.
    """
    standing = [one for one in intervals if one.status == "agreed"]
    begins = today + timedelta(days=agreement.notice_days)
    last = agreement.til or begins + timedelta(days=week_form.AHEAD)
    typed = dict.fromkeys(_PLAIN, "") | {
        "a_kasse": str(agreement.a_kasse.public_id),
        "fra_dag": begins.isoformat(),
        "til_dag": max(begins, last).isoformat(),
        "lukkedage": "ja",
        "varsel": str(agreement.notice_days),
        "erstatter": str(agreement.public_id),
    }
    if not standing:
        return Answers(typed, (), (), uuid.uuid4())
    usual = _most(standing)
    typed |= _week(standing) | {
        "kontor": str(usual.office.public_id),
        "laengde": str(usual.minutes),
        "ophold": str(usual.pause),
        "a_kasse_form": usual.a_kasse_form,
        "lokale": usual.room or "",
        "videolink": _own_link(agreement, usual),
    }
    if usual.a_kasse_form == IN_PERSON:
        typed |= {"rejse_foer": str(usual.travel_before), "rejse_efter": str(usual.travel_after)}
    workers = dict.fromkeys(str(one.caseworker.public_id) for one in standing)
    return Answers(typed, tuple(form.value for form in usual.former), tuple(workers), uuid.uuid4())


def _own_link(agreement: AgreementView, usual: IntervalView) -> str:
    """Where those meet who come by video, unless it is the a-kasse's house: it says so itself."""
    link = usual.video_link or usual.a_kasse_link
    return link if link and links.wrong(link, agreement.jobcenter.video_hosts) is None else ""


def _most(standing: list[IntervalView]) -> IntervalView:
    """One of those whose terms are the most common."""

    def terms(one: IntervalView) -> tuple[object, ...]:
        return (one.office.id, one.minutes, one.pause, one.a_kasse_form, one.travel_before, one.former)

    commonest, _count = Counter(map(terms, standing)).most_common(1)[0]
    return next(one for one in standing if terms(one) == commonest)


def _week(standing: list[IntervalView]) -> dict[str, str]:
    """Each day from its earliest hour to its latest, and the first time between in which there is nothing."""
    spans: defaultdict[int, set[Minutes]] = defaultdict(set)
    for one in standing:
        start, slut = one.start.astimezone(COPENHAGEN), one.slut.astimezone(COPENHAGEN)
        spans[start.weekday()].add((start.hour * 60 + start.minute, slut.hour * 60 + slut.minute))
    typed: dict[str, str] = {}
    for day, of_day in spans.items():
        whole = min(start for start, _end in of_day), max(end for _start, end in of_day)
        typed |= _as_typed(day, "", whole)
        if empty := without((whole,), of_day):
            typed |= _as_typed(day, "pause_", empty[0])
    return typed


def _as_typed(day: int, which: str, span: Minutes) -> dict[str, str]:
    parts = zip(("fra", "til"), span, strict=True)
    return {f"d{day}_{which}{part}": fields.hour_text(minutes) for part, minutes in parts}
