"""What the store keeps of a caseworker's work: decisions, letters, and whom one may find."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, BeslutningArt, Facts, Person, Samtaleform, Skift
from portal.store import beslutninger, decisions, facts, letters, people, search_people
from portal.store.beslutninger import NewBeslutning
from portal.store.cpr import Cpr, CprVault
from portal.store.letters import NewLetter
from portal.store.tables import Person as PersonRow
from tests.store.everything import DECISION
from tests.store.town import NOW, TEN, Town

TODAY = date(2024, 9, 2)
BORN = date(1990, 2, 1)
A_KASSE, JOBCENTER = Aktoer.A_KASSE, Aktoer.JOBCENTER


def decide(town: Town, person: int, **changed: object) -> int:
    def work(session: Session) -> int:
        decision = decisions.save(session, person, DECISION, None, NOW)
        new = NewBeslutning(
            person_id=person,
            organisation_id=town.a_kasse,
            caseworker_id=town.a_kasse_worker,
            art=BeslutningArt.FRATAGELSE,
            af=A_KASSE,
            dato=TODAY,
            begrundelse="Fordi",
            decision_id=decision,
            grundlag="anden_maade",
            hoering={"sendt": "2024-08-20", "frist": "2024-08-28"},
            klage_senest=date(2024, 9, 30),
        )
        return beslutninger.take(session, replace(new, **changed))  # type: ignore[arg-type]

    return town.database.write(work)


def test_a_decision_comes_back_as_it_was_taken_and_is_a_fact_from_then_on(town: Town) -> None:
    person = town.person()

    key = decide(town, person)

    (kept,) = town.database.read(lambda s: beslutninger.of_person(s, person))
    assert kept.id == key
    assert (kept.art, kept.af, kept.dato, kept.ophaevet) == (BeslutningArt.FRATAGELSE, A_KASSE, TODAY, None)
    assert (kept.grundlag, kept.begrundelse, kept.klage_senest) == ("anden_maade", "Fordi", date(2024, 9, 30))
    assert kept.hoering == {"sendt": "2024-08-20", "frist": "2024-08-28"}
    assert kept.organisation.name == "A-kassen"
    assert kept.caseworker is not None
    assert kept.caseworker.name == "Anna"
    known = town.database.read(lambda s: facts.load(s, person, NOW)).facts.beslutninger
    assert [(b.art, b.dato) for b in known] == [(BeslutningArt.FRATAGELSE, TODAY)]


def test_lifting_ends_that_very_decision_and_none_of_its_kind_and_day(town: Town) -> None:
    person = town.person()
    another, mine = decide(town, person), decide(town, person)
    later = TODAY + timedelta(days=1)

    for on in (TODAY, later):
        town.database.write(lambda s, on=on: beslutninger.lift_one(s, mine, on))

    listed = town.database.read(lambda s: beslutninger.of_person(s, person))
    assert [(b.id, b.ophaevet) for b in listed] == [(mine, TODAY), (another, None)]
    known = town.database.read(lambda s: facts.load(s, person, NOW)).facts.beslutninger
    assert [(b.noegle, b.organisation, b.ophaevet) for b in known] == [
        (another, "AK1", None),
        (mine, "AK1", TODAY),
    ]


def test_a_meeting_held_in_person_has_no_number_and_no_link_any_more(town: Town) -> None:
    person = town.person(phone="20 30 40 50")
    booking = town.book(person, town.slot(video_link="https://video.example/1"), Samtaleform.VIDEO)
    assert booking.video_link is not None

    changed = town.database.write(lambda s: beslutninger.hold_in_person(s, booking, TEN))

    assert (changed.form, changed.video_link, changed.phone) == (Samtaleform.FREMMOEDE, None, None)
    assert (changed.sequence, changed.updated_at) == (booking.sequence + 1, TEN)
    assert (changed.start, changed.ombookninger, changed.office) == (booking.start, 0, booking.office)


def letter(town: Town, person: int, title: str = "Titel", **changed: object) -> UUID:
    new = NewLetter(
        person_id=person,
        organisation_id=town.a_kasse,
        kind="fratagelse",
        version=1,
        language="da",
        title=title,
        body="{}",
        at=NOW,
    )
    return town.database.write(lambda s: letters.write(s, replace(new, **changed)))  # type: ignore[arg-type]


def test_letters_are_listed_the_latest_first_and_only_the_persons_own(town: Town) -> None:
    person, other = town.person(), town.person()
    letter(town, person, "Første")
    letter(town, person, "Anden", at=TEN)
    letter(town, other, "Fremmed")

    listed = town.database.read(lambda s: letters.of_person(s, person))

    assert [found.title for found in listed] == ["Anden", "Første"]
    assert listed[0].organisation.name == "A-kassen"
    assert (listed[0].written_at, listed[0].read_at) == (TEN, None)


def test_a_letter_is_opened_by_the_person_it_was_written_to_and_the_organisation_that_wrote_it(
    town: Town,
) -> None:
    person, other = town.person(), town.person()
    written = letter(town, person, body="ord")
    mine, hers = (town.database.read(lambda s, p=p: people.by_id(s, p)) for p in (person, other))
    assert mine is not None
    assert hers is not None

    own = town.database.read(lambda s: letters.get_own(s, person, written))
    assert own is not None
    assert own.body == "ord"
    assert town.database.read(lambda s: letters.get_own(s, other, written)) is None
    assert town.database.read(lambda s: letters.get_of(s, town.a_kasse, mine.public_id, written)) == own
    assert town.database.read(lambda s: letters.get_of(s, town.jobcenter, mine.public_id, written)) is None
    assert town.database.read(lambda s: letters.get_of(s, town.a_kasse, hers.public_id, written)) is None
    assert town.database.read(lambda s: letters.get_own(s, person, uuid4())) is None


def test_a_letter_is_unread_until_it_is_opened_and_keeps_its_first_time(town: Town) -> None:
    person = town.person()
    letter(town, person)
    written = letter(town, person)
    own = town.database.read(lambda s: letters.get_own(s, person, written))
    assert own is not None
    assert town.database.read(lambda s: letters.count(s, person)) == (2, 2)

    assert town.database.write(lambda s: letters.mark_read(s, own.view.id, NOW))
    assert not town.database.write(lambda s: letters.mark_read(s, own.view.id, TEN))

    assert town.database.read(lambda s: letters.count(s, person)) == (2, 1)
    again = town.database.read(lambda s: letters.get_own(s, person, written))
    assert again is not None
    assert again.view.read_at == NOW


def test_a_person_without_letters_has_none(town: Town) -> None:
    person = town.person()

    assert town.database.read(lambda s: letters.of_person(s, person)) == ()
    assert town.database.read(lambda s: letters.count(s, person)) == (0, 0)


# --- finding a person ---


def named(town: Town, name: str, facts: Facts | None = None) -> int:
    person = town.person(facts)
    change = update(PersonRow).where(PersonRow.id == person).values(name=name)
    town.database.write(lambda session: session.execute(change) and None)
    return person


def found(
    town: Town, name: str, born: date = BORN, holder: Aktoer = A_KASSE, today: date = TODAY
) -> list[str]:
    organisation = town.a_kasse if holder is A_KASSE else town.jobcenter
    people = town.database.read(lambda s: search_people.by_name(s, name, born, organisation, holder, today))
    return [person.name for person in people]


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("Åse Ørsted-Møller", 1),
        ("åse", 1),
        ("MØLLER åse", 1),
        ("ørsted-møl", 1),
        ("sted", 0),
        ("Åse Hansen", 0),
        ("", 0),
        ("  ", 0),
        ("%", 0),
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words_in_any_order(
    town: Town, typed: str, hits: int
) -> None:
    named(town, "Åse Ørsted-Møller")

    assert len(found(town, typed)) == hits


def test_the_day_of_birth_has_to_be_the_right_one(town: Town) -> None:
    named(town, "Åse Møller")

    assert found(town, "Åse", BORN) == ["Åse Møller"]
    assert found(town, "Åse", BORN + timedelta(days=1)) == []


def test_people_of_one_name_and_day_are_all_listed(town: Town) -> None:
    named(town, "Bo Jensen")
    named(town, "Anna Jensen")

    assert found(town, "jensen") == ["Anna Jensen", "Bo Jensen"]


def test_only_an_organisations_own_people_of_today_are_found(town: Town) -> None:
    town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden a-kasse") and None)
    moved = Facts(Person(BORN), skift=(Skift(TODAY, a_kasse="AK2"),))
    named(town, "Åse Flyttet", moved)
    named(town, "Åse Uden A-kasse", Facts(Person(BORN, a_kasse="")))

    assert found(town, "Åse", today=TODAY - timedelta(days=1)) == ["Åse Flyttet"]
    assert found(town, "Åse", today=TODAY) == []
    assert found(town, "Åse", holder=JOBCENTER) == ["Åse Flyttet", "Åse Uden A-kasse"]


def test_somebody_who_came_back_is_found_again(town: Town) -> None:
    town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden a-kasse") and None)
    changes = (Skift(TODAY - timedelta(days=20), a_kasse="AK2"), Skift(TODAY, a_kasse="AK1"))
    named(town, "Åse Tilbage", Facts(Person(BORN), skift=changes))

    assert found(town, "Åse", today=TODAY - timedelta(days=1)) == []
    assert found(town, "Åse", today=TODAY) == ["Åse Tilbage"]


def test_a_number_finds_its_person_among_the_organisations_own_only(town: Town, vault: CprVault) -> None:
    person = town.person()
    lookup = vault.lookup(Cpr(town.cpr(person)))
    town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden a-kasse") and None)
    others = town.database.read(lambda s: town.organisations(s))[A_KASSE, "AK2"]

    def by_cpr(organisation: int, holder: Aktoer) -> list[int]:
        hits = town.database.read(lambda s: search_people.by_cpr(s, lookup, organisation, holder, TODAY))
        return [hit.id for hit in hits]

    assert by_cpr(town.a_kasse, A_KASSE) == [person]
    assert by_cpr(town.jobcenter, JOBCENTER) == [person]
    assert by_cpr(others, A_KASSE) == []


def test_an_address_names_a_person_by_an_id_that_is_no_key(town: Town) -> None:
    person = town.person()
    view = town.database.read(lambda s: people.by_id(s, person))
    assert view is not None

    assert town.database.read(lambda s: search_people.key_of(s, view.public_id)) == person
    assert town.database.read(lambda s: search_people.key_of(s, uuid4())) is None
