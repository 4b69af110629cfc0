"""What is wrong with an element is told by our own tables, whoever named its place."""

from collections.abc import Callable

import pytest
from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.contract import schema
from rio_soap.contract.mankement import inhoud, is_waarde, leg_element_uit, mankement, toegestaan
from rio_soap.contract.operaties import BEHEREN
from tests.contract.test_schema import XSI, bericht, q

Boom = Callable[[etree._Element], etree._Element]


def op(pad: str) -> Boom:
    def zoek(element: etree._Element) -> etree._Element:
        gevonden = element.find("/".join(q(naam) for naam in pad.split("/")))
        assert gevonden is not None
        return gevonden

    return zoek


def gezet(pad: str, doe: Callable[[etree._Element], object]) -> Bevinding | None:
    element = bericht()
    plaats = op(pad)(element)
    doe(plaats)
    return mankement(plaats, element, BEHEREN)


def tekst(waarde: str | None) -> Callable[[etree._Element], object]:
    return lambda element: setattr(element, "text", waarde)


def attribuut(naam: str, waarde: str) -> Callable[[etree._Element], object]:
    return lambda element: element.set(naam, waarde)


def kind(element: etree._Element) -> None:
    etree.SubElement(element, q("x"))


@pytest.mark.parametrize(
    ("pad", "doe", "sleutel", "gevonden", "mag"),
    [
        ("hoOpleiding/begindatum", tekst("x"), "datum.geen-datum", "x", "PeriodeBegindatum-v01 (date)"),
        ("hoOpleiding/begindatum", tekst(None), "datum.geen-datum", "(leeg)", "PeriodeBegindatum-v01 (date)"),
        ("hoOpleiding/begindatum", kind, "element-onbekend.kind-in-waarde", "x", "PeriodeBegindatum-v01 (date)"),
        ("hoOpleiding", tekst("hallo"), "losse-tekst.tussen-elementen", "hallo", "alleen elementen"),
        ("hoOpleiding", attribuut("soort", "x"), "attribuut", 'soort="x"', "geen attributen, behalve xsi:type"),
        ("hoOpleiding", attribuut(f"{{{XSI}}}nil", "true"), "nil", "nil", "geen attributen"),
        ("hoOpleiding", attribuut(f"{{{XSI}}}type", "duo:Bestaatniet"), "xsi-type", "Bestaatniet", "geen attributen"),
        ("hoOpleiding", attribuut(f"{{{XSI}}}type", "weg:HoOpleiding"), "xsi-type", "weg:", "geen attributen"),
        (
            "hoOpleiding",
            attribuut(f"{{{XSI}}}type", "duo:Kenmerk"),
            "element-soort.xsi-type-past-niet",
            "Kenmerk",
            "geen attributen",
        ),
    ],
)
def test_an_element_with_one_mistake_has_that_cause(
    pad: str, doe: Callable[[etree._Element], object], sleutel: str, gevonden: str, mag: str
) -> None:
    bevinding = gezet(pad, doe)
    assert bevinding is not None
    assert bevinding.sleutel == sleutel
    assert bevinding.oorzaak == sleutel.partition(".")[0]
    assert gevonden in str(bevinding.gevonden)
    assert str(bevinding.toegestaan).startswith(mag)
    assert bevinding.regel is not None
    assert bevinding.waar.endswith(f"/{pad.rpartition('/')[2]}[1]")


def test_objects_without_a_mistake_have_none() -> None:
    """Values neither, but for a pattern: of those only what the XSD refuses is asked."""
    element = bericht()
    gevonden = {mankement(deel, element, BEHEREN) for deel in element.iter()} - {None}
    assert {b.oorzaak for b in gevonden if b is not None} <= {"patroon"}
    assert all(mankement(deel, element, BEHEREN) is None for deel in element.iter() if len(deel))


@pytest.mark.parametrize("waarde", ["duo:HoOpleiding", " duo:HoOpleiding\n"])
def test_an_xsi_type_that_repeats_the_type_is_no_mistake(waarde: str) -> None:
    assert gezet("hoOpleiding", attribuut(f"{{{XSI}}}type", waarde)) is None


def test_where_a_schema_is_may_be_said_on_any_element() -> None:
    assert gezet("hoOpleiding", attribuut(f"{{{XSI}}}schemaLocation", "urn:x x.xsd")) is None


def test_an_element_that_lacks_one_says_after_which() -> None:
    element = bericht()
    deel = op("hoOpleiding")(element)
    laatste = deel[-1]
    deel.remove(laatste)
    bevinding = mankement(deel, element, BEHEREN)
    if bevinding is not None:
        assert bevinding.sleutel == "element-ontbreekt"
        assert etree.QName(laatste).localname in str(bevinding.toegestaan)
    assert (bevinding is None) is schema.is_geldig(element, BEHEREN)


def test_an_element_that_holds_nothing_lacks_its_first() -> None:
    element = bericht()
    deel = op("hoOpleiding")(element)
    for kind_ in list(deel):
        deel.remove(kind_)
    deel.text = None
    bevinding = mankement(deel, element, BEHEREN)
    assert bevinding is not None
    assert (bevinding.sleutel, bevinding.gevonden) == ("element-ontbreekt", Tekst("gevonden.leeg"))
    assert bevinding.zin("en") == "The content of hoOpleiding is not complete: an element is missing after (empty)"


def test_what_stands_in_a_wrong_place_is_asked_for_first() -> None:
    element = bericht()
    deel = op("hoOpleiding/begindatum")(element)
    deel.text = "x"
    deel.tag = q("bestaatNiet")
    assert leg_element_uit(deel, element, BEHEREN, ook_plaats=True).oorzaak == "element-onbekend"
    assert leg_element_uit(deel, element, BEHEREN).oorzaak == "xsd"


def test_an_element_of_another_namespace_is_told_so_wherever_it_stands() -> None:
    element = bericht()
    deel = op("hoOpleiding/begindatum")(element)
    deel.tag = "begindatum"
    bevinding = leg_element_uit(deel, element, BEHEREN, ook_plaats=True)
    assert (bevinding.oorzaak, bevinding.gevonden) == ("element-namespace", "begindatum")


def test_what_is_found_and_allowed_is_bounded() -> None:
    bevinding = gezet("hoOpleiding/begindatum", tekst("x" * 5000))
    assert bevinding is not None
    assert len(str(bevinding.gevonden)) == 200
    assert len(str(bevinding.toegestaan)) <= 1000


def test_what_stands_in_an_element_is_its_text_or_the_names_in_it() -> None:
    assert inhoud(etree.fromstring("<a><b/><c>1</c></a>")) == "b, c"
    assert inhoud(etree.fromstring("<a>1</a>")) == "1"
    assert inhoud(etree.fromstring("<a/>")) == Tekst("gevonden.leeg")
    assert inhoud(etree.fromstring("<a>" + "<b/>" * 30 + "</a>")) == ", ".join(["b"] * 20)


def test_what_may_stand_in_a_place() -> None:
    element = bericht()
    assert str(toegestaan(element, element, BEHEREN)) == "een bericht van dit contract"
    assert str(toegestaan(op("hoOpleiding/begindatum")(element), element, BEHEREN)) == "PeriodeBegindatum-v01 (date)"
    assert "hoOpleiding" in str(toegestaan(op("hoOpleiding")(element), element, BEHEREN))


def test_values_are_told_from_objects() -> None:
    element = bericht()
    assert is_waarde(op("hoOpleiding/begindatum")(element), element, BEHEREN)
    assert not is_waarde(op("hoOpleiding")(element), element, BEHEREN)
    assert not is_waarde(element, element, BEHEREN)
