"""The contract's files are found in a checkout and in an installed package, and nothing else can be asked for."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from lxml import etree

from rio_soap.contract import bron
from rio_soap.contract.operaties import DIENSTEN

TOP = Path(__file__).parents[2]
XS = "{http://www.w3.org/2001/XMLSchema}"


def test_elk_contractbestand_is_leesbaar_en_welgevormd() -> None:
    bestanden = bron.contractbestanden()
    assert {f"{soort}/{dienst.bestandsnaam}.{soort}" for dienst in DIENSTEN for soort in ("xsd", "wsdl")} < set(
        bestanden
    )
    for naam in bestanden:
        assert etree.fromstring(bron.bestand(naam)) is not None
        assert bron.pad(naam).read_bytes() == bron.bestand(naam)


@pytest.mark.parametrize(
    "naam",
    ["../pyproject.toml", "xsd/../pyproject.toml", "/etc/passwd", "xsd", "", "xsd/keten/bag-gml.xsd", "kenmerk.xsd"],
)
def test_alleen_genoemde_bestanden_zijn_op_te_vragen(naam: str) -> None:
    for vraag in (bron.pad, bron.bestand):
        with pytest.raises(FileNotFoundError):
            vraag(naam)
    if naam != "kenmerk.xsd":
        with pytest.raises(FileNotFoundError):
            bron.xsd_voor(naam, str)
    with pytest.raises(FileNotFoundError):
        bron.wsdl_voor(naam, "http://localhost", str)


def test_uitgeserveerde_verwijzingen_gaan_allemaal_naar_de_dienst() -> None:
    """What the WSDL imports is a URL of the caller, is itself served, and refers to nothing more.

    Parts that someone fetched by their own name before still answer, with the addresses of what they include.
    """
    for dienst in DIENSTEN:
        wsdl = bron.wsdl_voor(dienst.wsdl, "http://dienst/pad", lambda naam: f"http://dienst/pad?xsd={naam}")
        assert verwijzingen(wsdl) == [f"http://dienst/pad?xsd={dienst.xsd}"]
    verwezen = {
        verwijzing
        for naam in bron.schemabestanden()
        for verwijzing in verwijzingen(bron.xsd_voor(naam, lambda naam: f"http://dienst/pad?xsd={naam}"))
    }
    assert not verwezen
    assert len(bron.schemabestanden()) > 10


def verwijzingen(data: bytes) -> list[str]:
    elementen = etree.fromstring(data).iter(f"{XS}include", f"{XS}import")
    return [element.get("schemaLocation", "") for element in elementen]


def test_geinstalleerd_pakket_vindt_het_contract_naast_zich(tmp_path: Path) -> None:
    """In the layout of the wheel (force-include of pyproject.toml) the modules load without the checkout."""
    doelen = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert doelen["force-include"] == {"wsdl": "rio_soap/wsdl", "xsd": "rio_soap/xsd", "docs": "rio_soap/docs"}
    for van, naar in {
        **doelen["force-include"],
        "rio_soap/contract": "rio_soap/contract",
        "rio_soap/bevinding": "rio_soap/bevinding",
    }.items():
        shutil.copytree(TOP / van, tmp_path / naar, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(TOP / "rio_soap" / "__init__.py", tmp_path / "rio_soap")
    opdracht = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from rio_soap.contract import bron, schema, operaties\n"
        "schema.bereid_voor(); print(len(operaties.OPERATIES), bron.pad('xsd/kenmerk.xsd'))"
    )
    uit = subprocess.run([sys.executable, "-c", opdracht], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert uit.stdout.split() == ["82", str(tmp_path / "rio_soap" / "xsd" / "kenmerk.xsd")]
