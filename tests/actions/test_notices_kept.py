"""What jobcenter and a-kasse told each other, and the member, is kept. On both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from portal.actions.close_notice import Closed
from portal.policy.underretning import Besked, Resultat
from portal.store.tables_case import Audit
from portal.store.tables_underretning import Underretning, UnderretningBesked
from tests.actions.test_notices import NEXT_DAY, close, delivered, letters_of, missed, said, seen_by, text
from tests.store.town import Town


def test_the_result_is_told_to_the_member_with_what_the_jobcenter_is_told(town: Town) -> None:
    person, _ = missed(town)
    delivered(town)
    (notice,) = seen_by(town, person, town.a_kasse)

    first = close(town, person, notice, Resultat.UDEN_SANKTION, " Medlemmet var syg. ")
    assert close(town, person, notice, Resultat.UDEN_SANKTION, "Medlemmet var syg.") == Closed(None)
    corrected = close(town, person, notice, Resultat.SANKTION, now=NEXT_DAY + timedelta(days=1))
    delivered(town, NEXT_DAY + timedelta(days=1))

    assert isinstance(first, Closed)
    assert isinstance(corrected, Closed)
    _, told, again = letters_of(town, person)
    assert (told.sender.name, told.sender.signed_by) == ("A-kassen", "Anna")
    for words in ("Du får ingen sanktion", "er relevant", "ikke medført en sanktion", "Medlemmet var syg."):
        assert words in text(told)
    assert "Dette brev erstatter" in text(again)
    assert "Vi træffer en afgørelse" in text(again)
    assert "Den har medført en sanktion." in text(again)
    (closed,) = seen_by(town, person, town.jobcenter)
    assert closed.resultat is Resultat.SANKTION
    results = [one for one in said(town, closed) if one.art is Besked.RESULTAT]
    assert [(one.by, one.tekst) for one in results] == [("Anna", "Medlemmet var syg."), ("Anna", None)]
    assert all(one.received_at for one in results)
    log = town.database.read(lambda s: s.scalars(select(Audit.action).order_by(Audit.id)).all())
    assert log[-2:] == ["close_notice", "close_notice"]


def test_the_database_lets_nobody_be_told_of_without_a_letter_and_nothing_be_unsaid(town: Town) -> None:
    missed(town)
    delivered(town)
    for statement in (
        update(Underretning).values(letter=None),
        update(Underretning).values(told_at=NEXT_DAY),
        update(UnderretningBesked).values(letter=None),
        update(UnderretningBesked).values(tekst="Noget andet"),
        Underretning.__table__.delete(),
        UnderretningBesked.__table__.delete(),
    ):
        with pytest.raises(IntegrityError, match=r"stays|letter"):
            town.database.write(lambda s, one=statement: s.execute(one) and None)
