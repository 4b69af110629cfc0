"""The log as evidence: signed request and signed answer kept, chained, exported, verified without the database."""

import base64
import json
import os
import shutil
import signal
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from rio_soap.cli import main
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.register.database.model import berichtenlog, opleidingseenheid, schakel
from rio_soap.register.logboek import sealer as zegelmodule
from rio_soap.register.logboek.berichtenlog import inhoud_van_rij
from rio_soap.register.logboek.links import schakelhash
from rio_soap.setup import service, serving, trial
from rio_soap.setup.seal import make_stempel
from rio_soap.setup.settings import Settings
from tests import omgeving
from tests.cli.test_duurzaam import start, vrije_poort
from tests.register.conftest import Leegmaken, leeg_schema, leegmaken  # noqa: F401  # fixtures
from tests.service.conftest import Antwoord, Dienst

LEVERING = "aanleveren_opleidingseenheid"


class Log:
    """A service, the settings to reach its database with, and the answers it gave."""

    def __init__(self, map_: Path, url: str) -> None:
        self.rio = Dienst(map_, database_url=url)
        self.omgeving = {"RIO_DATA_DIR": str(map_), "RIO_DATABASE_URL": url}
        self.map_ = map_

    def lever(self) -> tuple[bytes, Antwoord]:
        eenheid = trial.voorbeeldlevering()
        eenheid.velden["kenmerken"][0].velden["kenmerkwaardeTekst"] = str(uuid.uuid4())  # type: ignore
        data = self.rio.verzoek(LEVERING, {"opleidingseenheid": eenheid})
        return data, self.rio.post(LEVERING, data)

    def rio_soap(self, *woorden: str) -> Result:
        return CliRunner().invoke(main, list(woorden), env=self.omgeving)

    def voer_uit(self, opdracht: str, **waarden: object) -> sa.CursorResult[Any]:
        """A statement behind the back of the service."""
        with self.rio.register.engine.begin() as verbinding:
            return verbinding.execute(sa.text(opdracht), waarden)

    def rijen(self, tabel: sa.Table) -> list[sa.Row[Any]]:
        with self.rio.register.engine.connect() as verbinding:
            return list(verbinding.execute(sa.select(tabel).order_by(*tabel.primary_key.columns)).all())

    def wacht_op(self, aantal: int) -> None:
        """Until so many links are there."""
        for _ in range(200):
            if len(self.rijen(schakel)) >= aantal:
                return
            time.sleep(0.05)
        raise AssertionError(f"{len(self.rijen(schakel))} links, expected {aantal}")


@pytest.fixture(scope="module")
def sleutels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys for all services here: making them takes longer than the tests."""
    map_ = tmp_path_factory.mktemp("sleutels")
    omgeving.maak_sleutels(Settings(data_dir=map_))
    return map_ / "pki"


@pytest.fixture
def log(leegmaken: Leegmaken, tmp_path: Path, sleutels: Path) -> Iterator[Log]:  # noqa: F811
    """A log with five sealed deliveries, on each database."""
    shutil.copytree(sleutels, tmp_path / "pki")
    url = leegmaken(tmp_path)
    log = Log(tmp_path, url)
    for _ in range(5):
        log.lever()
    log.wacht_op(5)
    yield log
    log.rio.stop()


def test_the_signed_request_and_the_signed_answer_are_kept_byte_for_byte(log: Log) -> None:
    data, antwoord = log.lever()
    log.wacht_op(6)
    message_id = log.rijen(berichtenlog)[-1].message_id
    uit = log.rio_soap("bewijs", message_id, "--uit", str(log.map_ / "b.json"))
    assert uit.exit_code == 0, uit.output
    bewijs = json.loads((log.map_ / "b.json").read_text())
    assert base64.b64decode(bewijs["verzoek"]) == data
    assert base64.b64decode(bewijs["antwoord"]) == antwoord.raw


def test_readings_and_refusals_are_kept_and_sealed_too(log: Log) -> None:
    antwoord = log.rio.stuur("opvragen_opleidingseenheid", {"opleidingseenheidcode": "9999O9999"})
    assert antwoord.tekst("requestGoedgekeurd") == "false"
    log.wacht_op(6)
    code = antwoord.tekst("identificatiecodeBedrijfsdocument")
    uit = log.rio_soap("bewijs", str(code), "--uit", str(log.map_ / "b.json"))
    assert uit.exit_code == 0, uit.output
    bewijs = json.loads((log.map_ / "b.json").read_text())
    assert [b["foutcode"] for b in bewijs["bevindingen"]] == ["A01070"]
    assert log.rio_soap("controleer", str(log.map_ / "b.json")).exit_code == 0


def test_a_whole_log_has_no_findings_and_says_its_last_link(log: Log) -> None:
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 0, uit.output
    assert "5 schakels, 0 bevindingen, 0 berichten nog zonder schakel" in uit.output
    laatste = uit.output.split()[-1]
    assert log.rio_soap("logboek", "controleer", "--bekend", laatste).exit_code == 0


def test_a_change_in_any_column_of_an_entry_is_found_and_named(log: Log) -> None:
    doel, ander = log.rijen(berichtenlog)[2:4]
    for kolom in [k.name for k in berichtenlog.columns if k.name != "id"]:
        nieuw: object = {"goedgekeurd": False, "ontvangen": "2020-01-01T00:00:00.000000Z"}.get(kolom, "x")
        if kolom in ("verzoek", "antwoord", "stempel"):
            nieuw = ander._mapping[kolom]
        with log.rio.register.engine.begin() as verbinding:
            (oud,) = verbinding.exec_driver_sql(f"SELECT {kolom} FROM berichtenlog WHERE id = {doel.id}").one()
        zet = f"UPDATE berichtenlog SET {kolom} = :nieuw WHERE id = :id"
        log.voer_uit(zet, nieuw=nieuw, id=doel.id)
        uit = log.rio_soap("logboek", "controleer")
        log.voer_uit(zet, nieuw=oud, id=doel.id)
        assert uit.exit_code == 1, kolom
        eerste = uit.output.splitlines()[0]
        assert eerste.startswith(f"bericht {doel.id} "), uit.output
        assert eerste.endswith("niet door deze dienst geschreven" if kolom == "stempel" else "veranderd")
        assert "1 bevindingen" in uit.output
    assert log.rio_soap("logboek", "controleer").exit_code == 0


def test_bytes_that_are_no_packed_message_are_found(log: Log) -> None:
    doel = log.rijen(berichtenlog)[2]
    log.voer_uit("UPDATE berichtenlog SET antwoord = :nieuw WHERE id = :id", nieuw=b"rommel", id=doel.id)
    assert f"bericht {doel.id} " in log.rio_soap("logboek", "controleer").output
    assert "cannot be read" in log.rio_soap("bewijs", doel.message_id).output


def test_a_removed_entry_is_found_and_named(log: Log) -> None:
    doel = log.rijen(berichtenlog)[1]
    log.voer_uit("DELETE FROM berichtenlog WHERE id = :id", id=doel.id)
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert f"bericht {doel.id} (schakel 2): verwijderd" in uit.output


def test_an_entry_removed_with_its_link_is_found(log: Log) -> None:
    doel = log.rijen(berichtenlog)[1]
    log.voer_uit("DELETE FROM berichtenlog WHERE id = :id", id=doel.id)
    log.voer_uit("DELETE FROM schakel WHERE bericht = :id", id=doel.id)
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert uit.output.splitlines()[0] == "schakel 2: verwijderd"


def test_an_inserted_entry_is_found_and_never_sealed(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of a good one under another code: the sealing that heals after a crash does not take it either."""
    doel = log.rijen(berichtenlog)[1]
    kolommen = ", ".join(k.name for k in berichtenlog.columns if k.name not in ("id", "identificatiecode"))
    log.voer_uit(
        f"INSERT INTO berichtenlog (id, identificatiecode, {kolommen}) SELECT 999, 'nagemaakt', {kolommen} "
        "FROM berichtenlog WHERE id = :id",
        id=doel.id,
    )
    monkeypatch.setattr(zegelmodule, "GEDULD", -60.0)
    assert log.rio.toepassing.pijplijn.zegelaar is not None
    assert log.rio.toepassing.pijplijn.zegelaar.verzegel_achtergebleven() == 0
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert "bericht 999 (identificatiecode nagemaakt" in uit.output
    assert "ingevoegd" in uit.output


def test_an_entry_inserted_with_a_link_of_its_own_is_found(log: Log) -> None:
    """Whoever can write in the database can compute hashes, but has not the key of the stempel."""
    rijen, schakels = log.rijen(berichtenlog), log.rijen(schakel)
    doel, laatste = dict(rijen[1]._mapping), schakels[-1]
    doel |= {"id": 999, "identificatiecode": "nagemaakt"}
    inhoud = inhoud_van_rij(doel)
    hash_ = schakelhash(laatste.hash, laatste.volgnummer + 1, 999, inhoud, laatste.handtekening)
    nieuw = {"volgnummer": laatste.volgnummer + 1, "bericht": 999, "inhoud": inhoud, "hash": hash_}
    with log.rio.register.engine.begin() as verbinding:
        verbinding.execute(sa.insert(berichtenlog), doel)
        verbinding.execute(
            sa.insert(schakel), {**nieuw, "handtekening": laatste.handtekening, "stempel": laatste.stempel}
        )
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert "schakel 6 (bericht 999): niet door deze dienst geschreven" in uit.output
    assert "bericht 999 (identificatiecode nagemaakt" in uit.output


def test_a_chain_computed_anew_after_a_removal_is_found(log: Log) -> None:
    """Entry 2 out, later links renumbered with right hashes: their stempels are not right."""
    schakels = log.rijen(schakel)
    weg = schakels[1]
    vorige = schakels[0].hash
    with log.rio.register.engine.begin() as verbinding:
        verbinding.execute(sa.delete(berichtenlog).where(berichtenlog.c.id == weg.bericht))
        verbinding.execute(sa.delete(schakel).where(schakel.c.volgnummer > 1))
        for rij in schakels[2:]:
            nieuw = dict(rij._mapping) | {"volgnummer": rij.volgnummer - 1}
            vorige = schakelhash(vorige, nieuw["volgnummer"], rij.bericht, rij.inhoud, rij.handtekening)
            verbinding.execute(sa.insert(schakel), nieuw | {"hash": vorige})
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert uit.output.splitlines()[0].startswith("schakel 2 ")
    assert "niet door deze dienst geschreven" in uit.output


def test_a_change_in_any_column_of_a_link_is_found(log: Log) -> None:
    for kolom in ("inhoud", "handtekening", "hash", "bericht"):
        oud = log.rijen(schakel)[2]._mapping[kolom]
        zet = f"UPDATE schakel SET {kolom} = :nieuw WHERE volgnummer = 3"
        log.voer_uit(zet, nieuw=12345 if kolom == "bericht" else bytes(32))
        uit = log.rio_soap("logboek", "controleer")
        log.voer_uit(zet, nieuw=oud)
        assert uit.exit_code == 1, kolom
        assert "schakel 3 (bericht" in uit.output


def test_cutting_off_the_end_is_found_by_a_link_that_was_noted(log: Log) -> None:
    """By hand, where no file of heads is kept: without any note from outside it cannot be seen, and that is said."""
    log.omgeving["RIO_GETUIGE_BESTAND"] = "geen"
    genoteerd = log.rio_soap("logboek", "controleer").output.split()[-1]
    log.voer_uit("DELETE FROM berichtenlog WHERE id IN (SELECT bericht FROM schakel WHERE volgnummer > 3)")
    log.voer_uit("DELETE FROM schakel WHERE volgnummer > 3")
    assert "niet vergeleken met een plek buiten de database" in log.rio_soap("logboek", "controleer").output
    uit = log.rio_soap("logboek", "controleer", "--bekend", genoteerd)
    assert uit.exit_code == 1
    assert "schakel 5: genoteerd, en er niet meer" in uit.output


def test_a_log_that_cannot_be_written_refuses_with_dk0051_and_stores_nothing(log: Log) -> None:
    voor = len(log.rijen(opleidingseenheid)), len(log.rijen(berichtenlog))
    log.voer_uit("ALTER TABLE berichtenlog RENAME COLUMN stempel TO weg")
    try:
        _, antwoord = log.lever()
    finally:
        log.voer_uit("ALTER TABLE berichtenlog RENAME COLUMN weg TO stempel")
    assert antwoord.status == 500
    assert antwoord.faultcode == "SOAP-ENV:Server.DK0051"
    assert (len(log.rijen(opleidingseenheid)), len(log.rijen(berichtenlog))) == voor
    assert log.lever()[1].tekst("requestGoedgekeurd") == "true"


def test_a_chain_that_cannot_be_written_is_caught_up_and_refuses_when_it_takes_long(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.voer_uit("ALTER TABLE schakel RENAME TO schakel_weg")
    try:
        assert log.lever()[1].status == 200, "for a while entries wait"
        monkeypatch.setattr(zegelmodule, "GEDULD", 0.0)
        time.sleep(1.0)
        antwoord = log.lever()[1]
        assert antwoord.faultcode == "SOAP-ENV:Server.DK0051"
        monkeypatch.undo()
    finally:
        log.voer_uit("ALTER TABLE schakel_weg RENAME TO schakel")
    log.wacht_op(6)
    assert log.lever()[1].status == 200
    log.wacht_op(7)
    assert log.rio_soap("logboek", "controleer").exit_code == 0


def test_entries_of_a_process_that_was_killed_are_sealed_with_the_signature_it_sent(
    leegmaken: Leegmaken,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """kill -9 right after an answer; another process seals it, and the bewijs holds the very answer that was sent."""
    url = leegmaken(tmp_path)
    monkeypatch.setenv("RIO_DATABASE_URL", url)
    settings = Settings(data_dir=tmp_path, database_url=url)
    trial.make_pki(settings)
    with service.open_register(settings) as register:
        trial.fill(register, settings)
    poort = vrije_poort()
    proces = start(tmp_path, poort)
    data = trial.signed_request(
        LEVERING,
        {"opleidingseenheid": trial.voorbeeldlevering()},
        trial.client_key(settings),
        SystemClock(),
        oin=trial.OIN_HANZE,
        ontvanger=settings.oin,
    )
    status, raw = trial.post("127.0.0.1", poort, LEVERING, data)
    os.kill(proces.pid, signal.SIGKILL)
    proces.wait(timeout=10)
    assert status == 200
    log = Log(tmp_path, url)
    try:
        assert log.rijen(schakel) == [], "killed within the quarter of a second before it sealed"
        assert "1 berichten nog zonder schakel" in log.rio_soap("logboek", "controleer").output
        monkeypatch.setattr(zegelmodule, "GEDULD", -60.0)
        assert log.rio.toepassing.pijplijn.zegelaar is not None
        assert log.rio.toepassing.pijplijn.zegelaar.verzegel_achtergebleven() == 1
        uit = log.rio_soap("bewijs", log.rijen(berichtenlog)[0].message_id, "--uit", str(tmp_path / "b.json"))
        assert uit.exit_code == 0
        assert base64.b64decode(json.loads((tmp_path / "b.json").read_text())["antwoord"]) == raw
    finally:
        log.rio.stop()
    assert log.rio_soap("logboek", "controleer").exit_code == 0


def test_two_services_on_one_database_make_one_chain(log: Log) -> None:
    """Each seals what it answered; no link is lost or double."""
    ander = Dienst.__new__(Dienst)
    ander.settings = log.rio.settings
    ander.register = service.open_register(ander.settings)
    ander.toepassing = service.make_application(ander.settings, ander.register)
    ander.server = serving.make_http_server(ander.toepassing, "127.0.0.1", 0, ander.settings)
    ander.port, ander.sleutelpaar = ander.server.port, log.rio.sleutelpaar
    ander.server.__enter__()
    try:
        for _ in range(15):
            ander.lever()
            log.rio.lever()
        log.wacht_op(35)
    finally:
        ander.stop()
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 0, uit.output
    assert "35 schakels" in uit.output


def test_after_a_change_of_key_the_old_part_is_a_finding_until_its_certificate_is_named(log: Log) -> None:
    pki = log.map_ / "pki"
    for naam in ("dienst.key", "dienst.pem"):
        shutil.move(pki / naam, pki / f"oud-{naam}")
    trial.make_pki(log.rio.settings)
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert "schakel 1 tot en met 5: stempels van een andere sleutel" in uit.output
    assert "10 stempels met een andere sleutel: niet beoordeeld" in uit.output
    oud = ["--eerder-certificaat", str(pki / "oud-dienst.pem")]
    uit = log.rio_soap("logboek", "controleer", *oud)
    assert uit.exit_code == 0, uit.output
    assert "10 stempels met een andere sleutel: niet beoordeeld" in uit.output
    uit = log.rio_soap("logboek", "controleer", *oud, "--eerder-sleutel", str(pki / "oud-dienst.key"))
    assert uit.exit_code == 0, uit.output
    assert "niet beoordeeld" not in uit.output
    uit = log.rio_soap("logboek", "controleer", *oud, "--eerder-sleutel", str(pki / "klant.key"))
    assert "not the private key of a certificate that --eerder-certificaat names" in uit.output
    stempel = make_stempel(Sleutelpaar.laad(pki / "oud-dienst.key", pki / "oud-dienst.pem"))
    rij = log.rijen(schakel)[0]
    assert stempel.klopt(rij.stempel, rij.hash), "with the earlier key it can be judged"


@pytest.fixture(scope="module")
def bewijs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The bewijs of one delivery, as its fields."""
    map_ = tmp_path_factory.mktemp("bewijs")
    log = Log(map_, f"sqlite:///{map_ / 'rio.db'}")
    log.lever()
    log.wacht_op(1)
    uit = log.rio_soap("bewijs", log.rijen(berichtenlog)[0].identificatiecode, "--uit", str(map_ / "b.json"))
    log.rio.stop()
    assert uit.exit_code == 0, uit.output
    velden: dict[str, Any] = json.loads((map_ / "b.json").read_text())
    return velden


@pytest.fixture(scope="module")
def dienstcertificaat(tmp_path_factory: pytest.TempPathFactory, bewijs: dict[str, Any]) -> Path:
    """The certificate of the service, as somebody got it by another way."""
    pad = tmp_path_factory.mktemp("pin") / "dienst.pem"
    pad.write_text(bewijs["certificaten"]["antwoord"]["pem"])
    return pad


def controleer(velden: dict[str, Any], map_: Path, *opties: str) -> Result:
    """Verify without any database."""
    (map_ / "b.json").write_text(json.dumps(velden))
    woorden = ["controleer", str(map_ / "b.json"), *opties]
    return CliRunner().invoke(main, woorden, env={"RIO_DATA_DIR": str(map_ / "leeg")})


def test_a_bewijs_is_verified_offline(bewijs: dict[str, Any], tmp_path: Path, dienstcertificaat: Path) -> None:
    uit = controleer(bewijs, tmp_path, "--dienst-certificaat", str(dienstcertificaat))
    assert uit.exit_code == 0, uit.output
    assert uit.output.count("ondertekening: goed") == 2
    assert uit.output.count("xsd: goed") == 2
    assert "bericht: goed (schakel 1 " in uit.output
    assert not (tmp_path / "leeg").exists()


def _in_bericht(naam: str, van: bytes, naar: bytes) -> Callable[[dict[str, Any]], None]:
    def verander(velden: dict[str, Any]) -> None:
        oud = base64.b64decode(velden[naam])
        assert van in oud
        velden[naam] = base64.b64encode(oud.replace(van, naar, 1)).decode()

    return verander


def _zet(*pad: str, waarde: object) -> Callable[[dict[str, Any]], None]:
    def verander(velden: dict[str, Any]) -> None:
        for deel in pad[:-1]:
            velden = velden[deel]
        assert velden[pad[-1]] != waarde
        velden[pad[-1]] = waarde

    return verander


VERVALSINGEN = {
    "request": _in_bericht("verzoek", b"Toegepaste Waterkunde", b"Toegepaste Wijnkunde"),
    "answer": _in_bericht("antwoord", b"requestGoedgekeurd>true<", b"requestGoedgekeurd>false<"),
    "signature of the answer": _in_bericht("antwoord", b"<SignatureValue>", b"<SignatureValue>AAAA"),
    "certificate": _zet("certificaten", "verzoek", waarde=None),
    "findings": _zet("bevindingen", waarde=[{"foutcode": "A01070", "fouttekst": "x"}]),
    "link number": _zet("schakel", "volgnummer", waarde=2),
    "previous link": _zet("schakel", "vorige", waarde="11" * 32),
    "link": _zet("schakel", "hash", waarde="22" * 32),
    "entry": _zet("bericht", "id", waarde=77),
    "moment": _zet("bericht", "ontvangen", waarde="2020-01-01T00:00:00+00:00"),
    "sender": _zet("bericht", "oin", waarde="00000000000000000000"),
    "verdict": _zet("bericht", "goedgekeurd", waarde=False),
    "operation": _zet("bericht", "operatie", waarde="verwijderen_opleidingseenheid"),
    "unknown operation": _zet("bericht", "operatie", waarde="x"),
    "no fields": _zet("bericht", waarde=None),
    "no messages": _zet("verzoek", waarde=""),
    "version": _zet("versie", waarde=2),
}


@pytest.mark.parametrize("wat", list(VERVALSINGEN))
def test_a_forged_bewijs_is_refused(bewijs: dict[str, Any], tmp_path: Path, wat: str, dienstcertificaat: Path) -> None:
    velden = json.loads(json.dumps(bewijs))
    VERVALSINGEN[wat](velden)
    for opties in ([], ["--dienst-certificaat", str(dienstcertificaat)]):
        uit = controleer(velden, tmp_path, *opties)
        assert uit.exit_code in (1, 2), uit.output
        assert uit.exception is None or isinstance(uit.exception, SystemExit)


def test_no_bewijs_without_a_message(log: Log) -> None:
    uit = log.rio_soap("bewijs", str(uuid.uuid4()))
    assert uit.exit_code == 1
    assert "no message with" in uit.output
