"""What a file is that is no message: a certificate, a key, a page, a document, a schema.

By its first bytes, as `file` does, and for what is text by its first lines. Only what is certain is named; what may be
a broken message is left to the parser.
"""

import base64
import binascii
import csv
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from lxml import etree

from rio_soap.bevinding import toon
from rio_soap.edukoppeling.certificaat import ONLEESBAAR
from rio_soap.edukoppeling.welgevormd import niet_welgevormd
from rio_soap.werkbank.rapport import Melding

_MAX_BEGIN = 64 * 1024
"""As much as is looked at of a text."""
_MAX_JSON = 1024 * 1024
_MAGISCH: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n", "afbeelding (PNG)"),
    (b"\xff\xd8\xff", "afbeelding (JPEG)"),
    (b"GIF8", "afbeelding (GIF)"),
    (b"SQLite format 3\0", "database (SQLite)"),
    (b"\x7fELF", "programma (ELF)"),
    (b"MZ\x90\0", "programma (Windows)"),
    (b"7z\xbc\xaf\x27\x1c", "archief (7z)"),
    (b"Rar!\x1a\x07", "archief (RAR)"),
    (b"BZh", "archief (bzip2)"),
    (b"\xfd7zXZ\0", "archief (xz)"),
    (b"\x28\xb5\x2f\xfd", "archief (zstd)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document van Office of Outlook (OLE)"),
    (b"{\\rtf", "document (RTF)"),
    (b"\xfe\xed\xfe\xed", "sleutelarchief (Java keystore)"),
)
_ZIP = ((b"word/", "document (Word)"), (b"xl/", "werkblad (Excel)"), (b"META-INF/", "programma (jar)"))
_PEM = re.compile(rb"-----BEGIN ([A-Z0-9 ]{1,40})-----")
_PEMSOORTEN = {
    b"CERTIFICATE": "certificaat",
    b"TRUSTED CERTIFICATE": "certificaat",
    b"X509 CERTIFICATE": "certificaat",
    b"CERTIFICATE REQUEST": "certificaataanvraag (CSR)",
    b"NEW CERTIFICATE REQUEST": "certificaataanvraag (CSR)",
    b"X509 CRL": "intrekkingslijst (CRL)",
    b"PUBLIC KEY": "publieke sleutel",
    b"PKCS7": "certificaten (PKCS#7)",
    b"CMS": "certificaten (PKCS#7)",
}
_SLEUTEL = "privésleutel"
_MULTIPART = re.compile(rb"--[^\r\n]{1,80}\r?\n(?:Content-|MIME-)", re.IGNORECASE)
_BOM16 = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_WSDL = "http://schemas.xmlsoap.org/wsdl/"
_XSD = "http://www.w3.org/2001/XMLSchema"
_KOP = re.compile(r"(?m)^(?:#{1,6} \S|```|={3,}$|-{3,}$|[*-] \S|> \S)")
_OPMAAK = frozenset({"p", "div", "h1", "h2", "h3", "a", "img", "br", "center", "picture", "table"})
"""Tags of HTML that a text in Markdown begins with."""
_TAG = re.compile(r"<([A-Za-z_][^\s/>]{0,200})([^>]{0,4000})>")
_VAAG, _INGEPAKT = frozenset({"tekst", "binair bestand"}), frozenset({"gecomprimeerd", "formulier"})
"""Kinds that say less than what the profile found out: how a message was packed."""
_OVER_HET_BERICHT = frozenset({"content-type"})
"""What is told of a message whatever the file may be."""
_BINAIR = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+\Z")


@dataclass(frozen=True, slots=True)
class Bestandssoort:
    """What a file is.

    :param oorzaak: cause of a report (``oorzaken.toml``).
    :param naam: for people, Dutch.
    """

    oorzaak: str
    naam: str

    @property
    def geheim(self) -> bool:
        """Whether it holds a private key."""
        return _SLEUTEL in self.naam or "sleutelarchief" in self.naam


def soort_bestand(data: bytes) -> Bestandssoort | None:
    """What kind of file this is; None for what is, or tries to be, a message."""
    if not data.strip():
        return Bestandssoort("leeg", "alleen witruimte") if data else None
    for herken in (_utf16, _magisch, _pem, _der):
        if (gevonden := herken(data)) is not None:
            return gevonden
    tekst = _begin(data).lstrip("\ufeff \t\r\n")
    return _opmaak(tekst) if tekst.startswith("<") else _multipart(data) or _als_tekst(data, tekst)


def nader(meldingen: list[Melding], data: bytes) -> list[Melding]:
    """What the bytes as a whole tell of a message that cannot be read."""
    soort = None if meldingen[0].oorzaak in _OVER_HET_BERICHT else soort_bestand(data)
    if soort is not None and soort.naam in _VAAG and meldingen[0].oorzaak in _INGEPAKT:
        return meldingen
    if soort is not None:
        geheim = [Melding("sleutel-gedeeld", "bericht", "/", ernst="opmerking")] if soort.geheim else []
        return [replace(meldingen[0], oorzaak=soort.oorzaak, gevonden=soort.naam), *geheim]
    if meldingen[0].oorzaak == "niet-welgevormd" and not data.rstrip().endswith(b">"):
        return [replace(meldingen[0], oorzaak="afgebroken"), *meldingen[1:]]
    return meldingen


def waarom_onleesbaar(data: bytes, fout: Exception) -> str:
    """Why a file could not be read as a message: what it is, or what the profile or the parser says of it."""
    if (soort := soort_bestand(data)) is not None:
        return f"geen bericht maar {soort.naam}"
    return toon(niet_welgevormd(fout, data)[1]) if isinstance(fout, etree.XMLSyntaxError) else str(fout)


def _begin(data: bytes) -> str:
    """The first of a text; in a code page of Windows when it is no UTF-8, of which the letters matter little here."""
    begin = data[:_MAX_BEGIN]
    try:
        data.decode()
    except UnicodeDecodeError:
        return begin.decode("latin-1")
    return begin.decode("utf-8", "ignore")


def _geen_xml(naam: str) -> Bestandssoort:
    return Bestandssoort("geen-xml", naam)


def _utf16(data: bytes) -> Bestandssoort | None:
    if data.startswith(_BOM16) or data[:2] in (b"<\0", b"\0<"):
        return Bestandssoort("utf16", "UTF-16 of UTF-32")
    return None


def _magisch(data: bytes) -> Bestandssoort | None:
    if data.startswith(b"\x1f\x8b"):
        return Bestandssoort("gecomprimeerd", "gzip")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        document = next((naam for pad, naam in _ZIP if pad in data[:_MAX_BEGIN]), None)
        return _geen_xml(document) if document else Bestandssoort("gecomprimeerd", "archief (ZIP)")
    naam = next((naam for begin, naam in _MAGISCH if data.startswith(begin)), None)
    return _geen_xml(naam) if naam else None


def _pem(data: bytes) -> Bestandssoort | None:
    """A PEM block, also with the lines before it that OpenSSL writes; but not one in a message."""
    begin = _PEM.search(data, 0, _MAX_BEGIN)
    if begin is None or b"<" in data[: begin.start()]:
        return None
    soort = begin[1]
    naam = _SLEUTEL if soort.endswith(b"PRIVATE KEY") else _PEMSOORTEN.get(soort, soort.decode().lower())
    if naam != _SLEUTEL and b"PRIVATE KEY-----" in data:
        naam = f"{naam} en {_SLEUTEL}"
    return _geen_xml(f"{naam} (PEM)")


_LADERS: tuple[tuple[Callable[[bytes], object], str], ...] = (
    (x509.load_der_x509_certificate, "certificaat"),
    (serialization.load_der_public_key, "publieke sleutel"),
    (x509.load_der_x509_csr, "certificaataanvraag (CSR)"),
    (x509.load_der_x509_crl, "intrekkingslijst (CRL)"),
)
_REEKS = rb"\x30(?:[\x00-\x80]|\x81.|\x82..|\x83...|\x84....)"
"""The begin of a SEQUENCE."""
_PKCS12 = re.compile(_REEKS + rb"\x02\x01\x03\x30", re.DOTALL)
_PRIVE = re.compile(
    _REEKS + rb"\x02\x01[\x00\x01](?:\x02|\x04|" + _REEKS + rb"\x06)"
    + rb"|" + _REEKS * 2 + rb"\x06(?:\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05|\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01)",
    re.DOTALL,
)  # fmt: skip
"""A private key: a version, then numbers (PKCS#1, DSA), a number as bytes (SEC 1) or an algorithm (PKCS#8); or an
algorithm that asks for a password. Told by its form: to read one is to look for primes, which takes hours for a number
that a stranger made large."""
_PKCS7 = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"


def _der(data: bytes) -> Bestandssoort | None:
    """ASN.1: begins with a SEQUENCE of which the length takes bytes that no text has."""
    if _PRIVE.match(data):
        return _geen_xml(f"{_SLEUTEL} (DER)")
    if data[:1] != b"\x30" or not 0x80 <= data[1] <= 0x84:
        return None
    if _PKCS12.match(data):
        return _geen_xml("sleutelarchief (PKCS#12: p12 of pfx)")
    for laad, naam in _LADERS:
        with suppress(*ONLEESBAAR):
            laad(data)
            return _geen_xml(f"{naam} (DER)")
    return _geen_xml("certificaten (PKCS#7, DER)" if _PKCS7 in data[:40] else "ASN.1 (DER)")


def _opmaak(tekst: str) -> Bestandssoort | None:
    """What begins with a tag and is no message: a schema, a page, or a text with tags in it."""
    if tekst[:14].lower() == "<!doctype html":
        return _geen_xml("HTML")
    gevonden = _TAG.match(tekst, _na_proloog(tekst))
    if gevonden is None:
        return None
    lokaal, kenmerken = gevonden[1].rpartition(":")[2], gevonden[2]
    if lokaal == "definitions" and f"{_WSDL}" in kenmerken:
        return Bestandssoort("geen-envelope", "WSDL")
    if lokaal == "schema" and f'"{_XSD}"' in kenmerken.replace("'", '"'):
        return Bestandssoort("geen-envelope", "XML-schema (XSD)")
    if lokaal.lower() in ("html", "head", "body"):
        return _geen_xml("HTML")
    return _geen_xml("Markdown") if lokaal.lower() in _OPMAAK and _KOP.search(tekst) else None


def _na_proloog(tekst: str) -> int:
    """Where the first element begins, after declaration, comments and instructions; only these are passed over."""
    plek = 0
    for _ in range(50):
        while plek < len(tekst) and tekst[plek].isspace():
            plek += 1
        einde = next((e for begin, e in (("<?", "?>"), ("<!--", "-->")) if tekst.startswith(begin, plek)), None)
        if einde is None or (gevonden := tekst.find(einde, plek)) < 0:
            break
        plek = gevonden + len(einde)
    return plek


def _multipart(data: bytes) -> Bestandssoort | None:
    return Bestandssoort("multipart", "multipart (MIME)") if _MULTIPART.match(data) else None


def _als_tekst(data: bytes, tekst: str) -> Bestandssoort:
    """A text that is no XML: JSON, a certificate in base64, Markdown, CSV, or something else."""
    if not tekst or _BINAIR.search(tekst):
        return _geen_xml("binair bestand")
    if tekst[0] in "{[" and _is_json(data, tekst):
        return _geen_xml("JSON")
    if _BASE64.match(data[:_MAX_BEGIN]) and len(data) > 200 and (binnen := _uit_base64(data)) is not None:
        return _geen_xml(binnen.naam.replace("(DER)", "(base64)"))
    regels = [regel for regel in tekst.splitlines()[:200] if regel.strip()]
    if _is_csv(regels):
        return _geen_xml("CSV")
    return _geen_xml("Markdown" if _KOP.search("\n".join(regels)) else "tekst")


def _is_json(data: bytes, tekst: str) -> bool:
    if len(data) <= _MAX_JSON:
        with suppress(ValueError, RecursionError):
            json.loads(data)
            return True
    return re.match(r'\{\s*"[^"\n]{0,200}"\s*:|\[\s*\{\s*"', tekst) is not None


def _uit_base64(data: bytes) -> Bestandssoort | None:
    with suppress(binascii.Error, ValueError):
        return _der(base64.b64decode(b"".join(data.split()), validate=True))
    return None


def _is_csv(regels: list[str]) -> bool:
    """Two rows or more with as many fields, two or more; lines of comment do not count."""
    rijen = [regel for regel in regels if not regel.startswith("#")][:20]
    for teken in ";,\t":
        with suppress(csv.Error):
            velden = {len(rij) for rij in csv.reader(rijen, delimiter=teken)}
            if len(rijen) > 1 and len(velden) == 1 and velden != {1}:
                return True
    return False
