"""Figures of agreed times: each time counts once, in the month it lies in, for both of its organisations."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update

from portal.policy.facts import AKasseMed, Aktoer
from portal.policy.kalender import day_of, midnight
from portal.store import agreement_figures, valg
from portal.store.agreement_figures import Fate, Pair
from portal.store.tables import Indplacering, Membership, Valg
from portal.store.tables_meeting import Agreement, Booking, Slot
from portal.store.tables_times import Absence
from tests.store.counting import statements
from tests.store.town import NOW, TEN, Town

EDGES = [midnight(date(2024, month, 1)) for month in (8, 9, 10)]
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AUGUST, SEPTEMBER, OCTOBER = range(3)


def figures(town: Town, organisation: int, holder: Aktoer) -> tuple[Pair, ...]:
    return town.database.read(lambda s: agreement_figures.pairs(s, organisation, holder, EDGES, NOW))


def of_the_pair(town: Town) -> Pair:
    """What the jobcenter sees; the a-kasse sees the same."""
    (ours,) = figures(town, town.jobcenter, Aktoer.JOBCENTER)
    (theirs,) = figures(town, town.a_kasse, Aktoer.A_KASSE)
    assert (ours.stretches, ours.first_open) == (theirs.stretches, theirs.first_open)
    assert (ours.other.name, theirs.other.name) == ("A-kassen", "Jobcenter København")
    return ours


def fates(pair: Pair, month: int) -> dict[Fate, int]:
    return {fate: count for fate, count in pair.stretches[month].fates.items() if count}


def change(town: Town, slot: UUID, **values: Any) -> None:
    statement = update(Slot).where(Slot.public_id == slot).values(**values)
    town.database.write(lambda session: session.execute(statement) and None)


def change_bookings(town: Town, person: int, **values: Any) -> None:
    statement = update(Booking).where(Booking.person_id == person).values(**values)
    town.database.write(lambda session: session.execute(statement) and None)


def away(town: Town, worker: int, start: datetime, slut: datetime) -> None:
    values = {"caseworker_id": worker, "kind": "optaget", "start": start, "slut": slut}
    told = {"entered_by": worker, "entered_at": NOW}
    town.database.write(lambda session: session.execute(insert(Absence).values(**values | told)) and None)


def test_each_agreed_time_is_used_free_or_lost_and_counts_in_the_danish_month_it_lies_in(town: Town) -> None:
    held, missed, kept, alone, regrets = (town.person() for _ in range(5))
    town.book(held, town.joint_slot(NOW - 20 * DAY))
    town.book(missed, town.joint_slot(NOW - 19 * DAY))
    change_bookings(town, held, status="afholdt", registered_at=NOW)
    change_bookings(town, missed, status="udeblevet", registered_at=NOW)
    town.joint_slot(NOW - 18 * DAY)  # nobody took it
    stays = town.joint_slot(TEN)
    town.book(kept, stays)
    change(town, stays, withdrawn_at=NOW)
    change(town, town.joint_slot(TEN + DAY), withdrawn_at=NOW)
    town.book(alone, town.joint_slot(TEN + 2 * DAY))
    change_bookings(town, alone, a_kasse_id=None, a_kasse_caseworker_id=None, a_kasse_form=None)
    away(town, town.a_kasse_worker, TEN + 3 * DAY - HOUR, TEN + 3 * DAY + HOUR)
    town.joint_slot(TEN + 3 * DAY)  # somebody is away
    town.joint_slot(TEN + 3 * DAY + HOUR)  # and is back again
    town.book(regrets, town.jobcenter_slot(TEN + 4 * DAY))
    town.joint_slot(TEN + 4 * DAY)  # somebody is in another meeting
    town.joint_slot(datetime(2024, 9, 30, 22, 0, tzinfo=UTC))  # after midnight in Denmark
    town.joint_slot(datetime(2024, 7, 31, 21, 0, tzinfo=UTC))  # before it all
    town.slot(TEN + 5 * DAY)
    town.jobcenter_slot(TEN + 5 * DAY)

    pair = of_the_pair(town)

    assert fates(pair, AUGUST) == {Fate.USED: 2, Fate.UNUSED: 1}
    assert fates(pair, SEPTEMBER) == {Fate.USED: 1, Fate.OPEN: 1, Fate.CLOSED: 3, Fate.WITHDRAWN: 1}
    assert fates(pair, OCTOBER) == {Fate.OPEN: 1}
    assert pair.first_open == TEN + 3 * DAY + HOUR
    assert (pair.whole.agreed, pair.whole.lost) == (10, 5)

    change_bookings(town, kept, status="aflyst", aflyst_af="person")
    assert fates(of_the_pair(town), SEPTEMBER)[Fate.WITHDRAWN] == 2


def test_how_long_somebody_waited_is_counted_from_the_first_yes_that_still_held(town: Town) -> None:
    def waited(**after_the_first_yes: Any) -> int:
        """The days until the meeting, of somebody who said yes thirty days and ten days before it."""
        person, met = town.person(), TEN + len(met_at) * DAY
        met_at.append(met)
        for row, values in after_the_first_yes.items():
            between = {"person_id": person} | values(met)
            tables = {
                "no": Valg,
                "held": Booking,
                "member": Membership,
                "placed": Indplacering,
                "goes_on": Indplacering,
            }
            table = tables[row]
            town.database.write(lambda s, t=table, v=between: s.execute(insert(t).values(**v)) and None)
        for days in (30, 10):
            town.database.write(
                lambda s, at=met - days * DAY: valg.say(s, person, AKasseMed.JA, False, at) or None
            )
        town.book(person, town.joint_slot(met))
        (wait,) = (
            one for stretch in of_the_pair(town).stretches for one in stretch.waits if one.person_id == person
        )
        assert wait.met == met
        return (day_of(wait.met) - day_of(wait.said)).days

    def held(met: datetime) -> dict[str, Any]:
        where = {"organisation_id": town.jobcenter, "holder": "jobcenter", "a_kasse_id": town.a_kasse}
        how = {"form": "video", "oprindelse": "selvbooket", "status": "afholdt", "updated_at": NOW}
        return where | how | {"start": met - 20 * DAY, "slut": met - 20 * DAY + HOUR}

    met_at: list[datetime] = []
    assert waited() == 30
    assert waited(no=lambda met: {"a_kasse_med": "nej", "sagt": met - 20 * DAY}) == 10
    assert waited(held=held) == 10
    a_kasse = {"holder": "a_kasse", "organisation_id": town.a_kasse}
    assert waited(member=lambda met: a_kasse | {"fra": day_of(met - 20 * DAY)}) == 10
    assert waited(placed=lambda met: {"dato": day_of(met - 20 * DAY), "loebende": False}) == 10
    assert waited(goes_on=lambda met: {"dato": day_of(met - 20 * DAY), "loebende": True}) == 30

    silent = town.person()
    town.book(silent, town.joint_slot(TEN - DAY))
    assert not any(one.person_id == silent for one in of_the_pair(town).whole.waits)


def test_only_the_own_pairs_are_there_and_no_proposal_and_four_statements_tell_them_all(town: Town) -> None:
    def found(session: Any) -> tuple[int, int]:
        others = [town.organisation(session, "a_kasse", f"AK{n}", f"A-kasse {n}") for n in (2, 3)]
        with_others = [town.agree(session, town.jobcenter, other) for other in others]
        proposed = town.organisation(session, "a_kasse", "AK4", "A-kasse 4")
        waits = town.agree(session, town.jobcenter, proposed)
        session.execute(update(Agreement).where(Agreement.id == waits).values(status="proposed"))
        town.add_slot(
            session,
            TEN,
            organisation_id=town.jobcenter,
            office_id=town.jobcenter_office,
            caseworker_id=town.jobcenter_worker,
            agreement_id=with_others[0],
            a_kasse_id=others[0],
            a_kasse_form="video",
        )
        elsewhere = town.organisation(session, "jobcenter", "0751", "Jobcenter Aarhus")
        return elsewhere, proposed

    elsewhere, proposed = town.database.write(found)
    town.joint_slot(TEN + DAY)

    with statements(town.database) as sent:
        pairs = figures(town, town.jobcenter, Aktoer.JOBCENTER)

    asked = [statement for statement in sent if statement.lstrip().startswith("SELECT")]
    assert len(asked) == 4
    assert [pair.other.name for pair in pairs] == ["A-kasse 2", "A-kasse 3", "A-kassen"]
    assert [pair.whole.agreed for pair in pairs] == [1, 0, 1]
    assert pairs[1].first_open is None
    assert figures(town, elsewhere, Aktoer.JOBCENTER) == ()
    assert figures(town, proposed, Aktoer.A_KASSE) == ()
    assert [pair.whole.agreed for pair in figures(town, town.a_kasse, Aktoer.A_KASSE)] == [1]
