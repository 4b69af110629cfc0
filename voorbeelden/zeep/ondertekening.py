"""A plugin for zeep: it signs what goes out as RIO wants it, and believes only what RIO signed."""

import hashlib
import os
import uuid
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from lxml import etree
from zeep import Plugin

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
WSA = "http://www.w3.org/2005/08/addressing"
WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
WSSE, WSU, X509 = (
    f"{WSS}wssecurity-secext-1.0.xsd",
    f"{WSS}wssecurity-utility-1.0.xsd",
    f"{WSS}x509-token-profile-1.0#X509v3",
)
DS, C14N = "http://www.w3.org/2000/09/xmldsig#", "http://www.w3.org/2001/10/xml-exc-c14n#"
NS = {"soap": SOAP, "wsa": WSA, "wsse": WSSE, "wsu": WSU, "ds": DS}
ID = f"{{{WSU}}}Id"
VERWIJZING = (
    f'<ds:Reference URI="#id-{{}}"><ds:Transforms><ds:Transform Algorithm="{C14N}"/></ds:Transforms>'
    '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference>'
)
HEADER = """<soap:Header xmlns:soap="{SOAP}" xmlns:wsa="{WSA}" xmlns:wsu="{WSU}"><wsse:Security xmlns:wsse="{WSSE}">\
<wsse:BinarySecurityToken wsu:Id="token" EncodingType="{WSS}soap-message-security-1.0#Base64Binary" ValueType="{X509}">\
{token}</wsse:BinarySecurityToken><ds:Signature xmlns:ds="{DS}"><ds:SignedInfo><ds:CanonicalizationMethod \
Algorithm="{C14N}"/><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>{verwijzingen}\
</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><wsse:SecurityTokenReference><wsse:Reference URI="#token" \
ValueType="{X509}"/></wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature><wsu:Timestamp wsu:Id="id-Timestamp">\
<wsu:Created>{nu:%Y-%m-%dT%H:%M:%SZ}</wsu:Created><wsu:Expires>{straks:%Y-%m-%dT%H:%M:%SZ}</wsu:Expires></wsu:Timestamp>\
</wsse:Security><wsa:Action wsu:Id="id-Action">{action}</wsa:Action><wsa:From wsu:Id="id-From"><wsa:Address>\
{WSA}/anonymous?oin={van}</wsa:Address></wsa:From><wsa:MessageID wsu:Id="id-MessageID">{bericht}</wsa:MessageID>\
<wsa:To wsu:Id="id-To">{naar}</wsa:To></soap:Header>"""


def canoniek(element: Any) -> bytes:
    """Exclusive C14N, the only one that RIO takes and gives."""
    return etree.tostring(element, method="c14n", exclusive=True, with_comments=False)


class RioOndertekening(Plugin):  # type: ignore[misc]
    """As a plugin and not as `wsse`: zeep has that verify before it looks for a fault, and hides an unsigned one by it.

    :param naar: the whole wsa:To, with ``?oin=``; it is no address to connect to.
    """

    def __init__(self, naar: str) -> None:
        self.naar, self.bericht = naar, ""
        self.sleutel: Any = load_pem_private_key(Path(os.environ["RIO_CLIENT_SLEUTEL"]).read_bytes(), None)
        certificaat = x509.load_pem_x509_certificate(Path(os.environ["RIO_CLIENT_CERTIFICAAT"]).read_bytes())
        self.token = b64encode(certificaat.public_bytes(Encoding.DER)).decode()
        dienst = x509.load_pem_x509_certificate(Path(os.environ["RIO_CLIENT_RIO_CERTIFICAAT"]).read_bytes())
        self.dienst: Any = dienst.public_key()

    def egress(self, envelope: Any, http_headers: Any, operation: Any, binding_options: Any) -> tuple[Any, Any]:
        """Put our own header in the place of zeep's, and sign."""
        nu = datetime.now(UTC)
        self.bericht = str(uuid.uuid4())
        delen = ("From", "To", "Action", "MessageID", "Body", "Timestamp")
        tekst = HEADER.format(
            **globals(), token=self.token, van=os.environ["RIO_CLIENT_OIN"], naar=self.naar, bericht=self.bericht,
            nu=nu, straks=nu + timedelta(minutes=5), action=operation.soapaction,
            verwijzingen="".join(map(VERWIJZING.format, delen)),
        )  # fmt: skip
        for oud in envelope.findall("soap:Header", NS):
            envelope.remove(oud)
        envelope.insert(0, etree.fromstring(tekst))
        envelope.find("soap:Body", NS).set(ID, "id-Body")
        for verwijzing in envelope.iterfind(".//ds:Reference", NS):
            (deel,) = envelope.xpath("//*[@wsu:Id = $id]", id=verwijzing.get("URI")[1:], namespaces=NS)
            verwijzing[-1].text = b64encode(hashlib.sha256(canoniek(deel)).digest()).decode()
        info = envelope.find(".//ds:SignedInfo", NS)
        waarde = self.sleutel.sign(canoniek(info), PKCS1v15(), SHA256())
        info.getnext().text = b64encode(waarde).decode()
        return envelope, http_headers

    def ingress(self, envelope: Any, http_headers: Any, operation: Any) -> tuple[Any, Any]:
        """The signature of the service over every part, each found by its place, in the answer to what was sent."""
        if envelope.find("soap:Body/soap:Fault", NS) is not None:
            return envelope, http_headers  # zeep raises it, with code, text and detail; it may come unsigned
        info = envelope.find("soap:Header/wsse:Security/ds:Signature/ds:SignedInfo", NS)
        if info is None:
            raise ValueError("the answer is not signed")
        self.dienst.verify(b64decode(info.getnext().text), canoniek(info), PKCS1v15(), SHA256())
        plekken = "soap:Header/wsa:* | soap:Header/wsse:Security/wsu:Timestamp | soap:Body"
        digests = {
            een.get("URI"): een.findtext("ds:DigestValue", None, NS) for een in info.iterfind("ds:Reference", NS)
        }
        delen = envelope.xpath(plekken, namespaces=NS)
        for deel in delen:
            if digests.get(f"#{deel.get(ID)}") != b64encode(hashlib.sha256(canoniek(deel)).digest()).decode():
                raise ValueError(f"{deel.tag} of the answer is not signed, or was changed")
        if len(delen) != 7 or envelope.findtext("soap:Header/wsa:RelatesTo", None, NS) != self.bericht:
            raise ValueError("this answers another message")
        return envelope, http_headers
