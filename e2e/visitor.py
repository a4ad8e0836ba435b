"""Somebody who looks at every page: as it is sent, and as it stands on a wide screen and on the narrowest."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Request, Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from e2e import checkers
from e2e.browser import Seat
from e2e.demo import Demo
from e2e.journeys import Citizen
from portal.web.urls import ADDRESSES

WIDE, NARROW = (1280, 1024), (320, 256)
"""The narrow window is the wide one at 400 percent (WCAG 1.4.10)."""

FILES = (".ics", "/pdf", ".pdf", ".csv", ".json")
"""How addresses end that give no page."""

OFTEN = 2
"""How many pages behind one rule are enough, where they differ in what is filled into it."""

_RULES = Map([Rule(a.rule, endpoint=a.rule, methods=a.methods) for a in ADDRESSES]).bind("portal")

LONG_AGO = "2020-01-01 00:00:00.000000"

_SEND = """
([action, fields, token]) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = action;
    const own = document.querySelector("[name=csrf_token]").value;
    for (const [name, value] of Object.entries({ csrf_token: token || own, ...fields })) {
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = name;
        field.value = value;
        form.append(field);
    }
    document.body.append(form);
    form.submit();
}
"""


@dataclass
class Notes:
    """What was seen on the way. `pages`: (where, HTML as it was sent). `asked`: (method, path)."""

    complaints: list[str] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)
    asked: set[tuple[str, str]] = field(default_factory=set)
    shapes: set[tuple[int, str]] = field(default_factory=set)
    statuses: set[int] = field(default_factory=set)
    times: Counter[tuple[str, str | None]] = field(default_factory=Counter)

    def rule_of(self, address: str, method: str) -> str | None:
        """The rule in the portal's table that answers there. None: no page of ours."""
        try:
            rule, _values = _RULES.match(urlsplit(address).path, method)
        except HTTPException:
            return None
        return None if rule.endswith(FILES) else str(rule)


class Visitor(Citizen):
    """A citizen or a caseworker who stops at each page and has it checked."""

    def __init__(self, citizen: Citizen, demo: Demo, notes: Notes) -> None:
        super().__init__(citizen.page, citizen.seat)
        self.demo = demo
        self.notes = notes
        self._sent: Response | None = None
        self.page.on("request", self._note_request)
        self.page.on("response", self._note_response)

    # --- Coming to pages ---

    def looks_at(self, *addresses: str) -> None:
        for address in addresses:
            self.opens(address)
            self.stops()

    def sends(self, address: str, /, token: str = "", **fields: str) -> None:
        """A form with these fields, from the page this is, whatever stands on it; and looks at the answer."""
        with self.page.expect_navigation():
            self.page.evaluate(_SEND, [address, fields, token])
        self.stops()

    def begins_anew(self) -> None:
        self.page.context.clear_cookies()

    def comes_in_as(self, kind: str, subject: str, name: str) -> None:
        """Signed in, on the first page. `kind`: borger or sagsbehandler."""
        self.begins_anew()
        self.opens(f"/log-ind/{kind}?login_hint={subject}")
        self.stands_in_for_mitid(name)

    def addresses(self, selector: str) -> list[str]:
        links = self.page.locator(selector)
        return [str(links.nth(n).get_attribute("href")) for n in range(links.count())]

    def free_times(self) -> list[str]:
        """What the times on the list are called in addresses."""
        times = self.main.locator(".time-choices input").all()
        return [str(time.get_attribute("value")) for time in times]

    def opens_the_menu(self) -> None:
        self.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
        self.page.locator(".button-menu-open").click()

    def first_choice(self, name: str) -> str:
        """The value of the first of the radio buttons of that name."""
        return str(self.main.locator(f"input[name={name}]").first.get_attribute("value"))

    def last_choice(self, name: str) -> str:
        """The value of the last choice in the list of that name."""
        return str(self.main.locator(f"select[name={name}] option").last.get_attribute("value"))

    def forms(self) -> list[str]:
        """Where the forms on the page are sent to."""
        forms = self.main.locator("form[method=post]").all()
        return list(dict.fromkeys(str(form.get_attribute("action")) for form in forms))

    def sends_as_it_stands(self, address: str) -> None:
        form = self.main.locator(f"form[method=post][action='{address}']").first
        with self.page.expect_navigation():
            form.evaluate("(form) => form.submit()")
        self.stops()

    @property
    def path(self) -> str:
        """The address of this page, from the portal's root on."""
        return self.page.url.removeprefix(self.demo.address)

    def has_been_often_at(self, address: str, method: str) -> bool:
        """Whether addresses of this kind have been seen often enough; counts this one."""
        kind = (method, self.notes.rule_of(address, method))
        self.notes.times[kind] += 1
        return kind[1] is None or self.notes.times[kind] > OFTEN

    # --- Looking ---

    def stops(self, state: str = "", *windows: tuple[int, int]) -> None:
        """Have the page checked, in both windows if none is named; and noted as it was sent."""
        where = f"{self.seat.language} {self.path} {state or self.page.title()}"
        if self._sent is not None:
            self.notes.pages.append((where, self._sent.text()))
            self._sent = None
        for width, height in windows or (WIDE, NARROW):
            self.page.set_viewport_size({"width": width, "height": height})
            found = checkers.reflow(self.page)
            # Axe takes its time, and of pages that differ in their words alone it says the same.
            shape = (width, checkers.shape(self.page))
            if shape not in self.notes.shapes:
                self.notes.shapes.add(shape)
                found += checkers.axe(self.page)
            self.notes.complaints += [f"{where} at {width}: {one}" for one in found]
        self.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})

    def _note_request(self, request: Request) -> None:
        if request.is_navigation_request() and request.url.startswith(self.demo.address):
            path = request.url.removeprefix(self.demo.address).partition("?")[0]
            self.notes.asked.add((request.method, path))

    def _note_response(self, response: Response) -> None:
        own = response.url.startswith(self.demo.address)
        if response.request.is_navigation_request() and own and not 300 <= response.status < 400:
            self.notes.statuses.add(response.status)
            self._sent = response

    # --- What happens meanwhile ---

    def changes(self, statement: str, *values: str) -> None:
        """In the demo's own database, behind the portal's back."""
        with closing(sqlite3.connect(self.demo.database, timeout=10)) as database:
            database.execute(statement, values)
            database.commit()

    def stays_away(self) -> None:
        """Longer than any session goes on."""
        self.changes("UPDATE signin_session SET last_seen_at = ?", LONG_AGO)

    @contextmanager
    def nothing_can_be_written(self) -> Iterator[None]:
        with closing(sqlite3.connect(self.demo.database, timeout=10, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            yield
            database.execute("ROLLBACK")

    @contextmanager
    def a_fault_of_ours(self) -> Iterator[None]:
        """No page that needs a table can be made."""
        self.changes("ALTER TABLE office RENAME TO office_elsewhere")
        yield
        self.changes("ALTER TABLE office_elsewhere RENAME TO office")


def seat_of(language: str) -> Seat:
    return Seat(*WIDE, language=language)
