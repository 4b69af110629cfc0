"""The parts that objects are made of, and the rows of one object brought together: pure functions of rows."""

from datetime import date
from pathlib import Path

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.opendata import delen
from rio_soap.register.opendata.csvlezer import Celfout, Rij
from rio_soap.register.opendata.load_report import BUITEN_HET_CONTRACT, RowNotice, Verslag
from rio_soap.register.opendata.opzoekingen import BESTUUR
from rio_soap.register.opendata.soort import BuildContext, NietTePlaatsen, niet_bekend
from rio_soap.register.opendata.sorteerder import Sorteerder, SourceRows
from tests.register.opendata.hulp import publiceer

BESTAND = "onderwijsbesturen.csv"


def rij(regel: int = 2, bestand: str = BESTAND, **cellen: str | None) -> Rij:
    return Rij(bestand, regel, cellen)


def periode(begin: str, einde: str | None = None, regel: int = 2) -> Rij:
    return rij(regel, BEGINDATUM_PERIODE=begin, EINDDATUM_PERIODE=einde, NAAM=f"vanaf {begin}")


def perioden(rijen: list[Rij], einde: date | None = None) -> tuple[list[Gegeven], list[RowNotice]]:
    werk = BuildContext(frozenset(), {})
    gemaakt = delen.perioden(rijen, einde, "periode", lambda r: {"naam": r.tekst("NAAM")}, werk)
    return gemaakt, werk.meldingen


def test_a_key_is_made_of_columns_that_are_all_filled() -> None:
    sleutel = delen.op("A", "B")
    assert sleutel({"A": "1", "B": "2", "C": None}) == "1\x1f2"
    assert sleutel({"A": "1", "B": None}) is None


def test_fields_without_a_value_and_empty_lists_are_left_out() -> None:
    """0 and no are values."""
    velden = {"naam": None, "lijst": [], "nul": 0, "nee": False, "leeg": ""}
    assert delen.gevuld(velden) == {"nul": 0, "nee": False, "leeg": ""}  # type: ignore[arg-type]


def test_periods_stand_by_their_begin() -> None:
    gemaakt, meldingen = perioden([periode("2021-01-01", regel=3), periode("2020-01-01", "2021-01-01")])
    assert [p.velden for p in gemaakt] == [
        {"begindatum": date(2020, 1, 1), "naam": "vanaf 2020-01-01"},
        {"begindatum": date(2021, 1, 1), "naam": "vanaf 2021-01-01"},
    ]
    assert meldingen == []


@pytest.mark.parametrize(
    ("einde_periode", "einde", "geteld"),
    [
        (None, None, 0),
        ("2021-01-01", date(2021, 1, 1), 0),
        ("2021-01-02", date(2021, 1, 1), 1),
        ("2021-01-01", None, 1),
    ],
)
def test_the_end_of_a_period_is_told_when_it_does_not_follow(
    einde_periode: str | None, einde: date | None, geteld: int
) -> None:
    """V4 knows its begin only; the object is placed all the same."""
    _, meldingen = perioden([periode("2020-01-01", einde_periode)], einde)
    assert [m.reden for m in meldingen if m.geplaatst] == ["period end differs"] * geteld


def test_two_periods_with_one_begin_are_a_contradiction() -> None:
    with pytest.raises(NietTePlaatsen, match="a period with the begin of that on line 2") as fout:
        perioden([periode("2020-01-01", regel=2), periode("2020-01-01", regel=5)])
    assert (fout.value.rij.regel, fout.value.reden) == (5, "contradiction")


def test_a_period_without_begin_says_its_column() -> None:
    with pytest.raises(Celfout, match="BEGINDATUM_PERIODE: found None, expected a date"):
        perioden([rij(BEGINDATUM_PERIODE=None, NAAM="x")])


def volledig(map_: Path, *rijen: dict[str, str]) -> list[Rij]:
    with Sorteerder() as sorteerder:
        assert not list(
            sorteerder.neem(publiceer(map_, BESTAND, *rijen) / BESTAND, delen.op("ONDERWIJSBESTUURID"), ongezien)
        )
        (groep,) = sorteerder.groepen()
    return groep.van(BESTAND)


def ongezien(_gelezen: int) -> None:
    """Nobody looks at the progress."""


BESTUURSRIJ = {"ONDERWIJSBESTUURID": "100B001", "INBEDRIJFDATUM": "2020-01-01", "BEGINDATUM_PERIODE": "2020-01-01"}


def test_the_rows_of_one_object_say_the_same_of_it(tmp_path: Path) -> None:
    """Their periods may differ."""
    gelijk = volledig(tmp_path, BESTUURSRIJ, {**BESTUURSRIJ, "BEGINDATUM_PERIODE": "2021-01-01", "NAAM": "Later"})
    assert delen.een_object(gelijk) is gelijk[0]


def test_rows_that_contradict_each_other_are_told_with_both_lines(tmp_path: Path) -> None:
    anders = volledig(tmp_path, BESTUURSRIJ, {**BESTUURSRIJ, "INBEDRIJFDATUM": "2020-02-01"})
    with pytest.raises(NietTePlaatsen, match="INBEDRIJFDATUM is '2020-02-01', on line 2 it is '2020-01-01'") as fout:
        delen.een_object(anders)
    assert fout.value.rij.regel == 3


def test_a_kenmerk_stands_in_the_element_of_its_type() -> None:
    namen = {"eigenOpleidingseenheidSleutel": "SLEUTEL"}
    (gemaakt,) = delen.kenmerken("hoOpleiding", rij(SLEUTEL="eigen-1"), namen)
    assert gemaakt.velden == {"kenmerknaam": "eigenOpleidingseenheidSleutel", "kenmerkwaardeTekst": "eigen-1"}


def test_a_kenmerk_without_a_value_or_that_the_carrier_does_not_know_is_left_out() -> None:
    namen = {"eigenOpleidingseenheidSleutel": "SLEUTEL", "bestaatNiet": "ANDERS"}
    assert delen.kenmerken("hoOpleiding", rij(SLEUTEL=None, ANDERS="x"), namen) == []


def test_what_is_not_there_is_told_with_the_column_that_names_it() -> None:
    assert niet_bekend(rij(ONDERWIJSBESTUURID="100B009"), "100B009") == (
        "ONDERWIJSBESTUURID: found '100B009', which is not in the register"
    )
    assert niet_bekend(rij(NAAM="x"), "100B009") == "100B009 is not in the register"


def test_a_reference_to_what_is_not_there_keeps_the_object_out() -> None:
    werk = BuildContext(frozenset(), {BESTUUR: {}})
    with pytest.raises(NietTePlaatsen) as fout:
        werk.eis(BESTUUR, "100B009", rij(ONDERWIJSBESTUURID="100B009"))
    assert fout.value.reden == "onderwijsbestuur unknown"
    assert werk.een(BESTUUR, "100B009") is None
    assert werk.alle(BESTUUR, "100B009") == []


def test_of_an_object_that_is_not_placed_every_row_is_told_and_which_is_the_cause() -> None:
    een, twee = rij(2, NAAM="x"), rij(3, "ho_opleidingen.csv", NAAM="y")
    werk = BuildContext(frozenset(), {})
    werk.meld_alle(
        SourceRows("sleutel", {BESTAND: [een], "ho_opleidingen.csv": [twee]}), twee, "too long", "NAAM: found …"
    )
    assert [str(melding) for melding in werk.meldingen] == [
        f"{BESTAND}:2: too long: NAAM: found … (said by ho_opleidingen.csv:3)",
        "ho_opleidingen.csv:3: too long: NAAM: found …",
    ]


def test_an_object_without_one_of_its_rows_is_what_is_left_of_it() -> None:
    een, twee = rij(2, NAAM="x"), rij(3, "ho_opleidingen.csv", NAAM="y")
    groep = SourceRows("sleutel", {BESTAND: [een], "ho_opleidingen.csv": [twee]})
    assert groep.eerste is een
    zonder = groep.zonder(een)
    assert zonder is not None
    assert (zonder.rijen, zonder.eerste) == ({"ho_opleidingen.csv": [twee]}, twee)
    assert zonder.zonder(twee) is None


def test_rows_come_back_per_object_by_key_from_several_files_in_whatever_order(tmp_path: Path) -> None:
    """With their own lines, and each cell where it stood."""
    publiceer(tmp_path, BESTAND, {**BESTUURSRIJ, "ONDERWIJSBESTUURID": "100B002"}, BESTUURSRIJ)
    publiceer(tmp_path, "contactadressen.csv", {"ONDERWIJSBESTUURID": "100B002", "EMAILADRES": "a@b"})
    gelezen: list[int] = []
    with Sorteerder() as sorteerder:
        for naam in (BESTAND, "contactadressen.csv"):
            assert not list(sorteerder.neem(tmp_path / naam, delen.op("ONDERWIJSBESTUURID"), gelezen.append))
        groepen = list(sorteerder.groepen())
        assert sorteerder.aantal == 3
    assert [(g.sleutel, [(r.bestand, r.regel) for r in g.van(*g.rijen)]) for g in groepen] == [
        ("100B001", [(BESTAND, 3)]),
        ("100B002", [(BESTAND, 2), ("contactadressen.csv", 2)]),
    ]
    assert groepen[1].van("contactadressen.csv")[0].of_niet("EMAILADRES") == "a@b"
    assert all(aantal > 0 for aantal in gelezen)


def test_a_row_without_a_key_is_told_and_not_kept(tmp_path: Path) -> None:
    publiceer(tmp_path, BESTAND, {"NAAM": "zonder"}, BESTUURSRIJ)
    with Sorteerder() as sorteerder:
        (melding,) = sorteerder.neem(tmp_path / BESTAND, delen.op("ONDERWIJSBESTUURID"), ongezien)
        assert (melding.regel, melding.reden) == (2, "no key")
        assert sorteerder.aantal == 1


def test_a_report_counts_all_and_keeps_the_first() -> None:
    """What is placed though odd is counted apart, and what lies in a row itself can be asked for."""
    geschreven: list[RowNotice] = []
    verslag = Verslag(toon=2, schrijf=geschreven.append)
    meldingen = [
        RowNotice(BESTAND, 2, BUITEN_HET_CONTRACT, "x"),
        RowNotice(BESTAND, 3, "onderwijsbestuur unknown", "y"),
        RowNotice(BESTAND, 4, "period end differs", "z", geplaatst=True),
    ]
    verslag.meld(meldingen)
    assert (geschreven, verslag.eerste) == (meldingen, meldingen[:2])
    assert dict(verslag.niet_geplaatst) == {BUITEN_HET_CONTRACT: 1, "onderwijsbestuur unknown": 1}
    assert dict(verslag.bijzonder) == {"period end differs": 1}
    assert verslag.onbruikbaar == 1
