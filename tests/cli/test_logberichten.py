"""The last messages in a terminal: a list, one of them explained, and as they come in."""

import json
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rio_soap.cli import main
from rio_soap.cli.logberichten import volg_berichten
from rio_soap.register.logboek.berichtenlijst import Logvraag
from rio_soap.setup import trial
from rio_soap.setup.service import open_register
from rio_soap.setup.settings import Settings
from tests.service.conftest import Dienst

LEVER, WEG = "aanleveren_opleidingseenheid", "verwijderen_opleidingseenheid"


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of which the service was stopped: one message approved, one refused, two with a fault."""
    pad = tmp_path_factory.mktemp("log")
    dienst = Dienst(pad)
    dienst.lever()
    dienst.stuur(WEG, {"opleidingseenheidcode": "9999O9999"})
    data = dienst.verzoek(LEVER, {"opleidingseenheid": trial.voorbeeldlevering()})
    dienst.post(LEVER, data.replace(b"Toegepaste Waterkunde", b"Toegepaste Waterkunst"))
    dienst.post(LEVER, b"\x1b[2J\xe2\x80\xae<x")
    dienst.stop()
    return pad


def logboek(map_: Path, *woorden: str) -> Result:
    return CliRunner().invoke(main, ["logboek", *woorden], env={"RIO_DATA_DIR": str(map_)})


def test_the_list_has_what_was_not_approved_first_and_says_why(map_: Path) -> None:
    regels = logboek(map_, "lijst").output.splitlines()
    assert [regel.split()[0] for regel in regels] == ["F2", "F1", "B2", "B1"]
    assert "EK0031" in regels[1]
    assert f"{trial.OIN_HANZE}?" in regels[1]  # it says so, and its signature is not right
    op_tijd = logboek(map_, "lijst", "--op-tijd", "--aantal", "3").output.splitlines()
    assert [regel.split()[0] for regel in op_tijd] == ["F2", "F1", "B2"]


@pytest.mark.parametrize(
    ("opties", "nummers"),
    [
        (["--operatie", LEVER], ["F2", "F1", "B1"]),
        (["--oin", trial.OIN_HANZE, "--uitslag", "goedgekeurd"], ["B1"]),
        (["--oin", trial.OIN_HANZE, "--uitslag", "FAULT"], ["F1"]),
        (["--uitslag", "AFGEKEURD"], ["B2"]),
        (["--sinds", "2999-01-01"], []),
    ],
)
def test_the_list_is_filtered(map_: Path, opties: list[str], nummers: list[str]) -> None:
    uit = [
        json.loads(regel)["nummer"] for regel in logboek(map_, "lijst", "--vorm", "json", *opties).output.splitlines()
    ]
    assert uit == nummers


def test_a_message_is_shown_with_cause_place_remedy_bytes_and_difference(map_: Path) -> None:
    uit = logboek(map_, "toon", "f1").output
    for deel in (
        "Eerste oorzaak",
        "herstel",
        "\n>    <soapenv:Body",
        "Laatste goede bericht van deze afzender: B1",
        "Waterkunst",
    ):
        assert deel in uit, deel
    json_ = json.loads(logboek(map_, "toon", "F1", "--vorm", "json", "--taal", "en").output)
    assert (json_["laatsteGoede"], json_["rapport"]["goed"]) == ("B1", False)


def test_a_message_that_the_rules_refused_is_shown_with_what_was_answered(map_: Path) -> None:
    code = json.loads(logboek(map_, "lijst", "--uitslag", "AFGEKEURD", "--vorm", "json").output)["codes"][0]
    assert f"\n  {code} " in logboek(map_, "toon", "B2").output


def test_what_a_sender_wrote_does_not_act_on_the_terminal(map_: Path) -> None:
    uit = logboek(map_, "toon", "F2").output
    assert "\\x1b[2J\\u202e<x" in uit
    assert not {"\x1b", "\u202e"} & set(uit)


def test_a_number_that_is_not_there_is_told(map_: Path) -> None:
    uit = logboek(map_, "toon", "F99")
    assert (uit.exit_code, "no message F99" in uit.output) == (1, True)


def test_messages_are_shown_as_they_come_in(tmp_path: Path) -> None:
    dienst = Dienst(tmp_path)
    gestuurd = iter([lambda: dienst.stuur(WEG, {"opleidingseenheidcode": "9999O9999"}), lambda: None, dienst.lever])

    def wacht(seconden: float) -> None:
        next(gestuurd)()

    dienst.lever()
    with open_register(Settings(data_dir=tmp_path)) as register:
        stroom = volg_berichten(register, Logvraag(), 5, wacht)
        assert [regel.nummer for regel in islice(stroom, 3)] == ["B1", "B2", "B3"]
    dienst.stop()


def test_following_ends_after_so_many(map_: Path) -> None:
    assert [r.split()[0] for r in logboek(map_, "volg", "--tot", "2").output.splitlines()] == ["B1", "B2"]
