"""Letters to people: Digital Post, and paper for those who have none.

`memo` is the message, `sf1601` and `own` are the ways to hand it over, `channel` chooses between it and
paper, `receipts` hears what became of it. Nothing here logs whom a letter is to, or what it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from portal.delivery.post.channel import PostChannel
from portal.delivery.post.own import OwnSender
from portal.delivery.post.ports import NoPost, Post
from portal.delivery.post.receipts import HttpReceipts, receive
from portal.delivery.post.sf1601 import Sf1601
from portal.settings import PostSettings, Settings
from portal.store.cpr import CprVault
from portal.store.database import Database

WAYS: Final[Mapping[str, Callable[[PostSettings], Post]]] = {"sf1601": Sf1601, "own": OwnSender}
"""What `PORTAL_POST_WAY` may name."""


def channel(settings: Settings, way: Post | None = None) -> PostChannel | None:
    """The channel of lane `post`; None where Digital Post is not set up. `way`: another than is set."""
    way = way or way_of(settings)
    return None if way is None else _channel(settings, way)


def paper(settings: Settings) -> PostChannel:
    """The channel of lane `paper`, for people without Digital Post where that is not set up."""
    return _channel(settings, NoPost())


def _channel(settings: Settings, way: Post) -> PostChannel:
    vault = CprVault(settings.cpr_encryption_key, settings.cpr_hash_key)
    return PostChannel(way, vault, settings.base_url.rstrip("/"))


def way_of(settings: Settings) -> Post | None:
    """The way into Digital Post that is set; None where none is."""
    return None if settings.post is None else WAYS[settings.post.way](settings.post)


def receipts(settings: Settings) -> Callable[[Database, datetime], int] | None:
    """What hears once a minute what became of letters; None where nobody tells."""
    if settings.post is None or settings.post.receipts_url is None:
        return None
    source = HttpReceipts(settings.post)
    return lambda database, now: receive(database, source, now)
