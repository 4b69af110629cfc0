"""What stands in an Objectinhoud is an object or a request of any contract, judged and read by that contract."""

import time
from datetime import UTC, datetime

import pytest
from lxml import etree

from rio_soap.contract import keuring, mapping, schema
from rio_soap.contract.gegevens import Gegeven, Ingesloten, Waarde
from rio_soap.contract.ingesloten import MAX_DIEP, vreemd
from rio_soap.contract.operaties import (
    AANVULLING_BEHEREN,
    AANVULLING_RAADPLEGEN,
    BEHEREN,
    OPERATIES,
    RAADPLEGEN,
    Dienst,
)
from rio_soap.contract.path import element_op
from rio_soap.contract.vorm import vormen, zelfstandig
from rio_soap.contract.waardetekst import Vormfout
from rio_soap.edukoppeling.canoniek import canoniek
from tests.contract.maker import INSLUITEND, Maker

OP_MOMENT = OPERATIES["opvragen_objectOpMoment"]
CONTROLEREN = OPERATIES["controleren_levering"]
BUNDEL = OPERATIES["aanleveren_bundel"]
HIER = "/opvragen_objectOpMoment_response/objectversie[1]/inhoud[1]"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
KOP: dict[str, Waarde] = {
    "identificatiecodeBedrijfsdocument": "1",
    "verzendendeInstantie": "2",
    "ontvangendeInstantie": "3",
    "datumTijdBedrijfsdocument": "2026-11-30T12:00:00.000Z",
}
LOS = [
    (dienst, naam)
    for dienst in (RAADPLEGEN, AANVULLING_RAADPLEGEN)
    for naam in vormen(dienst).los
    if not naam.endswith(("_request", "_response"))
]
VERZOEKEN = [(o.dienst, o.verzoek) for o in OPERATIES.values() if o.verzoek not in INSLUITEND]


def antwoord(inhoud: Ingesloten) -> dict[str, Waarde]:
    versie: dict[str, Waarde] = {
        "objecttype": "LICENTIE",
        "sleutel": "x",
        "bekendOp": datetime(2026, 11, 30, tzinfo=UTC),
        "volgnummer": 3,
        "inhoud": inhoud,
    }
    return {"requestGoedgekeurd": True, "objectversie": Gegeven("objectversie", versie)}


def ontvangen(tekst: str) -> etree._Element:
    """As a receiver gets it: in an envelope, from bytes."""
    return etree.fromstring(f'<e:E xmlns:e="urn:e"><e:B>{tekst}</e:B></e:E>'.encode())[0][0]


def geschreven(dienst: Dienst, naam: str, zaad: int = 1) -> tuple[Gegeven, etree._Element]:
    """An answer that holds an object, and its element."""
    inhoud = Ingesloten(dienst, Maker(dienst, zaad).object_(naam))
    gegeven = Gegeven(OP_MOMENT.antwoord, {**KOP, **antwoord(inhoud)})
    return gegeven, ontvangen(mapping.schrijf_antwoord(OP_MOMENT, gegeven))


def verzoek(inhoud: str) -> etree._Element:
    """A check of a delivery, with this text as the message to check."""
    kop = "".join(f"<r:{naam}>{waarde}</r:{naam}>" for naam, waarde in KOP.items())
    ns = AANVULLING_RAADPLEGEN.schema_ns
    naam = CONTROLEREN.verzoek
    return ontvangen(f'<r:{naam} xmlns:r="{ns}">{kop}<r:inhoud>{inhoud}</r:inhoud></r:{naam}>')


@pytest.mark.parametrize(("dienst", "naam"), LOS, ids=lambda deel: str(getattr(deel, "naam", deel)))
def test_elk_object_dat_alleen_kan_staan_gaat_heen_en_weer_in_canonieke_vorm(dienst: Dienst, naam: str) -> None:
    """V4's objects by V4's types, the three that V4 has no global element for too; ours by ours."""
    for zaad in range(4):
        gegeven, element = geschreven(dienst, naam, zaad)
        assert schema.is_geldig(element, AANVULLING_RAADPLEGEN), schema.bevindingen(element, AANVULLING_RAADPLEGEN)
        assert mapping.lees(element, AANVULLING_RAADPLEGEN) == gegeven
        tekst = mapping.schrijf_antwoord(OP_MOMENT, gegeven)
        assert canoniek(mapping.ontleed(tekst)).decode() == tekst
        (binnen,) = element_op(HIER, element)  # type: ignore[misc]
        assert binnen.tag == f"{{{dienst.schema_ns}}}{naam}"


@pytest.mark.parametrize(("dienst", "naam"), VERZOEKEN, ids=lambda deel: str(getattr(deel, "naam", deel)))
def test_elk_verzoek_van_de_vier_contracten_past_in_een_bundel_en_in_een_controle(dienst: Dienst, naam: str) -> None:
    binnen = Ingesloten(dienst, Maker(dienst, 5).bericht(naam))
    post = Gegeven("bundelpost", {"nummer": 1, "inhoud": binnen})
    for operatie, velden in ((CONTROLEREN, {"inhoud": binnen}), (BUNDEL, {"bundelpost": [post]})):
        gegeven = Gegeven(operatie.verzoek, {**KOP, **velden})  # type: ignore[dict-item]
        element = mapping.schrijf_verzoek(operatie, gegeven)
        assert schema.is_geldig(element, operatie.dienst), schema.bevindingen(element, operatie.dienst)
        assert mapping.lees(element, operatie.dienst) == gegeven


@pytest.mark.parametrize(("dienst", "naam"), LOS, ids=lambda deel: str(getattr(deel, "naam", deel)))
def test_een_fout_in_het_object_maakt_het_bericht_ongeldig_en_heeft_zijn_volle_pad(dienst: Dienst, naam: str) -> None:
    _, element = geschreven(dienst, naam)
    binnen = element_op(HIER, element)
    assert binnen is not None
    vreemde = etree.SubElement(binnen[0], f"{{{dienst.schema_ns}}}bestaatNiet")
    assert not schema.is_geldig(element, AANVULLING_RAADPLEGEN)
    (bevinding,) = schema.bevindingen(element, AANVULLING_RAADPLEGEN)
    assert (bevinding.oorzaak, bevinding.waar) == ("element-onbekend", f"{HIER}/{naam}[1]/bestaatNiet[1]")
    assert schema.ongeldige_elementen(element, AANVULLING_RAADPLEGEN) == [vreemde]


def test_wat_geen_contract_kent_is_leesbaar_en_niet_schrijfbaar() -> None:
    """The schema lets it pass, so the operation must be able to say that it knows no such request."""
    for tekst in ('<q:x xmlns:q="urn:q"><q:y/></q:x>', f'<q:onbekend_request xmlns:q="{BEHEREN.schema_ns}"/>'):
        element = verzoek(tekst)
        assert schema.is_geldig(element, AANVULLING_RAADPLEGEN)
        gelezen = mapping.lees(element, AANVULLING_RAADPLEGEN).velden["inhoud"]
        assert isinstance(gelezen, Ingesloten)
        assert gelezen.dienst is None
        assert gelezen.gegeven == Gegeven(str(element[-1][0].tag))
        assert zelfstandig(str(element[-1][0].tag)) is None
        with pytest.raises(Vormfout, match="an object of a contract expected"):
            mapping.schrijf_verzoek(CONTROLEREN, Gegeven("x", {"inhoud": gelezen}))


@pytest.mark.parametrize(
    "waarde",
    [
        Gegeven("licentie"),
        "tekst",
        Ingesloten(RAADPLEGEN, Gegeven("kenmerken")),
        Ingesloten(BEHEREN, Gegeven("opleiding")),
    ],
)
def test_wat_niet_alleen_kan_staan_wordt_bij_het_schrijven_genoemd(waarde: Waarde) -> None:
    """A part of an object, an abstract element, and an object of which is not said whose it is."""
    with pytest.raises(Vormfout, match="inhoud"):
        mapping.schrijf_verzoek(CONTROLEREN, Gegeven("x", {"inhoud": waarde}))


LEEG_EIGEN = f'<q:opvragen_versie_request xmlns:q="{AANVULLING_RAADPLEGEN.schema_ns}"/>'
LEEG_V4 = f'<q:opvragen_onderwijsaanbieder_request xmlns:q="{RAADPLEGEN.schema_ns}"/>'


@pytest.mark.parametrize(
    ("inhoud", "oorzaak", "waar"),
    [
        ("", "element-ontbreekt", "inhoud[1]"),
        ("tekst", "element-ontbreekt", "inhoud[1]"),
        ('tekst<q:x xmlns:q="urn:q"/>', "losse-tekst", "inhoud[1]"),
        ('<q:x xmlns:q="urn:q"/><q:y xmlns:q="urn:q"/>', "element-teveel", "inhoud[1]/y[1]"),
        (LEEG_EIGEN, "element-ontbreekt", "inhoud[1]/opvragen_versie_request[1]"),
        (LEEG_V4, "element-ontbreekt", "inhoud[1]/opvragen_onderwijsaanbieder_request[1]"),
    ],
)
def test_er_staat_precies_een_geldig_element_in(inhoud: str, oorzaak: str, waar: str) -> None:
    element = verzoek(inhoud)
    assert not schema.is_geldig(element, AANVULLING_RAADPLEGEN)
    bevinding = schema.bevindingen(element, AANVULLING_RAADPLEGEN)[0]
    assert (bevinding.oorzaak, bevinding.waar) == (oorzaak, f"/controleren_levering_request/{waar}")


def test_xsi_type_en_wit_om_een_datum_gelden_daarbinnen_als_erbuiten() -> None:
    """The schema of the message knows no type of the other contract; that contract does, and knows its own only."""
    _, element = geschreven(RAADPLEGEN, "onderwijsaanbieder", 2)
    (binnen,) = element_op(HIER, element)  # type: ignore[misc]
    binnen.set(f"{XSI}type", "ns3:Onderwijsaanbieder")
    datum = next(deel for deel in binnen.iter() if etree.QName(deel).localname == "begindatum")
    datum.text = f" {datum.text}\n"
    assert schema.is_geldig(element, AANVULLING_RAADPLEGEN)
    assert schema.bevindingen(element, AANVULLING_RAADPLEGEN) == []
    binnen.set(f"{XSI}type", "ns3:Onderwijslocatie")
    assert not schema.is_geldig(element, AANVULLING_RAADPLEGEN)
    bevindingen = schema.bevindingen(element, AANVULLING_RAADPLEGEN)
    assert {b.waar[: len(HIER) + 22] for b in bevindingen} == {f"{HIER}/onderwijsaanbieder[1]"}


def test_een_datum_die_geen_register_kan_houden_heeft_het_pad_vanaf_het_bericht() -> None:
    for dienst, naam in ((RAADPLEGEN, "onderwijsaanbieder"), (AANVULLING_RAADPLEGEN, "onderwijsbestuur")):
        _, element = geschreven(dienst, naam, 2)
        datum = next(deel for deel in element.iter() if etree.QName(deel).localname == "inBedrijfdatum")
        datum.text = "12026-01-01"
        with pytest.raises(mapping.Waardefout) as fout:
            mapping.lees(element, AANVULLING_RAADPLEGEN)
        assert fout.value.bevinding.waar == f"{HIER}/{naam}[1]/inBedrijfdatum[1]"


def test_berichten_in_berichten_hebben_een_grens_en_kosten_weinig() -> None:
    """Each level is judged with all that is in it; a message of levels only is refused before that."""
    ns = AANVULLING_RAADPLEGEN.schema_ns
    laag = f'<r:controleren_levering_request xmlns:r="{ns}"><r:inhoud>'
    diep = verzoek(laag * 80 + "</r:inhoud></r:controleren_levering_request>" * 80)
    begin = time.process_time()
    assert not schema.is_geldig(diep, AANVULLING_RAADPLEGEN)
    (bevinding,) = schema.bevindingen(diep, AANVULLING_RAADPLEGEN)
    assert time.process_time() - begin < 0.5
    assert str(MAX_DIEP) in bevinding.zin()
    assert bevinding.waar.count("inhoud[1]") == MAX_DIEP + 1


def test_een_antwoord_met_een_object_dat_v4_weigert_wordt_niet_getoond() -> None:
    """And the element to blame is named, as of an object of V4's own answers."""
    inhoud = Ingesloten(RAADPLEGEN, Maker(RAADPLEGEN, 1).object_("onderwijslocatie"))
    assert keuring.is_toonbaar(OP_MOMENT.naam, antwoord(inhoud))
    inhoud.gegeven.velden["onderwijslocatiecode"] = "fout"
    assert not keuring.is_toonbaar(OP_MOMENT.naam, antwoord(inhoud))
    assert not keuring.is_snel_toonbaar(OP_MOMENT.naam, antwoord(inhoud))
    (gebrek,) = keuring.gebreken(OP_MOMENT.naam, antwoord(inhoud))
    assert (gebrek.element, gebrek.waarde) == ("onderwijslocatiecode", "fout")


def test_voor_v4_wordt_er_niets_gezocht() -> None:
    """Its messages hold no such element, and cost no more than they did."""
    operatie = OPERATIES["opvragen_onderwijsaanbieder"]
    element = mapping.schrijf(operatie, Maker(RAADPLEGEN, 1).bericht(operatie.antwoord))
    assert not vormen(RAADPLEGEN).insluiters
    assert not vormen(BEHEREN).insluiters
    assert list(vreemd(element, RAADPLEGEN)) == []
    assert len(vormen(AANVULLING_BEHEREN).insluiters) == len(vormen(AANVULLING_RAADPLEGEN).insluiters) == 1
