"""SQLite looks up by eigen sleutel at the same cost in a large register; a mutatie is in the indexes of its feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_VAN_ALLEN = "object = 'organisatorische_eenheid' OR object = 'onderwijslocatiegebruik'"
_VAN_EEN_HOUDER = "object = 'aangeboden_opleiding' OR object = 'organisatorische_eenheid'"
_FEEDS = {
    ("object", "moment"): _VAN_ALLEN,
    ("object", "volgnummer"): _VAN_ALLEN,
    ("object", "houder", "moment"): _VAN_EEN_HOUDER,
    ("object", "houder", "volgnummer"): _VAN_EEN_HOUDER,
}


def upgrade() -> None:
    """Migrate forward."""
    op.drop_index(op.f("ix_opleidingseenheid_eigen_sleutel"), table_name="opleidingseenheid")
    op.create_index(
        op.f("ix_opleidingseenheid_eigen_sleutel_eigenaar"),
        "opleidingseenheid",
        ["eigen_sleutel", "eigenaar"],
        unique=False,
    )
    for kolommen, waar in _FEEDS.items():
        naam = op.f(f"ix_mutatie_{'_'.join(kolommen)}")
        op.drop_index(naam, table_name="mutatie")
        op.create_index(
            naam, "mutatie", list(kolommen), unique=False, sqlite_where=sa.text(waar), postgresql_where=sa.text(waar)
        )
