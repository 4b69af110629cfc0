"""The berichtenlog keeps whole answers and is chained; what it holds so far becomes the begin of the chain."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_STEMPEL = sa.Column("stempel", sa.LargeBinary(), nullable=True, comment="of the process that wrote it; see schakels")
_ANTWOORD = "the answer with an empty SignatureValue, zlib"
_NUMMER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Migrate forward."""
    if op.get_bind().dialect.name == "sqlite":
        _log_opnieuw()
    else:
        op.add_column("berichtenlog", _STEMPEL)
        op.alter_column(
            "berichtenlog",
            "antwoord",
            existing_type=sa.LargeBinary(),
            existing_nullable=False,
            existing_comment="the element in the Body of the answer, zlib",
            comment=_ANTWOORD,
        )
    op.create_table(
        "schakel",
        sa.Column("volgnummer", _NUMMER, autoincrement=False, nullable=False, comment="1, 2, 3 …"),
        sa.Column("bericht", _NUMMER, nullable=False, comment="id in berichtenlog"),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False, comment="SHA-256 of the entry"),
        sa.Column(
            "handtekening", sa.LargeBinary(), nullable=False, comment="SignatureValue of the answer; empty: none"
        ),
        sa.Column("hash", sa.LargeBinary(), nullable=False, comment="SHA-256 over the previous hash and this row"),
        sa.Column("stempel", sa.LargeBinary(), nullable=False, comment="of the process that sealed it"),
        sa.PrimaryKeyConstraint("volgnummer", name=op.f("pk_schakel")),
        sa.UniqueConstraint("bericht", name=op.f("uq_schakel_bericht")),
    )
    _verzegel_wat_er_is()


def _log_opnieuw() -> None:
    """SQLite keeps the text of a table and would write an added column behind its constraints: a new table instead."""
    op.drop_index("ix_berichtenlog_oin_identificatiecode", "berichtenlog")
    op.rename_table("berichtenlog", "berichtenlog_oud")
    op.create_table(
        "berichtenlog",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("identificatiecode", sa.String(length=50), nullable=False),
        sa.Column("oin", sa.String(length=20), nullable=False),
        sa.Column("vingerafdruk", sa.String(length=64), nullable=True),
        sa.Column("operatie", sa.String(length=60), nullable=False),
        sa.Column("message_id", sa.String(length=100), nullable=False),
        sa.Column("ontvangen", sa.String(length=27), nullable=False),
        sa.Column("goedgekeurd", sa.Boolean(), nullable=False),
        sa.Column("foutcodes", sa.String(length=600), server_default="", nullable=False),
        sa.Column("verzoek", sa.LargeBinary(), nullable=False),
        sa.Column("antwoord", sa.LargeBinary(), nullable=False),
        _STEMPEL,
        sa.PrimaryKeyConstraint("id", name=op.f("pk_berichtenlog")),
    )
    op.create_index(
        op.f("ix_berichtenlog_oin_identificatiecode"), "berichtenlog", ["oin", "identificatiecode"], unique=False
    )
    op.execute("INSERT INTO berichtenlog SELECT *, NULL FROM berichtenlog_oud")
    op.drop_table("berichtenlog_oud")


def _verzegel_wat_er_is() -> None:
    """Entries of before the chain: sealed as they stand, without stempel and without signature of the answer."""
    from rio_soap.register.logboek.berichtenlog import inhoud_van_rij
    from rio_soap.register.logboek.links import BEGIN, schakelhash

    verbinding = op.get_bind()
    vorige, volgnummer, vanaf = BEGIN, 0, 0
    lees = sa.text(
        "SELECT id, identificatiecode, oin, vingerafdruk, operatie, message_id, ontvangen, goedgekeurd, foutcodes, "
        "verzoek, antwoord FROM berichtenlog WHERE id > :vanaf ORDER BY id LIMIT 500"
    )
    schrijf = sa.text(
        "INSERT INTO schakel (volgnummer, bericht, inhoud, handtekening, hash, stempel) VALUES (:v, :b, :i, :h, :x, :s)"
    )
    while rijen := verbinding.execute(lees, {"vanaf": vanaf}).mappings().all():
        waarden = []
        for rij in rijen:
            volgnummer += 1
            inhoud = inhoud_van_rij(rij)
            vorige = schakelhash(vorige, volgnummer, rij["id"], inhoud, b"")
            waarden.append({"v": volgnummer, "b": rij["id"], "i": inhoud, "h": b"", "x": vorige, "s": b""})
        verbinding.execute(schrijf, waarden)
        vanaf = rijen[-1]["id"]
