"""JSON says what XML says: the same names, the same values, in the same order; with arrays where there may be more."""

import json
from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven, Ingesloten, Reeks
from rio_soap.contract.jsonvorm import GEOMETRIE, KENMERKEN, json_antwoord, json_van
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN, OPERATIES, RAADPLEGEN, Operatie
from rio_soap.contract.vorm import Vorm, vormen
from rio_soap.contract.waardetekst import Vormfout
from rio_soap.register.regels.standtekst import naar_json
from tests.contract.maker import Maker


def antwoorden(operatie: Operatie) -> list[Gegeven]:
    vorm: Any = vormen(operatie.dienst).elementen[operatie.antwoord]
    assert isinstance(vorm, Vorm)
    return [Maker(operatie.dienst, zaad)._gegeven(operatie.antwoord, vorm) for zaad in range(4)]


def gelijk(element: etree._Element, waarde: Any) -> None:
    """The element and the JSON that stands for it hold the same: the witness reads the XML by itself."""
    kinderen = list(element.iterchildren(etree.Element))
    if not isinstance(waarde, dict):
        assert not kinderen
        assert zelfde(element.text or "", waarde), (element.text, waarde)
        return
    per_naam: dict[str, list[etree._Element]] = defaultdict(list)
    for kind in kinderen:
        per_naam[etree.QName(kind).localname].append(kind)
    over = {naam: deel for naam, deel in waarde.items() if naam != GEOMETRIE}
    assert list(over) == list(per_naam)
    for naam, delen in per_naam.items():
        if naam == KENMERKEN and len(delen[0]):
            kenmerken(delen, over[naam])
            continue
        gevonden = over[naam] if isinstance(over[naam], list) else [over[naam]]
        assert len(gevonden) == len(delen)
        for deel, een in zip(delen, gevonden, strict=True):
            gelijk(deel, een)


def kenmerken(delen: list[etree._Element], waarde: dict[str, Any]) -> None:
    per_naam: dict[str, list[str]] = defaultdict(list)
    for naam, kind in (deel for deel in delen if len(deel) > 1):
        per_naam[naam.text or ""].append(kind.text or "")
    assert list(waarde) == list(per_naam)
    for naam, teksten in per_naam.items():
        gevonden = waarde[naam] if isinstance(waarde[naam], list) else [waarde[naam]]
        assert all(zelfde(tekst, een) for tekst, een in zip(teksten, gevonden, strict=True))


def zelfde(tekst: str, waarde: object) -> bool:
    if isinstance(waarde, bool):
        return tekst == str(waarde).lower()
    if isinstance(waarde, int | float):
        return float(Decimal(tekst)) == float(waarde)
    return tekst.split() == str(waarde).split()


@pytest.mark.parametrize("operatie", OPERATIES.values(), ids=lambda o: o.naam)
def test_json_holds_what_the_xml_holds(operatie: Operatie) -> None:
    for gegeven in antwoorden(operatie):
        xml = etree.fromstring(mapping.schrijf_antwoord(operatie, gegeven).encode())
        gemaakt = json_antwoord(operatie.dienst, operatie.antwoord, gegeven.velden)
        gelijk(xml, json.loads(json.dumps(gemaakt)))


@pytest.mark.parametrize("operatie", OPERATIES.values(), ids=lambda o: o.naam)
def test_json_is_the_same_of_what_a_stand_keeps(operatie: Operatie) -> None:
    for gegeven in antwoorden(operatie)[:2]:
        if "Ingesloten" in repr(gegeven):
            continue  # a stand holds no object of another contract
        plat = json.loads(naar_json(gegeven))
        een = json_antwoord(operatie.dienst, operatie.antwoord, gegeven.velden)
        assert json_antwoord(operatie.dienst, operatie.antwoord, dict(plat["v"])) == een


LOCATIE = Gegeven(
    "onderwijslocatie",
    {"onderwijslocatiecode": "100X001", "gpsLatitude": Decimal("53.2406"), "gpsLongitude": Decimal("6.5335")},
)


def test_a_locatie_has_a_point_with_the_longitude_first() -> None:
    gemaakt: Any = json_van(Ingesloten(RAADPLEGEN, LOCATIE))
    assert gemaakt["onderwijslocatie"][GEOMETRIE] == {"type": "Point", "coordinates": [6.5335, 53.2406]}


def test_what_may_occur_more_than_once_is_an_array_also_of_one() -> None:
    eenheid = Gegeven("onderwijsaanbiedergroep", {"groepslid": [Gegeven("groepslid", {})]})
    gemaakt: Any = json_van(Ingesloten(AANVULLING_RAADPLEGEN, eenheid))
    assert gemaakt == {"onderwijsaanbiedergroep": {"groepslid": [{}]}}
    reeks = Gegeven("onderwijsaanbiedergroep", {"groepslid": Reeks([1, 2], lambda _: Gegeven("groepslid", {}))})
    assert json_van(Ingesloten(AANVULLING_RAADPLEGEN, reeks)) == {"onderwijsaanbiedergroep": {"groepslid": [{}, {}]}}


def test_what_no_contract_knows_is_refused_and_not_passed_on() -> None:
    with pytest.raises(Vormfout, match="has no field"):
        json_van(Ingesloten(RAADPLEGEN, Gegeven("onderwijslocatie", {"geheim": "x"})))
    with pytest.raises(Vormfout, match="no contract"):
        json_van(Ingesloten(None, LOCATIE))
    with pytest.raises(Vormfout, match="can stand alone"):
        json_van(Ingesloten(RAADPLEGEN, Gegeven("nergens", {})))
