"""What the pages of one meeting show a caseworker: when and how, what the law requires, what became of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import url_for

from portal.actions import correct_meeting, held_meeting
from portal.policy import afholdelse
from portal.policy.afholdelse import Emne
from portal.policy.facts import Samtaleform, SamtaleStatus
from portal.policy.vejledning import Vejledning, vejled
from portal.store import held, meeting_content, requests, uddannelsestrin
from portal.store.database import Session
from portal.store.held import Correction, Registered
from portal.store.meeting_content import Content
from portal.store.requests import OenskeView
from portal.store.uddannelsestrin import StepView
from portal.store.views import BookingView
from portal.web.caseworker.person_meetings import kind, when
from portal.web.caseworker.request_tables import Need, needs
from portal.web.caseworker.seeing import Looking
from portal.web.citizen import meeting
from portal.wording.explain import CitationLink, citation_links, explain_to_caseworker
from portal.wording.held_words import AFBUD, EMNE, ROLLE, UDFALD
from portal.wording.reader import brief_day, brief_moment, capitalised, clock, day
from portal.wording.words import FORM

Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Known:
    """All that a page begins with, read once."""

    looking: Looking
    booking: BookingView
    standing: Registered
    corrections: tuple[Correction, ...]
    krav: Vejledning
    step: StepView | None
    wishes: tuple[OenskeView, ...]

    @property
    def own(self) -> bool:
        """Whether the organisation is to say what became of it."""
        return held_meeting.is_own(self.looking.seen, self.booking)

    @property
    def begun(self) -> bool:
        return self.booking.start <= self.looking.now

    @property
    def correctable(self) -> bool:
        return self.own and correct_meeting.correctable(self.booking, self.standing)

    @property
    def required(self) -> tuple[Emne, ...]:
        return tuple(emne for emne in Emne if emne.value in self.krav.emner)


@dataclass(frozen=True, slots=True)
class NoShow:
    """That the person did not come. `since`: when they got in touch; None: not yet. `contact`: where that is
    kept.
    """

    text: str
    since: str | None
    citations: tuple[CitationLink, ...]
    contact: str | None
    stops: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of a meeting shows. `person_page`: None where the organisation no longer sees the
    person.
    """

    person: uuid.UUID
    samtale: uuid.UUID
    name: str
    title: str
    short: str
    person_page: str | None
    meeting_page: str
    rows: list[Row]
    call: tuple[str, str] | None
    video_link: str | None
    needs: list[Need]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is registered. `typed`: in a caseworker's own words, in Danish."""

    term: str
    lines: list[str]
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """What was and what is. `typed` as in `Said`."""

    what: str
    before: str
    after: str
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One correction, as it is read."""

    when: str
    kommentar: str
    changes: list[Changed]


def known(session: Session, looking: Looking, booking: BookingView) -> Known:
    krav = vejled(looking.seen.person.facts, looking.now, booking.id)
    standing = held.of_meeting(session, booking)
    over, steps = booking.status is not SamtaleStatus.PLANLAGT, Emne.UDDANNELSESTRIN.value in krav.emner
    return Known(
        looking=looking,
        booking=booking,
        standing=standing,
        corrections=held.corrections(session, booking.id) if over else (),
        krav=krav,
        step=uddannelsestrin.current(session, booking.person_id) if steps else None,
        wishes=() if over else requests.of_person(session, booking.person_id),
    )


def frame(known: Known) -> Frame:
    looking, booking = known.looking, known.booking
    _, person = looking.reader.gettext, looking.seen.person.person
    seen = looking.seen.indsigt.egen
    return Frame(
        person=person.public_id,
        samtale=booking.public_id,
        name=person.name,
        title=_("Samtalen {dag}").format(dag=day(looking.reader, booking.start)),
        short=_("Samtalen {dag}").format(dag=brief_day(looking.reader, booking.start)),
        person_page=url_for("caseworker.person.show", person=person.public_id) if seen else None,
        meeting_page=url_for("caseworker.samtale.show", person=person.public_id, samtale=booking.public_id),
        rows=_rows(looking, booking),
        call=_call(looking, booking),
        video_link=meeting.video_link(booking) or meeting.a_kasse_link(booking),
        needs=needs(looking, known.wishes),
    )


def standing_rows(known: Known) -> list[Said]:
    """What became of the meeting, as it stands now; empty while nothing is registered."""
    _, standing = known.looking.reader.gettext, known.standing
    if standing.content is None:
        return []
    rows = content_rows(known.looking, standing.content)
    if standing.at is not None and standing.by is not None:
        told = _("{tid} af {navn}").format(
            tid=brief_moment(known.looking.reader, standing.at), navn=standing.by
        )
        rows.append(Said(_("Registreret"), [capitalised(told)]))
    return rows


def content_rows(looking: Looking, content: Content) -> list[Said]:
    """A registration in words; what is not said is left out."""
    _ = looking.reader.gettext
    done = [topic for topic in content.emner if topic.udfoert]
    not_done = [topic for topic in content.emner if not topic.udfoert]
    held_in = [_(FORM[content.form])] if content.udfald is afholdelse.Udfald.AFHOLDT else []
    reason = AFBUD.get(content.reason or "")
    rows = [
        Said(_("Status"), [_(UDFALD[content.udfald])]),
        Said(_("Form"), held_in),
        Said(_("Gjort"), [_(EMNE[topic.emne]) for topic in done]),
        *(
            Said(
                _("Ikke gjort: {hvad}").format(hvad=_(EMNE[topic.emne])),
                [topic.hvorfor_ikke or ""],
                typed=True,
            )
            for topic in not_done
        ),
        Said(
            _("Deltagere"),
            [f"{_(ROLLE[one.rolle])}: {one.navn} ({_(FORM[one.form]).lower()})" for one in content.deltagere],
        ),
        Said(_("Det, der blev aftalt"), (content.aftaler or "").splitlines(), typed=True),
        Said(_("Grund"), [_(reason)] if reason else []),
        Said(_("Grund"), (content.grund or "").splitlines(), typed=True),
    ]
    return [
        Said(one.term, [line for line in one.lines if line.strip()], one.typed)
        for one in rows
        if any(one.lines)
    ]


def told(known: Known) -> list[Told]:
    """Every correction, the latest first: only what it changed."""
    return [_told(known.looking, correction) for correction in known.corrections]


def changed(looking: Looking, before: Content, after: Content) -> list[Changed]:
    """All that is another now."""
    was = {one.term: one for one in content_rows(looking, before)}
    now = {one.term: one for one in content_rows(looking, after)}
    return [
        Changed(
            term, _in_a_line(was.get(term)), _in_a_line(now.get(term)), (now.get(term) or was[term]).typed
        )
        for term in dict.fromkeys([*was, *now])
        if was.get(term) != now.get(term)
    ]


def _in_a_line(said: Said | None) -> str:
    return "; ".join(said.lines) if said else "–"


def no_show(known: Known) -> NoShow | None:
    """That the person did not come, what follows, and when they got in touch."""
    looking, booking = known.looking, known.booking
    if booking.status is not SamtaleStatus.UDEBLEVET:
        return None
    _, since = looking.reader.gettext, known.standing.henvendt
    absence = afholdelse.udeblivelse(looking.seen.person.facts, looking.now, booking.id)
    if not absence.pligt:
        text = _("Personen kom ikke, men havde ikke pligt til det.")
    elif not absence.dagpenge:
        text = _("Personen kom ikke.")
    elif since is None:
        text = _("Personen kom ikke. Dagpengene er stoppet, til den pågældende har henvendt sig til jer.")
    else:
        text = _("Personen kan få dagpenge igen fra {fra}, men ikke for {dag}.").format(
            fra=day(looking.reader, absence.igen_fra(since)), dag=day(looking.reader, absence.dag)
        )
    told_since = _("Personen henvendte sig {dag}.").format(dag=day(looking.reader, since)) if since else None
    return NoShow(
        text=text,
        since=told_since,
        citations=citation_links(absence.citations),
        contact=_below(known, "henvendt.show") if known.own and absence.pligt else None,
        stops=absence.dagpenge and since is None,
    )


def requirements(known: Known) -> list[str]:
    """What the law requires of the meeting, each with its paragraph."""
    return [explain_to_caseworker(finding, known.looking.reader) for finding in known.krav.findings]


def requirement_citations(known: Known) -> tuple[CitationLink, ...]:
    found = dict.fromkeys(citation for finding in known.krav.findings for citation in finding.citations)
    return citation_links(found)


def step_line(known: Known) -> tuple[str, str] | None:
    """The step of the uddannelsespålæg as it was typed, and who wrote it when."""
    if known.step is None:
        return None
    _, step = known.looking.reader.gettext, known.step
    written = _("Skrevet {dag} af {hvem}").format(
        dag=brief_day(known.looking.reader, step.written_at), hvem=f"{step.by}, {step.organisation}"
    )
    return step.tekst, written


def correct_address(known: Known) -> str | None:
    return _below(known, "samtale_ret.show") if known.correctable else None


def _below(known: Known, view: str) -> str:
    person = known.looking.seen.person.person.public_id
    return url_for(f"caseworker.{view}", person=person, samtale=known.booking.public_id)


def _rows(looking: Looking, booking: BookingView) -> list[Row]:
    _ = looking.reader.gettext
    span = f"{when(looking, booking)}–{clock(looking.reader, booking.slut)}"
    office = booking.office if booking.form is Samtaleform.FREMMOEDE else None
    place = [*meeting.address_lines(office), *([booking.room] if booking.room else [])] if office else []
    rows = [
        (_("Tid"), [span]),
        (_("Samtale"), [kind(looking, booking)]),
        (_("Form"), [_(FORM[booking.form])]),
        (_("Sted"), place),
        (_("Med"), [booking.caseworker.name if booking.caseworker else booking.organisation.name]),
        (_("A-kassen"), _a_kasse(looking, booking)),
    ]
    return [(term, lines) for term, lines in rows if lines]


def _a_kasse(looking: Looking, booking: BookingView) -> list[str]:
    along = booking.a_kasse, booking.a_kasse_form, booking.a_kasse_caseworker
    return meeting.a_kasse_lines(looking.reader, *along)


def _call(looking: Looking, booking: BookingView) -> tuple[str, str] | None:
    """The number to call, of a telephone meeting that is still to be held."""
    if booking.form is not Samtaleform.TELEFON or booking.status is not SamtaleStatus.PLANLAGT:
        return None
    phone = booking.phone or looking.seen.person.person.phone
    if not phone:
        return None
    return looking.reader.gettext("Ring på {telefon}").format(telefon=phone), f"tel:{phone.replace(' ', '')}"


def _told(looking: Looking, correction: Correction) -> Told:
    _ = looking.reader.gettext
    heading = _("Rettet {tid} af {navn}").format(
        tid=brief_moment(looking.reader, correction.at), navn=correction.by
    )
    before, after = meeting_content.from_json(correction.foer), meeting_content.from_json(correction.efter)
    return Told(heading, correction.kommentar, changed(looking, before, after))
