"""A change of mind about the a-kasse once a meeting is planned: what it is no more, and where it may go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from portal.policy import erstatning, selvbooking, valgskift
from portal.policy import sources as s
from portal.policy.facts import (
    AKasseMed,
    Aktoer,
    Facts,
    FaellesMaade,
    Indplacering,
    Oprindelse,
    Person,
    Regler,
    Samtale,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
    Skift,
    Tilmelding,
    Timer,
    Valg,
)
from portal.policy.sag import Sag
from portal.policy.selvbooking import BookSpoergsmaal, OmbookSpoergsmaal
from portal.policy.valgskift import Deltagelse
from portal.policy.valgskift import Skift as Uenighed

NOW = datetime(2024, 9, 2, 8, tzinfo=UTC)
DAY = timedelta(days=1)
ALONG = Deltagelse("AK1", "video")
JA, NEJ = AKasseMed.JA, AKasseMed.NEJ
FIRST = 7
"""The name of the first meeting with the jobcenter, planned in eight days."""


def planned(start: datetime = NOW + 8 * DAY, **changed: object) -> Samtale:
    meeting = Samtale(
        noegle=FIRST,
        holder=Aktoer.JOBCENTER,
        start=start,
        form=Samtaleform.FREMMOEDE,
        oprindelse=Oprindelse.SELVBOOKET,
        status=SamtaleStatus.PLANLAGT,
        booket=NOW - DAY,
    )
    return replace(meeting, **changed)  # type: ignore[arg-type]


def course(
    said: AKasseMed | None = None,
    *meetings: Samtale,
    joint: bool = False,
    in_person: bool = False,
    base: Facts | None = None,
    **limits: object,
) -> Facts:
    """With the jobcenter, its first meeting planned; what was `said` was said just now."""
    facts = base or with_the_jobcenter()
    own = meetings or (planned(a_kasse_deltager=joint),)
    return replace(
        facts,
        samtaler=(*facts.samtaler, *own),
        valg=Valg(said, in_person, NOW - timedelta(hours=1) if said else None),
        regler_jobcenter=Regler(**limits),  # type: ignore[arg-type]
    )


def in_the_a_kasse(registered: date = date(2024, 8, 5)) -> Facts:
    """Registered, and the first meeting held nine days later."""
    day = registered + timedelta(days=9)
    held = Samtale(
        noegle=0,
        holder=Aktoer.A_KASSE,
        start=datetime(day.year, day.month, day.day, 8, tzinfo=UTC),
        form=Samtaleform.FREMMOEDE,
        oprindelse=Oprindelse.INDKALDT,
        status=SamtaleStatus.AFHOLDT,
    )
    return Facts(
        Person(date(1990, 2, 1)),
        tilmeldinger=(Tilmelding(registered),),
        indplaceringer=(Indplacering(registered),),
        samtaler=(held,),
    )


def with_the_jobcenter() -> Facts:
    """Handed over at the end of July, after three months of 150 hours."""
    hours = tuple(
        Timer(date(2024, n, 1), Decimal(150), date(2024, n + 1, 1) - timedelta(days=1)) for n in (5, 6, 7)
    )
    return replace(in_the_a_kasse(date(2024, 5, 6)), forbrug=hours)


def six_months() -> Facts:
    months = [date(2023, n, 1) for n in (9, 10, 11)] + [date(2024, n, 1) for n in range(1, 8)]
    hours = tuple(Timer(month, Decimal(150), month.replace(day=28)) for month in months)
    return replace(in_the_a_kasse(date(2023, 9, 4)), forbrug=hours)


def unlike(facts: Facts, a_kasse_form: str | None = None) -> Uenighed | None:
    """`a_kasse_form`: how AK1 takes part; None where it does not."""
    along = Deltagelse("AK1", a_kasse_form) if a_kasse_form else None
    return valgskift.skift(Sag(facts, NOW), FIRST, along)


def moved(facts: Facts, *, faelles: bool, aftalt_med: str | None = None, days: int = 9) -> list[str]:
    """Why it cannot be moved to a time so many days ahead, in which the a-kasse takes part or does not."""
    agreed = aftalt_med or ("AK1" if faelles else None)
    q = OmbookSpoergsmaal(FIRST, NOW + days * DAY, Samtaleform.FREMMOEDE, agreed, faelles=faelles)
    return [finding.code for finding in selvbooking.ombook(facts, NOW, q).refusals]


def wants(facts: Facts, days: int, *, faelles: bool = True) -> list[str]:
    """Why no further ordinary meeting can be booked so many days ahead, with the a-kasse or without it."""
    agreed = "AK1" if faelles else None
    q = BookSpoergsmaal(
        Aktoer.JOBCENTER,
        NOW + days * DAY,
        Samtaleform.FREMMOEDE,
        faelles=faelles,
        aftalt_med=agreed,
        en_faelles=True,
    )
    return [finding.code for finding in selvbooking.book(facts, NOW, q).refusals]


def test_whoever_has_the_first_meeting_with_the_a_kasse_to_come_moves_it_to_an_earlier_time() -> None:
    both = course(JA, joint=True)
    assert wants(course(JA, planned(status=SamtaleStatus.AFLYST), joint=True), 2) == []
    assert wants(both, 2) == ["faelles_allerede_planlagt"]
    assert wants(both, 2, faelles=False) == ["faelles_valgt"]
    assert wants(both, 20) == ["faelles_kan_ikke_vaelges"]
    assert wants(both, 20, faelles=False) == []
    assert moved(both, faelles=True, days=2) == []
    found = selvbooking.bookable(both, NOW)
    assert all(window.earliest > NOW + 8 * DAY and not window.faelles for window in found.windows)
    assert "faelles_allerede_planlagt" in {finding.code for finding in found.findings}


def test_an_ordinary_meeting_before_the_one_with_the_a_kasse_gets_no_second_one() -> None:
    later = planned(NOW + 20 * DAY, noegle=8, a_kasse_deltager=True)
    both = course(JA, planned(), later)
    assert moved(both, faelles=True) == ["faelles_allerede_planlagt"]
    assert moved(course(JA, planned()), faelles=True) == []


@pytest.mark.parametrize("art", [SamtaleArt.JOBSAMTALE, SamtaleArt.FAELLESSAMTALE])
def test_whoever_has_booked_another_one_with_the_a_kasse_since_gets_no_second_in_the_called_off_ones_stead(
    art: SamtaleArt,
) -> None:
    off = planned(status=SamtaleStatus.AFLYST, a_kasse_deltager=True, art=art)
    since = planned(NOW + 12 * DAY, noegle=8, a_kasse_deltager=True, art=art)
    other = replace(
        since, art=next(one for one in (SamtaleArt.JOBSAMTALE, SamtaleArt.FAELLESSAMTALE) if one is not art)
    )

    def instead(*meetings: Samtale) -> list[str]:
        facts = course(JA, *meetings)
        q = OmbookSpoergsmaal(
            off.noegle, NOW + 9 * DAY, Samtaleform.FREMMOEDE, aftalt_med="AK1", faelles=True
        )
        return [finding.code for finding in erstatning.erstat(facts, NOW, q).refusals]

    assert instead(off) == []
    assert instead(off, since) == ["faelles_allerede_planlagt"]
    assert instead(off, other) == []
    assert instead(off, replace(since, a_kasse_deltager=False)) == []


def test_a_planned_meeting_is_unlike_what_was_said_only_where_the_person_has_said_it() -> None:
    assert unlike(course()) is None
    assert unlike(course(NEJ)) is None
    assert unlike(course(JA)) is Uenighed.MED
    assert unlike(course(JA, joint=True), "video") is None
    assert unlike(course(None, joint=True), "video") is None
    assert unlike(course(NEJ, joint=True), "video") is Uenighed.UDEN
    assert unlike(course(JA, joint=True, in_person=True), "video") is Uenighed.I_PERSON
    assert unlike(course(JA, joint=True, in_person=True), "fremmoede") is None


def test_nothing_is_asked_of_a_meeting_that_has_begun_is_over_or_is_of_another_kind() -> None:
    for meeting in (
        planned(NOW),
        planned(status=SamtaleStatus.AFLYST),
        planned(art=SamtaleArt.KONTROLSAMTALE),
        planned(holder=Aktoer.A_KASSE),
    ):
        assert unlike(course(JA, meeting)) is None
    second = (planned(NOW + 3 * DAY, noegle=8), planned())
    assert unlike(course(JA, *second)) is None, "only the first with the jobcenter is one to choose for"


def test_a_yes_opens_the_agreed_times_and_closes_the_ordinary_ones_even_beside_the_meeting_itself() -> None:
    facts = course(JA, mindst_dage_mellem=14)

    assert moved(facts, faelles=True) == []
    assert moved(facts, faelles=True, aftalt_med="AK2") == ["faelles_tid_ikke_aftalt"]
    assert moved(facts, faelles=False) == ["faelles_valgt"]
    windows = selvbooking.movable(facts, NOW, FIRST).windows
    assert {(window.faelles, window.aftalt_med) for window in windows} == {(True, "AK1")}


def test_without_a_yes_no_ordinary_meeting_gets_into_an_agreed_time() -> None:
    assert moved(course(), faelles=True) == ["faelles_ikke_valgt"]
    assert moved(course(NEJ), faelles=True) == ["faelles_ikke_valgt"]
    assert moved(course(), faelles=False) == []
    control = course(JA, planned(art=SamtaleArt.KONTROLSAMTALE))
    assert "faelles_kan_ikke_vaelges" in moved(control, faelles=True)
    with_the_a_kasse = course(JA, planned(holder=Aktoer.A_KASSE), base=in_the_a_kasse())
    assert moved(with_the_a_kasse, faelles=True) == ["faelles_kan_ikke_vaelges"]


def test_a_no_opens_the_ordinary_times_and_a_joint_meeting_stays_joint_without_one() -> None:
    assert moved(course(NEJ, joint=True), faelles=False) == []
    assert moved(course(NEJ, joint=True), faelles=True) == ["faelles_ikke_valgt"]
    assert moved(course(JA, joint=True), faelles=False) == ["faelles_valgt"]
    assert moved(course(JA, joint=True), faelles=True) == []


def test_how_the_a_kasse_takes_part_is_said_of_a_time_in_which_it_does_and_of_no_other() -> None:
    def said_of(facts: Facts, *, faelles: bool) -> object:
        agreed = "AK1" if faelles else None
        q = OmbookSpoergsmaal(FIRST, NOW + 9 * DAY, Samtaleform.FREMMOEDE, agreed, faelles=faelles)
        return selvbooking.ombook(facts, NOW, q).result.get("a_kasse_form")

    assert said_of(course(JA, in_person=True), faelles=True) == "fremmoede"
    assert said_of(course(NEJ, joint=True), faelles=False) is None


def test_where_the_jobcenter_calls_a_yes_moves_nothing_and_the_jobcenter_may_call_instead() -> None:
    calls = {"faelles": FaellesMaade.INDKALDELSE}
    facts = course(JA, **calls)

    assert moved(facts, faelles=True) == ["faelles_indkaldes"]
    assert moved(facts, faelles=False) == []
    assert moved(course(JA, joint=True, **calls), faelles=False) == ["faelles_indkaldes"]
    assert valgskift.indkaldes_i_stedet(facts, NOW, FIRST)
    assert not valgskift.indkaldes_i_stedet(course(JA), NOW, FIRST)
    assert not valgskift.indkaldes_i_stedet(course(**calls), NOW, FIRST)
    assert moved(course(NEJ, joint=True, **calls), faelles=False) == [], "who says no books again (T8)"


def test_a_move_that_the_law_refuses_stays_refused_whatever_was_said() -> None:
    late = course(JA, planned(NOW + timedelta(hours=5)), ombookning_senest_timer=24)

    assert moved(late, faelles=True) == ["ombookning_for_sent"]
    assert not selvbooking.movable(late, NOW, FIRST).windows


@pytest.mark.parametrize("called", [Oprindelse.SELVBOOKET, Oprindelse.INDKALDT])
def test_who_said_no_keeps_the_time_without_the_a_kasse_and_a_faellessamtale_stays_one(
    called: Oprindelse,
) -> None:
    joint = planned(art=SamtaleArt.FAELLESSAMTALE, a_kasse_deltager=True, oprindelse=called)
    facts = course(NEJ, joint, base=six_months())

    decision = valgskift.behold(facts, NOW, FIRST, ALONG if facts.samtale(FIRST).a_kasse_deltager else None)

    assert decision.allowed
    assert [finding.citations for finding in decision.findings] == [(s.LAB_32_2,)]
    assert decision.findings[0].facts["art"] == "faellessamtale"
    first = valgskift.behold(course(NEJ, joint=True), NOW, FIRST, ALONG)
    assert [finding.citations for finding in first.findings] == [(s.LAB_31_2,)]


def test_the_time_is_not_kept_without_the_a_kasse_where_nobody_said_no_or_it_has_begun() -> None:
    def refused(facts: Facts) -> list[str]:
        return [
            finding.code
            for finding in valgskift.behold(
                facts, NOW, FIRST, ALONG if facts.samtale(FIRST).a_kasse_deltager else None
            ).refusals
        ]

    assert refused(course(JA, joint=True)) == ["faelles_valgt"]
    assert refused(course(None, joint=True)) == ["faelles_valgt"]
    assert refused(course(NEJ)) == ["faelles_valgt"]
    assert refused(course(NEJ, planned(NOW, a_kasse_deltager=True))) == ["tid_i_fortiden"]


def test_a_choice_unsaid_by_a_change_of_a_kasse_or_a_new_placement_asks_for_nothing_any_more() -> None:
    said = Valg(JA, sagt=NOW - 20 * DAY)
    changed = replace(course(JA), valg=said, skift=(Skift(NOW.date() - 2 * DAY, a_kasse="AK2"),))
    former = replace(course(JA, joint=True), valg=said, skift=changed.skift)
    assert unlike(former, "video") is Uenighed.SKIFTET
    assert valgskift.behold(former, NOW, FIRST, ALONG).allowed, "it is not the person's any more"
    assert moved(former, faelles=True, aftalt_med="AK2") == []
    assert moved(former, faelles=True) == ["faelles_tid_ikke_aftalt"]
    again = replace(
        with_the_jobcenter(), indplaceringer=(Indplacering(date(2024, 5, 6)), Indplacering(NOW.date()))
    )

    assert unlike(replace(course(JA), valg=said)) is Uenighed.MED
    assert unlike(changed) is None
    assert moved(changed, faelles=True, aftalt_med="AK2") == ["faelles_ikke_valgt"]
    placed = replace(course(JA, base=again), valg=said)
    assert unlike(placed) is None
    running = replace(
        placed, indplaceringer=(Indplacering(date(2024, 5, 6)), Indplacering(NOW.date(), loebende=True))
    )
    assert unlike(running) is Uenighed.MED
