"""Reports are asked by strangers: each sender gets so many, and threads are left for messages."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from rio_soap.register.database.database import Register
from rio_soap.setup import serving
from rio_soap.setup.service import make_application
from rio_soap.setup.settings import Settings
from rio_soap.workbench import maat
from rio_soap.workbench.maat import Doorgang, Maat, TeVeel, Toelating, afzender
from tests.workbench.hulp import Maker
from tests.workbench.test_rapport import post


class Klok:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.nu = 1000.0

    def __call__(self) -> float:
        return self.nu


def test_a_bucket_holds_a_minute_and_fills_by_itself() -> None:
    klok = Klok()
    emmers = Maat(6, klok)
    for _ in range(6):
        emmers.neem("a")
    with pytest.raises(TeVeel) as fout:
        emmers.neem("a")
    assert fout.value.wacht == 10
    emmers.neem("b")  # another sender has a bucket of its own
    klok.nu += 10
    emmers.neem("a")
    with pytest.raises(TeVeel):
        emmers.neem("a")
    klok.nu += 3600
    for _ in range(6):  # and never more than a minute
        emmers.neem("a")
    with pytest.raises(TeVeel):
        emmers.neem("a")


def test_a_report_that_took_long_counts_for_more() -> None:
    klok = Klok()
    emmers = Maat(60, klok)
    emmers.neem("a")
    emmers.reken("a", 0.04)
    emmers.reken("a", 4.0)
    with pytest.raises(TeVeel) as fout:
        emmers.neem("a")
    assert fout.value.wacht == 22  # 60 - 1 - 80, and one to take
    klok.nu += 22
    emmers.neem("a")


def test_nought_sets_no_limit_and_keeps_nothing() -> None:
    emmers = Maat(0)
    for _ in range(1000):
        emmers.neem("a")
        emmers.reken("a", 10)
    assert not emmers._emmers


def test_senders_are_kept_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maat, "_MAX_AFZENDERS", 50)
    klok = Klok()
    emmers = Maat(1, klok)
    emmers.neem("trouw")
    for nummer in range(200):
        emmers.neem(f"{nummer}")
        with pytest.raises(TeVeel):
            emmers.neem("trouw")
        emmers.reken("trouw", 0)
    assert len(emmers._emmers) == 50


@pytest.mark.parametrize(
    ("certificaat", "adres", "naam"),
    [
        (None, "192.0.2.7", "adres 192.0.2.7"),
        (None, "2001:db8:1:2:3:4:5:6", "adres 2001:db8:1:2::/64"),
        (None, "2001:db8:1:2:ffff::1", "adres 2001:db8:1:2::/64"),
        (None, "localhost", "adres localhost"),
        (None, "", "adres "),
        ("ab12", "192.0.2.7", "certificaat ab12"),
    ],
)
def test_a_sender_is_its_certificate_or_else_its_address(certificaat: str | None, adres: str, naam: str) -> None:
    assert afzender(certificaat, adres) == naam


def test_only_some_reports_are_made_at_a_time_and_only_some_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maat, "_WACHTEN", 0.3)
    doorgang = Doorgang(1)
    vrij, binnen, uitkomst = threading.Event(), threading.Event(), list[str]()

    def houd_bezet() -> None:
        with doorgang.beurt():
            binnen.set()
            vrij.wait(10)

    def wacht() -> None:
        try:
            with doorgang.beurt():
                uitkomst.append("beurt")
        except TeVeel:
            uitkomst.append("te veel")

    eerste, tweede = threading.Thread(target=houd_bezet), threading.Thread(target=wacht)
    eerste.start()
    assert binnen.wait(5)
    tweede.start()
    time.sleep(0.1)
    begin = time.monotonic()
    with pytest.raises(TeVeel), doorgang.beurt():  # the third finds no place to wait
        pass
    assert time.monotonic() - begin < 0.1
    tweede.join(5)
    assert uitkomst == ["te veel"]
    vrij.set()
    eerste.join(5)
    with doorgang.beurt():
        pass


def test_who_got_no_report_has_its_turn_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maat, "_WACHTEN", 0.01)
    toelating = Toelating(Maat(1), Doorgang(1))
    with toelating.doorgang.beurt(), pytest.raises(TeVeel), toelating.beurt("a"):
        pass
    with toelating.beurt("a"):
        pass
    with pytest.raises(TeVeel), toelating.beurt("a"):
        pass


@pytest.fixture
def schaars(settings: Settings, register: Register) -> Iterator[int]:
    """A service that gives four reports a minute to a sender."""
    ingesteld = replace(settings, controle_per_minuut=4)
    with serving.make_http_server(make_application(ingesteld, register), "127.0.0.1", 0, ingesteld) as draaiend:
        yield draaiend.port


@pytest.mark.parametrize("pad", ["/controle", "/voorbeeld"])
def test_who_asks_too_much_gets_429_and_when_to_come_back(schaars: int, pad: str) -> None:
    assert [post(schaars, b"<x/>", {}, pad)[0] for _ in range(4)] == [200] * 4
    verbinding = http.client.HTTPConnection("127.0.0.1", schaars, timeout=30)
    verbinding.request("POST", pad, b"<x/>")
    antwoord = verbinding.getresponse()
    assert antwoord.status == 429
    assert 1 <= int(antwoord.headers["Retry-After"]) <= 15
    assert antwoord.read().startswith(b"too many reports; wait ")
    verbinding.close()


def test_both_pages_share_one_bucket(schaars: int) -> None:
    paden = ["/controle", "/voorbeeld"] * 3
    assert [post(schaars, b"<x/>", {}, pad)[0] for pad in paden] == [200] * 4 + [429] * 2


def test_a_party_that_proves_to_have_signed_has_turns_of_its_own(schaars: int, maker: Maker) -> None:
    """So that vendors behind one address do not take each other's; a copied certificate is no proof."""
    assert [post(schaars, maker.goed(), {})[0] for _ in range(4)] == [200] * 4
    vervalst = maker.goed().replace(b"Waterkunde", b"Waterkunst")
    uit = [post(schaars, data, {})[0] for data in [b"<x/>", vervalst, vervalst, vervalst, vervalst]]
    assert uit == [200] * 4 + [429]


def test_by_default_a_vendor_notices_nothing(settings: Settings, register: Register, maker: Maker) -> None:
    assert settings.controle_per_minuut == 600
    with serving.make_http_server(make_application(settings, register), "127.0.0.1", 0, settings) as draaiend:
        data = maker.goed()
        for _ in range(60):
            status, _, raw = post(draaiend.port, data, {})
            assert status == 200
        assert json.loads(raw)[0]["soort"] == "verzoek"
