"""What a decision may know about a person, read from the tables: the rows become `portal.policy.facts.Facts`.

Six statements, however much is known about the person, and however many persons are asked for at once.
`course.py` writes what this page reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Row, RowMapping
from sqlalchemy.orm import Session

from portal.policy import facts as policy
from portal.policy.facts import Aktoer, Facts, Samtaleform
from portal.store import facts_statements as statements
from portal.store.rows import organisation_view
from portal.store.views import OrganisationView, PersonView, minutes

T = TypeVar("T")

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
    whom, ask = {"person_id": person_id}, statements.ONE
    statement = statements.PERSON_LOCKED if for_update else ask.person
    person = session.execute(statement, whom).mappings().one_or_none()
    if person is None:
        raise LookupError(f"no person {person_id}")
    known = _Known(
        memberships=session.execute(ask.memberships, whom).mappings().all(),
        course=session.execute(ask.course, whom).mappings().all(),
        hours=session.execute(ask.hours, whom).mappings().all(),
        samtaler=session.execute(ask.samtaler, whom).all(),
        beslutninger=session.execute(ask.beslutninger, whom).all(),
    )
    return _person_facts(person, known, now.astimezone(_COPENHAGEN).date())


def load_many(session: Session, person_ids: Collection[int], now: datetime) -> dict[int, PersonFacts]:
    """What `load` gives for each of them, by key, in the same number of statements for all of them together.

    Who is unknown is left out.
    """
    if not person_ids:
        return {}
    whom, ask = {"person_ids": list(person_ids)}, statements.MANY
    people = session.execute(ask.person, whom).mappings().all()
    memberships = _by_person(session.execute(ask.memberships, whom).mappings(), _person_of)
    course = _by_person(session.execute(ask.course, whom).mappings(), _person_of)
    hours = _by_person(session.execute(ask.hours, whom).mappings(), _person_of)
    samtaler = _by_person(session.execute(ask.samtaler, whom), _person_of_row)
    beslutninger = _by_person(session.execute(ask.beslutninger, whom), _person_of_row)
    today = now.astimezone(_COPENHAGEN).date()
    return {
        person["id"]: _person_facts(
            person,
            _Known(
                memberships=memberships[person["id"]],
                course=course[person["id"]],
                hours=hours[person["id"]],
                samtaler=samtaler[person["id"]],
                beslutninger=beslutninger[person["id"]],
            ),
            today,
        )
        for person in people
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """One person's rows. The memberships are all a-kasser and kommuner the person has had, the first ones
    first, each with its limits.
    """

    memberships: Sequence[RowMapping]
    course: Sequence[RowMapping]
    hours: Sequence[RowMapping]
    samtaler: Sequence[Row[Any]]
    beslutninger: Sequence[Row[Any]]


def _by_person(rows: Iterable[T], person_of: Callable[[T], int]) -> defaultdict[int, list[T]]:
    found: defaultdict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[person_of(row)].append(row)
    return found


def _person_of(row: RowMapping) -> int:
    return int(row["person_id"])


def _person_of_row(row: Row[Any]) -> int:
    return int(row.person_id)


def _person_facts(person: RowMapping, known: _Known, today: date) -> PersonFacts:
    present = _present(known.memberships, today)
    course: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in known.course:
        course[row["table"]].append(row)
    facts = Facts(
        person=_policy_person(person, known.memberships),
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
        cv=tuple(policy.CvKontrol(row["day1"], row["flag1"]) for row in course["cv_tjek"]),
        kontrol=_latest_kontrol(course["kontrol"]),
        forbrug=tuple(_forbrug(row) for row in known.hours if row["kind"] == "forbrug"),
        loentilskud=tuple(_loentilskud(row) for row in known.hours if row["kind"] == "loentilskud"),
        skift=_skift(known.memberships),
        samtaler=tuple(_samtale(row) for row in known.samtaler),
        beslutninger=tuple(_beslutning(row) for row in known.beslutninger),
        valg=_valg(person),
        regler_a_kasse=_regler(present.get("a_kasse")),
        regler_jobcenter=_regler(present.get("jobcenter")),
    )
    return PersonFacts(
        person=_person_view(person),
        facts=facts,
        a_kasse=_organisation(present.get("a_kasse")),
        jobcenter=_organisation(present.get("jobcenter")),
    )


def _valg(person: RowMapping) -> policy.Valg:
    """What they last said of the a-kasse, which stands beside the person's row."""
    med = person["a_kasse_med"]
    return policy.Valg(
        a_kasse_med=policy.AKasseMed(med) if med else None,
        a_kasse_fysisk=bool(person["a_kasse_fysisk"]),
        sagt=person["sagt"],
    )


def _samtale(row: Row[Any]) -> policy.Samtale:
    return policy.Samtale(
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


def _beslutning(row: Row[Any]) -> policy.Beslutning:
    return policy.Beslutning(
        art=policy.BeslutningArt(row.art),
        af=Aktoer(row.af),
        dato=row.dato,
        samtale=row.booking_id,
        ophaevet=row.ophaevet,
        noegle=row.id,
        organisation=row.organisation,
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
