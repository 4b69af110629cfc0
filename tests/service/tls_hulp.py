"""A world of TLS: server and client certificates good and bad, and a client that speaks mutual TLS."""

import http.client
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling import proefpki
from rio_soap.setup import trial
from tests.service.conftest import Antwoord

OIN_VREEMD = "00000099000000009999"
"""A valid OIN of nobody we know."""


@dataclass
class Pki:
    """Files of the trial PKI in `map_`; `vreemd` has an unknown OIN, `zonderoin` none, `anders` another CA."""

    map_: Path
    server: tuple[Path, Path] = field(init=False)

    def __post_init__(self) -> None:
        proefpki.maak(self.map_, dienst_oin=OIN_VREEMD, klanten={"klant": trial.OIN_CLIENT, "vreemd": OIN_VREEMD})
        proefpki.maak(self.map_ / "elders", dienst_oin=OIN_VREEMD, klanten={"anders": trial.OIN_CLIENT})
        self.server = proefpki.maak_tls_server(self.map_, oin=OIN_VREEMD, hosts=["localhost", "127.0.0.1"])
        self._zonder_oin()

    def _zonder_oin(self) -> None:
        """The certificate of the client `vreemd` again, without serialNumber in its subject."""
        oud = x509.load_pem_x509_certificate((self.map_ / "vreemd.pem").read_bytes())
        bouwer = x509.CertificateBuilder(
            oud.issuer,
            x509.Name([a for a in oud.subject if a.oid != x509.NameOID.SERIAL_NUMBER]),
            oud.public_key(),
            x509.random_serial_number(),
            oud.not_valid_before_utc,
            oud.not_valid_after_utc,
            list(oud.extensions),
        )
        ca = load_pem_private_key((self.map_ / "ca.key").read_bytes(), None)
        nieuw = bouwer.sign(ca, hashes.SHA256())  # type: ignore[arg-type]
        (self.map_ / "zonderoin.pem").write_bytes(nieuw.public_bytes(proefpki.Encoding.PEM))
        (self.map_ / "zonderoin.key").write_bytes((self.map_ / "vreemd.key").read_bytes())

    @property
    def ca(self) -> Path:
        return self.map_ / "ca.pem"

    def context(self, klant: str | None) -> ssl.SSLContext:
        """TLS of a client that shows this certificate."""
        context = ssl.create_default_context(cafile=str(self.ca))
        if klant is not None:
            map_ = self.map_ / "elders" if klant == "anders" else self.map_
            context.load_cert_chain(map_ / f"{klant}.pem", map_ / f"{klant}.key")
        return context

    def header(self, klant: str) -> str:
        """A certificate as nginx would write it in the header."""
        return quote((self.map_ / f"{klant}.pem").read_text())


def post(
    port: int, context: ssl.SSLContext, operatie: str, data: bytes, headers: tuple[tuple[str, str], ...] = ()
) -> Antwoord:
    """POST over TLS; `headers` may name one header twice."""
    o = OPERATIES[operatie]
    verbinding = http.client.HTTPSConnection("localhost", port, timeout=20, context=context)
    try:
        verbinding.putrequest("POST", o.dienst.pad)
        gewoon = (("Content-Type", "text/xml; charset=utf-8"), ("SOAPAction", o.soap_action))
        for naam, waarde in (*gewoon, ("Content-Length", str(len(data))), *headers):
            verbinding.putheader(naam, waarde)
        verbinding.endheaders(data)
        antwoord = verbinding.getresponse()
        return Antwoord(antwoord.status, dict(antwoord.getheaders()), antwoord.read())
    finally:
        verbinding.close()


def tls11(context: ssl.SSLContext) -> ssl.SSLContext:
    """The same client, that can do nothing newer than TLS 1.1, and would."""
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context
