"""What became of a citizen's wish to see the papers of a case of their own: until when it is answered, what
they get, what is held back and why, and what they can do about that.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from flask import url_for

from portal.actions import udsaettelse
from portal.actions.sager.own_case import Own
from portal.policy import aktindsigt_klage
from portal.policy.aktindsigt import PARAGRAF, Svar
from portal.policy.aktindsigt_klage import KlageSpoergsmaal, Resultat, Skridt
from portal.policy.kalender import day_of
from portal.store import aktindsigt_skridt
from portal.store.afgoerelser import Sag, SkridtView
from portal.store.aktindsigt_skridt import Whole
from portal.web.citizen.asking import Asking
from portal.wording.aktindsigt_words import INSTANS
from portal.wording.explain import CitationLink, Explanation, citation_links
from portal.wording.letters.akter import FORLOEB
from portal.wording.reader import day


@dataclass(frozen=True, slots=True)
class Held:
    """A paper that is held back: its name and the reason, in Danish as they were written."""

    name: str
    part: bool
    why: str


@dataclass(frozen=True, slots=True)
class Papers:
    """What became of a request. `more`: what happened since. `words`: the answer's, as they were typed.

    `held`: what is held back, by `citations`. `letter`: the answer's address. `complain`: where one complains
    of it, and `until`: until when; None: nobody knows it.
    """

    text: str
    more: list[str]
    words: str | None
    held: list[Held]
    citations: tuple[CitationLink, ...]
    letter: str | None
    complain: str | None
    until: str | None


def told(who: Asking, sag: Sag, one: Whole) -> Papers:
    """One request."""
    answered = one.svaret
    letter = answered.letter if answered else one.view.letter
    held = [Held(each.navn, bool(each.dele), each.begrundelse or "") for each in one.undtaget]
    by = [PARAGRAF[each.hensyn] for each in one.undtaget if each.hensyn]
    by += [PARAGRAF[answered.hensyn]] if answered and answered.hensyn else []
    gang = one.gang(sag.view.af)
    may = may_complain(who, sag, one)
    return Papers(
        text=_text(who, sag, one),
        more=_more(who, sag, one),
        words=_words(one),
        held=held,
        citations=citation_links(tuple(dict.fromkeys(by))),
        letter=url_for("citizen.letters.show", brev=letter) if letter else None,
        complain=_complain(sag, one) if may else None,
        until=day(who.reader, gang.klage_senest) if may and gang.klage_senest else None,
    )


def may_complain(who: Asking, sag: Sag, one: Whole) -> bool:
    """Whether the person can complain of what is held back."""
    today = day_of(who.now)
    q = KlageSpoergsmaal(Skridt.KLAGET, today)
    return aktindsigt_klage.tag(one.gang(sag.view.af), today, q).allowed


def decision_waits(who: Asking, own: Own, asked: Collection[Whole]) -> Explanation | None:
    """That the decision in the case waits for the person to see the papers, and until when; None: it does
    not.
    """
    found = udsaettelse.decision_waits(own.session, own.sag, own.now)
    if found is None:
        return None
    told, last = who.explain(found), max((one.view.frist for one in asked if one.view.is_open), default=None)
    if last is None or "svar_senest" in found.facts:
        return told
    until = who.reader.gettext("Du får svar senest {dag}.").format(dag=day(who.reader, last))
    return replace(told, text=f"{told.text} {until}")


def sees(found: Collection[Whole]) -> Whole | None:
    """The request by which the person sees the file; None: they do not."""
    latest = aktindsigt_skridt.adgang(found)
    return latest if latest is not None and latest.view.svar in (Svar.JA, Svar.DELVIS) else None


def hidden(found: Collection[Whole]) -> Collection[str]:
    """The steps of the case (keys) whose words are held back; `*`: all that the person was not told of."""
    latest = aktindsigt_skridt.adgang(found)
    if latest is None or latest.view.svar is Svar.JA:
        return ()
    log = next((one for one in latest.undtaget if one.papir == FORLOEB), None)
    if latest.view.svar is Svar.NEJ or (log is not None and not log.dele):
        return ("*",)
    return log.dele if log else ()


def is_hidden(step: SkridtView, keys: Collection[str]) -> bool:
    """Whether a step's words are not shown: never the person's own, nor what a letter told them."""
    if step.caseworker is None or step.kanal is not None or step.letter is not None:
        return False
    return "*" in keys or step.public_id.hex in keys


def _complain(sag: Sag, one: Whole) -> str:
    where = "citizen.sag_papirer_klage.show"
    return url_for(where, sag=sag.view.public_id, anmodning=one.view.public_id)


def _text(who: Asking, sag: Sag, one: Whole) -> str:
    _, view = who.reader.gettext, one.view
    until = day(who.reader, view.frist)
    if view.answered_at is not None:
        answered = one.seneste(Skridt.SVARET)
        text = {
            Svar.JA: _("Du bad om at se papirerne {bedt}. {hvem} svarede ja {dag}."),
            Svar.DELVIS: _("Du bad om at se papirerne {bedt}. {hvem} gav dig en del af dem {dag}."),
            Svar.NEJ: _("Du bad om at se papirerne {bedt}. {hvem} svarede nej {dag}."),
        }[(answered.svar if answered else None) or (Svar.JA if view.granted else Svar.NEJ)]
        until = day(who.reader, answered.dag if answered else day_of(view.answered_at))
    elif view.udsat_til is not None:
        text = _("Du bad om at se papirerne {bedt}. {hvem} har brug for mere tid og svarer senest {dag}.")
    else:
        text = _("Du bad om at se papirerne {bedt}. {hvem} svarer senest {dag}.")
    return text.format(bedt=day(who.reader, view.dag), dag=until, hvem=sag.view.organisation.name)


def _words(one: Whole) -> str | None:
    if one.view.answered_at is None:
        return one.view.udsat_fordi
    return one.svaret.tekst if one.svaret else one.view.begrundelse


def _more(who: Asking, sag: Sag, one: Whole) -> list[str]:
    """What happened besides, in order."""
    _ = who.reader.gettext
    found = []
    if one.view.frist_oenskes and one.view.is_open:
        found.append(_("Du har bedt om, at fristen for at klage venter. Den løber, indtil du hører andet."))
    for step in one.skridt:
        found += _happened(who, sag, step)
    following = aktindsigt_klage.naeste(one.gang(sag.view.af), day_of(who.now))
    if following is not None and following.skridt is Skridt.SVARET:
        found.append(_("{hvem} svarer dig på ny.").format(hvem=sag.view.organisation.name))
    return found


def _happened(who: Asking, sag: Sag, step: aktindsigt_skridt.SkridtView) -> list[str]:
    _ = who.reader.gettext
    on, by = day(who.reader, step.dag), sag.view.organisation.name
    if step.trin is Skridt.SVARET and step.afbrudt and step.klagefrist:
        text = _("Fristen for at klage over afgørelsen har ventet. Du kan klage til og med {dag}.")
        return [text.format(dag=day(who.reader, step.klagefrist))]
    if step.trin is Skridt.SVARET and step.afbrudt:
        return [_("Fristen for at klage over afgørelsen har ventet. Du har mindst 14 dage fra svaret.")]
    if step.trin is Skridt.KLAGET:
        return [_("Du klagede over svaret {dag}.").format(dag=on)]
    if step.trin is Skridt.GENVURDERET:
        text = {
            Resultat.MEDHOLD.value: _("{hvem} gav dig medhold {dag}. Du kan se alle papirerne."),
            Resultat.DELVIST.value: _("{hvem} gav dig delvist medhold {dag}. Klagen bliver sendt videre."),
            Resultat.FASTHOLDT.value: _("{hvem} fastholdt svaret {dag}. Klagen bliver sendt videre."),
        }[step.resultat or ""]
        return [text.format(hvem=by, dag=on)]
    if step.trin is Skridt.SENDT:
        return [_("Klagen blev sendt til {hvem} {dag}.").format(hvem=_(INSTANS[sag.view.af]), dag=on)]
    if step.trin is Skridt.UDFALD:
        return [_("{hvem} afgjorde klagen {dag}.").format(hvem=_(INSTANS[sag.view.af]), dag=on)]
    return []
