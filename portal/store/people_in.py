"""What is known of people's courses, fact by fact, as it is brought in and corrected; and writing it.

A fact has the names of a file (`portal.policy.oplysninger.Oplysning`) and its parts. Most facts are rows of a
table, the rest columns of the person. Guidance, CVs and powers of attorney are an organisation's own.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from types import MappingProxyType
from typing import Any, Final, TypeVar

from sqlalchemy import (
    Boolean,
    Date,
    Select,
    String,
    Table,
    and_,
    cast,
    delete,
    insert,
    literal,
    null,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from portal.store import tables as t
from portal.store import tables_people as own
from portal.store.columns import Hours
from portal.store.tables import Base, table_of

T = TypeVar("T")
Values = Mapping[str, Any]
Answers = Sequence[Mapping[str, Any]]
"""Which answers something changes: `portal.policy.aendringer.Forskel` in JSON values."""

AT_ONCE: Final = 400
"""How many people are asked about in one statement: SQLite takes only so many values."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Where the facts of one kind lie. `parts`: each part's name and column; `fixed`: what all its rows hold.

    `own`: only the rows of the organisation that looks.
    """

    entity: type[Base]
    parts: Mapping[str, str]
    fixed: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    own: bool = False


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


ROWS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "kommune": Kind(t.Membership, {"kode": "organisation_id", "fra": "fra"}, {"holder": "jobcenter"}),
        "a_kasse": Kind(t.Membership, {"kode": "organisation_id", "fra": "fra"}, {"holder": "a_kasse"}),
        "tilmelding": Kind(t.Tilmelding, _same("fra", "til", "aarsag")),
        "indplacering": Kind(t.Indplacering, _same("dato", "loebende")),
        "forbrug": Kind(t.Timer, _same("maaned", "timer", "registreret"), {"kind": "forbrug"}),
        "loentilskud": Kind(t.Timer, _same("maaned", "timer"), {"kind": "loentilskud"}),
        "mindre_intensiv": Kind(t.MindreIntensiv, _same("grund", "starter", "fra", "til", "dokumenteret")),
        "cv": Kind(own.CvTjek, _same("dato", "fyldestgoerende", "mangler"), own=True),
        "vejledning": Kind(own.Vejledning, _same("dato", "skriftlig", "noteret"), own=True),
        "fuldmagt": Kind(own.Fuldmagt, _same("navn", "adresse", "mail", "omfang", "fra", "til"), own=True),
    }
)

COLUMNS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "navn": ("vaerdi", "name"),
        "telefon": ("vaerdi", "phone"),
        "mail": ("vaerdi", "email"),
        "adresse": ("vaerdi", "street"),
        "co_navn": ("vaerdi", "care_of"),
        "postnummer": ("vaerdi", "postcode"),
        "by": ("vaerdi", "city"),
        "digital_post": ("vaerdi", "digital_post"),
        "maalgruppe": ("vaerdi", "maalgruppe"),
        "forsikring": ("vaerdi", "forsikring"),
        "uddannelse": ("vaerdi", "erhvervskompetencegivende_uddannelse"),
        "forsoergerpligt": ("vaerdi", "forsoergerpligt"),
        "opholdstilladelse": ("dato", "opholdstilladelse"),
        "udmeldt": ("dato", "udmeldt"),
        "visiteret": ("dato", "visiteret"),
        "a_kasseforsoeg": ("vaerdi", "a_kasseforsoeg"),
        "ydelse_fra": ("dato", "ydelse_fra"),
        "henvendelse": ("dato", "henvendelse"),
        "sygefravaer_fra": ("dato", "sygefravaer_fra"),
    }
)
"""Facts of which a person has one: the part's name, and the person's column."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact as it stands. `key`: its row; None where it is a column of the person."""

    key: int | None
    values: Values


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person, by kind. Kinds without any row are there, empty."""

    person_id: int
    public_id: uuid.UUID
    foedselsdato: date
    rows: Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact is added (`before` None), taken away (`after` None), or stands otherwise. `key`: its row."""

    felt: str
    key: int | None
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class By:
    """Who brings it in, when (aware), in which run, and why in words."""

    organisation_id: int
    caseworker_id: int
    at: datetime
    run_id: int | None = None
    why: str | None = None


def known(session: Session, person_ids: Iterable[int], organisation_id: int) -> dict[int, Known]:
    """What is known of these people. Two statements for each few hundred of them."""
    found: dict[int, Known] = {}
    for ids in _chunks(person_ids):
        found |= _known(session, ids, organisation_id)
    return found


def ids_by_lookup(session: Session, lookups: Iterable[bytes]) -> dict[bytes, int]:
    """The keys of those people who are there, by the hash of their CPR number (`CprVault.lookup`)."""
    found: dict[bytes, int] = {}
    for some in _chunks(lookups):
        query = select(t.Person.cpr_lookup, t.Person.id).where(t.Person.cpr_lookup.in_(some))
        found |= {bytes(row.cpr_lookup): row.id for row in session.execute(query)}
    return found


def lock(session: Session, person_ids: Iterable[int]) -> None:
    """Nobody else changes anything for these people until the transaction ends; always in the same order."""
    for ids in _chunks(sorted(person_ids)):
        query = select(t.Person.id).where(t.Person.id.in_(ids)).order_by(t.Person.id)
        session.execute(query.with_for_update(key_share=True))


def organisations(session: Session) -> dict[tuple[str, str], int]:
    """The keys of all organisations, by what they are and their code."""
    row = t.Organisation
    return {
        (holder, code): key for holder, code, key in session.execute(select(row.holder, row.code, row.id))
    }


def organisation_names(session: Session) -> dict[tuple[str, str], str]:
    """The names of all organisations, by what they are and their code."""
    row = t.Organisation
    query = select(row.holder, row.code, row.name).order_by(row.name)
    return {(holder, code): name for holder, code, name in session.execute(query)}


def add_people(
    session: Session, people: Sequence[Mapping[str, Any]], default_language: str | None = None
) -> list[int]:
    """Writes new people (columns of `person`, with `cpr_encrypted` and `cpr_lookup`) and gives their keys."""
    if not people:
        return []
    rows = [{"public_id": uuid.uuid4(), "language": default_language, **values} for values in people]
    statement = insert(t.Person).returning(t.Person.id, sort_by_parameter_order=True)
    return list(session.execute(statement, rows).scalars())


def write(
    session: Session,
    changes: Mapping[int, Sequence[Change]],
    by: By,
    answers: Mapping[int, Answers] = MappingProxyType({}),
    *,
    history: bool = True,
) -> None:
    """Writes what changes, by person. With `history`, what stood before is kept beside what stands now, and
    with each change the `answers` that the person's changes change together; who is not in it was not asked.
    """
    codes = organisations(session)
    added: defaultdict[Table, list[dict[str, Any]]] = defaultdict(list)
    told: list[dict[str, Any]] = []
    for person_id, some in changes.items():
        for change in some:
            _write(session, person_id, change, by, codes, added)
            told.append(_history(person_id, change, by, answers.get(person_id)))
    for table, rows in added.items():
        for columns in _alike(rows):
            session.execute(insert(table), columns)
    if history and told:
        session.execute(insert(table_of(own.Rettelse)), told)


def as_json(values: Values | None) -> dict[str, Any] | None:
    """A fact's parts as history keeps them: days in ISO form, hours as text, nothing that is not there."""
    if values is None:
        return None
    return {
        name: value if isinstance(value, bool | str) else str(value)
        for name, value in values.items()
        if value is not None
    }


def _write(
    session: Session,
    person_id: int,
    change: Change,
    by: By,
    codes: Mapping[tuple[str, str], int],
    added: defaultdict[Table, list[dict[str, Any]]],
) -> None:
    if change.felt in COLUMNS:
        part, column = COLUMNS[change.felt]
        value = change.after[part] if change.after is not None else None
        session.execute(update(t.Person).where(t.Person.id == person_id).values({column: value}))
        return
    kind = ROWS[change.felt]
    table = table_of(kind.entity)
    if change.after is None:
        session.execute(delete(table).where(table.c.id == change.key, table.c.person_id == person_id))
        return
    row = _columns(kind, change.after, codes)
    if change.key is not None:
        where = (table.c.id == change.key, table.c.person_id == person_id)
        session.execute(update(table).where(*where).values(row))
        return
    row |= {"person_id": person_id, **kind.fixed}
    if kind.own:
        row |= {"organisation_id": by.organisation_id, "caseworker_id": by.caseworker_id}
    if "public_id" in table.c:
        row["public_id"] = uuid.uuid4()
    added[table].append(row)


def _columns(kind: Kind, values: Values, codes: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    row = {column: values.get(part) for part, column in kind.parts.items()}
    if "kode" in kind.parts:
        row["organisation_id"] = codes[kind.fixed["holder"], values["kode"]]
    return row


def _history(person_id: int, change: Change, by: By, answers: Answers | None) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "organisation_id": by.organisation_id,
        "caseworker_id": by.caseworker_id,
        "import_run_id": by.run_id,
        "felt": change.felt,
        "foer": as_json(change.before),
        "efter": as_json(change.after),
        "svar": [dict(answer) for answer in answers] if answers is not None else None,
        "begrundelse": by.why,
        "at": by.at,
    }


def _known(session: Session, ids: Sequence[int], organisation_id: int) -> dict[int, Known]:
    person = table_of(t.Person).c
    rows: dict[int, dict[str, list[Row]]] = {}
    found: dict[int, tuple[uuid.UUID, date]] = {}
    for row in session.execute(select(*person).where(person.id.in_(ids))).mappings():
        one = [Row(None, {part: row[column]}) for part, column in COLUMNS.values()]
        rows[row["id"]] = {felt: [value] for felt, value in zip(COLUMNS, one, strict=True)}
        rows[row["id"]] |= {felt: [] for felt in ROWS}
        found[row["id"]] = (row["public_id"], row["foedselsdato"])
    for row in session.execute(_facts(ids, organisation_id)).mappings():
        parts = _slots(ROWS[row["felt"]])
        values = {part: row[slot] for part, slot in parts.items()}
        rows[row["person_id"]][row["felt"]].append(Row(row["id"], values))
    return {
        key: Known(key, *found[key], {felt: tuple(some) for felt, some in facts.items()})
        for key, facts in rows.items()
    }


_SLOTS: Final[Mapping[str, tuple[int, Any]]] = {
    "day": (3, Date()),
    "word": (4, String()),
    "flag": (1, Boolean()),
    "hours": (1, Hours()),
}
"""What one row of the statement below can hold of a fact, by type."""


def _facts(ids: Sequence[int], organisation_id: int) -> Select[Any] | Any:
    """All kinds of facts in one statement: days, words, hours and flags side by side."""
    parts = [_part(felt, kind, ids, organisation_id) for felt, kind in ROWS.items()]
    return union_all(*parts).order_by("person_id", "felt", "id")


def _part(felt: str, kind: Kind, ids: Sequence[int], organisation_id: int) -> Select[Any]:
    table, organisation = table_of(kind.entity), table_of(t.Organisation)
    taken = {slot: part for part, slot in _slots(kind).items()}
    columns: list[Any] = []
    for name, (count, of) in _SLOTS.items():
        for number in range(1, count + 1):
            slot = f"{name}{number}"
            part = taken.get(slot)
            if part is None:
                columns.append(cast(null(), of).label(slot))
            elif part == "kode":
                columns.append(organisation.c.code.label(slot))
            else:
                columns.append(table.c[kind.parts[part]].label(slot))
    query = select(
        literal(felt, String).label("felt"),
        table.c.id.label("id"),
        table.c.person_id.label("person_id"),
        *columns,
    )
    if "kode" in kind.parts:
        query = query.join(organisation, organisation.c.id == table.c.organisation_id)
    fixed = and_(true(), *(table.c[name] == value for name, value in kind.fixed.items()))
    mine = table.c.organisation_id == organisation_id if kind.own else true()
    return query.where(table.c.person_id.in_(ids), fixed, mine)


def _slots(kind: Kind) -> dict[str, str]:
    """Each part's slot, by the type of its column."""
    counted: defaultdict[str, int] = defaultdict(int)
    found = {}
    for part, column in kind.parts.items():
        of = table_of(kind.entity).c[column].type
        name = "word"
        if isinstance(of, Date):
            name = "day"
        elif isinstance(of, Boolean):
            name = "flag"
        elif isinstance(of, Hours):
            name = "hours"
        counted[name] += 1
        found[part] = f"{name}{counted[name]}"
    return found


def _alike(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Rows that name the same columns, together."""
    groups: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[tuple(row)].append(row)
    yield from groups.values()


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    source = iter(values)
    while chunk := list(islice(source, AT_ONCE)):
        yield chunk
