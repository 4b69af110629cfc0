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

from rio_soap.bevinding import Tekst
from rio_soap.edukoppeling import inpakking
from rio_soap.edukoppeling.certificaat import ONLEESBAAR
from rio_soap.edukoppeling.welgevormd import niet_welgevormd
from rio_soap.workbench.rapport import Melding

_MAX_BEGIN = 64 * 1024
"""As much as is looked at of a text."""
_MAX_JSON = 1024 * 1024
_MAGISCH: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"SQLite format 3\0", "sqlite"),
    (b"\x7fELF", "elf"),
    (b"MZ\x90\0", "windows"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\xfe\xed\xfe\xed", "jks"),
)
"""First bytes and kind; what is packed is known to `rio_soap.edukoppeling.inpakking`."""
_BERICHT_INGEPAKT = ("gzip", "zip")
"""What a message is sent in by mistake; other archives are files."""
_ZIP = ((b"word/", "word"), (b"xl/", "excel"), (b"META-INF/", "jar"))
_PEM = re.compile(rb"-----BEGIN ([A-Z0-9 ]{1,40})-----")
_PEMSOORTEN = {
    b"CERTIFICATE": "certificaat",
    b"TRUSTED CERTIFICATE": "certificaat",
    b"X509 CERTIFICATE": "certificaat",
    b"CERTIFICATE REQUEST": "csr",
    b"NEW CERTIFICATE REQUEST": "csr",
    b"X509 CRL": "crl",
    b"PUBLIC KEY": "publieke-sleutel",
    b"PKCS7": "pkcs7",
    b"CMS": "pkcs7",
}
_SLEUTEL = "sleutel"
_MULTIPART = re.compile(rb"--[^\r\n]{1,80}\r?\n(?:Content-|MIME-)", re.IGNORECASE)
_WSDL = "http://schemas.xmlsoap.org/wsdl/"
_XSD = "http://www.w3.org/2001/XMLSchema"
_HEADING = re.compile(r"(?m)^(?:#{1,6} \S|```|={3,}$|-{3,}$|[*-] \S|> \S)")
_OPMAAK = frozenset({"p", "div", "h1", "h2", "h3", "a", "img", "br", "center", "picture", "table"})
"""Tags of HTML that a text in Markdown begins with."""
_TAG = re.compile(r"<([A-Za-z_][^\s/>]{0,200})([^>]{0,4000})>")
_VAAG, _INGEPAKT = (
    frozenset({Tekst("bestand.tekst"), Tekst("bestand.binair")}),
    frozenset({"gecomprimeerd", "formulier"}),
)
"""Kinds that say less than what the profile found out: how a message was packed."""
_OVER_HET_BERICHT = frozenset({"content-type"})
"""What is told of a message whatever the file may be."""
_BINAIR = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+\Z")


@dataclass(frozen=True, slots=True)
class Bestandssoort:
    """What a file is.

    :param oorzaak: cause of a report.
    :param soort: kind of file, as the catalogue names it (``bestand.<soort>``), or the name itself of another kind.
    :param vorm: how it was written, such as ``PEM``; None where that is no matter.
    :param geheim: whether it holds a private key.
    :param met_sleutel: whether that stands beside what it is.
    """

    oorzaak: str
    soort: str | Tekst
    vorm: str | None = None
    geheim: bool = False
    met_sleutel: bool = False

    @property
    def naam(self) -> str | Tekst:
        """What it is called."""
        naam = self.soort
        if self.met_sleutel:
            naam = Tekst.met("bestand.en-sleutel", soort=naam)
        return naam if self.vorm is None else Tekst.met("bestand.in-vorm", soort=naam, vorm=self.vorm)


def _soort(oorzaak: str, soort: str, vorm: str | None = None, *, geheim: bool = False) -> Bestandssoort:
    return Bestandssoort(oorzaak, Tekst(f"bestand.{soort}"), vorm, geheim)


def soort_bestand(data: bytes) -> Bestandssoort | None:
    """What kind of file this is; None for what is, or tries to be, a message."""
    if not data.strip():
        return _soort("leeg", "witruimte") if data else None
    for herken in (_utf16, _magisch, _pem, _der):
        if (gevonden := herken(data)) is not None:
            return gevonden
    tekst = _begin(data).lstrip("\ufeff \t\r\n")
    return _opmaak(tekst) if tekst.startswith("<") else _multipart(data) or _als_tekst(data, tekst)


def nader(meldingen: list[Melding], data: bytes) -> list[Melding]:
    """What the bytes as a whole tell of a message that cannot be read."""
    soort = None if meldingen[0].oorzaak in _OVER_HET_BERICHT else soort_bestand(data)
    if soort is not None and soort.soort in _VAAG and meldingen[0].oorzaak in _INGEPAKT:
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
        return str(Tekst.met("werkbank.geen-bericht-maar", soort=soort.naam))
    return str(niet_welgevormd(fout, data)[1]) if isinstance(fout, etree.XMLSyntaxError) else str(fout)


def _begin(data: bytes) -> str:
    """The first of a text; in a code page of Windows when it is no UTF-8, of which the letters matter little here."""
    begin = data[:_MAX_BEGIN]
    try:
        data.decode()
    except UnicodeDecodeError:
        return begin.decode("latin-1")
    return begin.decode("utf-8", "ignore")


def _geen_xml(soort: str, vorm: str | None = None, *, geheim: bool = False) -> Bestandssoort:
    return _soort("geen-xml", soort, vorm, geheim=geheim)


def _utf16(data: bytes) -> Bestandssoort | None:
    return _soort("utf16", "utf16") if inpakking.tekenset(data) in ("UTF-16", "UTF-32") else None


def _magisch(data: bytes) -> Bestandssoort | None:
    archief = inpakking.archief(data)
    if archief == "zip" and (document := next((soort for pad, soort in _ZIP if pad in data[:_MAX_BEGIN]), None)):
        return _geen_xml(document)
    if archief is not None:
        return _soort("gecomprimeerd" if archief in _BERICHT_INGEPAKT else "geen-xml", archief)
    soort = next((soort for begin, soort in _MAGISCH if data.startswith(begin)), None)
    return _geen_xml(soort, geheim=soort == "jks") if soort else None


def _pem(data: bytes) -> Bestandssoort | None:
    """A PEM block, also with the lines before it that OpenSSL writes; but not one in a message."""
    begin = _PEM.search(data, 0, _MAX_BEGIN)
    if begin is None or b"<" in data[: begin.start()]:
        return None
    if begin[1].endswith(b"PRIVATE KEY"):
        return _geen_xml(_SLEUTEL, "PEM", geheim=True)
    bekend = _PEMSOORTEN.get(begin[1])
    soort = Tekst(f"bestand.{bekend}") if bekend else begin[1].decode().lower()
    geheim = b"PRIVATE KEY-----" in data
    return Bestandssoort("geen-xml", soort, "PEM", geheim, met_sleutel=geheim)


_LADERS: tuple[tuple[Callable[[bytes], object], str], ...] = (
    (x509.load_der_x509_certificate, "certificaat"),
    (serialization.load_der_public_key, "publieke-sleutel"),
    (x509.load_der_x509_csr, "csr"),
    (x509.load_der_x509_crl, "crl"),
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
        return _geen_xml(_SLEUTEL, "DER", geheim=True)
    if data[:1] != b"\x30" or not 0x80 <= data[1] <= 0x84:
        return None
    if _PKCS12.match(data):
        return _geen_xml("pkcs12", geheim=True)
    for laad, soort in _LADERS:
        with suppress(*ONLEESBAAR):
            laad(data)
            return _geen_xml(soort, "DER")
    return _geen_xml("pkcs7-der") if _PKCS7 in data[:40] else _geen_xml("asn1", "DER")


def _opmaak(tekst: str) -> Bestandssoort | None:
    """What begins with a tag and is no message: a schema, a page, or a text with tags in it."""
    if tekst[:14].lower() == "<!doctype html":
        return _geen_xml("html")
    gevonden = _TAG.match(tekst, _na_proloog(tekst))
    if gevonden is None:
        return None
    lokaal, kenmerken = gevonden[1].rpartition(":")[2], gevonden[2]
    if lokaal == "definitions" and f"{_WSDL}" in kenmerken:
        return _soort("geen-envelope", "wsdl")
    if lokaal == "schema" and f'"{_XSD}"' in kenmerken.replace("'", '"'):
        return _soort("geen-envelope", "xsd")
    if lokaal.lower() in ("html", "head", "body"):
        return _geen_xml("html")
    return _geen_xml("markdown") if lokaal.lower() in _OPMAAK and _HEADING.search(tekst) else None


def _na_proloog(tekst: str) -> int:
    """Where the first element begins, after declaration, comments and instructions; only these are passed over."""
    plaats = 0
    for _ in range(50):
        while plaats < len(tekst) and tekst[plaats].isspace():
            plaats += 1
        einde = next((e for begin, e in (("<?", "?>"), ("<!--", "-->")) if tekst.startswith(begin, plaats)), None)
        if einde is None or (gevonden := tekst.find(einde, plaats)) < 0:
            break
        plaats = gevonden + len(einde)
    return plaats


def _multipart(data: bytes) -> Bestandssoort | None:
    return _soort("multipart", "mime") if _MULTIPART.match(data) else None


def _als_tekst(data: bytes, tekst: str) -> Bestandssoort:
    """A text that is no XML: JSON, a certificate in base64, Markdown, CSV, or something else."""
    if not tekst or _BINAIR.search(tekst):
        return _geen_xml("binair")
    if tekst[0] in "{[" and _is_json(data, tekst):
        return _geen_xml("json")
    if _BASE64.match(data[:_MAX_BEGIN]) and len(data) > 200 and (binnen := _uit_base64(data)) is not None:
        return replace(binnen, vorm="base64" if binnen.vorm == "DER" else binnen.vorm)
    regels = [regel for regel in tekst.splitlines()[:200] if regel.strip()]
    if _is_csv(regels):
        return _geen_xml("csv")
    return _geen_xml("markdown" if _HEADING.search("\n".join(regels)) else "tekst")


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
