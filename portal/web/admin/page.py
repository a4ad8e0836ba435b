"""What the administrator's pages share: how a form goes round, and how an act that fails becomes a page."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from flask import abort, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from portal.actions.administer import NotAdministrator, NotOwn, Why
from portal.store.database import Session
from portal.web.admin.fields import Reading
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker

T = TypeVar("T")

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Form:
    """A form as a template shows it.

    `typed`: what stands in the fields; `mark`: of what it shows. `saved_now`: what is saved, field by field,
    where somebody else saved it since the form was opened; then nothing of what was typed is saved.
    """

    typed: Mapping[str, str]
    mark: str
    errors: Mapping[str, str] = field(default_factory=dict)
    saved_now: Pairs = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.typed.get(name, "")

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())

    @property
    def status(self) -> int:
        """The status of the page: what was sent was saved or only shown, had errors, or was outdated."""
        if self.errors:
            return 422
        return 409 if self.saved_now else 200


def own() -> int:
    """The key of the administrator's organisation."""
    return caseworker().organisation.id


def read(work: Callable[[Session], T]) -> T:
    return database().read(work)


def reading() -> Reading:
    """The form that was sent."""
    return Reading(request.form, reader())


def acted(work: Callable[[], T]) -> T:
    """What the act gives. What is not the organisation's own is not there."""
    try:
        return work()
    except NotOwn:
        abort(404)
    except NotAdministrator:
        abort(403)


def saved(endpoint: str) -> Response:
    """To the page that shows what is there now, and that it was saved."""
    return redirect(url_for(endpoint, gemt="ja"), 303)


def was_saved() -> bool:
    return request.args.get("gemt") == "ja"


def refusal(why: Why) -> str:
    """Why nothing was saved, in a sentence."""
    return {
        Why.NAME_TAKEN: _("Navnet er brugt. Vælg et andet, så de kan skelnes."),
        Why.SUBJECT_TAKEN: _("I har allerede en medarbejder med den identitet."),
        Why.CHOICE_GONE: _("Noget af det, du valgte, er lukket siden. Vælg igen."),
        Why.OWN_ROLE: _("Du kan ikke fjerne din egen adgang som administrator. Bed en anden administrator."),
        Why.LAST_ADMINISTRATOR: _("I skal have mindst én aktiv administrator. Gør først en anden til det."),
        Why.SOMETHING_AHEAD: _("Tilsyn ser ingen borgere, og medarbejderen har tider eller samtaler forude."),
        Why.HOST_IN_USE: _("Tider eller samtaler bruger stadig en vært, du har fjernet."),
        Why.NOT_CONFIRMED: _("Sæt kryds, hvis det skal ske."),
    }[why]


def id_text(value: uuid.UUID | None) -> str:
    return str(value) if value else ""
