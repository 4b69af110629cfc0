"""Rows that stream by: sums, changes and lines, against the plain way of doing it in memory."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rio_soap.volger.manifest import Kolomvorm, Resource, Rijentelling
from rio_soap.volger.rijenhash import (
    Objectregel,
    RowAbsent,
    RowFormError,
    delta_van,
    objectdelta_van,
    objectregel,
    regels_van,
    tel,
    verander,
)
from tests.volger.maker import compact, rijenhash

REGELS = st.sets(st.binary(max_size=3), max_size=12)
TABEL = Resource("t", "t.csv", "a", Rijentelling(0, ""), (Kolomvorm("A", "tekst"), Kolomvorm("B", "getal")))
OBJECTEN = Resource("t", "t.jsonl.gz", "b", Rijentelling(0, ""))


@given(REGELS)
def test_the_sum_of_rows_is_that_of_their_definition(regels: set[bytes]) -> None:
    assert tel(sorted(regels)) == Rijentelling(len(regels), rijenhash(regels))


def test_the_sum_of_no_rows_is_that_of_nothing_and_blocks_make_no_difference() -> None:
    assert tel([]).hash == hashlib.sha256().hexdigest()
    veel = {f"{nummer:07d}".encode() for nummer in range(4_001)}
    assert tel(sorted(veel)) == Rijentelling(4_001, rijenhash(veel))


@given(REGELS, st.data())
def test_rows_in_any_other_order_or_twice_are_refused(regels: set[bytes], data: st.DataObject) -> None:
    rij = data.draw(st.permutations(sorted(regels) + sorted(regels)[:1]))
    if rij == sorted(set(rij)):
        tel(rij)
    else:
        with pytest.raises(RowFormError, match="order"):
            tel(rij)


@given(REGELS, REGELS, REGELS)
def test_taking_away_and_adding_is_that_of_sets(oud: set[bytes], weg: set[bytes], erbij: set[bytes]) -> None:
    weg, erbij = weg & oud, erbij - oud
    assert list(verander(sorted(oud), sorted(weg), sorted(erbij))) == sorted((oud - weg) | erbij)


@given(REGELS, REGELS, REGELS)
def test_a_change_of_other_rows_than_there_are_is_refused(oud: set[bytes], weg: set[bytes], erbij: set[bytes]) -> None:
    past = weg <= oud and not erbij & (oud - weg)
    if past:
        list(verander(sorted(oud), sorted(weg), sorted(erbij)))
    else:
        with pytest.raises(RowAbsent):
            list(verander(sorted(oud), sorted(weg), sorted(erbij)))


@settings(max_examples=40)
@given(
    st.text(),
    st.text(),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda deel: st.lists(deel, max_size=3) | st.dictionaries(st.text(), deel, max_size=3),
        max_leaves=8,
    ),
)
def test_a_line_of_an_object_is_taken_apart_and_put_together_to_the_byte(
    sleutel: str, soort: str, inhoud: object
) -> None:
    regel = json.dumps(
        {"sleutel": sleutel, "objecttype": soort, "inhoud": inhoud}, ensure_ascii=False, separators=(",", ":")
    ).encode("utf-8", "surrogatepass")
    gevonden = objectregel(regel)
    assert (gevonden.sleutel, gevonden.objecttype, json.loads(gevonden.inhoud)) == (sleutel, soort, inhoud)
    assert gevonden.regel == regel


@given(st.lists(st.tuples(st.text(max_size=4), st.sampled_from(["A", "AB", 'A"'])), unique=True, max_size=8))
def test_what_stands_before_the_content_is_in_the_order_of_the_lines(plekken: list[tuple[str, str]]) -> None:
    regels = [Objectregel(soort, sleutel, "{}") for sleutel, soort in plekken]
    assert [een.regel for een in sorted(regels, key=lambda een: een.kop.encode())] == sorted(
        een.regel for een in regels
    )


@pytest.mark.parametrize(
    "regel",
    [
        b"",
        b"{}",
        b'{"sleutel":"a"}',
        b'{"sleutel": "a","objecttype":"B","inhoud":{}}',
        b'{"sleutel":"a","inhoud":{},"objecttype":"B"}',
        b'{"sleutel":a,"objecttype":"B","inhoud":{}}',
        b'{"sleutel":"\xff","objecttype":"B","inhoud":{}}',
        b'{"sleutel":"\\u0041","objecttype":"B","inhoud":{}}',
    ],
)
def test_a_line_in_any_other_form_is_refused(regel: bytes) -> None:
    with pytest.raises(RowFormError):
        objectregel(regel)


def lees(tabel: Resource, pad: Path, inhoud: bytes) -> list[bytes]:
    pad.write_bytes(inhoud)
    with regels_van(tabel, pad) as regels:
        return list(regels)


def test_a_full_file_is_read_by_its_header_and_line_ends(tmp_path: Path) -> None:
    pad = tmp_path / "t.csv"
    assert lees(TABEL, pad, b'"A","B"\r\n') == []
    assert lees(TABEL, pad, b'"A","B"\r\n"x",1\r\n"y",\r\n') == [b'"x",1', b'"y",']
    for fout in (b"", b'"A","B"\n', b'"A"\r\n', b'"A","B"\r\n"x",1\n', b'"A","B"\r\n"x",1', b'\xef\xbb\xbf"A","B"\r\n'):
        with pytest.raises(RowFormError):
            lees(TABEL, pad, fout)


def test_a_packed_file_is_read_to_its_end_or_refused(tmp_path: Path) -> None:
    pad, goed = tmp_path / "t.jsonl.gz", gzip.compress(b"a\nb\n" * 1)
    assert lees(OBJECTEN, pad, goed) == [b"a", b"b"]
    kapot = bytearray(goed)
    kapot[12] ^= 0xFF
    for fout in (goed[:-9], b"no gzip", bytes(kapot), gzip.compress(b"a\nb")):
        with pytest.raises(RowFormError):
            lees(OBJECTEN, pad, fout)


def test_a_delta_gives_what_goes_and_what_comes(tmp_path: Path) -> None:
    pad = tmp_path / "Mutaties_t.csv"
    pad.write_bytes(b'"A","B","MUTATIESOORT"\r\n"x",1,"V"\r\n"y",,"V"\r\n"x",2,"T"\r\n')
    with delta_van(TABEL, pad, "V") as weg, delta_van(TABEL, pad, "T") as erbij:
        assert (list(weg), list(erbij)) == ([b'"x",1', b'"y",'], [b'"x",2'])
    for fout in (b'"x",2,"T"\r\n"x",1,"V"\r\n', b'"x",1,"W"\r\n', b'"x",1\r\n'):
        pad.write_bytes(b'"A","B","MUTATIESOORT"\r\n' + fout)
        with delta_van(TABEL, pad, "T") as erbij, pytest.raises(RowFormError):
            list(erbij)


def test_the_delta_of_objects_gives_their_lines(tmp_path: Path) -> None:
    regel = compact({"sleutel": "a", "objecttype": "B", "inhoud": {}})
    pad = tmp_path / "wijzigingen.jsonl.gz"
    delen = [b'{"mutatiesoort":"' + soort + b'",' + regel[1:] + b"\n" for soort in (b"V", b"T")]
    pad.write_bytes(gzip.compress(b"".join(delen)))
    for soort in "VT":
        with objectdelta_van(pad, soort) as regels:
            assert list(regels) == [regel]
    pad.write_bytes(gzip.compress(b"".join(delen[::-1])))
    with objectdelta_van(pad, "T") as regels, pytest.raises(RowFormError):
        list(regels)
