"""Every page of staff, in English; see `accessible.py`."""

from e2e.accessible import StaffsPages
from e2e.staff import STAFF


class TestInEnglish(StaffsPages):
    language = "en"
    walks = STAFF
