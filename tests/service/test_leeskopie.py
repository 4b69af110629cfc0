"""A service with a replica for its readings: the same answers, and none refused when the replica goes."""

import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.register.bevoegdheid.inzagen import schrijf_inzagen
from rio_soap.register.database import replica
from rio_soap.register.database.model import berichtenlog
from rio_soap.register.regels.uitslag import Inzage
from rio_soap.register.vertrouwen import partijen
from rio_soap.service import meting
from rio_soap.setup import service
from rio_soap.setup.settings import SettingsError
from tests.register.conftest import _postgresql
from tests.register.hulp import NU, context
from tests.register.standin import Doorgeefluik, Standin, standin
from tests.service.conftest import Antwoord, Dienst
from tests.service.test_eenmalig import pg_url  # noqa: F401  # a fixture
from tests.service.test_raadplegen import VOORBEELDEN, VROEG

pytestmark = pytest.mark.postgresql


class MetKopie:
    """A service on PostgreSQL whose replica is a stand-in behind a port that can be cut off."""

    def __init__(self, map_: Path, url: str) -> None:
        _postgresql(url)(map_)
        self._stapel = standin(url)
        self.kopie: Standin = self._stapel.__enter__()
        adres = sa.make_url(self.kopie.url)
        self.luik = Doorgeefluik((adres.host or "127.0.0.1", adres.port or 5432))
        lees_url = adres.set(host="127.0.0.1", port=self.luik.poort).render_as_string(hide_password=False)
        self.rio = Dienst(map_ / "rio", kern=True, database_url=url, lees_database_url=lees_url)
        self.kopie.haal_bij()

    def stop(self) -> None:
        self.rio.stop()
        self.luik.knip()
        self._stapel.__exit__(None, None, None)


def geteld() -> Counter[str]:
    """Where readings were done so far."""
    return Counter(
        {
            monster.labels["waar"]: int(monster.value)
            for familie in meting.REGISTER.collect()
            for monster in familie.samples
            if monster.name == "rio_leeskopie_lezingen_total"
        }
    )


@pytest.fixture
def met(tmp_path: Path, pg_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[MetKopie]:  # noqa: F811
    monkeypatch.setattr(replica, "PAUZE", 0.05)
    een = MetKopie(tmp_path, pg_url)
    yield een
    een.stop()


def lees(rio: Dienst, operatie: str) -> Antwoord:
    velden, _ = VOORBEELDEN[operatie]
    if "gewijzigd" in operatie:
        velden = {**velden, "peildatumtijdMutaties": VROEG}
    return rio.stuur(operatie, velden)


def inhoud(antwoord: Antwoord) -> list[Any]:
    """What an answer says, without its identification."""
    return [(e.tag, "".join(e.itertext())) for e in antwoord.body[4:]]


def test_every_reading_comes_from_the_replica_is_logged_on_the_primary_and_says_the_same(met: MetKopie) -> None:
    met.rio.lever()
    met.kopie.haal_bij()
    voor = geteld()
    van_kopie = {operatie: lees(met.rio, operatie) for operatie in VOORBEELDEN}
    assert geteld() - voor == {replica.KOPIE: len(VOORBEELDEN)}
    with met.rio.register.lees() as session:
        assert (
            session.execute(sa.select(sa.func.count()).select_from(berichtenlog)).scalar_one() == len(VOORBEELDEN) + 1
        )
    met.luik.knip()
    for operatie, antwoord in van_kopie.items():
        assert antwoord.status == 200, antwoord.raw
        assert inhoud(lees(met.rio, operatie)) == inhoud(antwoord)


def test_what_was_approved_is_read_back_at_once_however_far_the_replica_is_behind(met: MetKopie) -> None:
    voor = geteld()
    code = met.rio.lever()
    assert met.rio.stuur("opvragen_opleidingseenheid", {"opleidingseenheidcode": code}).tekst("hoOpleiding") is not None
    assert geteld() - voor == {replica.FallbackReason.ACHTER: 1}


def test_what_is_in_the_log_alone_is_read_at_once_too(met: MetKopie) -> None:
    """That a message was refused, and who read what is restricted: no mutatie says that the replica has not got it."""
    lezing = Inzage("110A133", "LEERPLICHT", "GEMEENTE")
    met.rio.register.schrijf(lambda session: schrijf_inzagen(session, context(), [lezing]))
    vraag = {"organisatorischeEenheidcode": "110A133", "vanaf": NU, "pagina": 0}
    assert met.rio.stuur("opvragen_inzagelog", vraag).tekst("communicatiecontext") == "LEERPLICHT"
    geweigerd = met.rio.stuur("verwijderen_onderwijsaanbieder", {"onderwijsaanbiedercode": "999A999"})
    code = geweigerd.tekst("identificatiecodeBedrijfsdocument")
    verslag = met.rio.stuur("opvragen_verwerkingsverslag", {"identificatiecode": code})
    assert verslag.tekst("goedgekeurd") == "false", verslag.raw


def test_a_replica_that_goes_in_the_middle_refuses_no_message(met: MetKopie) -> None:
    """From then on the primary answers; that it is gone, or was behind, is noted, by which of the two began a pause."""
    bij_knip: list[Counter[str]] = []

    def vraag(nummer: int) -> int:
        if nummer == 60:
            met.luik.knip()
            bij_knip.append(geteld())
        if nummer % 10 == 0:
            met.rio.lever(str(uuid.uuid4()))
        return lees(met.rio, "opvragen_onderwijslocatie").status

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(vraag, range(120))) == {200}
    sinds = geteld() - bij_knip[0]
    assert sinds[replica.FallbackReason.ONBEREIKBAAR] > 0
    assert sinds[replica.KOPIE] <= 3, "what was under way at the other threads"
    assert sinds.total() >= 60
    assert met.rio.get("/health").status == 200


def test_the_primary_decides_what_is_trusted_while_the_replica_still_trusts_it(met: MetKopie) -> None:
    with met.rio.register.lees() as session:
        (partij,) = partijen.alle_partijen(session)
    assert lees(met.rio, "opvragen_onderwijslocatie").status == 200
    met.rio.register.schrijf(lambda session: partijen.trek_partij_in(session, partij.vingerafdruk))
    assert lees(met.rio, "opvragen_onderwijslocatie").faultcode == "SOAP-ENV:Client.EK0031"


def test_a_replica_with_older_tables_stops_the_start_with_what_is_wrong(
    met: MetKopie, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica, "GEDULD", 0.0)
    met.kopie.doe("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(SettingsError, match="RIO_LEES_DATABASE_URL: tables of version 0001, expected"):
        service.make_application(met.rio.settings, met.rio.register)
