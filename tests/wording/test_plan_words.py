"""The forms of Min Plan ask for what the law requires, and keep what is shown."""

from __future__ import annotations

from portal.policy.min_plan import INDHOLD, TEKST, Felt
from portal.wording.krav_words import PLAN_DETAILS
from portal.wording.plan_words import FLERE, FORM


def test_the_form_asks_for_all_that_the_law_does_and_nothing_that_is_shown_gets_lost_in_it() -> None:
    assert set(FORM) == set(INDHOLD) == set(FLERE)
    assert all(set(INDHOLD[felt]) <= set(FORM[felt]) for felt in Felt)
    offered = {felt: set(FORM[felt]) - {TEKST} for felt in Felt}
    assert set().union(*offered.values()) == set(PLAN_DETAILS)
    assert offered[Felt.TILBUD] == offered[Felt.UNDERSTOETTENDE_INDSATSER] == offered[Felt.OEVRIGE_INDSATSER]
