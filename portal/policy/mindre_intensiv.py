"""Mindre intensiv indsats: who need not come to jobsamtaler for a while (LAB § 106; BAB § 39, nr. 6; point
13).
"""

from __future__ import annotations

from datetime import date

from portal.policy import grundlag
from portal.policy import sources as s
from portal.policy.beslutninger import bindende
from portal.policy.facts import Aktoer, BeslutningArt, Maalgruppe, MindreIntensiv, MindreIntensivGrund
from portal.policy.kalender import days_after
from portal.policy.koder import CITATIONS, afslag
from portal.policy.law import Citation, Finding
from portal.policy.sag import Sag

_I_PERIODEN = frozenset(
    {
        MindreIntensivGrund.HJEMSENDELSE,
        MindreIntensivGrund.ARBEJDSFORDELING,
        MindreIntensivGrund.JOBRETTET_UDDANNELSE,
    }
)
_FRI = "mindre_intensiv_indsats"
_UDEN_DOKUMENTATION = frozenset(
    {MindreIntensivGrund.ARBEJDSFORDELING, MindreIntensivGrund.JOBRETTET_UDDANNELSE}
)


def omfattet(sag: Sag, dag: date) -> MindreIntensiv | None:
    """The ground on which the person is under § 106 that day, whatever an actor decided; None: on none."""
    return next((grund for grund in sag.facts.mindre_intensiv if _gaelder(sag, grund, dag)), None)


def uden_pligt(
    sag: Sag, dag: date, af: Aktoer | None = None, besluttet: date | None = None
) -> MindreIntensiv | None:
    """The ground that frees the person from jobsamtaler that day; None where on none, or the duty was upheld.

    `af`: the actor whose meeting or deadline it is about, whose own decision alone upholds the duty (stk. 3).
    `besluttet`: the day on which decisions are read, else `dag`.
    """
    grund = omfattet(sag, dag)
    if grund is None or bindende(sag, BeslutningArt.FASTHOLDT_PLIGT, besluttet or dag, af) is not None:
        return None
    return grund


def fri(grund: MindreIntensiv, dag: date) -> Finding:
    """That the ground frees the person from jobsamtaler on the day, as a refusal of whatever asks for one."""
    used = {"dag": dag.isoformat(), **grundlag.mindre_intensiv(grund)}
    return afslag(_FRI, used, citations=hjemmel(grund, CITATIONS[_FRI]))


def hjemmel(grund: MindreIntensiv, ellers: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The paragraphs by which the ground frees: jobrettet uddannelse is not under § 106, which the others are
    (`ellers`).
    """
    return (s.BAB_39_6,) if grund.grund is MindreIntensivGrund.JOBRETTET_UDDANNELSE else ellers


def _gaelder(sag: Sag, grund: MindreIntensiv, dag: date) -> bool:
    if not grund.dokumenteret and grund.grund not in _UDEN_DOKUMENTATION:
        return False
    if grund.grund in _I_PERIODEN:
        return (grund.fra is None or grund.fra <= dag) and (grund.til is None or dag <= grund.til)
    if (
        grund.grund is MindreIntensivGrund.UDDANNELSE
        and sag.facts.person.maalgruppe is Maalgruppe.UDDANNELSESHJAELP
    ):
        return False  # stk. 1, nr. 4, is not for them
    return (
        grund.starter is not None
        and days_after(grund.starter, -sag.antal("mindre_intensiv_dage")) <= dag < grund.starter
    )
