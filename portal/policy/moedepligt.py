"""Whether a person has to come to a meeting (LAB §§ 27, 106; RÅB §§ 12, 18, 21, 22)."""

from __future__ import annotations

from portal.policy import sources as s
from portal.policy.facts import Aktoer, SamtaleArt
from portal.policy.law import Citation
from portal.policy.mindre_intensiv import uden_pligt
from portal.policy.moede import Moede
from portal.policy.sag import Sag


def fritaget(sag: Sag, moede: Moede) -> tuple[Citation, ...]:
    """What frees the person from coming to the meeting on its day; empty where staying away is absence."""
    samtale, dag = moede.samtale, moede.dag
    if sag.syg(dag):
        return (s.RAAB_21_4,)
    if not _ventes(sag, moede):
        return (s.LAB_27,)
    if samtale.art is not SamtaleArt.RAADIGHEDSSAMTALE and uden_pligt(sag, dag, samtale.holder) is not None:
        return (s.LAB_106_1, s.RAAB_22)
    return ()


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
