"""The only reader of time. Everything else is given the moment or the day it is to reckon with."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is now in Denmark (Europe/Copenhagen), whatever the machine's own zone is."""
    return now().astimezone(COPENHAGEN).date()
