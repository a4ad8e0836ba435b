"""What the windows of an ordinary person look like."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.policy import frister, selvbooking
from portal.policy.facts import (
    AfmeldingAarsag,
    AKasseMed,
    Aktoer,
    Facts,
    Maalgruppe,
    Person,
    Regler,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
    Skift,
    Tilmelding,
    Valg,
)
from portal.policy.window import Bookable
from tests.policy.courses import at, booked, day, deadline, in_the_a_kasse, meeting, month, with_the_jobcenter

NU = at("2024-09-10T10:00")
ALL_FORMS = frozenset(Samtaleform)


def codes(bookable: Bookable) -> set[str]:
    return {finding.code for finding in bookable.findings}


def test_an_open_course_gives_one_window_without_end() -> None:
    (window,) = selvbooking.bookable(in_the_a_kasse(), NU).windows
    assert window.holder is Aktoer.A_KASSE
    assert window.former == ALL_FORMS
    assert NU < window.earliest <= NU + timedelta(microseconds=1)
    assert window.latest is None


def test_a_known_handover_gives_a_window_with_each() -> None:
    facts = in_the_a_kasse(forbrug=(month("2024-09", "410", "2024-09-09"),))
    first, second = selvbooking.bookable(facts, NU).windows
    assert (first.holder, second.holder) == (Aktoer.A_KASSE, Aktoer.JOBCENTER)
    assert first.latest == second.earliest == at("2024-10-01T00:00")


def test_a_deadline_ends_the_window_seven_days_after_it() -> None:
    facts = in_the_a_kasse(frister=(deadline("2024-09-02", "2024-09-12"),))
    bookable = selvbooking.bookable(facts, NU)
    (window,) = bookable.windows
    assert window.latest == at("2024-09-20T00:00")
    assert "efter_fristen" in codes(bookable)


def test_after_the_planned_first_meeting_every_form_may_be_booked() -> None:
    facts = in_the_a_kasse(samtaler=(booked(0, "2024-09-12T10:00", form=Samtaleform.FREMMOEDE),))
    (window,) = selvbooking.bookable(facts, NU).windows
    assert window.earliest == at("2024-09-12T10:00") + timedelta(microseconds=1)
    assert window.former == ALL_FORMS
    assert window.busy == ((at("2024-09-12T10:00"), at("2024-09-12T11:00")),)


def test_where_the_first_is_called_there_is_no_window_and_the_reason_says_so() -> None:
    bookable = selvbooking.bookable(in_the_a_kasse(samtaler=()), NU)
    assert bookable.windows == ()
    assert codes(bookable) == {"foerste_samtale_indkaldes"}
    assert bookable.relaxed is None


def test_the_jobcenters_first_meeting_is_in_person_where_the_a_kasse_held_none() -> None:
    (window,) = selvbooking.bookable(with_the_jobcenter(samtaler=()), NU).windows
    assert window.former == {Samtaleform.FREMMOEDE}


def test_who_has_chosen_the_a_kasse_is_shown_agreed_times_only() -> None:
    facts = with_the_jobcenter(valg=Valg(AKasseMed.JA, a_kasse_fysisk=True))
    (window,) = selvbooking.bookable(facts, NU).windows
    assert window.faelles
    assert window.aftalt_med == "AK1"
    assert window.a_kasse_form == "fremmoede"


def test_a_choice_said_before_another_a_kasse_is_forgotten() -> None:
    change = (Skift(day("2024-09-02"), a_kasse="AK2"),)
    before = Valg(AKasseMed.JA, sagt=at("2024-09-01T12:00"))
    after = Valg(AKasseMed.JA, sagt=at("2024-09-02T12:00"))
    forgotten = selvbooking.bookable(with_the_jobcenter(valg=before, skift=change), NU).windows
    kept = selvbooking.bookable(with_the_jobcenter(valg=after, skift=change), NU).windows
    assert [window.faelles for window in forgotten] == [False]
    assert [window.aftalt_med for window in kept] == ["AK2"]


def test_a_no_is_used_up_by_the_joint_meeting_it_was_said_for() -> None:
    held = meeting(1, "2024-09-03T10:00", holder=Aktoer.JOBCENTER, art=SamtaleArt.FAELLESSAMTALE)
    facts = with_the_jobcenter(
        forbrug=(month("2024-05", "961.98"),),
        samtaler=(meeting(0, "2024-03-13T10:00"), held),
        valg=Valg(AKasseMed.NEJ, sagt=at("2024-09-01T12:00")),
    )
    (window,) = selvbooking.bookable(facts, NU, art=SamtaleArt.FAELLESSAMTALE).windows
    assert window.faelles


def test_the_days_too_near_another_meeting_are_blocked() -> None:
    facts = in_the_a_kasse(
        samtaler=(meeting(0, "2024-08-14T10:00"), booked(1, "2024-09-20T10:00")),
        regler_a_kasse=Regler(mindst_dage_mellem=2),
    )
    bookable = selvbooking.bookable(facts, NU)
    (window,) = bookable.windows
    assert window.blocked_days == {day("2024-09-19"), day("2024-09-20"), day("2024-09-21")}
    assert "samtaler_for_taet" in codes(bookable)
    assert bookable.relaxed is not None
    assert bookable.relaxed.windows[0].blocked_days == frozenset()


def test_the_number_of_planned_meetings_stands_where_no_deadline_presses() -> None:
    facts = in_the_a_kasse(
        samtaler=(meeting(0, "2024-08-14T10:00"), booked(1, "2024-10-20T10:00")),
        regler_a_kasse=Regler(hoejst_planlagte=1, mindst_dage_mellem=14),
    )
    bookable = selvbooking.bookable(facts, NU)
    assert bookable.windows == ()
    assert codes(bookable) == {"for_mange_planlagte"}
    assert bookable.relaxed is None


@pytest.mark.parametrize(
    ("frist", "gives_way"),
    [
        (deadline("2024-09-02", "2024-09-12"), True),
        (deadline("2024-09-01", "2024-09-09"), False),
        (deadline("2024-09-02", "2024-09-12", af=Aktoer.JOBCENTER), False),
    ],
)
def test_the_number_of_planned_meetings_gives_way_to_a_deadline(frist: object, gives_way: bool) -> None:
    facts = in_the_a_kasse(
        samtaler=(meeting(0, "2024-08-14T10:00"), booked(1, "2024-10-20T10:00")),
        regler_a_kasse=Regler(hoejst_planlagte=1),
        frister=(frist,),
    )
    bookable = selvbooking.bookable(facts, NU)
    assert bookable.windows == ()
    assert (bookable.relaxed is not None) is gives_way


def test_six_calendar_months_free_other_groups_from_the_local_limits() -> None:
    facts = in_the_a_kasse(
        person=Person(day("1984-02-11"), maalgruppe=Maalgruppe.KONTANTHJAELP),
        ydelse_fra=day("2024-04-01"),
        samtaler=(meeting(0, "2024-08-14T10:00", holder=Aktoer.JOBCENTER),),
        regler_jobcenter=Regler(hoejst_planlagte=0),
    )
    (window,) = selvbooking.bookable(facts, NU).windows
    assert window.earliest == at("2024-10-02T00:00")


def test_who_is_off_the_register_books_while_registering_again() -> None:
    facts = in_the_a_kasse(
        tilmeldinger=(Tilmelding(day("2024-08-05"), day("2024-09-01"), AfmeldingAarsag.MANGLENDE_BOOKING),)
    )
    assert codes(selvbooking.bookable(facts, NU)) == {"ikke_omfattet"}
    assert selvbooking.bookable(facts, NU, gentilmelder=True).windows


def test_a_meeting_may_be_moved_within_its_own_time() -> None:
    facts = in_the_a_kasse(samtaler=(meeting(0, "2024-08-14T10:00"), booked(1, "2024-09-20T10:00")))
    (window,) = selvbooking.movable(facts, NU, 1).windows
    assert window.busy == ()


def test_a_kontrolsamtale_has_no_other_time() -> None:
    control = booked(1, "2024-09-20T10:00", art=SamtaleArt.KONTROLSAMTALE)
    bookable = selvbooking.movable(in_the_a_kasse(samtaler=(meeting(0, "2024-08-14T10:00"), control)), NU, 1)
    assert bookable.windows == ()
    assert "kontrolforloeb_indkaldes" in codes(bookable)


def test_a_raadighedssamtale_may_be_moved_in_the_jobcenters_time() -> None:
    talk = booked(1, "2024-09-20T10:00", art=SamtaleArt.RAADIGHEDSSAMTALE)
    facts = with_the_jobcenter(samtaler=(meeting(0, "2024-03-13T10:00"), talk))
    (window,) = selvbooking.movable(facts, NU, 1).windows
    assert window.holder is Aktoer.A_KASSE


def test_only_a_planned_meeting_is_moved() -> None:
    with pytest.raises(ValueError, match="afholdt, not planned"):
        selvbooking.movable(in_the_a_kasse(), NU, 0)
    with pytest.raises(KeyError):
        selvbooking.movable(in_the_a_kasse(), NU, 7)


def binding(facts: Facts) -> frister.BindendeFrist:
    found = frister.binding_deadline(facts, NU)
    assert found is not None
    return found


def test_without_a_deadline_none_binds() -> None:
    assert frister.binding_deadline(in_the_a_kasse(), NU) is None
    assert (
        frister.binding_deadline(in_the_a_kasse(frister=(deadline("2024-09-11", "2024-09-25"),)), NU) is None
    )


def test_the_deadline_issued_last_binds_and_of_two_on_one_day_the_later_one() -> None:
    issued = (
        deadline("2024-09-02", "2024-09-20"),
        deadline("2024-09-05", "2024-09-15"),
        deadline("2024-09-05", "2024-09-14"),
    )
    found = binding(in_the_a_kasse(frister=issued))
    assert found.frist.frist == day("2024-09-14")
    assert found.samtale_senest == day("2024-09-21")
    assert found.binder


def test_a_meeting_booked_in_time_fulfils_the_deadline_also_when_it_is_called_off_later() -> None:
    frist = deadline("2024-08-20", "2024-09-05")
    off = booked(
        1,
        "2024-09-12T10:00",
        status=SamtaleStatus.AFLYST,
        booket=at("2024-09-05T23:59"),
        aflyst=at("2024-09-06T00:00"),
    )
    found = binding(in_the_a_kasse(samtaler=(meeting(0, "2024-08-14T10:00"), off), frister=(frist,)))
    assert found.udloebet
    assert found.opfyldt
    assert not found.binder


def test_a_meeting_called_off_before_the_deadline_leaves_it_open() -> None:
    off = booked(1, "2024-09-12T10:00", status=SamtaleStatus.AFLYST, aflyst=at("2024-09-09T12:00"))
    facts = in_the_a_kasse(
        samtaler=(meeting(0, "2024-08-14T10:00"), off), frister=(deadline("2024-09-02", "2024-09-12"),)
    )
    assert binding(facts).binder


def test_a_deadline_of_the_former_a_kasse_has_lapsed() -> None:
    facts = in_the_a_kasse(
        frister=(deadline("2024-09-02", "2024-09-12"),), skift=(Skift(day("2024-09-05"), a_kasse="AK2"),)
    )
    found = binding(facts)
    assert found.bortfaldet
    assert not found.binder
