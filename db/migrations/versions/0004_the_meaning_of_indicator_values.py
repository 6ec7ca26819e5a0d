"""the meaning of indicator values: region, signs, breaks, imports"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PERIODEN = ("stichtag", "monat", "quartal", "halbjahr", "schuljahr", "jahr")
QUALITAETEN = ("endgueltig", "vorlaeufig", "geschaetzt", "gesperrt", "nicht_vorhanden")
NEUE_QUALITAETEN = ("eingeschraenkt", "unsicher")
ALTE_SPALTEN = "id, indikator_id, beginn_am, ende_am, wert, qualitaet, quellenstand, ersetzt_id, beispiel, erfasst_am"

# SQLite adds a column with its own check, and drops neither: hence each check here belongs to one new column.
INDIKATOR = (
    "bereich VARCHAR(200) DEFAULT 'kontext' NOT NULL",
    "reihenfolge INTEGER DEFAULT 0 NOT NULL",
    "methode TEXT DEFAULT '' NOT NULL",
    f"periodenart VARCHAR(40) DEFAULT 'jahr' NOT NULL CONSTRAINT ck_indikator_periodenart "
    f"CHECK (periodenart IN {PERIODEN})",
    "quelle_url TEXT DEFAULT '' NOT NULL",
    "lizenz TEXT DEFAULT '' NOT NULL",
    "karenz_monate INTEGER CONSTRAINT ck_indikator_rhythmus CHECK (rhythmus_monate > 0 AND karenz_monate >= 0)",
    "eigene_rechnung VARCHAR(200)",
)


def upgrade() -> None:
    for column in INDIKATOR:
        op.execute(f"ALTER TABLE indikator ADD COLUMN {column}")
    op.execute("ALTER TABLE indikatorziel ADD COLUMN beispiel BOOLEAN DEFAULT false NOT NULL")
    op.create_index("uq_indikatorziel_gilt_am", "indikatorziel", ["indikator_id", "gilt_am", "beispiel"], unique=True)
    op.create_table(
        "indikatorbruch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indikator_id", sa.Integer(), nullable=False),
        sa.Column("am", sa.Date(), nullable=False),
        sa.Column("hinweis", sa.Text(), nullable=False),
        sa.CheckConstraint("length(hinweis) > 0", name=op.f("ck_indikatorbruch_hinweis")),
        sa.ForeignKeyConstraint(["indikator_id"], ["indikator.id"], name=op.f("fk_indikatorbruch_indikator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indikatorbruch")),
        sa.UniqueConstraint("indikator_id", "am", name=op.f("uq_indikatorbruch_indikator_id_am")),
    )
    op.create_table(
        "datenimport",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dateiname", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=200), nullable=False),
        sa.Column("format", sa.String(length=200), nullable=False),
        sa.Column("neu", sa.Integer(), nullable=False),
        sa.Column("geaendert", sa.Integer(), nullable=False),
        sa.Column("gleich", sa.Integer(), nullable=False),
        sa.Column("uebersprungen", sa.Integer(), nullable=False),
        sa.Column("beispiel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("erfasst_am", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_datenimport_sha256")),
        sa.CheckConstraint(
            "neu >= 0 AND geaendert >= 0 AND gleich >= 0 AND uebersprungen >= 0", name=op.f("ck_datenimport_zeilen")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_datenimport")),
    )
    op.create_index("ix_datenimport_sha256", "datenimport", ["sha256"], unique=False)
    _rebuild_werte(
        [
            sa.Column("gebiet", sa.String(length=200), server_default="16070", nullable=False),
            sa.Column("berichtigt", sa.Boolean(), server_default=sa.false(), nullable=False),
            sa.Column("hinweis", sa.Text(), server_default="", nullable=False),
            sa.Column("datenimport_id", sa.Integer(), nullable=True),
            sa.CheckConstraint("length(gebiet) BETWEEN 1 AND 12", name=op.f("ck_indikatorwert_gebiet")),
            sa.ForeignKeyConstraint(
                ["datenimport_id"], ["datenimport.id"], name=op.f("fk_indikatorwert_datenimport_id")
            ),
        ],
        (*QUALITAETEN, *NEUE_QUALITAETEN),
        ("gesperrt", "nicht_vorhanden", "unsicher"),
    )
    op.create_index("ix_indikatorwert_datenimport_id", "indikatorwert", ["datenimport_id"], unique=False)
    op.create_index("ix_indikatorwert_indikator_id_gebiet", "indikatorwert", ["indikator_id", "gebiet"], unique=False)
    op.create_index(
        "uq_indikatorwert_erster",
        "indikatorwert",
        ["indikator_id", "gebiet", "beginn_am", "ende_am", "beispiel"],
        unique=True,
        sqlite_where=sa.text("ersetzt_id IS NULL"),
        postgresql_where=sa.text("ersetzt_id IS NULL"),
    )


def _rebuild_werte(new: list[sa.Column | sa.Constraint], qualitaeten: tuple[str, ...], ohne: tuple[str, ...]) -> None:
    """Makes the table anew with its rows: SQLite cannot change a check, and a renamed table would break its keys."""
    op.execute(f"CREATE TEMPORARY TABLE werte_vorher AS SELECT {ALTE_SPALTEN} FROM indikatorwert")
    op.drop_table("indikatorwert")
    op.create_table(
        "indikatorwert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indikator_id", sa.Integer(), nullable=False),
        sa.Column("beginn_am", sa.Date(), nullable=False),
        sa.Column("ende_am", sa.Date(), nullable=False),
        sa.Column("wert", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column(
            "qualitaet",
            sa.Enum(*qualitaeten, name="wertqualitaet", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("quellenstand", sa.Date(), nullable=True),
        sa.Column("ersetzt_id", sa.Integer(), nullable=True),
        sa.Column("beispiel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("erfasst_am", sa.DateTime(), nullable=False),
        sa.CheckConstraint(f"(wert IS NULL) = (qualitaet IN {ohne})", name=op.f("ck_indikatorwert_wert")),
        sa.CheckConstraint("ende_am >= beginn_am", name=op.f("ck_indikatorwert_zeitraum")),
        sa.ForeignKeyConstraint(["ersetzt_id"], ["indikatorwert.id"], name=op.f("fk_indikatorwert_ersetzt_id")),
        sa.ForeignKeyConstraint(["indikator_id"], ["indikator.id"], name=op.f("fk_indikatorwert_indikator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indikatorwert")),
        sa.UniqueConstraint("ersetzt_id", name=op.f("uq_indikatorwert_ersetzt_id")),
        *new,
    )
    op.execute(f"INSERT INTO indikatorwert ({ALTE_SPALTEN}) SELECT {ALTE_SPALTEN} FROM werte_vorher ORDER BY id")
    op.execute("DROP TABLE werte_vorher")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('indikatorwert', 'id'), COALESCE(max(id), 1), max(id) IS NOT NULL) "
            "FROM indikatorwert"
        )


def downgrade() -> None:
    op.execute("UPDATE indikatorwert SET qualitaet = 'gesperrt' WHERE qualitaet = 'unsicher'")
    op.execute("UPDATE indikatorwert SET qualitaet = 'geschaetzt' WHERE qualitaet = 'eingeschraenkt'")
    _rebuild_werte([], QUALITAETEN, ("gesperrt", "nicht_vorhanden"))
    op.create_index("ix_indikatorwert_indikator_id", "indikatorwert", ["indikator_id"], unique=False)
    op.drop_table("datenimport")
    op.drop_table("indikatorbruch")
    op.drop_index("uq_indikatorziel_gilt_am", "indikatorziel")
    op.drop_column("indikatorziel", "beispiel")
    for column in reversed(INDIKATOR):
        op.drop_column("indikator", column.split()[0])
