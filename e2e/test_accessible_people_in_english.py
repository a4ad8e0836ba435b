"""All of staff's pages on people, in English; see `accessible.py`."""

import pytest

from e2e.accessible import StaffsPagesOnPeople
from e2e.staff import WITH_PEOPLE

pytestmark = pytest.mark.long


class TestInEnglish(StaffsPagesOnPeople):
    language = "en"
    walks = WITH_PEOPLE
