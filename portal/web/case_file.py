"""The file of a decision's case as a PDF, for whoever may have it: Ankestyrelsen, or the person."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from werkzeug.wrappers import Response

from portal.actions import send_letter
from portal.policy.afgoerelse import Genvurdering, Trin
from portal.policy.kalender import day_of
from portal.store import decisions, letters
from portal.store.afgoerelser import Sag, SkridtView
from portal.store.database import Session
from portal.store.views import PersonView
from portal.web.letter_file import PDF, as_written
from portal.wording.catalogues import reader_of
from portal.wording.letters import akter
from portal.wording.letters.akter import Akter, Klage
from portal.wording.letters.made import Between
from portal.wording.reader import N_, brief_moment
from portal.wording.sag_words import KANAL, OM, RESULTAT, TRIN

_DANISH: Final = reader_of("da")
_QUESTION: Final = {
    "hoer": N_("Høring"),
    **dict.fromkeys(("fratag", "fasthold", "afslaa", "ophaev_fritagelse"), N_("Afgørelse")),
    "sag": N_("Skridt i sagen"),
}
"""What was judged, by the question of the decision; in Danish, as the file is."""


def gathered(session: Session, sag: Sag, person: PersonView, now: datetime) -> tuple[Between, Akter]:
    """All that the case holds, as of `now` (aware), and in whose name the file is."""
    written = [one.letter for one in sag.skridt if one.letter]
    keys = [one.decision_id for one in sag.skridt if one.decision_id]
    kept = [as_written(one) for one in letters.by_ids(session, written)]
    judged = decisions.by_ids(session, keys)
    return (
        send_letter.from_organisation(sag.view.organisation, person, now),
        Akter(
            sag=name_of(sag),
            navn=person.name,
            emne=sag.view.emne,
            breve=kept,
            vurderinger=[
                (_QUESTION.get(one.decision.question, OM[sag.view.emne]), day_of(one.at), one.decision)
                for one in judged
            ],
            forloeb=[_line(one) for one in sag.skridt],
            klage=_klage(sag),
        ),
    )


def as_file(between: Between, found: Akter) -> Response:
    """The file, to be saved: its name says the case and nothing of whom."""
    response = Response(akter.pdf(between, found), mimetype=PDF)
    response.headers["Content-Disposition"] = f'attachment; filename="akter-{found.sag}.pdf"'
    return response


def name_of(sag: Sag) -> str:
    """What the case is called where it is not opened: the beginning of its id."""
    return sag.view.public_id.hex[:8]


def _line(one: SkridtView) -> tuple[str, str, str]:
    """When (by whom), what, and the words that were written with it."""
    by = f" ({one.caseworker.name})" if one.caseworker else ""
    what = TRIN[one.trin]
    if one.dag != day_of(one.at):
        what += f", {one.dag.day}.{one.dag.month}.{one.dag.year}"
    more = [RESULTAT[one.resultat]] if one.resultat else []
    more += [KANAL[one.kanal]] if one.kanal else []
    return brief_moment(_DANISH, one.at) + by, ". ".join([what, *more]) + ".", one.tekst or ""


def _klage(sag: Sag) -> Klage | None:
    complained, again = sag.seneste(Trin.KLAGET), sag.seneste(Trin.GENVURDERET)
    if complained is None:
        return None
    stands = again if again is not None and again.resultat == Genvurdering.FASTHOLDT else None
    return Klage(
        modtaget=complained.dag,
        senest=sag.view.klage_senest,
        ord=complained.tekst,
        genvurderet=(stands.dag, stands.tekst or "") if stands else None,
    )
