"""Which meetings the a-kasse takes part in, at the edges, and what each refusal says it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.policy import faelles, selvbooking, valgskift
from portal.policy.facts import (
    Aktoer,
    Facts,
    FaellesMaade,
    Indplacering,
    Person,
    Samtale,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
    Valg,
)
from portal.policy.sag import Sag
from portal.policy.selvbooking import OmbookSpoergsmaal
from tests.policy.test_valgskift import (
    DAY,
    FIRST,
    JA,
    NEJ,
    NOW,
    course,
    in_the_a_kasse,
    planned,
    six_months,
    wants,
    with_the_jobcenter,
)

FAELLES, JOBSAMTALE = SamtaleArt.FAELLESSAMTALE, SamtaleArt.JOBSAMTALE
IN_NINE_DAYS = "2024-09-11"
CALLS = {"faelles": FaellesMaade.INDKALDELSE}


def said_against_moving(facts: Facts, *, joint: bool, agreed: str | None) -> dict[str, object]:
    q = OmbookSpoergsmaal(FIRST, NOW + 9 * DAY, Samtaleform.FREMMOEDE, agreed, faelles=joint)
    return {one.code: dict(one.facts) for one in selvbooking.ombook(facts, NOW, q).refusals}


def test_a_move_that_is_refused_says_on_which_day_and_whether_the_time_is_one_with_the_a_kasse() -> None:
    with_it, without = {"dag": IN_NINE_DAYS, "faelles": True}, {"dag": IN_NINE_DAYS, "faelles": False}

    assert said_against_moving(course(JA, **CALLS), joint=True, agreed="AK1") == {
        "faelles_indkaldes": with_it
    }
    assert said_against_moving(course(JA, joint=True, **CALLS), joint=False, agreed=None) == {
        "faelles_indkaldes": {"faelles": True}
    }
    assert said_against_moving(course(JA), joint=False, agreed=None) == {"faelles_valgt": without}
    assert said_against_moving(course(), joint=True, agreed="AK1") == {"faelles_ikke_valgt": with_it}
    assert said_against_moving(course(JA), joint=True, agreed="AK2") == {
        "faelles_tid_ikke_aftalt": {"faelles": True, "a_kasse": "AK1", "aftalt_med": "AK2"}
    }
    two = course(JA, planned(), planned(NOW + 20 * DAY, noegle=8, a_kasse_deltager=True))
    assert said_against_moving(two, joint=True, agreed="AK1") == {
        "faelles_allerede_planlagt": {"samtale_start": "2024-09-22T10:00"}
    }


@pytest.mark.parametrize("along", [None, True])
def test_moving_asked_without_a_time_says_whether_the_a_kasse_is_called_too(along: bool | None) -> None:
    q = OmbookSpoergsmaal(FIRST, NOW + 9 * DAY, Samtaleform.FREMMOEDE, "AK1", faelles=along)
    refused = selvbooking.ombook(course(JA, joint=True, **CALLS), NOW, q).refusals
    assert [(one.code, dict(one.facts)) for one in refused] == [("faelles_indkaldes", {"faelles": True})]


@pytest.mark.parametrize(
    "other",
    [
        {"a_kasse_deltager": False},
        {"a_kasse_deltager": True, "status": SamtaleStatus.AFLYST},
        {"a_kasse_deltager": True, "art": FAELLES},
        {"a_kasse_deltager": True, "holder": Aktoer.A_KASSE},
    ],
)
def test_only_a_planned_meeting_of_the_kind_with_the_jobcenter_and_the_a_kasse_is_moved_instead(
    other: dict[str, object],
) -> None:
    later = planned(NOW + 20 * DAY, **other)
    assert wants(course(JA, later), 9) == []
    assert wants(course(JA, planned(NOW + 20 * DAY, a_kasse_deltager=True)), 9) == [
        "faelles_allerede_planlagt"
    ]


def test_a_meeting_with_the_a_kasse_that_has_begun_is_not_one_to_come() -> None:
    begun = course(JA, planned(NOW, a_kasse_deltager=True))
    assert faelles.planlagt_med(Sag(begun, NOW), JOBSAMTALE) == []
    to_come = course(JA, planned(NOW + timedelta(minutes=1), a_kasse_deltager=True))
    assert faelles.planlagt_med(Sag(to_come, NOW), JOBSAMTALE) != []


def test_an_ordinary_meeting_with_the_a_kasse_itself_stays_as_it_is() -> None:
    sag = Sag(course(JA, planned(holder=Aktoer.A_KASSE), base=in_the_a_kasse()), NOW)
    assert not faelles.flyttes_med(sag, sag.moede(FIRST), NOW + 9 * DAY)
    both = Sag(course(JA, planned(holder=Aktoer.A_KASSE, a_kasse_deltager=True)), NOW)
    assert faelles.flyttes_med(both, both.moede(FIRST), NOW + 9 * DAY)
    no = Sag(course(NEJ, planned(holder=Aktoer.A_KASSE, a_kasse_deltager=True)), NOW)
    assert faelles.flyttes_med(no, no.moede(FIRST), NOW + 9 * DAY), "a no is for the jobcenter's meetings"
    along = valgskift.Deltagelse("AK1", "video")
    for another in ({"holder": Aktoer.A_KASSE}, {"art": SamtaleArt.KONTROLSAMTALE}):
        assert valgskift.skift(Sag(course(NEJ, planned(**another)), NOW), FIRST, along) is None


def test_the_faellessamtale_is_one_to_say_yes_to_after_six_months() -> None:
    meeting = planned(art=FAELLES)
    late, early = Sag(course(JA, meeting, base=six_months()), NOW), Sag(course(JA, meeting), NOW)

    assert faelles.oensker_med(late, late.moede(FIRST), NOW + 9 * DAY)
    assert not faelles.oensker_med(early, early.moede(FIRST), NOW + 9 * DAY)
    refused = said_against_moving(course(None, meeting, base=six_months()), joint=True, agreed="AK1")
    assert refused == {"faelles_ikke_valgt": {"dag": IN_NINE_DAYS, "faelles": True}}
    again = said_against_moving(course(None, meeting), joint=True, agreed="AK1")
    assert list(again) == ["faelles_kan_ikke_vaelges"]


def due(facts: Facts) -> bool:
    return faelles.naeste_indkaldes(Sag(facts, NOW), NOW.date())


def without_meetings(facts: Facts) -> Facts:
    return replace(facts, samtaler=tuple(one for one in facts.samtaler if one.noegle != FIRST))


def test_the_next_meeting_is_called_to_where_the_jobcenter_calls_and_the_a_kasse_is_to_come() -> None:
    assert due(without_meetings(course(JA, **CALLS)))
    assert not due(without_meetings(course(None, **CALLS)))
    assert not due(without_meetings(course(JA)))
    assert not due(course(JA, **CALLS)), "the first with the jobcenter is planned"
    assert not due(without_meetings(course(JA, base=in_the_a_kasse(), **CALLS)))


def test_whether_somebody_is_young_enough_to_be_sent_on_is_read_today() -> None:
    young = Person(date(1999, 9, 5), erhvervskompetencegivende_uddannelse=False)
    sag = Sag(replace(without_meetings(course(JA, **CALLS)), person=young), NOW)
    after_the_birthday = date(2024, 9, 12)
    assert not faelles.naeste_indkaldes(sag, after_the_birthday)
    assert not faelles.kan_vaelges(sag, JOBSAMTALE, NOW + 10 * DAY)
    assert faelles.naeste_indkaldes(Sag(sag.facts, NOW + 4 * DAY), after_the_birthday)


def of_the_six_months(*meetings: Samtale) -> bool:
    return due(replace(course(None, *meetings, base=six_months(), **CALLS)))


def test_the_faellessamtale_is_due_until_one_with_the_jobcenter_after_six_months_stands() -> None:
    assert of_the_six_months(planned())
    assert of_the_six_months(planned(art=FAELLES, holder=Aktoer.A_KASSE))
    assert of_the_six_months(planned(art=FAELLES, status=SamtaleStatus.AFLYST))
    assert not of_the_six_months(planned(art=FAELLES))
    sag = Sag(course(None, planned(), base=six_months(), **CALLS), NOW)
    reached = sag.naaet("foerste_maaneder", sag.periode(NOW.date()))
    assert reached is not None
    at_ten = NOW.replace(year=reached.year, month=reached.month, day=reached.day)
    held = planned(at_ten, art=FAELLES, status=SamtaleStatus.AFHOLDT)
    assert not of_the_six_months(held)
    assert of_the_six_months(replace(held, start=at_ten - DAY))


def said_then(facts: Facts, when: object) -> bool:
    """Whether a yes of that moment still stands."""
    return faelles.sagt(Sag(replace(facts, valg=Valg(JA, sagt=when)), NOW)) is JA  # type: ignore[arg-type]


def test_a_choice_is_unset_by_the_joint_meeting_once_held_and_by_a_placement_of_today() -> None:
    held = planned(NOW - DAY, a_kasse_deltager=True, status=SamtaleStatus.AFHOLDT)
    facts = course(JA, held)
    assert not said_then(facts, NOW - 2 * DAY)
    assert not said_then(facts, NOW - DAY), "said as it began"
    assert said_then(facts, NOW - DAY + timedelta(minutes=1))
    assert not said_then(course(JA, replace(held, start=NOW)), NOW - DAY)
    placed = replace(
        with_the_jobcenter(), indplaceringer=(Indplacering(date(2024, 5, 6)), Indplacering(NOW.date()))
    )
    assert not said_then(placed, NOW - DAY)
    assert said_then(placed, NOW), "said on the day of the placement itself"


def test_what_keeping_the_time_without_the_a_kasse_rests_on() -> None:
    def told(facts: Facts) -> tuple[str, list[dict[str, object]]]:
        along = valgskift.Deltagelse("AK1", "video") if facts.samtale(FIRST).a_kasse_deltager else None
        decision = valgskift.behold(facts, NOW, FIRST, along)
        return decision.question, [dict(one.facts) for one in decision.findings]

    question = valgskift.QUESTION
    begun = told(course(NEJ, planned(NOW, a_kasse_deltager=True)))
    assert begun == (question, [{"start": "2024-09-02T10:00"}])
    assert told(course(JA, joint=True)) == (question, [{"dag": "2024-09-10", "faelles": False}])
    kept, facts = told(course(NEJ, joint=True))
    assert (kept, facts) == (question, [{"a_kasse_med": False, "art": "jobsamtale"}])
