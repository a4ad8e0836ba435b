"""Every page of staff, in English; see `accessible.py`."""

import pytest

from e2e.accessible import StaffsPages
from e2e.staff import STAFF

pytestmark = pytest.mark.long


class TestInEnglish(StaffsPages):
    language = "en"
    walks = STAFF
