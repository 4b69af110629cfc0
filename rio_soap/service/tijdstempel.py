"""RFC 3161 time stamps over the head of the chain: asked of a time stamping authority (TSA), and verified.

The protocol is that of `rfc3161-client`; here is who is asked, how long, and whom we believe.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509

from rio_soap.edukoppeling.certificaatbestand import lees_certificaten
from rio_soap.edukoppeling.certificaatketen import is_uitgegeven_door
from rio_soap.register.hoofden import Hoofd
from rio_soap.service.buitenpost import verstuur


class Tijdstempelfout(ValueError):
    """A time stamp that cannot be believed; the text says why."""


@dataclass(frozen=True, slots=True)
class Tsa:
    """Who is believed to tell the time.

    :param cas: those that sign themselves are trusted, the others lead to one of them.
    """

    cas: Sequence[x509.Certificate]

    @staticmethod
    def lees(bestand: Path) -> "Tsa":
        """The CAs in a file, PEM or DER.

        :raises OSError, Certificaatfout: when there are none to read.
        """
        return Tsa([x509.load_der_x509_certificate(der) for der in lees_certificaten(bestand.read_bytes())])

    def controleer(self, token: bytes, hoofd: Hoofd, nonce: int | None = None) -> datetime:
        """The moment at which this head was there, by an answer of the TSA.

        :param nonce: of the question; None for an answer that was kept.
        :raises Tijdstempelfout: when the answer is none, not over this head, or not of a TSA that we believe.
        """
        from rfc3161_client import VerifierBuilder, decode_timestamp_response
        from rfc3161_client.errors import VerificationError

        wortels = [ca for ca in self.cas if is_uitgegeven_door(ca, ca)]
        tussen = [ca for ca in self.cas if ca not in wortels]
        try:
            antwoord = decode_timestamp_response(token)
            VerifierBuilder(roots=wortels, intermediates=tussen, nonce=nonce).build().verify_message(
                antwoord, hoofd.hash
            )
            return antwoord.tst_info.gen_time
        except (ValueError, VerificationError) as fout:
            raise Tijdstempelfout(str(fout)) from fout

    def vraag(self, url: str, hoofd: Hoofd) -> bytes:
        """Have a head stamped; the answer of the TSA, verified.

        :raises Tijdstempelfout: when its answer cannot be believed.
        :raises OSError: when there is none.
        """
        from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

        bouwer = TimestampRequestBuilder().data(hoofd.hash).hash_algorithm(HashAlgorithm.SHA256)
        verzoek = bouwer.nonce(nonce=True).cert_request(cert_request=True).build()
        token = verstuur(url, verzoek.as_bytes(), "application/timestamp-query")
        self.controleer(token, hoofd, verzoek.nonce)
        return token
