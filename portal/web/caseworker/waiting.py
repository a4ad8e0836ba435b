"""That a decision waits for who has asked to see the file, as the forms of decisions say and ask it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from flask import url_for

from portal.actions import sagsskridt, udsaettelse
from portal.actions.udsaettelse import Fravigelse
from portal.policy.facts import Aktoer
from portal.policy.hoering import Emne
from portal.policy.law import Finding
from portal.policy.udsaettelse import UNDTAGELSER, Vigende, undtagelse
from portal.store.afgoerelser import Sag
from portal.store.database import Session
from portal.web.caseworker.seeing import Looking
from portal.wording.explain import CitationLink, citation_links, explain_to_caseworker
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import Reader
from portal.wording.sag_words import VIGENDE

FIELDS: Final = ("udsaet", "udsaet_fordi")
"""What the forms ask: why it cannot wait, in a word and in words."""

FIELD_OF: Final = MappingProxyType(
    {
        "afgoerelse_venter": "udsaet",
        "aktindsigt_laeses": "udsaet",
        "udsaettelse_uden_grund": "udsaet_fordi",
    }
)
"""Where each thing that the law misses is mended."""

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Waits:
    """Why the decision waits. `href`: where the request is answered. `reasons`: what lets it be taken now."""

    text: str
    citations: tuple[CitationLink, ...]
    href: str
    reasons: Pairs
    reason_citations: tuple[CitationLink, ...]


def waits(session: Session, looking: Looking, emne: Emne) -> Waits | None:
    """Of the organisation's undecided case of that kind; None: nothing waits."""
    found = sagsskridt.file_first(session, looking.seen, emne, looking.now)
    sag = sagsskridt.undecided(session, looking.seen, emne)
    if found is None or sag is None:
        return None
    return told(session, sag, found, looking.reader)


def told(session: Session, sag: Sag, found: Finding, reader: Reader) -> Waits:
    """That finding, as the form of a decision in the case shows it."""
    return Waits(
        text=explain_to_caseworker(found, reader),
        citations=citation_links(found.citations),
        href=_request(session, sag),
        reasons=[("", reader.gettext("Vent")), *_reasons(sag.view.af, reader)],
        reason_citations=citation_links(undtagelse(sag.view.af)),
    )


def claimed(values: Mapping[str, str]) -> Fravigelse | None:
    """Why it cannot wait, as it was typed; None: nothing was chosen."""
    chosen = next((one for one in Vigende if one.value == values.get("udsaet")), None)
    return Fravigelse(chosen, tidied(values.get("udsaet_fordi", ""))) if chosen else None


def _reasons(af: Aktoer, reader: Reader) -> Pairs:
    return [(one.value, reader.gettext(VIGENDE[one])) for one in UNDTAGELSER[af]]


def _request(session: Session, sag: Sag) -> str:
    """Where the request is that waits the longest, or that was answered last."""
    asked = udsaettelse.waiting(session, sag)
    waiting = [one for one in asked if one.is_open or one.naeste is not None]
    anmodning: uuid.UUID = (waiting[-1] if waiting else asked[0]).public_id
    where = "caseworker.aktindsigt.show"
    return url_for(where, person=sag.view.person, sag=sag.view.public_id, anmodning=anmodning)
