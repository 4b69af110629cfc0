"""Nothing of the published files is dropped in silence: every column is read, or named with the reason it is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import rio_soap
from rio_soap.register.database.database import Register
from rio_soap.register.opendata import laden, niet_bewaard, sorteerder
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.sorteerder import Sleutel, Sorteerder, SourceRows
from rio_soap.register.proefdata import proef
from tests.register.opendata.hulp import laad, publiceer

PAGINA = Path(rio_soap.__file__).parents[1] / "docs" / "aanvulling" / "opendata.md"


class Sleutelcellen(dict[str, str | None]):
    """The same for what the key of a row is made of."""

    def __init__(self, bestand: str, cellen: dict[str, str | None], gelezen: set[tuple[str, str]]) -> None:
        super().__init__(cellen)
        self._bestand, self._gelezen = bestand, gelezen

    def __getitem__(self, naam: str) -> str | None:
        self._gelezen.add((self._bestand, naam))
        return super().__getitem__(naam)


class Gevolgd(dict[str, str | None]):
    """Cells that remember which were asked for."""

    def __init__(self, bestand: str, cellen: dict[str, str | None], gelezen: set[tuple[str, str]]) -> None:
        begin = cellen.get("BEGIN_INSTROOMPERIODE") or cellen.get("INSTROOMMOMENT")
        # A cohort has one moment or a period; here it has a period, so that its end is asked for too.
        super().__init__({**cellen, "INSTROOMMOMENT": None, "BEGIN_INSTROOMPERIODE": begin} if begin else cellen)
        self._bestand, self._gelezen = bestand, gelezen

    def get(self, naam: str, anders: object = None) -> str | None:  # type: ignore[override]
        self._gelezen.add((self._bestand, naam))
        return super().get(naam)


@pytest.fixture
def gelezen(leeg: Register, monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """File and column of what a load of the trial set reads: each file has rows in it."""
    gezien: set[tuple[str, str]] = set()
    neem, groepen = Sorteerder.neem, Sorteerder.groepen

    def met_sleutels(zelf: Sorteerder, bestand: Path, sleutel: Sleutel, verteld: object) -> object:
        return neem(zelf, bestand, lambda cellen: sleutel(Sleutelcellen(bestand.name, cellen, gezien)), verteld)  # type: ignore[arg-type]

    def met_cellen(zelf: Sorteerder) -> Iterator[SourceRows]:
        for groep in groepen(zelf):
            rijen = {
                bestand: [Rij(bestand, rij.regel, Gevolgd(bestand, rij.cellen, gezien)) for rij in alle]
                for bestand, alle in groep.rijen.items()
            }
            yield SourceRows(groep.sleutel, rijen)

    monkeypatch.setattr(sorteerder.Sorteerder, "neem", met_sleutels)
    monkeypatch.setattr(sorteerder.Sorteerder, "groepen", met_cellen)
    assert not laden.laad(proef.PROEFSET, leeg.schrijf, moment=None).niet_geplaatst
    return gezien


def test_every_column_of_every_file_is_read_or_named_with_a_reason(gelezen: set[tuple[str, str]]) -> None:
    """All 112 files; ERKENNERCODE is looked at where ERKENNER is empty, and what is kept is the soort."""
    alle = {(bestand, kolom) for bestand, namen in kolommen().items() for kolom in namen}
    zonder_plaats = {(bestand, kolom) for bestand in kolommen() for kolom in niet_bewaard.van(bestand)}
    assert alle - gelezen - zonder_plaats == set()
    assert {kolom for _, kolom in zonder_plaats & gelezen} <= {"ERKENNERCODE"}
    assert {kolom for _, kolom in zonder_plaats} == set(niet_bewaard.REDENEN)


def test_the_documentation_shows_the_same_reasons() -> None:
    regels = PAGINA.read_text("utf-8").splitlines()
    tabel = (regel.strip("| ").split(" | ") for regel in regels if regel.startswith("| ") and regel.count("|") == 3)
    getoond = dict(tabel)
    assert {kolom: getoond.get(kolom) for kolom in niet_bewaard.REDENEN} == dict(niet_bewaard.REDENEN)


def test_filled_cells_without_a_place_are_counted_once(leeg: Register, tmp_path: Path) -> None:
    """Per file and column, also of a file that two kinds of object read."""
    locatie = {"ONDERWIJSLOCATIECODE": "799X001", "POSTCODE": "6982ZZ", "HUISNUMMER": "21", "PLAATSNAAM": "Doesburg"}
    straat = {**locatie, "ONDERWIJSLOCATIECODE": "799X002", "STRAATNAAM": "Voorbeeldstraat"}
    map_ = publiceer(tmp_path / "data", "onderwijslocaties.csv", locatie, straat)
    adres = {"OIE_CODE": "88AA", "BEGINDATUM": "2010-08-01", "RIJKSDRIEHOEK_X": "1", "STRAATNAAM": "A"}
    verslag = laad(leeg, publiceer(map_, "formele_instellingsadressen.csv", adres, {**adres, "RIJKSDRIEHOEK_Y": "2"}))
    assert dict(verslag.niet_bewaard) == {
        ("onderwijslocaties.csv", "STRAATNAAM"): 1,
        ("formele_instellingsadressen.csv", "RIJKSDRIEHOEK_X"): 2,
        ("formele_instellingsadressen.csv", "RIJKSDRIEHOEK_Y"): 1,
    }
