"""Every page of citizens, in Danish; see `accessible.py`."""

from e2e.accessible import CitizensPages
from e2e.everywhere import CITIZENS


class TestInDanish(CitizensPages):
    language = "da"
    walks = CITIZENS
