"""``rio-soap stuur`` and ``haal`` say all that an answer says, and no more than is certain."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from rio_soap.cli import main
from rio_soap.edukoppeling.uris import BEVINDINGEN
from tests.batch.proef import bericht
from tests.client.station import DOOR, Gedrag, fault, http, station, vast
from tests.client.test_client import eenheid
from tests.service.conftest import Dienst


@pytest.fixture(scope="module")
def dienst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    gestart = Dienst(tmp_path_factory.mktemp("stuur"))
    yield gestart
    gestart.stop()


def doe(dienst: Dienst, *woorden: str, poort: int | None = None) -> Result:
    omgeving = {
        "RIO_DATA_DIR": str(dienst.settings.data_dir),
        "RIO_CLIENT_ENDPOINT": f"http://127.0.0.1:{poort or dienst.port}",
    }
    return CliRunner().invoke(main, list(woorden), env=omgeving)


def bestand(map_: Path, sleutel: str | None = None, **anders: object) -> str:
    velden = {"opleidingseenheid": eenheid(sleutel, **anders)}
    (map_ / "a.xml").write_bytes(bericht("aanleveren_opleidingseenheid", velden))
    return str(map_ / "a.xml")


def test_every_foutmelding_is_shown_with_its_code_its_text_and_its_place(dienst: Dienst, tmp_path: Path) -> None:
    sleutel = str(uuid4())
    dienst.lever(sleutel)
    uit = doe(dienst, "stuur", bestand(tmp_path, sleutel, niveau="BESTAAT-NIET", waardedocumentsoort="OOK-NIET"))
    assert uit.exit_code == 1
    regels = uit.stderr.splitlines()
    codes = [regel.split()[0] for regel in regels if not regel.startswith(" ")]
    assert codes == ["P01040", "P01060", "P01081"], uit.stderr
    assert "niveau BESTAAT-NIET)" in regels[0]
    assert regels[1].startswith("  /aanleveren_opleidingseenheid_request/hoOpleiding[1]/niveau[1]"), uit.stderr
    ((dubbel, waar),) = (paar for paar in pairwise(regels) if paar[0].startswith("P01081"))
    assert sleutel[-10:] in dubbel, "RIO gives begin and end of long keys"
    assert "/aanleveren_opleidingseenheid_request/hoOpleiding[1]/kenmerken[2]/kenmerkwaardeTekst[1]" in waar
    assert len(dubbel.split(" (")[0]) > len("P01081 "), "the text"
    assert all("see docs/foutcodes.md#" in regel for regel in regels if not regel.startswith(" ")), uit.stderr


def test_every_finding_of_a_fault_is_shown_with_its_place(dienst: Dienst, tmp_path: Path) -> None:
    bevinding = "".join(
        f'<b:bevinding xmlns:b="{BEVINDINGEN}"><b:waar>/plek{n}</b:waar><b:melding>melding {n}</b:melding>'
        "</b:bevinding>"
        for n in range(9)
    )
    detail = f"<detail>{bevinding}</detail></e:Fault>".encode()
    inhoud = fault("Client.DK0004", "Niet conform (alles na dit haakje)").replace(b"</e:Fault>", detail)
    antwoord = Gedrag(vast(http("500 X", inhoud, soort="text/xml; charset=UTF-8")), door=False)
    with station(dienst.port, antwoord) as tussen:
        uit = doe(dienst, "stuur", bestand(tmp_path), poort=tussen.poort)
    assert uit.exit_code == 1
    assert "Client.DK0004 Niet conform (alles na dit haakje)" in uit.stderr
    for n in range(9):
        assert f"/plek{n}: melding {n}" in uit.stderr
    assert "cause: fault, see docs/fouten/envelope.md#fault" in uit.stderr


def test_every_finding_of_a_file_that_does_not_fit_the_xsd_is_shown(dienst: Dienst, tmp_path: Path) -> None:
    pad = Path(bestand(tmp_path))
    data = pad.read_bytes().replace(b">732<", b">veel<").replace(b">2026-09-01<", b">1 september<", 1)
    pad.write_bytes(data)
    uit = doe(dienst, "stuur", str(pad))
    assert uit.exit_code == 2
    assert "ISCED" in uit.stderr
    assert "begindatum" in uit.stderr
    assert "; cause: getal, see docs/fouten/waarden.md#getal" in uit.stderr
    assert "; cause: datum, see docs/fouten/datum.md#datum" in uit.stderr


def test_what_a_gateway_answers_after_the_delivery_gives_the_code_and_says_how(dienst: Dienst, tmp_path: Path) -> None:
    with station(dienst.port, Gedrag(vast(http("502 Bad Gateway", b"<html/>")))) as tussen:
        uit = doe(dienst, "stuur", bestand(tmp_path, str(uuid4())), poort=tussen.poort)
    assert uit.exit_code == 0, uit.stderr
    assert "opleidingseenheidcode>1" in uit.stdout
    assert "found by its own key" in uit.stderr
    assert tussen.leveringen() == 1


def test_an_outcome_that_is_not_known_is_called_so(dienst: Dienst, tmp_path: Path) -> None:
    with station(dienst.port, Gedrag(vast(http("503 Service Unavailable")))) as tussen:
        uit = doe(dienst, "stuur", bestand(tmp_path), poort=tussen.poort)
    assert uit.exit_code == 3
    assert "the outcome is not known" in uit.stderr
    assert len(tussen.verzoeken) == 1


def test_a_refusal_before_the_service_is_called_certain(dienst: Dienst, tmp_path: Path) -> None:
    with station(dienst.port, Gedrag(vast(http("403 Forbidden")), door=False)) as tussen:
        uit = doe(dienst, "stuur", bestand(tmp_path), poort=tussen.poort)
    assert uit.exit_code == 3
    assert "it was not processed" in uit.stderr


def test_what_a_stranger_writes_does_not_act_on_the_terminal(dienst: Dienst, tmp_path: Path) -> None:
    tekst = fault("Client.DK0004", "rood \x9b31m en verder")
    antwoord = Gedrag(vast(http("500 X", tekst, soort="text/xml")), door=False)
    with station(dienst.port, antwoord, DOOR) as tussen:
        uit = doe(dienst, "stuur", bestand(tmp_path), poort=tussen.poort)
    assert "en verder" in uit.stderr
    assert "\x9b" not in uit.stderr
