"""The letter to whoever is struck off for not booking by the deadline (BAB §§ 27, 28, 30)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.policy.facts import Aktoer
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made, written


@dataclass(frozen=True, slots=True)
class Dates:
    """Danish days. `tre_maaneder`: from then on registering again takes no booking. `klage_senest`: None
    where nobody knows it, since the letter goes on paper.
    """

    udstedt: date
    frist: date
    virkning_fra: date
    tre_maaneder: date
    klage_senest: date | None


def struck_off(between: Between, dates: Dates) -> Letter:
    gaps = {
        "afsender": between.organisation,
        "udstedt": written(dates.udstedt),
        "frist": written(dates.frist),
        "virkning_fra": written(dates.virkning_fra),
        "tre_maaneder": written(dates.tre_maaneder),
        "klage_senest": written(dates.klage_senest) if dates.klage_senest else "",
        "kontakt": between.contact,
    }
    true = {between.holder.value, "digital" if dates.klage_senest else "papir"}
    return made(Kind.AFMELDT, between, true, gaps, klage=between.holder is Aktoer.JOBCENTER)
