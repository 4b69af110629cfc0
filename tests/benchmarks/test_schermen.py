"""What measures the pages asks every kind of page, and what is largest, of whatever register there is."""

from collections.abc import Iterator

import pytest

from benchmarks.schermadressen import Adressen
from benchmarks.schermen import MEESTE_BYTES, meet, rij_van, toon, vraag
from benchmarks.schermgrootste import grootste
from benchmarks.tabel import Verslag
from rio_soap.web.publiek.schermen_publiek import PUBLIEKE_SCHERMEN
from tests.service.conftest import Dienst

AANTAL = 3


@pytest.fixture(scope="module")
def ongeteld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    dienst = Dienst(tmp_path_factory.mktemp("schermen"), scherm_per_minuut=0)
    yield dienst
    dienst.stop()


def test_every_page_for_everybody_has_addresses_that_answer(ongeteld: Dienst) -> None:
    adressen = Adressen(ongeteld.register, AANTAL)
    for scherm in PUBLIEKE_SCHERMEN:
        gekozen = adressen(scherm.regel)
        assert 0 < len(gekozen) <= AANTAL, scherm.regel
        assert gekozen == Adressen(ongeteld.register, AANTAL)(scherm.regel), "a fixed sample"
        for een in meet(ongeteld.toepassing, gekozen):
            assert een.status < 400, een
            assert een.ms > 0
            assert een.omvang < MEESTE_BYTES or "vorm=xml" in een.adres, een


def test_what_is_largest_is_named_and_answers(ongeteld: Dienst) -> None:
    namen = dict(grootste(ongeteld.register))
    assert len(namen) > 100
    assert {"search: sector HO", "search: all ONDERWIJSBESTUUR"} <= namen.keys()
    for naam, adres in list(namen.items())[::7]:
        _, status, _ = vraag(ongeteld.toepassing, f"/nl{adres}")
        assert status < 400, (naam, adres)


def test_a_line_has_percentiles_of_time_and_bytes(ongeteld: Dienst) -> None:
    gemeten = meet(ongeteld.toepassing, ["/begrippen", "/privacy"])
    naam, aantal, p50, p95, meest, *_, omvang = rij_van("x", gemeten)
    assert (naam, aantal) == ("x", 2)
    assert p50 <= p95 <= meest == max(een.ms for een in gemeten)
    assert omvang == max(een.omvang for een in gemeten)


def test_the_report_is_two_tables(ongeteld: Dienst, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.schermen.grootste", lambda _: iter([("the smallest", "/privacy")]))
    verslag = Verslag()
    toon(verslag, ongeteld.toepassing, ongeteld.register, 1)
    assert "| /zoeken " in verslag.tekst()
    assert "| the smallest " in verslag.tekst()
