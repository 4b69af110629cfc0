"""The bytes of a message by line and element, with what findings are about marked."""

import time

import pytest

from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.workbench.bronregels import MAX_STUKKEN, MAX_TEKENS, bronregels
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.rapport import Melding


def melding(waar: str, regel: int | None = 1) -> Melding:
    return Melding("leeg", "xsd", waar, regel)


EEN_REGEL = b'<?xml version="1.0"?><s:a><!-- <b> --><b x="1">t</b><b/><c><d>&lt;</d></c></s:a>'


def test_one_long_line_is_broken_at_its_elements_and_loses_nothing() -> None:
    stukken = bronregels(EEN_REGEL)
    assert [s.tekst for s in stukken] == [
        '<?xml version="1.0"?>', "<s:a><!-- <b> -->", '<b x="1">t</b>', "<b/>", "<c>", "<d>&lt;</d></c></s:a>",
    ]  # fmt: skip
    assert [(s.nummer, s.vervolg) for s in stukken] == [(1, False), *[(1, True)] * 5]


@pytest.mark.parametrize(
    ("waar", "tekst"),
    [
        ("/a/b", '<b x="1">t</b>'),
        ("/a/b[2]", "<b/>"),
        ("/a/b/@x", '<b x="1">t</b>'),
        ("/a/*[3]/d", "<d>&lt;</d></c></s:a>"),
        ("SOAPAction", '<?xml version="1.0"?>'),
        ("/a/none", '<?xml version="1.0"?>'),
    ],
)
def test_what_a_finding_is_about_is_marked_and_else_its_line(waar: str, tekst: str) -> None:
    stukken = bronregels(EEN_REGEL, (melding("/nergens", None), melding(waar)))
    assert [(s.tekst, s.meldingen) for s in stukken if s.gemeld] == [(tekst, (1,))]


def test_of_the_content_a_path_begins_at_its_own_root() -> None:
    stukken = bronregels(b"<E><Header/><Body><v><c>1</c><c>2</c></v></Body></E>", (melding("/v/c[2]"), melding("/v")))
    assert [s.meldingen for s in stukken if s.gemeld] == [(1,), (0,)]


@pytest.mark.parametrize(
    ("data", "tekst"),
    [
        (b"<a><b><c>1</d></b></a>", "<c>1</d></b></a>"),
        (b"<a>\n<b>\n<c>\xff</c>\n</b></a>", "<c>\\xff</c>"),
        (b"<a><b/>", "<b/>"),
    ],
)
def test_what_is_no_xml_is_marked_where_it_goes_wrong(data: bytes, tekst: str) -> None:
    rapport = controleer("x", data, Kader(Profiel(ontvanger_oin="00000001800866472000")))
    stukken = bronregels(data, rapport.meldingen)
    assert [s.tekst for s in stukken if 0 in s.meldingen] == [tekst]


def test_lines_are_numbered_as_they_were_without_the_headers_of_http() -> None:
    http = b"POST / HTTP/1.1\r\nA: b\r\n\r\n<a>\r\n<b/>\n\n</a>"
    assert [(s.nummer, s.tekst) for s in bronregels(http)] == [(1, "<a>"), (2, "<b/>"), (3, ""), (4, "</a>")]


def test_what_acts_on_a_terminal_or_turns_text_is_shown_as_its_escape() -> None:
    (stuk,) = bronregels(b"\x1b[2J\xe2\x80\xae\xff\x00a\tb")
    assert stuk.tekst == "\\x1b[2J\\u202e\\xff\\x00a\tb"


@pytest.mark.parametrize(
    "data",
    [b"<" * 400_000, b"<!--" * 100_000, b"<a>" * 200_000, b"x<a/>" * 200_000, b"\n" * 400_000, b"</a>" * 90_000, b""],
)  # fmt: skip
def test_anything_is_shown_in_time_and_within_bounds(data: bytes) -> None:
    begin = time.process_time()
    stukken = bronregels(data, tuple(melding(f"/a/a[{n}]/a") for n in range(50)))
    assert time.process_time() - begin < 2
    assert len(stukken) <= MAX_STUKKEN
    assert sum(len(s.tekst) for s in stukken) <= MAX_TEKENS + 2
