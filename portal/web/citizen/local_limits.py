"""The holder's own published limits, told before anybody runs into them (LAB §§ 34, 35)."""

from __future__ import annotations

from portal.policy import lokale_graenser
from portal.policy.facts import Aktoer
from portal.web.citizen.asking import Asking
from portal.wording.words import HOLDER


def number_planned(who: Asking, holder: Aktoer) -> list[str]:
    """How many meetings may be planned at a time, and how many are; empty where there is no such limit."""
    limit = who.person.facts.regler(holder).hoejst_planlagte
    if limit is None or _give_way(who):
        return []
    reader = who.reader
    text = reader.ngettext(
        "Du kan højst have {antal} samtale planlagt ad gangen med {holder}. Lige nu har du {planlagte}.",
        "Du kan højst have {antal} samtaler planlagt ad gangen med {holder}. Lige nu har du {planlagte}.",
        limit,
    )
    planned = lokale_graenser.planlagte(who.situation.sag, holder)
    return [text.format(antal=limit, holder=reader.gettext(HOLDER[holder]), planlagte=planned)]


def days_between(who: Asking, holder: Aktoer) -> list[str]:
    limit = who.person.facts.regler(holder).mindst_dage_mellem
    if limit is None or _give_way(who):
        return []
    text = who.reader.ngettext(
        "Der skal være mindst {antal} dag mellem samtalerne.",
        "Der skal være mindst {antal} dage mellem samtalerne.",
        limit,
    )
    return [text.format(antal=limit)]


def cut_off(who: Asking, holder: Aktoer) -> list[str]:
    """Until when a meeting can be moved, where that is before it begins."""
    hours = who.person.facts.regler(holder).ombookning_senest_timer
    if not hours:
        return []
    text = who.reader.ngettext(
        "Du kan flytte en samtale indtil {antal} time før.",
        "Du kan flytte en samtale indtil {antal} timer før.",
        hours,
    )
    return [text.format(antal=hours)]


def all_of(who: Asking, holder: Aktoer) -> list[str]:
    """Every limit of the holder, for Min Plan."""
    bounding = [*number_planned(who, holder), *days_between(who, holder)]
    if bounding:
        bounding.append(who.reader.gettext("De grænser kan ikke hindre dig i at nå en frist for at booke."))
    return [*bounding, *cut_off(who, holder)]


def _give_way(who: Asking) -> bool:
    return lokale_graenser.viger(who.situation.sag, who.situation.i_dag, alternativ=True)
