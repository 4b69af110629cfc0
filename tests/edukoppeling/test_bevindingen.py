"""A finding of the profile names its cause; its words stand in the catalogue and can be others."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree

import rio_soap
from rio_soap.bevinding import TALEN, Bevinding, Taal, Tekst, bladzijden, catalogus, toon
from rio_soap.edukoppeling import inpakking, welgevormd
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.oorzaken import Oorzaak
from rio_soap.edukoppeling.response import stel_fout_op
from rio_soap.edukoppeling.uris import BEVINDINGEN
from rio_soap.edukoppeling.zinsdelen import hoogstens, keuze, maal, meer_dan, opsomming, periode
from tests.edukoppeling.precies import GOED, oordeel
from tests.edukoppeling.test_gewoon import VREEMD
from tests.edukoppeling.test_welgevormd import GEVALLEN as ONWELGEVORMD
from tests.herschreven import herschreven, invulplaatsen
from tests.vijandig.teken import teken

PAKKET = Path(rio_soap.__file__).parent
OORZAKEN: tuple[str, ...] = get_args(Oorzaak)
GEDEELD = {
    **dict.fromkeys(welgevormd._OORZAKEN.values(), "niet-welgevormd"),
    "dtd": "prolog",
    "token-pem": "token-base64",
    "transform-teveel": "signature-vorm",
}
"""Causes that have their sentence together with others."""


@cache
def alle_aanroepen() -> list[tuple[str, str, ast.Call]]:
    """Every call in the package: file and line, what is called, and the call."""
    return [
        (f"{pad.relative_to(PAKKET)}:{knoop.lineno}", ast.unparse(knoop.func), knoop)
        for pad in sorted(PAKKET.rglob("*.py"))
        for knoop in ast.walk(ast.parse(pad.read_text("utf-8")))
        if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Name | ast.Attribute)
    ]


def aanroepen(naam: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function or method of this name, with its place."""
    return ((waar, aanroep) for waar, wat, aanroep in alle_aanroepen() if wat == naam)


def tekst(knoop: ast.expr | None) -> str | None:
    """The text of a literal; None for an expression."""
    return knoop.value if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str) else None


@pytest.mark.parametrize("oorzaak", OORZAKEN)
def test_every_cause_has_a_sentence_in_both_languages_and_a_page(oorzaak: str) -> None:
    assert oorzaak in bladzijden()
    for taal in TALEN:
        zinnen = [k for k in catalogus(taal) if k in (oorzaak, GEDEELD.get(oorzaak)) or k.startswith(f"{oorzaak}.")]
        assert any(not zin.endswith((".titel", ".herstel")) for zin in zinnen)


def test_what_is_filled_in_is_what_the_sentence_has_places_for() -> None:
    for waar, aanroep in aanroepen("Tekst.met"):
        sleutel, namen = tekst(aanroep.args[0]), {k.arg for k in aanroep.keywords}
        if sleutel is not None and None not in namen:
            assert namen == invulplaatsen(catalogus("nl")[sleutel]), f"{waar} {sleutel}"


def test_a_sentence_without_values_has_no_places_to_fill() -> None:
    for waar, aanroep in aanroepen("Tekst"):
        if (sleutel := tekst(aanroep.args[0])) is not None:
            assert not invulplaatsen(catalogus("nl")[sleutel]), f"{waar} {sleutel}"


def test_a_finding_without_a_sentence_of_its_own_has_that_of_its_cause() -> None:
    """Without places to fill, for there is nothing to fill them with."""
    for waar, aanroep in aanroepen("Bevinding"):
        oorzaak = tekst(aanroep.args[0]) if aanroep.args else None
        eigen = len(aanroep.args) > 5 or any(k.arg == "melding" for k in aanroep.keywords)
        if oorzaak is not None and not eigen:
            assert not invulplaatsen(catalogus("nl")[oorzaak]), f"{waar} {oorzaak}"


@pytest.mark.parametrize("maat", [hoogstens, meer_dan])
def test_every_measure_that_is_asked_has_words(maat) -> None:
    for waar, aanroep in aanroepen(maat.__name__):
        for taal in TALEN:
            assert "7" in toon(maat(tekst(aanroep.args[0]), 7), taal), waar


@pytest.mark.parametrize("taal", TALEN)
def test_every_way_of_packing_and_every_mistake_of_xml_has_words(taal: Taal) -> None:
    for vorm in get_args(inpakking.Verpakking):
        assert toon(Tekst(f"geen-xml.{vorm}"), taal)
    for reden in {*welgevormd._REDENEN.values(), "anders"}:
        assert toon(Tekst(f"reden.{reden}"), taal)


def geweigerd(wereld, data: bytes, *, streng: bool = False) -> list[object]:
    """The judgement of a message, with its findings."""
    profiel = replace(wereld.profiel, streng=streng)
    return oordeel(data, "text/xml", wereld.actie, profiel, wereld.vertrouwen, wereld.klok)


def test_whatever_the_words_are_the_findings_are_the_same(wereld, verander) -> None:
    """Causes, places, lines and values: nothing in the profile reads a sentence."""
    berichten = [tekst_.encode() for tekst_ in ONWELGEVORMD]
    berichten += [
        b"",
        b"--b\r\n\r\n",
        b"\x1f\x8b",
        b"<a>\xe9</a>",
        b"<a>\0</a>",
        wereld.verzoek().decode().encode("utf-16"),
    ]
    for patroon, door in VREEMD:
        berichten.append(verander(patroon, door))
        try:
            berichten.append(teken(berichten[-1], wereld.pki["klant"]))
        except (etree.XMLSyntaxError, StopIteration):
            continue
    for streng in (False, True):
        voor = [geweigerd(wereld, data, streng=streng) for data in berichten]
        with herschreven():
            na = [geweigerd(wereld, data, streng=streng) for data in berichten]
            fout = na[0][-1]
            assert all(b.zin().startswith("Kwak nl") for b in fout)
        assert na == voor
        assert sum(len(uit) != GOED for uit in na) > 60


def test_the_cause_stands_first_in_the_detail_and_its_page_last(wereld) -> None:
    for oorzaak in OORZAKEN:
        fout = Edufout(Foutsoort.DK0004, [Bevinding(oorzaak, "/a", 3, Tekst("waarde.niets"), "b", "c")])
        data = stel_fout_op(fout, klok=wereld.klok, eigen_oin=wereld.ontvanger)
        (bevinding,) = etree.fromstring(data).iter(f"{{{BEVINDINGEN}}}bevinding")
        namen = [etree.QName(kind).localname for kind in bevinding]
        assert namen == ["oorzaak", "waar", "regel", "gevonden", "toegestaan", "melding", "uitleg"]
        assert bevinding[0].text == oorzaak
        assert bevinding[3].text == "niets"
        assert re.fullmatch(rf"docs/fouten/[a-z0-9-]+\.md#{oorzaak}", bevinding[-1].text)


def test_a_fault_is_told_with_the_sentences_of_its_findings() -> None:
    bevindingen = [Bevinding("leeg", "/"), Bevinding("body-dubbel", "/")]
    fout = Edufout(Foutsoort.DK0001, bevindingen)
    assert fout.redenen == "Leeg bericht; Meer dan een Body"
    assert str(fout) == "VersionMismatch.DK0001 Invalide envelope: Leeg bericht; Meer dan een Body"
    assert Edufout(Foutsoort.DK0001).redenen == ""


def test_parts_of_sentences_are_put_together_in_each_language() -> None:
    assert [toon(keuze(namen), "nl") for namen in ([], ["a"], ["a", "b"], "abc")] == ["", "a", "a of b", "a of b of c"]
    assert toon(keuze("abc"), "en") == "a or b or c"
    assert (toon(maal(2)), toon(maal(2, "Body"), "en")) == ("2 maal", "2 times Body")
    assert (toon(opsomming(["{urn:a}b", "c"])), toon(opsomming([])), toon(opsomming([]), "en")) == (
        "b, c",
        "niets",
        "nothing",
    )
    assert (toon(periode("x", "y")), toon(periode("x", "y"), "en")) == ("x tot y", "x to y")
    assert (toon(hoogstens("bytes", 5)), toon(meer_dan("bytes", 5), "en")) == ("hoogstens 5 bytes", "more than 5 bytes")
