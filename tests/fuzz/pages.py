"""The links and the forms of a page, as a browser without a screen reads them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib

from tests.fuzz.values import Field


@dataclass(frozen=True, slots=True)
class Form:
    """`buttons`: what each of them sends, if anything. `takes_file`: it is sent in parts."""

    method: str
    action: str
    fields: tuple[Field, ...]
    buttons: tuple[tuple[str, str] | None, ...]
    takes_file: bool


@dataclass(frozen=True, slots=True)
class Page:
    links: tuple[str, ...]
    forms: tuple[Form, ...]


def read(html: str, address: str) -> Page:
    """`address`: of the page, from which others on it are read."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    hrefs = {link.get("href", "").partition("#")[0] for link in root.iter("a")} - {""}
    links = {urljoin(address, href) for href in hrefs}
    return Page(
        tuple(sorted(link for link in links if link.startswith("/"))),
        tuple(_form(form, address) for form in root.iter("form")),
    )


def _form(form: Element, address: str) -> Form:
    found: dict[str, Field] = {}
    for element in form.iter():
        if element.tag in ("input", "select", "textarea") and element.get("name"):
            field = _field(element)
            before = found.get(field.name)
            found[field.name] = _together(before, field) if before else field
    buttons = [
        (button.get("name", ""), button.get("value", "")) if button.get("name") else None
        for button in form.iter("button")
    ]
    return Form(
        method=form.get("method", "get").lower(),
        action=urljoin(address, form.get("action", "")),
        fields=tuple(found.values()),
        buttons=tuple(buttons) or (None,),
        takes_file=form.get("enctype") == "multipart/form-data",
    )


def _field(element: Element) -> Field:
    name, kind = element.get("name", ""), element.get("type") or element.get("inputmode") or "text"
    if element.tag == "select":
        options = [option.get("value", "") for option in element.iter("option")]
        return Field(name, "select", None, options)
    if element.tag == "textarea":
        return Field(name, "text", "".join(element.itertext()))
    if kind in ("radio", "checkbox"):
        checked = element.get("checked") is not None
        return Field(
            name, kind, element.get("value", "on") if checked else None, [element.get("value", "on")]
        )
    if element.get("inputmode") and kind == "text":
        kind = element.get("inputmode", "text")
    return Field(name, kind, element.get("value", ""))


def _together(one: Field, other: Field) -> Field:
    """Fields of one name are one field: a group of buttons, or of hidden values of which the last counts."""
    value = other.value if other.value is not None else one.value
    return Field(one.name, one.kind, value, [*one.options, *other.options])
