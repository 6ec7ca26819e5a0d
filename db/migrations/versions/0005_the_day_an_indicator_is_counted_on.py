"""the day of the year an indicator is counted on"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# A check of a new column may name the column before it, so both databases add them as they stand.
SPALTEN = (
    "stichtag_monat INTEGER",
    "stichtag_tag INTEGER CONSTRAINT ck_indikator_stichtag "
    "CHECK (stichtag_monat BETWEEN 1 AND 12 AND stichtag_tag BETWEEN 1 AND 31)",
)


def upgrade() -> None:
    for spalte in SPALTEN:
        op.execute(f"ALTER TABLE indikator ADD COLUMN {spalte}")


def downgrade() -> None:
    for spalte in reversed(SPALTEN):
        op.drop_column("indikator", spalte.split()[0])
