"""Every page of staff, in Danish; see `accessible.py`."""

from e2e.accessible import StaffsPages
from e2e.staff import STAFF


class TestInDanish(StaffsPages):
    language = "da"
    walks = STAFF
