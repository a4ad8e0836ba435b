"""Booking, moving and calling off (LAB §§ 27, 33-35; BAB § 44; RÅB § 18).

`book`, `ombook` and `aflys` judge one time for a person; `bookable` and `movable` say the same of all times
at once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from portal.policy import bookingregler, lokale_graenser
from portal.policy import faelles as joint
from portal.policy import sources as s
from portal.policy.bookbar import bookable_windows, movable_windows
from portal.policy.bookingregler import BookSpoergsmaal, OmbookSpoergsmaal
from portal.policy.facts import Aktoer, Facts, SamtaleArt, Tilmelding
from portal.policy.kalender import day_of, utc, written
from portal.policy.koder import afslag, opfyldt
from portal.policy.kontaktforloeb import ansvarlig
from portal.policy.law import Decision, Finding, Json
from portal.policy.moede import Moede
from portal.policy.moedepligt import fritaget
from portal.policy.sag import Sag
from portal.policy.window import Bookable

__all__ = [
    "BookSpoergsmaal",
    "OmbookSpoergsmaal",
    "aflys",
    "book",
    "bookable",
    "movable",
    "ombook",
    "ombook_senest",
    "prepare",
]


def prepare(facts: Facts, nu: datetime, *, gentilmelder: bool = False) -> Sag:
    """The person's case, to be judged many times with `book_sag`; `gentilmelder`: as registered from `nu`."""
    return Sag(_gentilmeldt(facts, nu) if gentilmelder else facts, nu)


def book(facts: Facts, nu: datetime, spoergsmaal: BookSpoergsmaal) -> Decision:
    """May the person book this free time? `nu` aware.

    Result `a_kasse_form` for a joint time that is granted.
    """
    return book_sag(prepare(facts, nu, gentilmelder=spoergsmaal.gentilmelder), spoergsmaal)


def book_sag(sag: Sag, q: BookSpoergsmaal) -> Decision:
    """`book` on a prepared case."""
    start = utc(q.start)
    dag = day_of(start)
    if sag.holder(dag) is Aktoer.INGEN:
        return Decision("book", (bookingregler.ikke_omfattet(sag, dag),))
    found = bookingregler.praktiske(sag, start, q.varighed)
    elsewhere = bookingregler.anden_aktoer(sag, q.holder, dag)
    if elsewhere:
        return Decision("book", (*found, *elsewhere))
    found += bookingregler.book(sag, q, start)
    found += lokale_graenser.afstand(sag, q.holder, start, alternativ=q.alternativ)
    met = (ansvarlig(sag, dag), opfyldt("selvbooking", (s.LAB_34_1,), {"start": written(start)}))
    return _decide("book", found, met, _a_kasse_form(sag, faelles=q.faelles))


def ombook(facts: Facts, nu: datetime, spoergsmaal: OmbookSpoergsmaal) -> Decision:
    """May the person move a planned meeting? KeyError for an unknown meeting, ValueError for one that is not
    planned.
    """
    return ombook_sag(Sag(facts, nu), spoergsmaal)


def ombook_sag(sag: Sag, q: OmbookSpoergsmaal) -> Decision:
    """`ombook` on a prepared case."""
    moede = _planlagt(sag, q.samtale)
    samtale = moede.samtale
    start = utc(q.start)
    dag = day_of(start)
    if sag.holder(dag) is Aktoer.INGEN:
        return Decision("ombook", (bookingregler.ikke_omfattet(sag, dag),))
    found = bookingregler.praktiske(sag, start, samtale.varighed, samtale.noegle)
    if samtale.art in lokale_graenser.BOOKBARE:
        elsewhere = bookingregler.anden_aktoer(sag, samtale.holder, dag)
        if elsewhere:
            return Decision("ombook", (*found, *elsewhere))
    found += bookingregler.ombook(sag, q, moede, start)
    found += bookingregler.afstand_ved_ombook(sag, q, moede, start)
    met = (ansvarlig(sag, dag), opfyldt("ombookning", (s.BAB_44_4,), {"start": written(start)}))
    along = samtale.a_kasse_deltager if q.faelles is None else q.faelles
    return _decide("ombook", found, met, _a_kasse_form(sag, faelles=along))


def aflys(facts: Facts, nu: datetime, samtale: int) -> Decision:
    """The person calls a meeting off: refused only once it has begun.

    Result `udebliver`: whether it counts as absence that day (RÅB § 18, stk. 4). KeyError for an unknown
    meeting.
    """
    sag = Sag(facts, nu)
    moede = sag.moede(samtale)
    frees = fritaget(sag, moede)
    udebliver, rests_on = frees is None, frees.bygger_paa if frees else _koster(sag, moede)
    citations = frees.citations if frees else (s.RAAB_18_4,)
    facts_used: dict[str, Json] = {"start": written(moede.start), "holder": moede.samtale.holder.value}
    if moede.start <= sag.nu:
        return Decision("aflys", (afslag("tid_i_fortiden", facts_used),), {"udebliver": udebliver})
    met = opfyldt("aflysning", (s.BAB_49, *citations), {**facts_used, "udebliver": udebliver, **rests_on})
    return Decision("aflys", (met,), {"udebliver": udebliver})


def _koster(sag: Sag, moede: Moede) -> dict[str, Json]:
    """The day without dagpenge that staying away costs; only whoever lives on them can lose them."""
    return {"samtaledag": moede.dag.isoformat()} if sag.paa_dagpenge else {}


def bookable(
    facts: Facts, nu: datetime, *, art: SamtaleArt = SamtaleArt.JOBSAMTALE, gentilmelder: bool = False
) -> Bookable:
    """All times the person may book a meeting of `art` in, as windows; `.relaxed` where the local limits give
    way.
    """
    return bookable_windows(prepare(facts, nu, gentilmelder=gentilmelder), art)


def movable(facts: Facts, nu: datetime, samtale: int) -> Bookable:
    """All times the planned meeting may be moved to. KeyError and ValueError as in `ombook`."""
    sag = Sag(facts, nu)
    return movable_windows(sag, _planlagt(sag, samtale))


def ombook_senest(facts: Facts, nu: datetime, samtale: int) -> datetime | None:
    """Until when (aware) the person may move the planned meeting by themselves; None: not, or not any more.

    KeyError and ValueError as in `ombook`.
    """
    sag = Sag(facts, nu)
    return bookingregler.ombook_senest(sag, _planlagt(sag, samtale))


def _gentilmeldt(facts: Facts, nu: datetime) -> Facts:
    return replace(facts, tilmeldinger=(*facts.tilmeldinger, Tilmelding(fra=day_of(nu))))


def _planlagt(sag: Sag, noegle: int) -> Moede:
    moede = sag.moede(noegle)
    if not moede.er_planlagt:
        raise ValueError(f"meeting {noegle} is {moede.samtale.status.value}, not planned")
    return moede


def _decide(
    question: str, found: list[Finding], met: tuple[Finding, ...], result: dict[str, Json] | None = None
) -> Decision:
    refusals = tuple(finding for finding in found if not finding.warning)
    if refusals:
        return Decision(question, refusals)
    return Decision(question, (*met, *found), result or {})


def _a_kasse_form(sag: Sag, *, faelles: bool) -> dict[str, Json]:
    return {"a_kasse_form": joint.a_kasse_form(sag)} if faelles else {}
