"""What is asked of the BAG for a delivery, and what not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import cast

import pytest

from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.ports import Adresobject, Adresvraag, Bag, Bagadres, Bestaat, Objectsoort, Positie, Woonplaats
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.locatie.bericht import lees_onderwijslocatiegebruik
from rio_soap.register.operaties.levering import Voorbereid
from rio_soap.register.operaties.tabel import LEVERINGEN
from rio_soap.register.regels.vindplaats import Nietgevonden, Vindplaats
from rio_soap.service.afhandeling import Afhandeling
from tests.register.hulp import context, fouten
from tests.register.hulp_organisatie import adres, gebruik, plaats, punt
from tests.service.conftest import Dienst

GEVONDEN = Bagadres(
    bag_id="0014010099900001",
    nummeraanduiding_id="0014200099900001",
    postcode="9747AV",
    huisnummer=3,
    huisletter="A",
    huisnummertoevoeging="1",
    straatnaam="Proefstraat",
    plaatsnaam="GRONINGEN",
    plaatscode="1070",
    soort=Objectsoort.VERBLIJFSOBJECT,
    status="Verblijfsobject in gebruik",
    positie=Positie(Decimal("53.24012345"), Decimal("6.53012345")),
    kandidaten=("0014010099900001", "0014010099900002"),
    signaal="meer dan 1",
)


class Proefbag:
    """A BAG that answers as told and keeps what it was asked."""

    def __init__(self, antwoord: Bagadres | Bestaat | Woonplaats | ChainFailure = GEVONDEN) -> None:
        self.antwoord = antwoord
        self.gevraagd: list[Adresvraag | tuple[str, str | None]] = []

    def adres(self, vraag: Adresvraag) -> Bagadres | Bestaat:
        self.gevraagd.append(vraag)
        if isinstance(self.antwoord, ChainFailure):
            raise self.antwoord
        assert isinstance(self.antwoord, Bagadres | Bestaat)
        return self.antwoord

    def plaats(self, plaatsnaam: str, gemeentenaam: str | None = None) -> Woonplaats | Bestaat:
        self.gevraagd.append((plaatsnaam, gemeentenaam))
        if isinstance(self.antwoord, ChainFailure):
            raise self.antwoord
        assert isinstance(self.antwoord, Woonplaats | Bestaat)
        return self.antwoord

    def object(self, bag_id: str, peildatum: date | None = None) -> Adresobject | None:
        raise AssertionError("no delivery asks for an object by its id")


Zoek = Callable[[Proefbag | None, Gegeven], Vindplaats | Nietgevonden | None]


def vraag_buiten(rio: Dienst, bag: Proefbag | None, verzoek: Gegeven) -> Voorbereid:
    """An aanleveren_onderwijslocatiegebruik with what came of its question."""
    afhandeling = Afhandeling(rio.register, bag=cast("Bag | None", bag))
    return afhandeling.vraag_buiten(LEVERINGEN["aanleveren_onderwijslocatiegebruik"].bereid_voor(context(), verzoek))


@pytest.fixture
def zoek(rio: Dienst) -> Zoek:
    def zoek_(bag: Proefbag | None, deel: Gegeven) -> Vindplaats | Nietgevonden | None:
        verzoek = Gegeven("verzoek", {"onderwijslocatiegebruik": deel})
        klaar = vraag_buiten(rio, bag, verzoek)
        return klaar.gevonden or lees_onderwijslocatiegebruik(context(), verzoek).vindplaats

    return zoek_


def test_a_new_address_costs_one_question_and_keeps_what_rio_needs(zoek: Zoek) -> None:
    bag = Proefbag()
    assert zoek(bag, gebruik(adres(toevoeging="a-1"))) == Vindplaats(
        postcode="9747AV",
        huisnummer=3,
        huisnummertoevoeging="A1",
        bag_id="0014010099900001",
        latitude=Decimal("53.24012345"),
        longitude=Decimal("6.53012345"),
        plaatsnaam="GRONINGEN",
        signaal="meer dan 1",
    )
    assert bag.gevraagd == [Adresvraag("9747AV", 3, "a-1")]


@pytest.mark.parametrize(
    "deel",
    [gebruik(adres("9747AS", 17, None)), gebruik("107X215"), gebruik(punt("50.85", "4.35"))],
    ids=["known address", "code", "point"],
)
def test_what_rio_knows_or_the_bag_does_not_costs_no_question(zoek: Zoek, deel: Gegeven) -> None:
    bag = Proefbag()
    zoek(bag, deel)
    assert bag.gevraagd == []
    assert not isinstance(zoek(None, deel), Nietgevonden), "and goes on without a BAG"


@pytest.mark.parametrize("plek", [adres(), plaats("Hengelo")], ids=["address", "place"])
@pytest.mark.parametrize("bestuur", ["200B001", "107B213", "999B999"])
def test_a_sender_that_does_not_act_for_the_bestuur_costs_no_question(rio: Dienst, plek: Gegeven, bestuur: str) -> None:
    """It is refused with A01110 or AUT401, whether or not the address is right."""
    bag = Proefbag(Bestaat.ONBEKEND)
    verzoek = Gegeven("verzoek", {"onderwijslocatiegebruik": gebruik(plek, bestuur=bestuur)})
    klaar = vraag_buiten(rio, bag, verzoek)
    assert (klaar.gevonden, bag.gevraagd) == (None, [])
    assert fouten(rio.register.probeer(klaar.voer_uit)) == ["AUT401" if bestuur == "107B213" else "A01110"]


def test_a_point_is_brought_to_eight_decimals(zoek: Zoek) -> None:
    gevonden = zoek(None, gebruik(punt("50.8", "-0.0")))
    assert isinstance(gevonden, Vindplaats)
    assert (str(gevonden.latitude), str(gevonden.longitude)) == ("50.80000000", "0E-8")
    assert gevonden.plaatsnaam is None


def test_a_place_is_asked_with_its_gemeente(zoek: Zoek) -> None:
    bag = Proefbag(Woonplaats("1070", "Groningen", "Groningen"))
    assert zoek(bag, gebruik(plaats("groningen", "Groningen"))) == Vindplaats(plaatscode="1070", plaatsnaam="GRONINGEN")
    assert bag.gevraagd == [("groningen", "Groningen")]


@pytest.mark.parametrize("plek", [adres(), plaats("Hengelo")], ids=["address", "place"])
@pytest.mark.parametrize(
    ("antwoord", "uitkomst"),
    [
        (Bestaat.ONBEKEND, Nietgevonden.ONBEKEND),
        (Bestaat.NIET_UNIEK, Nietgevonden.NIET_UNIEK),
        (ChainFailure("BAG", Reason.TIMEOUT, "no answer"), Nietgevonden.STORING),
    ],
    ids=["unknown", "not unique", "failure"],
)
def test_what_was_not_found_is_an_outcome(
    zoek: Zoek, plek: Gegeven, antwoord: Bestaat | ChainFailure, uitkomst: Nietgevonden
) -> None:
    assert zoek(Proefbag(antwoord), gebruik(plek)) is uitkomst
    assert zoek(None, gebruik(plek)) is Nietgevonden.STORING
