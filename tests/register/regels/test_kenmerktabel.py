"""The table of kenmerken: dated data that is our contract, and that an operator can replace."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from rio_soap.cli import main
from rio_soap.contract.kenmerken import Kenmerkconfiguratie, kenmerken
from rio_soap.contract.operaties import BEHEREN
from rio_soap.register.regels.kenmerktabel import KOLOMMEN, Kenmerkfout, Kenmerktabel, dragers
from rio_soap.register.regels.uitslag import standaardkenmerken, standaardlijsten
from rio_soap.setup.rules import make_registerinstellingen
from rio_soap.setup.settings import Settings, SettingsError

KOP = ";".join(KOLOMMEN)
GOED = "onderwijsaanbieder;website;0;1;AangebodenOpleidingExterneIdentificatie-v01;;"


def op(tabel: Kenmerktabel, element: str, begin: date) -> tuple[Kenmerkconfiguratie, ...]:
    """What an object that begins on a day may carry: the rows that hold then, in order of the file."""
    gevonden = tuple(tabel.bereik(element, begin).per_naam.values())
    assert gevonden == tuple(regel.conf for regel in tabel.van(element) if regel.geldt(begin))
    return gevonden  # type: ignore[return-value]  # the protocol has no more than the class


def laad(tmp_path: Path, *regels: str) -> Kenmerktabel:
    pad = tmp_path / "kenmerken.csv"
    pad.write_text("\n".join(regels) + "\n", encoding="utf-8")
    return Kenmerktabel.laad(standaardlijsten(), pad)


def test_the_table_of_the_package_is_the_contract_in_force() -> None:
    """For an object that begins today: the same kenmerken in the same order, with minimum, maximum, type and limits."""
    contract = kenmerken(BEHEREN)
    for element in dragers():
        assert op(standaardkenmerken(), element, date(2026, 1, 1)) == contract[element], element
    assert standaardkenmerken().regels.keys() == {element for element in dragers() if contract[element]}
    assert standaardkenmerken().van("nieuweOnderwijsaanbieder") == standaardkenmerken().van("onderwijsaanbieder") != ()


def test_what_the_contract_lost_holds_for_objects_that_began_before() -> None:
    def namen(dag: date) -> set[str]:
        return {conf.naam for conf in op(standaardkenmerken(), "aangebodenHOOpleiding", dag)}

    assert namen(date(2025, 7, 13)) - namen(date(2025, 7, 14)) == {"toestemmingDeelnameSTAP"}
    afgelopen = [e for e, regels in standaardkenmerken().regels.items() if any(r.tot for r in regels)]
    assert len(afgelopen) == 5


def test_a_row_holds_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    """A kenmerk may get another maximum from a day on."""
    tabel = laad(
        tmp_path,
        KOP,
        "hoOpleiding;kleur;0;1;Taalcode-v01;2020-01-01;2024-12-31",
        "",
        "# from 2025 on three times",
        "hoOpleiding;kleur;1;3;Taalcode-v01;2025-01-01;",
    )

    def aantal(dag: date) -> list[tuple[int, int]]:
        return [(conf.min, conf.max) for conf in op(tabel, "hoOpleiding", dag)]

    assert aantal(date(2019, 12, 31)) == []
    assert aantal(date(2020, 1, 1)) == aantal(date(2024, 12, 31)) == [(0, 1)]
    assert aantal(date(2025, 1, 1)) == [(1, 3)]


def test_the_type_gives_element_limits_and_list(tmp_path: Path) -> None:
    """Also a list that the contract has no type for."""
    tabel = laad(
        tmp_path,
        KOP,
        GOED,
        "onderwijsaanbieder;taal;0;1;Taalcode-v01;;",
        "onderwijsaanbieder;stap;0;1;SCRtoestemmingVerleendTotDeelname-v01;;",
    )
    tekst, taal, stap = op(tabel, "onderwijsaanbieder", date(2026, 1, 1))
    assert (tekst.waarde_element, tekst.waardenlijst) == ("kenmerkwaardeTekst", None)
    assert tekst.facets == {"minLength": "1", "maxLength": "60"}
    assert (taal.waarde_element, taal.waardenlijst) == ("kenmerkwaardeEnumeratiewaarde", "Taalcode-v01")
    assert (stap.waarde_element, stap.waardenlijst) == (taal.waarde_element, "SCRtoestemmingVerleendTotDeelname-v01")


@pytest.mark.parametrize(
    ("regel", "melding"),
    [
        ("a;b", "2 columns; 7 expected"),
        (GOED.replace("onderwijsaanbieder", "school"), "object 'school' carries no kenmerken; known: aangebodenBO"),
        (GOED.replace("onderwijsaanbieder", "aangebodenOpleiding"), "'aangebodenOpleiding' carries no kenmerken"),
        (GOED.replace("website", ""), "kenmerk ''; allowed 1 to 50 characters"),
        (GOED.replace("website", "w" * 51), "allowed 1 to 50 characters"),
        (GOED.replace("website", " web"), "no blank at either end"),
        (GOED.replace(";0;", ";-1;"), "min '-1'; allowed 0 to 99"),
        (GOED.replace(";1;", ";0;"), "max '0'; allowed 1 to 99"),
        (GOED.replace(";1;", ";100;"), "max '100'; allowed 1 to 99"),
        (GOED.replace(";0;", ";2;"), "min 2 is more than max 1"),
        (GOED.replace("AangebodenOpleidingExterneIdentificatie-v01", "Kleur"), "type 'Kleur': neither a simple type"),
        (GOED.replace("AangebodenOpleidingExterneIdentificatie-v01", ""), "type '': neither a simple type"),
        (GOED[:-1] + "2025-13-01;", "vanaf '2025-13-01' is not a date"),
        (GOED + "01-01-2025", "tot '01-01-2025' is not a date"),
        (GOED[:-1] + "2025-01-02;2025-01-01", "tot 2025-01-01 lies before vanaf 2025-01-02"),
        (f"{GOED}\n{GOED}", "onderwijsaanbieder has a row for website in this time already"),
        (f'{GOED}"x', "unexpected end of data"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line_and_what_is_wrong(tmp_path: Path, regel: str, melding: str) -> None:
    with pytest.raises(Kenmerkfout, match=r"kenmerken\.csv:[23]: ") as fout:
        laad(tmp_path, KOP, *regel.split("\n"))
    assert melding in str(fout.value)


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    pad = tmp_path / "kenmerken.csv"
    fouten = {b"\xff": "not UTF-8 at byte 0", b"": "the first row must be object;", b"x" * 1_000_001: "more than"}
    for inhoud, melding in fouten.items():
        pad.write_bytes(inhoud)
        with pytest.raises(Kenmerkfout, match=melding):
            Kenmerktabel.laad(standaardlijsten(), pad)


def roep(*woorden: str, **omgeving: str) -> tuple[int, str]:
    uitkomst = CliRunner().invoke(main, woorden, env=omgeving)
    return uitkomst.exit_code, uitkomst.output


def test_the_commands_show_what_is_in_force_and_whether_a_file_can_be_used(tmp_path: Path) -> None:
    eigen = tmp_path / "eigen.csv"
    eigen.write_text(f"{KOP}\n{GOED[:-1]}2026-01-01;\n", encoding="utf-8")
    assert roep("kenmerk", "controleer", str(eigen)) == (0, f"{eigen}: 1 kenmerken of 1 kinds of object; can be used\n")
    regel = "onderwijsaanbieder  website  0..1  kenmerkwaardeTekst  2026-01-01 to …\n"
    assert roep("kenmerk", "toon", RIO_KENMERKEN=str(eigen)) == (0, regel)
    assert roep("kenmerk", "toon", "--op", "2025-12-31", RIO_KENMERKEN=str(eigen)) == (0, "")
    code, tekst = roep("kenmerk", "toon", "hoOpleiding", RIO_KENMERKEN=str(eigen))
    assert (code, "no kenmerken for hoOpleiding; known: onderwijsaanbieder" in tekst) == (1, True)
    eigen.write_text("x\n", encoding="utf-8")
    assert roep("kenmerk", "controleer", str(eigen))[0] == 1
    with pytest.raises(SettingsError, match=r"RIO_KENMERKEN: .*eigen\.csv: the first row"):
        make_registerinstellingen(Settings(kenmerken=str(eigen)))
    code, tekst = roep("waardenlijst", "toon", "Cohortstatus-v01")
    assert (code, tekst.splitlines()) == (
        0,
        ["G  always  documented+lod+recorded  Gesloten", "O  always  documented+lod+recorded  Open"],
    )
    assert "1978-08-01 to 2016-08-01" in roep("waardenlijst", "toon", "BesturendeOrganisatiesoort-v01")[1]
    assert "BGCD" not in roep("waardenlijst", "toon", "BesturendeOrganisatiesoort-v01", "--op", "2020-01-01")[1]
    assert "no list Kleur" in roep("waardenlijst", "toon", "Kleur")[1]
    assert "Cohortstatus-v01  2\n" in roep("waardenlijst", "lijst")[1]


def test_a_file_of_value_lists_that_lacks_a_list_is_refused_by_name(tmp_path: Path) -> None:
    eigen = tmp_path / "lijsten.csv"
    bron = (Path(__file__).parents[3] / "rio_soap/register/regels/data/waardenlijsten.csv").read_text(encoding="utf-8")
    eigen.write_text(bron, encoding="utf-8")
    assert roep("waardenlijst", "controleer", str(eigen))[0] == 0
    zonder = "\n".join(regel for regel in bron.splitlines() if not regel.startswith("Cohortstatus-v01"))
    eigen.write_text(zonder, encoding="utf-8")
    code, tekst = roep("waardenlijst", "controleer", str(eigen))
    assert code == 1
    assert "lacks the lists Cohortstatus-v01" in tekst
