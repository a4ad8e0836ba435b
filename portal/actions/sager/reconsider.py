"""A jobcenter looks at its decision once more before a complaint goes on (RSL § 66)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from portal.actions import casework, sagsskridt, send_letter
from portal.actions.sager import step, undone
from portal.actions.sager.step import NotTaken, OfCase, Open, Taken
from portal.actions.udsaettelse import Fravigelse
from portal.policy import klage
from portal.policy.fritagelse import Fritagelsesgrund
from portal.policy.sagsgang import Genvurdering, Trin
from portal.store import afgoerelser
from portal.store.database import Database, Session
from portal.wording.letters import klage as letters
from portal.wording.letters.letter import Letter

ACTION: Final = "reconsider"


@dataclass(frozen=True, slots=True)
class Reconsider:
    """`begrundelse`: why it stands, wholly or in part; the person and Ankestyrelsen read it.

    `grund`: of an exemption that is granted with it. `til`: of a complaint upheld in part, the last Danish
    day on which the decision binds, or on which the person is exempt. `fravigelse`: why it does not wait for
    who wants to see the file.
    """

    of: OfCase
    resultat: Genvurdering
    begrundelse: str
    grund: Fritagelsesgrund | None = None
    til: date | None = None
    fravigelse: Fravigelse | None = None


def reconsider(command: Reconsider, database: Database, now: datetime) -> Taken | NotTaken:
    """Keeps what came of it. What the person is right about, they have at once, with a letter.

    Raises NotSeen, Busy.
    """
    return casework.act(database, ACTION, now, lambda session: _reconsider(session, command, now))


def _reconsider(session: Session, command: Reconsider, now: datetime) -> Taken | NotTaken:
    of = step.find(session, command.of, now, for_update=True)
    resultat, words = command.resultat.value, command.begrundelse or None
    if step.repeats(of, Trin.GENVURDERET, words, resultat):
        return Taken(repeated=True)
    decision, key = step.ask(
        of,
        ACTION,
        Trin.GENVURDERET,
        begrundelse=words,
        resultat=resultat,
        til=command.til if command.resultat is Genvurdering.DELVIST else None,
        fravigelse=command.fravigelse,
    )
    if not decision.allowed:
        return NotTaken(decision)
    if command.fravigelse is not None and any(f.code == sagsskridt.NOT_PUT_OFF for f in decision.findings):
        not_put_off = sagsskridt.not_put_off(of.seen, command.fravigelse, key, now)
        of = replace(of, sag=sagsskridt.kept(session, of.sag, not_put_off))
    if command.resultat is Genvurdering.DELVIST and command.til is not None:
        return _in_part(of, command, command.til, key)
    letter = _agreed(of, words) if command.resultat is Genvurdering.MEDHOLD else None
    after, sent = step.take(of, Trin.GENVURDERET, key, tekst=words, resultat=resultat, letter=letter)
    if command.resultat is Genvurdering.MEDHOLD:
        undone.undo(of, after, key, sent, command.grund)
    return Taken(sent)


def _agreed(of: Open, words: str | None) -> Letter:
    return letters.agreed(send_letter.between(of.seen, of.now), step.about(of), words)


def _in_part(of: Open, command: Reconsider, til: date, key: int) -> Taken:
    """The decision as it is now can be complained of anew: its days count from this letter."""
    digital = of.seen.person.person.digital_post
    senest = klage.sidste_dag(of.today) if digital else None
    between = send_letter.between(of.seen, of.now)
    letter = letters.agreed_in_part(between, step.about(of), til, command.begrundelse, senest)
    after, sent = step.take(
        of,
        Trin.GENVURDERET,
        key,
        tekst=command.begrundelse,
        resultat=Genvurdering.DELVIST.value,
        til=til,
        letter=letter,
    )
    afgoerelser.complain_until(of.session, after, senest, of.now)
    undone.in_part(of, after, key, til, command.grund)
    return Taken(sent)
