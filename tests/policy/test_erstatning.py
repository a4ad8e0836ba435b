"""Another time for a meeting that its holder called off: judged as a move without the holder's cut-off, where
the person had booked it; by when and in which forms, where they had been called.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.policy import facts as f
from portal.policy.bookingfrist import binding_deadline
from portal.policy.erstatning import erstat, fristens_dag, indkaldes_i, indkaldes_inden, indkaldes_senest
from portal.policy.selvbooking import OmbookSpoergsmaal, ombook
from tests.policy.courses import at, booked, day, deadline, in_the_a_kasse, meeting

NU = at("2024-09-19T12:00")
CUT_OFF = f.Regler(ombookning_senest_timer=48)


def test_a_time_in_the_stead_of_what_the_holder_called_off_may_be_had_however_late_it_is() -> None:
    off = booked(
        1,
        "2024-09-20T10:00",
        status=f.SamtaleStatus.AFLYST,
        aflyst_af=f.AflystAf.MYNDIGHED,
        aflyst=at("2024-09-19T11:00"),
    )
    facts = in_the_a_kasse(
        samtaler=(*in_the_a_kasse().samtaler, off), regler_a_kasse=CUT_OFF, regler_jobcenter=CUT_OFF
    )
    instead = OmbookSpoergsmaal(1, at("2024-09-24T10:00"), f.Samtaleform.TELEFON)

    assert erstat(facts, NU, instead).allowed
    with pytest.raises(ValueError, match="not planned"):
        ombook(facts, NU, instead)
    with pytest.raises(KeyError):
        erstat(facts, NU, OmbookSpoergsmaal(9, instead.start, instead.form))


def called_off(noegle: int, start: str, **changed: object) -> f.Samtale:
    """A called meeting that its holder called off; it counts for nothing any more."""
    off = {"status": f.SamtaleStatus.AFLYST, "aflyst_af": f.AflystAf.MYNDIGHED, "aflyst": NU}
    return meeting(noegle, start, **off | changed)


def test_another_first_meeting_is_called_by_the_last_day_that_the_one_called_off_kept() -> None:
    registered = (f.Tilmelding(day("2024-09-16")),)
    facts = in_the_a_kasse(tilmeldinger=registered, indplaceringer=(f.Indplacering(day("2024-09-16")),))
    kept = replace(facts, samtaler=(called_off(1, "2024-09-30T10:00"),))
    too_late = replace(facts, samtaler=(called_off(1, "2024-10-01T10:00"),))

    assert indkaldes_senest(kept, NU, 1) == day("2024-09-30")  # two weeks after the registration
    assert indkaldes_senest(too_late, NU, 1) is None
    # Held this very day, there is no first one left to be called to.
    met = meeting(2, "2024-09-19T09:00")
    assert indkaldes_senest(replace(kept, samtaler=(*kept.samtaler, met)), NU, 1) is None
    with pytest.raises(KeyError):
        indkaldes_senest(facts, NU, 9)


def test_a_kontrolsamtale_has_its_own_last_day_and_answers_for_no_booking_deadline() -> None:
    issued = deadline("2024-09-17", "2024-09-24")
    kontrol = f.Kontrol(day("2024-09-18"), udland=False)
    control = called_off(1, "2024-09-20T10:00", art=f.SamtaleArt.KONTROLSAMTALE)
    ordinary = called_off(2, "2024-09-25T10:00")
    availability = called_off(3, "2024-09-20T10:00", art=f.SamtaleArt.RAADIGHEDSSAMTALE)
    jobcenters = called_off(4, "2024-09-20T10:00", holder=f.Aktoer.JOBCENTER)
    late = called_off(5, "2024-10-02T10:00")
    facts = in_the_a_kasse(
        kontrol=kontrol,
        frister=(issued,),
        samtaler=(*in_the_a_kasse().samtaler, control, ordinary, availability, jobcenters, late),
    )
    without = replace(facts, frister=())

    assert indkaldes_senest(facts, NU, 1) == day("2024-09-25")  # a week after the kontrolaktion was told
    assert indkaldes_senest(without, NU, 1) == day("2024-09-25")
    assert indkaldes_senest(facts, NU, 2) == day("2024-10-01")  # a week after the deadline
    assert [indkaldes_senest(one, NU, nr) for one in (without, facts) for nr in (3, 4)] == [None] * 4
    assert indkaldes_senest(without, NU, 2) is None
    assert indkaldes_senest(facts, NU, 5) is None


def test_a_deadline_that_lapsed_asks_for_no_day() -> None:
    facts = in_the_a_kasse(frister=(deadline("2024-09-17", "2024-09-24"),))
    binding = binding_deadline(facts, NU)
    assert binding is not None
    last = day("2024-10-01")

    assert fristens_dag(binding, f.Aktoer.A_KASSE, last) == last
    assert fristens_dag(binding, f.Aktoer.A_KASSE, day("2024-10-02")) is None
    assert fristens_dag(binding, f.Aktoer.JOBCENTER, last) is None
    assert fristens_dag(replace(binding, bortfaldet=True), f.Aktoer.A_KASSE, last) is None
    assert fristens_dag(None, f.Aktoer.A_KASSE, last) is None


def test_another_form_is_called_to_unless_it_was_decided_that_the_meeting_is_in_person() -> None:
    in_person, phone, video = f.Samtaleform.FREMMOEDE, f.Samtaleform.TELEFON, f.Samtaleform.VIDEO
    off = called_off(1, "2024-09-25T10:00", form=phone)
    facts = in_the_a_kasse(samtaler=(*in_the_a_kasse().samtaler, off))
    decided = f.Beslutning(f.BeslutningArt.FREMMOEDE, f.Aktoer.A_KASSE, day("2024-09-18"), samtale=1)
    held = replace(facts, samtaler=(*in_the_a_kasse().samtaler, replace(off, form=in_person)))

    assert indkaldes_i(facts, NU, 1) == (phone, in_person, video)
    assert indkaldes_i(held, NU, 1) == (in_person, phone, video)
    assert indkaldes_i(replace(held, beslutninger=(decided,)), NU, 1) == (in_person,)


def test_a_summons_is_in_time_to_the_end_of_the_day_before() -> None:
    assert indkaldes_inden(at("2024-09-25T10:00")) == at("2024-09-25T00:00")
    # In UTC this one begins the day before.
    assert indkaldes_inden(at("2024-09-25T01:30")) == at("2024-09-25T00:00")
