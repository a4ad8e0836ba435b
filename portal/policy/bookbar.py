"""All times a person may have, as windows (see `window`).

The rules judge one time. Between two neighbouring moments at which any of them can change its answer they say
the same of every time, so each such stretch is judged once, and granted stretches that agree are joined. The
two rules that look at the day or at the clock alone become `blocked_days` and `busy`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from portal.policy import bookingfrist, bookingregler, faelles, lokale_graenser
from portal.policy import sources as s
from portal.policy.bookingregler import BookSpoergsmaal, OmbookSpoergsmaal
from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform
from portal.policy.kalender import day_after, day_of, midnight
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Finding, Json, Outcome
from portal.policy.moede import Moede
from portal.policy.sag import Sag
from portal.policy.window import Bookable, Window

_MOMENT = timedelta(microseconds=1)
"""The least step of a time: what begins right after a moment begins here."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of start times that the rules judge alike: the window it gives, or why it gives none."""

    window: Window | None
    refusals: tuple[Finding, ...]


def bookable_windows(sag: Sag, art: SamtaleArt) -> Bookable:
    """What `selvbooking.bookable` answers, on a prepared case."""

    def look(earliest: datetime, latest: datetime | None, *, alternativ: bool) -> _Stretch:
        return _book_stretch(sag, art, earliest, latest, alternativ=alternativ)

    return _both(sag, look, opfyldt("selvbooking", (s.LAB_34_1,)))


def movable_windows(sag: Sag, moede: Moede) -> Bookable:
    """What `selvbooking.movable` answers, on a prepared case."""

    def look(earliest: datetime, latest: datetime | None, *, alternativ: bool) -> _Stretch:
        return _move_stretch(sag, moede, earliest, latest, alternativ=alternativ)

    return _both(sag, look, opfyldt("ombookning", (s.BAB_44_4,)))


def _both(sag: Sag, look: Callable[..., _Stretch], met: Finding) -> Bookable:
    strict = [look(*bounds, alternativ=True) for bounds in _stretches(sag)]
    windows = _joined(strict)
    relaxed = [look(*bounds, alternativ=False) for bounds in _stretches(sag)]
    instead = _joined(relaxed)
    if instead == windows:
        return Bookable(windows, _explained(sag, strict, windows, met))
    return Bookable(
        windows,
        _explained(sag, strict, windows, met),
        Bookable(instead, _explained(sag, relaxed, instead, met)),
    )


def _stretches(sag: Sag) -> Iterator[tuple[datetime, datetime | None]]:
    """(earliest, latest) of every stretch from now on; the last one has no end."""
    edges = sorted({edge for edge in _edges(sag) if edge > sag.nu + _MOMENT})
    starts = [sag.nu + _MOMENT, *edges]
    yield from pairwise(starts)
    yield starts[-1], None


def _edges(sag: Sag) -> Iterator[datetime]:
    """Every moment from which a rule may answer otherwise."""
    yield from (midnight(day) for day in sag.skifter())
    yield from (moede.start + _MOMENT for moede in sag.moeder if moede.er_jobsamtale and moede.staar)
    for periode in sag.perioder:
        since = sag.seks_maaneder_fra(periode)
        if since is not None:
            yield midnight(since)
    frist = bookingfrist.seneste(sag)
    if frist is not None:
        yield midnight(day_after(bookingfrist.samtale_dag(sag, frist.frist)))


def _book_stretch(
    sag: Sag, art: SamtaleArt, earliest: datetime, latest: datetime | None, *, alternativ: bool
) -> _Stretch:
    dag = day_of(earliest)
    holder = sag.holder(dag)
    if holder is Aktoer.INGEN:
        return _Stretch(None, (bookingregler.ikke_omfattet(sag, dag),))
    joint = faelles.a_kassen_skal_med(sag, art, earliest)
    own = sag.a_kasse(sag.i_dag) if joint else None
    # Where no deadline presses, the number of planned meetings stands: moving one of them is the other way
    # out.
    gives_way = not alternativ and _deadline_presses(sag, holder)

    def refusals(form: Samtaleform) -> tuple[Finding, ...]:
        q = BookSpoergsmaal(
            holder,
            earliest,
            form,
            art,
            faelles=joint,
            aftalt_med=own,
            alternativ=not gives_way,
            en_faelles=True,
        )
        return _refusing(bookingregler.book(sag, q, earliest))

    blocked = lokale_graenser.spaerrede_dage(sag, holder, dag) if alternativ else frozenset()
    a_kasse_form = faelles.a_kasse_form(sag) if joint else None
    return _judged(
        refusals,
        lambda former: Window(
            holder, art, former, earliest, latest, blocked, _busy(sag), joint, own, a_kasse_form
        ),
    )


def _move_stretch(
    sag: Sag, moede: Moede, earliest: datetime, latest: datetime | None, *, alternativ: bool
) -> _Stretch:
    dag = day_of(earliest)
    samtale = moede.samtale
    if sag.holder(dag) is Aktoer.INGEN:
        return _Stretch(None, (bookingregler.ikke_omfattet(sag, dag),))
    reads_limits = samtale.art in lokale_graenser.BOOKBARE
    if reads_limits:
        elsewhere = bookingregler.anden_aktoer(sag, samtale.holder, dag)
        if elsewhere:
            return _Stretch(None, tuple(elsewhere))
    joint = faelles.flyttes_med(sag, moede, earliest)
    own = sag.a_kasse(sag.i_dag) if joint else None

    def refusals(form: Samtaleform) -> tuple[Finding, ...]:
        q = OmbookSpoergsmaal(samtale.noegle, earliest, form, own, alternativ, joint)
        return _refusing(bookingregler.ombook(sag, q, moede, earliest))

    blocked: frozenset[date] = frozenset()
    if alternativ and reads_limits:
        blocked = lokale_graenser.spaerrede_dage(sag, samtale.holder, dag, samtale.noegle)
    a_kasse_form = faelles.a_kasse_form(sag) if joint else None
    return _judged(
        refusals,
        lambda former: Window(
            samtale.holder,
            samtale.art,
            former,
            earliest,
            latest,
            blocked,
            _busy(sag, samtale.noegle),
            joint,
            own,
            a_kasse_form,
        ),
    )


def _judged(
    refusals: Callable[[Samtaleform], tuple[Finding, ...]], window: Callable[[frozenset[Samtaleform]], Window]
) -> _Stretch:
    # In person is allowed wherever any form is.
    in_person = refusals(Samtaleform.FREMMOEDE)
    if in_person:
        return _Stretch(None, in_person)
    others = [form for form in (Samtaleform.TELEFON, Samtaleform.VIDEO) if not refusals(form)]
    return _Stretch(window(frozenset([Samtaleform.FREMMOEDE, *others])), ())


def _deadline_presses(sag: Sag, holder: Aktoer) -> bool:
    frist = bookingfrist.seneste(sag)
    return (
        frist is not None
        and frist.af is holder
        and not bookingfrist.udloebet(sag, frist)
        and not bookingfrist.bortfaldet(sag, frist)
        and not bookingfrist.opfyldt_af(sag, frist)
    )


def _refusing(found: list[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in found if finding.outcome is Outcome.NOT_MET)


def _busy(sag: Sag, undtagen: int | None = None) -> tuple[tuple[datetime, datetime], ...]:
    return tuple(
        (moede.start, moede.slut)
        for moede in sag.moeder
        if moede.er_planlagt and moede.samtale.noegle != undtagen and moede.slut > sag.nu
    )


def _joined(stretches: list[_Stretch]) -> tuple[Window, ...]:
    """The granted stretches, neighbours that agree made one."""
    joined: list[Window] = []
    for stretch in stretches:
        window = stretch.window
        if window is None:
            continue
        last = joined[-1] if joined else None
        if last is not None and last.latest == window.earliest and _alike(last, window):
            joined[-1] = replace(last, latest=window.latest)
        else:
            joined.append(window)
    return tuple(joined)


def _alike(one: Window, other: Window) -> bool:
    return replace(other, earliest=one.earliest, latest=one.latest) == one


def _explained(
    sag: Sag, stretches: list[_Stretch], windows: tuple[Window, ...], met: Finding
) -> tuple[Finding, ...]:
    """Each reason once: what grants, where anything does, and what bounds it."""
    found: dict[str, Finding] = {met.code: met} if windows else {}
    for stretch in stretches:
        for finding in stretch.refusals:
            found.setdefault(finding.code, finding)
    near = next((window for window in windows if window.blocked_days), None)
    if near is not None and "samtaler_for_taet" not in found:
        limit = sag.facts.regler(near.holder).mindst_dage_mellem
        used: dict[str, Json] = {"holder": near.holder.value, "mindst_dage_mellem": limit}
        found["samtaler_for_taet"] = afslag("samtaler_for_taet", used)
    return tuple(found.values())
