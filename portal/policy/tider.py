"""A published time, as against the person's rights (LAB §§ 33 and 34; DBK §§ 12 and 21).

`selvbooking` says when a person may meet whom. This file says whether one published time can be had: it is
free, it belongs to the person's own a-kasse or jobcenter, it offers the form, and the a-kasse comes as the
person asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from portal.policy.facts import Samtaleform
from portal.policy.law import Citation, Finding, Json, Outcome

_SELVBOOKING = Citation("LAB", "§ 34, stk. 1")
_LEDIGE_TIDER = Citation("DBK", "§ 12")
_VALG_AF_FORM = Citation("LAB", "§ 33, stk. 1")
_A_KASSENS_FORM = Citation("LAB", "§ 33, stk. 4")
FAELLES_PLANLAGT = "faelles_allerede_planlagt"
_A_KASSEN_MED = (Citation("LAB", "§ 31, stk. 2"), Citation("LAB", "§ 32, stk. 2"))
_ANSVAR = Citation("LAB", "§ 27")


@dataclass(frozen=True, slots=True)
class Tid:
    """What must be known of a published time. `egen`: of the person's own a-kasse or kommune."""

    ledig: bool
    egen: bool
    former: frozenset[Samtaleform]
    a_kasse_form: str | None = None


def tid(tid: Tid, form: Samtaleform, a_kasse_form: str | None = None) -> tuple[Finding, ...]:
    """Why the time cannot be had in that form; empty where it can.

    `a_kasse_form`: what the person may expect of the a-kasse, `fremmoede` or `video_tilladt`, None in a time
    without it.
    """
    found: list[Finding] = []
    if not tid.egen:
        found.append(ikke_egen())
    if not tid.ledig:
        found.append(tiden_er_taget())
    found += form_i_tiden(tid.former, form)
    if a_kasse_form == "fremmoede" and tid.a_kasse_form != "fremmoede":
        found.append(_refusal("a_kassen_kommer_ikke_i_person", (_A_KASSENS_FORM,)))
    return tuple(found)


def form_i_tiden(former: frozenset[Samtaleform], form: Samtaleform) -> tuple[Finding, ...]:
    """Refuses a form in which the time cannot be held: no line to a video meeting, no room to meet in …"""
    if form in former:
        return ()
    offered: list[Json] = sorted(former)  # type: ignore[assignment]
    return (_refusal("form_ikke_i_tiden", (_VALG_AF_FORM,), {"form": form.value, "former": offered}),)


def ikke_egen() -> Finding:
    """It belongs to another a-kasse or jobcenter."""
    return _refusal("anden_aktoer_ansvarlig", (_ANSVAR,))


def tiden_er_taget() -> Finding:
    """Somebody else has it, or it was withdrawn, since the person saw it."""
    return _refusal("tiden_er_taget", (_SELVBOOKING, _LEDIGE_TIDER))


def faelles_allerede_planlagt(samtale_start: str) -> Finding:
    """The a-kasse takes part in one meeting of the kind, and that one is planned: it can be moved.

    `samtale_start`: when, as `kalender.written` has it.
    """
    return _refusal(FAELLES_PLANLAGT, _A_KASSEN_MED, {"samtale_start": samtale_start})


def ingen_tider() -> Finding:
    """The person may book, and no time is free. Seeing to it that one is, is the organisation's duty."""
    return _refusal("ingen_tider", (_LEDIGE_TIDER,))


def _refusal(code: str, citations: tuple[Citation, ...], facts: Mapping[str, Json] | None = None) -> Finding:
    return Finding(code, Outcome.NOT_MET, citations, MappingProxyType(dict(facts or {})))
