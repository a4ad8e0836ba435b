"""The form of one fact: its fields as they are drawn, and what was typed, read as a file is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.actions.course_in.fields import (
    FIELDS,
    NOWHERE,
    ONE_LINE,
    Part,
    Problem,
    Values,
    read,
    written_value,
)
from portal.actions.course_in.plan import Plan
from portal.policy.oplysninger import Oplysning
from portal.wording.course_words import OPLYSNING, PART, WORD
from portal.wording.explain import explain_to_caseworker
from portal.wording.import_words import problem
from portal.wording.reader import Reader

Options = list[tuple[str, str]]

HINTS: Mapping[str, str] = {"maaned": "2024-08", "timer": "160,33"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it is drawn. `kind`: that of its `Part`."""

    name: str
    label: str
    kind: str
    value: str
    required: bool
    options: Options
    error: str | None
    long: bool = False
    hint: str | None = None


def fields(
    reader: Reader,
    kind: Oplysning,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    organisations: Options,
    *,
    prefix: str = "",
) -> list[Field]:
    """The fact's fields with what was typed. `prefix`: before each name, where a form has several facts."""
    return [_field(reader, kind, part, typed, errors, organisations, prefix) for part in FIELDS[kind]]


def typed_of(values: Values) -> dict[str, str]:
    """A fact as it stands, as it would be typed. Months are typed without their day."""
    return {
        name: written_value(value)[:7] if name == "maaned" else written_value(value)
        for name, value in values.items()
    }


def read_typed(reader: Reader, kind: Oplysning, typed: Mapping[str, str]) -> tuple[Values, dict[str, str]]:
    """The fact's parts, and what is wrong with each, in words."""
    known = {part.name: typed.get(part.name, "") for part in FIELDS[kind]}
    values, problems = read(kind, known, {}, NOWHERE)
    return values, told(reader, problems)


def told(reader: Reader, problems: Iterable[Problem]) -> dict[str, str]:
    """Each part's first problem."""
    found: dict[str, str] = {}
    for one in problems:
        found.setdefault(one.part, problem(reader, one.code, one.gaps))
    return found


def against(reader: Reader, plan: Plan, kind: Oplysning) -> tuple[dict[str, str], list[str]]:
    """What stands in a plan's way: at the fact's fields, and what no field can mend."""
    parts = {part.name for part in FIELDS[kind]}
    at_fields = told(reader, (one for one in plan.problems if one.part in parts))
    elsewhere = [problem(reader, one.code, one.gaps) for one in plan.problems if one.part not in parts]
    return at_fields, elsewhere + [explain_to_caseworker(one.finding, reader) for one in plan.refusals]


def _field(
    reader: Reader,
    kind: Oplysning,
    part: Part,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    organisations: Options,
    prefix: str,
) -> Field:
    _ = reader.gettext
    only = len(FIELDS[kind]) == 1
    options: Options = []
    if part.kind == "ja_nej":
        options = [("ja", _("Ja")), ("nej", _("Nej"))]
    elif part.kind == "ord":
        options = [("", _("Vælg"))] + [(word, _(WORD[word])) for word in part.choices]
    elif part.kind == "organisation":
        options = [("", _("Vælg")), *organisations]
    hint = HINTS.get(part.kind)
    return Field(
        name=f"{prefix}{part.name}",
        label=_(OPLYSNING[kind]) if only else _(PART[part.name]),
        kind=part.kind,
        value=typed.get(part.name, ""),
        required=part.required,
        options=options,
        error=errors.get(part.name),
        long=part.longest > ONE_LINE,
        hint=_("For eksempel {eksempel}").format(eksempel=hint) if hint else None,
    )
