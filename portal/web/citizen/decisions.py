"""What a caseworker has decided that binds the person now, and the person's own standing choices, as
short notices.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.policy import sources
from portal.policy.facts import AKasseMed, Beslutning, BeslutningArt, SamtaleStatus
from portal.policy.law import Citation
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
        N_("Du er fra {dato} fritaget for selv at booke. Du bliver indkaldt til dine samtaler."),
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
    text: str
    citations: tuple[CitationLink, ...] = ()


def notices(who: Asking, known: Iterable[BookingView]) -> list[Notice]:
    """The decisions that bind today, then what the person has said of the a-kasse."""
    kinds = (BeslutningArt.FRATAGELSE, BeslutningArt.FRITAGELSE, BeslutningArt.FASTHOLDT_PLIGT)
    binding = [decision for kind in kinds if (decision := who.situation.beslutning(kind))]
    found = [_notice(who, decision) for decision in binding]
    found += [_in_person(who, booking) for booking in known if _must_come(who, booking)]
    return [*found, *_said(who)]


def _notice(who: Asking, decision: Beslutning) -> Notice:
    text, citation = _TEXTS[decision.art]
    holder = who.reader.gettext(HOLDER[decision.af])
    written = who.reader.gettext(text).format(Holder=capitalised(holder), dato=day(who.reader, decision.dato))
    return Notice(written, citation_links((citation,)))


def _must_come(who: Asking, booking: BookingView) -> bool:
    if booking.status is not SamtaleStatus.PLANLAGT or booking.start <= who.now:
        return False
    return who.situation.beslutning_om(booking.id, booking.holder) is not None


def _in_person(who: Asking, booking: BookingView) -> Notice:
    text, citation = _TEXTS[BeslutningArt.FREMMOEDE]
    holder = capitalised(who.reader.gettext(HOLDER[booking.holder]))
    return Notice(
        who.reader.gettext(text).format(Holder=holder, tid=moment(who.reader, booking.start)),
        citation_links((citation,)),
    )


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
