"""A step in a complaint of what is held back of a file: noted, looked at again, sent on, decided."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from flask import abort, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.sager import file_complaint
from portal.actions.sager.file_complaint import FileComplaint
from portal.actions.sager.step import NotTaken, OfCase, Open
from portal.policy import aktindsigt_klage
from portal.policy.aktindsigt_klage import KlageSpoergsmaal, Resultat, Skridt
from portal.policy.law import Decision
from portal.policy.sagsgang import Udfald
from portal.store.aktindsigt_skridt import Whole
from portal.web.caseworker import aktindsigt_papirer as form
from portal.web.caseworker.aktindsigt import LONGEST, Pairs, found, grounds, told
from portal.web.caseworker.aktindsigt_lists import here
from portal.web.caseworker.aktindsigt_papirer import Choice, Values
from portal.web.context import database
from portal.web.days import read_day
from portal.web.locale import _, reader
from portal.web.pages import stop_if_missing
from portal.web.typed import unwritable
from portal.wording.aktindsigt_words import GENVURDERING, INSTANS, KANAL, UDFALD
from portal.wording.explain import (
    CitationLink,
    citation_links,
    explain_to_caseworker,
    next_step_for_caseworker,
)
from portal.wording.letters.akter import Papir
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import N_
from portal.wording.sag_words import OM

_CHANNELS: Final = ("papir", "instansen")


@dataclass(frozen=True, slots=True)
class Asks:
    """What the form of a step asks for. `title`, `about`: what is said above. `does`: on the button. `words`:
    what its text is called.
    """

    title: str
    about: str
    fields: tuple[str, ...]
    does: str
    words: str


ASKS: Final[Mapping[Skridt, Asks]] = MappingProxyType(
    {
        Skridt.KLAGET: Asks(
            N_("Registrér en klage over, at papirer er holdt tilbage"),
            N_("Klagen modtages, også når den er kommet for sent. Personen får en kvittering."),
            ("dag", "kanal"),
            N_("Registrér klagen og send kvitteringen"),
            N_("Hvad skriver personen i klagen?"),
        ),
        Skridt.GENVURDERET: Asks(
            N_("Vurdér svaret igen"),
            N_(
                "Se på, om personen kan få mere at se. Får personen ikke det hele, skal klagen sendes "
                "videre. Personen får et brev, hvis svaret ændres."
            ),
            ("resultat", "papirer"),
            N_("Gem vurderingen"),
            N_("Begrundelse"),
        ),
        Skridt.SENDT: Asks(
            N_("Send klagen videre"),
            N_(
                "Hent sagens akter, og send dem med klagen på en sikker måde. Registrér det, når det er "
                "gjort. Personen får et brev om det."
            ),
            ("akter",),
            N_("Klagen og akterne er sendt"),
            N_("Jeres bemærkninger"),
        ),
        Skridt.UDFALD: Asks(
            N_("Registrér, hvad der er afgjort om klagen"),
            N_(
                "Er svaret ophævet eller ændret, eller er sagen sendt tilbage, skal I svare personen på ny. "
                "Personen får et brev."
            ),
            ("dag", "udfald"),
            N_("Registrér afgørelsen og send brevet"),
            N_("Hvad skal personen ellers vide?"),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Page:
    """What `aktindsigt_klage.html` shows. `refused`: why it is not its turn. `board`: who decides."""

    name: str
    person: uuid.UUID
    sag: uuid.UUID
    anmodning: uuid.UUID
    skridt: str
    about: str
    asks: Asks
    board: str
    citations: tuple[CitationLink, ...]
    channels: Pairs
    results: Pairs
    outcomes: Pairs
    choices: list[Choice]
    grounds: Pairs
    today: str
    values: Mapping[str, str]
    refused: Pairs = field(default_factory=list)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show(person: uuid.UUID, sag: uuid.UUID, anmodning: uuid.UUID, skridt: str) -> str:
    what = _step(skridt)
    of, asked = found(person, sag, anmodning)
    values = form.from_held(asked.undtaget)
    values.add("dag", of.today.isoformat())
    turn = KlageSpoergsmaal(what, of.today, what.value, Resultat.FASTHOLDT)
    refused = _refused(file_complaint.judge(of.sag.view.af, asked, of.today, turn))
    return _rendered(of, asked, what, _papers(of, what), values, refused=refused)


def take(person: uuid.UUID, sag: uuid.UUID, anmodning: uuid.UUID, skridt: str) -> Response | tuple[str, int]:
    what, values = _step(skridt), request.form
    of, asked = found(person, sag, anmodning)
    known = _papers(of, what)
    command = _command(of, asked, what, known, values)
    errors = _errors(of, what, known, values, command)
    if errors:
        return _rendered(of, asked, what, known, values, errors=errors), 422
    try:
        outcome = file_complaint.take(command, database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotTaken):
        page = _rendered(of, asked, what, known, values, refused=_refused(outcome.decision))
        return page, 422
    return redirect(here(person, sag, anmodning), 303)


def _step(name: str) -> Skridt:
    known: Skridt | None = next((one for one in ASKS if one.value == name), None)
    found_one: Skridt = stop_if_missing(known)
    return found_one


def _papers(of: Open, what: Skridt) -> tuple[Papir, ...]:
    if what is not Skridt.GENVURDERET:
        return ()
    return database().read(lambda session: form.papers(session, of))


def _command(of: Open, asked: Whole, what: Skridt, known: tuple[Papir, ...], values: Values) -> FileComplaint:
    result, outcome = values.get("resultat", ""), values.get("udfald", "")
    resultat = Resultat(result) if what is Skridt.GENVURDERET and result in set(Resultat) else None
    return FileComplaint(
        of=OfCase(of.seen.worker.id, of.sag.view.person, of.sag.view.public_id),
        anmodning=asked.view.public_id,
        skridt=what,
        dag=(read_day(values.get("dag", "")) if "dag" in ASKS[what].fields else None) or of.today,
        kanal=values.get("kanal") if values.get("kanal") in _CHANNELS else None,
        ord=tidied(values.get("tekst", "")) or None,
        resultat=resultat,
        undtaget=form.chosen(known, values) if resultat is Resultat.DELVIST else (),
        papirer=len(known),
        udfald=Udfald(outcome) if what is Skridt.UDFALD and outcome in set(Udfald) else None,
    )


def _errors(
    of: Open, what: Skridt, known: tuple[Papir, ...], values: Values, command: FileComplaint
) -> dict[str, str]:
    """What is missing or cannot be read, by field, in the order of the form."""
    said, fields = {}, ASKS[what].fields
    if "dag" in fields:
        on = read_day(values.get("dag", ""))
        if on is None:
            said["dag"] = _("Skriv en dato.")
        elif on > of.today:
            said["dag"] = _("Dagen ligger i fremtiden.")
    if "kanal" in fields and command.kanal is None:
        said["kanal"] = _("Vælg, hvordan klagen er kommet.")
    if "resultat" in fields and command.resultat is None:
        said["resultat"] = _("Vælg, hvad resultatet er.")
    if "udfald" in fields and command.udfald is None:
        said["udfald"] = _("Vælg, hvad resultatet er.")
    if command.resultat is Resultat.FASTHOLDT and command.ord is None:
        said["tekst"] = _("Skriv en tekst.")
    if command.resultat is Resultat.DELVIST:
        missing = aktindsigt_klage.mangler(of.sag.view.af, _question(command))
        said |= form.in_order(known, told(missing) | form.errors_in(known, values))
    if wrong := unwritable(values.get("tekst", ""), LONGEST, reader()):
        said["tekst"] = wrong
    return said


def _question(command: FileComplaint) -> KlageSpoergsmaal:
    return KlageSpoergsmaal(
        command.skridt, command.dag, command.ord, command.resultat, command.undtaget, command.papirer
    )


def _refused(decision: Decision) -> Pairs:
    return [
        (explain_to_caseworker(one, reader()), next_step_for_caseworker(one, reader()))
        for one in decision.refusals
    ]


def _rendered(
    of: Open,
    asked: Whole,
    what: Skridt,
    known: tuple[Papir, ...],
    values: Values,
    *,
    errors: Mapping[str, str] | None = None,
    refused: Pairs | None = None,
) -> str:
    view, af = of.sag.view, of.sag.view.af
    page = Page(
        name=view.name,
        person=view.person,
        sag=view.public_id,
        anmodning=asked.view.public_id,
        skridt=what.value,
        about=_(OM[view.emne]),
        asks=ASKS[what],
        board=_(INSTANS[af]),
        citations=citation_links(aktindsigt_klage.hjemmel(af, what)),
        channels=[(one, _(KANAL[one])) for one in _CHANNELS],
        results=[(one.value, _(text)) for one, text in GENVURDERING.items()],
        outcomes=[(one.value, _(text)) for one, text in UDFALD.items()],
        choices=form.choices(known, MultiDict(values), errors or {}),
        grounds=grounds(af),
        today=of.today.isoformat(),
        values=values,
        refused=refused or [],
        errors=errors or {},
    )
    return render_template("caseworker/aktindsigt_klage.html", page=page)
