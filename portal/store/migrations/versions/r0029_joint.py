"""An alarm may be about somebody who wants the a-kasse along where the jobcenter calls to such meetings."""

from __future__ import annotations

from alembic import op

from portal.store.migrations.kinds import one_of

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_BEFORE = ("ingen_tider", "ny_indkaldelse")


def upgrade() -> None:
    _of_kinds(*_BEFORE, "a_kasse_med")


def downgrade() -> None:
    op.execute("DELETE FROM alarm WHERE kind = 'a_kasse_med'")
    _of_kinds(*_BEFORE)


def _of_kinds(*kinds: str) -> None:
    with op.batch_alter_table("alarm") as table:
        table.drop_constraint("kind_known", type_="check")
        table.create_check_constraint("kind_known", one_of("kind", *kinds).sqltext)
