"""The questions of a law case: each reads its own keys, asks the policy and writes the answer as the page
words it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.policy import facts as f
from portal.policy import (
    fratagelse,
    frister,
    indkaldelse,
    kontaktforloeb,
    krav,
    min_plan,
    samtaleform,
    selvbooking,
    tilsyn,
    uddannelsespaalaeg,
    vejledning,
)
from portal.policy.case_facts import HOLDER, meeting_index
from portal.policy.case_reader import (
    Mapping,
    Misfit,
    boolean,
    choice,
    day,
    day_with_rules,
    listing,
    moment,
    month,
    number,
    text,
    words_or_nothing,
)
from portal.policy.law import Decision, Finding, Json

Answer = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer as the page words it, and the findings behind it."""

    svar: Answer
    findings: tuple[Finding, ...] = ()


Question = Callable[[Mapping, f.Facts, datetime], Reply]

_FORM = choice(f.Samtaleform)
_BOOKBAR = choice(f.SamtaleArt, f.SamtaleArt.JOBSAMTALE, f.SamtaleArt.FAELLESSAMTALE)


def ansvar(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    dato = q.take("dato", day_with_rules)
    q.done()
    found = kontaktforloeb.ansvar(facts, nu, dato)
    svar: Answer = {
        "aktoer": found.aktoer.value,
        "slutdato": _written(found.slutdato),
        "regelsaet": found.regelsaet,
    }
    return Reply(svar, found.findings)


def former(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    holder, start = q.take("holder", HOLDER), q.take("start", moment)
    q.done()
    found = samtaleform.former_decision(facts, nu, holder, start)
    return Reply({**found.result}, found.findings)


def book(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    spoergsmaal = selvbooking.BookSpoergsmaal(
        holder=q.take("holder", HOLDER),
        start=q.take("start", moment),
        form=q.take("form", _FORM),
        art=q.take("art", _BOOKBAR, f.SamtaleArt.JOBSAMTALE),
        varighed=q.take("varighed", number(1), 60),
        faelles=q.take("faelles", boolean, False),
        aftalt_med=q.take("aftalt_med", text, None),
        alternativ=q.take("alternativ", boolean, True),
        gentilmelder=q.take("gentilmelder", boolean, False),
    )
    q.done()
    return _decided(selvbooking.book(facts, nu, spoergsmaal))


def ombook(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    index = _meeting(q, facts)
    if facts.samtale(index).status is not f.SamtaleStatus.PLANLAGT:
        raise Misfit(q.path("samtale"), "a planned meeting")
    spoergsmaal = selvbooking.OmbookSpoergsmaal(
        samtale=index,
        start=q.take("start", moment),
        form=q.take("form", _FORM),
        aftalt_med=q.take("aftalt_med", text, None),
        alternativ=q.take("alternativ", boolean, True),
    )
    q.done()
    return _decided(selvbooking.ombook(facts, nu, spoergsmaal))


def aflys(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    index = _meeting(q, facts)
    q.done()
    return _decided(selvbooking.aflys(facts, nu, index))


def uddannelsespaalaeg_(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    dato = q.take("dato", day)
    q.done()
    found = uddannelsespaalaeg.maalgruppe(facts, nu, dato)
    return Reply({"udfald": _yes(allowed=found.allowed), **found.result}, found.findings)


def krav_(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    dato = q.take("dato", day_with_rules)
    q.done()
    rows = krav.krav(facts, nu, dato)
    written: list[Json] = [
        {
            "kode": row.kode,
            "holder": row.holder.value,
            "mindst": row.mindst,
            "afholdt": row.afholdt,
            "senest": _written(row.senest),
        }
        for row in rows
    ]
    return Reply({"krav": written}, tuple(row.finding for row in rows))


def indkald(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    spoergsmaal = indkaldelse.IndkaldSpoergsmaal(
        af=q.take("af", HOLDER),
        art=q.take("art", choice(f.SamtaleArt)),
        start=q.take("start", moment),
        form=q.take("form", _FORM),
        med_kort_varsel=q.has("kort_varsel"),
        kort_varsel=q.take("kort_varsel", words_or_nothing, None),
    )
    q.done()
    return _decided(indkaldelse.indkald(facts, nu, spoergsmaal))


def aendr_form(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    spoergsmaal = samtaleform.AendrFormSpoergsmaal(
        af=q.take("af", HOLDER),
        samtale=_meeting(q, facts),
        form=q.take("form", _FORM),
        begrundelse=q.take("begrundelse", words_or_nothing),
    )
    q.done()
    return _decided(samtaleform.aendr_form(facts, nu, spoergsmaal))


def fratag(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    spoergsmaal = fratagelse.FratagSpoergsmaal(
        af=q.take("af", HOLDER),
        grundlag=q.take("grundlag", choice(fratagelse.Grundlag)),
        begrundelse=q.take("begrundelse", words_or_nothing),
        hoering=q.take("hoering", _hearing),
    )
    q.done()
    return _decided(fratagelse.fratag(facts, nu, spoergsmaal))


def saet_frist(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    spoergsmaal = frister.SaetFristSpoergsmaal(
        af=q.take("af", HOLDER),
        udstedt=q.take("udstedt", day),
        frist=q.take("frist", day),
        vejledt=q.take("vejledt", boolean, True),
    )
    q.done()
    return _decided(frister.saet_frist(facts, nu, spoergsmaal))


def afmeld(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    dato = q.take("dato", day)
    q.done()
    return _decided(frister.afmeld(facts, nu, dato))


def gentilmeld(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    dato = q.take("dato", day)
    q.done()
    found = frister.gentilmeld(facts, nu, dato)
    return Reply({"samtale_senest": _written(found.samtale_senest)}, found.findings)


def ret_plan(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    af, felt = q.take("af", HOLDER), q.take("felt", choice(min_plan.Felt))
    q.done()
    return _decided(min_plan.ret_plan(facts, nu, af, felt))


def vejled(q: Mapping, facts: f.Facts, nu: datetime) -> Reply:
    index = _meeting(q, facts)
    q.done()
    found = vejledning.vejled(facts, nu, index)
    topics: list[Json] = sorted(found.emner, key=str)
    return Reply({"emner": topics}, found.findings)


OF_A_PERSON: dict[str, Question] = {
    "ansvar": ansvar,
    "krav": krav_,
    "former": former,
    "book": book,
    "ombook": ombook,
    "aflys": aflys,
    "indkald": indkald,
    "aendr_form": aendr_form,
    "fratag": fratag,
    "saet_frist": saet_frist,
    "afmeld": afmeld,
    "gentilmeld": gentilmeld,
    "ret_plan": ret_plan,
    "uddannelsespaalaeg": uddannelsespaalaeg_,
    "vejled": vejled,
}
"""The questions about one person."""


def tilsyn_(q: Mapping, nu: datetime) -> Reply:
    """The one question that is about nobody."""
    months = q.take("a_kasse", listing(_tilsyn_month))
    q.done()
    if len({month.maaned for month in months}) < len(months):
        raise Misfit(q.path("a_kasse"), "each month once")
    found = tilsyn.tilsyn(nu, months)
    wanting: list[Json] = [_month(month) for month in found.mangelfuld]
    shares: dict[str, Json] = {_month(month): float(share) for month, share in found.andel.items()}
    return Reply({"andel": shares, "mangelfuld": wanting, "dialog": found.dialog})


OF_NOBODY: dict[str, Callable[[Mapping, datetime], Reply]] = {"tilsyn": tilsyn_}


def outcome(decision: Decision) -> Answer:
    """A decision as the page writes it: `udfald`, `grunde`, `advarsler` and what else the answer holds."""
    reasons: list[Json] = sorted({finding.code for finding in decision.refusals}, key=str)
    warnings: list[Json] = sorted({finding.code for finding in decision.warnings}, key=str)
    return {
        "udfald": _yes(allowed=decision.allowed),
        "grunde": reasons,
        "advarsler": warnings,
        **decision.result,
    }


def _decided(decision: Decision) -> Reply:
    return Reply(outcome(decision), decision.findings)


def _meeting(q: Mapping, facts: f.Facts) -> int:
    index: int = q.take("samtale", meeting_index(len(facts.samtaler)))
    return index


def _hearing(value: Any, key: str) -> fratagelse.Hoering | None:
    if value is None:
        return None
    m = Mapping(value, key)
    exempt = m.take("undtaget", choice(fratagelse.Undtagelse), None)
    absent = () if exempt is None else (None,)
    found = fratagelse.Hoering(
        sendt=m.take("sendt", day, *absent),
        frist=m.take("frist", day, *absent),
        svaret=m.take("svar", answered, False),
        undtaget=exempt,
    )
    m.done()
    return found


def answered(value: Any, key: str) -> bool:
    """The person's answer: words, or the day it came; empty or null is none."""
    if isinstance(value, bool):
        return value
    return bool((words_or_nothing(value, key) or "").strip())


def _tilsyn_month(value: Any, key: str) -> tilsyn.Maaned:
    m = Mapping(value, key)
    found = tilsyn.Maaned(
        maaned=m.take("maaned", month),
        personer=m.take("personer", number(0)),
        uden_tre=m.take("uden_tre", number(0)),
    )
    m.done()
    if found.uden_tre > found.personer:
        raise Misfit(m.path("uden_tre"), "no more than `personer`")
    return found


def _month(value: date) -> str:
    return value.strftime("%Y-%m")


def _yes(*, allowed: bool) -> str:
    return "ja" if allowed else "nej"


def _written(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None
