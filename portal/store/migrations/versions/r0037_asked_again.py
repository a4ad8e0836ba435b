"""After a kontrolaktion the jobcenter is asked once, and a new one where the person has moved."""

from __future__ import annotations

from alembic import op

from portal.store.migrations.kinds import where

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_NAME, _TABLE, _OF = "indstilling_asked_once", "indstilling", ["person_id", "frist"]
_STANDS = "art = 'kontrolaktion_tilbud' AND status NOT IN ('trukket', 'udloebet')"
_BEFORE = "art = 'kontrolaktion_tilbud' AND status <> 'trukket'"


def upgrade() -> None:
    op.drop_index(_NAME, _TABLE)
    op.create_index(_NAME, _TABLE, _OF, unique=True, **where(_STANDS))


def downgrade() -> None:
    op.drop_index(_NAME, _TABLE)
    # Before, what had fallen away could not be asked for anew: it stands as if it had been taken back.
    op.execute(
        "UPDATE indstilling SET status = 'trukket' WHERE art = 'kontrolaktion_tilbud' AND status = 'udloebet'"
    )
    op.create_index(_NAME, _TABLE, _OF, unique=True, **where(_BEFORE))
