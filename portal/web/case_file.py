"""The file of a decision's case as a PDF, for whoever may have it: Ankestyrelsen, or the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from werkzeug.wrappers import Response

from portal.actions import send_letter
from portal.policy.aktindsigt import Undtaget
from portal.policy.kalender import day_of
from portal.policy.sagsgang import Genvurdering, Trin
from portal.store import aktindsigt_skridt, decisions, letters
from portal.store.afgoerelser import Sag, SkridtView
from portal.store.aktindsigt_skridt import Whole
from portal.store.database import Session
from portal.store.views import PersonView
from portal.web import aktindsigt_log
from portal.web.letter_file import PDF, as_written
from portal.wording.aktindsigt_words import hjemmel
from portal.wording.catalogues import reader_of
from portal.wording.letters import akter
from portal.wording.letters.akter import FORLOEB, Akter, Brev, Klage, Linje, Udeladt, Vurdering
from portal.wording.letters.made import Between
from portal.wording.reader import N_, brief_moment
from portal.wording.sag_words import KANAL, OM, RESULTAT, TRIN

_DANISH: Final = reader_of("da")
_QUESTION: Final = {
    "hoer": N_("Høring"),
    **dict.fromkeys(("fratag", "fasthold", "afslaa", "ophaev_fritagelse"), N_("Afgørelse")),
    "sag": N_("Skridt i sagen"),
    "aktindsigt": N_("Aktindsigt"),
    "aktindsigt_klage": N_("Klage over aktindsigt"),
}
"""What was judged, by the question of the decision; in Danish, as the file is."""


def gathered(session: Session, sag: Sag, person: PersonView, now: datetime) -> tuple[Between, Akter]:
    """All that the case holds, as of `now` (aware), and in whose name the file is."""
    asked = aktindsigt_skridt.of_case(session, sag.view.public_id)
    found = Akter(
        sag=name_of(sag),
        navn=person.name,
        emne=sag.view.emne,
        breve=_letters(session, sag, asked),
        vurderinger=_judged(session, sag, asked),
        forloeb=_log(sag, asked),
        klage=_klage(sag),
    )
    return send_letter.from_organisation(sag.view.organisation, person, now), found


def as_the_person_gets_it(found: Akter, undtaget: tuple[Undtaget, ...]) -> Akter:
    """The same without what is held back from the person."""
    held = {one.papir: Udeladt(hjemmel(one.hensyn), frozenset(one.dele)) for one in undtaget if one.hensyn}
    log = held.get(FORLOEB)
    klage = found.klage
    if log is not None and klage is not None and _hides_reconsideration(found, log):
        klage = replace(klage, genvurderet=None)
    return replace(found, udeladt=held, klage=klage)


def as_file(between: Between, found: Akter) -> Response:
    """The file, to be saved: its name says the case and nothing of whom."""
    response = Response(akter.pdf(between, found), mimetype=PDF)
    response.headers["Content-Disposition"] = f'attachment; filename="akter-{found.sag}.pdf"'
    return response


def name_of(sag: Sag) -> str:
    """What the case is called where it is not opened: the beginning of its id."""
    return sag.view.public_id.hex[:8]


def _letters(session: Session, sag: Sag, asked: tuple[Whole, ...]) -> list[Brev]:
    """Every letter of the case, in the order they were written."""
    named = {one.letter for one in sag.skridt} | {one.view.letter for one in asked}
    named |= {step.letter for one in asked for step in one.skridt}
    kept = letters.by_ids(session, [one for one in named if one])
    return [Brev(f"brev-{one.view.public_id}", as_written(one)) for one in kept]


def _judged(session: Session, sag: Sag, asked: tuple[Whole, ...]) -> list[Vurdering]:
    """What was judged, in order, each under the id of the step it was judged for."""
    keys = {one.decision_id: one.public_id for one in sag.skridt if one.decision_id}
    keys |= {s.decision_id: s.public_id for one in asked for s in one.skridt if s.decision_id}
    kept = zip(sorted(keys), decisions.by_ids(session, keys), strict=True)
    return [
        Vurdering(
            keys[key].hex,
            _QUESTION.get(one.decision.question, OM[sag.view.emne]),
            day_of(one.at),
            one.decision,
        )
        for key, one in kept
    ]


def _log(sag: Sag, asked: tuple[Whole, ...]) -> list[Linje]:
    """All that happened, in the order it was written down."""
    lines = [(one.at, _line(one)) for one in sag.skridt]
    lines += [
        (told.at, Linje(told.key.hex, brief_moment(_DANISH, told.at) + _by(told.by), told.what, told.words))
        for one in asked
        for told in aktindsigt_log.lines(one)
    ]
    return [line for _at, line in sorted(lines, key=lambda found: found[0])]


def _line(one: SkridtView) -> Linje:
    """When (by whom), what, and the words that were written with it."""
    what = TRIN[one.trin]
    if one.dag != day_of(one.at):
        what += f", {one.dag.day}.{one.dag.month}.{one.dag.year}"
    more = [RESULTAT[one.resultat]] if one.resultat else []
    more += [f"Til og med {one.til.day}.{one.til.month}.{one.til.year}"] if one.til else []
    more += [KANAL[one.kanal]] if one.kanal else []
    when = brief_moment(_DANISH, one.at) + _by(one.caseworker.name if one.caseworker else None)
    return Linje(one.public_id.hex, when, ". ".join([what, *more]) + ".", one.tekst or "")


def _by(name: str | None) -> str:
    return f" ({name})" if name else ""


def _klage(sag: Sag) -> Klage | None:
    complained, again = sag.seneste(Trin.KLAGET), sag.seneste(Trin.GENVURDERET)
    if complained is None:
        return None
    stands = again if again is not None and again.resultat != Genvurdering.MEDHOLD else None
    return Klage(
        modtaget=complained.dag,
        senest=sag.view.klage_senest,
        ord=complained.tekst,
        genvurderet=(stands.dag, stands.tekst or "") if stands else None,
        til=stands.til if stands else None,
    )


def _hides_reconsideration(found: Akter, log: Udeladt) -> bool:
    """Whether the words of looking at the decision once more are held back: they stand on the cover too."""
    words = found.klage.genvurderet[1] if found.klage and found.klage.genvurderet else ""
    return not log.dele or any(one.key in log.dele and one.ord == words for one in found.forloeb)
