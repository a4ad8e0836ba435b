"""Min Plan part by part, as pages and the file show it: each wording, who wrote it, and when it was seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.policy.min_plan import EN_TEKST, Felt
from portal.store.views import PlanEntryView
from portal.wording.krav_words import PLAN_DETAILS, PLAN_FIELDS
from portal.wording.plan_words import FORMAAL
from portal.wording.reader import AsWritten, Reader, brief_moment, day

Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """`unseen`: the person has not said yet that they have seen it."""

    text: str
    details: list[Row]
    written: str
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """`empty`: what is said where nothing is written. `note`: what the part always says."""

    heading: str
    empty: str
    entries: list[Entry]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One wording in the history. `what`: whether it was written, changed or ended; `why`: why it ended."""

    when: str
    who: str
    part: str
    what: str
    text: str
    details: list[Row]
    why: str | None
    seen: str | None


def parts(reader: Reader, entries: Iterable[PlanEntryView], which: Sequence[str]) -> list[Part]:
    """These parts of the plan (names of `PLAN_FIELDS`), in the order given, as they read now."""
    _ = reader.gettext
    by_part: dict[str, list[Entry]] = {felt: [] for felt in which}
    for one in entries:
        if one.felt in by_part and not one.ended:
            by_part[one.felt].append(entry(reader, one))
    return [
        Part(
            _(PLAN_FIELDS[felt][0]),
            _(PLAN_FIELDS[felt][1]),
            found,
            _(FORMAAL) if found and Felt(felt) in EN_TEKST else "",
        )
        for felt, found in by_part.items()
    ]


def entry(reader: Reader, one: PlanEntryView) -> Entry:
    written = reader.gettext("Skrevet {dag} af {hvem}").format(dag=day(reader, one.written_at), hvem=who(one))
    return Entry(one.text, details(reader, one), written, one.seen_at is None)


def details(reader: Reader, one: PlanEntryView) -> list[Row]:
    return [
        (reader.gettext(term), [AsWritten(one.details[key])])
        for key, term in PLAN_DETAILS.items()
        if one.details.get(key)
    ]


def who(one: PlanEntryView) -> str:
    author = [one.caseworker.name] if one.caseworker else []
    return ", ".join([*author, one.organisation.name])


def changes(reader: Reader, entries: Iterable[PlanEntryView]) -> list[Change]:
    """Each of these wordings as a change, in the order given."""
    return [
        Change(
            when=brief_moment(reader, one.written_at),
            who=who(one),
            part=reader.gettext(PLAN_FIELDS[one.felt][0]),
            what=_what(reader, one),
            text=one.text,
            details=details(reader, one),
            why=one.afsluttet_fordi,
            seen=brief_moment(reader, one.seen_at) if one.seen_at else None,
        )
        for one in entries
    ]


def _what(reader: Reader, one: PlanEntryView) -> str:
    _ = reader.gettext
    if one.ended:
        return _("Afsluttet")
    return _("Ændret") if one.changed else _("Skrevet")
