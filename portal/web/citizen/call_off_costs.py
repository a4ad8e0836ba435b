"""What it costs to call a meeting off (RÅB § 18, stk.

4; BAB § 44): dagpenge that day, and a deadline that opens again.
"""

from __future__ import annotations

from dataclasses import replace

from portal.policy.facts import AflystAf, Facts, Oprindelse, SamtaleStatus
from portal.policy.law import Decision
from portal.store.views import BookingView
from portal.web.citizen.asking import Asking
from portal.wording.reader import day
from portal.wording.situation import Situation


def costs(
    who: Asking, booking: BookingView, decision: Decision, reason: str | None, *, asked: bool
) -> list[str]:
    """Sentences for the person. `asked`: the reason has been asked for; None is then none that is lawful."""
    lines = [_benefit(who, booking, decision, reason, asked=asked)]
    lines += _deadline(who, booking)
    _ = who.reader.gettext
    if booking.oprindelse is Oprindelse.INDKALDT:
        lines.append(_("Du er indkaldt til samtalen. Du kan regne med at blive indkaldt igen."))
    elif booking.joint:
        lines.append(_("Du skal finde en ny tid, hvor din a-kasse også er med."))
    return lines


def _benefit(
    who: Asking, booking: BookingView, decision: Decision, reason: str | None, *, asked: bool
) -> str:
    _ = who.reader.gettext
    if not decision.result.get("udebliver"):
        return _("Det koster dig ikke noget, at du aflyser den samtale.")
    if not who.situation.sag.paa_dagpenge:
        return _(
            "Det kan få betydning for din ydelse, at du ikke kommer. Kontakt {kontakt}, hvis du er i tvivl."
        ).format(kontakt=who.contacts.of(booking.holder).words(who.reader))
    dato = day(who.reader, booking.start)
    if not asked:
        text = _("Du får ikke dagpenge for {dag}, medmindre du har en lovlig grund til ikke at komme.")
    elif reason is None:
        text = _("Du får ikke dagpenge for {dag}.")
    else:
        text = _(
            "Din a-kasse afgør, om din grund er lovlig. Er den ikke det, får du ikke dagpenge for {dag}."
        )
    return text.format(dag=dato)


def _deadline(who: Asking, booking: BookingView) -> list[str]:
    """That a deadline which the meeting fulfils opens again once it is called off."""
    after = Situation(_without(who, booking), who.now).aaben_frist
    if after is None or who.situation.aaben_frist is not None:
        return []
    text = who.reader.gettext(
        "Din frist begynder at gælde igen: Du skal booke en ny samtale senest {frist}, og "
        "den skal holdes senest {dag}."
    )
    frist, last = day(who.reader, after.frist.frist), day(who.reader, after.samtale_senest)
    return [text.format(frist=frist, dag=last)]


def _without(who: Asking, booking: BookingView) -> Facts:
    """The person's facts as they will be."""
    facts = who.person.facts
    samtaler = tuple(
        replace(samtale, status=SamtaleStatus.AFLYST, aflyst_af=AflystAf.PERSON, aflyst=who.now)
        if samtale.noegle == booking.id
        else samtale
        for samtale in facts.samtaler
    )
    return replace(facts, samtaler=samtaler)
