"""Min Plan as a file to print or keep: one tagged PDF in the reader's language, what was typed in Danish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portal.wording.letters.letter import Block, BlockKind, Sender
from portal.wording.letters.pdf import pdf
from portal.wording.reader import Reader, plain_day


@dataclass(frozen=True, slots=True)
class Written:
    """One thing in the plan: its words, (term, lines) of where, when and why, and who wrote it."""

    text: str
    details: Sequence[tuple[str, Sequence[str]]]
    written: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the plan. `empty`: what is said where nothing is written; `note`: what it always says."""

    heading: str
    empty: str
    written: Sequence[Written]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What the file shows, as `letters.pdf` asks for it. `day`: the Danish day it was made on."""

    title: str
    sender: Sender
    receiver: str
    day: date
    written_day: str
    blocks: tuple[Block, ...]
    language: str
    greeting: str = ""


def plan_file(
    reader: Reader, name: str, responsible: str, lead: str, day: date, chapters: Iterable[Chapter]
) -> bytes:
    """The file; the same plan gives the same file on the same day. Not to be called before a fork, as
    `letters.pdf` says.

    `name`: the person's; `responsible`: who answers for the plan; `lead`: what stands before its parts.
    """
    blocks = [Block(BlockKind.PARAGRAPH, lead)] if lead else []
    for chapter in chapters:
        blocks += _chapter(chapter)
    return pdf(
        Paper(
            title=reader.gettext("Min Plan"),
            sender=Sender(responsible, (), ""),
            receiver=name,
            day=day,
            written_day=plain_day(reader, day),
            blocks=tuple(blocks),
            language=reader.language,
        )
    )


def _chapter(chapter: Chapter) -> list[Block]:
    found = [Block(BlockKind.HEADING, chapter.heading)]
    if not chapter.written:
        return [*found, Block(BlockKind.PARAGRAPH, chapter.empty)]
    if chapter.note:
        found.append(Block(BlockKind.PARAGRAPH, chapter.note))
    for one in chapter.written:
        found.append(Block(BlockKind.QUOTE, one.text))
        for term, lines in one.details:
            found.append(Block(BlockKind.PARAGRAPH, f"{term}:"))
            found.append(Block(BlockKind.QUOTE, "\n".join(lines)))
        found.append(Block(BlockKind.PARAGRAPH, one.written))
    return found
