"""The letters that the demo's citizens have: in the portal's own texts, of the day of the decision."""

from __future__ import annotations

from datetime import date, datetime

from portal.actions.send_letter import headed
from portal.demo import cases
from portal.demo.course import clock
from portal.policy import fratagelse as law
from portal.policy import uddannelsespaalaeg
from portal.policy.facts import Aktoer, Beslutning, Facts
from portal.policy.fratagelse import FratagSpoergsmaal, Grundlag, Hoering
from portal.policy.hoering import Emne
from portal.policy.kalender import days_after
from portal.store import decisions, facts, letters
from portal.store.afgoerelser import Sag
from portal.store.database import Session
from portal.store.hearings import Hearing
from portal.store.letters import NewLetter
from portal.store.tables_case import Beslutning as Row
from portal.store.views import OrganisationView
from portal.wording.letters import fratagelse, partshoering
from portal.wording.letters import visiteret as visiteret_letter
from portal.wording.letters.fratagelse import Said
from portal.wording.letters.letter import Letter
from portal.wording.letters.made import Between

HEARD_BEFORE = 10
ANSWER_BEFORE = 2
"""Days before the decision on which the hearing was sent, and until which the person could answer."""

COMPLAINED_AFTER = 2
"""Days after the decision on which the complaint came."""


def revoked(session: Session, known: Facts, taken: Beslutning, row: Row, signed_by: str) -> None:
    """Fills in the revocation `row`, which holds its reasons, and writes the letter on it."""
    at = clock(taken.dato, 10, 15)
    question = FratagSpoergsmaal(
        af=taken.af,
        grundlag=Grundlag.FORLOEBET_HINDRES,
        begrundelse=row.begrundelse,
        hoering=Hoering(days_after(taken.dato, -HEARD_BEFORE), days_after(taken.dato, -ANSWER_BEFORE)),
    )
    decision = law.fratag(known, at, question)
    person = facts.load(session, row.person_id, at)
    own = person.organisation(taken.af)
    assert question.hoering is not None  # noqa: S101 - given above
    assert own is not None  # noqa: S101 - who decided is somebody of the person's own
    complaint = decision.result["klage"]
    assert isinstance(complaint, dict)  # noqa: S101 - the policy's own promise
    row.klage_senest = date.fromisoformat(complaint["senest"])
    sent, last = question.hoering.sendt, question.hoering.frist
    row.grundlag = question.grundlag.value
    row.hoering = {"sendt": str(sent), "frist": str(last)}
    row.decision_id = decisions.save(session, row.person_id, decision, None, at)
    between = headed(own, person.person.name, taken.dato, signed_by=signed_by)
    letter = fratagelse.revoked(between, question, Said(row.begrundelse or ""), decision)
    write_letter(session, row.person_id, own.id, letter, at, beslutning_id=row.id)
    session.flush()
    told = letters.of_person(session, row.person_id)[0].public_id
    asked = headed(own, person.person.name, days_after(taken.dato, -HEARD_BEFORE), signed_by=signed_by)
    sag = _heard(session, row, own, asked, question)
    cases.revoked(session, sag, row, told, at, clock(days_after(taken.dato, COMPLAINED_AFTER), 9, 5))


def _heard(
    session: Session, row: Row, own: OrganisationView, between: Between, question: FratagSpoergsmaal
) -> Sag:
    """The hearing before it, to which nobody answered."""
    given, reasons = question.hoering, row.begrundelse or ""
    assert given is not None  # noqa: S101 - the caller has given it
    assert given.sendt is not None  # noqa: S101 - as above
    assert given.frist is not None  # noqa: S101 - as above
    assert row.caseworker_id is not None  # noqa: S101 - somebody has decided it
    at = clock(given.sendt, 11, 20)
    letter = partshoering.heard(between, Emne.FRATAGELSE, reasons, given.frist, question.grundlag)
    write_letter(session, row.person_id, own.id, letter, at)
    session.flush()
    kept = letters.of_person(session, row.person_id)
    sent = next(one.public_id for one in kept if one.kind == letter.kind.value)
    hearing = Hearing(Emne.FRATAGELSE, question.grundlag, reasons, given.sendt, given.frist, sent)
    return cases.heard(session, row.person_id, own.id, question.af, hearing, row.caseworker_id, at)


def sent_on(session: Session, person_id: int, visiteret: date, signed_by: str) -> None:
    """Writes the letter to whoever the a-kasse sent on to the jobcenter on that Danish day."""
    at = clock(visiteret, 9, 40)
    person = facts.load(session, person_id, at)
    own = person.organisation(Aktoer.A_KASSE)
    assert own is not None  # noqa: S101 - only an a-kasse's member is sent on
    alder = uddannelsespaalaeg.kriterier(person.facts, at, visiteret).alder
    between = headed(own, person.person.name, visiteret, signed_by=signed_by)
    write_letter(
        session, person_id, own.id, visiteret_letter.sent_on(between, days_after(visiteret, 1), alder), at
    )


def write_letter(
    session: Session,
    person_id: int,
    organisation_id: int,
    letter: Letter,
    at: datetime,
    *,
    beslutning_id: int | None = None,
    booking_id: int | None = None,
) -> None:
    """Keeps a letter that was written at `at` (aware), about a decision, a meeting, or neither."""
    letters.write(
        session,
        NewLetter(
            person_id=person_id,
            organisation_id=organisation_id,
            beslutning_id=beslutning_id,
            booking_id=booking_id,
            kind=letter.kind.value,
            version=letter.version,
            language=letter.language,
            title=letter.title,
            body=letter.body(),
            at=at,
        ),
    )
