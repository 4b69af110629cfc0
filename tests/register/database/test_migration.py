"""The migrations make exactly the tables of the model, and can be run again."""

import re
import zlib
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import migration
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import _configuratie, migreer, versie
from rio_soap.register.database.model import metadata, mutatie, mutatiegrens, samenwerkingssoort
from rio_soap.register.logboek.chain_check import controleer_log
from rio_soap.register.logboek.links import Stempel
from rio_soap.register.regels.standtekst import naar_json, van_json
from tests.register.hulp import NU

UUID = "62e32593-3f2e-4be4-a5d4-c95b6655145c"


def test_the_migrations_give_exactly_the_tables_of_the_model(url: str) -> None:
    """Tables, columns, types, defaults, indexes, foreign and unique keys."""
    engine = maak_engine(url)
    # Alembic takes an empty text for no default on SQLite; there the next test compares defaults too.
    opties = {"compare_type": True, "compare_server_default": engine.dialect.name != "sqlite"}
    # Tables of FTS5 are no tables of the model; the next test compares them.
    van_ons = {"include_object": lambda _, naam, *rest: "_fts" not in (naam or "")}
    with engine.connect() as verbinding:
        context = MigrationContext.configure(verbinding, opts={**opties, **van_ons, "target_metadata": metadata})
        verschillen = compare_metadata(context, metadata)
    engine.dispose()
    assert verschillen == []


def test_the_migrations_write_the_same_sql_as_the_model(tmp_path: Path) -> None:
    """On SQLite, which keeps the text of every CREATE: nothing in it differs, primary keys and checks included."""
    gemaakt = []
    for naam, maak in (("model", metadata.create_all), ("migratie", migreer)):
        engine = maak_engine(f"sqlite:///{tmp_path / naam}.db")
        maak(engine)
        with engine.connect() as verbinding:
            rijen = verbinding.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE name <> 'alembic_version'")
            # The order of the constraints means nothing.
            gemaakt.append({rij.name: sorted(re.split(r",?\s*\n\s*", rij.sql)) for rij in rijen if rij.sql})
        engine.dispose()
    assert gemaakt[0] == gemaakt[1]
    assert set(metadata.tables) <= set(gemaakt[0])


def test_the_migrations_give_the_sequences_of_the_model(url: str) -> None:
    """Alembic does not compare sequences, so this does; SQLite has none."""
    engine = maak_engine(url)
    bestaand = set(sa.inspect(engine).get_sequence_names()) if engine.dialect.supports_sequences else None
    reeksen = {reeks.name for reeks in metadata._sequences.values()}
    engine.dispose()
    assert reeksen
    # The sequences of id columns belong to their tables.
    assert bestaand is None or {naam for naam in bestaand if not naam.endswith("_seq")} == reeksen


def test_migrating_again_changes_nothing(url: str) -> None:
    engine = maak_engine(url)
    voor = versie(engine)
    migreer(engine)
    assert versie(engine) == voor
    assert voor[0] == voor[1] is not None
    engine.dispose()


def test_changes_from_before_the_evidence_count_as_seen_from_their_own_moment(tmp_path: Path) -> None:
    """A register of an older version that is migrated: its feeds do not begin with everything that ever changed."""
    engine = maak_engine(f"sqlite:///{tmp_path / 'oud.db'}")
    configuratie = migration._configuratie()
    with engine.begin() as verbinding:
        configuratie.attributes["verbinding"] = verbinding
        command.upgrade(configuratie, "0002")
        for nummer, moment in enumerate((NU, NU, NU + timedelta(hours=1))):
            rij = {"object": "x", "sleutel": str(nummer), "soort": "T", "moment": moment}
            verbinding.execute(sa.insert(mutatie), rij)
    migreer(engine)
    with engine.connect() as verbinding:
        rijen = verbinding.execute(sa.select(mutatiegrens.c.moment, mutatiegrens.c.volgnummer))
        assert {tuple(rij) for rij in rijen} == {(NU, 2), (NU + timedelta(hours=1), 3)}
    engine.dispose()


def test_a_database_without_tables_has_no_version(tmp_path: Path) -> None:
    engine = maak_engine(f"sqlite:///{tmp_path / 'rio.db'}")
    assert versie(engine)[0] is None
    engine.dispose()


def test_what_an_existing_log_holds_is_used_up(leeg_url: str) -> None:
    """Migration 0007 on a database with messages: every code in it counts, and the MessageIDs that stood there once."""
    engine = maak_engine(leeg_url)
    configuratie = _configuratie()
    vorige = ScriptDirectory.from_config(configuratie).get_revision("0007").down_revision
    with engine.begin() as verbinding:
        configuratie.attributes["verbinding"] = verbinding
        command.upgrade(configuratie, str(vorige))
        for code, message_id in (("AB", f"urn:uuid:{UUID}"), ("cd", UUID.upper()), (UUID.upper(), "1" + UUID[1:])):
            rij = f"'{code}', 'o', 'x', '{message_id}', 'm', true, '', '', ''"
            kolommen = "identificatiecode, oin, operatie, message_id, ontvangen, goedgekeurd, foutcodes, verzoek"
            verbinding.exec_driver_sql(f"INSERT INTO berichtenlog ({kolommen}, antwoord) VALUES ({rij})")
        command.upgrade(configuratie, "0007")
        rijen = verbinding.exec_driver_sql("SELECT identificatiecode, message_id FROM eenmalig").all()
    engine.dispose()
    assert {tuple(rij) for rij in rijen} == {("AB", UUID), ("cd", None), (UUID, "1" + UUID[1:])}


def test_an_existing_log_becomes_the_begin_of_the_chain(leeg_url: str) -> None:
    """Migration 0008 on a database with messages: each gets a link, and the log is whole. These links bear no
    mark: that is said, until the operator names the last of them."""
    engine = maak_engine(leeg_url)
    configuratie = _configuratie()
    with engine.begin() as verbinding:
        configuratie.attributes["verbinding"] = verbinding
        command.upgrade(configuratie, "0007")
        kolommen = "identificatiecode, oin, operatie, message_id, ontvangen, goedgekeurd, foutcodes, verzoek, antwoord"
        invoegen = sa.text(
            f"INSERT INTO berichtenlog ({kolommen}) VALUES (:c, 'o', 'x', :c, '2026-01-01T00:00:00.000000Z', true, '', "
            ":v, :v)"
        )
        for nummer in range(3):
            verbinding.execute(invoegen, {"c": str(nummer), "v": zlib.compress(b"bericht %d" % nummer)})
        command.upgrade(configuratie, "head")
    with Register(engine) as register, register.lees() as session:
        uit = controleer_log(session, Stempel(b"12345678", b"sleutel"))
        assert (uit.schakels, len(uit.bevindingen), uit.open) == (3, 1, 0)
        assert "schakel 1 tot en met 3: zonder stempel" in uit.bevindingen[0]
        uit = controleer_log(session, Stempel(b"12345678", b"sleutel"), ongestempeld_tot=3)
    assert (uit.schakels, uit.bevindingen, uit.open) == (3, [], 0)


def test_kenmerken_of_an_instellingserkenning_become_fields(leeg_url: str) -> None:
    """Migration 0014: the stand has the form of our own contract; what cannot be read is left as it is."""
    engine = maak_engine(leeg_url)
    configuratie = _configuratie()
    begin = date(2020, 1, 1)
    kenmerken = [
        Gegeven("kenmerken", {"kenmerknaam": naam, "kenmerkwaardeEnumeratiewaarde": waarde})
        for naam, waarde in (("grondslag", "PC"), ("grondslag", "RK"), ("hoofdNevenVestiging", "NEVENVESTIGING"))
    ]
    kaal: dict[str, Waarde] = {"begindatum": begin, "naamLang": "Naam"}
    naam = "erkendeVestigingPeriode"
    oud = Gegeven("erkendeVestiging", {"begindatum": begin, naam: [Gegeven(naam, {**kaal, "kenmerken": kenmerken})]})
    nieuw: dict[str, Waarde] = {**kaal, "grondslag": ["PC", "RK"], "hoofdNevenVestiging": "NEVENVESTIGING"}
    with engine.begin() as verbinding:
        configuratie.attributes["verbinding"] = verbinding
        command.upgrade(configuratie, "0013")
        invoegen = sa.text(
            "INSERT INTO instellingserkenning (erkenner, soort, code, begindatum, stand) "
            "VALUES (:erkenner, 'ERKENDE_VESTIGING', :code, '2020-01-01', :stand)"
        )
        for erkenner, code, stand in (
            ("OCW", "25BE00", naar_json(oud)),
            ("", "25BE01", naar_json(oud)),
            ("", "x", "}"),
        ):
            verbinding.execute(invoegen, {"erkenner": erkenner, "code": code, "stand": stand})
        perioden = [
            Gegeven("erkendeSamenwerkingPeriode", {**kaal, "begindatum": date(jaar, 1, 1), "soort": soort})
            for jaar, soort in ((2022, "SWVO"), (2020, "SWPO"))
        ]
        samen = Gegeven("erkendeSamenwerking", {"begindatum": begin, "erkendeSamenwerkingPeriode": perioden})
        verbinding.execute(invoegen, {"erkenner": "OCW", "code": "z", "stand": naar_json(samen)})
        command.upgrade(configuratie, "head")
        vraag = "SELECT stand FROM instellingserkenning ORDER BY code"
        standen = list(verbinding.execute(sa.text(vraag)).scalars())
        tabel = samenwerkingssoort.c
        opzoek = sa.select(tabel.begindatum, tabel.einddatum, tabel.soort).order_by(tabel.begindatum)
        soorten = [tuple(rij) for rij in verbinding.execute(opzoek)]
    engine.dispose()
    gelijk: dict[str, Waarde] = {"begindatum": begin, naam: [Gegeven(naam, nieuw)]}
    assert van_json(standen[0]) == Gegeven("erkendeVestiging", {"code": "25BE00", "erkenner": "OCW", **gelijk})
    assert van_json(standen[1]) == Gegeven("erkendeVestiging", {"code": "25BE01", **gelijk})
    assert standen[2] == "}"
    assert soorten == [(begin, date(2022, 1, 1), "SWPO"), (date(2022, 1, 1), None, "SWVO")]
