"""Onderwijsaanbieders and locatiegebruik end to end: signed, over HTTP, with the BAG's stand-in over HTTP behind it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rio_soap.chain.bag import Bagregister, SoapBag
from rio_soap.chain.standin.bagdienst import Bagdienst
from rio_soap.chain.standin.both import open_opslag
from rio_soap.chain.standin.standin_server import PAD_BAG, Proefdienst, bedien, proef_toepassing
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from tests.register.hulp import aantal
from tests.register.hulp_organisatie import (
    BESTUUR,
    aanbieder,
    adres,
    gebruik,
    plaats,
    punt,
    rijen,
    stand_van_zaken,
    vestiging,
)
from tests.service.conftest import Antwoord, Dienst


@pytest.fixture
def dienst(tmp_path: Path) -> Iterator[Dienst]:
    dienst_ = Dienst(tmp_path / "rio", kern=True)
    yield dienst_
    dienst_.stop()


@pytest.fixture
def met_bag(dienst: Dienst, tmp_path: Path) -> Iterator[Dienst]:
    """The service with the BAG's stand-in behind it, which holds the trial addresses."""
    opslag = open_opslag(tmp_path / "bag.db")
    proefdienst = Proefdienst("BagVsRaadplegenDatumADO", "bag.wsdl", Bagdienst(opslag, None))
    with bedien(proef_toepassing({PAD_BAG: proefdienst})) as url:
        bron = SoapBag(f"{url}{PAD_BAG}")
        dienst.toepassing.pijplijn.afhandeling.bag = Bagregister(bron, opslag)
        yield dienst
        bron.sluit()


def lever_gebruik(rio: Dienst, deel: Gegeven) -> Antwoord:
    return rio.stuur("aanleveren_onderwijslocatiegebruik", {"onderwijslocatiegebruik": deel})


def lever_aanbieder(rio: Dienst, deel: Gegeven) -> Antwoord:
    return rio.stuur("aanleveren_onderwijsaanbieder", {"onderwijsbestuurcode": BESTUUR, deel.naam: deel})


def test_an_onderwijsaanbieder_is_delivered_changed_found_and_removed(dienst: Dienst) -> None:
    antwoord = lever_aanbieder(dienst, aanbieder(sleutel="school-1"))
    code = antwoord.tekst("onderwijsaanbiedercode")
    assert code is not None
    assert re.fullmatch(r"\d{3}A\d{3}", code)
    assert lever_aanbieder(dienst, aanbieder(code=code, sleutel="school-2")).tekst("onderwijsaanbiedercode") == code
    gevonden = dienst.stuur("opvragen_rioIdentificatiecode", {"eigenOnderwijsaanbiederSleutel": "school-2"})
    assert gevonden.tekst("onderwijsaanbiedercode") == code
    weg = dienst.stuur("verwijderen_onderwijsaanbieder", {"onderwijsaanbiedercode": code})
    assert weg.tekst("requestGoedgekeurd") == "true"
    nogmaals = dienst.stuur("verwijderen_onderwijsaanbieder", {"onderwijsaanbiedercode": code})
    assert (nogmaals.status, nogmaals.tekst("foutcode")) == (200, "N09440")


def test_a_location_is_delivered_found_by_address_and_given_up(met_bag: Dienst) -> None:
    antwoord = lever_gebruik(met_bag, gebruik(adres("9747AS", 7, None), vestigingen=[vestiging("25BE00")]))
    code = antwoord.tekst("onderwijslocatiecode")
    assert code is not None, antwoord.raw
    gevonden = met_bag.stuur("opvragen_rioIdentificatiecode", {"aanduidingAdres": adres("9747AS", 7, None)})
    assert gevonden.tekst("onderwijslocatiecode") == code
    weg = met_bag.stuur(
        "verwijderen_onderwijslocatiegebruik", {"onderwijsbestuurcode": BESTUUR, "onderwijslocatiecode": code}
    )
    assert weg.tekst("requestGoedgekeurd") == "true"


def test_the_bag_says_which_addresses_and_places_there_are(met_bag: Dienst) -> None:
    onbekend = lever_gebruik(met_bag, gebruik(adres("9999ZZ", 1, None)))
    assert (onbekend.status, onbekend.tekst("foutcode")) == (200, "A01010")
    assert onbekend.tekst("fouttekst") == "De onderwijslocatie Nederland komt niet voor als adres in de BAG"
    assert lever_gebruik(met_bag, gebruik(plaats("Nergenshuizen"))).tekst("foutcode") == "A01011"
    code = lever_gebruik(met_bag, gebruik(plaats("Groningen"))).tekst("onderwijslocatiecode")
    assert code is not None
    assert lever_gebruik(met_bag, gebruik(punt("50.85", "4.35"))).tekst("requestGoedgekeurd") == "true"


def test_mtm001_of_the_bag_reaches_the_operator_and_not_the_sender(met_bag: Dienst) -> None:
    antwoord = lever_gebruik(met_bag, gebruik(adres("6982ZZ", 70, None)))
    code = antwoord.tekst("onderwijslocatiecode")
    assert code is not None, antwoord.raw
    assert b"MTM001" not in antwoord.raw
    (signaal,) = rijen(met_bag.register, model.signaal)
    assert (signaal.soort, signaal.sleutel, signaal.opgelost) == ("MTM001", code, None)
    assert signaal.tekst == "BAG response levert meer dan 1 verblijfsobject bij een adres op (6982ZZ/70/)"


def test_int500_without_bag_changes_nothing_and_lets_the_rest_go_on(dienst: Dienst) -> None:
    voor = stand_van_zaken(dienst.register)
    antwoord = lever_gebruik(dienst, gebruik(adres("9747AS", 7, None)))
    assert (antwoord.status, antwoord.tekst("foutcode")) == (200, "INT500")
    assert antwoord.tekst("fouttekst") == "Algemene interne fout"
    na = stand_van_zaken(dienst.register)
    assert {naam for naam in na if na[naam] != voor[naam]} == {"berichtenlog", "eenmalig"}
    assert lever_gebruik(dienst, gebruik("107X215")).tekst("onderwijslocatiecode") == "107X215"


def test_aut401_for_what_is_not_the_senders_but_dk0002_for_who_may_not_send(dienst: Dienst) -> None:
    deel = aanbieder()
    vreemd = dienst.stuur("aanleveren_onderwijsaanbieder", {"onderwijsbestuurcode": "107B213", deel.naam: deel})
    assert (vreemd.status, vreemd.tekst("foutcode")) == (200, "AUT401")
    inhoud = {"onderwijsbestuurcode": BESTUUR, deel.naam: deel}
    zonder_mandaat = dienst.stuur("aanleveren_onderwijsaanbieder", inhoud, oin="00000001999999999000")
    assert (zonder_mandaat.status, zonder_mandaat.faultcode) == (500, "SOAP-ENV:Client.DK0002")


def test_n03010_can_never_be_reached_because_the_xsd_refuses_first(dienst: Dienst) -> None:
    antwoord = lever_gebruik(dienst, gebruik(adres(toevoeging="ABCDEFG")))
    assert antwoord.faultcode == "SOAP-ENV:Client.DK0004"
    assert aantal(dienst.register, model.mutatie) == 0
