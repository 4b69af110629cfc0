"""Ways to spoil a message change that one thing; signing again makes all else right."""

from collections.abc import Callable

import pytest
from lxml import etree

from rio_soap.edukoppeling.uris import DS
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.keur import kapot
from rio_soap.workbench.keur.kapot import een
from tests.workbench.hulp import DUO, Maker

Boom = Callable[[etree._Element], None]


def boom(maker: Maker) -> etree._Element:
    return etree.fromstring(maker.goed())


def namen(root: etree._Element) -> list[str]:
    return [etree.QName(element).localname for element in root.iter()]


def test_a_path_that_leads_nowhere_is_an_error(maker: Maker) -> None:
    with pytest.raises((LookupError, ValueError, AssertionError)):
        een(boom(maker), "//d:bestaatniet")


def test_a_text_is_set(maker: Maker) -> None:
    root = boom(maker)
    kapot.tekst("//d:niveau", "x")(root)
    assert een(root, "//d:niveau").text == "x"
    kapot.tekst("//d:niveau", None)(root)
    assert een(root, "//d:niveau").text is None


def test_an_element_is_left_out_and_no_other(maker: Maker) -> None:
    root, voor = boom(maker), namen(boom(maker))
    kapot.weg("//d:niveau")(root)
    voor.remove("niveau")
    assert namen(root) == voor


def test_an_element_is_repeated_at_the_end_of_its_parent(maker: Maker) -> None:
    root = boom(maker)
    kapot.verdubbeld("//d:niveau")(root)
    assert namen(root).count("niveau") == 2
    eerste = next(root.iter(f"{DUO}niveau"))
    assert f"{DUO}niveau" in {kind.tag for kind in eerste.itersiblings()}


def test_an_attribute_and_a_name_are_set(maker: Maker) -> None:
    root = boom(maker)
    kapot.attribuut("//d:niveau", "soort", "x")(root)
    kapot.hernoem("//d:niveau", "anders")(root)
    assert een(root, "//anders").get("soort") == "x"


@pytest.mark.parametrize("naam", ["To", "From", "Action", "MessageID"])
def test_a_header_is_left_out_with_its_reference(maker: Maker, naam: str) -> None:
    root = boom(maker)
    aantal = len(root.findall(f".//{{{DS}}}Reference"))
    kapot.zonder_header(naam)(root)
    assert naam not in namen(root)
    assert len(root.findall(f".//{{{DS}}}Reference")) == aantal - 1


@pytest.mark.parametrize("naam", ["To", "Body", "Timestamp"])
def test_a_part_is_no_longer_signed_and_still_there(maker: Maker, naam: str) -> None:
    root = boom(maker)
    aantal = len(root.findall(f".//{{{DS}}}Reference"))
    kapot.zonder_deel(naam)(root)
    assert naam in namen(root)
    assert len(root.findall(f".//{{{DS}}}Reference")) == aantal - 1


@pytest.mark.parametrize(
    ("stap", "oorzaak"),
    [
        (kapot.zonder_header("To"), "to-ontbreekt"),
        (kapot.zonder_deel("Body"), "deel-niet-ondertekend"),
        (kapot.sha1, "sha1"),
        (kapot.tekst("//d:naamLang", None), "leeg-element"),
    ],
    ids=["no header", "not signed", "SHA-1", "empty"],
)
def test_signed_again_only_the_mistake_is_wrong(maker: Maker, los: Kader, stap: Boom, oorzaak: str) -> None:
    root = boom(maker)
    stap(root)
    kapot.herteken(root, maker.sleutelpaar.sleutel)
    eerste = controleer("x", kapot.schrijf(root), los).eerste
    assert eerste is not None
    assert eerste.oorzaak == oorzaak


def test_a_message_without_a_signature_is_not_signed(maker: Maker) -> None:
    root = boom(maker)
    kapot.weg("//ds:Signature")(root)
    voor = etree.tostring(root)
    kapot.herteken(root, maker.sleutelpaar.sleutel)
    assert etree.tostring(root) == voor
