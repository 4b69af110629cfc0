"""A register of before our own contract: what was there is read as it was, and loading again fills in the rest.

`proefset-0013.json.gz` holds the trial set as the last release before revision 0014 kept it, and what it answered.
"""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from lxml import etree

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.keuring import gebreken
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import _configuratie, migreer
from rio_soap.register.migraties import aanvulling
from rio_soap.register.opendata import laden
from rio_soap.register.opendata.eigen_leesbaar import contactadres, contactadressen
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from rio_soap.register.proefdata import proef
from tests.register.hulp import NU, context
from tests.register.zoeken.test_bijhouden import is_gelijk_aan_herbouwd

OUD: dict[str, Any] = json.loads(gzip.decompress((Path(__file__).parent / "proefset-0013.json.gz").read_bytes()))
KOP: dict[str, Waarde] = {
    "identificatiecodeBedrijfsdocument": "x",
    "verzendendeInstantie": "x",
    "ontvangendeInstantie": "x",
    "datumTijdBedrijfsdocument": "2026-01-01T00:00:00.000Z",
    "requestGoedgekeurd": True,
}


def zet_neer(verbinding: sa.Connection) -> None:
    """The rows of before, in a database of revision 0013."""
    for tabel, rijen in OUD["rijen"].items():
        if tabel == "eigenschap":
            continue
        namen = list(rijen[0])
        waarden = ", ".join(f":{naam}" for naam in namen)
        verbinding.execute(sa.text(f"INSERT INTO {tabel} ({', '.join(namen)}) VALUES ({waarden})"), rijen)


@pytest.fixture
def bijgewerkt(leeg_url: str) -> Iterator[Register]:
    """The register of before, brought to this version; numbers of rows go on where they were."""
    engine = maak_engine(leeg_url)
    configuratie = _configuratie()
    with engine.begin() as verbinding:
        configuratie.attributes["verbinding"] = verbinding
        command.upgrade(configuratie, "0013")
        zet_neer(verbinding)
        if engine.dialect.name == "postgresql":
            for tabel, rijen in OUD["rijen"].items():
                if "id" in rijen[0]:
                    reeks = f"pg_get_serial_sequence('{tabel}', 'id')"
                    verbinding.exec_driver_sql(f"SELECT setval({reeks}, (SELECT max(id) FROM {tabel}))")
    migreer(engine)
    with Register(engine) as register:
        yield register


def antwoord(register: Register, operatie: str, vraag: dict[str, Any]) -> object:
    """What is answered: XML, or the foutcodes."""
    dagen = {naam: date.fromisoformat(w) if naam == "peildatum" else w for naam, w in vraag.items()}
    with register.lees() as session:
        uitslag = RAADPLEGINGEN[operatie].lees(session, context(), Gegeven(OPERATIES[operatie].verzoek, dagen))
        if not uitslag.goedgekeurd:
            return [fout.foutcode for fout in uitslag.foutmeldingen]
        naam = OPERATIES[operatie].antwoord
        xml = mapping.schrijf(OPERATIES[operatie], Gegeven(naam, {**KOP, **uitslag.gegevens}))
    return etree.tostring(xml, encoding="unicode")


def anders(register: Register) -> list[str]:
    """Readings of V4 that answer otherwise than before."""
    return [
        f"{operatie} {vraag}"
        for operatie, vraag, was in OUD["antwoorden"]
        if isinstance(was, str) and antwoord(register, operatie, vraag) != was
    ]


def test_v4_answers_as_before(bijgewerkt: Register) -> None:
    """All readings of all objects of the trial set, byte for byte."""
    assert sum(isinstance(was, str) for *_, was in OUD["antwoorden"]) > 100
    assert anders(bijgewerkt) == []


def test_v4_answers_as_before_after_loading_again(bijgewerkt: Register) -> None:
    """And the register is then as one that was loaded anew: erkenningen of ho that were melted into one are gone."""
    verslag = laden.laad(proef.PROEFSET, bijgewerkt.schrijf, moment=NU)
    assert not verslag.niet_geplaatst
    assert verslag.objecten["opleidingserkenningen", "vervangen"] == 1
    assert anders(bijgewerkt) == []
    opnieuw = laden.laad(proef.PROEFSET, bijgewerkt.schrijf, moment=NU)
    assert {wat for (_, wat), aantal in opnieuw.objecten.items() if aantal} == {"gelijk"}
    erkenning = model.opleidingserkenning.c
    with bijgewerkt.lees() as session:
        assert session.execute(sa.select(erkenning.id).where(erkenning.soort == "")).all() == []
        sleutels = session.execute(
            sa.select(model.mutatie.c.sleutel).where(
                model.mutatie.c.object == "opleidingserkenning", model.mutatie.c.soort == "V"
            )
        ).scalars()
        assert list(sleutels) == ["ISAT/39901"]


def test_every_contactadres_of_before_can_be_read_by_our_own_contract(bijgewerkt: Register) -> None:
    with bijgewerkt.lees() as session:
        rijen = session.execute(sa.select(model.contactadres)).mappings().all()
    assert {(rij["eenheid"], rij["context"], rij["subcontextnummer"]) for rij in rijen} == {
        ("799B001", "ALGEMEEN", "0"),
        ("799A001", "AANMELDEN", "0"),
    }
    leden = [contactadres(dict(rij), ()) for rij in rijen]
    assert gebreken(*contactadressen(leden)) == []
    (aanmelden,) = [rij["stand"] for rij in rijen if rij["context"] == "AANMELDEN"]
    (periode,) = aanmelden.velden["contactadresPeriode"]
    # Name and subcontext were one text.
    gegevens = {"contactnaam": "Onderbouw", "email": "aanmelden@proefonderwijs.example"}
    assert periode.velden == {"begindatum": date(2020, 1, 1), **gegevens}


OUDE_RIJEN: list[tuple[tuple[str, str, str | None, str], ...]] = [
    (("EMAIL", "2020-01-01", None, "een@x.nl"), ("EMAIL", "2020-01-01", None, "twee@x.nl")),
    (("EMAIL", "2020-01-01", None, "een@x.nl"), ("FAX", "2021-01-01", None, "0313000000")),
    (("EMAIL", "2020-01-01", "2021-01-01", "een@x.nl"), ("EMAIL", "2021-01-01", None, "twee@x.nl")),
    (("WEB", "2020-01-01", None, "x.nl"), ("BEZOEKNL", "2020-01-01", None, "Dorpsstraat\n1")),
]
OUDE_NUMMERS = [
    {"0": [{"email": "een@x.nl"}], "1": [{"email": "twee@x.nl"}]},
    {"0": [{"email": "een@x.nl"}], "1": [{"faxnummer": "0313000000"}]},
    {"0": [{"email": "een@x.nl"}, {"email": "twee@x.nl"}]},
    {"0": [{}]},
]


@pytest.mark.parametrize(("rijen", "nummers"), list(zip(OUDE_RIJEN, OUDE_NUMMERS, strict=True)))
def test_what_held_at_the_same_time_gets_numbers_of_its_own(
    rijen: tuple[tuple[str, str, str | None, str], ...], nummers: dict[str, list[dict[str, str]]]
) -> None:
    """Periods of one contactadres never overlap; what the contract cannot hold leaves its period."""
    engine = sa.create_engine("sqlite://")
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("CREATE TABLE contactadres (eenheid, context, subcontextnummer, stand)")
        oud = [("799A001", "ALGEMEEN", soort, begin, einde, waarde) for soort, begin, einde, waarde in rijen]
        aanvulling.schrijf_contactadressen(verbinding, oud)
        gelezen = verbinding.exec_driver_sql("SELECT subcontextnummer, stand FROM contactadres").all()
    engine.dispose()
    assert {nummer: [_gegevens(deel) for deel in _delen(stand)] for nummer, stand in gelezen} == nummers


def _delen(stand: str) -> list[Any]:
    ((_, delen),) = json.loads(stand)["v"]
    return list(delen)


def _gegevens(deel: Any) -> dict[str, str]:
    return {naam: waarde for naam, waarde in deel["v"] if naam not in ("begindatum", "einddatum")}


def test_what_was_there_is_found_by_search(bijgewerkt: Register) -> None:
    """Migration 0016: as if all of it had been delivered since."""
    with bijgewerkt.lees() as session:
        gevonden = session.execute(
            sa.select(model.zoekgegeven.c.object).where(model.zoekgegeven.c.tekst == "25be")
        ).all()
    assert len(gevonden) == 2
    is_gelijk_aan_herbouwd(bijgewerkt)
