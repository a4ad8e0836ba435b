"""The day's reckoning of the work lists: at the command line, for everybody, broken off and begun again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner

from portal.actions import refresh_overview
from portal.actions.refresh_overview import refresh, refresh_own
from portal.cli import main
from portal.store import facts, overview
from portal.store.database import Busy, Database, Session
from tests.actions.courses import in_the_a_kasse
from tests.conftest import environment_for
from tests.store.town import NOW, Town


def test_the_command_reckons_everybody_and_the_second_time_nobody(town: Town, migrated_url: str) -> None:
    town.person(in_the_a_kasse())

    first = CliRunner().invoke(main, ["daily"], env=environment_for(migrated_url))
    second = CliRunner().invoke(main, ["daily"], env=environment_for(migrated_url))

    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert "1 of 1" in first.output
    assert "Work lists: 1 people reckoned anew." in first.output
    assert "Work lists: 0 people reckoned anew." in second.output


def test_what_was_broken_off_goes_on_with_the_rest(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh_overview, "AT_ONCE", 2)
    for _ in range(5):
        town.person(in_the_a_kasse())
    told: list[tuple[int, int]] = []

    def break_off(done: int, of: int) -> None:
        told.append((done, of))
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refresh(town.database, NOW, break_off)
    assert refresh(town.database, NOW) == 1
    assert told == [(2, 5), (4, 5)]
    assert refresh(town.database, NOW + timedelta(days=1)) == 5


def test_a_list_opens_while_somebody_else_is_writing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    person = town.person(in_the_a_kasse())
    known = town.database.read(lambda session: facts.load(session, person, NOW))
    assert known.a_kasse is not None

    def busy(_session: Session, _made: object) -> None:
        raise Busy

    with monkeypatch.context() as patch:
        patch.setattr(overview, "save", busy)
        refresh_own(town.database, known.a_kasse, NOW)

    assert _missing(town.database, town) == 1
    refresh_own(town.database, known.a_kasse, NOW)
    assert _missing(town.database, town) == 0


def _missing(database: Database, town: Town) -> int:
    house = town.database.read(lambda session: facts.load(session, 1, NOW)).a_kasse
    assert house is not None
    state = database.read(
        lambda session: overview.state(session, house.id, house.holder, NOW.astimezone().date())
    )
    return state.missing
