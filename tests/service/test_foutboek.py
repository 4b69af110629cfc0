"""Messages that get a SOAP fault are kept off the way of messages, whatever is wrong with them."""

import time
from pathlib import Path
from typing import cast

import pytest

from rio_soap.bevinding import Bevinding
from rio_soap.contract.operaties import DIENSTEN
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.register.database.database import Register, Task
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.logboek.berichtenlijst import Logregel, Logvraag, laatste_berichten
from rio_soap.service import foutboek as module
from rio_soap.service.bericht import Bericht
from rio_soap.service.foutboek import AANDEEL, WACHTRIJ, WACHTRIJ_BYTES, Foutboek
from rio_soap.setup import trial
from tests.service.conftest import Dienst

LEVER = "aanleveren_opleidingseenheid"
FOUT = Edufout(Foutsoort.DK0004, [Bevinding("leeg", "/")])


def regels(dienst: Dienst, aantal: int) -> list[Logregel]:
    """The kept messages, once there are so many."""
    for _ in range(100):
        with dienst.register.lees() as session:
            gevonden = laatste_berichten(session, Logvraag(uitslag="FAULT"), 100)
        if len(gevonden) >= aantal:
            return gevonden
        time.sleep(0.05)
    raise AssertionError(f"there are never {aantal}")


def test_what_gets_a_fault_is_kept_with_what_is_known_of_it(rio: Dienst) -> None:
    goed = rio.verzoek(LEVER, {"opleidingseenheid": trial.voorbeeldlevering()})
    rio.post(LEVER, goed.replace(b"Toegepaste Waterkunde", b"Toegepaste Waterkunst"))
    rio.stuur(LEVER, {"opleidingseenheid": trial.voorbeeldlevering()}, oin="00000001999999999000")
    for dienst in DIENSTEN:
        naam = next(n for n, o in module.OPERATIES.items() if o.dienst == dienst)
        rio.post(naam, b"\xff\xfe no envelope")
    rio.post(LEVER, goed)
    rio.post(LEVER, goed)  # the same message once more: a fault to who signed rightly
    gevonden = {(r.operatie, r.oin, r.afzender, r.codes[0].rpartition(".")[2]) for r in regels(rio, 7)}
    assert (LEVER, None, trial.OIN_HANZE, "EK0031") in gevonden
    assert (LEVER, None, "00000001999999999000", "DK0002") in gevonden
    assert len([r for r in gevonden if r[1] is r[2] is None]) == len(DIENSTEN)
    assert any(r[1] == trial.OIN_HANZE for r in gevonden)


def boek(register: object, maximum: int = 1000) -> Foutboek:
    return Foutboek(cast(Register, register), SystemClock(), maximum, 30)


def bericht(adres: str, data: bytes = b"x") -> Bericht:
    return Bericht(DIENSTEN[0], data, None, None, adres=adres)


def test_one_client_has_no_more_than_its_share_of_what_waits() -> None:
    vol = boek(None)
    for _ in range(WACHTRIJ):
        vol.meld(bericht("1.2.3.4"), FOUT)
    vol.meld(bericht("5.6.7.8"), FOUT)
    assert len(vol._rij) == WACHTRIJ // AANDEEL + 1


def test_what_waits_is_bounded_in_number_and_bytes() -> None:
    vol, groot = boek(None), boek(None)
    for nummer in range(WACHTRIJ + 50):
        vol.meld(bericht(str(nummer)), FOUT)
        groot.meld(bericht(str(nummer), b"x" * 2_000_000), FOUT)
    assert len(vol._rij) == WACHTRIJ
    assert sum(len(een.bericht.verzoek) for een in groot._rij) <= WACHTRIJ_BYTES


def test_where_none_are_kept_none_wait() -> None:
    geen = boek(None, maximum=0)
    geen.meld(bericht("x"), FOUT)
    assert not geen._rij


def test_a_database_that_is_away_holds_up_nobody_and_is_tried_again(
    rio: Dienst, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Weg:
        pogingen = 0

        def lees(self) -> object:
            self.pogingen += 1
            if self.pogingen < 4:
                raise Unavailable("away")
            return rio.register.lees()

        def schrijf(self, taak: Task[None], *, duurzaam: bool) -> None:
            rio.register.schrijf(taak, duurzaam=duurzaam)

    monkeypatch.setattr(module, "PAUZE", 0.01)
    monkeypatch.setattr(module, "OPNIEUW", 0.01)
    register = Weg()
    traag = boek(register)
    traag.begin()
    begin = time.perf_counter()
    for _ in range(50):
        traag.meld(bericht("x"), FOUT)
    assert time.perf_counter() - begin < 0.5
    for _ in range(200):
        if not traag._rij:
            break
        time.sleep(0.01)
    traag.sluit()
    assert not traag._rij
    assert register.pogingen >= 4


def test_what_waits_is_written_when_the_service_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUZE", 60.0)
    dienst = Dienst(tmp_path)
    dienst.post(LEVER, b"<x/>")
    dienst.stop()
    with trial_register(dienst) as register, register.lees() as session:
        assert len(laatste_berichten(session, Logvraag(uitslag="FAULT"), 5)) == 1


def trial_register(dienst: Dienst) -> Register:
    from rio_soap.setup.service import open_register

    return open_register(dienst.settings)
