"""Letters on their way: to Digital Post, and among those to be printed where somebody has none."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from portal.actions.print_letter import lines_of, onto_paper, own_lines, stood_in
from portal.actions.send_letter import TOPIC_COPY
from portal.delivery.channel import Row, Undeliverable
from portal.delivery.post.from_letter import memo
from portal.delivery.post.ports import NotRegistered, Post
from portal.store import post
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Session
from portal.store.post import LetterInPost
from portal.wording.letters.letter import Kind

NO_ADDRESS: Final = "no_address"
NO_CVR: Final = "no_cvr"
ON_PAPER: Final = "on_paper"
"""What a row says whose letter Digital Post could not deliver, and the receipt of one that went on paper."""

NOWHERE: Final = "nowhere"
"""The receipt of a reminder to somebody who turns out to have no mailbox."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter and the lines it goes to."""

    letter: LetterInPost = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)
    fuldmagt: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Digital:
    """A letter, and how it goes on paper where the person turns out to have no mailbox."""

    letter: LetterInPost = field(repr=False)
    cpr: Cpr
    sender_cvr: str
    at: datetime


class PostChannel:
    """`base_url`: the portal's own address, for the way back to it."""

    def __init__(self, way: Post, vault: CprVault, base_url: str) -> None:
        self._way = way
        self._vault = vault
        self._base_url = base_url

    def prepare(self, session: Session, row: Row, now: datetime) -> Digital | Paper | None:
        letter = post.letter(session, uuid.UUID(row.payload["letter"]))
        if letter is None or letter.withdrawn:
            return None
        if _reminds(letter) and not _still_helps(letter, row, now):
            return None
        if row.topic == TOPIC_COPY:
            return _copy(session, letter, uuid.UUID(row.payload["fuldmagt"]))
        if not letter.digital_post or row.payload.get(ON_PAPER):
            return _paper(letter)
        if letter.cvr is None:
            raise Undeliverable(NO_CVR)
        return Digital(letter, self._vault.decrypt(letter.cpr), letter.cvr, now)

    def send(self, message: Digital | Paper, row: Row) -> str | None:
        if isinstance(message, Paper):
            return None
        try:
            if not self._way.registered(message.cpr, message.sender_cvr, message.at):
                raise NotRegistered
            written = memo(message.letter, row.public_id, message.cpr, message.sender_cvr, self._base_url)
            return self._way.hand_over(written, message.at)
        except NotRegistered:
            if _reminds(message.letter):
                return NOWHERE
            # Where the address is not known either, the letter is given up before anything is kept.
            _paper(message.letter)
            return ON_PAPER

    def sent(
        self, session: Session, row: Row, message: Digital | Paper, receipt: str | None, now: datetime
    ) -> None:
        del row
        if isinstance(message, Digital):
            if receipt != ON_PAPER:
                return
            message = _paper(message.letter)
        onto_paper(session, message.letter, message.lines, now, message.fuldmagt)


def _reminds(letter: LetterInPost) -> bool:
    return letter.kind == Kind.PAAMINDELSE.value


def _still_helps(letter: LetterInPost, row: Row, now: datetime) -> bool:
    """Whether the reminder comes in time, which on paper it never does, and of the meeting as it still is."""
    if row.topic == TOPIC_COPY or row.payload.get(ON_PAPER) or not letter.digital_post:
        return False
    meeting = letter.meeting
    return (
        meeting is not None
        and meeting.planned
        and meeting.changed <= letter.written_at
        and meeting.start > now
    )


def _paper(letter: LetterInPost) -> Paper:
    """Raises Undeliverable where nobody knows the address."""
    lines = own_lines(letter)
    if not lines:
        raise Undeliverable(NO_ADDRESS)
    return Paper(letter, lines)


def _copy(session: Session, letter: LetterInPost, fuldmagt: uuid.UUID) -> Paper | None:
    """Whoever stands in is known by name, not by number, so the copy goes on paper."""
    one = post.stands_in(session, fuldmagt)
    if not stood_in(one, letter):
        return None
    lines = lines_of(one)
    if not lines:
        raise Undeliverable(NO_ADDRESS)
    return Paper(letter, lines, fuldmagt)
