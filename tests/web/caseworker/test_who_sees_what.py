"""Two a-kasser and two jobcentres look at the same people: before and after the handover, and after a change.

What each sees is `portal.policy.indsigt.DELE`; here it is read off the pages, word by word. Everything that
is known of a person carries a mark of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from portal.actions.sager.ask_to_see_file import AskToSeeFile, ask_to_see_file
from portal.policy.facts import Aktoer, Facts, SamtaleArt, Skift
from portal.policy.hoering import Emne
from portal.policy.indstilling import INTET, Art
from portal.policy.sagsgang import Trin
from portal.store import afgoerelser, indstillinger, letters, plan
from portal.store.afgoerelser import NewSkridt
from portal.store.indstillinger import NewIndstilling
from portal.store.letters import NewLetter
from portal.store.plan import NewPlanEntry
from portal.store.tables_afgoerelse import AfgoerelseSkridt
from portal.store.tables_case import PLAN_FIELDS, Beslutning, Decision, Letter, Outbox, PlanEntry
from portal.store.tables_meeting import Booking
from portal.store.tables_underretning import Underretning
from portal.web.urls import ADDRESSES, PERSON, Address
from portal.wording.letters.letter import Block, BlockKind, Kind, Sender
from portal.wording.letters.letter import Letter as Written
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.test_requests import asked
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk, page_of, public_id
from tests.web.citizen.browser import Browser

DAY = timedelta(days=1)
YESTERDAY = NOW.date() - DAY

PLAN = {felt: f"Aftale om {felt}" for felt in PLAN_FIELDS}
MARKS = PLAN | {
    "forloeb": "Lovens krav i dag",
    "tegn": "Sådan booker personen",
    "holdt": "kl. 10.00 Jobsamtale med a-kassen, indkaldt",
    "a_kassens_samtale": "Tirs. 10. sep. 2024",
    "jobcentrets_samtale": "Ons. 11. sep. 2024",
    "faelles": "Tors. 12. sep. 2024",
    "raadighed": "Fre. 13. sep. 2024",
    "a_kassens_beslutning": "21. aug. 2024",
    "a_kassens_grund": "Grunden hos a-kassen",
    "jobcentrets_beslutning": "27. aug. 2024",
    "jobcentrets_grund": "Grunden hos jobcentret",
}
"""What stands on the page where a part is seen, and does not where it is not."""

ALL = frozenset(MARKS)
REASONS = {"a_kassens_grund", "jobcentrets_grund"}
JOBCENTERS_PLAN = {"tilbud", "understoettende_indsatser", "oevrige_indsatser", "uddannelsesmaal"}
JOBCENTER_OUTSIDE = {
    *JOBCENTERS_PLAN,
    "jobcentrets_samtale",
    "faelles",
    "jobcentrets_beslutning",
    "jobcentrets_grund",
}
A_KASSE_OUTSIDE = {
    "krav_til_jobsoegning",
    "a_kassens_samtale",
    "faelles",
    "raadighed",
    "a_kassens_beslutning",
    "a_kassens_grund",
}

SEEN: dict[str, dict[str, frozenset[str] | set[str] | None]] = {
    "before the handover": {
        "AK1": ALL - {"jobcentrets_grund"},
        "AK2": None,
        "0101": JOBCENTER_OUTSIDE,
        "0147": None,
    },
    "after the handover": {
        "AK1": A_KASSE_OUTSIDE,
        "AK2": None,
        "0101": ALL - {"raadighed", "a_kassens_grund"},
        "0147": None,
    },
    "after a change of a-kasse": {
        "AK1": None,
        "AK2": ALL - REASONS - {"raadighed"},
        "0101": JOBCENTER_OUTSIDE,
        "0147": None,
    },
    "after a change of kommune": {
        "AK1": A_KASSE_OUTSIDE,
        "AK2": None,
        "0101": None,
        "0147": ALL - REASONS - {"raadighed"},
    },
}
"""Who sees what of whom. None: there is nobody there."""

COURSES: dict[str, Facts] = {
    "before the handover": in_the_a_kasse(),
    "after the handover": with_the_jobcenter(),
    "after a change of a-kasse": replace(in_the_a_kasse(), skift=(Skift(YESTERDAY, a_kasse="AK2"),)),
    "after a change of kommune": replace(with_the_jobcenter(), skift=(Skift(YESTERDAY, kommune="0147"),)),
}


@dataclass
class Four:
    """Four organisations with a caseworker each, by code; `organisations`: the two that are strangers."""

    workers: dict[str, int]
    organisations: dict[str, int]


@pytest.fixture
def four(town: Town) -> Four:
    def found(session: Session) -> Four:
        other = town.organisation(session, "a_kasse", "AK2", "Den anden a-kasse")
        further = town.organisation(session, "jobcenter", "0147", "Frederiksberg")
        workers = {
            "AK1": town.a_kasse_worker,
            "AK2": town.caseworker(session, other, "Berit"),
            "0101": town.jobcenter_worker,
            "0147": town.caseworker(session, further, "Frede"),
        }
        return Four(workers, {"AK2": other, "0147": further})

    return town.database.write(found)


def somebody(town: Town, course: Facts) -> int:
    """A person of that course, about whom everything is known."""
    person = town.person(course)
    for felt, text in PLAN.items():
        entry = NewPlanEntry(person, felt, text, Aktoer.A_KASSE, town.a_kasse, NOW)
        town.database.write(lambda session, entry=entry: plan.write(session, entry))
    town.book(person, town.slot(TEN, caseworker_id=None))
    town.book(person, town.jobcenter_slot(TEN + DAY, caseworker_id=None))
    town.book(person, town.joint_slot(TEN + 2 * DAY, caseworker_id=None, a_kasse_caseworker_id=None))
    raadighed = town.book(person, town.slot(TEN + 3 * DAY, caseworker_id=None))
    art = update(Booking).where(Booking.id == raadighed.id).values(art=SamtaleArt.RAADIGHEDSSAMTALE.value)
    town.database.write(lambda session: session.execute(art) and None)
    decide(town, person, town.a_kasse, "a_kasse", date(2024, 8, 21), MARKS["a_kassens_grund"])
    decide(town, person, town.jobcenter, "jobcenter", date(2024, 8, 27), MARKS["jobcentrets_grund"])
    return person


def decide(town: Town, person: int, organisation: int, af: str, dato: date, words: str) -> None:
    """A decision that was lifted: nobody's page is about it."""
    row = insert(Beslutning).values(
        public_id=uuid4(),
        person_id=person,
        organisation_id=organisation,
        art="fratagelse",
        af=af,
        dato=dato,
        ophaevet=dato + DAY,
        begrundelse=words,
    )
    town.database.write(lambda session: session.execute(row) and None)


@pytest.mark.parametrize("when", list(COURSES))
def test_each_sees_what_its_tasks_require_and_nothing_else(
    town: Town, desk: Desk, four: Four, when: str
) -> None:
    person = somebody(town, COURSES[when])

    for code, wanted in SEEN[when].items():
        browser = desk(four.workers[code])
        if wanted is None:
            assert browser.client.get(page_of(town, person)).status_code == 404, code
            continue
        text = browser.open(page_of(town, person)).text
        seen = {mark for mark, words in MARKS.items() if words in text}
        assert seen == wanted, f"{when}, {code}: too much {seen - wanted}, too little {set(wanted) - seen}"


# --- every address, by everybody ---


def addresses() -> Iterator[tuple[str, Address]]:
    for address in ADDRESSES:
        if address.rule.startswith(PERSON):
            for method in address.methods:
                yield method, address


def concrete(rule: str, **named: UUID) -> str:
    filled = re.sub(r"<uuid:(\w+)>", lambda found: str(named[found.group(1)]), rule)
    return filled.replace("/plan/<felt>", "/plan/jobmaal")


def written_to(town: Town, person: int) -> UUID:
    letter = Written(
        Kind.FRATAGELSE,
        1,
        "Titel",
        Sender("A-kassen", (), "Anna"),
        "Kim Jensen",
        NOW.date(),
        (Block(BlockKind.PARAGRAPH, "Ord"),),
        "Hilsen",
    )
    new = NewLetter(person, town.a_kasse, "fratagelse", 1, "da", letter.title, letter.body(), NOW)
    return town.database.write(lambda session: letters.write(session, new))


def noticed(town: Town, person: int, booking: int, letter: UUID, a_kasse: int) -> UUID:
    notice = Underretning(
        person_id=person,
        booking_id=booking,
        jobcenter_id=town.jobcenter,
        a_kasse_id=a_kasse,
        dag=TEN.date(),
        form="telefon",
        letter=letter,
        told_at=NOW,
    )

    def written(session: Session) -> UUID:
        session.add(notice)
        session.flush()
        return notice.public_id

    return town.database.write(written)


def opened(town: Town, person: int, a_kasse: int) -> UUID:
    """A case of that a-kasse's, of another than those who ask."""
    first = NewSkridt(Trin.AABNET, NOW.date(), NOW)
    case = town.database.write(
        lambda session: afgoerelser.open_case(
            session, person, a_kasse, Emne.FRATAGELSE, Aktoer.A_KASSE, "anden_maade", first
        )
    )
    return case.view.public_id


def test_no_address_of_a_person_opens_or_changes_anything_for_a_stranger(
    town: Town, desk: Desk, four: Four
) -> None:
    person = town.person(COURSES["after a change of a-kasse"])
    meeting = town.book(person, town.slot())
    letter = written_to(town, person)
    wish = asked(town, person)
    notice = noticed(town, person, meeting.id, letter, four.organisations["AK2"])
    goal = NewPlanEntry(person, "jobmaal", "Tømrer", Aktoer.A_KASSE, town.a_kasse, NOW)
    item = town.database.write(lambda session: plan.write(session, goal))
    case = opened(town, person, four.organisations["AK2"])
    wants_to_see = ask_to_see_file(AskToSeeFile(person, case), town.database, NOW)
    recommended = NewIndstilling(
        person, Art.KONTROLAKTION_TILBUD, town.a_kasse, town.a_kasse_worker, INTET, NOW, NOW.date()
    )
    offer = town.database.write(lambda session: indstillinger.write(session, recommended))
    tables = (Beslutning, Decision, Letter, Outbox, PlanEntry, AfgoerelseSkridt)
    before = [town.count(table) for table in tables]
    typed = {
        "grundlag": "anden_maade",
        "begrundelse": "Grund",
        "hoering": "undtaget",
        "undtaget": "AKS § 6",
        "tekst": "Et spørgsmål",
        "forklaring": "Grund",
        "resultat": "uden_sanktion",
        "fordi": "Grund",
    }

    for code in ("AK1", "0147"):
        browser: Browser = desk(four.workers[code])
        token = browser.open("/sagsbehandler/find-borger").value("csrf_token")
        assert list(addresses())
        for method, address in addresses():
            path = concrete(
                address.rule,
                person=public_id(town, person),
                samtale=meeting.public_id,
                brev=letter,
                oenske=wish,
                underretning=notice,
                punkt=item,
                sag=case,
                anmodning=wants_to_see.anmodning,
                indstilling=offer,
            )
            form = {"csrf_token": token, **typed} if method == "POST" else None
            answer = browser.client.open(path, method=method, data=form)
            assert answer.status_code == 404, (code, method, path)

    assert [town.count(table) for table in tables] == before


def test_a_letter_is_the_organisations_own_even_while_another_holds_the_course(
    town: Town, desk: Desk, four: Four
) -> None:
    person = town.person(COURSES["after the handover"])
    letter = written_to(town, person)

    statuses = {
        code: desk(worker).client.get(page_of(town, person, f"/brev/{letter}")).status_code
        for code, worker in four.workers.items()
    }

    assert statuses == {"AK1": 200, "AK2": 404, "0101": 404, "0147": 404}
