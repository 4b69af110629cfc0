"""Which objects may offer something in a sector, and what tells by an index alone whether they do."""

import sqlalchemy as sa
from alembic import op

from rio_soap.register.database.session import Session
from rio_soap.register.zoeken.zoeksectoren import herbouw_sectoren

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_GEVOUWEN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Migrate forward."""
    for kolom, *verder in (
        ("aanbieder", "sector", "einddatum", "begindatum"),
        ("eenheid", "code", "begindatum", "einddatum"),
        ("locatie", "sector", "code", "begindatum", "einddatum"),
    ):
        kolommen = [kolom, *verder]
        op.create_index(op.f(f"ix_zoekaanbod_{'_'.join(kolommen)}"), "zoekaanbod", kolommen, unique=False)
        op.drop_index(op.f(f"ix_zoekaanbod_{kolom}"), table_name="zoekaanbod")
    op.create_table(
        "zoeksector",
        sa.Column("sector", sa.String(length=4), nullable=False, comment="of Sector"),
        sa.Column("sleutel", _GEVOUWEN, nullable=False, comment="as in zoekobject"),
        sa.Column("objecttype", sa.String(length=40), nullable=False, comment="as in zoekobject"),
        sa.PrimaryKeyConstraint("sector", "sleutel", "objecttype", name=op.f("pk_zoeksector")),
        sqlite_with_rowid=False,
    )
    session = Session(op.get_bind())
    herbouw_sectoren(lambda taak: taak(session))
