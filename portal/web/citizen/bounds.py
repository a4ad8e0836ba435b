"""Why the list of times begins and ends where it does, in a few sentences above it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from portal.actions.find_times import Times
from portal.policy.facts import AKasseMed, Aktoer, SamtaleArt, Samtaleform
from portal.policy.law import Finding
from portal.web.citizen.asking import Asking
from portal.web.citizen.local_limits import cut_off, number_planned
from portal.wording.explain import CitationLink, citation_links
from portal.wording.reader import capitalised, day
from portal.wording.words import HOLDER


@dataclass(frozen=True, slots=True)
class Bound:
    """One sentence, its paragraphs, and where the person can change it, if that is possible."""

    text: str
    citations: tuple[CitationLink, ...] = ()
    link: str = ""
    href: str = ""


def bounds(who: Asking, found: Times, art: SamtaleArt, *, moving: bool) -> list[Bound]:
    """What bounds these times: what the person can feel now, and the holder's limits before they are met."""
    named = {finding.code: finding for finding in found.bookable.findings}
    rules = [*_deadline(who, named), *_handover(who, found), *_in_person(who, found), *_limits(who, found)]
    rules += _first_planned(who, named)
    return [*rules, *([] if moving else _number(who, found)), *_joint(who, found, art, moving=moving)]


def _deadline(who: Asking, named: dict[str, Finding]) -> list[Bound]:
    finding = named.get("efter_fristen")
    frist = who.situation.frist
    if finding is None or frist is None:
        return []
    _ = who.reader.gettext
    text = _("Samtalen skal holdes senest {dag}, fordi din frist for at booke er {frist}.").format(
        dag=day(who.reader, frist.samtale_senest), frist=day(who.reader, frist.frist.frist)
    )
    return [Bound(text, citation_links(finding.citations))]


def _handover(who: Asking, found: Times) -> list[Bound]:
    """With whom the meeting is, where that depends on the day."""
    holders = list(dict.fromkeys(window.holder for window in found.bookable.windows))
    last = who.situation.ansvar.slutdato
    if who.situation.ansvar.aktoer is not Aktoer.A_KASSE or last is None:
        return []
    _ = who.reader.gettext
    until = day(who.reader, last)
    if len(holders) == 2:
        text = _("Til og med {dag} er samtalen med din a-kasse. Efter den dag er den med jobcentret.").format(
            dag=until
        )
    elif holders == [Aktoer.A_KASSE]:
        text = _("Du kan kun vælge tider til og med {dag}, fordi jobcentret derefter overtager.").format(
            dag=until
        )
    else:
        text = _("Efter {dag} er samtalen med jobcentret, og du kan kun vælge tider dér.").format(dag=until)
    return [Bound(text, citation_links(who.situation.ansvar.findings[0].citations))]


def _in_person(who: Asking, found: Times) -> list[Bound]:
    if any(window.former != {Samtaleform.FREMMOEDE} for window in found.bookable.windows):
        return []
    return [Bound(who.reader.gettext("Din første samtale skal være et personligt møde."))]


def _first_planned(who: Asking, named: dict[str, Finding]) -> list[Bound]:
    """That no earlier time is shown, since the meeting with the a-kasse is planned and can be moved."""
    finding = named.get("faelles_allerede_planlagt")
    if finding is None:
        return []
    told, link = who.explain(finding), who.reader.gettext("Se din samtale")
    text = f"{told.text} {told.next_step}"
    return [Bound(text, citation_links(finding.citations), link, url_for("citizen.plan.show"))]


def _limits(who: Asking, found: Times) -> list[Bound]:
    """The holder's own limits, or that they give way."""
    _ = who.reader.gettext
    if found.relaxed:
        text = _(
            "Der er ikke ledige tider nok. Derfor må du også vælge tider, der ligger tæt "
            "på dine andre samtaler."
        )
        return [Bound(text)]
    holders = {window.holder for window in found.bookable.windows if window.blocked_days}
    sentences = []
    for holder in sorted(holders):
        days = who.person.facts.regler(holder).mindst_dage_mellem
        text = _(
            "{Holder} vil have mindst {antal} dage mellem dine samtaler. Dage, der ligger "
            "for tæt på, vises ikke."
        )
        sentences.append(Bound(text.format(Holder=capitalised(_(HOLDER[holder])), antal=days)))
    return sentences


def _number(who: Asking, found: Times) -> list[Bound]:
    """How many may be planned, and until when a meeting can be moved: known before it is booked."""
    holders = sorted({window.holder for window in found.bookable.windows})
    told = [] if found.relaxed else [one for holder in holders for one in number_planned(who, holder)]
    return [Bound(text) for text in (*told, *dict.fromkeys(one for h in holders for one in cut_off(who, h)))]


def without_times(who: Asking, found: Times, art: SamtaleArt) -> Bound | None:
    """What to do where no time is free in which the a-kasse takes part as the person wants; None: that is not
    why.
    """
    if found.query is None or not any(window.faelles for window in found.query.windows):
        return None
    _ = who.reader.gettext
    text = _(
        "Der er lige nu ingen ledige tider, hvor din a-kasse er med. Du kan også vælge, at den ikke er med."
    )
    if _comes(found):
        text = _(
            "Der er lige nu ingen ledige tider, hvor din a-kasse møder op. "
            "Du kan også vælge, at den er med på video, eller at den ikke er med."
        )
    return Bound(text, (), _("Vælg om"), url_for("citizen.a_kasse_med.show", art=art.value))


def _comes(found: Times) -> bool:
    """Whether only times are looked for in which the a-kasse comes in person."""
    return any(window.a_kasse_form == "fremmoede" for window in found.bookable.windows)


def _joint(who: Asking, found: Times, art: SamtaleArt, *, moving: bool) -> list[Bound]:
    """Whether the a-kasse comes, and where to say otherwise."""
    text = _comes_along(who, found) or (None if moving else _to_choose(who, found, art))
    if text is None:
        return []
    href = url_for("citizen.a_kasse_med.show", art=art.value)
    return [Bound(text, (), who.reader.gettext("Vælg om"), href)]


def _comes_along(who: Asking, found: Times) -> str | None:
    """That times are shown in which the a-kasse takes part, and no others of the jobcenter; None where it is
    not so.
    """
    _ = who.reader.gettext
    if not any(window.faelles for window in found.bookable.windows):
        return None
    if not all(window.faelles for window in found.bookable.windows):
        return _("Hos jobcentret ser du kun tider, hvor din a-kasse er med.")
    if _comes(found):
        return _("Du ser kun tider, hvor din a-kasse møder op.")
    return _("Du ser kun tider, hvor din a-kasse er med.")


def _to_choose(who: Asking, found: Times, art: SamtaleArt) -> str | None:
    """What the person has said, or may say, of the a-kasse at a meeting that is booked without it."""
    _, said = who.reader.gettext, who.situation.a_kasse_sagt
    ahead = who.situation.first_with_jobcenter_from is not None
    may_choose = who.situation.first_with_jobcenter or ahead or art is SamtaleArt.FAELLESSAMTALE
    if may_choose and said is AKasseMed.NEJ:
        return _("Du har valgt, at din a-kasse ikke er med.")
    if ahead and said is None and any(window.holder is Aktoer.JOBCENTER for window in found.bookable.windows):
        return _("Du kan vælge, at din a-kasse er med til den første samtale med jobcentret.")
    return None
