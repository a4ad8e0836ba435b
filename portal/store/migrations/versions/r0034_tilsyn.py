"""What the supervision of a-kasser counts: each time somebody had three months with one; and who supervises.

The supervising agency is an organisation that holds no kontaktforløb. Whoever works there sees figures only.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards, marks
from portal.store.migrations.kinds import KEY

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_OF_AN_ORGANISATION = ("mindst_dage_mellem", "hoejst_planlagte", "ombookning_senest_timer", "faelles")
_TWO = "holder IN ('a_kasse', 'jobcenter')"
_THREE = "holder IN ('a_kasse', 'jobcenter', 'ingen')"
_FIGURES_ONLY = "agency_sees_figures_only"
_SEES_MORE = (
    "NEW.role <> 'supervision' AND EXISTS"
    " (SELECT 1 FROM organisation WHERE id = NEW.organisation_id AND holder = 'ingen')"
)


def upgrade() -> None:
    _holders(_TWO, _THREE)
    for event in ("INSERT", "UPDATE"):
        guards.forbid_where("caseworker", _FIGURES_ONLY, event, _SEES_MORE)
    _tre_maaneder()
    # Everybody's course is looked at anew, so that the months before are told too.
    op.execute("UPDATE overblik SET changed = changed + 1")


def downgrade() -> None:
    op.drop_table("tilsyn_tre_maaneder")
    for event in ("UPDATE", "INSERT"):
        guards.allow_where("caseworker", _FIGURES_ONLY, event)
    # The older schema knows no agency: its people see the figures of an a-kasse that has none.
    op.execute("UPDATE organisation SET holder = 'a_kasse' WHERE holder = 'ingen'")
    _holders(_THREE, _TWO)


def _holders(before: str, after: str) -> None:
    """What an organisation may hold. SQLite makes the table anew for it, without its trigger."""
    if op.get_context().dialect.name != "sqlite":
        op.drop_constraint("holder_known", "organisation", type_="check")
        op.create_check_constraint("holder_known", "organisation", after)
        return
    marks.forget_changes("organisation")
    # In its own words: made by `batch_alter_table`, no older migration could drop a column with a check.
    written = op.get_bind().exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'organisation'"
    )
    columns = written.scalar_one().partition("(")[2].replace(before, after)
    op.execute(f"CREATE TABLE organisation_anew ({columns}")
    op.execute("INSERT INTO organisation_anew SELECT * FROM organisation")
    op.execute("DROP TABLE organisation")
    op.execute("ALTER TABLE organisation_anew RENAME TO organisation")
    marks.count_changes_of_organisations(*_OF_AN_ORGANISATION)


def _tre_maaneder() -> None:
    op.create_table(
        "tilsyn_tre_maaneder",
        sa.Column("person_id", KEY, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("dag", sa.Date(), primary_key=True),
        sa.Column("maaned", sa.Date(), nullable=False),
        sa.Column("a_kasse_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("holdt", sa.Integer(), nullable=False),
        sa.Column("mindst", sa.Integer(), nullable=False),
        sa.CheckConstraint("holdt >= 0", name="holdt_counted"),
        sa.CheckConstraint("mindst >= 1", name="mindst_required"),
        sa.CheckConstraint("maaned <= dag", name="maaned_of_dag"),
    )
    op.create_index(
        "tilsyn_tre_maaneder_of", "tilsyn_tre_maaneder", ["a_kasse_id", "maaned", "holdt", "mindst"]
    )
