"""keys of calendar feeds"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kalenderschluessel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed", sa.String(length=200), nullable=False),
        sa.Column("bezeichnung", sa.Text(), nullable=False),
        sa.Column("schluessel_hash", sa.String(length=200), nullable=False),
        sa.Column("widerrufen_am", sa.DateTime(), nullable=True),
        sa.Column("erfasst_am", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(schluessel_hash) = 64", name=op.f("ck_kalenderschluessel_schluessel_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kalenderschluessel")),
        sa.UniqueConstraint("schluessel_hash", name=op.f("uq_kalenderschluessel_schluessel_hash")),
    )
    with op.batch_alter_table("kalenderschluessel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kalenderschluessel_feed"), ["feed"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("kalenderschluessel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kalenderschluessel_feed"))

    op.drop_table("kalenderschluessel")
