"""Opleidingseenheden, their relations and their erkenningen come out as the rows that they went in as."""

import csv
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from rio_soap.contract.gegevens import Waarde
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.proefdata.proef import PROEFSET
from rio_soap.register.publicatie.publicatiebron import Gepubliceerd, Publicatiebron
from rio_soap.register.publicatie.rijenregister import TABELLEN
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from tests.register import hulp
from tests.register import hulp_opleidingserkenning as erkenningen
from tests.register.conftest import migreer_url
from tests.register.hulp import BEGIN
from tests.register.opendata.hulp import laad, publiceer
from tests.register.publicatie.hulp_publicatie import bron, schrijf
from tests.register.publicatie.maker_eenheden import EIGEN, Eenhedenmaker
from tests.register.test_wereld import ZWAAR

PAGINA = Path(__file__).parents[3] / "docs" / "aanvulling" / "publicatie_eenheden.md"
SOORTEN = ("OPLEIDINGSEENHEID", "OPLEIDINGSERKENNING", "OPLEIDINGSRELATIE")
Tabellen = Mapping[str, Sequence[str]]


def objecten(van: Publicatiebron) -> list[Gepubliceerd]:
    return [een for soort in SOORTEN for een in van.alle(soort)]


def tabellen(alle: Sequence[Gepubliceerd]) -> Tabellen:
    """Rows of these files, sorted by their bytes, each once."""
    rijen: dict[str, set[str]] = {bestand: set() for bestand in EIGEN}
    for een in alle:
        for bestand, regel in een.rijen:
            rijen[bestand].add(regel)
    return {bestand: sorted(regels, key=str.encode) for bestand, regels in rijen.items()}


@pytest.fixture(scope="module")
def sjabloon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of SQLite."""
    pad = tmp_path_factory.mktemp("sjabloon") / "rio.db"
    migreer_url(f"sqlite:///{pad}")
    return pad


@pytest.fixture
def ander(sjabloon: Path, tmp_path: Path) -> Iterator[Callable[[], Register]]:
    """Makes registers without anything in them."""
    with ExitStack() as open_:

        def maak() -> Register:
            pad = tmp_path / f"{uuid.uuid4().hex}.db"
            shutil.copy(sjabloon, pad)
            return open_.enter_context(Register(maak_engine(f"sqlite:///{pad}")))

        yield maak


def test_whatever_files_of_eenheden_say_comes_out_again(leeg: Register, tmp_path: Path) -> None:
    maker = Eenhedenmaker(1, per_soort=4)
    verslag = laad(leeg, maker.schrijf(tmp_path / "in"), moment=None)
    assert not verslag.eerste, verslag.eerste
    gemaakt, uit = maker.regels(), tabellen(objecten(bron(leeg)))
    assert all(gemaakt.values()), "each file has rows"
    for bestand in EIGEN:
        assert uit[bestand] == gemaakt[bestand], bestand


@pytest.mark.parametrize("zaad", range(2, 4 + 40 * (ZWAAR > 1)))
def test_random_files_come_out_again_and_again(ander: Callable[[], Register], tmp_path: Path, zaad: int) -> None:
    maker = Eenhedenmaker(zaad, per_soort=3)
    eerste, nog_een = ander(), ander()
    laad(eerste, maker.schrijf(tmp_path / "in"), moment=None)
    uit = tabellen(objecten(bron(eerste)))
    assert uit == maker.regels()
    weer = schrijf(tmp_path / "uit", uit)
    for bestand in ("onderwijsbesturen.csv", "erkenners.csv"):
        (weer / bestand).write_bytes((tmp_path / "in" / bestand).read_bytes())
    laad(nog_een, weer, moment=None)
    assert tabellen(objecten(bron(nog_een))) == uit


AFGELEID = ("EQF", "NLQF", "GRAAD")
"""Columns of units that are derived from the niveau, whatever their file says."""


def zonder_afgeleid(bestand: str, regels: Sequence[str]) -> list[tuple[str, ...]]:
    namen = TABELLEN[bestand].kolommen
    weg = [namen.index(naam) for naam in AFGELEID if naam in namen and bestand != "nfo_opleidingserkenningen.csv"]
    gelezen = csv.reader(regels, strict=True)
    return sorted(tuple("" if plaats in weg else cel for plaats, cel in enumerate(rij)) for rij in gelezen)


def test_the_trial_set_comes_out_as_it_is_but_for_what_is_derived(leeg: Register) -> None:
    laad(leeg, Path(str(PROEFSET)), moment=None)
    uit = tabellen(objecten(bron(leeg)))
    for bestand in EIGEN:
        regels = PROEFSET.joinpath(bestand).read_bytes().decode().splitlines()[1:]
        assert zonder_afgeleid(bestand, uit[bestand]) == zonder_afgeleid(bestand, regels), bestand
    (rij,) = csv.DictReader([TABELLEN["vo_opleidingen.csv"].kop, *uit["vo_opleidingen.csv"]])
    assert (rij["NIVEAU"], rij["EQF"], rij["NLQF"]) == ("VO-VWO", "4", "4p")


def test_rows_are_known_by_the_key_of_their_object_and_of_no_other(leeg: Register, tmp_path: Path) -> None:
    laad(leeg, Eenhedenmaker(5).schrijf(tmp_path / "in"), moment=None)
    alle = objecten(bron(leeg))
    for bestand in EIGEN:
        tabel = TABELLEN[bestand]
        per_groep: dict[tuple[str, ...], set[str]] = {}
        sleutels_: list[tuple[str, ...]] = []
        for een in alle:
            regels = [regel for naam, regel in een.rijen if naam == bestand]
            for cellen in csv.reader(regels, strict=True):
                assert tabel.groep_in(cellen) == tabel.groep_van(een.sleutel), (bestand, een.sleutel)
                per_groep.setdefault(tabel.groep_in(cellen), set()).add(een.sleutel)
                sleutels_.append(tuple(cellen[tabel.kolommen.index(naam)] for naam in tabel.sleutel))
        assert len(set(sleutels_)) == len(sleutels_) > 0, (bestand, tabel.sleutel)
        for groep, sleutels in per_groep.items():
            van = {
                een.sleutel
                for een in alle
                if een.objecttype == tabel.objecttype and tabel.groep_van(een.sleutel) == groep
            }
            assert sleutels == van, (bestand, groep)
        assert tabel.objecttype in OBJECTTYPEN


EENHEID = {
    "OPLEIDINGSEENHEIDCODE": "1000O0001",
    "BEGINDATUM": "2010-08-01",
    "OPLEIDINGSHERKOMST": "OCW",
    "BEGINDATUM_PERIODE": "2010-08-01",
    "VOLLEDIGE_NAAM": "Proef",
}
MBO_EENHEID = EENHEID | {"TYPE": "MBOKWALIFICATIE", "NIVEAU": "MBO-3"}
VAK_EENHEID = EENHEID | {"TYPE": "VOVAK", "NIVEAU": "VO-VWO"}
ERKENNING = {
    "ERKENDEOPLEIDINGSCODE": "9901",
    "OPLEIDINGSSTELSEL": "CREBO",
    "INGANGSDATUM": "2010-08-01",
    "ERKENNERCODE": "100E001",
    "ERKENNER": "OCW",
    "BEGINDATUM_PERIODE": "2010-08-01",
}
KSE = ERKENNING | {"OPLEIDINGSSTELSEL": "KSE"}
VAK = {naam: w for naam, w in ERKENNING.items() if naam != "ERKENDEOPLEIDINGSCODE"} | {
    "OPLEIDINGSSTELSEL": "VOVAK",
    "VAKCODE": "9904",
    "EXAMENONDERDEEL": "SE",
    "OORDEELSOORT": "KWANTITATIEF",
}
HO = EENHEID | {"SOORT": "OPLEIDING", "NIVEAU": "HBO-BA", "WAARDEDOCUMENTSOORT": "DIPLOMA"}
BAND = {"VAN_OPLEIDINGSEENHEIDCODE": "1000O0001", "NAAR_OPLEIDINGSEENHEIDCODE": "1000O0002"} | {
    "RELATIESOORT": "HIERARCHISCH",
    "BEGINDATUM": "2012-08-01",
}
HO_ERKENNING = ERKENNING | {
    "OPLEIDINGSSTELSEL": "NLQF",
    "UNIEKE_ERKENDEOPLEIDINGSCODE": "9901_1",
    "ONDERDEEL": "TECHNIEK",
    "BEROEPSEISEN": "GEEN_BEROEPSEISEN",
    "OPLEIDINGSERKENNINGSKADER": "ALGEMEEN",
    "AANVULLENDE_EISEN": "GEEN_AANVULLENDE_EISEN",
}
HO_BAND = {
    "OPLEIDINGSEENHEIDCODE": "1000O0001",
    "ERKENDEOPLEIDINGSCODE": "9901",
    "UNIEKE_ERKENDEOPLEIDINGSCODE": "9901_1",
}
Bestanden = Sequence[tuple[str, Mapping[str, str]]]
Verwacht = Sequence[tuple[str, Mapping[str, str] | None]]
NORMALISATIES: Mapping[str, tuple[Bestanden, Verwacht]] = {
    "the end of a period": (
        [
            ("mbo_opleidingen.csv", MBO_EENHEID | {"EINDDATUM": "2030-08-01"}),
            (
                "mbo_opleidingen.csv",
                MBO_EENHEID
                | {"EINDDATUM": "2030-08-01", "BEGINDATUM_PERIODE": "2020-08-01", "VOLLEDIGE_NAAM": "Later"},
            ),
            ("mbo_opleidingserkenningen.csv", ERKENNING | {"WET": "WEB"}),
            ("mbo_opleidingserkenningen.csv", ERKENNING | {"BEGINDATUM_PERIODE": "2015-08-01"}),
        ],
        [
            ("mbo_opleidingen.csv", {"VOLLEDIGE_NAAM": "Proef", "EINDDATUM_PERIODE": "2020-08-01"}),
            ("mbo_opleidingen.csv", {"VOLLEDIGE_NAAM": "Later", "EINDDATUM_PERIODE": "2030-08-01"}),
            ("mbo_opleidingserkenningen.csv", {"WET": "WEB", "EINDDATUM_PERIODE": "2015-08-01"}),
            ("mbo_opleidingserkenningen.csv", {"BEGINDATUM_PERIODE": "2015-08-01", "EINDDATUM_PERIODE": ""}),
        ],
    ),
    "a gap between periods of an erkenning stays": (
        [
            ("mbo_opleidingserkenningen.csv", ERKENNING | {"EINDDATUM_PERIODE": "2012-08-01"}),
            ("mbo_opleidingserkenningen.csv", ERKENNING | {"BEGINDATUM_PERIODE": "2015-08-01"}),
        ],
        [
            ("mbo_opleidingserkenningen.csv", {"EINDDATUM_PERIODE": "2012-08-01"}),
            ("mbo_opleidingserkenningen.csv", {"BEGINDATUM_PERIODE": "2015-08-01"}),
        ],
    ),
    "dates of an erkenning that rows say differently": (
        [
            ("mbo_opleidingserkenningen.csv", ERKENNING | {"EINDDATUM": "2012-08-01"}),
            (
                "mbo_opleidingserkenningen.csv",
                ERKENNING | {"INGANGSDATUM": "2014-08-01", "BEGINDATUM_PERIODE": "2014-08-01"},
            ),
        ],
        [
            ("mbo_opleidingserkenningen.csv", {"INGANGSDATUM": "2010-08-01", "BEGINDATUM_PERIODE": "2010-08-01"}),
            ("mbo_opleidingserkenningen.csv", {"INGANGSDATUM": "2010-08-01", "BEGINDATUM_PERIODE": "2014-08-01"}),
        ],
    ),
    "several values in a cell": (
        [("mbo_opleidingserkenningen.csv", ERKENNING | {"WET": "WEO,WEB,WEO", "TOEGESTANE_LEERWEG": "BOL,BBL"})],
        [("mbo_opleidingserkenningen.csv", {"WET": "WEB,WEO", "TOEGESTANE_LEERWEG": "BBL,BOL"})],
    ),
    "ERKENNER by its code": (
        [("mbo_opleidingserkenningen.csv", ERKENNING | {"ERKENNER": ""})],
        [("mbo_opleidingserkenningen.csv", {"ERKENNER": "OCW", "ERKENNERCODE": "100E001"})],
    ),
    "ERKENNERCODE of an erkenner that is not known, or not the only one": (
        [
            ("mbo_opleidingserkenningen.csv", ERKENNING | {"ERKENNER": "SNRO"}),
            ("erkenners.csv", {"ERKENNERCODE": "100E009", "SOORT": "SNRO", "BEGINDATUM": "2010-01-01"}),
            ("erkenners.csv", {"ERKENNERCODE": "100E010", "SOORT": "SNRO", "BEGINDATUM": "2010-01-01"}),
        ],
        [("mbo_opleidingserkenningen.csv", {"ERKENNER": "SNRO", "ERKENNERCODE": ""})],
    ),
    "EQF and NLQF of a niveau that has none": (
        [("mbo_opleidingen.csv", MBO_EENHEID | {"NIVEAU": "MBO", "EQF": "3", "NLQF": "3"})],
        [("mbo_opleidingen.csv", {"NIVEAU": "MBO", "EQF": "", "NLQF": ""})],
    ),
    "AFKORTING and a studielast that is not whole, of the ho": (
        [("ho_opleidingen.csv", HO | {"AFKORTING": "P", "STUDIELAST": "1.5", "STUDIELASTEENHEID": "ECTS_PUNT"})],
        [("ho_opleidingen.csv", {"AFKORTING": "", "STUDIELAST": "", "STUDIELASTEENHEID": "ECTS_PUNT"})],
    ),
    "a part of a period that is not whole": (
        [("mbo_generieke_examen_onderdeelerkenningen.csv", ERKENNING | {"AANLEVERING_EINDRESULTAAT": "VERPLICHT"})],
        [("mbo_generieke_examen_onderdeelerkenningen.csv", {"AANLEVERING_EINDRESULTAAT": ""})],
    ),
    "VAKCODENIVEAU": (
        [
            ("vo_opleidingsonderdelen.csv", VAK_EENHEID),
            ("vo_vakerkenningen.csv", VAK | {"VAKCODENIVEAU": "9904-VO-HAVO"}),
            ("vo_vakerkenningen.csv", VAK | {"VAKCODENIVEAU": "9904"}),
            (
                "vo_relaties_vakken_erkenningen.csv",
                {"OPLEIDINGSEENHEIDCODE": "1000O0001", "VAKCODE": "9904", "VAKCODENIVEAU": "9904"},
            ),
        ],
        [
            ("vo_vakerkenningen.csv", {"VAKCODENIVEAU": "9904_VO-HAVO"}),
            ("vo_vakerkenningen.csv", {"VAKCODENIVEAU": "9904_VO-VWO"}),
            ("vo_relaties_vakken_erkenningen.csv", {"VAKCODENIVEAU": "9904_VO-VWO"}),
        ],
    ),
    "a unit in a file of other types": (
        [("mbo_groepen.csv", EENHEID | {"TYPE": "MBOKEUZEDEEL"})],
        [("mbo_groepen.csv", None), ("mbo_opleidingsonderdelen.csv", {"TYPE": "MBOKEUZEDEEL"})],
    ),
    "a type of units without a file": (
        [("mbo_groepen.csv", EENHEID | {"TYPE": "EVCSTANDAARD"})],
        [("mbo_groepen.csv", None)],
    ),
    "a relation in the file of the lower unit": (
        [
            ("mbo_opleidingen.csv", MBO_EENHEID),
            ("ho_opleidingen.csv", HO | {"OPLEIDINGSEENHEIDCODE": "1000O0002"}),
            ("ho_relaties_opleidingseenheden.csv", BAND),
        ],
        [
            ("ho_relaties_opleidingseenheden.csv", None),
            (
                "mbo_relaties_opleidingseenheden.csv",
                {"VAN_OPLEIDINGSEENHEIDTYPE": "MBOKWALIFICATIE", "NAAR_OPLEIDINGSEENHEIDTYPE": "HOOPLEIDING"},
            ),
        ],
    ),
    "a relation from a unit whose sector has no file of them": (
        [
            ("nfo_opleidingen.csv", EENHEID),
            ("ho_opleidingen.csv", HO | {"OPLEIDINGSEENHEIDCODE": "1000O0002"}),
            ("mbo_relaties_opleidingseenheden.csv", BAND | {"RELATIESOORT": "OVERGANG"}),
        ],
        [
            ("mbo_relaties_opleidingseenheden.csv", None),
            (
                "ho_relaties_opleidingseenheden.csv",
                {"VAN_OPLEIDINGSEENHEIDTYPE": "PARTICULIEREOPLEIDING", "NAAR_OPLEIDINGSEENHEIDTYPE": "HOOPLEIDING"},
            ),
        ],
    ),
    "an erkenning of a stelsel that the file of the unit cannot say": (
        [
            ("vavo_opleidingen.csv", EENHEID | {"NIVEAU": "VO-HAVO"}),
            ("mbo_opleidingserkenningen.csv", ERKENNING),
            (
                "mbo_relaties_opleidingseenheden_erkenningen.csv",
                {"OPLEIDINGSEENHEIDCODE": "1000O0001", "ERKENDEOPLEIDINGSCODE": "9901", "OPLEIDINGSSTELSEL": "CREBO"},
            ),
        ],
        [
            ("mbo_relaties_opleidingseenheden_erkenningen.csv", None),
            ("nfo_relaties_opleidingseenheden_erkenningen.csv", {"OPLEIDINGSSTELSEL": "CREBO"}),
        ],
    ),
    "an erkenning of the ho of another stelsel": (
        [
            ("ho_opleidingen.csv", HO),
            ("ho_opleidingserkenningen.csv", HO_ERKENNING),
            ("ho_relaties_opleidingseenheden_erkenningen.csv", HO_BAND),
        ],
        [
            ("ho_opleidingserkenningen.csv", {"OPLEIDINGSSTELSEL": "NLQF"}),
            ("ho_relaties_opleidingseenheden_erkenningen.csv", HO_BAND),
        ],
    ),
    "an erkenning of a stelsel that the file of the unit says by itself": (
        [
            ("vavo_opleidingen.csv", EENHEID | {"NIVEAU": "VO-HAVO"}),
            ("vavo_opleidingserkenningen.csv", KSE),
            (
                "mbo_relaties_opleidingseenheden_erkenningen.csv",
                {"OPLEIDINGSEENHEIDCODE": "1000O0001", "ERKENDEOPLEIDINGSCODE": "9901", "OPLEIDINGSSTELSEL": "KSE"},
            ),
        ],
        [
            ("mbo_relaties_opleidingseenheden_erkenningen.csv", None),
            ("vavo_relaties_opleidingseenheden_erkenningen.csv", {"ERKENDEOPLEIDINGSCODE": "9901"}),
        ],
    ),
}
"""What becomes of rows, by name: files with rows that go in, and of files that come out what each row says; None for no
rows.
"""
_BEKEND = ("erkenners.csv", {"ERKENNERCODE": "100E001", "SOORT": "OCW", "BEGINDATUM": "1900-01-01"})


@pytest.mark.parametrize("naam", NORMALISATIES)
def test_what_comes_out_otherwise_comes_out_in_one_way(
    ander: Callable[[], Register], tmp_path: Path, naam: str
) -> None:
    """And what comes out comes out again when it is loaded."""
    gelezen, verwacht = NORMALISATIES[naam]
    in_ = tmp_path / "in"
    per_bestand: dict[str, list[Mapping[str, str]]] = {}
    for bestand, rij in (_BEKEND, *gelezen):
        per_bestand.setdefault(bestand, []).append({kolom: cel for kolom, cel in rij.items() if cel})
    for bestand, rijen in per_bestand.items():
        publiceer(in_, bestand, *rijen)
    register, nog_een = ander(), ander()
    verslag = laad(register, in_, moment=None)
    assert not verslag.niet_geplaatst, verslag.eerste
    uit = tabellen(objecten(bron(register)))
    for bestand in {bestand for bestand, _ in verwacht}:
        rijen = list(csv.DictReader([TABELLEN[bestand].kop, *uit[bestand]]))
        eisen = [eis for waar, eis in verwacht if waar == bestand and eis is not None]
        assert len(rijen) == len(eisen), (bestand, rijen)
        for eis in eisen:
            assert any(eis.items() <= rij.items() for rij in rijen), (bestand, eis, rijen)
    weer = schrijf(tmp_path / "uit", uit)
    (weer / "erkenners.csv").write_bytes((in_ / "erkenners.csv").read_bytes())
    laad(nog_een, weer, moment=None)
    assert tabellen(objecten(bron(nog_een))) == uit


def test_the_page_tells_of_whatever_comes_out_otherwise() -> None:
    regels = PAGINA.read_text("utf-8").splitlines()
    kop = regels.index("| what | comes out as |")
    einde = regels.index("", kop)
    assert [regel.split(" | ")[0].strip("| ") for regel in regels[kop + 2 : einde]] == list(NORMALISATIES)


def rijen_van(register: Register, bestand: str) -> list[dict[str, str]]:
    return list(csv.DictReader([TABELLEN[bestand].kop, *tabellen(objecten(bron(register)))[bestand]]))


def test_what_messages_say_of_a_unit_comes_out_but_for_what_no_file_says(register: Register) -> None:
    """ISCED has no column; EQF and NLQF of a message count as little as those of a file."""
    categorieen = [hulp.kenmerk("categorie", een, "kenmerkwaardeEnumeratiewaarde") for een in ("RECHT", "NATUUR")]
    tekst: dict[str, Waarde] = {"omschrijving": 'Met "eigen"\nwerk', "studielast": 120, "studielasteenheid": "UUR"}
    perioden = [hulp.periode("particuliereOpleiding", begin, **tekst) for begin in (BEGIN, date(2030, 1, 1))]
    particulier = hulp.eenheid("particuliereOpleiding", perioden=perioden, niveau="HBO-BA", eqf="6", nlqf="6")
    particulier.velden["kenmerken"] = [hulp.kenmerk("eigenOpleidingseenheidSleutel", "S-1"), *categorieen]
    code = hulp.nieuw(register, particulier)
    een, ander = (rij for rij in rijen_van(register, "nfo_opleidingen.csv") if rij["OPLEIDINGSEENHEIDCODE"] == code)
    assert (een["EINDDATUM_PERIODE"], ander["EINDDATUM_PERIODE"]) == ("2030-01-01", "")
    assert (een["CATEGORIE"], een["EIGEN_OPLEIDINGSEENHEIDSLEUTEL"]) == ("NATUUR,RECHT", "S-1")
    assert (een["OMSCHRIJVING"], een["STUDIELAST"], een["EIGENAAR"]) == ('Met "eigen"\\nwerk', "120", "100B490")
    vak = hulp.nieuw(register, hulp.eenheid("hoOnderwijseenheid", ISCED="0011"))
    (rij,) = rijen_van(register, "ho_opleidingsonderdelen.csv")
    assert (rij["OPLEIDINGSEENHEIDCODE"], rij["TYPE"], rij["SOORT"]) == (vak, "HOONDERWIJSEENHEID", "")


def test_an_erkenning_by_message_comes_out_with_the_ends_of_its_periods(leeg: Register) -> None:
    register = erkenningen.klaargezet(leeg)
    perioden = [erkenningen.periode(begin=begin) for begin in (erkenningen.BEGIN, date(2026, 9, 1))]
    erkenningen.aanvaard(register, erkenningen.erkenning(perioden=perioden))
    een, ander = rijen_van(register, "ho_opleidingserkenningen.csv")
    assert (een["EINDDATUM_PERIODE"], ander["EINDDATUM_PERIODE"]) == ("2026-09-01", "")
    assert {rij["ERKENNERCODE"] for rij in (een, ander)} == {"100E003"}
    (band,) = rijen_van(register, "ho_relaties_opleidingseenheden_erkenningen.csv")
    assert band["UNIEKE_ERKENDEOPLEIDINGSCODE"] == een["UNIEKE_ERKENDEOPLEIDINGSCODE"]


@pytest.mark.parametrize("soort", ["VAVOGROEPSERKENNING", "EVCSTANDAARDERKENNING"])
def test_of_a_type_without_a_file_there_is_the_content_and_no_row(leeg: Register, soort: str) -> None:
    register = erkenningen.klaargezet(leeg)
    erkenningen.aanvaard(register, erkenningen.erkenning(soort, eenheden=()))
    (een,) = bron(register).alle("OPLEIDINGSERKENNING")
    assert een.inhoud is not None
    assert not een.rijen
