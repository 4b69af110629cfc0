"""TLS of our own process by the settings: a server that requires a client certificate."""

import ssl
from pathlib import Path

from rio_soap.bevinding.spraak import zin
from rio_soap.edukoppeling.certificaat import Certificaatfout
from rio_soap.edukoppeling.certificaatbestand import MAX_BESTAND, laad_tls_paar, tls_cas
from rio_soap.edukoppeling.crl import Crlfout, lees_crl
from rio_soap.setup import file_errors
from rio_soap.setup.settings import Settings, SettingsError

CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""For TLS 1.2: forward secrecy and authenticated encryption only ("goed" of the NCSC); TLS 1.3 has no others."""


def make_tls_context(settings: Settings) -> ssl.SSLContext | None:
    """The TLS of RIO_TLS=eigen; None when it ends elsewhere.

    :raises SettingsError: when a file cannot be used.
    """
    if settings.tls != "eigen":
        return None
    crl = Path(settings.tls_crl) if settings.tls_crl else None
    return server_context(Path(settings.tls_certificaat), Path(settings.tls_sleutel), Path(settings.tls_ca), crl)


def server_context(certificate: Path, key: Path, ca: Path, crl: Path | None = None) -> ssl.SSLContext:
    """TLS 1.2 and 1.3, a client certificate from one of the CAs required, no resumption.

    :param certificate: file, PEM or DER, that the server shows, with its chain.
    :param ca: PEM file with the CAs whose client certificates are taken.
    :param crl: PEM file with CRLs; given, the CRL of the issuer must be in it and is checked.
    :raises SettingsError: when a file cannot be used.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_mode = ssl.CERT_REQUIRED
    context.set_ciphers(CIPHERS)
    # Every connection shows its certificate anew: a party that was withdrawn cannot go on with an old session.
    context.options |= ssl.OP_NO_TICKET | ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    context.num_tickets = 0
    for file in (certificate, key, ca, *([crl] if crl else [])):
        if not file.is_file():
            raise SettingsError(zin("tls.geen_bestand", bestand=file))
    reading = certificate
    try:
        laad_tls_paar(context, certificate, key, None)
        reading = ca
        context.load_verify_locations(**tls_cas(ca))
        if crl is not None:
            reading = crl
            with crl.open("rb") as file:
                lees_crl(file.read(MAX_BESTAND))
            context.load_verify_locations(crl)
            context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
    except ssl.SSLError as fout:
        raise SettingsError(f"TLS: {reading}: {fout.reason or fout}") from fout
    except OSError as fout:
        raise SettingsError(f"TLS: {fout.filename or reading}: {file_errors.said(fout)}") from fout
    except Crlfout as fout:
        raise SettingsError(f"TLS: {crl}: {fout}") from fout
    except Certificaatfout as fout:
        raise SettingsError(f"TLS: {fout}") from fout
    return context
