"""On whatever day the demo is made, every work list of its two busiest houses has somebody in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portal.demo.pressing import pressing
from portal.policy.facts import Aktoer
from portal.policy.kalender import day_of
from portal.policy.overblik import overblik


def test_somebody_stands_in_every_list() -> None:
    for number in range(0, 400, 9):
        now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC) + timedelta(days=number)
        today = day_of(now)
        found = [overblik(citizen.facts, now) for citizen in pressing(now)]
        a_kasse = [one for one in found if one.aktoer is Aktoer.A_KASSE]
        jobcenter = [one for one in found if one.aktoer is Aktoer.JOBCENTER]

        assert sum(one.foerste_samtale_senest is not None for one in a_kasse) == 3
        assert sum(one.visitation_senest is not None for one in a_kasse) == 1
        assert sorted(one.frist < today for one in a_kasse if one.frist) == [False, True]
        assert sum(bool(one.tegn) for one in a_kasse) == 1
        assert sum(one.tilbud_senest is not None for one in a_kasse) == 1
        assert any(one.overgang and one.overgang <= today + timedelta(days=31) for one in a_kasse)
        assert sum(one.frist is not None for one in jobcenter) == 1
        assert any(
            one.seksten_maaneder and one.seksten_maaneder <= today + timedelta(days=120) for one in jobcenter
        )
