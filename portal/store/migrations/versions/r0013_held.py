"""Meetings held: what was registered of them, by whom, and every correction of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, JSON, KEY, one_of, where

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_BEGUN = "booking_registered_after_start"
_CORRECTED = "booking_corrected_in_words"
_STATUSES = ("planlagt", "afholdt", "udeblevet", "aflyst")
_FORMS = ("fremmoede", "telefon", "video")


def upgrade() -> None:
    _registrering()
    _deltager()
    _emne()
    _rettelse()
    _henvendelse()
    _uddannelsestrin()
    guards.forbid_deletion("samtale_rettelse", "samtale_rettelse_append_only")
    guards.forbid_change("samtale_rettelse", "samtale_rettelse_append_only")
    guards.forbid_deletion("samtale_henvendelse", "samtale_henvendelse_append_only")
    guards.forbid_change("samtale_henvendelse", "samtale_henvendelse_append_only")
    # What was held or missed had begun when it was registered; whoever says so now also says when.
    over = "NEW.status IN ('afholdt', 'udeblevet')"
    guards.forbid_where("booking", _BEGUN, "INSERT", f"{over} AND NEW.registered_at < NEW.start")
    guards.forbid_where(
        "booking",
        _BEGUN,
        "UPDATE",
        f"{over} AND (NEW.registered_at < NEW.start"
        " OR (OLD.status <> NEW.status AND NEW.registered_at IS NULL))",
    )
    guards.forbid_where(
        "booking",
        _CORRECTED,
        "UPDATE",
        "OLD.status <> 'planlagt' AND NEW.status <> OLD.status AND NOT EXISTS ("
        "SELECT 1 FROM samtale_rettelse AS told WHERE told.booking_id = OLD.id"
        " AND told.fra_status = OLD.status AND told.til_status = NEW.status AND told.at = NEW.updated_at)",
    )


def downgrade() -> None:
    guards.allow_where("booking", _CORRECTED, "UPDATE")
    guards.allow_where("booking", _BEGUN, "UPDATE")
    guards.allow_where("booking", _BEGUN, "INSERT")
    for table in ("uddannelsestrin", *(f"samtale_{name}" for name in _OF_A_MEETING)):
        op.drop_table(table)


_OF_A_MEETING = ("henvendelse", "rettelse", "emne", "deltager", "registrering")


def _of_a_meeting() -> list[sa.Column[int]]:
    return [
        sa.Column("id", KEY, primary_key=True),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=False),
    ]


def _by_a_caseworker() -> sa.Column[int]:
    return sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False)


def _registrering() -> None:
    op.create_table(
        "samtale_registrering",
        *_of_a_meeting(),
        _by_a_caseworker(),
        sa.Column("aftaler", sa.Text(), nullable=True),
        sa.Column("grund", sa.Text(), nullable=True),
        sa.Column("at", AWARE_TIME, nullable=False),
        sa.UniqueConstraint("booking_id"),
    )


def _deltager() -> None:
    op.create_table(
        "samtale_deltager",
        *_of_a_meeting(),
        sa.Column("rolle", sa.String(30), nullable=False),
        sa.Column("navn", sa.String(200), nullable=False),
        sa.Column("form", sa.String(20), nullable=False),
        one_of(
            "rolle",
            "a_kassekonsulent",
            "mentor",
            "stoettekontaktperson",
            "bisidder",
            "partsrepraesentant",
            "handicaphjaelper",
            "tolk",
            "anden",
        ),
        one_of("form", *_FORMS),
        sa.CheckConstraint("navn <> ''", name="navn_given"),
    )
    op.create_index("samtale_deltager_booking_id_idx", "samtale_deltager", ["booking_id"])


def _emne() -> None:
    op.create_table(
        "samtale_emne",
        *_of_a_meeting(),
        sa.Column("emne", sa.String(30), nullable=False),
        sa.Column("udfoert", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("hvorfor_ikke", sa.Text(), nullable=True),
        sa.UniqueConstraint("booking_id", "emne"),
        one_of(
            "emne",
            "min_plan_udarbejdes",
            "ansoegninger_gennemgaas",
            "repatriering",
            "intensiveret_indsats",
            "uddannelsestrin",
        ),
        sa.CheckConstraint(
            "udfoert OR (hvorfor_ikke IS NOT NULL AND hvorfor_ikke <> '')", name="done_or_why_not"
        ),
    )


def _rettelse() -> None:
    op.create_table(
        "samtale_rettelse",
        *_of_a_meeting(),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        _by_a_caseworker(),
        sa.Column("at", AWARE_TIME, nullable=False),
        sa.Column("fra_status", sa.String(20), nullable=False),
        sa.Column("til_status", sa.String(20), nullable=False),
        sa.Column("kommentar", sa.Text(), nullable=False),
        sa.Column("foer", JSON, nullable=False),
        sa.Column("efter", JSON, nullable=False),
        one_of("fra_status", *_STATUSES),
        one_of("til_status", *_STATUSES),
        sa.CheckConstraint("kommentar <> ''", name="kommentar_given"),
    )
    op.create_index("samtale_rettelse_booking", "samtale_rettelse", ["booking_id", "at"])


def _henvendelse() -> None:
    op.create_table(
        "samtale_henvendelse",
        *_of_a_meeting(),
        _by_a_caseworker(),
        sa.Column("dato", sa.Date(), nullable=False),
        sa.Column("at", AWARE_TIME, nullable=False),
        sa.Column("kommentar", sa.Text(), nullable=True),
        sa.CheckConstraint("kommentar IS NULL OR kommentar <> ''", name="kommentar_given"),
    )
    op.create_index("samtale_henvendelse_booking_id_idx", "samtale_henvendelse", ["booking_id"])
    op.create_index(
        "samtale_henvendelse_first_once",
        "samtale_henvendelse",
        ["booking_id"],
        unique=True,
        **where("kommentar IS NULL"),
    )


def _uddannelsestrin() -> None:
    op.create_table(
        "uddannelsestrin",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        _by_a_caseworker(),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("written_at", AWARE_TIME, nullable=False),
        sa.Column("replaced_at", AWARE_TIME, nullable=True),
        sa.CheckConstraint("tekst <> ''", name="tekst_given"),
    )
    op.create_index("uddannelsestrin_person_id_idx", "uddannelsestrin", ["person_id"])
    op.create_index(
        "uddannelsestrin_current_once",
        "uddannelsestrin",
        ["person_id"],
        unique=True,
        **where("replaced_at IS NULL"),
    )
