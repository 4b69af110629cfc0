"""Open signals of a kind are found and counted without looking at those that were solved."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Migrate forward."""
    op.create_index(op.f("ix_signaal_soort_opgelost_id"), "signaal", ["soort", "opgelost", "id"], unique=False)
