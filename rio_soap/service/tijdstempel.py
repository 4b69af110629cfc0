"""RFC 3161 time stamps over the head of the chain: asked of a time stamping authority (TSA), and verified.

The protocol is that of `rfc3161-client`; here is who is asked, how long, and whom we believe.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from cryptography import x509

from rio_soap.edukoppeling.certificaatbestand import lees_certificaten
from rio_soap.edukoppeling.certificaatketen import is_uitgegeven_door
from rio_soap.register.logboek.heads import Head
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

    def controleer(self, token: bytes, hoofd: Head, nonce: int | None = None) -> datetime:
        """The moment at which this head was there, by an answer of the TSA.

        :param nonce: of the question; None for an answer that was kept.
        :raises Tijdstempelfout: when the answer is none, not over this head, or not of a TSA that we believe.
        """
        from rfc3161_client import VerifierBuilder, decode_timestamp_response
        from rfc3161_client.errors import VerificationError

        wortels = [ca for ca in self.cas if is_uitgegeven_door(ca, ca)]
        tussen = [ca for ca in self.cas if ca not in wortels]
        try:
            antwoord = decode_timestamp_response(_op_volgorde(token))
            VerifierBuilder(roots=wortels, intermediates=tussen, nonce=nonce).build().verify_message(
                antwoord, hoofd.hash
            )
            return antwoord.tst_info.gen_time
        except (ValueError, VerificationError) as fout:
            raise Tijdstempelfout(str(fout)) from fout

    def vraag(self, url: str, hoofd: Head) -> bytes:
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


def _op_volgorde(token: bytes) -> bytes:
    """An answer with the certificates in it in the order of DER, which the parser wants and OpenSSL does not write.

    Nothing is signed over that order. What is not shaped as an answer is given back as it is.
    """
    try:
        (antwoord,) = _delen(token, 0, len(token))
        stempel = _delen(token, *antwoord[1:])[1]
        inhoud = next(deel for deel in _delen(token, *stempel[1:]) if deel[0] == _MERK)
        (getekend,) = _delen(token, *inhoud[1:])
        _, begin, eind = next(deel for deel in _delen(token, *getekend[1:]) if deel[0] == _MERK)
        grenzen = [begin, *(deel[2] for deel in _delen(token, begin, eind))]
    except (IndexError, ValueError, StopIteration):
        return token
    certificaten = sorted(token[van:tot] for van, tot in pairwise(grenzen))
    return token[:begin] + b"".join(certificaten) + token[eind:]


_MERK = 0xA0
"""Tag [0]: the content of the token, and the certificates in it."""


def _delen(der: bytes, begin: int, eind: int) -> list[tuple[int, int, int]]:
    """The parts of DER between two places: tag, begin and end of the content.

    :raises IndexError, ValueError: when it is none.
    """
    uit = []
    while begin < eind:
        lengte, header = der[begin + 1], 2
        if lengte >= 128:
            header += lengte & 0x7F
            lengte = int.from_bytes(der[begin + 2 : begin + header])
        uit.append((der[begin], begin + header, begin + header + lengte))
        begin += header + lengte
    if begin != eind:
        raise ValueError("a part goes beyond its whole")
    return uit
