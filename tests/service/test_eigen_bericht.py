"""A message of the service's own goes the whole way of any message, so it has to be one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.service.eigen_bericht import stel_eigen_bericht_op, vertrouw_eigen
from rio_soap.service.pipeline import Pipeline
from tests.service.conftest import Dienst

OPERATIE = OPERATIES["verwijderen_opleidingseenheid"]
VAN = "0000000700025BE00000"
MESSAGE_ID = "urn:uuid:12345678-1234-4234-9234-123456789012"


@pytest.fixture(scope="module")
def pijplijn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    dienst = Dienst(Path(tmp_path_factory.mktemp("eigen")), kern=True)
    yield dienst.toepassing.pijplijn
    dienst.stop()


def inhoud(code: str) -> etree._Element:
    velden = {
        "identificatiecodeBedrijfsdocument": code,
        "verzendendeInstantie": VAN,
        "ontvangendeInstantie": "DUO",
        "datumTijdBedrijfsdocument": "2026-11-24T09:00:00.000Z",
        "opleidingseenheidcode": "9999O9999",
    }
    return mapping.schrijf_verzoek(OPERATIE, Gegeven(OPERATIE.verzoek, dict(velden)))


def test_the_trust_of_such_messages_is_in_the_own_certificate_for_one_sender(pijplijn: Pipeline) -> None:
    der = pijplijn.sleutelpaar.der
    partij = vertrouw_eigen("batch", der, VAN).partij(der)
    assert partij is not None
    assert (partij.naam, partij.vingerafdruk) == ("batch", vingerafdruk(der))
    assert partij.mag_voor(VAN)
    assert not partij.mag_voor("00000001123456782000")


def test_it_is_judged_and_answered_as_any_other_message(pijplijn: Pipeline) -> None:
    b = stel_eigen_bericht_op(pijplijn, OPERATIE, inhoud("eigen-1"), VAN, MESSAGE_ID)
    eerder = pijplijn.vertrouwen, pijplijn.afhandeling
    try:
        pijplijn.vertrouwen = vertrouw_eigen("batch", pijplijn.sleutelpaar.der, VAN)
        pijplijn.afhandeling = replace(pijplijn.afhandeling, partij_in=None)
        antwoord = etree.fromstring(pijplijn.beantwoord(b))
    finally:
        pijplijn.vertrouwen, pijplijn.afhandeling = eerder
    assert antwoord.findtext(".//{*}foutcode") == "A01070"
    assert antwoord.findtext(".//{*}RelatesTo") == MESSAGE_ID
    assert b.afzender is not None
    assert b.afzender.from_oin == VAN


def test_what_goes_with_the_sender_is_signed_with_it(pijplijn: Pipeline) -> None:
    """The reason of an intervention stands in wsa:From."""
    reden = etree.Element("{urn:test}reden")
    reden.text = "op verzoek"
    b = stel_eigen_bericht_op(pijplijn, OPERATIE, inhoud("eigen-2"), VAN, MESSAGE_ID, reden)
    van = etree.fromstring(b.data).find(".//{http://www.w3.org/2005/08/addressing}From")
    assert van is not None
    assert van.findtext(".//{urn:test}reden") == "op verzoek"
    assert (b.dienst, b.soap_action) == (OPERATIE.dienst, OPERATIE.soap_action)
