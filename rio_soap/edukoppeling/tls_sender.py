"""The certificate with which the sender opened the TLS connection, and what is asked of it (EK0030).

The chain, the dates and the CRL are judged where TLS ends (nginx or our own server), before any byte of a message is
read. What is left to judge here is the OIN in the subject (PvE 6.4.7) and that we know it.
"""

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.edukoppeling.certificaat import OIN_PLEK, ONLEESBAAR, oin_in_certificaat
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.oorzaken import Oorzaak
from rio_soap.edukoppeling.trusted import Vertrouwensfout, vingerafdruk

_WAAR = "TLS"
_BEKEND = Tekst("waarde.bekend-oin")
MAX_HEADER = 32 * 1024
"""Longest header with a certificate that is read, in characters; a certificate takes 2 to 4 thousand."""


@lru_cache(maxsize=256)
def certificaat_uit_header(waarde: str) -> bytes | None:
    """DER of a certificate as nginx writes it in a header: PEM, percent-encoded; None for anything else."""
    if not 0 < len(waarde) <= MAX_HEADER:
        return None
    try:
        return x509.load_pem_x509_certificate(unquote_to_bytes(waarde)).public_bytes(Encoding.DER)
    except ONLEESBAAR:
        return None


def controleer_tls(certificaat: bytes | None, kent: Callable[[bytes, str], bool]) -> str:
    """The OIN of the party at the other end of the TLS connection.

    :param certificaat: DER, verified by whoever ended TLS; None when there was none.
    :param kent: whether a certificate with this OIN is that of a party we trust; may raise `Vertrouwensfout`.
    :raises Edufout: EK0030 when there is no certificate, no OIN in it, or it is not that of a trusted party.
    """
    if certificaat is None:
        raise _fout("tls-ontbreekt", None, Tekst("waarde.clientcertificaat"))
    oin = oin_in_certificaat(certificaat)
    if oin is None:
        raise _fout("tls-oin", f"SHA-256 {vingerafdruk(certificaat)}", OIN_PLEK)
    try:
        bekend = kent(certificaat, oin)
    except Vertrouwensfout as fout:
        raise _fout(fout.oorzaak, fout.gevonden or oin, fout.toegestaan or _BEKEND, fout.zin) from fout
    if not bekend:
        raise _fout("tls-onbekend", oin, _BEKEND)
    return oin


def _fout(oorzaak: Oorzaak, gevonden: str | Tekst | None, toegestaan: str | Tekst, zin: Tekst | None = None) -> Edufout:
    return Edufout(Foutsoort.EK0030, [Bevinding(oorzaak, _WAAR, None, gevonden, toegestaan, zin)])
