"""What happened of itself, on a person's page: the days and the things, and a deadline that ran out unmet."""

from __future__ import annotations

from portal.actions import strike_off
from portal.policy.indsigt import Del
from portal.store import haendelser
from portal.store.database import Session
from portal.web.caseworker.rows import Table
from portal.web.caseworker.seeing import Looking
from portal.wording.haendelse_words import told_to_staff
from portal.wording.reader import brief_day, day


def ran_out(looking: Looking) -> str | None:
    """The deadline that somebody has to look at, where the law allows to strike off; None: there is none."""
    frist = strike_off.deadline(looking.seen, looking.now)
    if frist is None or not strike_off.judge(looking.seen, looking.now).allowed:
        return None
    return day(looking.reader, frist.frist)


def happened(session: Session, looking: Looking) -> Table | None:
    """The latest first; None where nothing has happened, or the course is not seen."""
    if not looking.seen.indsigt.ser(Del.FORLOEB):
        return None
    found = haendelser.of_person(session, looking.seen.person.person_id)
    _ = looking.reader.gettext
    rows = tuple(
        (
            brief_day(looking.reader, one.dag),
            told_to_staff(looking.reader, one),
            brief_day(looking.reader, one.read_at) if one.read_at else _("Ikke endnu"),
        )
        for one in found
    )
    return Table(_("Sket af sig selv"), (_("Dag"), _("Hvad"), _("Læst af borgeren")), rows) if rows else None
