"""Who may see what stands beside the services: ``/controle``, ``/voorbeeld`` and ``/metrics``.

On a port with TLS any certificate of the CA gets as far as this; only a party that the register knows gets further.
Without TLS (a trial) and on the Unix socket itself, which only the operator opens, nobody is asked.
"""

from collections.abc import Callable
from datetime import datetime
from wsgiref.types import WSGIEnvironment

from cryptography import x509

from rio_soap.edukoppeling.certificaat import ONLEESBAAR
from rio_soap.edukoppeling.clock import Clock
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.tls_sender import controleer_tls
from rio_soap.register.database.failures import Unavailable
from rio_soap.service.tls_end import SLEUTEL, VIA_PROXY, TlsEnd

Weigering = tuple[str, str]
"""Status of HTTP and text."""
_WEG = "403 Forbidden", "this page is for parties that the register knows"


def maak_toegang(
    tls: TlsEnd, kent: Callable[[bytes, str], bool], klok: Clock
) -> Callable[[WSGIEnvironment], Weigering | None] | None:
    """Judges the WSGI environment of a request, after `verbinding.neem_certificaat`; None when all may.

    :param kent: whether a certificate with this OIN is that of a party that the register knows; may raise
        `Vertrouwensfout`.
    """
    if tls is TlsEnd.GEEN:
        return None

    def toegang(omgeving: WSGIEnvironment) -> Weigering | None:
        """Why not; None when it may."""
        if tls is TlsEnd.PROXY and not omgeving.get(VIA_PROXY):
            return None
        certificaat = omgeving.get(SLEUTEL)
        if certificaat is None or not _geldig(certificaat, klok.nu()):
            return _WEG
        try:
            controleer_tls(certificaat, kent)
        except Edufout:  # what is wrong with a certificate is for its owner, on the services
            return _WEG
        except Unavailable:
            return "503 Service Unavailable", "the register is out of reach"
        return None

    return toegang


def _geldig(der: bytes, nu: datetime) -> bool:
    """Whether a certificate is in its time; a connection may outlive it."""
    try:
        certificaat = x509.load_der_x509_certificate(der)
    except ONLEESBAAR:
        return False
    return certificaat.not_valid_before_utc <= nu <= certificaat.not_valid_after_utc
