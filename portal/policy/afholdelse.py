"""What became of a meeting: held, missed, called off, and what follows (DBK §§ 20, 25, 27, 89-92; RÅB § 18).

The organisation that was to hold the meeting says what became of it; nobody else can. What the law requires
of the meeting (`vejledning`) is done, or it is said why not. A correction says why.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.policy import sources as s
from portal.policy.bookingregler import fremmoede_foerst
from portal.policy.facts import Aktoer, Facts, Samtale, Samtaleform, SamtaleStatus
from portal.policy.kalender import day_after, written
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Citation, Decision, Finding, Json, Outcome
from portal.policy.moede import Moede
from portal.policy.moedepligt import fritaget
from portal.policy.sag import Sag
from portal.policy.samtaler import er_foerste
from portal.policy.vejledning import vejled


class Udfald(StrEnum):
    """What may be registered of a meeting. `afbud`: the person had said before that they would not come."""

    AFHOLDT = "afholdt"
    UDEBLEVET = "udeblevet"
    AFBUD = "afbud"
    AFLYST = "aflyst"

    @property
    def status(self) -> SamtaleStatus:
        return SamtaleStatus.AFLYST if self is Udfald.AFBUD else SamtaleStatus(self.value)


class Emne(StrEnum):
    """Every topic that `vejledning` can require of a meeting."""

    MIN_PLAN_UDARBEJDES = "min_plan_udarbejdes"
    ANSOEGNINGER_GENNEMGAAS = "ansoegninger_gennemgaas"
    REPATRIERING = "repatriering"
    INTENSIVERET_INDSATS = "intensiveret_indsats"
    UDDANNELSESTRIN = "uddannelsestrin"


class Rolle(StrEnum):
    """In which role somebody takes part beside person and caseworker (DBK § 27, nr. 10; § 92, nr. 8)."""

    A_KASSEKONSULENT = "a_kassekonsulent"
    MENTOR = "mentor"
    STOETTEKONTAKTPERSON = "stoettekontaktperson"
    BISIDDER = "bisidder"
    PARTSREPRAESENTANT = "partsrepraesentant"
    HANDICAPHJAELPER = "handicaphjaelper"
    TOLK = "tolk"
    ANDEN = "anden"


@dataclass(frozen=True, slots=True)
class RegistrerSpoergsmaal:
    """May the actor say this of its meeting?

    `form`: how it was held, None as it was booked. `udfoert`: the topics that were done; `hvorfor_ikke`: of
    the others, why not. `grund`: why the actor itself called it off.
    """

    af: Aktoer
    samtale: int
    udfald: Udfald
    form: Samtaleform | None = None
    udfoert: frozenset[Emne] = frozenset()
    hvorfor_ikke: Mapping[Emne, str] = field(default_factory=lambda: MappingProxyType({}))
    grund: str | None = None


@dataclass(frozen=True, slots=True)
class Udeblivelse:
    """What follows from not coming to a meeting.

    `pligt`: there was a duty to come. `dagpenge`: no dagpenge until the person has got in touch with whom
    they were to meet (RÅB § 18, stk. 3); only whoever lives on dagpenge can lose them.
    """

    samtale: Samtale
    dag: date
    pligt: bool
    dagpenge: bool
    citations: tuple[Citation, ...]

    def igen_fra(self, henvendt: date) -> date:
        """The first day with dagpenge again, where the person got in touch on `henvendt`."""
        return max(henvendt, day_after(self.dag))


def registrer(facts: Facts, nu: datetime, q: RegistrerSpoergsmaal) -> Decision:
    """May this be said of a planned meeting? A meeting may be called off before it begins; the rest is over.

    Result `udfoert`, `ikke_udfoert`: the topics. `dagpenge_stopper`: until the person gets in touch.
    `underret_a_kasse`: the jobcenter tells the a-kasse (BAB § 147), and the person that it did (BAB § 156).
    KeyError for an unknown meeting.
    """
    sag = Sag(facts, nu)
    moede = sag.moede(q.samtale)
    blocked = _kun_holder(q.af, moede) or _kun_een_gang(moede) or _begyndt(sag, moede, q.udfald)
    return _decide("registrer", sag, moede, q, blocked, [])


def ret(facts: Facts, nu: datetime, q: RegistrerSpoergsmaal, kommentar: str | None) -> Decision:
    """May what was registered be corrected to this, with this comment? Result as in `registrer`.

    KeyError for an unknown meeting, ValueError for one of which nothing is registered yet.
    """
    sag = Sag(facts, nu)
    moede = sag.moede(q.samtale)
    if moede.er_planlagt:
        raise ValueError(f"nothing is registered of meeting {q.samtale}")
    blocked = _kun_holder(q.af, moede) or _begyndt(sag, moede, q.udfald)
    return _decide("ret", sag, moede, q, blocked, _ord(kommentar, "kommentar", _rettes_efter(moede)))


def henvend(facts: Facts, nu: datetime, af: Aktoer, samtale: int, dato: date) -> Decision:
    """May it be registered that the person got in touch on `dato` about a meeting they did not come to?

    KeyError for an unknown meeting, ValueError for one that was not missed.
    """
    sag = Sag(facts, nu)
    moede = sag.moede(samtale)
    if moede.samtale.status is not SamtaleStatus.UDEBLEVET:
        raise ValueError(f"meeting {samtale} was not missed")
    found = _kun_holder(af, moede)
    used: dict[str, Json] = {
        "holder": af.value,
        "dato": dato.isoformat(),
        "samtaledag": moede.dag.isoformat(),
    }
    if not moede.dag <= dato <= sag.i_dag:
        found.append(_afslag("henvendt_uden_for_tiden", (s.RAAB_18_3,), used))
    met = opfyldt("henvendelse", (s.RAAB_18_3,), used)
    return Decision("henvend", tuple(found) or (met,))


def udeblivelse(facts: Facts, nu: datetime, samtale: int) -> Udeblivelse:
    """What follows, or would follow, from not coming to the meeting. KeyError for an unknown one."""
    sag = Sag(facts, nu)
    return _udeblivelse(sag, sag.moede(samtale))


def staaende(facts: Facts, nu: datetime, henvendt: Collection[int]) -> tuple[Udeblivelse, ...]:
    """The meetings missed in breach of duty about which the person has still to get in touch, the latest
    first.

    `henvendt`: the meetings about which they have. Who has held a meeting with the same actor since has been
    in touch with it, and a new kontaktforløb begins anew.
    """
    sag = Sag(facts, nu)
    nr = sag.periode(sag.i_dag).nr
    missed = [
        moede
        for moede in sag.moeder
        if moede.samtale.status is SamtaleStatus.UDEBLEVET
        and moede.periode == nr
        and moede.samtale.noegle not in henvendt
        and not _holdt_siden(sag, moede)
    ]
    found = [_udeblivelse(sag, moede) for moede in reversed(missed)]
    return tuple(one for one in found if one.pligt)


def senest_udeblevet(facts: Facts, nu: datetime) -> Udeblivelse | None:
    """The meeting missed last in breach of duty, with nothing held with that actor since."""
    found = staaende(facts, nu, ())
    return found[0] if found else None


def _decide(
    question: str,
    sag: Sag,
    moede: Moede,
    q: RegistrerSpoergsmaal,
    blocked: list[Finding],
    missing: list[Finding],
) -> Decision:
    """`blocked`: what stands in the way whatever is said. `missing`: what is not said yet."""
    if blocked:
        return Decision(question, tuple(blocked))
    required = vejled(sag.facts, sag.nu, q.samtale).findings if q.udfald is Udfald.AFHOLDT else ()
    missing = [*_indhold(sag, moede, q, required), *missing]
    if missing:
        return Decision(question, tuple(missing))
    done = tuple(finding for finding in required if finding.code in q.udfoert)
    absence = _udeblivelse(sag, moede)
    missed = q.udfald is Udfald.UDEBLEVET
    used: dict[str, Json] = {"holder": q.af.value, "udfald": q.udfald.value}
    met = (opfyldt("registrering", _registreres_efter(moede), used), *done, *_foelge(q.udfald, absence))
    return Decision(
        question,
        met,
        {
            "udfald": q.udfald.value,
            "udfoert": [finding.code for finding in done],
            "ikke_udfoert": [finding.code for finding in required if finding not in done],
            "dagpenge_stopper": missed and absence.dagpenge,
            "underret_a_kasse": missed and absence.dagpenge and q.af is Aktoer.JOBCENTER,
        },
    )


def _indhold(sag: Sag, moede: Moede, q: RegistrerSpoergsmaal, required: tuple[Finding, ...]) -> list[Finding]:
    """What an outcome asks for: of a held meeting its form and topics, of one we called off the reason."""
    if q.udfald is Udfald.AFLYST:
        return _ord(q.grund, "grund", _aflyses_efter(moede))
    if q.udfald is not Udfald.AFHOLDT:
        return []
    found: list[Finding] = []
    if moede.er_jobsamtale and er_foerste(sag, moede.start, q.samtale):
        found += fremmoede_foerst(q.form or moede.samtale.form)
    for finding in required:
        why_not = q.hvorfor_ikke.get(Emne(finding.code), "")
        if finding.code not in q.udfoert and not why_not.strip():
            found.append(_afslag("emne_uden_svar", finding.citations, {"emne": finding.code}))
    return found


def _foelge(udfald: Udfald, absence: Udeblivelse) -> tuple[Finding, ...]:
    """What follows for the person, who did not come or had said so before."""
    if udfald not in (Udfald.UDEBLEVET, Udfald.AFBUD):
        return ()
    if not absence.pligt:
        return (opfyldt("udeblivelse_uden_foelge", absence.citations),)
    if not absence.dagpenge:
        return (opfyldt("udeblivelse", (s.LAB_27,)),)
    if udfald is Udfald.AFBUD:
        return (opfyldt("afbud_koster_dagen", (s.RAAB_18_4,), {"dag": absence.dag.isoformat()}),)
    return (opfyldt("udeblivelse_stopper_dagpenge", absence.citations, {"dag": absence.dag.isoformat()}),)


def _udeblivelse(sag: Sag, moede: Moede) -> Udeblivelse:
    frees = fritaget(sag, moede)
    if frees is not None:
        return Udeblivelse(moede.samtale, moede.dag, pligt=False, dagpenge=False, citations=frees.citations)
    if not sag.paa_dagpenge:
        return Udeblivelse(moede.samtale, moede.dag, pligt=True, dagpenge=False, citations=(s.LAB_27,))
    # On the telephone and on video it is absence only where it is due to the person.
    own_fault = () if moede.samtale.form is Samtaleform.FREMMOEDE else (s.RAAB_18_2,)
    citations = (s.RAAB_18_1, *own_fault, s.RAAB_18_3)
    return Udeblivelse(moede.samtale, moede.dag, pligt=True, dagpenge=True, citations=citations)


def _holdt_siden(sag: Sag, missed: Moede) -> bool:
    return any(
        moede.er_afholdt and moede.start > missed.start and moede.samtale.holder is missed.samtale.holder
        for moede in sag.moeder
    )


def _kun_holder(af: Aktoer, moede: Moede) -> list[Finding]:
    holder = moede.samtale.holder
    if af is holder:
        return []
    facts: dict[str, Json] = {"holder": holder.value, "af": af.value}
    return [_afslag("kun_samtalens_holder", _registreres_efter(moede), facts)]


def _kun_een_gang(moede: Moede) -> list[Finding]:
    if moede.er_planlagt:
        return []
    facts: dict[str, Json] = {"status": moede.samtale.status.value}
    return [_afslag("samtale_registreret", _rettes_efter(moede), facts)]


def _begyndt(sag: Sag, moede: Moede, udfald: Udfald) -> list[Finding]:
    if udfald is Udfald.AFLYST or moede.start <= sag.nu:
        return []
    return [_afslag("samtale_ikke_begyndt", _registreres_efter(moede), {"start": written(moede.start)})]


def _ord(words: str | None, hvad: str, source: tuple[Citation, ...]) -> list[Finding]:
    """Refuses where there are no words: none, empty or blank. `hvad`: which ones are missing."""
    if words is not None and words.strip():
        return []
    return [afslag("mangler_begrundelse", {"mangler": hvad}, (), source)]


def _of_a_kasse(moede: Moede) -> bool:
    return moede.samtale.holder is Aktoer.A_KASSE


def _registreres_efter(moede: Moede) -> tuple[Citation, ...]:
    return (s.DBK_91_2, s.DBK_92) if _of_a_kasse(moede) else (s.DBK_25_3, s.DBK_27)


def _rettes_efter(moede: Moede) -> tuple[Citation, ...]:
    return (s.DBK_91_3,) if _of_a_kasse(moede) else (s.DBK_25_4,)


def _aflyses_efter(moede: Moede) -> tuple[Citation, ...]:
    return (s.DBK_89_3,) if _of_a_kasse(moede) else (s.DBK_20_3,)


def _afslag(code: str, citations: tuple[Citation, ...], facts: Mapping[str, Json]) -> Finding:
    return Finding(code, Outcome.NOT_MET, citations, MappingProxyType(dict(facts)))


KODER: Final = frozenset(
    {
        "kun_samtalens_holder",
        "samtale_registreret",
        "samtale_ikke_begyndt",
        "emne_uden_svar",
        "henvendt_uden_for_tiden",
    }
)
"""What this room alone refuses by."""
