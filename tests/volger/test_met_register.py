"""The follower beside the register itself: its publisher, its files over HTTP, its API, its signature."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rio_soap.contract.jsonvorm import json_van
from rio_soap.opendata.afwerking import Afwerking
from rio_soap.opendata.datapackage import maak_datapackage
from rio_soap.register.publicatie.publicatiebron import tijdpunt
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.volger import volg, wijzigingen
from rio_soap.volger.rijenhash import compact
from rio_soap.volger.standing import Change
from tests.opendata.hulp_publicatie import Drukkerij, niets, sleutelpaar
from tests.service.conftest import Dienst
from tests.volger.lezen import sql


@pytest.fixture(scope="module")
def dienst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    dienst_ = Dienst(tmp_path_factory.mktemp("register"), api_per_minuut=0)
    yield dienst_
    dienst_.stop()


class Uitgever:
    """Publishes the register of a service, day after day."""

    def __init__(self, dienst: Dienst) -> None:
        self.dienst, self.dag = dienst, 0
        afwerking = Afwerking((), lambda map_, dag, _: maak_datapackage(map_, dag), niets)
        self.drukkerij = Drukkerij(dienst.register, dienst.settings.publicatiemap, afwerking)

    def publiceer(self) -> None:
        self.drukkerij.publiceer(datetime.now(UTC) + timedelta(days=self.dag))
        self.dag += 1

    def objecten(self) -> dict[tuple[str, str], str]:
        """What everybody may see of the register now, by its own reading."""
        with self.drukkerij.lezer() as lezer:
            bron = lezer.bron(lezer.lees(lambda session: tijdpunt(session, datetime.now(UTC))))
            return {
                (een.objecttype, een.sleutel): compact(json_van(een.inhoud))
                for soort in OBJECTTYPEN
                for een in bron.alle(soort)
                if een.inhoud is not None
            }


def test_a_copy_of_a_real_register_is_right_at_every_publication_and_between(dienst: Dienst, tmp_path: Path) -> None:
    """Signed files, deltas and feed over HTTP; the feed and the files agree about every object."""
    uitgever, url, doel = Uitgever(dienst), f"http://127.0.0.1:{dienst.port}", str(tmp_path / "kopie.sqlite")
    certificaat = tmp_path / "rio.der"
    certificaat.write_bytes(sleutelpaar().der)
    uitgever.publiceer()
    eerste = volg(doel, url, certificaat=certificaat)
    assert eerste.volledig
    assert kopie(doel) == uitgever.objecten()
    for _ in range(2):
        dienst.lever()
        assert volg(doel, url).wijzigingen > 0
        assert kopie(doel) == uitgever.objecten()
        dienst.lever()
        uitgever.publiceer()
        dienst.lever()
        gedaan = volg(doel, url, certificaat=certificaat)
        assert (gedaan.deltas, gedaan.volledig, gedaan.ongelijk) == (1, None, 0)
        assert kopie(doel) == uitgever.objecten()


def kopie(doel: str) -> dict[tuple[str, str], str]:
    with sql(doel) as vraag:
        return {
            (soort, sleutel): inhoud
            for soort, sleutel, inhoud in vraag("SELECT objecttype, sleutel, inhoud FROM object")
        }


def test_who_follows_the_changes_of_a_real_register_has_its_objects(dienst: Dienst) -> None:
    uitgever, url = Uitgever(dienst), f"http://127.0.0.1:{dienst.port}"
    uitgever.dag = 100
    uitgever.publiceer()
    eigen = {(een.objecttype, een.sleutel): een for een in wijzigingen(url)}
    dienst.lever()
    cursor = next(een.cursor for een in eigen.values() if een.cursor)
    verder: list[Change] = list(wijzigingen(url, na=cursor))
    assert verder
    eigen |= {(een.objecttype, een.sleutel): een for een in verder}
    assert {plek: een.tekst for plek, een in eigen.items() if een.tekst} == uitgever.objecten()
