"""Min Plan written in the portal: each wording has a name, its decision, and stays; items end.

Of the requirements on job search there is one wording at a time; of several, the latest stands.
"""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import AWARE_TIME, KEY, where

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_WRITTEN = (
    "person_id",
    "felt",
    "item",
    "text",
    "details",
    "af",
    "organisation_id",
    "caseworker_id",
    "written_at",
    "public_id",
    "decision_id",
    "afsluttet_fordi",
)
_CURRENT = ("plan_entry_current_once", "plan_entry", ["person_id", "felt", "item"])


def upgrade() -> None:
    op.drop_index("plan_entry_current_once", "plan_entry")
    with op.batch_alter_table("plan_entry") as table:
        table.add_column(sa.Column("public_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("decision_id", KEY, nullable=True))
        table.add_column(sa.Column("afsluttet_fordi", sa.Text(), nullable=True))
        table.create_foreign_key("plan_entry_decision_id_fkey", "decision", ["decision_id"], ["id"])
    _name_each()
    _replace_all_but_the_latest()
    with op.batch_alter_table("plan_entry") as table:
        table.alter_column("public_id", existing_type=sa.Uuid(), nullable=False)
        table.create_unique_constraint("plan_entry_public_id_key", ["public_id"])
        table.create_check_constraint(
            "krav_never_ends", "felt <> 'krav_til_jobsoegning' OR afsluttet_fordi IS NULL"
        )
    op.create_index(*_CURRENT, unique=True, **where("replaced_at IS NULL"))
    op.create_index(
        "plan_entry_krav_once",
        "plan_entry",
        ["person_id"],
        unique=True,
        **where("felt = 'krav_til_jobsoegning' AND replaced_at IS NULL"),
    )
    guards.forbid_change_of("plan_entry", "plan_entry_stays", *_WRITTEN)
    guards.forbid_deletion("plan_entry", "plan_entry_stays")


def downgrade() -> None:
    guards.allow_again("plan_entry", "plan_entry_stays")
    op.drop_index("plan_entry_krav_once", "plan_entry")
    op.drop_index("plan_entry_current_once", "plan_entry")
    # Before, an item that had ended could not be told from one that stands.
    op.execute("UPDATE plan_entry SET replaced_at = written_at WHERE afsluttet_fordi IS NOT NULL")
    with op.batch_alter_table("plan_entry") as table:
        table.drop_constraint("krav_never_ends", type_="check")
        table.drop_constraint("plan_entry_public_id_key", type_="unique")
        table.drop_constraint("plan_entry_decision_id_fkey", type_="foreignkey")
        for name in ("afsluttet_fordi", "decision_id", "public_id"):
            table.drop_column(name)
    op.create_index(*_CURRENT, unique=True, **where("replaced_at IS NULL"))


def _entries() -> sa.Table:
    return sa.Table(
        "plan_entry",
        sa.MetaData(),
        sa.Column("id", KEY),
        sa.Column("person_id", KEY),
        sa.Column("felt", sa.String(30)),
        sa.Column("written_at", AWARE_TIME),
        sa.Column("replaced_at", AWARE_TIME),
        sa.Column("public_id", sa.Uuid()),
    )


def _name_each() -> None:
    entries, database = _entries(), op.get_bind()
    unnamed = entries.update().where(entries.c.id == sa.bindparam("of_id"))
    unnamed = unnamed.values(public_id=sa.bindparam("named"))
    keys = database.execute(sa.select(entries.c.id)).scalars().all()
    if keys:
        database.execute(unnamed, [{"of_id": key, "named": uuid.uuid4()} for key in keys])


def _replace_all_but_the_latest() -> None:
    entries = _entries()
    later = entries.alias("later")
    of_one_person = (later.c.person_id == entries.c.person_id, later.c.felt == entries.c.felt)
    newer = (later.c.id > entries.c.id, later.c.replaced_at.is_(None))
    replaced_at = sa.select(sa.func.min(later.c.written_at)).where(*of_one_person, *newer).scalar_subquery()
    op.execute(
        entries.update()
        .where(
            entries.c.felt == "krav_til_jobsoegning",
            entries.c.replaced_at.is_(None),
            sa.exists().where(*of_one_person, *newer),
        )
        .values(replaced_at=replaced_at)
    )
