"""Bringing in people from a file: chosen, looked at while one watches, confirmed, and then a receipt."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import clock
from portal.actions import import_people, save_import
from portal.actions.course_in import examples, files
from portal.actions.course_in.fields import FIELDS, Problem
from portal.actions.course_in.plan import Refusal
from portal.actions.import_people import StartImport, Unusable
from portal.policy.oplysninger import SKRIVER, Oplysning
from portal.store import imports
from portal.store.database import Session
from portal.store.imports import RunView
from portal.web import background
from portal.web.caseworker.forloeb import names_of
from portal.web.caseworker.lists.csv_file import csv_response
from portal.web.caseworker.rows import Cell, Link, Table
from portal.web.context import context, database
from portal.web.locale import _, reader
from portal.web.pages import stop_if_missing
from portal.web.signed_in import caseworker
from portal.wording import course_words
from portal.wording.course_words import HVEM, OPLYSNING
from portal.wording.explain import explain_to_caseworker
from portal.wording.import_words import problem
from portal.wording.reader import N_, brief_moment, listed
from portal.wording.words import HOLDER_TO_CASEWORKER

ON_A_PAGE: Final = 25

STATE: Final[Mapping[str, str]] = {
    "tjekkes": N_("Bliver tjekket"),
    "klar": N_("Venter på dig"),
    "gemmes": N_("Bliver gemt"),
    "gemt": N_("Gemt"),
    "fortrudt": N_("Fortrudt"),
    "fejlet": N_("Ikke gemt"),
}

FAILED: Final[Mapping[str, str]] = {
    "problemer": N_("Der er fejl i filen."),
    "aendret": N_("Noget er rettet, siden filen blev tjekket."),
    "afbrudt": N_("Importen blev afbrudt, før den var færdig."),
    "fejl": N_("Der skete en fejl undervejs."),
}


@dataclass(frozen=True, slots=True)
class Page:
    """What `people_import.html` shows. `problems`: what is wrong with the file that was sent."""

    problems: Table | None
    error: str | None
    more: int
    facts: Table
    runs: Table
    most_mb: int
    open_run: uuid.UUID | None

    @property
    def summary(self) -> list[tuple[str, str]]:
        return [("fil", self.error)] if self.error else []


@dataclass(frozen=True, slots=True)
class RunPage:
    """What `people_import_run.html` shows. `counts`: (what, how many); `people`: who changes, one by one, on
    this page; `which`: which of them these are; `more`: the pages before and after (text, address);
    `failed`: why nothing was saved; `problems`: what is wrong with the file, where that is why.
    """

    run: RunView
    by: str
    counts: list[tuple[str, list[str]]]
    people: Table | None
    which: str
    more: list[tuple[str, str]]
    failed: str
    problems: Table | None
    more_problems: int

    @property
    def changes_nothing(self) -> bool:
        return self.run.people_new == 0 and self.run.people_changed == 0

    @property
    def running(self) -> bool:
        return self.run.state in imports.RUNNING


def show() -> str:
    return render_template("caseworker/people_import.html", page=_page(None))


def upload() -> AnyResponse | tuple[str, int]:
    sent = request.files.get("fil")
    name = (sent.filename or "") if sent is not None else ""
    if sent is None or not name:
        page = _page(Unusable((Problem("filtype"),)))
        return render_template("caseworker/people_import.html", page=page), 422
    content = sent.stream.read(files.MOST_BYTES + 1)
    command = StartImport(caseworker().id, name, content)
    outcome = import_people.start(command, database(), context().vault, clock.now())
    if isinstance(outcome, Unusable):
        return render_template("caseworker/people_import.html", page=_page(outcome)), 422
    run = _run(outcome.run)
    data, vault = database(), context().vault
    background.start("look_at_import", lambda: import_people.look(run, data, vault, clock.now))
    return redirect(url_for("caseworker.people_import.run", koersel=run.public_id), 303)


def run(koersel: uuid.UUID) -> str:
    return render_template("caseworker/people_import_run.html", page=_run_page(_run(koersel)))


def export(koersel: uuid.UUID) -> Response:
    """Everybody for whom the file changes something, as a CSV file."""
    found = _run(koersel)
    if found.state != "klar":
        abort(404)
    table = _people(_changed(found))
    return csv_response("import.csv", table.heads, table.rows)


def confirm(koersel: uuid.UUID) -> AnyResponse:
    found = _run(koersel)
    data, vault = database(), context().vault
    if import_people.confirm(found, data, clock.now()):
        background.start("save_import", lambda: save_import.save(found, data, vault, clock.now))
    return redirect(url_for("caseworker.people_import.run", koersel=koersel), 303)


def cancel(koersel: uuid.UUID) -> AnyResponse:
    import_people.cancel(_run(koersel), database(), clock.now())
    return redirect(url_for("caseworker.people_import.run", koersel=koersel), 303)


def example_csv() -> Response:
    return _file(examples.csv_text(caseworker().organisation), "text/csv", "eksempel.csv")


def example_json() -> Response:
    return _file(examples.json_text(caseworker().organisation), "application/json", "eksempel.json")


def _file(text: str, mimetype: str, name: str) -> Response:
    response = Response(text, content_type=f"{mimetype}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _run(koersel: uuid.UUID) -> RunView:
    own = caseworker().organisation.id
    found: RunView = stop_if_missing(import_people.watched(database(), own, koersel, clock.now()))
    return found


def _page(wrong: Unusable | None) -> Page:
    own = caseworker().organisation
    runs = database().read(lambda session: imports.latest(session, own.id))
    still = next((run.public_id for run in runs if run.is_open), None)
    error = None
    if wrong is not None:
        only = wrong.problems[0]
        count = len(wrong.problems) + wrong.more
        error = _told(only)
        if only.place.line:
            error = _("Antal fejl i filen: {antal}. Intet er gemt.").format(antal=count)
    listed_problems = wrong is not None and bool(wrong.problems[0].place.line)
    return Page(
        problems=_problems(wrong) if wrong is not None and listed_problems else None,
        error=error,
        more=wrong.more if wrong is not None else 0,
        facts=_facts(),
        runs=_runs(runs),
        most_mb=files.MOST_BYTES // 1024 // 1024,
        open_run=still,
    )


def _problems(wrong: Unusable) -> Table:
    return Table(
        caption=_("Fejl i filen"),
        heads=(_("Linje"), _("Kolonne"), _("Oplysning"), _("Hvad er galt")),
        rows=tuple(_wrong(one) for one in wrong.problems),
    )


def _wrong(one: Problem | Refusal) -> tuple[Cell, ...]:
    about = one.felt
    if isinstance(one, Problem) and one.part:
        about = f"{one.felt}: {one.part}" if one.felt else one.part
    where = f"{one.place.column} ({one.place.path})" if one.place.path else str(one.place.column)
    return str(one.place.line), where, about or "–", _told(one)


def _told(one: Problem | Refusal) -> str:
    if isinstance(one, Refusal):
        return explain_to_caseworker(one.finding, reader())
    return problem(reader(), one.code, one.gaps)


def _facts() -> Table:
    return Table(
        caption=_("Oplysninger i filen"),
        heads=(_("felt"), _("Oplysning"), _("Kolonner"), _("Registreres af")),
        rows=tuple(
            (
                kind.value,
                _(OPLYSNING[kind]),
                ", ".join(part.name if part.required else f"({part.name})" for part in FIELDS[kind]),
                _(HVEM[SKRIVER[kind].hvem]),
            )
            for kind in Oplysning
        ),
    )


def _runs(runs: tuple[RunView, ...]) -> Table:
    return Table(
        caption=_("Seneste importer"),
        heads=(_("Hvornår"), _("Fil"), _("Af"), _("Personer"), _("Status")),
        rows=tuple(
            (
                Link(
                    brief_moment(reader(), run.created_at),
                    url_for("caseworker.people_import.run", koersel=run.public_id),
                ),
                run.filename,
                run.by,
                str(run.people_all),
                _(STATE[run.state]),
            )
            for run in runs
        ),
        empty=_("I har ikke importeret noget endnu."),
    )


def _run_page(run: RunView) -> RunPage:
    vault = context().vault

    def read(session: Session) -> tuple[dict[str, Any] | None, Unusable | None]:
        return import_people.preview(session, run, vault), import_people.problems(session, run, vault)

    looked, wrong = database().read(read)
    counts = [
        (_("Nye personer"), [str(run.people_new)]),
        (_("Personer, der ændres"), [str(run.people_changed)]),
        (_("Personer, hvor et svar ændrer sig"), [str(run.people_affected)]),
        (_("Personer, der er, som de står i filen"), [str(_unchanged(run))]),
    ]
    if looked is not None:
        holders = [f"{_(HOLDER_TO_CASEWORKER[of])}: {looked['holders'][of]}" for of in _held(looked)]
        counts.append((_("Ansvar for de nye i dag"), [listed(reader(), holders)] if holders else []))
    showing = run.state == "klar" and run.people_changed > 0
    skip = ON_A_PAGE * (_side(run) - 1)
    return RunPage(
        run=run,
        by=run.by,
        counts=[(term, lines) for term, lines in counts if lines] if run.state in ("klar", "gemt") else [],
        people=_people(_changed(run, skip=skip, limit=ON_A_PAGE)) if showing else None,
        which=_which(run, skip),
        more=_more(run),
        failed=_(FAILED.get(run.failed or "", FAILED["fejl"])),
        problems=_problems(wrong) if wrong is not None else None,
        more_problems=wrong.more if wrong is not None else 0,
    )


def _pages(run: RunView) -> int:
    return max(-(-run.people_changed // ON_A_PAGE), 1)


def _side(run: RunView) -> int:
    """The page that is asked for; the nearest there is."""
    asked = request.args.get("side", "")
    return min(max(int(asked), 1), _pages(run)) if asked.isdecimal() and len(asked) < 7 else 1


def _which(run: RunView, skip: int) -> str:
    last = min(skip + ON_A_PAGE, run.people_changed)
    said = _("Person {fra}–{til} af {alle}. De, hvor et svar ændrer sig, står først.")
    return said.format(fra=skip + 1, til=last, alle=run.people_changed)


def _more(run: RunView) -> list[tuple[str, str]]:
    here = _side(run)

    def address(side: int) -> str:
        return url_for("caseworker.people_import.run", koersel=run.public_id, side=side)

    found = [(_("Forrige side"), address(here - 1))] if here > 1 else []
    return found + ([(_("Næste side"), address(here + 1))] if here < _pages(run) else [])


def _held(looked: Mapping[str, Any]) -> list[Any]:
    return [of for of in HOLDER_TO_CASEWORKER if of.value in looked["holders"]]


def _unchanged(run: RunView) -> int:
    return run.people_all - run.people_new - run.people_changed


def _changed(run: RunView, *, skip: int = 0, limit: int | None = None) -> list[dict[str, Any]]:
    worker, vault = caseworker().id, context().vault
    return import_people.people(run, worker, database(), vault, clock.now(), skip=skip, limit=limit)


def _people(changed: list[dict[str, Any]]) -> Table:
    names = database().read(names_of)
    return Table(
        caption=_("Det ændrer filen for personer, I har"),
        heads=(_("Person"), _("Oplysninger: før → nu"), _("Svar, der ændrer sig: før → nu")),
        rows=tuple(_person(one, names) for one in changed),
    )


def _person(one: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Cell, ...]:
    known = one["name"] is not None
    changes = []
    for change in one["changes"]:
        now = course_words.fact(reader(), change["efter"], names)
        before = course_words.fact(reader(), change["foer"], names)
        said = f"{before} → {now}" if known else now
        changes.append(f"{_(OPLYSNING[Oplysning(change['felt'])])}: {said}")
    answers = [course_words.told(reader(), d["svar"], d["om"], d["foer"], d["efter"]) for d in one["told"]]
    told = "\n".join(f"{answer.what}: {answer.before} → {answer.after}" for answer in answers)
    return one["name"] or _("Kommer over til jer"), "\n".join(changes), told or "–"
