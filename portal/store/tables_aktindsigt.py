"""Who asked to see the file of a case, what was answered, and what became of a complaint (AKS § 12; AKK § 3;
FVL §§ 9, 15-17).
"""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, Uuid, false, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.aktindsigt import Hensyn, Svar
from portal.policy.aktindsigt_klage import Resultat, Skridt
from portal.policy.sagsgang import Udfald
from portal.store.tables import Base, key, one_of, public_id, refers

OPEN = "answered_at IS NULL"

BEDT_AF = ("telefon", "papir", "fremmoede")
"""How it was asked, where a caseworker noted it."""

KLAGET_AF = ("portal", "papir", "instansen")
"""How a complaint came: the person sent it here, a caseworker noted it, or it came from who decides it."""

NAESTE = (Skridt.SVARET, Skridt.GENVURDERET, Skridt.SENDT)
GIVEN = (Svar.JA, Svar.DELVIS, Svar.NEJ)
RESULTATER = tuple(dict.fromkeys(one.value for one in (*Resultat, *Udfald)))


class Aktindsigt(Base):
    """A request of the person the case is about. What was asked never changes.

    `ord`: the person's own words. `senest`: the last Danish day to answer; `udsat_til`: the day it was put
    off to, and why. `granted`, `begrundelse`, `letter`: of the first answer; `svar`: as it stands now.
    `kanal`, `dag`, `noted_by_id`: of one that came another way than through the portal: how, on which Danish
    day, and who noted it. `frist_oenskes`: the person asks that the time to complain waits. `naeste`: what
    the organisation has to do next, and `frist`: until when, or `snarest`: since when it lies there.
    """

    __tablename__ = "aktindsigt"
    __table_args__ = (
        CheckConstraint("(udsat_til IS NULL) = (udsat_fordi IS NULL)", name="put_off_with_a_reason"),
        CheckConstraint("udsat_til IS NULL OR udsat_til > senest", name="put_off_to_later"),
        CheckConstraint(
            "(answered_at IS NULL) = (granted IS NULL) AND (answered_at IS NULL) = (caseworker_id IS NULL)",
            name="answered_whole",
        ),
        CheckConstraint(
            "granted IS NULL OR granted OR begrundelse IS NOT NULL", name="refused_with_a_reason"
        ),
        CheckConstraint("answered_at IS NULL OR answered_at >= asked_at", name="answered_after_asked"),
        one_of("kanal", BEDT_AF, nullable=True),
        one_of("svar", GIVEN, nullable=True),
        one_of("naeste", NAESTE, nullable=True),
        CheckConstraint(
            "(kanal IS NULL) = (noted_by_id IS NULL) AND (kanal IS NULL) = (dag IS NULL)", name="noted_whole"
        ),
        CheckConstraint("(svar IS NULL) = (answered_at IS NULL)", name="stands_as_answered"),
        CheckConstraint("(naeste IS NULL) = (frist IS NULL)", name="next_has_a_day"),
        Index(
            "aktindsigt_open_once",
            "afgoerelse_id",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    afgoerelse_id: Mapped[int] = refers("afgoerelse.id")
    asked_at: Mapped[datetime]
    ord: Mapped[str | None] = mapped_column(Text)
    senest: Mapped[date]
    udsat_til: Mapped[date | None]
    udsat_fordi: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    granted: Mapped[bool | None]
    begrundelse: Mapped[str | None] = mapped_column(Text)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    letter: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("letter.public_id"))
    dag: Mapped[date | None]
    kanal: Mapped[str | None] = mapped_column(String(20))
    noted_by_id: Mapped[int | None] = refers("caseworker.id", index=False)
    frist_oenskes: Mapped[bool] = mapped_column(server_default=false(), default=False)
    svar: Mapped[str | None] = mapped_column(String(10))
    naeste: Mapped[str | None] = mapped_column(String(20))
    frist: Mapped[date | None]
    snarest: Mapped[bool] = mapped_column(server_default=false(), default=False)


class AktindsigtSkridt(Base):
    """What was done about a request, for good. It happened on the Danish day `dag`, and was written at `at`.

    `frist`: the day an answer was put off to. `svar`: the answer as it stands after the step, where it was
    given anew; `hensyn`: the paragraph of a no. `klage_senest`: the last day to complain of it; None: nobody
    knows it. `afbrudt`: whether the time to complain of the decision itself was stopped, None: no question of
    it, and `klagefrist`: until when it runs now. `tekst`: the words, as they were typed.
    """

    __tablename__ = "aktindsigt_skridt"
    __table_args__ = (
        UniqueConstraint("aktindsigt_id", "nr"),
        one_of("trin", Skridt),
        one_of("svar", GIVEN, nullable=True),
        one_of("hensyn", Hensyn, nullable=True),
        one_of("resultat", RESULTATER, nullable=True),
        one_of("kanal", KLAGET_AF, nullable=True),
        CheckConstraint("(trin = 'udsat') = (frist IS NOT NULL)", name="put_off_to_a_day"),
        CheckConstraint("trin <> 'svaret' OR svar IS NOT NULL", name="answer_is_said"),
        CheckConstraint("(trin IN ('genvurderet', 'udfald')) = (resultat IS NOT NULL)", name="resultat_said"),
        CheckConstraint("(trin = 'klaget') = (kanal IS NOT NULL)", name="kanal_is_said"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    aktindsigt_id: Mapped[int] = refers("aktindsigt.id", index=False)
    nr: Mapped[int]
    trin: Mapped[str] = mapped_column(String(20))
    dag: Mapped[date]
    at: Mapped[datetime]
    frist: Mapped[date | None]
    svar: Mapped[str | None] = mapped_column(String(10))
    hensyn: Mapped[str | None] = mapped_column(String(20))
    klage_senest: Mapped[date | None]
    afbrudt: Mapped[bool | None]
    klagefrist: Mapped[date | None]
    resultat: Mapped[str | None] = mapped_column(String(20))
    kanal: Mapped[str | None] = mapped_column(String(20))
    tekst: Mapped[str | None] = mapped_column(Text)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    decision_id: Mapped[int | None] = refers("decision.id", index=False)
    letter: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("letter.public_id"))


class AktindsigtUndtaget(Base):
    """A paper that is held back by an answer, for good. `papir`: its key in the file, `navn`: as the index
    called it. `dele`: the keys of the pieces, one a line; None: the whole paper.
    """

    __tablename__ = "aktindsigt_undtaget"
    __table_args__ = (UniqueConstraint("skridt_id", "papir"), one_of("hensyn", Hensyn))

    id: Mapped[int] = key()
    skridt_id: Mapped[int] = refers("aktindsigt_skridt.id", index=False)
    papir: Mapped[str] = mapped_column(String(60))
    navn: Mapped[str] = mapped_column(Text)
    dele: Mapped[str | None] = mapped_column(Text)
    hensyn: Mapped[str] = mapped_column(String(20))
    begrundelse: Mapped[str] = mapped_column(Text)
