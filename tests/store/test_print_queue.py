"""What goes on paper goes there once, in one file, and nobody takes it away again, whoever writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.store import print_queue
from portal.store.database import Database
from portal.store.refusals import refused_by
from portal.store.tables_case import Letter
from portal.store.tables_post import PrintBatch, PrintItem
from tests.store.everything import fill
from tests.store.town import NOW, Town


def test_a_letter_on_paper_stays_what_it_is_where_it_is(town: Town) -> None:
    fill(town)
    refused = town.database.read(lambda session: session.scalars(select(PrintItem)).one())
    values = {"organisation_id": town.a_kasse, "letter_id": refused.letter_id, "queued_at": NOW}
    for guard, work in (
        ("print_item_stays", update(PrintItem).values(address="Et andet sted")),
        ("print_item_kept", delete(PrintItem)),
        ("print_item_printed_once", update(PrintItem).values(print_batch_id=None)),
        ("print_item_once", insert(PrintItem).values(**values, address="To gange")),
    ):
        assert guard in _refusal(town.database, lambda session, work=work: session.execute(work))
    sent = update(PrintBatch).values(sent_by=town.a_kasse_worker)
    town.database.write(lambda session: session.execute(sent.values(sent_at=NOW)))
    later = sent.values(sent_at=NOW + timedelta(hours=1))
    assert "print_batch_sent_once" in _refusal(town.database, lambda session: session.execute(later))


def test_what_is_late_is_counted_until_it_is_in_the_post(town: Town) -> None:
    fill(town)  # one letter, in a file since NOW
    day = timedelta(days=1)

    def late(at: Any) -> int:
        asked = print_queue.overdue(town.a_kasse, at)
        return town.database.read(lambda session: session.execute(select(asked)).scalar_one())

    def second(session: Session) -> None:
        query = select(Letter).limit(1)
        letter = session.scalars(query).one()
        own = {"person_id": letter.person_id, "organisation_id": town.a_kasse, "written_at": NOW}
        words = {"kind": "visiteret", "version": 1, "language": "da", "title": "x", "body": "x"}
        another = Letter(**own, **words)
        session.add(another)
        session.flush()
        print_queue.put(session, another.id, town.a_kasse, ("Kim", "Gaden 1"), NOW + day)

    town.database.write(second)
    assert [late(NOW + day), late(NOW + day * 1.5), late(NOW + 3 * day)] == [0, 1, 2]
    batch = town.database.read(lambda session: session.scalars(select(PrintBatch.public_id)).one())

    def posted(session: Session) -> bool:
        return print_queue.mark_sent(session, town.a_kasse, batch, town.a_kasse_worker, NOW)

    assert town.database.write(posted)
    assert not town.database.write(posted)
    assert late(NOW + 3 * day) == 1
    gathered = town.database.write(
        lambda session: print_queue.gather(session, town.a_kasse, town.a_kasse_worker, NOW + 2 * day, 10)
    )
    assert gathered is not None
    assert late(NOW + 3 * day) == 1
    assert [one.sent_at for one in town.database.read(lambda s: print_queue.batches(s, town.a_kasse, 5))] == [
        None,
        NOW,
    ]


def test_a_cvr_number_has_eight_digits(town: Town) -> None:
    wrong = text("UPDATE organisation SET cvr = '123'")
    assert "cvr_has_eight_digits" in _refusal(town.database, lambda session: session.execute(wrong))


def _refusal(database: Database, work: Callable[[Session], Any]) -> str:
    """What refused; on SQLite a unique index is named by its columns alone."""
    with pytest.raises(DBAPIError) as refusal:
        database.write(work)
    found = refused_by(refusal.value) or ""
    return {"print_item.letter_id": "print_item_once"}.get(found, found)
