"""The demo's citizens who have just had a meeting, or have not come to it."""

from __future__ import annotations

from portal.demo.citizens import Citizen
from portal.demo.course import Days, called, course, held, not_registered, stayed_away, with_meetings
from portal.demo.plan_texts import job_goal, job_search
from portal.policy.facts import Aktoer, Person, Samtaleform

A_KASSE = Aktoer.A_KASSE
TELEFON = Samtaleform.TELEFON


def did_not_come(days: Days) -> Citizen:
    facts = course(days, Person(days.born(39, 3, 7), a_kasse="AK01", kommune="0751"), days.ago(34))
    return Citizen(
        key="mikkel-storm",
        name="Mikkel Storm",
        situation="Tog ikke telefonen, da a-kassen ringede. Skal kontakte a-kassen: Dagpengene er stoppet.",
        situation_en="Did not answer when the a-kasse called. Has to contact it: the dagpenge have stopped.",
        postcode="8000",
        facts=with_meetings(
            facts,
            called(A_KASSE, days.ago(23)),
            stayed_away(held(A_KASSE, days.ago(1), TELEFON)),
        ),
        plan=(
            job_goal(days, 23, "Elektriker."),
            job_search(days, 23, "Søg mindst to job om ugen."),
        ),
    )


def was_at_the_first(days: Days) -> Citizen:
    facts = course(days, Person(days.born(30, 12, 12), a_kasse="AK01", kommune="0751"), days.ago(13))
    return Citizen(
        key="ida-mortensen",
        name="Ida Mortensen",
        situation="Var til sin første samtale, som a-kassen endnu ikke har registreret.",
        situation_en="Was at her first meeting, which the a-kasse has not yet registered.",
        postcode="8200",
        facts=with_meetings(facts, not_registered(called(A_KASSE, days.ago(1)))),
    )


EVERYONE = (did_not_come, was_at_the_first)
