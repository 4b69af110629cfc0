"""What SQLite looks up by eigen sleutel costs the same in a large register."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Migrate forward."""
    op.drop_index(op.f("ix_opleidingseenheid_eigen_sleutel"), table_name="opleidingseenheid")
    op.create_index(
        op.f("ix_opleidingseenheid_eigen_sleutel_eigenaar"),
        "opleidingseenheid",
        ["eigen_sleutel", "eigenaar"],
        unique=False,
    )
