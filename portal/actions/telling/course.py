"""Letters about what happens of itself in the course: the handover, a deadline that ran out, and the rest.

What has happened was found by the daily run (`portal.policy.dagligt`); here somebody is told.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from portal.actions import send_letter
from portal.actions.telling.row import Told
from portal.clock import COPENHAGEN
from portal.policy.dagligt import Haendelsesart
from portal.policy.facts import Aktoer
from portal.policy.sag import Sag
from portal.store import facts, letters
from portal.store import haendelser as happened
from portal.store.database import Session
from portal.store.facts import PersonFacts
from portal.store.views import OrganisationView
from portal.wording.letters import forloeb
from portal.wording.letters.letter import Kind, Letter

WITHOUT_A_LETTER: Final[Mapping[Haendelsesart, str]] = {
    Haendelsesart.SAMTALE_BORTFALDET: "the letter that calls the meeting off says it",
    Haendelsesart.FRIST_UDEN_FOELGE: "nothing follows and nothing is to be done; it stands among the news",
}
"""What the person reads in the portal only, and why."""

_DAYS: Final = ("fra", "slutdato", "frist", "dag", "dato")


def happened_to(session: Session, row: Told, now: datetime) -> None:
    """The letter on what happened. None where nobody is left who has anything to do with the person."""
    if row.person_id is None:
        return
    found = happened.get_own(session, row.person_id, uuid.UUID(row.payload["haendelse"]))
    if found is None or found.art in WITHOUT_A_LETTER:
        return
    person = facts.load(session, row.person_id, now)
    days = {"dag": found.dag} | _days(found.oplysninger)
    if found.art is Haendelsesart.OVERGANG:
        _take_over(session, person, days, now)
        return
    holder = found.oplysninger.get("holder") or found.oplysninger.get("af")
    beslutning = found.oplysninger.get("beslutning")
    _tell(session, person, found.art.value, days, now, holder=holder, beslutning=beslutning)


def deadline_suspended(session: Session, row: Told, now: datetime) -> None:
    """Nobody holds the person to a deadline, since there was no time within it."""
    if row.person_id is None:
        return
    person = facts.load(session, row.person_id, now)
    days = _days(row.payload)
    _tell(session, person, forloeb.FRIST_UDSAT, days, now, holder=row.payload["holder"])


def _take_over(session: Session, person: PersonFacts, days: Mapping[str, date], now: datetime) -> None:
    """The jobcenter writes. Whoever the a-kasse itself sent on had a letter about that."""
    organisation = person.jobcenter or person.a_kasse
    if organisation is None or _was_sent_on(session, person, days["slutdato"]):
        return
    between = send_letter.from_organisation(organisation, person.person, now)
    chooses = person.facts.visiteret is None
    letter = forloeb.taken_over(between, days["fra"], days["slutdato"], may_choose=chooses)
    _write(session, person, organisation, letter, now)


def _was_sent_on(session: Session, person: PersonFacts, slutdato: date) -> bool:
    written = letters.of_person(session, person.person_id)
    return any(
        one.kind == Kind.VISITERET.value and one.written_at.astimezone(COPENHAGEN).date() >= slutdato
        for one in written
    )


def _tell(
    session: Session,
    person: PersonFacts,
    what: str,
    days: Mapping[str, date],
    now: datetime,
    *,
    holder: Any = None,
    beslutning: Any = None,
) -> None:
    organisation = _who_writes(person, Aktoer(holder) if holder else None, now)
    if organisation is None:
        return
    between = send_letter.from_organisation(organisation, person.person, now)
    _write(session, person, organisation, forloeb.happened(between, what, days, beslutning), now)


def _who_writes(person: PersonFacts, holder: Aktoer | None, now: datetime) -> OrganisationView | None:
    """Whose doing it was, else who answers for the person today, else whom the person still belongs to."""
    sag = Sag(person.facts, now)
    for one in (holder, sag.holder_eller_syg(sag.i_dag)):
        if one in (Aktoer.A_KASSE, Aktoer.JOBCENTER) and (own := person.organisation(one)) is not None:
            return own
    return person.a_kasse or person.jobcenter


def _days(known: Mapping[str, Any]) -> dict[str, date]:
    return {name: date.fromisoformat(known[name]) for name in _DAYS if name in known}


def _write(
    session: Session, person: PersonFacts, organisation: OrganisationView, letter: Letter, now: datetime
) -> None:
    send_letter.write(session, person=person.person, organisation=organisation, letter=letter, now=now)
