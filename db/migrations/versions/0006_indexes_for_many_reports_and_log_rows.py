"""indexes for many reports and log rows"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NEUESTE = ["massnahme_id", "stand_am", "erfasst_am", "id", "zurueckgenommen_am", "umsetzungsstand"]


def upgrade() -> None:
    op.create_index("ix_sachstand_neueste", "sachstand", NEUESTE)
    # The new one begins with the same column.
    op.drop_index("ix_sachstand_massnahme_id", "sachstand")
    op.create_index("ix_sachstand_beispiel", "sachstand", ["beispiel"])
    op.create_index("ix_protokoll_zeile", "protokoll", ["tabelle", "zeile", "zeitpunkt"])


def downgrade() -> None:
    op.drop_index("ix_protokoll_zeile", "protokoll")
    op.drop_index("ix_sachstand_beispiel", "sachstand")
    op.create_index("ix_sachstand_massnahme_id", "sachstand", ["massnahme_id"])
    op.drop_index("ix_sachstand_neueste", "sachstand")
