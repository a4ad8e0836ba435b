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
from portal.actions.casework import NotSeen
from portal.actions.sager.close_case import CloseCase, close_case
from portal.actions.sager.drop_case import DropCase, drop_case
from portal.actions.sager.pass_on_complaint import PassOnComplaint, pass_on_complaint
from portal.actions.sager.reconsider import Reconsider, reconsider
from portal.actions.sager.register_answer import RegisterAnswer, register_answer
from portal.actions.sager.register_complaint import RegisterComplaint, register_complaint
from portal.actions.sager.register_outcome import RegisterOutcome, register_outcome
from portal.actions.sager.step import NotTaken, OfCase, Open, Taken
from portal.policy.fritagelse import PAA_ANMODNING, Fritagelsesgrund
from portal.policy.law import Decision
from portal.policy.sagsgang import OM_FRITAGELSE, Genvurdering, Trin, Udfald
from portal.store.database import Database
from portal.web.caseworker.sag import found, judged
from portal.web.context import database
from portal.web.days import read_day
from portal.web.locale import _, reader
from portal.web.pages import stop_if_missing
from portal.web.signed_in import caseworker
from portal.web.typed import unwritable
from portal.wording.explain import explain_to_caseworker, next_step_for_caseworker
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import N_
from portal.wording.request_words import FRITAGELSESGRUND
from portal.wording.sag_words import GENVURDERING, GOER, KANAL, OM, UDFALD

ACTION: Final = "see_case"
LONGEST: Final = 4000
"""Characters."""

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asks:
    """What the form of a step asks for. `words`: what its text is called, if any. `must`: it takes one.

    `hint`: beside the text. `does`: what the button says. `about`: what is said above.
    """

    fields: tuple[str, ...]
    about: str
    does: str
    words: str | None = None
    hint: str = ""
    must: bool = False


ASKS: Final[Mapping[Trin, Asks]] = MappingProxyType(
    {
        Trin.SVARET: Asks(
            ("dag", "tekst"),
            N_("Skriv det ned, personen har svaret på høringen. Svaret kommer med i afgørelsen."),
            N_("Gem svaret"),
            N_("Personens svar"),
            must=True,
        ),
        Trin.FRAFALDET: Asks(
            ("tekst",),
            N_("Sagen slutter uden en afgørelse. Er personen hørt, får personen et brev om det."),
            N_("Lad sagen falde"),
            N_("Hvorfor?"),
            N_("Teksten står ordret i brevet. Skriv på dansk og til personen: »du«."),
            must=True,
        ),
        Trin.KLAGET: Asks(
            ("dag", "kanal", "tekst"),
            N_(
                "Klagen modtages, også når den er kommet for sent: det er Ankestyrelsen, der ser på fristen. "
                "Den udsætter ikke afgørelsen. Personen får en kvittering."
            ),
            N_("Registrér klagen og send kvitteringen"),
            N_("Hvad skriver personen i klagen?"),
            N_("Lad feltet stå tomt, hvis klagen ikke er begrundet."),
        ),
        Trin.GENVURDERET: Asks(
            ("resultat", "grund", "tekst"),
            N_(
                "Vurdér, om der er grundlag for at give personen medhold (RSL § 66). Får personen medhold, "
                "gælder afgørelsen ikke længere, og personen får et brev."
            ),
            N_("Gem genvurderingen"),
            N_("Begrundelse"),
            N_(
                "Skal skrives, når afgørelsen fastholdes. Personen og Ankestyrelsen får teksten. Skriv på "
                "dansk."
            ),
        ),
        Trin.SENDT: Asks(
            (),
            N_(
                "Hent sagens akter, og send dem med klagen til Ankestyrelsen på en sikker måde. Registrér "
                "det, når det er gjort. Personen får et brev om det."
            ),
            N_("Klagen og akterne er sendt"),
        ),
        Trin.UDFALD: Asks(
            ("dag", "resultat", "tekst"),
            N_(
                "Er afgørelsen ophævet, eller er sagen sendt tilbage, gælder afgørelsen ikke længere. "
                "Personen får et brev om, hvad det betyder."
            ),
            N_("Registrér afgørelsen og send brevet"),
            N_("Hvad skal personen ellers vide?"),
            N_("Står i brevet. Skriv på dansk og til personen: »du«."),
        ),
        Trin.LUKKET: Asks(
            ("tekst",),
            N_("Luk sagen, når der ikke er mere at gøre i den. En klage kan stadig modtages."),
            N_("Luk sagen"),
            N_("Hvad er der gjort?"),
            must=True,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Page:
    """What `sag_skridt.html` shows. `results`, `grounds`, `channels`: (value, text). `refused`: why not."""

    name: str
    person: uuid.UUID
    sag: uuid.UUID
    trin: str
    title: str
    about: str
    asks: Asks
    values: Mapping[str, str]
    results: Pairs
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
        page = _page(of, what, values, refused=_told(outcome.decision))
        return render_template("caseworker/sag_skridt.html", page=page), 422
    return redirect(url_for("caseworker.sag.show", person=person, sag=sag), 303)


def _told(decision: Decision) -> Pairs:
    """Why the step cannot be taken, and what to do about it."""
    return [
        (explain_to_caseworker(one, reader()), next_step_for_caseworker(one, reader()))
        for one in decision.refusals
    ]


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
    return Page(
        name=view.name,
        person=view.person,
        sag=view.public_id,
        trin=what.value,
        title=_(GOER[what]),
        about=_(OM[view.emne]),
        asks=asks,
        values=values,
        results=[(one.value, _(text)) for one, text in names.items()],
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
    granted = values.get("resultat") == Genvurdering.MEDHOLD.value
    if granted and _exempts(of, what) and _ground(values) is None:
        errors["grund"] = _("Vælg, hvad fritagelsen bygger på.")
    words = values.get("tekst", "")
    stands = values.get("resultat") == Genvurdering.FASTHOLDT.value
    if (asks.must or stands) and not tidied(words):
        errors["tekst"] = _("Skriv en tekst.")
    if wrong := unwritable(words, LONGEST, reader()):
        errors["tekst"] = wrong
    return errors


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


_Do = Callable[[OfCase, Mapping[str, str], Database, datetime], Taken | NotTaken]

_DO: Final[Mapping[Trin, _Do]] = MappingProxyType(
    {
        Trin.SVARET: lambda of, v, db, now: register_answer(RegisterAnswer(of, _day(v), _words(v)), db, now),
        Trin.FRAFALDET: lambda of, v, db, now: drop_case(DropCase(of, _words(v)), db, now),
        Trin.KLAGET: lambda of, v, db, now: register_complaint(
            RegisterComplaint(of, _day(v), v["kanal"], _words(v) or None), db, now
        ),
        Trin.GENVURDERET: lambda of, v, db, now: reconsider(
            Reconsider(of, Genvurdering(v["resultat"]), _words(v), _ground(v)), db, now
        ),
        Trin.SENDT: lambda of, _v, db, now: pass_on_complaint(PassOnComplaint(of), db, now),
        Trin.UDFALD: lambda of, v, db, now: register_outcome(
            RegisterOutcome(of, _day(v), Udfald(v["resultat"]), _words(v) or None), db, now
        ),
        Trin.LUKKET: lambda of, v, db, now: close_case(CloseCase(of, _words(v)), db, now),
    }
)
