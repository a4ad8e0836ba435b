"""What Min Plan tells rests on the paragraph of whoever did it, and on what is known of it: nothing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.policy import hvorfor
from portal.policy import sources as s
from portal.policy.afholdelse import udeblivelse
from portal.policy.bookingfrist import binding_deadline
from portal.policy.dagligt import Haendelsesart
from portal.policy.facts import (
    AKasseMed,
    Aktoer,
    Beslutning,
    BeslutningArt,
    SamtaleArt,
    Tilmelding,
)
from portal.policy.law import Citation, Outcome
from tests.actions.courses import in_the_a_kasse
from tests.policy.courses import deadline

NU = datetime(2024, 9, 2, 8, 0, tzinfo=UTC)
MEETING = in_the_a_kasse().samtaler[0]
A_KASSE, JOBCENTER = Aktoer.A_KASSE, Aktoer.JOBCENTER


@pytest.mark.parametrize(
    ("art", "source"),
    [
        (BeslutningArt.FRATAGELSE, s.LAB_35),
        (BeslutningArt.FRITAGELSE, s.BAB_45),
        (BeslutningArt.FREMMOEDE, s.LAB_33_2),
        (BeslutningArt.FASTHOLDT_PLIGT, s.LAB_106_3),
    ],
)
def test_a_decision_rests_on_its_paragraph_and_names_its_meeting_where_there_is_one(
    art: BeslutningArt, source: Citation
) -> None:
    decided = Beslutning(art, A_KASSE, date(2024, 8, 12), samtale=MEETING.noegle)

    alone, of_a_meeting = hvorfor.besluttet(decided), hvorfor.besluttet(decided, MEETING)

    assert alone.code == f"besluttet_{art.value}"
    assert alone.outcome is Outcome.MET
    assert alone.citations == (source,)
    assert "start" not in alone.facts
    assert of_a_meeting.facts["holder"] == "a_kasse"
    assert "start" in of_a_meeting.facts


def test_registered_and_struck_off_name_their_day() -> None:
    assert hvorfor.tilmeldt(Tilmelding(date(2024, 8, 5))).facts["tilmeldt"] == "2024-08-05"
    assert hvorfor.afmeldt(date(2024, 8, 28)).facts == {"afmeldt": "2024-08-28"}


def test_what_follows_from_staying_away_decides_what_a_meeting_is_called() -> None:
    absence = udeblivelse(in_the_a_kasse(), NU, MEETING.noegle)

    assert hvorfor.samtale(replace(absence, pligt=True)).code == "samtale_med_pligt"
    assert hvorfor.samtale(replace(absence, pligt=False)).code == "samtale_uden_pligt"
    assert hvorfor.udeblevet(replace(absence, dagpenge=True)).code == "udeblivelse_stopper_dagpenge"
    assert hvorfor.udeblevet(replace(absence, dagpenge=False)).code == "udeblivelse"
    assert hvorfor.henvendt(absence, date(2024, 8, 20)).facts["henvendt"] == "2024-08-20"
    assert hvorfor.indkaldt(MEETING).citations == (s.BAB_46,)


@pytest.mark.parametrize(
    ("holder", "called_off", "no_times"),
    [(A_KASSE, (s.DBK_89_3,), (s.DBK_87,)), (JOBCENTER, (s.DBK_20_3,), (s.DBK_12, s.DBK_13))],
)
def test_each_holder_calls_off_and_sets_deadlines_under_its_own_rules(
    holder: Aktoer, called_off: tuple[Citation, ...], no_times: tuple[Citation, ...]
) -> None:
    frist = deadline("2024-08-30", "2024-09-12", af=holder, tider_fandtes=False)
    binding = binding_deadline(replace(in_the_a_kasse(), frister=(frist,)), NU)
    assert binding is not None

    assert hvorfor.aflyst_af_myndighed(replace(MEETING, holder=holder)).citations == called_off
    assert hvorfor.frist_uden_tider(binding).citations == no_times
    assert hvorfor.frist_uden_tider(binding).facts == binding.finding.facts


def test_the_choice_of_the_a_kasse_rests_on_the_kind_of_joint_meeting() -> None:
    yes = hvorfor.a_kasse_valgt(AKasseMed.JA, SamtaleArt.FAELLESSAMTALE)
    no = hvorfor.a_kasse_valgt(AKasseMed.NEJ, SamtaleArt.JOBSAMTALE)

    assert (yes.citations, yes.facts["a_kasse_med"]) == ((s.LAB_32_2,), True)
    assert (no.citations, no.facts["a_kasse_med"]) == ((s.LAB_31_2,), False)
    assert dict(hvorfor.a_kasse_valgt(None, SamtaleArt.JOBSAMTALE).facts) == {"art": "jobsamtale"}


@pytest.mark.parametrize("art", Haendelsesart, ids=str)
def test_what_happened_of_itself_keeps_its_paragraphs_and_facts(art: Haendelsesart) -> None:
    told = hvorfor.haendelse(art, (s.BAB_46,), {"dag": "2024-09-01"})

    assert (told.code, told.citations, dict(told.facts)) == (
        f"sket_{art.value}",
        (s.BAB_46,),
        {"dag": "2024-09-01"},
    )
    assert art in hvorfor.HAENDELSE
