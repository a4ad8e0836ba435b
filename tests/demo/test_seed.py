"""What the demo puts into a database: all kommuner, eight weeks of times, and people who can sign in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import holidays
import pytest
from sqlalchemy import and_, create_engine, func, select
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
from portal.demo import places, seed, staff, times
from portal.demo.citizens import Citizen, citizens
from portal.policy.facts import AflystAf, Aktoer, SamtaleArt, SamtaleStatus
from portal.policy.kalender import month_begins, months_after
from portal.policy.selvbooking import bookable
from portal.policy.tilsyn import tilsyn as judge
from portal.policy.window import Window
from portal.store import (
    afgoerelser,
    agreements,
    bookings,
    caseworkers,
    facts,
    joint_conflicts,
    letters,
    people,
    plan,
    slots,
    tilsyn,
)
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Database
from portal.store.tables import Caseworker, Office, Organisation, Person
from portal.store.tables_agreement import AgreementInterval
from portal.store.tables_case import Beslutning
from portal.store.tables_meeting import Agreement, Booking, Place, Slot

NOW = datetime(2026, 12, 18, 13, 5, tzinfo=UTC)
"""A Friday before Christmas: holidays lie ahead, and the days that are none but on which offices close."""

TODAY = NOW.astimezone(COPENHAGEN).date()


class Demo:
    """A database with the demo in it, made once for all tests of a kind of database."""

    def __init__(self, url: str) -> None:
        self.vault = CprVault(b"1" * 32, b"2" * 32)
        self.database = Database(url, 5000)
        self.told: list[str] = []
        self.stamp = seed.seed(self.database, self.vault, NOW, self.told.append)
        self.engine = create_engine(url)

    def all(self, query: Any) -> Any:
        with Session(self.engine) as session:
            return session.execute(query).all()

    def one(self, query: Any) -> Any:
        with Session(self.engine) as session:
            return session.execute(query).scalar_one()

    def person(self, citizen: Citizen) -> int:
        lookup = self.vault.lookup(Cpr(citizen.cpr))
        found = self.database.read(lambda session: people.find_by_cpr(session, lookup))
        assert found is not None
        return found.id

    def facts_of(self, citizen: Citizen) -> facts.PersonFacts:
        person_id = self.person(citizen)
        return self.database.read(lambda session: facts.load(session, person_id, NOW))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def demo(request: pytest.FixtureRequest, databases: Any) -> Iterator[Demo]:
    url = databases.create(request.param, migrated=True)
    made = Demo(url)
    yield made
    made.database.close()
    made.engine.dispose()
    databases.drop(url)


def test_every_kommune_has_a_jobcenter_with_an_office_in_it(demo: Demo) -> None:
    query = (
        select(Organisation.code, Office.kommune_code)
        .join(Office, Office.organisation_id == Organisation.id)
        .where(Organisation.holder == "jobcenter")
    )
    found = {(code, kommune) for code, kommune in demo.all(query)}
    assert len({code for code, _ in found}) == 98
    assert all(code == kommune for code, kommune in found)


def test_every_a_kasse_has_offices_and_caseworkers(demo: Demo) -> None:
    query = (
        select(Organisation.code, func.count(Caseworker.id))
        .join(Caseworker, Caseworker.organisation_id == Organisation.id)
        .where(Organisation.holder == "a_kasse")
        .group_by(Organisation.code)
    )
    assert {code for code, count in demo.all(query) if count >= 4} == {f"AK{n:02d}" for n in range(1, 18)}


def test_times_reach_from_two_weeks_back_to_six_weeks_ahead(demo: Demo) -> None:
    first, last = demo.all(select(func.min(Slot.start), func.max(Slot.start)))[0]
    assert TODAY - timedelta(days=14) <= first.date() <= TODAY - timedelta(days=11)
    assert TODAY + timedelta(days=39) <= last.date() <= TODAY + timedelta(days=42)


def test_no_time_lies_on_a_weekend_or_a_public_holiday_or_when_offices_are_closed(demo: Demo) -> None:
    closed = holidays.country_holidays("DK", categories=("public", "optional"))
    days = {start.astimezone(COPENHAGEN).date() for (start,) in demo.all(select(Slot.start))}
    assert date(2026, 12, 23) in days
    assert not [day for day in days if day.weekday() >= 5 or day in closed]
    assert not days & {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 1)}


def test_every_office_has_times_ahead(demo: Demo) -> None:
    with_times = {office for (office,) in demo.all(select(Slot.office_id).where(Slot.start > NOW).distinct())}
    assert {office for (office,) in demo.all(select(Office.id))} == with_times


def test_times_are_offered_in_several_forms_some_with_a_video_link_and_some_by_a_team(demo: Demo) -> None:
    forms = {tuple(row) for row in demo.all(select(Slot.fremmoede, Slot.telefon, Slot.video).distinct())}
    assert len(forms) >= 4
    assert demo.one(select(func.count()).where(Slot.video_link.is_not(None))) > 1000
    assert demo.one(select(func.count()).where(Slot.video_link.is_not(None), Slot.video.is_(False))) == 0
    assert demo.one(select(func.count()).where(Slot.team_id.is_not(None), Slot.capacity > 1)) > 100


def test_joint_times_are_agreed_and_the_a_kasse_comes_in_person_to_some_of_them(demo: Demo) -> None:
    query = select(Slot.organisation_id, Slot.a_kasse_id, Slot.agreement_id, Slot.a_kasse_form).where(
        Slot.a_kasse_id.is_not(None)
    )
    pairs = {
        row.id: (row.jobcenter_id, row.a_kasse_id)
        for row in demo.all(
            select(Agreement.id, Agreement.jobcenter_id, Agreement.a_kasse_id).where(
                Agreement.status.in_(("accepted", "ended"))
            )
        )
    }
    joint = demo.all(query)
    assert len(joint) > 500
    assert {row.a_kasse_form for row in joint} == {"fremmoede", "video"}
    assert all(pairs[row.agreement_id] == (row.organisation_id, row.a_kasse_id) for row in joint)
    # Each lies in the interval that it was agreed in, and where all meet in one room nobody telephones.
    rows = demo.all(
        select(Slot, AgreementInterval)
        .join(AgreementInterval, AgreementInterval.id == Slot.interval_id)
        .where(Slot.a_kasse_id.is_not(None))
    )
    assert len(rows) == len(joint)
    for slot, interval in rows:
        assert (slot.agreement_id, slot.start) == (interval.agreement_id, interval.start)
        assert slot.a_kasse_form == "video" or not (slot.telefon or slot.video)


def test_the_houses_are_in_the_middle_of_agreeing(demo: Demo) -> None:
    found: dict[str, set[str]] = {}
    for code, role in (("0751", "administrator"), ("0461", "team_leader"), ("AK01", "administrator")):
        one = next(e.worker for e in staff.employees() if (e.worker.branch.code, e.role) == (code, role))
        worker = demo.database.read(lambda s, w=one: caseworkers.find_by_subject(s, w.branch.code, w.subject))
        assert worker is not None
        every = demo.database.read(lambda s, key=worker.organisation.id: agreements.all_of(s, key))
        found[code] = {
            f"{agreement.status} {'us' if agreement.waits_for_us else 'them'}" for agreement in every
        }
        assert any(agreement.news for agreement in every) is (code != "0461")
    them = "accepted them"
    assert found == {
        "0751": {them, "proposed them", "countered us"},
        "0461": {them, "ended them"},
        "AK01": {them, "proposed us"},
    }


def test_somebody_cannot_come_to_an_agreed_time_and_both_sides_see_it(demo: Demo) -> None:
    for holder, code in (("jobcenter", "0751"), ("a_kasse", "AK01")):
        house = demo.one(
            select(Organisation.id).where(Organisation.code == code, Organisation.holder == holder)
        )
        lines = demo.database.read(lambda s, key=house: joint_conflicts.of(s, key, NOW))
        assert lines, code


def test_whoever_has_just_been_handed_over_has_booked_with_the_a_kasse_along(demo: Demo) -> None:
    query = select(Booking.slot_id, Slot.a_kasse_id, Slot.free, Booking.start)
    joint = demo.all(
        query.join(Slot, Slot.id == Booking.slot_id).where(Booking.a_kasse_id == Slot.a_kasse_id)
    )
    assert joint
    assert all(row.free == 0 and row.start > NOW for row in joint)


def test_nobody_offers_two_times_at_once(demo: Demo) -> None:
    query = select(Slot.caseworker_id, Slot.start, Slot.slut).where(Slot.caseworker_id.is_not(None))
    joint = select(
        Slot.a_kasse_caseworker_id,
        func.coalesce(Slot.a_kasse_from, Slot.start),
        func.coalesce(Slot.a_kasse_until, Slot.slut),
    ).where(Slot.a_kasse_caseworker_id.is_not(None))
    spans: dict[int, list[tuple[datetime, datetime]]] = {}
    for who, begin, end in (*demo.all(query), *demo.all(joint)):
        spans.setdefault(who, []).append((begin, end))
    for of_one in spans.values():
        of_one.sort()
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(of_one))


def test_the_store_gives_back_the_very_facts_that_the_demo_claims(demo: Demo) -> None:
    for citizen in citizens(NOW):
        found = demo.facts_of(citizen).facts
        want = citizen.facts
        assert found.person == want.person, citizen.key
        for part in ("tilmeldinger", "indplaceringer", "forbrug", "frister", "mindre_intensiv", "kontrol"):
            assert getattr(found, part) == getattr(want, part), (citizen.key, part)
        for part in ("visiteret", "ydelse_fra", "henvendelse", "valg", "regler_a_kasse", "regler_jobcenter"):
            assert getattr(found, part) == getattr(want, part), (citizen.key, part)
        assert [(s.start, s.form, s.status) for s in found.samtaler] == [
            (s.start, s.form, s.status) for s in want.samtaler
        ], citizen.key
        assert bookable(found, NOW).windows == bookable(want, NOW).windows, citizen.key


def test_whoever_may_book_finds_a_free_time(demo: Demo) -> None:
    for citizen in citizens(NOW):
        known = demo.facts_of(citizen)
        for art in (SamtaleArt.JOBSAMTALE, SamtaleArt.FAELLESSAMTALE):
            for window in bookable(known.facts, NOW, art=art).windows:
                assert _has_times(demo, known, window), (citizen.key, art)


def _has_times(demo: Demo, known: facts.PersonFacts, window: Window) -> bool:
    query = slots.SlotQuery(windows=(window,), a_kasse=known.a_kasse, jobcenter=known.jobcenter, now=NOW)
    return demo.database.read(lambda session: slots.any_free(session, query))


def test_every_meeting_is_with_a_caseworker_of_its_house_and_every_planned_one_takes_a_place(
    demo: Demo,
) -> None:
    query = select(Booking, Caseworker.organisation_id, Place.caseworker_id, Slot.free)
    query = query.join(Caseworker, Caseworker.id == Booking.caseworker_id)
    own = and_(Place.booking_id == Booking.id, Place.side == Booking.holder)
    query = query.outerjoin(Place, own).outerjoin(Slot, Slot.id == Booking.slot_id)
    rows = demo.all(query)
    assert len(rows) == demo.one(select(func.count()).select_from(Booking)) > 40
    for booking, house, place, free in rows:
        assert booking.organisation_id == house
        if booking.status == SamtaleStatus.PLANLAGT.value:
            assert (place, free) == (booking.caseworker_id, 0)
        else:
            assert (place, free) == (None, None)


def test_a_planned_meeting_says_where_to_go_or_whom_to_expect_and_gives_up_its_time(demo: Demo) -> None:
    noah = demo.person(next(c for c in citizens(NOW) if c.key == "noah-damgaard"))
    with Session(demo.engine) as session:
        telephone, video = [b for b in bookings.list_own(session, noah) if b.status is SamtaleStatus.PLANLAGT]
        assert telephone.phone is not None
        assert video.video_link is not None
        assert telephone.office is not None
        assert telephone.caseworker is not None
        bookings.call_off(session, telephone, AflystAf.PERSON, None, NOW)
        free = session.execute(select(Slot.free).where(Slot.id == telephone.slot_id)).scalar_one()
        session.rollback()
    assert free == 1


def test_min_plan_is_written_for_most_of_them_by_those_who_may_write_it(demo: Demo) -> None:
    with_plan = 0
    for citizen in citizens(NOW):
        person_id = demo.person(citizen)
        entries = demo.database.read(lambda session, key=person_id: plan.current(session, key))
        with_plan += bool(entries)
        for entry in entries:
            if entry.felt == "krav_til_jobsoegning":
                assert entry.af is Aktoer.A_KASSE
            if entry.felt in ("tilbud", "understoettende_indsatser", "uddannelsesmaal"):
                assert entry.af is Aktoer.JOBCENTER
    assert with_plan >= 15


def test_decisions_carry_their_reason_and_say_until_when_to_complain(demo: Demo) -> None:
    columns = (Beslutning.art, Beslutning.begrundelse, Beslutning.hoering, Beslutning.klage_senest)
    rows = demo.all(select(*columns))
    assert {row.art for row in rows} == {"fratagelse", "fritagelse", "fremmoede"}
    assert all(row.begrundelse for row in rows)
    (revoked,) = [row for row in rows if row.art == "fratagelse"]
    sent, answer_by = (date.fromisoformat(revoked.hoering[key]) for key in ("sendt", "frist"))
    assert answer_by - sent >= timedelta(days=7)
    assert revoked.klage_senest > TODAY


def test_the_supervision_of_a_kasser_has_figures_to_tell_and_a_row_of_months_to_raise(demo: Demo) -> None:
    until = month_begins(TODAY)
    found = demo.database.read(lambda session: tilsyn.months(session, months_after(until, -12), until))
    judged = {one.organisation.code: judge(NOW, one.maaneder) for one in found}
    assert judged["AK02"].raekker == ((months_after(until, -6), months_after(until, -1)),)
    assert judged["AK01"].mangelfuld[-1:] == (months_after(until, -1),)
    assert not judged["AK01"].dialog


def test_the_revocation_of_the_demo_is_a_case_told_from_the_hearing_to_the_complaint(demo: Demo) -> None:
    (person,) = [
        key for key, art in demo.all(select(Beslutning.person_id, Beslutning.art)) if art == "fratagelse"
    ]
    (sag,) = demo.database.read(lambda session: afgoerelser.whole_of_person(session, person))
    assert [one.trin.value for one in sag.skridt] == ["aabnet", "hoert", "uden_svar", "afgjort", "klaget"]
    opened, heard, _silent, decided, _complained = sag.skridt
    (row,) = demo.all(select(Beslutning.hoering).where(Beslutning.art == "fratagelse"))
    assert row.hoering == {"sendt": str(heard.dag), "frist": str(heard.frist)}
    assert heard.frist is not None
    assert opened.at < decided.at
    assert heard.frist < decided.dag
    kept = demo.database.read(lambda session: letters.by_ids(session, [heard.letter, decided.letter]))
    assert [one.view.kind for one in kept] == ["partshoering", "fratagelse"]


def test_the_caseworkers_who_can_be_signed_in_are_found_by_what_the_provider_says(demo: Demo) -> None:
    for employee in staff.employees():
        worker = employee.worker
        found = demo.database.read(
            lambda session, w=worker: caseworkers.find_by_subject(session, w.branch.code, w.subject)
        )
        assert found is not None
        assert (found.name, found.role) == (worker.name, employee.role)


def test_all_that_is_in_the_database_was_told_and_is_stamped(demo: Demo) -> None:
    count = demo.one(select(func.count()).select_from(Slot))
    alone = and_(Booking.status == "planlagt", Booking.a_kasse_id.is_(None))
    planned = demo.one(select(func.count()).where(alone))
    assert f"  {count - planned} times" in demo.told
    assert f"  {demo.one(select(func.count()).select_from(Person))} citizens" in demo.told
    assert demo.database.read(seed.stamp) == demo.stamp == seed.Stamp(NOW, seed.VERSION)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_database_without_a_demo_has_no_stamp(migrated_url: str) -> None:
    database = Database(migrated_url, 5000)
    assert database.read(seed.stamp) is None
    database.close()


def test_the_data_grows_old_when_less_than_a_week_of_times_is_left() -> None:
    made = seed.Stamp(NOW, seed.VERSION)
    assert not seed.runs_out(made, TODAY)
    assert not seed.runs_out(made, TODAY + timedelta(days=times.DAYS_AHEAD - 7))
    assert seed.runs_out(made, TODAY + timedelta(days=times.DAYS_AHEAD - 6))


def test_places_are_told_apart_by_their_codes() -> None:
    assert len({(house.holder, house.code) for house in places.houses()}) == 98 + 17
    assert {house.region for house in places.houses() if house.holder is Aktoer.JOBCENTER} == {
        "Hovedstaden",
        "Sjælland",
        "Syddanmark",
        "Midtjylland",
        "Nordjylland",
    }
