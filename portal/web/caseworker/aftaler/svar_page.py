"""What is shown of an answer to the other side's times: a row for each of them, and what the answer means."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from portal.actions.agreement_answers import Accept, Answer, Counter
from portal.actions.answer_agreement import Answered
from portal.policy.facts import Aktoer, Samtaleform
from portal.policy.law import Finding
from portal.store.agreements import AgreementView, IntervalView, meetings_in
from portal.store.timetable import House
from portal.web.caseworker.aftaler import told
from portal.web.caseworker.aftaler.svar_form import NO, OTHER, YES, Row, Typed
from portal.web.caseworker.aftaler.trin import Step
from portal.web.caseworker.rows import Cell, Table
from portal.web.caseworker.times import fields
from portal.web.caseworker.times.fields import Pairs
from portal.web.locale import _, ngettext, reader
from portal.wording.explain import explain_to_caseworker, next_step_for_caseworker
from portal.wording.reader import capitalised, short_day


@dataclass(frozen=True, slots=True)
class Line:
    """One interval to be answered. `about`: what it is called, for whoever hears a field alone."""

    id: uuid.UUID
    row: Row
    about: str
    when: str
    who: str
    how: str


@dataclass(frozen=True, slots=True)
class Check:
    """What the answer means: how many of each, what comes then, and what becomes of which interval."""

    lead: str
    then: list[str]
    weeks: list[Table]
    warnings: Pairs
    message: list[str]


@dataclass(frozen=True, slots=True)
class Page:
    """What `svar.html` and `svar_check.html` show.

    `last`: what the other side said last. `since`: what was said since the form was made; then it is
    outdated, and is looked at again. `obstacles`: what stands in the way of the whole answer. `weeks`: none
    where there is nothing to answer; `week`: the first of them, as addresses say it.
    """

    agreement: AgreementView
    typed: Typed
    last: Step | None
    weeks: list[tuple[str, list[Line]]]
    workers: Pairs
    link_hint: str
    since: Sequence[Step] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    obstacles: Sequence[tuple[str, str]] = ()
    check: Check | None = None
    week: str | None = None

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())

    @property
    def is_a_kasse(self) -> bool:
        return self.agreement.side is Aktoer.A_KASSE

    @property
    def period(self) -> str:
        return told.period(self.agreement)

    @property
    def answers(self) -> Pairs:
        return [(YES, _("Ja")), (NO, _("Nej")), (OTHER, _("Foreslå noget andet"))]

    @property
    def takes_part(self) -> Pairs:
        return [("", _("Som foreslået")), *((form, _(words)) for form, words in told.A_KASSE_FORM.items())]

    @property
    def form_choices(self) -> Pairs:
        return fields.form_choices()

    @property
    def written(self) -> list[str]:
        return lines(self.typed.message)


def lines(text: str | None) -> list[str]:
    return [line for line in (text or "").splitlines() if line.strip()]


def explained(findings: Iterable[Finding]) -> Pairs:
    """What is to be known, and what to do about it."""
    return [
        (explain_to_caseworker(one, reader()), next_step_for_caseworker(one, reader())) for one in findings
    ]


def weeks(intervals: Iterable[IntervalView], typed: Typed, side: Aktoer) -> list[tuple[str, list[Line]]]:
    """The rows, numbered as they come."""
    numbered = enumerate(intervals, 1)
    return [
        (told.week(monday), [_line(one, typed.row(one, str(number)), side) for number, one in of_it])
        for monday, of_it in groupby(numbered, key=lambda pair: told.monday(pair[1].start))
    ]


def _line(interval: IntervalView, row: Row, side: Aktoer) -> Line:
    day = capitalised(short_day(reader(), interval.start))
    who = interval.caseworker.name if side is Aktoer.A_KASSE else told.who_comes(interval)
    return Line(
        id=interval.public_id,
        row=row,
        about=f"{day} {told.hours(interval)}, {interval.caseworker.name}",
        when=told.when(interval),
        who=who,
        how=f"{told.a_kasse_takes_part(interval)}\n{told.forms(interval.former)}\n{told.place(interval)}",
    )


def check(
    agreement: AgreementView,
    intervals: Sequence[IntervalView],
    answers: Mapping[uuid.UUID, Answer],
    done: Answered,
    typed: Typed,
    house: House,
) -> Check:
    """`done`: what the answer would do."""
    names = {one.public_id: one.name for one in house.workers}
    heads = (_("Tid"), _("Fra jobcentret"), _("Dit svar"))
    tables = []
    for monday, of_it in groupby(intervals, key=lambda one: told.monday(one.start)):
        rows = tuple(_verdict(one, answers[one.public_id], names) for one in of_it)
        tables.append(Table(told.week(monday), heads, rows))
    return Check(
        lead=_counted(done),
        then=_then(agreement, done),
        weeks=tables,
        warnings=explained(done.decision.warnings),
        message=lines(typed.message),
    )


def _verdict(interval: IntervalView, answer: Answer, names: Mapping[uuid.UUID, str]) -> tuple[Cell, ...]:
    when = told.when(interval)
    if isinstance(answer, Accept):
        who = names.get(answer.worker) if answer.worker else None
        if who is None and interval.a_kasse_caseworker is not None:
            who = interval.a_kasse_caseworker.name
        yes = _("Ja: {navn} kommer fra a-kassen").format(navn=who or "–")
        if answer.link and interval.link is None and interval.a_kasse_form == "video":
            yes += "\n" + told.link(replace(interval, a_kasse_link=answer.link))
        return when, interval.caseworker.name, yes
    if isinstance(answer, Counter):
        return when, interval.caseworker.name, _countered(interval, answer, names)
    return when, interval.caseworker.name, _("Nej")


def _countered(interval: IntervalView, answer: Counter, names: Mapping[uuid.UUID, str]) -> str:
    minutes, pause = answer.minutes or interval.minutes, answer.pause
    pause = interval.pause if pause is None else pause
    by_video = Samtaleform.VIDEO in answer.former
    link = answer.link or interval.video_link or interval.a_kasse_link
    instead = replace(
        interval,
        start=answer.start,
        slut=meetings_in(answer.start, answer.slut, minutes, pause)[-1][1],
        minutes=minutes,
        pause=pause,
        video_link=link if by_video else None,
        a_kasse_link=link,
        a_kasse_form=answer.a_kasse_form,
        travel_before=answer.travel_before or 0,
        travel_after=answer.travel_after or 0,
        former=answer.former,
    )
    parts = [_("I stedet foreslår I:"), told.when(instead), told.a_kasse_takes_part(instead)]
    parts.append(told.forms(answer.former))
    if answer.room:
        parts.append(_("Lokale: {lokale}").format(lokale=answer.room))
    if answer.worker is not None:
        parts.append(_("Fra jer: {navn}").format(navn=names.get(answer.worker, "–")))
    return "\n".join(parts)


def _counted(done: Answered) -> str:
    """`Dit svar: 3 tidsrum aftalt, 1 afvist og 2 modforslag.`"""
    counts = told.counted(done.agreed, done.declined, done.countered, done.lapsed)
    return _("Dit svar: {svar}.").format(svar=counts)


def _then(agreement: AgreementView, done: Answered) -> list[str]:
    """What happens once it is sent."""
    found = []
    if done.meetings:
        text = ngettext(
            "{antal} samtale kan bookes med det samme.",
            "{antal} samtaler kan bookes med det samme.",
            done.meetings,
        )
        found.append(text.format(antal=done.meetings))
    if done.countered:
        found.append(_("{navn} skal svare på jeres modforslag.").format(navn=agreement.other.name))
    if agreement.replaces is not None and done.status == "accepted":
        found.append(
            _("Den aftale, som denne ændrer, slutter dagen før {dag}.").format(
                dag=short_day(reader(), agreement.fra)
            )
        )
    return found
