"""All of staff's other pages, in Danish; see `accessible.py`."""

import pytest

from e2e.accessible import StaffsOtherPages
from e2e.staff import WITH_THE_HOUSE

pytestmark = pytest.mark.long


class TestInDanish(StaffsOtherPages):
    language = "da"
    walks = WITH_THE_HOUSE
