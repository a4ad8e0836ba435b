"""What jobcentres and a-kasser have agreed on, or are about to: agreements, their intervals and their steps.

An organisation sees its own agreements alone; one between two others is not found. Nothing of a citizen is
here. What is written to them is in `agreement_writes`.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from portal.policy.facts import Aktoer, Samtaleform
from portal.store.rows import (
    caseworker_columns,
    caseworker_name,
    office_columns,
    office_view,
    organisation_columns,
    organisation_view,
)
from portal.store.tables import Caseworker, Office, Organisation, table_of
from portal.store.tables_agreement import AgreementInterval, AgreementSeen, AgreementStep
from portal.store.tables_meeting import Agreement
from portal.store.views import CaseworkerName, OfficeView, OrganisationView

Stretch = tuple[datetime, datetime]

TURN: Final[Mapping[str, Aktoer]] = {"proposed": Aktoer.A_KASSE, "countered": Aktoer.JOBCENTER}
"""Whose turn it is, of the agreements that wait for an answer."""

_agreements, _intervals = table_of(Agreement), table_of(AgreementInterval)
_agreement, _interval, _step = _agreements.c, _intervals.c, table_of(AgreementStep).c
_seen = table_of(AgreementSeen).c
_jobcenter, _a_kasse = aliased(Organisation), aliased(Organisation)
_older = aliased(Agreement)
_theirs, _ours = aliased(Caseworker), aliased(Caseworker)


@dataclass(frozen=True, slots=True)
class AgreementView:
    """One agreement, as one of its two organisations sees it. Danish days, both inside.

    `status`: as in `tables_meeting.Agreement`. `side`: which of the two looks. `replaces`: the agreement that
    it is a change of. `last_step`: the number of its last step; `news`: how many steps of the other side
    the organisation has not seen. `open`, `agreed`: how many of its intervals are.
    """

    id: int
    public_id: uuid.UUID
    jobcenter: OrganisationView
    a_kasse: OrganisationView
    side: Aktoer
    status: str
    fra: date
    til: date | None
    notice_days: int
    ends_on: date | None
    replaces: uuid.UUID | None
    updated_at: datetime
    last_step: int
    news: int
    open: int
    agreed: int

    @property
    def turn(self) -> Aktoer | None:
        """Whose answer it waits for; None: nobody's."""
        return TURN.get(self.status)

    @property
    def waits_for_us(self) -> bool:
        return self.turn is self.side

    @property
    def other(self) -> OrganisationView:
        """The other one of the two."""
        return self.a_kasse if self.side is Aktoer.JOBCENTER else self.jobcenter


@dataclass(frozen=True, slots=True)
class IntervalView:
    """A stretch of one day with joint meetings in it; see `tables_agreement.AgreementInterval`.

    Times are aware, `minutes`, `pause` and travel in minutes. `stands_for`: the interval that it was put in
    the place of.
    """

    id: int
    public_id: uuid.UUID
    agreement_id: int
    stands_for: uuid.UUID | None
    by_side: Aktoer
    status: str
    start: datetime
    slut: datetime
    minutes: int
    pause: int
    office: OfficeView
    a_kasse_form: str
    travel_before: int
    travel_after: int
    former: frozenset[Samtaleform]
    video_link: str | None
    a_kasse_link: str | None
    room: str | None
    caseworker_id: int
    caseworker: CaseworkerName
    a_kasse_caseworker_id: int | None
    a_kasse_caseworker: CaseworkerName | None
    settled_at: datetime | None

    @property
    def meetings(self) -> tuple[Stretch, ...]:
        """When each of its meetings is."""
        return meetings_in(self.start, self.slut, self.minutes, self.pause)

    @property
    def count(self) -> int:
        return len(self.meetings)

    @property
    def link(self) -> str | None:
        """Where the a-kasse meets by video; None: it comes in person, or nobody has said where."""
        return (self.video_link or self.a_kasse_link) if self.a_kasse_form == "video" else None

    @property
    def away(self) -> Stretch:
        """The time of the a-kasse's caseworker that it takes, travel and all."""
        before, after = timedelta(minutes=self.travel_before), timedelta(minutes=self.travel_after)
        return self.start - before, self.slut + after


@dataclass(frozen=True, slots=True)
class StepView:
    """One step between the two sides. `act`: as in `tables_agreement.ACTS`. `at` is aware.

    `details`: what it did, as JSON: `intervals` (how many it put forward), `agreed`, `declined`, `countered`,
    `lapsed` (how many of each), `decision` (the Decision), `last` (the last day, ISO), where it did so. Of
    agreed times that were withdrawn: `times`, `meetings` (in how many of them somebody had one),
    `first_time`, `last_time` (ISO), `stopped` (who works there no more, if that is why). Of an end also
    `keep_booked`, and `replaced_by`, the change that was agreed (a public id).
    """

    number: int
    side: Aktoer
    act: str
    message: str | None
    details: Mapping[str, Any]
    caseworker: CaseworkerName
    at: datetime


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation of the other kind, with which an agreement can be made."""

    id: int
    public_id: uuid.UUID
    code: str
    name: str


_MADE: Final = {
    "jobcenter",
    "a_kasse",
    "side",
    "by_side",
    "former",
    "office",
    "caseworker",
    "a_kasse_caseworker",
}
_SAME_IN_AGREEMENT: Final = [one.name for one in fields(AgreementView) if one.name not in _MADE]
_SAME_IN_INTERVAL: Final = [one.name for one in fields(IntervalView) if one.name not in _MADE]


def meetings_in(start: datetime, slut: datetime, minutes: int, pause: int) -> tuple[Stretch, ...]:
    """The meetings that lie in a stretch (aware), each `minutes` long and `pause` minutes apart."""
    length, step = timedelta(minutes=minutes), timedelta(minutes=minutes + pause)
    count = max(0, (slut - start - length) // step + 1)
    return tuple((start + n * step, start + n * step + length) for n in range(count))


def get(session: Session, public_id: uuid.UUID, organisation_id: int) -> AgreementView | None:
    """The organisation's agreement of that id; None where there is none, or it is between others."""
    query = _of(organisation_id).where(_agreement.public_id == public_id)
    row = session.execute(query).mappings().one_or_none()
    return _view(row, organisation_id) if row else None


def all_of(session: Session, organisation_id: int) -> tuple[AgreementView, ...]:
    """All agreements of the organisation, the one last changed first; one statement."""
    query = _of(organisation_id).order_by(_agreement.updated_at.desc(), _agreement.id.desc())
    return tuple(_view(row, organisation_id) for row in session.execute(query).mappings())


def standing_change_of(session: Session, agreement: AgreementView) -> AgreementView | None:
    """The change of the agreement that is proposed, or was agreed to; None: there is none."""
    side = agreement.jobcenter if agreement.side is Aktoer.JOBCENTER else agreement.a_kasse
    standing = _agreement.status.in_(("proposed", "countered", "accepted"))
    query = _of(side.id).where(_agreement.replaces_id == agreement.id, standing)
    row = session.execute(query).mappings().one_or_none()
    return _view(row, side.id) if row else None


def intervals(session: Session, agreement_id: int) -> tuple[IntervalView, ...]:
    """All of its intervals, whatever has become of them, in order of time; one statement."""
    return _found(session, _every().where(_interval.agreement_id == agreement_id))


def between_the_two(
    session: Session, agreement: AgreementView, since: datetime, until: datetime
) -> tuple[IntervalView, ...]:
    """All intervals between the two organisations of the agreement, of this one or another, that begin
    between two moments (aware).
    """
    pair = (_agreement.jobcenter_id == agreement.jobcenter.id, _agreement.a_kasse_id == agreement.a_kasse.id)
    query = _every().join(_agreements, _agreement.id == _interval.agreement_id).where(*pair)
    return _found(session, query.where(_interval.start >= since, _interval.start < until))


def agreed_of(
    session: Session, workers: Collection[int], since: datetime, until: datetime
) -> tuple[IntervalView, ...]:
    """The agreed intervals of these caseworkers (by key), of either side, that take their time between two
    moments (aware), travel and all, whichever agreement they are of.
    """
    day = timedelta(days=1)  # travel is never as long
    theirs = or_(_interval.caseworker_id.in_(workers), _interval.a_kasse_caseworker_id.in_(workers))
    near = (_interval.start < until + day, _interval.slut > since - day)
    found = _found(session, _every().where(theirs, _interval.status == "agreed", *near))
    return tuple(one for one in found if one.away[0] < until and one.away[1] > since)


def steps(session: Session, agreement_id: int) -> tuple[StepView, ...]:
    """Every step, the first one first."""
    query = (
        select(_step.number, _step.side, _step.act, _step.message, _step.details, _step.at)
        .add_columns(*caseworker_columns(table_of(Caseworker), "caseworker_"))
        .join(table_of(Caseworker), table_of(Caseworker).c.id == _step.caseworker_id)
        .where(_step.agreement_id == agreement_id)
        .order_by(_step.number)
    )
    return tuple(_step_view(row) for row in session.execute(query).mappings())


def how_many_press(organisation_id: int) -> ColumnElement[int]:
    """Asks how many agreements wait for the organisation's answer, or have news for it."""
    pressing = or_(_our_turn(organisation_id), exists().where(*_unseen(organisation_id)))
    query = select(func.count()).select_from(_agreements).where(_parties(organisation_id), pressing)
    return query.scalar_subquery()


def partners(session: Session, holder: Aktoer) -> tuple[Partner, ...]:
    """The organisations of that kind, by name."""
    query = select(Organisation.id, Organisation.public_id, Organisation.code, Organisation.name)
    rows = session.execute(query.where(Organisation.holder == holder.value).order_by(Organisation.name))
    return tuple(Partner(*row) for row in rows)


def _of(organisation_id: int) -> Select[Any]:
    last = select(func.max(_step.number)).where(_step.agreement_id == _agreement.id)
    unseen = select(func.count()).where(*_unseen(organisation_id))
    return (
        select(
            _agreement.id,
            _agreement.public_id,
            _agreement.status,
            _agreement.fra,
            _agreement.til,
            _agreement.notice_days,
            _agreement.ends_on,
            _agreement.updated_at,
            _older.public_id.label("replaces"),
            func.coalesce(last.correlate(_agreements).scalar_subquery(), 0).label("last_step"),
            unseen.correlate(_agreements).scalar_subquery().label("news"),
            _counted("open").label("open"),
            _counted("agreed").label("agreed"),
            *organisation_columns(_jobcenter, "jobcenter_"),
            *organisation_columns(_a_kasse, "a_kasse_"),
        )
        .join(_jobcenter, _jobcenter.id == _agreement.jobcenter_id)
        .join(_a_kasse, _a_kasse.id == _agreement.a_kasse_id)
        .outerjoin(_older, _older.id == _agreement.replaces_id)
        .where(_parties(organisation_id))
    )


def _counted(status: str) -> ColumnElement[int]:
    query = select(func.count()).where(_interval.agreement_id == _agreement.id, _interval.status == status)
    return query.correlate(_agreements).scalar_subquery()


def _parties(organisation_id: int) -> ColumnElement[bool]:
    return or_(_agreement.jobcenter_id == organisation_id, _agreement.a_kasse_id == organisation_id)


def _our_turn(organisation_id: int) -> ColumnElement[bool]:
    return or_(
        and_(_agreement.a_kasse_id == organisation_id, _agreement.status == "proposed"),
        and_(_agreement.jobcenter_id == organisation_id, _agreement.status == "countered"),
    )


def _unseen(organisation_id: int) -> tuple[ColumnElement[bool], ...]:
    """The steps of the agreement that the other side has taken since the organisation last looked."""
    looked = select(_seen.number).where(
        _seen.agreement_id == _step.agreement_id, _seen.organisation_id == organisation_id
    )
    own_side = or_(
        and_(_step.side == Aktoer.JOBCENTER.value, _agreement.jobcenter_id == organisation_id),
        and_(_step.side == Aktoer.A_KASSE.value, _agreement.a_kasse_id == organisation_id),
    )
    return (
        _step.agreement_id == _agreement.id,
        ~own_side,
        _step.number > func.coalesce(looked.scalar_subquery(), 0),
    )


def _every() -> Select[Any]:
    before = _intervals.alias()
    return (
        select(*_intervals.columns)
        .add_columns(
            before.c.public_id.label("stands_for"),
            *office_columns(table_of(Office), "at_"),
            *caseworker_columns(_theirs, "who_"),
            *caseworker_columns(_ours, "a_kasse_who_"),
        )
        .join(table_of(Office), table_of(Office).c.id == _interval.office_id)
        .join(_theirs, _theirs.id == _interval.caseworker_id)
        .outerjoin(_ours, _ours.id == _interval.a_kasse_caseworker_id)
        .outerjoin(before, before.c.id == _interval.stands_for_id)
        .order_by(_interval.start, _theirs.name, _interval.id)
    )


def _found(session: Session, query: Select[Any]) -> tuple[IntervalView, ...]:
    return tuple(_interval_view(row) for row in session.execute(query).mappings())


def _interval_view(row: Mapping[Any, Any]) -> IntervalView:
    who = caseworker_name(row, "who_")
    if who is None:
        raise LookupError(f"interval {row['id']} without a caseworker")
    return IntervalView(
        **{name: row[name] for name in _SAME_IN_INTERVAL},
        by_side=Aktoer(row["by_side"]),
        former=frozenset(form for form in Samtaleform if row[form.value]),
        office=office_view(row, "at_"),
        caseworker=who,
        a_kasse_caseworker=caseworker_name(row, "a_kasse_who_"),
    )


def _view(row: Mapping[Any, Any], organisation_id: int) -> AgreementView:
    jobcenter = organisation_view(row, "jobcenter_")
    return AgreementView(
        **{name: row[name] for name in _SAME_IN_AGREEMENT},
        jobcenter=jobcenter,
        a_kasse=organisation_view(row, "a_kasse_"),
        side=Aktoer.JOBCENTER if jobcenter.id == organisation_id else Aktoer.A_KASSE,
    )


def _step_view(row: Mapping[Any, Any]) -> StepView:
    who = caseworker_name(row, "caseworker_")
    if who is None:
        raise LookupError("a step that nobody took")
    same = {name: row[name] for name in ("number", "act", "message", "details", "at")}
    return StepView(**same, side=Aktoer(row["side"]), caseworker=who)
