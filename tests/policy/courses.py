"""A few ordinary people, small enough to be changed by hand in a test."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from portal.policy import facts as f
from portal.policy.kalender import COPENHAGEN, month_ends


def at(text: str) -> datetime:
    """A Danish time as the law cases write it."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def day(text: str) -> date:
    return date.fromisoformat(text)


def month(text: str, hours: str, registered: str | None = None) -> f.Timer:
    first = date.fromisoformat(f"{text}-01")
    return f.Timer(first, Decimal(hours), day(registered) if registered else month_ends(first))


def meeting(noegle: int, start: str, **changed: Any) -> f.Samtale:
    """A held, called meeting with the a-kasse in person, unless changed."""
    values: dict[str, Any] = {
        "holder": f.Aktoer.A_KASSE,
        "form": f.Samtaleform.FREMMOEDE,
        "oprindelse": f.Oprindelse.INDKALDT,
        "status": f.SamtaleStatus.AFHOLDT,
    }
    return f.Samtale(noegle=noegle, start=at(start), **{**values, **changed})


def booked(noegle: int, start: str, **changed: Any) -> f.Samtale:
    """A planned, self-booked phone meeting with the a-kasse, unless changed."""
    values: dict[str, Any] = {
        "form": f.Samtaleform.TELEFON,
        "oprindelse": f.Oprindelse.SELVBOOKET,
        "status": f.SamtaleStatus.PLANLAGT,
    }
    return meeting(noegle, start, **{**values, **changed})


def deadline(issued: str, last: str, **changed: Any) -> f.Frist:
    values: dict[str, Any] = {"af": f.Aktoer.A_KASSE, "vejledt": True}
    return f.Frist(udstedt=day(issued), frist=day(last), **{**values, **changed})


def in_the_a_kasse(**changed: Any) -> f.Facts:
    """On dagpenge since 5 August 2024, the first meeting held on the 14th."""
    values: dict[str, Any] = {
        "person": f.Person(day("1994-04-14")),
        "tilmeldinger": (f.Tilmelding(day("2024-08-05")),),
        "indplaceringer": (f.Indplacering(day("2024-08-05")),),
        "samtaler": (meeting(0, "2024-08-14T10:00"),),
    }
    return f.Facts(**{**values, **changed})


def with_the_jobcenter(**changed: Any) -> f.Facts:
    """On dagpenge since 4 March 2024, handed over on 31 May, the first meeting held in the a-kasse."""
    values: dict[str, Any] = {
        "person": f.Person(day("1989-07-06")),
        "tilmeldinger": (f.Tilmelding(day("2024-03-04")),),
        "indplaceringer": (f.Indplacering(day("2024-03-04")),),
        "forbrug": (month("2024-03", "148"), month("2024-04", "160"), month("2024-05", "158")),
        "samtaler": (meeting(0, "2024-03-13T10:00"),),
    }
    return f.Facts(**{**values, **changed})
