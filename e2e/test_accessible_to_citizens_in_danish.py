"""Every page of citizens, in Danish; see `accessible.py`."""

import pytest

from e2e.accessible import CitizensPages
from e2e.everywhere import CITIZENS

pytestmark = pytest.mark.long


class TestInDanish(CitizensPages):
    language = "da"
    walks = CITIZENS
