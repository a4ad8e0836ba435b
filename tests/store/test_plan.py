"""What stands in Min Plan is replaced and ended, never changed or deleted; one set of requirements stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer
from portal.store import plan
from portal.store.database import Conflict
from portal.store.plan import NewPlanEntry
from portal.store.refusals import refused_by
from portal.store.tables_case import PlanEntry
from tests.store.town import NOW, Town


def refusal(town: Town, work: Callable[[Session], Any]) -> str | None:
    with pytest.raises((DBAPIError, Conflict)) as refused:
        town.database.write(work)
    error = refused.value.__cause__ if isinstance(refused.value, Conflict) else refused.value
    assert isinstance(error, DBAPIError)
    return refused_by(error)


def test_a_wording_stays_is_seen_and_ends_and_the_database_keeps_it_so(town: Town) -> None:
    person, later = town.person(), NOW + timedelta(days=1)

    def entry(felt: str, text: str, **more: Any) -> NewPlanEntry:
        return NewPlanEntry(person, felt, text, Aktoer.A_KASSE, town.a_kasse, NOW, **more)

    def writes(new: NewPlanEntry) -> Any:
        return town.database.write(lambda session: plan.write(session, new))

    goal, krav = writes(entry("jobmaal", "Tømrer")), writes(entry("krav_til_jobsoegning", "To om ugen"))
    writes(entry("jobmaal", "Tømrer", item=goal, afsluttet_fordi="Du har fået job."))
    writes(entry("krav_til_jobsoegning", "Tre om ugen", item=krav))

    standing = town.database.read(lambda session: plan.standing(session, person))
    assert [(one.text, one.changed, one.afsluttet_fordi) for one in standing] == [
        ("Tømrer", True, "Du har fået job."),
        ("Tre om ugen", True, None),
    ]
    assert [one.text for one in town.database.read(lambda s: plan.current(s, person))] == ["Tre om ugen"]
    ids = [one.public_id for one in standing]
    for other, seen in ((town.person(), 0), (person, 2), (person, 0)):
        marked = town.database.write(lambda s, other=other: plan.mark_seen(s, other, ids, later))
        assert marked == seen
    brought_in = NewPlanEntry(
        person, "oevrige_indsatser", "Kursus", Aktoer.A_KASSE, town.a_kasse, NOW - timedelta(days=1)
    )
    writes(brought_in)
    assert [one.text for one in town.database.read(lambda s: plan.history(s, person))] == [
        "Tre om ugen",
        "Tømrer",
        "To om ugen",
        "Tømrer",
        "Kursus",
    ]

    assert refusal(town, lambda s: s.execute(delete(PlanEntry))) == "plan_entry_stays"
    assert refusal(town, lambda s: s.execute(update(PlanEntry).values(text="X"))) == "plan_entry_stays"
    again = entry("krav_til_jobsoegning", "Fire om ugen")
    # SQLite tells the columns of a unique index.
    once = {"plan_entry_krav_once", "plan_entry.person_id"}
    assert refusal(town, lambda s: plan.write(s, again)) in once
    ended = entry("krav_til_jobsoegning", "Ingen", item=krav, afsluttet_fordi="Slut.")
    assert refusal(town, lambda s: plan.write(s, ended)) == "plan_entry_krav_never_ends"
