"""What the citizen's and the caseworker's page on their calendar address have in common.

The whole address is on the page that answers the form which made it, and on no other: what is kept is a hash,
so that it cannot be shown again. That page answers the form itself, for a redirect would have to carry the
address somewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.close_calendar_feed import close_calendar_feed
from portal.actions.renew_calendar_feed import NewAddress, RenewCalendarFeed, renew_calendar_feed
from portal.actions.show_place_in_calendar import show_place_in_calendar
from portal.store import feeds
from portal.store.database import Session
from portal.store.feeds import FeedView, Owner
from portal.web.calendar_feed import KEPT
from portal.web.context import database, settings
from portal.web.ids import read_uuid
from portal.web.locale import reader

_CLOSED: Final = "lukket"
_SAVED: Final = "gemt"


@dataclass(frozen=True, slots=True)
class Page:
    """What `calendar_parts.html` shows. `address`: the whole of it, just made; None where it was made before.

    `subscribe`: the same for a link that opens a calendar program. `closed`, `saved`: what was done a moment
    ago.
    """

    feed: FeedView | None
    address: str | None = None
    subscribe: str | None = None
    closed: bool = False
    saved: bool = False
    days_kept: int = KEPT.days

    @property
    def present(self) -> dict[str, str]:
        """What a form sends along, so that sent twice it does not close what it opened."""
        return {"adresse": str(self.feed.public_id)} if self.feed else {}


def page_of(session: Session, owner: Owner, made: NewAddress | None = None) -> Page:
    if made is not None:
        path = url_for("calendar_feed.read", token=made.token)
        address = settings().base_url + path
        return Page(made.feed, address, "webcal:" + address.partition(":")[2])
    feed = feeds.of(session, owner)
    return Page(
        feed,
        closed=feed is None and _CLOSED in request.args,
        saved=feed is not None and _SAVED in request.args,
    )


def make(owner: Owner, *, shows_place: bool) -> NewAddress | None:
    """The address that the posted form asks for. None where the form is an old one."""
    command = RenewCalendarFeed(
        owner, shows_place, reader().language, replaces=read_uuid(request.form.get("adresse"))
    )
    return renew_calendar_feed(command, database(), clock.now())


def close(owner: Owner, endpoint: str) -> Response:
    close_calendar_feed(owner, database(), clock.now())
    return _back_to(endpoint, _CLOSED)


def choose_place(owner: Owner, endpoint: str, *, shows_place: bool) -> Response:
    show_place_in_calendar(owner, shows_place, database(), clock.now())
    return _back_to(endpoint, _SAVED)


def _back_to(endpoint: str, done: str) -> Response:
    said: dict[str, Any] = {done: 1}
    return redirect(url_for(endpoint, **said), 303)
