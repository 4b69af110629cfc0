"""Every refusal that a command prints names its cause, and the page that explains it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rio_soap.bevinding import Bevinding, spraak
from rio_soap.cli import main
from rio_soap.cli.oorzaaktekst import foutmeldingtekst, oorzaaktekst
from tests.batch.proef import bericht
from tests.client.test_client import eenheid


def doe(map_: Path, *woorden: str) -> Result:
    return CliRunner().invoke(main, list(woorden), env={"RIO_DATA_DIR": str(map_)})


@pytest.mark.parametrize(
    ("data", "oorzaak"),
    [
        (b"", "leeg, see docs/fouten/bytes.md#leeg"),
        (b"<a><b></a>", "niet-welgevormd, see docs/fouten/xml.md#niet-welgevormd"),
        (b"<!DOCTYPE a><a/>", "dtd, see docs/fouten/xml.md#dtd"),
        (b"-----BEGIN CERTIFICATE-----", "geen-xml, see docs/fouten/bytes.md#geen-xml"),
    ],
)
def test_stuur_names_the_cause_of_a_file_that_is_no_message(tmp_path: Path, data: bytes, oorzaak: str) -> None:
    pad = tmp_path / "a.xml"
    pad.write_bytes(data)
    uit = doe(tmp_path, "stuur", str(pad))
    assert uit.exit_code == 2
    assert f"; cause: {oorzaak}; rio-soap controleer tells more" in uit.stderr


def test_stuur_names_the_cause_of_a_value_that_no_register_holds(tmp_path: Path) -> None:
    pad = tmp_path / "a.xml"
    data = bericht("aanleveren_opleidingseenheid", {"opleidingseenheid": eenheid(None)})
    pad.write_bytes(data.replace(b">2026-09-01<", b">12026-09-01<", 1))
    uit = doe(tmp_path, "stuur", str(pad))
    assert uit.exit_code == 2
    assert "; cause: waarde-bereik, see docs/fouten/waarden.md#waarde-bereik" in uit.stderr


def test_verschil_names_the_cause_of_a_file_that_is_no_envelope(tmp_path: Path) -> None:
    pad = tmp_path / "a.xml"
    pad.write_bytes(b"<a/>")
    uit = doe(tmp_path, "verschil", str(pad), str(pad))
    assert uit.exit_code == 2
    assert "; cause: geen-envelope, see docs/fouten/envelope.md#geen-envelope" in uit.stderr


def test_a_cause_is_named_once_and_a_code_that_no_page_explains_is_left_out() -> None:
    bevindingen = [Bevinding("getal", "/a"), Bevinding("van-een-ander", "/b"), Bevinding("getal", "/c")]
    assert oorzaaktekst(bevindingen) == "; cause: getal, see docs/fouten/waarden.md#getal"
    assert oorzaaktekst([Bevinding("van-een-ander", "/b")]) == ""


def test_a_cause_is_named_in_the_language_of_the_command(tmp_path: Path) -> None:
    pad = tmp_path / "a.xml"
    pad.write_bytes(b"<a/>")
    uit = doe(tmp_path, "verschil", str(pad), str(pad), "--taal", "nl")
    assert "; oorzaak: geen-envelope, zie docs/fouten/envelope.md#geen-envelope" in uit.stderr


def test_a_foutcode_is_named_with_its_page_and_in_english_with_what_it_means() -> None:
    dutch = "AUT401 Er is geen autorisatie voor deze bewerking"
    spraak.kies("nl")
    assert foutmeldingtekst("AUT401", dutch[7:]) == f"{dutch}; zie docs/foutcodes.md#AUT401"
    spraak.kies("en")
    assert (
        foutmeldingtekst("AUT401", dutch[7:], "opleidingseenheidcode 1")
        == f"{dutch} [There is no authorisation for this] (opleidingseenheidcode 1); see docs/foutcodes.md#AUT401"
    )
