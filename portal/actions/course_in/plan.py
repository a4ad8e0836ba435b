"""What bringing in a person's facts changes, and what stands in the way: pure, from what is known already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

from portal.actions.course_in import facts_after
from portal.actions.course_in.fields import KEYS, NOWHERE, Place, Problem
from portal.actions.course_in.files import Stated
from portal.policy.facts import Aktoer, Facts
from portal.policy.indsigt import Indsigt, indsigt
from portal.policy.kalender import day_of
from portal.policy.koder import afslag
from portal.policy.law import Finding
from portal.policy.oplysninger import SKRIVER, Oplysning, afmelding_senest, imod
from portal.policy.sag import Sag
from portal.policy.uddannelsespaalaeg import kriterier, maalgruppe
from portal.store.people_in import Change, Known, Row, Values
from portal.store.views import OrganisationView

_OWN_MEMBERSHIP: Final = {Aktoer.A_KASSE: Oplysning.A_KASSE, Aktoer.JOBCENTER: Oplysning.KOMMUNE}
_HOLDERS: Final = MappingProxyType(
    {Oplysning.A_KASSE.value: Aktoer.A_KASSE.value, Oplysning.KOMMUNE.value: Aktoer.JOBCENTER.value}
)
_DAY_OF: Final = MappingProxyType({Oplysning.CV: "dato", Oplysning.VEJLEDNING: "dato"})
_NOT_AHEAD: Final[Mapping[Oplysning, str]] = MappingProxyType(
    {
        Oplysning.FORBRUG: "registreret",
        Oplysning.CV: "dato",
        Oplysning.VEJLEDNING: "dato",
        Oplysning.VISITERET: "dato",
        Oplysning.A_KASSE: "fra",  # DBK § 61, stk. 2
        Oplysning.INDPLACERING: "dato",
    }
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The law lets somebody else register it. `place`: where it was stated."""

    finding: Finding
    felt: str
    place: Place = NOWHERE


def wrong_json(one: Problem | Refusal) -> dict[str, Any]:
    """In JSON values, which `wrong_of` reads."""
    where = {"place": [one.place.line, one.place.column, one.place.path], "felt": one.felt}
    if isinstance(one, Refusal):
        return where | {"finding": one.finding.as_json()}
    return where | {"code": one.code, "part": one.part, "gaps": dict(one.gaps)}


def wrong_of(kept: Mapping[str, Any]) -> Problem | Refusal:
    place = Place(*kept["place"])
    if "finding" in kept:
        return Refusal(Finding.from_json(kept["finding"]), kept["felt"], place)
    return Problem(kept["code"], place, kept["felt"], kept["part"], kept["gaps"])


@dataclass(frozen=True, slots=True)
class Plan:
    """One person's changes, and the facts before and after them. `before` None: nobody was known.

    `sight`: what the organisation sees of what stood before; None of somebody new.
    """

    changes: tuple[Change, ...]
    before: Facts | None
    after: Facts
    sight: Indsigt | None
    problems: tuple[Problem, ...] = ()
    refusals: tuple[Refusal, ...] = field(default=())

    @property
    def seen(self) -> bool:
        """Whether the person was the organisation's own before."""
        return self.sight is not None and self.sight.egen

    @property
    def possible(self) -> bool:
        return not self.problems and not self.refusals


@dataclass(frozen=True, slots=True)
class Asking:
    """Who brings it in, at which moment (aware), and which organisations there are."""

    own: OrganisationView
    now: datetime
    codes: Mapping[tuple[str, str], Any]

    @property
    def membership(self) -> Oplysning:
        """The fact by which a person becomes the organisation's own."""
        return _OWN_MEMBERSHIP[self.own.holder]


def of_file(
    asking: Asking, born: date, known: Known | None, facts: Facts | None, stated: Sequence[Stated], at: Place
) -> Plan:
    """What a file says of one person, against what is known. `at`: where the person is named first."""
    changes: list[Change] = []
    places: dict[int, Place] = {}
    extra: list[Problem] = []
    stranger = facts is not None and not _sight(asking, facts).egen
    names_own = any(one.kind is asking.membership for one in stated)
    for one in stated:
        if stranger and one.kind is not asking.membership:
            # Held against what somebody else knows, it would tell what that is; and without a change the
            # person is told apart from nobody.
            if names_own:
                extra.append(Problem("foerst_skiftet", one.at, one.kind.value))
            continue
        if _moved_without_a_day(known, one, asking):
            extra.append(Problem("mangler_fra", one.at, one.kind.value, "fra"))
            continue
        change = _against(known, one)
        if change is not None and not _says_what_is_so(known, one, asking):
            places[len(changes)] = one.at
            changes.append(change)
    if known is None and names_own:
        extra += _left_out(asking, born, {one.kind for one in stated}, at)
    plan = judged(asking, born, facts, changes, lambda number: places.get(number, at))
    return replace(plan, problems=(*plan.problems, *extra)) if extra else plan


def judged(
    asking: Asking,
    born: date,
    facts: Facts | None,
    changes: Sequence[Change],
    where: Callable[[int], Place] = lambda _number: NOWHERE,
) -> Plan:
    """The changes with all that stands in their way. `facts` None: the person is new."""
    before = facts or facts_after.nobody(born)
    unknown = list(_unknown(asking, changes, where))
    if unknown:
        return Plan(tuple(changes), facts, before, None, tuple(unknown))
    after = facts_after.after(before, changes)
    sag = Sag(after, asking.now)
    sight = _sight(asking, facts) if facts is not None else None
    if not _own(sag, asking) and not (sight is not None and sight.egen):
        stranger = Problem("ikke_egen", where(-1), asking.membership.value)
        return Plan(tuple(changes), facts, after, sight, (stranger,))
    problems = [*_days(sag, changes, where), *_together(after, asking.now, changes, where)]
    refusals = list(_refused(sag, asking, changes, where, new=facts is None))
    return Plan(tuple(changes), facts, after, sight, tuple(problems), tuple(refusals))


def _left_out(asking: Asking, born: date, said: set[Oplysning], at: Place) -> list[Problem]:
    """What has to be said of somebody new: the name, and of a young member what a visitation hangs on."""
    found = []
    if Oplysning.NAVN not in said:
        found.append(Problem("mangler_navn", at, Oplysning.NAVN.value, "vaerdi"))
    young = kriterier(facts_after.nobody(born), asking.now, day_of(asking.now)).ung
    if asking.own.holder is Aktoer.A_KASSE and young:
        criteria = (Oplysning.UDDANNELSE, Oplysning.FORSOERGERPLIGT)
        found += [
            Problem("mangler_kriterium", at, kind.value, "vaerdi") for kind in criteria if kind not in said
        ]
    return found


def _sight(asking: Asking, facts: Facts) -> Indsigt:
    return indsigt(facts, asking.now, asking.own.holder, asking.own.code)


def _against(known: Known | None, one: Stated) -> Change | None:
    """What the fact changes; None where it is known just so."""
    felt = one.kind.value
    rows = known.rows[felt] if known is not None else ()
    keys = KEYS.get(one.kind, ())
    same = next((row for row in rows if all(row.values[key] == one.values[key] for key in keys)), None)
    if same is None:
        return Change(felt, None, None, one.values)
    return None if dict(same.values) == dict(one.values) else Change(felt, same.key, same.values, one.values)


def _moved_without_a_day(known: Known | None, one: Stated, asking: Asking) -> bool:
    present = _present(known, one, asking)
    return present is not None and present.values["kode"] != one.values["kode"]


def _says_what_is_so(known: Known | None, one: Stated, asking: Asking) -> bool:
    present = _present(known, one, asking)
    return present is not None and present.values["kode"] == one.values["kode"]


def _present(known: Known | None, one: Stated, asking: Asking) -> Row | None:
    """The a-kasse or kommune of today, where the file names one without a day; None for all else."""
    if known is None or one.kind not in _OWN_MEMBERSHIP.values() or one.values["fra"] is not None:
        return None
    today = day_of(asking.now)
    begun = [row for row in known.rows[one.kind.value] if (row.values["fra"] or today) <= today]
    return max(begun, key=lambda row: row.values["fra"] or date.min, default=None)


def _own(sag: Sag, asking: Asking) -> bool:
    """Whether the person is the organisation's own today, or will be on a day that is known."""
    holder, code = asking.own.holder, asking.own.code
    if sag.organisation(holder, sag.i_dag) == code:
        return True
    name = asking.membership.value
    return any(getattr(skift, name) == code for skift in sag.facts.skift if skift.dato > sag.i_dag)


def _unknown(asking: Asking, changes: Sequence[Change], where: Callable[[int], Place]) -> Iterator[Problem]:
    for number, change in enumerate(changes):
        holder = _HOLDERS.get(change.felt)
        if holder is not None and change.after and (holder, change.after["kode"]) not in asking.codes:
            yield Problem("ukendt_organisation", where(number), change.felt, "kode")


def _days(sag: Sag, changes: Sequence[Change], where: Callable[[int], Place]) -> Iterator[Problem]:
    for number, change in enumerate(changes):
        kind, values = Oplysning(change.felt), change.after
        if values is None:
            continue
        part = _NOT_AHEAD.get(kind)
        if part is not None and values[part] is not None and values[part] > sag.i_dag:
            yield Problem("i_fremtiden", where(number), change.felt, part)
        if kind is Oplysning.TILMELDING and values["til"] and values["til"] > afmelding_senest(sag):
            gaps = {"dage": str((afmelding_senest(sag) - sag.i_dag).days)}
            yield Problem("for_langt_frem", where(number), change.felt, "til", gaps)


def _together(
    after: Facts, now: datetime, changes: Sequence[Change], where: Callable[[int], Place]
) -> Iterator[Problem]:
    """What no fact says alone: registrations that overlap, a visitation outside the target group."""
    about = {Oplysning(change.felt): number for number, change in enumerate(changes)}
    number = about.get(Oplysning.TILMELDING)
    if number is not None and _overlap(after):
        yield Problem("overlapper", where(number), Oplysning.TILMELDING.value, "fra")
    number = about.get(Oplysning.VISITERET)
    if number is None or after.visiteret is None:
        return
    if not maalgruppe(after, now, after.visiteret).allowed:
        yield Problem("ikke_maalgruppe", where(number), Oplysning.VISITERET.value, "dato")


def _overlap(after: Facts) -> bool:
    spells = sorted(after.tilmeldinger, key=lambda spell: spell.fra)
    return any(first.til is None or first.til >= second.fra for first, second in pairwise(spells))


def _refused(
    sag: Sag, asking: Asking, changes: Sequence[Change], where: Callable[[int], Place], *, new: bool
) -> Iterator[Refusal]:
    others = frozenset(_OWN_MEMBERSHIP.values()) - {asking.membership}
    for number, change in enumerate(changes):
        kind = Oplysning(change.felt)
        if new and kind in others:
            continue  # where a new person belongs on the other side is known to whoever brings them in
        if _away(asking, kind, change):
            # Whom a member goes to is registered there (DBK § 61, stk. 1).
            yield Refusal(afslag("kun_a_kasse", {}, (), SKRIVER[kind].citations), change.felt, where(number))
            continue
        finding = imod(sag, asking.own.holder, kind, _about(kind, change))
        if finding is not None:
            yield Refusal(finding, change.felt, where(number))


def _away(asking: Asking, kind: Oplysning, change: Change) -> bool:
    return (
        kind is Oplysning.A_KASSE
        and asking.own.holder is Aktoer.A_KASSE
        and change.after is not None
        and change.after["kode"] != asking.own.code
    )


def _about(kind: Oplysning, change: Change) -> date | None:
    part = _DAY_OF.get(kind)
    values: Values | None = change.after or change.before
    return values[part] if part is not None and values is not None else None
