"""How the person would rather hold meetings: chosen beforehand in the steps, where it can be changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.prefer_samtaleform import PreferSamtaleform, prefer_samtaleform
from portal.policy import sources
from portal.policy.facts import Samtaleform
from portal.web.citizen.answers import Pairs
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.search import read_form
from portal.web.context import database
from portal.web.locale import _
from portal.web.signed_in import citizen
from portal.wording.explain import CitationLink, citation_links
from portal.wording.words import FORM, FORM_MEANS

NO_WISH = "ingen"


@dataclass(frozen=True, slots=True)
class Page:
    """What `preferred_form.html` shows. `options`: value, text, and what it means."""

    options: list[tuple[str, str, str | None]]
    selected: str
    citations: tuple[CitationLink, ...]
    saved: bool
    error: str | None = None

    @property
    def errors(self) -> Pairs:
        return [("form", self.error)] if self.error else []


def show() -> str:
    return _rendered(_page(database().read(asking)))


def save() -> Response | tuple[str, int]:
    answer = request.form.get("form")
    form = read_form(answer)
    if form is None and answer != NO_WISH:
        page = _page(database().read(asking))
        return _rendered(replace(page, error=_("Vælg, hvordan du helst vil holde samtaler."))), 422
    prefer_samtaleform(PreferSamtaleform(citizen().id, form), database(), clock.now())
    return redirect(url_for("citizen.preferred_form.show", gemt="ja"), 303)


def _page(who: Asking) -> Page:
    gettext = who.reader.gettext
    wish = who.person.person.preferred_form
    forms = [(form.value, gettext(FORM[form]), gettext(FORM_MEANS[form])) for form in Samtaleform]
    return Page(
        options=[*forms, (NO_WISH, gettext("Jeg vælger hver gang"), None)],
        selected=wish.value if wish else NO_WISH,
        citations=citation_links((sources.LAB_33_1,)),
        saved=request.args.get("gemt") == "ja",
    )


def _rendered(page: Page) -> str:
    return render_template("citizen/preferred_form.html", page=page)
