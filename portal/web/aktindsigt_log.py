"""What happened about a request to see a case's file, line by line, as the file's log has it: in Danish."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from portal.policy.aktindsigt import PARAGRAF, Svar
from portal.policy.aktindsigt_klage import Skridt
from portal.policy.kalender import day_of
from portal.store.aktindsigt_skridt import SkridtView, Whole
from portal.wording.aktindsigt_words import (
    BEDT,
    FRIST_OENSKES,
    KANAL,
    RESULTAT,
    SENEST,
    SKRIDT,
    SVAR,
    VENTEDE,
    VENTEDE_IKKE,
    VENTEDE_TIL,
)
from portal.wording.catalogues import reader_of
from portal.wording.reader import plain_day

_DANISH: Final = reader_of("da")


@dataclass(frozen=True, slots=True)
class Line:
    """What was written at `at` (aware), by whom (None: the person), and the words that were typed with it.

    `key`: the public id of the request, or of the step.
    """

    key: UUID
    at: datetime
    by: str | None
    what: str
    words: str


def lines(whole: Whole) -> Iterator[Line]:
    """All of one request, in order."""
    view = whole.view
    asked = [BEDT + _on(view.dag, view.asked_at)]
    asked += [KANAL[view.kanal]] if view.kanal else []
    asked += [FRIST_OENSKES] if view.frist_oenskes else []
    by = view.noted_by.name if view.noted_by else None
    yield Line(view.public_id, view.asked_at, by, _told(asked), view.ord or "")
    # An answer from before steps were kept stands in the request alone.
    if view.answered_at is not None and whole.seneste(Skridt.SVARET) is None:
        answered = [SKRIDT[Skridt.SVARET], SVAR[Svar.JA if view.granted else Svar.NEJ]]
        who = view.caseworker.name if view.caseworker else None
        yield Line(view.public_id, view.answered_at, who, _told(answered), view.begrundelse or "")
    for one in whole.skridt:
        yield _step(one)


def _step(one: SkridtView) -> Line:
    what = [SKRIDT[one.trin] + _on(one.dag, one.at)]
    what += [RESULTAT[one.resultat]] if one.resultat else []
    what += [SVAR[one.svar]] if one.svar else []
    what += [str(PARAGRAF[one.hensyn])] if one.hensyn else []
    what += [KANAL[one.kanal]] if one.kanal else []
    what += [SENEST.format(dag=plain_day(_DANISH, one.frist))] if one.frist else []
    if one.afbrudt is not None:
        what.append(_of_the_time(one))
    words = [one.tekst] if one.tekst else []
    words += [
        f"{held.navn}{', en del' if held.dele else ''} ({PARAGRAF[held.hensyn]}): {held.begrundelse}"
        for held in one.undtaget
        if held.hensyn
    ]
    by = one.caseworker.name if one.caseworker else None
    return Line(one.public_id, one.at, by, _told(what), "\n\n".join(words))


def _of_the_time(one: SkridtView) -> str:
    """What was decided of the time to complain of the decision itself."""
    if not one.afbrudt:
        return VENTEDE_IKKE
    return VENTEDE_TIL.format(dag=plain_day(_DANISH, one.klagefrist)) if one.klagefrist else VENTEDE


def _on(day: date, at: datetime) -> str:
    return "" if day == day_of(at) else f", {day.day}.{day.month}.{day.year}"


def _told(parts: list[str]) -> str:
    return ". ".join(parts) + "."
