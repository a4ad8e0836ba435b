"""A meeting that was called off for nothing: told once its holder has the responsibility after all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from portal.policy import facts as f
from portal.policy.dagligt import rettet
from tests.actions.courses import in_the_a_kasse
from tests.policy.test_dagligt import HANDED_OVER, A, meeting, months, on, with_meeting


def test_what_was_called_off_for_a_handover_that_is_undone_is_told_of_once_and_nothing_else_is() -> None:
    still = in_the_a_kasse(date(2024, 5, 6))
    day, nu = date(2024, 8, 9), datetime(2024, 8, 2, 1, 0, tzinfo=UTC)
    off = meeting(day, status=f.SamtaleStatus.AFLYST, aflyst_af=f.AflystAf.MYNDIGHED, aflyst=nu)
    (fell,) = [
        one
        for one in on(nu.date(), with_meeting(HANDED_OVER, meeting(day)))
        if one.art is A.SAMTALE_BORTFALDET
    ]
    kept = {(fell.art.value, fell.noegle)}

    (told,) = rettet(with_meeting(still, off), nu, kept)

    assert (told.art, told.dag, told.noegle) == (A.AFLYSNING_RETTET, nu.date(), fell.noegle)
    assert (told.oplysninger["dato"], told.oplysninger["holder"]) == ("2024-08-09", "a_kasse")
    assert told.samtale is None, "it stays called off"
    assert told.citations
    for facts, known in (
        (with_meeting(HANDED_OVER, off), kept),  # the jobcenter has the course
        (with_meeting(still, off), set[tuple[str, str]]()),  # it was called off for something else
        (with_meeting(still, meeting(day)), kept),  # it is planned
        (with_meeting(replace(still, tilmeldinger=()), off), kept),  # nobody has the course
    ):
        assert rettet(facts, nu, known) == ()
    late = meeting(date(2024, 12, 20), status=f.SamtaleStatus.AFLYST, aflyst_af=f.AflystAf.MYNDIGHED)
    named = {(A.SAMTALE_BORTFALDET.value, f"7:{late.start.isoformat()}")}
    ends = months(still, 3)
    before = datetime(2024, 7, 31, 1, 0, tzinfo=UTC)
    assert rettet(with_meeting(ends, late), before, named) == (), "it lies after the last day anyway"
