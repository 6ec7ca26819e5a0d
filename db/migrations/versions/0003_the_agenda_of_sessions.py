"""the agenda of sessions, agreed tasks, and what may never refer to itself

Frozen states can no longer be deleted either, unless they are demo rows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FEST = "Ein eingefrorener Stand kann nicht geändert werden."
KETTEN = ("termin", "meilenstein")
NICHT_SELBST = "ersetzt_id IS NULL OR ersetzt_id <> id"


def upgrade() -> None:
    op.create_table(
        "sitzung_massnahme",
        sa.Column("sitzung_id", sa.Integer(), nullable=False),
        sa.Column("massnahme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("notiz", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("position > 0", name=op.f("ck_sitzung_massnahme_position")),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_sitzung_massnahme_massnahme_id")),
        sa.ForeignKeyConstraint(["sitzung_id"], ["sitzung.id"], name=op.f("fk_sitzung_massnahme_sitzung_id")),
        sa.PrimaryKeyConstraint("sitzung_id", "massnahme_id", name=op.f("pk_sitzung_massnahme")),
    )
    op.create_index(op.f("ix_sitzung_massnahme_massnahme_id"), "sitzung_massnahme", ["massnahme_id"])
    op.add_column("sitzung", sa.Column("folien", sa.Text(), server_default="", nullable=False))
    # As text: SQLite adds a column with its foreign key, but Alembic does not know that.
    op.execute(
        "ALTER TABLE meilenstein ADD COLUMN sitzung_id INTEGER "
        "CONSTRAINT fk_meilenstein_sitzung_id REFERENCES sitzung (id)"
    )
    op.create_index(op.f("ix_meilenstein_sitzung_id"), "meilenstein", ["sitzung_id"])
    for table in KETTEN:
        _add_check(table, f"ck_{table}_nicht_selbst", NICHT_SELBST)
    _guard_against_delete()


def _add_check(table: str, name: str, condition: str) -> None:
    if op.get_context().dialect.name == "postgresql":
        op.create_check_constraint(op.f(name), table, condition)
        return
    # SQLite takes a new constraint only with a new table. Its own words are kept, so that nothing else is lost;
    # db.migrate has the foreign keys off meanwhile and looks at them afterwards.
    bind = op.get_bind()
    query = sa.text("SELECT sql FROM sqlite_master WHERE tbl_name = :table AND type = :type AND sql IS NOT NULL")
    made = bind.execute(query, {"table": table, "type": "table"}).scalar_one()
    indexes = list(bind.execute(query, {"table": table, "type": "index"}).scalars())
    columns = made[made.index("(") :].rstrip().removesuffix(")")
    op.execute(sa.text(f"CREATE TABLE {table}_neu {columns}, CONSTRAINT {name} CHECK ({condition}))"))
    op.execute(f"INSERT INTO {table}_neu SELECT * FROM {table}")
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE {table}_neu RENAME TO {table}")
    for index in indexes:
        op.execute(index)


def _guard_against_delete() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER sitzungsstand_fest_loeschen BEFORE DELETE ON sitzungsstand FOR EACH ROW "
            "WHEN (NOT OLD.beispiel) EXECUTE FUNCTION sitzungsstand_fest()"
        )
        return
    op.execute(
        "CREATE TRIGGER sitzungsstand_fest_loeschen BEFORE DELETE ON sitzungsstand WHEN NOT OLD.beispiel "
        f"BEGIN SELECT RAISE(ABORT, '{FEST}'); END"
    )


def downgrade() -> None:
    on_table = " ON sitzungsstand" if op.get_context().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER sitzungsstand_fest_loeschen{on_table}")
    for table in KETTEN:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"ck_{table}_nicht_selbst"), type_="check")
    with op.batch_alter_table("meilenstein", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meilenstein_sitzung_id"))
        batch_op.drop_column("sitzung_id")
    with op.batch_alter_table("sitzung", schema=None) as batch_op:
        batch_op.drop_column("folien")
    op.drop_index(op.f("ix_sitzung_massnahme_massnahme_id"), "sitzung_massnahme")
    op.drop_table("sitzung_massnahme")
