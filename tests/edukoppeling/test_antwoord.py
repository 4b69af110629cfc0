"""Answers and faults have the documented form, and what is digested is what canonicalisation makes of the wire."""

import hashlib
import uuid
from base64 import b64encode

import pytest
from lxml import etree

from rio_soap.bevinding import Bevinding
from rio_soap.edukoppeling.adressering import Adressering, lees_adressering
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.response import stel_antwoord_op, stel_fout_op
from rio_soap.edukoppeling.uris import BEVINDINGEN, SOAP, WSU_ID
from rio_soap.edukoppeling.verifieer import lees_antwoord

TEKSTEN = ["gewoon", "<&>'\"", "é€𝄞", "\r\n\t ", "]]>", "&amp;", "\u0085\u2028"]


@pytest.fixture
def vraag(wereld) -> Adressering:
    return lees_adressering(lees_envelope(wereld.verzoek(), None, wereld.profiel))


@pytest.fixture
def wij(wereld):
    return {"sleutelpaar": wereld.pki["dienst"], "klok": wereld.klok, "eigen_oin": wereld.ontvanger}


def inhoud(tekst: str = "x") -> etree._Element:
    element = etree.Element("{urn:a}x_response", nsmap={"ns2": "urn:a"})
    etree.SubElement(element, "{urn:a}y", {"a": tekst}).text = tekst
    return element


def lees(data: bytes, wereld, vraag: Adressering):
    profiel = Profiel(ontvanger_oin=wereld.afzender)
    return lees_antwoord(data, [wereld.pki["dienst"].der], wereld.klok, profiel, relates_to=vraag.message_id)


@pytest.mark.parametrize("tekst", TEKSTEN)
def test_an_answer_arrives_as_it_was_and_verifies(wereld, vraag, wij, tekst):
    gelezen = lees(stel_antwoord_op(inhoud(tekst), vraag, **wij), wereld, vraag)
    assert gelezen.envelope.inhoud[0].text == tekst
    assert gelezen.envelope.inhoud[0].get("a") == tekst
    delen = ("To", "Action", "MessageID", "RelatesTo", "From", "Body", "Timestamp")
    assert gelezen.ondertekenaar.ondertekende_delen == delen
    assert gelezen.adressering.from_oin == wereld.ontvanger
    assert gelezen.adressering.action == vraag.action


@pytest.mark.parametrize("tekst", TEKSTEN)
def test_the_canonical_text_of_every_part_is_that_of_lxml(wereld, vraag, wij, tekst):
    """What was digested against lxml's canonicalisation of the wire."""
    adressering = Adressering(f"urn:{tekst}", vraag.to_oin, vraag.from_oin, f"urn:{tekst}?oin=1", tekst)
    fout = Edufout(Foutsoort.DK0004, [Bevinding("leeg", tekst, 1, tekst, tekst, tekst)])
    for doe in (
        lambda: stel_antwoord_op(inhoud(tekst), adressering, **wij),
        lambda: stel_fout_op(fout, adressering, **wij),
    ):
        root = etree.fromstring(doe())
        delen = {e.get(WSU_ID): e for e in root.iter() if e.get(WSU_ID)}
        digests = {e.get("URI")[1:]: e.findtext("{*}DigestValue") for e in root.iter("{*}Reference") if len(e)}
        assert len(digests) == 7
        for wsu_id, digest in digests.items():
            canoniek = etree.tostring(delen[wsu_id], method="c14n", exclusive=True)
            assert digest == b64encode(hashlib.sha256(canoniek).digest()).decode()


def test_times_are_whole_seconds_five_minutes_apart(wereld, vraag, wij):
    data = stel_antwoord_op(inhoud(), vraag, **wij)
    assert b"<wsu:Created>2026-11-24T12:00:00Z</wsu:Created><wsu:Expires>2026-11-24T12:05:00Z</wsu:Expires>" in data


def test_every_answer_has_its_own_ids(wereld, vraag, wij):
    def ids(data: bytes) -> list[str]:
        root = etree.fromstring(data)
        return [e.get(WSU_ID) for e in root.iter() if e.get(WSU_ID)] + [root.findtext(".//{*}MessageID")]

    twee = [*ids(stel_antwoord_op(inhoud(), vraag, **wij)), *ids(stel_antwoord_op(inhoud(), vraag, **wij))]
    assert len(set(twee)) == len(twee) == 18
    assert all(uuid.UUID(x[-36:]) for x in twee)


def test_an_unsigned_answer_has_the_headers_without_security(wereld, vraag, wij):
    data = stel_antwoord_op(inhoud(), vraag, **{**wij, "sleutelpaar": None})
    header = etree.fromstring(data)[0]
    assert [etree.QName(e).localname for e in header] == ["To", "Action", "MessageID", "RelatesTo", "From"]
    assert b"Security" not in data


@pytest.mark.parametrize("namespace", [SOAP, WSU_ID[1:].partition("}")[0]])
def test_content_in_a_namespace_of_the_envelope_is_an_error_of_the_caller(vraag, wij, namespace):
    with pytest.raises(ValueError, match="namespace of the envelope"):
        stel_antwoord_op(etree.fromstring(f'<p:x xmlns:p="{namespace}"/>'), vraag, **wij)


def test_what_is_not_ascii_goes_as_a_decimal_reference(vraag, wij):
    data = stel_antwoord_op(inhoud("é€𝄞"), vraag, **wij)
    assert b">&#233;&#8364;&#119070;<" in data
    assert data.isascii()
    with pytest.raises(ValueError, match="not ASCII"):
        stel_antwoord_op(etree.fromstring('<p:é xmlns:p="urn:p"/>'), vraag, **wij)


def test_the_element_is_left_as_it_was(vraag, wij):
    element = inhoud("a&b")
    voor = etree.tostring(element)
    stel_antwoord_op(element, vraag, **wij)
    assert etree.tostring(element) == voor


@pytest.mark.parametrize("soort", list(Foutsoort))
def test_every_fault_is_a_soap_11_fault(wereld, vraag, wij, soort):
    bevinding = Bevinding("leeg", "/Envelope/Body/x", 7, "a", "b", "c")
    for adressering in (None, vraag):
        data = stel_fout_op(Edufout(soort, [bevinding]), adressering, **wij)
        fout = etree.fromstring(data)[-1][0]
        assert fout.tag == f"{{{SOAP}}}Fault"
        assert [kind.tag for kind in fout] == ["faultcode", "faultstring", "detail"]
        assert fout.findtext("faultcode") == f"SOAP-ENV:{soort.faultcode}"
        assert fout.nsmap["SOAP-ENV"] == SOAP
        assert fout.findtext("faultstring") == soort.faultstring
        gelezen = {e.tag: e.text for e in fout.find(f"detail/{{{BEVINDINGEN}}}bevindingen")[0]}
        namen = ("oorzaak", "waar", "regel", "gevonden", "toegestaan", "melding", "uitleg")
        verwacht = ("leeg", "/Envelope/Body/x", "7", "a", "b", "c", "docs/fouten/bytes.md#leeg")
        assert gelezen == {f"{{{BEVINDINGEN}}}{n}": w for n, w in zip(namen, verwacht, strict=True)}
        assert (b"Security" in data) == (adressering is not None)


def test_a_fault_for_a_known_sender_is_signed_like_an_answer(wereld, vraag, wij):
    gelezen = lees(stel_fout_op(Edufout(Foutsoort.DK0050, faultstring="Ongeldige <x>"), vraag, **wij), wereld, vraag)
    assert gelezen.envelope.inhoud.findtext("faultstring") == "Ongeldige <x>"
    assert gelezen.envelope.inhoud.find("detail") is None


def test_findings_are_bounded_and_always_xml(wereld, wij):
    lang = Bevinding("leeg", "\ud800\x00", None, "x" * 10_000, "\ufffe", "<")
    data = stel_fout_op(Edufout(Foutsoort.DK0004, [lang] * 1000), None, **wij)
    assert len(data) < 50_000
    bevindingen = etree.fromstring(data).find(f".//{{{BEVINDINGEN}}}bevindingen")
    assert len(bevindingen) == 50
    assert bevindingen[0].findtext("{*}waar") == "\ufffd\ufffd"
