"""What was done about a request to see a file, step by step, and what is held back by it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.policy.aktindsigt import Hensyn, Svar, Undtaget, sidste_klagedag
from portal.policy.aktindsigt_klage import Klagegang, Resultat, Skridt
from portal.policy.facts import Aktoer
from portal.policy.kalender import day_of
from portal.policy.sagsgang import Udfald
from portal.store import aktindsigter
from portal.store.aktindsigter import AktindsigtView
from portal.store.rows import caseworker_columns, caseworker_name
from portal.store.tables import Caseworker
from portal.store.tables_aktindsigt import AktindsigtSkridt, AktindsigtUndtaget
from portal.store.tables_case import Letter
from portal.store.views import CaseworkerName

_OWN = (
    "public_id",
    "dag",
    "at",
    "frist",
    "klage_senest",
    "afbrudt",
    "klagefrist",
    "resultat",
    "kanal",
    "tekst",
    "decision_id",
    "letter",
)


@dataclass(frozen=True, slots=True)
class NewSkridt:
    """A step, written at `at` (aware), that happened on the Danish day `dag`. The rest as in the table."""

    trin: Skridt
    dag: date
    at: datetime
    frist: date | None = None
    svar: Svar | None = None
    hensyn: Hensyn | None = None
    klage_senest: date | None = None
    afbrudt: bool | None = None
    klagefrist: date | None = None
    resultat: str | None = None
    kanal: str | None = None
    tekst: str | None = None
    caseworker_id: int | None = None
    decision_id: int | None = None
    letter: uuid.UUID | None = None
    undtaget: tuple[Undtaget, ...] = ()


@dataclass(frozen=True, slots=True)
class SkridtView:
    """A step as it was taken. `caseworker`: who took it; None: the person. `undtaget`: what it holds back.

    `modtaget`: the Danish day its letter arrived, where that is known.
    """

    public_id: uuid.UUID
    trin: Skridt
    dag: date
    at: datetime
    frist: date | None
    svar: Svar | None
    hensyn: Hensyn | None
    klage_senest: date | None
    afbrudt: bool | None
    klagefrist: date | None
    resultat: str | None
    kanal: str | None
    tekst: str | None
    decision_id: int | None
    letter: uuid.UUID | None
    modtaget: date | None
    caseworker: CaseworkerName | None
    undtaget: tuple[Undtaget, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A request with its steps, in order."""

    view: AktindsigtView
    skridt: tuple[SkridtView, ...]

    def seneste(self, trin: Skridt) -> SkridtView | None:
        return next((one for one in reversed(self.skridt) if one.trin is trin), None)

    @property
    def svaret(self) -> SkridtView | None:
        """The step whose answer stands; None: nothing was answered, or before steps were kept."""
        return next((one for one in reversed(self.skridt) if one.svar is not None), None)

    @property
    def undtaget(self) -> tuple[Undtaget, ...]:
        """What is held back now, where it is not everything."""
        return self.svaret.undtaget if self.svaret and self.view.svar is Svar.DELVIS else ()

    def gang(self, af: Aktoer) -> Klagegang:
        """As the policy reads it: the steps since the latest answer that was asked for."""
        since = [one.trin for one in self.skridt][::-1]
        own = self.skridt[len(since) - since.index(Skridt.SVARET) - 1 :] if Skridt.SVARET in since else ()
        last = {one.trin: one for one in own}
        first = last.get(Skridt.SVARET)
        known = day_of(self.view.answered_at) if self.view.answered_at else None
        again, sent, outcome = (last.get(t) for t in (Skridt.GENVURDERET, Skridt.SENDT, Skridt.UDFALD))
        complained = last.get(Skridt.KLAGET)
        return Klagegang(
            af=af,
            svar=self.view.svar,
            svaret=first.dag if first else known,
            klage_senest=_klage_senest(af, first) if first else None,
            klaget=complained.dag if complained else None,
            genvurderet=(Resultat(again.resultat or ""), again.dag) if again else None,
            sendt=sent.dag if sent else None,
            udfald=(Udfald(outcome.resultat or ""), outcome.dag) if outcome else None,
        )


def adgang(found: Collection[Whole]) -> Whole | None:
    """The request whose answer says what the person may see: the latest one that was answered.

    `found`: of one case, the latest first.
    """
    return next((one for one in found if one.view.svar is not None), None)


def of_case(session: Session, sag: uuid.UUID) -> tuple[Whole, ...]:
    """All of one case with their steps, the latest first; three statements."""
    return whole(session, aktindsigter.of_case(session, sag))


def append(session: Session, of: Whole, new: NewSkridt) -> None:
    """One step more."""
    own = {name: getattr(new, name) for name in _OWN if name != "public_id"}
    kept = own | {
        "public_id": uuid.uuid4(),
        "aktindsigt_id": of.view.id,
        "nr": len(of.skridt) + 1,
        "trin": new.trin.value,
        "svar": new.svar.value if new.svar else None,
        "hensyn": new.hensyn.value if new.hensyn else None,
        "caseworker_id": new.caseworker_id,
    }
    key = session.execute(insert(AktindsigtSkridt).values(kept).returning(AktindsigtSkridt.id)).scalar_one()
    rows = [_row(key, one) for one in new.undtaget]
    if rows:
        session.execute(insert(AktindsigtUndtaget), rows)


def whole(session: Session, found: Collection[AktindsigtView]) -> tuple[Whole, ...]:
    """The requests with their steps, in the order they were given; two statements."""
    keys = [one.id for one in found]
    steps = (
        select(
            AktindsigtSkridt.id,
            AktindsigtSkridt.aktindsigt_id,
            AktindsigtSkridt.trin,
            AktindsigtSkridt.svar,
            AktindsigtSkridt.hensyn,
            *(getattr(AktindsigtSkridt, name) for name in _OWN),
            Letter.delivered_at,
            *caseworker_columns(Caseworker, "caseworker_"),
        )
        .outerjoin(Letter, Letter.public_id == AktindsigtSkridt.letter)
        .outerjoin(Caseworker, Caseworker.id == AktindsigtSkridt.caseworker_id)
        .where(AktindsigtSkridt.aktindsigt_id.in_(keys))
        .order_by(AktindsigtSkridt.nr)
    )
    rows = [dict(row) for row in session.execute(steps).mappings()]
    held = _held_back(session, [row["id"] for row in rows])
    return tuple(
        Whole(
            one, tuple(_step(row, held.get(row["id"], ())) for row in rows if row["aktindsigt_id"] == one.id)
        )
        for one in found
    )


def _klage_senest(af: Aktoer, answered: SkridtView) -> date | None:
    """The last day to complain: counted from the day the answer arrived, once that is known."""
    if answered.modtaget is None or answered.svar is Svar.JA:
        return answered.klage_senest
    return sidste_klagedag(af, answered.modtaget)


def _held_back(session: Session, steps: Collection[int]) -> dict[int, tuple[Undtaget, ...]]:
    row, found = AktindsigtUndtaget, dict[int, tuple[Undtaget, ...]]()
    query = select(row.skridt_id, row.papir, row.navn, row.dele, row.hensyn, row.begrundelse)
    for step, paper, name, pieces, why, words in session.execute(
        query.where(row.skridt_id.in_(steps)).order_by(row.id)
    ):
        one = Undtaget(paper, name, Hensyn(why), words, tuple((pieces or "").split()))
        found[step] = (*found.get(step, ()), one)
    return found


def _row(step: int, one: Undtaget) -> dict[str, Any]:
    return {
        "skridt_id": step,
        "papir": one.papir,
        "navn": one.navn,
        "dele": "\n".join(one.dele) or None,
        "hensyn": one.hensyn.value if one.hensyn else None,
        "begrundelse": one.begrundelse,
    }


def _step(row: dict[str, Any], held: tuple[Undtaget, ...]) -> SkridtView:
    return SkridtView(
        **{name: row[name] for name in _OWN},
        trin=Skridt(row["trin"]),
        svar=Svar(row["svar"]) if row["svar"] else None,
        hensyn=Hensyn(row["hensyn"]) if row["hensyn"] else None,
        modtaget=day_of(row["delivered_at"]) if row["delivered_at"] else None,
        caseworker=caseworker_name(row, "caseworker_"),
        undtaget=held,
    )
