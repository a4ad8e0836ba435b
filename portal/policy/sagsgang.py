"""The course of a decision's case: its steps, who takes them, whom it waits for, and what came of a complaint
(RSL §§ 66, 68). Which step may follow which is `afgoerelse`'s to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from portal.policy.facts import Aktoer
from portal.policy.hoering import Emne


class Trin(StrEnum):
    """A step of the case, as it is kept."""

    AABNET = "aabnet"
    HOERT = "hoert"
    SVARET = "svaret"
    UDEN_SVAR = "uden_svar"
    IKKE_UDSAT = "ikke_udsat"  # decided although somebody waits to see the file
    AFGJORT = "afgjort"
    FRAFALDET = "frafaldet"
    KLAGET = "klaget"
    TRUKKET = "trukket"  # the complaint is taken back
    GENVURDERET = "genvurderet"
    SENDT = "sendt"
    UDFALD = "udfald"
    OPHAEVET = "ophaevet"
    LUKKET = "lukket"


class Hvem(StrEnum):
    """Who takes a step. What the person does, the authority may write down for them."""

    PERSON = "person"
    MYNDIGHED = "myndighed"


class Venter(StrEnum):
    """Whom the case waits for."""

    OS = "os"
    PERSON = "person"
    ANKESTYRELSEN = "ankestyrelsen"


class Genvurdering(StrEnum):
    """What became of looking at the decision once more (RSL § 66, stk. 1)."""

    FASTHOLDT = "fastholdt"
    DELVIST = "delvist"
    MEDHOLD = "medhold"


class Udfald(StrEnum):
    """What Ankestyrelsen decided (RSL § 68, stk. 2)."""

    AFVIST = "afvist"
    STADFAESTET = "stadfaestet"
    HJEMVIST = "hjemvist"
    OPHAEVET = "ophaevet"
    AENDRET = "aendret"


BINDER_IKKE: Final = frozenset({Udfald.HJEMVIST, Udfald.OPHAEVET})
"""After these the decision that was complained of no longer binds."""

OM_FRITAGELSE: Final = frozenset({Emne.FRITAGELSE_AFSLAG, Emne.FRITAGELSE_OPHAEVET})
"""Decisions that leave a duty standing: they bind from no day on, and to take one back is to exempt."""

I_EN_DEL: Final = frozenset({Emne.FRATAGELSE, Emne.FASTHOLDT_PLIGT, *OM_FRITAGELSE})
"""Decisions of which some time can be given: what else is decided in part is decided anew."""


@dataclass(frozen=True, slots=True)
class Skridt:
    """A step that was taken, on a Danish day. `frist`: of a hearing, its last day to answer.

    `resultat`: of a reconsideration or of an outcome. `til`: of a complaint upheld in part, the last day on
    which the decision still binds, or on which the person is exempt.
    """

    trin: Trin
    dag: date
    frist: date | None = None
    resultat: str | None = None
    til: date | None = None


@dataclass(frozen=True, slots=True)
class Gang:
    """The case so far, its steps in order. `klage_senest`: the last day to complain; None: not known."""

    emne: Emne
    af: Aktoer
    skridt: tuple[Skridt, ...]
    klage_senest: date | None = None

    def seneste(self, trin: Trin) -> Skridt | None:
        return next((one for one in reversed(self.skridt) if one.trin is trin), None)

    def har(self, trin: Trin) -> bool:
        return self.seneste(trin) is not None

    def lukket_efter(self, trin: Trin) -> bool:
        """Whether the case was closed since the latest step of that kind."""
        named = [one.trin for one in self.skridt]
        return Trin.LUKKET in named[len(named) - named[::-1].index(trin) :]

    @property
    def svar(self) -> Skridt | None:
        """The latest answer since the latest hearing."""
        for one in reversed(self.skridt):
            if one.trin is Trin.HOERT:
                return None
            if one.trin is Trin.SVARET:
                return one
        return None

    @property
    def klage(self) -> Skridt | None:
        """The complaint that stands: the latest one, unless it was taken back."""
        for one in reversed(self.skridt):
            if one.trin is Trin.TRUKKET:
                return None
            if one.trin is Trin.KLAGET:
                return one
        return None

    def om_klagen(self, trin: Trin) -> Skridt | None:
        """The latest step of that kind since the complaint that stands."""
        for one in reversed(self.skridt):
            if one.trin in {Trin.KLAGET, Trin.TRUKKET}:
                return None
            if one.trin is trin:
                return one
        return None
