"""What a decision may know about a person, read from the tables: the rows become `portal.policy.facts.Facts`.

Six statements, however much is known about the person. `course.py` writes what this page reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Boolean, Date, RowMapping, Select, String, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

from portal.policy import facts as policy
from portal.policy.facts import Aktoer, Facts, Samtaleform
from portal.store import tables, tables_case, tables_meeting
from portal.store.rows import organisation_columns, organisation_view
from portal.store.views import OrganisationView, PersonView, minutes

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person and what is known of their course. `facts` names a meeting by its `booking.id`.

    `a_kasse`, `jobcenter`: the present ones, on the Danish day of the question; None where there is none.
    """

    person: PersonView
    facts: Facts
    a_kasse: OrganisationView | None
    jobcenter: OrganisationView | None

    @property
    def person_id(self) -> int:
        return self.person.id

    @property
    def postcode(self) -> str | None:
        return self.person.postcode

    def organisation(self, holder: Aktoer) -> OrganisationView | None:
        """The person's own organisation of that kind."""
        return self.a_kasse if holder is Aktoer.A_KASSE else self.jobcenter


def load(session: Session, person_id: int, now: datetime, *, for_update: bool = False) -> PersonFacts:
    """Everything a decision may know at `now` (aware).

    `for_update`: the person is locked until the transaction ends, as by `people.lock`. Raises LookupError
    for an unknown person.
    """
    person, valg = _person(session, person_id, for_update)
    memberships = _memberships(session, person_id)
    course = _course(session, person_id)
    hours = _hours(session, person_id)
    present = _present(memberships, now.astimezone(_COPENHAGEN).date())
    facts = Facts(
        person=_policy_person(person, memberships),
        visiteret=person["visiteret"],
        udmeldt=person["udmeldt"],
        a_kasseforsoeg=person["a_kasseforsoeg"],
        ydelse_fra=person["ydelse_fra"],
        henvendelse=person["henvendelse"],
        sygefravaer_fra=person["sygefravaer_fra"],
        tilmeldinger=tuple(_tilmelding(row) for row in course["tilmelding"]),
        indplaceringer=tuple(_indplacering(row) for row in course["indplacering"]),
        mindre_intensiv=tuple(_mindre_intensiv(row) for row in course["mindre_intensiv"]),
        frister=tuple(_frist(row) for row in course["frist"]),
        kontrol=_latest_kontrol(course["kontrol"]),
        forbrug=tuple(_forbrug(row) for row in hours if row["kind"] == "forbrug"),
        loentilskud=tuple(_loentilskud(row) for row in hours if row["kind"] == "loentilskud"),
        skift=_skift(memberships),
        samtaler=_samtaler(session, person_id),
        beslutninger=_beslutninger(session, person_id),
        valg=valg,
        regler_a_kasse=_regler(present.get("a_kasse")),
        regler_jobcenter=_regler(present.get("jobcenter")),
    )
    return PersonFacts(
        person=_person_view(person),
        facts=facts,
        a_kasse=_organisation(present.get("a_kasse")),
        jobcenter=_organisation(present.get("jobcenter")),
    )


def _person(session: Session, person_id: int, for_update: bool) -> tuple[RowMapping, policy.Valg]:
    """The person's row, and beside it what they last said of the a-kasse."""
    valg, said = tables.Valg, tables.Valg.__table__.alias("said")
    latest = (
        select(said.c.id)
        .where(said.c.person_id == tables.Person.id)
        .order_by(said.c.sagt.is_not(None).desc(), said.c.sagt.desc(), said.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(tables.Person.__table__, valg.a_kasse_med, valg.a_kasse_fysisk, valg.sagt)
        .outerjoin(valg, valg.id == latest)
        .where(tables.Person.id == person_id)
    )
    if for_update:
        query = query.with_for_update(of=tables.Person, key_share=True)
    row = session.execute(query).mappings().one_or_none()
    if row is None:
        raise LookupError(f"no person {person_id}")
    med = row["a_kasse_med"]
    return row, policy.Valg(
        a_kasse_med=policy.AKasseMed(med) if med else None,
        a_kasse_fysisk=bool(row["a_kasse_fysisk"]),
        sagt=row["sagt"],
    )


def _memberships(session: Session, person_id: int) -> Sequence[RowMapping]:
    """All a-kasser and kommuner the person has had, the first ones first, each with its limits."""
    membership, organisation = tables.Membership, tables.Organisation
    query = (
        select(
            membership.holder,
            membership.fra,
            organisation.mindst_dage_mellem,
            organisation.hoejst_planlagte,
            organisation.ombookning_senest_timer,
            organisation.faelles,
            *organisation_columns(organisation, "organisation_"),
        )
        .join(organisation, organisation.id == membership.organisation_id)
        .where(membership.person_id == person_id)
        .order_by(membership.fra.is_not(None), membership.fra, membership.holder)
    )
    return session.execute(query).mappings().all()


def _course(session: Session, person_id: int) -> dict[str, list[RowMapping]]:
    """The small tables of the course in one statement, by table: words, days and flags, side by side."""
    t, c = tables, tables_case
    parts = [
        _part(t.Tilmelding, person_id, word=t.Tilmelding.aarsag, days=(t.Tilmelding.fra, t.Tilmelding.til)),
        _part(t.Indplacering, person_id, days=(t.Indplacering.dato,), flags=(t.Indplacering.loebende,)),
        _part(t.Kontrol, person_id, days=(t.Kontrol.meddelelse,), flags=(t.Kontrol.udland,)),
        _part(
            t.MindreIntensiv,
            person_id,
            word=t.MindreIntensiv.grund,
            days=(t.MindreIntensiv.starter, t.MindreIntensiv.fra, t.MindreIntensiv.til),
            flags=(t.MindreIntensiv.dokumenteret,),
        ),
        _part(
            c.Frist,
            person_id,
            word=c.Frist.af,
            days=(c.Frist.udstedt, c.Frist.frist),
            flags=(c.Frist.vejledt, c.Frist.tider_fandtes, c.Frist.driftsforstyrrelse),
        ),
    ]
    found: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in session.execute(union_all(*parts).order_by("table", "id")).mappings():
        found[row["table"]].append(row)
    return found


def _part(
    table: type[Any],
    person_id: int,
    *,
    word: Any = None,
    days: Sequence[Any] = (),
    flags: Sequence[Any] = (),
) -> Select[Any]:
    no_day, no_flag = cast(null(), Date), cast(null(), Boolean)
    day = [*days, *[no_day] * (3 - len(days))]
    flag = [*flags, *[no_flag] * (3 - len(flags))]
    return select(
        literal(table.__tablename__, String).label("table"),
        table.id.label("id"),
        (cast(null(), String) if word is None else word).label("word"),
        *(column.label(f"day{number}") for number, column in enumerate(day, 1)),
        *(column.label(f"flag{number}") for number, column in enumerate(flag, 1)),
    ).where(table.person_id == person_id)


def _hours(session: Session, person_id: int) -> Sequence[RowMapping]:
    timer = tables.Timer
    query = select(timer.kind, timer.maaned, timer.timer, timer.registreret).where(
        timer.person_id == person_id
    )
    return session.execute(query.order_by(timer.id)).mappings().all()


def _samtaler(session: Session, person_id: int) -> tuple[policy.Samtale, ...]:
    booking = tables_meeting.Booking
    query = (
        select(
            booking.id,
            booking.holder,
            booking.start,
            booking.slut,
            booking.form,
            booking.oprindelse,
            booking.status,
            booking.art,
            booking.a_kasse_id,
            booking.ombookninger,
            booking.booket,
            booking.aflyst_af,
            booking.aflyst,
        )
        .where(booking.person_id == person_id)
        .order_by(booking.id)
    )
    return tuple(
        policy.Samtale(
            noegle=row.id,
            holder=Aktoer(row.holder),
            start=row.start,
            form=Samtaleform(row.form),
            oprindelse=policy.Oprindelse(row.oprindelse),
            status=policy.SamtaleStatus(row.status),
            art=policy.SamtaleArt(row.art),
            varighed=minutes(row.start, row.slut),
            a_kasse_deltager=row.a_kasse_id is not None,
            ombookninger=row.ombookninger,
            booket=row.booket,
            aflyst_af=policy.AflystAf(row.aflyst_af) if row.aflyst_af else None,
            aflyst=row.aflyst,
        )
        for row in session.execute(query)
    )


def _beslutninger(session: Session, person_id: int) -> tuple[policy.Beslutning, ...]:
    beslutning = tables_case.Beslutning
    query = (
        select(beslutning.art, beslutning.af, beslutning.dato, beslutning.booking_id, beslutning.ophaevet)
        .where(beslutning.person_id == person_id)
        .order_by(beslutning.id)
    )
    return tuple(
        policy.Beslutning(
            art=policy.BeslutningArt(row.art),
            af=Aktoer(row.af),
            dato=row.dato,
            samtale=row.booking_id,
            ophaevet=row.ophaevet,
        )
        for row in session.execute(query)
    )


def _tilmelding(row: RowMapping) -> policy.Tilmelding:
    aarsag = policy.AfmeldingAarsag(row["word"]) if row["word"] else None
    return policy.Tilmelding(fra=row["day1"], til=row["day2"], aarsag=aarsag)


def _indplacering(row: RowMapping) -> policy.Indplacering:
    return policy.Indplacering(dato=row["day1"], loebende=row["flag1"])


def _mindre_intensiv(row: RowMapping) -> policy.MindreIntensiv:
    return policy.MindreIntensiv(
        grund=policy.MindreIntensivGrund(row["word"]),
        starter=row["day1"],
        fra=row["day2"],
        til=row["day3"],
        dokumenteret=row["flag1"],
    )


def _frist(row: RowMapping) -> policy.Frist:
    return policy.Frist(
        af=Aktoer(row["word"]),
        udstedt=row["day1"],
        frist=row["day2"],
        vejledt=row["flag1"],
        tider_fandtes=row["flag2"],
        driftsforstyrrelse=row["flag3"],
    )


def _latest_kontrol(rows: Sequence[RowMapping]) -> policy.Kontrol | None:
    if not rows:
        return None
    latest = max(rows, key=lambda row: (row["day1"], row["id"]))
    return policy.Kontrol(meddelelse=latest["day1"], udland=latest["flag1"])


def _forbrug(row: RowMapping) -> policy.Timer:
    return policy.Timer(maaned=row["maaned"], timer=row["timer"], registreret=row["registreret"])


def _loentilskud(row: RowMapping) -> policy.Loentilskud:
    return policy.Loentilskud(maaned=row["maaned"], timer=row["timer"])


def _policy_person(person: RowMapping, memberships: Iterable[RowMapping]) -> policy.Person:
    first = {row["holder"]: row["organisation_code"] for row in memberships if row["fra"] is None}
    return policy.Person(
        foedselsdato=person["foedselsdato"],
        maalgruppe=policy.Maalgruppe(person["maalgruppe"]),
        forsikring=policy.Forsikring(person["forsikring"]),
        # A person without an a-kasse has the code of none: no agreement and no change is ever read as theirs.
        a_kasse=first.get("a_kasse", ""),
        kommune=first.get("jobcenter", ""),
        erhvervskompetencegivende_uddannelse=person["erhvervskompetencegivende_uddannelse"],
        forsoergerpligt=person["forsoergerpligt"],
        opholdstilladelse=person["opholdstilladelse"],
    )


def _skift(memberships: Iterable[RowMapping]) -> tuple[policy.Skift, ...]:
    """The changes, in order; an a-kasse and a kommune that change on the same day are one change."""
    days: defaultdict[date, dict[str, str]] = defaultdict(dict)
    for row in memberships:
        if row["fra"] is not None:
            days[row["fra"]][row["holder"]] = row["organisation_code"]
    return tuple(
        policy.Skift(dato=day, a_kasse=new.get("a_kasse"), kommune=new.get("jobcenter"))
        for day, new in sorted(days.items())
    )


def _present(memberships: Iterable[RowMapping], today: date) -> dict[str, RowMapping]:
    """By holder, the last membership that has begun; they come in the order of their days."""
    return {row["holder"]: row for row in memberships if row["fra"] is None or row["fra"] <= today}


def _regler(membership: RowMapping | None) -> policy.Regler:
    if membership is None:
        return policy.Regler()
    return policy.Regler(
        mindst_dage_mellem=membership["mindst_dage_mellem"],
        hoejst_planlagte=membership["hoejst_planlagte"],
        ombookning_senest_timer=membership["ombookning_senest_timer"],
        faelles=policy.FaellesMaade(membership["faelles"]),
    )


def _organisation(membership: RowMapping | None) -> OrganisationView | None:
    return None if membership is None else organisation_view(membership, "organisation_")


def _person_view(person: RowMapping) -> PersonView:
    form = person["preferred_form"]
    return PersonView(
        id=person["id"],
        public_id=person["public_id"],
        name=person["name"],
        foedselsdato=person["foedselsdato"],
        phone=person["phone"],
        email=person["email"],
        postcode=person["postcode"],
        language=person["language"],
        preferred_form=Samtaleform(form) if form else None,
        digital_post=person["digital_post"],
    )
