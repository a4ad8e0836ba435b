"""Reports to DFDG (det fælles it-baserede datagrundlag), in which authorities see each other's meetings.

While the a-kasse holds the kontaktforløb, the portal is its system for selvbooking, and tells of each meeting
and of each change. `report` is what is told, `codes` what DFDG calls it, `service` brings it there, `channel`
is the way out of the house. Nothing here logs whom a report is about.
"""

from __future__ import annotations

from portal.delivery.dfdg.channel import DfdgChannel
from portal.delivery.dfdg.service import Dfdg
from portal.settings import Settings
from portal.store.cpr import CprVault


def channel(settings: Settings) -> DfdgChannel | None:
    """The channel of lane `dfdg`; None where DFDG is not set up."""
    if settings.dfdg is None:
        return None
    vault = CprVault(settings.cpr_encryption_key, settings.cpr_hash_key)
    return DfdgChannel(Dfdg(settings.dfdg), vault, settings.dfdg.owner_system)
