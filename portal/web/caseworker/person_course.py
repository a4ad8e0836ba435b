"""What a person's page says of what was brought in, and the ways to more of it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from portal.policy.facts import Aktoer
from portal.policy.indsigt import Del
from portal.policy.kalender import day_of
from portal.store import brought_in
from portal.store.brought_in import CvChecked, Representative
from portal.store.database import Session
from portal.web.caseworker.seeing import Looking
from portal.wording.course_words import WORD
from portal.wording.reader import brief_day
from portal.wording.situation import Situation

Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class BroughtInRows:
    """Guidance, CV and fuldmagt; `links`: (text, address) pairs."""

    rows: list[Row]
    links: list[tuple[str, str]]


def rows(session: Session, looking: Looking, situation: Situation) -> BroughtInRows:
    _, reader, seen = looking.reader.gettext, looking.reader, looking.seen
    own, person = seen.worker.organisation, seen.person.person
    found = brought_in.of_person(session, person.id, day_of(looking.now), own.id)
    said: list[Row] = []
    if seen.indsigt.ser(Del.FORLOEB):
        guided = brief_day(reader, found.guided) if found.guided else _("Ikke noteret")
        said.append((_("Vejledt om selvbooking"), [guided]))
        said += _cv(looking, situation, found.cv)
    for one in found.representatives:
        said.append((_("Fuldmagt"), [one.navn, standing_in(looking, one)]))
    return BroughtInRows(said, _links(looking, situation))


def _cv(looking: Looking, situation: Situation, seen: CvChecked | None) -> list[Row]:
    """When it was looked at last, and until when it has to be in order while it is not."""
    _, reader, rows = looking.reader.gettext, looking.reader, []
    if seen is not None:
        verdict = _("fyldestgørende") if seen.fyldestgoerende else _("ikke fyldestgørende")
        rows.append((_("CV set igennem"), [f"{brief_day(reader, seen.dato)}: {verdict}", seen.by]))
    state = situation.cv
    if state is not None and state.mangler and state.senest is not None:
        rows.append((_("CV i orden senest"), [brief_day(reader, state.senest)]))
    return rows


def standing_in(looking: Looking, one: Representative) -> str:
    """What the fuldmagt is for, and until when."""
    _ = looking.reader.gettext
    scope = _(WORD[one.omfang])
    if one.til is None:
        return scope
    return _("{omfang}, til og med {dag}").format(omfang=scope, dag=brief_day(looking.reader, one.til))


def _links(looking: Looking, situation: Situation) -> list[tuple[str, str]]:
    _, seen = looking.reader.gettext, looking.seen
    person = seen.person.person.public_id
    links = [
        (_("Se og ret oplysninger om forløbet"), url_for("caseworker.forloeb.show", person=person)),
        (_("Skift af a-kasse eller kommune"), url_for("caseworker.skift.show", person=person)),
    ]
    if seen.indsigt.ser(Del.FORLOEB):
        links.insert(1, (_("CV på Jobnet"), url_for("caseworker.cv.show", person=person)))
    a_kasse = seen.worker.organisation.holder is Aktoer.A_KASSE
    if a_kasse and any(row.kode == "visitation" for row in situation.krav):
        links.append((_("Visitér til jobcentret"), url_for("caseworker.visiter.show", person=person)))
    return links
