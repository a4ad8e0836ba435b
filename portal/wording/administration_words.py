"""What the administrator's pages call things: roles, what was changed, and from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from portal.policy.facts import FaellesMaade
from portal.wording.reader import COPENHAGEN, N_, Reader, clock, listed

ROLE: Final = MappingProxyType(
    {
        "caseworker": N_("Sagsbehandler"),
        "team_leader": N_("Teamleder"),
        "administrator": N_("Administrator"),
        "supervision": N_("Tilsyn"),
    }
)
"""The roles of an organisation, as `portal.store.tables.Caseworker` knows them."""

ROLE_MEANS: Final = MappingProxyType(
    {
        "caseworker": N_("Finder egne borgere, ser det, opgaverne kræver, og registrerer."),
        "team_leader": N_("Som sagsbehandler, og kan ændre andres tider og se tal."),
        "administrator": N_("Som teamleder, og kan ændre kontorer, teams, medarbejdere og grænser."),
        "supervision": N_("Ser organisationens tal og ingen borgere."),
    }
)

CHANGE: Final = MappingProxyType(
    {
        "set_contact": N_("Kontakt og brevhoved ændret"),
        "set_local_limits": N_("Egne grænser ændret"),
        "set_joint_meetings": N_("Fælles samtaler ændret"),
        "add_office": N_("Kontor oprettet"),
        "set_office": N_("Kontor ændret"),
        "close_office": N_("Kontor lukket"),
        "open_office": N_("Kontor åbnet igen"),
        "set_opening_hours": N_("Åbningstider ændret"),
        "add_team": N_("Team oprettet"),
        "set_team": N_("Team ændret"),
        "close_team": N_("Team lukket"),
        "add_caseworker": N_("Medarbejder oprettet"),
        "set_caseworker": N_("Medarbejder ændret"),
        "deactivate_caseworker": N_("Medarbejders adgang fjernet"),
        "activate_caseworker": N_("Medarbejders adgang givet tilbage"),
    }
)
"""The acts of an administrator, as the audit log names them."""

FIELD: Final = MappingProxyType(
    {
        "phone": N_("Telefon"),
        "email": N_("Mail"),
        "website": N_("Hjemmeside"),
        "letter_head": N_("Linjer i brevhovedet"),
        "cvr": N_("CVR-nummer"),
        "video_hosts": N_("Værter for video"),
        "mindst_dage_mellem": N_("Dage mellem samtaler"),
        "hoejst_planlagte": N_("Planlagte samtaler ad gangen"),
        "ombookning_senest_timer": N_("Timer før samtalen"),
        "faelles": N_("Fælles samtaler"),
        "name": N_("Navn"),
        "address": N_("Adresse"),
        "postcode": N_("Postnummer"),
        "city": N_("By"),
        "kommune_code": N_("Kommune"),
        "access": N_("Adgangsforhold"),
        "office": N_("Kontor"),
        "team": N_("Team"),
        "members": N_("Medlemmer"),
        "subject": N_("Identitet"),
        "role": N_("Rolle"),
        "times": N_("Ledige tider"),
        "joint": N_("Ledige fælles tider"),
    }
)
"""What a change changes. What is not here (that something was closed) the act itself says."""

FAELLES: Final = MappingProxyType(
    {
        FaellesMaade.SELVBOOKING.value: N_("Borgerne booker selv"),
        FaellesMaade.INDKALDELSE.value: N_("Vi indkalder"),
    }
)

_NOTHING: Final = N_("intet")
_CLOSED: Final = N_("lukket")


def value(reader: Reader, field: str, found: Any) -> str:
    """What stood or stands in the field, in words."""
    if found is None or found in ("", []):
        return reader.gettext(_NOTHING)
    if field == "role":
        return reader.gettext(ROLE[found]) if found in ROLE else str(found)
    if field == "faelles":
        return reader.gettext(FAELLES[found]) if found in FAELLES else str(found)
    return listed(reader, [str(one) for one in found]) if isinstance(found, list) else str(found)


def hours(reader: Reader, spans: Iterable[Sequence[int]]) -> str:
    """When a door is open on a day: from when to when, in minutes after midnight."""
    told = [f"{_at(reader, begin)}–{_at(reader, end)}" for begin, end in spans]
    return listed(reader, told) if told else reader.gettext(_CLOSED)


def _at(reader: Reader, minutes: int) -> str:
    # A day ends at midnight, which is the next one's first minute.
    return clock(reader, datetime(2000, 1, 1, minutes // 60 % 24, minutes % 60, tzinfo=COPENHAGEN))
