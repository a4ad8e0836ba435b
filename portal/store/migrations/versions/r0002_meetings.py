"""Times and meetings, and what the database itself forbids of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, JSON, KEY, one_of, where

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _agreement()
    _slot()
    _booking()
    _hold()
    _place()
    _submission()
    guards.create_refusal()
    guards.forbid_two_meetings_at_once()
    guards.forbid_two_places_at_once()
    guards.forbid_deletion("booking", "booking_never_deleted")


def downgrade() -> None:
    for table in ("submission", "place", "hold", "booking", "slot", "agreement"):
        op.drop_table(table)
    guards.drop_refusal()


def _agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("jobcenter_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("a_kasse_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("fra", sa.Date(), nullable=False),
        sa.Column("til", sa.Date(), nullable=True),
        sa.Column("terms", JSON, nullable=False),
        sa.Column("updated_at", AWARE_TIME, nullable=False),
        one_of("status", "proposed", "countered", "accepted", "declined", "ended"),
    )
    op.create_index("agreement_a_kasse_id_idx", "agreement", ["a_kasse_id"])
    op.create_index("agreement_jobcenter_id_idx", "agreement", ["jobcenter_id"])


def _slot() -> None:
    op.create_table(
        "slot",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("office_id", KEY, sa.ForeignKey("office.id"), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("team_id", KEY, sa.ForeignKey("team.id"), nullable=True),
        sa.Column("agreement_id", KEY, sa.ForeignKey("agreement.id"), nullable=True),
        sa.Column("a_kasse_id", KEY, sa.ForeignKey("organisation.id"), nullable=True),
        sa.Column("a_kasse_caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("a_kasse_form", sa.String(20), nullable=True),
        sa.Column("a_kasse_from", AWARE_TIME, nullable=True),
        sa.Column("a_kasse_until", AWARE_TIME, nullable=True),
        sa.Column("start", AWARE_TIME, nullable=False),
        sa.Column("slut", AWARE_TIME, nullable=False),
        sa.Column("fremmoede", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("telefon", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("video", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("capacity", sa.Integer(), nullable=False, server_default=sa.text("1")),
        sa.Column("free", sa.Integer(), nullable=False, server_default=sa.text("1")),
        sa.Column("room", sa.String(100), nullable=True),
        sa.Column("video_link", sa.String(500), nullable=True),
        sa.Column("published_at", AWARE_TIME, nullable=False),
        sa.Column("withdrawn_at", AWARE_TIME, nullable=True),
        sa.CheckConstraint(
            "a_kasse_id IS NOT NULL OR a_kasse_caseworker_id IS NULL", name="a_kasse_caseworker_is_joint"
        ),
        one_of("a_kasse_form", "fremmoede", "video", nullable=True),
        sa.CheckConstraint(
            "(a_kasse_from IS NULL) = (a_kasse_until IS NULL)"
            " AND (a_kasse_from IS NULL OR (a_kasse_id IS NOT NULL AND a_kasse_until > a_kasse_from))",
            name="a_kasse_time_is_whole",
        ),
        sa.CheckConstraint("capacity >= 1 AND free >= 0 AND free <= capacity", name="free_within_capacity"),
        sa.CheckConstraint("(a_kasse_id IS NULL) = (a_kasse_form IS NULL)", name="joint_has_a_kasse_form"),
        sa.CheckConstraint("a_kasse_id IS NULL OR agreement_id IS NOT NULL", name="joint_is_agreed"),
        sa.CheckConstraint("video_link IS NULL OR video", name="link_only_for_video"),
        sa.CheckConstraint(
            "capacity = 1 OR (caseworker_id IS NULL AND a_kasse_caseworker_id IS NULL)",
            name="one_place_per_caseworker",
        ),
        sa.CheckConstraint("slut > start", name="slut_after_start"),
        sa.CheckConstraint("fremmoede OR telefon OR video", name="some_form"),
    )
    op.create_index("slot_a_kasse_caseworker_id_idx", "slot", ["a_kasse_caseworker_id"])
    op.create_index("slot_agreement_id_idx", "slot", ["agreement_id"])
    op.create_index("slot_caseworker", "slot", ["caseworker_id", "start"])
    op.create_index(
        "slot_free",
        "slot",
        ["organisation_id", "a_kasse_id", "start", "id"],
        **where("free > 0 AND withdrawn_at IS NULL"),
    )
    op.create_index(
        "slot_free_office",
        "slot",
        ["office_id", "start"],
        **where("free > 0 AND withdrawn_at IS NULL"),
    )


def _booking() -> None:
    op.create_table(
        "booking",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("holder", sa.String(20), nullable=False),
        sa.Column("office_id", KEY, sa.ForeignKey("office.id"), nullable=True),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("slot_id", KEY, sa.ForeignKey("slot.id"), nullable=True),
        sa.Column("art", sa.String(20), nullable=False),
        sa.Column("form", sa.String(20), nullable=False),
        sa.Column("oprindelse", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("start", AWARE_TIME, nullable=False),
        sa.Column("slut", AWARE_TIME, nullable=False),
        sa.Column("a_kasse_id", KEY, sa.ForeignKey("organisation.id"), nullable=True),
        sa.Column("a_kasse_caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("a_kasse_form", sa.String(20), nullable=True),
        sa.Column("phone", sa.String(30), nullable=True),
        sa.Column("video_link", sa.String(500), nullable=True),
        sa.Column("ombookninger", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("sequence", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("booket", AWARE_TIME, nullable=True),
        sa.Column("aflyst_af", sa.String(20), nullable=True),
        sa.Column("aflyst", AWARE_TIME, nullable=True),
        sa.Column("aflyst_grund", sa.String(30), nullable=True),
        sa.Column("registered_at", AWARE_TIME, nullable=True),
        sa.Column("updated_at", AWARE_TIME, nullable=False),
        one_of("a_kasse_form", "fremmoede", "video", nullable=True),
        one_of("aflyst_af", "person", "myndighed", nullable=True),
        one_of(
            "art",
            "jobsamtale",
            "raadighedssamtale",
            "kontrolsamtale",
            "cv_samtale",
            "faellessamtale",
        ),
        sa.CheckConstraint("(status = 'aflyst') = (aflyst_af IS NOT NULL)", name="called_off_by_somebody"),
        one_of("form", "fremmoede", "telefon", "video"),
        one_of("holder", "a_kasse", "jobcenter"),
        one_of("oprindelse", "indkaldt", "selvbooket"),
        sa.CheckConstraint("slut > start", name="slut_after_start"),
        one_of("status", "planlagt", "afholdt", "udeblevet", "aflyst"),
    )
    op.create_index("booking_caseworker", "booking", ["caseworker_id", "start"])
    op.create_index("booking_organisation", "booking", ["organisation_id", "start"])
    op.create_index("booking_person", "booking", ["person_id", "start"])
    op.create_index("booking_slot_id_idx", "booking", ["slot_id"])


def _hold() -> None:
    op.create_table(
        "hold",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), unique=True, nullable=False),
        sa.Column("slot_id", KEY, sa.ForeignKey("slot.id"), nullable=False),
        sa.Column("form", sa.String(20), nullable=False),
        sa.Column("expires_at", AWARE_TIME, nullable=False),
        one_of("form", "fremmoede", "telefon", "video"),
    )
    op.create_index("hold_slot_id_idx", "hold", ["slot_id"])


def _place() -> None:
    op.create_table(
        "place",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=False),
        sa.Column("slot_id", KEY, sa.ForeignKey("slot.id"), nullable=False),
        sa.Column("side", sa.String(20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=True),
        sa.Column("start", AWARE_TIME, nullable=False),
        sa.Column("slut", AWARE_TIME, nullable=False),
        sa.UniqueConstraint("booking_id", "side"),
        sa.UniqueConstraint("slot_id", "side", "number", name="place_taken_once"),
        sa.CheckConstraint("number >= 1", name="number_positive"),
        one_of("side", "a_kasse", "jobcenter"),
        sa.CheckConstraint("slut > start", name="slut_after_start"),
    )
    op.create_index("place_caseworker", "place", ["caseworker_id", "start"])


def _submission() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=False),
        sa.Column("at", AWARE_TIME, nullable=False),
    )
    op.create_index("submission_booking_id_idx", "submission", ["booking_id"])
