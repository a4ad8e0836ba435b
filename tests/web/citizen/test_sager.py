"""A citizen sees what is considered of them, answers, reads the decision, complains, and sees the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.actions.answer_request import Answered, AnswerRequest, answer_request
from portal.actions.ask_for import AskFor, Wish, ask_for
from portal.actions.sager.reconsider import Reconsider, reconsider
from portal.actions.sager.step import Taken
from portal.policy.anmodning import OenskeArt
from portal.policy.facts import Aktoer
from portal.policy.sagsgang import Genvurdering
from portal.store.tables_case import Audit, Outbox
from tests.actions.cases import case_of, complain, hear, of, revoke, someone, steps
from tests.actions.courses import with_the_jobcenter
from tests.actions.test_revoke_selvbooking import public_id
from tests.store.town import NOW, Town
from tests.web.citizen.browser import Browser
from tests.wording.pdf_text import opened, words

DAY = timedelta(days=1)
WEEK = timedelta(days=8)
ABOUT = "Din ret til selv at booke"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def seat(signed_in_client: Callable[[int], FlaskClient]) -> Callable[[int], Browser]:
    return lambda person: Browser(signed_in_client(person), person)


@pytest.fixture
def desk(signed_in_caseworker: Callable[[int], FlaskClient]) -> Callable[[int], Browser]:
    return lambda worker: Browser(signed_in_caseworker(worker), worker)


def test_a_hearing_is_answered_in_the_portal_and_the_decision_is_complained_of_there_with_receipts(
    town: Town, seat: Callable[[int], Browser]
) -> None:
    person = someone(town)
    hear(town, person, at=NOW - DAY, frist=(NOW + WEEK).date())
    browser = seat(person)
    plan = browser.open("/min-plan")
    assert "overvejer en afgørelse om dig. Du kan svare til og med tirsdag den 10. september" in plan.text
    case = plan.follow("Se sagen, og svar")
    assert case.h1 == ABOUT
    for told in (
        "Ikke afgjort endnu",
        "Jobcenter København overvejer, om du stadig selv skal kunne booke jobsamtaler.",
        "Du har booket fire samtaler i samme uge.",
        "Der er ikke besluttet noget i sagen. Den ændrer ikke, hvad du kan booke.",
        "Du kan selv booke en samtale i dag.",
    ):
        assert told in case.text
    assert "LAB § 35" in case.links()
    assert case.follow("Læs brevet").follow("Se sagen, svar eller klag").h1 == ABOUT

    assert "Derfor" not in case.text
    assert "Du har booket fire samtaler" in case.section("Det skriver Jobcenter København")
    form = case.follow("Skriv dit svar")
    assert "Svarer du ikke, bliver sagen afgjort" in form.text
    empty = form.press("Send svaret", svar=" ")
    assert (empty.status, empty.errors) == (422, ["Skriv dit svar."])
    case = empty.press("Send svaret", svar="Jeg var syg den uge.")
    assert "Vi modtog dit svar mandag den 2. september" in case.text
    assert "Jeg var syg den uge." in case.text
    assert "Jobcenter København tager stilling til sagen. Du får et brev." in case.text
    more = case.follow("Skriv mere").text  # more can be said until it is decided
    assert "Jeg var syg den uge." in more
    assert "Vi har fået dit svar. Du kan skrive mere" in more
    assert "Svarer du ikke" not in more

    revoke(town, person)
    assert steps(case_of(town, person)) == ["aabnet", "hoert", "svaret", "afgjort"]
    plan, until = browser.open("/min-plan"), "Du kan klage til og med mandag den 30. september 2024."
    assert until in plan.text
    assert plan.follow("Se sagen").h1 == ABOUT
    listed = plan.follow("Sager om dig")
    assert f"{ABOUT} Gælder" in listed.text
    case = listed.follow(ABOUT)
    assert "besluttede mandag den 2. september 2024, at du ikke selv kan booke" in case.text
    assert "Du kan selv booke" not in case.text
    assert "Afgørelsen gælder: Jobcenter København indkalder dig til dine samtaler." in case.text
    assert "Du har booket fire samtaler i samme uge." in case.section("Derfor")
    assert "Sagen bliver ikke afgjort" not in case.text
    form = case.follow("Klag over afgørelsen")
    assert "Du kan klage til og med mandag den 30. september" in form.text
    assert "Jobcenter København vurderer først, om du kan få medhold, helt eller delvist." in form.text
    too_long = form.press("Send klagen", klage="x" * 4001)
    assert (too_long.status, too_long.errors) == (422, ["Skriv højst 4000 tegn. Nu er der 4001."])
    case = form.press("Send klagen", klage="Jeg flyttede dem ikke selv.")
    assert "Vi modtog din klage mandag den 2. september" in case.text
    assert "Afgørelsen gælder, mens klagen bliver behandlet." in case.text
    assert "Jobcenter København vurderer sagen igen. Du får et brev." in case.text
    assert "Klag over afgørelsen" not in case.links()
    assert until not in browser.open("/min-plan").text
    assert "Vi modtog klagen mandag den 2. september" in browser.open("/breve").follow("Om din klage").text
    # Sent twice, it is taken in once; then there is nothing to complain of any more.
    assert form.press("Send klagen", klage="Jeg flyttede dem ikke selv.").status == 200
    assert form.press("Send klagen", klage="Og mere").status == 409
    assert steps(case_of(town, person))[3:] == ["afgjort", "klaget"]
    found = town.database.read(
        lambda session: session.scalars(
            select(Audit.action + " " + Audit.outcome).where(Audit.actor_kind == "citizen").order_by(Audit.id)
        ).all()
    )
    assert [one for one in found if one.startswith(("answer_", "complain "))] == [
        "answer_hearing allowed",
        "complain allowed",
        "complain refused",
    ]


def test_who_is_right_in_part_sees_what_holds_and_until_when_and_takes_the_complaint_back(
    town: Town, seat: Callable[[int], Browser], clock: time_machine.Traveller
) -> None:
    person = someone(town)
    revoke(town, person)
    complain(town, person, NOW)
    til = NOW.date() + timedelta(days=18)
    partly = Reconsider(of(town, person), Genvurdering.DELVIST, "Det var for længe.", til=til)
    assert isinstance(reconsider(partly, town.database, NOW), Taken)

    browser = seat(person)
    listed = browser.open("/sager")
    assert "Gælder til og med fredag den 20. september 2024" in listed.text
    case = listed.follow(ABOUT)
    for told in (
        "Du fik delvist medhold.",
        "Efter din klage gælder det kun til og med fredag den 20. september 2024.",
        "sender din klage til Ankestyrelsen",
        "Det var for længe.",
    ):
        assert told in case.text, told
    letter = case.follow("Læs brevet Sagen blev vurderet igen")
    assert "Du kan igen selv booke og flytte dine jobsamtaler fra lørdag den 21. september" in letter.text

    assert "Gælder til og med fredag den 20. september 2024" in browser.open("/nyt").text

    form = case.follow("Træk klagen tilbage")
    assert "Fortryder du, kan du klage igen til og med mandag den 30. september" in form.text
    case = form.press("Træk klagen tilbage")
    assert "Du trak klagen tilbage mandag den 2. september" in case.text
    assert "Klag over afgørelsen" in case.links()
    assert "Klagen er sendt" not in form.press("Træk klagen tilbage").text  # sent twice: done once
    assert steps(case_of(town, person))[-2:] == ["genvurderet", "trukket"]

    clock.shift(19 * DAY)
    case = seat(person).open(case.address)
    assert "Afgørelsen gjaldt til og med fredag den 20. september 2024." in case.text
    assert "Du kan selv booke en samtale i dag." in case.text


def test_a_complaint_that_comes_late_is_taken_in_and_says_who_decides(
    town: Town, seat: Callable[[int], Browser], clock: time_machine.Traveller
) -> None:
    person = someone(town, Aktoer.A_KASSE)
    hear(town, person, Aktoer.A_KASSE)
    revoke(town, person, Aktoer.A_KASSE)
    clock.shift(40 * DAY)
    browser = seat(person)
    case = browser.open("/sager").follow(ABOUT)
    form = case.follow("Klag over afgørelsen")
    assert "Fristen for at klage var mandag den 30. september" in form.text
    assert "A-kassen sender klagen til Ankestyrelsens Beskæftigelsesudvalg" in form.text
    assert "LAB § 207, stk. 3" in form.links()
    case = form.press("Send klagen")  # a complaint needs no reason
    assert "Vi modtog din klage" in case.text
    assert "A-kassen sender din klage til Ankestyrelsen." in case.text
    assert "Klagen er kommet efter fristen." in browser.open("/breve").follow("Om din klage").text


def test_who_asks_for_the_papers_is_told_when_and_why_and_gets_them_as_one_pdf(
    town: Town, seat: Callable[[int], Browser], desk: Callable[[int], Browser], clock: time_machine.Traveller
) -> None:
    person = someone(town)
    sag = hear(town, person, at=NOW - DAY, frist=(NOW + WEEK).date()).view.public_id
    browser = seat(person)
    assert browser.open(f"/sager/{sag}/akter.pdf").status == 404
    form = browser.open(f"/sager/{sag}").follow("Bed om at se papirerne")
    assert "Jobcentret skal svare senest onsdag den 11. september" in form.text
    assert {"FVL § 9"} <= set(form.links())
    case = form.press("Send", ord="Også mailen fra august")
    assert "at du vil se papirerne. Du får svar senest onsdag den 11. september" in case.text
    waiting = "Sagen bliver ikke afgjort, før du har fået svar på, om du kan se papirerne."
    assert f"{waiting} Du får svar senest onsdag den 11. september" in case.section("Det næste")
    assert "FVL § 9 b" in case.links()
    assert "Bed om at se papirerne" not in case.links()
    assert form.press("Send").status == 200  # asked twice, it waits once

    worker = desk(town.jobcenter_worker)
    assert "1 Sager med frist" in worker.open("/sagsbehandler").text
    cases = worker.open("/sagsbehandler/sager")
    assert "11. sep" in cases.section("Vil se papirerne i deres sag")
    page = worker.open(cases.links()["Kim Jensen"])
    asked = worker.open(next(href for href in cases.links().values() if "/aktindsigt/" in href))
    for told in ("Også mailen fra august", "Vent med at afgøre sagen", "forvaltningsloven nævner"):
        assert told in asked.text
    assert asked.press("Send svaret").errors == ["Vælg et svar."]
    assert len(asked.press("Send svaret", svaret="Nej").errors) == 3
    put_off = {"svaret": "Svaret kommer senere", "begrundelse": "Mange papirer."}
    early = asked.press("Send svaret", dag="2024-09-11", **put_off)
    (error,) = early.errors
    assert error.startswith("Den nye dag skal ligge efter onsdag den 11. september 2024 (FVL § 16, stk. 2).")
    later = early.press("Send svaret", dag="2024-09-16")
    assert "Mange papirer." in later.text
    assert "svarer senest mandag den 16. september" in browser.open(f"/sager/{sag}").text
    assert page.status == 200

    clock.shift(10 * DAY)
    done = desk(town.jobcenter_worker).open(later.address).press("Send svaret", svaret="Ja", begrundelse="")
    assert "Ja, 12. sep" in done.text
    browser = seat(person)
    case = browser.open(f"/sager/{sag}")
    assert "Jobcenter København svarede ja" in case.text
    told = "Du kan se papirerne nu. Sagen bliver ikke afgjort til og med torsdag den 19. september"
    assert told in case.section("Det næste")
    assert "Bed om at se papirerne" not in case.links()
    file = browser.client.get(case.links()["Hent papirerne (PDF)"])
    assert file.mimetype == "application/pdf"
    said = words(opened(file.data))
    assert "Bilag" in said
    topics = town.database.read(lambda session: session.scalars(select(Outbox.topic)).all())
    assert "aktindsigt.asked" in topics


def test_nobody_finds_the_case_of_somebody_else(town: Town, seat: Callable[[int], Browser]) -> None:
    person, other = someone(town), someone(town)
    sag = hear(town, person).view.public_id
    stranger = seat(other)
    token = stranger.open("/oensker/nyt?art=samtale").value("csrf_token") or ""
    assert "Der er ingen sager om dig." in stranger.open("/sager").text
    for one in (sag, uuid4()):
        for page in ("", "/svar", "/klage", "/papirer", "/akter.pdf"):
            assert stranger.open(f"/sager/{one}{page}").status == 404
        for page, field in (("svar", "svar"), ("klage", "klage"), ("papirer", "ord")):
            filled = [("csrf_token", token), (field, "Mit")]
            assert stranger.send("post", f"/sager/{one}/{page}", filled).status == 404
    assert steps(case_of(town, person)) == ["aabnet", "hoert"]


def test_a_refused_exemption_that_was_granted_since_holds_no_longer(
    town: Town, seat: Callable[[int], Browser]
) -> None:
    person = town.person(with_the_jobcenter())

    def answered(*, yes: bool) -> None:
        asked: Any = ask_for(AskFor(person, Wish(OenskeArt.FRITAGELSE, grund="sprog")), town.database, NOW)
        who, why = public_id(town, person), "Du klarer det."
        command = AnswerRequest(town.jobcenter_worker, who, asked.oenske, ja=yes, begrundelse=why)
        assert isinstance(answer_request(command, town.database, NOW), Answered)

    answered(yes=False)
    case = seat(person).open(f"/sager/{case_of(town, person).view.public_id}")
    assert "Du skal selv booke dine samtaler inden de frister, du får." in case.text
    answered(yes=True)
    case = seat(person).open(f"/sager/{case_of(town, person).view.public_id}")
    assert "Du er fritaget for selv at booke nu. Afgørelsen gælder ikke mere." in case.text
    assert "Du skal selv booke" not in case.text
