"""What lies ahead in an office, for a team or for a caseworker, as a table."""

from __future__ import annotations

from portal.store.ahead import Ahead, AheadRow
from portal.web.caseworker.rows import Cell, Table
from portal.web.locale import _, reader
from portal.wording.reader import brief_day


def table(ahead: Ahead) -> Table:
    """How many times and meetings there are, where, whose, and from when to when."""
    return Table(
        caption=_("Kommende tider og samtaler"),
        heads=(_("Kontor"), _("Hvem"), _("Ledige tider"), _("Planlagte samtaler"), _("Første"), _("Sidste")),
        rows=tuple(_row(row) for row in ahead.rows),
    )


def _row(row: AheadRow) -> tuple[Cell, ...]:
    return (
        row.office or "–",
        row.who or "–",
        str(row.times),
        str(row.meetings),
        brief_day(reader(), row.first),
        brief_day(reader(), row.last),
    )
