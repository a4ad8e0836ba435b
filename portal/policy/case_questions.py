"""The questions of a law case: each reads its own keys, asks the policy and writes the answer as the page
words it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from portal.policy import facts as f
from portal.policy import kontaktforloeb, samtaleform, selvbooking, uddannelsespaalaeg
from portal.policy.case_facts import HOLDER, meeting_index
from portal.policy.case_reader import Mapping, Misfit, boolean, choice, day, moment, number, text
from portal.policy.law import Decision, Json

Answer = dict[str, Json]
Question = Callable[[Mapping, f.Facts, datetime], Answer]

_FORM = choice(f.Samtaleform)
_BOOKBAR = choice(f.SamtaleArt, f.SamtaleArt.JOBSAMTALE, f.SamtaleArt.FAELLESSAMTALE)


def ansvar(q: Mapping, facts: f.Facts, nu: datetime) -> Answer:
    dato = q.take("dato", day)
    q.done()
    found = kontaktforloeb.ansvar(facts, nu, dato)
    return {"aktoer": found.aktoer.value, "slutdato": _written(found.slutdato), "regelsaet": found.regelsaet}


def former(q: Mapping, facts: f.Facts, nu: datetime) -> Answer:
    holder, start = q.take("holder", HOLDER), q.take("start", moment)
    q.done()
    found: list[Json] = [form.value for form in samtaleform.former(facts, nu, holder, start)]
    return {"former": sorted(found, key=str)}


def book(q: Mapping, facts: f.Facts, nu: datetime) -> Answer:
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
    return outcome(selvbooking.book(facts, nu, spoergsmaal))


def ombook(q: Mapping, facts: f.Facts, nu: datetime) -> Answer:
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
    return outcome(selvbooking.ombook(facts, nu, spoergsmaal))


def aflys(q: Mapping, facts: f.Facts, nu: datetime) -> Answer:
    index = _meeting(q, facts)
    q.done()
    return outcome(selvbooking.aflys(facts, nu, index))


def uddannelsespaalaeg_(q: Mapping, facts: f.Facts, nu: datetime) -> Answer:
    dato = q.take("dato", day)
    q.done()
    found = uddannelsespaalaeg.maalgruppe(facts, nu, dato)
    return {"udfald": _yes(allowed=found.allowed), **found.result}


OF_A_PERSON: dict[str, Question] = {
    "ansvar": ansvar,
    "former": former,
    "book": book,
    "ombook": ombook,
    "aflys": aflys,
    "uddannelsespaalaeg": uddannelsespaalaeg_,
}

OF_NOBODY: dict[str, Callable[[Mapping], Answer]] = {}


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


def _meeting(q: Mapping, facts: f.Facts) -> int:
    index: int = q.take("samtale", meeting_index(len(facts.samtaler)))
    return index


def _yes(*, allowed: bool) -> str:
    return "ja" if allowed else "nej"


def _written(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None
