"""The letters to who asked to see the file of a case: the answer, and what becomes of a complaint of it (FVL
§§ 9, 10, 12-17; AKS § 12; AKK § 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.policy.aktindsigt import Hensyn, Svar, Undtaget
from portal.policy.hoering import Emne
from portal.policy.sagsgang import Udfald
from portal.wording.aktindsigt_words import INSTANS, hjemmel
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made, written

_HELD: Final = frozenset({Svar.DELVIS, Svar.NEJ})


@dataclass(frozen=True, slots=True)
class Om:
    """What was asked, on the Danish day `anmodet`, and the last day to answer it. `noteret`: a caseworker
    wrote down what was asked.
    """

    emne: Emne
    anmodet: date
    senest: date
    noteret: bool = False


@dataclass(frozen=True, slots=True)
class Klagefrist:
    """What was decided of the time to complain of the decision itself. `til`: until when; None: not known."""

    afbrudt: bool
    til: date | None = None


@dataclass(frozen=True, slots=True)
class Sagt:
    """What is answered. `ord`: why not, or a word with it. `undtaget`: what an answer in part holds back.

    `hensyn`: of a no. `ny_dag`: of a later answer. `klage_senest`: the last day to complain of what is held
    back; None: nobody knows it. `klagefrist`: None where it is no question.
    """

    svar: Svar
    ord: str | None = None
    undtaget: Sequence[Undtaget] = ()
    hensyn: Hensyn | None = None
    ny_dag: date | None = None
    klage_senest: date | None = None
    klagefrist: Klagefrist | None = None


def answered(between: Between, om: Om, sagt: Sagt) -> Letter:
    """The answer."""
    gaps = {
        "afsender": between.organisation,
        "dag": written(between.day),
        "anmodet": written(om.anmodet),
        "senest": written(om.senest),
        "ny_dag": written(sagt.ny_dag) if sagt.ny_dag else "",
        "klage_senest": written(sagt.klage_senest) if sagt.klage_senest else "",
        "klagefrist": written(sagt.klagefrist.til) if sagt.klagefrist and sagt.klagefrist.til else "",
        "hjemmel": hjemmel(sagt.hensyn) if sagt.hensyn else "",
        "undtaget": listed(sagt.undtaget),
        "begrundelse": sagt.ord or "",
        "kontakt": between.contact,
    }
    held = sagt.svar in _HELD
    true = {between.holder.value, om.emne.value, sagt.svar.value}
    true |= {"digital" if sagt.klage_senest else "papir", "klage"} if held else set()
    true |= {"begrundet"} if sagt.ord else set()
    true |= {"noteret"} if om.noteret else set()
    true |= _of_the_time(sagt.klagefrist) if sagt.klagefrist else set()
    return made(Kind.AKTINDSIGT, between, true, gaps, klage=held)


def received(between: Between, svaret: date, modtaget: date, *, senest: date | None, afgjort: bool) -> Letter:
    """The receipt of a complaint. `svaret`: the day of the answer. `afgjort`: the case itself is decided."""
    true = {"modtaget"} | (set() if afgjort else {"ikke_afgjort"})
    true |= {"for_sent"} if senest is not None and modtaget > senest else set()
    return _klage(
        between, svaret, true, modtaget=written(modtaget), klage_senest=written(senest) if senest else ""
    )


def agreed(between: Between, svaret: date, words: str | None) -> Letter:
    """All of it is given after all."""
    return _klage(between, svaret, {"medhold"}, begrundelse=words or "")


def agreed_in_part(between: Between, svaret: date, undtaget: Sequence[Undtaget], words: str | None) -> Letter:
    """More of it is given; the complaint goes on with the rest."""
    return _klage(between, svaret, {"delvist"}, undtaget=listed(undtaget), begrundelse=words or "")


def passed_on(between: Between, svaret: date, words: str | None) -> Letter:
    """The complaint is with who decides it. `words`: why the answer stands."""
    return _klage(between, svaret, {"sendt"}, begrundelse=words or "")


def settled(between: Between, svaret: date, udfald: Udfald, dag: date, words: str | None) -> Letter:
    """What was decided of the complaint on the day `dag`."""
    true = {"udfald", udfald.value}
    return _klage(between, svaret, true, udfaldsdag=written(dag), begrundelse=words or "")


def listed(undtaget: Sequence[Undtaget]) -> str:
    """What is held back, each with its paragraph and its reason."""
    return "\n\n".join(_one(one) for one in undtaget)


def _one(one: Undtaget) -> str:
    which = f"En del af {one.navn}" if one.dele else one.navn
    source = f" ({hjemmel(one.hensyn)})" if one.hensyn else ""
    return f"{which}{source}:\n{one.begrundelse}"


def _of_the_time(given: Klagefrist) -> set[str]:
    if not given.afbrudt:
        return {"frist", "loeber"}
    return {"frist", "afbrudt", "ny_frist" if given.til else "ukendt_frist"}


def _klage(between: Between, svaret: date, true: set[str], **more: str) -> Letter:
    gaps = {
        "afsender": between.organisation,
        "dag": written(between.day),
        "svaret": written(svaret),
        "instans": INSTANS[between.holder],
        "kontakt": between.contact,
        **dict.fromkeys(("modtaget", "klage_senest", "begrundelse", "udfaldsdag", "undtaget"), ""),
        **more,
    }
    true |= {between.holder.value} | ({"begrundet"} if gaps["begrundelse"] else set())
    return made(Kind.AKTINDSIGT_KLAGE, between, true, gaps)
