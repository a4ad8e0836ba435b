"""The papers of a case, given in part: what is held back and why, in the PDF and on the pages, and a
complaint of it until it is dealt with.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.policy.facts import Aktoer
from portal.policy.sagsgang import Trin
from portal.store import post
from portal.store.tables_case import Audit
from tests.actions.cases import case_of, hear, revoke, someone
from tests.store.town import NOW, Town
from tests.web.caseworker.conftest import page_of
from tests.web.citizen.browser import Browser, Page
from tests.wording.pdf_text import opened, words

DAY = timedelta(days=1)
LIST = "/sagsbehandler/sager"
OWN_SAKE = "Afgørende hensyn til personen selv (AKS § 12, stk. 3)"
OTHERS = "Andre private eller offentlige interesser (FVL § 15 b, nr. 5)"

Sit = Callable[[int], Browser]


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def seat(signed_in_client: Callable[[int], FlaskClient]) -> Sit:
    return lambda person: Browser(signed_in_client(person), person)


@pytest.fixture
def desk(signed_in_caseworker: Callable[[int], FlaskClient]) -> Sit:
    return lambda worker: Browser(signed_in_caseworker(worker), worker)


def pdf(browser: Browser, address: str) -> str:
    """The words of a file, without spaces."""
    file = browser.client.get(address)
    assert file.mimetype == "application/pdf"
    return words(opened(file.data))


def keys(form: Page) -> list[str]:
    """The papers that a form lists."""
    found = [name.removeprefix("grund-") for name in form_fields(form) if name.startswith("grund-")]
    return list(dict.fromkeys(found))


def form_fields(form: Page) -> list[str]:
    return [e.get("name", "") for e in form._main.iter("textarea")]


def pieces(form: Page, paper: str) -> dict[str, str]:
    """What a paper can be taken apart into: its words, and their keys."""
    labels = {label.get("for"): "".join(label.itertext()) for label in form._main.iter("label")}
    return {
        labels[one.get("id")]: one.get("value", "")
        for one in form._main.iter("input")
        if one.get("name") == f"dele-{paper}"
    }


def asked_for(town: Town, seat: Sit, person: int) -> str:
    """The person asks in the portal; the request's address for a caseworker."""
    sag = case_of(town, person).view.public_id
    seat(person).open(f"/sager/{sag}/papirer").press("Send", ord="Alt")
    return page_of(town, person, f"/sag/{sag}")


def request_page(browser: Browser, case: str) -> Page:
    found = browser.open(case).links()
    return browser.open(next(href for href in found.values() if "/aktindsigt/" in href and "/ny" not in href))


def test_papers_are_held_back_in_part_and_what_is_held_back_stands_nowhere_but_in_the_index(
    town: Town, seat: Sit, desk: Sit
) -> None:
    person = someone(town)
    sag = hear(town, person, at=NOW - DAY, frist=(NOW + 8 * DAY).date()).view.public_id
    case = asked_for(town, seat, person)
    worker = desk(town.jobcenter_worker)
    form = request_page(worker, case).follow("Giv en del: vælg papirer")
    letter, judged, log = keys(form)
    assert (judged, log) == ("vurderinger", "forloeb")

    nothing = form.press("Send svaret")
    assert nothing.status == 422
    assert [error.split(" (FVL")[0] for error in nothing.errors] == [
        "Der er ikke valgt noget, der holdes tilbage",
        "I skal overveje, om personen kan få mere at se, end loven kræver",
    ]
    unsaid = form.press("Send svaret", **{f"hvad-{letter}": "alt", f"hvad-{log}": "del", "overvejet": "ja"})
    assert len(unsaid.errors) == 5  # a paragraph and a reason for each, and which pieces of the log
    typed = form.press("Send svaret", **{f"grund-{letter}": "Fordi", "overvejet": "ja"})
    assert any("Vælg, om" in error for error in typed.errors)
    everything = form.press(
        "Send svaret",
        **{
            f"{field}-{one}": value
            for one in (letter, judged, log)
            for field, value in (
                ("hvad", "alt"),
                ("hensyn", OTHERS),
                ("grund", "Fordi"),
            )
        },
        overvejet="ja",
    )
    assert everything.errors[0].startswith("Alle papirer holdes tilbage. Det er et nej")

    opening = next(key for text, key in pieces(form, log).items() if "Sagen blev åbnet" in text)
    answered = form.press(
        "Send svaret",
        **{
            f"hvad-{letter}": "alt",
            f"hensyn-{letter}": OTHERS,
            f"grund-{letter}": "Det røber, hvem der skrev til os.",
            f"hvad-{log}": "del",
            f"dele-{log}": opening,
            f"hensyn-{log}": OTHERS,
            f"grund-{log}": "Det samme står dér.",
            "overvejet": "ja",
        },
    )
    for told in ("Personen fik en del af papirerne", "Det røber, hvem der skrev til os.", "Holdt tilbage:"):
        assert told in answered.text
    again = form.press(
        "Send svaret",
        **{f"hvad-{letter}": "alt", f"hensyn-{letter}": OTHERS, f"grund-{letter}": "Mere"},
        overvejet="ja",
    )
    assert (again.status, "Der er allerede svaret" in again.text) == (422, True)

    browser = seat(person)
    mine = browser.open(f"/sager/{sag}")
    for told in (
        "Jobcenter København gav dig en del af dem",
        "Det får du ikke, og derfor:",
        "Sagens forløb (en del): Det samme står dér.",
    ):
        assert told in mine.text
    assert "FVL § 15 b, nr. 5" in mine.links()
    assert "Bed om at se papirerne" in mine.links()  # and can ask again, when the reason is gone
    told = mine.follow("Læs svaret").text
    assert "Du kan klage til Ankestyrelsens Beskæftigelsesudvalg" in told
    assert "Det røber, hvem der skrev til os." in told

    given = pdf(browser, mine.links()["Hent papirerne (PDF)"])
    assert "Holdttilbageefterforvaltningslovens§15b,nr.5." in given
    assert "Endelerholdttilbage" in given
    assert "[Holdttilbageefterforvaltningslovens§15b,nr.5]" in given
    assert "firesamtalerisammeuge" not in given  # neither the letter, nor the line of the log
    assert given == pdf(
        worker, worker.open(answered.address).links()["Hent papirerne, som personen får dem (PDF)"]
    )
    whole = pdf(worker, f"{case}/akter.pdf")
    for told in (
        "firesamtalerisammeuge",
        "Personenbadomatsesagenspapirer",
        "Svar:Duharbedtomatsepapirerneidinsag",
        "Derblevsvaretpåaktindsigt",
        "Detsammestårdér.",
    ):
        assert told in whole, told
    for other in (desk(town.a_kasse_worker), seat(someone(town))):
        for page in ("", "/dele", "/akter.pdf", "/klage/klaget"):
            assert other.client.get(f"{answered.address}{page}").status_code in (403, 404)


def test_a_complaint_goes_from_the_portal_to_ankestyrelsen_and_back_to_a_new_answer(
    town: Town, seat: Sit, desk: Sit
) -> None:
    person = someone(town)
    sag = hear(town, person, at=NOW - DAY, frist=(NOW + 8 * DAY).date()).view.public_id
    case = asked_for(town, seat, person)
    worker = desk(town.jobcenter_worker)
    answered = request_page(worker, case).press(
        "Send svaret", svaret="Nej", hensyn=OTHERS, begrundelse="Det røber andre.", overvejet="ja"
    )
    assert "Nej" in answered.text
    browser = seat(person)
    mine = browser.open(f"/sager/{sag}")
    assert "Hent papirerne (PDF)" not in mine.links()
    form = mine.follow("Klag over, at papirer er holdt tilbage")
    for told in ("Du kan klage til og med mandag den 30. september", "vurderer først, om du kan få medhold"):
        assert told in form.text
    assert form.press("Send klagen", klage="x" * 4001).status == 422
    mine = form.press("Send klagen", klage="Jeg kan ikke svare uden.")
    assert "Vi modtog din klage over svaret" in mine.text
    assert "Klag over, at papirer er holdt tilbage" not in mine.links()
    assert form.press("Send klagen", klage="Jeg kan ikke svare uden.").status == 200
    assert form.press("Send klagen", klage="Mere").status == 409
    receipt = browser.open("/breve").follow("Om din klage over, at papirer er holdt tilbage")
    assert "Det venter som udgangspunkt, til klagen er behandlet." in receipt.text

    assert "Vurdér svaret igen" in worker.open(LIST).section("Vil se papirerne i deres sag")
    page = worker.open(answered.address)
    assert "Vent med at afgøre sagen" in page.text
    assert "Svaret skal vurderes igen" in worker.open(f"{answered.address}/klage/sendt").text
    assert worker.open(f"{answered.address}/klage/svaret").status == 404
    form = page.follow("Vurdér svaret igen")
    assert form.press("Gem vurderingen").errors == ["Vælg, hvad resultatet er."]
    assert form.press("Gem vurderingen", resultat="fastholdt").errors == ["Skriv en tekst."]
    assert "Der er ikke valgt noget" in form.press("Gem vurderingen", resultat="delvist").errors[0]
    page = form.press("Gem vurderingen", resultat="fastholdt", tekst="Vi står ved det.")
    page = page.follow("Send klagen videre").press("Klagen og akterne er sendt")
    form = page.follow("Registrér, hvad der er afgjort om klagen")
    assert form.press("Registrér afgørelsen og send brevet", dag="").errors == [
        "Skriv en dato.",
        "Vælg, hvad resultatet er.",
    ]
    page = form.press("Registrér afgørelsen og send brevet", udfald="hjemvist")
    assert "Svar personen" in worker.open(LIST).section("Vil se papirerne i deres sag")
    assert "svarer dig på ny" in browser.open(f"/sager/{sag}").text
    done = page.press("Send svaret", svaret="Ja")
    assert "Personen fik alle papirer" in done.text
    mine = browser.open(f"/sager/{sag}")
    for told in ("svarede ja", "Ankestyrelsen afgjorde klagen", "Du klagede over svaret"):
        assert told in mine.text
    said = pdf(browser, mine.links()["Hent papirerne (PDF)"])
    for told in ("Jegkanikkesvareuden.", "Vistårveddet.", "Klageoveraktindsigt", "Dinklageerafgjort"):
        assert told in said, told
    found = town.database.read(
        lambda session: session.scalars(select(Audit.action).where(Audit.outcome == "allowed")).all()
    )
    assert {"complain_of_file_answer", "file_complaint", "answer_file_request"} <= set(found)


def test_what_was_asked_by_telephone_counts_from_that_day_and_an_a_kasse_gives_more_after_a_complaint(
    town: Town, seat: Sit, desk: Sit, clock: time_machine.Traveller
) -> None:
    person = someone(town, Aktoer.A_KASSE)
    sag = hear(town, person, Aktoer.A_KASSE).view.public_id
    case = page_of(town, person, f"/sag/{sag}")
    worker = desk(town.a_kasse_worker)
    form = worker.open(case).follow("Skriv ned, at personen vil se papirerne")
    assert form.press("Gem", dag="").errors == ["Skriv en dato.", "Vælg, hvordan personen bad om det."]
    assert "Dagen ligger i fremtiden" in form.press("Gem", dag="2024-09-03", kanal="telefon").errors[0]
    noted = form.press("Gem", dag="2024-08-30", kanal="telefon", ord="På papir")
    for told in ("fredag den 30. august 2024", "I telefonen", "senest 10. sep", "På papir"):
        assert told in noted.text
    assert form.press("Gem", dag="2024-08-30", kanal="telefon", ord="På papir").address == noted.address
    assert "allerede bedt om" in form.press("Gem", dag="2024-08-30", kanal="papir").errors[0]
    assert "svarer senest tirsdag den 10. september" in seat(person).open(f"/sager/{sag}").text
    refused = noted.press("Send svaret", svaret="Nej", hensyn=OWN_SAKE, begrundelse="Af hensyn til dig.")
    assert "Nej" in refused.text
    told = seat(person).open(f"/sager/{sag}").follow("Læs svaret").text
    for said in ("skrevet ned, da du kontaktede os", "Styrelsen for Arbejdsmarked og Rekruttering"):
        assert said in told

    form = refused.follow("Registrér en klage over, at papirer er holdt tilbage")
    assert form.press("Registrér klagen og send kvitteringen").errors == ["Vælg, hvordan klagen er kommet."]
    page = form.press("Registrér klagen og send kvitteringen", kanal="papir", tekst="Uenig.")
    assert "30. sep" in worker.open(LIST).section("Vil se papirerne i deres sag")  # four weeks to send it on
    form = page.follow("Vurdér svaret igen")
    log = keys(form)[-1]
    page = form.press(
        "Gem vurderingen",
        resultat="delvist",
        **{f"hvad-{log}": "alt", f"hensyn-{log}": OWN_SAKE, f"grund-{log}": "Af hensyn til dig."},
    )
    assert "Personen får mere, men ikke alt" in page.text
    mine = seat(person).open(f"/sager/{sag}")
    for said in ("gav dig delvist medhold", "Sagens forløb: Af hensyn til dig."):
        assert said in mine.text
    given = pdf(seat(person), mine.links()["Hent papirerne (PDF)"])
    assert "Holdttilbageefter§12,stk.3,ibekendtgørelsenom" in given
    assert "Personenblevhørt" not in given
    clock.shift(40 * DAY)
    assert (
        desk(town.a_kasse_worker)
        .open(f"{page.address}/klage/sendt")
        .press("Klagen og akterne er sendt")
        .status
        == 200
    )


def test_the_time_to_complain_of_the_decision_waits_for_the_papers_where_the_jobcenter_says_so(
    town: Town, seat: Sit, desk: Sit, clock: time_machine.Traveller
) -> None:
    person = someone(town)
    hear(town, person)
    revoke(town, person)
    sag = case_of(town, person).view.public_id
    clock.shift(24 * DAY)  # 26 September: the last day to complain is the 30th
    form = seat(person).open(f"/sager/{sag}").follow("Bed om at se papirerne")
    assert "Indtil du hører andet, er sidste dag for at klage mandag den 30. september" in form.text
    mine = form.press("Send", frist="ja")
    assert "Du har bedt om, at fristen for at klage venter." in mine.text
    clock.shift(11 * DAY)  # 7 October
    worker = desk(town.jobcenter_worker)
    asked = request_page(worker, page_of(town, person, f"/sag/{sag}"))
    assert "Personen beder om, at den venter." in asked.text
    done = asked.press("Send svaret", svaret="Ja", afbryd="ja")
    assert "har ventet (FVL § 17)" in done.text
    mine = seat(person).open(f"/sager/{sag}")
    assert "Du kan klage til og med mandag den 21. oktober 2024." in mine.text
    assert "til og med mandag den 21. oktober 2024" in mine.follow("Læs svaret").text
    assert "til og med mandag den 21. oktober" in mine.follow("Klag over afgørelsen").text
    decided = next(one for one in case_of(town, person).skridt if one.trin is Trin.AFGJORT)
    assert decided.letter is not None
    arrived = decided.letter
    town.database.write(lambda session: post.arrived(session, arrived, NOW))
    assert "mandag den 21. oktober" in seat(person).open(f"/breve/{arrived}").text
    assert "oglobertil21.oktober2024" in pdf(
        worker, f"{page_of(town, person, f'/sag/{sag}')}/akter.pdf"
    ).replace("ø", "o")
