"""What the browser tests share: a running demo, as new for each test, and people who sit down before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from e2e.browser import DESKTOP_IN_DANISH, FLAGS, PATIENCE_MS, Seat, Trouble, executable
from e2e.demo import Demo, running_demo
from e2e.journeys import Citizen

SitsDown = Callable[[Seat], Citizen]


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(tmp_path_factory.mktemp("e2e")) as demo:
        yield demo


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=[*FLAGS])
        yield browser
        browser.close()


@pytest.fixture
def demo(running: Demo) -> Demo:
    """The demo, with its data as it was made."""
    running.renew()
    return running


@pytest.fixture
def trouble() -> Iterator[Trouble]:
    """Fails the test in whose windows something went wrong that nobody sees."""
    trouble = Trouble()
    yield trouble
    assert trouble.found == []


@pytest.fixture
def sits_down(chromium: Browser, demo: Demo, trouble: Trouble) -> Iterator[SitsDown]:
    """Gives a citizen who sits down in a seat, in a browser that nobody has used."""
    contexts = []

    def open_window(seat: Seat) -> Citizen:
        context = chromium.new_context(
            base_url=demo.address,
            viewport={"width": seat.width, "height": seat.height},
            locale=seat.language,
            java_script_enabled=seat.scripts,
        )
        context.set_default_timeout(PATIENCE_MS)
        trouble.watch(context)
        contexts.append(context)
        return Citizen(context.new_page(), seat)

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def seat() -> Seat:
    """Where the test's citizen sits; a test asks for another by its parameter `seat`."""
    return DESKTOP_IN_DANISH


@pytest.fixture
def citizen(sits_down: SitsDown, seat: Seat) -> Citizen:
    return sits_down(seat)
