"""Offers that the demo's jobcentres are asked for, act after act: one that waits for the citizen's answer,
one that waits for the jobcenter, and one that it has refused.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from portal.actions.tilbud.answer_recommendation import AnswerRecommendation, answer_recommendation
from portal.actions.tilbud.decide_recommendation import DecideRecommendation, decide_recommendation
from portal.actions.tilbud.recommend_offer import Recommended, RecommendOffer, recommend_offer
from portal.clock import COPENHAGEN
from portal.demo.citizens import Citizen
from portal.demo.population import worker_of
from portal.policy.facts import Aktoer
from portal.policy.indstilling import Art, Indhold, Indsats
from portal.policy.tilbud import Bygger
from portal.store import caseworkers, people
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Database, Session
from portal.store.views import PersonView

WAITS_FOR_THE_CITIZEN: Final = "frida-holst"
WAITS_FOR_THE_JOBCENTER: Final = "signe-hald"
REFUSED: Final = "julie-friis"

_DAY: Final = timedelta(days=1)
_AHEAD: Final = timedelta(days=14)


def write(database: Database, citizens: Sequence[Citizen], vault: CprVault, now: datetime) -> None:
    """Does it all, in the days before `now` (aware)."""
    of_key = {citizen.key: citizen for citizen in citizens}
    starts = now.astimezone(COPENHAGEN).date() + _AHEAD
    _recommend(database, of_key[WAITS_FOR_THE_CITIZEN], vault, _placement(starts), now - _DAY)
    sent = of_key[WAITS_FOR_THE_JOBCENTER]
    _agree(database, sent, vault, _course(starts), now - 2 * _DAY)
    _refuse(database, of_key[REFUSED], vault, _course(starts), now - 3 * _DAY)


def _placement(starts: date) -> Indhold:
    return Indhold(
        Indsats.VIRKSOMHEDSPRAKTIK,
        "Fire ugers praktik i en børnehave",
        "Børnehaven Solsikken, Aarhus",
        "Så du kan vise, hvad du kan, et sted, der mangler pædagoger.",
        starts,
    )


def _course(starts: date) -> Indhold:
    return Indhold(
        Indsats.OPKVALIFICERING,
        "Kursus i regnskab og bogføring",
        "Erhvervsskolen",
        "Så du kan søge de stillinger, hvor du lige nu mangler it-delen.",
        starts,
    )


def _agree(
    database: Database, citizen: Citizen, vault: CprVault, what: Indhold, now: datetime
) -> uuid.UUID | None:
    which = _recommend(database, citizen, vault, what, now)
    if which is not None:
        person = database.read(lambda session: _person(session, citizen, vault))
        later = now + timedelta(hours=3)
        answer_recommendation(AnswerRecommendation(person.id, which, True), database, later)
    return which


def _refuse(database: Database, citizen: Citizen, vault: CprVault, what: Indhold, now: datetime) -> None:
    which = _agree(database, citizen, vault, what, now)
    if which is None:
        return
    person = database.read(lambda session: _person(session, citizen, vault))
    command = DecideRecommendation(
        caseworker_id=database.read(lambda session: _worker(session, citizen, Aktoer.JOBCENTER)),
        person=person.public_id,
        indstilling=which,
        ja=False,
        begrundelse="Du har to års erfaring med bogføring og kan søge stillingerne uden kurset.",
        bygger_paa=Bygger.EGNE,
    )
    decide_recommendation(command, database, now + _DAY)


def _recommend(
    database: Database, citizen: Citizen, vault: CprVault, what: Indhold, now: datetime
) -> uuid.UUID | None:
    """None where the law does not let the a-kasse recommend it on the day the demo is made."""
    person = database.read(lambda session: _person(session, citizen, vault))
    worker = database.read(lambda session: _worker(session, citizen, Aktoer.A_KASSE))
    command = RecommendOffer(worker, person.public_id, Art.FAELLES_INDSTILLING, what, i_forlaengelse=True)
    outcome = recommend_offer(command, database, now)
    return outcome.indstilling if isinstance(outcome, Recommended) else None


def _person(session: Session, citizen: Citizen, vault: CprVault) -> PersonView:
    found = people.find_by_cpr(session, vault.lookup(Cpr(citizen.cpr)))
    assert found is not None  # noqa: S101 - they were written a moment ago
    return found


def _worker(session: Session, citizen: Citizen, holder: Aktoer) -> int:
    who = worker_of(citizen, holder)
    found = caseworkers.find_by_subject(session, who.branch.code, who.subject)
    assert found is not None  # noqa: S101 - the demo's own
    return found.id
