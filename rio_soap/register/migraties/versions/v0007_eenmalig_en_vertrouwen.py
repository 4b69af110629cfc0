"""What may be used once; trust by CA, CRL and mandate between OINs."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Migrate forward."""
    _eenmalig()
    _vertrouwen()


def _eenmalig() -> None:
    op.create_table(
        "eenmalig",
        sa.Column("oin", sa.String(length=20), nullable=False, comment="sender in wsa:From"),
        sa.Column("identificatiecode", sa.String(length=50), nullable=False, comment="a UUID in lower case"),
        sa.Column(
            "message_id",
            sa.String(length=36),
            nullable=True,
            comment="UUID in lower case; null when taken from a log that had it twice",
        ),
        sa.Column(
            "handtekening", sa.LargeBinary(), nullable=True, comment="SHA-256 of SignatureValue; null when unsigned"
        ),
        sa.PrimaryKeyConstraint("oin", "identificatiecode", name=op.f("pk_eenmalig")),
        sa.UniqueConstraint("handtekening", name=op.f("uq_eenmalig_handtekening")),
        sa.UniqueConstraint("oin", "message_id", name=op.f("uq_eenmalig_oin_message_id")),
    )
    # What an existing log holds is used up; first with the MessageID, then what only shared its MessageID.
    uuid = "replace(replace(lower(message_id), 'urn:uuid:', ''), 'uuid:', '')"
    code = (
        "CASE WHEN identificatiecode LIKE '________-____-____-____-____________'"
        " THEN lower(identificatiecode) ELSE identificatiecode END"
    )
    for message_id in (f"substr({uuid}, 1, 36)", "NULL"):
        op.execute(
            "INSERT INTO eenmalig (oin, identificatiecode, message_id) "  # noqa: S608  # fixed texts
            f"SELECT oin, {code}, {message_id} FROM berichtenlog WHERE true ORDER BY id ON CONFLICT DO NOTHING"
        )


def _vertrouwen() -> None:
    moment = sa.String(length=27)
    op.create_table(
        "oinmandaat",
        sa.Column(
            "gemachtigde", sa.String(length=20), nullable=False, comment="OIN in a certificate that chains to a CA"
        ),
        sa.Column("oin", sa.String(length=20), nullable=False, comment="the sender for which it may sign"),
        sa.Column("geldig_vanaf", moment, nullable=True),
        sa.Column("geldig_tot", moment, nullable=True),
        sa.PrimaryKeyConstraint("gemachtigde", "oin", name=op.f("pk_oinmandaat")),
    )
    op.create_table(
        "vertrouwde_ca",
        sa.Column("vingerafdruk", sa.String(length=64), nullable=False, comment="SHA-256 of the DER certificate"),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("certificaat", sa.LargeBinary(), nullable=False, comment="DER"),
        sa.Column("anker", sa.Boolean(), nullable=False, comment="false: good only when it chains to one that is true"),
        sa.Column("alleen_mandaat", sa.Boolean(), nullable=False, comment="its own OIN needs a mandate as well"),
        sa.Column(
            "crl", sa.LargeBinary(), nullable=True, comment="DER of the newest CRL of this CA; null when none is kept"
        ),
        sa.PrimaryKeyConstraint("vingerafdruk", name=op.f("pk_vertrouwde_ca")),
    )
    op.create_table(
        "ingetrokken",
        sa.Column("vingerafdruk", sa.String(length=64), nullable=False, comment="SHA-256 of the DER certificate"),
        sa.Column("moment", moment, nullable=False),
        sa.PrimaryKeyConstraint("vingerafdruk", name=op.f("pk_ingetrokken")),
    )
    op.create_table(
        "vertrouwensversie",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vertrouwensversie")),
    )
