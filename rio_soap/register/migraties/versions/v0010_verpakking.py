"""The berichtenlog packs what it keeps in another way from now on; what it holds stays as it is."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_OPMERKINGEN = {
    "verzoek": ("the bytes received, zlib", "the bytes received; see verpakking"),
    "antwoord": (
        "the answer with an empty SignatureValue, zlib",
        "the answer, its SignatureValue empty; see verpakking",
    ),
}


def upgrade() -> None:
    """Migrate forward: only what the columns say of themselves, which SQLite does not keep."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for kolom, (was, wordt) in _OPMERKINGEN.items():
        op.alter_column(
            "berichtenlog",
            kolom,
            existing_type=sa.LargeBinary(),
            existing_nullable=False,
            existing_comment=was,
            comment=wordt,
        )
