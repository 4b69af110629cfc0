"""Answers and faults in the form DUO writes them.

Prefixes, order and line breaks follow recorded answers to the letter: real clients look for ``SOAP-ENV:Body`` and
``ns2:`` as text. Like DUO we write all that is not ASCII as a decimal reference (``&#232;``).
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from lxml import etree

from rio_soap.bevinding import Bevinding, toon, uitleg_op
from rio_soap.edukoppeling.adressering import Adressering
from rio_soap.edukoppeling.canoniek import canoniek, canonieke_tekst
from rio_soap.edukoppeling.clock import Clock, schrijf_tijdstip
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.onderteken import Concept, Deelvorm, PartToSign, maak_deel, nieuwe_uuids, stel_security_op
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.uris import ANONIEM, BEVINDINGEN, DS, SOAP, WSA, WSSE, WSU, kort

GELDIGHEID = timedelta(minutes=5)
"""Between Created and Expires of an answer, as recorded."""

_DECLARATIE = '<?xml version="1.0" encoding="UTF-8"?>\n'
_BEGIN = f'{_DECLARATIE}<SOAP-ENV:Envelope xmlns:SOAP-ENV="{SOAP}"><SOAP:Header xmlns:SOAP="{SOAP}">'.encode()
_NA_HEADER, _EIND = b"</SOAP:Header>", b"</SOAP-ENV:Envelope>"
_WSU, _SOAP_ENV = (("wsu", WSU),), (("SOAP-ENV", SOAP),)
_TO, _ACTION, _MESSAGE_ID, _RELATES_TO, _FROM = (
    Deelvorm(f"wsa:{naam}", (("wsa", WSA), *_WSU)) for naam in ("To", "Action", "MessageID", "RelatesTo", "From")
)
_BODY, _TIMESTAMP = Deelvorm("SOAP-ENV:Body", _WSU, _SOAP_ENV), Deelvorm("wsu:Timestamp", _WSU)
_MAX_BEVINDINGEN, _MAX_TEKST = 50, 500


def stel_antwoord_op(
    inhoud: etree._Element,
    adressering: Adressering,
    *,
    sleutelpaar: Sleutelpaar | None,
    klok: Clock,
    eigen_oin: str,
) -> bytes:
    """The answer to a request.

    :param inhoud: the element for the Body; it declares its own namespaces and is written in canonical form. Its names
        are ASCII.
    :param adressering: that of the request: To, Action and RelatesTo of the answer follow from it.
    :param sleutelpaar: signs; None gives the same headers without wsse:Security, for a request that was unsigned.
    :param eigen_oin: OIN for wsa:From.
    """
    tekst = canoniek(inhoud).decode()
    if f'="{SOAP}"' in tekst or f'="{WSU}"' in tekst:
        raise ValueError("the content of the Body uses a namespace of the envelope")
    if not tekst.isascii() and not all(naam.isascii() for naam in _namen(inhoud)):
        raise ValueError("the content of the Body has a name that is not ASCII")
    concept = stel_concept_op(tekst, adressering, sleutelpaar=sleutelpaar, klok=klok, eigen_oin=eigen_oin)
    return concept.wire if sleutelpaar is None else concept.met(concept.onderteken(sleutelpaar))


def stel_concept_op(
    inhoud: str,
    adressering: Adressering,
    *,
    sleutelpaar: Sleutelpaar | None,
    klok: Clock,
    eigen_oin: str,
) -> Concept:
    """The answer to a request up to its signature, so that it can be kept before the time for RSA is spent.

    Other parameters as of `stel_antwoord_op`.

    :param inhoud: the element for the Body as canonical text of ours: it is signed as it stands. It declares its own
        namespaces, none of them one of the envelope's, and its names are ASCII.
    """
    return _schrijf(inhoud, adressering, sleutelpaar, klok, eigen_oin)


def stel_fout_op(
    fout: Edufout,
    adressering: Adressering | None = None,
    *,
    sleutelpaar: Sleutelpaar | None = None,
    klok: Clock,
    eigen_oin: str,
) -> bytes:
    """A SOAP 1.1 fault; HTTP status 500 goes with it.

    The findings stand in detail, in a namespace of this package, at most fifty. (SOAP 1.1 meant detail for the Body; a
    sender is better served by knowing which header was wrong.)

    :param adressering: that of the request when its sender is known and trusted: the fault then has headers like an
        answer and is signed. None gives a bare fault: an unknown sender gets no signature of ours on his text.
    """
    detail = "".join(_bevinding(b) for b in fout.bevindingen[:_MAX_BEVINDINGEN])
    tekst = (
        f"<SOAP-ENV:Fault><faultcode>SOAP-ENV:{fout.soort.faultcode}</faultcode>"
        f"<faultstring>{_tekst(fout.faultstring)}</faultstring>"
        + (f'<detail><bev:bevindingen xmlns:bev="{BEVINDINGEN}">{detail}</bev:bevindingen></detail>' if detail else "")
        + "</SOAP-ENV:Fault>"
    )
    if adressering is None:
        body = f"<SOAP-ENV:Body>{tekst}</SOAP-ENV:Body>"
        return f'{_DECLARATIE}<SOAP-ENV:Envelope xmlns:SOAP-ENV="{SOAP}">{body}</SOAP-ENV:Envelope>'.encode(
            "ascii", "xmlcharrefreplace"
        )
    concept = _schrijf(tekst, adressering, sleutelpaar, klok, eigen_oin)
    return concept.wire if sleutelpaar is None else concept.met(concept.onderteken(sleutelpaar))


def _schrijf(
    inhoud: str, adressering: Adressering, sleutelpaar: Sleutelpaar | None, klok: Clock, eigen_oin: str
) -> Concept:
    """Envelope around canonical content that may use the prefix SOAP-ENV."""
    uuids, te_tekenen = nieuwe_uuids(9), sleutelpaar is not None
    headers = [
        maak_deel(vorm, f"Id-{next(uuids)}", tekst, te_tekenen=te_tekenen)
        for vorm, tekst in (
            (_TO, canonieke_tekst(adressering.from_adres)),
            (_ACTION, canonieke_tekst(adressering.action)),
            (_MESSAGE_ID, f"urn:uuid:{next(uuids)}"),
            (_RELATES_TO, canonieke_tekst(adressering.message_id)),
            (_FROM, f"<wsa:Address>{canonieke_tekst(f'{ANONIEM}?oin={eigen_oin}')}</wsa:Address>"),
        )
    ]
    body = maak_deel(_BODY, f"Id-{next(uuids)}", inhoud, te_tekenen=te_tekenen)
    security: tuple[bytes, ...] = ()
    signed_info = b""
    if sleutelpaar is not None:
        timestamp = _timestamp(klok, f"Timestamp-{next(uuids)}")
        security, signed_info = stel_security_op(
            timestamp, (*headers, body), f"SecurityToken-{next(uuids)}", sleutelpaar
        )
    wire = [stuk for header in headers for stuk in header.wire]
    return Concept(b"".join((_BEGIN, *wire, *security, _NA_HEADER, *body.wire, _EIND)), signed_info)


def onderteken_opnieuw(wire: bytes, sleutelpaar: Sleutelpaar) -> bytes | None:
    """The signature of a kept concept; the same as the first time, since it depends on nothing but these bytes.

    :param wire: a concept of ours, never anything from outside: whatever it says gets our signature.
    :returns: None when its token is another certificate than ours: then the signature was made with another key; and
        None for a concept that has no place for a signature, since it answered an unsigned request.
    """
    root = etree.fromstring(wire, etree.XMLParser(resolve_entities=False, no_network=True))
    token = root.findtext(f".//{{{WSSE}}}BinarySecurityToken")
    signed_info = root.find(f".//{{{DS}}}SignedInfo")
    if token != sleutelpaar.token or signed_info is None:
        return None
    return sleutelpaar.onderteken(canoniek(signed_info))


def _namen(element: etree._Element) -> Iterator[str]:
    """Prefixes and local names of elements and attributes."""
    for kind in element.iter(etree.Element):
        yield f"{kind.prefix or ''}:{kort(str(kind.tag))}"
        yield from (kort(str(naam)) for naam in kind.attrib)
        yield from (prefix or "" for prefix in kind.nsmap)


def _timestamp(klok: Clock, wsu_id: str) -> PartToSign:
    nu = klok.nu()
    created, expires = schrijf_tijdstip(nu), schrijf_tijdstip(nu + GELDIGHEID)
    inhoud = f"<wsu:Created>{created}</wsu:Created><wsu:Expires>{expires}</wsu:Expires>"
    return maak_deel(_TIMESTAMP, wsu_id, inhoud)


def _bevinding(bevinding: Bevinding) -> str:
    velden = (
        ("oorzaak", bevinding.oorzaak),
        ("waar", bevinding.waar),
        ("regel", None if bevinding.regel is None else str(bevinding.regel)),
        ("gevonden", toon(bevinding.gevonden)),
        ("toegestaan", toon(bevinding.toegestaan)),
        ("melding", bevinding.zin()),
        ("uitleg", uitleg_op(bevinding.oorzaak)),
    )
    tekst = "".join(f"<bev:{naam}>{_tekst(waarde)}</bev:{naam}>" for naam, waarde in velden if waarde)
    return f"<bev:bevinding>{tekst}</bev:bevinding>"


def _tekst(tekst: str) -> str:
    """Bounded text; what XML 1.0 cannot hold becomes U+FFFD."""
    return canonieke_tekst(_GEEN_XML.sub("\ufffd", tekst[:_MAX_TEKST]))


_GEEN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
