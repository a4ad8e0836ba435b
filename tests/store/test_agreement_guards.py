"""What the database refuses of agreements: what was said stays so, and no joint time comes without a yes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from portal.store.refusals import refused_by
from portal.store.tables_agreement import AgreementInterval, AgreementStep
from portal.store.tables_meeting import Agreement
from tests.store.everything import fill
from tests.store.town import TEN, Town

HOUR = timedelta(hours=1)


def refusal(town: Town, statement: Any) -> str:
    with pytest.raises(DBAPIError) as caught:
        town.database.write(lambda session: session.execute(statement))
    return refused_by(caught.value) or ""


def test_what_was_said_of_an_agreement_stays_as_it_was_said(town: Town) -> None:
    fill(town)

    for statement, name in (
        (delete(AgreementStep), "agreement_step_stays"),
        (update(AgreementStep).values(message="Noget andet"), "agreement_step_stays"),
        (update(AgreementInterval).values(start=TEN - HOUR), "interval_stays"),
        (update(AgreementInterval).values(minutes=20), "interval_stays"),
        (delete(AgreementInterval), "interval_stays"),
        (delete(Agreement), "agreement_stays"),
    ):
        assert refusal(town, statement) == name, statement
    answered = update(AgreementInterval).values(status="ended")
    town.database.write(lambda session: session.execute(answered) and None)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"status": "maaske"}, "agreement_interval_status_known"),
        ({"status": "agreed", "a_kasse_caseworker_id": None}, "agreement_interval_agreed_by_two"),
        ({"status": "open"}, "agreement_interval_settled_is_said"),
    ],
)
def test_an_interval_is_agreed_by_two_and_settled_once(town: Town, values: dict[str, Any], name: str) -> None:
    fill(town)

    assert refusal(town, update(AgreementInterval).values(**values)) == name


def test_no_time_is_published_of_what_nobody_has_said_yes_to_or_was_agreed_with_others(town: Town) -> None:
    def waiting(status: str) -> None:
        changed = update(Agreement).values(status=status)
        town.database.write(lambda session: session.execute(changed) and None)

    for status in ("proposed", "countered", "declined", "ended"):
        waiting(status)
        with pytest.raises(DBAPIError) as caught:
            town.joint_slot()
        assert refused_by(caught.value) == "slot_needs_agreement"
    waiting("accepted")
    other = town.database.write(lambda session: town.organisation(session, "a_kasse", "AK2", "En anden"))
    with pytest.raises(DBAPIError) as caught:
        town.joint_slot(a_kasse_id=other, a_kasse_caseworker_id=None)
    assert refused_by(caught.value) == "slot_needs_agreement"
    town.joint_slot()
