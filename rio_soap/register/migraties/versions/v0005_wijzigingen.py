"""Since when a mutatie can be seen, and indexes for pages of aangeboden opleidingen and of changes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0002"
branch_labels = None
depends_on = None

_NUMMER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Migrate forward."""
    op.create_table(
        "mutatiegrens",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("moment", sa.String(length=27), nullable=False),
        sa.Column("volgnummer", _NUMMER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mutatiegrens")),
    )
    op.create_index(op.f("ix_mutatiegrens_moment_volgnummer"), "mutatiegrens", ["moment", "volgnummer"], unique=False)
    # Nobody could read changes before this version, so what is there counts as seen from its own moment.
    op.execute(
        "INSERT INTO mutatiegrens (moment, volgnummer) SELECT moment, max(volgnummer) FROM mutatie GROUP BY moment"
    )
    for kolommen in (["object", "volgnummer"], ["object", "houder", "moment"], ["object", "houder", "volgnummer"]):
        op.create_index(op.f(f"ix_mutatie_{'_'.join(kolommen)}"), "mutatie", kolommen, unique=False)
    op.drop_index(op.f("ix_aangeboden_opleiding_aanbieder_code"), table_name="aangeboden_opleiding")
    op.create_index(
        op.f("ix_aangeboden_opleiding_aanbieder_code_begindatum_einddatum_locatie"),
        "aangeboden_opleiding",
        ["aanbieder", "code", "begindatum", "einddatum", "locatie"],
        unique=False,
    )
