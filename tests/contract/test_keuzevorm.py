"""The schema without substitution groups describes the same messages: what is valid for one is for the other."""

import itertools
import random
import re
from collections import Counter
from functools import cache
from typing import Any

import pytest
import xmlschema
from lxml import etree

from rio_soap.contract import bron, mapping
from rio_soap.contract.ingesloten import vreemd
from rio_soap.contract.keuzevorm import keuze_schema
from rio_soap.contract.operaties import BEHEREN, DIENSTEN, OPERATIES, RAADPLEGEN, Dienst, Operatie
from tests.contract.maker import Maker
from tests.contract.test_plat import kapot

XS = "{http://www.w3.org/2001/XMLSchema}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
PER_DIENST = pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda d: d.naam)
PER_OPERATIE = pytest.mark.parametrize("operatie", OPERATIES.values(), ids=lambda o: o.naam)
KEREN = 24
"""Messages per operation: requests and answers in turn; of four, one stays as it was made."""


def gelijkvormig(data: bytes) -> str:
    """A text by which to compare documents."""
    return str(etree.canonicalize(etree.fromstring(data), strip_text=True))


@cache
def oordelaars(dienst: Dienst) -> tuple[etree.XMLSchema, etree.XMLSchema]:
    """libxml2 with the schema as served and with choices."""
    groepen, keuze = (etree.fromstring(bron.xsd_voor(dienst.xsd, str, keuze=keuze)) for keuze in (False, True))
    return etree.XMLSchema(groepen), etree.XMLSchema(keuze)


@cache
def tweede_oordelaars(dienst: Dienst) -> tuple[Any, Any]:
    """xmlschema, with both; it checks as well that each content model is deterministic (UPA)."""
    groepen, keuze = (xmlschema.XMLSchema10(bron.xsd_voor(dienst.xsd, str, keuze=k).decode()) for k in (False, True))
    return groepen, keuze


def verwissel(element: etree._Element, dienst: Dienst, toeval: random.Random) -> None:
    """The change by which two forms would differ: another element where one of a group stands, its head among them."""
    groep = [lid for lid in element.iter(etree.Element) if etree.QName(lid).localname in groepsnamen(dienst)]
    plek = toeval.choice(groep or list(element.iter(etree.Element)))
    match toeval.randrange(4):
        case 0:
            plek.tag = f"{{{dienst.schema_ns}}}{toeval.choice(groepsnamen(dienst) or ['x'])}"
        case 1:
            plek.set(f"{XSI}type", f"r:{toeval.choice(typenamen(dienst))}")
        case 2:
            nieuw = toeval.choice(groepsnamen(dienst) or ["x"])
            plek.addnext(etree.Element(f"{{{dienst.schema_ns}}}{nieuw}"))
        case _ if (ouder := plek.getparent()) is not None:
            ouder.remove(plek)


@cache
def groepsnamen(dienst: Dienst) -> list[str]:
    """Heads and members of all groups; none of our own contracts."""
    elementen = etree.fromstring(bron.xsd_voor(dienst.xsd, str)).findall(f"{XS}element")
    return [e.get("name", "") for e in elementen if e.get("abstract") or e.get("substitutionGroup")]


@cache
def typenamen(dienst: Dienst) -> list[str]:
    return [e.get("name", "") for e in etree.fromstring(bron.xsd_voor(dienst.xsd, str)).findall(f"{XS}complexType")]


def bericht(operatie: Operatie, keer: int) -> etree._Element:
    """A request or an answer; three in four are changed once or twice."""
    toeval, maker = random.Random(keer), Maker(operatie.dienst, keer)
    verzoek = keer % 2 == 0
    gegeven = maker.bericht(operatie.verzoek if verzoek else operatie.antwoord)
    geschreven = (mapping.schrijf_verzoek if verzoek else mapping.schrijf)(operatie, gegeven)
    houder = etree.Element("houder", nsmap={"r": operatie.dienst.schema_ns})  # for the prefix of an xsi:type
    houder.append(geschreven)
    if keer // 2 % 4:
        for _ in range(toeval.randint(1, 2)):
            (kapot(geschreven, toeval) if keer // 2 % 2 else verwissel(geschreven, operatie.dienst, toeval))
    return geschreven


@PER_OPERATIE
def test_with_choices_and_with_groups_the_same_messages_are_valid(operatie: Operatie) -> None:
    """By libxml2 of all, by xmlschema of some: right ones, broken ones, and ones with another of a group."""
    groepen, keuze = oordelaars(operatie.dienst)
    oordelen = Counter[bool]()
    for keer in range(KEREN):
        element = bericht(operatie, keer)
        oordeel = groepen.validate(element)
        assert keuze.validate(element) == oordeel, etree.tostring(element)
        oordelen[oordeel] += 1
        if keer < 4 and not any(vreemd(element, operatie.dienst)):
            eerste, tweede = (een.is_valid(element) for een in tweede_oordelaars(operatie.dienst))
            assert eerste == tweede == oordeel
    assert oordelen[True] >= KEREN / 4
    assert oordelen[False] >= KEREN / 4


@pytest.mark.parametrize("dienst", [BEHEREN, RAADPLEGEN], ids=lambda d: d.naam)
def test_every_member_of_a_group_is_in_a_message_that_both_take(dienst: Dienst) -> None:
    """All that stand in a message; those of kenmerkwaardenbereik may stand nowhere (maxOccurs 0)."""
    wortel = etree.fromstring(bron.xsd_voor(dienst.xsd, str))
    leden = {e.get("name", "") for e in wortel.findall(f"{XS}element[@substitutionGroup]") if not e.get("abstract")}
    nodig = {lid for lid in leden if not lid.startswith("kenmerkwaardenbereik_")}
    operaties = [o for o in OPERATIES.values() if o.dienst is dienst]
    maker = Maker(dienst, 1)
    for operatie in itertools.islice(itertools.cycle(operaties), 100 * len(operaties)):
        geschreven = mapping.schrijf(operatie, maker.bericht(operatie.antwoord))
        gevraagd = mapping.schrijf_verzoek(operatie, maker.bericht(operatie.verzoek))
        assert all(een.validate(element) for een in oordelaars(dienst) for element in (geschreven, gevraagd))
        if nodig <= maker.gezien:
            break
    assert nodig <= maker.gezien, nodig - maker.gezien


@PER_DIENST
def test_every_element_that_may_be_a_root_is_judged_alike(dienst: Dienst) -> None:
    """Also those that no operation has: what stands in one schema stands in the other, apart from abstract heads."""
    groepen, keuze = (etree.fromstring(bron.xsd_voor(dienst.xsd, str, keuze=k)) for k in (False, True))
    concreet = [e.get("name") for e in groepen.findall(f"{XS}element") if not e.get("abstract")]
    assert [e.get("name") for e in keuze.findall(f"{XS}element")] == concreet
    for soort in ("simpleType", "complexType"):
        assert [e.get("name") for e in keuze.findall(XS + soort)] == [
            e.get("name") for e in groepen.findall(XS + soort)
        ]


@PER_DIENST
def test_nothing_is_left_that_a_stack_stumbles_over(dienst: Dienst) -> None:
    wortel = etree.fromstring(bron.xsd_voor(dienst.xsd, str, keuze=True))
    assert not [e for e in wortel.iter(f"{XS}element") if e.get("substitutionGroup") or e.get("abstract")]
    assert not [e for e in wortel.iter() if e.get("maxOccurs") == "0"]
    namen = {e.get("name") for e in wortel.findall(f"{XS}element")}
    assert {e.get("ref", "").removeprefix("rio:") for e in wortel.iter(f"{XS}element") if e.get("ref")} <= namen
    assert b"substitutionGroup" not in bron.wsdl_voor(dienst.wsdl, "http://x", str, enkel=True, keuze=True)


@pytest.mark.parametrize("dienst", [BEHEREN, RAADPLEGEN], ids=lambda d: d.naam)
def test_members_at_every_depth_stand_in_the_choice_with_the_occurrences_of_the_reference(dienst: Dienst) -> None:
    wortel = etree.fromstring(bron.xsd_voor(dienst.xsd, str, keuze=True))
    keuze = wortel.find(f"{XS}complexType[@name='Opleidingseenheid']/{XS}sequence/{XS}choice")
    assert keuze is not None
    assert keuze.items() == [("maxOccurs", "999")]
    leden = ["hoOnderwijseenhedencluster", "hoOnderwijseenheid", "hoOpleiding", "particuliereOpleiding"]
    assert [lid.get("ref") for lid in keuze] == [f"rio:{lid}Periode" for lid in leden]


def test_what_has_no_groups_stays_as_it_is() -> None:
    for dienst in DIENSTEN[2:]:
        groepen, keuze = (bron.xsd_voor(dienst.xsd, str, keuze=k) for k in (False, True))
        assert gelijkvormig(keuze) == gelijkvormig(groepen)


def schema(*delen: str, **kenmerken: str) -> bytes:
    erbij = " ".join(f'{naam}="{waarde}"' for naam, waarde in kenmerken.items())
    return (
        f'<xs:schema xmlns:xs="{XS[1:-1]}" xmlns:t="urn:t" targetNamespace="urn:t" elementFormDefault="qualified"'
        f" {erbij}>" + "".join(delen) + "</xs:schema>"
    ).encode()


DIER = '<xs:element name="dier" type="xs:string" abstract="true"/>'
KAT = '<xs:element name="kat" type="xs:string" substitutionGroup="t:dier"/>'
HOND = '<xs:element name="hond" type="xs:string" substitutionGroup="t:dier"/>'


def mand(verwijzing: str) -> str:
    return (
        f'<xs:element name="mand"><xs:complexType><xs:sequence>{verwijzing}</xs:sequence></xs:complexType></xs:element>'
    )


def kinderen(data: bytes) -> list[tuple[str, str | None]]:
    """What stands in the sequence of the basket, and in the choice there."""
    plek = etree.fromstring(data).find(f".//{XS}sequence")
    assert plek is not None
    return [(str(e.tag).removeprefix(XS), e.get("ref")) for e in plek.iterdescendants()]


def test_a_head_that_is_not_abstract_stands_in_the_choice_itself() -> None:
    concreet = DIER.replace(' abstract="true"', "")
    data = keuze_schema(schema(concreet, KAT, HOND, mand('<xs:element ref="t:dier" minOccurs="0"/>')))
    assert kinderen(data) == [("choice", None), ("element", "t:dier"), ("element", "t:kat"), ("element", "t:hond")]


def test_a_group_of_one_needs_no_choice() -> None:
    data = keuze_schema(schema(DIER, KAT, mand('<xs:element ref="t:dier" minOccurs="0" maxOccurs="3"/>')))
    assert kinderen(data) == [("element", "t:kat")]
    assert re.search(rb'<xs:element ref="t:kat" minOccurs="0" maxOccurs="3"/>', data)


@pytest.mark.parametrize(
    ("data", "waarom"),
    [
        (schema(DIER, mand('<xs:element ref="t:dier"/>')), "t:dier: abstract, and nothing may stand for it"),
        (schema(DIER.replace("/>", ' block="substitution"/>'), KAT), "dier: element blocks members"),
        (schema(DIER, KAT, blockDefault="#all"), "dier: schema blocks members"),
        (schema(DIER, KAT.replace('type="xs:string" ', "")), "t:kat: a member without a type"),
        (
            schema(DIER, KAT, mand('<xs:choice><xs:element ref="t:dier" minOccurs="0" maxOccurs="0"/></xs:choice>')),
            "t:dier: in a choice, nothing",
        ),
    ],
)
def test_what_would_become_another_schema_is_refused(data: bytes, waarom: str) -> None:
    """None of these is in our sources; a later one is not served as something that it is not."""
    etree.fromstring(data)
    with pytest.raises(ValueError, match=re.escape(waarom)):
        keuze_schema(data)


def test_the_same_schema_gives_the_same_bytes() -> None:
    plat = bron.xsd_voor(BEHEREN.xsd, str)
    assert keuze_schema(plat) == keuze_schema(plat) == bron.xsd_voor(BEHEREN.xsd, str, keuze=True)
    assert keuze_schema(keuze_schema(plat)) == keuze_schema(plat), "there is nothing left to replace"
