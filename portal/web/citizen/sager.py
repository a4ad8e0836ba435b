"""The citizen's own cases: what is considered, what was decided and why, by whom, until when one can answer
or complain, what it means for booking today, and the file of the case for whoever asked to see it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from flask import abort, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import sagsskridt
from portal.actions.sager import own_case
from portal.actions.sager.own_case import Own, UnknownCase
from portal.policy import afgoerelse
from portal.policy.aktindsigt import Svar
from portal.policy.hoering import PARAGRAF, Emne
from portal.policy.kalender import day_of
from portal.policy.law import Outcome
from portal.policy.sagsgang import BINDER_IKKE, OM_FRITAGELSE, Trin
from portal.store import afgoerelser, aktindsigt_skridt
from portal.store.afgoerelser import Sag, SkridtView
from portal.store.aktindsigt_skridt import Whole
from portal.store.database import Session
from portal.web import case_file
from portal.web.citizen import papirer
from portal.web.citizen.asking import Asking, answering, asking
from portal.web.citizen.papirer import Papers
from portal.web.context import database
from portal.web.pages import show_authority
from portal.web.signed_in import citizen
from portal.wording import own_case_words as words
from portal.wording.explain import CitationLink, Explanation, citation_links
from portal.wording.reader import brief_moment, capitalised, day, moment

T = TypeVar("T")

Status = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in the list. `status`: its words and the badge's kind. `next`: what is next, if anything."""

    title: str
    status: Status
    organisation: str
    opened: str
    next: str
    href: str


@dataclass(frozen=True, slots=True)
class Told:
    """A step: what, when and by whom, what came of it, its words in Danish, and its letter's address."""

    what: str
    when: str
    more: list[str]
    words: str | None
    letter: str | None


@dataclass(frozen=True, slots=True)
class Booking:
    """What the case means for booking today. `effects`: sentences. `find`: whether a time can be booked now;
    else `refusals` say why not.
    """

    effects: list[str]
    find: bool
    refusals: list[Explanation]


@dataclass(frozen=True, slots=True)
class Page:
    """What `sag.html` shows. `receipt`: what was just received, and when. `sentence`, `why`, `by`: what is
    considered or decided, the reasons as they were typed (`why_heading` above them), and who. `waits`: that
    the decision waits for the papers, and until when; None: it does not. `answered`: it was; `late`: the
    days to answer have gone by. `answer`, `complain`, `withdraw`, `ask`, `file`: where each is done; None
    where it cannot be.
    """

    title: str
    number: str
    status: Status
    receipt: list[str]
    sentence: str
    why: str | None
    why_heading: str
    by: str
    letter: str | None
    citations: tuple[CitationLink, ...]
    next: str
    waits: Explanation | None
    answer: str | None
    answered: bool
    late: bool
    complain: str | None
    withdraw: str | None
    booking: Booking
    done: list[Told]
    papers: list[Papers]
    ask: str | None
    file: str | None


def show_all() -> str:
    return render_template("citizen/sager.html", cases=database().read(_listed))


def show(sag: uuid.UUID) -> str:
    return render_template("citizen/sag.html", page=read(sag, _page))


def file(sag: uuid.UUID) -> Response:
    """The case as one PDF, without what is held back, for whoever has been answered that they may see it."""

    def gathered(own: Own) -> Response:
        by = papirer.sees(aktindsigt_skridt.of_case(own.session, sag))
        if by is None:
            abort(404)
        between, whole = case_file.gathered(own.session, own.sag, own.person.person, own.now)
        return case_file.as_file(between, case_file.as_the_person_gets_it(whole, by.undtaget))

    return read(sag, lambda own, _who: gathered(own))


def read(sag: uuid.UUID, work: Callable[[Own, Asking], T]) -> T:
    """What `work` makes of the person's own case. Whoever has no such case finds nothing here."""

    def found(session: Session) -> T:
        own = own_case.find(session, citizen().id, sag, clock.now())
        who = answering(own.person, own.now)
        show_authority(own.sag.view.organisation)
        return work(own, who)

    try:
        return database().read(found)
    except UnknownCase:
        abort(404)


def may(own: Own, trin: Trin) -> bool:
    """Whether it is the person's turn to take the step, whatever its words."""
    return own_case.judge(own, trin, trin.value).allowed


def next_in(who: Asking, sag: Sag) -> str:
    """What is next in the case, and until when; "" where nothing is."""
    after = afgoerelse.naeste(sag.gang, day_of(who.now))
    if after is None:
        return ""
    over = sagsskridt.hoering_forbi(who.person.facts, sag, who.now)
    if over is not None:
        told = who.reader.gettext(words.HOERING_FORBI)
        return told.format(hvem=sag.view.organisation.name, dag=day(who.reader, over))
    text = words.NAESTE[after.trin]
    if after.trin is Trin.KLAGET and after.frist is None:
        known = afgoerelse.har_klagevej(sag.view.emne, sag.view.af)
        text = words.KLAGE_UDEN_DAG if known else words.KLAGE_UDEN_VEJ
    until = day(who.reader, after.frist) if after.frist else ""
    return who.reader.gettext(text).format(hvem=sag.view.organisation.name, dag=until)


def status(who: Asking, sag: Sag) -> Status:
    """Where the case stands, in a word, and the badge's kind."""
    _ = who.reader.gettext
    if sag.gang.har(Trin.FRAFALDET):
        return _("Slut uden afgørelse"), "success"
    if not sag.gang.har(Trin.AFGJORT):
        return _("Ikke afgjort endnu"), "info"
    if sag.gang.har(Trin.OPHAEVET):
        return _("Ophævet"), "success"
    facts, last = who.person.facts, sagsskridt.gaelder_til(who.person.facts, sag)
    over = sagsskridt.bortfaldet(facts, sag, who.now) or sagsskridt.udloebet(facts, sag, who.now)
    if over or _set_aside(sag) or sagsskridt.fritaget_siden(who.person.facts, sag, who.now):
        return _("Gælder ikke mere"), ""
    if last is not None:
        return _("Gælder til og med {dag}").format(dag=day(who.reader, last)), "warning"
    return _("Gælder"), "warning"


def _listed(session: Session) -> list[Listed]:
    who = asking(session)
    return [_row(who, sag) for sag in afgoerelser.whole_of_person(session, who.person.person_id)]


def _row(who: Asking, sag: Sag) -> Listed:
    return Listed(
        title=who.reader.gettext(words.OM[sag.view.emne]),
        status=status(who, sag),
        organisation=sag.view.organisation.name,
        opened=day(who.reader, day_of(sag.view.aabnet_at)),
        next=next_in(who, sag),
        href=url_for("citizen.sager.show", sag=sag.view.public_id),
    )


def _page(own: Own, who: Asking) -> Page:
    sag, asked = own.sag, aktindsigt_skridt.of_case(own.session, own.sag.view.public_id)
    about = sag.seneste(Trin.AFGJORT) or sag.seneste(Trin.HOERT) or sag.skridt[0]
    answer, complain = may(own, Trin.SVARET), may(own, Trin.KLAGET)
    seen, held = papirer.sees(asked), papirer.hidden(asked)
    asks = any(one.view.is_open for one in asked)
    whole = seen is not None and seen.view.svar is Svar.JA
    why = _why(sag, held)
    return Page(
        title=who.reader.gettext(words.OM[sag.view.emne]),
        number=case_file.name_of(sag),
        status=status(who, sag),
        receipt=_receipt(who, sag, asked),
        sentence=_sentence(who, sag),
        why=why,
        why_heading=_why_heading(who, sag),
        by=_by(sag, about),
        letter=_letter(about),
        citations=citation_links((PARAGRAF[sag.view.emne],)),
        next=next_in(who, sag),
        waits=papirer.decision_waits(who, own, asked),
        answer=_at("citizen.sag_svar.show", sag) if answer else None,
        answered=sag.svar is not None,
        late=answer and _is_late(who, sag),
        complain=_at("citizen.sag_klage.show", sag) if complain else None,
        withdraw=_at("citizen.sag_traek.show", sag) if may(own, Trin.TRUKKET) else None,
        booking=_booking(who, sag),
        done=[_told(who, one, why, hides=papirer.is_hidden(one, held)) for one in sag.skridt],
        papers=[papirer.told(who, sag, one) for one in asked],
        ask=None if asks or whole else _at("citizen.sag_papirer.show", sag),
        file=_at("citizen.sager.file", sag) if seen else None,
    )


def _receipt(who: Asking, sag: Sag, asked: tuple[Whole, ...]) -> list[str]:
    """What was received just now, when, and where it is seen."""
    _, of = who.reader.gettext, request.args.get("kvittering", "")
    answered, complained = sag.seneste(Trin.SVARET), sag.seneste(Trin.KLAGET)
    if of == "svar" and answered is not None:
        text = _("Vi modtog dit svar {tid}. Det bliver læst, før sagen bliver afgjort.")
        return [text.format(tid=moment(who.reader, answered.at))]
    if of == "klage" and complained is not None:
        text = _("Vi modtog din klage {tid}. Du har fået en kvittering i dine breve.")
        return [text.format(tid=moment(who.reader, complained.at))]
    withdrawn = sag.seneste(Trin.TRUKKET)
    if of == "trukket" and withdrawn is not None:
        text = _("Du trak klagen tilbage {tid}. Du har fået en kvittering i dine breve.")
        return [text.format(tid=moment(who.reader, withdrawn.at))]
    if of == "papirer" and asked:
        text = _("Vi modtog {tid}, at du vil se papirerne. Du får svar senest {dag}.")
        view = asked[0].view
        return [text.format(tid=moment(who.reader, view.asked_at), dag=day(who.reader, view.frist))]
    if of == "papirklage" and asked:
        text = _("Vi modtog din klage over svaret på, om du må se papirerne. Du har fået en kvittering.")
        return [text]
    return []


def _sentence(who: Asking, sag: Sag) -> str:
    gettext, by, emne = who.reader.gettext, sag.view.organisation.name, sag.view.emne
    decided, dropped = sag.seneste(Trin.AFGJORT), sag.seneste(Trin.FRAFALDET)
    if decided is not None:
        return gettext(words.AFGJORT[emne]).format(hvem=by, dag=day(who.reader, decided.dag))
    if dropped is not None:
        text = gettext("{hvem} gik {dag} ikke videre med sagen. Der blev ikke besluttet noget imod dig.")
        return text.format(hvem=by, dag=day(who.reader, dropped.dag))
    return gettext(words.OVERVEJES[emne]).format(hvem=by)


def _why(sag: Sag, held: Collection[str]) -> str | None:
    """The reasons, as they were typed: of what was decided, else of what is considered and was told."""
    for trin in (Trin.AFGJORT, Trin.FRAFALDET, Trin.AABNET):
        found = sag.seneste(trin)
        told = trin is Trin.AABNET and sag.gang.har(Trin.HOERT)
        if found is not None and found.tekst and (told or not papirer.is_hidden(found, held)):
            return found.tekst
    return None


def _why_heading(who: Asking, sag: Sag) -> str:
    _ = who.reader.gettext
    over = sag.gang.har(Trin.AFGJORT) or sag.gang.har(Trin.FRAFALDET)
    return _("Derfor") if over else _("Det skriver {hvem}").format(hvem=sag.view.organisation.name)


def _by(sag: Sag, one: SkridtView) -> str:
    return ", ".join([*([one.caseworker.name] if one.caseworker else []), sag.view.organisation.name])


def _is_late(who: Asking, sag: Sag) -> bool:
    heard = sag.seneste(Trin.HOERT)
    return heard is not None and heard.frist is not None and heard.frist < day_of(who.now)


def _booking(who: Asking, sag: Sag) -> Booking:
    bookable = who.situation.bookable
    refused = [one for one in bookable.findings if one.outcome is Outcome.NOT_MET]
    return Booking(
        effects=_effects(who, sag),
        find=bool(bookable.windows),
        refusals=[] if bookable.windows else [who.explain(one) for one in refused],
    )


def _effects(who: Asking, sag: Sag) -> list[str]:
    """What the case itself does to booking, whatever else does."""
    _ = who.reader.gettext
    if not sag.gang.har(Trin.AFGJORT):
        return [_("Der er ikke besluttet noget i sagen. Den ændrer ikke, hvad du kan booke.")]
    if sag.gang.har(Trin.OPHAEVET):
        return [_("Afgørelsen er ophævet og gælder ikke mere.")]
    last = _last_day(who, sag)
    if sagsskridt.fritaget_siden(who.person.facts, sag, who.now):
        if last is not None:
            text = _("Du er fritaget for selv at booke til og med {dag}.")
            return [text.format(dag=day(who.reader, last))]
        return [_("Du er fritaget for selv at booke nu. Afgørelsen gælder ikke mere.")]
    lapsed = sagsskridt.bortfaldet(who.person.facts, sag, who.now)
    if lapsed is not None:
        return _lapsed(who, sag, lapsed)
    told = [_(words.VIRKNING[sag.view.emne]).format(hvem=sag.view.organisation.name)]
    if _set_aside(sag):
        told.insert(0, _("Efter din klage gælder afgørelsen ikke mere. Du er ikke fritaget endnu."))
    if last is not None and last < day_of(who.now):
        text = _("Afgørelsen gjaldt til og med {dag}. Den gælder ikke mere.")
        return [text.format(dag=day(who.reader, last))]
    if last is not None:
        told.append(_("Efter din klage gælder det kun til og med {dag}.").format(dag=day(who.reader, last)))
    if sag.gang.klage is not None and not sag.gang.om_klagen(Trin.UDFALD):
        told.append(_("Afgørelsen gælder, mens klagen bliver behandlet."))
    return told


def _last_day(who: Asking, sag: Sag) -> date | None:
    """The last day on which the decision binds, or of the exemption that binds in spite of it."""
    if sag.view.emne in OM_FRITAGELSE:
        return sagsskridt.fritaget_til(who.person.facts, who.now)
    return sagsskridt.gaelder_til(who.person.facts, sag)


def _lapsed(who: Asking, sag: Sag, since: date) -> list[str]:
    _ = who.reader.gettext
    text = _(
        "Afgørelsen gælder ikke fra {dag}, fordi en anden har fået ansvaret for dine samtaler, eller fordi "
        "et nyt forløb er begyndt. Den følger ikke med: den, der har ansvaret nu, skal selv træffe en "
        "afgørelse."
    )
    told = [text.format(dag=day(who.reader, since))]
    if sag.view.emne is Emne.FRITAGELSE_AFSLAG:
        told.append(_("Du er ikke fritaget. Du kan bede den, der har ansvaret nu, om at fritage dig."))
    return told


def _set_aside(sag: Sag) -> bool:
    """Whether Ankestyrelsen has set the decision aside."""
    outcome = sag.seneste(Trin.UDFALD)
    return outcome is not None and outcome.resultat in BINDER_IKKE


def _told(who: Asking, one: SkridtView, why: str | None, *, hides: bool) -> Told:
    """`why` stands above already. `hides`: its words are held back."""
    _ = who.reader.gettext
    more = [_(words.RESULTAT[one.resultat])] if one.resultat else []
    more += [_(words.KANAL[one.kanal])] if one.kanal else []
    if one.frist is not None:
        more.append(_("Frist for at svare: {dag}.").format(dag=day(who.reader, one.frist)))
    if one.til is not None:
        more.append(_("Til og med {dag}.").format(dag=day(who.reader, one.til)))
    if one.dag != day_of(one.at):
        more.append(_("Det skete {dag}.").format(dag=day(who.reader, one.dag)))
    when = capitalised(brief_moment(who.reader, one.at))
    return Told(
        what=_(words.TRIN[one.trin]),
        when=f"{when}, {one.caseworker.name}" if one.caseworker else when,
        more=more,
        words=one.tekst if one.tekst != why and not hides else None,
        letter=_letter(one),
    )


def _letter(one: SkridtView) -> str | None:
    return url_for("citizen.letters.show", brev=one.letter) if one.letter else None


def _at(endpoint: str, sag: Sag) -> str:
    return url_for(endpoint, sag=sag.view.public_id)
