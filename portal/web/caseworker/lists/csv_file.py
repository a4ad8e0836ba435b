"""A table as a CSV file that a spreadsheet opens as text: no cell of it is ever run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from flask import Response

from portal.web.caseworker.rows import Cell, Table

BYTE_ORDER_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By it a spreadsheet knows the letters."""

_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_response(name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """The file `name`, parted by semicolons, as Danish spreadsheets read it."""
    response = Response(written(heads, rows), mimetype="text/csv", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def tables_response(name: str, first: str, tables: Iterable[Table]) -> Response:
    """Several tables as one: each line says first, under the head `first`, which of them it stands in."""
    tables = tuple(tables)
    heads = list(dict.fromkeys(head for table in tables for head in table.heads))
    lines = []
    for table in tables:
        for row in table.rows:
            cells = dict(zip(table.heads, row, strict=True))
            lines.append([table.caption, *(cells.get(head, "") for head in heads)])
    return csv_response(name, [first, *heads], lines)


def written(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    out = io.StringIO(newline="")
    write = csv.writer(out, delimiter=";", lineterminator="\r\n")
    write.writerow([safe(head) for head in heads])
    write.writerows([safe(text_of(cell)) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + out.getvalue()


def text_of(cell: Cell) -> str:
    """The words of a cell, in one line."""
    text = cell if isinstance(cell, str) else cell.text
    if "\n" not in text:
        return text
    return ", ".join(line.strip() for line in text.splitlines() if line.strip())


def safe(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for the beginning of a formula."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
