"""In what the elements of two messages differ, without what is new in every message."""

import time

from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.workbench.inhoudsverschil import MAX_VERSCHILLEN, Elementverschil, vergelijk_inhoud

PROFIEL = Profiel(ontvanger_oin="00000001800866472000")


def verschil(goede: bytes, deze: bytes) -> tuple[Elementverschil, ...] | None:
    return vergelijk_inhoud(goede, deze, PROFIEL)


def test_what_is_new_in_every_message_is_no_difference() -> None:
    code = b"<identificatiecodeBedrijfsdocument>2</identificatiecodeBedrijfsdocument>"
    een = b"<a><MessageID>1</MessageID>" + code + b"<b>x</b></a>"
    assert verschil(een, een.replace(b"1", b"3").replace(b"2", b"4")) == ()


def test_another_text_and_what_stands_in_one_only_is_told_with_its_path() -> None:
    assert verschil(b"<a><b>x</b><b>y</b><c/></a>", b"<a><b>x</b><b> z </b><d>1</d></a>") == (
        Elementverschil("/a/b[2]", "y", "z"),
        Elementverschil("/a/d", None, "1"),
        Elementverschil("/a/c", "", None),
    )


def test_what_cannot_be_read_cannot_be_compared() -> None:
    assert verschil(b"<a/>", b"<a") is None
    assert verschil(b"", b"<a/>") is None


def test_many_elements_are_compared_in_time_and_few_are_told() -> None:
    begin = time.process_time()
    gevonden = verschil(b"<a>" + b"<b>1</b>" * 30_000 + b"</a>", b"<a>" + b"<b>2</b>" * 30_000 + b"</a>")
    assert time.process_time() - begin < 2
    assert gevonden is not None
    assert len(gevonden) == MAX_VERSCHILLEN
