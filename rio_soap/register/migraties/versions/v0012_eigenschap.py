"""The register knows for which contract its tables were made."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Migrate forward."""
    op.create_table(
        "eigenschap",
        sa.Column("naam", sa.String(length=30), nullable=False),
        sa.Column("waarde", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("naam", name=op.f("pk_eigenschap")),
    )
