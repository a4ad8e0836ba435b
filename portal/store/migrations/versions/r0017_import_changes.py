"""What an import would change, person by person, while somebody looks at it; and why one ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations.kinds import KEY

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "import_run",
        sa.Column("people_affected", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column("import_run", sa.Column("failed", sa.String(20), nullable=True))
    op.add_column("import_run", sa.Column("problems", sa.LargeBinary(), nullable=True))
    op.create_table(
        "import_change",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("import_run_id", KEY, sa.ForeignKey("import_run.id"), nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("affected", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("import_run_id", "person_id"),
    )
    op.create_index("import_change_person_id_idx", "import_change", ["person_id"])


def downgrade() -> None:
    op.drop_table("import_change")
    op.drop_column("import_run", "problems")
    op.drop_column("import_run", "failed")
    op.drop_column("import_run", "people_affected")
