"""Today's rows from those of yesterday and what was made anew: as by sets; the delta leads from one to the other."""

from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rio_soap.opendata import rijverschil
from rio_soap.opendata.rijverschil import Rijverschil, alles_hoort, hoort_bij, hoort_in
from rio_soap.opendata.tabeluitvoer import Tabelfout, Tabeluitvoer, lees_tabel, schrijf_tabel
from rio_soap.register.publicatie.rijenregister import TABELLEN

KLEIN = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 4)).map(lambda delen: b"%d-%d" % delen))


@pytest.fixture(autouse=True)
def _kleine_stukken(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (rijverschil, __import__("rio_soap.opendata.tabeluitvoer", fromlist=["STUK"])):
        monkeypatch.setattr(module, "STUK", 3)


def verschil(
    map_: Path, gisteren: set[bytes], nieuw: set[bytes], groepen: set[bytes]
) -> tuple[bool, list[list[bytes]]]:
    uit = Tabeluitvoer(map_ / "x.csv")
    paden = map_ / "v", map_ / "t"
    hoort = lambda stuk: [regel[:1] in groepen for regel in stuk] if groepen else None  # noqa: E731
    anders = Rijverschil(uit, *paden).maak(iter(sorted(gisteren)), iter(sorted(nieuw)), hoort)
    uit.sluit()
    return anders, [list(lees_tabel(map_ / naam)) for naam in ("x.csv", "v", "t")]


@settings(max_examples=120, deadline=None)
@given(KLEIN, KLEIN, st.sets(st.integers(0, 7).map(lambda groep: b"%d" % groep)))
def test_what_was_made_anew_takes_the_place_of_the_rows_of_its_objects(
    gisteren: set[bytes], anders: set[bytes], groepen: set[bytes]
) -> None:
    nieuw = {regel for regel in anders if regel[:1] in groepen}
    with TemporaryDirectory() as map_:
        veranderd, (heden, weg, erbij) = verschil(Path(map_), gisteren, nieuw, groepen)
    goed = {regel for regel in gisteren if regel[:1] not in groepen} | nieuw
    assert heden == sorted(goed)
    assert (weg, erbij) == (sorted(gisteren - goed), sorted(goed - gisteren))
    assert veranderd is (goed != gisteren)


def test_everything_made_anew_is_compared_row_by_row() -> None:
    assert alles_hoort([b"a", b"b"]) == [True, True]


SLEUTELS = {
    "contactadressen.csv": "100B490/ALGEMEEN/0",
    "bo_onderwijslicenties.csv": "ABCDEF00-0000-4000-8000-000000000001",
    "ho_relaties_onderwijslicenties.csv": "aa/BB/VERVANGT/2020-01-01",
    "erkenners.csv": "100E001",
    "ho_opleidingserkenningen.csv": "HO,MET/12345/12345_2",
    "overgangen.csv": "OCW/x/1/OCW/x/2/FUSIE/2020-01-01",
}


@pytest.mark.parametrize("bestand", SLEUTELS)
def test_rows_of_an_object_are_known_by_their_cells_whatever_stands_in_the_others(bestand: str) -> None:
    """As `Tabel.groep_in` says, which is slower."""
    tabel = TABELLEN[bestand]
    groep = tabel.groep_van(SLEUTELS[bestand])
    cellen = dict.fromkeys(tabel.kolommen, 'a,"b')
    for (_, kolom), waarde in zip(tabel.groep, groep or ("",) * len(tabel.groep), strict=True):
        for naam in (kolom,) if isinstance(kolom, str) else kolom:
            cellen[naam] = ""
        cellen[kolom if isinstance(kolom, str) else kolom[0]] = waarde.upper() if tabel.uuid else waarde
    van_object, andere = tabel.regel(cellen).encode(), tabel.regel(dict.fromkeys(tabel.kolommen, "1")).encode()
    hoort = hoort_in(tabel, [SLEUTELS[bestand]])
    assert hoort([andere]) is None
    assert hoort([andere, van_object]) == ([False, True] if groep else None)


def test_lines_of_json_are_known_by_the_key_that_they_begin_with() -> None:
    regels = [b'{"sleutel":"%s","objecttype":"X","inhoud":{"sleutel":"b/1"}}' % naam for naam in (b"a/1", b'"\\"b/1"')]
    assert hoort_bij(["a/1"])(regels) == [True, False]
    assert hoort_bij(["b/1"])(regels) is None


def test_a_file_of_other_columns_is_refused_by_name(tmp_path: Path) -> None:
    schrijf_tabel(tmp_path / "x.csv", '"A"', iter([b"1"]))
    assert list(lees_tabel(tmp_path / "x.csv", '"A"')) == [b"1"]
    with pytest.raises(Tabelfout, match=r"x\.csv: its columns are others"):
        list(chain(lees_tabel(tmp_path / "x.csv", '"B"')))
