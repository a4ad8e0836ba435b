"""The demo's citizens whose jobcenter holds the kontaktforløb: sent on, handed over, or on kontanthjælp."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from babel.dates import format_date

from portal.demo.citizens import Citizen, PlanText
from portal.demo.course import (
    Days,
    called,
    clock,
    course,
    handed_over,
    held,
    planned,
    with_meetings,
)
from portal.demo.places import KOMMUNE_THAT_CALLS_TO_JOINT_MEETINGS, limits
from portal.demo.plan_texts import job_goal, job_search, requirements
from portal.demo.workdays import last_weekdays, next_month, workday_until
from portal.policy.facts import AKasseMed, Aktoer, Facts, Maalgruppe, Person, Samtale, Samtaleform, Valg

A_KASSE = Aktoer.A_KASSE
JOBCENTER = Aktoer.JOBCENTER
FREMMOEDE, TELEFON, VIDEO = Samtaleform.FREMMOEDE, Samtaleform.TELEFON, Samtaleform.VIDEO


def three_with_the_a_kasse(first: date) -> tuple[Samtale, ...]:
    """What the a-kasse has to hold in its part (LAB § 31, stk. 1), in a course that began on `first`."""
    return (
        called(A_KASSE, first + timedelta(days=12)),
        held(A_KASSE, first + timedelta(days=35), VIDEO),
        held(A_KASSE, first + timedelta(days=60), TELEFON),
    )


def three_with_the_jobcenter(handover: date) -> tuple[Samtale, ...]:
    """What the jobcenter has to hold before six months (LAB § 31, stk. 1), after a handover on that day."""
    return (
        held(JOBCENTER, handover + timedelta(days=16), FREMMOEDE),
        held(JOBCENTER, handover + timedelta(days=45), TELEFON),
        held(JOBCENTER, handover + timedelta(days=75), VIDEO),
    )


def period(first: date, last: date) -> str:
    """From which day to which, as it is written in a plan."""
    begins, ends = (format_date(day, "d. MMMM y", locale="da") for day in (first, last))
    return f"{begins} – {ends}"


def just_handed_over(days: Days, person: Person, last_day: date, valg: Valg) -> Facts:
    first, spent = handed_over(workday_until(last_day))
    facts = replace(course(days, person, first), forbrug=spent, valg=valg)
    return with_meetings(facts, *three_with_the_a_kasse(first))


def agreed_at_the_first(facts: Facts, goal: str, search: str) -> tuple[PlanText, PlanText]:
    """What the a-kasse wrote at the first meeting."""
    day = facts.tilmeldinger[-1].fra + timedelta(days=12)
    return PlanText("jobmaal", goal, A_KASSE, day), requirements(day, search)


def wants_the_a_kasse_along(days: Days) -> Citizen:
    said = Valg(AKasseMed.JA, a_kasse_fysisk=False, sagt=clock(days.ago(3), 20))
    facts = just_handed_over(
        days, Person(days.born(33, 5, 21), a_kasse="AK02", kommune="0751"), days.ago(6), said
    )
    return Citizen(
        key="maja-krogh",
        name="Maja Krogh",
        situation="Overdraget til jobcentret og vil have a-kassen med: kan booke aftalte fælles tider.",
        situation_en="Handed over to the jobcentre, wants the a-kasse along: can book agreed joint times.",
        postcode="8000",
        facts=facts,
        plan=agreed_at_the_first(
            facts,
            "Ingeniør eller projektleder inden for byggeri.",
            "Søg mindst to job om ugen, heraf ét uden for Aarhus.",
        ),
    )


def has_changed_her_mind(days: Days) -> Citizen:
    said = Valg(AKasseMed.JA, a_kasse_fysisk=False, sagt=clock(days.ago(1), 19))
    person = Person(days.born(36, 3, 9), a_kasse="AK02", kommune="0751")
    facts = just_handed_over(days, person, days.ago(6), said)
    coming = planned(JOBCENTER, days.ahead(16), FREMMOEDE, booket=clock(days.ago(3), 9))
    return Citizen(
        key="vibeke-lund",
        name="Vibeke Lund",
        situation="Har booket jobcentrets første samtale og vil nu have a-kassen med: kan flytte den.",
        situation_en="Booked the jobcentre's first meeting and now wants the a-kasse along: can move it.",
        postcode="8000",
        facts=with_meetings(facts, *facts.samtaler, coming),
        plan=agreed_at_the_first(facts, "Konstruktør eller byggeleder.", "Søg mindst to job om ugen."),
    )


def has_just_been_handed_over(days: Days) -> Citizen:
    facts = just_handed_over(
        days, Person(days.born(47, 10, 13), a_kasse="AK12", kommune="0461"), days.ago(4), Valg()
    )
    return Citizen(
        key="thomas-vinding",
        name="Thomas Vinding",
        situation="Overdraget til jobcentret for få dage siden. Har ikke sagt, om a-kassen skal med.",
        situation_en="Handed over to the jobcentre days ago. Has not said whether the a-kasse comes along.",
        postcode="5000",
        facts=facts,
        plan=agreed_at_the_first(facts, "Salgskonsulent.", "Søg mindst tre job om ugen."),
    )


def is_called_to_the_joint_meeting(days: Days) -> Citizen:
    said = Valg(AKasseMed.JA, a_kasse_fysisk=True, sagt=clock(days.ago(2), 18))
    kommune = KOMMUNE_THAT_CALLS_TO_JOINT_MEETINGS
    facts = just_handed_over(
        days, Person(days.born(45, 8, 9), a_kasse="AK17", kommune=kommune), days.ago(9), said
    )
    return Citizen(
        key="hanne-bisgaard",
        name="Hanne Bisgaard",
        situation="Vil have a-kassen med, og hendes jobcenter indkalder selv til fælles samtaler.",
        situation_en="Wants the a-kasse along, and her jobcentre calls to joint meetings itself.",
        postcode="9000",
        facts=facts,
        plan=agreed_at_the_first(facts, "Socialpædagog på botilbud.", "Søg mindst to job om ugen."),
    )


def sent_on(days: Days) -> Citizen:
    person = Person(
        days.born(22, 6, 14), a_kasse="AK16", kommune="0561", erhvervskompetencegivende_uddannelse=False
    )
    return Citizen(
        key="emil-toft",
        name="Emil Toft",
        situation="Under 25 og uden uddannelse: a-kassen har sendt ham videre til jobcentret.",
        situation_en="Under 25 and without an education: the a-kasse has sent him on to the jobcentre.",
        postcode="6700",
        facts=replace(course(days, person, days.ago(16)), visiteret=workday_until(days.ago(7))),
        plan=(
            job_search(days, 12, "Søg mindst ét job om ugen, mens uddannelsen findes."),
            PlanText("uddannelsesmaal", "Elektriker eller anden teknisk uddannelse.", JOBCENTER, days.ago(4)),
        ),
    )


def past_six_months(days: Days) -> Citizen:
    first = last_weekdays(days.month(8), 16)
    handover = next_month(days.month(6))
    person = Person(days.born(55, 4, 2), a_kasse="AK08", kommune="0621")
    facts = course(days, person, first)
    return Citizen(
        key="karen-overgaard",
        name="Karen Overgaard",
        situation="Mere end seks måneders ledighed. Har ret til en samtale, når hun beder om det.",
        situation_en="More than six months of unemployment. Entitled to a meeting whenever she asks.",
        postcode="6000",
        facts=with_meetings(facts, *three_with_the_a_kasse(first), *three_with_the_jobcenter(handover)),
        plan=(
            PlanText(
                "jobmaal",
                "Pædagogisk assistent i en børnehave eller en SFO.",
                JOBCENTER,
                days.ago(60),
                before="Pædagogisk assistent i en børnehave.",
            ),
            PlanText(
                "krav_til_jobsoegning",
                "Søg mindst to job om ugen, og læg to ansøgninger i joblog.",
                A_KASSE,
                first + timedelta(days=12),
                (
                    ("fag", "Pædagogisk assistent og pædagogmedhjælper"),
                    ("omraade", "Kolding og nabokommunerne"),
                    ("steder", "Jobnet og kommunernes egne sider"),
                ),
            ),
            PlanText(
                "oevrige_indsatser",
                "Et jobsøgningskursus på to dage.",
                JOBCENTER,
                days.ago(12),
                (
                    ("hvor", "Jobcentret"),
                    ("hvornaar", period(days.ago(9), days.ago(8))),
                    ("hvorfor", "Du ville gerne blive bedre til at skrive ansøgninger."),
                ),
                ended="Kurset er holdt, og du var med begge dage.",
            ),
            PlanText(
                "tilbud",
                "Virksomhedspraktik",
                JOBCENTER,
                days.ago(20),
                (
                    ("hvad", "Virksomhedspraktik i fire uger, 30 timer om ugen"),
                    ("hvor", "En børnehave i Kolding"),
                    ("hvornaar", period(days.ahead(10), days.ahead(37))),
                    ("hvorfor", "Du vil prøve at arbejde med de yngste børn."),
                ),
            ),
            PlanText("understoettende_indsatser", "Mentor to timer om ugen.", JOBCENTER, days.ago(20)),
        ),
    )


def near_sixteen_months(days: Days) -> Citizen:
    first = last_weekdays(days.month(16), 16)
    handover = next_month(days.month(14))
    person = Person(days.born(59, 11, 18), a_kasse="AK13", kommune="0461")
    facts = course(days, person, first)
    return Citizen(
        key="poul-dalsgaard",
        name="Poul Dalsgaard",
        situation="Snart 16 måneder ledig: fællessamtalen mangler. A-kassen kommer, hvis han ikke siger nej.",
        situation_en="Near sixteen months: the joint meeting is due. The a-kasse comes unless he declines.",
        postcode="5220",
        facts=with_meetings(
            facts,
            *three_with_the_a_kasse(first),
            *three_with_the_jobcenter(handover),
            held(JOBCENTER, days.ago(120), TELEFON),
            held(JOBCENTER, days.ago(48), FREMMOEDE),
        ),
        plan=(
            job_goal(days, 120, "Produktionsleder eller driftschef.", JOBCENTER),
            requirements(first + timedelta(days=12), "Søg mindst to job om ugen, også på Sjælland."),
            PlanText(
                "tilbud",
                "Kursus i lean og digital drift",
                JOBCENTER,
                days.ago(48),
                (
                    ("hvad", "Seks dages AMU-kursus"),
                    ("hvor", "AMU-center i Odense"),
                    ("hvornaar", period(days.ago(30), days.ago(22))),
                    ("hvorfor", "Flere af de stillinger, du søger, beder om det."),
                ),
            ),
            PlanText("oevrige_indsatser", "Et netværksmøde om måneden for ledere.", JOBCENTER, days.ago(48)),
        ),
    )


def on_kontanthjaelp(days: Days) -> Citizen:
    person = Person(days.born(39, 12, 20), maalgruppe=Maalgruppe.KONTANTHJAELP, kommune="0360", a_kasse="")
    facts = Facts(
        person=person,
        ydelse_fra=days.ago(1),
        henvendelse=days.ago(1),
        regler_jobcenter=limits(JOBCENTER, "0360"),
    )
    return Citizen(
        key="dennis-skov",
        name="Dennis Skov",
        situation="Søgte kontanthjælp i går. Jobcentret har indkaldt til den første samtale inden en uge.",
        situation_en="Applied for kontanthjælp yesterday. Called to the first meeting within a week.",
        postcode="4930",
        facts=with_meetings(facts, planned(JOBCENTER, days.ahead(1), FREMMOEDE)),
    )


EVERYONE = (
    sent_on,
    has_just_been_handed_over,
    wants_the_a_kasse_along,
    has_changed_her_mind,
    is_called_to_the_joint_meeting,
    past_six_months,
    near_sixteen_months,
    on_kontanthjaelp,
)
