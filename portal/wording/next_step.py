"""The next thing to do, in one sentence: what Min Plan opens with.

`next_step` chooses from what the policy says of the person now; `sentence` puts it into words. The first
rule that fits is used; they stand in the order in which they matter to somebody who reads one sentence only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from portal.policy import afholdelse, hvorfor, mindre_intensiv
from portal.policy.afholdelse import Udeblivelse
from portal.policy.facts import (
    AfmeldingAarsag,
    Aktoer,
    BeslutningArt,
    SamtaleArt,
    Samtaleform,
)
from portal.policy.frister import gentilmeld
from portal.policy.kalender import day_after, day_of
from portal.policy.krav import Krav
from portal.policy.law import Finding, Outcome
from portal.wording.explain import gap_names
from portal.wording.next_step_words import SENTENCES, Button, Next
from portal.wording.reader import Reader, capitalised, day, moment, number
from portal.wording.situation import Situation
from portal.wording.words import ART, HOLDER, Contacts

Gap = date | datetime | int | str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do. `who`: the actor it is about and to ask; `finding`: what it rests on.

    `samtale`: the meeting it is about, by its key.
    """

    kind: Next
    who: Aktoer
    finding: Finding
    gaps: Mapping[str, Gap] = field(default_factory=lambda: MappingProxyType({}))
    samtale: int | None = None
    art: SamtaleArt = SamtaleArt.JOBSAMTALE


@dataclass(frozen=True, slots=True)
class NextStepText:
    """The sentence, what else is good to know, and the button's words, if there is one."""

    text: str
    more: str
    button: Button
    button_text: str
    urgent: bool


def next_step(situation: Situation) -> NextStep:
    """The one thing that comes first."""
    for rule in _RULES:
        found = rule(situation)
        if found is not None:
            return found
    return NextStep(Next.INTET, situation.responsible, _responsible(situation))


def sentence(step: NextStep, reader: Reader, contacts: Contacts) -> NextStepText:
    """The step in the reader's language."""
    words = SENTENCES[step.kind]
    gaps = {name: _written(gap, reader) for name, gap in step.gaps.items()}
    holder = reader.gettext(HOLDER[step.who])
    contact = contacts.of(step.who)
    gaps |= {"holder": holder, "Holder": capitalised(holder), "kontakt": contact.words(reader)}
    gaps["navn"] = contact.name
    return NextStepText(
        text=_fill(words.versions, gaps, reader),
        more=_fill(words.more, gaps, reader),
        button=words.button,
        button_text=reader.gettext(words.button_text) if words.button_text else "",
        urgent=words.urgent,
    )


def _off_the_register(s: Situation) -> NextStep | None:
    if s.ansvar.aktoer is not Aktoer.INGEN:
        return None
    if s.sag.udmeldt is not None and s.sag.part(s.i_dag) is Aktoer.INGEN:
        return NextStep(Next.UDMELDT, Aktoer.A_KASSE, _responsible(s), {"dato": s.sag.udmeldt})
    ended = s.sag.seneste_afmeldte(s.i_dag)
    if not s.sag.paa_dagpenge or ended is None or ended.til is None:
        return NextStep(Next.IKKE_OMFATTET, s.responsible, _responsible(s))
    kinds = {
        AfmeldingAarsag.MANGLENDE_BOOKING: Next.AFMELDT_MANGLENDE_BOOKING,
        AfmeldingAarsag.SYGDOM: Next.AFMELDT_SYG,
    }
    kind = kinds.get(ended.aarsag, Next.AFMELDT) if ended.aarsag else Next.AFMELDT
    gaps: dict[str, Gap] = {"fra": day_after(ended.til)}
    again = gentilmeld(s.facts, s.nu, s.i_dag)
    if again.samtale_senest is None:
        # After 3 months registering again takes no booking, whatever came before.
        after = Next.AFMELDT if kind is Next.AFMELDT_MANGLENDE_BOOKING else kind
        return NextStep(after, s.responsible, _responsible(s), gaps)
    gaps["senest"] = again.samtale_senest
    return NextStep(kind, s.responsible, again.findings[0], gaps)


def missed(s: Situation) -> NextStep | None:
    """A meeting the person did not come to, until they get in touch: it costs dagpenge every day."""
    return get_in_touch(s.udeblivelse) if s.udeblivelse is not None else None


def get_in_touch(absence: Udeblivelse) -> NextStep:
    """What there is to do after not coming to a meeting."""
    samtale = absence.samtale
    return NextStep(
        Next.UDEBLEVET if absence.dagpenge else Next.UDEBLEVET_UDEN_DAGPENGE,
        samtale.holder,
        hvorfor.udeblevet(absence),
        {"art": samtale.art, "start": samtale.start},
        samtale=samtale.noegle,
    )


def _deadline(s: Situation) -> NextStep | None:
    """A deadline that has to be met, unless a meeting comes before it or the person need not book."""
    frist = s.aaben_frist
    if frist is None or not s.bookable.windows or s.uden_pligt is not None:
        return None
    coming = s.naeste_samtale
    if coming is not None and day_of(coming.start) < frist.frist.frist:
        return None
    return NextStep(
        Next.BOOK_INDEN_FRIST,
        frist.frist.af,
        frist.finding,
        {"frist": frist.frist.frist, "samtale_senest": frist.samtale_senest},
    )


def _deadline_ran_out(s: Situation) -> NextStep | None:
    frist = s.frist
    if (
        frist is None
        or not frist.udloebet
        or frist.opfyldt
        or not s.bookable.windows
        or s.uden_pligt is not None
        or s.beslutning(BeslutningArt.FRITAGELSE) is not None
        or not frist.frist.tider_fandtes
    ):
        return None
    if s.naeste_samtale is not None or _held_since(s, frist.frist.udstedt):
        return None
    return NextStep(Next.FRIST_UDLOEBET, frist.frist.af, frist.finding, {"frist": frist.frist.frist})


def _meeting(s: Situation) -> NextStep | None:
    samtale = s.naeste_samtale
    if samtale is None or (s.uden_pligt is not None and samtale.art is not SamtaleArt.RAADIGHEDSSAMTALE):
        return None
    kinds = {Samtaleform.TELEFON: Next.TAG_TELEFONEN, Samtaleform.VIDEO: Next.AABN_VIDEO}
    kind = kinds.get(samtale.form, Next.MOED_OP)
    gaps: dict[str, Gap] = {"art": samtale.art, "start": samtale.start}
    rests_on = hvorfor.samtale(afholdelse.udeblivelse(s.facts, s.nu, samtale.noegle))
    return NextStep(kind, samtale.holder, rests_on, gaps, samtale=samtale.noegle)


def _exempt_for_now(s: Situation) -> NextStep | None:
    grund = s.uden_pligt
    if grund is None:
        return None
    known = {"starter": grund.starter, "til": grund.til}
    gaps = {name: value for name, value in known.items() if value is not None}
    return NextStep(Next.MINDRE_INTENSIV, s.ansvar.aktoer, mindre_intensiv.fri(grund, s.i_dag), gaps)


def _control(s: Situation) -> NextStep | None:
    row = s.et_krav("kontrolsamtale")
    if row is None or any(samtale.art is SamtaleArt.KONTROLSAMTALE for samtale in s.planlagte):
        return None
    return NextStep(Next.KONTROL_INDKALDES, row.holder, row.finding, _senest(row))


def _decided(s: Situation) -> NextStep | None:
    revoked = s.beslutning(BeslutningArt.FRATAGELSE)
    if revoked is not None:
        return NextStep(Next.FRATAGET, revoked.af, hvorfor.besluttet(revoked), {"dato": revoked.dato})
    exempt = s.beslutning(BeslutningArt.FRITAGELSE)
    if exempt is None:
        return None
    # An exemption takes a duty away and no right (BAB § 45).
    kind = Next.FRITAGET_KAN_BOOKE if s.bookable.windows else Next.FRITAGET
    return NextStep(kind, s.ansvar.aktoer, hvorfor.besluttet(exempt))


def _sent_on(s: Situation) -> NextStep | None:
    row = s.et_krav("visitation")
    return NextStep(Next.VISITERES, Aktoer.A_KASSE, row.finding, _senest(row)) if row else None


def _first(s: Situation) -> NextStep | None:
    """The first meeting where the person is called to it."""
    called = _refusal(s, "foerste_samtale_indkaldes")
    if s.bookable.windows or called is None:
        return None
    row = s.et_krav("foerste_samtale")
    if row is None:
        return NextStep(Next.FOERSTE_INDKALDES, s.ansvar.aktoer, called)
    over = row.senest is not None and row.senest < s.i_dag
    kind = Next.FOERSTE_OVER_TID if over else Next.FOERSTE_INDKALDES
    return NextStep(kind, s.ansvar.aktoer, row.finding, _senest(row))


def _nothing_bookable(s: Situation) -> NextStep | None:
    if s.bookable.windows:
        return None
    joint = _refusal(s, "faelles_indkaldes")
    if joint is not None:
        return NextStep(Next.FAELLES_INDKALDES, Aktoer.JOBCENTER, joint)
    return NextStep(Next.KAN_IKKE_BOOKE, s.ansvar.aktoer, _refusal(s) or _responsible(s))


def _book(s: Situation) -> NextStep | None:
    """The next meeting that the law asks for and nobody has planned."""
    if s.first_with_jobcenter:
        return NextStep(Next.BOOK_FOERSTE_I_JOBCENTRET, Aktoer.JOBCENTER, _responsible(s))
    row = s.et_krav(*_BOOKED_BY_THE_PERSON)
    if row is None:
        return None
    gaps = _senest(row)
    if row.mindst is not None and row.afholdt is not None:
        gaps |= {"mindst": row.mindst, "afholdt": row.afholdt}
    if row.senest is None:
        kind, art = _DUE_ALONE.get(row.kode, Next.BOOK_NAESTE), _ART.get(row.kode, _ORDINARY)
        return NextStep(kind, row.holder, row.finding, gaps, art=art)
    kind = Next.BOOK_OVER_TID if row.senest < s.i_dag else Next.BOOK_INDEN
    return NextStep(kind, row.holder, row.finding, gaps)


_ORDINARY: Final = SamtaleArt.JOBSAMTALE
_ART: Final = {"seksten_maaneder": SamtaleArt.FAELLESSAMTALE}
_DUE_ALONE: Final = {"seksten_maaneder": Next.BOOK_FAELLESSAMTALE}
_BOOKED_BY_THE_PERSON: Final = (
    "a_kasse_samtaler",
    "jobcenter_samtaler",
    "samtaler_seks_maaneder",
    "seksten_maaneder",
)

_RULES: Final[tuple[Callable[[Situation], NextStep | None], ...]] = (
    _off_the_register,
    missed,
    _deadline,
    _deadline_ran_out,
    _meeting,
    _exempt_for_now,
    _control,
    _decided,
    _sent_on,
    _first,
    _nothing_bookable,
    _book,
)


def _senest(row: Krav) -> dict[str, Gap]:
    return {"senest": row.senest} if row.senest is not None else {}


def _held_since(s: Situation, since: date) -> bool:
    return any(moede.er_afholdt and moede.dag >= since for moede in s.sag.moeder)


def _refusal(s: Situation, code: str | None = None) -> Finding | None:
    """What refuses to book now: the finding of that code, or the first one."""
    refusing = (f for f in s.bookable.findings if f.outcome is Outcome.NOT_MET)
    return next((f for f in refusing if code is None or f.code == code), None)


def _responsible(s: Situation) -> Finding:
    return s.ansvar.findings[0]


def _written(gap: Gap, reader: Reader) -> str:
    if isinstance(gap, datetime):
        return moment(reader, gap)
    if isinstance(gap, date):
        return day(reader, gap)
    if isinstance(gap, SamtaleArt):
        return reader.gettext(ART[gap]).lower()
    return number(reader, gap) if isinstance(gap, int) else gap


def _fill(versions: tuple[str, ...], gaps: Mapping[str, str], reader: Reader) -> str:
    for version in versions:
        if gap_names(version) <= gaps.keys():
            return reader.gettext(version).format_map(gaps)
    return ""
