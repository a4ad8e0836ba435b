"""An outbox row has a lane, is claimed while it is being sent, and is given up where it cannot arrive."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, where

revision = "0019"
down_revision = "0017"
branch_labels = None
depends_on = None

_LANE = "VARCHAR(20) DEFAULT 'inside' NOT NULL"
_LANES = "'inside', 'post', 'mail', 'sms', 'dfdg', 'authority'"
_ADDED = ("claimed_until", "gave_up_at", "settled_at")
_OPEN = "sent_at IS NULL AND gave_up_at IS NULL"
_GIVEN_UP = "gave_up_at IS NOT NULL AND settled_at IS NULL"
_TOLD = ("public_id", "person_id", "topic", "lane", "payload", "created_at")
_SENT_ANEW = "OLD.sent_at IS NOT NULL AND (NEW.sent_at IS NULL OR NEW.sent_at <> OLD.sent_at)"


def upgrade() -> None:
    # Written out: neither database is asked to copy the table for a column with a check of its own.
    op.execute(
        f"ALTER TABLE outbox ADD COLUMN lane {_LANE} CONSTRAINT outbox_lane_known CHECK (lane IN ({_LANES}))"
    )
    for column in _ADDED:
        op.add_column("outbox", sa.Column(column, AWARE_TIME, nullable=True))
    op.execute(
        "ALTER TABLE outbox ADD COLUMN settled_how VARCHAR(20)"
        " CONSTRAINT outbox_settled_how_known"
        " CHECK (settled_how IS NULL OR settled_how IN ('paper', 'closed'))"
    )
    integer = "INTEGER" if op.get_context().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE outbox ADD COLUMN organisation_id {integer}"
        " CONSTRAINT outbox_organisation_id_fkey REFERENCES organisation (id)"
    )
    op.execute("UPDATE outbox SET lane = 'post' WHERE topic IN ('letter.written', 'letter.copy')")
    op.drop_index("outbox_waiting", "outbox")
    op.create_index("outbox_due", "outbox", ["lane", "next_attempt_at", "id"], **where(_OPEN))
    op.create_index("outbox_in_turn", "outbox", ["person_id", "lane", "id"], **where(_OPEN))
    op.create_index("outbox_given_up", "outbox", ["organisation_id", "gave_up_at"], **where(_GIVEN_UP))
    guards.forbid_change_of("outbox", "outbox_stays", *_TOLD)
    guards.forbid_where("outbox", "outbox_sent_once", "UPDATE", _SENT_ANEW)


def downgrade() -> None:
    guards.allow_where("outbox", "outbox_sent_once", "UPDATE")
    guards.allow_change_of("outbox", "outbox_stays")
    op.drop_index("outbox_given_up", "outbox")
    op.drop_index("outbox_in_turn", "outbox")
    op.drop_index("outbox_due", "outbox")
    op.create_index("outbox_waiting", "outbox", ["next_attempt_at", "id"], **where("sent_at IS NULL"))
    for column in ("organisation_id", "settled_how", *reversed(_ADDED), "lane"):
        op.drop_column("outbox", column)
