"""The envelope of the Handelsregister: WS-Addressing as KvK wants it, six signed parts, and its verified answer.

zeep writes Action, MessageID (``urn:uuid:``) and To (the URL) by itself; KvK wants ``uuid:``, a logical address and a
ReplyTo, and a signature over Body, Timestamp and those four. Both hooks run for every message, in that order.
"""

import hashlib
import uuid
from base64 import b64encode
from collections.abc import Sequence
from datetime import timedelta

import zeep
from lxml import etree

from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.edukoppeling.adressering import Adressering
from rio_soap.edukoppeling.canoniek import canoniek
from rio_soap.edukoppeling.clock import Clock, schrijf_tijdstip
from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.trusted import Partij, VertrouwdeLijst, vingerafdruk
from rio_soap.edukoppeling.uris import (
    ANONIEM,
    BASE64,
    DS,
    EXC_C14N,
    RSA_SHA256,
    SHA256,
    SOAP,
    WSA,
    WSSE,
    WSU,
    WSU_ID,
    X509V3,
    qnaam,
)
from rio_soap.edukoppeling.verifieer import verifieer

GELDIGHEID = timedelta(minutes=5)
"""Between Created and Expires."""
REGISTER = "KvK"
DELEN = ("Action", "MessageID", "To", "ReplyTo")
"""The signed headers of a question, besides Body and Timestamp."""


class KvkAdressering(zeep.Plugin):  # type: ignore[misc]  # zeep has no types
    """zeep plugin: MessageID as ``uuid:``, the logical To, an anonymous ReplyTo.

    :param naar: the logical address of environment and version.
    """

    def __init__(self, naar: str) -> None:
        self._naar = naar

    def egress(
        self, envelope: etree._Element, http_headers: dict[str, str], operation: object, binding_options: object
    ) -> tuple[etree._Element, dict[str, str]]:
        """Correct what zeep wrote."""
        header = envelope.find(qnaam(SOAP, "Header"))
        if header is None:
            raise ValueError("zeep wrote no header: the WSDL names no wsam:Action")
        for naam, waarde in (("MessageID", f"uuid:{uuid.uuid4()}"), ("To", self._naar)):
            element = header.find(qnaam(WSA, naam))
            (element if element is not None else etree.SubElement(header, qnaam(WSA, naam))).text = waarde
        antwoord_aan = etree.SubElement(header, qnaam(WSA, "ReplyTo"))
        etree.SubElement(antwoord_aan, qnaam(WSA, "Address")).text = ANONIEM
        return envelope, http_headers


class KvkHandtekening:
    """zeep wsse: signs each question; answers come back raw and are verified by `controleer_antwoord`."""

    def __init__(self, sleutelpaar: Sleutelpaar, klok: Clock) -> None:
        self._sleutelpaar, self._klok = sleutelpaar, klok

    def apply(self, envelope: etree._Element, headers: dict[str, str]) -> tuple[etree._Element, dict[str, str]]:
        """Sign a question."""
        onderteken(envelope, self._sleutelpaar, self._klok)
        return envelope, headers

    def verify(self, envelope: etree._Element) -> None:
        """Never called with raw answers; refuses, so that nothing unverified can slip through."""
        raise ChainFailure(REGISTER, Reason.SIGNATURE, "an answer that zeep opened itself")


def onderteken(envelope: etree._Element, sleutelpaar: Sleutelpaar, klok: Clock) -> None:
    """Add wsse:Security with Timestamp, token and a signature over all wsa headers, the Timestamp and the Body.

    In place; RSA-SHA256, SHA-256, exclusive C14N, one Reference per part.
    """
    header, body = envelope.find(qnaam(SOAP, "Header")), envelope.find(qnaam(SOAP, "Body"))
    if header is None or body is None:
        raise ValueError("an envelope without Header or Body")
    headers = [element for element in header if str(element.tag).startswith(f"{{{WSA}}}")]
    security = etree.Element(qnaam(WSSE, "Security"), {qnaam(SOAP, "mustUnderstand"): "1"}, nsmap=_NSMAP)
    header.insert(0, security)
    timestamp = etree.SubElement(security, qnaam(WSU, "Timestamp"))
    nu = klok.nu()
    for naam, moment in (("Created", nu), ("Expires", nu + GELDIGHEID)):
        etree.SubElement(timestamp, qnaam(WSU, naam)).text = schrijf_tijdstip(moment, milliseconden=True)
    token = etree.SubElement(
        security, qnaam(WSSE, "BinarySecurityToken"), {"EncodingType": BASE64, "ValueType": X509V3, WSU_ID: _id()}
    )
    token.text = sleutelpaar.token
    delen = [*headers, timestamp, body]
    for deel in delen:
        deel.set(WSU_ID, _id())
    signature = etree.SubElement(security, qnaam(DS, "Signature"))
    signed_info = _signed_info(signature, delen)
    waarde = etree.SubElement(signature, qnaam(DS, "SignatureValue"))
    waarde.text = b64encode(sleutelpaar.onderteken(canoniek(signed_info))).decode()
    verwijzing = etree.SubElement(etree.SubElement(signature, qnaam(DS, "KeyInfo")), _STR)
    etree.SubElement(verwijzing, qnaam(WSSE, "Reference"), {"URI": f"#{token.get(WSU_ID)}", "ValueType": X509V3})


_STR = qnaam(WSSE, "SecurityTokenReference")
_NSMAP = {"wsse": WSSE, "wsu": WSU, "ds": DS}


def _id() -> str:
    return f"id-{uuid.uuid4()}"


def _signed_info(signature: etree._Element, delen: Sequence[etree._Element]) -> etree._Element:
    info = etree.SubElement(signature, qnaam(DS, "SignedInfo"))
    etree.SubElement(info, qnaam(DS, "CanonicalizationMethod"), {"Algorithm": EXC_C14N})
    etree.SubElement(info, qnaam(DS, "SignatureMethod"), {"Algorithm": RSA_SHA256})
    for deel in delen:
        verwijzing = etree.SubElement(info, qnaam(DS, "Reference"), {"URI": f"#{deel.get(WSU_ID)}"})
        transforms = etree.SubElement(verwijzing, qnaam(DS, "Transforms"))
        etree.SubElement(transforms, qnaam(DS, "Transform"), {"Algorithm": EXC_C14N})
        etree.SubElement(verwijzing, qnaam(DS, "DigestMethod"), {"Algorithm": SHA256})
        digest = etree.SubElement(verwijzing, qnaam(DS, "DigestValue"))
        digest.text = b64encode(hashlib.sha256(canoniek(deel)).digest()).decode()
    return info


def wsa_header(envelope: Envelope, naam: str) -> str | None:
    """Text of the one WS-Addressing header of that name; None when it is not there once."""
    gevonden = envelope.wsa.get(naam, ())
    return (gevonden[0].text or "").strip() or None if len(gevonden) == 1 else None


def controleer_ondertekening(envelope: Envelope, certificaten: Sequence[bytes], klok: Clock, maximum: int) -> None:
    """Verify that one of these certificates signed every wsa header, the Timestamp and the Body of a message.

    The parts are those by position, so a signed copy elsewhere does not count.

    :param certificaten: DER, those of the other side and no others.
    :raises Edufout: for anything wrong with signature, times, certificate or trust.
    """
    # KvK knows no OIN: the mandate that the profile looks for is for nobody's.
    partijen = [Partij(REGISTER, None, vingerafdruk(der), frozenset({""})) for der in certificaten]
    adressering = Adressering(action="", to_oin="", from_oin="", from_adres="", message_id="")
    profiel = Profiel(ontvanger_oin="", maximum_bytes=maximum, oin_vereist=False, eku="nee")
    verifieer(envelope, adressering, VertrouwdeLijst(partijen), klok, profiel)


def controleer_antwoord(
    envelope: Envelope, verzoek: etree._Element, certificaten: Sequence[bytes], klok: Clock, maximum: int
) -> None:
    """Verify that an answer is KvK's, and to this question.

    :param verzoek: the envelope that was sent.
    :raises ChainFailure: SIGNATURE.
    """
    try:
        controleer_ondertekening(envelope, certificaten, klok, maximum)
    except Edufout as fout:
        melding = fout.redenen or fout.faultstring
        raise ChainFailure(REGISTER, Reason.SIGNATURE, melding[:300]) from fout
    gevraagd = {
        naam: verzoek.findtext(f"{qnaam(SOAP, 'Header')}/{qnaam(WSA, naam)}") for naam in ("MessageID", "Action")
    }
    for naam, verwacht in (("RelatesTo", gevraagd["MessageID"]), ("Action", f"{gevraagd['Action']}Response")):
        if (gevonden := wsa_header(envelope, naam)) != verwacht:
            raise ChainFailure(REGISTER, Reason.SIGNATURE, f"wsa:{naam} is {gevonden}, expected {verwacht}")
