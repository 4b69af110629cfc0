"""A message that is packed, in another encoding or wrapped for another protocol is refused for just that."""

import base64
import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from urllib.parse import quote, urlencode

import pytest

from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Foutsoort
from tests.edukoppeling.test_envelope import PROFIEL, bericht, geweigerd

GOED = bericht(voor='<?xml version="1.0" encoding="UTF-8"?>', body=f"<b:x xmlns:b='urn:b'>{'tekst ' * 50}</b:x>")


def zip_(data: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as bestand:
        bestand.writestr("bericht.xml", data)
    return uit.getvalue()


def kaal_deflate(data: bytes) -> bytes:
    pakker = zlib.compressobj(wbits=-15)
    return pakker.compress(data) + pakker.flush()


INGEPAKT = {
    "gzip": gzip.compress(GOED),
    "zip": zip_(GOED),
    "deflate": zlib.compress(GOED),
    "deflate, fast": zlib.compress(GOED, 1),
    "deflate, best": zlib.compress(GOED, 9),
    "deflate, without zlib": kaal_deflate(GOED),
    "bzip2": bz2.compress(GOED),
    "xz": lzma.compress(GOED),
    "zstd": b"\x28\xb5\x2f\xfd" + bytes(range(128, 200)),
}


@pytest.mark.parametrize("naam", INGEPAKT)
def test_a_packed_message_is_called_packed_and_not_another_encoding(naam: str) -> None:
    fout = geweigerd(INGEPAKT[naam], Foutsoort.DK0009)
    assert fout.bevindingen[0].zin() == f"Het bericht is ingepakt ({naam.partition(',')[0]})"
    assert "UTF-8" not in fout.bevindingen[0].zin()
    assert str(fout.bevindingen[0].toegestaan) == "XML, zonder Content-Encoding"


@pytest.mark.parametrize("codering", ["br", "gzip", "GZIP", "zstd", "aes128gcm"])
def test_content_encoding_names_how_bytes_were_packed_that_do_not_say_so(codering: str) -> None:
    with pytest.raises(Exception, match=codering.lower()) as gevangen:
        lees_envelope(b"\x1b\x0f\xff\x00\xe9\xc0", "text/xml", PROFIEL, codering)
    assert gevangen.value.soort is Foutsoort.DK0009  # type: ignore[attr-defined]


@pytest.mark.parametrize("codering", [None, "identity", "gzip"])
def test_what_can_be_read_is_read_whatever_content_encoding_says(codering: str | None) -> None:
    assert lees_envelope(GOED, "text/xml", PROFIEL, codering).inhoud.tag == "{urn:b}x"


@pytest.mark.parametrize(
    ("codering", "naam"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32"),
        ("cp500", "EBCDIC"),
    ],
)
def test_another_encoding_is_named(codering: str, naam: str) -> None:
    fout = geweigerd(GOED.decode().encode(codering), Foutsoort.DK0009)
    assert naam in fout.bevindingen[0].zin()


def test_a_byte_order_mark_of_utf8_is_taken() -> None:
    assert lees_envelope(b"\xef\xbb\xbf" + GOED, "text/xml; charset=utf-8", PROFIEL)


@pytest.mark.parametrize("content_type", ["text/xml", None])
@pytest.mark.parametrize(
    ("data", "melding"),
    [
        (b"--uuid:1\r\nContent-Type: application/xop+xml\r\n\r\n" + GOED, "multipart (MTOM of bijlagen)"),
        (b"\r\n--uuid:1\r\nContent-Type: text/xml\r\n\r\n" + GOED, "multipart (MTOM of bijlagen)"),
        (urlencode({"xml": GOED.decode()}).encode(), "formulier"),
        (b"SOAPRequest=" + GOED, "formulier"),
        (quote(GOED.decode()).encode(), "formulier"),
        (base64.b64encode(GOED), "base64"),
        (base64.encodebytes(GOED), "base64"),
        (b'{"Envelope": {}}', "JSON"),
    ],
    ids=["MTOM", "SwA", "form", "raw form", "percent", "base64", "base64 in lines", "JSON"],
)
def test_a_message_that_is_wrapped_is_called_what_it_is(content_type: str | None, data: bytes, melding: str) -> None:
    fout = geweigerd(data, Foutsoort.DK0001, content_type)
    assert melding in fout.bevindingen[0].zin()


@pytest.mark.parametrize(
    ("data", "melding"),
    [
        (b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "Geen XML, maar PEM"),
        (b"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n", "Geen XML, maar PEM"),
        (b"-- een dump\nINSERT INTO a VALUES (1);\n", "Geen XML"),
        (b"---\ntitel\n---\n", "Geen XML"),
        (b"[dienst]\npoort = 1\n", "Geen XML"),
        (b"{\\rtf1 hallo}", "Geen XML"),
        (b"[1, 2]", "Geen XML, maar JSON"),
        (b'[{"a": 1}]', "Geen XML, maar JSON"),
        (b"{}", "Geen XML, maar JSON"),
        (b"------=_Part_1\nContent-Type: text/xml\n\n" + GOED, "Geen XML, maar multipart"),
        (b"--x\r\n\r\n" + GOED, "Geen XML, maar multipart"),
    ],
)
def test_only_what_is_wrapped_is_called_so(data: bytes, melding: str) -> None:
    """A certificate, a dump, a file of settings begin like a wrapped message and are none."""
    gevonden = geweigerd(data, Foutsoort.DK0001).bevindingen[0].zin()
    assert gevonden.startswith(melding)
    assert (gevonden == "Geen XML") is (melding == "Geen XML")


@pytest.mark.parametrize(
    ("content_type", "melding"),
    [
        ('multipart/related; type="application/xop+xml"; boundary="x"', "multipart (MTOM of bijlagen)"),
        ("application/x-www-form-urlencoded", "formulier"),
        ("multipart/form-data; boundary=x", "formulier"),
        ("application/soap+xml; charset=utf-8", "SOAP 1.2"),
    ],
)
def test_another_media_type_is_named_for_what_it_is(content_type: str, melding: str) -> None:
    fout = geweigerd(GOED, Foutsoort.DK0009, content_type)
    assert melding in fout.bevindingen[0].zin()


@pytest.mark.parametrize("data", [b"x^2 + y", b"PKI", b"BZ", b"8O", b"\xe9t\xe9", b"geen bericht", b"a" * 5000])
def test_what_only_looks_packed_is_not_called_so(data: bytes) -> None:
    with pytest.raises(Exception, match=r"Geen XML|geen UTF-8") as gevangen:
        lees_envelope(data, None, PROFIEL)
    assert "ingepakt" not in str(gevangen.value)
