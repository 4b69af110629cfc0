"""People with roles, the table of communicatiecontexten, and the log of who read what."""

import sqlalchemy as sa
from alembic import op

from rio_soap.register.migraties import begincontexten

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_NUMMER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Migrate forward."""
    _gebruikers()
    op.create_table(
        "communicatiecontext",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("naam", sa.String(length=40), nullable=False, comment="of Communicatiecontextsoort"),
        sa.Column("openbaar", sa.Boolean(), nullable=False),
        sa.Column("familie_a", sa.Boolean(), nullable=False, comment="in the files in DUO's form"),
        sa.Column(
            "lezersrollen", sa.String(length=200), nullable=False, comment="beside the institution and DUO, by blanks"
        ),
        sa.Column(
            "eenheden", sa.String(length=200), nullable=False, comment="kinds of eenheid that may have it, by blanks"
        ),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True, comment="exclusive"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communicatiecontext")),
        sa.UniqueConstraint("naam", "begindatum", name=op.f("uq_communicatiecontext_naam_begindatum")),
    )
    op.create_table(
        "inzage",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("moment", sa.String(length=27), nullable=False),
        sa.Column("oin", sa.String(length=20), nullable=True, comment="of the sender; null when a person read"),
        sa.Column("gebruiker", _NUMMER, nullable=True, comment="of a person; kept when the person goes"),
        sa.Column("rol", sa.String(length=40), nullable=False, comment="by which it was read"),
        sa.Column("kanaal", sa.String(length=10), nullable=False, comment="of Kanaal"),
        sa.Column("eenheid", sa.String(length=9), nullable=False),
        sa.Column("context", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inzage")),
    )
    op.create_index(op.f("ix_inzage_eenheid_moment"), "inzage", ["eenheid", "moment"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        _signaal_opnieuw()
    else:
        op.alter_column("signaal", "soort", type_=sa.String(length=40), existing_nullable=False)
    begincontexten.vul(op.get_bind())


def _gebruikers() -> None:
    op.create_table(
        "gebruiker",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=253), nullable=False, comment="in lower case"),
        sa.Column("hash", sa.String(length=200), nullable=True, comment="of the password; null: none was chosen"),
        sa.Column("issuer", sa.String(length=300), nullable=True, comment="of OIDC, with subject"),
        sa.Column("subject", sa.String(length=300), nullable=True),
        sa.Column("vanaf", sa.String(length=27), nullable=False),
        sa.Column("tot", sa.String(length=27), nullable=True, comment="exclusive; null: until it is ended"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebruiker")),
        sa.UniqueConstraint("email", name=op.f("uq_gebruiker_email")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_gebruiker_issuer_subject")),
    )
    op.create_table(
        "gebruikersrol",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("gebruiker", _NUMMER, nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False, comment="of Rol"),
        sa.Column(
            "bereik",
            sa.String(length=22),
            server_default="",
            nullable=False,
            comment="selection key; empty for a role without",
        ),
        sa.Column("vanaf", sa.String(length=27), nullable=False),
        sa.Column("tot", sa.String(length=27), nullable=True, comment="exclusive; null: until it is withdrawn"),
        sa.Column("door", sa.String(length=60), nullable=False, comment="who gave it"),
        sa.ForeignKeyConstraint(["gebruiker"], ["gebruiker.id"], name=op.f("fk_gebruikersrol_gebruiker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebruikersrol")),
    )
    op.create_index(op.f("ix_gebruikersrol_gebruiker"), "gebruikersrol", ["gebruiker"], unique=False)


def _signaal_opnieuw() -> None:
    """SQLite keeps the text of a table as it was first written: a new one with what the old one held."""
    kolommen = "id, soort, object, sleutel, tekst, moment, opgelost"
    uitvoeren = op.get_bind().exec_driver_sql
    reeks = uitvoeren("SELECT seq FROM sqlite_sequence WHERE name = 'signaal'").scalar()
    op.drop_index("ix_signaal_object_sleutel", "signaal")
    op.rename_table("signaal", "signaal_oud")
    op.create_table(
        "signaal",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False, comment="code of the signal, such as MTM001"),
        sa.Column("object", sa.String(length=30), nullable=False, comment="table of the object"),
        sa.Column("sleutel", sa.String(length=240), nullable=False),
        sa.Column("tekst", sa.String(length=500), nullable=False),
        sa.Column("moment", sa.String(length=27), nullable=False),
        sa.Column("opgelost", sa.String(length=27), nullable=True, comment="when dealt with; null when open"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signaal")),
    )
    op.create_index(op.f("ix_signaal_object_sleutel"), "signaal", ["object", "sleutel"], unique=False)
    uitvoeren(f"INSERT INTO signaal ({kolommen}) SELECT {kolommen} FROM signaal_oud")  # noqa: S608  # names of our own
    op.drop_table("signaal_oud")
    if reeks is not None:
        uitvoeren("DELETE FROM sqlite_sequence WHERE name = 'signaal'")
        uitvoeren("INSERT INTO sqlite_sequence (name, seq) VALUES ('signaal', ?)", (reeks,))
