"""The demo's decisions as cases: one that waits for an answer, whose papers somebody wants to see, and one
that is decided and complained of.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from portal.policy import aktindsigt
from portal.policy.facts import Aktoer
from portal.policy.kalender import day_of
from portal.policy.sagsgang import Trin
from portal.store import afgoerelser, aktindsigter
from portal.store.afgoerelser import NewSkridt, Sag
from portal.store.aktindsigter import Asked
from portal.store.database import Session
from portal.store.hearings import Hearing
from portal.store.tables_case import Beslutning as Row

COMPLAINT = (
    "Jeg tog ikke telefonen, fordi jeg havde fået nyt nummer. Det har jeg rettet nu. Jeg vil gerne selv "
    "kunne booke igen."
)

WISH = "Jeg vil gerne se, hvilke flytninger det handler om."


def heard(
    session: Session, person_id: int, own: int, af: Aktoer, hearing: Hearing, worker: int, at: datetime
) -> Sag:
    """The person is heard at `at` (aware), by the caseworker of that key."""
    ground = hearing.grundlag.value if hearing.grundlag else None
    first = NewSkridt(Trin.AABNET, day_of(at), at, tekst=hearing.baggrund, caseworker_id=worker)
    sag = afgoerelser.open_case(session, person_id, own, hearing.emne, af, ground, first)
    sent = NewSkridt(
        Trin.HOERT, day_of(at), at, frist=hearing.frist, caseworker_id=worker, letter=hearing.letter
    )
    return afgoerelser.append(session, sag, sent)


def wants_to_see_the_file(session: Session, sag: Sag, at: datetime) -> None:
    """The person asks at `at` (aware) to see the papers."""
    decision = aktindsigt.bed(sag.view.af, day_of(at))
    senest = date.fromisoformat(str(decision.result["senest"]))
    aktindsigter.ask(session, sag.view.id, Asked(WISH, senest, at))


def revoked(session: Session, sag: Sag, row: Row, letter: UUID, at: datetime, complained: datetime) -> None:
    """The right to book was revoked at `at` (aware) without an answer, and complained of at `complained`."""
    silent = NewSkridt(Trin.UDEN_SVAR, row.dato, at, caseworker_id=row.caseworker_id)
    sag = afgoerelser.append(session, sag, silent)
    decided = NewSkridt(
        Trin.AFGJORT,
        row.dato,
        at,
        tekst=row.begrundelse,
        caseworker_id=row.caseworker_id,
        decision_id=row.decision_id,
        letter=letter,
    )
    sag = afgoerelser.append(session, sag, decided, beslutning_id=row.id, klage_senest=row.klage_senest)
    came = NewSkridt(
        Trin.KLAGET,
        day_of(complained),
        complained,
        tekst=COMPLAINT,
        kanal="papir",
        caseworker_id=row.caseworker_id,
    )
    afgoerelser.append(session, sag, came)
