"""Every example of `voorbeelden/` whose tools are on this machine delivers, verifies, reads, follows and is refused."""

import re
from pathlib import Path

import pytest

from tests.voorbeelden import draai, stapel, tussenpersoon
from tests.voorbeelden.proefdienst import eigen_sleutel
from tests.voorbeelden.tussenpersoon import Verander, ertussen


def eis(naam: str, omgeving: dict[str, str]) -> None:
    """Skip what is not installed."""
    if mist := stapel.ontbreekt(naam, omgeving):
        pytest.skip(f"{naam}: {mist}")


@pytest.mark.parametrize("naam", stapel.aanwezig())
def test_an_example_does_all_six_things_with_a_key_of_its_own(naam: str, omgeving: dict[str, str]) -> None:
    """Paths are from where one stands, as in the commands of the page."""
    eis(naam, omgeving)
    eigen = Path(omgeving["RIO_CLIENT_SLEUTEL"]).parent
    hier = {"RIO_CLIENT_CERTIFICAAT": "eigen.pem", "RIO_CLIENT_SLEUTEL": "eigen.key"}
    with ertussen(omgeving["RIO_CLIENT_ENDPOINT"]) as adres:
        uitslag = stapel.draai(naam, {**omgeving, **hier, "RIO_CLIENT_ENDPOINT": adres}, eigen)
    assert not stapel.gemist(uitslag), f"{stapel.gemist(uitslag)}\n{uitslag.uit}{uitslag.fout[-3000:]}"


EIGEN = tuple(naam for naam in stapel.aanwezig() if naam != "client")
"""Those that verify by code of their own; what our client believes is the subject of tests/client."""
VERANDERD: dict[str, Verander] = {
    "a code that RIO did not give": tussenpersoon.ander_getal,
    "no signature": tussenpersoon.zonder_handtekening,
    "the signed Body elsewhere": tussenpersoon.omgewikkeld,
    "two Bodies with one Id": tussenpersoon.dubbel,
}


@pytest.mark.parametrize("wat", VERANDERD)
@pytest.mark.parametrize("naam", EIGEN)
def test_an_example_believes_nothing_that_was_changed_on_the_way(naam: str, wat: str, omgeving: dict[str, str]) -> None:
    eis(naam, omgeving)
    with ertussen(omgeving["RIO_CLIENT_ENDPOINT"], VERANDERD[wat]) as adres:
        uitslag = stapel.draai(naam, {**omgeving, "RIO_CLIENT_ENDPOINT": adres})
    assert uitslag.code not in {0, 124}
    assert "9998" not in uitslag.uit
    assert "in orde" not in uitslag.uit


@pytest.mark.parametrize("naam", EIGEN)
def test_an_example_believes_no_answer_to_another_message(naam: str, omgeving: dict[str, str]) -> None:
    eis(naam, omgeving)
    with ertussen(omgeving["RIO_CLIENT_ENDPOINT"], tussenpersoon.andere_vraag()) as adres:
        uitslag = stapel.draai(naam, {**omgeving, "RIO_CLIENT_ENDPOINT": adres})
    assert uitslag.code not in {0, 124}
    assert len(uitslag.uit.splitlines()) == 2


@pytest.mark.parametrize("naam", EIGEN)
def test_an_example_believes_no_answer_to_an_earlier_delivery(naam: str, omgeving: dict[str, str]) -> None:
    eis(naam, omgeving)
    with ertussen(omgeving["RIO_CLIENT_ENDPOINT"], tussenpersoon.eerdere_levering()) as adres:
        uitslag = stapel.draai(naam, {**omgeving, "RIO_CLIENT_ENDPOINT": adres})
    assert uitslag.code not in {0, 124}
    assert len(uitslag.uit.splitlines()) == 4


@pytest.mark.parametrize("naam", EIGEN)
def test_an_example_believes_no_answer_that_another_signed(naam: str, omgeving: dict[str, str]) -> None:
    eis(naam, omgeving)
    uitslag = stapel.draai(naam, {**omgeving, "RIO_CLIENT_RIO_CERTIFICAAT": omgeving["RIO_CLIENT_CERTIFICAAT"]})
    assert uitslag.code not in {0, 124}
    assert "in orde" not in uitslag.uit


@pytest.mark.parametrize("naam", stapel.aanwezig())
def test_an_example_with_a_key_that_rio_does_not_know_says_so(
    naam: str, omgeving: dict[str, str], tmp_path: Path
) -> None:
    """The first thing that a newcomer meets: the fault with its cause, and an exit code."""
    eis(naam, omgeving)
    uitslag = stapel.draai(naam, {**omgeving, **eigen_sleutel(tmp_path)})
    assert uitslag.code not in {0, 124}
    gezegd = uitslag.uit + uitslag.fout
    assert re.search(r"Client\.EK0031 Berichtondertekening .*\(certificaat-onbekend\)", gezegd), gezegd


@pytest.mark.parametrize("naam", stapel.aanwezig())
def test_an_example_has_a_page_that_says_what_to_install_to_run_and_to_change(naam: str) -> None:
    tekst = (stapel.VOORBEELDEN / naam / "README.md").read_text("utf-8")
    assert f"voorbeelden/{naam}/installeer.sh" in tekst
    assert f"voorbeelden/{naam}/draai.sh" in tekst
    assert re.search("^## For your own$", tekst, re.MULTILINE)


@pytest.mark.parametrize("naam", stapel.aanwezig())
def test_an_example_without_a_key_says_where_it_looked(naam: str, tmp_path: Path) -> None:
    uitslag = stapel.draai(naam, {"PATH": "/usr/bin:/bin", "RIO_DATA_DIR": str(tmp_path)})
    assert uitslag.code == 2
    assert uitslag.fout.startswith(f"no key at {tmp_path}/pki/klant.key: ")


@pytest.mark.parametrize(
    ("uit", "code", "wat"),
    [
        ("", 0, "line 1 is ''"),
        ("geleverd 1020O0001\nantwoord niet ondertekend", 0, "line 2 is 'antwoord niet ondertekend'"),
        ("gelezen", 0, "line 1 is 'gelezen'"),
    ],
)
def test_the_runner_names_the_first_line_that_is_not_as_it_should_be(uit: str, code: int, wat: str) -> None:
    assert stapel.gemist(stapel.Uitslag(code, uit, "", 0.1)).startswith(wat)


GOED = """geleverd 1020O0001
antwoord ondertekend en in orde
gelezen 5 opleidingseenheden
gevolgd 1 wijzigingen tot 2026-12-01T02:27:53Z
geweigerd A01070 De opleidingseenheid komt niet voor in RIO
fout Client.DK0011 Onjuiste waarde in wsa header (to-ontvanger)
"""


def test_the_runner_takes_no_exit_code_and_no_line_for_granted() -> None:
    assert stapel.gemist(stapel.Uitslag(0, GOED, "", 0.1)) == ""
    assert stapel.gemist(stapel.Uitslag(3, GOED, "", 0.1)) == "exit code 3"
    assert stapel.gemist(stapel.Uitslag(0, GOED + "nog iets", "", 0.1)) == "more than was asked: 'nog iets'"
    assert stapel.gemist(stapel.Uitslag(0, GOED.replace("gevolgd 1", "gevolgd 0"), "", 0.1)).startswith("line 4 is")


def test_the_runner_serves_runs_and_tells_the_seconds_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert draai.main(["--kijk", "client"]) == 0
    assert re.fullmatch(r"client +install +0\.0 s +run +[0-9.]+ s +in order\n", capsys.readouterr().out)


def test_the_runner_knows_which_examples_there_are() -> None:
    with pytest.raises(SystemExit):
        draai.main(["cobol"])
