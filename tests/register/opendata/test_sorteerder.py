"""Rows of one object come together from several files, in whatever order they stand there."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.delen import een_object, gevuld, kenmerk, op
from rio_soap.register.opendata.load_report import BUITEN_HET_CONTRACT, RowNotice, Verslag
from rio_soap.register.opendata.soort import NietTePlaatsen
from rio_soap.register.opendata.sorteerder import SCHEIDING, Sorteerder, SourceRows
from tests.register.opendata.hulp import publiceer

BESTAND = "waarschuwingen.csv"
COHORTEN = "aangeboden_ho_opleiding_cohorten.csv"
OPLEIDINGEN = "aangeboden_ho_opleidingen.csv"


def neem(sorteerder: Sorteerder, bestand: Path, *namen: str) -> list[RowNotice]:
    """Take a file by these columns; the bytes read are all told."""
    gelezen: list[int] = []
    meldingen = list(sorteerder.neem(bestand, op(*namen), gelezen.append))
    kop = bestand.read_bytes().partition(b"\n")[0]
    assert sum(gelezen) == bestand.stat().st_size - len(kop) - 1
    return meldingen


def test_rows_of_one_object_come_together_whatever_their_order(tmp_path: Path) -> None:
    rijen = [{"LICENTIECODE": code, "BEGINDATUM": f"202{n}-01-01"} for n, code in enumerate("BABCAB")]
    publiceer(tmp_path, BESTAND, *rijen)
    with Sorteerder() as sorteerder:
        assert neem(sorteerder, tmp_path / BESTAND, "LICENTIECODE") == []
        assert sorteerder.aantal == 6
        groepen = {groep.sleutel: [rij.regel for rij in groep.van(BESTAND)] for groep in sorteerder.groepen()}
    assert groepen == {"A": [3, 6], "B": [2, 4, 7], "C": [5]}
    assert list(groepen) == ["A", "B", "C"], "every run writes in the same order"


def test_rows_from_more_files_come_together_file_by_file(tmp_path: Path) -> None:
    publiceer(tmp_path, OPLEIDINGEN, *({"AANGEBODEN_OPLEIDINGCODE": code} for code in "XY"))
    cohorten = ({"AANGEBODEN_OPLEIDINGCODE": code, "AANGEBODEN_OPLEIDING_COHORTCODE": code + "1"} for code in "YXYZ")
    publiceer(tmp_path, COHORTEN, *cohorten)
    with Sorteerder() as sorteerder:
        for bestand in (OPLEIDINGEN, COHORTEN):
            assert neem(sorteerder, tmp_path / bestand, "AANGEBODEN_OPLEIDINGCODE") == []
        x, y, z = sorteerder.groepen()
    assert [(len(g.van(OPLEIDINGEN)), len(g.van(COHORTEN))) for g in (x, y, z)] == [(1, 1), (1, 2), (0, 1)]
    assert [rij.tekst("AANGEBODEN_OPLEIDING_COHORTCODE") for rij in y.van(OPLEIDINGEN, COHORTEN)[1:]] == ["Y1", "Y1"]
    assert (x.eerste.bestand, z.eerste.bestand) == (OPLEIDINGEN, COHORTEN)


def test_a_row_without_a_key_is_told_and_left_out(tmp_path: Path) -> None:
    publiceer(tmp_path, BESTAND, {"BEGINDATUM": "2020-01-01"}, {"LICENTIECODE": "A"})
    with Sorteerder() as sorteerder:
        (melding,) = neem(sorteerder, tmp_path / BESTAND, "LICENTIECODE")
        assert (melding.regel, melding.reden) == (2, "no key")
        assert [groep.sleutel for groep in sorteerder.groepen()] == ["A"]


@pytest.mark.parametrize("teken", ["\x01", SCHEIDING, "\x0b", "\uffff"])
def test_a_row_that_no_answer_could_hold_is_told_with_the_character(tmp_path: Path, teken: str) -> None:
    publiceer(tmp_path, BESTAND, {"LICENTIECODE": f"A{teken}B"}, {"LICENTIECODE": "C"})
    with Sorteerder() as sorteerder:
        (melding,) = neem(sorteerder, tmp_path / BESTAND, "LICENTIECODE")
        assert melding.reden == "control character"
        assert f"U+{ord(teken):04X}" in melding.uitleg
        assert melding.uitleg.isascii(), "what is shown does nothing to a terminal"
        assert [groep.sleutel for groep in sorteerder.groepen()] == ["C"]


@settings(max_examples=25)
@given(st.lists(st.sampled_from("ABCDEF"), max_size=30), st.randoms(use_true_random=False))
def test_the_groups_are_the_rows_and_no_row_is_lost_or_doubled(
    tmp_path_factory: pytest.TempPathFactory, codes: list[str], toeval: random.Random
) -> None:
    map_ = tmp_path_factory.mktemp("opendata")
    toeval.shuffle(codes)
    publiceer(map_, BESTAND, *({"LICENTIECODE": code} for code in codes))
    with Sorteerder() as sorteerder:
        neem(sorteerder, map_ / BESTAND, "LICENTIECODE")
        groepen = list(sorteerder.groepen())
    assert [groep.sleutel for groep in groepen] == sorted(set(codes))
    regels = [rij.regel for groep in groepen for rij in groep.van(BESTAND)]
    assert sorted(regels) == list(range(2, len(codes) + 2))
    assert all(len(groep.van(BESTAND)) == codes.count(groep.sleutel) for groep in groepen)


def test_a_group_without_one_of_its_rows_keeps_the_others() -> None:
    een, ander = Rij(BESTAND, 2, {"a": "1"}), Rij(COHORTEN, 3, {"b": "2"})
    groep = SourceRows("A", {BESTAND: [een], COHORTEN: [ander]})
    over = groep.zonder(een)
    assert over is not None
    assert over.rijen == {COHORTEN: [ander]}
    assert over.zonder(ander) is None
    assert groep.eerste is een


def test_a_key_of_more_columns_needs_all_of_them() -> None:
    sleutel = op("a", "b")
    assert sleutel({"a": "1", "b": "2"}) == f"1{SCHEIDING}2"
    assert sleutel({"a": "1", "b": None}) is None
    assert sleutel({"a": "1", "b": "23"}) != sleutel({"a": "12", "b": "3"}), "no two keys run together"


def test_fields_without_a_value_are_left_out_and_false_is_a_value() -> None:
    assert gevuld({"a": None, "b": [], "c": "", "d": False, "e": 0, "f": ["x"]}) == {
        "c": "",
        "d": False,
        "e": 0,
        "f": ["x"],
    }


def test_rows_that_contradict_each_other_about_their_object_are_not_placed() -> None:
    def rij(regel: int, **cellen: str | None) -> Rij:
        leeg = dict.fromkeys(("AANGEBODEN_OPLEIDINGCODE", "STARTDATUM"), None)
        namen = [*leeg, "OPLEIDINGSEENHEIDCODE", "ONDERWIJSAANBIEDERID", "ONDERWIJSLOCATIECODE", "EINDDATUM"]
        namen += ["AFWIJKENDE_OPLEIDINGSDUUROMVANG", "AFWIJKENDE_OPLEIDINGSDUUREENHEID", "EERSTE_INSTROOMDATUM"]
        namen += ["LAATSTE_INSTROOMDATUM", "EIGEN_AANGEBODEN_OPLEIDINGSLEUTEL", "VOERTAAL", "VORM"]
        return Rij(OPLEIDINGEN, regel, {**dict.fromkeys(namen), **cellen})

    eerste = rij(2, STARTDATUM="2020-01-01", VORM="DT,VT", EIGENNAAM="A")
    assert een_object([eerste]) is eerste
    assert een_object([eerste, rij(3, STARTDATUM="2020-01-01", VORM="VT,DT", EIGENNAAM="B")]) is eerste
    with pytest.raises(NietTePlaatsen, match="STARTDATUM"):
        een_object([eerste, rij(3, STARTDATUM="2021-01-01", VORM="DT,VT")])


def test_a_kenmerk_holds_its_name_and_its_value() -> None:
    assert kenmerk("Startdatum", "kenmerkwaardeDatum", date(2026, 1, 1)).velden == {
        "kenmerknaam": "Startdatum",
        "kenmerkwaardeDatum": date(2026, 1, 1),
    }


def test_a_report_counts_everything_and_shows_the_first() -> None:
    alle: list[RowNotice] = []
    verslag = Verslag(toon=2, schrijf=alle.append)
    verslag.meld(RowNotice(BESTAND, regel, "no key", "leeg") for regel in range(3))
    verslag.meld([RowNotice(BESTAND, 9, "period end differs", "x", geplaatst=True)])
    assert verslag.niet_geplaatst == {"no key": 3}
    assert verslag.bijzonder == {"period end differs": 1}
    assert [melding.regel for melding in verslag.eerste] == [0, 1]
    assert len(alle) == 4
    assert str(alle[0]) == f"{BESTAND}:0: no key: leeg"


def test_only_what_lies_in_a_row_itself_makes_files_unusable() -> None:
    verslag = Verslag()
    verslag.meld(
        [RowNotice(BESTAND, 1, "unknown code", "not there"), RowNotice(BESTAND, 2, "period", "", geplaatst=True)]
    )
    assert verslag.onbruikbaar == 0
    verslag.meld(RowNotice(BESTAND, 3, reden, "") for reden in (BUITEN_HET_CONTRACT, "no key", "too long"))
    assert verslag.onbruikbaar == 3
