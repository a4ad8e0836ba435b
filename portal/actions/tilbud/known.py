"""What every act on a recommendation begins with: which one it is."""

from __future__ import annotations

import uuid

from portal.store import indstillinger
from portal.store.database import Session
from portal.store.indstillinger import IndstillingView


class UnknownIndstilling(LookupError):
    """The person has no such recommendation, or the organisation has no part in it."""


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
    if organisation_id not in (found.a_kasse.id, found.jobcenter.id if found.jobcenter else None):
        raise UnknownIndstilling(public_id)
    return found


def again(session: Session, of: IndstillingView) -> IndstillingView:
    """As it stands now, after a change."""
    return own(session, of.person_id, of.public_id)
