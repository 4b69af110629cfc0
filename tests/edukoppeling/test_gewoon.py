"""A question that a usual message answers at once saves the exact one: whatever is done to a message, the verdict is
the same without it. The signature block, which has one reader, is tried in every odd shape."""

import random
import re
from dataclasses import replace

import pytest
from lxml import etree

from fuzz.mutaties import muteer
from rio_soap.edukoppeling import envelope, handtekening, tekens
from rio_soap.edukoppeling.beveiliging import lees_beveiliging
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.handtekening import Handtekening, lees_handtekening
from rio_soap.edukoppeling.uris import DS, EXC_C14N, WSU_ID
from tests.edukoppeling.precies import GOED, beide
from tests.vijandig.teken import teken

AANTAL = 1500


def eens(wereld, data: bytes, content_type: str | None = None, actie: str | None = None, **anders) -> list[object]:
    """What both ways say, which is the same."""
    profiel = replace(wereld.profiel, **anders)
    kort, lang = beide(data, content_type, actie or wereld.actie, profiel, wereld.vertrouwen, wereld.klok)
    assert kort == lang
    return kort


def lees(wereld, data: bytes, *, streng: bool = False) -> Handtekening | Edufout:
    """The signature block as it is read, or why it is not."""
    e = lees_envelope(data, None, wereld.profiel)
    try:
        beveiliging = lees_beveiliging(e)
        assert beveiliging is not None
        return lees_handtekening(e, beveiliging, streng=streng)
    except Edufout as fout:
        return fout


def test_our_own_request_goes_the_short_way(wereld):
    """What these tests compare is worth nothing when nothing goes the short way."""
    data = wereld.verzoek()
    assert tekens._GEWOON_BEGIN.match(data)
    assert envelope._zeker_binnen(data, wereld.profiel.maximum_attributen)
    e = lees_envelope(data, None, wereld.profiel)
    assert not envelope._gereedschap.geldt(envelope._verdacht(wereld.profiel.maximum_diepte), e.root)
    assert handtekening._AANTAL_IDS(e.root) == 7


@pytest.mark.parametrize("getekend", [False, True])
def test_whatever_is_changed_both_ways_say_the_same(wereld, getekend):
    """Also when one who has the key signs what was changed."""
    kans = random.Random(65 + getekend)
    goed, kort = 0, 0
    bronnen = [wereld.verzoek(), wereld.verzoek(token_ondertekenen=True)]
    bronnen += [re.sub(rb'(<wsse:Reference [^>]*) ValueType="[^"]*"', rb"\1", bron) for bron in bronnen]
    for _ in range(AANTAL):
        data = muteer(kans.choice(bronnen), kans)
        if getekend:
            try:
                data = teken(data, wereld.pki["klant"])
            except (etree.XMLSyntaxError, StopIteration, ValueError, IndexError):
                continue
        goed += len(eens(wereld, data, kans.choice((None, "text/xml")), streng=kans.random() < 0.1)) == GOED
        try:
            kort += isinstance(lees(wereld, data), Handtekening)
        except (Edufout, AssertionError):
            continue
    assert kort > AANTAL * 0.1
    if getekend:
        assert goed > AANTAL * 0.1


VREEMD = [
    (r"(<ds:SignedInfo[^>]*>)", r"\1\n  "),
    (r"(<ds:SignedInfo[^>]*>)", r"\1tekst"),
    (r"(<ds:SignedInfo[^>]*>)", r"\1<ds:x/>"),
    (r"<ds:SignedInfo", r'<ds:SignedInfo Id="a"'),
    (r"<ds:SignedInfo", r'<ds:SignedInfo xmlns:duo="urn:x"'),
    (r"(</ds:Reference>)", r"\1x"),
    (r"(</ds:Reference>)", r"\1\n\t "),
    (r"(</ds:Reference>)", r"\1&#13;"),
    (r"(</ds:Reference>)", r"\1<ds:Object/>"),
    (r"(<ds:Reference )", r'\1Type="x" '),
    (r"(<ds:Reference )", r'\1Id="id-Body" '),
    (r'URI="#id-To"', r'URI="#id-&#84;o"'),
    (r'URI="#id-To"', r'URI="#id-To "'),
    (r'URI="#id-To"', r'URI="id-To"'),
    (r'URI="#id-To"', r'URI="#id-From"'),
    (r'URI="#id-To"', r'URI="#id-To&amp;"'),
    (r'URI="#id-To"', r'URI="#"'),
    (r'URI="#id-To"', r"URI='#id-&quot;DigestValue>AAAA&lt;'"),
    (r"(<ds:DigestMethod Algorithm=\")", r"\1DigestValue>AAAA"),
    (r"(</ds:Reference>)", r'\1Reference URI="#x"'),
    (r'PrefixList="duo soapenv"', r'PrefixList=" duo  soapenv "'),
    (r'PrefixList="duo soapenv"', r'PrefixList="duo&#10;soapenv"'),
    (r'PrefixList="duo soapenv"', r'PrefixList="#default duo"'),
    (r'PrefixList="wsa duo soapenv"', r'PrefixList="ec duo soapenv wsa ds"'),
    (r'PrefixList="wsa duo soapenv"', r'PrefixList="#default"'),
    (r'PrefixList="wsa duo soapenv"', r'x="y"'),
    (r'PrefixList="duo soapenv"', r'PrefixList=""'),
    (r'PrefixList="duo soapenv"', r'PrefixList="duo" x="y"'),
    (r'PrefixList="duo soapenv"', 'PrefixList="' + " ".join(f"p{i}" for i in range(21)) + '"'),
    (r"<ec:InclusiveNamespaces PrefixList=\"duo soapenv\"/>", ""),
    (r"<ec:InclusiveNamespaces PrefixList=\"duo soapenv\"/>", rf'<ec:InclusiveNamespaces xmlns:ec="{EXC_C14N}"/>'),
    (r"<ec:InclusiveNamespaces (PrefixList=\"duo soapenv\"/>)", rf'<InclusiveNamespaces xmlns="{EXC_C14N}" \1'),
    (r"<ec:InclusiveNamespaces (PrefixList=\"duo soapenv\"/>)", r'<InclusiveNamespaces xmlns="urn:x" \1'),
    (r"<ec:InclusiveNamespaces (PrefixList=\"duo soapenv\"/>)", r"<ds:InclusiveNamespaces \1"),
    (r'xmlns:ec="[^"]*"', r'xmlns:ec="urn:x"'),
    (r'xmlns:ds="[^"]*"', r'xmlns:ds="urn:x"'),
    (r"(<ds:DigestValue>.{10})", r"\1\n"),
    (r"(<ds:DigestValue>.{10})", r"\1<![CDATA[A]]>"),
    (r"(<ds:DigestValue>)[^<]*", r"\1AAAAA"),
    (r"(<ds:DigestValue>)[^<]*", r"\1AA=="),
    (r"(<ds:DigestValue>)[^<]*", r"\1===="),
    (r"(<ds:SignatureValue>.{10})", r"\1\r\n "),
    (r"(<ds:SignatureValue>)[^<]*", r"\1AA=A"),
    (r"(<ds:SignatureValue)>", r'\1 Id="id-To">'),
    (r"(<ds:SignatureValue)>", r'\1 Id="uniek">'),
    (r"(<ds:KeyInfo)>", r'\1 Id="KI-1" wsu:Id="KI-1">'),
    (r"(<wsse:SecurityTokenReference)>", r'\1 wsu:Id="STR-1">'),
    (r"(<wsse:Reference) ", r'\1 xml:id="id-Body" '),
    (r"(<wsse:Reference [^>]*) ValueType=\"[^\"]*\"", r"\1"),
    (r"(<wsse:Reference [^>]*) ValueType=\"[^\"]*\"", r'\1 Id="id-Body"'),
    (r"(<wsse:Reference [^>]*) ValueType=\"[^\"]*\"", r'\1 Id="uniek"'),
    (r"(<wsse:Reference [^>]*ValueType=\")[^\"]*", r"\1"),
    (r"(<wsse:Reference [^>]*) ValueType=", r"\1 wsu:ValueType="),
    (r"(<wsse:SecurityTokenReference)>", r'\1 ValueType="x">'),
    (r"(<wsse:BinarySecurityToken [^>]*) ValueType=\"[^\"]*\"", r"\1"),
    (r"(<wsse:BinarySecurityToken) ", r'\1 Id="id-Body" '),
    (r"(<wsse:BinarySecurityToken) ", r'\1 xml:id="uniek" '),
    (r"(<wsse:BinarySecurityToken) EncodingType=\"[^\"]*\"", r"\1"),
    (r"(<wsse:BinarySecurityToken[^>]*>.{20})", r"\1\n"),
    (r"(<wsse:BinarySecurityToken[^>]*>.{20})", r"\1*"),
    (r"(<wsa:To) ", r'\1 xml:id="uniek" '),
    (r"(<wsa:To) ", r'\1 soapenv:mustUnderstand="1" '),
    (r"(<wsa:To) ", r'\1 Id="id-Action" '),
    (r"(<duo:aan)", r'\1 Id="id-Action" '),
    (r"(<duo:aan)", r'\1 xml:id="id-&#65;ction" '),
    (r"(<duo:aan)", r'\1 soort="a"'),
    (r"(<duo:aan)", r'\1 ID="a"><duo:b Id="a"/></duo:aan><duo:aan'),
    (r"(<soapenv:Body) ", r'\1 x="y" '),
    (r"(<wsa:From [^>]*>)", r"\1<wsa:Address>b?oin=00000003222222222000</wsa:Address>"),
    (r"(<wsa:From [^>]*>)", r"\1<wsa:Metadata/>"),
    (r"(<wsa:MessageID [^>]*>)", r"\1 \n"),
    (r"(<wsa:MessageID [^>]*>)", "\\1\u00a0"),
    (r"(<wsa:Action [^>]*>)", r"\1<x/>"),
    (r"(<wsa:Action )", r"<wsa:ReplyTo/>\1"),
    (r"(<wsa:Action )", r"<x:y xmlns:x='urn:x'/>\1"),
    (r"(<soapenv:Header[^>]*>)", "\\1\n "),
    (r"(<soapenv:Header[^>]*>)", "\\1\u00a0"),
    (r"(</wsse:Security>)", "\\1\u2003"),
    (r"(</soapenv:Header>)", r"\1<!-- x -->"),
    (r"(</soapenv:Body>)", r"\1<?x y?>"),
    (r"(</soapenv:Envelope>)", r"\1<!-- x -->"),
    (r"(<duo:aan>)", r"\1<soapenv:Header/>"),
    (r"(<duo:aan)", r"\1 href='#x'"),
    (r"(<duo:aan)", "\\1\n\tid\r\n=\n'#x'"),
]
"""Odd shapes of a message: what of a good one is replaced by what."""


@pytest.mark.parametrize(("patroon", "door"), VREEMD)
def test_every_odd_shape_gets_the_same_verdict_signed_anew_or_not(wereld, verander, patroon, door):
    data = verander(patroon, door)
    eens(wereld, data)
    try:
        data = teken(data, wereld.pki["klant"])
    except (etree.XMLSyntaxError, StopIteration):
        return
    eens(wereld, data)
    eens(wereld, data, streng=True)


@pytest.mark.parametrize("voorvoegsel", ["ds", "", "a.b-c"])
def test_any_prefix_for_the_signature_is_as_good(wereld, voorvoegsel):
    tekst = wereld.verzoek().decode()
    met = f"{voorvoegsel}:" if voorvoegsel else ""
    tekst = tekst.replace("ds:", met).replace("xmlns:ds=", f"xmlns:{voorvoegsel}=" if voorvoegsel else "xmlns=")
    data = teken(tekst.encode(), wereld.pki["klant"])
    assert len(eens(wereld, data)) == GOED
    assert isinstance(lees(wereld, data), Handtekening)


_INGREPEN = (
    (r"<(/?)ds:", r"<\1"),
    (r"<(/?)\w+:", r"<\1ec:"),
    (r"<(/?)ec:", r"<\1"),
    (r"<(/?)ec:", r"<\1ds:"),
    (r"(<[\w:]+)", rf'\1 xmlns="{DS}"'),
    (r"(<[\w:]+)", rf'\1 xmlns="{EXC_C14N}"'),
    (r"(<[\w:]+)", rf'\1 xmlns:ec="{DS}"'),
    (r"(<[\w:]+)", rf'\1 xmlns:ds="{EXC_C14N}"'),
    (r"(<[\w:]+)", r'\1 xmlns:duo="urn:x"'),
    (r"(<[\w:]+)", r'\1 Id="id-To"'),
    (r'PrefixList="([^"]*)"', r'PrefixList="\1 ds ec"'),
    (r'PrefixList="([^"]*)"', r'PrefixList="#default \1"'),
    (r'PrefixList="([^"]*)"', r'PrefixList=""'),
    (r"<[\w:]*InclusiveNamespaces[^>]*/>", ""),
    (r' xmlns:?\w*="[^"]*"', ""),
    (r"(>)", r"\1 \n\t"),
    (r"(>)", r"\1x"),
    (r"(>)", r"\1&#13;"),
    (r"(<[\w:]*Reference .*?</[\w:]*Reference>)", r"\1\1"),
    (r"<[\w:]*Reference .*?</[\w:]*Reference>", ""),
    (r"(<[\w:]*Transform [^>]*>.*?</[\w:]*Transform>)", r"\1\1"),
    (r'URI="#[^"]*"', 'URI="#id-Body"'),
    (r'(Algorithm="[^"]*)"', r'\1x"'),
    (r'Algorithm="[^"]*"', f'Algorithm="{EXC_C14N}"'),
    (r" (Algorithm|URI)=", r" \1 = "),
    (r"xmlenc#sha256", "xmlenc#sha512"),
    (r"(<[\w:]*DigestValue>)", r"\1A"),
)
"""What is done to a signature block, in one place of those that fit."""


def test_whatever_is_done_to_the_signature_block_both_ways_say_the_same(wereld):
    kans = random.Random(1310)
    bronnen = [wereld.verzoek().decode(), wereld.verzoek(token_ondertekenen=True).decode()]
    bronnen += [bron.replace("ds:", "").replace("xmlns:ds=", "xmlns=") for bron in bronnen]
    kort, goed = 0, 0
    for _ in range(2 * AANTAL):
        voor, info, na = re.split(r"(<[\w:]*SignedInfo.*SignedInfo>)", kans.choice(bronnen), maxsplit=1)
        for _ in range(kans.choice((1, 1, 2, 3))):
            patroon, door = kans.choice(_INGREPEN)
            if plekken := list(re.finditer(patroon, info)):
                plek = kans.choice(plekken)
                info = info[: plek.start()] + plek.expand(door) + info[plek.end() :]
        try:
            data = teken((voor + info + na).encode(), wereld.pki["klant"])
        except (etree.XMLSyntaxError, StopIteration, ValueError, IndexError):
            data = (voor + info + na).encode()
        goed += len(eens(wereld, data)) == GOED
        try:
            kort += isinstance(lees(wereld, data), Handtekening)
        except Edufout:
            continue
    assert kort > AANTAL * 0.1
    assert goed > AANTAL * 0.1


@pytest.mark.parametrize("waar", ["geen", "elk"])
def test_a_prefix_list_in_the_namespace_of_the_signature_is_none(wereld, waar):
    """With the default namespace for the signature, an InclusiveNamespaces without prefix is in that one."""
    tekst = wereld.verzoek().decode().replace("ds:", "").replace("xmlns:ds=", "xmlns=")
    if waar == "geen":
        tekst = re.sub(r"<ec:InclusiveNamespaces[^>]*>", "", tekst, count=1)
    data = teken(tekst.replace("<ec:Incl", "<Incl").encode(), wereld.pki["klant"])
    assert len(eens(wereld, data)) != GOED
    assert isinstance(lees(wereld, data), Edufout)


def test_a_signature_without_prefix_lists_or_over_many_lines_is_as_good(wereld):
    tekst = re.sub(r"<ec:InclusiveNamespaces[^>]*>", "", wereld.verzoek().decode())
    data = teken(re.sub(r"(<ds:(?!Signature>)|</ds:Reference>)", r"\n  \1", tekst).encode(), wereld.pki["klant"])
    assert len(eens(wereld, data)) == GOED
    assert isinstance(lees(wereld, data), Handtekening)


@pytest.mark.parametrize(
    "wsu_id", ["x", "_1", "t\u00f6", "a b", "a&amp;b", "a&amp;amp;b", "a'b", "a&quot;b", "a>b", "a&#10;b"]
)
def test_whatever_the_ids_are_both_ways_say_the_same(wereld, wsu_id):
    """An Id is compared by its value."""
    bron = wereld.verzoek().decode()
    for anders in (bron.replace("id-To", wsu_id), re.sub(r'"(#?)id-To"', rf'"\1{wsu_id}"', bron, count=1)):
        data = teken(anders.encode(), wereld.pki["klant"])
        assert (len(eens(wereld, data)) == GOED) == isinstance(lees(wereld, data), Handtekening)


def test_one_signature_after_another_is_read_by_its_own_ids(wereld):
    bron = wereld.verzoek().decode()
    for nummer in range(5):
        data = teken(bron.replace("id-", f"id{nummer}-").encode(), wereld.pki["klant"])
        assert len(eens(wereld, data)) == GOED
        assert isinstance(lees(wereld, data), Handtekening)
        assert [v.deel.get(WSU_ID)[:3] for v in lees(wereld, data).verwijzingen] == [f"id{nummer}"] * 6


@pytest.mark.parametrize("streng", [False, True])
def test_a_reference_without_value_type_is_good_but_by_the_letter_of_the_pve(wereld, streng):
    tekst = re.sub(
        r'(<wsse:Reference [^>]*) ValueType="[^"]*"', r"\1", wereld.verzoek(token_ondertekenen=True).decode()
    )
    data = teken(tekst.encode(), wereld.pki["klant"])
    assert (len(eens(wereld, data, streng=streng)) == GOED) != streng
    assert isinstance(lees(wereld, data, streng=streng), Edufout) == streng


@pytest.mark.parametrize("streng", [False, True])
def test_the_token_must_be_signed_by_the_letter_of_the_pve(wereld, streng):
    assert isinstance(lees(wereld, wereld.verzoek(), streng=streng), Edufout) == streng
    gelezen = lees(wereld, wereld.verzoek(token_ondertekenen=True), streng=streng)
    assert [v.naam for v in gelezen.verwijzingen][-1] == "BinarySecurityToken"


def test_a_declaration_within_a_value_is_no_declaration(wereld, verander):
    """The namespace of SignedInfo is another, though the text of a declaration of the right one stands in a value."""
    data = verander(r'xmlns:ds="[^"]*"', rf"xmlns:ds='urn:x' xmlns:q=' xmlns:ds=&quot;{DS}&quot;'")
    assert len(eens(wereld, data)) != GOED


@pytest.mark.parametrize("aantal", [1, 63, 64, 65, 66, 200])
@pytest.mark.parametrize("wat", ["{a}{i}='x'", "xmlns:{a}{i}='urn:{i}'"])
def test_at_the_limit_of_attributes_both_ways_say_the_same(wereld, verander, wat, aantal):
    namen = " ".join(wat.format(a="a", i=i) for i in range(aantal))
    eens(wereld, verander(r"<duo:aan>", f"<duo:aan {namen}>"))
    eens(
        wereld,
        f"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body {namen}/></s:Envelope>".encode(),
    )


@pytest.mark.parametrize("diepte", [60, 61, 62, 63, 64])
def test_at_the_limit_of_depth_both_ways_say_the_same(wereld, verander, diepte):
    eens(wereld, verander(r"(<duo:aan>)([^<]*)", rf"\1{'<duo:x>' * diepte}\2{'</duo:x>' * diepte}"))


@pytest.mark.parametrize(
    "begin",
    ["", "\ufeff", " ", "\n\t", "\x0b", "<?xml version='1.0'?>", '<?xml version="1.0" encoding="utf-8"?>\r\n',
     '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><!-- x -->', '<?xml version="1.1" encoding="UTF-8"?>',
     '<?xml version="1.0" encoding="latin1"?>', '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE x>'],
)  # fmt: skip
def test_however_a_message_begins_both_ways_say_the_same(wereld, begin):
    zonder = wereld.verzoek().decode().partition("?>")[2]
    eens(wereld, (begin + zonder).encode())
    eens(wereld, begin.encode() + zonder.encode("utf-16"))
