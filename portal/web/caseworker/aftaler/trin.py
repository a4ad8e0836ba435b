"""The steps of an agreement in words: who did what, what they wrote, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from portal.store.agreements import AgreementView, StepView
from portal.web.caseworker.aftaler import told
from portal.web.locale import _, ngettext, reader
from portal.wording.reader import brief_moment, capitalised, plain_day


@dataclass(frozen=True, slots=True)
class Step:
    """`typed`: the message's lines, as they were written. `new`: the other side's, and not seen before."""

    number: int
    what: str
    who: str
    when: str
    typed: list[str]
    new: bool


def steps(agreement: AgreementView, found: tuple[StepView, ...]) -> list[Step]:
    """The last one first."""
    theirs = [one.number for one in found if one.side is not agreement.side]
    new = frozenset(theirs[-agreement.news :] if agreement.news else ())
    return [
        Step(
            number=one.number,
            what=_ACTS[one.act](_name(agreement, one), one),
            who=one.caseworker.name,
            when=brief_moment(reader(), one.at),
            typed=[line for line in (one.message or "").splitlines() if line.strip()],
            new=one.number in new,
        )
        for one in reversed(found)
    ]


def _name(agreement: AgreementView, one: StepView) -> str:
    return agreement.other.name if one.side is not agreement.side else own_name(agreement)


def own_name(agreement: AgreementView) -> str:
    """What the side that looks is called."""
    return (agreement.jobcenter if agreement.other is agreement.a_kasse else agreement.a_kasse).name


def _proposed(name: str, one: StepView) -> str:
    count = one.details.get("intervals", 0)
    text = ngettext("{navn} foreslog {antal} tidsrum", "{navn} foreslog {antal} tidsrum", count)
    return text.format(navn=name, antal=count)


def _answered(name: str, one: StepView) -> str:
    """`A-kassen svarede: 3 tidsrum aftalt, 1 afvist og 2 modforslag`."""
    counts = told.counted(*(one.details.get(key, 0) for key in ("agreed", "declined", "countered", "lapsed")))
    if not counts:
        return _("{navn} svarede").format(navn=name)
    return _("{navn} svarede: {svar}").format(navn=name, svar=counts)


def _withdrawn(name: str, one: StepView) -> str:
    """What nobody had answered yet; or times that were agreed."""
    times = one.details.get("times")
    if not times:
        return _("{navn} trak forslaget tilbage").format(navn=name)
    text = ngettext(
        "{navn} trak {antal} aftalt tid tilbage", "{navn} trak {antal} aftalte tider tilbage", times
    ).format(navn=name, antal=times)
    parts = [text, _when(one.details)]
    if booked := one.details.get("meetings", 0):
        parts.append(_("{antal} var booket").format(antal=booked))
    if who := one.details.get("stopped"):
        parts.append(_("{navn} arbejder der ikke mere").format(navn=who))
    return ". ".join(part for part in parts if part)


def _when(details: Mapping[str, Any]) -> str:
    """From the first time to the last; "" where it is not said."""
    try:
        first, last = (datetime.fromisoformat(details[key]) for key in ("first_time", "last_time"))
    except (KeyError, ValueError):
        return ""
    if first == last:
        return capitalised(brief_moment(reader(), first))
    return f"{capitalised(brief_moment(reader(), first))} – {brief_moment(reader(), last)}"


def _ended(name: str, one: StepView) -> str:
    details = one.details
    if "replaced_by" in details:
        text = _("Aftalen er afløst af en ændret aftale. Sidste dag er {dag}")
    else:
        text = _("{navn} afsluttede aftalen. Sidste dag er {dag}")
    last = plain_day(reader(), date.fromisoformat(details["last"]))
    parts = [text.format(navn=name, dag=last)]
    if free := details.get("times", 0):
        text = ngettext("{antal} ledig tid trukket tilbage", "{antal} ledige tider trukket tilbage", free)
        parts.append(text.format(antal=free))
    if booked := details.get("meetings", 0):
        stays = details.get("keep_booked", True)
        text = (
            _("Bookede samtaler, der bliver stående: {antal}")
            if stays
            else _("Bookede samtaler, der bliver aflyst: {antal}")
        )
        parts.append(text.format(antal=booked))
    return ". ".join(parts)


_ACTS: Final[dict[str, Callable[[str, StepView], str]]] = {
    "proposed": _proposed,
    "countered": _answered,
    "accepted": _answered,
    "declined": _answered,
    "withdrawn": _withdrawn,
    "ended": _ended,
}
