"""Another time for a meeting that its holder called off: judged as a move, without the holder's cut-off."""

from __future__ import annotations

import pytest

from portal.policy import facts as f
from portal.policy.erstatning import erstat
from portal.policy.selvbooking import OmbookSpoergsmaal, ombook
from tests.policy.courses import at, booked, in_the_a_kasse

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
