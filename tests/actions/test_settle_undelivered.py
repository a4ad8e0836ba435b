"""What could not be delivered is its organisation's to see to: tried again, sent on paper, or closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from portal.actions.settle_undelivered import (
    NoAddress,
    SettleUndelivered,
    UnknownMessage,
    list_undelivered,
    settle_undelivered,
)
from portal.delivery.channel import Undeliverable
from portal.store import letters, undelivered
from portal.store.letters import NewLetter
from portal.store.tables import Person
from portal.store.tables_case import Audit
from portal.store.tables_post import PrintItem
from tests.actions.courses import in_the_a_kasse
from tests.delivery.outbox import Receiver, Turned, drain, rows, write
from tests.store.town import NOW, Town

LATER = NOW + timedelta(hours=1)


class Lost:
    """Messages of the town that were given up."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.person = town.person(in_the_a_kasse())
        self.post = Receiver()

    def letter(self, organisation: int) -> UUID:
        new = NewLetter(self.person, organisation, "frist", 1, "da", "En frist", "{}", NOW)
        return self.town.database.write(lambda session: letters.write(session, new))

    def lose(self, person: int | None, **payload: Any) -> UUID:
        row = write(self.town.database, person, payload=payload)
        self.post.answers[row] = [Undeliverable("no_address")]
        assert drain(self.town.database, {"post": self.post}, NOW) == Turned(given_up=1)
        return row

    def seen_by(self, worker: int) -> list[UUID]:
        return [one.public_id for one in list_undelivered(worker, self.town.database, LATER)]

    def settle(self, row: UUID, how: Any, worker: int | None = None, comment: str = "") -> None:
        command = SettleUndelivered(worker or self.town.a_kasse_worker, row, how, comment)
        settle_undelivered(command, self.town.database, LATER)


@pytest.fixture
def lost(town: Town) -> Lost:
    return Lost(town)


def test_each_organisation_sees_its_own_letters_meetings_and_people(town: Town, lost: Lost) -> None:
    letter = lost.lose(lost.person, letter=str(lost.letter(town.a_kasse)))
    theirs = lost.lose(lost.person, letter=str(lost.letter(town.jobcenter)))
    named = lost.lose(None, holder="jobcenter", organisation="0101")
    lost.lose(None)  # about nobody, and nobody's: the worker's status counts it

    assert lost.seen_by(town.a_kasse_worker) == [letter]
    assert lost.seen_by(town.jobcenter_worker) == [theirs, named]
    with pytest.raises(UnknownMessage):
        lost.settle(letter, "igen", town.jobcenter_worker)
    with pytest.raises(UnknownMessage):
        lost.settle(uuid4(), "igen")
    assert town.database.read(undelivered.given_up) == 4

    def pressing(organisation: int) -> undelivered.Pressing:
        asked = select(*undelivered.pressing(organisation, "caseworker", {"inside", "post"}, LATER))
        return undelivered.Pressing(*town.database.read(lambda s: s.execute(asked).one()))

    assert (pressing(town.a_kasse).given_up, pressing(town.jobcenter).given_up) == (1, 2)
    assert pressing(town.a_kasse).since is None
    write(town.database, lost.person)
    assert pressing(town.jobcenter).since == NOW


def test_it_is_tried_again_as_if_for_the_first_time(town: Town, lost: Lost) -> None:
    row = lost.lose(lost.person, letter=str(lost.letter(town.a_kasse)))
    lost.settle(row, "igen")

    assert lost.seen_by(town.a_kasse_worker) == []
    assert drain(town.database, {"post": lost.post}, LATER) == Turned(done=1)
    assert (lost.post.arrived, lost.post.attempts) == ([row], [0, 0])
    with pytest.raises(UnknownMessage):
        lost.settle(row, "igen")


def test_a_letter_goes_on_paper_where_the_address_is_known_and_is_sent_no_other_way(
    town: Town, lost: Lost
) -> None:
    row = lost.lose(lost.person, letter=str(lost.letter(town.a_kasse)))
    with pytest.raises(NoAddress):
        lost.settle(row, "paa_papir")
    assert lost.seen_by(town.a_kasse_worker) == [row]

    home = update(Person).where(Person.id == lost.person)
    home = home.values(street="Gaden 2", postcode="1620", city="København")
    town.database.write(lambda session: session.execute(home))
    lost.settle(row, "paa_papir")

    assert lost.seen_by(town.a_kasse_worker) == []
    assert town.count(PrintItem) == 1
    assert rows(town.database)[0].settled_how == "paper"
    assert drain(town.database, {"post": lost.post}, LATER) == Turned()


def test_what_is_closed_is_closed_with_a_comment_in_the_log(town: Town, lost: Lost) -> None:
    row = lost.lose(lost.person, letter=str(lost.letter(town.a_kasse)))
    lost.settle(row, "luk", comment="Kim, 0101901234, har fået brevet i hånden")

    assert lost.seen_by(town.a_kasse_worker) == []
    assert rows(town.database)[0].settled_how == "closed"
    logged = select(Audit).where(Audit.person_id == lost.person).order_by(Audit.id.desc())
    entry = town.database.read(lambda session: session.scalars(logged).first())
    assert entry is not None
    assert (entry.action, entry.actor_id) == ("settle_undelivered", town.a_kasse_worker)
    assert entry.details == {
        "how": "luk",
        "topic": "letter.written",
        "why": "no_address",
        "comment": "Kim, [cpr], har fået brevet i hånden",
    }
