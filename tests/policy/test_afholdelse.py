"""What becomes of a meeting in law: who says it and when, what it takes, and when dagpenge stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from portal.policy import facts as f
from portal.policy.afholdelse import (
    Emne,
    RegistrerSpoergsmaal,
    Udfald,
    henvend,
    registrer,
    ret,
    senest_udeblevet,
    staaende,
    udeblivelse,
)
from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform, SamtaleStatus
from portal.policy.law import Decision, Outcome
from portal.policy.selvbooking import aflys
from portal.policy.vejledning import vejled
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.policy.people import Case, cases

TEN = datetime(2024, 9, 10, 8, 0, tzinfo=UTC)
NU = TEN + timedelta(hours=1)
DAY = timedelta(days=1)
THOROUGH = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def meeting(start: datetime = TEN, noegle: int = 9, **more: object) -> f.Samtale:
    values = {
        "noegle": noegle,
        "holder": Aktoer.A_KASSE,
        "start": start,
        "form": Samtaleform.FREMMOEDE,
        "oprindelse": f.Oprindelse.SELVBOOKET,
        "status": SamtaleStatus.PLANLAGT,
    }
    return f.Samtale(**values | more)  # type: ignore[arg-type]


def having(*meetings: f.Samtale, facts: f.Facts | None = None) -> f.Facts:
    facts = facts or in_the_a_kasse()
    return replace(facts, samtaler=(*facts.samtaler, *meetings))


def asked(udfald: Udfald, **more: object) -> RegistrerSpoergsmaal:
    return RegistrerSpoergsmaal(Aktoer.A_KASSE, 9, udfald, **more)  # type: ignore[arg-type]


def codes(decision: Decision) -> list[str]:
    return [finding.code for finding in decision.refusals]


@pytest.mark.parametrize("udfald", [Udfald.AFHOLDT, Udfald.UDEBLEVET, Udfald.AFBUD])
def test_what_happened_can_be_said_from_the_minute_the_meeting_begins(udfald: Udfald) -> None:
    facts = having(meeting())

    early = registrer(facts, TEN - timedelta(seconds=1), asked(udfald))
    assert [finding.code for finding in early.refusals] == ["samtale_ikke_begyndt"]
    assert registrer(facts, TEN, asked(udfald)).allowed


def test_on_the_telephone_it_is_absence_only_where_it_is_due_to_the_person() -> None:
    phoned = having(meeting(form=Samtaleform.TELEFON))

    told = [str(citation) for citation in udeblivelse(phoned, NU, 9).citations]
    assert "RÅB § 18, stk. 2" in told
    assert "RÅB § 18, stk. 2" not in map(str, udeblivelse(having(meeting()), NU, 9).citations)


def test_a_missed_meeting_stands_until_the_person_got_in_touch_or_another_was_held_with_the_same_actor() -> (
    None
):
    missed = meeting(status=SamtaleStatus.UDEBLEVET)
    later = meeting(TEN + DAY, 10, status=SamtaleStatus.AFHOLDT)

    assert [one.samtale.noegle for one in staaende(having(missed), NU, ())] == [9]
    assert staaende(having(missed), NU, {9}) == ()
    assert staaende(having(missed, later), NU + 2 * DAY, ()) == ()
    with_the_other = replace(later, holder=Aktoer.JOBCENTER)
    assert len(staaende(having(missed, with_the_other), NU + 2 * DAY, ())) == 1
    anew = replace(
        having(missed), indplaceringer=(*in_the_a_kasse().indplaceringer, f.Indplacering(date(2024, 9, 20)))
    )
    assert senest_udeblevet(anew, NU + 12 * DAY) is None


@pytest.mark.parametrize(("days", "again"), [(0, 11), (1, 11), (4, 14)])
def test_there_is_dagpenge_again_from_the_day_of_the_contact_but_never_for_the_day_itself(
    days: int, again: int
) -> None:
    absence = udeblivelse(having(meeting(status=SamtaleStatus.UDEBLEVET)), NU, 9)

    assert absence.igen_fra(TEN.date() + days * DAY) == date(2024, 9, again)


def test_who_lives_on_something_else_than_dagpenge_loses_none() -> None:
    person = f.Person(date(1980, 1, 2), maalgruppe=f.Maalgruppe.KONTANTHJAELP)
    facts = f.Facts(person, ydelse_fra=date(2024, 8, 1), samtaler=(meeting(holder=Aktoer.JOBCENTER),))

    absence = udeblivelse(facts, NU, 9)
    decision = registrer(facts, NU, replace(asked(Udfald.UDEBLEVET), af=Aktoer.JOBCENTER))

    assert (absence.pligt, absence.dagpenge) == (True, False)
    assert decision.result["dagpenge_stopper"] is decision.result["underret_a_kasse"] is False


def test_the_day_of_the_contact_lies_between_the_meeting_and_today() -> None:
    facts = having(meeting(status=SamtaleStatus.UDEBLEVET))

    for offset, allowed in ((-1, False), (0, True), (2, True), (3, False)):
        found = henvend(facts, NU + 2 * DAY, Aktoer.A_KASSE, 9, TEN.date() + offset * DAY)
        assert found.allowed is allowed, offset
    with pytest.raises(ValueError, match="not missed"):
        henvend(having(meeting()), NU, Aktoer.A_KASSE, 9, TEN.date())


def test_what_is_not_registered_cannot_be_corrected_and_what_is_takes_a_comment() -> None:
    with pytest.raises(ValueError, match="nothing is registered"):
        ret(having(meeting()), NU, asked(Udfald.AFHOLDT), "Forkert.")
    held = having(meeting(status=SamtaleStatus.AFHOLDT))
    for comment, allowed in ((None, False), (" ", False), ("Forkert.", True)):
        assert ret(held, NU, asked(Udfald.UDEBLEVET), comment).allowed is allowed


def test_the_first_meeting_has_its_topics_and_the_next_one_has_none() -> None:
    first = having(meeting(), facts=new_in_the_a_kasse())
    done = frozenset({Emne.MIN_PLAN_UDARBEJDES, Emne.ANSOEGNINGER_GENNEMGAAS})

    refused = registrer(first, NU, asked(Udfald.AFHOLDT))
    assert [finding.facts["emne"] for finding in refused.refusals] == [
        "min_plan_udarbejdes",
        "ansoegninger_gennemgaas",
    ]
    assert registrer(first, NU, asked(Udfald.AFHOLDT, udfoert=done)).allowed
    assert registrer(having(meeting()), NU, asked(Udfald.AFHOLDT)).allowed


@THOROUGH
@given(cases())
def test_staying_away_costs_what_calling_off_in_time_would_count_as(case: Case) -> None:
    for samtale in case.facts.samtaler:
        absence = udeblivelse(case.facts, case.nu, samtale.noegle)
        assert absence.pligt is aflys(case.facts, case.nu, samtale.noegle).result["udebliver"]
        assert absence.citations
        assert absence.pligt or not absence.dagpenge


@THOROUGH
@given(cases())
def test_every_topic_of_every_meeting_can_be_ticked_or_explained(case: Case) -> None:
    for samtale in case.facts.samtaler:
        if samtale.status is not SamtaleStatus.PLANLAGT:
            continue
        nu = max(case.nu, samtale.slut)
        topics = [Emne(code) for code in vejled(case.facts, nu, samtale.noegle).emner]
        question = RegistrerSpoergsmaal(
            samtale.holder,
            samtale.noegle,
            Udfald.AFHOLDT,
            form=Samtaleform.FREMMOEDE,
            udfoert=frozenset(topics[:1]),
            hvorfor_ikke=dict.fromkeys(topics[1:], "Der var ikke tid."),
        )
        decision = registrer(case.facts, nu, question)
        assert decision.allowed
        assert decision.result["udfoert"] == [topic.value for topic in topics[:1]]
        assert all(finding.outcome is Outcome.MET for finding in decision.findings)
        assert samtale.art is not SamtaleArt.RAADIGHEDSSAMTALE or not topics


def test_only_the_holder_says_it_once_and_of_a_meeting_called_off_it_says_why() -> None:
    facts = having(meeting())
    other = RegistrerSpoergsmaal(Aktoer.JOBCENTER, 9, Udfald.AFHOLDT)
    again = having(meeting(status=SamtaleStatus.UDEBLEVET))

    assert codes(registrer(facts, NU, other)) == ["kun_samtalens_holder"]
    assert codes(registrer(again, NU, asked(Udfald.AFHOLDT))) == ["samtale_registreret"]
    assert codes(registrer(facts, TEN - DAY, asked(Udfald.AFLYST))) == ["mangler_begrundelse"]
    assert registrer(facts, TEN - DAY, asked(Udfald.AFLYST, grund="Syg")).allowed
    theirs = having(meeting(holder=Aktoer.JOBCENTER))
    ours = RegistrerSpoergsmaal(Aktoer.JOBCENTER, 9, Udfald.AFLYST)
    (refused,) = registrer(theirs, TEN - DAY, ours).refusals
    assert [str(citation) for citation in refused.citations] == ["DBK § 20, stk. 3"]


def test_saying_beforehand_that_one_does_not_come_calls_the_meeting_off() -> None:
    assert Udfald.AFBUD.status is SamtaleStatus.AFLYST
    assert Udfald.UDEBLEVET.status is SamtaleStatus.UDEBLEVET


def test_whoever_does_not_live_on_dagpenge_loses_none_by_staying_away() -> None:
    person = f.Person(date(1990, 2, 1), f.Maalgruppe.KONTANTHJAELP)
    facts = f.Facts(person, ydelse_fra=date(2024, 8, 5), samtaler=(meeting(holder=Aktoer.JOBCENTER),))
    decision = registrer(facts, NU, RegistrerSpoergsmaal(Aktoer.JOBCENTER, 9, Udfald.UDEBLEVET))

    assert [finding.code for finding in decision.findings][-1] == "udeblivelse"
    assert decision.result["dagpenge_stopper"] is False


def test_whoever_was_off_the_register_that_day_stays_away_without_consequence() -> None:
    at_work = (f.Tilmelding(date(2024, 8, 5), date(2024, 9, 6), f.AfmeldingAarsag.ARBEJDE),)
    decision = registrer(
        having(meeting(), facts=replace(in_the_a_kasse(), tilmeldinger=at_work)), NU, asked(Udfald.UDEBLEVET)
    )

    assert [finding.code for finding in decision.findings][-1] == "udeblivelse_uden_foelge"
    assert decision.result["dagpenge_stopper"] is False
