"""Offers that are asked of the jobcenter: written, answered, sent, decided, and listed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from portal.policy import indstilling as regler
from portal.policy.facts import Aktoer
from portal.policy.indstilling import AABNE, Art, Indhold, Indsats, Status
from portal.store.rows import (
    caseworker_columns,
    caseworker_name,
    organisation_columns,
    organisation_or_none,
)
from portal.store.tables import Caseworker, Membership, Organisation, Person
from portal.store.tables_indstilling import DialogBesked, Indstilling
from portal.store.views import CaseworkerName, OrganisationView

MOST: Final = 500
"""So many of an organisation are listed, the most urgent first."""

_OWN = (
    "id",
    "public_id",
    "person_id",
    "art",
    "status",
    "indsats",
    "hvad",
    "hvor",
    "hvorfor",
    "starter",
    "frist",
    "written_at",
    "enig_at",
    "noted_by",
    "sent_at",
    "closed_at",
    "begrundelse",
    "letter",
    "item",
    "read_at",
)
_a_kasse, _jobcenter = aliased(Organisation), aliased(Organisation)


@dataclass(frozen=True, slots=True)
class NewIndstilling:
    """One that is written at `at` (aware). `frist`: after a kontrolaktion. The rest as in the table."""

    person_id: int
    art: Art
    a_kasse_id: int | None
    caseworker_id: int
    indhold: Indhold
    at: datetime
    frist: date | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What the jobcenter decided. `item`: the offer in Min Plan, where it was granted."""

    granted: bool
    at: datetime
    caseworker_id: int
    decision_id: int
    letter: uuid.UUID
    begrundelse: str | None = None
    item: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class IndstillingView:
    """One as it stands. `person`, `name`: whose it is. `unread`: whoever reads the list has not seen the
    latest message about it; only lists know.
    """

    id: int
    public_id: uuid.UUID
    person_id: int
    person: uuid.UUID
    name: str
    art: Art
    status: Status
    a_kasse: OrganisationView | None
    jobcenter: OrganisationView | None
    caseworker: CaseworkerName | None
    indhold: Indhold
    frist: date | None
    written_at: datetime
    enig_at: datetime | None
    noted_by: int | None
    sent_at: datetime | None
    closed_at: datetime | None
    begrundelse: str | None
    letter: uuid.UUID | None
    item: uuid.UUID | None
    read_at: datetime | None
    unread: bool = False

    @property
    def facts(self) -> regler.Indstilling:
        """As the policy reads it."""
        kommune = self.jobcenter.code if self.jobcenter else None
        a_kasse = self.a_kasse.code if self.a_kasse else None
        return regler.Indstilling(self.art, self.status, a_kasse, kommune, self.indhold.starter, self.frist)

    def is_part(self, organisation_id: int) -> bool:
        """Whether that organisation wrote it or has got it."""
        return organisation_id in {one.id for one in (self.a_kasse, self.jobcenter) if one}

    @property
    def author(self) -> OrganisationView:
        """Who wrote it: the a-kasse, or the jobcenter itself."""
        found = self.a_kasse or self.jobcenter
        assert found is not None  # noqa: S101 - without an a-kasse it was sent at once
        return found

    @property
    def is_open(self) -> bool:
        return self.status in AABNE

    @property
    def is_unread_answer(self) -> bool:
        """The jobcenter has decided, and the person has not seen it."""
        return self.status in (Status.BEVILGET, Status.AFSLAAET) and self.read_at is None


def write(session: Session, new: NewIndstilling) -> uuid.UUID:
    """Keeps what was written, which waits for the person's answer, and gives its public id."""
    public_id, what = uuid.uuid4(), new.indhold
    session.execute(
        insert(Indstilling).values(
            public_id=public_id,
            person_id=new.person_id,
            art=new.art.value,
            status=Status.FORESLAAET.value,
            a_kasse_id=new.a_kasse_id,
            caseworker_id=new.caseworker_id,
            indsats=what.indsats.value if what.indsats else None,
            hvad=what.hvad,
            hvor=what.hvor,
            hvorfor=what.hvorfor,
            starter=what.starter,
            frist=new.frist,
            written_at=new.at,
        )
    )
    return public_id


def send(
    session: Session,
    indstilling_id: int,
    jobcenter_id: int,
    at: datetime,
    *,
    enig: bool,
    noted_by: int | None = None,
) -> None:
    """The jobcenter has it from `at` (aware) on. `enig`: with the person's agreement."""
    _change(
        session,
        indstilling_id,
        status=Status.SENDT.value,
        jobcenter_id=jobcenter_id,
        sent_at=at,
        enig_at=at if enig else None,
        noted_by=noted_by,
    )


def close(
    session: Session,
    indstilling_id: int,
    status: Status,
    at: datetime,
    *,
    by: int | None = None,
    noted_by: int | None = None,
) -> None:
    """It comes to nothing: not agreed, taken back, or fallen away."""
    _change(session, indstilling_id, status=status.value, closed_at=at, closed_by=by, noted_by=noted_by)


def decide(session: Session, indstilling_id: int, decided: Decided) -> None:
    status = Status.BEVILGET if decided.granted else Status.AFSLAAET
    _change(
        session,
        indstilling_id,
        status=status.value,
        read_at=None,
        closed_at=decided.at,
        closed_by=decided.caseworker_id,
        decision_id=decided.decision_id,
        letter=decided.letter,
        begrundelse=decided.begrundelse,
        item=decided.item,
    )


def decide_anew(session: Session, indstilling_id: int) -> None:
    """What was decided is set aside: the jobcenter has it before it again. The case keeps what it was."""
    undone = ("closed_at", "closed_by", "decision_id", "letter", "begrundelse", "item", "read_at")
    _change(session, indstilling_id, status=Status.SENDT.value, **dict.fromkeys(undone))


def get_own(session: Session, person_id: int, public_id: uuid.UUID) -> IndstillingView | None:
    """The person's own of that id."""
    found = _views(session, Indstilling.public_id == public_id, Indstilling.person_id == person_id)
    return found[0] if found else None


def of_person(session: Session, person_id: int) -> tuple[IndstillingView, ...]:
    """All of them, the latest first. One statement."""
    return _views(session, Indstilling.person_id == person_id)


def mark_read(session: Session, person_id: int, at: datetime) -> None:
    """The person saw all that was decided, at `at` (aware)."""
    session.execute(
        update(Indstilling)
        .where(
            Indstilling.person_id == person_id,
            Indstilling.status.in_((Status.BEVILGET.value, Status.AFSLAAET.value)),
            Indstilling.read_at.is_(None),
        )
        .values(read_at=at)
    )


def open_of_person(session: Session, person_id: int) -> tuple[IndstillingView, ...]:
    """The person's that nobody has closed."""
    return _views(
        session, Indstilling.person_id == person_id, Indstilling.status.in_([one.value for one in AABNE])
    )


def unanswered(session: Session) -> tuple[IndstillingView, ...]:
    """All that are open, whoever's they are; the oldest first."""
    query = _query().where(Indstilling.status.in_([one.value for one in AABNE])).order_by(Indstilling.id)
    return tuple(_view(dict(row)) for row in session.execute(query).mappings())


def of_organisation(
    session: Session, organisation_id: int, today: date, since: datetime
) -> tuple[IndstillingView, ...]:
    """Those of the organisation's own people (on the Danish day `today`), and those it asked for before the
    person left it, that are open or were closed after `since` (aware), and answers that the a-kasse has not
    seen: what has to be done first comes first. One statement.
    """
    unread = _unread(organisation_id).label("unread")
    theirs = Indstilling.jobcenter_id.is_distinct_from(organisation_id)
    unread_answer = and_(theirs, _unread(organisation_id))
    query = (
        _query()
        .add_columns(unread)
        .where(
            _told_of(organisation_id, today),
            or_(Indstilling.closed_at.is_(None), Indstilling.closed_at >= since, unread_answer),
        )
        .order_by(Indstilling.frist.is_(None), Indstilling.frist, Indstilling.written_at, Indstilling.id)
        .limit(MOST)
    )
    return tuple(_view(dict(row)) for row in session.execute(query).mappings())


def how_many_wait(organisation_id: int, holder: Aktoer, today: date) -> ColumnElement[int]:
    """For the start page: how many the jobcenter has to decide, or of how many the a-kasse has news."""
    waits = Indstilling.status == Status.SENDT.value
    return (
        select(func.count())
        .select_from(Indstilling)
        .where(
            _told_of(organisation_id, today),
            waits if holder is Aktoer.JOBCENTER else _unread(organisation_id),
        )
        .scalar_subquery()
    )


def _told_of(organisation_id: int, today: date) -> ColumnElement[bool]:
    """The organisation is a part of it, or is told of the answer, and the person is its own; or it asked, and
    has a right to the answer wherever the person is now.
    """
    asked = Indstilling.a_kasse_id == organisation_id
    part = or_(asked, Indstilling.jobcenter_id == organisation_id, _written_to(organisation_id))
    return or_(and_(part, _own_person(organisation_id, today)), and_(asked, Indstilling.sent_at.is_not(None)))


def _own_person(organisation_id: int, today: date) -> ColumnElement[bool]:
    """The person belongs to the organisation that day: with whom others go on is not told."""
    member, later = aliased(Membership), aliased(Membership)
    newer = select(later.id).where(
        later.person_id == member.person_id,
        later.holder == member.holder,
        later.fra <= today,
        or_(member.fra.is_(None), later.fra > member.fra),
    )
    return (
        select(member.id)
        .where(
            member.person_id == Indstilling.person_id,
            member.organisation_id == organisation_id,
            or_(member.fra.is_(None), member.fra <= today),
            ~newer.exists(),
        )
        .exists()
    )


def _written_to(organisation_id: int, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        select(DialogBesked.id)
        .where(
            DialogBesked.indstilling_id == Indstilling.id,
            DialogBesked.til_id == organisation_id,
            *conditions,
        )
        .exists()
    )


def _unread(organisation_id: int) -> ColumnElement[bool]:
    return _written_to(organisation_id, DialogBesked.read_at.is_(None))


def _change(session: Session, indstilling_id: int, **values: Any) -> None:
    session.execute(update(Indstilling).where(Indstilling.id == indstilling_id).values(**values))


def _query() -> Select[Any]:
    return (
        select(
            *(getattr(Indstilling, name) for name in _OWN),
            Person.public_id.label("person"),
            Person.name,
            *organisation_columns(_a_kasse, "a_kasse_"),
            *organisation_columns(_jobcenter, "jobcenter_"),
            *caseworker_columns(Caseworker, "caseworker_"),
        )
        .join(Person, Person.id == Indstilling.person_id)
        .outerjoin(_a_kasse, _a_kasse.id == Indstilling.a_kasse_id)
        .outerjoin(_jobcenter, _jobcenter.id == Indstilling.jobcenter_id)
        .join(Caseworker, Caseworker.id == Indstilling.caseworker_id)
    )


def _views(session: Session, *conditions: ColumnElement[bool]) -> tuple[IndstillingView, ...]:
    query = _query().where(*conditions).order_by(Indstilling.written_at.desc(), Indstilling.id.desc())
    return tuple(_view(dict(row)) for row in session.execute(query).mappings())


def _view(row: dict[str, Any]) -> IndstillingView:
    own = {name: row[name] for name in _OWN}
    indsats = own.pop("indsats")
    said = {name: own.pop(name) for name in ("hvad", "hvor", "hvorfor", "starter")}
    return IndstillingView(
        **own | {"art": Art(own["art"]), "status": Status(own["status"])},
        person=row["person"],
        name=row["name"],
        indhold=Indhold(indsats=Indsats(indsats) if indsats else None, **said),
        a_kasse=organisation_or_none(row, "a_kasse_"),
        jobcenter=organisation_or_none(row, "jobcenter_"),
        caseworker=caseworker_name(row, "caseworker_"),
        unread=bool(row.get("unread")),
    )
