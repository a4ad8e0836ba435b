"""A step that a caseworker takes in a case: one form for each, one press, and back to the case."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import sagsskridt, udsaettelse
from portal.actions.casework import NotSeen
from portal.actions.sager import step
from portal.actions.sager.close_case import CloseCase, close_case
from portal.actions.sager.drop_case import DropCase, drop_case
from portal.actions.sager.pass_on_complaint import PassOnComplaint, pass_on_complaint
from portal.actions.sager.reconsider import Reconsider, reconsider
from portal.actions.sager.register_answer import RegisterAnswer, register_answer
from portal.actions.sager.register_complaint import RegisterComplaint, register_complaint
from portal.actions.sager.register_outcome import RegisterOutcome, register_outcome
from portal.actions.sager.register_withdrawal import RegisterWithdrawal, register_withdrawal
from portal.actions.sager.step import NotTaken, OfCase, Open, Taken
from portal.policy.afgoerelse import TrinSpoergsmaal
from portal.policy.fritagelse import PAA_ANMODNING, Fritagelsesgrund
from portal.policy.law import Decision
from portal.policy.sagsgang import I_EN_DEL, OM_FRITAGELSE, Genvurdering, Hvem, Trin, Udfald
from portal.store.database import Database, Session
from portal.web.caseworker import waiting
from portal.web.caseworker.sag import found, judged
from portal.web.caseworker.sag_asks import ASKS, Asks
from portal.web.caseworker.waiting import Waits
from portal.web.context import database
from portal.web.days import read_day
from portal.web.locale import _, reader
from portal.web.pages import stop_if_missing
from portal.web.signed_in import caseworker
from portal.web.typed import unwritable
from portal.wording.explain import explain_to_caseworker, next_step_for_caseworker
from portal.wording.letters.glyphs import tidied
from portal.wording.request_words import FRITAGELSESGRUND
from portal.wording.sag_words import DELVIST_TIL, GENVURDERING, GOER, KANAL, OM, UDFALD

ACTION: Final = "see_case"
LONGEST: Final = 4000
"""Characters."""

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `sag_skridt.html` shows. `results`, `grounds`, `channels`: (value, text). `refused`: why not.

    `partly`: how the day of a complaint upheld in part is asked for, and a hint; None: it is not. `waits`:
    why it waits, if it does.
    """

    name: str
    person: uuid.UUID
    sag: uuid.UUID
    trin: str
    title: str
    about: str
    asks: Asks
    values: Mapping[str, str]
    results: Pairs
    partly: tuple[str, str] | None
    waits: Waits | None
    grounds: Pairs
    channels: Pairs
    today: str
    file: bool
    refused: Pairs = field(default_factory=list)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show(person: uuid.UUID, sag: uuid.UUID, trin: str) -> str:
    what = _trin(trin)
    of = found(person, sag, ACTION)
    refused = _told(judged(of, what))
    if refused:
        return render_template("caseworker/sag_skridt.html", page=_page(of, what, {}, refused=refused))
    values = {
        "dag": of.today.isoformat() if what is not Trin.UDFALD else "",
        "grund": of.sag.view.grundlag or "",
    }
    return render_template("caseworker/sag_skridt.html", page=_page(of, what, values))


def take(person: uuid.UUID, sag: uuid.UUID, trin: str) -> Response | tuple[str, int]:
    what, values = _trin(trin), request.form.to_dict()
    of = found(person, sag, ACTION)
    errors = _errors(of, what, values)
    if errors:
        return render_template("caseworker/sag_skridt.html", page=_page(of, what, values, errors)), 422
    try:
        outcome = _DO[what](OfCase(caseworker().id, person, sag), values, database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotTaken):
        at = _mended_at(outcome.decision)
        if at:
            return render_template("caseworker/sag_skridt.html", page=_page(of, what, values, at)), 422
        page = _page(of, what, values, refused=_told(outcome.decision))
        return render_template("caseworker/sag_skridt.html", page=page), 422
    return redirect(url_for("caseworker.sag.show", person=person, sag=sag), 303)


def _told(decision: Decision) -> Pairs:
    """Why the step cannot be taken, and what to do about it."""
    return [
        (explain_to_caseworker(one, reader()), next_step_for_caseworker(one, reader()))
        for one in decision.refusals
    ]


def _mended_at(decision: Decision) -> dict[str, str]:
    """Each refusal in words at the field that mends it; empty where one has no field."""
    found: dict[str, str] = {}
    for one in decision.refusals:
        if one.code not in _FIELD_OF:
            return {}
        found.setdefault(_FIELD_OF[one.code], explain_to_caseworker(one, reader()))
    return {name: found[name] for name in _ORDER if name in found}


def _trin(name: str) -> Trin:
    known: Trin | None = next((one for one in ASKS if one.value == name), None)
    found_one: Trin = stop_if_missing(known)
    return found_one


def _page(
    of: Open,
    what: Trin,
    values: Mapping[str, str],
    errors: Mapping[str, str] | None = None,
    refused: Pairs | None = None,
) -> Page:
    view, asks = of.sag.view, ASKS[what]
    names: Mapping[Genvurdering, str] | Mapping[Udfald, str] = (
        GENVURDERING if what is Trin.GENVURDERET else UDFALD
    )
    partly = what is Trin.GENVURDERET and view.emne in I_EN_DEL and step.kan_deles(of)
    return Page(
        name=view.name,
        person=view.person,
        sag=view.public_id,
        trin=what.value,
        title=_(GOER[what]),
        about=_(OM[view.emne]),
        asks=asks,
        values=values,
        results=[(o.value, _(text)) for o, text in names.items() if partly or o is not Genvurdering.DELVIST],
        partly=(_(DELVIST_TIL[view.emne][0]), _(DELVIST_TIL[view.emne][1])) if partly else None,
        waits=_waits(of) if what is Trin.GENVURDERET else None,
        grounds=[(one.value, _(FRITAGELSESGRUND[one])) for one in PAA_ANMODNING]
        if _exempts(of, what)
        else [],
        channels=[(name, _(KANAL[name])) for name in ("papir", "ankestyrelsen")],
        today=of.today.isoformat(),
        file=what is Trin.SENDT,
        refused=refused or [],
        errors=errors or {},
    )


def _exempts(of: Open, what: Trin) -> bool:
    """Whether to agree with the complaint is to exempt, which takes a ground."""
    return what is Trin.GENVURDERET and of.sag.view.emne in OM_FRITAGELSE


def _waits(of: Open) -> Waits | None:
    """That standing by the decision waits for who wants to see the file."""

    def read(session: Session) -> Waits | None:
        q = TrinSpoergsmaal(
            Trin.GENVURDERET,
            Hvem.MYNDIGHED,
            of.today,
            begrundelse=Trin.GENVURDERET.value,
            resultat=Genvurdering.FASTHOLDT.value,
            udsaettelse=udsaettelse.of(session, of.sag),
        )
        refused = sagsskridt.judge(of.sag, q, of.now).refusals
        found_one = next((one for one in refused if one.code in sagsskridt.FILE_FIRST), None)
        return waiting.told(session, of.sag, found_one, reader()) if found_one else None

    return database().read(read)


def _errors(of: Open, what: Trin, values: Mapping[str, str]) -> dict[str, str]:
    """What cannot be read, or is missing, by field, in the order of the form."""
    asks, errors = ASKS[what], {}
    if "dag" in asks.fields:
        day = read_day(values.get("dag", ""))
        if day is None:
            errors["dag"] = _("Skriv en dato.")
        elif day > of.today:
            errors["dag"] = _("Dagen ligger i fremtiden.")
    if "kanal" in asks.fields and values.get("kanal") not in ("papir", "ankestyrelsen"):
        errors["kanal"] = _("Vælg, hvordan klagen er kommet.")
    if "resultat" in asks.fields and _result(what, values) is None:
        errors["resultat"] = _("Vælg, hvad resultatet er.")
    granted = values.get("resultat") in (Genvurdering.MEDHOLD.value, Genvurdering.DELVIST.value)
    if _partly(values) and read_day(values.get("til", "")) is None:
        errors["til"] = _("Skriv en dato.")
    if granted and _exempts(of, what) and _ground(values) is None:
        errors["grund"] = _("Vælg, hvad fritagelsen bygger på.")
    words = values.get("tekst", "")
    stands = _partly(values) or values.get("resultat") == Genvurdering.FASTHOLDT.value
    if (asks.must or stands) and not tidied(words):
        errors["tekst"] = _("Skriv en tekst.")
    if wrong := unwritable(words, LONGEST, reader()):
        errors["tekst"] = wrong
    if wrong := unwritable(values.get("udsaet_fordi", ""), LONGEST, reader()):
        errors["udsaet_fordi"] = wrong
    return errors


def _partly(values: Mapping[str, str]) -> bool:
    return values.get("resultat") == Genvurdering.DELVIST.value


def _result(what: Trin, values: Mapping[str, str]) -> Genvurdering | Udfald | None:
    given = values.get("resultat", "")
    known: type[Genvurdering] | type[Udfald] = Genvurdering if what is Trin.GENVURDERET else Udfald
    return known(given) if given in set(known) else None


def _ground(values: Mapping[str, str]) -> Fritagelsesgrund | None:
    return next((one for one in PAA_ANMODNING if one.value == values.get("grund")), None)


def _day(values: Mapping[str, str]) -> date:
    return read_day(values["dag"]) or clock.today()


def _words(values: Mapping[str, str]) -> str:
    return tidied(values.get("tekst", ""))


_FIELD_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            "dag_i_fremtiden",
            "svar_foer_hoeringen",
            "klage_foer_afgoerelsen",
            "trukket_foer_klagen",
            "udfald_foer_klagen",
        ),
        "dag",
    ),
    **dict.fromkeys(("delvist_uden_dag", "delvist_dag_for_tidlig", "delvist_dag_for_sen"), "til"),
    "mangler_begrundelse": "tekst",
    **waiting.FIELD_OF,
}
"""Where each thing that the law misses is mended."""

_ORDER: Final = ("dag", "til", "tekst", *waiting.FIELDS)
"""Of these fields on the page."""

_Do = Callable[[OfCase, Mapping[str, str], Database, datetime], Taken | NotTaken]

_DO: Final[Mapping[Trin, _Do]] = MappingProxyType(
    {
        Trin.SVARET: lambda of, v, db, now: register_answer(RegisterAnswer(of, _day(v), _words(v)), db, now),
        Trin.FRAFALDET: lambda of, v, db, now: drop_case(DropCase(of, _words(v)), db, now),
        Trin.KLAGET: lambda of, v, db, now: register_complaint(
            RegisterComplaint(of, _day(v), v["kanal"], _words(v) or None), db, now
        ),
        Trin.GENVURDERET: lambda of, v, db, now: reconsider(
            Reconsider(
                of,
                Genvurdering(v["resultat"]),
                _words(v),
                _ground(v),
                read_day(v.get("til", "")) if _partly(v) else None,
                waiting.claimed(v),
            ),
            db,
            now,
        ),
        Trin.TRUKKET: lambda of, v, db, now: register_withdrawal(
            RegisterWithdrawal(of, _day(v), _words(v) or None), db, now
        ),
        Trin.SENDT: lambda of, _v, db, now: pass_on_complaint(PassOnComplaint(of), db, now),
        Trin.UDFALD: lambda of, v, db, now: register_outcome(
            RegisterOutcome(of, _day(v), Udfald(v["resultat"]), _words(v) or None), db, now
        ),
        Trin.LUKKET: lambda of, v, db, now: close_case(CloseCase(of, _words(v)), db, now),
    }
)
