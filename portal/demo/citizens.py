"""Who the demo's citizens are: each in another legal situation, counted from the day the demo is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.demo.cpr import cpr_of_nobody
from portal.policy.facts import Aktoer, Facts

CITIES: Final = {
    "2000": "Frederiksberg",
    "2200": "København N",
    "2300": "København S",
    "4000": "Roskilde",
    "4700": "Næstved",
    "4930": "Maribo",
    "5000": "Odense C",
    "5220": "Odense SØ",
    "6000": "Kolding",
    "6700": "Esbjerg",
    "7100": "Vejle",
    "8000": "Aarhus C",
    "8200": "Aarhus N",
    "8230": "Åbyhøj",
    "8800": "Viborg",
    "8900": "Randers C",
    "9000": "Aalborg",
}
"""The towns that the demo's people live in, by postcode."""


@dataclass(frozen=True, slots=True)
class PlanText:
    """One part of Min Plan as it stands: `felt` as the law's own words go, written on `day` by `af`.

    `before`: the words that it replaced. `ended`: why it is over by now.
    """

    felt: str
    text: str
    af: Aktoer
    day: date
    details: tuple[tuple[str, str], ...] = ()
    before: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Citizen:
    """A person of the demo. `key` is how the local identity provider knows the person.

    `situation` says in Danish, `situation_en` in English, what is shown by signing in as this person.
    `reasons` are the words of the facts' decisions, in their order. `companion`: who came along to the first
    meeting. `digital_post`: whether they get it, or letters on paper.
    """

    key: str
    name: str
    situation: str
    situation_en: str
    postcode: str
    facts: Facts
    plan: tuple[PlanText, ...] = ()
    reasons: tuple[str, ...] = ()
    companion: str | None = None
    digital_post: bool = True

    @property
    def address(self) -> tuple[str, str]:
        """Street and town: of the right town, in a street that is nowhere."""
        return f"Opdigtet Vej {1 + len(self.name) + len(self.key)}", CITIES[self.postcode]

    @property
    def cpr(self) -> str:
        """Ten digits that are nobody's."""
        return cpr_of_nobody(self.facts.person.foedselsdato, 0)

    @property
    def mail(self) -> str:
        return f"{self.key}@borger.example"


def citizens(now: datetime) -> tuple[Citizen, ...]:
    """Everyone the demo knows, with facts that are true of `now` (aware) and the days about it."""
    from portal.demo import after_a_meeting, with_a_kasse, with_jobcenter
    from portal.demo.course import Days

    days = Days(now)
    return tuple(
        make(days) for make in (*with_a_kasse.EVERYONE, *with_jobcenter.EVERYONE, *after_a_meeting.EVERYONE)
    )
