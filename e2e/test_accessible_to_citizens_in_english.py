"""Every page of citizens, in English; see `accessible.py`."""

from e2e.accessible import CitizensPages
from e2e.everywhere import CITIZENS


class TestInEnglish(CitizensPages):
    language = "en"
    walks = CITIZENS
