"""Dialogmodulet: how a-kasse and jobcenter write to each other of a recommendation (VEJ 10044 6 and 10).

`Dialogmodul` is what the actions need of it. The portal's own stand-in is an inbox that both authorities see;
a connection to the national one takes its place here, and nowhere else.
"""

from __future__ import annotations

from typing import Final, Protocol

from portal.policy.indstilling import Art
from portal.store import dialogbeskeder
from portal.store.database import Session
from portal.store.dialogbeskeder import NewBesked
from portal.store.indstillinger import IndstillingView

SVAR: Final = "svar"
TRUKKET: Final = "trukket"
GENOPTAGET: Final = "genoptaget"
"""Types of message beside those of `Art`."""


class Dialogmodul(Protocol):
    """Where a message goes. It is sent with the transaction that it is told in."""

    def send(self, session: Session, besked: NewBesked) -> None: ...


class Indbakke:
    """The inbox in the portal's own database."""

    def send(self, session: Session, besked: NewBesked) -> None:
        dialogbeskeder.write(session, besked)


INDBAKKE: Final[Dialogmodul] = Indbakke()


def besked(
    of: IndstillingView, art: Art | str, *, til_jobcenter: bool, tekst: str | None, by: int | None
) -> NewBesked:
    """A message about a recommendation that an a-kasse sent, at the moment that it was closed or sent.

    `by`: the caseworker who writes it; None: the person did it.
    """
    assert of.a_kasse is not None  # noqa: S101 - nobody writes of what the jobcenter began on itself
    assert of.jobcenter is not None  # noqa: S101 - it was sent
    parties = (of.a_kasse.id, of.jobcenter.id)
    fra, til = parties if til_jobcenter else parties[::-1]
    at = of.closed_at or of.sent_at
    assert at is not None  # noqa: S101 - as above
    return NewBesked(of.id, str(art), fra, til, at, tekst, by)
