"""The tables of the register.

One row per object: what rules and look-ups refer to are columns, the whole delivered stand is one text (`StandType`). A
standlevering thus writes one row, and a page of objects with all their parts is one query.

Source of the entities: Informatiemodel RIO 1.99, Webservice documentatie V4.
"""

import sqlalchemy as sa

from rio_soap.register.database.stand import Moment, StandType

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_CODE = sa.String(9)
_IN_TEKENORDE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""A text in the order of its characters, as SQLite has it, whatever the locale of the cluster is."""
_NUMMER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


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
"""Full text of SQLite over the column ``tekst`` of a table: which rows have a word. The words come folded and parted by
blanks (`rio_soap.register.regels.folding.woorden`), so that its own tokenizer has nothing to decide. A begin of a word
is looked up as a word is: a national register takes 6 MB for that, and a name of three common words 0.6 ms instead of
5.9. Its parts are merged when there are sixteen, and not a little with every delivery, which took 0.1 ms of each."""


def _op_woorden(tabel: sa.Table) -> None:
    """Make rows of a table be found by the words in ``tekst``: an index of PostgreSQL, a table of FTS5 of SQLite.

    `array_to_tsvector` takes the words as they are; the parser and dictionaries of PostgreSQL have no say in them.
    """
    woorden = sa.func.array_to_tsvector(sa.func.string_to_array(tabel.c.tekst, sa.literal_column("' '")))
    index = sa.Index(f"ix_{tabel.name}_woorden", woorden, postgresql_using="gin", postgresql_with={"fastupdate": "off"})
    index.ddl_if(dialect="postgresql")
    for opdracht in _FTS:
        ddl = sa.DDL(opdracht.format(tabel.name))  # type: ignore[no-untyped-call]  # as SQLAlchemy has it
        sa.event.listen(tabel, "after_create", ddl.execute_if(dialect="sqlite"))


organisatorische_eenheid = sa.Table(
    "organisatorische_eenheid",
    metadata,
    sa.Column("code", _CODE, primary_key=True),
    sa.Column("soort", sa.String(20), nullable=False, comment="BESTUUR, AANBIEDER of GROEP"),
    sa.Column("begindatum", sa.Date, nullable=False, comment="inBedrijfdatum"),
    sa.Column("einddatum", sa.Date, comment="uitBedrijfdatum, exclusive"),
    sa.Column("eigen_sleutel", sa.String(60), index=True),
    sa.Column("bevoegd_gezag_nummer", sa.String(5), index=True, comment="besturen only"),
    sa.Column("kvk_nummer", sa.String(8), index=True, comment="besturen only"),
    sa.Column("rsin", sa.String(9), index=True, comment="besturen only"),
    sa.Column("stand", StandType, nullable=False),
)

organisatierelatie = sa.Table(
    "organisatierelatie",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("van", _CODE, sa.ForeignKey("organisatorische_eenheid.code"), nullable=False, comment="the higher one"),
    sa.Column("naar", _CODE, sa.ForeignKey("organisatorische_eenheid.code"), nullable=False, index=True),
    sa.Column("soort", sa.String(20), nullable=False),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date),
    sa.UniqueConstraint("van", "naar", "soort", "begindatum"),
)

onderwijslocatie = sa.Table(
    "onderwijslocatie",
    metadata,
    sa.Column("code", _CODE, primary_key=True),
    sa.Column("postcode", sa.String(6)),
    sa.Column("huisnummer", sa.Integer),
    sa.Column("huisnummertoevoeging", sa.String(6)),
    sa.Column("plaatscode", sa.String(4), index=True, comment="of a locatie that is a place only"),
    sa.Column("bag_id", sa.String(16), index=True),
    sa.Column("stand", StandType, nullable=False),
    sa.Index(None, "postcode", "huisnummer", "huisnummertoevoeging"),
)

huisletter = sa.Table(
    "huisletter",
    metadata,
    sa.Column("locatie", _CODE, sa.ForeignKey("onderwijslocatie.code"), primary_key=True),
    sa.Column("letter", sa.String(1), nullable=False, comment="empty for none"),
)
"""What of a huisnummertoevoeging is a letter by the BAG, where the text alone does not say: A3 may be A with 3."""

onderwijslocatiegebruik = sa.Table(
    "onderwijslocatiegebruik",
    metadata,
    sa.Column("bestuur", _CODE, sa.ForeignKey("organisatorische_eenheid.code"), primary_key=True),
    sa.Column("locatie", _CODE, sa.ForeignKey("onderwijslocatie.code"), primary_key=True, index=True),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date),
    sa.Column("eigen_sleutel", sa.String(60)),
    sa.Column("stand", StandType, nullable=False),
)

instellingserkenning = sa.Table(
    "instellingserkenning",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("erkenner", sa.String(70), nullable=False),
    sa.Column("soort", sa.String(40), nullable=False, comment="BEVOEGD_GEZAG, ERKENDE_ONDERWIJSINSTELLING, …"),
    sa.Column("code", sa.String(22), nullable=False),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date),
    sa.Column("stand", StandType, nullable=False),
    sa.UniqueConstraint("erkenner", "soort", "code"),
    sa.Index(None, "code", "soort"),
)

instellingsrelatie = sa.Table(
    "instellingsrelatie",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("van", _NUMMER, sa.ForeignKey("instellingserkenning.id"), nullable=False, comment="the higher one"),
    sa.Column("naar", _NUMMER, sa.ForeignKey("instellingserkenning.id"), nullable=False, index=True),
    sa.Column("soort", sa.String(30), nullable=False, comment="of ErkendeOrganisatierelatiesoort"),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date),
    sa.UniqueConstraint("van", "naar", "soort", "begindatum"),
)

regio = sa.Table(
    "regio",
    metadata,
    sa.Column("erkenning", _NUMMER, sa.ForeignKey("instellingserkenning.id"), primary_key=True),
    sa.Column("begindatum", sa.Date, primary_key=True),
    sa.Column("postcodecijfers", sa.String(4), primary_key=True),
    sa.Column("einddatum", sa.Date),
    sa.Index(None, "postcodecijfers", "erkenning"),
)
"""Where an erkende samenwerking serves: what its stand says, as rows to look up by postcode."""

samenwerkingssoort = sa.Table(
    "samenwerkingssoort",
    metadata,
    sa.Column("erkenning", _NUMMER, sa.ForeignKey("instellingserkenning.id"), primary_key=True),
    sa.Column("begindatum", sa.Date, primary_key=True, comment="of the period"),
    sa.Column("einddatum", sa.Date, comment="of the period, said or derived"),
    sa.Column("soort", sa.String(70), nullable=False, comment="of ErkendeSamenwerkingssoort"),
    sa.Index(None, "soort", "erkenning"),
)
"""Of what soort an erkende samenwerking is when: what its periods say, as rows to look up by soort."""

opleidingseenheid = sa.Table(
    "opleidingseenheid",
    metadata,
    sa.Column("code", _CODE, primary_key=True),
    sa.Column("specialisatie", sa.String(40), nullable=False, comment="element name: hoOpleiding, …"),
    sa.Column("herkomst", sa.String(20), nullable=False),
    sa.Column("eigenaar", _CODE, sa.ForeignKey("organisatorische_eenheid.code"), comment="null for those of OCW"),
    sa.Column("eigen_sleutel", sa.String(60)),
    sa.Column("soort", sa.String(20), comment="kenmerk soort: OPLEIDING, VARIANT, HOEC"),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date),
    sa.Column("stand", StandType, nullable=False),
    sa.Index(None, "eigenaar", "code"),
    # To page by type; the dates too, so that counting reads the index only.
    sa.Index(None, "specialisatie", "code", "begindatum", "einddatum"),
    # The eigenaar too: or SQLite, without statistics, takes the index above and goes through all units of the eigenaar.
    sa.Index(None, "eigen_sleutel", "eigenaar"),
)

opleidingsrelatie = sa.Table(
    "opleidingsrelatie",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("van", _CODE, sa.ForeignKey("opleidingseenheid.code"), nullable=False),
    sa.Column("naar", _CODE, sa.ForeignKey("opleidingseenheid.code"), nullable=False, index=True),
    sa.Column("soort", sa.String(20), nullable=False),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date),
    sa.UniqueConstraint("van", "naar", "soort", "begindatum"),
)

opleidingserkenning = sa.Table(
    "opleidingserkenning",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("stelsel", sa.String(70), nullable=False),
    sa.Column("code", sa.String(8), nullable=False),
    sa.Column("niveau", sa.String(70), nullable=False, server_default="", comment="of a voVakerkenning; else empty"),
    sa.Column(
        "unieke_code", sa.String(13), nullable=False, server_default="", comment="of an ho erkenning; else empty"
    ),
    sa.Column("soort", sa.String(40), nullable=False, comment="of Opleidingserkenningtype"),
    sa.Column("erkenner", sa.String(70), nullable=False, comment="of Opleidingseenheiderkenner; empty: unknown"),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date),
    sa.Column("stand", StandType, nullable=False, comment="without its opleidingseenheidcodes, which are rows"),
    sa.UniqueConstraint("stelsel", "code", "niveau", "unieke_code"),
    sa.Index(None, "code"),
    sa.Index(None, "erkenner", "einddatum"),
    sa.Index(None, "unieke_code"),
)

opleidingserkenningrelatie = sa.Table(
    "opleidingserkenningrelatie",
    metadata,
    sa.Column("erkenning", _NUMMER, sa.ForeignKey("opleidingserkenning.id"), primary_key=True),
    sa.Column("eenheid", _CODE, sa.ForeignKey("opleidingseenheid.code"), primary_key=True, index=True),
)

eenheidsstructuur = sa.Table(
    "eenheidsstructuur",
    metadata,
    sa.Column("eenheid", _CODE, sa.ForeignKey("opleidingseenheid.code"), primary_key=True),
    sa.Column("stelsel", sa.String(70), primary_key=True, comment="of MBOStructuursoorttype"),
    sa.Column("begindatum", sa.Date, primary_key=True),
    sa.Column("einddatum", sa.Date),
)
"""In which structuur of the mbo a unit stands; loaded only."""

erkenner = sa.Table(
    "erkenner",
    metadata,
    sa.Column("code", sa.String(7), primary_key=True),
    sa.Column("soort", sa.String(20), nullable=False, comment="of Erkennersoort, by which erkenningen name it"),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date),
    sa.Column("stand", StandType, nullable=False),
    sa.Index(None, "soort"),
)

erkennersleutel = sa.Table(
    "erkennersleutel",
    metadata,
    sa.Column("erkenner", sa.String(7), sa.ForeignKey("erkenner.code"), primary_key=True),
    sa.Column("oin", sa.String(20), primary_key=True, index=True),
)
"""Which senders act for an erkenner: what its stand says, as rows to look up by OIN."""

licentie = sa.Table(
    "licentie",
    metadata,
    sa.Column("code", sa.String(36), primary_key=True, comment="UUID in lower case"),
    sa.Column("soort", sa.String(40), nullable=False, comment="of Licentietype"),
    sa.Column("instellingserkenning", _NUMMER, sa.ForeignKey("instellingserkenning.id"), nullable=False),
    sa.Column("opleidingserkenning", _NUMMER, sa.ForeignKey("opleidingserkenning.id"), nullable=False),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date),
    sa.Column("herkomst", sa.String(20), nullable=False),
    sa.Column("stadium", sa.String(20), nullable=False),
    sa.Column(
        "met_verbod", sa.Boolean, nullable=False, server_default=sa.false(), comment="it has or had a publicatieverbod"
    ),
    sa.Column("stand", StandType, nullable=False),
    # The dates and the verbod too, so that counting and paging on them reads the index only.
    sa.Index(
        "ix_licentie_van_instellingserkenning", "instellingserkenning", "code", "begindatum", "einddatum", "met_verbod"
    ),
    sa.Index(
        "ix_licentie_van_opleidingserkenning", "opleidingserkenning", "code", "begindatum", "einddatum", "met_verbod"
    ),
    sa.Index(None, "instellingserkenning", "opleidingserkenning"),
)

vestigingslicentie = sa.Table(
    "vestigingslicentie",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("licentie", sa.String(36), sa.ForeignKey("licentie.code"), nullable=False, index=True),
    sa.Column("vestiging", sa.String(22), nullable=False, index=True, comment="BRIN6"),
)
"""At which vestigingen a licentie holds: what its stand says, as rows to look up by vestiging."""

licentiemaatregel = sa.Table(
    "licentiemaatregel",
    metadata,
    sa.Column("licentie", sa.String(36), sa.ForeignKey("licentie.code"), primary_key=True),
    sa.Column("soort", sa.String(20), primary_key=True, comment="WAARSCHUWING, SANCTIE or PUBLICATIEVERBOD"),
    sa.Column("begindatum", sa.Date, primary_key=True),
    sa.Column("einddatum", sa.Date),
    sa.Column("aanvraagverbod_einddatum", sa.Date, comment="of a SANCTIE"),
)

licentierelatie = sa.Table(
    "licentierelatie",
    metadata,
    sa.Column("van", sa.String(36), sa.ForeignKey("licentie.code"), primary_key=True),
    sa.Column("naar", sa.String(36), sa.ForeignKey("licentie.code"), primary_key=True, index=True),
    sa.Column("soort", sa.String(30), primary_key=True, index=True),
    sa.Column("begindatum", sa.Date, primary_key=True),
    sa.Column("einddatum", sa.Date),
)

financieringsbesluit = sa.Table(
    "financieringsbesluit",
    metadata,
    sa.Column("instelling", sa.String(22), primary_key=True, comment="OIE_CODE"),
    sa.Column("stelsel", sa.String(70), primary_key=True),
    sa.Column("opleidingscode", sa.String(8), primary_key=True, comment="ERKENDEOPLEIDINGSCODE"),
    sa.Column("type_waardering", sa.String(70), primary_key=True, comment="EX_ANTE or EX_POST; empty: not said"),
    sa.Column("begindatum", sa.Date, primary_key=True),
    sa.Column("einddatum", sa.Date),
    sa.Column("cursusduur", sa.Integer),
    sa.Column("extra_cursusduur", sa.Integer),
)
"""Loaded and published; no message carries it."""

aangeboden_opleiding = sa.Table(
    "aangeboden_opleiding",
    metadata,
    sa.Column("code", sa.String(36), primary_key=True, comment="aangebodenOpleidingCode in lower case"),
    sa.Column("specialisatie", sa.String(40), nullable=False),
    sa.Column("aanbieder", _CODE, sa.ForeignKey("organisatorische_eenheid.code"), nullable=False),
    sa.Column("eenheid", _CODE, sa.ForeignKey("opleidingseenheid.code"), nullable=False, index=True),
    sa.Column("locatie", _CODE, sa.ForeignKey("onderwijslocatie.code"), index=True),
    sa.Column("eigen_sleutel", sa.String(60), index=True),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("eerste_instroomdatum", sa.Date),
    sa.Column("einddatum", sa.Date),
    sa.Column("stand", StandType, nullable=False),
    # The dates and the locatie too, so that counting and paging on them reads the index only.
    sa.Index(None, "aanbieder", "code", "begindatum", "einddatum", "locatie"),
)

juridische_relatie = sa.Table(
    "juridische_relatie",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("eenheid", _CODE, sa.ForeignKey("organisatorische_eenheid.code"), nullable=False, index=True),
    sa.Column("erkenning", sa.String(22), nullable=False, index=True, comment="code, unique per erkenner only"),
    sa.Column("erkenner", sa.String(70), nullable=False),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date),
)
"""Which instellingserkenningen an onderwijsaanbieder rests on: what its stand says, as rows to look up by erkenning."""

juridische_locatierelatie = sa.Table(
    "juridische_locatierelatie",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("bestuur", _CODE, nullable=False),
    sa.Column("locatie", _CODE, nullable=False),
    sa.Column("vestiging", sa.String(22), nullable=False, index=True, comment="BRIN6"),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date),
    sa.ForeignKeyConstraint(
        ["bestuur", "locatie"], ["onderwijslocatiegebruik.bestuur", "onderwijslocatiegebruik.locatie"]
    ),
    sa.Index(None, "bestuur", "locatie"),
)
"""Which erkende vestigingen a locatiegebruik serves: what its stand says, as rows to look up by vestiging."""

contactadres = sa.Table(
    "contactadres",
    metadata,
    sa.Column("eenheid", _CODE, sa.ForeignKey("organisatorische_eenheid.code"), primary_key=True),
    sa.Column("context", sa.String(40), primary_key=True, comment="of Communicatiecontextsoort"),
    sa.Column("subcontextnummer", sa.String(4), primary_key=True),
    sa.Column("stand", StandType, nullable=False, comment="its periods"),
)
"""How to reach an organisatorische eenheid; V4 carries none, but one keeps an eenheid from removal (N04810)."""

brongebruik = sa.Table(
    "brongebruik",
    metadata,
    sa.Column("aanbieder", _CODE, primary_key=True),
    sa.Column("soort", sa.String(10), primary_key=True, comment="DEELNAME or RESULTAAT"),
)
"""Onderwijsaanbieders that BRON uses, told by it or by the operator; they cannot be removed (N04820)."""

bevoegdheid = sa.Table(
    "bevoegdheid",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("oin", sa.String(20), nullable=False, index=True, comment="of the sender in wsa:From"),
    sa.Column("rol", sa.String(40), nullable=False, comment="of Rol"),
    sa.Column(
        "bereik", sa.String(22), nullable=False, server_default="", comment="selection key; empty for a role without"
    ),
    sa.Column("vanaf", Moment, nullable=False),
    sa.Column("tot", Moment, comment="exclusive; null: until it is withdrawn"),
    sa.Column("door", sa.String(60), nullable=False, comment="who gave it"),
)
"""Roles that were given to a sender, beside those that follow from its OIN."""

gebruiker = sa.Table(
    "gebruiker",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("naam", sa.String(200), nullable=False),
    sa.Column("email", sa.String(253), nullable=False, unique=True, comment="in lower case"),
    sa.Column("hash", sa.String(200), comment="of the password; null: none was chosen"),
    sa.Column("issuer", sa.String(300), comment="of OIDC, with subject"),
    sa.Column("subject", sa.String(300)),
    sa.Column("vanaf", Moment, nullable=False),
    sa.Column("tot", Moment, comment="exclusive; null: until it is ended"),
    sa.UniqueConstraint("issuer", "subject"),
)
"""People who may log in."""

gebruikersrol = sa.Table(
    "gebruikersrol",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("gebruiker", _NUMMER, sa.ForeignKey("gebruiker.id"), nullable=False, index=True),
    sa.Column("rol", sa.String(40), nullable=False, comment="of Rol"),
    sa.Column(
        "bereik", sa.String(22), nullable=False, server_default="", comment="selection key; empty for a role without"
    ),
    sa.Column("vanaf", Moment, nullable=False),
    sa.Column("tot", Moment, comment="exclusive; null: until it is withdrawn"),
    sa.Column("door", sa.String(60), nullable=False, comment="who gave it"),
)
"""Roles of people; of the KvK number of a login no role follows."""

sessie = sa.Table(
    "sessie",
    metadata,
    sa.Column("sleutel", sa.String(64), primary_key=True, comment="SHA-256 of what the browser has"),
    sa.Column("gebruiker", _NUMMER, sa.ForeignKey("gebruiker.id"), nullable=False, index=True),
    sa.Column("begin", Moment, nullable=False),
    sa.Column("laatst", Moment, nullable=False, comment="of the last request, within a minute"),
    sa.Column("einde", Moment, comment="when it was ended; null: it was not"),
)
"""Who is logged in; what is over stays a while, so that a form that comes too late finds its owner."""

bewaardformulier = sa.Table(
    "bewaardformulier",
    metadata,
    sa.Column("sleutel", sa.String(64), primary_key=True, comment="SHA-256 of what the address has"),
    sa.Column("gebruiker", _NUMMER, sa.ForeignKey("gebruiker.id"), nullable=False, index=True),
    sa.Column("pad", sa.String(500), nullable=False),
    sa.Column("velden", sa.Text, nullable=False, comment="JSON: pairs of name and value"),
    sa.Column("moment", Moment, nullable=False),
)
"""Forms that were sent when the session was over, kept until their owner has logged in again."""

aanmeldgeheim = sa.Table(
    "aanmeldgeheim",
    metadata,
    sa.Column("gebruiker", _NUMMER, sa.ForeignKey("gebruiker.id"), primary_key=True, autoincrement=False),
    sa.Column("totp", sa.String(200), nullable=False, comment="secret of the second step"),
    sa.Column("laatste_stap", _NUMMER, comment="of the code that was used last: none is used twice"),
)
"""The second step of logging in, of who chose one."""

uitnodiging = sa.Table(
    "uitnodiging",
    metadata,
    sa.Column("sleutel", sa.String(64), primary_key=True, comment="SHA-256 of what the link has"),
    sa.Column("gebruiker", _NUMMER, sa.ForeignKey("gebruiker.id"), nullable=False, index=True),
    sa.Column("vervalt", Moment, nullable=False),
    sa.Column("gebruikt", Moment, comment="when; null: it was not"),
)
"""Links by which somebody chooses a password, each once."""

aanmeldpoging = sa.Table(
    "aanmeldpoging",
    metadata,
    sa.Column(
        "sleutel", sa.String(64), primary_key=True, comment="SHA-256 of an e-mail address, of somebody or nobody"
    ),
    sa.Column("mislukt", _NUMMER, nullable=False),
    sa.Column("tot", Moment, nullable=False, comment="until when this counts"),
)
"""How often logging in failed, also for addresses of nobody: the answer tells not which there are."""

communicatiecontext = sa.Table(
    "communicatiecontext",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("naam", sa.String(40), nullable=False, comment="of Communicatiecontextsoort"),
    sa.Column("openbaar", sa.Boolean, nullable=False),
    sa.Column("familie_a", sa.Boolean, nullable=False, comment="in the files in DUO's form"),
    sa.Column("lezersrollen", sa.String(200), nullable=False, comment="beside the institution and DUO, by blanks"),
    sa.Column("eenheden", sa.String(200), nullable=False, comment="kinds of eenheid that may have it, by blanks"),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date, comment="exclusive"),
    sa.UniqueConstraint("naam", "begindatum"),
)
"""Which communicatiecontexten there are, for whom and for which units: data of the operator, on a day."""

inzage = sa.Table(
    "inzage",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("moment", Moment, nullable=False),
    sa.Column("oin", sa.String(20), comment="of the sender; null when a person read"),
    sa.Column("gebruiker", _NUMMER, comment="of a person; kept when the person goes"),
    sa.Column("rol", sa.String(40), nullable=False, comment="by which it was read"),
    sa.Column("kanaal", sa.String(10), nullable=False, comment="of Kanaal"),
    sa.Column("eenheid", _CODE, nullable=False),
    sa.Column("context", sa.String(40), nullable=False),
    sa.Index(None, "eenheid", "moment"),
)
"""Who read which restricted contactadres, one row for each that was shown."""

_VAN_ALLEN = "object = 'organisatorische_eenheid' OR object = 'onderwijslocatiegebruik'"
_VAN_EEN_HOUDER = "object = 'aangeboden_opleiding' OR object = 'organisatorische_eenheid'"
"""Of what V4 has a change feed, of all holders and of one: no other mutatie need be in the indexes by moment."""


def _feedindex(*kolommen: str, waar: str) -> sa.Index:
    return sa.Index(None, *kolommen, sqlite_where=sa.text(waar), postgresql_where=sa.text(waar))


mutatie = sa.Table(
    "mutatie",
    metadata,
    sa.Column("volgnummer", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("object", sa.String(30), nullable=False, comment="table of the object"),
    sa.Column("sleutel", sa.String(240), nullable=False),
    sa.Column("houder", _CODE, comment="bestuur or aanbieder to whom the object belongs"),
    sa.Column("soort", sa.String(1), nullable=False, comment="T added, W changed, V removed"),
    sa.Column("moment", Moment, nullable=False),
    sa.Column("kanaal", sa.String(10), nullable=False, server_default="BERICHT", comment="of Kanaal"),
    sa.Column("oin", sa.String(20), comment="sender of the message that caused it; null: no message did"),
    sa.Column("identificatiecode", sa.String(50), comment="of the message that caused it"),
    _feedindex("object", "moment", waar=_VAN_ALLEN),
    _feedindex("object", "houder", "moment", waar=_VAN_EEN_HOUDER),
    sa.Index(None, "object", "volgnummer"),
    sa.Index(None, "object", "houder", "volgnummer"),
    # In lower case: an aangebodenOpleidingCode is the same object in whatever case it is delivered.
    sa.Index("ix_mutatie_object_sleutel_volgnummer", "object", sa.func.lower(sa.column("sleutel")), "volgnummer"),
    sqlite_autoincrement=True,
)

objectversie = sa.Table(
    "objectversie",
    metadata,
    sa.Column("volgnummer", _NUMMER, primary_key=True, autoincrement=False, comment="of the mutatie that ended it"),
    sa.Column("deel", sa.String(20), primary_key=True, comment="which part of the object; rij is its own row"),
    sa.Column("voor", sa.LargeBinary, nullable=False, comment="that part before the mutatie, packed"),
    sqlite_with_rowid=False,
)
"""The undo log: what a mutatie W or V replaced. What the register knew at a number is in the first of these after it,
else in the object's own rows; a T says that there was nothing (docs/aanvulling/versie.md)."""

mutatiegrens = sa.Table(
    "mutatiegrens",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("moment", Moment, nullable=False),
    sa.Column("volgnummer", _NUMMER, nullable=False),
    sa.Index(None, "moment", "volgnummer"),
)
"""What was visible when: at `moment` every mutatie up to and including `volgnummer` could be read by everyone."""

partij = sa.Table(
    "partij",
    metadata,
    sa.Column("vingerafdruk", sa.String(64), primary_key=True, comment="SHA-256 of the DER certificate"),
    sa.Column("naam", sa.String(200), nullable=False),
    sa.Column("oin", sa.String(20)),
    sa.Column("certificaat", sa.LargeBinary, nullable=False, comment="DER"),
)

mandaat = sa.Table(
    "mandaat",
    metadata,
    sa.Column("partij", sa.String(64), sa.ForeignKey("partij.vingerafdruk", ondelete="CASCADE"), primary_key=True),
    sa.Column("oin", sa.String(20), primary_key=True),
    sa.Column("geldig_vanaf", Moment),
    sa.Column("geldig_tot", Moment),
)

oinmandaat = sa.Table(
    "oinmandaat",
    metadata,
    sa.Column("gemachtigde", sa.String(20), primary_key=True, comment="OIN in a certificate that chains to a CA"),
    sa.Column("oin", sa.String(20), primary_key=True, comment="the sender for which it may sign"),
    sa.Column("geldig_vanaf", Moment),
    sa.Column("geldig_tot", Moment),
)

vertrouwde_ca = sa.Table(
    "vertrouwde_ca",
    metadata,
    sa.Column("vingerafdruk", sa.String(64), primary_key=True, comment="SHA-256 of the DER certificate"),
    sa.Column("naam", sa.String(200), nullable=False),
    sa.Column("certificaat", sa.LargeBinary, nullable=False, comment="DER"),
    sa.Column("anker", sa.Boolean, nullable=False, comment="false: good only when it chains to one that is true"),
    sa.Column("alleen_mandaat", sa.Boolean, nullable=False, comment="its own OIN needs a mandate as well"),
    sa.Column("crl", sa.LargeBinary, comment="DER of the newest CRL of this CA; null when none is kept"),
)

ingetrokken = sa.Table(
    "ingetrokken",
    metadata,
    sa.Column("vingerafdruk", sa.String(64), primary_key=True, comment="SHA-256 of the DER certificate"),
    sa.Column("moment", Moment, nullable=False),
)
"""Certificates that the operator trusts no longer, whatever CA they chain to."""

vertrouwensversie = sa.Table(
    "vertrouwensversie",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("versie", sa.Integer, nullable=False),
)
"""One row; its number rises with every change of a CA or CRL, so that readers know when what they keep is old."""

berichtenlog = sa.Table(
    "berichtenlog",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("identificatiecode", sa.String(50), nullable=False),
    sa.Column("oin", sa.String(20), nullable=False, comment="sender in wsa:From"),
    sa.Column("vingerafdruk", sa.String(64), comment="certificate that signed; null when unsigned"),
    sa.Column("operatie", sa.String(60), nullable=False),
    sa.Column("message_id", sa.String(100), nullable=False),
    sa.Column("ontvangen", Moment, nullable=False),
    sa.Column("goedgekeurd", sa.Boolean, nullable=False),
    sa.Column("foutcodes", sa.String(600), nullable=False, server_default=""),
    sa.Column("verzoek", sa.LargeBinary, nullable=False, comment="the bytes received; see verpakking"),
    sa.Column(
        "antwoord", sa.LargeBinary, nullable=False, comment="the answer, its SignatureValue empty; see verpakking"
    ),
    sa.Column("stempel", sa.LargeBinary, comment="of the process that wrote it; see schakels"),
    # Not unique here: the table eenmalig keeps codes from coming twice, also when rows leave this log.
    sa.Index(None, "oin", "identificatiecode"),
)

schermbericht = sa.Table(
    "schermbericht",
    metadata,
    sa.Column("bericht", _NUMMER, primary_key=True, autoincrement=False, comment="id in berichtenlog"),
    sa.Column("gebruiker", _NUMMER, nullable=False),
    sa.Index(None, "gebruiker", "bericht"),
)
"""Which person acted in a message of the screens; the request that the service signed says it too."""

foutbericht = sa.Table(
    "foutbericht",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("ontvangen", Moment, nullable=False, index=True),
    sa.Column("dienst", sa.String(60), nullable=False, comment="name of the contract"),
    sa.Column("operatie", sa.String(60), comment="null: it could not be told"),
    sa.Column("oin", sa.String(20), comment="of the sender; null unless its signature was right"),
    sa.Column("afzender", sa.String(60), comment="what wsa:From says, not verified"),
    sa.Column("faultcode", sa.String(40), nullable=False),
    sa.Column("oorzaak", sa.String(80), comment="of the first finding"),
    sa.Column("content_type", sa.String(200)),
    sa.Column("soap_action", sa.String(300)),
    sa.Column("verzoek", sa.LargeBinary, nullable=False, comment="the bytes received, packed as in the berichtenlog"),
)
"""Messages that were answered with a SOAP fault, the last ones: for who asks why."""

schakel = sa.Table(
    "schakel",
    metadata,
    sa.Column("volgnummer", _NUMMER, primary_key=True, autoincrement=False, comment="1, 2, 3 …"),
    # No foreign key: that an entry is gone is for the chain to tell, and a key would lock entries.
    sa.Column("bericht", _NUMMER, nullable=False, unique=True, comment="id in berichtenlog"),
    sa.Column("inhoud", sa.LargeBinary, nullable=False, comment="SHA-256 of the entry"),
    sa.Column("handtekening", sa.LargeBinary, nullable=False, comment="SignatureValue of the answer; empty: none"),
    sa.Column("hash", sa.LargeBinary, nullable=False, comment="SHA-256 over the previous hash and this row"),
    sa.Column("stempel", sa.LargeBinary, nullable=False, comment="of the process that sealed it"),
)
"""The chain over the berichtenlog; see `rio_soap.register.logboek.links`."""

eenmalig = sa.Table(
    "eenmalig",
    metadata,
    sa.Column("oin", sa.String(20), primary_key=True, comment="sender in wsa:From"),
    sa.Column("identificatiecode", sa.String(50), primary_key=True, comment="a UUID in lower case"),
    sa.Column("message_id", sa.String(36), comment="UUID in lower case; null when taken from a log that had it twice"),
    sa.Column("handtekening", sa.LargeBinary, unique=True, comment="SHA-256 of SignatureValue; null when unsigned"),
    sa.UniqueConstraint("oin", "message_id"),
)
"""What every message that got an answer has used up, for ever; see `rio_soap.register.logboek.claims`."""

signaal = sa.Table(
    "signaal",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("soort", sa.String(40), nullable=False, comment="code of the signal, such as MTM001"),
    sa.Column("object", sa.String(30), nullable=False, comment="table of the object"),
    sa.Column("sleutel", sa.String(240), nullable=False),
    sa.Column("tekst", sa.String(500), nullable=False),
    sa.Column("moment", Moment, nullable=False),
    sa.Column("opgelost", Moment, comment="when dealt with; null when open"),
    sa.Index(None, "object", "sleutel"),
    sa.Index(None, "soort", "opgelost", "id"),
)
"""What operators should look at and no sender is told."""

handelsregister = sa.Table(
    "handelsregister",
    metadata,
    sa.Column("bestuur", _CODE, sa.ForeignKey("organisatorische_eenheid.code", ondelete="CASCADE"), primary_key=True),
    sa.Column("naam", sa.Text, nullable=False, comment="formal name"),
    sa.Column("rechtsvorm", sa.String(10), nullable=False, comment="KvK's code: ST, VER, PR, …"),
    sa.Column("rechtsvorm_omschrijving", sa.Text, nullable=False),
    sa.Column("publieke_rechtsvorm", sa.String(2), comment="01 to 14, of a public body"),
    sa.Column("datum_aanvang", sa.String(8), comment="JJJJMMDD, 00 for what is unknown"),
    sa.Column("datum_einde", sa.String(8)),
    sa.Column("ontbonden", sa.String(8), comment="dissolved, perhaps still being wound up"),
    sa.Column("statutaire_zetel", sa.Text),
    sa.Column("bezoekadres", sa.Text, comment="JSON"),
    sa.Column("postadres", sa.Text, comment="JSON"),
    sa.Column("peilmoment", sa.String(17), comment="JJJJMMDDUUMMSSmmm, as KvK gives it"),
    sa.Column("opgehaald", Moment, nullable=False),
)
"""What a bestuur took over from the Handelsregister, beside the numbers and the name that its own row holds."""

ketencontrole = sa.Table(
    "ketencontrole",
    metadata,
    sa.Column("object", sa.String(30), primary_key=True, comment="table of the object"),
    sa.Column("sleutel", sa.String(60), primary_key=True),
    sa.Column("moment", Moment, nullable=False),
)
"""When an object was last held against the BAG or the Handelsregister, so that a broken-off round goes on."""

zoekobject = sa.Table(
    "zoekobject",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("objecttype", sa.String(40), nullable=False, comment="of Objecttype: a unit, erkenning or locatie"),
    sa.Column("sleutel", _IN_TEKENORDE, nullable=False, comment="Objectsleutel"),
    sa.Column("erkenning", _NUMMER, comment="id of an instellingserkenning"),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date),
    sa.UniqueConstraint("sleutel", "objecttype"),
)
"""What zoeken_organisaties finds. It and the tables beside it say nothing that the objects do not."""

zoeknaam = sa.Table(
    "zoeknaam",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("object", _NUMMER, sa.ForeignKey("zoekobject.id"), nullable=False),
    sa.Column("soort", sa.String(8), nullable=False, comment="NAAM, by which it is shown, or OOKNAAM"),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("tekst", _IN_TEKENORDE, nullable=False, comment="its words, folded"),
    sa.Column("weergave", sa.Text, nullable=False, comment="as it is written"),
    sa.Index(None, "object", "soort", "begindatum"),
)
"""The names of a `zoekobject`, also former ones."""
_op_woorden(zoeknaam)

zoekgegeven = sa.Table(
    "zoekgegeven",
    metadata,
    sa.Column("object", _NUMMER, sa.ForeignKey("zoekobject.id"), primary_key=True, autoincrement=False),
    sa.Column("soort", sa.String(8), primary_key=True, comment="of Gegevensoort: CODE, KVK, PLAATS, …"),
    sa.Column("tekst", _IN_TEKENORDE, primary_key=True, comment="folded"),
    sa.Column("begindatum", sa.Date, primary_key=True),
    sa.Column("einddatum", sa.Date),
    sa.Column("weergave", sa.Text, comment="as it is written, of what an answer shows"),
    sa.Index(None, "tekst", "soort", "object"),
)
"""The codes, numbers and places of a `zoekobject`."""

opleidingsnaam = sa.Table(
    "opleidingsnaam",
    metadata,
    sa.Column("id", _NUMMER, primary_key=True, autoincrement=True),
    sa.Column("code", sa.String(36), nullable=False, index=True, comment="of an opleidingseenheid or offer"),
    sa.Column("eigen", sa.Boolean, nullable=False, comment="own name of an offer; else a name of an opleidingseenheid"),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date, comment="where the next period begins; null for the last"),
    sa.Column("tekst", _IN_TEKENORDE, nullable=False, comment="its words, folded"),
)
"""The names of opleidingseenheden, and the own names of offers, also former ones."""
_op_woorden(opleidingsnaam)

zoekaanbod = sa.Table(
    "zoekaanbod",
    metadata,
    sa.Column("code", sa.String(36), primary_key=True, comment="of the offer, in lower case"),
    sa.Column("sector", sa.String(4), nullable=False, comment="of Sector"),
    sa.Column("niveau", sa.String(20), comment="its own, of Niveaucode; null: that of its unit"),
    sa.Column("aanbieder", _CODE, nullable=False),
    sa.Column("eenheid", _CODE, nullable=False),
    sa.Column("locatie", _CODE),
    sa.Column("begindatum", sa.Date, nullable=False),
    sa.Column("einddatum", sa.Date),
    sa.Column("naam", _IN_TEKENORDE, comment="its own names, folded; see naamverloop"),
    sa.Column("aanmelden_van", sa.Date, comment="first day on which a cohort takes applications"),
    sa.Column("aanmelden_tot", sa.Date, comment="last such day; 9999-12-31: it never ends"),
    sa.Column("aanmelden", sa.Text, comment="where days between do not: from and to of each stretch"),
    sa.Index(None, "niveau", "sector"),
    sa.Index(None, "sector", "aanmelden_tot"),
    # The dates too, and the sector, so that who offers something in a sector, how many there are and which come first
    # is told by the index alone.
    sa.Index(None, "aanbieder", "sector", "einddatum", "begindatum"),
    sa.Index(None, "eenheid", "code", "begindatum", "einddatum"),
    sa.Index(None, "locatie", "sector", "code", "begindatum", "einddatum"),
)
"""By what zoeken_aangebodenOpleidingen finds and sorts offers: what their stands say, small and side by side."""

zoekeenheid = sa.Table(
    "zoekeenheid",
    metadata,
    sa.Column("eenheid", _CODE, primary_key=True),
    sa.Column("niveau", sa.String(700), index=True, comment="of Niveaucode; several between blanks"),
    sa.Column("naam", _IN_TEKENORDE, nullable=False, comment="its names, folded; see naamverloop"),
)
"""Names and level of opleidingseenheden, by which their offers are found and sorted."""

zoeklocatie = sa.Table(
    "zoeklocatie",
    metadata,
    sa.Column("locatie", _CODE, primary_key=True),
    sa.Column("plaats", _IN_TEKENORDE, index=True, comment="plaatsnaam, folded"),
    sa.Column("postcode", _IN_TEKENORDE, index=True),
    sa.Column("breedte", sa.Integer, comment="latitude in millionths of a degree"),
    sa.Column("lengte", sa.Integer, comment="longitude in millionths of a degree"),
    sa.Index(None, "breedte", "lengte"),
)
"""Where onderwijslocaties are, to look them up by place and to measure distances."""

zoeksector = sa.Table(
    "zoeksector",
    metadata,
    sa.Column("sector", sa.String(4), primary_key=True, comment="of Sector"),
    sa.Column("sleutel", _IN_TEKENORDE, primary_key=True, comment="as in zoekobject"),
    sa.Column("objecttype", sa.String(40), primary_key=True, comment="as in zoekobject"),
    sqlite_with_rowid=False,
)
"""Which objects have, or once had, an offer in a sector, their own or of what is below them: of others nobody has to
ask whether they have one on a day."""

zoekwoord = sa.Table(
    "zoekwoord",
    metadata,
    sa.Column("woord", _IN_TEKENORDE, primary_key=True),
    sqlite_with_rowid=False,
)
"""Words of names and places of `zoekobject`: what may be meant by one that was typed wrongly. Some may be borne by
nothing any more."""

zoektrigram = sa.Table(
    "zoektrigram",
    metadata,
    sa.Column("trigram", _IN_TEKENORDE, primary_key=True),
    sa.Column("woord", _IN_TEKENORDE, sa.ForeignKey("zoekwoord.woord"), primary_key=True),
    sqlite_with_rowid=False,
)
"""The trigrams of each `zoekwoord`, the same on every database: of whatever kind it is it finds the same words."""

opleidingseenheidnummer = sa.Sequence("opleidingseenheidnummer", start=10_200_001, metadata=metadata)
"""Numbers of opleidingseenheidcodes; the first is 1020O0001, above the codes of the trial data."""

onderwijsaanbiedernummer = sa.Sequence("onderwijsaanbiedernummer", start=800_001, metadata=metadata)
"""Numbers of onderwijsaanbiedercodes; the first is 800A001, above the codes that are published."""

onderwijslocatienummer = sa.Sequence("onderwijslocatienummer", start=800_001, metadata=metadata)
"""Numbers of onderwijslocatiecodes; the first is 800X001."""

onderwijsbestuurnummer = sa.Sequence("onderwijsbestuurnummer", start=800_001, metadata=metadata)
"""Numbers of onderwijsbestuurcodes; the first is 800B001."""

onderwijsaanbiedergroepnummer = sa.Sequence("onderwijsaanbiedergroepnummer", start=800_001, metadata=metadata)
"""Numbers of onderwijsaanbiedergroepcodes; the first is 800G001."""

begeleidingsaanbiedernummer = sa.Sequence("begeleidingsaanbiedernummer", start=800_001, metadata=metadata)
"""Numbers of onderwijsbegeleidingsaanbiedercodes; the first is 800T001."""

erkennernummer = sa.Sequence("erkennernummer", start=800_001, metadata=metadata)
"""Numbers of erkennercodes; the first is 800E001."""

codeuitgifte = sa.Table(
    "codeuitgifte",
    metadata,
    sa.Column("soort", sa.String(30), primary_key=True, comment="name of the sequence that this stands for on SQLite"),
    sa.Column("laatste", sa.Integer, nullable=False),
)

eigenschap = sa.Table(
    "eigenschap",
    metadata,
    sa.Column("naam", sa.String(30), primary_key=True),
    sa.Column("waarde", sa.Text, nullable=False),
)
"""What this register is as a whole: ``contract``, the hash of the contract for which its tables were made; ``stroom``,
the UUID of this instance, by which cursors know it; ``begin``, the moment from which it keeps what was;
``verboden_tot``, up to which day the feed says whose publicatieverbod began or ended; ``contexten_tot``, up to which it
says what of the contactadressen was opened or restricted."""
