"""The demo's citizens whose a-kasse holds the kontaktforløb: the first three months (LAB § 27, stk. 2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from portal.demo.citizens import Citizen, PlanText
from portal.demo.course import (
    Days,
    called,
    course,
    held,
    hours,
    planned,
    stayed_away,
    with_meetings,
)
from portal.demo.plan_texts import job_goal, job_search, requirements
from portal.demo.workdays import (
    last_weekdays,
    month_of,
    next_month,
    weekdays_between,
    workday_from,
    workday_until,
)
from portal.policy.facts import (
    AflystAf,
    AfmeldingAarsag,
    Aktoer,
    Beslutning,
    BeslutningArt,
    Forsikring,
    Frist,
    Kontrol,
    MindreIntensiv,
    MindreIntensivGrund,
    Person,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
    Tilmelding,
    Timer,
)

A_KASSE = Aktoer.A_KASSE
JOBCENTER = Aktoer.JOBCENTER
FREMMOEDE, TELEFON, VIDEO = Samtaleform.FREMMOEDE, Samtaleform.TELEFON, Samtaleform.VIDEO


def not_yet_called(days: Days) -> Citizen:
    return Citizen(
        key="freja-lindholm",
        name="Freja Lindholm",
        situation="Nyledig. A-kassen har endnu ikke indkaldt til den første samtale.",
        situation_en="Newly unemployed. The a-kasse has not yet called to the first meeting.",
        postcode="2200",
        facts=course(days, Person(days.born(31, 4, 17), a_kasse="AK02", kommune="0101"), days.ago(3)),
    )


def called_to_the_first(days: Days) -> Citizen:
    facts = course(days, Person(days.born(27, 9, 3), a_kasse="AK01", kommune="0751"), days.ago(5))
    return Citizen(
        key="oliver-bruun",
        name="Oliver Bruun",
        situation="Indkaldt til den første samtale i a-kassen. Kan booke de næste, der ligger efter den.",
        situation_en="Called to the first meeting with the a-kasse. Can book those that come after it.",
        postcode="8000",
        facts=with_meetings(facts, planned(A_KASSE, days.ahead(3), FREMMOEDE)),
        plan=(job_search(days, 4, "Søg mindst to job om ugen, og skriv dem i joblog."),),
    )


def first_is_held(days: Days) -> Citizen:
    facts = course(days, Person(days.born(44, 2, 11), a_kasse="AK10", kommune="0461"), days.ago(21))
    return Citizen(
        key="sara-kjeldsen",
        name="Sara Kjeldsen",
        situation="Første samtale er holdt. Skal nu selv booke de næste i a-kassen.",
        situation_en="The first meeting is held. Now books the next ones with the a-kasse herself.",
        postcode="5000",
        facts=with_meetings(facts, called(A_KASSE, days.ago(9))),
        plan=(
            job_goal(days, 9, "Kontorassistent eller sekretær i Odense og omegn."),
            job_search(days, 9, "Søg mindst to stillinger om ugen, heraf én uden for dit eget fag."),
            PlanText(
                "oevrige_indsatser",
                "Du gennemgår dit cv med a-kassens jobkonsulent.",
                A_KASSE,
                days.ago(9),
            ),
        ),
        companion="Lone Kjeldsen",
    )


def two_are_booked(days: Days) -> Citizen:
    facts = course(days, Person(days.born(38, 11, 26), a_kasse="AK12", kommune="0851"), days.ago(30))
    return Citizen(
        key="noah-damgaard",
        name="Noah Damgaard",
        situation="Har booket to samtaler i a-kassen. Kan flytte eller aflyse dem.",
        situation_en="Has booked two meetings with the a-kasse. Can move them or call them off.",
        postcode="9000",
        facts=with_meetings(
            facts,
            called(A_KASSE, days.ago(19)),
            planned(A_KASSE, days.ahead(5), TELEFON, booket=days.now - timedelta(days=6, hours=3)),
            planned(A_KASSE, days.ahead(26), VIDEO, booket=days.now - timedelta(days=2, hours=1)),
        ),
        plan=(
            job_goal(days, 19, "Lagermedarbejder eller chauffør."),
            job_search(days, 19, "Søg mindst tre job om ugen, og ring til mindst én arbejdsgiver."),
        ),
    )


def deadline_is_tomorrow(days: Days) -> Citizen:
    facts = course(days, Person(days.born(52, 6, 8), a_kasse="AK08", kommune="0265"), days.ago(37))
    frist = Frist(A_KASSE, udstedt=workday_until(days.ago(10)), frist=days.ahead(1), vejledt=True)
    return Citizen(
        key="laura-bertelsen",
        name="Laura Bertelsen",
        situation="Skal have booket sin næste samtale i a-kassen senest i morgen.",
        situation_en="Has to book her next meeting with the a-kasse by tomorrow.",
        postcode="4000",
        facts=with_meetings(replace(facts, frister=(frist,)), called(A_KASSE, days.ago(26))),
        plan=(
            job_goal(days, 26, "Social- og sundhedsassistent på plejehjem eller i hjemmeplejen."),
            job_search(days, 26, "Søg mindst to job om ugen i Roskilde og nabokommunerne."),
        ),
    )


def meeting_was_called_off(days: Days) -> Citizen:
    facts = course(days, Person(days.born(36, 9, 3), a_kasse="AK01", kommune="0751"), days.ago(40))
    frist = Frist(A_KASSE, udstedt=workday_until(days.ago(9)), frist=days.ahead(6), vejledt=True)
    booked = planned(A_KASSE, days.ahead(4), TELEFON, booket=days.now - timedelta(days=5, hours=2))
    called_off = replace(
        booked,
        status=SamtaleStatus.AFLYST,
        aflyst_af=AflystAf.MYNDIGHED,
        aflyst=days.now - timedelta(hours=1),
    )
    return Citizen(
        key="frida-holst",
        name="Frida Holst",
        situation="A-kassen har aflyst hendes samtale og holder en anden tid til hende.",
        situation_en="The a-kasse has called off her meeting and holds another time for her.",
        postcode="8000",
        facts=with_meetings(replace(facts, frister=(frist,)), called(A_KASSE, days.ago(29)), called_off),
        plan=(
            job_goal(days, 29, "Pædagog i Aarhus eller nabokommunerne."),
            job_search(days, 29, "Søg mindst to job om ugen."),
        ),
    )


def may_no_longer_book(days: Days) -> Citizen:
    facts = course(days, Person(days.born(29, 8, 19), a_kasse="AK01", kommune="0730"), days.ago(48))
    revoked = Beslutning(BeslutningArt.FRATAGELSE, A_KASSE, workday_until(days.ago(5)))
    return Citizen(
        key="viktor-ravn",
        name="Viktor Ravn",
        situation="A-kassen har frataget ham retten til selv at booke. Han er indkaldt i stedet.",
        situation_en="The a-kasse has revoked his right to book for himself. He is called instead.",
        postcode="8900",
        facts=with_meetings(
            replace(facts, beslutninger=(revoked,)),
            called(A_KASSE, days.ago(36)),
            stayed_away(held(A_KASSE, days.ago(27), TELEFON)),
            stayed_away(held(A_KASSE, days.ago(20), TELEFON)),
            planned(A_KASSE, days.ahead(4), FREMMOEDE),
        ),
        plan=(
            job_goal(days, 36, "Montør eller tekniker i industrien."),
            job_search(days, 36, "Søg mindst to job om ugen."),
        ),
        reasons=(
            (
                "Du har to gange booket en samtale og ikke taget telefonen, da vi ringede. Derfor kan det "
                "forløb, vi har aftalt i Min Plan, ikke gennemføres, når du selv booker. "
                "Du har ikke svaret på høringen."
            ),
        ),
    )


def leaves_for_a_job(days: Days) -> Citizen:
    facts = course(days, Person(days.born(34, 3, 29), a_kasse="AK02", kommune="0147"), days.ago(45))
    job = MindreIntensiv(MindreIntensivGrund.JOB, dokumenteret=True, starter=days.ahead(20))
    return Citizen(
        key="julie-friis",
        name="Julie Friis",
        situation="Begynder i job om tre uger og er under mindre intensiv indsats: ingen pligt til samtaler.",
        situation_en="Starts a job in three weeks and is under less intensive efforts: no duty to meet.",
        postcode="2000",
        facts=with_meetings(
            replace(facts, mindre_intensiv=(job,)),
            called(A_KASSE, days.ago(33)),
            held(A_KASSE, days.ago(15), VIDEO),
        ),
        plan=(
            job_goal(days, 33, "Projektleder i det private."),
            job_search(days, 33, "Søg mindst to job om ugen."),
        ),
    )


def under_kontrolaktion(days: Days) -> Citizen:
    facts = course(days, Person(days.born(41, 12, 5), a_kasse="AK02", kommune="0101"), days.ago(52))
    return Citizen(
        key="adam-nour",
        name="Adam Nour",
        situation="Under kontrolaktion om ophold i udlandet: indkaldt til kontrolsamtale hver 14. dag.",
        situation_en="Under a control action on a stay abroad: called to a control meeting every 14 days.",
        postcode="2300",
        facts=with_meetings(
            replace(facts, kontrol=Kontrol(workday_from(days.ago(10)), udland=True)),
            called(A_KASSE, days.ago(40)),
            replace(called(A_KASSE, days.ago(3), varighed=45), art=SamtaleArt.KONTROLSAMTALE),
            replace(planned(A_KASSE, days.ahead(1), FREMMOEDE), art=SamtaleArt.KONTROLSAMTALE),
        ),
        plan=(
            job_goal(days, 40, "Kok eller køkkenassistent."),
            job_search(days, 40, "Søg mindst to job om ugen."),
        ),
    )


def struck_off(days: Days) -> Citizen:
    facts = course(days, Person(days.born(25, 5, 14), a_kasse="AK07", kommune="0630"), days.ago(50))
    until = Tilmelding(days.ago(50), til=days.ago(4), aarsag=AfmeldingAarsag.MANGLENDE_BOOKING)
    spent = hours(days.ago(50), month_of(days.ago(4), 1))
    frist = Frist(A_KASSE, udstedt=workday_until(days.ago(16)), frist=days.ago(5), vejledt=True)
    return Citizen(
        key="tobias-lykke",
        name="Tobias Lykke",
        situation="Afmeldt som jobsøgende, fordi han ikke bookede inden fristen. Skal melde sig igen først.",
        situation_en="Struck off the register for not booking in time. Has to register again first.",
        postcode="7100",
        facts=with_meetings(
            replace(facts, tilmeldinger=(until,), frister=(frist,), forbrug=spent),
            called(A_KASSE, days.ago(38)),
        ),
        plan=(
            job_goal(days, 38, "Butiksassistent."),
            job_search(days, 38, "Søg mindst to job om ugen."),
        ),
    )


def partly_insured(days: Days) -> Citizen:
    first = last_weekdays(days.month(2), 15)
    person = Person(days.born(57, 1, 22), forsikring=Forsikring.DELTID, a_kasse="AK08", kommune="0791")
    facts = course(days, person, first)
    return Citizen(
        key="birgit-hoej",
        name="Birgit Høj",
        situation="Deltidsforsikret: a-kassen har ansvaret, til 333 timer er brugt (ikke 410).",
        situation_en="Partly insured: the a-kasse is responsible until 333 hours are spent (not 410).",
        postcode="8800",
        facts=with_meetings(
            facts,
            called(A_KASSE, first + timedelta(days=12)),
            held(A_KASSE, days.ago(2), TELEFON),
        ),
        plan=(
            PlanText("jobmaal", "Pædagogmedhjælper på deltid.", A_KASSE, first + timedelta(days=12)),
            requirements(first + timedelta(days=12), "Søg mindst ét job om ugen."),
        ),
    )


def a_day_short_of_the_limit(days: Days) -> date:
    """The first day of a course that had not quite spent 410 hours when the month before this one ended."""
    limit = Decimal(410)
    begins = (last_weekdays(days.month(3), weekdays) for weekdays in range(16, 0, -1))
    return next(day for day in begins if sum(month.timer for month in hours(day, days.month(1))) < limit)


def handover_is_near(days: Days) -> Citizen:
    this_month = days.month(0)
    first = a_day_short_of_the_limit(days)
    # The hours of this month, however few, go beyond the limit: the last day is known from its first day on.
    spent = max(1, weekdays_between(this_month, days.today)) * Decimal("7.4")
    facts = replace(
        course(days, Person(days.born(36, 7, 30), a_kasse="AK03", kommune="0561"), first),
        forbrug=(*hours(first, days.month(1)), Timer(this_month, min(spent, Decimal("160.33")), days.today)),
    )
    second = held(A_KASSE, next_month(days.month(3)) + timedelta(days=20), TELEFON)
    return Citizen(
        key="nadia-rahimi",
        name="Nadia Rahimi",
        situation="A-kassens sidste dag er kendt: udgangen af denne måned. Derefter har jobcentret ansvaret.",
        situation_en="The a-kasse's last day is known: the end of this month. Then the jobcentre takes over.",
        postcode="6700",
        facts=with_meetings(facts, called(A_KASSE, first + timedelta(days=12)), second),
        plan=(
            PlanText("jobmaal", "Bogholder eller lønmedarbejder.", A_KASSE, first + timedelta(days=12)),
            requirements(first + timedelta(days=12), "Søg mindst to job om ugen."),
        ),
    )


def exempt_from_booking(days: Days) -> Citizen:
    facts = course(days, Person(days.born(61, 10, 6), a_kasse="AK01", kommune="0370"), days.ago(33))
    exempt = Beslutning(BeslutningArt.FRITAGELSE, A_KASSE, workday_until(days.ago(22)))
    return Citizen(
        key="erik-thygesen",
        name="Erik Thygesen",
        situation="Fritaget for selv at booke, fordi han ikke kan bruge en computer. Får breve på papir.",
        situation_en="Exempt from booking, since he cannot use a computer. Gets letters on paper.",
        postcode="4700",
        digital_post=False,
        facts=with_meetings(
            replace(facts, beslutninger=(exempt,)),
            called(A_KASSE, days.ago(22)),
            replace(called(A_KASSE, days.ago(8)), art=SamtaleArt.RAADIGHEDSSAMTALE),
            planned(A_KASSE, days.ahead(7), FREMMOEDE),
        ),
        plan=(
            job_goal(days, 22, "Gartner eller anlægsarbejder."),
            job_search(days, 22, "Søg mindst ét job om ugen, gerne ved personlig henvendelse."),
        ),
        reasons=("Du har bedt om at blive fritaget og har ikke it-kundskaber nok til at booke digitalt.",),
    )


def has_to_come_in_person(days: Days) -> Citizen:
    facts = course(days, Person(days.born(32, 9, 24), a_kasse="AK15", kommune="0751"), days.ago(40))
    decision = Beslutning(BeslutningArt.FREMMOEDE, A_KASSE, workday_until(days.ago(1)), samtale=1)
    return Citizen(
        key="signe-hald",
        name="Signe Hald",
        situation="A-kassen har besluttet, at hendes bookede samtale skal holdes ved fremmøde.",
        situation_en="The a-kasse has decided that the meeting she booked is to be held in person.",
        postcode="8230",
        facts=with_meetings(
            replace(facts, beslutninger=(decision,)),
            called(A_KASSE, days.ago(28)),
            planned(A_KASSE, days.ahead(6), FREMMOEDE, booket=days.now - timedelta(days=9, hours=2)),
        ),
        plan=(
            job_goal(days, 28, "Kommunikationsmedarbejder."),
            job_search(days, 28, "Søg mindst to job om ugen, også uden for Aarhus."),
        ),
        reasons=("Vi skal tale om et længere vejledningsforløb, og det gør vi bedst, når vi ses.",),
    )


EVERYONE = (
    not_yet_called,
    called_to_the_first,
    first_is_held,
    two_are_booked,
    deadline_is_tomorrow,
    meeting_was_called_off,
    may_no_longer_book,
    leaves_for_a_job,
    under_kontrolaktion,
    struck_off,
    partly_insured,
    handover_is_near,
    exempt_from_booking,
    has_to_come_in_person,
)
