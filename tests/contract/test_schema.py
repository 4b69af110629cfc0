"""A message is judged where it stands, and an invalid one is told precisely what is wrong, within bounds."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from lxml import etree

from rio_soap.bevinding import Bevinding
from rio_soap.contract import mapping, schema, uitleg
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.operaties import BEHEREN, DIENSTEN, OPERATIES, RAADPLEGEN
from rio_soap.contract.vorm import Vorm, verwacht, vormen
from tests.contract.maker import Maker
from tests.contract.test_mapping import XSI, eenheid, geschreven

NS = BEHEREN.schema_ns
WORTEL = "/aanleveren_opleidingseenheid_request"


def q(naam: str) -> str:
    return f"{{{NS}}}{naam}"


def in_envelop(element: etree._Element) -> etree._Element:
    """The message with all its prefixes declared on the envelope, over several lines."""
    data = etree.tostring(element, pretty_print=True).replace(f' xmlns:duo="{NS}"'.encode(), b"")
    envelop = f'<e:Envelope xmlns:e="urn:e" xmlns:duo="{NS}" xmlns:xsi="{XSI}">\n<e:Body>\n'.encode()
    return etree.fromstring(envelop + data + b"</e:Body>\n</e:Envelope>")


def bericht() -> etree._Element:
    """A valid request in its envelope."""
    return in_envelop(geschreven(eenheid()))[0][0]


def test_valideert_ter_plaatse_met_namespaces_van_de_envelop() -> None:
    """Nothing is reparsed, moved or changed: the same element stays in the same document."""
    element = bericht()
    wortel = element.getroottree().getroot()
    voor = etree.tostring(wortel)
    kinderen = list(element)
    assert schema.is_geldig(element, BEHEREN)
    element[4].set(f"{{{XSI}}}type", "duo:HoOpleiding")
    assert schema.is_geldig(element, BEHEREN), "prefix of xsi:type is declared on the envelope"
    element[4].set(f"{{{XSI}}}type", "duo:Kenmerk")
    assert not schema.is_geldig(element, BEHEREN)
    del element[4].attrib[f"{{{XSI}}}type"]
    assert etree.tostring(wortel) == voor
    assert list(element) == kinderen
    assert all(kind.getparent() is element for kind in element)
    assert element.getparent() is wortel[0]


def test_buren_in_de_envelop_tellen_niet_mee() -> None:
    element = bericht()
    element.tail = "tekst"
    element.addnext(etree.Element("vreemd"))
    assert schema.is_geldig(element, BEHEREN)
    assert not schema.is_geldig(element.getparent(), BEHEREN)  # type: ignore[arg-type]


def test_het_ene_contract_keurt_niet_voor_het_andere() -> None:
    assert not schema.is_geldig(bericht(), RAADPLEGEN)
    (bevinding,) = schema.bevindingen(bericht(), RAADPLEGEN)
    assert bevinding.waar == WORTEL
    assert bevinding.zin() == "Dit element bestaat niet in dit contract"


def test_draden_zitten_elkaar_niet_in_de_weg() -> None:
    """Valid and invalid messages, validated and explained at once, each get their own verdict."""

    def oordeel(nummer: int) -> tuple[bool, list[Bevinding]]:
        element = bericht()
        if nummer % 2:
            element[4].remove(element[4][-1])
        return schema.is_geldig(element, BEHEREN), schema.bevindingen(element, BEHEREN)

    with ThreadPoolExecutor(4) as threads:
        oordelen = list(threads.map(oordeel, range(60)))
    assert oordelen[::2] == [(True, [])] * 30
    assert [geldig for geldig, _ in oordelen[1::2]] == [False] * 30
    assert all(bevindingen == oordelen[1][1] != [] for _, bevindingen in oordelen[1::2])


def weg(naam: str) -> Any:
    return lambda e: e.find(f".//{q(naam)}").getparent().remove(e.find(f".//{q(naam)}"))


def tekst(naam: str, waarde: str) -> Any:
    return lambda e: setattr(e.find(f".//{q(naam)}"), "text", waarde)


def kind_van_begindatum(element: etree._Element) -> None:
    etree.SubElement(element[4][0], q("x"))


GEVALLEN: list[tuple[str, Any, str, str, str, str]] = [
    (
        "verplicht element ontbreekt vooraan",
        weg("identificatiecodeBedrijfsdocument"),
        f"{WORTEL}/verzendendeInstantie[1]",
        "verzendendeInstantie",
        "identificatiecodeBedrijfsdocument",
        "verzendendeInstantie mag hier niet staan: ervoor ontbreekt identificatiecodeBedrijfsdocument",
    ),
    (
        "verplicht element ontbreekt achteraan",
        weg("niveau"),
        f"{WORTEL}/hoOpleiding[1]",
        "waardedocumentsoort",
        "niveau",
        "De inhoud van hoOpleiding is niet volledig: na waardedocumentsoort ontbreekt nog een element",
    ),
    (
        "keuze uit leden van de substitutiegroep",
        lambda e: setattr(e[4], "tag", q("hoOplieding")),
        f"{WORTEL}/hoOplieding[1]",
        "hoOplieding",
        "een van: hoOpleiding, hoOnderwijseenhedencluster, hoOnderwijseenheid, particuliereOpleiding",
        "hoOplieding mag hier niet staan",
    ),
    (
        "abstracte kop",
        lambda e: (setattr(e[4], "tag", q("opleidingseenheid")), e[4].remove(e[4][-1]), e[4].remove(e[4][-1])),
        f"{WORTEL}/opleidingseenheid[1]",
        "begindatum, kenmerken, hoOpleidingPeriode",
        "een van: hoOpleiding, hoOnderwijseenhedencluster, hoOnderwijseenheid, particuliereOpleiding",
        "Dit element is abstract: gebruik het element van het soort object",
    ),
    (
        "namespace vergeten",
        lambda e: setattr(e[4][0], "tag", "begindatum"),
        f"{WORTEL}/hoOpleiding[1]/begindatum[1]",
        "begindatum",
        "een van: opleidingseenheidcode, begindatum",
        "begindatum mag hier niet staan: verkeerde namespace",
    ),
    (
        "element te veel",
        lambda e: etree.SubElement(e, q("opleidingseenheidcode")),
        f"{WORTEL}/opleidingseenheidcode[1]",
        "opleidingseenheidcode",
        "geen element meer",
        "opleidingseenheidcode mag hier niet staan",
    ),
    (
        "geen datum",
        tekst("begindatum", "31-12-2024"),
        f"{WORTEL}/hoOpleiding[1]/begindatum[1]",
        "31-12-2024",
        "PeriodeBegindatum-v01 (date)",
        "De waarde is geen geldige datum (jjjj-mm-dd)",
    ),
    (
        "leeg",
        tekst("niveau", ""),
        f"{WORTEL}/hoOpleiding[1]/niveau[1]",
        "(leeg)",
        "Niveaucode-v06 (token): minLength 1, maxLength 70, pattern [A-Za-z0-9._\\-/ ]*",
        "De waarde is te kort",
    ),
    (
        "te lang",
        tekst("verzendendeInstantie", "1" * 5000),
        f"{WORTEL}/verzendendeInstantie[1]",
        "1" * 200,
        "VerzendendeInstantie-v02 (normalizedString): minLength 1, maxLength 22",
        "De waarde is te lang",
    ),
    (
        "patroon",
        tekst("niveau", "WO_BÄ!"),
        f"{WORTEL}/hoOpleiding[1]/niveau[1]",
        "WO_BÄ!",
        "Niveaucode-v06 (token): minLength 1, maxLength 70, pattern [A-Za-z0-9._\\-/ ]*",
        "De waarde voldoet niet aan het patroon",
    ),
    (
        "attribuut",
        lambda e: e[4].set("soort", "x"),
        f"{WORTEL}/hoOpleiding[1]",
        'soort="x"',
        "geen attributen, behalve xsi:type van een afgeleid type",
        "Dit attribuut is niet toegestaan",
    ),
    (
        "xsi:type past niet",
        lambda e: e[4].set(f"{{{XSI}}}type", "duo:Kenmerk"),
        f"{WORTEL}/hoOpleiding[1]",
        f'{{{XSI}}}type="duo:Kenmerk"',
        "geen attributen, behalve xsi:type van een afgeleid type",
        "Het type in xsi:type past niet op deze plaats",
    ),
    (
        "tekst tussen elementen",
        lambda e: setattr(e[4], "text", " hallo "),
        f"{WORTEL}/hoOpleiding[1]",
        "hallo",
        "alleen elementen",
        "Tekst tussen elementen is niet toegestaan",
    ),
    (
        "element in een waarde",
        kind_van_begindatum,
        f"{WORTEL}/hoOpleiding[1]/begindatum[1]",
        "x",
        "PeriodeBegindatum-v01 (date)",
        "In dit element is alleen tekst toegestaan",
    ),
]


@pytest.mark.parametrize(("wat", "maak_stuk", "waar", "gevonden", "toegestaan", "melding"), GEVALLEN, ids=lambda x: x)
def test_bevinding_zegt_waar_wat_en_wat_wel_mag(
    wat: str, maak_stuk: Any, waar: str, gevonden: str, toegestaan: str, melding: str
) -> None:
    element = bericht()
    maak_stuk(element)
    assert not schema.is_geldig(element, BEHEREN), wat
    bevinding = schema.bevindingen(element, BEHEREN)[0]
    assert (bevinding.waar, str(bevinding.gevonden), str(bevinding.toegestaan), bevinding.zin()) == (
        waar,
        gevonden,
        toegestaan,
        melding,
    )


def test_alle_fouten_tegelijk_met_hun_regel_en_elke_plaats_een_keer() -> None:
    element = bericht()
    element[4][0].text = "morgen"
    element[4][-1].text = "?"
    element[0].text = "x" * 100
    bevindingen = schema.bevindingen(element, BEHEREN)
    assert [b.waar.rsplit("/")[-1] for b in bevindingen] == [
        "identificatiecodeBedrijfsdocument[1]",
        "begindatum[1]",
        "niveau[1]",
    ]
    assert [b.regel for b in bevindingen] == [
        element[0].sourceline,
        element[4][0].sourceline,
        element[4][-1].sourceline,
    ]
    assert bevindingen[0].regel == 4


def test_geldig_bericht_heeft_geen_bevindingen() -> None:
    assert schema.bevindingen(bericht(), BEHEREN) == []


@pytest.mark.parametrize(
    "type_", ["duo:Bestaatniet", "nergens:HoOpleiding", "HoOpleiding", "", "duo:", ":", "a:b:c", "xsi:x", "{x}y"]
)
def test_wat_xmlschema_zelf_niet_verdraagt_geeft_toch_een_bevinding(type_: str) -> None:
    """An xsi:type that does not resolve makes xmlschema raise; libxml2 then says what it objects to."""
    element = bericht()
    element[4].set(f"{{{XSI}}}type", type_)
    bevindingen = schema.bevindingen(element, BEHEREN)
    assert bevindingen
    assert f"{WORTEL}/hoOpleiding[1]" in {b.waar for b in bevindingen}
    assert all(b.zin() for b in bevindingen)


def test_wat_alleen_libxml2_weigert_krijgt_de_plaats_en_het_type() -> None:
    """xmlschema takes a no-break space for white space, libxml2 does not: the list is not empty for all that."""
    element = bericht()
    element[4][0].text = "2024-09-01\u00a0"
    (bevinding,) = schema.bevindingen(element, BEHEREN)
    assert bevinding.waar == f"{WORTEL}/hoOpleiding[1]/begindatum[1]"
    assert bevinding.regel == element[4][0].sourceline
    assert str(bevinding.gevonden) == "2024-09-01[U+00A0]"
    assert str(bevinding.toegestaan) == "PeriodeBegindatum-v01 (date)"
    assert NS not in bevinding.zin()


@pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda d: d.naam)
def test_elk_lid_dat_ontbreekt_wordt_door_de_tabellen_genoemd(dienst: Any) -> None:
    """Leave out any one element of a valid message: if it was required, the finding allows exactly that element."""
    genoemd = 0
    for operatie in (o for o in OPERATIES.values() if o.dienst is dienst):
        element = mapping.schrijf_verzoek(operatie, Maker(dienst, 3).bericht(operatie.verzoek))
        for kind in list(element.iter(etree.Element))[1:]:
            ouder = kind.getparent()
            assert ouder is not None
            plaats, naam = ouder.index(kind), etree.QName(kind).localname
            if ouder.tag in vormen(dienst).insluiters:
                continue  # any name may stand there
            ouder.remove(kind)
            if not schema.is_geldig(element, dienst):
                bevinding = schema.bevindingen(element, dienst)[0]
                assert naam in str(bevinding.toegestaan), (operatie.naam, naam, bevinding)
                genoemd += 1
            ouder.insert(plaats, kind)
    assert genoemd > 20


def test_verwacht_kent_keuzes_herhalingen_en_het_einde() -> None:
    kenmerk = vormen(BEHEREN).soort("Kenmerk")
    assert isinstance(kenmerk, Vorm)
    waarden = [f"kenmerkwaarde{x}" for x in ("Datum", "Tekst", "Enumeratiewaarde", "Getal", "Boolean")]
    assert verwacht(kenmerk, []) == ["kenmerknaam"]
    assert verwacht(kenmerk, ["kenmerknaam"]) == waarden
    assert verwacht(kenmerk, ["kenmerknaam", "kenmerkwaardeGetal"]) == []
    assert verwacht(kenmerk, ["kenmerkwaardeGetal"]) == []
    opleiding = vormen(BEHEREN).soort("HoOpleiding")
    assert isinstance(opleiding, Vorm)
    assert "kenmerken" in verwacht(opleiding, ["begindatum", *["kenmerken"] * 98])
    assert "kenmerken" not in verwacht(opleiding, ["begindatum", *["kenmerken"] * 99])
    tweemaal = Vorm("T", abstract=False, inhoud=[Deeltje(2, 3, ("a",)), Deeltje(0, 1, ("b",))])
    assert [verwacht(tweemaal, ["a"] * keren) for keren in range(5)] == [["a"], ["a"], ["a", "b"], ["b"], []]


@pytest.mark.parametrize("stukken", ["<x/>" * 4900, "<x/>" * 500_000, "<duo:begindatum>x</duo:begindatum>" * 50_000])
def test_een_vijandig_bericht_kost_weinig_en_geeft_weinig(stukken: str) -> None:
    """Two megabytes of nonsense: at most `maximum` findings of bounded length, in well under two seconds."""
    data = etree.tostring(in_envelop(geschreven(eenheid()))).decode()
    element = etree.fromstring(data.replace("</duo:hoOpleiding>", f"{stukken}</duo:hoOpleiding>"))[0][0]
    schema.bevindingen(bericht()[4], BEHEREN)
    begin = time.process_time()
    assert not schema.is_geldig(element, BEHEREN)
    bevindingen = schema.bevindingen(element, BEHEREN, maximum=10)
    assert time.process_time() - begin < 2
    assert 1 <= len(bevindingen) <= 10
    assert all(
        len(str(b.gevonden)) <= 200 and len(b.zin()) <= 1000 and len(str(b.toegestaan)) <= 1000 for b in bevindingen
    )


def test_wie_te_lang_moet_wachten_krijgt_dezelfde_uitleg_met_de_plaatsen_van_libxml2(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Explaining is done one message at a time; a queue behind a large one does not hold up answers."""
    monkeypatch.setattr(uitleg, "_MAX_WACHTEN", 0.01)
    element = bericht()
    element[4][0].text = "morgen"
    with uitleg._lock:
        (bevinding,) = schema.bevindingen(element, BEHEREN)
    assert bevinding.waar == f"{WORTEL}/hoOpleiding[1]/begindatum[1]"
    assert bevinding == schema.bevindingen(element, BEHEREN)[0]
    assert (str(bevinding.gevonden), bevinding.zin()) == ("morgen", "De waarde is geen geldige datum (jjjj-mm-dd)")


@pytest.mark.parametrize("geldig", [True, False])
def test_een_aanwijzing_van_de_afzender_wordt_nergens_opgehaald(geldig: bool) -> None:
    """xsi:schemaLocation in a message makes neither libxml2 nor xmlschema fetch anything."""
    with socket.create_server(("127.0.0.1", 0)) as luisteraar:
        luisteraar.settimeout(0.2)
        plek = f"http://127.0.0.1:{luisteraar.getsockname()[1]}/x.xsd"
        element = bericht()
        element.set(f"{{{XSI}}}schemaLocation", f"{NS} {plek} urn:x {plek}")
        element[4].set(f"{{{XSI}}}schemaLocation", f"urn:y {plek}")
        if not geldig:
            etree.SubElement(element, "{urn:x}x")
        assert schema.is_geldig(element, BEHEREN) is geldig
        assert bool(schema.bevindingen(element, BEHEREN)) is not geldig
        with pytest.raises(TimeoutError):
            luisteraar.accept()


def test_ook_een_los_object_is_volgens_het_schema_geldig() -> None:
    """Whether the root is the message of an operation is asked by the service, not here."""
    los = geschreven(eenheid())[4]
    assert schema.is_geldig(los, BEHEREN)
    assert mapping.lees(los, BEHEREN).naam == "hoOpleiding"
    assert isinstance(mapping.lees(los, BEHEREN), Gegeven)
