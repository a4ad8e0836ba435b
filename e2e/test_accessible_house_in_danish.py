"""All of staff's other pages, in Danish; see `accessible.py`."""

from e2e.accessible import StaffsOtherPages
from e2e.staff import WITH_THE_HOUSE


class TestInDanish(StaffsOtherPages):
    language = "da"
    walks = WITH_THE_HOUSE
