"""What the law requires of one meeting (LAB §§ 30, 32, 42; BAB §§ 41, 43, 47; AKV §§ 12, 13; VEJ 3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.policy import sources as s
from portal.policy.facts import Aktoer, Facts, SamtaleArt
from portal.policy.kalender import months_after
from portal.policy.koder import opfyldt
from portal.policy.law import Finding
from portal.policy.moede import Moede
from portal.policy.sag import Sag
from portal.policy.samtaler import er_foerste
from portal.policy.uddannelsespaalaeg import i_maalgruppen

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Vejledning:
    """The topics of a meeting, each with the rule that requires it."""

    emner: frozenset[str]
    findings: tuple[Finding, ...]


def vejled(facts: Facts, nu: datetime, samtale: int) -> Vejledning:
    """What must be done at the meeting, as known at `nu`. KeyError for an unknown meeting."""
    sag = Sag(facts, nu)
    moede = sag.moede(samtale)
    if not moede.er_jobsamtale:
        return Vejledning(frozenset(), ())
    found = _min_plan(sag, moede) + _repatriering(sag, moede) + _intensiveret(sag, moede) + _trin(sag, moede)
    return Vejledning(frozenset(finding.code for finding in found), tuple(found))


def _min_plan(sag: Sag, moede: Moede) -> list[Finding]:
    """The first jobsamtale, held by the a-kasse."""
    samtale = moede.samtale
    if samtale.holder is not Aktoer.A_KASSE or not er_foerste(sag, moede.start, samtale.noegle):
        return []
    return [
        opfyldt("min_plan_udarbejdes", (s.LAB_42_1, s.AKV_12)),
        opfyldt("ansoegninger_gennemgaas", (s.AKV_13,)),
    ]


def _repatriering(sag: Sag, moede: Moede) -> list[Finding]:
    """Up to and with the day five years after the residence permit, read on the day of the meeting."""
    since, years = sag.facts.person.opholdstilladelse, sag.tal("repatriering_aar")
    if since is None or moede.dag > months_after(since, int(years.value) * _MONTHS):
        return []
    if moede.samtale.holder is not Aktoer.JOBCENTER and i_maalgruppen(sag, moede.dag, sag.i_dag):
        return []
    return [opfyldt("repatriering", (s.BAB_43,), {"opholdstilladelse": since.isoformat()}, (years,))]


def _intensiveret(sag: Sag, moede: Moede) -> list[Finding]:
    """The fællessamtale before 16 months of unemployment."""
    samtale = moede.samtale
    common = samtale.art is SamtaleArt.FAELLESSAMTALE and samtale.holder is Aktoer.JOBCENTER
    if not common or not sag.paa_dagpenge or not sag.seks_maaneder(moede.dag):
        return []
    return [opfyldt("intensiveret_indsats", (s.LAB_32_2, s.BAB_47))]


def _trin(sag: Sag, moede: Moede) -> list[Finding]:
    """The jobcenter's meetings with a person sent on, from the second one."""
    sent_on = sag.visiteret_i(sag.periode(moede.dag))
    if sent_on is None or moede.samtale.holder is not Aktoer.JOBCENTER:
        return []
    earlier = any(
        other.er_jobsamtale
        and other.staar
        and other.samtale.holder is Aktoer.JOBCENTER
        and other.periode == moede.periode
        and sent_on < other.dag
        and other.start < moede.start
        for other in sag.moeder
    )
    return [opfyldt("uddannelsestrin", (s.LAB_30, s.BAB_41_2))] if earlier else []
