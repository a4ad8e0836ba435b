"""What a citizen does in the portal, in sentences: `sara.finds_a_time()`, `sara.books()`.

A citizen reads the pages in the language of their seat; what is written here in Danish is what they look for
in that language's words. Whatever leads to another page returns when that page is there.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Self

from playwright.sync_api import Locator, Page, expect

from e2e.browser import Seat
from e2e.hands import Hands, Keyboard, Pointer
from portal import clock
from portal.wording.catalogues import reader_of
from portal.wording.reader import short_day

NUMBER = "22 33 44 55"
LETTER_TRIES, LETTER_WAIT_MS = 60, 500


class Citizen:
    """Somebody before a browser window."""

    def __init__(self, page: Page, seat: Seat) -> None:
        self.page = page
        self.seat = seat
        self.hands: Hands = Keyboard(page) if seat.keyboard_only else Pointer()
        self.reads(seat.language)

    # --- Coming and going ---

    def reads(self, language: str) -> None:
        self.words = reader_of(language, mark_missing=True).gettext

    def opens(self, address: str) -> None:
        self.page.goto(address)

    def signs_in_as(self, name: str) -> None:
        """From the start page, by the identity provider, to Min Plan."""
        self.opens("/")
        self.follows(self.main.get_by_role("link", name=name))
        self.stands_in_for_mitid(name)
        self.page.wait_for_url("**/min-plan")

    def stands_in_for_mitid(self, name: str) -> None:
        self.follows(self.page.get_by_role("button", name=name).first)

    def signs_in_as_somebody_else(self, subject: str) -> None:
        """As somebody the identity provider knows, though its page has no button for them: one is lent."""
        self.opens("/")
        self.presses_link("Log ind med MitID")
        self.is_lent_a_button(subject)

    def is_lent_a_button(self, subject: str) -> None:
        button = self.page.get_by_role("button").first
        button.evaluate("(button, subject) => { button.value = subject; }", subject)
        self.follows(button)

    def signs_out(self) -> None:
        """Here, and at the identity provider."""
        out = self.page.get_by_role("button", name=self.words("Log af"), exact=True)
        self.follows(self._in_the_menu(out))
        self.follows(self.page.get_by_role("button", name="Log af"))
        self.sees_the_page("Du er logget af")

    def goes_to_sign_out(self) -> None:
        """From a tab that is still empty."""
        self.opens_min_plan()
        self.signs_out()

    def switches_to(self, language: str, name: str) -> None:
        self.follows(self.page.get_by_role("contentinfo").get_by_role("button", name=name))
        self.reads(language)

    def opens_another_tab(self) -> Self:
        """The same person in the same browser."""
        return type(self)(self.page.context.new_page(), self.seat)

    def goes_back(self) -> None:
        self.page.go_back()

    def works_by_keyboard(self) -> None:
        """From now on without touching the pointer."""
        self.hands = Keyboard(self.page)

    def works_by_pointer(self) -> None:
        self.hands = Pointer()

    def follows(self, what: Locator) -> None:
        """Press what leads to another page, and be there."""
        with self.page.expect_navigation():
            self.hands.press(what)

    # --- Reading ---

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def sees_the_page(self, title: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words(title))

    def sees(self, *texts: str) -> None:
        """On this page, in the words of the citizen's language."""
        for text in texts:
            expect(self.main).to_contain_text(self.words(text))

    def is_told(self, sentence: str) -> None:
        """A sentence of the portal with gaps, whatever stands in them: `Senest {dag}`."""
        expect(self.main).to_contain_text(self._as_sentence(sentence))

    def reads_exactly(self, *texts: str) -> None:
        """What is the same in every language: names, times, paragraphs."""
        for text in texts:
            expect(self.main).to_contain_text(text)

    def does_not_see(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(self.words(text))

    @property
    def is_greeted_by_name(self) -> bool:
        """Whether the page's header says who is signed in."""
        return self.page.locator(".portal-user .user, .portal-info-mobile .user").count() > 0

    def sees_first(self, sentence: str) -> None:
        """Min Plan opens with the next thing to do."""
        self.sees_the_page("Min Plan")
        below = self.main.get_by_role("heading", level=2).first
        expect(below).to_have_text(self.words("Det næste, du skal gøre"))
        expect(self.next_step).to_contain_text(self._as_sentence(sentence))

    @property
    def next_step(self) -> Locator:
        return self.page.get_by_role("region", name=self.words("Det næste, du skal gøre"))

    def fact(self, term: str) -> str:
        """What stands beside a term on the page, line under line."""
        name = self.page.locator("dt", has_text=re.compile(f"^{re.escape(self.words(term))}$"))
        return self.main.locator("dl.facts > div").filter(has=name).locator("dd").first.inner_text()

    @property
    def planned(self) -> list[str]:
        """The planned meetings on Min Plan, in their order."""
        self.page.get_by_role("heading", name=self.words("Dine planlagte samtaler")).wait_for()
        return self.main.locator(".meeting-list > li").all_inner_texts()

    @property
    def times(self) -> list[str]:
        """The free times on the list, with place and forms."""
        return self.main.locator(".time-choices label").all_inner_texts()

    def day_of(self, text: str) -> date:
        """The day that a time is on, as it is told; within two months."""
        days = (clock.today() + timedelta(days=number) for number in range(62))
        reader = reader_of(self.seat.language)
        return next(day for day in days if short_day(reader, day).lower() in text.lower())

    # --- Min Plan and finding a time ---

    def opens_min_plan(self) -> None:
        self.opens("/min-plan")

    def gets_the_letter(self, title: str) -> None:
        """Within a moment: what is sent, is sent after the act."""
        self.opens("/breve")
        for _ in range(LETTER_TRIES):
            if title in self.main.inner_text():
                return
            self.page.wait_for_timeout(LETTER_WAIT_MS)
            self.page.reload()
        self.reads_exactly(title)

    def goes_to_min_plan(self) -> None:
        self.presses_link("Gå til Min Plan")

    def finds_a_time(self) -> None:
        """The first thing to do on Min Plan."""
        self.sets_out_for_a_time()
        self.sees_the_page("Find en tid")

    def sets_out_for_a_time(self) -> None:
        """The same, where a question may come first."""
        self.follows(self.next_step.get_by_role("link", name=self.words("Find en tid")))

    def says_whether_the_a_kasse_comes(
        self, comes: bool, *, in_person: bool = False, then: str = "Find en tid"
    ) -> None:
        """`then`: which page comes next."""
        self.sees_the_page("Skal din a-kasse være med?")
        answer = self.words("Ja, min a-kasse skal være med" if comes else "Nej")
        self.hands.choose(self.main.get_by_role("radio", name=answer, exact=True))
        wish = self.page.get_by_label(self.words("Jeg ønsker, at min a-kasse møder op"))
        if in_person is not wish.is_checked():
            self.hands.press(wish)
        self.presses("Næste")
        self.sees_the_page(then)

    def changes_her_mind(self) -> None:
        """About the a-kasse, from Min Plan."""
        self.opens_min_plan()
        self.presses_link("Vælg om")

    def filters_by(self, form: str | None = None, place: str | None = None) -> None:
        """By form, and by how a place is called. The times that are listed are of that kind from now on."""
        fold = self.main.locator("details", has=self.page.locator("#maade"))
        if fold.get_attribute("open") is None:
            self.hands.press(fold.locator("summary"))
        if form:
            self.hands.select(self._selection("Sådan holdes samtalen"), self.words(form))
        if place:
            field = self._selection("Sted")
            self.hands.select(field, field.locator("option", has_text=place).first.inner_text())
        self.presses("Vis tider")

    def chooses_the_first_free_time(self) -> None:
        """The one on top, in one click."""
        self.presses_link("Vælg den tid")

    def chooses_a_time(self, number: int) -> None:
        """From the list; 1 is the first on it, -1 the last, which is some days ahead."""
        self.hands.choose(self.main.get_by_role("radio").nth(number - 1 if number > 0 else number))
        self.presses("Næste")

    # --- Booking ---

    def chooses_the_form(self, form: str) -> None:
        self.sees("Vælg, hvordan samtalen skal holdes")
        self.hands.choose(self.main.get_by_role("radio", name=self.words(form), exact=True))
        self.presses("Næste")

    def chooses_any_form(self) -> None:
        """The first that is offered: which ones are, the time decides."""
        self.sees("Vælg, hvordan samtalen skal holdes")
        self.hands.choose(self.main.get_by_role("radio").first)
        self.presses("Næste")

    def checks_the_answers(self) -> str:
        """Gives the time that will be booked."""
        self.sees_the_page("Tjek dine svar")
        return self.fact("Tid")

    def confirms_the_number(self, number: str = NUMBER) -> None:
        expect(self.number).not_to_have_value("")
        self.hands.write(self.number, number)

    @property
    def number(self) -> Locator:
        return self.main.get_by_role("textbox", name=self.words("Det telefonnummer, vi ringer til"))

    def books(self) -> None:
        self.presses("Book samtalen")

    def books_with_a_double_click(self) -> None:
        self.main.get_by_role("button", name=self.words("Book samtalen")).dblclick()

    def books_the_first_free_time(self) -> str:
        """Gives its time."""
        self.chooses_the_first_free_time()
        self.chooses_any_form()
        time = self.checks_the_answers()
        self.books()
        return time

    def sees_the_receipt(self, time: str, title: str = "Din samtale er booket") -> None:
        self.sees_the_page(title)
        assert self.fact("Tid") == time

    # --- What is booked ---

    def moves_to_another_time(self, number: int = -2) -> str:
        """From the receipt or from Min Plan; gives the new time."""
        self.presses_link("Flyt samtalen", "Flyt")
        self.sees_the_page("Find en ny tid")
        self.chooses_a_time(number)
        self.presses("Næste")
        time = self.checks_the_answers()
        self.presses("Flyt samtalen")
        return time

    def sets_out_to_call_off(self) -> None:
        """From the receipt or from Min Plan. Moving is offered before anything else."""
        self.presses_link("Aflys samtalen", "Aflys")
        self.sees_the_page("Aflys samtalen")
        headings = self.main.get_by_role("heading", level=2).all_inner_texts()
        assert headings == [self.words("Flyt samtalen i stedet"), self.words("Hvis du aflyser")]

    def says_why(self, reason: str) -> None:
        self.hands.choose(self.main.get_by_role("radio", name=self.words(reason)))
        self.presses("Næste")

    def says_yes_once_more(self) -> None:
        self.sees_the_page("Er du sikker?")
        self.presses("Ja, aflys samtalen")

    # --- Buttons and links by their words ---

    def presses(self, button: str) -> None:
        self.follows(self.main.get_by_role("button", name=self.words(button), exact=True))

    def presses_link(self, *texts: str) -> None:
        """The first link that says one of these."""
        either = "|".join(re.escape(self.words(text)) for text in texts)
        self.follows(self.main.get_by_role("link", name=re.compile(f"^({either})")).first)

    def _in_the_menu(self, what: Locator) -> Locator:
        """On a narrow page the menu has to be opened, where there are scripts to fold it away."""
        if self.seat.is_narrow and self.seat.scripts:
            self.hands.press(self.page.get_by_role("button", name=self.words("Menu")))
        return what.locator("visible=true").first

    def _selection(self, label: str) -> Locator:
        return self.main.get_by_role("combobox", name=self.words(label), exact=True)

    def _as_sentence(self, danish: str) -> re.Pattern[str]:
        parts = re.split(r"\{\w+\}", self.words(danish))
        return re.compile(".+".join(re.escape(part) for part in parts))
