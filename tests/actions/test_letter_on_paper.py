"""A decision that was to arrive by Digital Post, and goes on paper instead."""

from __future__ import annotations

from datetime import date, timedelta

from portal.actions.letter_arrived import letter_arrived
from portal.actions.print_letter import print_letter
from portal.actions.settle_undelivered import SettleUndelivered, settle_undelivered
from portal.delivery.channel import Undeliverable
from portal.store import beslutninger
from tests.actions.cases import case_of, revoke, someone
from tests.delivery.outbox import Receiver, drain, write
from tests.store.town import NOW, Town


def test_a_decision_that_goes_on_paper_after_all_has_no_last_day_until_one_is_known(town: Town) -> None:
    """Digital Post was expected to bring it at once, and did not: a complaint is not too late for that."""
    person = someone(town, street="Gaden 1", postcode="1620", city="København V")
    case = revoke(town, person)
    letter = case.skridt[-1].letter
    assert letter is not None
    assert case.view.klage_senest is not None

    def on_paper() -> bool:
        return town.database.write(lambda session: print_letter(session, letter, NOW + timedelta(days=1)))

    def last_days() -> set[date | None]:
        (decided,) = town.database.read(lambda session: beslutninger.of_person(session, person))
        view = case_of(town, person).view
        return {view.klage_senest, view.frist, decided.klage_senest}

    assert on_paper()
    assert last_days() == {None}
    town.database.write(lambda session: letter_arrived(session, letter, NOW + timedelta(days=3)))
    assert on_paper()
    assert last_days() == {date(2024, 10, 3)}


def test_a_decision_that_was_given_up_and_closed_has_no_last_day_but_a_copy_of_it_decides_nothing(
    town: Town,
) -> None:
    person = someone(town)
    letter = revoke(town, person).skridt[-1].letter
    told = {"letter": str(letter)}
    own = write(town.database, person, payload=told)
    copy = write(town.database, person, payload=told, topic="letter.copy")
    turned = Receiver({row: [Undeliverable("no_address")] for row in (own, copy)})
    drain(town.database, {"post": turned}, NOW)
    last_days = []
    for row in (copy, own):
        close = SettleUndelivered(town.jobcenter_worker, row, "luk", "Kan ikke findes")
        settle_undelivered(close, town.database, NOW + timedelta(days=2))
        (decided,) = town.database.read(lambda session: beslutninger.of_person(session, person))
        view = case_of(town, person).view
        last_days.append({view.klage_senest, view.frist, decided.klage_senest})

    assert last_days == [{date(2024, 9, 30)}, {None}]
