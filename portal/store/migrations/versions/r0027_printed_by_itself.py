"""A file of letters that nobody made: the portal makes one every day by itself."""

from __future__ import annotations

from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import KEY

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_SENT_ANEW = "OLD.sent_at IS NOT NULL AND (NEW.sent_at IS NULL OR NEW.sent_at <> OLD.sent_at)"
# The older schema wants a name: whoever posted the file, or the organisation's first.
_SOMEBODY = (
    "UPDATE print_batch SET caseworker_id = COALESCE(sent_by, (SELECT MIN(id) FROM caseworker"
    " WHERE caseworker.organisation_id = print_batch.organisation_id)) WHERE caseworker_id IS NULL"
)


def upgrade() -> None:
    _may_be_nobody(True)


def downgrade() -> None:
    op.execute(_SOMEBODY)
    _may_be_nobody(False)


def _may_be_nobody(nobody: bool) -> None:
    # SQLite makes the table anew for it, and what refuses goes with the old one.
    guards.allow_where("print_batch", "print_batch_sent_once", "UPDATE")
    with op.batch_alter_table("print_batch") as table:
        table.alter_column("caseworker_id", existing_type=KEY, nullable=nobody)
    guards.forbid_where("print_batch", "print_batch_sent_once", "UPDATE", _SENT_ANEW)
