"""Requests in the form the public client eduhub-rio-mapper writes them: the sender's half of the profile."""

import hashlib
import uuid
from base64 import b64encode
from copy import deepcopy
from datetime import timedelta
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from rio_soap.edukoppeling.canoniek import canoniek
from rio_soap.edukoppeling.clock import Clock, schrijf_tijdstip
from rio_soap.edukoppeling.sleutels import Sleutelpaar
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

GELDIGHEID = timedelta(minutes=10)
"""Between Created and Expires of a request, as recorded."""

_DECLARATIE = b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>'


def stel_verzoek_op(
    inhoud: etree._Element,
    *,
    action: str,
    van_oin: str,
    naar: str,
    sleutelpaar: Sleutelpaar | None,
    klok: Clock,
    message_id: str | None = None,
    geldigheid: timedelta = GELDIGHEID,
    token_ondertekenen: bool = False,
    voorvoegsel: str = "duo",
    metadata: etree._Element | None = None,
) -> bytes:
    """A request, signed over From, To, Action, MessageID, Body and Timestamp.

    :param inhoud: the element for the Body, in a namespace; it is copied.
    :param action: wsa:Action, equal to the HTTP header SOAPAction that goes with it.
    :param van_oin: OIN for wsa:From, behind the anonymous address.
    :param naar: the whole wsa:To, with ``?oin=``.
    :param sleutelpaar: signs; None gives a request without wsse:Security.
    :param message_id: a UUID; None makes one.
    :param geldigheid: between Created and Expires.
    :param token_ondertekenen: also sign the token, as the strict profile wants.
    :param voorvoegsel: prefix for the namespace of the content, declared on the Envelope.
    :param metadata: what more there is to say of the sender: it goes into wsa:Metadata of wsa:From, which is signed; it
        is copied.
    """
    root = _envelope(inhoud, voorvoegsel)
    header, body = root
    if sleutelpaar is not None:
        header.append(_security(sleutelpaar, klok, geldigheid, voorvoegsel, token_ondertekenen=token_ondertekenen))
    for naam, waarde in (
        ("Action", action),
        ("From", f"{ANONIEM}?oin={van_oin}"),
        ("MessageID", message_id),
        ("To", naar),
    ):
        element = etree.SubElement(header, qnaam(WSA, naam), {WSU_ID: f"id-{naam}"})
        doel = etree.SubElement(element, qnaam(WSA, "Address")) if naam == "From" else element
        doel.text = waarde if waarde is not None else str(uuid.uuid4())
        if naam == "From" and metadata is not None:
            etree.SubElement(element, qnaam(WSA, "Metadata")).append(deepcopy(metadata))
    body.append(deepcopy(inhoud))
    if sleutelpaar is not None:
        _onderteken(root, sleutelpaar)
    return _DECLARATIE + etree.tostring(root, encoding="UTF-8")


def _envelope(inhoud: etree._Element, voorvoegsel: str) -> etree._Element:
    namespace = etree.QName(inhoud).namespace
    if namespace is None:
        raise ValueError("the content of the Body has no namespace")
    tekst = (
        f'<soapenv:Envelope xmlns:soapenv="{SOAP}" xmlns:{voorvoegsel}={quoteattr(namespace)} xmlns:wsu="{WSU}">'
        f'<soapenv:Header xmlns:wsa="{WSA}"/><soapenv:Body wsu:Id="id-Body"/></soapenv:Envelope>'
    )
    return etree.fromstring(tekst)


def _security(
    sleutelpaar: Sleutelpaar, klok: Clock, geldigheid: timedelta, voorvoegsel: str, *, token_ondertekenen: bool
) -> etree._Element:
    """wsse:Security with empty DigestValue and SignatureValue elements."""
    token = f"X509-{uuid.uuid4()}"
    lijsten = [(f"id-{naam}", f"{voorvoegsel} soapenv") for naam in ("From", "To", "Action", "MessageID")]
    lijsten += [("id-Body", voorvoegsel), ("id-Timestamp", f"wsse wsa {voorvoegsel} soapenv")]
    lijsten += [(token, "")] if token_ondertekenen else []
    verwijzingen = "".join(
        f'<ds:Reference URI="#{doel}"><ds:Transforms>{_exclusief("Transform", prefixen)}</ds:Transforms>'
        f'<ds:DigestMethod Algorithm="{SHA256}"/><ds:DigestValue/></ds:Reference>'
        for doel, prefixen in lijsten
    )
    nu = klok.nu()
    created, expires = (schrijf_tijdstip(t, milliseconden=True) for t in (nu, nu + geldigheid))
    # The wrapper declares what the Envelope will; lxml drops what is double when the element moves there.
    tekst = (
        f'<w xmlns:wsu="{WSU}"><wsse:Security xmlns:wsse="{WSSE}"><wsse:BinarySecurityToken EncodingType="{BASE64}" '
        f'ValueType="{X509V3}" wsu:Id="{token}">{escape(sleutelpaar.token)}</wsse:BinarySecurityToken>'
        f'<ds:Signature xmlns:ds="{DS}"><ds:SignedInfo xmlns:ec="{EXC_C14N}">'
        f"{_exclusief('CanonicalizationMethod', f'wsa {voorvoegsel} soapenv')}"
        f'<ds:SignatureMethod Algorithm="{RSA_SHA256}"/>{verwijzingen}</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo>'
        f'<wsse:SecurityTokenReference><wsse:Reference URI="#{token}" ValueType="{X509V3}"/>'
        "</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature>"
        f'<wsu:Timestamp wsu:Id="id-Timestamp"><wsu:Created>{created}</wsu:Created><wsu:Expires>{expires}</wsu:Expires>'
        "</wsu:Timestamp></wsse:Security></w>"
    )
    return etree.fromstring(tekst)[0]


def _exclusief(naam: str, prefixen: str) -> str:
    lijst = f'<ec:InclusiveNamespaces PrefixList="{prefixen}"/>' if prefixen else ""
    return f'<ds:{naam} Algorithm="{EXC_C14N}">{lijst}</ds:{naam}>'


def _onderteken(root: etree._Element, sleutelpaar: Sleutelpaar) -> None:
    """Fill in digests and signature; the tree is our own, so its Ids can be trusted."""
    delen = {element.get(WSU_ID): element for element in root.iter() if element.get(WSU_ID)}
    (signed_info,) = root.iter(qnaam(DS, "SignedInfo"))
    for verwijzing in signed_info.iter(qnaam(DS, "Reference")):
        deel = delen[(verwijzing.get("URI") or "")[1:]]
        digest = hashlib.sha256(canoniek(deel, _prefixen(verwijzing))).digest()
        verwijzing[-1].text = b64encode(digest).decode()
    (waarde,) = root.iter(qnaam(DS, "SignatureValue"))
    waarde.text = b64encode(sleutelpaar.onderteken(canoniek(signed_info, _prefixen(signed_info[0])))).decode()


def _prefixen(element: etree._Element) -> list[str]:
    lijst = next(element.iter(qnaam(EXC_C14N, "InclusiveNamespaces")), None)
    return (lijst.get("PrefixList") or "").split() if lijst is not None else []
