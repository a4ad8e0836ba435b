"""A letter keeps the words it went out with; a person is found by day of birth."""

from __future__ import annotations

from alembic import op

from portal.store.migrations import guards

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_WORDS = (
    "public_id",
    "person_id",
    "organisation_id",
    "booking_id",
    "beslutning_id",
    "kind",
    "version",
    "language",
    "title",
    "body",
    "written_at",
)


def upgrade() -> None:
    guards.forbid_deletion("letter", "letter_stays")
    guards.forbid_change_of("letter", "letter_stays", *_WORDS)
    op.create_index("person_foedselsdato", "person", ["foedselsdato"])


def downgrade() -> None:
    op.drop_index("person_foedselsdato", "person")
    guards.allow_again("letter", "letter_stays")
