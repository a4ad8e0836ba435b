"""What every act on a recommendation begins with: which one it is, and what the organisation sees of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.actions import casework
from portal.actions.casework import FIGURES_ONLY, NotSeen, Seen
from portal.policy.indsigt import TIDLIGERE, Del, indsigt
from portal.policy.indstilling import Syn, syn
from portal.store import facts, indstillinger, search_people
from portal.store.database import Session
from portal.store.facts import PersonFacts
from portal.store.indstillinger import IndstillingView
from portal.store.views import OrganisationView


class UnknownIndstilling(LookupError):
    """The person has no such recommendation, or the organisation has no part in it."""


@dataclass(frozen=True, slots=True)
class Open:
    """A recommendation that a caseworker looks at, and what they see of it."""

    seen: Seen
    of: IndstillingView
    syn: Syn


def own(session: Session, person_id: int, public_id: uuid.UUID) -> IndstillingView:
    """The person's own. Raises UnknownIndstilling."""
    found = indstillinger.get_own(session, person_id, public_id)
    if found is None:
        raise UnknownIndstilling(public_id)
    return found


def of_organisation(
    session: Session, person_id: int, public_id: uuid.UUID, organisation_id: int
) -> IndstillingView:
    """The same, where the organisation wrote it or got it. Raises UnknownIndstilling."""
    found = own(session, person_id, public_id)
    if not found.is_part(organisation_id):
        raise UnknownIndstilling(public_id)
    return found


def find(
    session: Session, caseworker_id: int, person: uuid.UUID, indstilling: uuid.UUID, now: datetime
) -> Open:
    """What an address names, of which the caseworker's organisation sees something; also the answer to what
    it asked for before the person left it. Raises NotSeen, and UnknownIndstilling for its own person.
    """
    worker = casework.working(session, caseworker_id)
    key = search_people.key_of(session, person)
    if key is None or worker.role == FIGURES_ONLY:
        raise NotSeen(worker, key)
    known, at_home = facts.load(session, key, now), worker.organisation
    seen = Seen(worker, known, indsigt(known.facts, now, at_home.holder, at_home.code))
    allowed = seen.indsigt.ser(Del.INDSTILLINGER) if seen.indsigt.egen else Del.INDSTILLINGER in TIDLIGERE
    found = indstillinger.get_own(session, key, indstilling)
    sight = sees(known, found, at_home, now) if found is not None else Syn.INTET
    if not allowed or (sight is Syn.INTET and not seen.indsigt.egen):
        raise NotSeen(worker, key)
    if found is None or sight is Syn.INTET:
        raise UnknownIndstilling(indstilling)
    return Open(seen, found, sight)


def sees(person: PersonFacts, of: IndstillingView, organisation: OrganisationView, now: datetime) -> Syn:
    """What that organisation sees of it at `now` (aware)."""
    known = indsigt(person.facts, now, organisation.holder, organisation.code)
    return syn(of.facts, organisation.holder, organisation.code, egen=known.egen, ansvarlig=known.ansvarlig)


def again(session: Session, of: IndstillingView) -> IndstillingView:
    """As it stands now, after a change."""
    return own(session, of.person_id, of.public_id)
