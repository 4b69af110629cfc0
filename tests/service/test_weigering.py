"""What is refused leaves nothing behind, and says why."""

import gzip
import uuid
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from lxml import etree

from rio_soap.edukoppeling import proefpki
from rio_soap.edukoppeling.clock import FixedClock, SystemClock
from rio_soap.register.database.model import berichtenlog, opleidingseenheid
from rio_soap.setup import trial
from tests.service.conftest import Antwoord, Dienst

WSU = "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd}"
SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}"


def stand(rio: Dienst) -> tuple[int, int]:
    """Number of units and of messages kept."""
    with rio.register.lees() as session:
        return (
            session.execute(sa.select(sa.func.count()).select_from(opleidingseenheid)).scalar_one(),
            session.execute(sa.select(sa.func.count()).select_from(berichtenlog)).scalar_one(),
        )


def levering(rio: Dienst, **anders: Any) -> bytes:
    return rio.verzoek("aanleveren_opleidingseenheid", {"opleidingseenheid": trial.voorbeeldlevering()}, **anders)


def geweigerd(rio: Dienst, data: bytes, code: str, **headers: str) -> Antwoord:
    """Post, and assert that the fault is right and nothing is stored."""
    vooraf = stand(rio)
    antwoord = rio.post("aanleveren_opleidingseenheid", data, headers or None)
    assert antwoord.status == 500
    assert antwoord.faultcode == f"SOAP-ENV:{code}", antwoord.raw.decode()
    assert stand(rio) == vooraf
    return antwoord


def test_a_packed_request_is_told_that_it_is_packed(rio: Dienst) -> None:
    """The finding called it bytes that are not UTF-8; of the nineteen faults DK0009 is still the nearest."""
    data = gzip.compress(levering(rio))
    for headers in ({"Content-Encoding": "gzip"}, {}):
        antwoord = geweigerd(rio, data, "Client.DK0009", **headers)
        assert antwoord.tekst("melding") == "Het bericht is ingepakt (gzip)"
    antwoord = geweigerd(rio, b"\x1b\xff\xe9", "Client.DK0009", **{"Content-Encoding": "br"})
    assert antwoord.tekst("melding") == "Het bericht is ingepakt (br)"


def test_a_good_delivery_is_kept_with_its_answer(rio: Dienst) -> None:
    eenheden, berichten = stand(rio)
    rio.lever()
    assert stand(rio) == (eenheden + 1, berichten + 1)


DELEN = {
    "From": b"anonymous?oin=0000000700025BE00000",
    "MessageID": b'wsu:Id="id-MessageID">',
    "To": b"https://duo.nl/RIO",
    "Timestamp": b"<wsu:Created>",
    "Body": b"Toegepaste Waterkunde",
}


@pytest.mark.parametrize("deel", DELEN)
def test_one_changed_byte_in_a_signed_part_is_refused(rio: Dienst, deel: str) -> None:
    data = levering(rio)
    plaats = data.index(DELEN[deel])
    # a byte that keeps the value well formed, so that the signature alone is wrong
    wijziging = {
        "From": (b"25BE", b"25BF"),
        "MessageID": None,
        "To": (b"duo.nl", b"dou.nl"),
        "Timestamp": None,
        "Body": (b"Waterkunde", b"Waterkunst"),
    }[deel]
    if deel == "MessageID":
        begin = plaats + len(DELEN[deel])
        teken = b"1" if data[begin : begin + 1] == b"0" else b"0"
        data = data[:begin] + teken + data[begin + 1 :]
    elif deel == "Timestamp":
        begin = plaats + len(b"<wsu:Created>2026-11-24T08:57:51.8")
        teken = b"1" if data[begin : begin + 1] == b"0" else b"0"
        data = data[:begin] + teken + data[begin + 1 :]
    elif wijziging:
        data = data[:plaats] + data[plaats:].replace(*wijziging, 1)
    antwoord = geweigerd(rio, data, "Client.EK0031")
    assert deel in antwoord.raw.decode(), "the fault names the part"


def test_a_moved_body_is_refused(rio: Dienst) -> None:
    """The signed Body goes into a header, another one takes its place."""
    root = etree.fromstring(levering(rio))
    header, body = root
    ander = etree.fromstring(levering(rio))[1]
    ander.attrib.pop(f"{WSU}Id")
    root.replace(body, ander)
    etree.SubElement(header, "{urn:x}w").append(body)
    geweigerd(rio, etree.tostring(root), "Client.DK0004")


def test_a_doubled_body_is_refused(rio: Dienst) -> None:
    root = etree.fromstring(levering(rio))
    root.append(etree.fromstring(etree.tostring(root[1])))
    geweigerd(rio, etree.tostring(root), "Client.DK0004")


def test_an_id_that_stands_twice_is_refused(rio: Dienst) -> None:
    root = etree.fromstring(levering(rio))
    root[1][0][0].set(f"{WSU}Id", "id-Body")
    geweigerd(rio, etree.tostring(root), "Client.EK0031")


@pytest.mark.parametrize(("jaren", "waarom"), [(-1, "expired"), (1, "from the future")])
def test_a_timestamp_at_another_time_is_refused(rio: Dienst, jaren: int, waarom: str) -> None:
    nu = SystemClock().nu()
    klok = FixedClock(nu.replace(year=nu.year + jaren, day=1))
    data = levering(rio, klok=klok)
    geweigerd(rio, data, "Client.EK0031")


def test_an_unknown_certificate_is_refused_without_a_signature_of_ours(rio: Dienst, tmp_path: Path) -> None:
    vreemd = proefpki.maak(tmp_path, dienst_oin=rio.settings.oin, klanten={"v": trial.OIN_CLIENT})["v"]
    data = levering(rio, sleutelpaar=vreemd)
    assert b"SignatureValue" not in geweigerd(rio, data, "Client.EK0031").raw


def test_a_known_certificate_without_mandate_for_the_sender_is_not_authorised(rio: Dienst) -> None:
    geweigerd(rio, levering(rio, oin="0000000700021XX00000"), "Client.DK0002")


def test_an_unsigned_message_is_refused(rio: Dienst) -> None:
    data = levering(rio, sleutelpaar=None)
    geweigerd(rio, data, "Client.EK0031")


def test_an_unsigned_message_is_taken_where_signatures_are_optional(tmp_path: Path) -> None:
    los = Dienst(tmp_path, signatures="optional")
    try:
        data = levering(los, sleutelpaar=None)
        antwoord = los.post("aanleveren_opleidingseenheid", data)
        assert antwoord.tekst("requestGoedgekeurd") == "true"
        gebroken = levering(los).replace(b"Waterkunde", b"Waterkunst")
        assert los.post("aanleveren_opleidingseenheid", gebroken).faultcode == "SOAP-ENV:Client.EK0031"
    finally:
        los.stop()


def test_a_body_that_breaks_the_xsd_is_refused_with_where_and_what(rio: Dienst) -> None:
    eenheid = trial.voorbeeldlevering()
    eenheid.velden["niveau"] = "HBO?BA"
    data = rio.verzoek("aanleveren_opleidingseenheid", {"opleidingseenheid": eenheid})
    antwoord = geweigerd(rio, data, "Client.DK0004")
    tekst = " ".join(antwoord.body.itertext())
    assert "/aanleveren_opleidingseenheid_request/hoOpleiding" in tekst
    assert "niveau" in tekst
    assert "HBO?BA" in tekst
    assert antwoord.faultstring == "Niet conform XSD"
    assert b"SignatureValue" in antwoord.raw, "the sender is known and trusted"


def test_another_message_than_the_soapaction_says_is_refused(rio: Dienst) -> None:
    data = rio.verzoek("aanleveren_opleidingseenheid", {"opleidingseenheid": trial.voorbeeldlevering()})
    actie = "http://duo.nl/contract/DUO_RIO_Beheren_OnderwijsOrganisatie_V4/verwijderen_opleidingseenheid"
    geweigerd(rio, data, "Client.DK0011", SOAPAction=actie)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "VersionMismatch.DK0001"),
        (b"<x/>", "VersionMismatch.DK0001"),
        (b"\xff\xfe<\x00", "Client.DK0009"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "VersionMismatch.DK0001"),
        (
            b'<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault/></e:Body></e:Envelope>',
            "Client.DK0005",
        ),
    ],
    ids=["empty", "no envelope", "utf-16", "dtd", "fault as request"],
)
def test_what_is_no_message_gets_its_fault(rio: Dienst, data: bytes, code: str) -> None:
    geweigerd(rio, data, code)


def test_a_message_that_is_too_large_is_refused_before_it_is_read_whole(rio: Dienst) -> None:
    geweigerd(rio, b" " * (rio.settings.max_bericht + 1), "Client.DK0004")


def test_a_withdrawn_party_is_refused_at_once(tmp_path: Path) -> None:
    from rio_soap.register.vertrouwen import partijen

    dienst = Dienst(tmp_path)
    try:
        dienst.lever()
        with dienst.register.lees() as session:
            (partij,) = partijen.alle_partijen(session)
        dienst.register.schrijf(lambda session: partijen.trek_partij_in(session, partij.vingerafdruk))
        assert dienst.post("aanleveren_opleidingseenheid", levering(dienst)).faultcode == "SOAP-ENV:Client.EK0031"
    finally:
        dienst.stop()


def test_a_value_outside_a_list_without_functional_code_is_the_documented_fault(rio: Dienst) -> None:
    eenheid = trial.voorbeeldlevering()
    eenheid.naam = "particuliereOpleiding"
    periode = eenheid.velden["opleidingseenheidPeriode"][0]  # type: ignore[index]
    periode.naam = "particuliereOpleidingPeriode"  # type: ignore[union-attr]
    eenheid.velden["kenmerken"] = eenheid.velden["kenmerken"][:1]  # type: ignore[index]
    eenheid.velden["niveau"] = "HBO-XX"
    eenheid.velden.pop("ISCED")
    data = rio.verzoek("aanleveren_opleidingseenheid", {"opleidingseenheid": eenheid})
    antwoord = geweigerd(rio, data, "Server.DK0050")
    assert antwoord.faultstring == "Ongeldige waarde voor niveau: HBO-XX"


def test_refusals_by_the_rules_are_kept_too(rio: Dienst) -> None:
    _, vooraf = stand(rio)
    sleutel = str(uuid.uuid4())
    rio.lever(sleutel)
    eenheid = trial.voorbeeldlevering()
    eenheid.velden["kenmerken"][0].velden["kenmerkwaardeTekst"] = sleutel  # type: ignore[index,union-attr]
    antwoord = rio.stuur("aanleveren_opleidingseenheid", {"opleidingseenheid": eenheid})
    assert antwoord.status == 200
    assert antwoord.tekst("foutcode") == "P01081"
    assert stand(rio)[1] == vooraf + 2
