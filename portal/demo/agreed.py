"""What the demo's jobcentres and a-kasser have agreed on for joint meetings, time by time."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from portal.actions.times.links import OWN
from portal.demo.houses import VIDEO_HOST, Keys
from portal.demo.times import LENGTH, TRAVEL, Joint, Pair, Time, pairs
from portal.policy.facts import Aktoer, Samtaleform
from portal.store import bulk
from portal.store.database import Session
from portal.store.tables_agreement import AgreementInterval, AgreementSeen, AgreementStep
from portal.store.tables_times import Absence

Intervals = Mapping[tuple[int, datetime], int]
"""The key of an interval, by that of its agreement and when it begins."""

_LINK: Final = f"https://{VIDEO_HOST}/{OWN}"
_PROPOSED, _AGREED = timedelta(days=126), timedelta(days=119)
_MESSAGES: Final = (
    "Vi foreslår en fast tid om ugen. A-kassen er med på video i den ene uge og møder op i den anden.",
    "Det passer fint. Vi regner en halv times transport hver vej, når vi møder op.",
)


def write(session: Session, keys: Keys, times: Iterable[Time], now: datetime) -> Intervals:
    """An interval for each of the joint times, the steps that led to it, and the a-kasse's travel.

    `now`: aware.
    """
    joint = [(offered, offered.joint) for offered in times if offered.joint]
    rows = {
        (keys.agreement(offered, side), offered.start): _interval(keys, offered, side, now)
        for offered, side in joint
    }
    bulk.add(session, rows.values())
    found = {key: row.id for key, row in rows.items()}
    bulk.insert_many(session, Absence, _travel(keys, joint, found, now))
    counts = Counter(agreement for agreement, _start in found)
    bulk.insert_many(
        session, AgreementStep, (row for pair in pairs() for row in _steps(keys, pair, counts, now))
    )
    bulk.insert_many(session, AgreementSeen, (row for pair in pairs() for row in _seen(keys, pair)))
    return found


def _interval(keys: Keys, offered: Time, side: Joint, now: datetime) -> AgreementInterval:
    travel = int(TRAVEL.total_seconds()) // 60 if side.form is Samtaleform.FREMMOEDE else 0
    return AgreementInterval(
        agreement_id=keys.agreement(offered, side),
        by_side=Aktoer.JOBCENTER.value,
        status="agreed",
        start=offered.start,
        slut=offered.slut,
        minutes=int(LENGTH.total_seconds()) // 60,
        pause=0,
        office_id=keys.offices[offered.worker.branch],
        a_kasse_form=side.form.value,
        travel_before=travel,
        travel_after=travel,
        fremmoede=Samtaleform.FREMMOEDE in offered.former,
        telefon=Samtaleform.TELEFON in offered.former,
        video=Samtaleform.VIDEO in offered.former,
        video_link=_LINK if Samtaleform.VIDEO in offered.former else None,
        a_kasse_link=_alone(offered, side),
        caseworker_id=keys.workers[offered.worker],
        a_kasse_caseworker_id=keys.workers[side.worker],
        settled_at=now - _AGREED,
    )


def _alone(offered: Time, side: Joint) -> str | None:
    """Where the a-kasse alone comes by video."""
    alone = side.form is Samtaleform.VIDEO and Samtaleform.VIDEO not in offered.former
    return _LINK if alone else None


def _travel(
    keys: Keys, joint: list[tuple[Time, Joint]], intervals: Intervals, now: datetime
) -> Iterator[dict[str, Any]]:
    for offered, side in joint:
        for start, slut in ((side.begin, offered.start), (offered.slut, side.end)):
            if start < slut:
                yield {
                    "public_id": uuid.uuid4(),
                    "caseworker_id": keys.workers[side.worker],
                    "kind": "optaget",
                    "start": start,
                    "slut": slut,
                    "entered_by": keys.workers[side.worker],
                    "entered_at": now - _AGREED,
                    "interval_id": intervals[keys.agreement(offered, side), offered.start],
                }


def _steps(keys: Keys, pair: Pair, counts: Counter[int], now: datetime) -> Iterator[dict[str, Any]]:
    agreement = keys.agreements[pair.jobcenter.branch.code, pair.a_kasse.branch.code]
    number = counts[agreement]
    answered = {"agreed": number, "declined": 0, "countered": 0, "lapsed": 0, "meetings": number}
    for step, act, worker, details, ago in (
        (1, "proposed", pair.jobcenter, {"intervals": number, "meetings": number}, _PROPOSED),
        (2, "accepted", pair.a_kasse, answered, _AGREED),
    ):
        yield {
            "agreement_id": agreement,
            "number": step,
            "side": worker.branch.holder.value,
            "act": act,
            "message": _MESSAGES[step - 1],
            "details": details,
            "caseworker_id": keys.workers[worker],
            "at": now - ago,
        }


def _seen(keys: Keys, pair: Pair) -> Iterator[dict[str, int]]:
    agreement = keys.agreements[pair.jobcenter.branch.code, pair.a_kasse.branch.code]
    for worker in (pair.jobcenter, pair.a_kasse):
        yield {"agreement_id": agreement, "organisation_id": keys.organisation(worker.branch), "number": 2}
