"""What an aangeboden opleiding is found by beside its name."""

import sqlalchemy as sa
from alembic import op

from rio_soap.register.database.session import Session
from rio_soap.register.zoeken.aanbodherbouw import herbouw_aanbod

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_GEVOUWEN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Migrate forward."""
    _aanbod()
    _eenheden_en_locaties()
    session = Session(op.get_bind())
    herbouw_aanbod(lambda taak: taak(session))


def _aanbod() -> None:
    op.create_table(
        "zoekaanbod",
        sa.Column("code", sa.String(length=36), nullable=False, comment="of the offer, in lower case"),
        sa.Column("sector", sa.String(length=4), nullable=False, comment="of Sector"),
        sa.Column(
            "niveau", sa.String(length=20), nullable=True, comment="its own, of Niveaucode; null: that of its unit"
        ),
        sa.Column("aanbieder", sa.String(length=9), nullable=False),
        sa.Column("eenheid", sa.String(length=9), nullable=False),
        sa.Column("locatie", sa.String(length=9), nullable=True),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("naam", _GEVOUWEN, nullable=True, comment="its own names, folded; see naamverloop"),
        sa.Column("aanmelden_van", sa.Date(), nullable=True, comment="first day on which a cohort takes applications"),
        sa.Column("aanmelden_tot", sa.Date(), nullable=True, comment="last such day; 9999-12-31: it never ends"),
        sa.Column(
            "aanmelden", sa.Text(), nullable=True, comment="where days between do not: from and to of each stretch"
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_zoekaanbod")),
    )
    for kolommen in (["aanbieder"], ["eenheid"], ["locatie"], ["niveau", "sector"], ["sector", "aanmelden_tot"]):
        op.create_index(op.f(f"ix_zoekaanbod_{'_'.join(kolommen)}"), "zoekaanbod", kolommen, unique=False)


def _eenheden_en_locaties() -> None:
    op.create_table(
        "zoekeenheid",
        sa.Column("eenheid", sa.String(length=9), nullable=False),
        sa.Column("niveau", sa.String(length=700), nullable=True, comment="of Niveaucode; several between blanks"),
        sa.Column("naam", _GEVOUWEN, nullable=False, comment="its names, folded; see naamverloop"),
        sa.PrimaryKeyConstraint("eenheid", name=op.f("pk_zoekeenheid")),
    )
    op.create_index(op.f("ix_zoekeenheid_niveau"), "zoekeenheid", ["niveau"], unique=False)
    op.create_table(
        "zoeklocatie",
        sa.Column("locatie", sa.String(length=9), nullable=False),
        sa.Column("plaats", _GEVOUWEN, nullable=True, comment="plaatsnaam, folded"),
        sa.Column("postcode", _GEVOUWEN, nullable=True),
        sa.Column("breedte", sa.Integer(), nullable=True, comment="latitude in millionths of a degree"),
        sa.Column("lengte", sa.Integer(), nullable=True, comment="longitude in millionths of a degree"),
        sa.PrimaryKeyConstraint("locatie", name=op.f("pk_zoeklocatie")),
    )
    for kolommen in (["plaats"], ["postcode"], ["breedte", "lengte"]):
        op.create_index(op.f(f"ix_zoeklocatie_{'_'.join(kolommen)}"), "zoeklocatie", kolommen, unique=False)
