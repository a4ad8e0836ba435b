"""The countries that are measured, and the rows they are made of.

Every country has the same citizens. It grows in one of two ways: more organisations with more offices each,
as many times in each office as before; or the same offices with more caseworkers, who publish more times
each. Times lie in the twelve weeks after the day the country was made, one in thirteen is taken.

Everything is written with `INSERT … SELECT`: a million rows are made in the database, and none in Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    case,
    cast,
    func,
    insert,
    literal,
    select,
    text,
    true,
)

from bench.random_values import a_uuid, some_bytes
from portal.clock import COPENHAGEN
from portal.policy.kalender import public_holidays
from portal.store import tables as t
from portal.store.columns import AwareTime, JsonColumn
from portal.store.tables_case import Decision
from portal.store.tables_meeting import Booking, Place, Slot

CITIZENS = 100_000
TAKEN = 13
"""One time in so many is taken."""

WEEKS = 12
PER_DAY = 9
MEETING = timedelta(minutes=30)
EVERY = timedelta(minutes=45)
SHIFTS = 4
"""Caseworkers begin their days at so many different minutes."""

# Keys of one kind of row lie far from those of any other, so that a number in a recorded statement tells what
# it names.
ORGANISATION, OFFICE, CASEWORKER = 1_000_000, 2_000_000, 3_000_000
PERSON, SLOT, BOOKING, DECISION = 100_000_000, 200_000_000, 300_000_000, 400_000_000
_HELD = {"a_kasse": BOOKING + 10_000_000, "jobcenter": BOOKING + 20_000_000}


@dataclass(frozen=True)
class Country:
    """`organisations` are a-kasser and jobcentres in turn; the rest is of each one of the row before."""

    growth: str
    organisations: int
    offices: int
    caseworkers: int
    times: int

    @property
    def total(self) -> int:
        return self.organisations * self.offices * self.caseworkers * self.times

    @property
    def name(self) -> str:
        return f"{self.growth}_{self.total}"


SMALLEST = Country("start", 10, 10, 2, 50)
MORE_OFFICES = (Country("offices", 25, 40, 2, 50), Country("offices", 100, 100, 2, 50))
MORE_TIMES = (Country("times", 10, 10, 5, 200), Country("times", 10, 10, 20, 500))
COUNTRIES = (SMALLEST, *MORE_OFFICES, *MORE_TIMES)


_helpers = MetaData()
_number = Table("bench_number", _helpers, Column("n", Integer, primary_key=True))
_grid = Table(
    "bench_grid",
    _helpers,
    Column("shift", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("start", AwareTime),
    Column("slut", AwareTime),
)


def fill(engine: Engine, country: Country, citizens: int, today: date) -> None:
    """Writes the country into an empty schema, as of `today`."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # What is written here fits together: no row is looked up for it.
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        _helpers.create_all(connection)
        _writer = _Writer(connection, country, citizens, today)
        _writer.organisations()
        _writer.citizens()
        _writer.times()
        _writer.meetings()
        _helpers.drop_all(connection)
        if engine.dialect.name == "postgresql":
            _go_on_counting(connection)


def _go_on_counting(connection: Connection) -> None:
    for table in t.Base.metadata.sorted_tables:
        if "id" in table.c and isinstance(table.c.id.type, type(t.Person.__table__.c.id.type)):
            sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
            last = f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name})"
            connection.execute(text(f"SELECT setval({sequence}, {last}, false)"))


def _code(organisation: int) -> str:
    return f"{101 + organisation:04}" if organisation % 2 else f"AK{organisation}"


class _Writer:
    def __init__(self, connection: Connection, country: Country, citizens: int, today: date) -> None:
        self._connection = connection
        self._country = country
        self._citizens = citizens
        self._today = today

    def organisations(self) -> None:
        c = self._country
        organisations = range(c.organisations)
        self._rows(
            t.Organisation,
            [
                {
                    "id": ORGANISATION + n,
                    "holder": "jobcenter" if n % 2 else "a_kasse",
                    "code": _code(n),
                    "name": f"Jobcenter nr. {n}" if n % 2 else f"A-kasse nr. {n}",
                    "phone": "70 10 20 30",
                    "video_hosts": [],
                    "mindst_dage_mellem": 7 if n % 4 < 2 else None,
                }
                for n in organisations
            ],
        )
        self._rows(
            t.Office,
            [
                {
                    "id": OFFICE + n,
                    "organisation_id": ORGANISATION + n % c.organisations,
                    "name": f"Kontor nr. {n}",
                    "address": f"Hovedgaden {n % 200 + 1}",
                    "postcode": str(1000 + n * 8999 // (c.organisations * c.offices)),
                    "city": "Byen",
                    "kommune_code": self._kommune(n),
                }
                for n in range(c.organisations * c.offices)
            ],
        )
        self._rows(
            t.Caseworker,
            [
                {
                    "id": CASEWORKER + n,
                    "organisation_id": ORGANISATION + n % c.organisations,
                    "office_id": OFFICE + n % (c.organisations * c.offices),
                    "subject": f"caseworker-{n}",
                    "name": f"Sagsbehandler {n:06}",
                }
                for n in range(c.organisations * c.offices * c.caseworkers)
            ],
        )

    def _kommune(self, office: int) -> str:
        """A jobcenter's houses stand in its own kommune, an a-kasse's all over the country."""
        row, owner = divmod(office, self._country.organisations)
        return _code(owner if owner % 2 else (row * 2 + 1) % self._country.organisations)

    def citizens(self) -> None:
        """Of ten, six are with the a-kasse, three with the jobcenter, and one is about to be handed over."""
        n = _number.c.n
        numbers = [{"n": n} for n in range(self._citizens)]
        self._connection.execute(insert(_number), numbers)
        self._select(
            t.Person,
            {
                "id": PERSON + n,
                "public_id": a_uuid(),
                "cpr_encrypted": some_bytes(),
                "cpr_lookup": some_bytes(),
                "name": literal("Borger nr. ") + cast(n, String),
                "foedselsdato": literal(date(1985, 5, 5), Date),
                "phone": literal("20304050"),
                "postcode": cast(1000 + n * 7 % 8999, String(4)),
            },
        )
        self._memberships()
        a_kasse, jobcenter, between = n % 10 < 6, n % 10 > 6, n % 10 == 6
        for who, days in ((a_kasse, 28), (jobcenter, 140), (between, 95)):
            registered = self._today - timedelta(days=days)
            self._of_each(who, t.Tilmelding, {"fra": registered})
            self._of_each(who, t.Indplacering, {"dato": registered})
            self._held(who, "a_kasse", registered + timedelta(days=9))
        self._held(jobcenter, "jobcenter", self._today - timedelta(days=20))
        months = [self._today.replace(day=1)]
        while len(months) < 5:
            months.append((months[-1] - timedelta(days=1)).replace(day=1))
        for month in months[2:]:
            self._hours(jobcenter, month, Decimal(162), month + timedelta(days=27))
        for month in months[:3]:
            self._hours(between, month, Decimal(162), min(self._today, month + timedelta(days=27)))

    def times(self) -> None:
        self._connection.execute(insert(_grid), list(self._starts()))
        c = self._country
        worker = t.Caseworker.__table__
        index = worker.c.id - CASEWORKER
        taken = (_grid.c.n * 7 + index) % TAKEN == 0
        self._select(
            Slot,
            {
                "id": SLOT + index * c.times + _grid.c.n,
                "public_id": a_uuid(),
                "organisation_id": worker.c.organisation_id,
                "office_id": worker.c.office_id,
                "caseworker_id": worker.c.id,
                "start": _grid.c.start,
                "slut": _grid.c.slut,
                "capacity": literal(1),
                "free": case((taken, 0), else_=1),
                "published_at": self._moment(-7),
            },
            select(worker).join(_grid, _grid.c.shift == index % SHIFTS).order_by(worker.c.id, _grid.c.n),
        )

    def meetings(self) -> None:
        """Who took the times that are taken: each another one of the first four fifths of the citizens."""
        nth = func.row_number().over(order_by=Slot.id) - 1
        taken = select(Slot.__table__, nth.label("nth")).where(Slot.free == 0).subquery("taken")
        booked = select(taken, t.Organisation.holder).join(
            t.Organisation, t.Organisation.id == taken.c.organisation_id
        )
        booked = booked.where(taken.c.nth < self._citizens * 4 // 5)
        self._select(
            Booking,
            {
                "id": BOOKING + taken.c.nth,
                "public_id": a_uuid(),
                "person_id": PERSON + taken.c.nth,
                "organisation_id": taken.c.organisation_id,
                "holder": t.Organisation.holder,
                "office_id": taken.c.office_id,
                "caseworker_id": taken.c.caseworker_id,
                "slot_id": taken.c.id,
                "art": literal("jobsamtale"),
                "form": literal("telefon"),
                "oprindelse": literal("selvbooket"),
                "status": literal("planlagt"),
                "start": taken.c.start,
                "slut": taken.c.slut,
                "booket": self._moment(-3),
                "updated_at": self._moment(-3),
            },
            booked,
        )
        self._select(
            Place,
            {
                "booking_id": BOOKING + taken.c.nth,
                "slot_id": taken.c.id,
                "side": t.Organisation.holder,
                "number": literal(1),
                "caseworker_id": taken.c.caseworker_id,
                "start": taken.c.start,
                "slut": taken.c.slut,
            },
            booked,
        )

        self._select(
            Decision,
            {
                "id": DECISION + taken.c.nth,
                "person_id": PERSON + taken.c.nth,
                "booking_id": BOOKING + taken.c.nth,
                "question": literal("book"),
                "allowed": true(),
                "decided_at": self._moment(-3),
                "findings": literal({"question": "book", "findings": [], "result": {}}, JsonColumn),
            },
            booked,
        )

    def _memberships(self) -> None:
        """A-kasse and kommune by the citizen's number: in every country as many as there are."""
        n, half = _number.c.n, self._country.organisations // 2
        for holder, own in (("a_kasse", n % half * 2), ("jobcenter", n % half * 2 + 1)):
            self._select(
                t.Membership,
                {
                    "person_id": PERSON + n,
                    "holder": literal(holder),
                    "organisation_id": ORGANISATION + own,
                },
            )

    def _held(self, who: Any, holder: str, day: date) -> None:
        n, half = _number.c.n, self._country.organisations // 2
        start = datetime.combine(day, time(9), UTC)
        self._of_each(
            who,
            Booking,
            {
                "id": _HELD[holder] + n,
                "public_id": a_uuid(),
                "organisation_id": ORGANISATION + n % half * 2 + int(holder == "jobcenter"),
                "holder": literal(holder),
                "art": literal("jobsamtale"),
                "form": literal("fremmoede"),
                "oprindelse": literal("indkaldt"),
                "status": literal("afholdt"),
                "start": literal(start, AwareTime),
                "slut": literal(start + timedelta(hours=1), AwareTime),
                "registered_at": literal(start + timedelta(hours=1), AwareTime),
                "updated_at": literal(start + timedelta(hours=1), AwareTime),
            },
        )

    def _hours(self, who: Any, month: date, hours: Decimal, made: date) -> None:
        self._of_each(
            who,
            t.Timer,
            {"kind": literal("forbrug"), "maaned": month, "timer": hours, "registreret": made},
        )

    def _of_each(self, who: Any, table: Any, values: dict[str, Any]) -> None:
        self._select(table, {"person_id": PERSON + _number.c.n, **values}, select(_number).where(who))

    def _starts(self) -> list[dict[str, Any]]:
        """As many starts as a caseworker publishes, spread over the weeks, a little later in every shift."""
        days = [self._today + timedelta(days=n) for n in range(1, WEEKS * 7 + 1)]
        days = [day for day in days if day.weekday() < 5 and day not in public_holidays(day.year)]
        free = [
            datetime.combine(day, time(8), COPENHAGEN).astimezone(UTC) + n * EVERY
            for day in days
            for n in range(PER_DAY)
        ]
        times = self._country.times
        chosen = [free[n * len(free) // times] for n in range(times)]
        return [
            {
                "shift": shift,
                "n": n,
                "start": start + shift * timedelta(minutes=10),
                "slut": start + shift * timedelta(minutes=10) + MEETING,
            }
            for shift in range(SHIFTS)
            for n, start in enumerate(chosen)
        ]

    def _moment(self, days: int) -> Any:
        return literal(datetime.combine(self._today + timedelta(days=days), time(8), UTC), AwareTime)

    def _rows(self, table: Any, rows: Sequence[dict[str, Any]]) -> None:
        self._connection.execute(insert(table), rows)

    def _select(self, table: Any, values: dict[str, Any], of: Any = None) -> None:
        columns = table.__table__.c
        source = select(_number) if of is None else of
        chosen = source.with_only_columns(
            *(
                value if hasattr(value, "label") else literal(value, columns[name].type)
                for name, value in values.items()
            ),
            maintain_column_froms=True,
        )
        self._connection.execute(insert(table).from_select(list(values), chosen))
