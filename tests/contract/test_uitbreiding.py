"""An xsi:type gives no element more than its type has: what is extended by another type is blocked against it."""

from __future__ import annotations

import re

import pytest
import xmlschema
from lxml import etree

from rio_soap.contract import bron, mapping, schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import DIENSTEN, OPERATIES, Dienst
from tests.register.hulp_licentie import L1, licentie

XSI = "{http://www.w3.org/2001/XMLSchema-instance}type"
XS = "{http://www.w3.org/2001/XMLSchema}"
KOP = {
    "identificatiecodeBedrijfsdocument": L1,
    "verzendendeInstantie": "00000001800866472000",
    "ontvangendeInstantie": "00000001800866472000",
    "datumTijdBedrijfsdocument": "2026-01-01T00:00:00.000Z",
}


def plat(dienst: Dienst) -> etree._Element:
    return etree.fromstring(bron.xsd_voor(dienst.xsd, lambda naam: naam))


@pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda dienst: dienst.naam)
def test_a_type_that_another_extends_and_that_an_element_has_is_blocked(dienst: Dienst) -> None:
    wortel = plat(dienst)
    uitgebreid = {str(e.get("base")).rpartition(":")[2] for e in wortel.iter(f"{XS}extension")}
    gebruikt = {str(e.get("type")).rpartition(":")[2] for e in wortel.iter(f"{XS}element") if e.get("type")}
    open_ = {
        str(e.get("name"))
        for e in wortel.iterfind(f"{XS}complexType")
        if e.get("block") is None and e.get("abstract") != "true"
    }
    assert uitgebreid & gebruikt & open_ == set()


def test_a_message_that_names_an_extended_type_is_refused_by_both_validators_and_says_where() -> None:
    operatie = OPERATIES["aanleveren_licentie"]
    bericht = mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, {**KOP, "licentie": licentie()}))
    tekst = etree.tostring(bericht, encoding="unicode")
    assert schema.is_geldig(etree.fromstring(tekst), operatie.dienst)
    genoemd = rf'<\1licentie xmlns:xsi="{XSI[1:-5]}" xsi:type="\1GelezenLicentie">'
    anders = re.sub(r"<(\w+:)?licentie>", genoemd, tekst)
    gelezen = etree.fromstring(anders)
    [deel] = [kind for kind in gelezen if etree.QName(kind).localname == "licentie"]
    assert str(deel.get(XSI)).endswith("GelezenLicentie")
    maatregel = etree.SubElement(deel, f"{{{operatie.dienst.schema_ns}}}licentiemaatregel")
    for naam, waarde in (("licentiecode", L1), ("soort", "WAARSCHUWING"), ("begindatum", "2020-01-01")):
        etree.SubElement(maatregel, f"{{{operatie.dienst.schema_ns}}}{naam}").text = waarde
    assert not schema.is_geldig(gelezen, operatie.dienst)
    [bevinding] = schema.bevindingen(gelezen, operatie.dienst)
    assert bevinding.waar == "/aanleveren_licentie_request/licentie[1]"
    onafhankelijk = xmlschema.XMLSchema10(etree.tostring(plat(operatie.dienst), encoding="unicode"))
    assert onafhankelijk.is_valid(tekst)
    assert not onafhankelijk.is_valid(etree.tostring(gelezen, encoding="unicode"))
