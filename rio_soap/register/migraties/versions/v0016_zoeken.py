"""What is found by name, number, code, place and postcode."""

import sqlalchemy as sa
from alembic import op

from rio_soap.register.database.session import Session
from rio_soap.register.zoeken.herbouw import herbouw

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_NUMMER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_IN_TEKENORDE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_WOORDEN = (
    "CREATE INDEX ix_{0}_woorden ON {0} USING gin (array_to_tsvector(string_to_array(tekst, ' '))) "
    "WITH (fastupdate = off)"
)
_FTS = (
    "CREATE VIRTUAL TABLE {0}_fts USING fts5("
    "tekst, content='{0}', content_rowid='id', tokenize='ascii', detail='none', columnsize=0, "
    "prefix='1 2 3 4 5 6 7 8 9 10 11')",
    "INSERT INTO {0}_fts ({0}_fts, rank) VALUES ('automerge', 0)",
    "CREATE TRIGGER {0}_erbij AFTER INSERT ON {0} BEGIN "
    "INSERT INTO {0}_fts (rowid, tekst) VALUES (new.id, new.tekst); END",
    "CREATE TRIGGER {0}_eraf AFTER DELETE ON {0} BEGIN "
    "INSERT INTO {0}_fts ({0}_fts, rowid, tekst) VALUES ('delete', old.id, old.tekst); END",
    "CREATE TRIGGER {0}_anders AFTER UPDATE OF tekst ON {0} BEGIN "
    "INSERT INTO {0}_fts ({0}_fts, rowid, tekst) VALUES ('delete', old.id, old.tekst); "
    "INSERT INTO {0}_fts (rowid, tekst) VALUES (new.id, new.tekst); END",
)


def upgrade() -> None:
    """Migrate forward."""
    _objecten()
    _opleidingen()
    _woorden()
    opdrachten = _FTS if op.get_bind().dialect.name == "sqlite" else (_WOORDEN,)
    for tabel in ("zoeknaam", "opleidingsnaam"):
        for opdracht in opdrachten:
            op.get_bind().exec_driver_sql(opdracht.format(tabel))
    session = Session(op.get_bind())
    herbouw(lambda taak: taak(session))


def _objecten() -> None:
    op.create_table(
        "zoekobject",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column(
            "objecttype", sa.String(length=40), nullable=False, comment="of Objecttype: a unit, erkenning or locatie"
        ),
        sa.Column("sleutel", _IN_TEKENORDE, nullable=False, comment="Objectsleutel"),
        sa.Column("erkenning", _NUMMER, nullable=True, comment="id of an instellingserkenning"),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zoekobject")),
        sa.UniqueConstraint("sleutel", "objecttype", name=op.f("uq_zoekobject_sleutel_objecttype")),
    )
    op.create_table(
        "zoeknaam",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("object", _NUMMER, nullable=False),
        sa.Column("soort", sa.String(length=8), nullable=False, comment="NAAM, by which it is shown, or OOKNAAM"),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("tekst", _IN_TEKENORDE, nullable=False, comment="its words, folded"),
        sa.Column("weergave", sa.Text(), nullable=False, comment="as it is written"),
        sa.ForeignKeyConstraint(["object"], ["zoekobject.id"], name=op.f("fk_zoeknaam_object")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zoeknaam")),
    )
    op.create_index(op.f("ix_zoeknaam_object_soort_begindatum"), "zoeknaam", ["object", "soort", "begindatum"])
    op.create_table(
        "zoekgegeven",
        sa.Column("object", _NUMMER, autoincrement=False, nullable=False),
        sa.Column("soort", sa.String(length=8), nullable=False, comment="of Gegevensoort: CODE, KVK, PLAATS, …"),
        sa.Column("tekst", _IN_TEKENORDE, nullable=False, comment="folded"),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("weergave", sa.Text(), nullable=True, comment="as it is written, of what an answer shows"),
        sa.ForeignKeyConstraint(["object"], ["zoekobject.id"], name=op.f("fk_zoekgegeven_object")),
        sa.PrimaryKeyConstraint("object", "soort", "tekst", "begindatum", name=op.f("pk_zoekgegeven")),
    )
    op.create_index(op.f("ix_zoekgegeven_tekst_soort_object"), "zoekgegeven", ["tekst", "soort", "object"])


def _opleidingen() -> None:
    op.create_table(
        "opleidingsnaam",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=36), nullable=False, comment="of an opleidingseenheid or offer"),
        sa.Column(
            "eigen", sa.Boolean(), nullable=False, comment="own name of an offer; else a name of an opleidingseenheid"
        ),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True, comment="where the next period begins; null for the last"),
        sa.Column("tekst", _IN_TEKENORDE, nullable=False, comment="its words, folded"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opleidingsnaam")),
    )
    op.create_index(op.f("ix_opleidingsnaam_code"), "opleidingsnaam", ["code"])


def _woorden() -> None:
    op.create_table(
        "zoekwoord",
        sa.Column("woord", _IN_TEKENORDE, nullable=False),
        sa.PrimaryKeyConstraint("woord", name=op.f("pk_zoekwoord")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "zoektrigram",
        sa.Column("trigram", _IN_TEKENORDE, nullable=False),
        sa.Column("woord", _IN_TEKENORDE, nullable=False),
        sa.ForeignKeyConstraint(["woord"], ["zoekwoord.woord"], name=op.f("fk_zoektrigram_woord")),
        sa.PrimaryKeyConstraint("trigram", "woord", name=op.f("pk_zoektrigram")),
        sqlite_with_rowid=False,
    )
