"""What besturen take over from the Handelsregister, and when objects were last held against their source."""

import sqlalchemy as sa
from alembic import op

from rio_soap.register.database.stand import Moment

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Migrate forward."""
    op.create_table(
        "handelsregister",
        sa.Column("bestuur", sa.String(length=9), nullable=False),
        sa.Column("naam", sa.Text(), nullable=False, comment="formal name"),
        sa.Column("rechtsvorm", sa.String(length=10), nullable=False, comment="KvK's code: ST, VER, PR, …"),
        sa.Column("rechtsvorm_omschrijving", sa.Text(), nullable=False),
        sa.Column("publieke_rechtsvorm", sa.String(length=2), nullable=True, comment="01 to 14, of a public body"),
        sa.Column("datum_aanvang", sa.String(length=8), nullable=True, comment="JJJJMMDD, 00 for what is unknown"),
        sa.Column("datum_einde", sa.String(length=8), nullable=True),
        sa.Column("ontbonden", sa.String(length=8), nullable=True, comment="dissolved, perhaps still being wound up"),
        sa.Column("statutaire_zetel", sa.Text(), nullable=True),
        sa.Column("bezoekadres", sa.Text(), nullable=True, comment="JSON"),
        sa.Column("postadres", sa.Text(), nullable=True, comment="JSON"),
        sa.Column("peilmoment", sa.String(length=17), nullable=True, comment="JJJJMMDDUUMMSSmmm, as KvK gives it"),
        sa.Column("opgehaald", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bestuur"],
            ["organisatorische_eenheid.code"],
            name=op.f("fk_handelsregister_bestuur"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("bestuur", name=op.f("pk_handelsregister")),
    )
    op.create_table(
        "ketencontrole",
        sa.Column("object", sa.String(length=30), nullable=False, comment="table of the object"),
        sa.Column("sleutel", sa.String(length=60), nullable=False),
        sa.Column("moment", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("object", "sleutel", name=op.f("pk_ketencontrole")),
    )
