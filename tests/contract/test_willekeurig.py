"""Random messages of our own contract: valid for two validators, read back equal, and refused by both when broken.

They cover every type, every branch of a choice and every facet at its limits. The suite makes a thousand;
``python -m tests.contract.test_willekeurig 20000`` makes as many as are asked for.
"""

import itertools
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
import xmlschema
from lxml import etree

from rio_soap.contract import bron, mapping, schema
from rio_soap.contract.ingesloten import vreemd
from rio_soap.contract.operaties import AANVULLING_BEHEREN, AANVULLING_RAADPLEGEN, OPERATIES, Dienst, Operatie
from rio_soap.contract.path import element_op
from rio_soap.contract.vorm import Simpel, Vorm, vormen
from rio_soap.edukoppeling.canoniek import canoniek
from tests.contract.maker import Maker

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
EIGEN = [o for o in OPERATIES.values() if o.dienst in (AANVULLING_BEHEREN, AANVULLING_RAADPLEGEN)]
AANTAL = 1000
"""Of the suite, over all operations: requests and answers in turn; the requests are broken too."""


@cache
def tweede(dienst: Dienst) -> Any:
    """The schema for the second validator, as it is served."""
    return xmlschema.XMLSchema10(bron.xsd_voor(dienst.xsd, str).decode())


def berichten(aantal: int) -> Iterator[tuple[Operatie, Maker, etree._Element]]:
    """So many messages over all operations, requests and answers in turn, written and put in an envelope."""
    for nummer in range(aantal):
        operatie = EIGEN[nummer // 2 % len(EIGEN)]
        maker = Maker(operatie.dienst, nummer)
        verzoek = nummer % 2 == 0
        gegeven = maker.bericht(operatie.verzoek if verzoek else operatie.antwoord)
        schrijf: Callable[..., etree._Element] = mapping.schrijf_verzoek if verzoek else mapping.schrijf
        geschreven = schrijf(operatie, gegeven)
        element = etree.fromstring(b"<e:E xmlns:e='urn:e'>" + etree.tostring(geschreven) + b"</e:E>")[0]
        assert schema.is_geldig(element, operatie.dienst), schema.bevindingen(element, operatie.dienst)
        assert mapping.lees(element, operatie.dienst) == gegeven
        if not verzoek:
            tekst = mapping.schrijf_antwoord(operatie, gegeven)
            assert canoniek(mapping.ontleed(tekst)).decode() == tekst
        yield operatie, maker, element


def breek(element: etree._Element, dienst: Dienst, toeval: random.Random) -> set[etree._Element]:
    """Make one thing wrong; gives the elements that may be named for it: itself, its parent, its neighbours."""
    vreemde = {deel for een, _ in vreemd(element, dienst) for deel in een.iter()}
    plek = toeval.choice([deel for deel in element.iter() if deel is not element and deel not in vreemde])
    ouder = plek.getparent()
    assert ouder is not None
    wijze = toeval.choice(("tekst", "grens", "naam", "weg", "dubbel", "attribuut", "nil"))
    soort = vormen(dienst).soort_van(plek, element)
    if wijze == "weg":
        ouder.remove(plek)
    elif wijze == "dubbel":
        for _ in range(100):
            plek.addnext(etree.fromstring(etree.tostring(plek)))
    elif wijze in ("attribuut", "nil"):
        plek.set("x" if wijze == "attribuut" else f"{XSI}nil", "true")
    elif isinstance(soort, Simpel) and wijze != "naam":
        plek.text = over_de_grens(soort, toeval) if wijze == "grens" else FOUT_VAN[soort.primitief]
    else:
        plek.tag = f"{{{dienst.schema_ns}}}bestaatNiet"
    return {plek, ouder, *ouder}


def over_de_grens(soort: Simpel, toeval: random.Random) -> str:
    """A value just beyond a limit of its type; one that is none where the type has no such limit."""
    facetten = soort.facetten
    fout = [FOUT_VAN[soort.primitief]]
    if "minInclusive" in facetten and soort.primitief not in ("date", "dateTime"):
        fout.append(str(int(facetten["minInclusive"]) - 1))
    if "maxInclusive" in facetten and soort.primitief not in ("date", "dateTime"):
        fout.append(str(int(facetten["maxInclusive"]) + 1))
    if int(facetten.get("minLength", 0)):
        fout.append("x" * (int(facetten["minLength"]) - 1))
    if "maxLength" in facetten:
        fout.append("x" * (int(facetten["maxLength"]) + 1))
    return toeval.choice(fout[1:] or fout)


FOUT_VAN = {
    **dict.fromkeys(("string", "token", "normalizedString"), "\u00a0" * 4000),
    **dict.fromkeys(("decimal", "integer", "long", "short", "int"), "1e3"),
    **dict.fromkeys(("date", "dateTime"), "2026-02-30"),
    "boolean": "ja",
}


def keur(aantal: int) -> tuple[Counter[str], int, set[str]]:
    """Make and judge so many; what was refused by its cause, how many were changed, and the names of all elements."""
    oorzaken, gemaakt, gezien = Counter[str](), 0, set[str]()
    for nummer, (operatie, maker, element) in enumerate(berichten(aantal)):
        dienst, toeval = operatie.dienst, random.Random(nummer)
        gezien |= {f"{dienst.naam} {naam}" for naam in maker.gezien}
        assert tweede(dienst).is_valid(element), list(tweede(dienst).iter_errors(element))[:1]
        if nummer % 2:
            continue
        schuldig = breek(element, dienst, toeval)
        gemaakt += 1
        if schema.is_geldig(element, dienst):
            continue
        oorzaken["ook voor xmlschema"] += not tweede(dienst).is_valid(element)
        bevindingen = schema.bevindingen(element, dienst)
        assert element_op(bevindingen[0].waar, element) in schuldig, bevindingen[0]
        oorzaken[bevindingen[0].oorzaak] += 1
    return oorzaken, gemaakt, gezien


def test_een_willekeurig_bericht_is_voor_beide_geldig_en_komt_gelijk_terug_en_een_kapot_voor_geen_van_beide() -> None:
    """With our explanation at the element that is wrong, or at the one in which it stands."""
    oorzaken, gemaakt, _ = keur(AANTAL)
    geweigerd = oorzaken.total() - oorzaken["ook voor xmlschema"]
    assert geweigerd > gemaakt * 0.7, "the rest lacks what may be lacking, or has a text of a type without limits"
    assert oorzaken["ook voor xmlschema"] == geweigerd
    assert len(oorzaken) > 10, oorzaken


@pytest.mark.parametrize("dienst", [AANVULLING_BEHEREN, AANVULLING_RAADPLEGEN], ids=lambda d: d.naam)
def test_de_maker_raakt_elk_element_elk_type_en_elke_grens(dienst: Dienst) -> None:
    """What it makes of every type: each element of each choice, and texts and numbers at each limit."""
    nodig, grenzen = set[str](), set[str]()
    maker = Maker(dienst, 1)
    for soort in _alle(dienst):
        nodig |= {lid for veld in soort.velden for lid in veld.leden}
    namen = [n for o in EIGEN if o.dienst is dienst for n in (o.verzoek, o.antwoord)]
    for naam in itertools.islice(itertools.cycle(namen), 100 * len(namen)):
        if nodig <= maker.gezien:
            break
        maker.bericht(naam)
    assert nodig <= maker.gezien, nodig - maker.gezien
    gebruikt = {s for vorm in _alle(dienst) for _, s in vorm.per_tag.values() if isinstance(s, Simpel)}
    for naam, enkel in sorted((enkel.naam, enkel) for enkel in gebruikt):
        gemaakt = [maker._enkel(enkel) for _ in range(60)]
        for facet, grens in enkel.facetten.items():
            if facet in ("minLength", "maxLength") and "pattern" not in enkel.facetten:
                assert int(grens) in {len(str(een)) for een in gemaakt}, (naam, facet)
                grenzen.add(facet)
            if facet in ("minInclusive", "maxInclusive"):
                assert any(str(een) in (grens, f"{grens}.0") for een in gemaakt), (naam, facet)
                grenzen.add(facet)
    assert grenzen >= {"minLength", "maxLength", "minInclusive"}


def _alle(dienst: Dienst) -> Iterator[Vorm]:
    """Every type that stands in some message."""
    contract = vormen(dienst)
    namen = [naam for o in EIGEN if o.dienst is dienst for naam in (o.verzoek, o.antwoord)]
    rij: list[Vorm | Simpel] = [contract.elementen[naam] for naam in namen]
    gehad: set[str] = set()
    while rij:
        soort = rij.pop()
        if isinstance(soort, Vorm) and soort.naam not in gehad:
            gehad.add(soort.naam)
            yield soort
            rij += [onder for _, onder in soort.per_tag.values()]


if __name__ == "__main__":
    gevonden, gebroken, elementen = keur(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    print(f"{len(elementen)} elements; {gebroken} broken, refused by cause: {dict(gevonden)}")
