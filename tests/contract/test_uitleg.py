"""The cause that is named is the cause: too many, both of a choice, order, unknown, lacking, another namespace."""

from collections.abc import Iterator

import pytest
from lxml import etree

from rio_soap.contract import mapping, schema, uitleg
from rio_soap.contract.ingesloten import staat_in_vreemd
from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.operaties import DIENSTEN, OPERATIES, Dienst
from rio_soap.contract.vorm import Simpel, Vorm, vormen
from tests.contract.maker import Maker

PER_DIENST = pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda d: d.naam)
MET = pytest.mark.parametrize("met", ["xmlschema", "libxml2"])


def berichten(dienst: Dienst, zaden: int) -> Iterator[etree._Element]:
    for operatie in (o for o in OPERATIES.values() if o.dienst is dienst):
        for zaad in range(zaden):
            maker = Maker(dienst, zaad)
            yield mapping.schrijf_verzoek(operatie, maker.bericht(operatie.verzoek))
            yield mapping.schrijf(operatie, maker.bericht(operatie.antwoord))


def bladen(delen: list[Deeltje] | tuple[Deeltje, ...]) -> Iterator[Deeltje]:
    for deel in delen:
        yield from [deel] if deel.leden else bladen(deel.delen)


def keuzes(delen: list[Deeltje] | tuple[Deeltje, ...]) -> Iterator[Deeltje]:
    for deel in delen:
        yield from [deel] if deel.keuze else keuzes(deel.delen)


def plekken(dienst: Dienst, zaden: int) -> Iterator[tuple[etree._Element, etree._Element, Vorm]]:
    """Message, an element in it that has children, and its type."""
    for bericht in berichten(dienst, zaden):
        for element in bericht.iter(etree.Element):
            soort = vormen(dienst).soort_van(element, bericht)
            if not isinstance(soort, Vorm) or soort.sluit_in or staat_in_vreemd(element, bericht, dienst):
                continue  # what is enclosed has its own tests
            if len(element):
                yield bericht, element, soort


@pytest.fixture(autouse=True)
def _wie(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever names the places: the explanation is the same."""
    if "met" in request.fixturenames and request.getfixturevalue("met") == "libxml2":
        monkeypatch.setattr(uitleg, "_MAX_ELEMENTEN", 1)


def naam(element: etree._Element) -> str:
    return etree.QName(element).localname


@PER_DIENST
@MET
def test_een_te_veel_van_een_begrensd_element(dienst: Dienst, met: str) -> None:
    """Every bounded element of every type: the first one too many is named, with how many there may be."""
    gezien: set[tuple[str, tuple[str, ...]]] = set()
    for bericht, element, soort in plekken(dienst, 3):
        for blad in bladen(soort.inhoud):
            daar = [kind for kind in element if naam(kind) in blad.leden]
            if not daar or blad.maximum > 100 or (soort.naam, blad.leden) in gezien:
                continue
            gezien.add((soort.naam, blad.leden))
            erbij = [etree.fromstring(etree.tostring(daar[-1])) for _ in range(blad.maximum + 1 - len(daar))]
            for kopie in erbij:
                daar[-1].addnext(kopie)
            teveel = [kind for kind in element if naam(kind) in blad.leden][blad.maximum]
            bevinding = schema.bevindingen(bericht, dienst)[0]
            assert bevinding.oorzaak == "element-teveel", bevinding
            assert bevinding.waar.rsplit("/", 1)[-1].startswith(f"{naam(teveel)}[")
            assert f"hoogstens {blad.maximum} maal" in bevinding.zin()
            assert str(bevinding.gevonden) == naam(teveel)
            for kopie in erbij:
                element.remove(kopie)
    assert len(gezien) > 60


@PER_DIENST
@MET
def test_beide_takken_van_een_keuze(dienst: Dienst, met: str) -> None:
    """Whichever comes second: it is named, with the one that it may not stand beside."""
    gezien: set[tuple[str, str, str]] = set()
    for bericht, element, soort in plekken(dienst, 6):
        for keuze in keuzes(soort.inhoud):
            takken = [[lid for blad in bladen((tak,)) for lid in blad.leden] for tak in keuze.delen]
            daar = [kind for kind in element if any(naam(kind) in tak for tak in takken)]
            if not daar:
                continue
            for tak in takken:
                if naam(daar[0]) in tak or (soort.naam, naam(daar[0]), tak[0]) in gezien:
                    continue
                gezien.add((soort.naam, naam(daar[0]), tak[0]))
                ander = etree.Element(f"{{{dienst.schema_ns}}}{tak[0]}")
                if isinstance(soort.per_tag[str(ander.tag)][1], Simpel):
                    ander.text = "x"
                daar[-1].addnext(ander)
                gevonden = {b.oorzaak: b for b in schema.bevindingen(bericht, dienst)}
                assert "element-keuze" in gevonden, gevonden
                melding = gevonden["element-keuze"].zin()
                assert melding.startswith(f"{tak[0]} mag niet naast {naam(daar[0])}")
                element.remove(ander)
    assert len(gezien) >= 10


@PER_DIENST
@MET
def test_onbekend_andere_namespace_en_ontbrekend(dienst: Dienst, met: str) -> None:
    for bericht, element, soort in list(plekken(dienst, 1))[::7]:
        vreemd = etree.SubElement(element, f"{{{dienst.schema_ns}}}bestaatNiet")
        assert schema.bevindingen(bericht, dienst)[0].oorzaak == "element-onbekend"
        vreemd.tag = "bestaatNiet"
        assert schema.bevindingen(bericht, dienst)[0].oorzaak == "element-namespace"
        element.remove(vreemd)
        laatste = element[-1]
        element.remove(laatste)
        if not schema.is_geldig(bericht, dienst):
            bevinding = schema.bevindingen(bericht, dienst)[0]
            assert bevinding.oorzaak == "element-ontbreekt", (soort.naam, bevinding)
            assert naam(laatste) in str(bevinding.toegestaan)
        element.append(laatste)


@PER_DIENST
@MET
def test_verkeerde_volgorde(dienst: Dienst, met: str) -> None:
    """Two neighbours of different names change places; where that is wrong the cause is their order."""
    gezien = 0
    for bericht, element, _ in list(plekken(dienst, 2))[::3]:
        for plaats in range(len(element) - 1):
            een, ander = element[plaats], element[plaats + 1]
            if naam(een) == naam(ander):
                continue
            element.insert(plaats, ander)
            if not schema.is_geldig(bericht, dienst):
                gezien += 1
                assert schema.bevindingen(bericht, dienst)[0].oorzaak == "element-volgorde"
            element.insert(plaats, een)
            break
    assert gezien > 20
