"""From opening hours to times; another time is offered, and held, for a meeting that was called off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations.kinds import AWARE_TIME, JSON, KEY, one_of, where

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_HELD = ("id", "person_id", "slot_id", "form", "expires_at")


def upgrade() -> None:
    _opening_hours()
    _absence()
    _brought_in()
    _offer()
    _alarm()
    _holds_of_offers()


def downgrade() -> None:
    _holds_of_people_alone()
    for table in (
        "alarm",
        "tilbudt_tid",
        "times_pattern",
        "times_draft",
        "times_run",
        "imported_time",
        "absence",
        "opening_hours",
    ):
        op.drop_table(table)


def _opening_hours() -> None:
    op.create_table(
        "opening_hours",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("office_id", KEY, sa.ForeignKey("office.id"), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("fra", sa.Integer(), nullable=False),
        sa.Column("til", sa.Integer(), nullable=False),
        sa.UniqueConstraint("office_id", "weekday", "fra"),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        sa.CheckConstraint("fra >= 0 AND til > fra AND til <= 1440", name="til_after_fra"),
    )


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("start", AWARE_TIME, nullable=False),
        sa.Column("slut", AWARE_TIME, nullable=False),
        sa.Column("uid", sa.String(255), nullable=True),
        sa.Column("recurrence", sa.String(40), nullable=True),
        sa.Column("entered_by", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("entered_at", AWARE_TIME, nullable=False),
        one_of("kind", "fravaer", "optaget"),
        sa.UniqueConstraint("caseworker_id", "uid", "recurrence"),
        sa.CheckConstraint("slut > start", name="slut_after_start"),
        sa.CheckConstraint("(uid IS NULL) = (recurrence IS NULL)", name="event_is_whole"),
    )
    op.create_index("absence_caseworker", "absence", ["caseworker_id", "start"])


def _brought_in() -> None:
    op.create_table(
        "imported_time",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("slot_id", KEY, sa.ForeignKey("slot.id"), unique=True, nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("uid", sa.String(255), nullable=False),
        sa.Column("recurrence", sa.String(40), nullable=False),
        sa.UniqueConstraint("caseworker_id", "uid", "recurrence", name="event_once"),
    )
    op.create_table(
        "times_run",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("at", AWARE_TIME, nullable=False),
        one_of("act", "publish", "import"),
    )
    op.create_table(
        "times_draft",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), unique=True, nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("created_at", AWARE_TIME, nullable=False),
    )
    op.create_table(
        "times_pattern",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("caseworker_id", KEY, sa.ForeignKey("caseworker.id"), unique=True, nullable=False),
        sa.Column("answers", JSON, nullable=False),
    )


def _offer() -> None:
    op.create_table(
        "tilbudt_tid",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("slot_id", KEY, sa.ForeignKey("slot.id"), nullable=False),
        sa.Column("form", sa.String(20), nullable=False),
        sa.Column("phone", sa.String(30), nullable=True),
        sa.Column("offered_at", AWARE_TIME, nullable=False),
        sa.Column("expires_at", AWARE_TIME, nullable=False),
        sa.Column("accepted_at", AWARE_TIME, nullable=True),
        sa.Column("new_booking_id", KEY, sa.ForeignKey("booking.id"), nullable=True),
        one_of("form", "fremmoede", "telefon", "video"),
        sa.CheckConstraint("(accepted_at IS NULL) = (new_booking_id IS NULL)", name="accepted_is_booked"),
        sa.CheckConstraint("expires_at > offered_at", name="open_for_a_while"),
    )
    op.create_index("tilbudt_tid_person_id_idx", "tilbudt_tid", ["person_id"])


def _alarm() -> None:
    op.create_table(
        "alarm",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=True),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=True),
        sa.Column("since", AWARE_TIME, nullable=False),
        sa.Column("closed_at", AWARE_TIME, nullable=True),
        one_of("kind", "ingen_tider", "ny_indkaldelse"),
        sa.CheckConstraint("closed_at IS NULL OR closed_at >= since", name="closed_after_since"),
    )
    op.create_index("alarm_person_id_idx", "alarm", ["person_id"])
    op.create_index(
        "alarm_open_once",
        "alarm",
        ["organisation_id", "kind", "person_id"],
        unique=True,
        **where("closed_at IS NULL AND person_id IS NOT NULL"),
    )
    op.create_index(
        "alarm_open_once_for_all",
        "alarm",
        ["organisation_id", "kind"],
        unique=True,
        **where("closed_at IS NULL AND person_id IS NULL"),
    )


def _holds_of_offers() -> None:
    """A person has one hold while checking answers, and one for each offer."""
    offer = sa.Column("offer_id", KEY, nullable=True)
    if _on_sqlite():
        _hold_anew(
            offer,
            sa.ForeignKeyConstraint(["offer_id"], ["tilbudt_tid.id"], name="hold_offer_id_fkey"),
            sa.UniqueConstraint("offer_id", name="hold_offer_id_key"),
        )
    else:
        op.drop_constraint("hold_person_id_key", "hold", type_="unique")
        op.add_column("hold", offer)
        op.create_foreign_key("hold_offer_id_fkey", "hold", "tilbudt_tid", ["offer_id"], ["id"])
        op.create_unique_constraint("hold_offer_id_key", "hold", ["offer_id"])
    op.create_index("hold_once", "hold", ["person_id"], unique=True, **where("offer_id IS NULL"))
    op.create_index("hold_person_id_idx", "hold", ["person_id"])


def _holds_of_people_alone() -> None:
    op.execute("DELETE FROM held_time WHERE hold_id IN (SELECT id FROM hold WHERE offer_id IS NOT NULL)")
    op.execute("DELETE FROM hold WHERE offer_id IS NOT NULL")
    op.drop_index("hold_once", "hold")
    op.drop_index("hold_person_id_idx", "hold")
    if _on_sqlite():
        _hold_anew(sa.UniqueConstraint("person_id", name="hold_person_id_key"))
        return
    op.drop_column("hold", "offer_id")
    op.create_unique_constraint("hold_person_id_key", "hold", ["person_id"])


def _hold_anew(*more: sa.schema.SchemaItem) -> None:
    """SQLite cannot take a constraint off a table: the rows move into a new one of the same name."""
    op.create_table(
        "hold_anew",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("slot_id", KEY, nullable=False),
        sa.Column("form", sa.String(20), nullable=False),
        sa.Column("expires_at", AWARE_TIME, nullable=False),
        *more,
        sa.PrimaryKeyConstraint("id", name="hold_pkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="hold_person_id_fkey"),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name="hold_slot_id_fkey"),
        sa.CheckConstraint("form IN ('fremmoede', 'telefon', 'video')", name=op.f("hold_form_known")),
    )
    columns = ", ".join(_HELD)
    op.execute(f"INSERT INTO hold_anew ({columns}) SELECT {columns} FROM hold")  # noqa: S608 - named above
    op.drop_table("hold")
    op.rename_table("hold_anew", "hold")
    op.create_index("hold_slot_id_idx", "hold", ["slot_id"])


def _on_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"
