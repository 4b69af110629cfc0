"""Every text of the catalogue can be reworded: reports find the same causes, places, lines and values."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.rapport import Rapport
from rio_soap.workbench.weergave import FORMATEN
from tests.herschreven import herschreven
from tests.workbench import test_andere_stapels, test_bestandssoort, test_kapotte_berichten, test_oorzaken_xsd
from tests.workbench.hulp import OIN_RIO, Maker
from tests.workbench.test_kapotte_berichten import Geval

ALLE = [*test_kapotte_berichten.GEVALLEN, *test_andere_stapels.GEVALLEN]


def gelijk(beoordeel: Callable[[], Rapport]) -> None:
    """The same report, whatever the words: its findings hold texts that are not put into words."""
    voor = beoordeel()
    with herschreven():
        na = beoordeel()
        assert all("Kwak nl" in formaat([na], "nl") for formaat in FORMATEN.values())
    assert na.meldingen == voor.meldingen
    assert (na.soort, na.operatie, na.onderdelen) == (voor.soort, voor.operatie, voor.onderdelen)


@pytest.mark.parametrize("geval", ALLE, ids=lambda geval: geval.naam)
def test_a_broken_message_has_the_same_findings_in_other_words(
    geval: Geval, maker: Maker, kader: Kader, los: Kader
) -> None:
    data = geval.maak(maker)
    gelijk(lambda: controleer(geval.naam, data, kader if geval.register else los, **geval.http))


@pytest.mark.parametrize("geval", test_oorzaken_xsd.GEVALLEN)
def test_content_that_does_not_fit_has_the_same_findings_in_other_words(geval: str, maker: Maker) -> None:
    data = maker.getekend(test_oorzaken_xsd.GEVALLEN[geval][0])
    gelijk(lambda: controleer(geval, data, Kader(Profiel(OIN_RIO))))


@pytest.mark.parametrize("geval", test_bestandssoort.GEVALLEN)
def test_a_file_that_is_no_message_is_the_same_in_other_words(geval: str, pki: Path) -> None:
    data = test_bestandssoort.GEVALLEN[geval][0](pki)
    gelijk(lambda: controleer(geval, data, Kader(Profiel(OIN_RIO))))
