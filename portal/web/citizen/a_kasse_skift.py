"""A change of mind about the a-kasse once a meeting is planned: what it means for that meeting, and what can
be done. The meeting stays as it is until the person chooses (LAB §§ 31, stk. 2; 32, stk. 2; 33, stk. 4).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.choose_a_kasse_med import unlike
from portal.actions.find_times import Filters, times_for
from portal.actions.keep_without_a_kasse import KeepWithoutAKasse, keep_without_a_kasse
from portal.actions.outcome import Refused, UnknownBooking
from portal.policy import sources
from portal.policy.facts import AKasseMed, FaellesMaade, SamtaleArt, SamtaleStatus
from portal.policy.faelles import tid_aftalt
from portal.policy.hvorfor import a_kasse_valgt
from portal.policy.valgskift import Skift
from portal.store import bookings, slots
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web.citizen import meeting, times
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.decisions import Notice
from portal.web.citizen.meeting import Meeting
from portal.web.citizen.route import Route
from portal.web.citizen.times import Days
from portal.web.context import database
from portal.web.pages import stop_if_missing
from portal.web.signed_in import citizen
from portal.wording.explain import CitationLink, Explanation, citation_links
from portal.wording.reader import N_, moment

SHOWN: Final = 3

KEPT: Final = frozenset({Skift.UDEN, Skift.SKIFTET})
"""Where the time can be kept without the a-kasse."""

_TITLES: Final = {
    Skift.MED: N_("Din a-kasse er ikke med til din samtale"),
    Skift.UDEN: N_("Din a-kasse er stadig med til din samtale"),
    Skift.SKIFTET: N_("Din tidligere a-kasse er med til din samtale"),
    Skift.I_PERSON: N_("Din a-kasse er med på video"),
}
_MEANS: Final = {
    Skift.MED: N_(
        "Du har valgt, at din a-kasse skal være med. Din samtale {tid} er booket uden den. "
        "A-kassen kan kun være med på tider, som den har aftalt med jobcentret."
    ),
    Skift.UDEN: N_(
        "Du har valgt, at din a-kasse ikke skal være med. Den er med til din samtale {tid}, "
        "indtil du har valgt, hvad der skal ske."
    ),
    Skift.SKIFTET: N_(
        "Du har skiftet a-kasse. Din tidligere a-kasse er med til din samtale {tid}, indtil du har "
        "valgt, hvad der skal ske."
    ),
    Skift.I_PERSON: N_(
        "Du har bedt om, at din a-kasse møder op. Til din samtale {tid} er den med på video. "
        "Den kan kun møde op på tider, som den har aftalt med jobcentret."
    ),
}


@dataclass(frozen=True, slots=True)
class Page:
    """What `a_kasse_skift.html` shows. `days`: the first times that are as the person wants it; `move`: where
    all of them are. `refusals`: why the meeting cannot be moved by the person. `keep`: the meeting can go on
    without the a-kasse. `stays`: what happens where nothing is done.
    """

    title: str
    lead: str
    meeting: Meeting
    route: Route
    stays: str
    citations: tuple[CitationLink, ...]
    days: Days = field(default_factory=list)
    move: str | None = None
    none: str | None = None
    refusals: list[Explanation] = field(default_factory=list)
    keep: bool = False


def show(samtale: uuid.UUID) -> str | Response:
    page = database().read(lambda session: _page(session, samtale))
    if page is None:
        return redirect(_meeting(samtale), 303)
    return render_template("citizen/a_kasse_skift.html", page=page, samtale=samtale)


def keep(samtale: uuid.UUID) -> Response:
    """The meeting goes on without the a-kasse; where it no longer can, its page tells how it is."""
    try:
        outcome = keep_without_a_kasse(KeepWithoutAKasse(citizen().id, samtale), database(), clock.now())
    except UnknownBooking:
        abort(404)
    if isinstance(outcome, Refused):
        return redirect(_meeting(samtale), 303)
    return redirect(url_for("citizen.samtale.show", samtale=samtale, gemt="uden-a-kasse"), 303)


def address(samtale: uuid.UUID) -> str:
    """Where the person sees what the change means for that meeting."""
    return url_for("citizen.a_kasse_skift.show", samtale=samtale)


def notices(who: Asking, own: Iterable[BookingView]) -> list[Notice]:
    """Each of these planned meetings that is not as the person wants it."""
    return [_notice(who, booking, skift) for booking, skift in unlike(who.person, own, who.now)]


def _notice(who: Asking, booking: BookingView, skift: Skift) -> Notice:
    _ = who.reader.gettext
    rests_on = a_kasse_valgt(who.situation.a_kasse_sagt or AKasseMed.JA, booking.art)
    if skift is Skift.SKIFTET and booking.a_kasse is not None:
        (rests_on,) = tid_aftalt(who.situation.sag, booking.a_kasse.code)
    return Notice(
        _(_MEANS[skift]).format(tid=moment(who.reader, booking.start)),
        who.why(rests_on, _("A-kassen er med")),
        link=(_("Se, hvad du kan gøre"), address(booking.public_id)),
    )


def _meeting(samtale: uuid.UUID) -> str:
    return url_for("citizen.samtale.show", samtale=samtale)


def _page(session: Session, samtale: uuid.UUID) -> Page | None:
    """None where the meeting is as the person wants it."""
    who = asking(session)
    own = stop_if_missing(bookings.get_own(session, who.person.person_id, samtale))
    if own.status is not SamtaleStatus.PLANLAGT:
        abort(404)
    found = unlike(who.person, [own], who.now)
    return _of(session, who, *found[0]) if found else None


def _of(session: Session, who: Asking, booking: BookingView, skift: Skift) -> Page:
    _ = who.reader.gettext
    joint = booking.art is SamtaleArt.FAELLESSAMTALE
    cited = [sources.LAB_32_2 if joint else sources.LAB_31_2]
    cited += [sources.LAB_33_4] if skift is Skift.I_PERSON else []
    page = Page(
        title=_(_TITLES[skift]),
        lead=_(_MEANS[skift]).format(tid=moment(who.reader, booking.start)),
        meeting=meeting.of_booking(who.reader, booking),
        route=Route(booking),
        stays=_stays(who, skift),
        citations=citation_links(cited),
    )
    if skift not in KEPT and who.person.facts.regler_jobcenter.faelles is FaellesMaade.INDKALDELSE:
        return replace(page, stays=_called(who), citations=citation_links([*cited, sources.LAB_34_1_2]))
    wanted = times_for(session, who.person, who.now, move=booking, filters=Filters(limit=SHOWN))
    free = slots.search(session, wanted.query).slots if wanted.query else ()
    return replace(
        page,
        days=times.by_day(who.reader, free, booking.varighed),
        move=page.route.find() if free else None,
        none=_none(who, skift) if wanted.query and not free else None,
        refusals=[] if wanted.query else [who.explain(finding, "ombook") for finding in wanted.refusals],
        keep=skift in KEPT,
    )


def _stays(who: Asking, skift: Skift) -> str:
    """What holds until the person does something."""
    _ = who.reader.gettext
    if skift in KEPT:
        return _("Du kan beholde tiden uden din a-kasse, eller vælge en anden tid.")
    return _("Samtalen gælder, indtil du har flyttet den.")


def _called(who: Asking) -> str:
    return who.reader.gettext(
        "Jobcentret indkalder selv til samtaler, hvor din a-kasse er med. Det har fået besked om dit valg. "
        "Din samtale gælder, indtil du får en ny indkaldelse. Spørgsmål: Kontakt {kontakt}."
    ).format(kontakt=who.contacts.jobcenter.words(who.reader))


def _none(who: Asking, skift: Skift) -> str:
    """No time is as the person wants it: what then."""
    _ = who.reader.gettext
    texts = {
        Skift.MED: _(
            "Lige nu er der ingen ledige tider, hvor din a-kasse er med. Behold din samtale, og se efter "
            "igen, eller kontakt {kontakt}, som aftaler tider med din a-kasse."
        ),
        Skift.I_PERSON: _(
            "Lige nu er der ingen ledige tider, hvor din a-kasse møder op. Behold din samtale med "
            "a-kassen på video, eller kontakt {kontakt}, som aftaler tider med din a-kasse."
        ),
        Skift.UDEN: _("Lige nu er der ingen andre ledige tider."),
        Skift.SKIFTET: _("Lige nu er der ingen ledige tider, som er aftalt med din nye a-kasse."),
    }
    return texts[skift].format(kontakt=who.contacts.jobcenter.words(who.reader))
