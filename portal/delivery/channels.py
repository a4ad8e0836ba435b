"""Which ways out of the house are set up."""

from __future__ import annotations

from typing import Any

from portal.delivery import authority, dfdg, mail, post, sms
from portal.delivery.channel import Channel
from portal.settings import Settings
from portal.store import outbox


def channels(settings: Settings) -> dict[str, Channel[Any]]:
    """Those that the settings set up, for each lane; `Settings.lanes` names the same. What goes the others
    waits, but for letters to people without Digital Post: those are printed, whether it is set up or not.
    """
    ways: dict[str, Channel[Any] | None] = {
        outbox.POST: post.channel(settings),
        outbox.MAIL: mail.channel(settings),
        outbox.SMS: sms.channel(settings),
        outbox.DFDG: dfdg.channel(settings),
        outbox.AUTHORITY: authority.channel(),
    }
    if ways[outbox.POST] is None:
        ways[outbox.PAPER] = post.paper(settings)
    return {lane: way for lane, way in ways.items() if way is not None}
