"""One meeting of the person's own: everything about it, and the receipt for what was just done with it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from flask import render_template, request, url_for

from portal.policy import selvbooking
from portal.policy.facts import AflystAf, Aktoer, SamtaleArt, Samtaleform, SamtaleStatus
from portal.policy.law import Outcome
from portal.store import bookings
from portal.store import earlier as earlier_times
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web import kept
from portal.web.citizen import a_kasse_skift, earlier, meeting, phone_acts, samtale_held, summons
from portal.web.citizen.answers import Pairs
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.decisions import Notice, decided, in_person
from portal.web.citizen.meeting import Meeting
from portal.web.citizen.samtale_held import Held
from portal.web.citizen.samtaleform import Choice, choice
from portal.web.context import database
from portal.web.kept import Kept
from portal.web.pages import stop_if_missing
from portal.wording.explain import Explanation
from portal.wording.reader import day, moment
from portal.wording.words import OPRINDELSE


@dataclass(frozen=True, slots=True)
class Page:
    """What `samtale.html` shows. `move`, `call_off`: where that is done; None where it cannot be.

    `earlier`: the words and the address of being told of an earlier time.
    `form`: how it may be held; None for a meeting that is over. `saved`: that it has just been changed.
    `in_person`: that it was decided that the person comes, and why. `along`: that the a-kasse takes part
    otherwise than the person wants. `summons`: how the person has answered
    it, for a called meeting. `by_phone`: what a caseworker did with it while on the telephone. `held`: what
    became of it. `decided`: the decisions kept beside it.
    """

    meeting: Meeting
    origin: str
    move: str | None
    call_off: str | None
    earlier: tuple[str, str] | None
    why_not_move: list[Explanation]
    form: Choice | None
    saved: str | None
    in_person: Notice | None
    along: list[Notice]
    summons: summons.Answer | None
    by_phone: list[str]
    held: Held | None
    decided: list[Kept]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What `receipt.html` shows."""

    title: str
    sentence: str
    meeting: Meeting
    after: list[str] = field(default_factory=list)
    links: Pairs = field(default_factory=list)
    first_link: tuple[str, str] | None = None
    called_off: bool = False


def show(samtale: uuid.UUID) -> str:
    page = database().read(lambda session: _page(session, samtale))
    return render_template("citizen/samtale.html", page=page, samtale=samtale)


def receipt(samtale: uuid.UUID) -> str:
    page = database().read(lambda session: _receipt(session, samtale))
    return render_template("citizen/receipt.html", page=page, samtale=samtale)


def _page(session: Session, samtale: uuid.UUID) -> Page:
    who = asking(session)
    booking = stop_if_missing(bookings.get_own(session, who.person.person_id, samtale))
    coming = booking.status is SamtaleStatus.PLANLAGT and booking.start > who.now
    movable = selvbooking.movable(who.person.facts, who.now, booking.id) if coming else None
    why_not = () if movable is None or movable.windows else movable.findings
    return Page(
        meeting=meeting.of_booking(who.reader, booking),
        origin=who.reader.gettext(OPRINDELSE[booking.oprindelse]),
        move=_address("move.find_time", booking) if movable and movable.windows else None,
        call_off=_address("call_off.show", booking) if coming else None,
        earlier=_earlier(session, who, booking) if movable and movable.windows else None,
        why_not_move=[who.explain(f, "ombook") for f in why_not if f.outcome is Outcome.NOT_MET],
        form=choice(session, who, booking) if coming else None,
        saved=_saved(who, booking),
        in_person=in_person(who, booking, decided(session, who)),
        along=a_kasse_skift.notices(who, [booking]),
        summons=summons.of_meeting(session, who, booking),
        by_phone=phone_acts.told(session, who.reader, booking),
        held=samtale_held.of_meeting(session, who, booking),
        decided=kept.to_citizen(session, who, booking),
    )


def _earlier(session: Session, who: Asking, booking: BookingView) -> tuple[str, str]:
    wish, _ = earlier_times.find(session, who.person.person_id, booking.id), who.reader.gettext
    text = _("Få besked om en tidligere tid")
    if wish is not None:
        text = _("Du får besked om en tidligere tid til og med {dag}. Ret det").format(
            dag=day(who.reader, wish.until)
        )
    return text, earlier.address(booking)


def _saved(who: Asking, booking: BookingView) -> str | None:
    _, what = who.reader.gettext, request.args.get("gemt")
    if what == "uden-a-kasse" and not booking.joint:
        return _("Dit valg er gemt. Samtalen har samme tid, og din a-kasse er ikke med.")
    if what != "form":
        return None
    return {
        Samtaleform.FREMMOEDE: _("Dit valg er gemt. Samtalen er et personligt møde."),
        Samtaleform.TELEFON: _("Dit valg er gemt. Samtalen holdes i telefon."),
        Samtaleform.VIDEO: _("Dit valg er gemt. Samtalen holdes på video."),
    }[booking.form]


def _receipt(session: Session, samtale: uuid.UUID) -> Receipt:
    who = asking(session)
    booking = stop_if_missing(bookings.get_own(session, who.person.person_id, samtale))
    if booking.status is SamtaleStatus.AFLYST:
        return _called_off(who, booking)
    _ = who.reader.gettext
    moved = booking.ombookninger > 0
    title = _("Din samtale er flyttet") if moved else _("Din samtale er booket")
    sentence = _("Vi ses {tid}.") if booking.form is Samtaleform.FREMMOEDE else _("Samtalen er {tid}.")
    # A time may be booked when it is already too late to move it.
    movable = bool(selvbooking.movable(who.person.facts, who.now, booking.id).windows)
    move = [(_("Flyt samtalen"), _address("move.find_time", booking))] if movable else []
    return Receipt(
        title=title,
        sentence=sentence.format(tid=moment(who.reader, booking.start)),
        meeting=meeting.of_booking(who.reader, booking),
        after=_after(who, booking, movable=movable),
        links=[*move, (_("Aflys samtalen"), _address("call_off.show", booking))],
    )


def _after(who: Asking, booking: BookingView, *, movable: bool) -> list[str]:
    """What the person can count on from here."""
    _ = who.reader.gettext
    hours = who.person.facts.regler(booking.holder).ombookning_senest_timer
    lines = [_("Samtalen står nu i Min Plan.")]
    if not movable:
        return [*lines, _("Kan du ikke komme, så aflys den, før den begynder.")]
    if hours:
        lines.append(
            who.reader.ngettext(
                "Du kan flytte den indtil {antal} time før.",
                "Du kan flytte den indtil {antal} timer før.",
                hours,
            ).format(antal=hours)
        )
    else:
        lines.append(_("Du kan flytte den, indtil den begynder."))
    lines.append(_("Kan du ikke komme, så flyt den eller aflys den, før den begynder."))
    return lines


def _called_off(who: Asking, booking: BookingView) -> Receipt:
    _ = who.reader.gettext
    by_person = booking.aflyst_af is AflystAf.PERSON
    others = {
        Aktoer.A_KASSE: _("Din a-kasse har aflyst samtalen. Det tæller ikke imod dig."),
        Aktoer.JOBCENTER: _("Jobcentret har aflyst samtalen. Det tæller ikke imod dig."),
    }
    return Receipt(
        title=_("Samtalen er aflyst"),
        sentence=_("Du har aflyst samtalen. Du skal ikke komme.") if by_person else others[booking.holder],
        meeting=meeting.of_booking(who.reader, booking),
        after=_after_calling_off(who, booking),
        first_link=_book_again(who, booking),
        called_off=True,
    )


def _after_calling_off(who: Asking, booking: BookingView) -> list[str]:
    _ = who.reader.gettext
    lines = _deadline_again(who)
    if booking.aflyst_grund:
        lines.append(
            _("Din a-kasse kan bede dig om at vise, hvorfor du ikke kunne komme. Gem det, der viser det.")
        )
    return [*lines, _("Dit forløb og dine frister står i Min Plan.")]


def _deadline_again(who: Asking) -> list[str]:
    """That a deadline is open, with its days."""
    frist = who.situation.aaben_frist
    if frist is None:
        return []
    text = who.reader.gettext("Du skal booke en ny samtale senest {frist}. Den skal holdes senest {dag}.")
    return [text.format(frist=day(who.reader, frist.frist.frist), dag=day(who.reader, frist.samtale_senest))]


def _book_again(who: Asking, booking: BookingView) -> tuple[str, str] | None:
    booked_by_oneself = booking.art in (SamtaleArt.JOBSAMTALE, SamtaleArt.FAELLESSAMTALE)
    if not booked_by_oneself or not who.situation.bookable.windows:
        return None
    return who.reader.gettext("Book en ny samtale"), url_for("citizen.find_time.show", art=booking.art.value)


def _address(view: str, booking: BookingView) -> str:
    return url_for(f"citizen.{view}", samtale=booking.public_id)
