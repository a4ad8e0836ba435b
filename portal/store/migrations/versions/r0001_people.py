"""Organisations, people, and a person's course."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.store.migrations.kinds import AWARE_TIME, HOURS, JSON, KEY, one_of, where

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _organisation()
    _person()
    _indplacering()
    _kontrol()
    _membership()
    _mindre_intensiv()
    _office()
    _tilmelding()
    _timer()
    _valg()
    _team()
    _caseworker()


def downgrade() -> None:
    for table in (
        "caseworker",
        "team",
        "valg",
        "timer",
        "tilmelding",
        "office",
        "mindre_intensiv",
        "membership",
        "kontrol",
        "indplacering",
        "person",
        "organisation",
    ):
        op.drop_table(table)


def _organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("holder", sa.String(20), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("region", sa.String(100), nullable=True),
        sa.Column("phone", sa.String(30), nullable=True),
        sa.Column("email", sa.String(200), nullable=True),
        sa.Column("website", sa.String(300), nullable=True),
        sa.Column("letter_head", sa.Text(), nullable=True),
        sa.Column("video_hosts", JSON, nullable=False),
        sa.Column("mindst_dage_mellem", sa.Integer(), nullable=True),
        sa.Column("hoejst_planlagte", sa.Integer(), nullable=True),
        sa.Column("ombookning_senest_timer", sa.Integer(), nullable=True),
        sa.Column("faelles", sa.String(20), nullable=False),
        sa.UniqueConstraint("holder", "code"),
        one_of("faelles", "selvbooking", "indkaldelse"),
        sa.CheckConstraint("hoejst_planlagte >= 1", name="hoejst_planlagte_positive"),
        one_of("holder", "a_kasse", "jobcenter"),
        sa.CheckConstraint("mindst_dage_mellem >= 0", name="mindst_dage_mellem_positive"),
        sa.CheckConstraint("ombookning_senest_timer >= 0", name="ombookning_senest_timer_positive"),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("cpr_encrypted", sa.LargeBinary(), nullable=False),
        sa.Column("cpr_lookup", sa.LargeBinary(32), unique=True, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("foedselsdato", sa.Date(), nullable=False),
        sa.Column("maalgruppe", sa.String(20), nullable=False),
        sa.Column("forsikring", sa.String(10), nullable=False),
        sa.Column(
            "erhvervskompetencegivende_uddannelse", sa.Boolean(), nullable=False, server_default=sa.true()
        ),
        sa.Column("forsoergerpligt", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("opholdstilladelse", sa.Date(), nullable=True),
        sa.Column("a_kasseforsoeg", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("visiteret", sa.Date(), nullable=True),
        sa.Column("udmeldt", sa.Date(), nullable=True),
        sa.Column("ydelse_fra", sa.Date(), nullable=True),
        sa.Column("henvendelse", sa.Date(), nullable=True),
        sa.Column("sygefravaer_fra", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(30), nullable=True),
        sa.Column("email", sa.String(200), nullable=True),
        sa.Column("postcode", sa.String(4), nullable=True),
        sa.Column("language", sa.String(2), nullable=True),
        sa.Column("preferred_form", sa.String(20), nullable=True),
        sa.Column("digital_post", sa.Boolean(), nullable=False, server_default=sa.true()),
        one_of("forsikring", "fuldtid", "deltid"),
        one_of("language", "da", "en", nullable=True),
        one_of(
            "maalgruppe",
            "dagpenge",
            "dimittend",
            "kontanthjaelp",
            "uddannelseshjaelp",
            "ledighedsydelse",
            "revalidend",
            "ressourceforloeb",
            "jobafklaring",
            "sygedagpenge",
            "foertidspension",
            "selvforsoergende",
        ),
        one_of("preferred_form", "fremmoede", "telefon", "video", nullable=True),
    )


def _indplacering() -> None:
    op.create_table(
        "indplacering",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("dato", sa.Date(), nullable=False),
        sa.Column("loebende", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.UniqueConstraint("person_id", "dato"),
    )
    op.create_index("indplacering_person_id_idx", "indplacering", ["person_id"])


def _kontrol() -> None:
    op.create_table(
        "kontrol",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("meddelelse", sa.Date(), nullable=False),
        sa.Column("udland", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index("kontrol_person_id_idx", "kontrol", ["person_id"])


def _membership() -> None:
    op.create_table(
        "membership",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("holder", sa.String(20), nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("fra", sa.Date(), nullable=True),
        sa.UniqueConstraint("person_id", "holder", "fra"),
        one_of("holder", "a_kasse", "jobcenter"),
    )
    op.create_index(
        "membership_first_once",
        "membership",
        ["person_id", "holder"],
        unique=True,
        **where("fra IS NULL"),
    )
    op.create_index("membership_organisation_id_idx", "membership", ["organisation_id"])
    op.create_index("membership_person_id_idx", "membership", ["person_id"])


def _mindre_intensiv() -> None:
    op.create_table(
        "mindre_intensiv",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("grund", sa.String(30), nullable=False),
        sa.Column("starter", sa.Date(), nullable=True),
        sa.Column("fra", sa.Date(), nullable=True),
        sa.Column("til", sa.Date(), nullable=True),
        sa.Column("dokumenteret", sa.Boolean(), nullable=False, server_default=sa.false()),
        one_of(
            "grund",
            "job",
            "fleksjob",
            "barsel",
            "efterloen",
            "fleksydelse",
            "pension",
            "hjemsendelse",
            "arbejdsfordeling",
            "uddannelse",
            "jobrettet_uddannelse",
        ),
    )
    op.create_index("mindre_intensiv_person_id_idx", "mindre_intensiv", ["person_id"])


def _office() -> None:
    op.create_table(
        "office",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("postcode", sa.String(4), nullable=False),
        sa.Column("city", sa.String(100), nullable=False),
        sa.Column("kommune_code", sa.String(4), nullable=False),
        sa.Column("access", sa.Text(), nullable=True),
        sa.Column("phone", sa.String(30), nullable=True),
        sa.CheckConstraint("CAST(postcode AS INTEGER) BETWEEN 1 AND 9999", name="postcode_is_a_number"),
    )
    op.create_index("office_organisation_id_idx", "office", ["organisation_id"])


def _tilmelding() -> None:
    op.create_table(
        "tilmelding",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("fra", sa.Date(), nullable=False),
        sa.Column("til", sa.Date(), nullable=True),
        sa.Column("aarsag", sa.String(20), nullable=True),
        sa.UniqueConstraint("person_id", "fra"),
        one_of("aarsag", "arbejde", "sygdom", "manglende_booking", "anden", nullable=True),
        sa.CheckConstraint("til IS NULL OR til >= fra", name="til_after_fra"),
    )
    op.create_index("tilmelding_person_id_idx", "tilmelding", ["person_id"])


def _timer() -> None:
    op.create_table(
        "timer",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("maaned", sa.Date(), nullable=False),
        sa.Column("timer", HOURS, nullable=False),
        sa.Column("registreret", sa.Date(), nullable=True),
        sa.CheckConstraint("kind = 'loentilskud' OR registreret IS NOT NULL", name="forbrug_registered"),
        one_of("kind", "forbrug", "loentilskud"),
        sa.CheckConstraint("timer >= 0", name="timer_positive"),
    )
    op.create_index("timer_person_id_idx", "timer", ["person_id"])


def _valg() -> None:
    op.create_table(
        "valg",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("a_kasse_med", sa.String(3), nullable=True),
        sa.Column("a_kasse_fysisk", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("sagt", AWARE_TIME, nullable=True),
        one_of("a_kasse_med", "ja", "nej", nullable=True),
    )
    op.create_index("valg_person_id_idx", "valg", ["person_id"])


def _team() -> None:
    op.create_table(
        "team",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("office_id", KEY, sa.ForeignKey("office.id"), nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
    )
    op.create_index("team_organisation_id_idx", "team", ["organisation_id"])


def _caseworker() -> None:
    op.create_table(
        "caseworker",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.Uuid(), unique=True, nullable=False),
        sa.Column("organisation_id", KEY, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("office_id", KEY, sa.ForeignKey("office.id"), nullable=True),
        sa.Column("team_id", KEY, sa.ForeignKey("team.id"), nullable=True),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(200), nullable=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.UniqueConstraint("organisation_id", "subject"),
        one_of("role", "caseworker", "team_leader", "administrator", "supervision"),
    )
    op.create_index("caseworker_organisation_id_idx", "caseworker", ["organisation_id"])
