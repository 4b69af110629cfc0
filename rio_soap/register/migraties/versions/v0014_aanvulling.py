"""What our own contract keeps beside V4: erkenners, licenties, regio's, roles and old stands of all objects.

What was loaded before is kept as far as the old tables say it; loading the files of the open data again fills in the
rest.
"""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from rio_soap.register.migraties import aanvulling, erkenningstanden

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_NUMMER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_REEKSEN = (
    "onderwijsbestuurnummer",
    "onderwijsaanbiedergroepnummer",
    "begeleidingsaanbiedernummer",
    "erkennernummer",
)


def upgrade() -> None:
    """Migrate forward."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if not sqlite:
        for reeks in _REEKSEN:
            op.execute(sa.schema.CreateSequence(sa.Sequence(reeks, start=800_001)))
    _formele_helft()
    _licenties()
    _bevoegdheid_en_versies()
    if sqlite:
        _sqlite()
    else:
        _postgresql()
    aanvulling.vul_standen(op.get_bind())
    aanvulling.schrijf_begin(op.get_bind())
    erkenningstanden.zet_instellingserkenningen_om(op.get_bind())


def _formele_helft() -> None:
    """Regio's, structuren, erkenners and financieringsbesluiten."""
    op.create_table(
        "regio",
        sa.Column("erkenning", _NUMMER, nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("postcodecijfers", sa.String(length=4), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["erkenning"], ["instellingserkenning.id"], name=op.f("fk_regio_erkenning")),
        sa.PrimaryKeyConstraint("erkenning", "begindatum", "postcodecijfers", name=op.f("pk_regio")),
    )
    op.create_index(
        op.f("ix_opleidingseenheid_specialisatie_code_begindatum_einddatum"),
        "opleidingseenheid",
        ["specialisatie", "code", "begindatum", "einddatum"],
        unique=False,
    )
    op.create_index(op.f("ix_regio_postcodecijfers_erkenning"), "regio", ["postcodecijfers", "erkenning"], unique=False)
    op.create_table(
        "samenwerkingssoort",
        sa.Column("erkenning", _NUMMER, nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False, comment="of the period"),
        sa.Column("einddatum", sa.Date(), nullable=True, comment="of the period, said or derived"),
        sa.Column("soort", sa.String(length=70), nullable=False, comment="of ErkendeSamenwerkingssoort"),
        sa.ForeignKeyConstraint(
            ["erkenning"], ["instellingserkenning.id"], name=op.f("fk_samenwerkingssoort_erkenning")
        ),
        sa.PrimaryKeyConstraint("erkenning", "begindatum", name=op.f("pk_samenwerkingssoort")),
    )
    op.create_index(
        op.f("ix_samenwerkingssoort_soort_erkenning"), "samenwerkingssoort", ["soort", "erkenning"], unique=False
    )
    op.create_table(
        "eenheidsstructuur",
        sa.Column("eenheid", sa.String(length=9), nullable=False),
        sa.Column("stelsel", sa.String(length=70), nullable=False, comment="of MBOStructuursoorttype"),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["eenheid"], ["opleidingseenheid.code"], name=op.f("fk_eenheidsstructuur_eenheid")),
        sa.PrimaryKeyConstraint("eenheid", "stelsel", "begindatum", name=op.f("pk_eenheidsstructuur")),
    )
    op.create_table(
        "erkenner",
        sa.Column("code", sa.String(length=7), nullable=False),
        sa.Column(
            "soort", sa.String(length=20), nullable=False, comment="of Erkennersoort, by which erkenningen name it"
        ),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("stand", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_erkenner")),
    )
    op.create_index(op.f("ix_erkenner_soort"), "erkenner", ["soort"], unique=False)
    op.create_table(
        "erkennersleutel",
        sa.Column("erkenner", sa.String(length=7), nullable=False),
        sa.Column("oin", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["erkenner"], ["erkenner.code"], name=op.f("fk_erkennersleutel_erkenner")),
        sa.PrimaryKeyConstraint("erkenner", "oin", name=op.f("pk_erkennersleutel")),
    )
    op.create_index(op.f("ix_erkennersleutel_oin"), "erkennersleutel", ["oin"], unique=False)
    op.create_table(
        "financieringsbesluit",
        sa.Column("instelling", sa.String(length=22), nullable=False, comment="OIE_CODE"),
        sa.Column("stelsel", sa.String(length=70), nullable=False),
        sa.Column("opleidingscode", sa.String(length=8), nullable=False, comment="ERKENDEOPLEIDINGSCODE"),
        sa.Column(
            "type_waardering", sa.String(length=70), nullable=False, comment="EX_ANTE or EX_POST; empty: not said"
        ),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("cursusduur", sa.Integer(), nullable=True),
        sa.Column("extra_cursusduur", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint(
            "instelling",
            "stelsel",
            "opleidingscode",
            "type_waardering",
            "begindatum",
            name=op.f("pk_financieringsbesluit"),
        ),
    )


def _licenties() -> None:
    """Licenties and what hangs on them."""
    op.create_table(
        "licentie",
        sa.Column("code", sa.String(length=36), nullable=False, comment="UUID in lower case"),
        sa.Column("soort", sa.String(length=40), nullable=False, comment="of Licentietype"),
        sa.Column("instellingserkenning", _NUMMER, nullable=False),
        sa.Column("opleidingserkenning", _NUMMER, nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("herkomst", sa.String(length=20), nullable=False),
        sa.Column("stadium", sa.String(length=20), nullable=False),
        sa.Column(
            "met_verbod",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="it has or had a publicatieverbod",
        ),
        sa.Column("stand", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instellingserkenning"], ["instellingserkenning.id"], name=op.f("fk_licentie_instellingserkenning")
        ),
        sa.ForeignKeyConstraint(
            ["opleidingserkenning"], ["opleidingserkenning.id"], name=op.f("fk_licentie_opleidingserkenning")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_licentie")),
    )
    for erkenning in ("instellingserkenning", "opleidingserkenning"):
        kolommen = [erkenning, "code", "begindatum", "einddatum", "met_verbod"]
        op.create_index(op.f(f"ix_licentie_van_{erkenning}"), "licentie", kolommen, unique=False)
    op.create_index(
        op.f("ix_licentie_instellingserkenning_opleidingserkenning"),
        "licentie",
        ["instellingserkenning", "opleidingserkenning"],
        unique=False,
    )
    op.create_table(
        "vestigingslicentie",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("licentie", sa.String(length=36), nullable=False),
        sa.Column("vestiging", sa.String(length=22), nullable=False, comment="BRIN6"),
        sa.ForeignKeyConstraint(["licentie"], ["licentie.code"], name=op.f("fk_vestigingslicentie_licentie")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vestigingslicentie")),
    )
    op.create_index(op.f("ix_vestigingslicentie_licentie"), "vestigingslicentie", ["licentie"], unique=False)
    op.create_index(op.f("ix_vestigingslicentie_vestiging"), "vestigingslicentie", ["vestiging"], unique=False)
    op.create_table(
        "licentiemaatregel",
        sa.Column("licentie", sa.String(length=36), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False, comment="WAARSCHUWING, SANCTIE or PUBLICATIEVERBOD"),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("aanvraagverbod_einddatum", sa.Date(), nullable=True, comment="of a SANCTIE"),
        sa.ForeignKeyConstraint(["licentie"], ["licentie.code"], name=op.f("fk_licentiemaatregel_licentie")),
        sa.PrimaryKeyConstraint("licentie", "soort", "begindatum", name=op.f("pk_licentiemaatregel")),
    )
    op.create_table(
        "licentierelatie",
        sa.Column("van", sa.String(length=36), nullable=False),
        sa.Column("naar", sa.String(length=36), nullable=False),
        sa.Column("soort", sa.String(length=30), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["naar"], ["licentie.code"], name=op.f("fk_licentierelatie_naar")),
        sa.ForeignKeyConstraint(["van"], ["licentie.code"], name=op.f("fk_licentierelatie_van")),
        sa.PrimaryKeyConstraint("van", "naar", "soort", "begindatum", name=op.f("pk_licentierelatie")),
    )
    op.create_index(op.f("ix_licentierelatie_naar"), "licentierelatie", ["naar"], unique=False)
    op.create_index(op.f("ix_licentierelatie_soort"), "licentierelatie", ["soort"], unique=False)


def _bevoegdheid_en_versies() -> None:
    """Roles, and the undo log."""
    op.create_table(
        "bevoegdheid",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("oin", sa.String(length=20), nullable=False, comment="of the sender in wsa:From"),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bevoegdheid")),
    )
    op.create_index(op.f("ix_bevoegdheid_oin"), "bevoegdheid", ["oin"], unique=False)
    op.create_table(
        "objectversie",
        sa.Column("volgnummer", _NUMMER, autoincrement=False, nullable=False, comment="of the mutatie that ended it"),
        sa.Column("deel", sa.String(length=20), nullable=False, comment="which part of the object; rij is its own row"),
        sa.Column("voor", sa.LargeBinary(), nullable=False, comment="that part before the mutatie, packed"),
        sa.PrimaryKeyConstraint("volgnummer", "deel", name=op.f("pk_objectversie")),
        sqlite_with_rowid=False,
    )


def _postgresql() -> None:
    """The tables that change, changed in place."""
    op.add_column(
        "instellingsrelatie",
        sa.Column(
            "soort",
            sa.String(length=30),
            nullable=False,
            server_default="HIERARCHISCH",
            comment="of ErkendeOrganisatierelatiesoort",
        ),
    )
    op.alter_column("instellingsrelatie", "soort", server_default=None)
    op.drop_constraint("uq_instellingsrelatie_van_naar_begindatum", "instellingsrelatie")
    op.create_unique_constraint(
        op.f("uq_instellingsrelatie_van_naar_soort_begindatum"),
        "instellingsrelatie",
        ["van", "naar", "soort", "begindatum"],
    )
    op.add_column(
        "opleidingserkenning",
        sa.Column(
            "unieke_code",
            sa.String(length=13),
            nullable=False,
            server_default="",
            comment="of an ho erkenning; else empty",
        ),
    )
    for kolom, soort, uitleg in (
        ("soort", sa.String(length=40), "of Opleidingserkenningtype"),
        ("erkenner", sa.String(length=70), "of Opleidingseenheiderkenner; empty: unknown"),
        ("stand", sa.Text(), "without its opleidingseenheidcodes, which are rows"),
    ):
        op.add_column("opleidingserkenning", sa.Column(kolom, soort, nullable=False, server_default="", comment=uitleg))
        op.alter_column("opleidingserkenning", kolom, server_default=None)
    op.drop_constraint("uq_opleidingserkenning_stelsel_code_niveau", "opleidingserkenning")
    op.create_unique_constraint(
        op.f("uq_opleidingserkenning_stelsel_code_niveau_unieke_code"),
        "opleidingserkenning",
        ["stelsel", "code", "niveau", "unieke_code"],
    )
    _indexen_opleidingserkenning()
    oud = aanvulling.oude_contactadressen(op.get_bind())
    op.drop_table("contactadres")
    _contactadres()
    aanvulling.schrijf_contactadressen(op.get_bind(), oud)
    for tabel in ("mutatie", "signaal"):
        op.alter_column(tabel, "sleutel", type_=sa.String(length=240), existing_nullable=False)
    op.add_column(
        "mutatie",
        sa.Column("kanaal", sa.String(length=10), server_default="BERICHT", nullable=False, comment="of Kanaal"),
    )
    op.add_column(
        "mutatie",
        sa.Column("oin", sa.String(length=20), comment="sender of the message that caused it; null: no message did"),
    )
    op.add_column(
        "mutatie", sa.Column("identificatiecode", sa.String(length=50), comment="of the message that caused it")
    )
    for feed in ("object_volgnummer", "object_houder_volgnummer"):  # those of before had no kind without a feed of V4
        op.drop_index(f"ix_mutatie_{feed}", "mutatie")
    _nieuwe_indexen_mutatie()


def _sqlite() -> None:
    """SQLite keeps the text of a table as it was first written: new tables instead of those that change."""
    verbinding = op.get_bind()
    # What refers to a table may do so again when it is back, at the end of this transaction.
    verbinding.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    oud = aanvulling.oude_contactadressen(verbinding)
    op.drop_index("ix_contactadres_eenheid", "contactadres")
    op.drop_table("contactadres")
    _contactadres()
    aanvulling.schrijf_contactadressen(verbinding, oud)
    _opnieuw(
        "instellingsrelatie",
        _instellingsrelatie,
        ("ix_instellingsrelatie_naar",),
        "id, van, naar, begindatum, einddatum",
        soort="'HIERARCHISCH'",
    )
    _opnieuw(
        "opleidingserkenning",
        _opleidingserkenning,
        (),
        "id, stelsel, code, niveau, begindatum, einddatum",
        soort="''",
        erkenner="''",
        stand="''",
    )
    feeds = ("object_moment", "object_volgnummer", "object_houder_moment", "object_houder_volgnummer")
    _opnieuw(
        "mutatie",
        _mutatie,
        tuple(f"ix_mutatie_{feed}" for feed in feeds),
        "volgnummer, object, sleutel, houder, soort, moment",
    )
    _opnieuw("signaal", _signaal, ("ix_signaal_object_sleutel",), "id, soort, object, sleutel, tekst, moment, opgelost")


def _opnieuw(tabel: str, maak: Callable[[], None], indexen: tuple[str, ...], kolommen: str, **nieuw: str) -> None:
    """A table made anew with its rows; `nieuw` are columns with what they hold in SQL."""
    for index in indexen:
        op.drop_index(index, tabel)
    op.execute(f"CREATE TEMP TABLE {tabel}_oud AS SELECT {kolommen} FROM {tabel}")  # noqa: S608  # names of our own
    reeks = op.get_bind().exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (tabel,)).scalar()
    op.drop_table(tabel)
    maak()
    namen, waarden = (", ".join((kolommen, *deel)) for deel in (nieuw, nieuw.values()))
    op.execute(f"INSERT INTO {tabel} ({namen}) SELECT {waarden} FROM {tabel}_oud")  # noqa: S608  # names of our own
    if reeks is not None:  # numbers are never given again, not even when the last rows are gone
        op.get_bind().exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (tabel,))
        op.get_bind().exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (tabel, reeks))
    op.drop_table(f"{tabel}_oud")


def _instellingsrelatie() -> None:
    op.create_table(
        "instellingsrelatie",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("van", _NUMMER, nullable=False, comment="the higher one"),
        sa.Column("naar", _NUMMER, nullable=False),
        sa.Column("soort", sa.String(length=30), nullable=False, comment="of ErkendeOrganisatierelatiesoort"),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["naar"], ["instellingserkenning.id"], name=op.f("fk_instellingsrelatie_naar")),
        sa.ForeignKeyConstraint(["van"], ["instellingserkenning.id"], name=op.f("fk_instellingsrelatie_van")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instellingsrelatie")),
        sa.UniqueConstraint(
            "van", "naar", "soort", "begindatum", name=op.f("uq_instellingsrelatie_van_naar_soort_begindatum")
        ),
    )
    op.create_index(op.f("ix_instellingsrelatie_naar"), "instellingsrelatie", ["naar"], unique=False)


def _opleidingserkenning() -> None:
    op.create_table(
        "opleidingserkenning",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("stelsel", sa.String(length=70), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column(
            "niveau", sa.String(length=70), server_default="", nullable=False, comment="of a voVakerkenning; else empty"
        ),
        sa.Column(
            "unieke_code",
            sa.String(length=13),
            server_default="",
            nullable=False,
            comment="of an ho erkenning; else empty",
        ),
        sa.Column("soort", sa.String(length=40), nullable=False, comment="of Opleidingserkenningtype"),
        sa.Column(
            "erkenner", sa.String(length=70), nullable=False, comment="of Opleidingseenheiderkenner; empty: unknown"
        ),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("stand", sa.Text(), nullable=False, comment="without its opleidingseenheidcodes, which are rows"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opleidingserkenning")),
        sa.UniqueConstraint(
            "stelsel",
            "code",
            "niveau",
            "unieke_code",
            name=op.f("uq_opleidingserkenning_stelsel_code_niveau_unieke_code"),
        ),
    )
    _indexen_opleidingserkenning()


def _indexen_opleidingserkenning() -> None:
    op.create_index(op.f("ix_opleidingserkenning_code"), "opleidingserkenning", ["code"], unique=False)
    op.create_index(
        op.f("ix_opleidingserkenning_erkenner_einddatum"),
        "opleidingserkenning",
        ["erkenner", "einddatum"],
        unique=False,
    )
    op.create_index(op.f("ix_opleidingserkenning_unieke_code"), "opleidingserkenning", ["unieke_code"], unique=False)


def _contactadres() -> None:
    op.create_table(
        "contactadres",
        sa.Column("eenheid", sa.String(length=9), nullable=False),
        sa.Column("context", sa.String(length=40), nullable=False, comment="of Communicatiecontextsoort"),
        sa.Column("subcontextnummer", sa.String(length=4), nullable=False),
        sa.Column("stand", sa.Text(), nullable=False, comment="its periods"),
        sa.ForeignKeyConstraint(["eenheid"], ["organisatorische_eenheid.code"], name=op.f("fk_contactadres_eenheid")),
        sa.PrimaryKeyConstraint("eenheid", "context", "subcontextnummer", name=op.f("pk_contactadres")),
    )


def _mutatie() -> None:
    op.create_table(
        "mutatie",
        sa.Column("volgnummer", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("object", sa.String(length=30), nullable=False, comment="table of the object"),
        sa.Column("sleutel", sa.String(length=240), nullable=False),
        sa.Column(
            "houder", sa.String(length=9), nullable=True, comment="bestuur or aanbieder to whom the object belongs"
        ),
        sa.Column("soort", sa.String(length=1), nullable=False, comment="T added, W changed, V removed"),
        sa.Column("moment", sa.String(length=27), nullable=False),
        sa.Column("kanaal", sa.String(length=10), server_default="BERICHT", nullable=False, comment="of Kanaal"),
        sa.Column(
            "oin",
            sa.String(length=20),
            nullable=True,
            comment="sender of the message that caused it; null: no message did",
        ),
        sa.Column("identificatiecode", sa.String(length=50), nullable=True, comment="of the message that caused it"),
        sa.PrimaryKeyConstraint("volgnummer", name=op.f("pk_mutatie")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_mutatie_object_houder_moment"),
        "mutatie",
        ["object", "houder", "moment"],
        unique=False,
        sqlite_where=sa.text("object = 'aangeboden_opleiding' OR object = 'organisatorische_eenheid'"),
        postgresql_where=sa.text("object = 'aangeboden_opleiding' OR object = 'organisatorische_eenheid'"),
    )
    op.create_index(
        op.f("ix_mutatie_object_moment"),
        "mutatie",
        ["object", "moment"],
        unique=False,
        sqlite_where=sa.text("object = 'organisatorische_eenheid' OR object = 'onderwijslocatiegebruik'"),
        postgresql_where=sa.text("object = 'organisatorische_eenheid' OR object = 'onderwijslocatiegebruik'"),
    )
    _nieuwe_indexen_mutatie()


def _nieuwe_indexen_mutatie() -> None:
    op.create_index(op.f("ix_mutatie_object_volgnummer"), "mutatie", ["object", "volgnummer"], unique=False)
    op.create_index(
        op.f("ix_mutatie_object_houder_volgnummer"), "mutatie", ["object", "houder", "volgnummer"], unique=False
    )
    op.create_index(
        op.f("ix_mutatie_object_sleutel_volgnummer"),
        "mutatie",
        ["object", sa.text("lower(sleutel)"), "volgnummer"],
        unique=False,
    )


def _signaal() -> None:
    op.create_table(
        "signaal",
        sa.Column("id", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False, comment="code of the signal, such as MTM001"),
        sa.Column("object", sa.String(length=30), nullable=False, comment="table of the object"),
        sa.Column("sleutel", sa.String(length=240), nullable=False),
        sa.Column("tekst", sa.String(length=500), nullable=False),
        sa.Column("moment", sa.String(length=27), nullable=False),
        sa.Column("opgelost", sa.String(length=27), nullable=True, comment="when dealt with; null when open"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signaal")),
    )
    op.create_index(op.f("ix_signaal_object_sleutel"), "signaal", ["object", "sleutel"], unique=False)
