"""A browser window as somebody sits before it, and a watch on what goes wrong in it unseen."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
PATIENCE_MS = 15_000


@dataclass(frozen=True)
class Seat:
    """How somebody sits there: the window, the language their browser asks for, and what it does."""

    width: int = 1280
    height: int = 900
    language: str = "da"
    scripts: bool = True
    keyboard_only: bool = False

    def __str__(self) -> str:
        kind = "phone" if self.width < 768 else "desktop"
        extras = ["no-scripts"] * (not self.scripts) + ["keyboard"] * self.keyboard_only
        return "-".join([kind, self.language, *extras])

    @property
    def is_narrow(self) -> bool:
        """Whether the page folds its menu away."""
        return self.width < 992


PHONE_IN_DANISH = Seat(390, 844)
PHONE_IN_ENGLISH = Seat(390, 844, "en")
DESKTOP_IN_DANISH = Seat()
DESKTOP_IN_ENGLISH = Seat(language="en")
ENLARGED_IN_ENGLISH = Seat(320, 225, "en")
"""A desktop's window at 400 percent."""
KEYBOARD_IN_DANISH = Seat(keyboard_only=True)
NO_SCRIPTS_IN_DANISH = Seat(390, 844, scripts=False)


@dataclass
class Trouble:
    """What a visitor does not see and yet is wrong: errors in the console, files that do not come.

    Content-Security-Policy violations are among the first. `expected`: the statuses, besides success, that
    the test's own pages may have.
    """

    expected: set[int] = field(default_factory=set)
    found: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _console(self, message: ConsoleMessage) -> None:
        # That a file or a page did not come is also told, with its address, by the answer itself.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.found.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.found.append(f"script: {error.error}")

    def _failed(self, request: Request) -> None:
        # A page that is left while its fonts are on the way stops fetching them.
        if request.failure != "net::ERR_ABORTED":
            self.found.append(f"{request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        page = response.request.is_navigation_request()
        if response.status >= 400 and not (page and response.status in self.expected):
            self.found.append(f"{response.request.method} {response.url}: {response.status}")


def executable() -> str:
    """The browser the tests use. Raises AssertionError where there is none."""
    found = os.environ.get("PORTAL_TEST_BROWSER") or shutil.which("chromium")
    assert found, "no browser: install Chromium, or name one in PORTAL_TEST_BROWSER"
    return found
