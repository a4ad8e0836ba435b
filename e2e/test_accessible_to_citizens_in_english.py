"""Every page of citizens, in English; see `accessible.py`."""

import pytest

from e2e.accessible import CitizensPages
from e2e.everywhere import CITIZENS

pytestmark = pytest.mark.long


class TestInEnglish(CitizensPages):
    language = "en"
    walks = CITIZENS
