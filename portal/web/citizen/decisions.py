"""What a caseworker has decided that binds the person now, and the person's own standing choices, as
short notices.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from portal.policy import sources
from portal.policy.anmodning import OenskeArt
from portal.policy.facts import AKasseMed, Beslutning, BeslutningArt, SamtaleStatus
from portal.policy.law import Citation
from portal.store import beslutninger
from portal.store.beslutninger import BeslutningView
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web.citizen.asking import Asking
from portal.wording.explain import CitationLink, citation_links
from portal.wording.reader import N_, capitalised, day, moment
from portal.wording.words import HOLDER

_TEXTS: dict[BeslutningArt, tuple[str, Citation]] = {
    BeslutningArt.FRATAGELSE: (
        N_(
            "{Holder} har besluttet, at du fra {dato} ikke selv kan booke samtaler. Du "
            "bliver indkaldt i stedet. "
            "Du kan klage inden 4 uger efter, at du fik afgørelsen; den fortæller hvordan."
        ),
        sources.LAB_35,
    ),
    BeslutningArt.FRITAGELSE: (
        N_("Du er fra {dato} fritaget for pligten til selv at booke. Du bliver indkaldt til dine samtaler."),
        sources.BAB_45,
    ),
    BeslutningArt.FASTHOLDT_PLIGT: (
        N_(
            "{Holder} har besluttet, at du fra {dato} skal komme til jobsamtaler, selv om "
            "du er på vej til noget andet."
        ),
        sources.LAB_106_3,
    ),
    BeslutningArt.FREMMOEDE: (
        N_("{Holder} har besluttet, at du skal møde op til samtalen {tid}."),
        sources.LAB_33_2,
    ),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """`reason`: as the caseworker typed it, in Danish. `link`: its text, and where more is to be read.

    `urgent`: a duty that costs dagpenge.
    """

    text: str
    citations: tuple[CitationLink, ...] = ()
    reason: str | None = None
    link: tuple[str, str] | None = None
    urgent: bool = False


def decided(session: Session, who: Asking) -> tuple[BeslutningView, ...]:
    """The decisions with their reasons; asked for only where there are any."""
    if not who.person.facts.beslutninger:
        return ()
    return beslutninger.of_person(session, who.person.person_id)


def notices(who: Asking, known: Iterable[BookingView], taken: Iterable[BeslutningView]) -> list[Notice]:
    """The decisions that bind today, then what the person has said of the a-kasse."""
    kinds = (BeslutningArt.FRATAGELSE, BeslutningArt.FRITAGELSE, BeslutningArt.FASTHOLDT_PLIGT)
    binding = [decision for kind in kinds if (decision := who.situation.beslutning(kind))]
    found = [_notice(who, decision) for decision in binding]
    listed = list(taken)
    found += [notice for booking in known if (notice := in_person(who, booking, listed))]
    return [*found, *_said(who)]


def in_person(who: Asking, booking: BookingView, taken: Iterable[BeslutningView]) -> Notice | None:
    """That a meeting to come is held in person since it was decided, and why; None where it was not."""
    if not _must_come(who, booking):
        return None
    text, citation = _TEXTS[BeslutningArt.FREMMOEDE]
    holder = capitalised(who.reader.gettext(HOLDER[booking.holder]))
    of_meeting = (one for one in taken if one.art is BeslutningArt.FREMMOEDE and one.booking_id == booking.id)
    latest = next(of_meeting, None)
    return Notice(
        who.reader.gettext(text).format(Holder=holder, tid=moment(who.reader, booking.start)),
        citation_links((citation,)),
        reason=latest.begrundelse if latest else None,
    )


def _notice(who: Asking, decision: Beslutning) -> Notice:
    text, citation = _TEXTS[decision.art]
    holder = who.reader.gettext(HOLDER[decision.af])
    written = who.reader.gettext(text).format(Holder=capitalised(holder), dato=day(who.reader, decision.dato))
    letter = None
    if decision.art is BeslutningArt.FRATAGELSE:
        letter = (who.reader.gettext("Læs afgørelsen"), url_for("citizen.letters.about_selvbooking"))
    if decision.art is BeslutningArt.FRITAGELSE:
        again = url_for("citizen.oensker.ask", art=OenskeArt.BOOKE_SELV.value)
        letter = (who.reader.gettext("Vil du ikke længere være fritaget?"), again)
    return Notice(written, citation_links((citation,)), link=letter)


def _must_come(who: Asking, booking: BookingView) -> bool:
    if booking.status is not SamtaleStatus.PLANLAGT or booking.start <= who.now:
        return False
    return who.situation.beslutning_om(booking.id, booking.holder) is not None


def _said(who: Asking) -> list[Notice]:
    _ = who.reader.gettext
    if not who.situation.first_with_jobcenter and not who.situation.faellessamtale_due:
        return []
    texts = {
        AKasseMed.JA: _("Du har valgt, at din a-kasse er med til den næste samtale, hvor det er muligt."),
        AKasseMed.NEJ: _("Du har valgt, at din a-kasse ikke er med."),
    }
    said = who.situation.a_kasse_sagt
    return [Notice(texts[said])] if said else []
