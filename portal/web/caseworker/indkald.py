"""Calling a person in, in three steps (BAB § 46): kind and time, the check with the letter, done."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import call_in, summons_times
from portal.actions.book_jobsamtale import UnknownSlot
from portal.actions.call_in import CallIn, NotCalled
from portal.actions.casework import NotSeen
from portal.actions.outcome import UnknownBooking
from portal.actions.summons_letter import Appointment
from portal.actions.summons_times import Offered, Wish
from portal.policy import indkaldelse, samtaleform
from portal.policy.facts import Facts, SamtaleArt, Samtaleform
from portal.policy.indsigt import Del
from portal.policy.law import Decision, Outcome
from portal.store import offers, own_times, summons
from portal.store.database import Session
from portal.store.offers import HeldForSummons
from portal.store.views import BookingView, SlotView
from portal.web.caseworker import indkald_form as form
from portal.web.caseworker.addresses import page_of_person
from portal.web.caseworker.indkald_form import LENGTHS, OWN, Typed
from portal.web.caseworker.request_tables import Need, needs_now
from portal.web.caseworker.seeing import Looking, look
from portal.web.caseworker.time_form import wrong_day
from portal.web.citizen import meeting
from portal.web.context import database
from portal.web.locale import reader
from portal.web.signed_in import caseworker
from portal.wording import reader as say
from portal.wording.casework_words import KRAV
from portal.wording.explain import explain_to_caseworker
from portal.wording.letters.letter import Letter
from portal.wording.raadighed_words import AARSAG
from portal.wording.reader import brief_moment, capitalised, day, last_moment
from portal.wording.situation import Situation
from portal.wording.words import ART, FORM

ACTION = "see_call_in"
DUE: Final = ("foerste_samtale", "kontrolsamtale", "seksten_maaneder")
"""The requirements that a summons meets, where they have a day."""

SHOWN: Final = 10
"""How many of the caseworker's own times are listed, and of the colleagues'."""

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `indkald.html` and `indkald_check.html` show.

    `places`, `place`: where colleagues have times, and where those shown lie. `held`: the first of the times
    is held for the person. `obstacles`: why nothing, or
    not every time, can be had, and what to do about it; `closed`: then there is nothing to choose. `due`:
    what the law asks for and by when. `deadline_page`: where somebody who books is given a deadline instead.
    `replaced`: the meeting that gets another time; `wish`: what the person wrote of it. `letter`: as it goes
    out; None where something is missing; `on_paper`: it has to be there in time.
    """

    person: uuid.UUID
    name: str
    needs: list[Need]
    typed: Typed
    errors: dict[str, str]
    kinds: Pairs
    causes: list[tuple[str, str, str]]
    forms: Pairs
    lengths: Pairs
    places: Pairs
    place: str
    offices: Pairs
    times: list[tuple[str, str, str]]
    held: bool
    obstacles: Pairs
    closed: bool
    due: list[str]
    preferred: str | None
    deadline_page: str | None
    replaced: str | None
    wish: str | None
    rows: list[tuple[str, list[str]]]
    reasons: list[str]
    letter: Letter | None
    on_paper: bool
    submission: uuid.UUID

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show(person: uuid.UUID) -> str:
    page = _read(person, request.args)
    return render_template("caseworker/indkald.html", page=page)


def check(person: uuid.UUID) -> str | tuple[str, int]:
    """The second step. `ret`: back to the form, with everything as it was typed."""
    page = _read(person, request.form, judged="ret" not in request.form)
    if "ret" in request.form:
        return render_template("caseworker/indkald.html", page=page)
    if page.letter is None:
        return render_template("caseworker/indkald.html", page=page), 422
    return render_template("caseworker/indkald_check.html", page=page)


def send(person: uuid.UUID) -> Response | tuple[str, int]:
    """The third step. What is no longer so since the second is said as on the form."""
    command = Typed(request.form).command(caseworker().id, person)
    if command is None or form.errors(Typed(request.form), None, reader()):
        return render_template("caseworker/indkald.html", page=_read(person, request.form, judged=True)), 422
    try:
        outcome = call_in.call_in(command, database(), clock.now())
    except (NotSeen, UnknownBooking, UnknownSlot):
        abort(404)
    if isinstance(outcome, NotCalled):
        page = _read(person, request.form, judged=True, refused=outcome.decision)
        return render_template("caseworker/indkald.html", page=page), 409
    return redirect(url_for("caseworker.person.show", person=person, _anchor="indkaldelser"), 303)


def _read(
    person: uuid.UUID,
    values: Mapping[str, str],
    *,
    judged: bool = False,
    refused: Decision | None = None,
) -> Page:
    def read(session: Session, looking: Looking) -> Page:
        replaced = call_in.replaceable(session, looking.seen, Typed(values).instead_of, looking.now)
        waits = () if replaced else _held(session, looking)
        typed = Typed(_defaults(session, looking, replaced, waits, values) | dict(values))
        held = next((one for one in waits if (one.art, one.form) == (typed.art, typed.form)), None)
        if held is not None and not judged:
            typed = Typed({"tid": str(held.slot)} | dict(typed.values))
        return _page(session, looking, typed, replaced, held, judged=judged, refused=refused)

    return look(person, ACTION, read, Del.EGNE_PLANLAGTE)


def _held(session: Session, looking: Looking) -> tuple[HeldForSummons, ...]:
    """What is held for the person until they are called to it."""
    own, person = looking.seen.worker.organisation, looking.seen.person
    return offers.held_for_summons(session, own.id, person.person_id, looking.now)


def _defaults(
    session: Session,
    looking: Looking,
    replaced: BookingView | None,
    waits: tuple[HeldForSummons, ...],
    values: Mapping[str, str],
) -> dict[str, str]:
    """What is chosen before anything is: what was called off and waits for a new summons; else what is due,
    in the form the person likes.

    Where a meeting gets another time, that it is still at short notice is said once more.
    """
    facts, person = looking.seen.person.facts, looking.seen.person.person
    common = {"minutter": "60", "telefon": person.phone or ""}
    if replaced is not None:
        before = summons.of_booking(session, replaced.id)
        need = before.kort_varsel if before and "art" not in values else None
        return common | _again(need) | {"art": replaced.art.value, "form": replaced.form.value}
    if waits:
        first = waits[0]
        need = first.kort_varsel if "art" not in values else None
        return common | _again(need) | {"art": first.art.value, "form": first.form.value}
    own = looking.seen.worker.organisation.holder
    kinds = indkaldelse.arter(facts, looking.now, own)
    control = SamtaleArt.KONTROLSAMTALE
    allowed = samtaleform.former(facts, looking.now, own, looking.now + timedelta(days=1))
    form = person.preferred_form if person.preferred_form in allowed else Samtaleform.FREMMOEDE
    return common | {
        "art": (control if control in kinds else SamtaleArt.JOBSAMTALE).value,
        "form": (form or Samtaleform.FREMMOEDE).value,
    }


def _again(need: str | None) -> dict[str, str]:
    """That it is at short notice, and why, as it was said before."""
    return {"kort": "ja", "kort_varsel": need} if need else {}


def _page(
    session: Session,
    looking: Looking,
    typed: Typed,
    replaced: BookingView | None,
    held: HeldForSummons | None,
    *,
    judged: bool,
    refused: Decision | None,
) -> Page:
    _, seen = looking.reader.gettext, looking.seen
    office = typed.office
    kept = held.slot if held else None
    wish = Wish(typed.art, typed.form, typed.short, typed.from_day, replaced, office, kept)
    offered = summons_times.offered(session, seen, wish, looking.now)
    closed = offered.first is None and not offered.any_hour
    ready = _Ready.of(session, looking, typed, replaced) if judged and not closed else None
    decision = refused or (ready.decision if ready else None)
    errors = wrong_day(typed, looking.reader)
    if judged and not closed:
        errors = form.errors(typed, decision, looking.reader)
    asked = _wish(session, replaced)
    return Page(
        person=seen.person.person.public_id,
        name=seen.person.person.name,
        needs=needs_now(session, looking),
        typed=typed,
        errors=errors,
        kinds=_kinds(looking),
        causes=[(one.value, _(name), _(more)) for one, (name, more) in AARSAG.items()],
        forms=[(one.value, _(FORM[one])) for one in Samtaleform],
        lengths=[(str(minutes), _("{antal} minutter").format(antal=minutes)) for minutes in LENGTHS],
        places=[(str(office.public_id), meeting.house(office)) for office in offered.offices],
        place=str(offered.office or ""),
        offices=_offices(session, looking),
        times=_times(looking, offered, held),
        held=offered.held is not None,
        obstacles=_obstacles(looking, offered, closed=closed),
        closed=closed,
        due=_due(looking),
        preferred=_preferred(looking),
        deadline_page=_deadline_page(looking, offered),
        replaced=brief_moment(looking.reader, replaced.start) if replaced else None,
        wish=asked,
        rows=ready.rows(looking) if ready and ready.decision.allowed and not errors else [],
        reasons=ready.reasons(looking) if ready else [],
        letter=ready.letter(looking) if ready and ready.decision.allowed and not errors else None,
        on_paper=not seen.person.person.digital_post,
        submission=typed.submission,
    )


@dataclass(frozen=True, slots=True)
class _Ready:
    """A time that was chosen, and what the law says of it."""

    command: CallIn
    known: Facts
    time: Appointment
    decision: Decision

    @classmethod
    def of(
        cls, session: Session, looking: Looking, typed: Typed, replaced: BookingView | None
    ) -> _Ready | None:
        """None where no time was chosen, or none that is there any more."""
        seen = looking.seen
        command = typed.command(seen.worker.id, seen.person.person.public_id)
        if command is None:
            return None
        try:
            time, slot = call_in.wanted(session, seen, command, replaced, looking.now)
        except UnknownSlot:
            return None
        known = call_in.without(seen.person.facts, replaced)
        return cls(command, known, time, call_in.judge(seen, known, command, time, slot, looking.now))

    def letter(self, looking: Looking) -> Letter:
        return call_in.letter(looking.seen, self.known, self.command, self.time, looking.now)[1]

    def rows(self, looking: Looking) -> list[tuple[str, list[str]]]:
        _, time = looking.reader.gettext, self.time
        begins = capitalised(brief_moment(looking.reader, time.start))
        rows = [
            (_("Samtale"), [_(ART[time.art])]),
            (_("Tid"), [f"{begins}–{say.clock(looking.reader, time.slut)}"]),
            (_("Form"), [_(FORM[time.form]), *([time.phone] if time.phone else [])]),
            (_("Sted"), [meeting.house(time.office)] if time.form is Samtaleform.FREMMOEDE else []),
            (_("Med"), [time.caseworker.name] if time.caseworker else []),
            (_("A-kassen"), self._a_kasse(looking)),
            (_("Årsag"), _because(looking, self.command)),
            (_("Behov for kort varsel"), (self.command.kort_varsel or "").splitlines()),
            (_("Besked i brevet"), (self.command.besked or "").splitlines()),
        ]
        return [(term, lines) for term, lines in rows if lines]

    def _a_kasse(self, looking: Looking) -> list[str]:
        _, time = looking.reader.gettext, self.time
        if time.a_kasse is None:
            return []
        return [time.a_kasse, _("Møder op") if time.a_kasse_in_person else _("Er med på video")]

    def reasons(self, looking: Looking) -> list[str]:
        met = (finding for finding in self.decision.findings if finding.outcome is Outcome.MET)
        return [explain_to_caseworker(finding, looking.reader) for finding in met]


def _because(looking: Looking, command: CallIn) -> list[str]:
    """Why a rådighedssamtale is held."""
    if command.aarsag is None:
        return []
    return [looking.reader.gettext(AARSAG[command.aarsag.aarsag][0]), *command.aarsag.anledning.splitlines()]


def _kinds(looking: Looking) -> Pairs:
    own = looking.seen.worker.organisation.holder
    kinds = indkaldelse.arter(looking.seen.person.facts, looking.now, own)
    return [(art.value, looking.reader.gettext(ART[art])) for art in kinds]


def _obstacles(looking: Looking, offered: Offered, *, closed: bool) -> Pairs:
    """Where there is something to choose, nothing has to be done about the rest."""
    if closed:
        return looking.told(offered.refusals)
    return [(explain_to_caseworker(finding, looking.reader), "") for finding in offered.refusals]


def _times(looking: Looking, offered: Offered, held: HeldForSummons | None) -> list[tuple[str, str, str]]:
    """What is held for the person first, the caseworker's own times, then the colleagues', and last a moment
    of the caseworker's own.
    """
    _ = looking.reader.gettext
    first = []
    if offered.held is not None and held is not None:
        value, text, house = _time(looking, offered.held)
        until = brief_moment(looking.reader, last_moment(held.until))
        hint = _("Holdes til personen indtil {tid}.").format(tid=until)
        first = [(value, text, f"{house}. {hint}")]
    shown = [*offered.own[:SHOWN], *offered.others[:SHOWN]]
    own = (OWN, _("Et andet tidspunkt, hvor du selv er ledig"), _("Skriv det herunder."))
    return [*first, *(_time(looking, slot) for slot in shown), own]


def _time(looking: Looking, slot: SlotView) -> tuple[str, str, str]:
    _, reader = looking.reader.gettext, looking.reader
    begins = f"{capitalised(brief_moment(reader, slot.start))}–{say.clock(reader, slot.slut)}"
    who = slot.caseworker.name if slot.caseworker else _("Holdet")
    along = meeting.a_kasse_comes(reader, slot)
    return str(slot.public_id), ", ".join(filter(None, (begins, who, along))), meeting.house(slot.office)


def _offices(session: Session, looking: Looking) -> Pairs:
    worker = looking.seen.worker
    found = own_times.offices(session, worker.organisation.id, worker.id)
    return [(str(office.public_id), meeting.house(office)) for office in found]


def _due(looking: Looking) -> list[str]:
    """What the law asks for now, and by which day."""
    _ = looking.reader.gettext
    rows = Situation(looking.seen.person.facts, looking.now).krav
    return [
        _("{krav}: senest {dag}").format(krav=_(KRAV[row.kode]), dag=day(looking.reader, row.senest))
        for row in rows
        if row.kode in DUE and row.senest is not None and row.finding.outcome is Outcome.NOT_MET
    ]


def _preferred(looking: Looking) -> str | None:
    chosen = looking.seen.person.person.preferred_form
    _ = looking.reader.gettext
    return _("Personen vil helst: {form}").format(form=_(FORM[chosen]).lower()) if chosen else None


def _deadline_page(looking: Looking, offered: Offered) -> str | None:
    """Where a deadline is set for somebody who books, and therefore is not called."""
    if not any(finding.code == "kan_selv_booke" for finding in offered.refusals):
        return None
    return page_of_person("frist", looking.seen.person.person.public_id)


def _wish(session: Session, replaced: BookingView | None) -> str | None:
    """What the person wrote of the meeting that gets another time."""
    view = summons.of_booking(session, replaced.id) if replaced else None
    return view.oenske if view else None
