"""Recorded messages of a real client and of RIO: valid exactly where the index says so, and read and written alike."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from rio_soap.contract import mapping, schema
from rio_soap.contract.operaties import OPERATIES, Operatie

NOTATIE = {
    "kenmerkwaardeGetal": lambda tekst: tekst if "." in tekst else f"{tekst}.0",
    "bedrag": lambda tekst: tekst if "." in tekst else f"{tekst}.0",
    "ISCED": lambda tekst: str(int(tekst)),
}
"""What may differ between a text as a client wrote it and as we write it: RIO's notation of numbers."""


@dataclass
class Opgenomen:
    """One recorded message."""

    naam: str
    kant: str
    operatie: Operatie
    element: etree._Element
    geldig: bool
    echt: bool


@pytest.fixture(scope="module")
def opgenomen(gedeeld: Path) -> list[Opgenomen]:
    return list(_lees(gedeeld / "examples" / "recorded"))


def _lees(map_: Path) -> Iterator[Opgenomen]:
    for paar in json.loads((map_ / "index.json").read_text("utf-8")):
        for kant in ("request", "response"):
            wortel = etree.parse(str(map_ / f"{paar['name']}.{kant}.xml")).getroot()
            body = wortel.find("{http://schemas.xmlsoap.org/soap/envelope/}Body")
            assert body is not None
            echt = paar["provenance"] == "genuine"
            yield Opgenomen(paar["name"], kant, OPERATIES[paar["operation"]], body[0], paar["xsd_valid"][kant], echt)


def _inhoud(element: etree._Element) -> list[tuple[str, str]]:
    """All elements in order with their text."""
    return [(etree.QName(e).localname, "" if len(e) else e.text or "") for e in element.iter(etree.Element)]


def test_geldig_is_wat_de_index_geldig_noemt(opgenomen: list[Opgenomen]) -> None:
    """Edited ones too; only what is not valid has findings, and nothing genuine is."""
    assert len(opgenomen) > 100
    for bericht in opgenomen:
        dienst = bericht.operatie.dienst
        assert schema.is_geldig(bericht.element, dienst) is bericht.geldig, bericht.naam
        assert bool(schema.bevindingen(bericht.element, dienst)) is not bericht.geldig, bericht.naam
        assert bericht.geldig or not bericht.echt


def test_gelezen_en_geschreven_is_wat_er_stond(opgenomen: list[Opgenomen]) -> None:
    """Same elements, same order, same texts to the letter; requests modulo RIO's notation of numbers."""
    anders = set()
    for bericht in opgenomen:
        if not bericht.geldig:
            continue
        gegeven = mapping.lees(bericht.element, bericht.operatie.dienst)
        schrijf = mapping.schrijf if bericht.kant == "response" else mapping.schrijf_verzoek
        geschreven = _inhoud(schrijf(bericht.operatie, gegeven))
        verwacht = _inhoud(bericht.element)
        if bericht.kant == "request":
            anders |= {naam for naam, tekst in verwacht if NOTATIE.get(naam, str)(tekst) != tekst}
            verwacht = [(naam, NOTATIE.get(naam, str)(tekst)) for naam, tekst in verwacht]
        assert geschreven == verwacht, bericht.naam
    assert anders == {"kenmerkwaardeGetal", "ISCED"}


def test_antwoord_begint_met_de_letterlijke_tekst_die_de_client_zoekt(opgenomen: list[Opgenomen]) -> None:
    """Prefix ns2, declared on the root only, no attributes (client-observations.md, 5 and 10)."""
    for bericht in opgenomen:
        if bericht.kant == "response" and bericht.geldig:
            operatie = bericht.operatie
            element = mapping.schrijf(operatie, mapping.lees(bericht.element, operatie.dienst))
            data = etree.tostring(element)
            assert data.startswith(f'<ns2:{operatie.naam}_response xmlns:ns2="{operatie.dienst.schema_ns}">'.encode())
            assert data.count(b"xmlns") == 1
            assert not any(e.attrib for e in element.iter())
