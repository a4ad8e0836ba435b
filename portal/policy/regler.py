"""The rules the portal lives under, one by one: what each says, where it stands, the numbers and codes that
decide it, the law cases that show it, and what is left to people.

`regler.toml` holds them, in Danish and English; the public rule book is made from here. R1-R114 are about
dagpengemodtagere, R115-R120 about other groups; F1-F26 are facts of law beside VEJ 10044.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from portal.policy import parameters
from portal.policy.law import Citation
from portal.policy.parameters import Entry

_FILE = "regler.toml"
_EKSEMPLER = "eksempler"


@dataclass(frozen=True, slots=True)
class Ord:
    """The same in both languages."""

    da: str
    en: str

    def paa(self, sprog: str) -> str:
        """In the language named, `da` or `en`."""
        return self.en if sprog == "en" else self.da


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule.

    `tal`: the names of its dated numbers (`parameters`). `koder`: the codes of findings, requirements and
    questions that decide it. `sager`: its cases (`fil`). `overladt`: why all
    or part of it is left to people; None: it is decided here.
    """

    navn: str
    ord: Ord
    kilder: tuple[Citation, ...]
    tal: tuple[str, ...]
    koder: tuple[str, ...]
    sager: tuple[str, ...]
    overladt: Ord | None

    @property
    def daterede_tal(self) -> tuple[Entry, ...]:
        """Every wording of its numbers, oldest first."""
        return tuple(entry for name in self.tal for entry in parameters.entries()[name])


@dataclass(frozen=True, slots=True)
class Emne:
    """A chapter of the rule book. `om`: what it is about."""

    navn: str
    ord: Ord
    om: Ord
    regler: tuple[Regel, ...]


@dataclass(frozen=True, slots=True)
class Sted:
    """Where the rule book tells of something: the chapter, and the name to go to there."""

    emne: str
    anker: str


def fil(sag: str) -> Path:
    """The file of a case that a rule names."""
    return Path(str(resources.files("portal.policy") / _EKSEMPLER / f"{sag}.yaml"))


@cache
def engelsk() -> Mapping[str, str]:
    """What each case shows, in English. In Danish the case says it itself."""
    text = resources.files("portal.policy").joinpath(_EKSEMPLER, "engelsk.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


@cache
def regler() -> Mapping[str, Regel]:
    """All rules by name (`R17`, `F5`), in the order of the file. KeyError for a reason that is not given."""
    written = _written()
    reasons = {name: Ord(**words) for name, words in written["grunde"].items()}
    return MappingProxyType({name: _regel(name, rule, reasons) for name, rule in written["regler"].items()})


@cache
def emner() -> Mapping[str, Emne]:
    """The chapters by name, in the order of the book. KeyError for a rule that is not there."""
    return MappingProxyType({name: _emne(name, written) for name, written in _written()["emner"].items()})


@cache
def steder() -> Mapping[str, Sted]:
    """Where each code is told: with the first rule of the book that names it."""
    found: dict[str, Sted] = {}
    for emne in emner().values():
        for code in (code for regel in emne.regler for code in regel.koder):
            found.setdefault(code, Sted(emne.navn, code))
    return MappingProxyType(found)


def _written() -> dict[str, Any]:
    return tomllib.loads(resources.files("portal.policy").joinpath(_FILE).read_text(encoding="utf-8"))


def _emne(navn: str, written: Mapping[str, Any]) -> Emne:
    return Emne(
        navn=navn,
        ord=Ord(written["da"], written["en"]),
        om=Ord(**written["om"]),
        regler=tuple(regler()[name] for name in written["regler"]),
    )


def _regel(navn: str, written: Mapping[str, Any], reasons: Mapping[str, Ord]) -> Regel:
    return Regel(
        navn=navn,
        ord=Ord(written["da"], written["en"]),
        kilder=tuple(Citation(*text.split(" ", 1)) for text in written["kilder"]),
        tal=tuple(written.get("tal", ())),
        koder=tuple(written.get("koder", ())),
        sager=tuple(written.get("sager", ())),
        overladt=reasons[written["overladt"]] if "overladt" in written else None,
    )
