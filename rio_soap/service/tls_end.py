"""How a request came in: what of the TLS connection may be believed.

A client certificate reaches the application in one of two ways, neither of which a client can write:

- ``proxy``: nginx ends TLS, overwrites the header with the certificate that it verified, and alone can reach the
  Unix socket on which the service listens (the server refuses this mode on a TCP port);
- ``eigen``: our own server ended TLS and puts the certificate in the WSGI environment under a name that no header
  can have.

In the mode ``geen`` there is no certificate, whatever a header says.
"""

from enum import Enum
from wsgiref.types import WSGIEnvironment

from rio_soap.edukoppeling.tls_sender import certificaat_uit_header

HEADER = "X-RIO-Clientcertificaat"
"""Header in which nginx hands over the certificate (PEM, percent-encoded)."""
_HEADER_WSGI = "HTTP_" + HEADER.upper().replace("-", "_")
SLEUTEL = "rio.tls_certificaat"
"""Key in the WSGI environment with the DER certificate. Headers become keys that begin with ``HTTP_``."""


VIA_PROXY = "rio.via_proxy"
"""Key that says that a proxy handed this request over, with a certificate or with an empty header."""


class TlsEnd(Enum):
    """Who ends TLS."""

    GEEN = "geen"
    PROXY = "proxy"
    EIGEN = "eigen"


def neem_certificaat(omgeving: WSGIEnvironment, tls: TlsEnd) -> None:
    """Leave in the environment, under `SLEUTEL`, the certificate of this connection or nothing; the header goes."""
    header = omgeving.pop(_HEADER_WSGI, None)
    omgeving[VIA_PROXY] = tls is TlsEnd.PROXY and header is not None
    if tls is TlsEnd.EIGEN:
        return
    omgeving.pop(SLEUTEL, None)
    if tls is TlsEnd.PROXY:
        omgeving["wsgi.url_scheme"] = "https"
        if header and (der := certificaat_uit_header(header)) is not None:
            omgeving[SLEUTEL] = der
