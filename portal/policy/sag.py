"""One person's case as it is known at one moment: registration, dagpengeperiode, hours, and who holds the
kontaktforløb.

Everything a rule asks of the facts goes through here, so that "as known at `nu`" is said once (law cases,
points 1, 2, 11 and 16): a registration of hours counts once it is made, a visitation, an end of insurance or
a change of a-kasse or kommune once its day has come. Prepare one `Sag` per person and moment and ask it as
often as needed.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from portal.policy import parameters
from portal.policy.facts import (
    AfmeldingAarsag,
    Aktoer,
    Facts,
    Forsikring,
    Maalgruppe,
    Samtale,
    Tilmelding,
)
from portal.policy.kalender import day_after, day_of, days_after, month_begins, month_ends, months_after, utc
from portal.policy.law import AppliedValue
from portal.policy.moede import Moede

LAW_BEGINS = parameters.begins("regelsaet", 2024)
"""From this day the a-kasse holds the first three months (LOV 727/2023)."""

LAST_OLD_DAY = days_after(LAW_BEGINS, -1)

UDEN_KONTAKTFORLOEB = frozenset(
    {Maalgruppe.DIMITTEND, Maalgruppe.SELVFORSOERGENDE, Maalgruppe.FOERTIDSPENSION, Maalgruppe.SYGEDAGPENGE}
)


_MONTHS = 12  # of a year


@dataclass(frozen=True, slots=True)
class Periode:
    """One kontaktforløb: a dagpengeperiode, or for the other groups the time on one benefit.

    Number 0 is what lies before the first one known (`fra` None). `til` None: still running. `indplaceret`:
    the day of the indplacering, from which hours count, or on which the benefit began.
    """

    nr: int
    fra: date | None
    til: date | None
    indplaceret: date | None


class Sag:
    """What is known of one person at `nu` (aware). Days are Danish calendar days."""

    def __init__(self, facts: Facts, nu: datetime) -> None:
        self.facts = facts
        self.nu = utc(nu)
        self.i_dag = day_of(self.nu)
        self.paa_dagpenge = facts.person.maalgruppe is Maalgruppe.DAGPENGE
        self._slutdatoer: dict[int, date | None] = {}
        self._naaet: dict[tuple[str, int], date | None] = {}

    def tal(self, name: str) -> AppliedValue:
        """A number of the law as it stands today; before the law began, as it began (LOV 727/2023 § 5)."""
        return parameters.value(name, max(self.i_dag, LAW_BEGINS))

    def antal(self, name: str) -> int:
        return int(self.tal(name).value)

    # --- registration -----------------------------------------------------------------------------

    def tilmeldt(self, dag: date) -> Tilmelding | None:
        """The registration that covers the day."""
        for tilmelding in self.facts.tilmeldinger:
            if tilmelding.fra <= dag and (tilmelding.til is None or dag <= tilmelding.til):
                return tilmelding
        return None

    def seneste_afmeldte(self, dag: date) -> Tilmelding | None:
        """The registration that ended last before the day."""
        ended = [t for t in self.facts.tilmeldinger if t.til is not None and t.til < dag]
        return max(ended, key=lambda t: (t.til or dag, t.fra), default=None)

    def syg(self, dag: date) -> bool:
        """Off the register for sickness that day (RÅB § 21)."""
        if self.tilmeldt(dag) is not None:
            return False
        ended = self.seneste_afmeldte(dag)
        return ended is not None and ended.aarsag is AfmeldingAarsag.SYGDOM

    # --- the course -------------------------------------------------------------------------------

    @cached_property
    def perioder(self) -> tuple[Periode, ...]:
        """The kontaktforløb one after the other, without gaps: what lies before the first, and each known
        one.
        """
        return self._courses()

    def _courses(self) -> tuple[Periode, ...]:
        placed = self._placements() if self.paa_dagpenge else self._benefit_begins()
        starts = [self._course_begins(day) if n == 0 else day for n, day in enumerate(placed)]
        ends = [days_after(start, -1) for start in starts]
        known = zip(starts, [*ends[1:], None], placed, strict=True) if placed else ()
        before = Periode(0, None, ends[0] if ends else None, None)
        return (before, *(Periode(nr, *course) for nr, course in enumerate(known, start=1)))

    def _placements(self) -> list[date]:
        placed = sorted(self.facts.indplaceringer, key=lambda placement: placement.dato)
        # The first one known begins a period even where it is løbende: what it goes on from is not known.
        begun = sorted({i.dato for n, i in enumerate(placed) if n == 0 or not i.loebende})
        return sorted({*begun, *self._anew(begun[0])}) if begun else []

    def _anew(self, first: date) -> list[date]:
        """The registrations that begin anew, as after five years without dagpenge and løntilskud (LAB § 9,
        stk. 7).
        """
        years = self.antal("nulstilling_aar")
        months = {hours.maaned for hours in self.facts.forbrug if hours.registreret <= self.i_dag}
        months |= {hours.maaned for hours in self.facts.loentilskud}
        ends = sorted(month_ends(month) for month in months if first <= month_ends(month))
        found = []
        for registered in {t.fra for t in self.facts.tilmeldinger}:
            before = ends[: bisect_left(ends, registered)]
            if before and months_after(before[-1], years * _MONTHS) < registered:
                found.append(registered)
        return found

    def _benefit_begins(self) -> list[date]:
        # A new benefit begins a new period (LAB § 9, stk. 1, nr. 2).
        start = self.facts.ydelse_fra
        return [start] if start else []

    def _course_begins(self, placed: date) -> date:
        """The first indplacering may come some days after the registration that it belongs to."""
        registered = self.tilmeldt(placed) if self.paa_dagpenge else None
        return registered.fra if registered is not None else placed

    def periode(self, dag: date) -> Periode:
        return next(p for p in reversed(self.perioder) if p.fra is None or p.fra <= dag)

    @cached_property
    def visiteret(self) -> date | None:
        """The day the person was sent on to the jobcenter, once it has come."""
        return self._come(self.facts.visiteret)

    @cached_property
    def udmeldt(self) -> date | None:
        """The day the insurance ended, once it has come."""
        return self._come(self.facts.udmeldt)

    def _come(self, day: date | None) -> date | None:
        return day if day is not None and day <= self.i_dag and self.paa_dagpenge else None

    def visiteret_i(self, periode: Periode) -> date | None:
        """The visitation that belongs to the period; one before a later indplacering belongs to the old
        course.
        """
        day = self.visiteret
        return day if day is not None and self.periode(day).nr == periode.nr else None

    def udmeldt_i(self, periode: Periode) -> date | None:
        day = self.udmeldt
        return day if day is not None and self.periode(day).nr == periode.nr else None

    # --- hours (BAB § 7) --------------------------------------------------------------------------

    @cached_property
    def _suffix(self) -> str:
        # Of the names of numbers that differ by insurance.
        return "fuldtid" if self.facts.person.forsikring is Forsikring.FULDTID else "deltid"

    def timer_for_maaneder(self, name: str) -> Decimal:
        """So many months (a parameter's name) in hours, for this insurance."""
        return self.tal(name).value * self.maaned_timer.value

    @property
    def maaned_timer(self) -> AppliedValue:
        return self.tal(f"maaned_timer_{self._suffix}")

    @property
    def a_kasse_timer(self) -> AppliedValue:
        return self.tal(f"a_kasse_timer_{self._suffix}")

    def _forbrug(self, periode: Periode) -> list[tuple[date, date, Decimal]]:
        """(registered, month, hours) of the period that are made by now, in the order they were made."""
        return sorted(
            (f.registreret, f.maaned, f.timer)
            for f in self.facts.forbrug
            if f.registreret <= self.i_dag and _in_period(f.maaned, periode)
        )

    def forbrugte_maaneder(self, periode: Periode) -> dict[date, Decimal]:
        """The hours of dagpenge of each month (its first day) of the period that are registered by now."""
        months: dict[date, Decimal] = {}
        for _registered, month, hours in self._forbrug(periode):
            months[month] = months.get(month, Decimal(0)) + hours
        return months

    def _counted(self, periode: Periode) -> list[tuple[date, Decimal]]:
        """(day, hours) that the jobcenter counts: dagpenge when registered, løntilskud when its month is
        over.
        """
        made = [(day, hours) for day, month, hours in self._forbrug(periode) if not _uncounted(month)]
        made += [
            (month_ends(w.maaned), w.timer)
            for w in self.facts.loentilskud
            if month_ends(w.maaned) <= self.i_dag
            and _in_period(w.maaned, periode)
            and not _uncounted(w.maaned)
        ]
        return sorted(made)

    def ledige_timer(self, periode: Periode, til: date) -> Decimal:
        """Hours of unemployment as the jobcenter counts them, made by `til`."""
        return sum((hours for day, hours in self._counted(periode) if day <= til), Decimal(0))

    def naaet(self, name: str, periode: Periode) -> date | None:
        """The day the person reached so many months (a parameter's name) of unemployment; None: not yet.

        For the groups without dagpenge: so many calendar months after the benefit began, that day inside.
        """
        key = (name, periode.nr)
        if key not in self._naaet:
            self._naaet[key] = self._reached(name, periode)
        return self._naaet[key]

    def _reached(self, name: str, periode: Periode) -> date | None:
        if not self.paa_dagpenge:
            return months_after(periode.indplaceret, self.antal(name)) if periode.indplaceret else None
        limit, total = self.timer_for_maaneder(name), Decimal(0)
        for day, hours in self._counted(periode):
            total += hours
            if total >= limit:
                return day
        return None

    def seks_maaneder_fra(self, periode: Periode) -> date | None:
        """The first day after 6 months of unemployment: the day the hours are reached, as known now.

        For the groups without dagpenge the day after six calendar months, whose last day is still inside.
        """
        reached = self.naaet("foerste_maaneder", periode)
        return reached if reached is None or self.paa_dagpenge else day_after(reached)

    def seks_maaneder(self, dag: date) -> bool:
        """Whether the day lies after 6 months of unemployment, as known now."""
        since = self.seks_maaneder_fra(self.periode(dag))
        return since is not None and since <= dag

    # --- who holds it (DBK § 63) ------------------------------------------------------------------

    def overgang(self, periode: Periode) -> date | None:
        """The a-kasse's last day by hours: the month's last day, or the day of a late registration."""
        limit, total = self.a_kasse_timer.value, Decimal(0)
        for registered, month, hours in self._forbrug(periode):
            total += hours
            if total >= limit:
                return max(registered, month_ends(month))
        return None

    def slutdato(self, periode: Periode) -> date | None:
        """The a-kasse's last day in the period under the present rules; None: not known."""
        if not self.paa_dagpenge:
            return None
        if periode.nr not in self._slutdatoer:
            days = (self.overgang(periode), self.visiteret_i(periode), self.udmeldt_i(periode))
            self._slutdatoer[periode.nr] = min((day for day in days if day is not None), default=None)
        return self._slutdatoer[periode.nr]

    @cached_property
    def _transition(self) -> tuple[int, date | None] | None:
        """The period and the last day of the registration under the earlier rules (point 11); None: never."""
        return self._earlier_rules()

    def _earlier_rules(self) -> tuple[int, date | None] | None:
        registered = self.tilmeldt(LAST_OLD_DAY)
        periode = self.periode(LAST_OLD_DAY)
        placed = periode.indplaceret
        if registered is None or placed is None or placed > LAST_OLD_DAY or self.facts.a_kasseforsoeg:
            return None
        if self.ledige_timer(periode, LAW_BEGINS) >= self.timer_for_maaneder("a_kassens_maaneder"):
            return None
        return periode.nr, registered.til

    def regelsaet(self, dag: date) -> int | None:
        """2020 or 2024; None for a person who is not on dagpenge."""
        if not self.paa_dagpenge:
            return None
        if self._transition is not None:
            nr, til = self._transition
            if self.periode(dag).nr == nr and (til is None or dag <= til):
                return 2020
        return 2024

    def part(self, dag: date) -> Aktoer:
        """Whose part of the kontaktforløb the day lies in, read as if the person were registered."""
        if not self.paa_dagpenge:
            without = self.facts.person.maalgruppe in UDEN_KONTAKTFORLOEB
            return Aktoer.INGEN if without else Aktoer.JOBCENTER
        periode = self.periode(dag)
        left = self.udmeldt_i(periode)
        if left is not None and dag > left:
            return Aktoer.INGEN
        if self.regelsaet(dag) == 2020:
            return Aktoer.JOBCENTER
        last = self.slutdato(periode)
        return Aktoer.A_KASSE if last is None or dag <= last else Aktoer.JOBCENTER

    def holder(self, dag: date) -> Aktoer:
        """Who holds the kontaktforløb that day."""
        if self.paa_dagpenge and self.tilmeldt(dag) is None:
            return Aktoer.INGEN
        return self.part(dag)

    def holder_eller_syg(self, dag: date) -> Aktoer:
        """Who holds it, a person off the register for sickness read as if registered."""
        return self.part(dag) if self.syg(dag) else self.holder(dag)

    def skifter(self) -> list[date]:
        """The first days of every stretch with another holder or another part, unsorted."""
        days = [t.fra for t in self.facts.tilmeldinger]
        days += [day_after(t.til) for t in self.facts.tilmeldinger if t.til is not None]
        for periode in self.perioder:
            last = self.slutdato(periode)
            days += [day for day in (periode.fra, day_after(last) if last else None) if day is not None]
        if self.udmeldt is not None:
            days.append(day_after(self.udmeldt))
        return days

    # --- where the person belongs -----------------------------------------------------------------

    def a_kasse(self, dag: date) -> str:
        """The person's a-kasse on the day: a change counts once its day has come, also towards today."""
        code = self.facts.person.a_kasse
        for skift in sorted(self.facts.skift, key=lambda s: s.dato):
            if skift.a_kasse is not None and skift.dato <= min(dag, self.i_dag):
                code = skift.a_kasse
        return code

    def kommune(self, dag: date) -> str:
        """The person's kommune on the day, as for the a-kasse."""
        code = self.facts.person.kommune
        for skift in sorted(self.facts.skift, key=lambda s: s.dato):
            if skift.kommune is not None and skift.dato <= min(dag, self.i_dag):
                code = skift.kommune
        return code

    def organisation(self, aktoer: Aktoer, dag: date) -> str:
        return self.a_kasse(dag) if aktoer is Aktoer.A_KASSE else self.kommune(dag)

    def organisation_skiftet(self, aktoer: Aktoer, efter: date, til: date) -> date | None:
        """The first day after `efter`, up to `til`, with another a-kasse or kommune."""
        for skift in sorted(self.facts.skift, key=lambda s: s.dato):
            if efter < skift.dato <= min(til, self.i_dag):
                before = self.organisation(aktoer, days_after(skift.dato, -1))
                if self.organisation(aktoer, skift.dato) != before:
                    return skift.dato
        return None

    # --- meetings ---------------------------------------------------------------------------------

    @cached_property
    def moeder(self) -> tuple[Moede, ...]:
        """All meetings, oldest first."""
        found = [self._moede(samtale) for samtale in self.facts.samtaler]
        return tuple(sorted(found, key=lambda moede: moede.start))

    def _moede(self, samtale: Samtale) -> Moede:
        start = utc(samtale.start)
        day = day_of(start)
        return Moede(samtale, start, utc(samtale.slut), day, self.periode(day).nr)

    def moede(self, noegle: int) -> Moede:
        """The meeting of that name. Raises KeyError where there is none."""
        return self._moede(self.facts.samtale(noegle))


def _in_period(month: date, periode: Periode) -> bool:
    # The whole month of an indplacering counts, and counts in the new period.
    if periode.indplaceret is not None and month < month_begins(periode.indplaceret):
        return False
    return periode.til is None or month < month_begins(day_after(periode.til))


def _uncounted(month: date) -> bool:
    """Whether the jobcenter does not count the month's hours (BAB § 7, stk. 3)."""
    return parameters.known("timer_medregnes", month) and not parameters.value("timer_medregnes", month).value
