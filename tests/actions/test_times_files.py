"""Times from files: every fault at its place, nothing half done, calendars as programs write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from portal.actions import import_times
from portal.actions.import_times import FromCalendar
from portal.actions.times import calendar_file
from portal.actions.times.csv_file import EXAMPLE, Around, Fault, decoded, read
from portal.policy.facts import Samtaleform
from portal.store.database import Database
from portal.store.tables import Caseworker, Office, Organisation, table_of
from portal.store.tables_meeting import Slot
from portal.store.tables_times import Absence
from portal.store.timetable import House, WhereOffice, WhichTeam, Who
from tests.actions.courses import in_the_a_kasse
from tests.store.town import NOW, TEN, Town

FROM, UNTIL = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC)
HEAD = "dato;fra;til;medarbejder;team;kontor;former;pladser;lokale;videolink"
OFFICES = (WhereOffice(1, UUID(int=1), "Hovedkontoret"), WhereOffice(2, UUID(int=2), "Byen"))
ANNA = Who(7, UUID(int=7), "Anna", 1, None, "anna@example.dk", "anna-1")
HOUSE = House(OFFICES, (WhichTeam(3, UUID(int=3), "Telefonteamet", 1),), (ANNA,))


def around(**more: Any) -> Around:
    values = {
        "house": HOUSE,
        "hosts": ("video.example.dk",),
        "now": FROM,
        "last": date(2027, 12, 31),
        "may": lambda _who: True,
    }
    return Around(**(values | more))


def faults(*lines: str, **more: Any) -> list[tuple[int, str | None, str]]:
    found = read("\n".join([HEAD, *lines, ""]), around(**more))
    assert not found.times
    return [(fault.line, fault.column, fault.code) for fault in found.faults]


def test_the_example_is_read_as_it_says() -> None:
    found = read(EXAMPLE.read_text(encoding="utf-8"), around())

    assert found.faults == ()
    first, second, third = found.times
    assert first.start == datetime(2027, 3, 1, 8, tzinfo=UTC)
    assert first.former == {Samtaleform.FREMMOEDE, Samtaleform.TELEFON}
    assert (first.caseworker_id, first.office_id, first.room) == (7, 1, "Lokale 3")
    assert second.video_link == "https://video.example.dk/{tid}"
    assert (third.caseworker_id, third.team_id, third.capacity) == (None, 3, 4)


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("2027-02-30;9:00;10:00;anna;;;telefon;;;", "dato", "ikke_en_dato"),
        ("2026-02-03;9:00;10:00;anna;;;telefon;;;", "dato", "forbi"),
        ("2028-02-03;9:00;10:00;anna;;;telefon;;;", "dato", "for_langt_frem"),
        ("2027-03-28;2:00;3:00;anna;;;telefon;;;", "fra", "urskift"),
        ("2027-03-01;kl 9;10:00;anna;;;telefon;;;", "fra", "ikke_et_klokkeslaet"),
        ("2027-03-01;9:00;9:00;anna;;;telefon;;;", "til", "slutter_foer"),
        ("2027-03-01;9:00;10:00;;;;telefon;;;", "medarbejder", "medarbejder_eller_team"),
        ("2027-03-01;9:00;10:00;bo;;;telefon;;;", "medarbejder", "ukendt_medarbejder"),
        ("2027-03-01;9:00;10:00;;Intet;;telefon;;;", "team", "ukendt_team"),
        ("2027-03-01;9:00;10:00;anna;;Intet;telefon;;;", "kontor", "ukendt_kontor"),
        ("2027-03-01;9:00;10:00;anna;;;brev;;;", "former", "ukendt_form"),
        ("2027-03-01;9:00;10:00;anna;;;telefon;2;;", "pladser", "kun_team_har_pladser"),
        ("2027-03-01;9:00;10:00;;telefonteamet;;telefon;0;;", "pladser", "ikke_pladser"),
        ("2027-03-01;9:00;10:00;anna;;;video;;;", "videolink", "mangler_link"),
        ("2027-03-01;9:00;10:00;anna;;;video;;;https://x.dk/1", "videolink", "fremmed_vaert"),
        ("2027-03-01;9:00;10:00;anna;;;telefon;;;https://x.dk/1", "videolink", "link_uden_video"),
        ("2027-03-01;9:00;10:00;anna;;;telefon;;;;mere", None, "for_mange_felter"),
    ],
)
def test_a_fault_is_named_by_line_and_column(line: str, column: str | None, code: str) -> None:
    good = "2027-03-01;11:00;12:00;anna;;;telefon;;;"

    assert faults(good, line) == [(3, column, code)]


def test_all_faults_are_told_at_once_and_columns_are_asked_for() -> None:
    bad = "x;9:00;10:00;anna;;;telefon;;;"

    assert [line for line, _column, _code in faults(bad, "", bad)] == [2, 4]
    assert read("dato;fra;til;ting\n", around()).faults == (
        Fault(1, "former", "mangler_kolonne"),
        Fault(1, "ting", "ukendt_kolonne", "ting"),
    )
    assert faults() == [(1, None, "tom")]
    assert len(faults(*[bad] * 300)) == 101
    assert decoded("ø".encode("latin-1")) is None
    assert decoded(b"\xef\xbb\xbfdato") == "dato"


def test_times_that_overlap_each_other_or_what_is_there_are_faults_and_the_same_again_is_known() -> None:
    nine = "2027-03-01;9:00;10:00;anna;;;telefon;;;"
    half = "2027-03-01;9:30;10:30;anna;;;telefon;;;"
    there = {7: [(datetime(2027, 3, 1, 8, tzinfo=UTC), datetime(2027, 3, 1, 9, tzinfo=UTC))]}

    assert faults(nine, half) == [(3, "fra", "overlap_i_filen")]
    assert faults(half, taken=there) == [(2, "fra", "overlap")]
    assert faults(half, away=there) == [(2, "fra", "fravaer")]
    assert read(f"{HEAD}\n{nine}\n", around(taken=there)).known == 1


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_be_answered(text: str) -> None:
    found = read(text, around())

    assert found.faults or found.times or found.known


@given(st.binary(max_size=200))
def test_no_file_is_too_odd_to_be_answered(content: bytes) -> None:
    found = calendar_file.read(content, FROM, UNTIL)

    assert found.troubles or found.occurrences == ()


def ics(*events: str, before: str = "") -> bytes:
    body = "".join(
        f"BEGIN:VEVENT\nUID:{n}\nDTSTAMP:20270101T000000Z\n{event}\nEND:VEVENT\n"
        for n, event in enumerate(events)
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{before}{body}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def starts(*events: str, before: str = "") -> list[str]:
    found = calendar_file.read(ics(*events, before=before), FROM, UNTIL)
    assert found.troubles == ()
    return [f"{one.start:%m-%d %H:%M}" for one in found.occurrences]


DENMARK = "TZID=Europe/Copenhagen"


def test_a_weekly_event_keeps_its_hour_when_the_clocks_change_and_leaves_out_what_it_leaves_out() -> None:
    weekly = (
        f"DTSTART;{DENMARK}:20270315T090000\nDTEND;{DENMARK}:20270315T100000\n"
        f"RRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;{DENMARK}:20270322T090000"
    )

    assert starts(weekly) == ["03-15 08:00", "03-29 07:00", "04-05 07:00", "04-12 07:00"]


def test_times_of_other_zones_of_none_and_in_utc_are_the_moments_they_are() -> None:
    assert starts("DTSTART;TZID=America/New_York:20270601T090000\nDURATION:PT30M") == ["06-01 13:00"]
    assert starts("DTSTART:20270601T090000\nDURATION:PT30M") == ["06-01 07:00"]
    assert starts("DTSTART:20270601T090000Z\nDURATION:PT30M") == ["06-01 09:00"]
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Vort eget\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    assert starts("DTSTART;TZID=Vort eget:20270601T090000\nDURATION:PT1H", before=zone) == ["06-01 06:00"]
    unknown = calendar_file.read(ics("DTSTART;TZID=Mars/Nord:20270601T090000\nDURATION:PT1H"), FROM, UNTIL)
    assert [trouble.code for trouble in unknown.troubles] == ["ukendt_tidszone"]


def test_whole_days_are_danish_days_and_events_that_are_moved_stay_the_same_event() -> None:
    (day,) = calendar_file.read(ics("DTSTART;VALUE=DATE:20270328"), FROM, UNTIL).occurrences
    assert day.whole_day
    assert day.slut - day.start == timedelta(hours=23)
    series = f"DTSTART;{DENMARK}:20270301T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2"
    moved = (
        f"BEGIN:VEVENT\nUID:0\nDTSTAMP:20270101T000000Z\nRECURRENCE-ID;{DENMARK}:20270302T090000\n"
        f"DTSTART;{DENMARK}:20270302T140000\nDURATION:PT1H\nEND:VEVENT\n"
    )
    found = calendar_file.read(ics(series, before=moved), FROM, UNTIL).occurrences
    assert [(one.recurrence, f"{one.start:%d %H}") for one in found] == [
        ("20270301T080000Z", "01 08"),
        ("20270302T080000Z", "02 13"),
    ]


def test_what_is_cancelled_free_or_without_end_is_told_apart() -> None:
    often = calendar_file.read(
        ics(f"DTSTART;{DENMARK}:20270301T090000\nDURATION:PT1M\nRRULE:FREQ=SECONDLY"), FROM, UNTIL
    )
    assert [trouble.code for trouble in often.troubles] == ["for_ofte"]
    endless = starts(f"DTSTART;{DENMARK}:20200101T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY")
    assert 360 < len(endless) < 370
    assert starts("DTSTART:20270601T090000Z\nDURATION:PT1H\nSTATUS:CANCELLED") == []
    (free,) = calendar_file.read(
        ics("DTSTART:20270601T090000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT"), FROM, UNTIL
    ).occurrences
    assert not free.busy
    for wrong, code in ((b"x", "ikke_en_kalender"), (ics(), "ingen_begivenheder")):
        assert [t.code for t in calendar_file.read(wrong, FROM, UNTIL).troubles] == [code]


def public(town: Town, table: Any, key: int) -> UUID:
    query = select(table.public_id).where(table.id == key)
    return town.database.read(lambda s: s.execute(query).scalar_one())


def test_the_same_calendar_twice_is_the_same_times_and_busy_time_that_moved_is_moved(
    town: Town, database: Database
) -> None:
    anna = public(town, Caseworker, town.a_kasse_worker)
    office = public(town, Office, town.a_kasse_office)
    wanted = FromCalendar(anna, busy=False, office=office, former=frozenset({Samtaleform.TELEFON}))
    weekly = f"DTSTART;{DENMARK}:20240910T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3"

    def bring(content: bytes, how: FromCalendar) -> tuple[int, int]:
        found = import_times.read_calendar(town.a_kasse_worker, content, how, database, NOW)
        assert found.troubles == ()
        if found.draft is None:
            return 0, found.known
        done = import_times.import_times(town.a_kasse_worker, found.draft, database, NOW)
        assert done is not None
        return done.count, found.known

    assert bring(ics(weekly), wanted) == (3, 0)
    assert bring(ics(weekly), wanted) == (0, 3)
    assert town.count(Slot) == 3
    busy = FromCalendar(anna, busy=True)
    assert bring(ics(weekly), busy) == (3, 0)
    left = database.read(lambda s: s.execute(select(Slot.withdrawn_at)).scalars().all())
    assert left == [NOW] * 3
    later = weekly.replace("T090000", "T100000")
    moved = import_times.read_calendar(town.a_kasse_worker, ics(later), busy, database, NOW)
    assert (len(moved.new), moved.known) == (3, 0)
    once = "DTSTART:20240920T090000Z\nDURATION:PT1H"
    assert bring(ics(once), busy) == (1, 0)
    assert bring(ics(once.replace("T09", "T11")), busy) == (1, 0)
    rows = database.read(lambda s: s.execute(select(*table_of(Absence).c)).all())
    assert len(rows) == 4
    assert datetime(2024, 9, 20, 11, tzinfo=UTC) in {row.start for row in rows}


@pytest.mark.parametrize("busy", [False, True])
def test_what_was_deleted_from_the_calendar_goes_where_the_caseworker_says_so(
    town: Town, database: Database, *, busy: bool
) -> None:
    anna = public(town, Caseworker, town.a_kasse_worker)
    office = public(town, Office, town.a_kasse_office)
    wanted = FromCalendar(anna, busy, office=office, former=frozenset({Samtaleform.TELEFON}))
    weekly = f"DTSTART;{DENMARK}:20240910T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4"
    shorter = ics(f"{weekly}\nEXDATE;{DENMARK}:20240917T090000,20240924T090000")

    def bring(content: bytes, *, take_back: bool = False) -> import_times.Read:
        found = import_times.read_calendar(town.a_kasse_worker, content, wanted, database, NOW)
        assert found.draft is not None
        import_times.import_times(town.a_kasse_worker, found.draft, database, NOW, take_back=take_back)
        return found

    def standing() -> list[int]:
        days = select(Absence.start) if busy else select(Slot.start).where(Slot.withdrawn_at.is_(None))
        return sorted(start.day for start in database.read(lambda s: s.execute(days).scalars().all()))

    bring(ics(weekly))
    if not busy:
        slots = select(Slot.public_id).where(Slot.start == datetime(2024, 9, 17, 7, tzinfo=UTC))
        booked = database.read(lambda s: s.execute(slots).scalar_one())
        town.book(town.person(in_the_a_kasse()), booked, Samtaleform.TELEFON)

    kept = bring(shorter)
    assert (len(kept.new), kept.known, kept.gone) == (0, 2, 2)
    assert standing() == [1, 10, 17, 24]
    bring(shorter, take_back=True)
    # Nobody is moved silently: a booked time stays.
    assert standing() == ([1, 10] if busy else [1, 10, 17])


def test_what_was_taken_since_the_look_is_left_out_and_a_stranger_has_no_draft(
    town: Town, database: Database
) -> None:
    content = f"{HEAD}\n2024-09-10;10:00;11:00;Anna;;;telefon;;;\n2024-09-11;10:00;11:00;Anna;;;telefon;;;\n"
    found = import_times.read_csv(town.a_kasse_worker, content.encode(), database, NOW)
    assert found.draft is not None
    town.slot(TEN)

    assert import_times.import_times(town.jobcenter_worker, found.draft, database, NOW) is None
    done = import_times.import_times(town.a_kasse_worker, found.draft, database, NOW)

    assert done is not None
    assert (done.count, done.left_out) == (1, 1)
    assert town.count(Slot) == 2
    assert town.count(Organisation) == 2
