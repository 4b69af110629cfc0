"""The schema as served is one flat document. It means what the split sources mean, in an order for clients."""

import random
from typing import Any

import pytest
import xmlschema
from lxml import etree

from rio_soap.contract import bron, mapping, schema
from rio_soap.contract.ingesloten import vreemd
from rio_soap.contract.operaties import DIENSTEN, OPERATIES, Dienst
from rio_soap.contract.plat import plat_schema
from tests.contract.maker import Maker

XS = "{http://www.w3.org/2001/XMLSchema}"
PER_DIENST = pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda d: d.naam)


def plat(dienst: Dienst) -> bytes:
    return bron.xsd_voor(dienst.xsd, lambda naam: f"http://dienst?xsd={naam}")


def definities(data: bytes) -> list[tuple[str, str]]:
    return [(str(kind.tag), kind.get("name", "")) for kind in etree.fromstring(data)]


@PER_DIENST
def test_geen_include_en_elke_definitie_een_keer(dienst: Dienst) -> None:
    namen = definities(plat(dienst))
    assert {soort.removeprefix(XS) for soort, _ in namen} == {"simpleType", "complexType", "element"}
    assert len(namen) == len(set(namen))
    gesplitst = xmlschema.XMLSchema10(str(bron.pad(f"xsd/{dienst.xsd}")))
    eigen = [naam.split("}")[-1] for soort in (gesplitst.elements, gesplitst.types) for naam in soort]
    assert sorted(naam for _, naam in namen) == sorted(eigen)


@PER_DIENST
def test_wat_een_definitie_nodig_heeft_staat_ervoor(dienst: Dienst) -> None:
    """Bases and the types of fields before the type that uses them, heads of substitution groups before members."""
    gezien: set[tuple[str, str]] = set()
    for definitie in etree.fromstring(plat(dienst)):
        nodig = [("type", deel.get(kenmerk, "")) for deel in definitie.iter() for kenmerk in ("base", "type")]
        nodig.append(("element", definitie.get("substitutionGroup", "")))
        for soort, naam in nodig:
            zelf = naam.removeprefix("rio:") == definitie.get("name")  # a tree refers to itself
            if naam and not naam.startswith("xs:") and not zelf:
                assert (soort, naam.removeprefix("rio:")) in gezien, f"{naam} stands after {definitie.get('name')}"
        gezien.add(("element" if definitie.tag == f"{XS}element" else "type", definitie.get("name", "")))


@PER_DIENST
def test_elke_naam_heeft_het_voorvoegsel_van_zijn_namespace(dienst: Dienst) -> None:
    """A name without prefix is one of the default namespace, which some clients do not look up."""
    wortel = etree.fromstring(plat(dienst))
    assert wortel.nsmap == {"xs": XS[1:-1], "rio": dienst.schema_ns}
    assert wortel.get("targetNamespace") == dienst.schema_ns
    assert (wortel.get("elementFormDefault"), wortel.get("attributeFormDefault")) == ("qualified", "unqualified")
    verwijzend = [deel.get(k) for deel in wortel.iter() for k in ("type", "base", "ref", "substitutionGroup")]
    assert all(waarde.startswith(("xs:", "rio:")) for waarde in verwijzend if waarde)


@PER_DIENST
def test_dezelfde_bronnen_geven_dezelfde_bytes(dienst: Dienst) -> None:
    def lees(naam: str) -> Any:
        return etree.parse(str(bron.pad(f"xsd/{naam}"))).getroot()

    assert plat_schema(dienst.xsd, lees) == plat_schema(dienst.xsd, lees) == plat(dienst)
    assert max(len(regel) for regel in plat(dienst).splitlines()) < 300, "a text to read and to compare"


def test_een_onbekend_soort_definitie_valt_niet_stil_weg() -> None:
    with pytest.raises(ValueError, match="xs:attributeGroup"):
        plat_schema("x", lambda naam: etree.fromstring(f'<s xmlns="{XS[1:-1]}"><attributeGroup name="x"/></s>'))


def kapot(element: etree._Element, toeval: random.Random) -> None:
    """One change: a text, a name, an element too many, too few or elsewhere."""
    plek = toeval.choice(list(element.iter()))
    ouder = plek.getparent()
    match toeval.randrange(5):
        case 0:
            plek.text = toeval.choice(["", "x" * 300, "-1", "2026-02-30", "waar"])
        case 1:
            plek.tag = f"{plek.tag}x"
        case 2 if ouder is not None:
            ouder.append(etree.fromstring(etree.tostring(plek)))
        case 3 if ouder is not None:
            ouder.remove(plek)
        case _ if ouder is not None:
            ouder.insert(0, plek)


@PER_DIENST
def test_plat_en_gesplitst_oordelen_hetzelfde(dienst: Dienst) -> None:
    """By libxml2 and by xmlschema, of messages of every operation in both directions, right and broken."""
    los = etree.fromstring(plat(dienst))
    platte, gesplitst = etree.XMLSchema(los), etree.XMLSchema(etree.parse(str(bron.pad(f"xsd/{dienst.xsd}"))))
    tweede = xmlschema.XMLSchema10(plat(dienst).decode())
    oordelen = []
    for nummer, operatie in enumerate(o for o in OPERATIES.values() if o.dienst is dienst):
        toeval, maker = random.Random(nummer), Maker(dienst, nummer)
        for keer in range(8):
            verzoek = keer % 2 == 0
            gegeven = maker.bericht(operatie.verzoek if verzoek else operatie.antwoord)
            element = (mapping.schrijf_verzoek if verzoek else mapping.schrijf)(operatie, gegeven)
            if keer > 1:
                kapot(element, toeval)
            oordeel = gesplitst.validate(element)
            assert platte.validate(element) == oordeel, etree.tostring(element)
            oordelen.append(oordeel)
            if keer in (0, 2) and not any(vreemd(element, dienst)):  # the other contract is asked there too
                assert tweede.is_valid(element) == bool(schema.is_geldig(element, dienst))
    assert 0.2 < sum(oordelen) / len(oordelen) < 0.9
