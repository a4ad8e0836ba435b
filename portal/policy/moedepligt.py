"""Whether a person has to come to a meeting (LAB §§ 27, 106; BAB § 39; RÅB §§ 12, 18, 21, 22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.policy import grundlag
from portal.policy import sources as s
from portal.policy.facts import Aktoer, SamtaleArt
from portal.policy.law import Citation, Json
from portal.policy.mindre_intensiv import hjemmel, uden_pligt
from portal.policy.moede import Moede
from portal.policy.sag import Sag


@dataclass(frozen=True, slots=True)
class Fri:
    """What frees a person from coming to a meeting: its paragraphs, and what it rests on."""

    citations: tuple[Citation, ...]
    bygger_paa: Mapping[str, Json]


def fritaget(sag: Sag, moede: Moede) -> Fri | None:
    """What frees the person from coming to the meeting on its day; None where staying away is absence."""
    samtale, dag = moede.samtale, moede.dag
    if sag.syg(dag):
        return Fri((s.RAAB_21_4,), grundlag.sygdom(sag, dag))
    if not _ventes(sag, moede):
        holder: dict[str, Json] = {"dag": dag.isoformat(), "ansvarlig": sag.holder(dag).value}
        return Fri((s.LAB_27,), holder | grundlag.uden_tilmelding(sag, dag))
    if samtale.art is SamtaleArt.RAADIGHEDSSAMTALE:
        return None
    grund = uden_pligt(sag, dag, samtale.holder)
    if grund is None:
        return None
    return Fri(hjemmel(grund, (s.LAB_106_1, s.RAAB_22)), grundlag.mindre_intensiv(grund))


def _ventes(sag: Sag, moede: Moede) -> bool:
    """Whether the meeting's holder may still expect the person that day.

    Rådighedssamtaler lie outside the kontaktforløb, and under the earlier rules so does the a-kasse's
    cv_samtale: they ask only that the person is registered.
    """
    samtale, dag = moede.samtale, moede.dag
    outside = samtale.art is SamtaleArt.RAADIGHEDSSAMTALE or (
        samtale.art is SamtaleArt.CV_SAMTALE and sag.regelsaet(dag) == 2020
    )
    if outside and samtale.holder is Aktoer.A_KASSE:
        return sag.tilmeldt(dag) is not None
    return sag.holder(dag) is samtale.holder
