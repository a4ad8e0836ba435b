"""A person's facts are read whole, as of the day, and in few statements however much is known."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.policy import facts as law
from portal.policy.facts import AKasseMed, Aktoer
from portal.store import facts, people, valg
from portal.store.facts import PersonFacts
from portal.store.tables import Kontrol
from tests.store.counting import statements
from tests.store.everything import FACTS
from tests.store.town import NOW, TEN, Town

SOMEBODY = law.Facts(law.Person(date(1990, 2, 1)))


def _load(town: Town, person: int, now: datetime = NOW) -> PersonFacts:
    return town.database.read(lambda session: facts.load(session, person, now))


def test_a_person_of_whom_nothing_is_known_has_empty_facts(town: Town) -> None:
    found = _load(town, town.person(SOMEBODY))

    assert found.facts == SOMEBODY
    assert found.a_kasse is not None
    assert (found.a_kasse.code, found.a_kasse.holder) == ("AK1", Aktoer.A_KASSE)
    assert found.organisation(Aktoer.JOBCENTER) == found.jobcenter


def test_six_statements_read_everything(town: Town) -> None:
    little, much = town.person(SOMEBODY), town.person(FACTS)
    counts = []
    for person in (little, much):
        with statements(town.database) as said:
            _load(town, person)
        counts.append(len(said))

    assert counts == [6, 6]


def test_one_person_s_facts_hold_nothing_of_another_s(town: Town) -> None:
    town.person(FACTS)

    assert _load(town, town.person(SOMEBODY)).facts == SOMEBODY


def test_the_present_a_kasse_is_that_of_the_danish_day(town: Town) -> None:
    town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den nye", mindst_dage_mellem=5))
    changing = replace(SOMEBODY, skift=(law.Skift(date(2024, 9, 3), a_kasse="AK2"),))
    person = town.person(changing)

    before = _load(town, person, datetime(2024, 9, 2, 21, 59, tzinfo=UTC))
    after = _load(town, person, datetime(2024, 9, 2, 22, 0, tzinfo=UTC))

    assert before.a_kasse is not None
    assert after.a_kasse is not None
    assert (before.a_kasse.code, before.facts.regler_a_kasse.mindst_dage_mellem) == ("AK1", None)
    assert (after.a_kasse.code, after.facts.regler_a_kasse.mindst_dage_mellem) == ("AK2", 5)
    assert before.facts.person.a_kasse == after.facts.person.a_kasse == "AK1"
    assert before.facts.skift == after.facts.skift == changing.skift


def test_a_change_of_both_on_one_day_is_one_change(town: Town) -> None:
    town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den nye"))
    town.database.write(lambda s: town.organisation(s, "jobcenter", "0751", "Aarhus"))
    skift = (
        law.Skift(date(2024, 9, 1), a_kasse="AK2", kommune="0751"),
        law.Skift(date(2024, 10, 1), kommune="0101"),
    )

    assert _load(town, town.person(replace(SOMEBODY, skift=skift))).facts.skift == skift


def test_who_has_no_a_kasse_has_none_of_its_facts(town: Town) -> None:
    found = _load(town, town.person(law.Facts(replace(SOMEBODY.person, a_kasse=""))))

    assert found.a_kasse is None
    assert found.facts.person.a_kasse == ""
    assert found.facts.regler_a_kasse == law.Regler()


def test_the_last_saying_counts_and_one_without_a_time_came_first(town: Town) -> None:
    person = town.person(replace(SOMEBODY, valg=law.Valg(AKasseMed.JA, a_kasse_fysisk=True)))
    assert _load(town, person).facts.valg == law.Valg(AKasseMed.JA, a_kasse_fysisk=True, sagt=None)

    town.database.write(lambda s: valg.say(s, person, AKasseMed.NEJ, False, NOW))
    town.database.write(lambda s: valg.say(s, person, AKasseMed.JA, False, NOW - timedelta(days=1)))

    assert _load(town, person).facts.valg == law.Valg(AKasseMed.NEJ, sagt=NOW)


def test_the_last_kontrolaktion_counts(town: Town) -> None:
    person = town.person(replace(SOMEBODY, kontrol=law.Kontrol(date(2024, 8, 1), udland=True)))
    town.database.write(lambda s: s.add(Kontrol(person_id=person, meddelelse=date(2024, 7, 1), udland=False)))

    assert _load(town, person).facts.kontrol == law.Kontrol(date(2024, 8, 1), udland=True)


def test_a_booked_time_is_a_meeting_of_the_facts(town: Town) -> None:
    person = town.person(SOMEBODY)
    booking = town.book(person, town.joint_slot(minutes=45))

    (samtale,) = _load(town, person).facts.samtaler

    assert samtale == law.Samtale(
        noegle=booking.id,
        holder=Aktoer.JOBCENTER,
        start=TEN,
        form=law.Samtaleform.FREMMOEDE,
        oprindelse=law.Oprindelse.SELVBOOKET,
        status=law.SamtaleStatus.PLANLAGT,
        varighed=45,
        a_kasse_deltager=True,
        booket=NOW,
    )


def test_the_person_comes_along_as_the_pages_show_them(town: Town) -> None:
    person = town.person(SOMEBODY, postcode="2450", language="en", preferred_form=law.Samtaleform.VIDEO)

    found = _load(town, person)

    assert (found.person_id, found.postcode, found.person.language) == (person, "2450", "en")
    assert found.person == town.database.read(lambda session: people.by_id(session, person))


def test_the_language_is_remembered(town: Town) -> None:
    person = town.person(SOMEBODY)

    town.database.write(lambda session: people.set_language(session, person, "en"))

    assert _load(town, person).person.language == "en"


def test_nobody_has_no_facts(town: Town) -> None:
    with pytest.raises(LookupError):
        _load(town, 4711)
    with pytest.raises(LookupError):
        town.database.write(lambda session: people.lock(session, 4711))


def test_facts_can_be_read_and_the_person_locked_at_once(town: Town) -> None:
    person = town.person(FACTS)

    def work(session: Session) -> PersonFacts:
        return facts.load(session, person, NOW, for_update=True)

    with statements(town.database) as said:
        assert town.database.write(work) == _load(town, person)
    assert any("FOR NO KEY UPDATE" in statement for statement in said) or "sqlite" in str(
        town.database.engine.url
    )
