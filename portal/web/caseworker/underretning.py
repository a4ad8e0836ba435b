"""One notice of a missed meeting: what was told, what the two wrote, and what the organisation does with it.

The a-kasse closes it (AKS § 20) or asks; the jobcenter answers (DBK §§ 124, 129).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import casework, notices
from portal.actions.casework import NotSeen, Seen
from portal.actions.close_notice import CloseNotice, NotClosed, close_notice
from portal.actions.write_in_notice import NotWritten, WriteInNotice, write_in_notice
from portal.policy.facts import Aktoer
from portal.policy.law import Citation, Decision
from portal.policy.underretning import REGLER, Besked, Resultat
from portal.store import underretninger
from portal.store.database import Session
from portal.store.underretninger import BeskedView, UnderretningView
from portal.web.caseworker.rows import Cell
from portal.web.caseworker.underretninger import state
from portal.web.context import database
from portal.web.locale import reader
from portal.web.signed_in import caseworker
from portal.web.typed import unwritable
from portal.wording.explain import CitationLink, citation_links, explain_to_caseworker
from portal.wording.notice_words import BESKED, RESULT
from portal.wording.reader import Reader, brief_moment, capitalised, day, moment
from portal.wording.words import ART, FORM

ACTION: Final = "see_notice"
MOST: Final = 2000

Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was told: when and by whom, what, and the words as they were typed. `waits`: it has not
    reached the other yet.
    """

    when: str
    what: str
    tekst: str | None
    waits: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What `underretning.html` shows. `results`: (value, text, what it means), for the a-kasse.

    `asks`, `answers`: which words the organisation may write. `closed`: the result can only be corrected.
    """

    name: str
    person: uuid.UUID
    underretning: uuid.UUID
    own: bool
    rows: list[Row]
    state: Cell
    said: list[Said]
    results: list[tuple[str, str, str]]
    closed: bool
    asks: bool
    answers: bool
    withdrawn: bool
    letter: str | None
    meeting: str | None
    citations: tuple[CitationLink, ...]
    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    why_not: list[str] = field(default_factory=list)

    @property
    def summary(self) -> list[tuple[str, str]]:
        return list(self.errors.items())


def show(person: uuid.UUID, underretning: uuid.UUID) -> str:
    return _rendered(person, underretning)


def close(person: uuid.UUID, underretning: uuid.UUID) -> Response | tuple[str, int]:
    values = request.form.to_dict()
    resultat, errors = _read_result(values)
    if resultat is None or errors:
        return _rendered(person, underretning, values, errors), 422
    command = CloseNotice(caseworker().id, person, underretning, resultat, values.get("forklaring"))
    try:
        outcome = close_notice(command, database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotClosed):
        return _refused(person, underretning, values, outcome.decision)
    return _back(person, underretning)


def write(person: uuid.UUID, underretning: uuid.UUID) -> Response | tuple[str, int]:
    values = request.form.to_dict()
    if error := _words_missing(values.get("tekst", "")):
        return _rendered(person, underretning, values, {"tekst": error}), 422
    command = WriteInNotice(caseworker().id, person, underretning, values["tekst"])
    try:
        outcome = write_in_notice(command, database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotWritten):
        return _refused(person, underretning, values, outcome.decision)
    return _back(person, underretning)


def _back(person: uuid.UUID, underretning: uuid.UUID) -> Response:
    return redirect(url_for("caseworker.underretning.show", person=person, underretning=underretning), 303)


def _read_result(values: dict[str, str]) -> tuple[Resultat | None, dict[str, str]]:
    errors = {}
    given = values.get("resultat", "")
    resultat = Resultat(given) if given in set(Resultat) else None
    if resultat is None:
        errors["resultat"] = reader().gettext("Vælg, hvad underretningen førte til.")
    if error := unwritable(values.get("forklaring", ""), MOST, reader()):
        errors["forklaring"] = error
    return resultat, errors


def _words_missing(words: str) -> str | None:
    if not words.strip():
        return reader().gettext("Skriv, hvad du vil spørge om eller svare.")
    return unwritable(words, MOST, reader())


def _refused(
    person: uuid.UUID, underretning: uuid.UUID, values: dict[str, str], decision: Decision
) -> tuple[str, int]:
    why = [explain_to_caseworker(finding, reader()) for finding in decision.refusals]
    return _rendered(person, underretning, values, why_not=why), 422


def _rendered(
    person: uuid.UUID,
    underretning: uuid.UUID,
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    why_not: list[str] | None = None,
) -> str:
    now = clock.now()

    def read(session: Session) -> tuple[Seen, UnderretningView, tuple[BeskedView, ...]]:
        seen, found = notices.find(session, caseworker().id, person, underretning, now)
        return seen, found, underretninger.said(session, found.id)

    try:
        seen, found, told = database().read(read)
    except NotSeen as nobody:
        casework.log_refused(database(), ACTION, nobody, now)
        abort(404)
    casework.log_seen(database(), seen, ACTION, now, booking_id=found.booking_id)
    page = _page(reader(), seen, found, told, (values or {}, errors or {}, why_not or []))
    return render_template("caseworker/underretning.html", page=page)


def _page(
    words: Reader,
    seen: Seen,
    found: UnderretningView,
    told: tuple[BeskedView, ...],
    typed: tuple[dict[str, str], dict[str, str], list[str]],
) -> Page:
    _, own, withdrawn = words.gettext, seen.worker.organisation, found.withdrawn_at is not None
    a_kasse = own.holder is Aktoer.A_KASSE
    values, errors, why_not = typed
    return Page(
        name=found.name,
        person=found.person,
        underretning=found.public_id,
        own=seen.indsigt.egen,
        rows=_rows(words, found),
        state=state(words, found),
        said=[_said(words, found, one) for one in told if _has_come(one, a_kasse=a_kasse)],
        results=[] if withdrawn or not a_kasse else _results(words),
        closed=found.resultat is not None,
        asks=a_kasse and not withdrawn,
        answers=not a_kasse and not withdrawn and _is_asked(found, told),
        withdrawn=withdrawn,
        letter=_letter(seen, found, told),
        meeting=None if a_kasse else _meeting(found),
        citations=citation_links(_rules(a_kasse=a_kasse)),
        values=values,
        errors=errors,
        why_not=why_not,
    )


def _is_asked(found: UnderretningView, told: tuple[BeskedView, ...]) -> bool:
    """Whether a question waits, and has come."""
    asked = [one for one in told if one.art is Besked.SPOERGSMAAL]
    return found.spurgt_at is not None and asked[-1].received_at is not None


def _rules(*, a_kasse: bool) -> tuple[Citation, ...]:
    cited = [Besked.RESULTAT, Besked.SPOERGSMAAL] if a_kasse else [Besked.UNDERRETNING, Besked.OPLYSNING]
    return tuple(dict.fromkeys(citation for one in cited for citation in REGLER[one].citations))


def _rows(words: Reader, found: UnderretningView) -> list[Row]:
    """What the a-kasse was told (DBK § 123)."""
    _ = words.gettext
    return [
        (_("Person"), [found.name]),
        (_("Hændelse"), [_("Udeblev fra en samtale")]),
        (_("Samtale"), [_(ART[found.art]), capitalised(moment(words, found.start))]),
        (_("Sådan skulle den holdes"), [_(FORM[found.form])]),
        (_("Fra"), [found.jobcenter.name]),
        (_("Til"), [found.a_kasse.name]),
    ]


def _results(words: Reader) -> list[tuple[str, str, str]]:
    return [(one.value, words.gettext(RESULT[one][0]), words.gettext(RESULT[one][1])) for one in Resultat]


def _has_come(one: BeskedView, *, a_kasse: bool) -> bool:
    """What the other tells is there once it has come; one's own at once."""
    mine = (REGLER[one.art].fra is Aktoer.A_KASSE) is a_kasse
    return mine or one.received_at is not None


def _said(words: Reader, found: UnderretningView, one: BeskedView) -> Said:
    _ = words.gettext
    sender = found.a_kasse if REGLER[one.art].fra is Aktoer.A_KASSE else found.jobcenter
    what = _(BESKED[one.art]).format(
        dag=day(words, one.dag) if one.dag else "",
        resultat=_(RESULT[one.resultat][0]) if one.resultat else "",
    )
    by = f"{one.by}, {sender.name}" if one.by else sender.name
    return Said(f"{capitalised(brief_moment(words, one.at))}, {by}", what, one.tekst, one.received_at is None)


def _letter(seen: Seen, found: UnderretningView, told: tuple[BeskedView, ...]) -> str | None:
    """The latest letter that the organisation itself wrote, where it may still open it."""
    mine = [
        one.letter for one in told if one.letter and REGLER[one.art].fra is seen.worker.organisation.holder
    ]
    if not mine or not seen.indsigt.egen:
        return None
    return url_for("caseworker.letters.show", person=found.person, brev=mine[-1])


def _meeting(found: UnderretningView) -> str:
    return url_for("caseworker.samtale.show", person=found.person, samtale=found.booking)
