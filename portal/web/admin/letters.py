"""Every letter that the portal writes, in every version, filled in for nobody: a list, a page, a PDF."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.send_letter import headed
from portal.web.caseworker.rows import Cell, Link, Table
from portal.web.letter_file import file_of
from portal.web.locale import _, reader
from portal.web.pages import stop_if_missing
from portal.web.signed_in import caseworker
from portal.wording.casework_words import letter_name
from portal.wording.letters.examples import Example, example, of_version
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.texts import CURRENT, languages, text_of, versions
from portal.wording.reader import N_

NOBODY = "Kim Jensen"
_LANGUAGE = {"da": N_("Dansk"), "en": N_("Engelsk")}


@dataclass(frozen=True, slots=True)
class Page:
    """What `letter.html` shows. `others`: the other cases, each with its address; `name`: this one's."""

    name: str
    case: str
    letter: Letter
    file: str
    others: list[tuple[str, str]]
    current: bool


def show_all() -> str:
    """Each kind, its versions and its languages; which version new letters are written in."""
    table = Table(
        caption=_("Breve"),
        heads=(_("Brev"), _("Version"), _("Sprog")),
        rows=tuple(
            _row(kind, version, one) for kind in Kind for version in versions(kind) for one in languages(kind)
        ),
    )
    return render_template("admin/letters.html", table=table)


def show(art: str, version: str, sprog: str) -> str:
    letter, chosen = _letter(art, version, sprog)
    cases = of_version(letter.kind, letter.version)
    page = Page(
        name=letter_name(reader(), letter.kind.value, letter.title),
        case=_(chosen.name),
        letter=letter,
        file=url_for("admin.letters.file", art=art, version=version, sprog=sprog, sag=cases.index(chosen)),
        others=[
            (_(case.name), url_for("admin.letters.show", art=art, version=version, sprog=sprog, sag=number))
            for number, case in enumerate(cases)
            if case is not chosen
        ],
        current=CURRENT[letter.kind] == letter.version,
    )
    return render_template("admin/letter.html", page=page)


def file(art: str, version: str, sprog: str) -> Response:
    letter, _chosen = _letter(art, version, sprog)
    return file_of(letter, f"{art}-{version}-{sprog}")


def _row(kind: Kind, version: int, language: str) -> tuple[Cell, ...]:
    name = letter_name(reader(), kind.value, "")
    address = url_for("admin.letters.show", art=kind.value, version=version, sprog=language)
    present = version == CURRENT[kind]
    told = _("{nummer}, bruges nu") if present else "{nummer}"
    said = _(_LANGUAGE[language])
    return Link(name, address, f"{version}, {said}"), told.format(nummer=version), said


def _letter(art: str, version: str, language: str) -> tuple[Letter, Example]:
    """The letter, in the case that is asked for; the page is missing where there is no such text."""
    kind = stop_if_missing(next((one for one in Kind if one.value == art), None))
    number = stop_if_missing(next((one for one in versions(kind) if str(one) == version), None))
    text = stop_if_missing(text_of(kind, number, language) if language in languages(kind) else None)
    cases = of_version(kind, number)
    asked = request.args.get("sag", "0")
    chosen = next((case for place, case in enumerate(cases) if str(place) == asked), cases[0])
    between = headed(caseworker().organisation, NOBODY, clock.today(), language)
    return example(text, between, chosen), chosen
