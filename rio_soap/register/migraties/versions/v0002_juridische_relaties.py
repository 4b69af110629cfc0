"""The legal ties of onderwijsaanbieders and locatiegebruik as rows, contact addresses, use by BRON, code issue."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NUMMER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Migrate forward."""
    op.create_table(
        "juridische_relatie",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("eenheid", sa.String(length=9), nullable=False),
        sa.Column("erkenning", sa.String(length=22), nullable=False, comment="code, unique per erkenner only"),
        sa.Column("erkenner", sa.String(length=70), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["eenheid"], ["organisatorische_eenheid.code"], name=op.f("fk_juridische_relatie_eenheid")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_juridische_relatie")),
    )
    op.create_index(op.f("ix_juridische_relatie_eenheid"), "juridische_relatie", ["eenheid"], unique=False)
    op.create_index(op.f("ix_juridische_relatie_erkenning"), "juridische_relatie", ["erkenning"], unique=False)
    op.create_table(
        "juridische_locatierelatie",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("bestuur", sa.String(length=9), nullable=False),
        sa.Column("locatie", sa.String(length=9), nullable=False),
        sa.Column("vestiging", sa.String(length=22), nullable=False, comment="BRIN6"),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bestuur", "locatie"],
            ["onderwijslocatiegebruik.bestuur", "onderwijslocatiegebruik.locatie"],
            name=op.f("fk_juridische_locatierelatie_bestuur_locatie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_juridische_locatierelatie")),
    )
    op.create_index(
        op.f("ix_juridische_locatierelatie_bestuur_locatie"),
        "juridische_locatierelatie",
        ["bestuur", "locatie"],
        unique=False,
    )
    op.create_index(
        op.f("ix_juridische_locatierelatie_vestiging"), "juridische_locatierelatie", ["vestiging"], unique=False
    )
    op.create_table(
        "contactadres",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("eenheid", sa.String(length=9), nullable=False),
        sa.Column(
            "soort",
            sa.String(length=20),
            nullable=False,
            comment="BEZOEKNL, POSTNL, CONTACTPUNT, EMAIL, TELEFOON, WEB, …",
        ),
        sa.Column("communicatiecontext", sa.String(length=40), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("waarde", sa.Text(), server_default="", nullable=False, comment="the address as published"),
        sa.ForeignKeyConstraint(["eenheid"], ["organisatorische_eenheid.code"], name=op.f("fk_contactadres_eenheid")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contactadres")),
    )
    op.create_index(op.f("ix_contactadres_eenheid"), "contactadres", ["eenheid"], unique=False)
    op.create_table(
        "brongebruik",
        sa.Column("aanbieder", sa.String(length=9), nullable=False),
        sa.Column("soort", sa.String(length=10), nullable=False, comment="DEELNAME or RESULTAAT"),
        sa.PrimaryKeyConstraint("aanbieder", "soort", name=op.f("pk_brongebruik")),
    )
    if op.get_bind().dialect.supports_sequences:
        for naam in ("onderwijsaanbiedernummer", "onderwijslocatienummer"):
            op.execute(sa.schema.CreateSequence(sa.Sequence(naam, start=800_001)))
