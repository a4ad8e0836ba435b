"""An a-kasse that takes part by video has an address to meet at, whether or not the citizen comes by video;
who comes from the jobcenter can be another than was agreed, as from the a-kasse; that a meeting was called
off for nothing can have happened.
"""

# ruff: noqa: S608 - what is put into these statements is written here, never read from anywhere

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations import guards
from portal.store.migrations.kinds import one_of

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_TERMS = (
    "agreement_id",
    "stands_for_id",
    "by_side",
    "start",
    "slut",
    "minutes",
    "pause",
    "office_id",
    "a_kasse_form",
    "travel_before",
    "travel_after",
    "fremmoede",
    "telefon",
    "video",
    "video_link",
    "room",
)
"""What an interval says, once written, stays."""

_ARTER = (
    "overgang",
    "samtale_bortfaldet",
    "beslutning_bortfaldet",
    "frist_bortfaldet",
    "frist_udloebet",
    "frist_uden_foelge",
    "frist_under_afmelding",
    "skift_a_kasse",
    "skift_kommune",
    "seks_maaneder",
    "seksten_maaneder_forude",
    "seksten_maaneder",
    "mindre_intensiv_slut",
    "fritagelse_slut",
    "syg_fjorten_dage",
    "gentilmelding_uden_booking",
)
_TOLD = (
    "public_id",
    "person_id",
    "art",
    "noegle",
    "dag",
    "oplysninger",
    "citations",
    "booking_id",
    "done_at",
)
_READ_ANEW = "OLD.read_at IS NOT NULL AND (NEW.read_at IS NULL OR NEW.read_at <> OLD.read_at)"
_NEW = "aflysning_rettet"


def upgrade() -> None:
    op.add_column("agreement_interval", sa.Column("a_kasse_link", sa.String(500), nullable=True))
    op.add_column("slot", sa.Column("a_kasse_link", sa.String(500), nullable=True))
    _terms(*_TERMS)
    _free()
    _arter(_ARTER[0], _ARTER[1], _NEW, *_ARTER[2:])
    _hold()


def downgrade() -> None:
    _free()
    # What an older portal has no words for, it does not know of.
    op.execute(f"DELETE FROM haendelse WHERE art = '{_NEW}'")
    _arter(*_ARTER)
    _hold()
    _terms(*_TERMS, "caseworker_id")
    op.drop_column("slot", "a_kasse_link")
    op.drop_column("agreement_interval", "a_kasse_link")


def _terms(*columns: str) -> None:
    guards.allow_change_of("agreement_interval", "interval_stays")
    guards.forbid_change_of("agreement_interval", "interval_stays", *columns)


def _free() -> None:
    guards.allow_where("haendelse", "haendelse_read_once", "UPDATE")
    guards.allow_again("haendelse", "haendelse_stays")


def _hold() -> None:
    guards.forbid_change_of("haendelse", "haendelse_stays", *_TOLD)
    guards.forbid_deletion("haendelse", "haendelse_stays")
    guards.forbid_where("haendelse", "haendelse_read_once", "UPDATE", _READ_ANEW)


def _arter(*names: str) -> None:
    with op.batch_alter_table("haendelse") as table:
        table.drop_constraint("art_known", type_="check")
        table.create_check_constraint("art_known", one_of("art", *names).sqltext)
