"""The letter about a CV that is not sufficient: what is missing, and until when (LAB § 23; RÅB §§ 13, 17).

It tells what was found and binds nobody, so it is written in the person's own language.
"""

from __future__ import annotations

from datetime import date

from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made
from portal.wording.reader import day


def missing(between: Between, dato: date, mangler: str, senest: date | None) -> Letter:
    """`dato`: when it was looked at. `mangler`: what is missing, as the caseworker wrote it. `senest`: the
    last day of the two weeks after registering; None where the law asks for no check within them.
    """
    reader = reader_of(between.written_in(Kind.CV_MANGLER))
    true = {between.holder.value, "frist" if senest else "loebende"}
    if senest is not None:
        true.add("frist_forude" if between.day <= senest else "frist_overskredet")
    gaps = {
        "afsender": between.organisation,
        "dag": day(reader, dato),
        "mangler": mangler,
        "senest": day(reader, senest) if senest else "",
        "kontakt": between.contact_in(reader.language),
    }
    return made(Kind.CV_MANGLER, between, true, gaps)
