"""A browser without a screen: it follows links and sends forms as they stand on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_IN_LINE = frozenset({"a", "strong", "span", "label", "button"})


class Browser:
    """One person's browser. `open` and all that follows hand back the page that is shown in the end."""

    def __init__(self, client: FlaskClient, person: int) -> None:
        self.client = client
        self.person = person

    def open(self, address: str) -> Page:
        return self._shown(self.client.get(address))

    def send(self, method: str, address: str, fields: list[tuple[str, str]]) -> Page:
        if method == "post":
            return self._shown(self.client.post(address, data=dict(fields)))
        return self._shown(self.client.get(address, query_string=dict(fields)))

    def _shown(self, response: TestResponse) -> Page:
        for _ in range(5):
            if response.status_code not in (301, 302, 303):
                return Page(self, response)
            response = self.client.get(response.location)
        raise AssertionError("redirected in a circle")


class Page:
    """What is shown. `text`: the main part's words, spaces made single."""

    def __init__(self, browser: Browser, response: TestResponse) -> None:
        self.browser = browser
        self.status = response.status_code
        self.address = response.request.path
        self._page = html5lib.parse(response.get_data(as_text=True), namespaceHTMLElements=False)
        main = self._page.find(".//main")
        assert main is not None
        self._main: Element = main

    @property
    def text(self) -> str:
        return words(self._main)

    @property
    def h1(self) -> str:
        found = self._main.find(".//h1")
        assert found is not None
        return words(found)

    @property
    def errors(self) -> list[str]:
        """The links of the error summary, each leading to a field that is there."""
        summary = next((e for e in elements(self._main) if e.get("data-module") == "error-summary"), None)
        return [words(link) for link in summary.iter("a")] if summary is not None else []

    def section(self, label: str) -> str:
        """The words of the section, list or alert that holds the heading `label`."""
        for parent in elements(self._main):
            for child in parent:
                if re.fullmatch(r"h[1-6]", str(child.tag)) and words(child) == label:
                    return words(parent)
        raise AssertionError(f"no heading {label!r} in: {self.text}")

    def links(self) -> dict[str, str]:
        return {words(link): link.get("href", "") for link in self._main.iter("a")}

    def follow(self, text: str) -> Page:
        """Press the link that says this, or begins with it."""
        for label, href in self.links().items():
            if label == text or label.startswith(f"{text} "):
                return self.browser.open(href.partition("#")[0])
        raise AssertionError(f"no link {text!r} among {list(self.links())}")

    def options(self, name: str) -> list[str]:
        """What a group of radio buttons offers, as its labels read."""
        labels = {label.get("for"): words(label) for label in self._main.iter("label")}
        return [
            labels[field.get("id")]
            for field in self._main.iter("input")
            if field.get("name") == name and field.get("type") == "radio"
        ]

    def value(self, name: str) -> str | None:
        """What stands in a field now: its text, or the choice that is made."""
        return dict(fields(self._main)).get(name)

    def press(self, button: str, **answers: str) -> Page:
        """Fill in the form of this button, and send it. An answer is a value, or a label's beginning."""
        for form in self._main.iter("form"):
            pressed = next((b for b in form.iter("button") if words(b) == button), None)
            if pressed is None:
                continue
            given = dict(fields(form))
            names = {e.get("name") for e in elements(form)}
            assert set(answers) <= names, f"no such field: {set(answers) - names}"
            given |= {name: _meant(form, name, answer) for name, answer in answers.items()}
            if pressed.get("name"):
                given[str(pressed.get("name"))] = pressed.get("value", "")
            method = form.get("method", "get")
            return self.browser.send(method, form.get("action", ""), list(given.items()))
        raise AssertionError(f"no button {button!r} in: {self.text}")


def fields(within: Element) -> Iterator[tuple[str, str]]:
    """What a browser would send of the fields as they stand."""
    for field in elements(within):
        name = field.get("name")
        if not name or field.tag not in {"input", "select", "textarea"}:
            continue
        if field.tag == "textarea":
            yield name, "".join(field.itertext())
            continue
        if field.tag == "select":
            chosen = [o for o in field.iter("option") if o.get("selected") is not None]
            yield name, (chosen or list(field.iter("option")))[0].get("value", "")
        elif field.get("type") not in {"radio", "checkbox"} or field.get("checked") is not None:
            yield name, field.get("value", "")


def _meant(form: Element, name: str, answer: str) -> str:
    labels = {label.get("for"): words(label) for label in form.iter("label")}
    for field in form.iter("input"):
        if field.get("name") == name and field.get("type") == "radio":
            label = labels.get(field.get("id"), "")
            if answer in (field.get("value"), label) or label.startswith(answer):
                return field.get("value", "")
    for select in form.iter("select"):
        if select.get("name") == name:
            for option in select.iter("option"):
                if words(option) == answer:
                    return option.get("value", "")
    return answer


def words(element: Element) -> str:
    """What is read: spaces made single, a new line is one too."""
    return re.sub(r"\s+", " ", "".join(_texts(element))).strip()


def _texts(element: Element) -> Iterator[str]:
    if isinstance(element.tag, str):
        apart = "" if element.tag in _IN_LINE else " "
        yield apart + (element.text or "")
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
        yield apart


def elements(within: Element) -> Iterator[Element]:
    return (element for element in within.iter() if isinstance(element.tag, str))
