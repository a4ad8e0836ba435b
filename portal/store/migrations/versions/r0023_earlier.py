"""Those who wait for an earlier time, the times that became free, and who was told of which."""

# ruff: noqa: S608 - what is put into these statements is written here, never read from anywhere

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, KEY, one_of, where

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_OPEN = "withdrawn_at IS NULL"
_WISHED = ("public_id", "person_id", "booking_id", "start_then", "art", "asked_at")
_AWAITED = " OR ".join(
    f"EXISTS (SELECT 1 FROM earlier_wish WHERE {_OPEN} AND {whose} = NEW.organisation_id)"
    for whose in ("a_kasse_id", "jobcenter_id")
)
_KEPT = (
    "INSERT INTO freed_slot (slot_id) VALUES (NEW.id)"
    " ON CONFLICT (slot_id) DO UPDATE SET seen_at = NULL, next_at = NULL, after_id = 0"
)
_EVENTS = {
    "slot_becomes_free": ("AFTER UPDATE OF free", "NEW.free > OLD.free"),
    "slot_is_published": ("AFTER INSERT", "NEW.free > 0"),
}


def upgrade() -> None:
    _wish()
    _place()
    _freed()
    _offer()
    guards.forbid_deletion("earlier_wish", "earlier_wish_stays")
    guards.forbid_change_of("earlier_wish", "earlier_wish_stays", *_WISHED)
    guards.forbid_deletion("earlier_offer", "earlier_offer_stays")
    guards.forbid_change("earlier_offer", "earlier_offer_stays")
    _watch()


def downgrade() -> None:
    for name in _EVENTS:
        op.execute(f"DROP TRIGGER {name}" + ("" if _on_sqlite() else " ON slot"))
    if not _on_sqlite():
        op.execute("DROP FUNCTION slot_awaited()")
    for table in ("earlier_offer", "freed_slot", "earlier_place", "earlier_wish"):
        op.drop_table(table)


def _watch() -> None:
    """Whatever frees or publishes a time for which somebody waits leaves a row."""
    if _on_sqlite():
        for name, (event, when) in _EVENTS.items():
            op.execute(
                f"CREATE TRIGGER {name} {event} ON slot WHEN {when} AND ({_AWAITED}) BEGIN {_KEPT}; END"
            )
        return
    op.execute(
        f"""
        CREATE FUNCTION slot_awaited() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {_AWAITED} THEN
                {_KEPT};
            END IF;
            RETURN NULL;
        END
        $$
        """
    )
    for name, (event, when) in _EVENTS.items():
        op.execute(
            f"CREATE TRIGGER {name} {event} ON slot FOR EACH ROW WHEN ({when})"
            " EXECUTE FUNCTION slot_awaited()"
        )


def _wish() -> None:
    op.create_table(
        "earlier_wish",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("booking_id", KEY, sa.ForeignKey("booking.id"), nullable=True),
        sa.Column("start_then", AWARE_TIME, nullable=True),
        sa.Column("art", sa.String(20), nullable=False),
        sa.Column("a_kasse_id", KEY, sa.ForeignKey("organisation.id"), nullable=True),
        sa.Column("jobcenter_id", KEY, sa.ForeignKey("organisation.id"), nullable=True),
        *(
            sa.Column(form, sa.Boolean(), nullable=False, server_default=sa.false())
            for form in ("fremmoede", "telefon", "video")
        ),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("told_by", sa.String(20), nullable=False),
        sa.Column("asked_at", AWARE_TIME, nullable=False),
        sa.Column("withdrawn_at", AWARE_TIME, nullable=True),
        one_of("art", "jobsamtale", "raadighedssamtale", "kontrolsamtale", "cv_samtale", "faellessamtale"),
        one_of("told_by", "mail", "sms", "portal"),
        sa.CheckConstraint("fremmoede OR telefon OR video", name="some_form"),
        sa.CheckConstraint("(booking_id IS NULL) = (start_then IS NULL)", name="meeting_is_whole"),
        sa.CheckConstraint("a_kasse_id IS NOT NULL OR jobcenter_id IS NOT NULL", name="somebodys_times"),
    )
    op.create_index("earlier_wish_person_id_idx", "earlier_wish", ["person_id"])
    once = {"unique": True, **where(_OPEN)}
    op.create_index("earlier_wish_of_meeting_once", "earlier_wish", ["booking_id"], **once)
    looking = {"unique": True, **where(f"booking_id IS NULL AND {_OPEN}")}
    op.create_index("earlier_wish_looking_once", "earlier_wish", ["person_id"], **looking)
    op.create_index("earlier_wish_a_kasse", "earlier_wish", ["a_kasse_id", "id"], **where(_OPEN))
    op.create_index("earlier_wish_jobcenter", "earlier_wish", ["jobcenter_id", "id"], **where(_OPEN))


def _place() -> None:
    op.create_table(
        "earlier_place",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("wish_id", KEY, sa.ForeignKey("earlier_wish.id"), nullable=False),
        sa.Column("office_id", KEY, sa.ForeignKey("office.id"), nullable=False),
        sa.UniqueConstraint("wish_id", "office_id"),
    )


def _freed() -> None:
    op.create_table(
        "freed_slot",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("slot_id", KEY, sa.ForeignKey("slot.id"), nullable=False),
        sa.Column("seen_at", AWARE_TIME, nullable=True),
        sa.Column("next_at", AWARE_TIME, nullable=True),
        sa.Column("after_id", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
        sa.UniqueConstraint("slot_id"),
    )
    op.create_index("freed_slot_next", "freed_slot", ["next_at"])


def _offer() -> None:
    op.create_table(
        "earlier_offer",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("wish_id", KEY, sa.ForeignKey("earlier_wish.id"), nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("slot_id", KEY, sa.ForeignKey("slot.id"), nullable=False),
        sa.Column("form", sa.String(20), nullable=False),
        sa.Column("told_at", AWARE_TIME, nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        one_of("form", "fremmoede", "telefon", "video"),
        sa.UniqueConstraint("person_id", "told_on", name="earlier_offer_once_a_day"),
        sa.UniqueConstraint("wish_id", "slot_id", name="earlier_offer_once"),
    )


def _on_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"
