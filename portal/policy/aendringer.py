"""What a correction of the facts changes: the same questions asked before and after, side by side.

Who holds the kontaktforløb, the a-kasse's last day, what is required, the deadline that binds, what may be
booked, and whether each planned meeting and each decision would still come out as it did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from portal.policy import beslutninger, indkaldelse, kontaktforloeb, krav, selvbooking
from portal.policy.bookingfrist import BindendeFrist, binding_deadline
from portal.policy.facts import (
    Beslutning,
    Facts,
    Oprindelse,
    Samtale,
    SamtaleArt,
    SamtaleStatus,
)
from portal.policy.indkaldelse import IndkaldSpoergsmaal
from portal.policy.indsigt import Del, Indsigt
from portal.policy.kalender import day_of
from portal.policy.law import Decision, Json, Outcome
from portal.policy.lokale_graenser import BOOKBARE
from portal.policy.sag import Sag
from portal.policy.selvbooking import BookSpoergsmaal

Vaerdi = Mapping[str, Json]


class Svar(StrEnum):
    """An answer that may change."""

    ANSVARLIG = "ansvarlig"
    SLUTDATO = "slutdato"
    KRAV = "krav"
    FRIST = "frist"
    BOOKING = "booking"
    SAMTALE = "samtale"
    BESLUTNING = "beslutning"


@dataclass(frozen=True, slots=True)
class Forskel:
    """One answer before and after; None: there was, or is, none.

    `om`: which requirement, which meeting (its `noegle`), which decision (`art`).
    """

    svar: Svar
    om: str
    foer: Vaerdi | None
    efter: Vaerdi | None


def forskelle(foer: Facts | None, efter: Facts, nu: datetime) -> tuple[Forskel, ...]:
    """What is answered otherwise at `nu` (aware). `foer` None: nobody was known."""
    before = dict(_svar(foer, nu)) if foer is not None else {}
    after = dict(_svar(efter, nu))
    found = [
        Forskel(key[0], key[1], before.get(key), after.get(key))
        for key in dict.fromkeys([*before, *after])
        if before.get(key) != after.get(key)
    ]
    order = list(Svar)
    return tuple(sorted(found, key=lambda one: order.index(one.svar)))


def synlige(found: tuple[Forskel, ...], sight: Indsigt) -> tuple[Forskel, ...]:
    """Those that an organisation may be told. Who does not see the course is told who holds it, and until
    when; rådighedssamtaler are the a-kasse's own.
    """
    if not sight.ser(Del.FORLOEB):
        return tuple(one for one in found if one.svar in (Svar.ANSVARLIG, Svar.SLUTDATO))
    return tuple(one for one in found if sight.ser(Del.RAADIGHEDSSAMTALER) or not _raadighed(one))


def _raadighed(one: Forskel) -> bool:
    value = one.efter or one.foer or {}
    return one.svar is Svar.SAMTALE and value.get("art") == SamtaleArt.RAADIGHEDSSAMTALE.value


def _svar(facts: Facts, nu: datetime) -> Iterator[tuple[tuple[Svar, str], Vaerdi]]:
    sag = Sag(facts, nu)
    ansvar = kontaktforloeb.ansvar(facts, nu, sag.i_dag)
    yield (Svar.ANSVARLIG, ""), {"aktoer": ansvar.aktoer.value}
    yield (Svar.SLUTDATO, ""), {"dag": _iso(ansvar.slutdato)}
    for row in krav.krav(facts, nu, sag.i_dag):
        value: Vaerdi = {
            "holder": row.holder.value,
            "afholdt": row.afholdt,
            "mindst": row.mindst,
            "senest": _iso(row.senest),
            "opfyldt": row.finding.outcome is Outcome.MET,
        }
        yield (Svar.KRAV, row.kode), value
    frist = binding_deadline(facts, nu)
    if frist is not None:
        yield (Svar.FRIST, ""), _frist(frist)
    yield (Svar.BOOKING, ""), _booking(facts, nu)
    for samtale in facts.samtaler:
        if samtale.status is SamtaleStatus.PLANLAGT and samtale.start > nu:
            asked = {
                "start": samtale.start.isoformat(),
                "art": samtale.art.value,
                **_udfald(_igen(facts, nu, samtale)),
            }
            yield (Svar.SAMTALE, str(samtale.noegle)), asked
    for number, beslutning in enumerate(facts.beslutninger):
        yield (Svar.BESLUTNING, f"{beslutning.art.value}:{number}"), {"gaelder": _gaelder(sag, beslutning)}


def _frist(frist: BindendeFrist) -> Vaerdi:
    state = "opfyldt" if frist.opfyldt else "udloebet" if frist.udloebet else "gaelder"
    return {
        "frist": _iso(frist.frist.frist),
        "samtale_senest": _iso(frist.samtale_senest),
        "tilstand": "bortfaldet" if frist.bortfaldet else state,
    }


def _booking(facts: Facts, nu: datetime) -> Vaerdi:
    """With whom, from which day and until when the person may book; or why nothing may be booked."""
    found = selvbooking.bookable(facts, nu)
    if not found.windows:
        grunde = [finding.code for finding in found.findings if finding.outcome is Outcome.NOT_MET]
        return {"grunde": sorted(set(grunde))}
    latest = [window.latest for window in found.windows]
    last = max((day for day in latest if day is not None), default=None)
    return {
        "holdere": sorted({window.holder.value for window in found.windows}),
        "fra": _iso(day_of(min(window.earliest for window in found.windows))),
        "til": None if None in latest or last is None else _iso(day_of(last)),
    }


def _igen(facts: Facts, nu: datetime, samtale: Samtale) -> Decision:
    """The question that the meeting came from, asked once more, as if the meeting were not there yet."""
    others = replace(facts, samtaler=tuple(other for other in facts.samtaler if other is not samtale))
    if samtale.oprindelse is Oprindelse.INDKALDT or samtale.art not in BOOKBARE:
        asked = IndkaldSpoergsmaal(
            samtale.holder, samtale.art, samtale.start, samtale.form, varighed=samtale.varighed
        )
        return indkaldelse.indkald(others, nu, asked)
    question = BookSpoergsmaal(
        holder=samtale.holder,
        start=samtale.start,
        form=samtale.form,
        art=samtale.art,
        varighed=samtale.varighed,
        faelles=samtale.a_kasse_deltager,
        aftalt_med=Sag(facts, nu).a_kasse(day_of(samtale.start)) if samtale.a_kasse_deltager else None,
        alternativ=False,
    )
    return selvbooking.book(others, nu, question)


def _udfald(decision: Decision) -> Vaerdi:
    return {"ja": decision.allowed, "grunde": sorted({finding.code for finding in decision.refusals})}


def _gaelder(sag: Sag, beslutning: Beslutning) -> bool:
    return beslutninger.binder(sag, beslutning, sag.i_dag) and beslutning.ophaevet is None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
