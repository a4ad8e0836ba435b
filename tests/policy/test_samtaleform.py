"""Which forms a person may choose, and why."""

from __future__ import annotations

from typing import Any

import pytest

from portal.policy.facts import (
    Aktoer,
    Beslutning,
    BeslutningArt,
    Facts,
    Oprindelse,
    Regler,
    Samtale,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
)
from portal.policy.law import Decision
from portal.policy.samtaleform import former, former_decision, vaelg_form
from tests.policy.courses import at, booked, day, in_the_a_kasse, meeting, with_the_jobcenter

NU = at("2024-09-10T10:00")
LATER = at("2024-09-20T10:00")


def explained(facts: Facts, holder: Aktoer) -> Decision:
    decision = former_decision(facts, NU, holder, LATER)
    assert decision.result["former"] == sorted(form.value for form in former(facts, NU, holder, LATER))
    return decision


def test_the_first_is_in_person_and_the_paragraph_says_so() -> None:
    decision = explained(in_the_a_kasse(samtaler=()), Aktoer.A_KASSE)
    assert decision.result["former"] == ["fremmoede"]
    assert [str(c) for f in decision.findings for c in f.citations] == ["LAB § 33, stk. 1"]


def test_later_ones_are_free() -> None:
    assert len(explained(in_the_a_kasse(), Aktoer.A_KASSE).result["former"]) == 3  # type: ignore[arg-type]


def test_with_the_other_actor_there_are_none_and_the_reason_names_who_is_responsible() -> None:
    decision = explained(with_the_jobcenter(), Aktoer.A_KASSE)
    assert not decision.allowed
    assert decision.findings[0].code == "anden_aktoer_ansvarlig"
    assert decision.findings[0].facts["ansvarlig"] == "jobcenter"


def test_where_nobody_is_responsible_there_are_none() -> None:
    assert explained(in_the_a_kasse(tilmeldinger=()), Aktoer.A_KASSE).findings[0].code == "ikke_omfattet"


IN_PERSON, PHONE, VIDEO = Samtaleform


def chosen(
    form: Samtaleform, samtale: Samtale | None = None, nu: str = "2024-09-10T10:00", **facts: Any
) -> Decision:
    """The choice for a later meeting: by phone on 20 September, unless another one is given."""
    samtale = samtale or booked(1, "2024-09-20T10:00")
    known = in_the_a_kasse(samtaler=(meeting(0, "2024-08-14T10:00"), samtale), **facts)
    return vaelg_form(known, at(nu), samtale.noegle, form)


def codes(decision: Decision) -> list[str]:
    return [finding.code for finding in decision.refusals]


def cited(decision: Decision) -> list[str]:
    return [str(c) for finding in decision.findings for c in finding.citations]


@pytest.mark.parametrize("form", Samtaleform)
def test_any_form_may_be_chosen_for_a_later_meeting(form: Samtaleform) -> None:
    decision = chosen(form)

    assert decision.allowed
    assert decision.question == "vaelg_form"
    assert cited(decision) == ["LAB § 33, stk. 1", "RÅB § 12, stk. 6"]


@pytest.mark.parametrize(
    "art", [SamtaleArt.JOBSAMTALE, SamtaleArt.KONTROLSAMTALE, SamtaleArt.RAADIGHEDSSAMTALE]
)
def test_a_meeting_that_one_is_called_to_is_no_exception(art: SamtaleArt) -> None:
    called = booked(1, "2024-09-20T10:00", art=art, oprindelse=Oprindelse.INDKALDT)

    assert chosen(VIDEO, called).allowed


def test_a_raadighedssamtale_rests_on_raab_alone_and_a_jobcenters_meeting_on_lab_alone() -> None:
    raadighed = booked(1, "2024-09-20T10:00", art=SamtaleArt.RAADIGHEDSSAMTALE)
    of_jobcenter = booked(1, "2024-09-20T10:00", holder=Aktoer.JOBCENTER)

    assert cited(chosen(VIDEO, raadighed)) == ["RÅB § 12, stk. 6"]
    assert cited(chosen(VIDEO, of_jobcenter)) == ["LAB § 33, stk. 1"]


@pytest.mark.parametrize("art", [SamtaleArt.JOBSAMTALE, SamtaleArt.KONTROLSAMTALE])
@pytest.mark.parametrize(
    ("form", "refused"),
    [(IN_PERSON, []), (PHONE, ["foerste_samtale_fremmoede"]), (VIDEO, ["foerste_samtale_fremmoede"])],
)
def test_the_first_stays_in_person(art: SamtaleArt, form: Samtaleform, refused: list[str]) -> None:
    first = meeting(0, "2024-09-20T10:00", art=art, status=SamtaleStatus.PLANLAGT)

    assert codes(vaelg_form(in_the_a_kasse(samtaler=(first,)), NU, 0, form)) == refused


def test_a_raadighedssamtale_before_the_first_jobsamtale_is_not_the_first() -> None:
    only = meeting(0, "2024-09-20T10:00", art=SamtaleArt.RAADIGHEDSSAMTALE, status=SamtaleStatus.PLANLAGT)

    assert vaelg_form(in_the_a_kasse(samtaler=(only,)), NU, 0, PHONE).allowed


def test_a_decision_of_in_person_binds_its_meeting_until_it_is_lifted() -> None:
    decided = Beslutning(BeslutningArt.FREMMOEDE, Aktoer.A_KASSE, day("2024-09-05"), samtale=1)
    lifted = Beslutning(
        BeslutningArt.FREMMOEDE, Aktoer.A_KASSE, day("2024-09-05"), samtale=1, ophaevet=day("2024-09-09")
    )
    of_another = Beslutning(BeslutningArt.FREMMOEDE, Aktoer.A_KASSE, day("2024-09-05"), samtale=0)

    assert codes(chosen(PHONE, beslutninger=(decided,))) == ["fremmoede_besluttet"]
    assert chosen(IN_PERSON, beslutninger=(decided,)).allowed
    assert chosen(PHONE, beslutninger=(lifted,)).allowed
    assert chosen(PHONE, beslutninger=(of_another,)).allowed


def test_who_may_not_book_may_still_choose_the_form() -> None:
    revoked = Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, day("2024-09-05"))

    assert chosen(PHONE, beslutninger=(revoked,)).allowed


@pytest.mark.parametrize(
    ("nu", "refused"), [("2024-09-19T10:00", []), ("2024-09-19T10:01", ["form_for_sent"])]
)
def test_the_cut_off_is_the_holders_own(nu: str, refused: list[str]) -> None:
    decision = chosen(VIDEO, nu=nu, regler_a_kasse=Regler(ombookning_senest_timer=24))

    assert codes(decision) == refused
    assert not refused or decision.refusals[0].facts["ombookning_senest"] == "2024-09-19T10:00"


def test_a_meeting_that_has_begun_is_as_it_is() -> None:
    assert codes(chosen(VIDEO, nu="2024-09-20T10:00")) == ["tid_i_fortiden"]


def test_only_a_planned_meeting_has_a_form_to_choose() -> None:
    with pytest.raises(ValueError, match="afholdt"):
        vaelg_form(in_the_a_kasse(), NU, 0, PHONE)
