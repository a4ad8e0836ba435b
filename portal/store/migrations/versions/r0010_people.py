"""People and their courses in: guidance, CVs, powers of attorney, the history of corrections, imports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, JSON, KEY, one_of, where

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_OPEN = "state IN ('tjekkes', 'klar', 'gemmes')"


def upgrade() -> None:
    _vejledning()
    _cv_tjek()
    _fuldmagt()
    _import_run()
    _rettelse()
    op.create_index("membership_changes", "membership", ["holder", "fra"], **where("fra IS NOT NULL"))
    guards.forbid_deletion("rettelse", "rettelse_append_only")
    guards.forbid_change("rettelse", "rettelse_append_only")


def downgrade() -> None:
    op.drop_index("membership_changes", "membership")
    for table in ("rettelse", "import_run", "fuldmagt", "cv_tjek", "vejledning"):
        op.drop_table(table)


def _of_whom() -> list[sa.Column[int]]:
    return [
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
    ]


def _vejledning() -> None:
    op.create_table(
        "vejledning",
        *_of_whom(),
        sa.Column("dato", sa.Date(), nullable=False),
        sa.Column("skriftlig", sa.Boolean(), nullable=False),
        sa.Column("noteret", sa.Text(), nullable=True),
        sa.UniqueConstraint("person_id", "organisation_id", "dato"),
    )
    op.create_index("vejledning_person_id_idx", "vejledning", ["person_id"])


def _cv_tjek() -> None:
    op.create_table(
        "cv_tjek",
        *_of_whom(),
        sa.Column("dato", sa.Date(), nullable=False),
        sa.Column("fyldestgoerende", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("person_id", "organisation_id", "dato"),
    )
    op.create_index("cv_tjek_person_id_idx", "cv_tjek", ["person_id"])


def _fuldmagt() -> None:
    op.create_table(
        "fuldmagt",
        *_of_whom(),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("navn", sa.String(200), nullable=False),
        sa.Column("adresse", sa.String(300), nullable=True),
        sa.Column("mail", sa.String(200), nullable=True),
        sa.Column("omfang", sa.String(20), nullable=False),
        sa.Column("fra", sa.Date(), nullable=False),
        sa.Column("til", sa.Date(), nullable=True),
        sa.UniqueConstraint("person_id", "organisation_id", "navn", "fra"),
        one_of("omfang", "breve", "booking", "alt"),
        sa.CheckConstraint("til IS NULL OR til >= fra", name="til_after_fra"),
        sa.CheckConstraint("adresse IS NOT NULL OR mail IS NOT NULL", name="can_be_reached"),
    )
    op.create_index("fuldmagt_person_id_idx", "fuldmagt", ["person_id"])


def _import_run() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("filename", sa.String(200), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("preview", sa.LargeBinary(), nullable=True),
        sa.Column("facts_all", sa.Integer(), nullable=False),
        sa.Column("people_all", sa.Integer(), nullable=False),
        sa.Column("people_done", sa.Integer(), nullable=False),
        sa.Column("people_new", sa.Integer(), nullable=False),
        sa.Column("people_changed", sa.Integer(), nullable=False),
        sa.Column("created_at", AWARE_TIME, nullable=False),
        sa.Column("updated_at", AWARE_TIME, nullable=False),
        one_of("state", "tjekkes", "klar", "gemmes", "gemt", "fortrudt", "fejlet"),
        sa.CheckConstraint(
            f"{_OPEN} OR (content IS NULL AND preview IS NULL)", name="content_gone_when_over"
        ),
    )
    op.create_index("import_run_organisation", "import_run", ["organisation_id", "created_at"])
    op.create_index("import_run_one_open", "import_run", ["organisation_id"], unique=True, **where(_OPEN))


def _rettelse() -> None:
    op.create_table(
        "rettelse",
        *_of_whom(),
        sa.Column("import_run_id", KEY, sa.ForeignKey("import_run.id"), nullable=True),
        sa.Column("felt", sa.String(40), nullable=False),
        sa.Column("foer", JSON, nullable=True),
        sa.Column("efter", JSON, nullable=True),
        sa.Column("svar", JSON, nullable=True),
        sa.Column("begrundelse", sa.Text(), nullable=True),
        sa.Column("at", AWARE_TIME, nullable=False),
        sa.CheckConstraint("foer IS NOT NULL OR efter IS NOT NULL", name="says_something"),
    )
    op.create_index("rettelse_person_id_idx", "rettelse", ["person_id"])
