"""The supervision of an a-kasse: how many had fewer than three meetings in three months (VEJ 10044 13.2).

The guidance leaves the reckoning to Jobindsats. Here three months are over with the a-kasse's last day by
hours (DBK § 63). Whoever the a-kasse was to hold three meetings with on that day is counted, in the month of
that day and of the a-kasse they belonged to then: not who was sent on, left the insurance, was off the
register or had no duty to attend (LAB §§ 27, 106). Meetings count as for the duty itself, so that nobody is
counted as wanting who has had the three that the law requires (LAB § 31, stk. 1; VEJ 10044 15.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from portal.policy import parameters
from portal.policy.facts import Aktoer, Facts
from portal.policy.kalender import day_of, months_after
from portal.policy.mindre_intensiv import uden_pligt
from portal.policy.sag import LAW_BEGINS, Periode, Sag
from portal.policy.uddannelsespaalaeg import i_maalgruppen

_TENTH = Decimal("0.1")
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Maaned:
    """One month of one a-kasse (`maaned` is its first day): persons with three months of unemployment that
    month, and how many of them had fewer than three meetings with the a-kasse.
    """

    maaned: date
    personer: int
    uden_tre: int


@dataclass(frozen=True, slots=True)
class Tilsyn:
    """`andel`: percent by month, one decimal, half up. `mangelfuld`: the months over the limit, on the exact
    ratio.

    `raekker`: the first and the last month of each run of such months that is long enough for STAR to go into
    dialogue with the a-kasse, the earliest first.
    """

    andel: dict[date, Decimal]
    mangelfuld: tuple[date, ...]
    raekker: tuple[tuple[date, date], ...]

    @property
    def dialog(self) -> bool:
        """Whether STAR goes into dialogue with the a-kasse."""
        return bool(self.raekker)


@dataclass(frozen=True, slots=True)
class TreMaaneder:
    """That three months with the a-kasse `a_kasse` (its code) were over with the Danish day `dag`.

    `holdt`: how many meetings were held by then, of the `mindst` that the law requires.
    """

    dag: date
    a_kasse: str
    holdt: int
    mindst: int


def tilsyn(nu: datetime, maaneder: Sequence[Maaned]) -> Tilsyn:
    """The months of one a-kasse, in any order, each once; a month without persons has no share: 0."""
    today = max(day_of(nu), LAW_BEGINS)
    limit = parameters.value("mangelfuld_procent", today).value
    row = int(parameters.value("dialog_maaneder", today).value)
    months = sorted(maaneder, key=lambda m: m.maaned)
    wanting = tuple(m.maaned for m in months if m.uden_tre * _HUNDRED > limit * m.personer)
    shares = {m.maaned: _andel(m) for m in months}
    return Tilsyn(shares, wanting, tuple((run[0], run[-1]) for run in _i_traek(wanting) if len(run) >= row))


def tre_maaneder(facts: Facts, nu: datetime) -> tuple[TreMaaneder, ...]:
    """Each time the person had three months with an a-kasse, as known at `nu` (aware), the earliest first.

    A day counts once it is over, so that a meeting held on it does too.
    """
    if not facts.forbrug:
        return ()
    sag = Sag(facts, nu)
    found = (_naaet(sag, periode) for periode in sag.perioder)
    return tuple(one for one in found if one is not None)


def _naaet(sag: Sag, periode: Periode) -> TreMaaneder | None:
    dag = sag.overgang(periode)
    if dag is None or not LAW_BEGINS <= dag < sag.i_dag or sag.periode(dag).nr != periode.nr:
        return None
    if sag.holder(dag) is not Aktoer.A_KASSE or i_maalgruppen(sag, dag) or uden_pligt(sag, dag) is not None:
        return None
    held = [m for m in sag.moeder if m.er_jobsamtale and m.er_afholdt and m.periode == periode.nr]
    return TreMaaneder(
        dag=dag,
        a_kasse=sag.a_kasse(dag),
        holdt=sum(m.dag <= dag for m in held),
        mindst=int(parameters.value("a_kasse_samtaler", dag).value),
    )


def _andel(month: Maaned) -> Decimal:
    if month.personer == 0:
        return Decimal("0.0")
    return (Decimal(month.uden_tre * _HUNDRED) / month.personer).quantize(_TENTH, ROUND_HALF_UP)


def _i_traek(months: tuple[date, ...]) -> list[list[date]]:
    """The months (rising) as runs of calendar months one after the other."""
    runs: list[list[date]] = []
    for month in months:
        if runs and months_after(runs[-1][-1], 1) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return runs
