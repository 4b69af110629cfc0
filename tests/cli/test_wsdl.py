"""``rio-soap wsdl``: what it writes is what the service serves, and a client is made of it without the service."""

from pathlib import Path

import click.testing
import pytest
import zeep
from lxml import etree

from rio_soap.cli import main
from rio_soap.contract import bron
from rio_soap.contract.operaties import BEHEREN, DIENSTEN, OPERATIES
from rio_soap.contract.wsdlbestanden import CONTRACTEN, dienstadres

NAAM = BEHEREN.bestandsnaam
XS = "{http://www.w3.org/2001/XMLSchema}"


def wsdl(*woorden: str | Path) -> click.testing.Result:
    return click.testing.CliRunner().invoke(main, ["wsdl", *map(str, woorden)])


def geweigerd(*woorden: str | Path) -> str:
    """What it says when it writes nothing."""
    uit = wsdl(*woorden)
    assert (uit.exit_code, uit.exception.__class__) == (2, SystemExit)
    return uit.output


def test_contracts_have_the_name_of_their_path() -> None:
    assert list(CONTRACTEN) == ["beheren", "raadplegen", "aanvulling-beheren", "aanvulling-raadplegen"]
    assert tuple(CONTRACTEN.values()) == DIENSTEN


@pytest.mark.parametrize("vorm", [(), ("--enkel",), ("--keuze",), ("--enkel", "--keuze")], ids=" ".join)
def test_all_contracts_go_in_a_folder_and_zeep_reads_each(tmp_path: Path, vorm: tuple[str, ...]) -> None:
    uit = wsdl(*vorm, "-o", f"{tmp_path}/nieuw/diep/")
    assert uit.exit_code == 0, uit.output
    paden = [Path(regel) for regel in uit.output.splitlines()]
    assert sorted(paden) == sorted((tmp_path / "nieuw" / "diep").iterdir())
    wsdls = [pad for pad in paden if pad.suffix == ".wsdl"]
    assert len(wsdls) == 4
    assert len(paden) == (4 if "--enkel" in vorm else 8)
    for pad, dienst in zip(wsdls, DIENSTEN, strict=True):
        client = zeep.Client(str(pad))
        (binding,) = client.wsdl.bindings.values()
        assert set(binding._operations) == {naam for naam, o in OPERATIES.items() if o.dienst is dienst}
        assert client.service._binding_options["address"] == f"http://127.0.0.1:8080{dienst.pad}"
    groepen = any(b"substitutionGroup" in pad.read_bytes() for pad in paden)
    assert groepen == ("--keuze" not in vorm)


def test_all_forms_stand_in_one_folder(tmp_path: Path) -> None:
    for vorm in ((), ("--enkel",), ("--keuze",), ("--enkel", "--keuze")):
        assert wsdl("beheren", *vorm, "-o", tmp_path).exit_code == 0
    wsdls = {f"{NAAM}{vorm}.wsdl" for vorm in ("", "_enkel", "_keuze", "_keuze_enkel")}
    assert {pad.name for pad in tmp_path.iterdir()} == wsdls | {f"{NAAM}.xsd", f"{NAAM}_keuze.xsd"}


def test_a_file_has_its_schema_beside_it(tmp_path: Path) -> None:
    uit = wsdl("beheren", "--keuze", "-o", tmp_path / "rio.wsdl")
    assert uit.output.splitlines() == [str(tmp_path / "rio.wsdl"), str(tmp_path / f"{NAAM}_keuze.xsd")]
    (invoer,) = etree.parse(str(tmp_path / "rio.wsdl")).iter(f"{XS}import")
    assert invoer.get("schemaLocation") == f"{NAAM}_keuze.xsd"
    assert (tmp_path / f"{NAAM}_keuze.xsd").read_bytes() == bron.xsd_voor(BEHEREN.xsd, str, keuze=True)


def test_without_a_place_it_writes_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert wsdl("beheren", "--enkel").output == f"{NAAM}_enkel.wsdl\n"
    assert (tmp_path / f"{NAAM}_enkel.wsdl").exists()


@pytest.mark.parametrize(
    ("gegeven", "adres"),
    [
        ("https://rio.example.nl", f"https://rio.example.nl{BEHEREN.pad}"),
        ("https://rio.example.nl:8443/", f"https://rio.example.nl:8443{BEHEREN.pad}"),
        ("https://gw.example.nl/rio?a=1", "https://gw.example.nl/rio?a=1"),
    ],
)
def test_the_address_is_that_of_the_service_that_is_spoken_to(tmp_path: Path, gegeven: str, adres: str) -> None:
    assert wsdl("beheren", "--adres", gegeven, "-o", tmp_path / "rio.wsdl").exit_code == 0
    wortel = etree.parse(str(tmp_path / "rio.wsdl"))
    assert wortel.xpath("//*[local-name()='address']/@location") == [adres]
    assert dienstadres(BEHEREN, gegeven) == adres


def test_it_says_so_in_dutch_too(tmp_path: Path) -> None:
    assert "een adres is een URL" in geweigerd("beheren", "--adres", "x", "-o", tmp_path, "--taal", "nl")
    assert "meer contracten gaan in een map" in geweigerd("-o", tmp_path / "x.wsdl", "--taal", "nl")


def test_an_address_is_a_url_of_http() -> None:
    with pytest.raises(ValueError, match="an address is a URL"):
        dienstadres(BEHEREN, "rio.example.nl")


def test_what_cannot_be_written_is_said_and_nothing_is_there(tmp_path: Path) -> None:
    for adres in ("rio.example.nl", "ftp://rio.example.nl", "http://", "http://[x", "file:///etc/passwd"):
        assert "an address is a URL" in geweigerd("beheren", "--adres", adres, "-o", tmp_path)
    assert "no path in common" in geweigerd("--adres", "http://x/y", "-o", tmp_path)
    assert "several contracts go in a folder" in geweigerd("beheren", "raadplegen", "-o", tmp_path / "x.wsdl")
    assert "is not one of 'beheren'" in geweigerd("beheer", "-o", tmp_path)
    assert "has that name" in geweigerd("beheren", "-o", tmp_path / f"{NAAM}.xsd")
    assert not list(tmp_path.iterdir())
    (tmp_path / "bestand").write_text("")
    assert f"{tmp_path}/bestand/x" in geweigerd("beheren", "-o", tmp_path / "bestand" / "x")
