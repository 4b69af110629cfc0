"""The BinarySecurityToken that holds the certificate, and how KeyInfo refers to it."""

from binascii import a2b_base64
from functools import lru_cache
from typing import NoReturn

from lxml import etree

from rio_soap.bevinding import Tekst
from rio_soap.edukoppeling.beveiliging import ongeldig
from rio_soap.edukoppeling.certificaat import MAX_BYTES
from rio_soap.edukoppeling.oorzaken import Oorzaak
from rio_soap.edukoppeling.uris import BASE64, WSSE, WSU_ID, X509V3, kort, qnaam
from rio_soap.edukoppeling.zinsdelen import opsomming

_TOKENVERWIJZING = [qnaam(WSSE, "SecurityTokenReference"), qnaam(WSSE, "Reference")]


def controleer_key_info(key_info: etree._Element, token: etree._Element, *, streng: bool) -> None:
    """Judge KeyInfo/SecurityTokenReference/Reference to the one token.

    The ValueType of that reference is optional in WS-Security (1.1, section 7.2) and known stacks leave it out; the
    token itself says what it is. The Basic Security Profile, the letter here, wants it (R3059).
    """
    keten = list(key_info.iterdescendants())
    if [element.tag for element in keten] != _TOKENVERWIJZING or len(key_info) != 1:
        er_is = opsomming(element.tag for element in keten[:5])
        raise ongeldig("keyinfo-vorm", key_info, er_is, "SecurityTokenReference/Reference")
    doel = keten[1]
    uri, verwacht, soort = doel.get("URI"), f"#{token.get(WSU_ID)}", doel.get("ValueType")
    if uri != verwacht:
        raise ongeldig("keyinfo-doel", doel, uri, verwacht)
    if soort != X509V3 and (soort is not None or streng):
        raise ongeldig("token-soort", doel, soort, X509V3)


def lees_token(token: etree._Element) -> bytes:
    """DER of the token; EncodingType may be absent, Base64Binary is its default (WS-Security 1.1, section 6.3).

    ValueType may not: then nothing would say what the token is.
    """
    soort, codering = token.get("ValueType"), token.get("EncodingType", BASE64)
    if soort != X509V3:
        raise ongeldig("token-soort", token, soort, X509V3)
    if codering != BASE64:
        raise ongeldig("token-soort", token, codering, BASE64, Tekst("token-soort.codering"))
    tekst = token.text or ""
    if len(token) or len(tekst) > _MAX_TOKEN:
        return lees_base64(token)
    return _bekend_token(tekst) or _geen_base64(token)


def lees_base64(element: etree._Element) -> bytes:
    """The bytes that an element holds in base64.

    :raises Edufout: EK0031 for another content.
    """
    tekst = element.text or ""
    return (_ontcijfer(tekst) if not len(element) else b"") or _geen_base64(element)


def _geen_base64(element: etree._Element) -> NoReturn:
    tekst = "".join((element.text or "").split())[:40]
    oorzaak: Oorzaak = "token-pem" if "-----BEGIN" in tekst or "-----" in tekst[:12] else "token-base64"
    raise ongeldig(oorzaak, element, tekst, "base64", Tekst.met("token-base64", deel=kort(str(element.tag))))


def _ontcijfer(tekst: str) -> bytes:
    """The bytes of a text in base64; none for another text."""
    try:
        return a2b_base64("".join(tekst.split()), strict_mode=True)
    except ValueError:
        return b""


_MAX_TOKEN = 4 * MAX_BYTES // 3
"""Characters of the largest certificate, which bounds what is kept."""
_bekend_token = lru_cache(maxsize=128)(_ontcijfer)
"""Tokens come back with every message of their owner."""
