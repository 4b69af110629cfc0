# ruff: noqa: E501  # a table: one mistake per line
"""What the workbench puts first for content that does not fit: the cause, not what follows from it."""

import random
from collections.abc import Callable

import pytest
from lxml import etree

from rio_soap.contract import mapping, schema
from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.operaties import OPERATIES, Dienst, Operatie
from rio_soap.contract.path import naam
from rio_soap.contract.vorm import Vorm, vormen
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.setup import trial
from rio_soap.setup.settings import Settings
from rio_soap.workbench.controle import Kader, controleer
from tests.contract.maker import Maker as Bericht
from tests.workbench.hulp import DUO, OIN_RIO, Maker, een

HO = "/aanleveren_opleidingseenheid_request/hoOpleiding[1]"
Boom = Callable[[etree._Element], None]


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    settings = Settings(data_dir=tmp_path_factory.mktemp("pki"))
    trial.make_pki(settings)
    pki = settings.data_dir / "pki"
    return Maker(Sleutelpaar.laad(pki / "klant.key", pki / "klant.pem"))


def vaker(pad: str, keren: int) -> Boom:
    """The element as often as that, one after another."""

    def doe(root: etree._Element) -> None:
        element = een(root, pad)
        for _ in range(keren - 1):
            element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))

    return doe


def erbij(na: str, naam: str, tekst: str | None = None) -> Boom:
    def doe(root: etree._Element) -> None:
        element = etree.Element(DUO + naam)
        element.text = tekst
        een(root, na).addnext(element)

    return doe


def weg(pad: str) -> Boom:
    def doe(root: etree._Element) -> None:
        element = een(root, pad)
        element.getparent().remove(element)  # type: ignore[union-attr]

    return doe


def verplaats(pad: str, na: str) -> Boom:
    return lambda root: een(root, na).addnext(een(root, pad))


def tekst(pad: str, waarde: str) -> Boom:
    return lambda root: setattr(een(root, pad), "text", waarde)


GEVALLEN: dict[str, tuple[Boom, str, str, str]] = {
    "99 kenmerken mogen, 100 niet": (vaker("//d:hoOpleiding/d:kenmerken[2]", 99), "element-teveel", f"{HO}/kenmerken[100]", "hoogstens 99 maal"),
    "twee objecten": (vaker("//d:hoOpleiding", 2), "element-teveel", "/aanleveren_opleidingseenheid_request/hoOpleiding[2]", "hoogstens 1 maal"),
    "ook een ander soort object": (erbij("//d:hoOpleiding", "particuliereOpleiding"), "element-teveel", "/aanleveren_opleidingseenheid_request/particuliereOpleiding[1]", "een van hoOpleiding"),
    "twee begindatums": (vaker("//d:hoOpleiding/d:begindatum", 2), "element-teveel", f"{HO}/begindatum[2]", "hoogstens 1 maal"),
    "twee waarden van een kenmerk": (erbij("//d:kenmerken[1]/d:kenmerkwaardeTekst", "kenmerkwaardeGetal", "1"), "element-keuze", f"{HO}/kenmerken[1]/kenmerkwaardeGetal[1]", "naast kenmerkwaardeTekst"),
    "laatste verplichte element ontbreekt": (weg("//d:kenmerken[1]/d:kenmerkwaardeTekst"), "element-ontbreekt", f"{HO}/kenmerken[1]", "kenmerkwaardeGetal"),
    "verplicht element ontbreekt voor een ander": (weg("//d:hoOpleiding/d:begindatum"), "element-ontbreekt", f"{HO}/kenmerken[1]", "ervoor ontbreekt begindatum"),
    "twee elementen in een andere volgorde": (verplaats("//d:hoOpleiding/d:begindatum", "//d:hoOpleiding/d:kenmerken[2]"), "element-volgorde", f"{HO}/kenmerken[1]", "begindatum"),
    "harde spatie achter een getal": (tekst("//d:studielast", "240\u00a0"), "getal", f"{HO}/hoOpleidingPeriode[1]/studielast[1]", "teken 4 is U+00A0 (harde spatie)"),
    "harde spatie achter een datum": (tekst("//d:hoOpleiding/d:begindatum", "2026-09-01\u00a0"), "datum", f"{HO}/begindatum[1]", "teken 11 is U+00A0 (harde spatie)"),
    "smalle spatie in een lijstwaarde": (tekst("//d:hoOpleiding/d:niveau", "HBO\u2009BA"), "waardenlijst", f"{HO}/niveau[1]", "teken 4 is U+2009"),
}  # fmt: skip


@pytest.mark.parametrize("geval", GEVALLEN)
def test_the_right_cause_comes_first_at_its_place(geval: str, maker: Maker) -> None:
    doe, oorzaak, waar, woorden = GEVALLEN[geval]
    rapport = controleer("bericht", maker.getekend(doe), Kader(Profiel(OIN_RIO)))
    assert rapport.eerste is not None
    assert (rapport.eerste.oorzaak, rapport.eerste.waar) == (oorzaak, waar)
    assert woorden in f"{rapport.eerste.bericht} {rapport.eerste.toegestaan}"


def test_both_of_a_choice_of_objects(maker: Maker) -> None:
    """A new onderwijsaanbieder or one that is there, not both."""

    def doe(root: etree._Element) -> None:
        bericht = root[-1][0]
        bericht.tag = DUO + "aanleveren_onderwijsaanbieder_request"
        bericht.remove(bericht[-1])
        etree.SubElement(bericht, DUO + "onderwijsbestuurcode").text = "100B490"
        for lokaal in ("nieuweOnderwijsaanbieder", "onderwijsaanbieder"):
            etree.SubElement(bericht, DUO + lokaal)

    rapport = controleer("bericht", maker.getekend(doe), Kader(Profiel(OIN_RIO)))
    assert "element-keuze" in {m.oorzaak for m in rapport.meldingen}


@pytest.mark.parametrize("wit", [" ", "\n  ", "\t"])
def test_white_space_around_a_date_is_no_finding(wit: str, maker: Maker) -> None:
    data = maker.getekend(tekst("//d:hoOpleiding/d:begindatum", f"{wit}2026-09-01{wit}"))
    assert not [
        m for m in controleer("bericht", data, Kader(Profiel(OIN_RIO))).meldingen if m.deel in ("xsd", "waarden")
    ]


@pytest.mark.parametrize("operatie", OPERATIES.values(), ids=lambda o: o.naam)
@pytest.mark.parametrize("hoe", ["weg", "verwisseld"])
def test_what_is_missing_is_told_from_what_stands_in_another_order(operatie: Operatie, hoe: str) -> None:
    """Wherever a mandatory element is left out it is missing, also before others; two that changed places are not."""
    verwacht_ = {"weg": "element-ontbreekt", "verwisseld": "element-volgorde"}[hoe]
    toeval, geprobeerd = random.Random(operatie.naam), 0
    for zaad in range(12):
        bericht = mapping.schrijf_verzoek(operatie, Bericht(operatie.dienst, zaad).bericht(operatie.verzoek))
        element = toeval.choice([deel for deel in bericht.iter() if deel is not bericht])
        if not (_laat_weg if hoe == "weg" else _verwissel)(element, bericht, operatie.dienst):
            continue
        geprobeerd += 1
        bevinding = schema.bevindingen(bericht, operatie.dienst)[0]
        assert bevinding.oorzaak == verwacht_, (naam(element), bevinding)
        if hoe == "weg":
            assert naam(element) in str(bevinding.toegestaan) or "een van" in str(bevinding.toegestaan)
    assert geprobeerd


def _deeltje(element: etree._Element, bericht: etree._Element, dienst: Dienst) -> Deeltje | None:
    vorm = vormen(dienst).soort_van(element.getparent(), bericht)  # type: ignore[arg-type]
    assert isinstance(vorm, Vorm)
    rij = [deel for deel in vorm.inhoud if not deel.leden] and [d for deel in vorm.inhoud for d in deel.delen]
    return next((deel for deel in rij if naam(element) in deel.leden), None)


def _laat_weg(element: etree._Element, bericht: etree._Element, dienst: Dienst) -> bool:
    """Leave out a mandatory one of which there is no second."""
    deel, ouder = _deeltje(element, bericht, dienst), element.getparent()
    assert ouder is not None
    if deel is None or deel.minimum != 1 or sum(naam(kind) in deel.leden for kind in ouder) != 1:
        return False
    ouder.remove(element)
    return True


def _verwissel(element: etree._Element, bericht: etree._Element, dienst: Dienst) -> bool:
    volgend = element.getnext()
    deel = _deeltje(element, bericht, dienst)
    if volgend is None or deel is None or naam(volgend) in deel.leden or _deeltje(volgend, bericht, dienst) is None:
        return False
    element.addprevious(volgend)
    return True
