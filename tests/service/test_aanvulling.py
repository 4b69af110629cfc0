"""Our own contract beside V4 is served as V4 is: paths, WSDL, signature, claim, log, answers that fit their schema."""

import uuid
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import zeep
from lxml import etree

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN, DIENSTEN, OPERATIES, RAADPLEGEN, Operatie
from rio_soap.contract.operaties import Dienst as Contract
from rio_soap.edukoppeling.clock import SystemClock, schrijf_tijdstip
from rio_soap.edukoppeling.verzoek import stel_verzoek_op
from rio_soap.register.database.model import berichtenlog, instellingserkenning
from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from rio_soap.setup import trial
from tests.contract.maker import Maker
from tests.edukoppeling.test_getuigen import Xmlsec1
from tests.register.hulp_erkenning import erkenning
from tests.register.rollen import geef
from tests.service.conftest import Antwoord, Dienst

EIGEN = [o for o in OPERATIES.values() if o.dienst.naam.startswith("Aanvulling")]
CODE = "identificatiecodeBedrijfsdocument"
LEES, LEVER = OPERATIES["opvragen_erkenners"], OPERATIES["aanleveren_instellingserkenning"]


@pytest.fixture(scope="module")
def duo(rio: Dienst) -> Dienst:
    """The service, whose client is the keeper of the register too."""
    geef(rio.register, trial.OIN_HANZE, "DUO")
    return rio


def kop(rio: Dienst, code: str = "") -> dict[str, Any]:
    return {
        CODE: code or str(uuid.uuid4()),
        "verzendendeInstantie": trial.OIN_HANZE,
        "ontvangendeInstantie": rio.settings.oin,
        "datumTijdBedrijfsdocument": schrijf_tijdstip(SystemClock().nu(), milliseconden=True),
    }


def getekend(rio: Dienst, operatie: Operatie, velden: dict[str, Any], code: str = "") -> bytes:
    return stel_verzoek_op(
        mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, {**kop(rio, code), **velden})),
        action=operatie.soap_action,
        van_oin=trial.OIN_HANZE,
        naar=operatie.dienst.logisch_adres(rio.settings.oin),
        sleutelpaar=trial.client_key(rio.settings),
        klok=SystemClock(),
    )


def goed(antwoord: Antwoord, operatie: Operatie) -> etree._Element:
    """The answer, that is one by its schema and approves."""
    assert antwoord.status == 200, antwoord.raw
    assert schema.bevindingen(antwoord.body, operatie.dienst) == []
    assert antwoord.tekst("requestGoedgekeurd") == "true", antwoord.raw
    return antwoord.body


@pytest.mark.parametrize("operatie", EIGEN, ids=lambda o: o.naam)
def test_every_operation_answers_by_its_schema_or_says_that_it_is_not_built(duo: Dienst, operatie: Operatie) -> None:
    """Messages with anything in them: what the register makes of them fits the contract, and is signed."""
    gebouwd = operatie.naam in {**LEVERINGEN, **RAADPLEGINGEN}
    for zaad in range(3 if gebouwd else 1):
        velden = dict(Maker(operatie.dienst, zaad).bericht(operatie.verzoek).velden)
        for naam in kop(duo):
            del velden[naam]
        antwoord = duo.post(operatie.naam, getekend(duo, operatie, velden))
        assert b"SignatureValue" in antwoord.raw
        if gebouwd:
            assert antwoord.status == 200, antwoord.raw
            assert schema.bevindingen(antwoord.body, operatie.dienst) == []
        else:
            assert (antwoord.status, antwoord.faultcode) == (500, "SOAP-ENV:Server.DK0051")
            oorzaken = [een.text for een in etree.fromstring(antwoord.raw).iterfind(".//{*}oorzaak")]
            assert oorzaken == ["niet-gebouwd"], "who hears DK0051 would else send it again tomorrow"


def test_what_is_delivered_is_read_back_and_stands_in_the_log(duo: Dienst) -> None:
    gezag = erkenning("bevoegdGezag", code="41777")
    levering = OPERATIES["aanleveren_instellingserkenning"]
    geleverd = Gegeven("instellingserkenning", {"bevoegdGezag": gezag})
    gelukt = goed(duo.stuur(levering.naam, {"instellingserkenning": geleverd}), levering)
    bestuur = gelukt.findtext("{*}onderwijsbestuurcode")
    assert bestuur is not None
    lezing = OPERATIES["opvragen_instellingserkenning"]
    sleutel = Gegeven("instellingserkenning", {"erkenner": "OCW", "type": "BEVOEGD_GEZAG", "code": "41777"})
    antwoord = mapping.lees(goed(duo.stuur(lezing.naam, {"instellingserkenning": sleutel}), lezing), lezing.dienst)
    assert antwoord.velden["instellingserkenning"] == geleverd
    assert antwoord.velden["onderwijsbestuurcode"] == [bestuur]
    with duo.register.lees() as session:
        vraag = sa.select(berichtenlog.c.operatie).where(berichtenlog.c.operatie == levering.naam)
        assert session.execute(vraag).first() is not None


@pytest.mark.parametrize(
    ("eerst", "dan"),
    [("opvragen_erkenners", "opvragen_opleidingseenheid"), ("opvragen_opleidingseenheid", "opvragen_erkenners")],
)
def test_a_code_is_used_up_over_all_contracts(rio: Dienst, eerst: str, dan: str) -> None:
    velden = {"opvragen_erkenners": {}, "opvragen_opleidingseenheid": {"opleidingseenheidcode": "1010O6466"}}
    code = str(uuid.uuid4())
    assert rio.post(eerst, getekend(rio, OPERATIES[eerst], velden[eerst], code)).status == 200
    antwoord = rio.post(dan, getekend(rio, OPERATIES[dan], velden[dan], code))
    assert (antwoord.status, antwoord.faultcode) == (500, "SOAP-ENV:Server.DK0050")
    assert antwoord.faultstring == f"Ongeldige waarde voor {CODE}"


def test_another_implementation_verifies_the_request_and_its_answer(rio: Dienst, tmp_path: Path) -> None:
    vraag, xmlsec1 = getekend(rio, LEES, {}), Xmlsec1(tmp_path)
    antwoord = rio.post(LEES.naam, vraag)
    goed(antwoord, LEES)
    for data, sleutel in ((vraag, trial.client_key(rio.settings)), (antwoord.raw, rio.toepassing.pijplijn.sleutelpaar)):
        aantal = len(etree.fromstring(data).findall(".//{http://www.w3.org/2000/09/xmldsig#}Reference"))
        assert aantal >= 6
        assert xmlsec1.klopt(data, sleutel, aantal)


def test_a_message_of_one_contract_is_none_of_another(rio: Dienst) -> None:
    """Under the path of V4 our operations do not exist."""
    data = getekend(rio, LEES, {})
    bij_v4 = rio.toepassing.diensten[RAADPLEGEN.pad]
    assert bij_v4[0] is RAADPLEGEN
    headers = {"SOAPAction": OPERATIES["opvragen_opleidingseenheid"].soap_action}
    antwoord = rio.post("opvragen_opleidingseenheid", data, headers)
    assert antwoord.status == 500
    assert b"requestGoedgekeurd" not in antwoord.raw


@pytest.mark.parametrize("contract", DIENSTEN, ids=lambda c: c.naam)
def test_zeep_loads_every_wsdl_with_all_operations(rio: Dienst, contract: Contract) -> None:
    client = zeep.Client(f"http://127.0.0.1:{rio.port}{contract.pad}?wsdl")
    (binding,) = client.wsdl.bindings.values()
    assert set(binding._operations) == {naam for naam, o in OPERATIES.items() if o.dienst == contract}


def test_a_stock_client_reads_by_the_wsdl_as_served(tmp_path: Path) -> None:
    """zeep, told nothing of our schemas; a client of the stock does not sign."""
    dienst = Dienst(tmp_path, signatures="optional")
    try:
        client = zeep.Client(f"http://127.0.0.1:{dienst.port}{AANVULLING_RAADPLEGEN.pad}?wsdl")
        wsa = "{http://www.w3.org/2005/08/addressing}"
        koppen = {
            "Action": LEES.soap_action,
            "MessageID": f"urn:uuid:{uuid.uuid4()}",
            "To": AANVULLING_RAADPLEGEN.logisch_adres(dienst.settings.oin),
        }
        elementen = []
        for naam, waarde in koppen.items():
            elementen.append(etree.Element(f"{wsa}{naam}"))
            elementen[-1].text = waarde
        van = etree.Element(f"{wsa}From")
        etree.SubElement(van, f"{wsa}Address").text = f"{wsa[1:-1]}/anonymous?oin={trial.OIN_HANZE}"
        velden = {**kop(dienst), "peildatum": date(2026, 1, 1)}
        antwoord = client.service.opvragen_erkenners(**velden, _soapheaders=[*elementen, van])
        assert antwoord.requestGoedgekeurd is True
        assert antwoord.erkenner
        assert {"erkennercode", "soort", "naam"} <= set(dir(antwoord.erkenner[0]))
    finally:
        dienst.stop()


def test_who_asks_for_what_is_not_there_is_told_of_the_four_services(rio: Dienst) -> None:
    antwoord = rio.get("/RIO/services/aanvulling-beheren2.0")
    assert antwoord.status == 404
    assert all(dienst.pad in antwoord.raw.decode() for dienst in DIENSTEN)


def test_an_object_that_no_answer_can_hold_takes_neither_a_page_nor_a_change_with_it(duo: Dienst) -> None:
    """Its neighbours are read; whoever follows the changes sees that there was one, without its inhoud."""
    for code in ("41801", "41802"):
        keuze = Gegeven("instellingserkenning", {"bevoegdGezag": erkenning("bevoegdGezag", code=code)})
        goed(duo.stuur("aanleveren_instellingserkenning", {"instellingserkenning": keuze}), LEVER)
    kapot = erkenning("bevoegdGezag", code="41801")
    kapot.velden["bevoegdGezagPeriode"][0].velden["bekostigingscode"] = "geen waarde van een lijst!"  # type: ignore
    zet = sa.update(instellingserkenning).where(instellingserkenning.c.code == "41801").values(stand=kapot)
    duo.register.schrijf(lambda session: session.execute(zet))
    lezing = OPERATIES["opvragen_gewijzigdeObjecten"]
    antwoord = duo.stuur(lezing.naam, {"objecttype": ["INSTELLINGSERKENNING"], "metInhoud": True, "aantal": 500})
    rijen = mapping.lees(goed(antwoord, lezing), lezing.dienst).velden["objectwijziging"]
    inhoud = {rij.velden["sleutel"]: "inhoud" in rij.velden for rij in rijen}  # type: ignore
    assert inhoud["OCW/BEVOEGD_GEZAG/41801"] is False
    assert inhoud["OCW/BEVOEGD_GEZAG/41802"] is True
    lezing, vraag = OPERATIES["opvragen_objectOpMoment"], {"objecttype": "INSTELLINGSERKENNING"}
    for code, is_er in (("41801", False), ("41802", True)):
        element = goed(duo.stuur(lezing.naam, {**vraag, "sleutel": f"OCW/BEVOEGD_GEZAG/{code}"}), lezing)
        assert (element.find(".//{*}inhoud") is not None) is is_er
