"""The days that the a-kasse has given a person to document the search for work (RÅB § 42)."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for

from portal.policy.facts import Aktoer, SamtaleArt, SamtaleStatus
from portal.policy.raadighed import Vurdering, vurderet
from portal.store import raadighed
from portal.store.database import Session
from portal.store.raadighed import Availability
from portal.store.views import BookingView
from portal.web.citizen.asking import Asking
from portal.web.citizen.decisions import Notice
from portal.wording.raadighed_words import TIL_BORGEREN
from portal.wording.reader import day


def notices(session: Session, who: Asking, known: Iterable[BookingView]) -> list[Notice]:
    """Until they are over: that they run, and until when."""
    held = [
        booking.id
        for booking in known
        if booking.art is SamtaleArt.RAADIGHEDSSAMTALE and booking.status is SamtaleStatus.AFHOLDT
    ]
    found = raadighed.of_meetings(session, held).values()
    return [told for one in found if (told := _notice(who, one)) is not None]


def _notice(who: Asking, one: Availability) -> Notice | None:
    if one.found is None or one.found.frist is None or one.found.frist < who.situation.i_dag:
        return None
    _ = who.reader.gettext
    text = _(TIL_BORGEREN[Vurdering.FRIST]).format(frist=day(who.reader, one.found.frist))
    where = url_for("citizen.samtale.show", samtale=one.booking, _anchor="raadighed")
    why = who.why(vurderet(Aktoer.A_KASSE, Vurdering.FRIST), _("Frist for at dokumentere din jobsøgning"))
    return Notice(text, why, link=(_("Se a-kassens begrundelse"), where))
