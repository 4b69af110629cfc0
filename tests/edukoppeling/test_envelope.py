"""The envelope step takes one shape of SOAP 1.1 in UTF-8 and refuses all else, each with its own fault."""

import contextlib
import threading
import time

import pytest

from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.profiel import Profiel

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
PROFIEL = Profiel(ontvanger_oin="00000001111111111000")
STRENG = Profiel(ontvanger_oin="00000001111111111000", streng=True)


def bericht(body="<b:x xmlns:b='urn:b'>t</b:x>", header="<s:Header/>", ns=SOAP, voor="", na="") -> bytes:
    return f"{voor}<s:Envelope xmlns:s='{ns}'>{header}<s:Body>{body}</s:Body></s:Envelope>{na}".encode()


def geweigerd(data: bytes, soort: Foutsoort, content_type: str | None = None, profiel: Profiel = PROFIEL) -> Edufout:
    with pytest.raises(Edufout) as gevangen:
        lees_envelope(data, content_type, profiel)
    assert gevangen.value.soort is soort, gevangen.value
    assert gevangen.value.bevindingen
    return gevangen.value


@pytest.mark.parametrize(
    "data",
    [
        bericht(),
        bericht(header=""),
        bericht(voor="<?xml version='1.0'?>\n"),
        bericht(voor='<?xml version="1.0" encoding="utf-8" standalone="no"?>'),
        bericht(voor="\ufeff<?xml version='1.0' encoding='UTF-8'?>"),
        bericht(body="\n  <b:x xmlns:b='urn:b'><![CDATA[<!-- <?no comment?> -->]]></b:x>\n"),
        bericht(body="<b:x xmlns:b='urn:b'>id = 1, href=2 &amp; &#233;</b:x>"),
    ],
)
def test_a_good_envelope_is_read_with_its_parts_by_position(data):
    envelope = lees_envelope(data, "text/xml; charset=utf-8", PROFIEL)
    assert envelope.inhoud.tag == "{urn:b}x"
    assert envelope.body.getparent() is envelope.root
    assert envelope.grootte == len(data)


def test_a_cdata_section_is_text_in_full():
    data = bericht(body="<b:x xmlns:b='urn:b'>a<![CDATA[<!-- b -->]]>c</b:x>")
    assert lees_envelope(data, None, PROFIEL).inhoud.text == "a<!-- b -->c"


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "text/xml",
        "text/xml;charset=UTF-8",
        'TEXT/XML ; Charset="utf-8"',
        'text/xml; action="urn:a"; charset=Utf-8',
        "text/xml; charset = utf-8",
        "text/xml; charset=utf-8;",
    ],
)
def test_content_type_is_compared_without_regard_to_case_and_quotes(content_type):
    assert lees_envelope(bericht(), content_type, PROFIEL)


@pytest.mark.parametrize(
    "content_type",
    [
        "text/xml; charset=iso-8859-1",
        "text/xml; charset=utf-16",
        "text/xml; charset=utf-8; charset=utf-7",
        "text/xml; charset*=utf-8''utf-16",
        "application/soap+xml; charset=utf-8",
        "multipart/related; charset=utf-8",
        "text/xmlx",
        "text/xml charset=utf-8",
        "text/xml; charset",
        "text/xml; charset=",
        'text/xml; charset="utf-8',
        "text/xml, text/xml; charset=utf-8",
    ],
)
def test_another_charset_or_media_type_is_dk0009(content_type):
    fout = geweigerd(bericht(), Foutsoort.DK0009, content_type)
    assert fout.bevindingen[0].waar == "Content-Type"
    assert fout.bevindingen[0].gevonden == content_type


@pytest.mark.parametrize("content_type", [None, "text/xml"])
def test_the_strict_profile_wants_the_charset_named(content_type):
    geweigerd(bericht(), Foutsoort.DK0009, content_type, STRENG)
    assert lees_envelope(bericht(), "text/xml; charset=UTF-8", STRENG)


@pytest.mark.parametrize(
    "data",
    [
        bericht().replace(b">t<", b">\xe9<"),
        bericht().replace(b">t<", b">\xc0\xaf<"),
        bericht().replace(b">t<", b">\xed\xa0\x80<"),
        bericht().decode().encode("utf-16"),
        bericht().decode().encode("utf-16-le"),
        bericht().decode().encode("utf-32-be"),
        bericht(voor="<?xml version='1.0' encoding='UTF-16'?>"),
        bericht(voor="<?xml version='1.0' encoding='UTF-7'?>"),
        bericht(voor="<?xml version='1.0' encoding='ISO-8859-1'?>"),
    ],
)
def test_another_encoding_than_utf8_is_dk0009(data):
    geweigerd(data, Foutsoort.DK0009)


def test_a_wrong_byte_is_told_with_its_place():
    data = bericht(voor="<?xml version='1.0'?>\n").replace(b">t<", b">\xe9<")
    (bevinding,) = geweigerd(data, Foutsoort.DK0009).bevindingen
    assert bevinding.regel == 2
    assert bevinding.gevonden == "e9"
    assert str(data.index(b"\xe9")) in bevinding.zin()


BOM_DTD = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" ",
        b"no xml",
        b"{}",
        b"<a",
        bericht()[:-5],
        bericht(na="<x/>"),
        bericht(voor="<?xml version='1.1'?>"),
        bericht(voor="<?xml version='1.0' encoding='UTF-8' encoding='UTF-8'?>"),
        bericht(voor=" <?xml version='1.0'?>"),
        bericht(voor="<!DOCTYPE s:Envelope>"),
        bericht(voor="<?xml version='1.0'?>\n<!DOCTYPE s:Envelope SYSTEM 'http://127.0.0.1:1/x.dtd'>"),
        bericht(voor=BOM_DTD, body="<x>&b;</x>"),
        bericht(voor="<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", body="<x>&a;</x>"),
        bericht(body="<x>&a;</x>"),
        bericht(body="<x>&nbsp;</x>"),
        bericht(voor="<!-- c -->"),
        bericht(voor="<?pi?>"),
        bericht(na="<!-- c -->"),
        bericht(na="<?pi?>"),
        bericht(body="<x>12<!-- -->34</x>"),
        bericht(body="<x>12<?pi ?>34</x>"),
        bericht(body="<!-- --><x/>"),
        bericht(header="<s:Header><!-- --></s:Header>"),
        bericht(body="<x>&#1;</x>"),
        bericht(body="<x>\x01</x>"),
        bericht(body="<x a='1' a='2'/>"),
        bericht(body="<p:x/>"),
    ],
)
def test_what_is_no_plain_xml_is_dk0001(data):
    geweigerd(data, Foutsoort.DK0001)


def test_malformed_xml_is_told_with_line_and_column():
    fout = geweigerd(b"<a>\n<b>\n</a>", Foutsoort.DK0001)
    assert fout.bevindingen[0].regel == 3
    assert "regel 3, positie" in fout.bevindingen[0].zin()


@pytest.mark.parametrize(
    "data",
    [
        bericht(ns="http://www.w3.org/2003/05/soap-envelope"),
        bericht(ns="urn:x"),
        b"<Envelope><Body><x/></Body></Envelope>",
        f"<s:Envelope xmlns:s='{SOAP}'/>".encode(),
        f"<s:Envelope xmlns:s='{SOAP}'><s:Header/></s:Envelope>".encode(),
        f"<s:Body xmlns:s='{SOAP}'><x/></s:Body>".encode(),
        f"<s:Envelope xmlns:s='{SOAP}'><s:Body><x/></s:Body><s:Header/></s:Envelope>".encode(),
        f"<s:Envelope xmlns:s='{SOAP}'><s:Body><x/></s:Body><y/></s:Envelope>".encode(),
        bericht(header="<s:Header/><s:Header/>"),
        bericht(header="<s:Header/>x"),
        bericht(header="<s:Header>x</s:Header>"),
    ],
)
def test_what_is_no_soap_11_envelope_is_dk0001(data):
    geweigerd(data, Foutsoort.DK0001)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "text",
        "<x/>text",
        "text<x/>",
        "<x/><y/>",
        "<x/></s:Body><s:Body><y/>",
        "<x><s:Body><y/></s:Body></x>",
        "<s:Envelope><s:Body><y/></s:Body></s:Envelope>",
        "<x><s:Header/></x>",
        "<x href='#y'/>",
        "<x><y id = 'y'/></x>",
        "<x\n\tid='y'/>",
    ],
)
def test_a_body_of_another_shape_is_dk0004(body):
    geweigerd(bericht(body=body), Foutsoort.DK0004)


def test_href_and_id_are_refused_in_the_header_too():
    fout = geweigerd(bericht(header="<s:Header><x href='#a'/></s:Header>"), Foutsoort.DK0004)
    assert fout.bevindingen[0].waar == "/Envelope/Header/x/@href"


def test_a_body_hidden_in_a_header_is_refused():
    geweigerd(bericht(header="<s:Header><w><s:Body><x/></s:Body></w></s:Header>"), Foutsoort.DK0004)


@pytest.mark.parametrize(
    ("body", "tekst"),
    [
        ("<x>" * 63 + "</x>" * 63, "niveaus"),
        ("<x>" + "<y/>" * 100_001 + "</x>", "elementen"),
        ("<x>" + "<y></y>" * 150_000 + "</x>", "tags"),
        ("<x " + " ".join(f"a{i}='>'" for i in range(65)) + "/>", "attributen"),
        ("<x " + " ".join(f"xmlns:a{i}='urn:a'" for i in range(65)) + "/>", "xmlns"),
        ("<x>" + "a" * 2 * 1024 * 1024 + "</x>", "bytes"),
    ],
)
def test_a_message_beyond_a_limit_is_dk0004_and_says_which(body, tekst):
    fout = geweigerd(bericht(body=body), Foutsoort.DK0004)
    assert fout.bevindingen[0].zin() == "Bericht te groot"
    assert tekst in str(fout.bevindingen[0].gevonden)


def test_text_full_of_equals_signs_is_no_attribute():
    assert lees_envelope(bericht(body="<x>" + "a='b' = " * 500 + "</x>"), None, PROFIEL)


@pytest.mark.parametrize(
    "body",
    [
        "<x " + " ".join(f"a{i}=''" for i in range(200_000)) + "/>",
        "<x " + " ".join(f"xmlns:a{i}='urn:a'" for i in range(90_000)) + "/>",
        "<x>" * 300_000,
        "<x>" + "=" * 2_000_000 + "</x>",
        "<x a='" + "=" * 2_000_000 + "'/>",
        "<x>" + "&amp;" * 400_000 + "</x>",
    ],
)
def test_a_hostile_message_costs_little_time(body):
    begin = time.process_time()
    with contextlib.suppress(Edufout):  # which fault is for other tests
        lees_envelope(bericht(body=body), None, PROFIEL)
    assert time.process_time() - begin < 2


def test_threads_do_not_mix_their_messages():
    fouten: list[object] = []

    def lees(nummer: int) -> None:
        for _ in range(50):
            tekst = lees_envelope(bericht(body=f"<x>{nummer}</x>"), None, PROFIEL).inhoud.text
            if tekst != str(nummer):
                fouten.append(tekst)
            try:
                lees_envelope(b"\n" * nummer + b"<x>", None, PROFIEL)
            except Edufout as fout:
                if fout.bevindingen[0].regel != nummer + 1:
                    fouten.append(fout)

    threads = [threading.Thread(target=lees, args=(nummer,)) for nummer in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not fouten
