"""The parts of a person's page that are not meetings: signs, decisions, course, requirements, Min Plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for

from portal.policy import tegn
from portal.policy.bookingfrist import BindendeFrist
from portal.policy.indsigt import Del
from portal.policy.krav import Krav
from portal.policy.law import Outcome
from portal.policy.tegn import Tegn, TegnKode
from portal.store.beslutninger import BeslutningView
from portal.store.letters import LetterView
from portal.store.views import BookingView, PlanEntryView
from portal.web.caseworker.rows import Cell, Link, Mark, Table, Typed
from portal.web.caseworker.seeing import Looking
from portal.wording.casework_words import BESLUTNING, KRAV, TEGN, letter_name
from portal.wording.explain import CitationLink, citation_links
from portal.wording.krav_words import PLAN_DETAILS, PLAN_FIELDS
from portal.wording.reader import brief_day, brief_moment, day, number
from portal.wording.situation import Situation
from portal.wording.words import HOLDER_TO_CASEWORKER

Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Signs:
    """`marked`: one of the figures lies beyond its limit."""

    table: Table
    marked: bool
    citations: tuple[CitationLink, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One part of Min Plan; `entries`: the words, and by whom and when they were written."""

    heading: str
    entries: list[tuple[str, str]]


def signs(looking: Looking) -> Signs:
    """How the person books with the organisation, in figures."""
    _ = looking.reader.gettext
    own = looking.seen.worker.organisation.holder
    found = tegn.tegn(looking.seen.person.facts, looking.now, own)
    table = Table(
        caption=_("Sådan booker personen"),
        heads=(_("Tegn"), _("Antal"), _("Grænse"), _("Bemærk")),
        rows=tuple(_sign(looking, sign) for sign in found),
    )
    citations = dict.fromkeys(citation for sign in found for citation in sign.citations)
    return Signs(table, any(sign.over for sign in found), citation_links(citations))


def _sign(looking: Looking, sign: Tegn) -> tuple[Cell, ...]:
    _ = looking.reader.gettext
    over = Mark(_("Se nærmere på det"), "warning") if sign.over else "–"
    if sign.antal is None:
        return _(TEGN[sign.kode]), _("Færre end to samtaler"), _limit(looking, sign), over
    if sign.kode is TegnKode.TAET_PAA:
        figure = looking.reader.ngettext("{antal} dag", "{antal} dage", sign.antal).format(antal=sign.antal)
    elif sign.kode is TegnKode.HYPPIG_OMBOOKNING:
        figure = _("{antal}, i alt {i_alt} flytninger").format(antal=sign.antal, i_alt=sign.i_alt)
    else:
        figure = str(sign.antal)
    return _(TEGN[sign.kode]), figure, _limit(looking, sign), over


def _limit(looking: Looking, sign: Tegn) -> str:
    _ = looking.reader.gettext
    if sign.graense is None:
        return _("Ingen")
    texts = {
        TegnKode.MANGE_PLANLAGTE: _("Højst {antal}"),
        TegnKode.TAET_PAA: _("Mindst {antal} dage"),
        TegnKode.HYPPIG_OMBOOKNING: _("Vises fra {antal}"),
    }
    return texts[sign.kode].format(antal=sign.graense)


def decisions(
    looking: Looking,
    situation: Situation,
    decided: Iterable[BeslutningView],
    known: Iterable[BookingView],
    written: Iterable[LetterView],
) -> Table:
    """The decisions that are seen, the latest first; reasons and letters of the organisation's own only."""
    _, sight = looking.reader.gettext, looking.seen.indsigt
    own = looking.seen.worker.organisation.id
    seen = [
        decision
        for decision in decided
        if sight.ser(Del.BESLUTNINGER)
        or (decision.organisation.id == own and sight.ser(Del.EGNE_BESLUTNINGER))
    ]
    meetings = {booking.id: booking for booking in known}
    of_decision = {letter.beslutning_id: letter for letter in reversed(list(written))}
    return Table(
        caption=_("Beslutninger"),
        heads=(_("Beslutning"), _("Af"), _("Fra"), _("Status"), _("Begrundelse"), _("Brev")),
        rows=tuple(
            _decision(looking, situation, one, meetings, of_decision.get(one.id) if _own(one, own) else None)
            for one in seen
        ),
        empty=_("Ingen beslutninger, I kan se."),
    )


def _own(decision: BeslutningView, own: int) -> bool:
    return decision.organisation.id == own


def _decision(
    looking: Looking,
    situation: Situation,
    decision: BeslutningView,
    meetings: dict[int, BookingView],
    letter: LetterView | None,
) -> tuple[Cell, ...]:
    _ = looking.reader.gettext
    what = _(BESLUTNING[decision.art])
    about = meetings.get(decision.booking_id) if decision.booking_id else None
    if about is not None:
        what = f"{what}: {brief_moment(looking.reader, about.start)}"
    mine = _own(decision, looking.seen.worker.organisation.id)
    by = decision.caseworker.name if decision.caseworker and mine else decision.organisation.name
    return (
        what,
        by,
        brief_day(looking.reader, decision.dato),
        _decision_status(looking, situation, decision),
        Typed(decision.begrundelse) if mine and decision.begrundelse else "–",
        _letter_link(looking, letter) if letter else "–",
    )


def _decision_status(looking: Looking, situation: Situation, decision: BeslutningView) -> Cell:
    _ = looking.reader.gettext
    if decision.ophaevet is not None and decision.ophaevet <= situation.i_dag:
        return _("Ophævet {dag}").format(dag=brief_day(looking.reader, decision.ophaevet))
    lapsed = situation.bortfald(decision.id)
    if lapsed is None and decision.sidste_dag is not None:
        last = brief_day(looking.reader, decision.sidste_dag)
        return Mark(_("Gælder til og med {dag}").format(dag=last), "info")
    if lapsed is None:
        return Mark(_("Gælder"), "info")
    return _("Bortfaldet {dag}").format(dag=brief_day(looking.reader, lapsed))


def course(looking: Looking, situation: Situation) -> list[Row]:
    """The dates and hours that the course rests on."""
    _ = looking.reader.gettext
    ansvar, ledighed = situation.ansvar, situation.ledighed
    registered = situation.tilmelding
    rows = [
        (_("Tilmeldt siden"), brief_day(looking.reader, registered.fra) if registered else ""),
        (_("A-kassens sidste dag"), day(looking.reader, ansvar.slutdato) if ansvar.slutdato else ""),
        (
            _("Ledighed"),
            _("{timer} timer").format(timer=number(looking.reader, ledighed.timer))
            if situation.sag.paa_dagpenge
            else "",
        ),
        (
            _("6 måneders ledighed"),
            brief_day(looking.reader, ledighed.seks_maaneder) if ledighed.seks_maaneder else "",
        ),
        (_("Frist for at booke"), _deadline(looking, situation.frist) if situation.frist else ""),
    ]
    return [(term, [text]) for term, text in rows if text]


def deadline_status(looking: Looking, frist: BindendeFrist) -> str:
    """What has become of a booking deadline."""
    _ = looking.reader.gettext
    if frist.bortfaldet:
        return _("Bortfaldet")
    if frist.opfyldt:
        return _("Opfyldt")
    if not frist.frist.tider_fandtes:
        return _("Der var ingen ledige tider")
    return _("Udløbet uden booking") if frist.udloebet else _("Gælder")


def _deadline(looking: Looking, frist: BindendeFrist) -> str:
    return f"{brief_day(looking.reader, frist.frist.frist)}: {deadline_status(looking, frist)}"


def krav(looking: Looking, situation: Situation) -> Table:
    """What the law requires today."""
    _ = looking.reader.gettext
    return Table(
        caption=_("Lovens krav i dag"),
        heads=(_("Krav"), _("Hvem"), _("Holdt"), _("Senest")),
        rows=tuple(_krav(looking, row) for row in situation.krav),
        empty=_("Loven kræver ikke noget i dag."),
    )


def _krav(looking: Looking, row: Krav) -> tuple[Cell, ...]:
    _ = looking.reader.gettext
    counted = _("{afholdt} af {mindst}").format(afholdt=row.afholdt, mindst=row.mindst)
    met = row.finding.outcome is Outcome.MET
    return (
        _(KRAV[row.kode]),
        _(HOLDER_TO_CASEWORKER[row.holder]),
        counted if row.mindst is not None else (_("Ja") if met else "–"),
        brief_day(looking.reader, row.senest) if row.senest else "–",
    )


def fields(looking: Looking, entries: Sequence[PlanEntryView]) -> list[Field]:
    """The parts of Min Plan that the organisation sees, whether anything is written in them or not."""
    _, sight = looking.reader.gettext, looking.seen.indsigt
    return [
        Field(_(PLAN_FIELDS[felt][0]), [_entry(looking, entry) for entry in entries if entry.felt == felt])
        for felt in PLAN_FIELDS
        if sight.ser(felt)
    ]


def _entry(looking: Looking, entry: PlanEntryView) -> tuple[str, str]:
    author = [entry.caseworker.name] if entry.caseworker else []
    _ = looking.reader.gettext
    details = [
        f"{_(term)}: {entry.details[key]}" for key, term in PLAN_DETAILS.items() if entry.details.get(key)
    ]
    written = looking.reader.gettext("Skrevet {dag} af {hvem}").format(
        dag=brief_day(looking.reader, entry.written_at), hvem=", ".join([*author, entry.organisation.name])
    )
    return "\n".join([entry.text, *details]), written


def letters(looking: Looking, written: Iterable[LetterView]) -> Table | None:
    """The organisation's own letters, the latest first."""
    if not looking.seen.indsigt.ser(Del.EGNE_BESLUTNINGER):
        return None
    _ = looking.reader.gettext
    return Table(
        caption=_("Jeres breve"),
        heads=(_("Brev"), _("Skrevet"), _("I Digital Post"), _("Åbnet i Selvbooking")),
        rows=tuple(
            (
                _letter_link(looking, letter),
                brief_day(looking.reader, letter.written_at),
                brief_day(looking.reader, letter.delivered_at) if letter.delivered_at else "–",
                brief_day(looking.reader, letter.read_at) if letter.read_at else _("Nej"),
            )
            for letter in written
        ),
        empty=_("I har ikke skrevet breve til personen i portalen."),
    )


def _letter_link(looking: Looking, letter: LetterView) -> Link:
    return Link(
        letter_name(looking.reader, letter.kind, letter.title),
        url_for(
            "caseworker.letters.show",
            person=looking.seen.person.person.public_id,
            brev=letter.public_id,
        ),
    )
