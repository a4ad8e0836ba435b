"""A report: what is to stand in DFDG about a person. What that is was decided elsewhere; here it gets DFDG's
own names and codes.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from portal.clock import COPENHAGEN
from portal.delivery.channel import Undeliverable
from portal.delivery.dfdg import codes
from portal.delivery.dfdg.codes import Way
from portal.policy.facts import Aktoer, Oprindelse, Samtaleform, Valg
from portal.store.cpr import Cpr
from portal.store.views import BookingView

NO_LINK = "no_link"

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reporter:
    """The organisation in whose name it is told. `code`: the kommune's or the a-kasse's."""

    holder: Aktoer
    code: str


@dataclass(frozen=True, slots=True)
class Report:
    """`body`: what is to stand there; None: nothing. `told`: something was told of it before.

    `id` names it where it has a name. `citizen`: the person's own name, where they did it themselves.
    """

    way: Way
    reporter: Reporter
    cpr: Cpr
    body: Body | None
    told: bool = False
    id: uuid.UUID | None = None
    citizen: str | None = field(default=None, repr=False)
    booking_id: int | None = None
    organisation_id: int | None = None

    @property
    def path(self) -> str:
        return self.way.at.format(id=self.id)


def indkaldelse(
    booking: BookingView, ombook_senest: datetime | None, owner_system: int, now: datetime
) -> Body:
    """A planned meeting, at `now` (aware). `ombook_senest` (aware): until when the person may move it; None:
    they may not. They may call it off until it begins (RÅB § 18, stk. 4).

    Raises Undeliverable for a digital meeting that has no link yet.
    """
    if booking.form is Samtaleform.VIDEO and booking.video_link is None:
        raise Undeliverable(NO_LINK)
    body: dict[str, Any] = {
        "samtaleType": codes.SAMTALE_TYPE[booking.art.value],
        "moedeGruppeType": codes.INDIVIDUEL,
        "afholdelsesform": codes.AFHOLDELSESFORM[booking.form.value],
        "moedeStarttidspunkt": _written(booking.start),
        "moedeSluttidspunkt": _written(booking.slut),
        "varighed": booking.varighed,
        "ombookingMulig": ombook_senest is not None,
        "aflysningMulig": booking.start > now,
        "selvbooket": booking.oprindelse is Oprindelse.SELVBOOKET,
        "ejersystemType": owner_system,
    }
    if ombook_senest is not None:
        body["ombookingFrist"] = _day(ombook_senest)
    if booking.start > now:
        body["aflysningsfrist"] = _day(booking.start)
    if booking.form is Samtaleform.VIDEO:
        body["digitaltMoedelink"] = booking.video_link
    return body


def deltagelsesvalg(valg: Valg) -> Body | None:
    """What the person has said of the a-kasse at the joint meeting; None where nothing was said."""
    if valg.a_kasse_med is None or valg.sagt is None:
        return None
    return {
        "deltagelsesvalgType": codes.VALG[valg.a_kasse_med.value],
        "fysiskFremmoede": valg.a_kasse_fysisk,
        "valgtTidspunkt": _written(valg.sagt),
    }


def visitation(payload: Mapping[str, Any]) -> Body:
    """The a-kasse sends the person on to the jobcenter (LAB § 27, stk. 3; VEJ 10044 2.1)."""
    return {"aarsagskode": payload["aarsagskode"], "dato": payload["dato"]}


def afmelding(payload: Mapping[str, Any]) -> Body:
    """The registration ends, from the day named on."""
    return {
        "afmeldingsdato": payload["virkning_fra"],
        "aarsagType": codes.AFMELDINGSAARSAG[payload["aarsag"]],
    }


def stands(wanted: Body | None, found: Body | None) -> bool:
    """Whether what is wanted is what is found: each field of it, times by the instant they name."""
    if wanted is None or found is None:
        return wanted is found
    return all(_same(value, found.get(name)) for name, value in wanted.items())


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one == other or (_instant(one) is not None and _instant(one) == _instant(other))
    return bool(one == other)


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _written(moment: datetime) -> str:
    return moment.astimezone(COPENHAGEN).isoformat()


def _day(moment: datetime) -> str:
    day: date = moment.astimezone(COPENHAGEN).date()
    return day.isoformat()
