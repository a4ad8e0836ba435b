"""Agreed times are given up, and agreements end: never without the other side's knowledge."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from portal.actions import end_agreement as ending
from portal.actions.accept_replacement import AcceptReplacement, accept_replacement
from portal.actions.answer_agreement import Outdated, Refused, UnknownAgreement
from portal.actions.book_jobsamtale import BookJobsamtale, book_jobsamtale
from portal.actions.choose_a_kasse_med import ChooseAKasseMed, choose_a_kasse_med
from portal.actions.deactivate_caseworker import DeactivateCaseworker, deactivate_caseworker, mark_of
from portal.actions.end_agreement import EndAgreement, Ended, end_agreement, end_replaced
from portal.actions.outcome import Granted
from portal.actions.times.whose import NotTheirs
from portal.actions.withdraw_times import WithdrawTimes, withdraw_times
from portal.policy.facts import AflystAf, AKasseMed, Aktoer, SamtaleArt, Samtaleform, SamtaleStatus
from portal.store import agreement_writes, agreements, ahead, bookings, caseworkers, offers, slots, staff
from portal.store.agreements import AgreementView
from portal.store.database import Busy, Session
from portal.store.tables_agreement import AgreementInterval
from portal.store.tables_case import Audit, Outbox
from portal.store.tables_meeting import Agreement
from portal.store.tables_times import Absence
from portal.store.views import BookingView
from tests.actions.courses import with_the_jobcenter
from tests.at_once import at_once
from tests.store.town import NOW, TEN, Town, add

DAY = timedelta(days=1)
LAST = date(2024, 9, 29)
"""The first day that can be the last one of an agreement with 28 days of notice, said on 2 September."""

AFTER = datetime(2024, 10, 1, 8, 0, tzinfo=TEN.tzinfo)


class Two:
    """A jobcenter and an a-kasse with an agreement, and a leader each."""

    def __init__(self, town: Town) -> None:
        self.town, self.database = town, town.database
        self.jobcenter = town.worker_with_role("team_leader", town.jobcenter)
        self.a_kasse = town.worker_with_role("team_leader")

    def seen_by(self, organisation: int) -> AgreementView:
        (found,) = self.database.read(lambda s: agreements.all_of(s, organisation))
        return found

    @property
    def agreement(self) -> AgreementView:
        return self.seen_by(self.town.jobcenter)

    def interval(self, start: datetime = TEN, hours: int = 2) -> list[UUID]:
        """An agreed stretch with a meeting an hour, to which Anna of the a-kasse travels half an hour."""
        who = {"caseworker_id": self.town.jobcenter_worker, "a_kasse_caseworker_id": self.town.a_kasse_worker}
        interval = AgreementInterval(
            agreement_id=self.town.agreement,
            by_side="jobcenter",
            status="agreed",
            start=start,
            slut=start + timedelta(hours=hours),
            minutes=60,
            pause=0,
            office_id=self.town.jobcenter_office,
            a_kasse_form="fremmoede",
            travel_before=30,
            travel_after=0,
            fremmoede=True,
            telefon=False,
            video=False,
            settled_at=NOW,
            **who,
        )
        key = self.database.write(lambda session: add(session, interval))
        way = Absence(
            caseworker_id=self.town.a_kasse_worker,
            kind="optaget",
            start=start - timedelta(minutes=30),
            slut=start,
            interval_id=key,
            entered_by=self.town.a_kasse_worker,
            entered_at=NOW,
        )
        self.database.write(lambda session: add(session, way))
        only = {"telefon": False, "video": False, "interval_id": key}
        return [self.town.joint_slot(start + n * timedelta(hours=1), **only) for n in range(hours)]

    def citizen(self) -> int:
        """Whose first meeting with the jobcenter it is, and who has the a-kasse along."""
        person = self.town.person(with_the_jobcenter())
        choose_a_kasse_med(ChooseAKasseMed(person, AKasseMed.JA), self.database, NOW)
        return person

    def end(self, by: int | None = None, **more: Any) -> Any:
        values = {"seen": self.agreement.last_step, "last": LAST} | more
        command = EndAgreement(by or self.jobcenter, self.agreement.public_id, **values)
        return end_agreement(command, self.database, NOW)

    def withdraw(self, *ids: UUID, call_off: tuple[UUID, ...] = ()) -> Any:
        command = WithdrawTimes(self.jobcenter, frozenset(ids), frozenset(call_off))
        return withdraw_times(command, self.database, NOW)

    def steps(self) -> list[tuple[str, str, dict[str, Any]]]:
        found = self.database.read(lambda s: agreements.steps(s, self.town.agreement))
        return [(one.side.value, one.act, dict(one.details)) for one in found]

    def intervals(self) -> list[str]:
        found = self.database.read(lambda s: agreements.intervals(s, self.town.agreement))
        return [one.status for one in found]

    def standing(self, *ids: UUID) -> list[bool]:
        found = [self.database.read(lambda s, key=key: slots.get(s, key)) for key in ids]
        return [slot is not None and not slot.withdrawn for slot in found]

    def told(self) -> list[dict[str, Any]]:
        query = select(Outbox.payload).where(Outbox.topic == "agreement.step").order_by(Outbox.id)
        return list(self.database.read(lambda s: s.execute(query).scalars().all()))

    def meeting(self, booking: BookingView) -> BookingView:
        found = self.database.read(lambda s: bookings.get_own(s, booking.person_id, booking.public_id))
        assert found is not None
        return found

    def offered(self, person: int) -> list[UUID]:
        return [one.slot for one in self.database.read(lambda s: offers.open_of(s, person, NOW))]


@pytest.fixture
def two(town: Town) -> Two:
    return Two(town)


def test_an_agreed_time_that_the_jobcenter_takes_back_is_told_to_the_a_kasse(two: Two) -> None:
    first, second = two.interval()
    assert two.withdraw(first).unbooked == 1

    (step,) = two.steps()
    times = {"times": 1, "meetings": 0, "first_time": TEN.isoformat(), "last_time": TEN.isoformat()}
    assert step == ("jobcenter", "withdrawn", times)
    assert two.told() == [{"agreement": str(two.agreement.public_id), "number": 1, "act": "withdrawn"}]
    assert (two.seen_by(two.town.a_kasse).news, two.agreement.news) == (1, 0)
    # Somebody still travels there for the other one, until nothing is left of the day.
    assert (two.intervals(), two.town.count(Absence)) == (["agreed"], 1)
    person = two.citizen()
    booking, other = two.town.book(person, second), two.interval(TEN + 2 * DAY)

    gone = two.withdraw(second, call_off=(booking.public_id,))

    assert [one.offered for one in gone.called_off] == [True]
    assert two.offered(person) == other[:1]  # agreed with their own a-kasse, and no other time
    assert [details["meetings"] for _side, _act, details in two.steps()] == [0, 1]
    assert (two.intervals(), two.town.count(Absence)) == (["ended", "agreed"], 1)
    # The time that was offered in its stead is taken back too.
    two.withdraw(other[0])
    assert (two.offered(person), len(two.steps())) == (other[1:], 3)


def test_a_time_of_ones_own_is_nobody_elses_affair(two: Two) -> None:
    two.withdraw(two.town.jobcenter_slot())
    assert (two.steps(), two.told()) == ([], [])


def test_an_end_keeps_what_is_booked_and_nobody_books_any_more(two: Two) -> None:
    before, (taken, free) = two.interval(), two.interval(AFTER)
    person = two.citizen()
    booking = two.town.book(person, taken)

    outcome = two.end(two.a_kasse, message="Vi flytter.")

    assert isinstance(outcome, Ended)
    assert (outcome.withdrawn, outcome.kept, outcome.called_off) == (1, 1, ())
    assert [finding.code for finding in outcome.decision.warnings] == ["aftale_uden_flere"]
    assert (two.agreement.status, two.agreement.ends_on) == ("ended", LAST)
    assert two.standing(*before, taken, free) == [True, True, False, False]
    assert (two.intervals(), two.town.count(Absence)) == (["agreed", "ended"], 2)
    assert two.meeting(booking).status is SamtaleStatus.PLANLAGT
    (step,) = two.steps()
    assert (step[:2], step[2]["last"]) == (("a_kasse", "ended"), LAST.isoformat())
    assert (two.agreement.news, two.seen_by(two.town.a_kasse).news) == (1, 0)
    # The meeting that stands leaves no time behind for somebody else.
    call_off = two.database.write(lambda s: bookings.call_off(s, booking, AflystAf.PERSON, None, NOW))
    wish = BookJobsamtale(two.citizen(), taken, SamtaleArt.JOBSAMTALE, Samtaleform.FREMMOEDE, uuid4(), None)
    assert not isinstance(book_jobsamtale(wish, two.database, NOW), Granted)
    assert call_off.status is SamtaleStatus.AFLYST


def test_an_end_with_its_meetings_called_off_offers_another_agreed_time_before_it(two: Two) -> None:
    before, (taken, free) = two.interval(), two.interval(AFTER)
    person = two.citizen()
    booking = two.town.book(person, taken)
    waits = two.citizen()

    seen = two.agreement.last_step
    outcome = two.end(keep_booked=False)

    assert isinstance(outcome, Ended)
    assert [(one.person, one.offered) for one in outcome.called_off] == [(outcome.called_off[0].person, True)]
    assert (outcome.withdrawn, outcome.kept) == (1, 0)
    assert two.meeting(booking).aflyst_af is AflystAf.MYNDIGHED
    assert two.offered(person) == before[:1]
    assert two.offered(waits) == []
    assert [step[1] for step in two.steps()] == ["ended"]
    assert two.town.count(Absence) == 1  # to the day before the end alone
    # Sent again, it is the same end, and nobody is called off twice.
    again = two.end(keep_booked=False, seen=seen)
    assert isinstance(again, Ended)
    assert (again.withdrawn, again.called_off, len(two.steps())) == (1, (), 1)
    (offer,) = two.database.read(lambda s: offers.open_of(s, person, NOW))
    taken_on = accept_replacement(AcceptReplacement(person, offer.public_id), two.database, NOW)
    assert isinstance(taken_on, Granted)
    assert taken_on.booking.a_kasse is not None
    assert two.standing(free) == [False]


def test_an_end_that_was_stopped_on_the_way_goes_on_where_it_was(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, _free = two.interval(AFTER)
    booking = two.town.book(two.citizen(), taken)

    def stopped(*_: Any) -> None:
        raise Busy

    with monkeypatch.context() as patch:
        patch.setattr(ending, "withdraw_times", stopped)
        with pytest.raises(Busy):
            two.end(keep_booked=False)
    assert two.meeting(booking).status is SamtaleStatus.PLANLAGT

    outcome = two.end(keep_booked=False, seen=0)

    assert isinstance(outcome, Ended)
    assert len(outcome.called_off) == 1
    assert two.meeting(booking).status is SamtaleStatus.AFLYST


def test_who_books_just_as_the_agreement_ends_has_a_meeting_that_stands_or_none(two: Two) -> None:
    taken, _free = two.interval(AFTER)
    wish = BookJobsamtale(two.citizen(), taken, SamtaleArt.JOBSAMTALE, Samtaleform.FREMMOEDE, uuid4())

    booked, outcome = at_once(lambda: book_jobsamtale(wish, two.database, NOW), lambda: two.end(seen=0))

    assert isinstance(outcome, Ended)
    assert (outcome.withdrawn, outcome.kept) == ((1, 1) if isinstance(booked, Granted) else (2, 0))
    ((_side, _act, details),) = two.steps()
    assert (details["times"], details["meetings"]) == (outcome.withdrawn, outcome.kept)


def test_who_is_offered_a_time_that_goes_with_the_agreement_is_offered_another(two: Two) -> None:
    (taken, *_), (offered, _) = two.interval(hours=1), two.interval(AFTER)
    person = two.citizen()
    two.withdraw(taken, call_off=(two.town.book(person, taken).public_id,))
    assert two.offered(person) == [offered]
    before = two.town.joint_slot(TEN + 2 * DAY)

    two.end()

    assert two.offered(person) == [before]


def test_nobody_ends_what_is_not_theirs_too_early_or_on_an_old_form(two: Two) -> None:
    two.interval(AFTER)
    town = two.town
    stranger = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "En anden"))
    with pytest.raises(UnknownAgreement):
        two.end(town.worker_with_role("team_leader", stranger))
    with pytest.raises(NotTheirs):
        two.end(town.worker_with_role("caseworker"))
    assert two.end(seen=7) == Outdated(0)
    for by, more, code in (
        (two.jobcenter, {"last": LAST - DAY}, "aftale_varsel"),
        (two.a_kasse, {"keep_booked": False}, "aftale_samtaler_hos_jobcentret"),
    ):
        refused = two.end(by, **more)
        assert isinstance(refused, Refused)
        assert [finding.code for finding in refused.decision.refusals] == [code]
    assert (two.agreement.status, two.intervals(), two.steps()) == ("accepted", ["agreed"], [])
    log = select(Audit.outcome).where(Audit.action == "end_agreement")
    assert two.database.read(lambda s: list(s.execute(log).scalars())) == ["refused", "refused"]

    shown = two.database.read(
        lambda s: ending.preview(s, EndAgreement(two.a_kasse, two.agreement.public_id, 0, LAST), NOW)
    )
    assert (shown.earliest, shown.free, shown.booked, shown.decision.allowed) == (LAST, 2, 0, True)
    assert isinstance(two.end(), Ended)
    ended = two.end(seen=1)
    assert isinstance(ended, Refused)
    assert [finding.code for finding in ended.decision.refusals] == ["aftale_gaelder_ikke"]


def test_a_change_that_is_agreed_ends_what_it_changes(two: Two) -> None:
    before, (taken, free) = two.interval(), two.interval(AFTER)
    booking = two.town.book(two.citizen(), taken)
    newer = Agreement(
        jobcenter_id=two.town.jobcenter,
        a_kasse_id=two.town.a_kasse,
        status="proposed",
        fra=AFTER.date(),
        updated_at=NOW,
        replaces_id=two.town.agreement,
    )
    two.database.write(lambda s: add(s, newer))

    def change(session: Session) -> None:
        worker = caseworkers.by_id(session, two.a_kasse)
        assert worker is not None
        every = agreements.all_of(session, two.town.a_kasse)
        new = next(one for one in every if one.replaces)
        old = next(one for one in every if not one.replaces)
        locked = agreement_writes.lock(session, old.public_id, two.town.a_kasse)
        assert locked is not None
        end_replaced(session, new, new, worker, NOW)  # it does not hold yet
        end_replaced(session, locked, new, worker, NOW)

    two.database.write(change)

    assert two.standing(*before, taken, free) == [True, True, False, False]
    assert two.meeting(booking).status is SamtaleStatus.PLANLAGT
    found = two.database.read(lambda s: agreements.all_of(s, two.town.jobcenter))
    assert {(one.status, one.ends_on) for one in found} == {("ended", date(2024, 9, 30)), ("proposed", None)}
    (step,) = two.steps()
    assert (step[1], step[2]["times"], step[2]["meetings"]) == ("ended", 1, 1)


@pytest.mark.parametrize("side", [Aktoer.JOBCENTER, Aktoer.A_KASSE])
def test_who_stops_takes_their_agreed_times_with_them_and_both_sides_know(two: Two, side: Aktoer) -> None:
    town = two.town
    taken, free = two.interval()
    booking = town.book(two.citizen(), taken)
    house, gone, name = {
        Aktoer.JOBCENTER: (town.jobcenter, town.jobcenter_worker, "Jens"),
        Aktoer.A_KASSE: (town.a_kasse, town.a_kasse_worker, "Anna"),
    }[side]
    chief = town.worker_with_role("administrator", house)
    seen = mark_of(town.database.read(lambda s: ahead.of_caseworker(s, gone, NOW)))
    who = next(one for one in town.database.read(lambda s: staff.of(s, house)) if one.id == gone)

    deactivate_caseworker(
        DeactivateCaseworker(chief, who.public_id, seen, confirmed=True), town.database, NOW
    )

    assert two.standing(taken, free) == [False, False]
    assert two.meeting(booking).status is SamtaleStatus.PLANLAGT  # somebody else comes
    (step,) = two.steps()
    assert step[:2] == (side.value, "withdrawn")
    assert (step[2]["times"], step[2]["meetings"], step[2]["stopped"]) == (2, 1, name)
    assert two.intervals() == ["agreed"]
    other = town.a_kasse if side is Aktoer.JOBCENTER else town.jobcenter
    assert two.seen_by(other).news == 1
