"""`rio_soap.client.Spiegel` over real HTTP: a chain partner that knows the contract alone keeps a right copy."""

import random
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from rio_soap.client import RioAfgekeurd, RioClient, Spiegel, Wijziging
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.regels.uitslag import dag_in_nederland
from rio_soap.register.vertrouwen import partijen
from rio_soap.setup import keys
from tests.client.conftest import maak_client
from tests.register.hulp import HANZE, VREEMD
from tests.register.hulp_organisatie import voeg_besturen_toe
from tests.register.test_wereld import leeg_de_kern_weer
from tests.register.wereld import AFZENDERS, Wereld
from tests.service.conftest import Dienst

RONDES, WIJZIGINGEN = 6, 15


@pytest.fixture
def dienst_(tmp_path: Path) -> Iterator[Dienst]:
    gestart = Dienst(tmp_path, kern=True, paginagrootte=2)
    voeg_besturen_toe(gestart.register)
    leeg_de_kern_weer(gestart.register)
    yield gestart
    gestart.stop()


@pytest.fixture
def clienten(dienst_: Dienst) -> Iterator[Mapping[str, RioClient]]:
    """A client per sender; one certificate signs for all."""
    der = keys.certificate_der(dienst_.settings.data_dir / "pki" / "klant.pem")
    dienst_.register.schrijf(lambda session: partijen.voeg_partij_toe(session, der, AFZENDERS))
    gemaakt = {afzender: maak_client(dienst_, namens=afzender) for afzender in AFZENDERS}
    yield gemaakt
    for client in gemaakt.values():
        client.sluit()


class Partner:
    """Keeps a copy by `Spiegel`: first of the aanbieders, then of the offers of each, and of the uses."""

    def __init__(self, client: RioClient) -> None:
        self.kopie: dict[tuple[str, ...], Gegeven] = {}
        self.spiegel = Spiegel(client, self.verwerk)
        self.sinds = client.wissel.klok.nu() - timedelta(days=1)

    def verwerk(self, wijziging: Wijziging) -> None:
        sleutel = (wijziging.soort, *wijziging.sleutel)
        if wijziging.voorwerp is None:
            self.kopie.pop(sleutel, None)
        else:
            self.kopie[sleutel] = wijziging.voorwerp

    def ronde(self) -> None:
        voor = self.houders()
        peil = self.spiegel.onderwijsaanbieders(self.sinds).peil
        for houder in voor | self.houders():
            try:
                self.spiegel.aangeboden_opleidingen(houder, self.sinds)
            except RioAfgekeurd as fout:
                if fout.foutcodes != ("N09440",) or houder in self.houders():
                    raise
        self.spiegel.onderwijslocatiegebruiken(self.sinds)
        self.sinds = peil

    def houders(self) -> set[str]:
        return {sleutel[1] for sleutel in self.kopie if sleutel[0] == "onderwijsaanbieder"}


def alles(client: RioClient, wereld: Wereld) -> dict[tuple[str, ...], Gegeven]:
    """What is there by the model, read object by object."""
    gevonden: dict[tuple[str, ...], Gegeven] = {}
    for code in wereld.aanbieders:
        gelezen = client.opvragen_onderwijsaanbieder(onderwijsaanbiedercode=code).onderwijsaanbieder
        gevonden["onderwijsaanbieder", code] = gelezen
    for code in wereld.aanbod:
        offer = client.opvragen_aangebodenOpleiding(aangebodenOpleidingCode=code).aangebodenOpleiding
        gevonden["aangebodenOpleiding", code] = offer
    for bestuur, locatie in wereld.gebruik:
        gebruik = client.opvragen_onderwijslocatiegebruik(onderwijsbestuurCode=bestuur, onderwijslocatieCode=locatie)
        gevonden["onderwijslocatiegebruik", bestuur, locatie] = gebruik.onderwijslocatiegebruik
    return gevonden


def test_a_chain_partner_keeps_a_right_copy_over_http(
    dienst_: Dienst, clienten: Mapping[str, RioClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Random deliveries by three senders, each answer as the model says; after every round the copy is right."""
    monkeypatch.setattr("tests.register.wereld.VANDAAG", dag_in_nederland(clienten[HANZE].wissel.klok.nu()))

    def lever(operatie: str, oin: str, velden: Mapping[str, Waarde]) -> tuple[list[str], Mapping[str, Any]]:
        try:
            return [], getattr(clienten[oin], operatie)(**velden).gegeven.velden
        except RioAfgekeurd as fout:
            return list(fout.foutcodes), {}

    toeval, wereld, partner = random.Random(21), Wereld(lever), Partner(clienten[VREEMD])
    for _ in range(RONDES):
        for _ in range(WIJZIGINGEN):
            wereld.wijzig(lambda mogelijk: toeval.choice(list(mogelijk)))
        partner.ronde()
        assert partner.kopie == alles(clienten[VREEMD], wereld)
    assert len(partner.kopie) > 3
    assert wereld.aanvaard > RONDES * WIJZIGINGEN / 6
