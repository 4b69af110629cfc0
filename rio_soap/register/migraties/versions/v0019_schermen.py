"""The screens: who is logged in and how, who acted in a message, and the messages that got a SOAP fault."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_NUMMER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Migrate forward."""
    _aanmelden()
    _sessies()
    op.create_table(
        "foutbericht",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("ontvangen", sa.String(length=27), nullable=False),
        sa.Column("dienst", sa.String(length=60), nullable=False, comment="name of the contract"),
        sa.Column("operatie", sa.String(length=60), nullable=True, comment="null: it could not be told"),
        sa.Column(
            "oin", sa.String(length=20), nullable=True, comment="of the sender; null unless its signature was right"
        ),
        sa.Column("afzender", sa.String(length=60), nullable=True, comment="what wsa:From says, not verified"),
        sa.Column("faultcode", sa.String(length=40), nullable=False),
        sa.Column("oorzaak", sa.String(length=80), nullable=True, comment="of the first finding"),
        sa.Column("content_type", sa.String(length=200), nullable=True),
        sa.Column("soap_action", sa.String(length=300), nullable=True),
        sa.Column(
            "verzoek", sa.LargeBinary(), nullable=False, comment="the bytes received, packed as in the berichtenlog"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foutbericht")),
    )
    op.create_index(op.f("ix_foutbericht_ontvangen"), "foutbericht", ["ontvangen"], unique=False)
    op.create_table(
        "schermbericht",
        sa.Column("bericht", _NUMMER, autoincrement=False, nullable=False, comment="id in berichtenlog"),
        sa.Column("gebruiker", _NUMMER, nullable=False),
        sa.PrimaryKeyConstraint("bericht", name=op.f("pk_schermbericht")),
    )
    op.create_index(op.f("ix_schermbericht_gebruiker_bericht"), "schermbericht", ["gebruiker", "bericht"], unique=False)


def _aanmelden() -> None:
    op.create_table(
        "aanmeldpoging",
        sa.Column(
            "sleutel",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of an e-mail address, of somebody or nobody",
        ),
        sa.Column("mislukt", _NUMMER, nullable=False),
        sa.Column("tot", sa.String(length=27), nullable=False, comment="until when this counts"),
        sa.PrimaryKeyConstraint("sleutel", name=op.f("pk_aanmeldpoging")),
    )
    op.create_table(
        "aanmeldgeheim",
        sa.Column("gebruiker", _NUMMER, autoincrement=False, nullable=False),
        sa.Column("totp", sa.String(length=200), nullable=False, comment="secret of the second step"),
        sa.Column("laatste_stap", _NUMMER, nullable=True, comment="of the code that was used last: none is used twice"),
        sa.ForeignKeyConstraint(["gebruiker"], ["gebruiker.id"], name=op.f("fk_aanmeldgeheim_gebruiker")),
        sa.PrimaryKeyConstraint("gebruiker", name=op.f("pk_aanmeldgeheim")),
    )
    op.create_table(
        "bewaardformulier",
        sa.Column("sleutel", sa.String(length=64), nullable=False, comment="SHA-256 of what the address has"),
        sa.Column("gebruiker", _NUMMER, nullable=False),
        sa.Column("pad", sa.String(length=500), nullable=False),
        sa.Column("velden", sa.Text(), nullable=False, comment="JSON: pairs of name and value"),
        sa.Column("moment", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["gebruiker"], ["gebruiker.id"], name=op.f("fk_bewaardformulier_gebruiker")),
        sa.PrimaryKeyConstraint("sleutel", name=op.f("pk_bewaardformulier")),
    )
    op.create_index(op.f("ix_bewaardformulier_gebruiker"), "bewaardformulier", ["gebruiker"], unique=False)


def _sessies() -> None:
    op.create_table(
        "sessie",
        sa.Column("sleutel", sa.String(length=64), nullable=False, comment="SHA-256 of what the browser has"),
        sa.Column("gebruiker", _NUMMER, nullable=False),
        sa.Column("begin", sa.String(length=27), nullable=False),
        sa.Column("laatst", sa.String(length=27), nullable=False, comment="of the last request, within a minute"),
        sa.Column("einde", sa.String(length=27), nullable=True, comment="when it was ended; null: it was not"),
        sa.ForeignKeyConstraint(["gebruiker"], ["gebruiker.id"], name=op.f("fk_sessie_gebruiker")),
        sa.PrimaryKeyConstraint("sleutel", name=op.f("pk_sessie")),
    )
    op.create_index(op.f("ix_sessie_gebruiker"), "sessie", ["gebruiker"], unique=False)
    op.create_table(
        "uitnodiging",
        sa.Column("sleutel", sa.String(length=64), nullable=False, comment="SHA-256 of what the link has"),
        sa.Column("gebruiker", _NUMMER, nullable=False),
        sa.Column("vervalt", sa.String(length=27), nullable=False),
        sa.Column("gebruikt", sa.String(length=27), nullable=True, comment="when; null: it was not"),
        sa.ForeignKeyConstraint(["gebruiker"], ["gebruiker.id"], name=op.f("fk_uitnodiging_gebruiker")),
        sa.PrimaryKeyConstraint("sleutel", name=op.f("pk_uitnodiging")),
    )
    op.create_index(op.f("ix_uitnodiging_gebruiker"), "uitnodiging", ["gebruiker"], unique=False)
