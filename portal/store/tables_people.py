"""What organisations bring in of a person beside the course itself: guidance, CVs that were checked, powers
of attorney; the history of corrections; and the runs of an import with what they would change.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.columns import JsonColumn
from portal.store.tables import Base, key, one_of, public_id, refers

OMFANG = ("breve", "booking", "alt")
"""What a representative may stand in for: letters, booking on the phone, or both."""

STATES = ("tjekkes", "klar", "gemmes", "gemt", "fortrudt", "fejlet")


class Vejledning(Base):
    """The person was guided on selvbooking and on what follows from not booking (BAB § 44, stk. 2).

    `noteret`: what was guided about, in the a-kasse's own words (AKV § 34, stk. 2).
    """

    __tablename__ = "vejledning"
    __table_args__ = (UniqueConstraint("person_id", "organisation_id", "dato"),)

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    dato: Mapped[date]
    skriftlig: Mapped[bool]
    noteret: Mapped[str | None] = mapped_column(Text)


class CvTjek(Base):
    """An organisation looked at the person's CV, and whether it was fyldestgørende (LAB § 23).

    `mangler`: what is missing, as the person was told it. Looked at again on the same day, it is corrected.
    """

    __tablename__ = "cv_tjek"
    __table_args__ = (
        UniqueConstraint("person_id", "organisation_id", "dato"),
        CheckConstraint("mangler IS NULL OR NOT fyldestgoerende", name="nothing_missing_when_good"),
    )

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    dato: Mapped[date]
    fyldestgoerende: Mapped[bool]
    mangler: Mapped[str | None] = mapped_column(Text)


class Fuldmagt(Base):
    """Somebody stands in for the person towards this organisation (FVL § 8; AKS § 10), both days inside.

    It opens no account: a representative gets letters and may be spoken with.
    """

    __tablename__ = "fuldmagt"
    __table_args__ = (
        UniqueConstraint("person_id", "organisation_id", "navn", "fra"),
        one_of("omfang", OMFANG),
        CheckConstraint("til IS NULL OR til >= fra", name="til_after_fra"),
        CheckConstraint("adresse IS NOT NULL OR mail IS NOT NULL", name="can_be_reached"),
    )

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    public_id: Mapped[uuid.UUID] = public_id()
    navn: Mapped[str] = mapped_column(String(200))
    adresse: Mapped[str | None] = mapped_column(String(300))
    mail: Mapped[str | None] = mapped_column(String(200))
    omfang: Mapped[str] = mapped_column(String(20))
    fra: Mapped[date]
    til: Mapped[date | None]


class ImportRun(Base):
    """A file that somebody brought in. `content` and `preview` are sealed, and gone once it is over.

    `people_affected`: of those who change, how many get another answer. `failed`: why nothing was saved, of
    a run that ended so: the file cannot be brought in (`problemer`, which are told in `problems`, sealed),
    what is known had changed (`aendret`), its process was gone (`afbrudt`), or something broke (`fejl`).
    """

    __tablename__ = "import_run"
    __table_args__ = (
        one_of("state", STATES),
        CheckConstraint(
            "state IN ('tjekkes', 'klar', 'gemmes') OR (content IS NULL AND preview IS NULL)",
            name="content_gone_when_over",
        ),
        Index("import_run_organisation", "organisation_id", "created_at"),
        # One at a time: what a preview shows must be what is written.
        Index(
            "import_run_one_open",
            "organisation_id",
            unique=True,
            sqlite_where=text("state IN ('tjekkes', 'klar', 'gemmes')"),
            postgresql_where=text("state IN ('tjekkes', 'klar', 'gemmes')"),
        ),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    kind: Mapped[str] = mapped_column(String(10))
    filename: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(20))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    preview: Mapped[bytes | None] = mapped_column(LargeBinary)
    facts_all: Mapped[int]
    people_all: Mapped[int]
    people_done: Mapped[int]
    people_new: Mapped[int]
    people_changed: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    people_affected: Mapped[int] = mapped_column(server_default=text("0"))
    failed: Mapped[str | None] = mapped_column(String(20))
    problems: Mapped[bytes | None] = mapped_column(LargeBinary)


class ImportChange(Base):
    """What an open run would change for one person who is known. `number`: their place in the file;
    `affected`: another answer is told. `content` is sealed; the row is gone once the run is over.
    """

    __tablename__ = "import_change"
    __table_args__ = (UniqueConstraint("import_run_id", "person_id"),)

    id: Mapped[int] = key()
    import_run_id: Mapped[int] = refers("import_run.id", index=False)
    person_id: Mapped[int] = refers("person.id")
    number: Mapped[int]
    affected: Mapped[bool]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Rettelse(Base):
    """A fact of a person's course was added, changed or taken away: what stood before and what stands now.

    The database refuses every change and deletion. `felt`: a `portal.policy.oplysninger.Oplysning`.
    """

    __tablename__ = "rettelse"
    __table_args__ = (CheckConstraint("foer IS NOT NULL OR efter IS NOT NULL", name="says_something"),)

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    import_run_id: Mapped[int | None] = refers("import_run.id", index=False)
    felt: Mapped[str] = mapped_column(String(40))
    foer: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)
    efter: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)
    svar: Mapped[list[Any] | None] = mapped_column(JsonColumn)  # which answers it changed, if that was asked
    begrundelse: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]
