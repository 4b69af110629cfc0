"""TLS as the one who opens the connection: whom we trust there, and who we are (PvE 6.4: two-sided TLS)."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path

from rio_soap.edukoppeling.certificaatbestand import laad_tls_paar, tls_cas


@dataclass(frozen=True, slots=True)
class Tls:
    """TLS with or without a client certificate.

    :param ca: file, PEM or DER, of the authorities that may sign the server's certificate; None takes those of the
        machine.
    :param certificaat: file, PEM or DER, of the client certificate (and its chain), None for none.
    :param sleutel: PEM file of its private key, None when it stands in the same file.
    :param wachtwoord: of that key, None when it has none.
    """

    ca: Path | None = None
    certificaat: Path | None = None
    sleutel: Path | None = field(default=None, repr=False)
    wachtwoord: str | None = field(default=None, repr=False)

    def context(self) -> ssl.SSLContext:
        """A context for TLS 1.2 or later, which checks certificate and host name of the server.

        :raises OSError, ssl.SSLError, Certificaatfout: when a file cannot be used.
        """
        context = ssl.create_default_context(**tls_cas(self.ca))
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.certificaat is not None:
            laad_tls_paar(context, self.certificaat, self.sleutel, self.wachtwoord)
        return context
