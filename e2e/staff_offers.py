"""The walk of an offer: written and asked for by the a-kasse, decided by the jobcenter, read by both."""

from __future__ import annotations

from datetime import timedelta

from e2e.searching import finds
from e2e.staff_desk import WORKER, comes_in_at_a_desk
from e2e.visitor import Visitor
from portal import clock

INBOX = "/sagsbehandler/dialog"
LIST = "/sagsbehandler/liste/tilbud-efter-kontrol"


def who_recommends_an_offer(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    person = finds(visitor, "frida-holst")
    written = _writes(visitor, f"{person}/tilbud")
    visitor.sends(f"{written}/svar")
    visitor.sends(f"{written}/svar", svar="ja")
    visitor.sends(f"{written}/svar", svar="nej")
    visitor.looks_at(INBOX)
    comes_in_at_a_desk(visitor, "0751-administrator")
    visitor.looks_at(INBOX, f"{person}/tilbud", f"{person}/tilbud/ny")
    _decides(visitor, written)
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    visitor.looks_at(INBOX, written)
    visitor.sends(f"{written}/traek")
    _asks_after_a_kontrolaktion(visitor)


def _writes(visitor: Visitor, page: str) -> str:
    """With nothing, beginning too late, and as it should be. Gives where it stands."""
    starts = clock.today() + timedelta(days=7)
    offer = {"indsats": "loentilskud", "hvad": "Job med løntilskud", "hvor": "Torvet 1", "hvorfor": "Øvelse"}
    visitor.looks_at(page, f"{page}/ny", f"{page}/kontrol")
    visitor.opens(f"{page}/ny")
    visitor.sends(f"{page}/ny", starter="snart")
    visitor.sends(f"{page}/ny", **offer, starter=(starts + timedelta(days=900)).isoformat())
    visitor.sends(f"{page}/ny", **offer, starter=starts.isoformat())
    return visitor.path


def _decides(visitor: Visitor, written: str) -> None:
    person, offer = written.split("/tilbud/")
    visitor.looks_at(written, f"{person}/hoering/tilbud_afslag?indstilling={offer}")
    visitor.sends(f"{written}/afgoer")
    visitor.sends(f"{written}/afgoer", svaret="nej")
    visitor.sends(f"{written}/afgoer", svaret="nej", begrundelse="Der er ingen plads.", bygger_paa="egne")
    visitor.sends(f"{written}/afgoer", svaret="ja")


def _asks_after_a_kontrolaktion(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", "ak02-223", "Hassan Jensen")
    visitor.looks_at(LIST)
    page = f"{finds(visitor, 'adam-nour')}/tilbud/kontrol"
    visitor.looks_at(page)
    visitor.sends(page, hvorfor="Efter en kontrolaktion.")
    visitor.looks_at(LIST)
