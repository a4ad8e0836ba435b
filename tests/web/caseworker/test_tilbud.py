"""An offer on its way through the pages: the a-kasse, the citizen, the jobcenter, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, insert

from portal.policy import facts as f
from portal.store import tables
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.web.citizen.browser import Browser

OFFER = {
    "indsats": "Virksomhedspraktik",
    "hvad": "Praktik i en boghandel",
    "hvor": "Boghandelen",
    "starter": "2024-09-16",
    "hvorfor": "Du kan vise, hvad du kan.",
}


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_an_offer_is_recommended_agreed_on_refused_and_read_by_all_three(
    town: Town, desk: Desk, signed_in_client: Callable[[int], FlaskClient]
) -> None:
    person = town.person(in_the_a_kasse())
    a_kasse, citizen = desk(), Browser(signed_in_client(person), person)
    page = a_kasse.open(page_of(town, person)).follow("Indstil til et tilbud, eller se indstillingerne")
    form = page.follow("Fælles indstilling")
    empty = form.press("Spørg personen", starter="i morgen")
    assert (empty.status, len(empty.errors)) == (422, 5)
    late = empty.press("Spørg personen", **OFFER | {"starter": "2025-06-01"})
    assert late.errors[0].startswith("Tilbuddet begynder søndag den 1. juni 2025.")
    written = late.press("Spørg personen", starter="2024-09-16")
    assert "Status: Venter på personens svar" in written.text

    plan = citizen.open("/min-plan")
    assert "A-kassen vil bede jobcentret om et tilbud til dig. Er du enig?" in plan.text
    agreed = plan.follow("Svar ja eller nej").press("Ja, jeg er enig")
    assert "Jobcentret har den og afgør, om du får et tilbud." in agreed.text

    jobcenter = desk(town.jobcenter_worker)
    assert "1 Tilbud, I skal afgøre" in jobcenter.open("/sagsbehandler").text
    inbox = jobcenter.open("/sagsbehandler").follow("1 Tilbud, I skal afgøre")
    assert "Fælles indstilling" in inbox.section("Venter på jer")
    waiting = inbox.follow("Fælles indstilling")
    assert waiting.value("hvad") == "Praktik i en boghandel"
    assert waiting.press("Afgør og send brevet").errors == ["Vælg ja eller nej."]
    without = waiting.press("Afgør og send brevet", svaret="nej")
    assert [error.split(" (")[0] for error in without.errors] == [
        "Begrundelsen mangler",
        "Personen skal kende det, afgørelsen bygger på, eller være hørt om det",
    ]
    done = without.press("Afgør og send brevet", begrundelse="Der er ingen plads.", bygger_paa="egne")
    assert "Status: Afslået" in done.text

    news = a_kasse.open("/sagsbehandler").follow("1 Nye svar fra jobcentret om tilbud")
    assert "Nyt svar: Afslået" in news.section("Nye svar")
    assert "Der er ingen plads." in news.follow("Fælles indstilling").section("Jobcentrets begrundelse")
    assert "0 Nye svar fra jobcentret om tilbud" in a_kasse.open("/sagsbehandler").text
    answer = citizen.open("/min-plan").follow("Se svaret")
    assert "Der er ingen plads." in answer.text
    assert "Nyt svar" in answer.text
    assert "Ankestyrelsen" in answer.follow("Læs afgørelsen, og se, hvordan du klager").text
    assert "Nyt svar" not in citizen.open("/indstillinger").text


def test_who_says_no_is_shown_the_way_to_the_jobcenter_and_nothing_is_sent(
    town: Town, desk: Desk, signed_in_client: Callable[[int], FlaskClient]
) -> None:
    person = town.person(in_the_a_kasse())
    a_kasse, citizen = desk(), Browser(signed_in_client(person), person)
    written = a_kasse.open(page_of(town, person, "/tilbud/ny")).press("Spørg personen", **OFFER)
    below = written.address.removeprefix(page_of(town, person))
    assert desk(town.jobcenter_worker).client.get(page_of(town, person, below)).status_code == 404

    tab = citizen.open("/indstillinger")
    no = tab.press("Nej, jeg er ikke enig")
    assert "Vil du have et tilbud, kan du selv bede jobcentret om det: Jobcenter København." in no.text
    late = tab.press("Ja, jeg er enig")
    assert late.status == 409
    assert "Den er allerede besvaret" in late.text
    assert "Personen er ikke enig" in a_kasse.open(page_of(town, person, "/tilbud")).text
    assert "Der er ikke noget nyt til jer." in desk(town.jobcenter_worker).open("/sagsbehandler/dialog").text


def test_the_offer_after_a_kontrolaktion_stands_on_the_work_list_until_the_jobcenter_is_asked(
    town: Town, desk: Desk
) -> None:
    first = replace(
        in_the_a_kasse().samtaler[0],
        art=f.SamtaleArt.KONTROLSAMTALE,
        start=NOW - timedelta(days=20),
        noegle=1,
    )
    course = replace(in_the_a_kasse(), kontrol=f.Kontrol(date(2024, 8, 12), False), samtaler=(first,))
    person, a_kasse = town.person(course), desk()

    listed = a_kasse.open("/sagsbehandler").follow("1 Tilbud efter kontrolaktion")
    assert "27. aug. 2024, overskredet" in listed.text
    asked = listed.follow("Tilbud Kim Jensen").press("Send anmodningen", hvorfor="Efter en kontrolaktion.")

    assert "Status: Hos jobcentret" in asked.text
    assert "0 Tilbud efter kontrolaktion" in a_kasse.open("/sagsbehandler").text
    jobcenter = desk(town.jobcenter_worker)
    waiting = jobcenter.open("/sagsbehandler/dialog").follow("Anmodning efter kontrolaktion")
    no = waiting.press("Afgør og send brevet", svaret="nej", begrundelse="Nej.", bygger_paa="egne")
    assert no.errors[0].startswith("Efter en kontrolaktion skal jobcentret give personen et tilbud")
    given = no.press("Afgør og send brevet", svaret="ja", **OFFER)
    assert "Status: Bevilget" in given.text
    assert "Praktik i en boghandel" in jobcenter.open(page_of(town, person)).text


def controlled(course: f.Facts, days: int) -> f.Facts:
    """With a message of a kontrolaktion, and the first meeting after it held by the a-kasse so long ago."""
    first = replace(
        in_the_a_kasse().samtaler[0],
        art=f.SamtaleArt.KONTROLSAMTALE,
        start=NOW - timedelta(days=days),
        noegle=1,
    )
    told = f.Kontrol((NOW - timedelta(days=days + 2)).date(), False)
    return replace(course, kontrol=told, samtaler=(first,))


def moved(town: Town, person: int, holder: f.Aktoer, organisation: int, dag: date) -> None:
    """To another a-kasse or kommune, from that Danish day on."""
    values = {"person_id": person, "holder": holder.value, "organisation_id": organisation, "fra": dag}
    town.database.write(lambda session: session.execute(insert(tables.Membership).values(**values)))


def test_who_was_handed_over_before_the_a_kasse_asked_is_on_the_jobcenters_list_until_it_has_decided(
    town: Town, desk: Desk, signed_in_client: Callable[[int], FlaskClient]
) -> None:
    """LAB § 38, stk. 2; BAB § 58: an offer, or that the duty to take one has ended by ordinary work."""
    person = town.person(controlled(with_the_jobcenter(), 80))
    jobcenter, citizen = desk(town.jobcenter_worker), Browser(signed_in_client(person), person)

    listed = jobcenter.open("/sagsbehandler").follow("1 Tilbud efter kontrolaktion")
    assert "28. jun. 2024, overskredet" in listed.text
    assert "0 Tilbud efter kontrolaktion" in desk().open("/sagsbehandler").text
    begun = listed.follow("Tilbud Kim Jensen").press("Begynd på tilbuddet")
    assert "1 Tilbud efter kontrolaktion" in jobcenter.open("/sagsbehandler").text, "it is not decided yet"
    again = jobcenter.open(page_of(town, person, "/tilbud/kontrol")).follow("Se, hvor langt det er")
    assert again.address == begun.address

    few = begun.press(
        "Afgør og send brevet",
        svaret="nej",
        arbejde="Ordinært arbejde af varierende omfang",
        timer="19,5",
        begrundelse="Du er ansat i en butik.",
        bygger_paa="egne",
    )
    assert few.status == 422
    assert few.errors[0].startswith("Pligten til tilbud bortfalder først ved mindst 20 timers ordinært")
    assert few.press("Afgør og send brevet", timer="mange").errors == ["Skriv timerne om ugen som et tal."]
    done = few.press("Afgør og send brevet", timer="22,5")
    assert "Status: Afslået" in done.text
    assert "0 Tilbud efter kontrolaktion" in jobcenter.open("/sagsbehandler").text

    told = citizen.open("/indstillinger").follow("Læs afgørelsen, og se, hvordan du klager")
    assert "som over en måned udgør 22,5 timer om ugen i gennemsnit" in told.text
    assert "Fortæl os straks, hvis dit arbejde ændrer sig eller hører op." in told.text


def test_a_refusal_is_heard_on_first_complained_of_in_the_portal_and_decided_anew(
    town: Town, desk: Desk, signed_in_client: Callable[[int], FlaskClient]
) -> None:
    """FVL § 19; LAB § 204; RSL § 66."""
    person = town.person(in_the_a_kasse())
    a_kasse, citizen = desk(), Browser(signed_in_client(person), person)
    a_kasse.open(page_of(town, person, "/tilbud/ny")).press("Spørg personen", **OFFER)
    citizen.open("/indstillinger").press("Ja, jeg er enig")
    jobcenter = desk(town.jobcenter_worker)
    waiting = jobcenter.open("/sagsbehandler/dialog").follow("Fælles indstilling")

    heard = waiting.follow("Send en høring før et nej").press(
        "Se brevet og tjek", baggrund="Pladsen er taget."
    )
    assert "Vi er bedt om et tilbud til dig" in heard.text
    heard.press("Send høringen")
    thought_of = jobcenter.open(waiting.address).follow("Se sagen: høring, afgørelse og klage")
    assert "Personen kan svare" in thought_of.text
    assert thought_of.follow("Afgør sagen").address == waiting.address
    assert "Svar senest" in thought_of.follow("Hør personen igen").text
    early = jobcenter.open(waiting.address).press(
        "Afgør og send brevet", svaret="nej", begrundelse="Pladsen er taget.", bygger_paa="egne"
    )
    assert early.status == 422, "nothing is decided while the days to answer run"
    case = citizen.open("/indstillinger").follow("Se sagen, svar jobcentret, eller klag")
    assert "overvejer at sige nej til et tilbud til dig" in case.text
    case.follow("Skriv dit svar").press("Send svaret", svar="Der er en ny plads.")
    decided = jobcenter.open(waiting.address).press(
        "Afgør og send brevet", svaret="nej", begrundelse="Pladsen er taget."
    )
    assert "Status: Afslået" in decided.text
    letter = citizen.open("/indstillinger").follow("Læs afgørelsen, og se, hvordan du klager")
    assert "Der er en ny plads." in letter.text
    assert "Klag i Selvbooking" in letter.text

    own = citizen.open("/indstillinger").follow("Se sagen, svar jobcentret, eller klag")
    own.follow("Klag over afgørelsen").press("Send klagen", klage="Den nye plads er ledig.")
    sag = jobcenter.open(waiting.address).follow("Se sagen: høring, afgørelse og klage")
    sag.follow("Vurdér sagen igen").press("Gem genvurderingen", resultat="medhold")
    assert "Status: Hos jobcentret" in jobcenter.open(waiting.address).text
    assert "Skal afgøres igen efter en klage" in a_kasse.open(waiting.address).text


def test_a_form_sent_empty_says_so_beside_it_and_a_jobcenter_that_is_not_here_is_named_with_the_way(
    town: Town, desk: Desk, signed_in_client: Callable[[int], FlaskClient]
) -> None:
    person = town.person(in_the_a_kasse())
    a_kasse, citizen = desk(), Browser(signed_in_client(person), person)
    written = a_kasse.open(page_of(town, person, "/tilbud/ny")).press("Spørg personen", **OFFER)
    empty = citizen.open("/indstillinger").press("Ja, jeg er enig", svar="")
    assert (empty.status, empty.errors) == (422, ["Vælg ja eller nej."])
    unsaid = written.press("Personen er enig: send den", svar="")
    assert (unsaid.status, unsaid.errors) == (422, ["Vælg, om personen er enig eller ikke er enig."])

    own = tables.Membership.person_id == person, tables.Membership.holder == "jobcenter"
    town.database.write(lambda session: session.execute(delete(tables.Membership).where(*own)))
    late = citizen.open("/indstillinger")
    assert "Dit jobcenter er ikke med i Selvbooking, så indstillingen kan ikke sendes herfra." in late.text
    assert "kan du selv bede jobcentret om det" in late.text
    noted = unsaid.press("Personen er enig: send den")
    assert noted.status == 409
    assert "Send den til jobcentret i Dialogmodulet i stedet." in noted.text
    assert (
        "Personens jobcenter er ikke med i Selvbooking"
        in a_kasse.open(page_of(town, person, "/tilbud/ny")).text
    )


def test_after_a_change_of_a_kasse_who_asked_reads_the_answer_and_who_has_the_course_what_holds(
    town: Town, desk: Desk, signed_in_client: Callable[[int], FlaskClient]
) -> None:
    """LAB §§ 27, 180 a; AKS § 16."""
    person = town.person(in_the_a_kasse())
    old, citizen = desk(), Browser(signed_in_client(person), person)
    old.open(page_of(town, person, "/tilbud/ny")).press("Spørg personen", **OFFER)
    citizen.open("/indstillinger").press("Ja, jeg er enig")
    other = town.database.write(lambda session: town.organisation(session, "a_kasse", "AK2", "Den nye"))
    moved(town, person, f.Aktoer.A_KASSE, other, NOW.date() - timedelta(days=1))
    new = desk(town.worker_with_role("caseworker", other))
    waiting = desk(town.jobcenter_worker).open("/sagsbehandler/dialog").follow("Fælles indstilling")
    waiting.press("Afgør og send brevet", svaret="nej", begrundelse="Der er ingen plads.", bygger_paa="egne")

    assert old.client.get(page_of(town, person)).status_code == 404
    assert old.client.get(page_of(town, person, "/tilbud")).status_code == 404
    news = (
        old.open("/sagsbehandler").follow("1 Nye svar fra jobcentret om tilbud").follow("Fælles indstilling")
    )
    assert "Der er ingen plads." in news.section("Jobcentrets begrundelse")
    assert "Personen hører ikke længere til hos jer." in news.text
    assert page_of(town, person, "/tilbud") not in news.links().values()
    assert "0 Nye svar fra jobcentret om tilbud" in old.open("/sagsbehandler").text

    told = (
        new.open("/sagsbehandler").follow("1 Nye svar fra jobcentret om tilbud").follow("Fælles indstilling")
    )
    assert "Status: Afslået" in told.text
    assert "En anden a-kasse har sendt den." in told.text
    assert "Der er ingen plads." not in told.text
    assert "Afslået" in new.open(page_of(town, person, "/tilbud")).text
    stranger = town.database.write(lambda session: town.organisation(session, "a_kasse", "AK3", "En tredje"))
    third = desk(town.worker_with_role("caseworker", stranger))
    assert third.client.get(told.address).status_code == 404


def test_a_request_that_falls_away_with_the_move_is_back_on_the_list_at_once(town: Town, desk: Desk) -> None:
    new = town.database.write(
        lambda session: town.organisation(session, "jobcenter", "0147", "Frederiksberg")
    )
    person, a_kasse = town.person(controlled(in_the_a_kasse(), 5)), desk()
    ask = a_kasse.open(page_of(town, person, "/tilbud/kontrol"))
    first = ask.press("Send anmodningen", hvorfor="Efter en kontrolaktion.")
    assert "0 Tilbud efter kontrolaktion" in a_kasse.open("/sagsbehandler").text

    moved(town, person, f.Aktoer.JOBCENTER, new, NOW.date())
    assert "1 Tilbud efter kontrolaktion" in a_kasse.open("/sagsbehandler").text
    assert "Status: Gælder ikke længere" in a_kasse.open(first.address).text
    second = a_kasse.open(page_of(town, person, "/tilbud/kontrol")).press("Send anmodningen")
    assert second.address != first.address
    assert "Frederiksberg" in second.text
    assert "0 Tilbud efter kontrolaktion" in a_kasse.open("/sagsbehandler").text


def test_who_is_with_the_jobcenter_is_not_recommended_by_the_a_kasse(town: Town, desk: Desk) -> None:
    person = town.person(with_the_jobcenter())

    for worker in (town.a_kasse_worker, town.jobcenter_worker):
        assert (
            "I kan ikke skrive til jobcentret" in desk(worker).open(page_of(town, person, "/tilbud/ny")).text
        )
    assert "Skriv til jobcentret" not in desk().open(page_of(town, person, "/tilbud")).text
