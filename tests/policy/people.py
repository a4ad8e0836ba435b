"""People as Hypothesis imagines them: any course, any meetings, any decision, around one moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import strategies as st

from portal.policy import facts as f
from portal.policy.kalender import COPENHAGEN, days_after, month_begins, month_ends, months_after

# Around the handover into 2024, and around the days on which the clocks change.
_MIDDLES = (date(2024, 1, 5), date(2024, 3, 31), date(2024, 6, 14), date(2024, 10, 27), date(2025, 3, 30))
_HALF_HOURS = 24 * 2


@dataclass(frozen=True)
class Case:
    """One person and one moment."""

    facts: f.Facts
    nu: datetime

    @property
    def i_dag(self) -> date:
        return self.nu.astimezone(COPENHAGEN).date()


def local(day: date, half_hour: int) -> datetime:
    """A time of a Danish day in UTC, counted in half hours that have passed since its midnight."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=COPENHAGEN).astimezone(UTC)
    return midnight + timedelta(minutes=30 * half_hour)


def days_around(day: date, before: int, after: int) -> st.SearchStrategy[date]:
    return st.integers(-before, after).map(lambda days: days_after(day, days))


@st.composite
def moments(draw: st.DrawFn, around: date, before: int, after: int) -> datetime:
    day = draw(days_around(around, before, after))
    return local(day, draw(st.integers(0, _HALF_HOURS - 1)))


@st.composite
def persons(draw: st.DrawFn) -> f.Person:
    others = st.sampled_from([group for group in f.Maalgruppe if group is not f.Maalgruppe.DAGPENGE])
    group = f.Maalgruppe.DAGPENGE if draw(st.integers(0, 4)) else draw(others)
    return f.Person(
        foedselsdato=draw(st.sampled_from([date(1980, 5, 1), date(1999, 3, 31), date(2002, 2, 1)])),
        maalgruppe=group,
        forsikring=draw(st.sampled_from(f.Forsikring)),
        erhvervskompetencegivende_uddannelse=draw(st.booleans()),
        forsoergerpligt=draw(st.sampled_from([False, False, True])),
    )


@st.composite
def registrations(draw: st.DrawFn, today: date) -> tuple[f.Tilmelding, ...]:
    """One to three spells, one after the other, mostly still running."""
    first = draw(days_around(days_after(today, -120), 110, 118))
    edges = sorted(draw(st.lists(days_around(today, 100, 60), max_size=4, unique=True)))
    starts = [first, *[day for day in edges if day > days_after(first, 1)]]
    reasons = st.sampled_from(f.AfmeldingAarsag)
    spells = []
    for n, (start, end) in enumerate(pairwise([*starts, None])):
        if n % 2 == 0 and start is not None:
            spells.append(f.Tilmelding(start, end and days_after(end, -1), draw(reasons) if end else None))
    return tuple(spells)


@st.composite
def hours(draw: st.DrawFn, since: date, today: date) -> tuple[f.Timer, ...]:
    """Some months of dagpenge, some of them registered late, some not yet."""
    months = []
    month = month_begins(since)
    while month <= today:
        months.append(month)
        month = days_after(month_ends(month), 1)
    amount = st.sampled_from(["40", "137", "160.33", "300", "961.98"])
    late = st.sampled_from([0, 0, 0, -5, 4, 30])
    return tuple(
        f.Timer(month, Decimal(draw(amount)), days_after(month_ends(month), draw(late)))
        for month in months
        if draw(st.booleans())
    )


@st.composite
def meetings(draw: st.DrawFn, nu: datetime, today: date, least: int = 0) -> tuple[f.Samtale, ...]:
    found = []
    for n in range(draw(st.integers(least, 5))):
        start = draw(moments(today, 70, 50))
        past = start <= nu
        done = [f.SamtaleStatus.AFHOLDT, f.SamtaleStatus.AFHOLDT, f.SamtaleStatus.UDEBLEVET]
        status = draw(
            st.sampled_from([*(done if past else []), f.SamtaleStatus.PLANLAGT, f.SamtaleStatus.AFLYST])
        )
        off = status is f.SamtaleStatus.AFLYST
        found.append(
            f.Samtale(
                noegle=n,
                holder=draw(st.sampled_from([f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER])),
                start=start,
                form=draw(st.sampled_from(f.Samtaleform)),
                oprindelse=draw(st.sampled_from(f.Oprindelse)),
                status=status,
                art=draw(st.sampled_from([*f.SamtaleArt, *[f.SamtaleArt.JOBSAMTALE] * 5])),
                varighed=draw(st.sampled_from([30, 60, 90])),
                a_kasse_deltager=draw(st.sampled_from([False, False, True])),
                ombookninger=draw(st.integers(0, 4)),
                aflyst_af=f.AflystAf.PERSON if off else None,
            )
        )
    return tuple(found)


@st.composite
def decisions(draw: st.DrawFn, today: date, count: int) -> tuple[f.Beslutning, ...]:
    found = []
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        art = draw(st.sampled_from(f.BeslutningArt))
        if art is f.BeslutningArt.FREMMOEDE and not count:
            continue
        found.append(
            f.Beslutning(
                art=art,
                af=draw(st.sampled_from([f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER])),
                dato=draw(days_around(today, 60, 5)),
                samtale=draw(st.integers(0, count - 1)) if art is f.BeslutningArt.FREMMOEDE else None,
                ophaevet=draw(st.none() | days_around(today, 20, 20)),
            )
        )
    return tuple(found)


@st.composite
def deadlines(draw: st.DrawFn, today: date) -> tuple[f.Frist, ...]:
    found = []
    for _ in range(draw(st.sampled_from([0, 1, 1, 2]))):
        issued = draw(days_around(today, 20, 2))
        found.append(
            f.Frist(
                af=draw(st.sampled_from([f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER])),
                udstedt=issued,
                frist=days_after(issued, draw(st.integers(5, 25))),
                vejledt=draw(st.sampled_from([True, True, False])),
                tider_fandtes=draw(st.sampled_from([True, True, False])),
                driftsforstyrrelse=draw(st.sampled_from([False, False, True])),
            )
        )
    return tuple(found)


def limits() -> st.SearchStrategy[f.Regler]:
    return st.builds(
        f.Regler,
        mindst_dage_mellem=st.sampled_from([None, 1, 7, 14]),
        hoejst_planlagte=st.sampled_from([None, None, None, 0, 2, 3]),
        ombookning_senest_timer=st.sampled_from([None, 24, 48]),
        faelles=st.sampled_from(f.FaellesMaade),
    )


def less_intensive(today: date) -> st.SearchStrategy[tuple[f.MindreIntensiv, ...]]:
    ground = st.builds(
        f.MindreIntensiv,
        grund=st.sampled_from(f.MindreIntensivGrund),
        dokumenteret=st.booleans(),
        starter=days_around(today, 10, 60),
        fra=days_around(today, 30, 10),
        til=st.none() | days_around(today, 0, 40),
    )
    return st.sampled_from([0, 0, 0, 1]).flatmap(lambda n: st.tuples(*[ground] * n))


@st.composite
def cases(draw: st.DrawFn, *, least_meetings: int = 0) -> Case:
    """Any person at any moment: half of them in an ordinary course, where much is allowed."""
    today = draw(st.sampled_from(_MIDDLES).flatmap(lambda day: days_around(day, 3, 3)))
    nu = local(today, draw(st.integers(0, _HALF_HOURS - 1)))
    if draw(st.booleans()):
        return Case(draw(_ordinary(nu, today, least_meetings)), nu)
    return Case(draw(_anybody(nu, today, least_meetings)), nu)


@st.composite
def _ordinary(draw: st.DrawFn, nu: datetime, today: date, least_meetings: int) -> f.Facts:
    """On dagpenge, registered, the first meeting held or planned: what law cases are mostly about."""
    first = draw(days_around(days_after(today, -70), 60, 50))
    is_held = draw(st.sampled_from([True, True, False]))
    held = f.Samtale(
        noegle=100,
        holder=f.Aktoer.A_KASSE,
        start=local(days_after(first, 5) if is_held else draw(days_around(today, 0, 10)), 20),
        form=f.Samtaleform.FREMMOEDE,
        oprindelse=f.Oprindelse.INDKALDT,
        status=f.SamtaleStatus.AFHOLDT if is_held else f.SamtaleStatus.PLANLAGT,
    )
    others = draw(meetings(nu, today, least_meetings)) if draw(st.booleans()) or least_meetings else ()
    over = draw(st.sampled_from([None, None, "450", "2000"]))
    return f.Facts(
        person=f.Person(foedselsdato=date(1985, 2, 28)),
        tilmeldinger=(f.Tilmelding(first),),
        indplaceringer=(f.Indplacering(first),),
        forbrug=(f.Timer(month_begins(first), Decimal(over), min(month_ends(first), today)),) if over else (),
        samtaler=(held, *others),
        beslutninger=draw(decisions(today, len(others))) if draw(st.integers(0, 3)) == 0 else (),
        frister=draw(deadlines(today)),
        valg=f.Valg(draw(st.none() | st.sampled_from(f.AKasseMed)), draw(st.booleans())),
        regler_a_kasse=draw(limits()),
        regler_jobcenter=draw(limits()),
    )


@st.composite
def _anybody(draw: st.DrawFn, nu: datetime, today: date, least_meetings: int) -> f.Facts:
    spells = draw(registrations(today))
    first = spells[0].fra
    placed = [f.Indplacering(first)] if draw(st.integers(0, 9)) else []
    if draw(st.integers(0, 3)) == 0:
        placed.append(f.Indplacering(draw(days_around(today, 60, 20)), draw(st.booleans())))
    held = draw(meetings(nu, today, least_meetings))
    rarely = st.sampled_from([False, False, False, True])
    changes = st.lists(
        st.builds(
            f.Skift,
            dato=days_around(today, 60, 10),
            a_kasse=st.sampled_from([None, "AK2", "AK1"]),
            kommune=st.sampled_from([None, "0147"]),
        ),
        max_size=2,
    )
    return f.Facts(
        person=draw(persons()),
        tilmeldinger=spells,
        indplaceringer=tuple(placed),
        forbrug=draw(hours(first, today)),
        loentilskud=(f.Loentilskud(month_begins(first), Decimal(600)),) if draw(rarely) else (),
        visiteret=draw(days_around(today, 60, 10)) if draw(rarely) else None,
        udmeldt=draw(days_around(today, 20, 30)) if draw(rarely) else None,
        a_kasseforsoeg=draw(rarely),
        ydelse_fra=draw(st.none() | days_around(days_after(today, -170), 20, 170)),
        henvendelse=draw(st.none() | days_around(today, 30, 0)),
        sygefravaer_fra=draw(st.none() | days_around(today, 30, 0)),
        skift=tuple(draw(changes)) if draw(rarely) else (),
        samtaler=held,
        beslutninger=draw(decisions(today, len(held))),
        mindre_intensiv=draw(less_intensive(today)),
        frister=draw(deadlines(today)),
        valg=f.Valg(draw(st.none() | st.sampled_from(f.AKasseMed)), draw(st.booleans())),
        kontrol=f.Kontrol(draw(days_around(today, 60, 0)), draw(st.booleans())) if draw(rarely) else None,
        regler_a_kasse=draw(limits()),
        regler_jobcenter=draw(limits()),
    )


def edges(case: Case) -> list[datetime]:
    """Moments from yesterday on at which some rule may change its answer, and moments right beside them."""
    facts = case.facts
    days = {case.i_dag, *(t.fra for t in facts.tilmeldinger), *(p.dato for p in facts.indplaceringer)}
    days |= {day for t in facts.tilmeldinger if (day := t.til) is not None}
    days |= {day for day in (facts.visiteret, facts.udmeldt, facts.ydelse_fra) if day is not None}
    days |= {month_ends(hours.maaned) for hours in facts.forbrug} | {
        hours.registreret for hours in facts.forbrug
    }
    days |= {days_after(deadline.frist, 7) for deadline in facts.frister}
    days |= {months_after(facts.ydelse_fra, 6)} if facts.ydelse_fra else set()
    beside = timedelta(minutes=1)
    marks = {local(days_after(day, n), hour) for day in days for n in (0, 1) for hour in (0, 20)} | {case.nu}
    for meeting in facts.samtaler:
        marks |= {meeting.start, meeting.slut, meeting.start - timedelta(minutes=60)}
        marks |= {meeting.start + timedelta(days=n) for n in (-14, -13, -7, -6, 6, 7, 13, 14)}
    around = {mark + step for mark in marks for step in (-beside, timedelta(0), beside)}
    return sorted(mark for mark in around if mark > case.nu - timedelta(days=1))


def with_meeting(facts: f.Facts, **changed: object) -> f.Facts:
    """The same facts and one held jobsamtale more."""
    one = f.Samtale(
        noegle=len(facts.samtaler),
        holder=f.Aktoer.A_KASSE,
        start=datetime(2024, 1, 1, tzinfo=UTC),
        form=f.Samtaleform.FREMMOEDE,
        oprindelse=f.Oprindelse.INDKALDT,
        status=f.SamtaleStatus.AFHOLDT,
    )
    return replace(facts, samtaler=(*facts.samtaler, replace(one, **changed)))  # type: ignore[arg-type]
