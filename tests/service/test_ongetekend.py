"""Requests without signature, where they are taken: how they are answered, and what the log holds of them."""

import base64
import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from lxml import etree

from rio_soap.batch.lokaal import LocalTarget
from rio_soap.batch.reader import BatchMessage
from rio_soap.batch.target import Gestopt
from rio_soap.cli import main
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.response import onderteken_opnieuw
from rio_soap.edukoppeling.uris import WSA, WSSE
from rio_soap.edukoppeling.verifieer import lees_antwoord
from rio_soap.register.database.model import schakel
from rio_soap.register.logboek import sealer as zegelmodule
from rio_soap.register.logboek.answers import Logantwoord, zoek_antwoord
from rio_soap.setup import trial
from tests.service.conftest import Antwoord, Dienst

LEVERING = "aanleveren_opleidingseenheid"


@pytest.fixture
def los(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Dienst]:
    """A service that takes unsigned requests; the parameter is how it answers them."""
    dienst = Dienst(tmp_path, signatures="optional", onderteken_antwoord=getattr(request, "param", "als-verzoek"))
    yield dienst
    dienst.stop()


def vraag(rio: Dienst, *, ondertekend: bool, **velden: str) -> bytes:
    eenheid = trial.voorbeeldlevering()
    eenheid.velden["kenmerken"][0].velden["kenmerkwaardeTekst"] = str(uuid.uuid4())  # type: ignore
    eenheid.velden.update(velden)
    anders = {} if ondertekend else {"sleutelpaar": None}
    return rio.verzoek(LEVERING, {"opleidingseenheid": eenheid}, **anders)


def headers(antwoord: Antwoord) -> list[str]:
    """The names of the headers."""
    return [str(header.tag) for header in etree.fromstring(antwoord.raw)[0]]


WSA_HEADERS = [f"{{{WSA}}}{naam}" for naam in ("To", "Action", "MessageID", "RelatesTo", "From")]
VELDEN: tuple[dict[str, str], ...] = ({}, {"niveau": "HBO?BA"})
"""What to change in a delivery: nothing, or something that the XSD refuses."""
SECURITY = f"{{{WSSE}}}Security"


def test_an_unsigned_request_gets_an_unsigned_answer_with_its_headers(los: Dienst) -> None:
    antwoord = los.post(LEVERING, vraag(los, ondertekend=False))
    assert antwoord.tekst("requestGoedgekeurd") == "true"
    assert headers(antwoord) == WSA_HEADERS


def test_the_fault_on_an_unsigned_request_is_unsigned_with_its_headers(los: Dienst) -> None:
    antwoord = los.post(LEVERING, vraag(los, ondertekend=False, niveau="HBO?BA"))
    assert antwoord.faultcode == "SOAP-ENV:Client.DK0004"
    assert headers(antwoord) == WSA_HEADERS


@pytest.mark.parametrize("los", ["altijd"], indirect=True)
def test_where_every_answer_is_signed_so_are_those_to_unsigned_requests(los: Dienst) -> None:
    for velden in VELDEN:
        antwoord = los.post(LEVERING, vraag(los, ondertekend=False, **velden))
        assert headers(antwoord) == [*WSA_HEADERS, SECURITY]


@pytest.mark.parametrize("los", ["altijd", "als-verzoek"], indirect=True)
def test_a_signed_request_gets_a_signed_answer_whatever_the_setting(los: Dienst) -> None:
    certificaat = los.toepassing.pijplijn.sleutelpaar.der
    profiel = Profiel(ontvanger_oin=trial.OIN_HANZE)
    for velden in VELDEN:
        antwoord = los.post(LEVERING, vraag(los, ondertekend=True, **velden))
        assert headers(antwoord) == [*WSA_HEADERS, SECURITY]
        assert lees_antwoord(antwoord.raw, [certificaat], SystemClock(), profiel)
    gebroken = vraag(los, ondertekend=True).replace(b"Waterkunde", b"Waterkunst")
    assert los.post(LEVERING, gebroken).faultcode == "SOAP-ENV:Client.EK0031"


def test_who_verifies_answers_refuses_an_unsigned_one(los: Dienst) -> None:
    antwoord = los.post(LEVERING, vraag(los, ondertekend=False))
    certificaat, profiel = los.toepassing.pijplijn.sleutelpaar.der, Profiel(ontvanger_oin=trial.OIN_HANZE)
    with pytest.raises(Edufout) as fout:
        lees_antwoord(antwoord.raw, [certificaat], SystemClock(), profiel)
    assert fout.value.soort is Foutsoort.EK0031


def handtekeningen(rio: Dienst) -> list[bytes]:
    """Of the chain, after all that was left behind is sealed."""
    with rio.register.engine.connect() as verbinding:
        return list(verbinding.execute(sa.select(schakel.c.handtekening).order_by(schakel.c.volgnummer)).scalars())


def test_the_log_seals_an_unsigned_answer_without_signature_and_stays_whole(tmp_path: Path) -> None:
    rio = Dienst(tmp_path, signatures="optional")
    data = vraag(rio, ondertekend=False)
    antwoord = rio.post(LEVERING, data)
    rio.post(LEVERING, vraag(rio, ondertekend=True))
    rio.stop()  # seals what is left
    assert [bool(handtekening) for handtekening in handtekeningen(rio)] == [False, True]
    omgeving, bestand = {"RIO_DATA_DIR": str(tmp_path)}, tmp_path / "b.json"
    uit = CliRunner().invoke(main, ["logboek", "controleer"], env=omgeving)
    assert uit.exit_code == 0, uit.output
    assert "2 schakels, 0 bevindingen, 0 berichten nog zonder schakel" in uit.output
    code = str(antwoord.tekst("identificatiecodeBedrijfsdocument"))
    uit = CliRunner().invoke(main, ["bewijs", code, "--uit", str(bestand)], env=omgeving)
    assert uit.exit_code == 0, uit.output
    bewijs = json.loads(bestand.read_text())
    assert [base64.b64decode(bewijs[naam]) for naam in ("verzoek", "antwoord")] == [data, antwoord.raw]
    oordeel = CliRunner().invoke(main, ["controleer", str(bestand), "--formaat", "json"])
    samenhang, *berichten = json.loads(oordeel.output)
    assert samenhang["meldingen"] == [], "the parts of the bewijs fit"
    assert all(rapport["meldingen"] for rapport in berichten), "and it says that both messages are unsigned"


def test_what_was_left_behind_unsigned_is_not_signed_afterwards(los: Dienst, monkeypatch: pytest.MonkeyPatch) -> None:
    zegelaar, pijplijn = los.toepassing.pijplijn.zegelaar, los.toepassing.pijplijn
    assert zegelaar is not None
    pijplijn.zegelaar = None  # as if the process died before it sealed
    antwoord = los.post(LEVERING, vraag(los, ondertekend=False))
    monkeypatch.setattr(zegelmodule, "GEDULD", -60.0)
    assert zegelaar.verzegel_achtergebleven() == 1
    assert handtekeningen(los) == [b""]
    assert onderteken_opnieuw(antwoord.raw, pijplijn.sleutelpaar) is None
    with los.register.lees() as session:
        code = str(antwoord.tekst("identificatiecodeBedrijfsdocument"))
        gevonden = zoek_antwoord(session, trial.OIN_HANZE, code, zegelaar._stempel)
    assert gevonden == Logantwoord(antwoord.raw, None, goedgekeurd=True, eigen=True)


def test_a_batch_gives_an_unsigned_answer_of_ours_once_more_as_it_was(los: Dienst) -> None:
    raw = los.post(LEVERING, vraag(los, ondertekend=False)).raw
    levering = BatchMessage("x", "", OPERATIES[LEVERING], "1", None, etree.Element("x"), Gegeven("x", {}))
    for eigen in (True, False):
        gevonden = Logantwoord(raw, None, goedgekeurd=True, eigen=eigen)
        doel = LocalTarget(los.toepassing.pijplijn, lambda *_, gevonden=gevonden: gevonden)
        if eigen:
            assert doel._eerder("", levering) == raw
        else:
            with pytest.raises(Gestopt):  # whoever wrote it into the table
                doel._eerder("", levering)
