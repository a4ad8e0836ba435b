"""The letters about self-booking: that it is revoked (LAB § 35), and that it is given back.

Reasons, hearing, rules and complaint guidance: FVL §§ 22, 24, 25; AKS §§ 4, 6, 23, 25; VEJ 10044 4.2 and 11.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.policy.facts import Aktoer
from portal.policy.fratagelse import FratagSpoergsmaal
from portal.policy.law import Decision
from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import Block, Kind, Letter, Sender
from portal.wording.letters.texts import CURRENT, text_of
from portal.wording.reader import day

_DANISH: Final = reader_of("da")


@dataclass(frozen=True, slots=True)
class Between:
    """Who writes to whom, and on which Danish day. `signed_by`: the caseworker's name."""

    organisation: str
    holder: Aktoer
    phone: str | None
    email: str | None
    website: str | None
    signed_by: str
    receiver: str
    day: date

    @property
    def contact(self) -> str:
        """The ways to reach the organisation in one sentence."""
        ways = [self.organisation]
        ways += [f"telefon {self.phone}"] if self.phone else []
        ways += [f"mail {self.email}"] if self.email else []
        ways += [self.website] if self.website else []
        return f"{', '.join(ways)}."

    @property
    def sender(self) -> Sender:
        lines = [f"Telefon {self.phone}" if self.phone else "", self.email or "", self.website or ""]
        return Sender(self.organisation, tuple(line for line in lines if line), self.signed_by)


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the letter as it was typed: the reasons, the person's answer, why nobody was heard."""

    begrundelse: str
    svar: str | None = None
    undtaget_fordi: str | None = None


def revoked(between: Between, question: FratagSpoergsmaal, said: Said, decision: Decision) -> Letter:
    """The letter on a decision to revoke. ValueError where the decision does not allow it."""
    if not decision.allowed:
        raise ValueError("a revocation that the law does not allow has no letter")
    gaps = {
        "afsender": between.organisation,
        "dag": _written(between.day),
        "kontakt": between.contact,
        "begrundelse": said.begrundelse,
        "svar": said.svar or "",
        "undtaget_fordi": said.undtaget_fordi or "",
    }
    true = {between.holder.value, question.grundlag.value}
    hearing = question.hoering
    if hearing is not None and hearing.undtaget is not None:
        true |= {hearing.undtaget.value} | ({"undtaget_fordi"} if said.undtaget_fordi else set())
    elif hearing is not None and hearing.sendt is not None and hearing.frist is not None:
        gaps |= {"sendt": _written(hearing.sendt), "frist": _written(hearing.frist)}
        true |= {"hoert", "svaret" if said.svar else "ikke_svaret"}
    last_day = _last_day(decision)
    true.add("digital" if last_day else "papir")
    gaps["klage_senest"] = _written(last_day) if last_day else ""
    return _letter(Kind.FRATAGELSE, between, text_of(*_current(Kind.FRATAGELSE)).filled(true, gaps))


def lifted(between: Between, since: date, begrundelse: str) -> Letter:
    """The letter that the decision of the day `since` no longer binds."""
    gaps = {
        "afsender": between.organisation,
        "dag": _written(between.day),
        "fra": _written(since),
        "begrundelse": begrundelse,
        "kontakt": between.contact,
    }
    blocks = text_of(*_current(Kind.FRATAGELSE_OPHAEVET)).filled({between.holder.value}, gaps)
    return _letter(Kind.FRATAGELSE_OPHAEVET, between, blocks)


def _letter(kind: Kind, between: Between, blocks: tuple[Block, ...]) -> Letter:
    text = text_of(*_current(kind))
    return Letter(
        kind=kind,
        version=text.version,
        title=text.title,
        sender=between.sender,
        receiver=between.receiver,
        day=between.day,
        blocks=blocks,
        greeting=text.greeting,
    )


def _current(kind: Kind) -> tuple[Kind, int]:
    return kind, CURRENT[kind]


def _last_day(decision: Decision) -> date | None:
    complaint = decision.result["klage"]
    last_day = complaint.get("senest") if isinstance(complaint, dict) else None
    return date.fromisoformat(last_day) if last_day else None


def _written(value: date) -> str:
    return day(_DANISH, value)
