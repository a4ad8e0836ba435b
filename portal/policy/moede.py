"""A meeting as the rules read it: in UTC, on its Danish day, in its kontaktforløb."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from portal.policy.facts import Samtale, SamtaleArt, SamtaleStatus

JOBSAMTALER = frozenset({SamtaleArt.JOBSAMTALE, SamtaleArt.FAELLESSAMTALE, SamtaleArt.KONTROLSAMTALE})
"""What counts as a jobsamtale in every count (point 3)."""

STANDING = frozenset({SamtaleStatus.PLANLAGT, SamtaleStatus.AFHOLDT})


@dataclass(frozen=True, slots=True)
class Moede:
    """A meeting with its moments in UTC, its Danish day and the number of its Periode."""

    samtale: Samtale
    start: datetime
    slut: datetime
    dag: date
    periode: int

    @property
    def er_jobsamtale(self) -> bool:
        return self.samtale.art in JOBSAMTALER

    @property
    def er_planlagt(self) -> bool:
        return self.samtale.status is SamtaleStatus.PLANLAGT

    @property
    def er_afholdt(self) -> bool:
        return self.samtale.status is SamtaleStatus.AFHOLDT

    @property
    def staar(self) -> bool:
        """Planned or held: neither called off nor missed."""
        return self.samtale.status in STANDING
