"""What docs/client.md says that zeep does not do: when zeep learns it, the page must say so."""

from typing import Any

import pytest
import zeep
import zeep.wsa
from lxml import etree

from rio_soap.contract import bron, schema
from rio_soap.contract.operaties import BEHEREN

KOP = {
    "identificatiecodeBedrijfsdocument": "c7a0b5e2-6f43-4b0e-9d0e-3e9f7d2c1a10",
    "verzendendeInstantie": "0000000700025BE00000",
    "ontvangendeInstantie": "00000001800866472000",
    "datumTijdBedrijfsdocument": "2026-02-03T10:00:00Z",
}


@pytest.fixture(scope="module")
def client() -> Any:
    return zeep.Client(str(bron.pad(f"wsdl/{BEHEREN.wsdl}")), plugins=[zeep.wsa.WsAddressingPlugin()])


def bericht(client: Any, operatie: str, **velden: Any) -> etree._Element:
    gemaakt: etree._Element = client.create_message(client.service, operatie, **KOP, **velden)
    return gemaakt


def test_zeep_reads_the_wsdl_and_builds_a_simple_request(client: Any) -> None:
    root = bericht(client, "verwijderen_opleidingseenheid", opleidingseenheidcode="1000O0001")
    assert schema.is_geldig(root[-1][0], BEHEREN)


def test_zeep_addresses_the_machine_and_names_no_sender(client: Any) -> None:
    root = bericht(client, "verwijderen_opleidingseenheid", opleidingseenheidcode="1000O0001")
    assert "oin=" not in (root.findtext(".//{http://www.w3.org/2005/08/addressing}To") or "")
    assert root.find(".//{http://www.w3.org/2005/08/addressing}From") is None


def test_zeep_does_not_check_lengths_and_patterns(client: Any) -> None:
    root = bericht(client, "verwijderen_opleidingseenheid", opleidingseenheidcode="geen code")
    assert not schema.is_geldig(root[-1][0], BEHEREN)


def test_zeep_does_not_write_the_element_of_a_substitution_group(client: Any) -> None:
    periode = client.get_type(f"{{{BEHEREN.schema_ns}}}HoOpleidingPeriode")
    soort = client.get_type(f"{{{BEHEREN.schema_ns}}}HoOpleiding")
    eenheid = soort(
        begindatum="2026-09-01",
        niveau="HBO-BA",
        ISCED=732,
        waardedocumentsoort="DIPLOMA",
        opleidingseenheidPeriode=[periode(begindatum="2026-09-01", naamLang="Waterkunde", omschrijving="Dijken")],
    )
    root = bericht(client, "aanleveren_opleidingseenheid", opleidingseenheid=eenheid)
    namen = {etree.QName(element).localname for element in root.iter(etree.Element)}
    assert "opleidingseenheid" in namen
    assert "hoOpleiding" not in namen
    assert not schema.is_geldig(root[-1][0], BEHEREN)
