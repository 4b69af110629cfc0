"""What is found by name, number, code, place and postcode."""

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Migrate forward."""
