"""A batch takes messages of all four contracts, in one folder, each by its own namespace."""

from pathlib import Path

from rio_soap.contract.gegevens import Gegeven
from rio_soap.setup import service
from rio_soap.setup.settings import Settings
from tests.batch.conftest import Draai, verslag
from tests.batch.proef import bericht
from tests.register import hulp
from tests.register.hulp_erkenning import erkenning
from tests.register.rollen import geef, zet_erkenner


def test_messages_of_v4_and_of_our_own_contract_go_in_one_batch(
    settings: Settings, draai: Draai, tmp_path: Path
) -> None:
    """The second is refused by our own code, the third is of V4; a wrong value is told at its place in the file."""
    with service.open_register(settings) as register:
        geef(register, hulp.HANZE, "DUO")
        zet_erkenner(register, "100E001", "OCW")
    in_ = tmp_path / "in"
    in_.mkdir()
    gezag = Gegeven("instellingserkenning", {"bevoegdGezag": erkenning("bevoegdGezag", code="41950")})
    fout = Gegeven("instellingserkenning", {"bevoegdGezag": erkenning("bevoegdGezag", code="4195")})
    lever = "aanleveren_instellingserkenning"
    (in_ / "1.xml").write_bytes(bericht(lever, {"instellingserkenning": gezag}))
    (in_ / "2.xml").write_bytes(bericht(lever, {"instellingserkenning": fout}))
    (in_ / "3.xml").write_bytes(bericht("aanleveren_opleidingseenheid", {"opleidingseenheid": hulp.eenheid()}))
    uit = draai(in_, tmp_path / "uit")
    gelezen = verslag(tmp_path / "uit")["berichten"]
    assert [(b["naam"], b["stand"]) for b in gelezen] == [
        ("1.xml", "goedgekeurd"),
        ("2.xml", "afgekeurd"),
        ("3.xml", "goedgekeurd"),
    ], uit.output
    assert dict(gelezen[0]["gegevens"])["onderwijsbestuurcode"]
    (bevinding,) = gelezen[1]["bevindingen"]
    assert bevinding["melding"].startswith("RS1303 ")
    assert bevinding["waar"].startswith(f"/{lever}_request/instellingserkenning[1]/bevoegdGezag[1]")
