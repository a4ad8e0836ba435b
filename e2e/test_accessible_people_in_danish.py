"""All of staff's pages on people, in Danish; see `accessible.py`."""

import pytest

from e2e.accessible import StaffsPagesOnPeople
from e2e.staff import WITH_PEOPLE

pytestmark = pytest.mark.long


class TestInDanish(StaffsPagesOnPeople):
    language = "da"
    walks = WITH_PEOPLE
