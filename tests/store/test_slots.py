"""Published times are found in the person's order, narrowed down as asked, and locked before they are had."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform
from portal.policy.window import Window
from portal.store import bookings, holds, slots
from portal.store.slots import Cursor, SlotPage, SlotQuery
from tests.store.counting import statements
from tests.store.stage import organisation_view
from tests.store.town import NOW, TEN, Town

HOUR = timedelta(hours=1)

WINDOW = Window(
    holder=Aktoer.A_KASSE,
    art=SamtaleArt.JOBSAMTALE,
    former=frozenset(Samtaleform),
    earliest=NOW,
    latest=None,
    blocked_days=frozenset(),
    busy=(),
)


def _query(town: Town, **more: Any) -> SlotQuery:
    a_kasse, jobcenter = town.database.read(
        lambda s: (organisation_view(s, town.a_kasse), organisation_view(s, town.jobcenter))
    )
    return SlotQuery(**{"windows": (WINDOW,), "a_kasse": a_kasse, "jobcenter": jobcenter, "now": NOW} | more)


def _search(town: Town, query: SlotQuery) -> SlotPage:
    return town.database.read(lambda session: slots.search(session, query))


def _found(town: Town, query: SlotQuery) -> list[UUID]:
    return [slot.public_id for slot in _search(town, query).slots]


def _public_id_of_office(town: Town, slot: UUID) -> UUID:
    found = town.database.read(lambda session: slots.get(session, slot))
    assert found is not None
    return found.office.public_id


def _office(town: Town, postcode: str, kommune: str = "0101") -> int:
    return town.database.write(lambda session: town.office(session, town.a_kasse, postcode, kommune))


def _anybody(town: Town, name: str) -> int:
    return town.database.write(lambda session: town.caseworker(session, town.a_kasse, name))


def test_times_come_by_start_then_own_kommune_then_nearest_postcode(town: Town) -> None:
    offices = [
        _office(town, "2200", "0147"),
        _office(town, "1000"),
        _office(town, "2300"),
        _office(town, "2500"),
    ]
    same_time = [town.slot(office_id=office, caseworker_id=None) for office in offices]
    sooner = town.slot(TEN - HOUR, office_id=offices[0])

    found = _found(town, _query(town, own_postcode="2200", own_kommune="0101"))

    abroad, far, nearest, near = same_time
    assert found == [sooner, nearest, near, far, abroad]


def test_the_first_free_time_is_the_first_of_all_pages_whatever_page_is_asked_for(town: Town) -> None:
    first, second = town.slot(TEN), town.slot(TEN + HOUR)
    page = _search(town, _query(town, limit=1))
    assert page.next is not None

    asked = _query(town, limit=1, after=page.next)
    found = town.database.read(lambda session: slots.first_free(session, asked))

    assert found is not None
    assert found.public_id == first
    assert _found(town, asked) == [second]


def test_pages_follow_each_other_without_a_gap_when_a_time_is_taken_in_between(town: Town) -> None:
    times = [town.slot(TEN + number * HOUR) for number in range(4)]
    page = _search(town, _query(town, limit=2))
    town.book(town.person(), times[1])

    following = _found(town, _query(town, limit=2, after=page.next))

    assert following == times[2:]


def test_the_last_page_says_that_it_is_the_last(town: Town) -> None:
    town.slot(TEN), town.slot(TEN + HOUR)

    assert _search(town, _query(town, limit=2)).next is None


def test_a_cursor_from_outside_the_window_opens_no_time_outside_it(town: Town) -> None:
    town.slot()
    window = replace(WINDOW, latest=TEN)
    before_it = Cursor(TEN, 0, UUID(int=0))

    assert _found(town, _query(town, after=before_it)) != []
    assert _found(town, _query(town, after=before_it, windows=(window,))) == []
    assert _found(town, _query(town, after=before_it, to_day=date(2024, 9, 9))) == []
    assert _found(town, _query(town, after=before_it, windows=(replace(WINDOW, earliest=TEN + HOUR),))) == []


@pytest.mark.parametrize(
    "text", ["", "a.b.c", "20240910T080000.1", "20240910T080000.99999999999.0", "x" * 500]
)
def test_a_cursor_that_was_changed_by_hand_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="no place in a list of times"):
        Cursor.parse(text)


def test_a_cursor_goes_into_an_address_and_comes_back() -> None:
    cursor = Cursor(datetime(2024, 10, 27, 1, 30, tzinfo=UTC), 10_400, uuid4())

    assert Cursor.parse(str(cursor)) == cursor


def test_a_search_can_be_narrowed_to_an_office_and_to_a_caseworker(town: Town) -> None:
    berta, office = _anybody(town, "Berta"), _office(town, "5000")
    here, there, hers = (
        town.slot(),
        town.slot(office_id=office, caseworker_id=None),
        town.slot(caseworker_id=berta),
    )
    name = next(slot.caseworker for slot in _search(town, _query(town)).slots if slot.public_id == hers)

    assert name is not None
    assert _found(town, _query(town, office=_public_id_of_office(town, there))) == [there]
    assert _found(town, _query(town, caseworker=name.public_id)) == [hers]
    assert set(_found(town, _query(town, office=_public_id_of_office(town, here)))) == {here, hers}
    assert _found(town, _query(town, office=uuid4())) == []


def test_days_are_danish_days(town: Town) -> None:
    late = town.slot(datetime(2024, 9, 10, 21, 30, tzinfo=UTC))
    next_day = town.slot(datetime(2024, 9, 10, 22, 30, tzinfo=UTC))

    assert _found(town, _query(town, to_day=date(2024, 9, 10))) == [late]
    assert _found(town, _query(town, from_day=date(2024, 9, 11))) == [next_day]


def test_who_has_no_a_kasse_finds_no_time_with_one(town: Town) -> None:
    town.slot()

    assert _search(town, _query(town, a_kasse=None)) == SlotPage((), None)
    assert not town.database.read(lambda s: slots.any_free(s, _query(town, a_kasse=None)))


def test_without_windows_nothing_is_asked(town: Town) -> None:
    town.slot()
    query = _query(town, windows=())

    with statements(town.database) as said:
        page, offices = town.database.read(lambda s: (slots.search(s, query), slots.offices(s, query)))

    assert (page.slots, offices, said) == ((), (), [])


def test_any_free_tells_whether_the_windows_hold_a_time(town: Town) -> None:
    query = _query(town)
    assert not town.database.read(lambda s: slots.any_free(s, query))

    slot = town.slot()
    assert town.database.read(lambda s: slots.any_free(s, query))

    town.book(town.person(), slot)
    assert not town.database.read(lambda s: slots.any_free(s, query))


def test_a_time_in_two_windows_is_found_once_with_the_forms_of_both(town: Town) -> None:
    town.slot()
    phone = replace(WINDOW, former=frozenset({Samtaleform.TELEFON}))
    video = replace(WINDOW, former=frozenset({Samtaleform.VIDEO}))

    (found,) = _search(town, _query(town, windows=(phone, video))).slots

    assert found.former == {Samtaleform.TELEFON, Samtaleform.VIDEO}


def test_video_can_be_chosen_only_where_there_is_an_address_to_meet_at(town: Town) -> None:
    linked, bare = town.slot(), town.slot(TEN + HOUR, video_link=None)
    town.slot(TEN + 2 * HOUR, video_link=None, fremmoede=False, telefon=False)
    video = replace(WINDOW, former=frozenset({Samtaleform.VIDEO}))

    assert _found(town, _query(town)) == [linked, bare]
    assert _found(town, _query(town, windows=(video,))) == [linked]
    offered = {slot.public_id: slot.former for slot in _search(town, _query(town)).slots}
    assert offered[linked] == frozenset(Samtaleform)
    assert offered[bare] == {Samtaleform.FREMMOEDE, Samtaleform.TELEFON}
    known = town.database.read(lambda s: slots.get(s, bare))
    assert known is not None
    assert Samtaleform.VIDEO not in known.former


def test_a_person_who_asks_for_the_a_kasse_in_person_finds_only_such_times(town: Town) -> None:
    window = replace(
        WINDOW, holder=Aktoer.JOBCENTER, faelles=True, aftalt_med="AK1", a_kasse_form="video_tilladt"
    )
    in_person, on_video = town.joint_slot(), town.joint_slot(TEN + HOUR, a_kasse_form="video")

    assert _found(town, _query(town, windows=(window,))) == [in_person, on_video]
    assert _found(town, _query(town, windows=(window,), a_kasse_fysisk=True)) == [in_person]


def test_the_offices_are_those_that_have_times_the_nearest_first(town: Town) -> None:
    office, empty = _office(town, "5000", "0461"), _office(town, "6000")
    town.slot(), town.slot(office_id=office, caseworker_id=None)
    town.slot(office_id=empty, withdrawn_at=NOW)
    town.jobcenter_slot()

    found = town.database.read(lambda s: slots.offices(s, _query(town, own_kommune="0101")))

    assert [office.postcode for office in found] == ["1620", "5000"]


def test_an_office_s_caseworkers_are_those_who_have_times_there(town: Town) -> None:
    berta, carl, dorte = (_anybody(town, name) for name in ("Berta", "Carl", "Dorte"))
    office = _office(town, "5000")
    town.slot()
    there = town.slot(office_id=office, caseworker_id=carl)
    town.slot(office_id=office, caseworker_id=berta)
    town.slot(TEN + HOUR, office_id=office, caseworker_id=berta)
    town.slot(office_id=office, caseworker_id=dorte, withdrawn_at=NOW)
    town.slot(TEN - 30 * HOUR * 24, office_id=office, caseworker_id=dorte)
    town.slot(TEN + HOUR, office_id=office, caseworker_id=None)
    query = _query(town, office=_public_id_of_office(town, there))

    offices, found = town.database.read(lambda s: (slots.offices(s, query), slots.caseworkers(s, query)))

    assert len(offices) == 2
    assert [worker.name for worker in found] == ["Berta", "Carl"]


def test_of_all_offices_only_the_caseworker_who_was_chosen_is_named(town: Town) -> None:
    town.slot()
    (anna,) = (slot.caseworker for slot in _search(town, _query(town)).slots)
    assert anna is not None

    assert town.database.read(lambda s: slots.caseworkers(s, _query(town))) == ()
    query = _query(town, caseworker=anna.public_id)
    assert town.database.read(lambda s: slots.caseworkers(s, query)) == (anna,)


def test_one_time_is_shown_with_all_it_offers_even_when_it_is_gone(town: Town) -> None:
    slot = town.joint_slot(room="12", withdrawn_at=NOW, telefon=False, a_kasse_form="video")
    together = town.joint_slot(TEN + timedelta(days=1), a_kasse_form="fremmoede")

    found = town.database.read(lambda session: slots.get(session, slot))

    assert found is not None
    assert (found.withdrawn, found.room, found.joint, found.a_kasse_code) == (True, "12", True, "AK1")
    assert found.former == {Samtaleform.FREMMOEDE, Samtaleform.VIDEO}
    in_person = town.database.read(lambda session: slots.get(session, together))
    assert in_person is not None
    assert in_person.former == {Samtaleform.FREMMOEDE}, "the a-kasse comes, and so does the person"
    assert (found.holder, found.varighed, found.free) == (Aktoer.JOBCENTER, 60, 1)
    assert town.database.read(lambda session: slots.get(session, uuid4())) is None


def _hold(town: Town, slot: UUID, person: int) -> None:
    def work(session: Session) -> None:
        found = slots.get(session, slot)
        assert found is not None
        holds.put(session, person, found.id, Samtaleform.TELEFON, NOW + HOUR)

    town.database.write(work)


def test_a_time_that_somebody_else_holds_is_not_found_until_the_hold_runs_out(town: Town) -> None:
    slot, person, other = town.slot(), town.person(), town.person()
    _hold(town, slot, other)

    assert _found(town, _query(town, exclude_person=person)) == []
    assert _found(town, _query(town)) == []
    assert _found(town, _query(town, exclude_person=other)) == [slot]
    assert _found(town, _query(town, now=NOW + HOUR)) == [slot]


def test_a_place_that_somebody_else_holds_is_not_free_when_it_is_locked(town: Town) -> None:
    slot, person, other = town.slot(), town.person(), town.person()
    _hold(town, slot, other)

    def free(now: datetime, who: int) -> int:
        found = town.database.write(lambda s: slots.lock(s, slot, person_id=who, now=now))
        assert found is not None
        return found.free

    assert (free(NOW, person), free(NOW, other), free(NOW + HOUR, person)) == (0, 1, 1)


def test_a_joint_time_is_gone_when_the_a_kasse_s_caseworker_would_still_be_on_the_way(town: Town) -> None:
    window = replace(WINDOW, holder=Aktoer.JOBCENTER, faelles=True, aftalt_med="AK1")
    town.book(town.person(), town.slot(TEN - HOUR))
    near = town.joint_slot()
    query = _query(town, windows=(window,))
    assert _found(town, query) == [near]

    town.joint_slot(a_kasse_from=TEN - HOUR / 2, a_kasse_until=TEN + HOUR)

    assert _found(town, query) == [near]


def test_the_time_given_up_is_locked_with_the_new_one_before_anything_is_looked_at(town: Town) -> None:
    old, new = town.slot(), town.slot(TEN + HOUR)
    booking = town.book(town.person(), old)

    with statements(town.database) as said:
        found = town.database.write(lambda s: slots.lock(s, new, leaving=booking.slot_id))

    assert found is not None
    assert found.public_id == new
    times, caseworkers, looked = said
    assert "slot.id" in times.partition("ORDER BY")[2]
    assert "caseworker.id" in caseworkers.partition("ORDER BY")[2]
    assert "FOR " not in looked
    assert town.database.write(lambda s: slots.lock(s, uuid4(), leaving=booking.slot_id)) is None


def test_what_each_question_costs_does_not_depend_on_how_much_there_is(town: Town) -> None:
    def costs() -> list[int]:
        query = _query(town, office=_public_id_of_office(town, slot))
        counts = []
        for ask in (slots.search, slots.first_free, slots.any_free, slots.offices, slots.caseworkers):
            with statements(town.database) as said:
                town.database.read(lambda session, ask=ask: ask(session, query))
            counts.append(len(said))
        return counts

    slot = town.slot()
    few = costs()
    for number in range(1, 30):
        town.slot(TEN + number * HOUR)
    many = costs()

    assert few == many == [1, 1, 1, 1, 1]


def test_moving_finds_the_times_that_the_meeting_itself_is_in_the_way_of(town: Town) -> None:
    booking = town.book(town.person(), town.slot())
    overlapping = town.slot(TEN + HOUR / 2)

    assert _found(town, _query(town)) == []
    assert _found(town, _query(town, moving=booking.id, least_minutes=60)) == [overlapping]
    assert town.database.read(lambda s: bookings.list_own(s, booking.person_id)) == (booking,)
