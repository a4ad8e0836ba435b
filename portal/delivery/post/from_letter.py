"""A kept letter as a message of Digital Post: its PDF, its meeting for the calendar, the portal."""

from __future__ import annotations

import uuid
from typing import Final

from portal.delivery.post.memo import Action, Document, Memo, Reservation
from portal.policy.facts import Samtaleform
from portal.store.cpr import Cpr
from portal.store.post import LetterInPost, MeetingInPost
from portal.wording import post_words as words
from portal.wording.letters.letter import from_body
from portal.wording.letters.pdf import pdf

MOVE: Final = "/samtale/{id}/flyt"
LETTER: Final = "/breve/{id}"


def memo(letter: LetterInPost, message: uuid.UUID, cpr: Cpr, sender_cvr: str, base_url: str) -> Memo:
    """The message, under the id `message`. A letter gives the same one as long as its meeting stays."""
    language = letter.language
    kept = from_body(letter.kind, letter.version, letter.title, letter.body, language)
    return Memo(
        id=message,
        created=letter.written_at,
        label=letter.title,
        notification=words.said(language, words.NOTIFICATION),
        sender_cvr=sender_cvr,
        sender=letter.organisation,
        recipient=cpr,
        document=Document(f"brev-{kept.day.isoformat()}.pdf", language, pdf(kept)),
        actions=_actions(letter, base_url),
    )


def _actions(letter: LetterInPost, base_url: str) -> tuple[Action, ...]:
    said, meeting = words.said, letter.meeting
    if meeting is None or not meeting.planned or meeting.start <= letter.written_at:
        address = base_url + LETTER.format(id=letter.public_id)
        return (Action(said(letter.language, words.OPEN_LETTER), url=address),)
    address = base_url + MOVE.format(id=meeting.public_id)
    return (
        Action(said(letter.language, words.INTO_CALENDAR), _reservation(meeting, letter.language)),
        Action(said(letter.language, words.MOVE), url=address),
    )


def _reservation(meeting: MeetingInPost, language: str) -> Reservation:
    elsewhere = words.PLACE[None if meeting.form is Samtaleform.FREMMOEDE else meeting.form]
    return Reservation(
        id=meeting.public_id,
        start=meeting.start,
        slut=meeting.slut,
        abstract=words.said(language, words.APPOINTMENT),
        description=words.said(language, words.DESCRIPTION),
        location=meeting.place or words.said(language, elsewhere),
    )
