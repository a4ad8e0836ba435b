"""The letters that the demo's citizens have: in the portal's own texts, of the day of the decision."""

from __future__ import annotations

from datetime import date

from portal.demo.course import clock
from portal.policy import fratagelse as law
from portal.policy.facts import Beslutning, Facts
from portal.policy.fratagelse import FratagSpoergsmaal, Grundlag, Hoering
from portal.policy.kalender import days_after
from portal.store import decisions, facts, letters
from portal.store.database import Session
from portal.store.letters import NewLetter
from portal.store.tables_case import Beslutning as Row
from portal.wording.letters import fratagelse
from portal.wording.letters.fratagelse import Said
from portal.wording.letters.made import Between

HEARD_BEFORE = 10
ANSWER_BEFORE = 2
"""Days before the decision on which the hearing was sent, and until which the person could answer."""


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
    letter = fratagelse.revoked(
        Between(
            organisation=own.name,
            holder=own.holder,
            phone=own.phone,
            email=own.email,
            website=own.website,
            letter_head=own.letter_head,
            signed_by=signed_by,
            receiver=person.person.name,
            day=taken.dato,
        ),
        question,
        Said(row.begrundelse or ""),
        decision,
    )
    letters.write(
        session,
        NewLetter(
            person_id=row.person_id,
            organisation_id=own.id,
            beslutning_id=row.id,
            kind=letter.kind.value,
            version=letter.version,
            language=letter.language,
            title=letter.title,
            body=letter.body(),
            at=at,
        ),
    )
