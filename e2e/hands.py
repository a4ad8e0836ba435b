"""How somebody works a page: with a pointer, or with the keyboard alone."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Locator, Page

MOST_STOPS = 150

_FOCUS = """
() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const drawn = (style) => parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none"
        || style.boxShadow !== "none";
    // A radio button of the design system is drawn by its label.
    const label = at.labels && at.labels[0];
    // On the button inside a field for days, which opens a calendar, the browser draws a ring of its own.
    const calendar = at.type === "date" && !at.matches(":focus");
    const visible = drawn(getComputedStyle(at)) || calendar
        || label && drawn(getComputedStyle(label, "::before"));
    const box = at.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < window.innerHeight;
    return { what: at.outerHTML.slice(0, 200), visible: Boolean(visible), inside };
}
"""
_IS_FOCUSED = "element => element === document.activeElement"
_POSITION = """
element => {
    const group = [...document.getElementsByName(element.name)].filter(one => one.form === element.form);
    return [group.indexOf(element), group.findIndex(one => one === document.activeElement)];
}
"""


class Hands(Protocol):
    def press(self, what: Locator) -> None:
        """A link, a button, a checkbox, or the line that opens what is folded away."""

    def choose(self, radio: Locator) -> None: ...

    def select(self, field: Locator, option: str) -> None: ...

    def write(self, field: Locator, text: str) -> None: ...


class Pointer:
    def press(self, what: Locator) -> None:
        what.click()

    def choose(self, radio: Locator) -> None:
        # The label is what one sees; the button itself lies under it.
        radio.check(force=True)

    def select(self, field: Locator, option: str) -> None:
        field.select_option(label=option)

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)


class Keyboard:
    """Tab, Enter, Space, arrows and letters. Wherever Tab stops, one can see that it does."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, what: Locator) -> None:
        self.go_to(what)
        checkbox = what.get_attribute("type") == "checkbox"
        self.page.keyboard.press("Space" if checkbox else "Enter")

    def choose(self, radio: Locator) -> None:
        # Tab stops at one button of a group; arrows lead to the others, and choose them.
        self._go_to_group(radio)
        wanted, here = radio.evaluate(_POSITION)
        for _ in range(abs(wanted - here)):
            self.page.keyboard.press("ArrowDown" if wanted > here else "ArrowUp")
        if not radio.is_checked():
            self.page.keyboard.press("Space")
        assert radio.is_checked()

    def select(self, field: Locator, option: str) -> None:
        self.go_to(field)
        self.page.keyboard.type(option)
        assert field.locator("option:checked").inner_text() == option

    def write(self, field: Locator, text: str) -> None:
        self.go_to(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def is_at(self, what: Locator) -> bool:
        return bool(what.evaluate(_IS_FOCUSED))

    def go_to(self, what: Locator) -> None:
        what.wait_for()
        self._tab_until(lambda: self.is_at(what), what)

    def _go_to_group(self, radio: Locator) -> None:
        radio.wait_for(state="attached")
        self._tab_until(lambda: radio.evaluate(_POSITION)[1] >= 0, radio)

    def _tab_until(self, arrived, what: Locator) -> None:  # type: ignore[no-untyped-def]
        for _ in range(MOST_STOPS):
            if arrived():
                return
            self.page.keyboard.press("Tab")
            focus = self.page.evaluate(_FOCUS)
            if focus is not None:
                assert focus["visible"], f"nobody sees that the focus is on {focus['what']}"
                assert focus["inside"], f"the focus is out of sight, on {focus['what']}"
        raise AssertionError(f"Tab never comes to {what}")
