"""What was done to a part since it was signed is found back by undoing known mistakes; a digest that fits is proof."""

import time
from collections.abc import Callable

import pytest
from lxml import etree

from rio_soap.contract.budget import Budget
from rio_soap.edukoppeling.uris import WSU
from rio_soap.workbench import herleid as module
from rio_soap.workbench.herleid import Herleid, herleid, zonder_opmaak
from rio_soap.workbench.ondertekening import canonieke_bytes, digest

XML = (
    f'<s:Envelope xmlns:s="urn:s" xmlns:u="{WSU}" xmlns:vrij="urn:v" xmlns:los="urn:l"><s:Body u:Id="id-1">'
    "<d:bericht xmlns:d='urn:d'><d:naam>één & ander</d:naam><d:code>1</d:code></d:bericht></s:Body></s:Envelope>"
).replace("& ", "&amp; ")


def body(xml: str = XML) -> etree._Element:
    return etree.fromstring(xml)[0]


def teruggevonden(nu: etree._Element, ondertekend: bytes, *, hash_: str = "sha256") -> Herleid | None:
    return herleid(nu, (), hash_, digest(hash_, ondertekend), budget=Budget(10, 10))


def oorzaak(nu: etree._Element, ondertekend: bytes) -> str | None:
    gevonden = teruggevonden(nu, ondertekend)
    if gevonden is not None:
        assert gevonden.ondertekend == ondertekend
    return gevonden.oorzaak if gevonden is not None else None


def opgemaakt() -> etree._Element:
    boom = etree.fromstring(XML)
    etree.indent(boom)
    return boom[0]


def met_witruimte_in_waarden() -> etree._Element:
    element = body()
    for blad in element.iter("{urn:d}code", "{urn:d}naam"):
        blad.text = f"\n  {blad.text}\n"
    return element


@pytest.mark.parametrize(
    ("maak", "verwacht"),
    [
        (opgemaakt, "digest-wit"),
        (met_witruimte_in_waarden, "digest-trim"),
        (lambda: body(XML.replace(' u:Id="id-1"', "")), None),
        (lambda: body(XML.replace("één", "e\u0301e\u0301n")), "digest-tekens"),
        (lambda: body(XML.replace("één", "Ã©Ã©n")), "digest-tekens"),
        (lambda: body(XML.replace("d:", "duo:").replace("xmlns:d=", "xmlns:duo=").replace("Id:", "Id:")), None),
        (lambda: body(XML.replace("één", "een")), None),
    ],
    ids=["formatted", "blanks in values", "no Id", "decomposed", "twice encoded", "another envelope", "another value"],
)
def test_what_was_done_to_the_message_after_signing(maak: Callable[[], etree._Element], verwacht: str | None) -> None:
    assert oorzaak(maak(), canonieke_bytes(body())) == verwacht


def test_a_part_that_is_as_it_was_signed_by_another_hash() -> None:
    eigen = canonieke_bytes(body())
    gevonden = herleid(body(), (), "sha256", digest("sha512", eigen), budget=Budget(10, 10))
    assert gevonden == Herleid("digest-hash", eigen)


def test_line_ends_that_were_converted() -> None:
    regels = XML.replace("één", "een\ntwee")
    ondertekend = canonieke_bytes(body(regels)).replace(b"\n", b"&#xD;\n")
    assert oorzaak(body(regels), ondertekend) == "digest-regeleinden"


def test_a_digest_over_the_inclusive_form() -> None:
    assert oorzaak(body(), canonieke_bytes(body(), inclusief=True)) == "digest-inclusief"


def test_a_list_of_prefixes_that_the_message_does_not_name() -> None:
    assert oorzaak(body(), canonieke_bytes(body(), ("vrij",))) == "prefixlijst-ontbreekt"


def test_a_list_of_prefixes_that_was_ignored_when_signing() -> None:
    gevonden = herleid(body(), ("vrij",), "sha256", digest("sha256", canonieke_bytes(body())), budget=Budget(10, 10))
    assert gevonden is not None
    assert gevonden.oorzaak == "prefixlijst-genegeerd"


def test_an_id_that_was_added_after_signing() -> None:
    zonder = body(XML.replace(' u:Id="id-1"', ""))
    assert oorzaak(body(), canonieke_bytes(zonder)) == "digest-id"


def test_a_digest_over_the_content_of_the_body() -> None:
    assert oorzaak(body(), canonieke_bytes(body()[0])) == "digest-inhoud"


def test_a_digest_over_the_bytes_as_they_were_written() -> None:
    ruw = etree.tostring(body(), encoding="UTF-8", xml_declaration=False)
    assert oorzaak(body(), ruw) in ("digest-ruw", "digest-inclusief")


def test_prefixes_that_have_another_name_now() -> None:
    anders = XML.replace("<d:", "<duo:").replace("</d:", "</duo:").replace("xmlns:d=", "xmlns:duo=")
    assert oorzaak(body(), canonieke_bytes(body(anders))) == "digest-prefix"


def test_nothing_is_looked_for_without_a_digest_or_time() -> None:
    assert herleid(body(), (), "sha256", b"", budget=Budget(10, 10)) is None
    assert herleid(opgemaakt(), (), "sha256", digest("sha256", canonieke_bytes(body())), budget=Budget(0, 0)) is None


def test_what_is_very_large_is_not_looked_into() -> None:
    groot = body(XML.replace("één", "x" * module.MAX_BYTES))
    assert teruggevonden(groot, canonieke_bytes(groot), hash_="sha512") is None


def test_the_message_itself_is_not_changed() -> None:
    element = opgemaakt()
    voor = etree.tostring(element.getroottree())
    teruggevonden(element, b"iets anders")
    assert etree.tostring(element.getroottree()) == voor


def test_looking_stops_in_time() -> None:
    namen = "".join(f' xmlns:p{nummer}="urn:{nummer}"' for nummer in range(300))
    element = body(XML.replace(' xmlns:vrij="urn:v"', namen))
    begin = time.thread_time()
    assert herleid(element, (), "sha256", b"x" * 32) is None
    assert time.thread_time() - begin < 2 * module.MAX_SECONDEN + 0.2


def test_only_white_space_between_elements_is_formatting() -> None:
    element = etree.fromstring("<a> <b> tekst </b>\n<c>\n</c> los </a>")
    zonder_opmaak(element)
    assert etree.tostring(element) == b"<a><b> tekst </b><c>\n</c> los </a>"
