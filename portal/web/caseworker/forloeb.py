"""All that is known of a person's course, fact by fact, and the way to correct each; what was corrected."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import render_template, url_for

from portal.actions import correct_course
from portal.policy.aendringer import Forskel, Svar, synlige
from portal.policy.indsigt import Del
from portal.policy.oplysninger import SKRIVER, Oplysning, imod, ser
from portal.policy.sag import Sag
from portal.store import corrections, people_in
from portal.store.corrections import CorrectionView
from portal.store.database import Session
from portal.store.people_in import COLUMNS, ROWS, Row, as_json
from portal.web.caseworker.rows import Cell, Link, Table, Typed
from portal.web.caseworker.seeing import Looking, look
from portal.wording import course_words
from portal.wording.course_words import HVEM, OPLYSNING
from portal.wording.explain import CitationLink, citation_links
from portal.wording.reader import brief_moment

ACTION = "see_course"
HISTORY = "see_corrections"
NOTHING = "–"

Names = dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """What `forloeb.html` shows. `adding`: what the organisation may add, and where."""

    person: uuid.UUID
    name: str
    own: Table
    course: Table
    adding: list[tuple[str, str]]
    rules: Table
    citations: tuple[CitationLink, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    person: uuid.UUID
    name: str
    table: Table


def show(person: uuid.UUID) -> str:
    page = look(person, ACTION, _page, Del.STAMDATA)
    return render_template("caseworker/forloeb.html", page=page)


def history(person: uuid.UUID) -> str:
    page = look(person, HISTORY, _history, Del.STAMDATA)
    return render_template("caseworker/forloeb_historik.html", page=page)


def names_of(session: Session) -> Names:
    """Every organisation's name by its code; no a-kasse has the code of a kommune."""
    return {code: name for (_holder, code), name in people_in.organisation_names(session).items()}


def _page(session: Session, looking: Looking) -> Page:
    _, seen = looking.reader.gettext, looking.seen
    known, names = correct_course.course(session, seen), names_of(session)
    sees = [kind for kind in Oplysning if ser(seen.indsigt, kind)]
    sag = Sag(seen.person.facts, looking.now)
    mine = {kind for kind in sees if imod(sag, seen.worker.organisation.holder, kind) is None}
    heads = (_("Oplysning"), _("Det står der"), _("Handling"))
    return Page(
        person=seen.person.person.public_id,
        name=seen.person.person.name,
        own=Table(
            caption=_("Om personen"),
            heads=heads,
            rows=tuple(
                _row(looking, kind, known.rows[kind.value][0], None, names, kind in mine)
                for kind in sees
                if kind.value in COLUMNS and (kind in mine or as_json(known.rows[kind.value][0].values))
            ),
        ),
        course=Table(
            caption=_("Forløbet, række for række"),
            heads=heads,
            rows=tuple(
                _row(looking, kind, row, number, names, kind in mine)
                for kind in sees
                if kind.value in ROWS
                for number, row in enumerate(known.rows[kind.value], start=1)
            ),
            empty=_("Der er ingen rækker, I kan se."),
        ),
        adding=[
            (_(OPLYSNING[kind]), address(looking, kind))
            for kind in sees
            # A member who comes over is brought in by a form of its own.
            if kind in mine and kind.value in ROWS and kind is not Oplysning.A_KASSE
        ],
        rules=Table(
            caption=_("Hvem registrerer hvad"),
            heads=(_("Oplysning"), _("Registreres af"), _("Reglen")),
            rows=tuple(
                (
                    _(OPLYSNING[kind]),
                    _(HVEM[SKRIVER[kind].hvem]),
                    ", ".join(str(citation) for citation in SKRIVER[kind].citations),
                )
                for kind in Oplysning
            ),
        ),
        citations=citation_links(dict.fromkeys(c for kind in mine for c in SKRIVER[kind].citations)),
    )


def _row(
    looking: Looking, kind: Oplysning, row: Row, number: int | None, names: Names, mine: bool
) -> tuple[Cell, ...]:
    _ = looking.reader.gettext
    text = course_words.fact(looking.reader, as_json(row.values), names)
    name = _(OPLYSNING[kind])
    link = Link(_("Ret"), address(looking, kind, number), f"{name}: {text}")
    return name, text, link if mine else "–"


def address(looking: Looking, kind: Oplysning, number: int | None = None) -> str:
    person = looking.seen.person.person.public_id
    return url_for("caseworker.forloeb_ret.show", person=person, felt=kind.value, nr=number)


def _history(session: Session, looking: Looking) -> HistoryPage:
    _, seen = looking.reader.gettext, looking.seen
    names = names_of(session)
    own = seen.worker.organisation.id
    found = [
        one
        for one in corrections.of_person(session, seen.person.person_id)
        if ser(seen.indsigt, Oplysning(one.felt)) and (not _private(one) or one.organisation.id == own)
    ]
    return HistoryPage(
        person=seen.person.person.public_id,
        name=seen.person.person.name,
        table=Table(
            caption=_("Rettelser"),
            heads=(
                _("Hvornår"),
                _("Hvem"),
                _("Oplysning"),
                _("Før"),
                _("Nu"),
                _("Svar, der ændrede sig: før → nu"),
                _("Hvorfor"),
            ),
            rows=tuple(
                _correction(looking, one, names, own, same_file=_same_file(above, one))
                for above, one in zip([None, *found], found, strict=False)
            ),
            empty=_("Der er ikke rettet noget, I kan se."),
        ),
    )


def _answers(looking: Looking, one: CorrectionView) -> str:
    """As far as the organisation sees what they tell of."""
    kept = tuple(Forskel(Svar(a["svar"]), a["om"], a["foer"], a["efter"]) for a in one.svar or ())
    told = [
        course_words.told(looking.reader, answer.svar.value, answer.om, answer.foer, answer.efter)
        for answer in synlige(kept, looking.seen.indsigt)
    ]
    return "\n".join(f"{answer.what}: {answer.before} → {answer.after}" for answer in told) or NOTHING


def _same_file(above: CorrectionView | None, one: CorrectionView) -> bool:
    """Whether the line above tells of the same file, and so of the same answers."""
    return above is not None and one.import_run_id is not None and above.import_run_id == one.import_run_id


def _private(one: CorrectionView) -> bool:
    """A fact that each organisation keeps for itself."""
    kind = ROWS.get(one.felt)
    return kind is not None and kind.own


def _correction(
    looking: Looking, one: CorrectionView, names: Names, own: int, *, same_file: bool
) -> tuple[Cell, ...]:
    _, reader = looking.reader.gettext, looking.reader
    who = one.organisation.name
    if one.caseworker is not None and one.organisation.id == own:
        who = one.caseworker.name
    why: Cell = Typed(one.begrundelse) if one.begrundelse else "–"
    if one.import_run_id is not None:
        why = _("Import af en fil")
    answers = _answers(looking, one)
    if same_file and answers != NOTHING:
        answers = _("Se linjen ovenfor: samme fil")
    return (
        brief_moment(reader, one.at),
        who,
        _(OPLYSNING[Oplysning(one.felt)]),
        course_words.fact(reader, one.foer, names),
        course_words.fact(reader, one.efter, names),
        answers,
        why,
    )
