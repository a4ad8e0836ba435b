"""Min Plan: the next thing to do, who is responsible, the course, the meetings, and what has been agreed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for

from portal.actions import sagsskridt
from portal.policy import selvbooking
from portal.policy.facts import Aktoer, SamtaleArt, SamtaleStatus
from portal.policy.kalender import day_of
from portal.policy.law import Outcome
from portal.policy.sagsgang import Trin
from portal.store import afgoerelser, bookings, letters, requests
from portal.store.afgoerelser import SagView
from portal.store.database import Session
from portal.store.views import BookingView, OrganisationView
from portal.web.citizen import (
    a_kasse_skift,
    availability,
    cv,
    earlier,
    indstillinger,
    local_limits,
    meeting,
    min_plan,
    news,
    no_show,
    replacement,
    summons,
)
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.decisions import Notice, decided, notices
from portal.web.citizen.links import JOBNET
from portal.web.citizen.replacement import Offer
from portal.web.citizen.timeline import Item, numbers, timeline
from portal.web.context import database
from portal.wording.explain import Why
from portal.wording.next_step import NextStep, next_step, sentence
from portal.wording.next_step_words import Button
from portal.wording.reader import Reader, day, number

Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Next:
    """The sentence that comes first; `button`: its words and its address."""

    text: str
    more: str
    button: tuple[str, str] | None
    urgent: bool
    leads_to_search: bool
    why: Why


@dataclass(frozen=True, slots=True)
class Planned:
    """`along`: that the a-kasse takes part, and how; None where it does not."""

    title: str
    moment: str
    short: str
    along: str | None
    href: str
    move: str | None
    call_off: str | None


@dataclass(frozen=True, slots=True)
class Responsible:
    """`links`: ways to get in touch, each the text and where it leads."""

    sentence: str
    why: Why
    links: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `plan.html` shows, from top to bottom."""

    next: Next
    news: news.News
    notices: list[Notice]
    offers: list[Offer]
    has_letters: bool
    has_cases: bool
    planned: list[Planned]
    can_book: bool
    why_not_book: list[Why]
    limits: list[str]
    responsible: Responsible
    cv: cv.Cv | None
    numbers: list[tuple[str, str]]
    timeline: list[Item]
    agreed: min_plan.Agreed


def show() -> str:
    return render_template("citizen/plan.html", page=database().read(_page))


def _page(session: Session) -> Page:
    who = no_show.knowing(session, asking(session))
    known = bookings.list_own(session, who.person.person_id)
    agreed = min_plan.agreed(session, who)
    letters_in_all, unread = letters.count(session, who.person.person_id)
    cases = afgoerelser.of_person(session, who.person.person_id)
    step = next_step(who.situation)
    offered, happened = replacement.open_offers(session, who, known), news.news(session, who)
    untold = [booking for booking in known if booking.id not in happened.called_off]
    return Page(
        next=_next(who, step, known),
        news=happened,
        notices=[
            *no_show.notices(who, step, known),
            *availability.notices(session, who, known),
            *_new_letters(who, unread),
            *_new_answers(session, who),
            *indstillinger.notices(session, who),
            *_to_answer(who, cases),
            *min_plan.notices(who, agreed),
            *summons.notices(session, who, known),
            *a_kasse_skift.notices(who, known),
            *earlier.told_of(session, who),
            *replacement.notices(who, untold, offered),
            *notices(who, known, decided(session, who), cases),
        ],
        offers=offered,
        has_letters=letters_in_all > 0,
        has_cases=bool(cases),
        planned=[_planned(who, booking) for booking in _still_to_come(who, known)],
        can_book=bool(who.situation.bookable.windows),
        why_not_book=_why_not_book(who),
        limits=_limits(who),
        responsible=_responsible(who),
        cv=cv.shown(session, who),
        numbers=numbers(who.reader, who.situation),
        timeline=timeline(who.reader, who.situation, known, who.why),
        agreed=agreed,
    )


def _next(who: Asking, step: NextStep, known: Iterable[BookingView]) -> Next:
    about = next((booking for booking in known if booking.id == step.samtale), None)
    words = sentence(step, who.reader, (no_show.to_call(who, about) if about else who).contacts)
    return Next(
        text=words.text,
        more=words.more,
        button=_button(who, step, words.button, words.button_text, about),
        urgent=words.urgent,
        leads_to_search=words.button is Button.FIND_TID,
        why=who.why(step.finding, who.reader.gettext("Det næste, du skal gøre")),
    )


def _new_letters(who: Asking, unread: int) -> list[Notice]:
    if not unread:
        return []
    text = who.reader.ngettext("Du har {antal} ulæst brev.", "Du har {antal} ulæste breve.", unread)
    link = (who.reader.gettext("Gå til dine breve"), url_for("citizen.letters.show_all"))
    return [Notice(text.format(antal=unread), None, link=link)]


def _to_answer(who: Asking, cases: Iterable[SagView]) -> list[Notice]:
    """What the person is asked about before it is decided, while the days to answer run."""
    _, found = who.reader.gettext, []
    for one in cases:
        if one.naeste is not Trin.SVARET or one.frist is None or one.frist < who.situation.i_dag:
            continue
        if sagsskridt.del_forbi(who.person.facts, one, day_of(one.aabnet_at), who.now) is not None:
            continue
        text = _("{hvem} overvejer en afgørelse om dig. Du kan svare til og med {dag}.")
        link = (_("Se sagen, og svar"), url_for("citizen.sager.show", sag=one.public_id))
        told = text.format(hvem=one.organisation.name, dag=day(who.reader, one.frist))
        found.append(Notice(told, None, link=link))
    return found


def _new_answers(session: Session, who: Asking) -> list[Notice]:
    new = sum(wish.is_unread for wish in requests.of_person(session, who.person.person_id))
    if not new:
        return []
    text = who.reader.ngettext(
        "Du har fået svar på {antal} ønske.", "Du har fået svar på {antal} ønsker.", new
    )
    link = (who.reader.gettext("Se svaret"), url_for("citizen.oensker.show"))
    return [Notice(text.format(antal=new), None, link=link)]


def _button(
    who: Asking, step: NextStep, button: Button, text: str, about: BookingView | None
) -> tuple[str, str] | None:
    if button is Button.FIND_TID:
        art: dict[str, Any] = {} if step.art is SamtaleArt.JOBSAMTALE else {"art": step.art.value}
        return text, url_for("citizen.find_time.show", **art)
    if button is Button.JOBNET:
        return text, JOBNET
    if button is Button.RING and about is not None:
        return no_show.call(who, about) or (text, "#ansvar")
    if button is Button.KONTAKT:
        return text, "#ansvar"
    if button is Button.SAMTALE and about is not None:
        return text, url_for("citizen.samtale.show", samtale=about.public_id)
    return None


def _still_to_come(who: Asking, known: Iterable[BookingView]) -> list[BookingView]:
    coming = [b for b in known if b.status is SamtaleStatus.PLANLAGT and b.slut > who.now]
    return sorted(coming, key=lambda booking: booking.start)


def _planned(who: Asking, booking: BookingView) -> Planned:
    shown = meeting.of_booking(who.reader, booking)
    movable = selvbooking.movable(who.person.facts, who.now, booking.id).windows
    begun = booking.start <= who.now
    return Planned(
        title=shown.title,
        moment=shown.moment,
        short=shown.short,
        along=meeting.with_a_kasse(who.reader, booking.a_kasse_form) if booking.joint else None,
        href=url_for("citizen.samtale.show", samtale=booking.public_id),
        move=url_for("citizen.move.find_time", samtale=booking.public_id) if movable else None,
        call_off=None if begun else url_for("citizen.call_off.show", samtale=booking.public_id),
    )


def _why_not_book(who: Asking) -> list[Why]:
    """What refuses, where nothing may be booked now."""
    bookable = who.situation.bookable
    refusing = [] if bookable.windows else bookable.findings
    return [who.why(finding, "") for finding in refusing if finding.outcome is Outcome.NOT_MET]


def _limits(who: Asking) -> list[str]:
    """The holder's own limits, for whoever books: not where the right to book is lost for another reason."""
    refused = {finding.code for finding in who.situation.bookable.findings}
    if not who.situation.bookable.windows and "for_mange_planlagte" not in refused:
        return []
    return local_limits.all_of(who, who.situation.responsible)


def _responsible(who: Asking) -> Responsible:
    organisation = who.person.organisation(who.situation.responsible)
    sentence = _who_is_responsible(who, organisation)
    why = who.why(who.situation.ansvar.findings[0], who.reader.gettext("Hvem har ansvaret?"))
    return Responsible(sentence, why, _contact(who.reader, organisation))


def _who_is_responsible(who: Asking, organisation: OrganisationView | None) -> str:
    _, ansvar = who.reader.gettext, who.situation.ansvar
    name = organisation.name if organisation else ""
    since = day(who.reader, ansvar.siden) if ansvar.siden else None
    if ansvar.aktoer is Aktoer.INGEN:
        return _("Lige nu har hverken din a-kasse eller jobcentret ansvar for samtaler med dig.")
    if ansvar.aktoer is Aktoer.JOBCENTER:
        if since is None:
            return _("{navn} har ansvaret for dine samtaler.").format(navn=name)
        return _("{navn} har haft ansvaret for dine samtaler siden {siden}.").format(navn=name, siden=since)
    if ansvar.slutdato is not None:
        text = _(
            "Din a-kasse, {navn}, har ansvaret for dine samtaler fra {siden} til og med "
            "{slut}. Derefter er det jobcentret."
        )
        return text.format(navn=name, siden=since, slut=day(who.reader, ansvar.slutdato))
    hours = number(who.reader, who.situation.sag.a_kasse_timer.value)
    text = _(
        "Din a-kasse, {navn}, har haft ansvaret for dine samtaler siden {siden}. "
        "Jobcentret overtager, når du har fået "
        "dagpenge i omkring 3 måneder ({timer} timer). Dagen kendes ikke endnu."
    )
    return text.format(navn=name, siden=since, timer=hours)


def _contact(reader: Reader, organisation: OrganisationView | None) -> list[tuple[str, str]]:
    if organisation is None:
        return []
    links = []
    if organisation.phone:
        text = reader.gettext("Ring på {telefon}").format(telefon=organisation.phone)
        links.append((text, f"tel:{organisation.phone.replace(' ', '')}"))
    if organisation.email:
        links.append((organisation.email, f"mailto:{organisation.email}"))
    if organisation.website:
        links.append((organisation.website, organisation.website))
    return links
