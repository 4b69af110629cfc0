"""A batch to an endpoint when the connection breaks at any moment: what may have arrived is never processed twice."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from rio_soap.batch.batch_report import regels
from rio_soap.batch.eindpunt import EndpointTarget
from rio_soap.batch.journaal import Journaal, Journaalfout
from rio_soap.batch.reader import Lezer
from rio_soap.batch.target import Gestopt, MessageOutcome
from rio_soap.batch.uitvoer import AnswerFile
from rio_soap.edukoppeling.clock import SystemClock
from tests.batch.proef import bericht, gelogd
from tests.client.conftest import maak_client
from tests.client.station import DK0051, ONZIN, STIL, Gedrag, http, station, vast
from tests.register import hulp
from tests.service.conftest import Dienst

BATCH = UUID(int=7)
NAAM = "a.xml"


@pytest.fixture
def rio(tmp_path: Path) -> Iterator[Dienst]:
    gestart = Dienst(tmp_path / "rio", kern=True)
    yield gestart
    gestart.stop()


def eenheid(**anders: Any) -> bytes:
    return bericht("aanleveren_opleidingseenheid", {"opleidingseenheid": hulp.eenheid(**anders)})


ONGELDIG = eenheid(soort="particuliereOpleiding", niveau="HBO-X")
"""For a value of this field outside its list there is no foutcode, so RIO answers a fault."""


class Lever:
    """Delivers a file by a fresh process, as it were: only the journal and the answer are there from before."""

    def __init__(self, rio: Dienst, map_: Path) -> None:
        self.rio, self.map, self.verzoeken = rio, map_, list[bytes]()
        self.answer_file = AnswerFile(map_ / "antwoord.xml")
        self.poort: int | None = None

    def __call__(self, data: bytes, *gedrag: Gedrag, pauzes: tuple[float, ...] = ()) -> MessageOutcome:
        lezer = Lezer(BATCH, hulp.HANZE, self.rio.settings.oin, SystemClock(), 10_000_000)
        with (
            station(self.rio.port, *gedrag) as link,
            maak_client(self.rio, f"http://127.0.0.1:{self.poort or link.poort}") as client,
            Journaal(self.map / "journaal", BATCH) as journaal,
        ):
            try:
                doel = EndpointTarget(client.wissel, journaal, pauzes, lambda _: None)
                return doel.lever(NAAM, data, lezer, self.answer_file)
            finally:
                self.verzoeken += link.verzoeken


@pytest.fixture
def lever(rio: Dienst, tmp_path: Path) -> Lever:
    return Lever(rio, tmp_path)


def test_a_message_is_sent_once_and_its_answer_kept(lever: Lever) -> None:
    uit = lever(eenheid())
    assert (uit.stand, dict(uit.gegevens)) == ("goedgekeurd", {"opleidingseenheidcode": "1020O0001"})
    weer = lever(eenheid())
    assert (weer.eerder, weer.gegevens, len(lever.verzoeken)) == (True, uit.gegevens, 1)
    assert b"1020O0001" in (lever.answer_file.lees() or b"")


def test_a_lost_answer_is_asked_for_by_its_code_and_the_object_is_found_by_its_own_key(lever: Lever) -> None:
    with pytest.raises(Gestopt, match="outcome is not known"):
        lever(eenheid(sleutel="s-1"), STIL)
    uit = lever(eenheid(sleutel="s-1"))
    assert (uit.stand, uit.meldingen[0][0]) == ("verwerkt", "Server.DK0050")
    assert dict(uit.gegevens)["opleidingseenheidcode"] == "1020O0001"
    assert gelogd(lever.rio.register) == 2, "the delivery and the look-up"
    assert lever(eenheid(sleutel="s-1")).stand == "verwerkt"


def test_without_own_key_a_lost_answer_makes_no_second_object_either(lever: Lever) -> None:
    uit = lever(eenheid(), STIL, STIL, pauzes=(0.0, 0.0))
    assert (uit.stand, uit.gegevens) == ("verwerkt", ())
    assert gelogd(lever.rio.register) == 1


def test_what_certainly_did_not_go_is_sent_later(lever: Lever) -> None:
    poort, lever.poort = lever.poort, 9  # nobody listens there
    with pytest.raises(Gestopt, match="nothing was sent"):
        lever(eenheid())
    lever.poort = poort
    assert lever(eenheid()).stand == "goedgekeurd"


def test_an_answer_that_cannot_be_trusted_leaves_it_open(lever: Lever) -> None:
    with pytest.raises(Gestopt, match="cannot be trusted"):
        lever(eenheid(), ONZIN)
    uit = lever(eenheid())
    assert uit.stand == "goedgekeurd", "it had never reached RIO; the same code was new there"
    assert gelogd(lever.rio.register) == 1


def test_a_fault_goes_again_as_a_new_message_a_refusal_does_not(lever: Lever) -> None:
    fout = lever(ONGELDIG)
    assert (fout.stand, fout.meldingen[0][0]) == ("fout", "Server.DK0050")
    weer = lever(ONGELDIG)
    assert (weer.stand, weer.eerder, len(lever.verzoeken)) == ("fout", False, 2)
    assert weer.code != fout.code
    weg = bericht("verwijderen_opleidingseenheid", {"opleidingseenheidcode": "9999O9999"})
    assert [lever(weg).meldingen[0][0] for _ in range(2)] == ["A01070", "A01070"]
    assert len(lever.verzoeken) == 3


def test_an_answer_that_was_kept_before_the_journal_knew_is_taken(lever: Lever) -> None:
    lever(eenheid())
    journaal = lever.map / "journaal"
    regels = journaal.read_bytes().splitlines(keepends=True)
    journaal.write_bytes(b"".join(regels[:-1]) + regels[-1][:20])  # died while writing the last line
    uit = lever(eenheid())
    assert (uit.stand, dict(uit.gegevens), len(lever.verzoeken)) == (
        "goedgekeurd",
        {"opleidingseenheidcode": "1020O0001"},
        1,
    )


def test_a_report_shows_every_foutmelding_with_its_text_and_its_place(lever: Lever) -> None:
    lever(eenheid(sleutel="s-9"))
    fout = eenheid(sleutel="s-9", niveau="BESTAAT-NIET")
    for uit in (lever(fout), lever(fout)):  # the second time from the journal
        assert [code for code, _ in uit.meldingen] == ["P01040", "P01081"]
        regels_ = regels(uit)
        assert uit.meldingen[0][1] in regels_[0]
        assert "niveau BESTAAT-NIET" in regels_[1]
        assert "/aanleveren_opleidingseenheid_request/hoOpleiding[1]/niveau[1]" in regels_[1]
        assert uit.meldingen[1][1] in regels_[2]
        assert "/kenmerkwaardeTekst[1]" in regels_[3]


VAN_EEN_TUSSENSTATION = {
    "502": http("502 Bad Gateway", b"<html>502</html>"),
    "503": http("503 Service Unavailable", b"", "Retry-After: 5"),
    "504": http("504 Gateway Timeout"),
    "DK0051, unsigned": http("500 X", DK0051, soort="text/xml; charset=UTF-8"),
    "a page": http("200 OK", b"<html/>"),
    "half": b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<SOAP-ENV:Envelope",
}


@pytest.mark.parametrize("naam", VAN_EEN_TUSSENSTATION)
@pytest.mark.parametrize("door", [True, False], ids=["processed", "not processed"])
def test_what_a_gateway_answers_leaves_it_open_and_the_message_is_processed_once(
    lever: Lever, naam: str, door: bool
) -> None:
    """It was taken for "not sent", and the next try had another code."""
    with station(lever.rio.port, Gedrag(vast(VAN_EEN_TUSSENSTATION[naam]), door=door)) as tussen:
        lever.poort = tussen.poort
        with pytest.raises(Gestopt, match="the outcome is not known"):
            lever(eenheid())
        uit = lever(eenheid())
    codes = {v.partition(b"identificatiecodeBedrijfsdocument>")[2][:36] for v in tussen.verzoeken}
    assert len(codes) == 1
    assert (uit.stand, gelogd(lever.rio.register)) == ("verwerkt" if door else "goedgekeurd", 1)


@pytest.mark.parametrize("status", [401, 403, 404, 413])
def test_what_is_refused_before_the_service_is_certainly_not_processed(lever: Lever, status: int) -> None:
    with station(lever.rio.port, Gedrag(vast(http(f"{status} Nee")), door=False)) as tussen:
        lever.poort = tussen.poort
        with pytest.raises(Gestopt, match="it was not processed"):
            lever(eenheid())
        assert lever(eenheid()).stand == "goedgekeurd"


def test_a_journal_of_another_batch_or_that_is_damaged_is_refused(tmp_path: Path) -> None:
    pad = tmp_path / "journaal"
    with Journaal(pad, BATCH) as journaal:
        journaal.begin("a", "0", "c")
    with pytest.raises(Journaalfout, match="of another batch"):
        Journaal(pad, UUID(int=8))
    pad.write_bytes(pad.read_bytes() + b"{}\n")
    with pytest.raises(Journaalfout, match="line 3"):
        Journaal(pad, BATCH)
