"""What of a huisnummertoevoeging is a letter by the BAG is kept; of the locaties that there are, it is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Migrate forward."""
    op.create_table(
        "huisletter",
        sa.Column("locatie", sa.String(length=9), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False, comment="empty for none"),
        sa.ForeignKeyConstraint(["locatie"], ["onderwijslocatie.code"], name=op.f("fk_huisletter_locatie")),
        sa.PrimaryKeyConstraint("locatie", name=op.f("pk_huisletter")),
    )
