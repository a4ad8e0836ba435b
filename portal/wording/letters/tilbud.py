"""The letters about offers that the jobcenter is asked for: recommended by the a-kasse, granted or refused by
the jobcenter (LAB §§ 38, 100, 180 a; BAB §§ 51, 58, 132; FVL §§ 19, 22, 24, 25), or fallen away.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from portal.policy.fratagelse import Hoering
from portal.policy.indstilling import Art, Indhold
from portal.policy.law import Decision
from portal.policy.tilbud import Arbejde
from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, last_day_to_complain, made, written
from portal.wording.reader import day, number
from portal.wording.tilbud_words import INDSATS

_UNSAID: Final = "-"
"""Stands where the a-kasse has said nothing of it: after a kontrolaktion it need not."""


def proposed(between: Between, indhold: Indhold) -> Letter:
    """The a-kasse asks whether the person agrees to the recommendation. In the person's language."""
    return made(Kind.INDSTILLING, between, {"foreslaaet"}, _what(between, indhold, Kind.INDSTILLING))


def expired(between: Between, indhold: Indhold, code: str) -> Letter:
    """It comes to nothing of itself; `code`: the finding that says why."""
    true = {"udloebet", code}
    if indhold.hvad:
        true.add("beskrevet")
    return made(Kind.INDSTILLING, between, true, _what(between, indhold, Kind.INDSTILLING))


@dataclass(frozen=True, slots=True)
class Grund:
    """Why there is no offer: the reasons as they were typed, and the work that ends the duty (BAB § 58)."""

    begrundelse: str
    arbejde: Arbejde | None = None
    timer: Decimal | None = None


def granted(
    between: Between,
    art: Art,
    indhold: Indhold,
    a_kasse: str | None,
    decision: Decision,
    *,
    hearing: Hoering | None = None,
    svar: str | None = None,
) -> Letter:
    """The jobcenter gives the offer, asked by the a-kasse of that name; None: by nobody. `hearing`, `svar`:
    where the person was heard, and what they answered. ValueError where the decision does not allow it.
    """
    true, gaps = _decided(between, art, indhold, a_kasse, decision)
    heard, said = _heard(hearing, svar)
    gaps |= _what(between, indhold, Kind.TILBUD) | said
    return made(Kind.TILBUD, between, true | heard, gaps, klage=True)


def refused(
    between: Between,
    art: Art,
    indhold: Indhold,
    grund: Grund,
    a_kasse: str | None,
    decision: Decision,
    *,
    hearing: Hoering | None = None,
    svar: str | None = None,
) -> Letter:
    """The jobcenter does not give it. The rest, and ValueError, as above."""
    true, gaps = _decided(between, art, indhold, a_kasse, decision)
    heard, said = _heard(hearing, svar)
    if grund.arbejde is not None and grund.timer is not None:
        true |= {"arbejde", grund.arbejde.value}
        said["timer"] = number(reader_of("da"), grund.timer)
    if any(finding.code == "ingen_pligt_til_tilbud" for finding in decision.findings):
        true.add("fri_for_pligten")
    gaps |= _what(between, indhold, Kind.TILBUD_AFSLAG) | {"timer": ""} | said
    gaps["begrundelse"] = grund.begrundelse
    return made(Kind.TILBUD_AFSLAG, between, true | heard, gaps, klage=True)


def in_the_plan(indhold: Indhold) -> dict[str, str]:
    """What Min Plan says of the offer: what, where, when and why (BAB § 51)."""
    kind = reader_of("da").gettext(INDSATS[indhold.indsats]) if indhold.indsats else ""
    said = {
        "hvad": kind,
        "hvor": indhold.hvor or "",
        "hvornaar": f"Fra {written(indhold.starter)}" if indhold.starter else "",
        "hvorfor": indhold.hvorfor or "",
    }
    return {name: text for name, text in said.items() if text}


def reply(indhold: Indhold) -> str:
    """What the a-kasse reads of an offer that was granted, in Danish as all that authorities write."""
    lines = [indhold.hvad or "", *in_the_plan(indhold).values()]
    return "\n".join(line for line in lines if line)


def _decided(
    between: Between, art: Art, indhold: Indhold, a_kasse: str | None, decision: Decision
) -> tuple[set[str], dict[str, str]]:
    """What either decision tells: who asked, and until when to complain."""
    if not decision.allowed:
        raise ValueError("an offer that the law does not let be decided so has no letter")
    last_day = last_day_to_complain(decision)
    true = {art.value, "digital" if last_day else "papir", "bedt" if a_kasse else "uopfordret"}
    true |= {"beskrevet"} if indhold.hvad else set()
    gaps = {
        "a_kasse": a_kasse or "",
        "dag": written(between.day),
        "klage_senest": written(last_day) if last_day else "",
    }
    return true, gaps


def _heard(hearing: Hoering | None, svar: str | None) -> tuple[set[str], dict[str, str]]:
    gaps = {"svar": svar or "", "sendt": "", "frist": ""}
    if hearing is None or hearing.sendt is None or hearing.frist is None:
        return set(), gaps
    gaps |= {"sendt": written(hearing.sendt), "frist": written(hearing.frist)}
    return {"hoert", "svaret" if svar else "ikke_svaret"}, gaps


def _what(between: Between, indhold: Indhold, kind: Kind) -> dict[str, str]:
    language = between.written_in(kind)
    reader = reader_of(language)
    return {
        "afsender": between.organisation,
        "kontakt": between.contact_in(language),
        "indsats": reader.gettext(INDSATS[indhold.indsats]) if indhold.indsats else _UNSAID,
        "hvad": indhold.hvad or _UNSAID,
        "hvor": indhold.hvor or _UNSAID,
        "hvorfor": indhold.hvorfor or _UNSAID,
        "starter": day(reader, indhold.starter) if indhold.starter else _UNSAID,
    }
