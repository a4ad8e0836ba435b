"""What two organisations do together, in sentences: `marianne.proposes(…)`, `hassan.answers(…)`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import expect

from e2e.browser import DESKTOP_IN_DANISH
from e2e.caseworkers import WORKDAYS, Caseworker
from e2e.conftest import SitsDown
from portal import clock

AGREEMENTS, CONFLICTS = "Aftaler om fælles tider", "Fælles tider i konflikt"
COMES, ON_VIDEO = "A-kassen møder op", "A-kassen er med på video"
FREE, BOOKED, CLOSED = "Ledig", "Booket", "Lukket"
FORMS = ("Personligt møde", "Telefon", "Video")
DAYS = 28
"""For how long times are proposed."""


@dataclass(frozen=True)
class JointTime:
    """A line of the shared calendar, as it stands there. `video`: what leads to where the a-kasse meets."""

    day: str
    hours: str
    who: str
    how: str
    video: str
    status: str


class Negotiator(Caseworker):
    """Somebody who works in an organisation that agrees on times with another."""

    agreement: str
    """The address of the one that was opened last."""

    @classmethod
    def at(cls, sits_down: SitsDown) -> Self:
        """A desk."""
        somebody = sits_down(DESKTOP_IN_DANISH)
        return cls(somebody.page, somebody.seat)

    # --- Proposing and answering ---

    def proposes(self, a_kasse: str, comes: str, week: Mapping[str, str], message: str) -> None:
        """Times on which the a-kasse is seen on video, from tomorrow on. `comes`: the colleague; `week`: by
        the names of the fields.
        """
        self.opens_the_agreements()
        self.presses_link("Foreslå tider til en a-kasse")
        first = clock.today() + timedelta(days=1)
        days = {"fra_dag": str(first), "til_dag": str(first + timedelta(days=DAYS - 1))}
        nothing = {f"d{day}_{part}": "" for day in WORKDAYS for part in ("fra", "til")}
        self.fills_in({"a_kasse": a_kasse} | days | nothing | week | {"besked": message})
        for worker in self.main.locator("input[name=medarbejder]").all():
            worker.uncheck(force=True)
        for wanted in (comes, *FORMS):
            self.main.get_by_role("checkbox", name=wanted, exact=True).check(force=True)
        self.hands.choose(self.main.get_by_role("radio", name=ON_VIDEO, exact=True))
        self.presses("Se, hvad der bliver foreslået")
        self.sees_the_page("Tjek, før forslaget bliver sendt")
        self.reads_exactly(comes, message)
        self.presses("Send forslaget")
        self.sees("Forslaget er sendt til a-kassen.")

    def opens_the_agreements(self) -> int:
        """Gives how many the first page says wait or have news."""
        self.opens_the_work_lists()
        number = self.number_in(AGREEMENTS)
        self.follows(self.main.locator(".work-lists a", has_text=AGREEMENTS))
        self.sees_the_page(AGREEMENTS)
        return number

    def hears_from(self, other: str, *news: str) -> None:
        """Of something new on the first page and in the list; and reads it in the agreement."""
        assert self.opens_the_agreements() > 0
        line = self.main.get_by_role("row").filter(has_text=other)
        expect(line).to_contain_text(re.compile(r"\d (nyt|nye)"))
        self.follows(line.get_by_role("link"))
        self.reads_exactly("Nyt", *news)
        self.agreement = urlsplit(self.page.url).path

    def sets_out_to_answer(self) -> None:
        self.presses_link("Svar på forslaget")
        self.sees("Til alle tider")

    def would_rather_come_in_person_to(self, number: int, **travel: str) -> None:
        """The time of that number in the form. `travel`: minutes, by the names of the fields."""
        self.hands.select(self.main.locator(f"#svar-{number}"), "Foreslå noget andet")
        cell = self.main.locator("td", has=self.page.locator(f"#svar-{number}"))
        self.hands.press(cell.locator("summary"))
        self.hands.select(cell.locator(f"#form-{number}"), COMES)
        for name, minutes in travel.items():
            self.hands.write(cell.locator(f"#{name}-{number}"), minutes)

    def says_no_to(self, number: int) -> None:
        self.hands.select(self.main.locator(f"#svar-{number}"), "Nej")

    def says_yes_to_all_the_others(self, message: str, comes: str | None = None) -> None:
        self.hands.choose(self.main.locator(".answer-all").get_by_role("radio", name="Ja", exact=True))
        if comes:
            self.hands.select(self.main.locator("#hvem-alle"), comes)
        self.hands.write(self.main.locator("#besked"), message)
        self.presses("Se, hvad svaret betyder")
        self.sees_the_page("Tjek, før svaret bliver sendt")
        self.presses("Send svaret")
        self.sees("Svaret er sendt.")

    def ends_the_agreement(self, message: str, booked: str = "De bliver stående") -> date:
        """As soon as its notice allows. `booked`: what becomes of meetings after that. Gives its last day."""
        self.opens(self.agreement)
        self.presses_link("Afslut aftalen")
        last = date.fromisoformat(self.main.locator("#sidste").input_value())
        self.hands.choose(self.main.get_by_role("radio", name=re.compile(f"^{booked}")))
        self.hands.write(self.main.locator("#besked"), message)
        self.presses("Se, hvad det betyder")
        self.sees_the_page("Tjek, hvad det betyder at afslutte aftalen")
        self.presses("Afslut aftalen")
        self.sees("Aftalen er afsluttet")
        return last

    # --- What both see ---

    def joint_times(self, day: date) -> list[JointTime]:
        """Those of the week of that day, in the shared calendar."""
        year, week, _weekday = day.isocalendar()
        self.opens(f"{self.agreement}/kalender?uge={year}-W{week:02}")
        self.sees("I ser de samme fælles tider.")
        found = []
        for table in self.main.locator(".calendar-columns > div:first-child table").all():
            (_joint, heading) = table.locator("caption").inner_text().split(", ")
            for row in table.locator("tbody tr").all():
                found.append(JointTime(heading, *row.locator("td").all_inner_texts()))
        return found

    @property
    def conflicts(self) -> list[str]:
        """The lines of the list of joint times that somebody cannot come to."""
        self.opens_the_list(CONFLICTS)
        every = self.main.locator("tbody tr").all()
        return [" ".join(row.locator("td").all_inner_texts()[:-1]) for row in every]

    def is_away_on(self, day: date) -> None:
        """All day, as that person enters it."""
        self.opens("/sagsbehandler/fravaer")
        self.fills_in({"fra": str(day), "til": str(day)})
        self.presses("Se, hvad det betyder")
        self.sees("Samtalen bliver ikke aflyst")
        self.presses("Skriv fraværet ind")
        self.sees("Fraværet er skrevet ind.")

    def sends_another_to_the_first(self) -> str:
        """Of the conflicts on the list: whoever is named first. Gives their name."""
        self.presses_link("Find en løsning")
        colleague = self.main.locator("#medarbejder option").nth(1).inner_text()
        self.hands.select(self.main.locator("#medarbejder"), colleague)
        self.presses("Send en anden")
        self.sees("En anden kommer i stedet.")
        return colleague.partition(" (")[0]
