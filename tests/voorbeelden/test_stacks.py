"""What docs/stacks.md says of the stacks as they come: shown with the libraries themselves."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import zeep
from lxml import etree

from rio_soap.contract.operaties import BEHEREN
from tests.voorbeelden import stapel
from tests.voorbeelden.test_voorbeelden import eis
from tests.voorbeelden.tussenpersoon import ertussen

PAGINA = Path(__file__).parents[2] / "docs" / "stacks.md"
WOORDEN = {
    "php": "object has no 'opleidingseenheid' property",
    "zeep": "unexpected keyword argument 'hoOpleiding'",
}
"""What a stack says of a hoOpleiding that it should send by the stock WSDL."""


@pytest.mark.parametrize("naam", WOORDEN)
def test_with_the_stock_wsdl_a_stack_without_substitution_groups_sends_no_opleiding(
    naam: str, omgeving: dict[str, str]
) -> None:
    eis(naam, omgeving)
    with ertussen(omgeving["RIO_CLIENT_ENDPOINT"], vorm="") as adres:
        uitslag = stapel.draai(naam, {**omgeving, "RIO_CLIENT_ENDPOINT": adres})
    assert uitslag.code not in {0, 124}
    assert "geleverd" not in uitslag.uit
    assert WOORDEN[naam] in uitslag.uit + uitslag.fout


def test_node_writes_what_the_stock_wsdl_does_not_name(omgeving: dict[str, str]) -> None:
    eis("node", omgeving)
    with ertussen(omgeving["RIO_CLIENT_ENDPOINT"], vorm="") as adres:
        uitslag = stapel.draai("node", {**omgeving, "RIO_CLIENT_ENDPOINT": adres})
    assert not stapel.gemist(uitslag)


class GeenHandtekening(Exception):
    """The answer has no signature."""


class Wsse:
    """As zeep's own: nothing to believe without a signature."""

    def apply(self, envelope: Any, headers: Any) -> tuple[Any, Any]:
        return envelope, headers

    def verify(self, envelope: Any) -> None:
        if envelope.find(".//{http://www.w3.org/2000/09/xmldsig#}Signature") is None:
            raise GeenHandtekening


@pytest.mark.parametrize(("wsse", "fout"), [(Wsse(), GeenHandtekening), (None, zeep.exceptions.Fault)])
def test_zeep_verifies_before_it_looks_for_a_fault_and_so_hides_an_unsigned_one(
    wsse: Wsse | None, fout: type[Exception], omgeving: dict[str, str]
) -> None:
    adres = f"{omgeving['RIO_CLIENT_ENDPOINT']}{BEHEREN.pad}"
    client = zeep.Client(f"{adres}?wsdl&vorm=keuze", wsse=wsse)
    dienst = client.create_service(next(iter(client.wsdl.bindings)), adres)
    kop = {"verzendendeInstantie": omgeving["RIO_CLIENT_OIN"], "ontvangendeInstantie": "00000001800866472000"}
    moment = {"identificatiecodeBedrijfsdocument": "x", "datumTijdBedrijfsdocument": "2026-01-01T00:00:00Z"}
    with pytest.raises(fout) as gevangen:
        dienst.verwijderen_opleidingseenheid(**kop, **moment, opleidingseenheidcode="9999O9999")
    if isinstance(gevangen.value, zeep.exceptions.Fault):
        assert re.match(r"\S*Client\.", str(gevangen.value.code))
        assert etree.tostring(gevangen.value.detail).count(b"bevinding>") >= 2


def test_the_commands_of_the_pages_make_a_key_of_your_own_and_the_first_message_with_it(
    omgeving: dict[str, str], tmp_path: Path
) -> None:
    """In the folder of a reader who has `make run` going: that of the project, with links in it."""
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    (tmp_path / "voorbeelden").symlink_to(stapel.VOORBEELDEN)
    data = Path(omgeving["RIO_CLIENT_RIO_CERTIFICAAT"]).parents[1]
    (blok,) = re.findall(
        r"^```sh draai\n(.*?)^```$",
        (stapel.VOORBEELDEN / "README.md").read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    lezer = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("RIO_")}
    lezer |= {
        "RIO_DATA_DIR": str(data),
        "RIO_CLIENT_ENDPOINT": omgeving["RIO_CLIENT_ENDPOINT"],
        "PYTHON": sys.executable,
    }
    klaar = subprocess.run(
        ["sh", "-ec", blok], cwd=tmp_path, env=lezer, capture_output=True, text=True, timeout=120, check=False
    )
    assert klaar.returncode == 0, klaar.stderr
    uitslag = stapel.Uitslag(0, klaar.stdout.partition("\n")[2], klaar.stderr, 0.0)
    assert klaar.stdout.startswith("trusted: ")
    assert not stapel.gemist(uitslag)
    assert sorted(pad.name for pad in (tmp_path / "eigen").iterdir()) == ["eigen.key", "eigen.pem"]


def test_the_page_tells_of_every_stack_that_has_an_example() -> None:
    tekst = PAGINA.read_text("utf-8")
    for naam in stapel.aanwezig():
        assert f"](../voorbeelden/{naam}/README.md)" in tekst
        assert re.search(rf"^\| \S.* \| .*`{naam}`", tekst, re.MULTILINE)
