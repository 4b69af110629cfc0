"""Mutants of a client in its signature, certificate and timestamp, and in bedrijfsdocument."""

import base64
import re
import uuid
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree

from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.edukoppeling.uris import DS, EXC_C14N, WSSE, WSU_ID
from rio_soap.workbench.keur import kapot
from tests.keurmutanten.dienst_ondertekening import _vreemde
from tests.keurmutanten.klant import (
    KLANT,
    Doe,
    bericht,
    body,
    boom,
    bytes_,
    hoofd,
    inhoud,
    kop,
    na_tekenen,
    vind,
    weg,
    zet,
    zonder_verwijzing,
)
from tests.keurmutanten.klantproef import Boom, Klant, Uitgaand

C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"


def security(root: etree._Element) -> etree._Element:
    """The Security header."""
    gevonden = hoofd(root).find(f"{{{WSSE}}}Security")
    assert gevonden is not None
    return gevonden


def in_security(naam: str) -> Callable[[etree._Element], etree._Element]:
    """An element in the Security header by its local name."""
    return lambda root: next(e for e in security(root).iter() if etree.QName(e).localname == naam)


_TIJD, _TOKEN, _HANDTEKENING = in_security("Timestamp"), in_security("BinarySecurityToken"), in_security("Signature")


def deel(root: etree._Element, naam: str) -> etree._Element:
    """A part that is signed."""
    return body(root) if naam == "Body" else _TIJD(root) if naam == "Timestamp" else kop(root, naam)


def zonder(naam: str) -> Doe:
    """One part is not signed."""
    return boom(lambda root: zonder_verwijzing(root, deel(root, naam)))


def _zonder_tijd(root: etree._Element) -> None:
    zonder_verwijzing(root, _TIJD(root))
    weg(_TIJD(root))


def met_digest(naam: str) -> Doe:
    """The digest of a part is wrong, and signed so."""

    def doe(k: Klant) -> None:
        def pas(uit: Uitgaand) -> None:
            root = etree.fromstring(uit.data)
            wsu_id = f"#{deel(root, naam).get(WSU_ID)}"
            verwijzing = next(v for v in root.iter(f"{{{DS}}}Reference") if v.get("URI") == wsu_id)
            verwijzing[-1].text = base64.b64encode(bytes(32)).decode()
            kapot.herteken(root, k.sleutel, digests=False)
            uit.data = kapot.schrijf(root)

        k.stappen.append(pas)

    return doe


def _waarde(data: bytes) -> bytes:
    return re.sub(rb"(SignatureValue>)(.)", lambda m: m[1] + (b"B" if m[2] == b"A" else b"A"), data, count=1)


def _ander_document(root: etree._Element) -> None:
    inhoud(root)[3].text = "2020-01-01T00:00:00Z"


def _ingesprongen(root: etree._Element) -> None:
    etree.indent(root)


def algoritme(naam: str, uri: str) -> Boom:
    """Another algorithm."""

    def stap(root: etree._Element) -> None:
        for element in list(security(root).iter(f"{{{DS}}}{naam}")):
            element.set("Algorithm", uri)
            if uri == C14N:
                element[:] = []

    return stap


def _inclusief(root: etree._Element) -> None:
    algoritme("Transform", C14N)(root)
    algoritme("CanonicalizationMethod", C14N)(root)


@KLANT.doe("sign-prefixlist")
def _prefixen(k: Klant) -> None:
    def pas(uit: Uitgaand) -> None:
        root = etree.fromstring(uit.data)
        lijsten = [(e, e.get("PrefixList")) for e in security(root).iter(f"{{{EXC_C14N}}}InclusiveNamespaces")]
        plaats = [(e, e.getparent()) for e, _ in lijsten]
        for element, ouder in plaats:
            assert ouder is not None
            ouder.remove(element)
        kapot.herteken(root, k.sleutel)
        for element, ouder in plaats:
            assert ouder is not None
            ouder.append(element)
        uit.data = kapot.schrijf(root)

    k.stappen.append(pas)


def met_sleutel(sleutel: Callable[[], rsa.RSAPrivateKey], token: Callable[[], str] | None = None) -> Doe:
    """Signed with another key, and with its certificate when one is given."""

    def stap(uit: Uitgaand) -> None:
        root = etree.fromstring(uit.data)
        if token is not None:
            _TOKEN(root).text = token()
        kapot.herteken(root, sleutel())
        uit.data = kapot.schrijf(root)

    return bericht(stap)


@KLANT.doe("sign-expired-certificate")
def _verlopen(k: Klant) -> None:
    token = kapot.certificaat(k.sleutel, "00000099000000001000", -1)

    def stap(root: etree._Element) -> None:
        _TOKEN(root).text = token

    boom(stap)(k)


def tijden(created: timedelta, expires: timedelta) -> Doe:
    """A timestamp with other moments, from now."""

    def stap(root: etree._Element) -> None:
        nu, tijd = datetime.now(UTC), _TIJD(root)
        tijd[0].text, tijd[1].text = schrijf_tijdstip(nu + created), schrijf_tijdstip(nu + expires)

    return boom(stap)


def _zonder_zone(root: etree._Element) -> None:
    for element in _TIJD(root):
        element.text = (element.text or "").rstrip("Z")


def _tweede(naam: str) -> Doe:
    """Something stands there twice."""

    def stap(root: etree._Element) -> None:
        element = security(root) if naam == "Security" else in_security(naam)(root)
        element.addnext(deepcopy(element))

    return na_tekenen(stap)


def _zelfde_id(root: etree._Element) -> None:
    zonder_verwijzing(root, kop(root, "From"))
    kop(root, "From").set(WSU_ID, kop(root, "To").get(WSU_ID) or "")


def _nergens(root: etree._Element) -> None:
    next(root.iter(f"{{{DS}}}Reference")).set("URI", "#nergens")


def _zonder_handtekening(root: etree._Element) -> None:
    weg(_HANDTEKENING(root))
    weg(_TOKEN(root))


def _opnieuw(k: Klant) -> None:
    """Every message goes out twice, as who does not wait for an answer does."""
    oud = k.rio.wissel.verbinding.post

    def post(pad: str, data: bytes, headers: dict[str, str], *, vers: bool) -> object:
        oud(pad, data, headers, vers=vers)
        return oud(pad, data, headers, vers=vers)

    k.rio.wissel.verbinding.post = post  # type: ignore[method-assign,assignment]


_VAST = str(uuid.UUID(int=13, version=4))
_UUR = timedelta(hours=1)
CODE, MOMENT, ONTVANGER = "identificatiecodeBedrijfsdocument", "datumTijdBedrijfsdocument", "ontvangendeInstantie"


def _wissel_eerste(root: etree._Element) -> None:
    eerste = inhoud(root)[0]
    inhoud(root)[1].addnext(eerste)


KLANT.zet(
    {
        "sign-none": na_tekenen(lambda root: weg(security(root))),
        "sign-no-signature": na_tekenen(_zonder_handtekening),
        "sign-no-timestamp": boom(_zonder_tijd),
        "sign-no-token": na_tekenen(lambda root: weg(_TOKEN(root))),
        "sign-no-keyinfo": na_tekenen(lambda root: weg(in_security("KeyInfo")(root))),
        **{f"sign-{n.lower()}": zonder(n) for n in ("Body", "To", "From", "Action", "MessageID", "Timestamp")},
        "sign-digest-body": met_digest("Body"),
        "sign-digest-header": met_digest("To"),
        "sign-value": bytes_(_waarde),
        "sign-after-body": na_tekenen(_ander_document),
        "sign-after-indented": na_tekenen(_ingesprongen),
        "sign-after-header": na_tekenen(lambda root: setattr(kop(root, "MessageID"), "text", str(uuid.uuid4()))),
        "sign-sha1": boom(algoritme("SignatureMethod", f"{DS}rsa-sha1")),
        "sign-digest-sha1": boom(algoritme("DigestMethod", f"{DS}sha1")),
        "sign-inclusive": boom(_inclusief),
        "sign-other-key": met_sleutel(lambda: _vreemde()[0]),
        "sign-stranger": met_sleutel(lambda: _vreemde()[0], lambda: _vreemde()[1]),
        "sign-expired": tijden(-2 * _UUR, -_UUR),
        "sign-future": tijden(_UUR, 2 * _UUR),
        "sign-reversed": tijden(timedelta(seconds=20), -timedelta(seconds=20)),
        "sign-days": tijden(timedelta(0), timedelta(days=10)),
        "sign-no-zone": boom(_zonder_zone),
        "sign-no-expires": boom(lambda root: weg(_TIJD(root)[1])),
        "sign-twice": _tweede("Signature"),
        "sign-security-twice": _tweede("Security"),
        "sign-id-twice": boom(_zelfde_id),
        "sign-id-unknown": boom(_nergens),
        "document-code-same": boom(zet(_VAST, CODE)),
        "document-code-retry": _opnieuw,
        "document-sender-other": boom(zet("0000000700099ZZ00000", "verzendendeInstantie")),
        "document-code-long": boom(lambda root: setattr(inhoud(root)[0], "text", f"{uuid.uuid4()}-{uuid.uuid4()}")),
        "document-code-blank": boom(lambda root: setattr(inhoud(root)[0], "text", str(uuid.uuid4()).replace("-", " "))),
        "document-moment-date": boom(zet("2026-12-01", MOMENT)),
        "document-moment-missing": boom(lambda root: weg(vind(root, MOMENT))),
        "document-order": boom(_wissel_eerste),
        "document-receiver-missing": boom(lambda root: weg(vind(root, ONTVANGER))),
    }
)  # fmt: skip
