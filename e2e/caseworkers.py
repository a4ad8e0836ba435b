"""What those who work for an organisation do in the portal, in sentences: `anna.publishes_times(…)`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from playwright.sync_api import Locator, expect

from e2e.hands import Keyboard
from e2e.journeys import Citizen
from portal import clock

WORKDAYS = range(5)
COLUMNS = "cpr;felt;vaerdi;kode;fra;maaned;timer;registreret;dato;skriftlig"


class Caseworker(Citizen):
    """Somebody before a browser window who works for an organisation: administrator, leader or caseworker."""

    def comes_to_work(self, subject: str) -> None:
        """As somebody of that lasting name, whom the identity provider knows, to the work lists."""
        self.opens(f"/log-ind/sagsbehandler?login_hint={subject}")
        self.is_lent_a_button(subject)
        self.sees_the_page("Arbejdslister")

    def opens_the_work_lists(self) -> None:
        self.opens("/sagsbehandler")
        self.sees_the_page("Arbejdslister")

    # --- Setting the organisation up ---

    def sets(self, page: str, button: str = "Gem", **typed: str) -> None:
        """Fills in that page of the administration, by the names of its fields, and saves it."""
        self.opens("/administration")
        self.presses_link(page)
        self.sees_the_page(page)
        self.fills_in(typed)
        self.presses(button)
        self.sees("Ændringen er gemt.")

    def opens_an_office(self, **typed: str) -> None:
        self.opens("/administration")
        self.presses_link("Kontorer")
        self.presses_link("Opret kontor")
        self.fills_in(typed)
        self.presses("Gem")
        self.sees("Ændringen er gemt.")

    def opens_it_on_workdays(self, office: str, begins: str, ends: str) -> None:
        self.presses_link(office)
        self.presses_link("Åbningstider")
        self.fills_in({f"d{day}_fra": begins for day in WORKDAYS} | {f"d{day}_til": ends for day in WORKDAYS})
        self.presses("Gem")
        self.sees("Ændringen er gemt.")

    def takes_in(self, name: str, subject: str, office: str) -> None:
        """A caseworker, who can sign in from now on."""
        self.opens("/administration")
        self.presses_link("Medarbejdere")
        self.presses_link("Opret medarbejder")
        self.fills_in({"subject": subject, "name": name, "office": office})
        self.hands.choose(self.main.get_by_role("radio", name=re.compile("^Sagsbehandler")))
        self.presses("Gem")
        self.sees("Ændringen er gemt.")
        self.reads_exactly(name)

    def chooses_how_joint_meetings_are_agreed(self, way: str) -> None:
        self.opens("/administration")
        self.presses_link("Fælles samtaler")
        self.hands.choose(self.main.get_by_role("radio", name=re.compile(f"^{way}")))
        self.presses("Gem")
        self.sees("Ændringen er gemt.")

    # --- People in ---

    def imports(self, *lines: str) -> None:
        """Sends a file and stops at what it would change."""
        self.opens("/sagsbehandler/import")
        content = "\n".join((COLUMNS, *lines)).encode()
        self.main.locator("#fil").set_input_files(
            {"name": "borgere.csv", "mimeType": "text/csv", "buffer": content}
        )
        self.presses("Tjek filen")
        self.sees_the_page("Tjek, hvad filen ændrer")

    def saves_what_the_file_says(self) -> None:
        self.presses("Gem det hele")
        self.sees_the_page("Filen er gemt")

    def brings_in(self, name: str, typed: Mapping[str, str]) -> None:
        """Somebody new, by the form; and comes to that person's page."""
        self.opens_the_work_lists()
        self.presses_link("Ny borger")
        self.fills_in({"navn-vaerdi": name, **typed})
        self.presses("Opret borgeren")
        self.sees_the_page(name)

    def finds(self, cpr: str, name: str) -> None:
        self.opens("/sagsbehandler/find-borger")
        self.hands.write(self.main.get_by_label("CPR-nummer"), cpr)
        self.presses("Find med CPR-nummer")
        self.sees_the_page(name)

    # --- Times out ---

    def publishes_times(self, first: date, begins: str, ends: str) -> None:
        """A week of them from that day on, for oneself, in person and by telephone, with a break."""
        self.opens("/sagsbehandler/tider/udgiv")
        hours = {"fra": begins, "til": ends, "pause_fra": "12", "pause_til": "12.30"}
        self.fills_in({f"d{day}_{part}": text for day in WORKDAYS for part, text in hours.items()})
        self.fills_in({"fra_dag": str(first), "til_dag": str(first + timedelta(days=6))})
        for form in ("Personligt møde", "Telefon"):
            self.main.get_by_role("checkbox", name=form, exact=True).check(force=True)
        self.presses("Se, hvad der bliver udgivet")
        self.sees_the_page("Tjek, før tiderne bliver udgivet")
        self.presses("Udgiv tiderne")
        expect(self.main.get_by_role("table").first).to_be_visible()

    # --- Work lists ---

    def number_in(self, name: str) -> int:
        """How many stand in that list, as the first page has it."""
        card = self.main.locator(".work-lists li", has_text=re.compile(rf"\d {re.escape(name)}"))
        return int(card.locator(".work-number").inner_text())

    @property
    def lists(self) -> list[str]:
        """Where the lists of the first page are that somebody stands in."""
        filled = self.main.locator(".work-lists li:not(.work-none) a").all()
        return [str(link.get_attribute("href")) for link in filled]

    def opens_the_list(self, name: str) -> None:
        self.opens_the_work_lists()
        self.follows(self.main.locator(".work-lists a", has_text=name))
        self.sees_the_page(name)

    def goes_from_the_line_to_the_act(self, name: str) -> None:
        """In one click: what is to be done next with that person."""
        self.follows(self._line(name).locator(".work-act"))

    def goes_by_keys_from_the_line_to_the_act(self, name: str) -> None:
        """The same by j and Enter, from the list's first line on."""
        keyboard, acts = Keyboard(self.page), self.main.locator(".work-act")
        keyboard.go_to(acts.first)
        wanted = self._line(name).locator(".work-act")
        for _ in range(acts.count()):
            if keyboard.is_at(wanted):
                break
            self.page.keyboard.press("j")
        assert keyboard.is_at(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    @property
    def acts(self) -> list[str]:
        """Where the lines of the list lead: a plain table's by the last link of each."""
        found = self.main.locator(
            ".work-act, .case-table:not(.work-table) tr > :nth-last-child(1 of :has(a)) a"
        ).all()
        return [str(act.get_attribute("href")) for act in found]

    @property
    def lines(self) -> list[str]:
        """Who stands in the list, in its order."""
        return self.main.locator(".work-table tbody td > a:not(.work-act)").all_inner_texts()

    def _line(self, name: str) -> Locator:
        return self.main.locator(".work-table tbody tr", has_text=name)

    # --- Calling in, meetings ---

    def looks_at_the_letter(self, message: str) -> str:
        """Takes the first free time, writes a message, and reads the letter. Gives the time, as it stands
        there: `mandag den 2. marts 2026 kl. 09.00`.
        """
        self.hands.choose(self.main.get_by_role("radio").first)
        self.hands.write(self.main.get_by_label(re.compile("^Besked i brevet")), message)
        self.presses("Se brevet og tjek")
        self.sees_the_page("Tjek indkaldelsen og brevet")
        self.reads_exactly("Du er indkaldt til en samtale", message)
        line = self.main.get_by_role("listitem").filter(has_text=re.compile("^Tid: ")).inner_text()
        return line.removeprefix("Tid: ").partition(" til kl.")[0]

    def books_on_the_telephone(self, form: str) -> str:
        """For the person whose page this is, the first free time in that form. Gives the time."""
        self.presses_link("Book for personen i telefonen")
        self.hands.select(self._selection("Form"), form)
        self.presses("Vis tider")
        self.hands.choose(self.main.get_by_role("radio").first)
        self.presses("Tjek")
        self.sees_the_page("Tjek med personen")
        time = self.fact("Tid")
        self.presses("Book samtalen")
        return time

    def asks_for_the_nearest_deadline(self) -> None:
        """On the page for that: the first day that the law allows."""
        self.fills_in({"frist": str(self.main.locator("#frist").get_attribute("min"))})
        self.presses("Se brevet og tjek")

    def sets_the_deadline(self) -> None:
        self.sees_the_page("Tjek fristen og brevet")
        self.presses("Sæt fristen og send brevet")
        self.sees("Fristen er sat, og personen har brevet.")

    def says_what_became_of_it(self, outcome: str, **typed: str) -> None:
        """On the page of a meeting; every topic the law requires is ticked where it was held."""
        self.hands.choose(self.main.get_by_role("radio", name=outcome, exact=True))
        if outcome == "Samtalen er holdt":
            for topic in self.main.get_by_role("checkbox").all():
                topic.check(force=True)
        self.fills_in(typed)
        self.presses("Registrér samtalen")

    def notes_that_the_person_got_in_touch(self) -> None:
        self.presses_link("Personen har henvendt sig")
        self.fills_in({"dato": str(clock.today())})
        self.presses("Gem dagen")

    # --- Forms ---

    def fills_in(self, typed: Mapping[str, str]) -> None:
        """By the fields' names; days as yyyy-mm-dd, choices in the words of the list."""
        for name, text in typed.items():
            field = self.main.locator(f"form[method=post] [name='{name}']").first
            if field.evaluate("field => field.tagName") == "SELECT":
                self.hands.select(field, text)
            elif field.get_attribute("type") == "date":
                field.fill(text)
            else:
                self.hands.write(field, text)
