"""A document is taken once: an identificatiecode, a MessageID and a signature are used up by the answer they got."""

import http.client
import re
import signal
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.verzoek import stel_verzoek_op
from rio_soap.register.database.model import berichtenlog, eenmalig, opleidingseenheid
from rio_soap.service import afhandeling
from rio_soap.setup import service, trial
from rio_soap.setup.settings import Settings
from tests.proces import start_dienst
from tests.service.conftest import Antwoord, Dienst

CODE = "identificatiecodeBedrijfsdocument"
TEKST = "Ongeldige waarde voor identificatiecodeBedrijfsdocument"
LEVER, LEES = "aanleveren_opleidingseenheid", "opvragen_opleidingseenheid"


def inhoud(operatie: str) -> dict[str, Any]:
    if operatie == LEVER:
        return {"opleidingseenheid": trial.voorbeeldlevering()}
    return {"opleidingseenheidcode": "1010O6466"}


def bericht(settings: Settings, operatie: str, code: str, message_id: str | None = None) -> bytes:
    """A good request with this identificatiecode, signed by the trial client."""
    op = OPERATIES[operatie]
    klok = SystemClock()
    velden = {
        CODE: code,
        "verzendendeInstantie": trial.OIN_HANZE,
        "ontvangendeInstantie": settings.oin,
        "datumTijdBedrijfsdocument": klok.nu().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        **inhoud(operatie),
    }
    return stel_verzoek_op(
        mapping.schrijf_verzoek(op, Gegeven(op.verzoek, velden)),
        action=op.soap_action,
        van_oin=trial.OIN_HANZE,
        naar=f"https://duo.nl{op.dienst.pad}?oin={settings.oin}",
        sleutelpaar=trial.client_key(settings),
        klok=klok,
        message_id=message_id,
    )


def stand(rio: Dienst) -> tuple[int, ...]:
    with rio.register.lees() as session:
        tabellen = (opleidingseenheid, berichtenlog, eenmalig)
        return tuple(session.execute(sa.select(sa.func.count()).select_from(t)).scalar_one() for t in tabellen)


def geweigerd(rio: Dienst, operatie: str, data: bytes, code: str) -> Antwoord:
    vooraf = stand(rio)
    antwoord = rio.post(operatie, data)
    assert (antwoord.status, antwoord.faultcode) == (500, f"SOAP-ENV:{code}"), antwoord.raw
    assert b"SignatureValue" in antwoord.raw, "the sender is known and trusted"
    assert stand(rio) == vooraf
    return antwoord


@pytest.mark.parametrize("operatie", [LEVER, LEES])
def test_a_code_that_was_used_is_refused_with_the_documented_text(rio: Dienst, operatie: str) -> None:
    code = str(uuid.uuid4())
    assert rio.post(operatie, bericht(rio.settings, operatie, code)).status == 200
    antwoord = geweigerd(rio, operatie, bericht(rio.settings, operatie, code), "Server.DK0050")
    assert antwoord.faultstring == TEKST
    assert code in antwoord.raw.decode()


def test_a_code_is_used_over_all_operations_of_both_services(rio: Dienst) -> None:
    code = str(uuid.uuid4())
    assert rio.post(LEVER, bericht(rio.settings, LEVER, code)).status == 200
    assert geweigerd(rio, LEES, bericht(rio.settings, LEES, code.upper()), "Server.DK0050").faultstring == TEKST


def test_a_replayed_envelope_is_refused_and_every_repetition_told(rio: Dienst) -> None:
    data = bericht(rio.settings, LEVER, str(uuid.uuid4()))
    assert rio.post(LEVER, data).status == 200
    antwoord = geweigerd(rio, LEVER, data, "Server.DK0050")
    assert antwoord.faultstring == TEKST
    plekken = [str(plek.text) for plek in antwoord.body.iter("{*}waar")]
    assert [plek.rpartition("/")[2] for plek in plekken] == [CODE, "MessageID", "SignatureValue"]


def test_a_message_id_that_was_used_is_a_wrong_value_in_a_wsa_header(rio: Dienst) -> None:
    message_id = str(uuid.uuid4())
    assert rio.post(LEVER, bericht(rio.settings, LEVER, str(uuid.uuid4()), message_id)).status == 200
    for vorm in (message_id, f"urn:uuid:{message_id}", message_id.upper()):
        data = bericht(rio.settings, LEVER, str(uuid.uuid4()), vorm)
        assert message_id in geweigerd(rio, LEVER, data, "Client.DK0011").raw.decode().lower()


def test_a_signature_that_was_used_is_refused_also_when_the_log_lost_its_message_id(tmp_path: Path) -> None:
    rio = Dienst(tmp_path)
    try:
        data = bericht(rio.settings, LEVER, str(uuid.uuid4()))
        assert rio.post(LEVER, data).status == 200
        anders = sa.update(eenmalig).values(identificatiecode="x", message_id=None)
        rio.register.schrijf(lambda session: session.execute(anders))
        geweigerd(rio, LEVER, data, "Client.EK0031")
    finally:
        rio.stop()


def test_a_message_refused_by_the_rules_has_used_up_its_code(rio: Dienst) -> None:
    """It got an answer with that code; a second one would make the code no trace of either."""
    afgekeurd = rio.stuur(LEES, {"opleidingseenheidcode": "9999O9999"})
    assert (afgekeurd.status, afgekeurd.tekst("requestGoedgekeurd")) == (200, "false")
    gebruikt = afgekeurd.tekst(CODE)
    assert gebruikt is not None
    geweigerd(rio, LEES, bericht(rio.settings, LEES, gebruikt), "Server.DK0050")


def test_a_message_refused_with_a_fault_may_be_sent_again(rio: Dienst, monkeypatch: pytest.MonkeyPatch) -> None:
    """The very bytes, after an error of ours inside the transaction: nothing of the first try stays."""
    data = bericht(rio.settings, LEVER, str(uuid.uuid4()))
    with monkeypatch.context() as kapot:
        kapot.setattr(afhandeling.berichtenlog, "log_bericht", lambda *_, **__: 1 / 0)
        geweigerd(rio, LEVER, data, "Server.DK0050")
    antwoord = rio.post(LEVER, data)
    assert (antwoord.status, antwoord.tekst("requestGoedgekeurd")) == (200, "true")


def test_an_invalid_message_has_not_used_up_its_code(rio: Dienst) -> None:
    code = str(uuid.uuid4())
    goed = bericht(rio.settings, LEVER, code)
    assert rio.post(LEVER, goed.replace(b"Waterkunde", b"Waterkunst")).faultcode == "SOAP-ENV:Client.EK0031"
    assert rio.post(LEVER, goed).status == 200


def _post(poort: int, operatie: str, data: bytes) -> tuple[int, bytes]:
    op = OPERATIES[operatie]
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=120)
    try:
        verbinding.request(
            "POST", op.dienst.pad, data, {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": op.soap_action}
        )
        antwoord = verbinding.getresponse()
        return antwoord.status, antwoord.read()
    finally:
        verbinding.close()


@pytest.fixture
def pg_url() -> Any:
    """URL of an empty PostgreSQL schema of this test, gone afterwards."""
    from tests.register.conftest import postgresql_url

    adres = sa.make_url(postgresql_url())
    schema = f"rio_{uuid.uuid4().hex}"
    beheer = sa.create_engine(adres, isolation_level="AUTOCOMMIT")
    with beheer.connect() as verbinding:
        verbinding.exec_driver_sql(f"CREATE SCHEMA {schema}")
    yield adres.update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    with beheer.connect() as verbinding:
        verbinding.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    beheer.dispose()


@pytest.mark.traag
@pytest.mark.parametrize("soort", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_of_200_at_once_with_one_code_over_two_processes_exactly_one_is_accepted(
    soort: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Deliveries first, then readings with another code; every other one gets the documented fault."""
    url = "" if soort == "sqlite" else str(request.getfixturevalue("pg_url"))
    settings = Settings(data_dir=tmp_path, database_url=url)
    trial.make_pki(settings)
    with service.open_register(settings) as register:
        trial.fill(register, settings)
        with register.lees() as session:
            vooraf = session.execute(sa.select(sa.func.count()).select_from(opleidingseenheid)).scalar_one()
    omgeving = {"RIO_DATABASE_URL": url} if url else {}
    diensten = [start_dienst(tmp_path, **omgeving) for _ in range(2)]
    poorten = [poort for _, poort in diensten]
    try:
        for operatie, keren in ((LEVER, 200), (LEES, 60)):
            code = str(uuid.uuid4())
            berichten = [bericht(settings, operatie, code) for _ in range(keren)]
            with ThreadPoolExecutor(keren) as threads:
                uit = list(threads.map(lambda n, o=operatie, b=berichten: _post(poorten[n % 2], o, b[n]), range(keren)))
            strings = [re.search(rb"<faultstring>(.*?)</faultstring>", raw) for _, raw in uit]
            telling = Counter((status, s[1].decode() if s else "") for (status, _), s in zip(uit, strings, strict=True))
            assert telling == {(200, ""): 1, (500, TEKST): keren - 1}
    finally:
        for proces, _ in diensten:
            proces.send_signal(signal.SIGTERM)
            proces.wait(timeout=20)
    with service.open_register(settings) as register, register.lees() as session:
        aantallen = [
            session.execute(sa.select(sa.func.count()).select_from(tabel)).scalar_one()
            for tabel in (berichtenlog, eenmalig, opleidingseenheid)
        ]
    assert aantallen == [2, 2, vooraf + 1]


@pytest.mark.traag
def test_a_message_under_way_when_the_service_is_killed_is_kept_once_or_may_be_sent_again(tmp_path: Path) -> None:
    """The very bytes again after the restart: accepted when the first try left nothing, refused when it was kept."""
    settings = Settings(data_dir=tmp_path)
    trial.make_pki(settings)
    with service.open_register(settings) as register:
        trial.fill(register, settings)
    onbeslist: list[bytes] = []
    for wacht in (0.002, 0.01):
        proces, poort = start_dienst(tmp_path)
        with ThreadPoolExecutor(8) as threads:
            berichten = [bericht(settings, LEVER, str(uuid.uuid4())) for _ in range(40)]
            uit = [threads.submit(_post, poort, LEVER, data) for data in berichten]
            uit[3].exception()
            time.sleep(wacht)
            proces.kill()
            onbeslist += [data for data, een in zip(berichten, uit, strict=True) if een.exception() is not None]
        proces.wait(timeout=10)
    assert onbeslist, "some messages were under way"
    proces, poort = start_dienst(tmp_path)
    try:
        for data in onbeslist:
            status, raw = _post(poort, LEVER, data)
            assert status == 200 or TEKST in raw.decode()
            assert TEKST in _post(poort, LEVER, data)[1].decode()
    finally:
        proces.terminate()
        proces.wait(timeout=20)
    with service.open_register(settings) as register, register.lees() as session:
        codes = list(session.execute(sa.select(berichtenlog.c.identificatiecode)).scalars())
    assert len(codes) == len(set(codes)) == 80
