"""Decisions as cases: opened, taken a step further, found, and listed by what is next."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, false, func, insert, not_, or_, select, update
from sqlalchemy.orm import Session

from portal.policy import afgoerelse
from portal.policy.facts import Aktoer
from portal.policy.hoering import Emne
from portal.policy.kalender import day_of
from portal.policy.sagsgang import Gang, Genvurdering, Skridt, Trin, Venter
from portal.store.rows import caseworker_columns, caseworker_name, organisation_columns, organisation_view
from portal.store.tables import Caseworker, Organisation, Person
from portal.store.tables_afgoerelse import BEFORE, Afgoerelse, AfgoerelseSkridt
from portal.store.tables_indstilling import Indstilling
from portal.store.views import CaseworkerName, OrganisationView

MOST: Final = 500
"""So many of an organisation are listed, the earliest day first: who has more has to see to some."""

_TAKEN = ("trin", "dag", "frist", "til", "tekst", "resultat", "kanal", "decision_id", "letter", "at")
_STEP = ("public_id", "nr", *_TAKEN)
_CHANGES = (
    "grundlag",
    "beslutning_id",
    "klage_senest",
    "trin",
    "naeste",
    "venter",
    "frist",
    "snarest",
)
_CASE = (
    "id",
    "public_id",
    "person_id",
    "emne",
    "af",
    "grundlag",
    "beslutning_id",
    "indstilling_id",
    "aabnet_at",
    "trin",
    "naeste",
    "venter",
    "frist",
    "snarest",
    "klage_senest",
)


@dataclass(frozen=True, slots=True)
class NewSkridt:
    """A step, taken at `at` (aware), that happened on the Danish day `dag`. The rest as in the table."""

    trin: Trin
    dag: date
    at: datetime
    frist: date | None = None
    til: date | None = None
    tekst: str | None = None
    resultat: str | None = None
    kanal: str | None = None
    caseworker_id: int | None = None
    decision_id: int | None = None
    letter: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class SkridtView:
    """A step as it was taken. `caseworker`: who took it; None: the person, or nobody."""

    public_id: uuid.UUID
    nr: int
    trin: Trin
    dag: date
    frist: date | None
    til: date | None
    tekst: str | None
    resultat: str | None
    kanal: str | None
    decision_id: int | None
    letter: uuid.UUID | None
    at: datetime
    caseworker: CaseworkerName | None


@dataclass(frozen=True, slots=True)
class SagView:
    """A case, as of its latest step. `person`, `name`: whose it is. `indstilling`: the offer it is about."""

    id: int
    public_id: uuid.UUID
    person_id: int
    person: uuid.UUID
    name: str
    organisation: OrganisationView
    emne: Emne
    af: Aktoer
    grundlag: str | None
    beslutning_id: int | None
    indstilling_id: int | None
    aabnet_at: datetime
    trin: Trin
    naeste: Trin | None
    venter: Venter | None
    frist: date | None
    snarest: bool
    klage_senest: date | None
    indstilling: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Sag:
    """A case with its steps, in order."""

    view: SagView
    skridt: tuple[SkridtView, ...]

    @property
    def gang(self) -> Gang:
        """As the policy reads it."""
        steps = tuple(Skridt(one.trin, one.dag, one.frist, one.resultat, one.til) for one in self.skridt)
        return Gang(self.view.emne, self.view.af, steps, self.view.klage_senest)

    def seneste(self, trin: Trin) -> SkridtView | None:
        return next((one for one in reversed(self.skridt) if one.trin is trin), None)

    @property
    def svar(self) -> str | None:
        """All that the person answered since the latest hearing, in order."""
        said: list[str] = []
        for one in self.skridt:
            if one.trin is Trin.HOERT:
                said = []
            elif one.trin is Trin.SVARET:
                said.append(one.tekst or "")
        return "\n\n".join(said) or None


def open_case(
    session: Session,
    person_id: int,
    organisation_id: int,
    emne: Emne,
    af: Aktoer,
    grundlag: str | None,
    first: NewSkridt,
    indstilling_id: int | None = None,
) -> Sag:
    """A new case, and its first step. IntegrityError where one of the kind is undecided already."""
    public_id = uuid.uuid4()
    session.execute(
        insert(Afgoerelse).values(
            public_id=public_id,
            person_id=person_id,
            organisation_id=organisation_id,
            emne=emne.value,
            af=af.value,
            grundlag=grundlag,
            indstilling_id=indstilling_id,
            aabnet_at=first.at,
            trin=Trin.AABNET.value,
            snarest=False,
        )
    )
    opened = session.execute(_cases().where(Afgoerelse.public_id == public_id)).mappings().one()
    return append(session, Sag(_case(dict(opened)), ()), first)


def append(
    session: Session,
    sag: Sag,
    new: NewSkridt,
    *,
    grundlag: str | None = None,
    beslutning_id: int | None = None,
    klage_senest: date | None = None,
) -> Sag:
    """One step further, and what is next after it. What is given besides replaces what stood in the case.

    The new step's own view has no caseworker's name: nobody reads it before it is read anew.
    """
    own = {name: getattr(new, name) for name in _TAKEN}
    step = SkridtView(public_id=uuid.uuid4(), nr=len(sag.skridt) + 1, caseworker=None, **own)
    kept = own | {"trin": new.trin.value, "public_id": step.public_id, "nr": step.nr}
    kept |= {"afgoerelse_id": sag.view.id, "caseworker_id": new.caseworker_id}
    session.execute(insert(AfgoerelseSkridt).values(kept))
    given = {"grundlag": grundlag, "beslutning_id": beslutning_id, "klage_senest": klage_senest}
    changed: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    view = replace(sag.view, trin=new.trin, **changed)
    return _reckoned(session, Sag(view, (*sag.skridt, step)), new.at)


def _reckoned(session: Session, sag: Sag, at: datetime) -> Sag:
    """Keeps the case with what is next in it as of `at` (aware), and gives it."""
    after = afgoerelse.naeste(sag.gang, day_of(at))
    view = replace(
        sag.view,
        naeste=after.trin if after else None,
        venter=after.venter if after else None,
        frist=after.frist if after else None,
        snarest=after.snarest if after else False,
    )
    values = {name: getattr(view, name) for name in _CHANGES}
    values |= {name: values[name].value if values[name] else None for name in ("trin", "naeste", "venter")}
    session.execute(update(Afgoerelse).where(Afgoerelse.id == view.id).values(values))
    return replace(sag, view=view)


def get(session: Session, public_id: uuid.UUID) -> Sag | None:
    """The case of that id; two statements."""
    return _one(session, _cases().where(Afgoerelse.public_id == public_id))


def undecided(session: Session, person_id: int, organisation_id: int, emne: Emne) -> Sag | None:
    """The organisation's case of that kind in which nothing is decided yet."""
    wanted = (
        Afgoerelse.person_id == person_id,
        Afgoerelse.organisation_id == organisation_id,
        Afgoerelse.emne == emne.value,
        Afgoerelse.trin.in_(BEFORE),
    )
    return _one(session, _cases().where(*wanted))


def of_beslutning(session: Session, beslutning_id: int) -> Sag | None:
    """The case in which that was decided."""
    return _one(session, _cases().where(Afgoerelse.beslutning_id == beslutning_id))


def of_person(session: Session, person_id: int, organisation_id: int | None = None) -> tuple[SagView, ...]:
    """The person's cases without their steps, the latest first; those of one organisation, where one is
    named.
    """
    query = _cases().where(Afgoerelse.person_id == person_id)
    if organisation_id is not None:
        query = query.where(Afgoerelse.organisation_id == organisation_id)
    ordered = query.order_by(Afgoerelse.aabnet_at.desc(), Afgoerelse.id.desc())
    return tuple(_case(dict(row)) for row in session.execute(ordered).mappings())


def whole_of_person(session: Session, person_id: int) -> tuple[Sag, ...]:
    """The person's cases with their steps, the latest case first; two statements."""
    views = of_person(session, person_id)
    query = (
        select(AfgoerelseSkridt.afgoerelse_id, *_step_columns())
        .join(Afgoerelse, Afgoerelse.id == AfgoerelseSkridt.afgoerelse_id)
        .outerjoin(Caseworker, Caseworker.id == AfgoerelseSkridt.caseworker_id)
        .where(Afgoerelse.person_id == person_id)
        .order_by(AfgoerelseSkridt.nr)
    )
    steps: dict[int, list[SkridtView]] = {one.id: [] for one in views}
    for row in session.execute(query).mappings():
        steps[row["afgoerelse_id"]].append(_step(dict(row)))
    return tuple(Sag(one, tuple(steps[one.id])) for one in views)


def waiting(session: Session, organisation_id: int, today: date) -> tuple[SagView, ...]:
    """The organisation's cases in which something is next on the Danish day `today`, the earliest day first,
    no more than `MOST`. One statement.
    """
    query = _cases().where(Afgoerelse.organisation_id == organisation_id, _lies_open(today))
    ordered = query.order_by(Afgoerelse.frist.is_(None), Afgoerelse.frist, Afgoerelse.id).limit(MOST)
    return tuple(_case(dict(row)) for row in session.execute(ordered).mappings())


def how_many_press(organisation_id: int, today: date) -> ColumnElement[int]:
    """How many of them wait for the organisation itself: part of another statement."""
    return (
        select(func.count())
        .select_from(Afgoerelse)
        .where(Afgoerelse.organisation_id == organisation_id, _waits_for_us(today))
        .scalar_subquery()
    )


def waits_for_us(sag: SagView, today: date) -> bool:
    """Whether the case waits for the organisation: also once the days to answer a hearing have gone by."""
    if sag.venter is Venter.OS:
        return True
    return sag.naeste is Trin.SVARET and sag.frist is not None and sag.frist < today


def _lies_open(today: date) -> ColumnElement[bool]:
    """That something is next. The last day to complain ends a case by itself."""
    over = and_(Afgoerelse.naeste == Trin.KLAGET.value, Afgoerelse.frist < today)
    return and_(Afgoerelse.venter.is_not(None), not_(func.coalesce(over, false())))


def _waits_for_us(today: date) -> ColumnElement[bool]:
    unanswered = and_(Afgoerelse.naeste == Trin.SVARET.value, Afgoerelse.frist < today)
    return or_(Afgoerelse.venter == Venter.OS.value, unanswered)


def of_letter(session: Session, person_id: int, letter: uuid.UUID) -> SagView | None:
    """The person's case in which that letter (public id) was written."""
    told = select(AfgoerelseSkridt.afgoerelse_id).where(AfgoerelseSkridt.letter == letter)
    query = _cases().where(Afgoerelse.person_id == person_id, Afgoerelse.id.in_(told))
    found = session.execute(query).mappings().first()
    return _case(dict(found)) if found is not None else None


def complain_until(session: Session, sag: Sag, senest: date | None, at: datetime) -> Sag:
    """The last Danish day to complain is another one now; None: nobody knows it."""
    return _reckoned(session, replace(sag, view=replace(sag.view, klage_senest=senest)), at)


def arrived(session: Session, letter: uuid.UUID, senest: date | None, at: datetime) -> None:
    """The decision told by the letter of that public id, or what it became, reached the person: until when to
    complain of it, where the law names somebody to complain to. None: nobody knows when it arrives.
    """
    told = (
        select(Afgoerelse.public_id)
        .join(AfgoerelseSkridt, AfgoerelseSkridt.afgoerelse_id == Afgoerelse.id)
        .where(AfgoerelseSkridt.letter == letter, or_(*_DECIDES))
    )
    found = session.scalars(told).one_or_none()
    if found is None:
        return
    sag = get(session, found)
    if sag is not None and afgoerelse.har_klagevej(sag.view.emne, sag.view.af):
        # Never sooner than it was said to be: the time may have waited for the papers (FVL § 17).
        known = sag.view.klage_senest
        complain_until(session, sag, max(senest, known) if senest and known else senest, at)


_DECIDES: Final = (
    AfgoerelseSkridt.trin == Trin.AFGJORT.value,
    AfgoerelseSkridt.resultat == Genvurdering.DELVIST.value,
)
"""Steps that decide something the person can complain of."""


def _cases() -> Select[Any]:
    return (
        select(
            *(getattr(Afgoerelse, name) for name in _CASE),
            Person.public_id.label("person"),
            Person.name,
            Indstilling.public_id.label("indstilling"),
            *organisation_columns(Organisation, "organisation_"),
        )
        .join(Person, Person.id == Afgoerelse.person_id)
        .join(Organisation, Organisation.id == Afgoerelse.organisation_id)
        .outerjoin(Indstilling, Indstilling.id == Afgoerelse.indstilling_id)
    )


def _one(session: Session, query: Select[Any]) -> Sag | None:
    found = session.execute(query).mappings().one_or_none()
    if found is None:
        return None
    case = _case(dict(found))
    steps = (
        select(*_step_columns())
        .outerjoin(Caseworker, Caseworker.id == AfgoerelseSkridt.caseworker_id)
        .where(AfgoerelseSkridt.afgoerelse_id == case.id)
        .order_by(AfgoerelseSkridt.nr)
    )
    return Sag(case, tuple(_step(dict(row)) for row in session.execute(steps).mappings()))


def _step_columns() -> tuple[ColumnElement[object], ...]:
    own = tuple(getattr(AfgoerelseSkridt, name) for name in _STEP)
    return (*own, *caseworker_columns(Caseworker, "caseworker_"))


def _step(row: dict[str, Any]) -> SkridtView:
    own = {name: row[name] for name in _STEP}
    return SkridtView(**own | {"trin": Trin(own["trin"])}, caseworker=caseworker_name(row, "caseworker_"))


def _case(row: dict[str, Any]) -> SagView:
    own = {name: row[name] for name in (*_CASE, "person", "name", "indstilling")}
    read = {
        "emne": Emne(own["emne"]),
        "af": Aktoer(own["af"]),
        "trin": Trin(own["trin"]),
        "naeste": Trin(own["naeste"]) if own["naeste"] else None,
        "venter": Venter(own["venter"]) if own["venter"] else None,
    }
    return SagView(**own | read, organisation=organisation_view(row, "organisation_"))
