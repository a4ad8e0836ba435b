"""What the law says otherwise once a meeting's registration is corrected, in words: before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from portal.actions.correct_meeting import as_if
from portal.policy.aendringer import Forskel, Svar, Vaerdi, forskelle
from portal.policy.afholdelse import Udfald
from portal.policy.facts import Aktoer
from portal.policy.law import Finding, Outcome
from portal.policy.sources import LAB_27
from portal.web.caseworker.samtale_page import Known
from portal.web.caseworker.seeing import Looking
from portal.wording.casework_words import KRAV
from portal.wording.explain import explain_to_caseworker
from portal.wording.reader import N_, brief_moment, day, listed
from portal.wording.words import HOLDER_TO_CASEWORKER

Answer = tuple[str, list[str]]


def answers(known: Known, udfald: Udfald) -> list[Answer]:
    """(what is asked, [the answer now, the answer then]) of all that is answered otherwise."""
    looking, facts = known.looking, known.looking.seen.person.facts
    corrected = as_if(facts, known.booking, udfald, looking.now)
    found = forskelle(facts, corrected, looking.now)
    return [
        (_asked(known, one), [_said(looking, one, one.foer), _said(looking, one, one.efter)]) for one in found
    ]


def _asked(known: Known, one: Forskel) -> str:
    _ = known.looking.reader.gettext
    if one.svar is Svar.KRAV:
        return _(KRAV[one.om])
    if one.svar is Svar.SAMTALE:
        samtale = known.looking.seen.person.facts.samtale(int(one.om))
        return _("Samtalen {tid}").format(tid=brief_moment(known.looking.reader, samtale.start))
    return _(_TERMS[one.svar])


def _said(looking: Looking, one: Forskel, value: Vaerdi | None) -> str:
    if value is None:
        return looking.reader.gettext("Gælder ikke")
    return _WORDS[one.svar](looking, dict(value))


def _krav(looking: Looking, value: Mapping[str, Any]) -> str:
    _ = looking.reader.gettext
    if value["mindst"] is None:
        return _("Opfyldt") if value["opfyldt"] else _("Ikke opfyldt")
    text = _("{afholdt} af {mindst} holdt").format(afholdt=value["afholdt"], mindst=value["mindst"])
    return (
        f"{text}, {_('senest {dag}').format(dag=_day(looking, value['senest']))}" if value["senest"] else text
    )


def _frist(looking: Looking, value: Mapping[str, Any]) -> str:
    _ = looking.reader.gettext
    return f"{_day(looking, value['frist'])}: {_(_STATES[value['tilstand']])}"


def _booking(looking: Looking, value: Mapping[str, Any]) -> str:
    _ = looking.reader.gettext
    if "grunde" in value:
        return _reasons(looking, value["grunde"])
    holders = listed(looking.reader, [_(HOLDER_TO_CASEWORKER[Aktoer(one)]) for one in value["holdere"]])
    if value["til"] is None:
        return _("Med {hvem} fra {fra}").format(hvem=holders, fra=_day(looking, value["fra"]))
    return _("Med {hvem} fra {fra} til {til}").format(
        hvem=holders, fra=_day(looking, value["fra"]), til=_day(looking, value["til"])
    )


def _samtale(looking: Looking, value: Mapping[str, Any]) -> str:
    if value["ja"]:
        return looking.reader.gettext("Ligger, som loven vil have det")
    return _reasons(looking, value["grunde"])


def _reasons(looking: Looking, codes: list[str]) -> str:
    """The sentences of the codes, without the facts that they do not carry here."""
    said = [
        explain_to_caseworker(Finding(code, Outcome.NOT_MET, (LAB_27,)), looking.reader) for code in codes
    ]
    return " ".join(text.rpartition(" (")[0] + "." for text in said)


def _day(looking: Looking, iso: str) -> str:
    return day(looking.reader, date.fromisoformat(iso))


_TERMS: Final = {
    Svar.ANSVARLIG: N_("Ansvaret for forløbet"),
    Svar.SLUTDATO: N_("A-kassens sidste dag"),
    Svar.FRIST: N_("Frist for at booke"),
    Svar.BOOKING: N_("Personen kan selv booke"),
    Svar.BESLUTNING: N_("Beslutning"),
}

_STATES: Final = {
    "gaelder": N_("gælder"),
    "opfyldt": N_("opfyldt"),
    "udloebet": N_("udløbet"),
    "bortfaldet": N_("bortfaldet"),
}

_WORDS: Final[Mapping[Svar, Callable[[Looking, Mapping[str, Any]], str]]] = {
    Svar.KRAV: _krav,
    Svar.FRIST: _frist,
    Svar.BOOKING: _booking,
    Svar.SAMTALE: _samtale,
}
"""A meeting that was held or not changes nothing else: neither who is responsible nor which decision binds.
"""
