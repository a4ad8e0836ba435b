"""What a correction of the facts changes in the answers."""

from __future__ import annotations

from dataclasses import replace

from portal.policy import facts as f
from portal.policy.aendringer import Forskel, Svar, forskelle, synlige
from portal.policy.indsigt import indsigt
from portal.policy.kalender import days_after
from tests.policy.courses import at, booked, day, deadline, in_the_a_kasse, month, with_the_jobcenter

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NU = at("2024-09-02T10:00")
OFF = (f.Tilmelding(day("2024-08-05"), day("2024-08-30"), f.AfmeldingAarsag.ARBEJDE),)


def changed(before: f.Facts | None, after: f.Facts) -> dict[tuple[Svar, str], Forskel]:
    return {(one.svar, one.om): one for one in forskelle(before, after, NU)}


def test_the_same_facts_change_nothing_and_a_new_person_everything_that_is_answered() -> None:
    assert forskelle(with_the_jobcenter(), with_the_jobcenter(), NU) == ()
    found = forskelle(None, in_the_a_kasse(), NU)
    assert {one.foer for one in found} == {None}
    assert [one.svar for one in found] == sorted((one.svar for one in found), key=list(Svar).index)


def test_hours_that_come_late_hand_the_person_over_and_take_what_was_booked_with_them() -> None:
    meetings = (
        booked(1, "2024-09-20T10:00"),
        booked(2, "2024-10-10T10:00", holder=JOBCENTER),
        booked(3, "2024-09-27T10:00", oprindelse=f.Oprindelse.INDKALDT, art=f.SamtaleArt.RAADIGHEDSSAMTALE),
        booked(4, "2024-08-20T10:00"),
    )
    revoked = f.Beslutning(f.BeslutningArt.FRATAGELSE, A_KASSE, day("2024-08-20"))
    exempt = f.Beslutning(f.BeslutningArt.FRITAGELSE, A_KASSE, day("2024-08-20"))
    before = in_the_a_kasse(samtaler=(*in_the_a_kasse().samtaler, *meetings), beslutninger=(revoked, exempt))
    before = replace(before, frister=(deadline("2024-08-26", "2024-09-06"),))
    found = changed(before, replace(before, forbrug=(month("2024-08", "410", "2024-09-01"),)))

    ansvar = found[Svar.ANSVARLIG, ""]
    assert (ansvar.foer, ansvar.efter) == ({"aktoer": "a_kasse"}, {"aktoer": "jobcenter"})
    slut = found[Svar.SLUTDATO, ""]
    assert (slut.foer, slut.efter) == ({"dag": None}, {"dag": "2024-09-01"})
    assert found[Svar.KRAV, "a_kasse_samtaler"].efter is None
    assert found[Svar.KRAV, "jobcenter_samtaler"].foer is None
    frist = found[Svar.FRIST, ""].efter
    assert frist is not None
    assert frist["tilstand"] == "bortfaldet"
    mine = found[Svar.SAMTALE, "1"].efter
    assert mine is not None
    assert mine["grunde"] == ["anden_aktoer_ansvarlig"]
    assert (Svar.SAMTALE, "3") not in found
    assert (Svar.SAMTALE, "4") not in found
    gone = found[Svar.BESLUTNING, "fratagelse:0"]
    assert (gone.foer, gone.efter) == ({"gaelder": True}, {"gaelder": False})
    assert (Svar.BESLUTNING, "fritagelse:1") not in found


def test_who_is_taken_off_the_register_may_book_nothing_and_is_told_why() -> None:
    found = changed(in_the_a_kasse(), in_the_a_kasse(tilmeldinger=OFF))
    booking = found[Svar.BOOKING, ""]
    assert booking.foer is not None
    assert booking.foer["holdere"] == ["a_kasse"]
    assert booking.foer["til"] is None
    assert booking.efter == {"grunde": ["ikke_omfattet"]}


def test_a_deadline_is_told_as_met_run_out_or_in_force() -> None:
    def state(frist: f.Frist, *meetings: f.Samtale) -> object:
        facts = in_the_a_kasse(samtaler=(*in_the_a_kasse().samtaler, *meetings))
        after = changed(facts, replace(facts, frister=(frist,)))[Svar.FRIST, ""].efter
        assert after is not None
        return after["tilstand"]

    assert state(deadline("2024-08-26", "2024-09-06")) == "gaelder"
    assert state(deadline("2024-08-20", "2024-08-30")) == "udloebet"
    assert state(deadline("2024-08-26", "2024-09-06"), booked(1, "2024-09-10T10:00")) == "opfyldt"


def test_a_deadline_ends_the_time_in_which_the_person_may_book() -> None:
    pressed = in_the_a_kasse(frister=(deadline("2024-08-26", "2024-09-06"),))
    booking = changed(in_the_a_kasse(), pressed)[Svar.BOOKING, ""].efter
    assert booking is not None
    assert booking["til"] == days_after(day("2024-09-06"), 8).isoformat()


def test_a_joint_meeting_is_asked_again_with_the_persons_own_a_kasse() -> None:
    joint = booked(1, "2024-09-20T10:00", holder=JOBCENTER, a_kasse_deltager=True)
    before = with_the_jobcenter(samtaler=(*with_the_jobcenter().samtaler, joint), valg=f.Valg(f.AKasseMed.JA))
    after = changed(before, replace(before, valg=f.Valg(f.AKasseMed.NEJ)))[Svar.SAMTALE, "1"]
    assert after.foer is not None
    assert after.efter is not None
    assert (after.foer["grunde"], after.efter["grunde"]) == ([], ["faelles_ikke_valgt"])


def test_a_jobcenter_that_sees_the_course_is_told_nothing_of_the_a_kasses_raadighedssamtaler() -> None:
    def told(facts: f.Facts) -> set[Svar]:
        off = replace(facts, tilmeldinger=(replace(facts.tilmeldinger[0], til=day("2024-09-05")),))
        seen = indsigt(facts, NU, JOBCENTER, "0101")
        return {one.svar for one in synlige(forskelle(facts, off, NU), seen)}

    held = with_the_jobcenter().samtaler
    talk = booked(1, "2024-09-20T10:00", art=f.SamtaleArt.RAADIGHEDSSAMTALE)
    mine = booked(2, "2024-09-21T10:00", holder=JOBCENTER)
    assert Svar.SAMTALE not in told(with_the_jobcenter(samtaler=(*held, talk)))
    assert Svar.SAMTALE in told(with_the_jobcenter(samtaler=(*held, talk, mine)))
