"""One meeting: what the law requires of it, and what became of it (DBK §§ 20, 25, 27, 89-92).

Before it begins it can only be called off; from then on it is registered as held, missed or called off.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.outcome import UnknownBooking
from portal.actions.register_meeting import NotRegistered, RegisterMeeting, judge, register_meeting
from portal.policy.afholdelse import Emne, Rolle, Udfald
from portal.policy.facts import SamtaleArt, SamtaleStatus
from portal.policy.indsigt import Del
from portal.policy.law import Decision, Outcome
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web import kept
from portal.web.caseworker import samtale_form as form
from portal.web.caseworker import samtale_page as parts
from portal.web.caseworker.samtale_form import Typed
from portal.web.caseworker.samtale_page import Frame, Known, NoShow, Told
from portal.web.caseworker.seeing import Looking, look_at_meeting
from portal.web.context import database
from portal.web.kept import Kept
from portal.web.signed_in import caseworker
from portal.wording.explain import CitationLink, explain_to_caseworker
from portal.wording.held_words import AFBUD, EMNE, ROLLE, UDFALD
from portal.wording.words import FORM

ACTION = "see_meeting"
BEFORE = (Udfald.AFLYST,)
"""What may be said of a meeting that has not begun."""

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fields:
    """The form, with what it lets choose. `topics`: (code, sentence) pairs.

    `agreed`: what the field is called that DBK § 92, nr. 6 and 7, asks for.
    """

    action: str
    typed: Typed
    errors: dict[str, str]
    outcomes: Pairs
    forms: Pairs
    topics: Pairs
    roles: Pairs
    reasons: Pairs
    step: bool
    agreed: str

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


@dataclass(frozen=True, slots=True)
class Page:
    """What `samtale.html` shows. `form`: None where nothing is to be registered by this organisation.

    `by_person`: where the person calls off, and where they move, while on the telephone. `availability`:
    where the cause and the outcome of a rådighedssamtale are written.
    `decided`: the decisions kept beside the meeting. `plan`: where Min Plan is made with the person,
    if this is the meeting for it.
    """

    frame: Frame
    begun: bool
    own: bool
    planned: bool
    krav: list[str]
    krav_citations: tuple[CitationLink, ...]
    step: tuple[str, str] | None
    standing: list[parts.Said]
    no_show: NoShow | None
    corrections: list[Told]
    correct: str | None
    form: Fields | None
    by_person: tuple[str, str] | None = None
    availability: str | None = None
    plan: str | None = None
    obstacles: Pairs = field(default_factory=list)
    decided: list[Kept] = field(default_factory=list)

    @property
    def summary(self) -> Pairs:
        return self.form.summary if self.form else []


def show(person: uuid.UUID, samtale: uuid.UUID) -> str:
    return render_template("caseworker/samtale.html", page=_page(person, samtale))


def register(person: uuid.UUID, samtale: uuid.UUID) -> str | Response | tuple[str, int]:
    """Registers what was typed. `flere`: only one more line for a participant."""
    if "flere" in request.form:
        page = _page(person, samtale, form.with_a_line_more(request.form.to_dict()), judged=False)
        return render_template("caseworker/samtale.html", page=page)
    page = _page(person, samtale, request.form.to_dict())
    if page.form is None or page.summary or page.obstacles:
        return render_template("caseworker/samtale.html", page=page), 422
    typed = page.form.typed
    command = RegisterMeeting(caseworker().id, person, samtale, typed.content(), typed.trin)
    try:
        outcome = register_meeting(command, database(), clock.now())
    except (NotSeen, UnknownBooking):
        abort(404)
    if isinstance(outcome, NotRegistered):
        # Somebody else said something of it meanwhile.
        page = _page(person, samtale, request.form.to_dict())
        return render_template("caseworker/samtale.html", page=page), 409
    return redirect(url_for("caseworker.samtale.show", person=person, samtale=samtale), 303)


def fields(known: Known, action: str, values: dict[str, str], decision: Decision | None) -> Fields:
    """The form with what was typed. `decision`: what is missing is said; None: nothing is yet."""
    _ = known.looking.reader.gettext
    typed = Typed(known.booking, known.required, values)
    over = [(one.value, _(text)) for one, text in UDFALD.items() if known.begun or one in BEFORE]
    availability = known.booking.art is SamtaleArt.RAADIGHEDSSAMTALE
    reasons = [(value, _(text)) for value, text in AFBUD.items()]
    return Fields(
        action=action,
        typed=typed,
        errors=form.errors(typed, decision, known.looking.reader) if decision is not None else {},
        outcomes=over,
        forms=[(one.value, _(text)) for one, text in FORM.items()],
        topics=[(emne.value, _(EMNE[emne])) for emne in known.required],
        roles=[("", _("Vælg")), *((rolle.value, _(ROLLE[rolle])) for rolle in Rolle)],
        reasons=[("", _("Vælg")), *reasons, (form.NO_REASON, _("Ingen lovlig grund"))],
        step="uddannelsestrin" in known.krav.emner,
        agreed=_("Rådighedsvurdering, og det, der blev aftalt")
        if availability
        else _("Det, der blev aftalt"),
    )


def _page(
    person: uuid.UUID, samtale: uuid.UUID, values: dict[str, str] | None = None, *, judged: bool = True
) -> Page:
    """`values`: what was typed; None: nothing was. `judged`: what is missing in it is said."""

    def read(session: Session, looking: Looking, booking: BookingView) -> Page:
        known = parts.known(session, looking, booking)
        page = _of(known, values, judged=judged and values is not None)
        return replace(page, decided=kept.to_caseworker(session, looking, booking))

    return look_at_meeting(person, samtale, ACTION, read)


def _of(known: Known, values: dict[str, str] | None, *, judged: bool) -> Page:
    looking, booking = known.looking, known.booking
    planned = booking.status is SamtaleStatus.PLANLAGT
    asked = known.own and planned
    shown, decision = None, None
    if asked:
        typed = Typed(booking, known.required, values or {})
        decision = judge(looking.seen, booking, typed.content(), looking.now)
        shown = fields(known, _address(known), values if values is not None else begun_with(known), None)
        if judged:
            shown = fields(known, _address(known), values or {}, decision)
    return Page(
        frame=parts.frame(known),
        begun=known.begun,
        own=known.own,
        planned=planned,
        krav=parts.requirements(known),
        krav_citations=parts.requirement_citations(known),
        step=parts.step_line(known),
        standing=parts.standing_rows(known),
        no_show=parts.no_show(known),
        corrections=parts.told(known),
        correct=parts.correct_address(known),
        form=shown,
        plan=_plan(known),
        by_person=_by_person(known) if asked and not known.begun else None,
        availability=_availability(known),
        obstacles=_obstacles(known, decision, judged=judged),
    )


def _by_person(known: Known) -> tuple[str, str] | None:
    """Where it is written down that the person calls off, or moves; None where the course is another's."""
    seen, samtale = known.looking.seen, known.booking.public_id
    if not seen.indsigt.ser(Del.FORLOEB):
        return None
    person = seen.person.person.public_id
    call_off = url_for("caseworker.phone_afbud.show", person=person, samtale=samtale)
    return call_off, url_for("caseworker.phone.show_move", person=person, samtale=samtale)


def _plan(known: Known) -> str | None:
    """Where Min Plan is made, at the first meeting with the a-kasse (LAB § 42, stk. 1)."""
    if not known.own or Emne.MIN_PLAN_UDARBEJDES not in known.required:
        return None
    return url_for("caseworker.plan.show", person=known.looking.seen.person.person.public_id)


def _availability(known: Known) -> str | None:
    """Where the a-kasse writes why it holds a rådighedssamtale, and what it found."""
    if not known.own or known.booking.art is not SamtaleArt.RAADIGHEDSSAMTALE:
        return None
    person = known.looking.seen.person.person.public_id
    return url_for("caseworker.raadighed.show", person=person, samtale=known.booking.public_id)


def _obstacles(known: Known, decision: Decision | None, *, judged: bool) -> Pairs:
    """What stands in the way of what was typed, whatever else is typed."""
    if not judged:
        return []
    looking = known.looking
    if decision is None:
        decision = judge(looking.seen, known.booking, Typed(known.booking, (), {}).content(), looking.now)
    return looking.told(form.elsewhere(decision))


def begun_with(known: Known) -> dict[str, str]:
    """What the form begins with: the form that was booked, and who comes along from the a-kasse."""
    booking = known.booking
    values = {"form": booking.form.value, "trin": known.step.tekst if known.step else ""}
    if not known.begun:
        values["udfald"] = Udfald.AFLYST.value
    if booking.a_kasse is not None:
        name = booking.a_kasse_caseworker.name if booking.a_kasse_caseworker else booking.a_kasse.name
        values |= {
            "rolle-1": Rolle.A_KASSEKONSULENT.value,
            "navn-1": name,
            "deltog-1": booking.a_kasse_form or booking.form.value,
        }
    return values


def consequences(known: Known, decision: Decision) -> list[str]:
    """What follows for the person, in words with the paragraph."""
    about = ("udeblivelse", "afbud")
    told = (f for f in decision.findings if f.outcome is Outcome.MET and f.code.startswith(about))
    return [explain_to_caseworker(finding, known.looking.reader) for finding in told]


def _address(known: Known) -> str:
    person = known.looking.seen.person.person.public_id
    return url_for("caseworker.samtale.register", person=person, samtale=known.booking.public_id)
