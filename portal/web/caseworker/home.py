"""The caseworker's front page: what presses, the work lists with their numbers, the meetings ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.casework import FIGURES_ONLY
from portal.actions.refresh_overview import refresh_own
from portal.policy.facts import Aktoer, Samtaleform
from portal.store import (
    afgoerelser,
    agenda,
    agreements,
    aktindsigter,
    alarms,
    indstillinger,
    joint_conflicts,
    lists,
    raadighed,
    undelivered,
    underretninger,
)
from portal.store.alarms import AlarmView
from portal.store.database import Session
from portal.store.list_query import OF, Liste
from portal.store.lists import StartPage
from portal.store.undelivered import Pressing
from portal.web.caseworker.lists import waiting
from portal.web.caseworker.lists.acts import list_address, meeting_address
from portal.web.caseworker.lists.show import told_of
from portal.web.caseworker.lists.words import MANGLER, MANGLER_WORDS, VENTER, VENTER_WORDS, WORDS
from portal.web.caseworker.rows import Cell, Link, Table
from portal.web.caseworker.seeing import log_named
from portal.web.context import database, settings
from portal.web.locale import _, reader
from portal.web.signed_in import Caseworker, caseworker
from portal.wording import reader as say
from portal.wording import words

SEE_ALARMS: Final = frozenset({"team_leader", "administrator"})
"""Those who can see to it that there are times."""

_UNREGISTERED_SINCE = timedelta(days=60)
"""How far back a caseworker's own meetings are shown that nobody has registered; the list has them all."""


@dataclass(frozen=True, slots=True)
class Card:
    """A list, as the front page shows it. `alarm`: it must not stand there with anybody in it."""

    name: str
    number: int
    href: str
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Alarm:
    """What must be seen to: `told`, about whom (`name`, shown at `href`), and the act that does it. `closes`:
    where it is closed by hand; "": it ends by itself.
    """

    told: str
    href: str
    name: str
    closes: str
    act: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Page:
    """What `home.html` shows. `not_sent`: that nothing leaves the house, for who can do nothing about it."""

    name: str
    organisation: str
    cards: list[Card]
    not_sent: str
    notices: list[str]
    expected: str
    alarms: list[Alarm]
    today: Table
    ahead: Table


@dataclass(frozen=True, slots=True)
class Known:
    """All that the page is made from, of one moment."""

    start: StartPage
    waiting: int
    dialog: int
    notices: int
    agreements: int
    cases: int
    availability: int
    conflicts_booked: int
    conflicts_closed: int
    alarms: tuple[AlarmView, ...]
    meetings: tuple[agenda.AgendaEntry, ...]
    outbox: Pressing


def show() -> str | Response:
    worker, now = caseworker(), clock.now()
    if worker.role == FIGURES_ONLY:
        return redirect(url_for("admin.figures.show"), 303)
    refresh_own(database(), worker.organisation, now)
    known = database().read(lambda session: _known(session, worker, now))
    alarmed = {alarm.person for alarm in known.alarms if alarm.person is not None}
    log_named("see_home", alarmed | {one.person_id for one in known.meetings}, now)
    return render_template("caseworker/home.html", page=_page(worker, known, now))


def _known(session: Session, worker: Caseworker, now: datetime) -> Known:
    own = worker.organisation
    free = lists.first_free_days(session, own.id, now)
    this_morning = datetime.combine(clock.today(), time.min, clock.COPENHAGEN)
    also = (
        indstillinger.how_many_wait(own.id, own.holder, clock.today()),
        underretninger.how_many_wait(own),
        agreements.how_many_press(own.id),
        raadighed.how_many_lack(own.id, clock.today()),
        afgoerelser.how_many_press(own.id, clock.today()) + aktindsigter.how_many_wait(own.id),
        *joint_conflicts.how_many(own.id, now),
        *undelivered.pressing(own.id, worker.role, settings().lanes, now),
    )
    start = lists.start_page(session, own.id, own.holder, now, free, also)
    dialog, notices, agreed, lacking, cases, booked, closed, *outbox = start.also
    return Known(
        start=start,
        waiting=len(waiting.read_waiting(session, own, now)),
        dialog=dialog,
        notices=notices,
        agreements=agreed,
        cases=cases,
        availability=lacking,
        conflicts_booked=booked,
        conflicts_closed=closed,
        alarms=alarms.open_alarms(session, own.id, now) if worker.role in SEE_ALARMS else (),
        meetings=agenda.upcoming(session, worker.id, this_morning - _UNREGISTERED_SINCE, clock.today()),
        outbox=Pressing(*outbox),
    )


def _page(worker: Caseworker, known: Known, now: datetime) -> Page:
    today = clock.today()
    own = [meeting for meeting in known.meetings if _day(meeting) <= today]
    later = [meeting for meeting in known.meetings if _day(meeting) > today]
    heads = (_("Tid"), _("Borger"), _("Form"), _("Sted"))
    registered = (*heads, _("Registrering"))
    expected = ""
    if worker.organisation.holder is Aktoer.JOBCENTER and known.start.expected:
        expected = reader().ngettext(
            "I kan vente at overtage {antal} borger inden næste måneds udgang.",
            "I kan vente at overtage {antal} borgere inden næste måneds udgang.",
            known.start.expected,
        )
    return Page(
        name=worker.name,
        organisation=worker.organisation.name,
        cards=_cards(worker, known),
        not_sent=_not_sent(worker, known, now),
        notices=told_of(known.start.state),
        expected=expected.format(antal=known.start.expected),
        alarms=[
            *_to_see_to(worker, known, now),
            *_not_posted(worker, known),
            *_no_times(worker, known),
            *(_alarm(alarm, worker.organisation.holder) for alarm in known.alarms),
        ],
        today=Table(
            caption=_("Dine samtaler i dag og dem, der mangler registrering"),
            heads=registered,
            rows=tuple((*_row(meeting), _registration(meeting, now)) for meeting in own),
            empty=_("Du har ingen samtaler i dag."),
        ),
        ahead=Table(
            caption=_("Kommende samtaler"),
            heads=heads,
            rows=tuple(_row(meeting) for meeting in later),
            empty=_("Ingen har booket en samtale med dig efter i dag."),
        ),
    )


def _cards(worker: Caseworker, known: Known) -> list[Card]:
    """What nobody may stand in first, then what presses, then what nobody waits for."""

    def card(name: str, liste: str, number: int, *, alarm: bool = False) -> Card:
        return Card(_(name), number, list_address(liste), alarm and number > 0)

    found = [
        card(WORDS[liste].name, liste, known.start.counts[liste], alarm=liste is Liste.INGEN_TIDER)
        for liste in OF[worker.organisation.holder]
    ]
    found.insert(1, card(VENTER_WORDS.name, VENTER, known.waiting))
    found.insert(2, card(MANGLER_WORDS.name, MANGLER, known.start.unregistered))
    lost, where = known.outbox.given_up, url_for("caseworker.uleveret.show_all")
    found.insert(3, Card(_("Kunne ikke leveres"), lost, where, alarm=lost > 0))
    jobcenter = worker.organisation.holder is Aktoer.JOBCENTER
    name = _("Tilbud, I skal afgøre") if jobcenter else _("Nye svar fra jobcentret om tilbud")
    found.append(Card(name, known.dialog, url_for("caseworker.tilbud.dialog.show")))
    told = url_for("caseworker.underretninger.show_all")
    found.append(Card(_("Underretninger, der venter på jer"), known.notices, told, alarm=False))
    agreed = url_for("caseworker.aftaler.oversigt.show_all")
    found.append(Card(_("Aftaler om fælles tider, der venter eller har nyt"), known.agreements, agreed))
    if worker.organisation.holder is Aktoer.A_KASSE:
        where = url_for("caseworker.raadighedssamtaler.show_all")
        found.append(Card(_("Rådighedssamtaler uden årsag eller vurdering"), known.availability, where))
    found.append(Card(_("Sager med frist"), known.cases, url_for("caseworker.sager.show_all")))
    conflicts, where = known.conflicts_booked + known.conflicts_closed, "caseworker.aftaler.konflikter.show"
    name = _("Fælles tider i konflikt")
    found.append(Card(name, conflicts, url_for(where), alarm=known.conflicts_booked > 0))
    return sorted(found, key=lambda card: (not card.alarm, card.number == 0))


def _stuck_since(known: Known, now: datetime) -> datetime | None:
    """Since when something waits to leave the house that should long have left it."""
    since = known.outbox.since
    alarm = timedelta(minutes=settings().outbox_alarm_minutes)
    return since if since is not None and now - since > alarm else None


def _not_sent(worker: Caseworker, known: Known, now: datetime) -> str:
    """Everybody is told that nothing leaves the house: whoever leads, among what is to be seen to."""
    since = _stuck_since(known, now)
    if since is None or worker.role in SEE_ALARMS:
        return ""
    told = _(
        "Breve og beskeder bliver ikke sendt, det ældste siden {tid}. De kommer af sted, når det virker "
        "igen. Ring selv til borgeren, hvis noget haster."
    )
    return told.format(tid=say.brief_moment(reader(), since))


def _to_see_to(worker: Caseworker, known: Known, now: datetime) -> list[Alarm]:
    """Whoever leads is told that nothing leaves the house, and that something could not be delivered."""
    if worker.role not in SEE_ALARMS:
        return []
    found = []
    since, lost = _stuck_since(known, now), known.outbox.given_up
    if since is not None:
        told = _("Breve og beskeder bliver ikke sendt, det ældste siden {tid}. Sig det til jeres it-drift.")
        found.append(Alarm(told.format(tid=say.brief_moment(reader(), since)), "", "", "", None))
    if lost:
        name = reader().ngettext("{antal} besked", "{antal} beskeder", lost).format(antal=lost)
        told = _("Kunne ikke leveres. Vælg, hvad der skal ske.")
        found.append(Alarm(told, url_for("caseworker.uleveret.show_all"), name, "", None))
    return found


def _not_posted(worker: Caseworker, known: Known) -> list[Alarm]:
    """Whoever leads is told of letters on paper that lie where they are."""
    count = known.outbox.on_paper
    if not count or worker.role not in SEE_ALARMS:
        return []
    who = reader().ngettext("{antal} brev på papir", "{antal} breve på papir", count)
    told = _("Har ventet mere end et døgn på at komme i posten.")
    href = url_for("caseworker.papirpost.show")
    return [Alarm(told, href, who.format(antal=count), "", None)]


def _no_times(worker: Caseworker, known: Known) -> list[Alarm]:
    """Whoever can publish times is told that some people have none to choose from (DBK §§ 13, 87).

    It ends by itself, once there are times.
    """
    count = known.start.counts[Liste.INGEN_TIDER]
    if not count or worker.role not in SEE_ALARMS:
        return []
    who = reader().ngettext("{antal} borger", "{antal} borgere", count).format(antal=count)
    told = _("Har en frist for at booke, og I har ingen ledige tider inden den (DBK §§ 13 og 87).")
    publish = (_("Udgiv tider"), url_for("caseworker.times.publish.show"))
    return [Alarm(told, list_address(Liste.INGEN_TIDER), who, "", publish)]


def _alarm(alarm: AlarmView, holder: Aktoer) -> Alarm:
    since = say.brief_moment(reader(), alarm.since)
    told = {
        alarms.NO_TIMES: _("Ingen ledige tider inden fristen, siden {tid} (DBK §§ 13 og 87)."),
        alarms.CALL_ANEW: _("Skal indkaldes igen, siden {tid}.") + " " + _held(alarm),
        alarms.A_KASSE_WANTED: _a_kasse_wanted(holder),
    }[alarm.kind]
    href = url_for("caseworker.person.show", person=alarm.person) if alarm.person else ""
    closes = url_for("caseworker.times.alarm.close", alarm=alarm.public_id)
    return Alarm(told.format(tid=since), href, alarm.person_name or "", closes, _remedy(alarm, holder))


def _a_kasse_wanted(holder: Aktoer) -> str:
    if holder is Aktoer.A_KASSE:
        return _(
            "Har sagt nej til, at I er med til samtalen hos jobcentret, siden {tid}. I skal kun komme, "
            "hvis samtalen stadig står i jeres kalender på dagen."
        )
    return _("Vil have a-kassen med på en anden måde end til den planlagte samtale, siden {tid}.")


def _held(alarm: AlarmView) -> str:
    """Which other time is held for the person, and until when."""
    if alarm.held is None:
        return _("Der holdes ingen tid.")
    start, until = alarm.held
    text = _("Tiden {ny} holdes til personen indtil {indtil}.")
    told_until = say.brief_moment(reader(), say.last_moment(until))
    return text.format(ny=say.brief_moment(reader(), start), indtil=told_until)


def _remedy(alarm: AlarmView, holder: Aktoer) -> tuple[str, str] | None:
    """The act that the alarm asks for, one click away."""
    if alarm.kind == alarms.NO_TIMES:
        return _("Udgiv tider"), url_for("caseworker.times.publish.show")
    if alarm.person is None:
        return None
    wanted = alarm.kind == alarms.A_KASSE_WANTED
    if wanted and holder is Aktoer.A_KASSE:
        return None
    instead = alarm.booking if wanted else None
    return _("Indkald"), url_for("caseworker.indkald.show", person=alarm.person, i_stedet=instead)


def _day(meeting: agenda.AgendaEntry) -> date:
    return meeting.start.astimezone(clock.COPENHAGEN).date()


def _registration(meeting: agenda.AgendaEntry, now: datetime) -> Cell:
    """Leads to the meeting; one that is over waits for somebody to say what became of it."""
    text = _("Registrér") if meeting.slut <= now else _("Se samtalen")
    return Link(text, meeting_address(meeting.person_id, meeting.booking), meeting.person)


def _row(meeting: agenda.AgendaEntry) -> tuple[Cell, ...]:
    when = say.capitalised(say.moment(reader(), meeting.start))
    person = url_for("caseworker.person.show", person=meeting.person_id)
    who = Link(meeting.person, person)
    place = meeting.office if meeting.form is Samtaleform.FREMMOEDE else None
    form = _(words.FORM[meeting.form])
    if meeting.needs:
        form = "\n".join([form, _("Tolk eller særlige lokaler")])
    return when, who, form, place or "–"
