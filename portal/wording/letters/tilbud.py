"""The letters about offers that the jobcenter is asked for: recommended by the a-kasse, granted or refused by
the jobcenter (LAB §§ 38, 180 a; BAB §§ 51, 132; FVL §§ 22, 24, 25), or fallen away.
"""

from __future__ import annotations

from typing import Final

from portal.policy.indstilling import Art, Indhold
from portal.policy.law import Decision
from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, last_day_to_complain, made, written
from portal.wording.reader import day
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


def granted(between: Between, art: Art, indhold: Indhold, a_kasse: str, decision: Decision) -> Letter:
    """The jobcenter gives the offer. ValueError where the decision does not allow it."""
    return _decided(Kind.TILBUD, between, art, indhold, a_kasse, decision, {})


def refused(
    between: Between, art: Art, indhold: Indhold, begrundelse: str, a_kasse: str, decision: Decision
) -> Letter:
    """The jobcenter does not give it. ValueError as above."""
    said = {"begrundelse": begrundelse}
    return _decided(Kind.TILBUD_AFSLAG, between, art, indhold, a_kasse, decision, said)


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
    kind: Kind,
    between: Between,
    art: Art,
    indhold: Indhold,
    a_kasse: str,
    decision: Decision,
    more: dict[str, str],
) -> Letter:
    if not decision.allowed:
        raise ValueError("an offer that the law does not let be decided so has no letter")
    last_day = last_day_to_complain(decision)
    true = {art.value, "digital" if last_day else "papir"} | ({"beskrevet"} if indhold.hvad else set())
    gaps = {
        **_what(between, indhold, kind),
        **more,
        "a_kasse": a_kasse,
        "dag": written(between.day),
        "klage_senest": written(last_day) if last_day else "",
    }
    return made(kind, between, true, gaps, klage=True)


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
