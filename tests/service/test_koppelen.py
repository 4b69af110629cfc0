"""Tying a bestuur when KvK fails: one error in time, and nothing stored."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.kvk import KvkKeys, SoapHandelsregister
from rio_soap.chain.resilience import Limits
from rio_soap.chain.standin.both import ketenproef, open_opslag
from rio_soap.chain.standin.standin_server import PAD_KVK, bedien
from rio_soap.edukoppeling import proefpki
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.tls_client import Tls
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import migreer
from rio_soap.register.proefdata import proef
from rio_soap.service.koppelen import koppel_bestuur
from tests.chain.conftest import Proefserver
from tests.chain.test_tls import _context, tls_map
from tests.chain.test_transport import GEVALLEN

__all__ = ["tls_map"]

LIMITS = Limits(total=1.5, connect=0.5, response=0.7, pause=0.02, failures_to_open=100, maximum_response=200_000)
GEGEVENS = (model.organisatorische_eenheid, model.handelsregister, model.signaal, model.ketencontrole)
ANDERS = {"ander bericht": Reason.SIGNATURE, "ongeldig bericht": Reason.SIGNATURE}
"""What is unsigned falls on that before anybody looks what it is."""


@pytest.fixture(scope="module")
def sleutels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sleutelpaar]:
    klanten = {"kvk": "00000003272483710000", "vreemde": "00000001123456789000"}
    return proefpki.maak(tmp_path_factory.mktemp("pki"), dienst_oin="00000001800866472000", klanten=klanten)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register(maak_engine(f"sqlite:///{tmp_path / 'rio.db'}")) as gevuld:
        migreer(gevuld.engine)
        gevuld.schrijf(proef.laad_proef)
        yield gevuld


def inhoud(register: Register) -> list[Any]:
    with register.lees() as session:
        return [session.execute(sa.select(tabel)).all() for tabel in GEGEVENS]


@contextmanager
def niets_opgeslagen(register: Register) -> Iterator[None]:
    voor, begin = inhoud(register), time.monotonic()
    yield
    assert time.monotonic() - begin < LIMITS.total + 1.0
    assert inhoud(register) == voor


def koppel(register: Register, sleutels: dict[str, Sleutelpaar], url: str, tls: Tls | None = None) -> Any:
    kvk = SoapHandelsregister(url, KvkKeys(sleutels["dienst"], [sleutels["kvk"].der]), limits=LIMITS, tls=tls)
    try:
        return koppel_bestuur(register, kvk, "90000137", "100B490", datetime.now(UTC))
    finally:
        kvk.sluit()


@pytest.fixture(autouse=True, scope="module")
def _gelezen(sleutels: dict[str, Sleutelpaar]) -> None:
    """The contract of KvK is read once in a process; how long that takes is not what is measured here."""
    kvk = SoapHandelsregister(
        "http://127.0.0.1:1", KvkKeys(sleutels["dienst"], [sleutels["kvk"].der]), limits=LIMITS, tls=None
    )
    with pytest.raises(ChainFailure):
        kvk.inschrijving(kvk_nummer="90000137")
    kvk.sluit()


@pytest.mark.parametrize("geval", GEVALLEN)
def test_a_failing_kvk_is_one_error_in_time_and_nothing_is_stored(
    register: Register, sleutels: dict[str, Sleutelpaar], geval: str
) -> None:
    server = Proefserver()
    server.gedrag, reden, _ = GEVALLEN[geval]
    with niets_opgeslagen(register), pytest.raises(ChainFailure) as fout:
        koppel(register, sleutels, server.url)
    assert fout.value.register == "KvK"
    assert fout.value.reason is ANDERS.get(geval, reden)
    server.stop()


def test_a_kvk_that_is_down(register: Register, sleutels: dict[str, Sleutelpaar]) -> None:
    server = Proefserver()
    server.stop()
    with niets_opgeslagen(register), pytest.raises(ChainFailure, match="onbereikbaar"):
        koppel(register, sleutels, server.url)


@pytest.mark.parametrize("naam", ["andernaam", "verlopen", "vreemd"])
def test_a_kvk_with_a_wrong_certificate(
    register: Register,
    sleutels: dict[str, Sleutelpaar],
    tls_map: Path,
    naam: str,
) -> None:
    server = Proefserver(_context(tls_map, naam))
    with niets_opgeslagen(register), pytest.raises(ChainFailure) as fout:
        koppel(register, sleutels, server.url, Tls(ca=tls_map / "ca.pem"))
    assert fout.value.reason is Reason.CERTIFICATE
    server.stop()


def _vervals(antwoord: bytes) -> bytes:
    assert b"Stichting Voorbeeld Onderwijs" in antwoord
    return antwoord.replace(b"Stichting Voorbeeld Onderwijs", b"Stichting Vervalst")


@pytest.mark.parametrize(
    ("ondertekenaar", "wijzig"), [("vreemde", lambda x: x), ("kvk", _vervals)], ids=["other key", "changed on the way"]
)
def test_an_answer_with_a_wrong_signature_is_not_used(
    register: Register,
    sleutels: dict[str, Sleutelpaar],
    tmp_path: Path,
    ondertekenaar: str,
    wijzig: Callable[[bytes], bytes],
) -> None:
    app = ketenproef(open_opslag(tmp_path / "bag.db"), sleutels[ondertekenaar], [sleutels["dienst"].der])

    def toepassing(omgeving: dict[str, Any], start: Any) -> Any:
        uit = wijzig(b"".join(app(omgeving, lambda status, headers, *_: stand.extend((status, headers)))))
        start(stand[0], [(k, str(len(uit)) if k == "Content-Length" else v) for k, v in stand[1]])
        return [uit]

    stand: list[Any] = []
    with bedien(toepassing) as url, niets_opgeslagen(register), pytest.raises(ChainFailure) as fout:
        koppel(register, sleutels, url + PAD_KVK)
    assert fout.value.reason is Reason.SIGNATURE
