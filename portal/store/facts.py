"""What a decision may know about a person, read from the tables: the rows become `portal.policy.facts.Facts`.

Six statements, however much is known about the person. `course.py` writes what this page reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping
from sqlalchemy.orm import Session

from portal.policy import facts as policy
from portal.policy.facts import Aktoer, Facts, Samtaleform
from portal.store import facts_statements as statements
from portal.store.rows import organisation_view
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
    statement = statements.PERSON_LOCKED if for_update else statements.PERSON
    row = session.execute(statement, {"person_id": person_id}).mappings().one_or_none()
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
    return session.execute(statements.MEMBERSHIPS, {"person_id": person_id}).mappings().all()


def _course(session: Session, person_id: int) -> dict[str, list[RowMapping]]:
    """The rows of the course's small tables, by table."""
    found: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in session.execute(statements.COURSE, {"person_id": person_id}).mappings():
        found[row["table"]].append(row)
    return found


def _hours(session: Session, person_id: int) -> Sequence[RowMapping]:
    return session.execute(statements.HOURS, {"person_id": person_id}).mappings().all()


def _samtaler(session: Session, person_id: int) -> tuple[policy.Samtale, ...]:
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
        for row in session.execute(statements.SAMTALER, {"person_id": person_id})
    )


def _beslutninger(session: Session, person_id: int) -> tuple[policy.Beslutning, ...]:
    return tuple(
        policy.Beslutning(
            art=policy.BeslutningArt(row.art),
            af=Aktoer(row.af),
            dato=row.dato,
            samtale=row.booking_id,
            ophaevet=row.ophaevet,
        )
        for row in session.execute(statements.BESLUTNINGER, {"person_id": person_id})
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
