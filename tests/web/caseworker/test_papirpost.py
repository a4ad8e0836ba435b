"""Letters that go on paper are printed together, each once and with its address, and put in the post."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta

import time_machine
from sqlalchemy import update

from portal.actions.print_daily import print_daily
from portal.actions.print_letter import print_letter
from portal.clock import now
from portal.policy.facts import Aktoer
from portal.store import letters
from portal.store.database import Session
from portal.store.letters import NewLetter
from portal.store.tables import Person
from portal.store.tables_people import Fuldmagt
from portal.wording.letters import visiteret
from portal.wording.letters.made import Between
from tests.conftest import SignIn
from tests.store.town import NOW, Town
from tests.web.caseworker.conftest import Desk
from tests.web.citizen.browser import Browser
from tests.wording.pdf_text import opened, structure, words

PAGE = "/sagsbehandler/papirpost"
POSTED = "Brevene er lagt i posten man. 2. sep. 2024 kl. 10.00"
ADDRESS = {"street": "Gaden 1", "postcode": "1620", "city": "København V"}


def written(town: Town, session: Session, person: int) -> uuid.UUID:
    between = Between("A-kassen", Aktoer.A_KASSE, None, None, None, "Anna", "Kim Jensen", NOW.date())
    letter = replace(visiteret.sent_on(between, date(2024, 9, 3), 25), klage=True)
    return letters.write(
        session,
        NewLetter(
            person_id=person,
            organisation_id=town.a_kasse,
            kind=letter.kind.value,
            version=letter.version,
            language=letter.language,
            title=letter.title,
            body=letter.body(),
            at=NOW,
        ),
    )


def test_from_waiting_over_a_file_to_the_post(
    town: Town, desk: Desk, signed_in_client: SignIn, clock: time_machine.Traveller
) -> None:
    person = town.person(digital_post=False, **ADDRESS)
    fuldmagt = Fuldmagt(
        person_id=person,
        organisation_id=town.a_kasse,
        navn="Ida Jensen",
        adresse="Vejen 2, 8000 Aarhus C",
        omfang="breve",
        fra=NOW.date(),
    )

    def queue(session: Session) -> None:
        session.add(fuldmagt)
        session.flush()
        letter = written(town, session, person)
        for _twice in range(2):
            print_letter(session, letter, NOW)
            print_letter(session, letter, NOW, fuldmagt.public_id)

    leader = desk(town.worker_with_role("team_leader"))
    assert leader.open("/sagsbehandler").follow("Breve på papir").address == PAGE
    assert "Ingen breve venter" in leader.open(PAGE).text
    assert "Næste gang er tirs. 3. sep. 2024 kl. 06.00." in leader.open(PAGE).section("Venter")
    town.database.write(queue)
    waits = leader.open(PAGE)
    assert "2 breve venter på at blive printet, det ældste siden man. 2. sep. 2024 kl. 10.00." in waits.text

    made = waits.press("Lav en fil til print nu")

    assert "Filen er klar" in made.text
    assert "2 breve" in made.section("Filer")
    assert "Ingen breve venter på at blive printet." in made.text
    href = made.links()["Hent PDF man. 2. sep. 2024 kl. 10.00"]
    answer = leader.client.get(href)
    assert answer.mimetype == "application/pdf"
    file = opened(answer.data)
    assert len(file.pages) == 4  # each letter begins on a sheet of its own
    assert [tag for tag, _ in structure(file)].count("Title") == 2
    text = words(file)
    assert "KimJensenGaden11620KøbenhavnV" in text
    assert "IdaJensenVejen28000AarhusCKopiafbrevtilKimJensen" in text
    assert text.count("fristenforatklagefradendag,duharmodtagetdet") == 1  # to the person, not on the copy
    assert str(file.Root.Lang) == "da"

    # Nothing waits a second time, and what comes later goes in another file.
    assert "Ingen breve venter" in waits.press("Lav en fil til print nu").text
    stranger = desk(town.worker_with_role("administrator", town.jobcenter))
    assert stranger.client.get(href).status_code == 404
    assert stranger.open(PAGE).text.count("Hent PDF") == 0
    assert desk().open(PAGE).status == 403

    clock.shift(timedelta(minutes=20))
    done = made.press(POSTED)
    assert "man. 2. sep. 2024 kl. 10.20" in done.section("Filer")
    clock.shift(timedelta(minutes=5))
    assert "kl. 10.20" in made.press(POSTED).section("Filer")

    another = town.person(digital_post=False, **ADDRESS)

    def called_otherwise_since(session: Session) -> None:
        letter = written(town, session, another)
        session.execute(update(Person).where(Person.id == another).values(name="Kim Holm"))
        print_letter(session, letter, NOW)

    town.database.write(called_otherwise_since)
    assert "på papir:" not in leader.open("/sagsbehandler").text
    clock.shift(timedelta(days=1))
    leader = desk(leader.person)
    pressing = leader.open("/sagsbehandler").section("Det skal I gøre noget ved nu")
    assert "1 brev på papir: Har ventet mere end et døgn på at komme i posten." in pressing
    assert print_daily(town.database, now()) == 1
    page = leader.open(PAGE)
    assert "tirs. 3. sep. 2024 kl. 10.25 Selvbooking 1 brev" in page.text
    by_itself = leader.client.get(page.links()["Hent PDF tirs. 3. sep. 2024 kl. 10.25"])
    own = opened(by_itself.data)
    assert len(own.pages) == 2
    assert "KimHolmGaden11620KøbenhavnV" in words(own)
    assert "Kopiafbrev" not in words(own)
    assert words(own).count("fristenforatklagefradendag,duharmodtagetdet") == 1

    seen = Browser(signed_in_client(person), person).open("/hvem-har-set").text
    for what in (
        "Gjorde et brev til dig klar",
        "Så et brev til dig, der skulle",
        "Lagde et brev til dig i posten",
    ):
        assert what in seen
