"""No message fills the dictionary of names that libxml2 keeps per thread: what it may bring is bounded beforehand."""

import threading
import time
from collections.abc import Callable

import pytest

from rio_soap.edukoppeling import woordenboek
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.tekens import controleer_tekens

PROFIEL = Profiel(ontvanger_oin="00000001800866472000")
GROOT = 1_900_000
SOAP = b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>%s</s:Body></s:Envelope>'


def vol(deel: Callable[[int], bytes], voor: bytes = b"<a>", na: bytes = b"</a>", hoeveel: int = 30_000) -> bytes:
    return SOAP % (voor + b"".join(map(deel, range(hoeveel))) + na)


VERS = {
    "elements": vol(lambda n: b"<naam%d/>" % n),
    "attributes": vol(lambda n: b"<a naam%d='1'/>" % n),
    "attributes of one element": vol(lambda n: b" naam%d='1'" % n, b"<a", b"/>"),
    "attributes behind a value with >": vol(lambda n: b"<a b='>' naam%d=\"1\"/>" % n),
    "prefixes": vol(lambda n: b"<a xmlns:p%d='u'/>" % n),
    "prefixes in use": vol(lambda n: b"<p%d:a xmlns:p%d='u'/>" % (n, n)),
    "white space before =": vol(lambda n: b"<a naam%d\n\t = '1'/>" % n),
    "entities": vol(lambda n: b"&naam%d;" % n),
    "instructions": vol(lambda n: b"<?naam%d?>" % n),
    "diacritics": vol(lambda n: f"<né{n}/>".encode()),
}
LANG = {
    "element": SOAP % (b"<" + b"n" * 300 + b"/>" + b"<a/>" * 5000),
    "attribute": SOAP % (b"<a " + b"n" * 300 + b"='1'/>" + b"<a/>" * 5000),
    "prefix": SOAP % (b"<a xmlns:" + b"n" * 300 + b"='1'/>" + b"<a/>" * 5000),
    "on a border": SOAP % (b"<a>" + b"x" * (65_536 - 200) + b"<" + b"n" * 300 + b"/></a>"),
}


@pytest.mark.parametrize("naam", VERS)
def test_a_message_with_too_many_names_is_refused_before_it_is_parsed(naam: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(Edufout) as fout:
        controleer_tekens(VERS[naam])
    assert fout.value.soort.name == "DK0004"
    assert str(fout.value.bevindingen[0].toegestaan) == "hoogstens 1000 verschillende namen"
    assert time.perf_counter() - begin < 0.5


@pytest.mark.parametrize("naam", LANG)
def test_a_message_with_a_name_that_is_too_long_is_refused_before_it_is_parsed(naam: str) -> None:
    with pytest.raises(Edufout) as fout:
        lees_envelope(LANG[naam], "text/xml; charset=utf-8", PROFIEL)
    assert fout.value.soort.name == "DK0001"
    assert str(fout.value.bevindingen[0].toegestaan) == "hoogstens 200 bytes per naam"


@pytest.mark.parametrize(
    "inhoud",
    [
        b"<a>" + b"<naam b='x'>tekst &amp; meer</naam>" * 40_000 + b"</a>",
        b"<a>" + b"".join(b"<n%d/>" % (n % 900) for n in range(40_000)) + b"</a>",
        b"<a>" + b"QUJD" * 400_000 + b"</a>",
        b"<a>" + b" ".join(b"woord%d" % n for n in range(100_000)) + b"</a>",
    ],
    ids=["large", "many names", "base64", "text"],
)
def test_a_large_message_of_ordinary_names_is_parsed(inhoud: bytes) -> None:
    assert lees_envelope(SOAP % inhoud, "text/xml; charset=utf-8", PROFIEL).inhoud.tag == "a"


@pytest.mark.parametrize(
    "data",
    [
        b"<" * GROOT, b"&" * GROOT, b" " * GROOT, b"=" * GROOT, b"'" * GROOT, b"' a" * (GROOT // 3),
        b" " + b"a" * GROOT,
        (b" a" + b" " * 20_000 + b"=") * 95, (b" a" + b" " * 20_000) * 95, b"<a b=" + b"'" * GROOT,
        b"&a" * (GROOT // 2),
    ],
)  # fmt: skip
def test_no_bytes_keep_the_search_busy(data: bytes) -> None:
    """The search is over in time that grows with the size alone."""
    begin = time.process_time()
    woordenboek.tel(data)
    assert time.process_time() - begin < 1.0


def test_a_thread_hears_when_its_dictionary_has_to_go() -> None:
    gezien: list[bool] = []

    def ontleed() -> None:
        for _ in range(2):
            gezien.append(woordenboek.vol())
            controleer_tekens(b"<a>" + b" " * woordenboek.GRENS + b"</a>")
        gezien.append(woordenboek.vol())

    thread = threading.Thread(target=ontleed)
    thread.start()
    thread.join()
    assert gezien == [False, True, True]


def test_work_that_goes_on_and_on_gets_a_new_thread_now_and_then() -> None:
    thread, threads = woordenboek.ReaderThread(), []

    def werk() -> int:
        threads.append(threading.current_thread())
        woordenboek.tel(b" " * (woordenboek.GRENS // 2 + 1))
        return len(threads)

    assert [thread.doe(werk) for _ in range(6)] == [1, 2, 3, 4, 5, 6]
    assert len(set(threads)) == 3
    with pytest.raises(ZeroDivisionError):
        thread.doe(lambda: 1 // 0)
    thread.sluit()
    for een in threads:
        een.join(5)
        assert not een.is_alive()
