"""What a caseworker has decided that binds the person now, and the person's own standing choices, as
short notices.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import url_for

from portal.policy import faelles, hvorfor
from portal.policy.anmodning import OenskeArt
from portal.policy.facts import AKasseMed, Aktoer, Beslutning, BeslutningArt, SamtaleArt, SamtaleStatus
from portal.policy.sagsgang import Trin
from portal.store import beslutninger
from portal.store.afgoerelser import SagView
from portal.store.beslutninger import BeslutningView
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web.citizen.asking import Asking
from portal.wording.casework_words import BESLUTNING
from portal.wording.explain import Why
from portal.wording.reader import N_, capitalised, day, moment
from portal.wording.words import HOLDER

_TEXTS: dict[BeslutningArt, str] = {
    BeslutningArt.FRATAGELSE: N_(
        "{Holder} har besluttet, at du fra {dato} ikke selv kan booke samtaler. Du bliver indkaldt i stedet."
    ),
    BeslutningArt.FRITAGELSE: N_(
        "Du er fra {dato} fritaget for pligten til selv at booke. Du bliver indkaldt til dine samtaler."
    ),
    BeslutningArt.FASTHOLDT_PLIGT: N_(
        "{Holder} har besluttet, at du fra {dato} skal komme til jobsamtaler, selv om "
        "du er på vej til noget andet."
    ),
    BeslutningArt.FREMMOEDE: N_("{Holder} har besluttet, at du skal møde op til samtalen {tid}."),
}
_MAY_BOOK: Final = N_("Du må stadig gerne selv booke.")


@dataclass(frozen=True, slots=True)
class Notice:
    """`why`: what it rests on; None only where no law is behind it. `reason`: as the caseworker typed it, in
    Danish. `link`: its text, and where more is to be read. `urgent`: a duty that costs dagpenge.
    """

    text: str
    why: Why | None
    reason: str | None = None
    link: tuple[str, str] | None = None
    urgent: bool = False


def decided(session: Session, who: Asking) -> tuple[BeslutningView, ...]:
    """The decisions with their reasons; asked for only where there are any."""
    if not who.person.facts.beslutninger:
        return ()
    return beslutninger.of_person(session, who.person.person_id)


def notices(
    who: Asking, known: Iterable[BookingView], taken: Iterable[BeslutningView], cases: Iterable[SagView]
) -> list[Notice]:
    """The decisions that bind today, then what the person has said of the a-kasse, or can say."""
    kinds = (BeslutningArt.FRATAGELSE, BeslutningArt.FRITAGELSE, BeslutningArt.FASTHOLDT_PLIGT)
    binding = [decision for kind in kinds if (decision := who.situation.beslutning(kind))]
    listed, own, sager = list(taken), list(known), list(cases)
    found = [_notice(who, decision, _case(decision, sager)) for decision in binding]
    found += [notice for booking in own if (notice := in_person(who, booking, listed))]
    return [*found, *_a_kasse(who, own)]


def in_person(who: Asking, booking: BookingView, taken: Iterable[BeslutningView]) -> Notice | None:
    """That a meeting to come is held in person since it was decided, and why; None where it was not."""
    decision = _must_come(who, booking)
    if decision is None:
        return None
    _ = who.reader.gettext
    holder = capitalised(who.reader.gettext(HOLDER[booking.holder]))
    kept = next((one for one in taken if one.id == decision.noegle), None)
    return Notice(
        _(_TEXTS[decision.art]).format(Holder=holder, tid=moment(who.reader, booking.start)),
        who.why(
            hvorfor.besluttet(decision, who.person.facts.samtale(booking.id)), _(BESLUTNING[decision.art])
        ),
        reason=kept.begrundelse if kept else None,
    )


def _case(decision: Beslutning, cases: list[SagView]) -> SagView | None:
    """The case that the decision was taken in."""
    return next((case for case in cases if case.beslutning_id == decision.noegle), None)


def _notice(who: Asking, decision: Beslutning, case: SagView | None) -> Notice:
    """Of a decision against the person also until when to complain, and the way to the case or the letter."""
    _ = who.reader.gettext
    holder = _(HOLDER[decision.af])
    text = _(_TEXTS[decision.art]).format(Holder=capitalised(holder), dato=day(who.reader, decision.dato))
    letter = None
    if decision.art is BeslutningArt.FRATAGELSE:
        letter = (_("Læs afgørelsen, og se, hvordan du klager"), url_for("citizen.letters.about_selvbooking"))
    if case is not None and decision.art is not BeslutningArt.FRITAGELSE:
        letter = (_("Se sagen"), url_for("citizen.sager.show", sag=case.public_id))
        last = case.klage_senest
        if case.trin is Trin.AFGJORT and last is not None and last >= who.situation.i_dag:
            until = _("Du kan klage til og med {dag}.").format(dag=day(who.reader, last))
            text = f"{text} {until}"
    if decision.art is BeslutningArt.FRITAGELSE:
        again = url_for("citizen.oensker.ask", art=OenskeArt.BOOKE_SELV.value)
        letter = (_("Vil du ikke længere være fritaget?"), again)
        # An exemption takes a duty away and no right (BAB § 45).
        text = f"{text} {_(_MAY_BOOK)}" if who.situation.bookable.windows else text
    return Notice(text, who.why(hvorfor.besluttet(decision), _(BESLUTNING[decision.art])), link=letter)


def _must_come(who: Asking, booking: BookingView) -> Beslutning | None:
    if booking.status is not SamtaleStatus.PLANLAGT or booking.start <= who.now:
        return None
    return who.situation.beslutning_om(booking.id, booking.holder)


def _a_kasse(who: Asking, own: list[BookingView]) -> list[Notice]:
    """What was said of the a-kasse, and where to say otherwise. Before anything is said: that it can be, to a
    meeting that is planned already; while none is, the person is asked on the way to one.
    """
    _, said = who.reader.gettext, who.situation.a_kasse_sagt
    if not who.situation.may_choose_a_kasse or (said is None and not any(_ahead(who, one) for one in own)):
        return []
    art = SamtaleArt.FAELLESSAMTALE if who.situation.faellessamtale_due else SamtaleArt.JOBSAMTALE
    text = {
        AKasseMed.JA: _("Du har valgt, at din a-kasse er med til den næste samtale, hvor det er muligt."),
        AKasseMed.NEJ: _("Du har valgt, at din a-kasse ikke er med."),
        None: _("Du kan vælge, om din a-kasse skal være med."),
    }[said]
    if said is None and art is SamtaleArt.FAELLESSAMTALE:
        text = _("Din a-kasse er med til fællessamtalen, medmindre du siger nej.")
    choose = _("Vælg om") if said else _("Vælg, om din a-kasse er med")
    rests_on = hvorfor.a_kasse_valgt(said, art)
    where = url_for("citizen.a_kasse_med.show", art=art.value)
    return [Notice(text, who.why(rests_on, _("A-kassen er med")), link=(choose, where))]


def _ahead(who: Asking, one: BookingView) -> bool:
    """Whether it is a meeting to come in which the a-kasse can take part."""
    coming = one.status is SamtaleStatus.PLANLAGT and one.start > who.now and one.holder is Aktoer.JOBCENTER
    return coming and faelles.kan_vaelges(who.situation.sag, one.art, one.start, one.id)
