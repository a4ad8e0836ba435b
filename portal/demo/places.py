"""Whom and where: kommuner and a-kasser, their houses and local limits, as the files in `data/` tell."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from portal.policy.facts import Aktoer, FaellesMaade, Regler

_DATA = files("portal.demo") / "data"

KOMMUNE_THAT_CALLS_TO_JOINT_MEETINGS = "0851"

_LIMITS = {
    (Aktoer.A_KASSE, "AK01"): Regler(mindst_dage_mellem=7, hoejst_planlagte=3, ombookning_senest_timer=24),
    (Aktoer.A_KASSE, "AK02"): Regler(mindst_dage_mellem=5, hoejst_planlagte=2, ombookning_senest_timer=24),
    (Aktoer.A_KASSE, "AK10"): Regler(mindst_dage_mellem=7, hoejst_planlagte=3, ombookning_senest_timer=4),
    (Aktoer.JOBCENTER, "0101"): Regler(mindst_dage_mellem=5, hoejst_planlagte=2, ombookning_senest_timer=24),
    (Aktoer.JOBCENTER, "0751"): Regler(mindst_dage_mellem=7, hoejst_planlagte=3, ombookning_senest_timer=24),
    (Aktoer.JOBCENTER, KOMMUNE_THAT_CALLS_TO_JOINT_MEETINGS): Regler(
        ombookning_senest_timer=24, faelles=FaellesMaade.INDKALDELSE
    ),
}
"""A few organisations have limits of their own, so that they can be seen at work. The others have none."""


@dataclass(frozen=True, slots=True)
class House:
    """An a-kasse, or a kommune with its jobcenter. `code` is the kommune's, or one the demo made up."""

    holder: Aktoer
    code: str
    name: str
    region: str | None

    @property
    def limits(self) -> Regler:
        return _LIMITS.get((self.holder, self.code), Regler())


@dataclass(frozen=True, slots=True)
class Branch:
    """One office of a house. `kommune` is the code of where it stands."""

    holder: Aktoer
    code: str
    address: str
    postcode: str
    city: str
    kommune: str


AGENCY: Final = House(Aktoer.INGEN, "STAR", "Styrelsen for Arbejdsmarked og Rekruttering", None)
"""Supervises the a-kasser: it holds nobody's course, and has no office in the portal."""


@lru_cache(maxsize=1)
def houses() -> tuple[House, ...]:
    """All 98 kommuner's jobcentres, and the a-kasser."""
    jobcenter_names = {row["kommune"]: row["navn"] for row in _rows("jobcentre.csv")}
    jobcentres = (
        House(Aktoer.JOBCENTER, row["kode"], jobcenter_names[row["kode"]], row["region"])
        for row in _rows("kommuner.csv")
    )
    a_kasser = (House(Aktoer.A_KASSE, row["kode"], row["navn"], None) for row in _rows("a_kasser.csv"))
    return (*jobcentres, *a_kasser)


@lru_cache(maxsize=1)
def branches() -> tuple[Branch, ...]:
    """Every office. The first one of a house is its main one."""
    jobcentres = (
        Branch(Aktoer.JOBCENTER, r["kommune"], r["adresse"], r["postnr"], r["by"], r["kommune"])
        for r in _rows("jobcentre.csv")
    )
    a_kasser = (
        Branch(Aktoer.A_KASSE, r["a_kasse"], r["adresse"], r["postnr"], r["by"], r["kommune"])
        for r in _rows("a_kasse_kontorer.csv")
    )
    return (*jobcentres, *a_kasser)


def limits(holder: Aktoer, code: str) -> Regler:
    """The published limits of one house."""
    return _LIMITS.get((holder, code), Regler())


def invented_name(number: int) -> str:
    """The `number`th name of a caseworker: common first names and surnames, put together anew for each."""
    rows = _rows("navne.csv")
    # 46 names and a step that shares no factor with 46: 2,116 pairs before one comes back.
    first = rows[number % len(rows)]["fornavn"]
    last = rows[(number * 7 + number // len(rows)) % len(rows)]["efternavn"]
    return f"{first} {last}"


def nobodys_phone(number: int) -> str:
    """An office's telephone number that rings nowhere: no Danish number begins with 0."""
    digits = f"{number % 1_000_000:06d}"
    return f"01 {digits[:2]} {digits[2:4]} {digits[4:]}"


def nobodys_mobile(number: int) -> str:
    """A mobile number that rings nowhere, and is well formed, as a form asks for; `number` is below 95.

    From the Swedish numbers kept for films and books (PTS: 070-174 06 05 to 99); Denmark keeps none.
    """
    if not 0 <= number < 95:
        raise ValueError("no more numbers are kept for this")
    return f"+4670174{605 + number:04d}"


@lru_cache(maxsize=8)
def _rows(file: str) -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader((_DATA / file).read_text(encoding="utf-8").splitlines()))
