"""A decision is taken back in the step that says so, wholly or in part: it binds no longer, from today or
from a later day; or the exemption is granted, for good or to a day. An offer that was given or refused is
decided anew.

A decision in the person's favour, so nobody is heard first.
"""

from __future__ import annotations

import uuid
from datetime import date

from portal.actions import sagsskridt
from portal.actions.sager.step import Open
from portal.actions.tilbud.decide_anew import decide_anew
from portal.policy.beslutninger import bindende
from portal.policy.facts import BeslutningArt
from portal.policy.fritagelse import Fritagelsesgrund
from portal.policy.kalender import day_after
from portal.policy.sag import Sag as Course
from portal.policy.sagsgang import OM_FRITAGELSE, Trin
from portal.store import beslutninger, letters
from portal.store.afgoerelser import NewSkridt, Sag
from portal.store.beslutninger import NewBeslutning


def undo(
    of: Open, after: Sag, decision_id: int, letter: uuid.UUID | None, grund: Fritagelsesgrund | None
) -> None:
    """Takes the case's decision back from today on. `grund`: of the exemption, where that is what was
    refused or lifted; None: as it was before it was lifted. What was lifted before stays so.
    """
    if after.view.emne in OM_FRITAGELSE:
        _exempt(of, decision_id, grund.value if grund else _grundlag_before(of))
    elif after.view.indstilling is not None:
        decided = after.seneste(Trin.AFGJORT)
        told = decided.letter if decided else None
        decide_anew(of.session, of.seen, after.view.indstilling, told, of.now)
    elif after.view.beslutning_id is not None:
        beslutninger.lift_one(of.session, after.view.beslutning_id, of.today)
    if after.gang.har(Trin.OPHAEVET):
        return
    step = NewSkridt(
        Trin.OPHAEVET,
        of.today,
        of.now,
        caseworker_id=of.seen.worker.id,
        decision_id=decision_id,
        letter=letter,
    )
    sagsskridt.kept(of.session, after, step)


def in_part(of: Open, after: Sag, decision_id: int, til: date, grund: Fritagelsesgrund | None) -> None:
    """Takes it back in part: it binds to the Danish day `til`, or the person is exempt to that day.

    `grund`: as in `undo`.
    """
    over = day_after(til)
    if after.view.emne in OM_FRITAGELSE:
        _exempt(of, decision_id, grund.value if grund else _grundlag_before(of), over)
    elif after.view.beslutning_id is not None:
        beslutninger.lift_one(of.session, after.view.beslutning_id, over)


def _grundlag_before(of: Open) -> str | None:
    """The ground of the exemption that the case's decision lifted, which its letter names; else the one that
    was asked for.
    """
    person, decided = of.seen.person.person_id, of.sag.seneste(Trin.AFGJORT)
    told = letters.get_own(of.session, person, decided.letter) if decided and decided.letter else None
    lifted = told.view.beslutning_id if told else None
    for one in beslutninger.of_person(of.session, person):
        if one.id == lifted:
            return one.grundlag
    return of.sag.view.grundlag


def _longer(ends: date | None, than: date | None) -> bool:
    return than is not None and (ends is None or ends > than)


def _exempt(of: Open, decision_id: int, grundlag: str | None, ophaevet: date | None = None) -> None:
    """`ophaevet`: the day on which it ends; None: it goes on. One that goes on as long already stays so."""
    course = Course(of.seen.person.facts, of.now)
    present = bindende(course, BeslutningArt.FRITAGELSE, of.today)
    if present is not None and not _longer(ophaevet, present.ophaevet):
        return
    beslutninger.take(
        of.session,
        NewBeslutning(
            person_id=of.seen.person.person_id,
            organisation_id=of.own,
            caseworker_id=of.seen.worker.id,
            art=BeslutningArt.FRITAGELSE,
            af=of.seen.worker.organisation.holder,
            dato=of.today,
            begrundelse="",
            decision_id=decision_id,
            grundlag=grundlag,
            ophaevet=ophaevet,
        ),
    )
