"""The trial addresses that come with the project."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rio_soap.chain.bag import Bagregister, SoapBag
from rio_soap.chain.bagextract.store import BagStore
from rio_soap.chain.ports import Adresvraag, Bagadres, Bestaat, Objectsoort, Woonplaats
from rio_soap.chain.resilience import Limits
from rio_soap.chain.standin.bagdienst import Bagdienst
from rio_soap.chain.standin.proefadressen import PROEFADRESSEN, Adresbestandfout, laad_adressen
from rio_soap.chain.standin.standin_server import PAD_BAG, Proefdienst, bedien, proef_toepassing
from tests.chain.hulp import houdt


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bagregister]:
    doel = tmp_path_factory.mktemp("proef") / "bag.db"
    laad_adressen(PROEFADRESSEN, doel)
    opslag = BagStore(doel)
    with bedien(proef_toepassing({PAD_BAG: Proefdienst("Bag", "bag.wsdl", Bagdienst(opslag))})) as url:
        bron = SoapBag(url + PAD_BAG, limits=Limits())
        yield Bagregister(bron, opslag)
        bron.sluit()


def test_de_hanzehogeschool_staat_op_zernike(bag: Bagregister) -> None:
    gevonden = bag.adres(Adresvraag("9747AS", 7))
    assert isinstance(gevonden, Bagadres)
    assert (gevonden.straatnaam, gevonden.plaatsnaam, gevonden.plaatscode) == ("Zernikeplein", "GRONINGEN", "1070")
    assert gevonden.positie is not None
    assert (round(gevonden.positie.latitude, 2), round(gevonden.positie.longitude, 2)) == (
        round(type(gevonden.positie.latitude)("53.24"), 2),
        round(type(gevonden.positie.latitude)("6.53"), 2),
    )
    assert gevonden.signaal is None


@pytest.mark.parametrize(
    ("nummer", "toevoeging", "uitkomst"),
    [
        (7, None, "gevonden"),
        (7, "A 3", "gevonden"),
        (7, "bis", "gevonden"),
        (7, "A", "onbekend"),
        (1, None, "onbekend"),
        (3, None, "gevonden"),
        (70, None, "MTM001"),
        (12, None, "standplaats"),
    ],
)
def test_de_gevallen_van_de_voorbeeldstraat(
    bag: Bagregister, nummer: int, toevoeging: str | None, uitkomst: str
) -> None:
    gevonden = bag.adres(Adresvraag("6982ZZ", nummer, toevoeging))
    if uitkomst == "onbekend":
        assert gevonden is Bestaat.ONBEKEND
        return
    assert isinstance(gevonden, Bagadres)
    assert (gevonden.signaal is not None) == (uitkomst == "MTM001")
    assert (gevonden.soort is Objectsoort.STANDPLAATS) == (uitkomst == "standplaats")
    assert houdt(bag, gevonden.bag_id)


def test_bergen_is_niet_uniek_zonder_gemeente(bag: Bagregister) -> None:
    assert bag.plaats("Bergen") is Bestaat.NIET_UNIEK
    assert isinstance(bag.plaats("BERGEN", "Bergen (NH.)"), Woonplaats)


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("x", "Expected"),
        ('[[adres]]\nplaats = "1070"', "adres 1: KeyError"),
        ('[[adres]]\nkleur = "rood"', "unknown 'kleur'"),
    ],
)
def test_een_onbruikbaar_bestand_zegt_waar_het_schort(tmp_path: Path, tekst: str, melding: str) -> None:
    (tmp_path / "a.toml").write_text(tekst)
    with pytest.raises(Adresbestandfout, match=melding):
        laad_adressen(tmp_path / "a.toml", tmp_path / "bag.db")
    assert not (tmp_path / "bag.db").exists()
