"""The first tables: organisations, formal side, opleidingseenheden, aangeboden opleidingen, parties and logs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Migrate forward."""
    op.create_table(
        "berichtenlog",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("identificatiecode", sa.String(length=50), nullable=False),
        sa.Column("oin", sa.String(length=20), nullable=False, comment="sender in wsa:From"),
        sa.Column(
            "vingerafdruk", sa.String(length=64), nullable=True, comment="certificate that signed; null when unsigned"
        ),
        sa.Column("operatie", sa.String(length=60), nullable=False),
        sa.Column("message_id", sa.String(length=100), nullable=False),
        sa.Column("ontvangen", sa.String(length=27), nullable=False),
        sa.Column("goedgekeurd", sa.Boolean(), nullable=False),
        sa.Column("foutcodes", sa.String(length=600), server_default="", nullable=False),
        sa.Column("verzoek", sa.LargeBinary(), nullable=False, comment="the bytes received, zlib"),
        sa.Column("antwoord", sa.LargeBinary(), nullable=False, comment="the element in the Body of the answer, zlib"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_berichtenlog")),
    )
    op.create_index(
        op.f("ix_berichtenlog_oin_identificatiecode"), "berichtenlog", ["oin", "identificatiecode"], unique=False
    )
    if op.get_bind().dialect.supports_sequences:
        op.execute(sa.schema.CreateSequence(sa.Sequence("opleidingseenheidnummer", start=10_200_001)))
    op.create_table(
        "codeuitgifte",
        sa.Column(
            "soort",
            sa.String(length=30),
            nullable=False,
            comment="name of the sequence that this stands for on SQLite",
        ),
        sa.Column("laatste", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("soort", name=op.f("pk_codeuitgifte")),
    )
    op.create_table(
        "instellingserkenning",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("erkenner", sa.String(length=70), nullable=False),
        sa.Column(
            "soort", sa.String(length=40), nullable=False, comment="BEVOEGD_GEZAG, ERKENDE_ONDERWIJSINSTELLING, …"
        ),
        sa.Column("code", sa.String(length=22), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("stand", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instellingserkenning")),
        sa.UniqueConstraint("erkenner", "soort", "code", name=op.f("uq_instellingserkenning_erkenner_soort_code")),
    )
    op.create_index(op.f("ix_instellingserkenning_code_soort"), "instellingserkenning", ["code", "soort"], unique=False)
    op.create_table(
        "mutatie",
        sa.Column(
            "volgnummer", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("object", sa.String(length=30), nullable=False, comment="table of the object"),
        sa.Column("sleutel", sa.String(length=60), nullable=False),
        sa.Column(
            "houder", sa.String(length=9), nullable=True, comment="bestuur or aanbieder to whom the object belongs"
        ),
        sa.Column("soort", sa.String(length=1), nullable=False, comment="T added, W changed, V removed"),
        sa.Column("moment", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("volgnummer", name=op.f("pk_mutatie")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mutatie_object_moment"), "mutatie", ["object", "moment"], unique=False)
    op.create_table(
        "onderwijslocatie",
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("postcode", sa.String(length=6), nullable=True),
        sa.Column("huisnummer", sa.Integer(), nullable=True),
        sa.Column("huisnummertoevoeging", sa.String(length=6), nullable=True),
        sa.Column("plaatscode", sa.String(length=4), nullable=True, comment="of a locatie that is a place only"),
        sa.Column("bag_id", sa.String(length=16), nullable=True),
        sa.Column("stand", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_onderwijslocatie")),
    )
    op.create_index(op.f("ix_onderwijslocatie_bag_id"), "onderwijslocatie", ["bag_id"], unique=False)
    op.create_index(op.f("ix_onderwijslocatie_plaatscode"), "onderwijslocatie", ["plaatscode"], unique=False)
    op.create_index(
        op.f("ix_onderwijslocatie_postcode_huisnummer_huisnummertoevoeging"),
        "onderwijslocatie",
        ["postcode", "huisnummer", "huisnummertoevoeging"],
        unique=False,
    )
    op.create_table(
        "opleidingserkenning",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("stelsel", sa.String(length=70), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column(
            "niveau", sa.String(length=70), server_default="", nullable=False, comment="of a voVakerkenning; else empty"
        ),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opleidingserkenning")),
        sa.UniqueConstraint("stelsel", "code", "niveau", name=op.f("uq_opleidingserkenning_stelsel_code_niveau")),
    )
    op.create_table(
        "organisatorische_eenheid",
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False, comment="BESTUUR, AANBIEDER of GROEP"),
        sa.Column("begindatum", sa.Date(), nullable=False, comment="inBedrijfdatum"),
        sa.Column("einddatum", sa.Date(), nullable=True, comment="uitBedrijfdatum, exclusive"),
        sa.Column("eigen_sleutel", sa.String(length=60), nullable=True),
        sa.Column("bevoegd_gezag_nummer", sa.String(length=5), nullable=True, comment="besturen only"),
        sa.Column("kvk_nummer", sa.String(length=8), nullable=True, comment="besturen only"),
        sa.Column("rsin", sa.String(length=9), nullable=True, comment="besturen only"),
        sa.Column("stand", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_organisatorische_eenheid")),
    )
    op.create_index(
        op.f("ix_organisatorische_eenheid_bevoegd_gezag_nummer"),
        "organisatorische_eenheid",
        ["bevoegd_gezag_nummer"],
        unique=False,
    )
    op.create_index(
        op.f("ix_organisatorische_eenheid_eigen_sleutel"), "organisatorische_eenheid", ["eigen_sleutel"], unique=False
    )
    op.create_index(
        op.f("ix_organisatorische_eenheid_kvk_nummer"), "organisatorische_eenheid", ["kvk_nummer"], unique=False
    )
    op.create_index(op.f("ix_organisatorische_eenheid_rsin"), "organisatorische_eenheid", ["rsin"], unique=False)
    op.create_table(
        "partij",
        sa.Column("vingerafdruk", sa.String(length=64), nullable=False, comment="SHA-256 of the DER certificate"),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("oin", sa.String(length=20), nullable=True),
        sa.Column("certificaat", sa.LargeBinary(), nullable=False, comment="DER"),
        sa.PrimaryKeyConstraint("vingerafdruk", name=op.f("pk_partij")),
    )
    op.create_table(
        "instellingsrelatie",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column(
            "van", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, comment="the higher one"
        ),
        sa.Column("naar", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["naar"], ["instellingserkenning.id"], name=op.f("fk_instellingsrelatie_naar")),
        sa.ForeignKeyConstraint(["van"], ["instellingserkenning.id"], name=op.f("fk_instellingsrelatie_van")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instellingsrelatie")),
        sa.UniqueConstraint("van", "naar", "begindatum", name=op.f("uq_instellingsrelatie_van_naar_begindatum")),
    )
    op.create_index(op.f("ix_instellingsrelatie_naar"), "instellingsrelatie", ["naar"], unique=False)
    op.create_table(
        "mandaat",
        sa.Column("partij", sa.String(length=64), nullable=False),
        sa.Column("oin", sa.String(length=20), nullable=False),
        sa.Column("geldig_vanaf", sa.String(length=27), nullable=True),
        sa.Column("geldig_tot", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(
            ["partij"], ["partij.vingerafdruk"], name=op.f("fk_mandaat_partij"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("partij", "oin", name=op.f("pk_mandaat")),
    )
    op.create_table(
        "onderwijslocatiegebruik",
        sa.Column("bestuur", sa.String(length=9), nullable=False),
        sa.Column("locatie", sa.String(length=9), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("eigen_sleutel", sa.String(length=60), nullable=True),
        sa.Column("stand", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bestuur"], ["organisatorische_eenheid.code"], name=op.f("fk_onderwijslocatiegebruik_bestuur")
        ),
        sa.ForeignKeyConstraint(
            ["locatie"], ["onderwijslocatie.code"], name=op.f("fk_onderwijslocatiegebruik_locatie")
        ),
        sa.PrimaryKeyConstraint("bestuur", "locatie", name=op.f("pk_onderwijslocatiegebruik")),
    )
    op.create_index(op.f("ix_onderwijslocatiegebruik_locatie"), "onderwijslocatiegebruik", ["locatie"], unique=False)
    op.create_table(
        "opleidingseenheid",
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("specialisatie", sa.String(length=40), nullable=False, comment="element name: hoOpleiding, …"),
        sa.Column("herkomst", sa.String(length=20), nullable=False),
        sa.Column("eigenaar", sa.String(length=9), nullable=True, comment="null for those of OCW"),
        sa.Column("eigen_sleutel", sa.String(length=60), nullable=True),
        sa.Column("soort", sa.String(length=20), nullable=True, comment="kenmerk soort: OPLEIDING, VARIANT, HOEC"),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("stand", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["eigenaar"], ["organisatorische_eenheid.code"], name=op.f("fk_opleidingseenheid_eigenaar")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_opleidingseenheid")),
    )
    op.create_index(op.f("ix_opleidingseenheid_eigen_sleutel"), "opleidingseenheid", ["eigen_sleutel"], unique=False)
    op.create_index(op.f("ix_opleidingseenheid_eigenaar_code"), "opleidingseenheid", ["eigenaar", "code"], unique=False)
    op.create_table(
        "organisatierelatie",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("van", sa.String(length=9), nullable=False, comment="the higher one"),
        sa.Column("naar", sa.String(length=9), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["naar"], ["organisatorische_eenheid.code"], name=op.f("fk_organisatierelatie_naar")),
        sa.ForeignKeyConstraint(["van"], ["organisatorische_eenheid.code"], name=op.f("fk_organisatierelatie_van")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisatierelatie")),
        sa.UniqueConstraint(
            "van", "naar", "soort", "begindatum", name=op.f("uq_organisatierelatie_van_naar_soort_begindatum")
        ),
    )
    op.create_index(op.f("ix_organisatierelatie_naar"), "organisatierelatie", ["naar"], unique=False)
    op.create_table(
        "aangeboden_opleiding",
        sa.Column("code", sa.String(length=36), nullable=False, comment="aangebodenOpleidingCode in lower case"),
        sa.Column("specialisatie", sa.String(length=40), nullable=False),
        sa.Column("aanbieder", sa.String(length=9), nullable=False),
        sa.Column("eenheid", sa.String(length=9), nullable=False),
        sa.Column("locatie", sa.String(length=9), nullable=True),
        sa.Column("eigen_sleutel", sa.String(length=60), nullable=True),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("eerste_instroomdatum", sa.Date(), nullable=True),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("stand", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aanbieder"], ["organisatorische_eenheid.code"], name=op.f("fk_aangeboden_opleiding_aanbieder")
        ),
        sa.ForeignKeyConstraint(["eenheid"], ["opleidingseenheid.code"], name=op.f("fk_aangeboden_opleiding_eenheid")),
        sa.ForeignKeyConstraint(["locatie"], ["onderwijslocatie.code"], name=op.f("fk_aangeboden_opleiding_locatie")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_aangeboden_opleiding")),
    )
    op.create_index(
        op.f("ix_aangeboden_opleiding_aanbieder_code"), "aangeboden_opleiding", ["aanbieder", "code"], unique=False
    )
    op.create_index(op.f("ix_aangeboden_opleiding_eenheid"), "aangeboden_opleiding", ["eenheid"], unique=False)
    op.create_index(
        op.f("ix_aangeboden_opleiding_eigen_sleutel"), "aangeboden_opleiding", ["eigen_sleutel"], unique=False
    )
    op.create_index(op.f("ix_aangeboden_opleiding_locatie"), "aangeboden_opleiding", ["locatie"], unique=False)
    op.create_table(
        "opleidingserkenningrelatie",
        sa.Column("erkenning", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("eenheid", sa.String(length=9), nullable=False),
        sa.ForeignKeyConstraint(
            ["eenheid"], ["opleidingseenheid.code"], name=op.f("fk_opleidingserkenningrelatie_eenheid")
        ),
        sa.ForeignKeyConstraint(
            ["erkenning"], ["opleidingserkenning.id"], name=op.f("fk_opleidingserkenningrelatie_erkenning")
        ),
        sa.PrimaryKeyConstraint("erkenning", "eenheid", name=op.f("pk_opleidingserkenningrelatie")),
    )
    op.create_index(
        op.f("ix_opleidingserkenningrelatie_eenheid"), "opleidingserkenningrelatie", ["eenheid"], unique=False
    )
    op.create_table(
        "opleidingsrelatie",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("van", sa.String(length=9), nullable=False),
        sa.Column("naar", sa.String(length=9), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["naar"], ["opleidingseenheid.code"], name=op.f("fk_opleidingsrelatie_naar")),
        sa.ForeignKeyConstraint(["van"], ["opleidingseenheid.code"], name=op.f("fk_opleidingsrelatie_van")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opleidingsrelatie")),
        sa.UniqueConstraint(
            "van", "naar", "soort", "begindatum", name=op.f("uq_opleidingsrelatie_van_naar_soort_begindatum")
        ),
    )
    op.create_index(op.f("ix_opleidingsrelatie_naar"), "opleidingsrelatie", ["naar"], unique=False)
