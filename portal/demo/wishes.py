"""What the demo's citizens have asked for and were answered, when they were guided, and who has looked."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.actions import casework
from portal.actions.answer_request import ACTION as ANSWERED
from portal.clock import COPENHAGEN
from portal.demo.citizens import Citizen
from portal.demo.course import clock
from portal.demo.houses import Keys
from portal.demo.population import worker_of
from portal.policy import anmodning, fritagelse
from portal.policy.anmodning import OenskeArt, SvarSpoergsmaal
from portal.policy.facts import Aktoer, BeslutningArt, SamtaleStatus
from portal.policy.fritagelse import Fritagelsesgrund, FritagSpoergsmaal
from portal.policy.kontaktforloeb import holder_on
from portal.policy.law import Decision
from portal.store import audit, bulk, caseworkers, decisions, facts, guidance, letters, people, requests
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Session
from portal.store.guidance import Guidance
from portal.store.letters import NewLetter
from portal.store.requests import Answer, NewOenske
from portal.store.tables_case import Beslutning as Row
from portal.store.views import CaseworkerView
from portal.wording.letters import fritagelse as texts
from portal.wording.letters.made import Between

SEE = "see_person"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for so many days ago; answered a day later with these words, or not yet."""

    key: str
    art: OenskeArt
    days_ago: int
    grund: str | None = None
    sprog: str | None = None
    ord: str | None = None
    answer: str | None = None


WISHES = (
    Wish("oliver-bruun", OenskeArt.TOLK, 2, sprog="Dansk tegnsprog", ord="Jeg er døv og taler tegnsprog."),
    Wish(
        "maja-krogh",
        OenskeArt.TILGAENGELIGHED,
        4,
        grund="teleslynge",
        answer="Vi holder dine samtaler i lokale 2, hvor der er teleslynge.",
    ),
    Wish("poul-dalsgaard", OenskeArt.SAMTALE, 3, ord="Jeg vil gerne tale om et kursus, jeg har fundet."),
)


def write(session: Session, keys: Keys, citizens: Sequence[Citizen], vault: CprVault, now: datetime) -> None:
    """Writes them all. `now`: aware. The citizens themselves must be there."""
    of_key = {wish.key: wish for wish in WISHES}
    for citizen in citizens:
        found = people.find_by_cpr(session, vault.lookup(Cpr(citizen.cpr)))
        assert found is not None  # noqa: S101 - they were written a moment ago
        _guide(session, keys, citizen, found.id)
        _look(session, keys, citizen, found.id)
        if (wish := of_key.get(citizen.key)) is not None:
            _ask(session, keys, citizen, found.id, wish, now)
        if any(taken.art is BeslutningArt.FRITAGELSE for taken in citizen.facts.beslutninger):
            _exempt(session, keys, citizen, found.id)


def _guide(session: Session, keys: Keys, citizen: Citizen, person_id: int) -> None:
    """On the day of the placement, by the a-kasse; somebody new is not guided yet."""
    held = any(samtale.status is SamtaleStatus.AFHOLDT for samtale in citizen.facts.samtaler)
    if not citizen.facts.person.a_kasse or not held:
        return
    worker = worker_of(citizen, Aktoer.A_KASSE)
    day = max(placed.dato for placed in citizen.facts.indplaceringer)
    told = Guidance(person_id, keys.organisation(worker.branch), keys.workers[worker], day)
    guidance.record(session, told)


def _look(session: Session, keys: Keys, citizen: Citizen, person_id: int) -> None:
    """Whoever held a meeting looked at the person before it."""
    for samtale in citizen.facts.samtaler:
        if samtale.status is SamtaleStatus.AFHOLDT:
            by = _worker(session, keys, citizen, samtale.holder)
            _log(session, by, SEE, samtale.start - timedelta(minutes=20), person_id)


def _ask(session: Session, keys: Keys, citizen: Citizen, person_id: int, wish: Wish, now: datetime) -> None:
    at = now - timedelta(days=wish.days_ago)
    new = NewOenske(person_id, wish.art, at, grund=wish.grund, sprog=wish.sprog, ord=wish.ord)
    public_id = requests.ask(session, new)
    if wish.answer is None:
        return
    then = at + timedelta(days=1)
    known = facts.load(session, person_id, then).facts
    holder = holder_on(known, then, then.astimezone(COPENHAGEN).date())
    decision = anmodning.svar(known, then, SvarSpoergsmaal(holder, wish.art, ja=True))
    by = _worker(session, keys, citizen, holder)
    _answer(session, by, person_id, public_id, decision, wish.answer, then)


def _exempt(session: Session, keys: Keys, citizen: Citizen, person_id: int) -> None:
    """The request that the exemption was granted on, noted on the phone, and the letter."""
    row = next(row for row in bulk.rows_of(session, Row, person_id) if row.art == "fritagelse")
    at = clock(row.dato, 11, 30)
    by = _worker(session, keys, citizen, Aktoer(row.af))
    grund = Fritagelsesgrund.IT_KUNDSKABER
    before = NewOenske(
        person_id, OenskeArt.FRITAGELSE, at - timedelta(hours=1), grund=grund.value, noted_by=by.id
    )
    public_id = requests.ask(session, before)
    person = facts.load(session, person_id, at - timedelta(days=1))
    question = FritagSpoergsmaal(by.organisation.holder, grund, anmodet=True)
    decision = fritagelse.fritag(person.facts, at - timedelta(days=1), question)
    between = Between(
        organisation=by.organisation.name,
        holder=by.organisation.holder,
        phone=by.organisation.phone,
        email=by.organisation.email,
        website=by.organisation.website,
        signed_by=by.name,
        receiver=person.person.name,
        day=row.dato,
    )
    written = texts.granted(between, grund, row.begrundelse)
    letter = letters.write(
        session,
        NewLetter(
            person_id=person_id,
            organisation_id=by.organisation.id,
            beslutning_id=row.id,
            kind=written.kind.value,
            version=written.version,
            language=written.language,
            title=written.title,
            body=written.body(),
            at=at,
        ),
    )
    row.grundlag = grund.value
    row.decision_id = _answer(session, by, person_id, public_id, decision, None, at, letter)


def _answer(
    session: Session,
    by: CaseworkerView,
    person_id: int,
    public_id: uuid.UUID,
    decision: Decision,
    words: str | None,
    at: datetime,
    letter: uuid.UUID | None = None,
) -> int:
    decision_id = decisions.save(session, person_id, decision, None, at)
    wish = requests.get_own(session, person_id, public_id)
    assert wish is not None  # noqa: S101 - asked a moment ago
    given = Answer(True, words, by.organisation.id, by.id, decision_id, at, letter)
    requests.answer(session, wish.id, given)
    _log(session, by, ANSWERED, at, person_id)
    return decision_id


def _worker(session: Session, keys: Keys, citizen: Citizen, holder: Aktoer) -> CaseworkerView:
    found = caseworkers.by_id(session, keys.workers[worker_of(citizen, holder)])
    assert found is not None  # noqa: S101 - the demo's own
    return found


def _log(session: Session, by: CaseworkerView, action: str, at: datetime, person_id: int) -> None:
    audit.record(session, casework.entry(by, action, at, person_id=person_id))
