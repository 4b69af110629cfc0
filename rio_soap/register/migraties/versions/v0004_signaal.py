"""Signals for operators."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None

_NUMMER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Migrate forward."""
    op.create_table(
        "signaal",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False, comment="code of the signal, such as MTM001"),
        sa.Column("object", sa.String(length=30), nullable=False, comment="table of the object"),
        sa.Column("sleutel", sa.String(length=60), nullable=False),
        sa.Column("tekst", sa.String(length=500), nullable=False),
        sa.Column("moment", sa.String(length=27), nullable=False),
        sa.Column("opgelost", sa.String(length=27), nullable=True, comment="when dealt with; null when open"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signaal")),
    )
    op.create_index(op.f("ix_signaal_object_sleutel"), "signaal", ["object", "sleutel"], unique=False)
