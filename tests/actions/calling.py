"""People who are called to a meeting, and what they are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from portal.actions.call_in import Called, CallIn, NotCalled, OwnMoment, call_in
from portal.policy.facts import (
    Aktoer,
    Beslutning,
    BeslutningArt,
    Facts,
    Kontrol,
    SamtaleArt,
    Samtaleform,
)
from portal.store import letters, own_times
from portal.wording.letters.letter import from_body
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_revoke_selvbooking import public_id
from tests.store.town import NOW, TEN, Town

DAY = timedelta(days=1)
NEED = "Du begynder måske i et virksomhedsforløb på mandag."


def call(town: Town, person: int, time: UUID | OwnMoment, **more: Any) -> Called | NotCalled:
    values: dict[str, Any] = {
        "caseworker_id": town.a_kasse_worker,
        "art": SamtaleArt.JOBSAMTALE,
        "form": Samtaleform.FREMMOEDE,
        "submission": uuid4(),
    }
    at = more.pop("at", NOW)
    tell_from = more.pop("tell_from", None)
    command = CallIn(person=public_id(town, person), time=time, **values | more)
    return call_in(command, town.database, at, tell_from=tell_from)


def called(town: Town, person: int, time: UUID | OwnMoment, **more: Any) -> Called:
    outcome = call(town, person, time, **more)
    assert isinstance(outcome, Called), outcome
    return outcome


def codes(outcome: Called | NotCalled) -> list[str]:
    assert isinstance(outcome, NotCalled)
    return [finding.code for finding in outcome.decision.refusals]


def words(town: Town, person: int, outcome: Called) -> str:
    assert outcome.letter is not None
    kept = town.database.read(lambda s: letters.get_own(s, person, outcome.letter))
    assert kept is not None
    letter = from_body(kept.view.kind, kept.view.version, kept.view.title, kept.body)
    return "\n".join(block.text for block in letter.blocks)


def own_moment(town: Town, start: datetime = TEN, minutes: int = 60) -> OwnMoment:
    (office, *_) = town.database.read(lambda s: own_times.offices(s, town.a_kasse, town.a_kasse_worker))
    return OwnMoment(start, minutes, office.public_id, "Lokale 4")


def revoked(facts: Facts) -> Facts:
    return replace(
        facts, beslutninger=(Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, date(2024, 8, 20)),)
    )


def exempt(facts: Facts) -> Facts:
    return replace(
        facts, beslutninger=(Beslutning(BeslutningArt.FRITAGELSE, Aktoer.A_KASSE, date(2024, 8, 20)),)
    )


def controlled(town: Town) -> tuple[int, Called]:
    person = town.person(replace(in_the_a_kasse(), kontrol=Kontrol(NOW.date(), udland=True)))
    return person, called(town, person, town.slot(TEN - 2 * DAY), art=SamtaleArt.KONTROLSAMTALE)
