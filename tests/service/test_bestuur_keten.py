"""What a delivery or reading asks of the Handelsregister and the BAG, through a whole service and its stand-ins."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest
import sqlalchemy as sa

from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.ports import Handelsregister, Inschrijving, KvkOnbekend
from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.database import model
from rio_soap.register.regels.navraag import Inschrijvingsnavraag
from rio_soap.register.regels.registratie import Registratie
from rio_soap.register.regels.vindplaats import Nietgevonden
from rio_soap.service.inschrijvingzoeker import zoek_inschrijving
from rio_soap.service.oordeel import bekijk_vooraf
from rio_soap.setup import trial
from rio_soap.setup.chain import make_bag, make_handelsregister
from rio_soap.setup.service import make_kvk
from rio_soap.setup.standins import standins_beside
from tests.register.hulp_bestuur import KVK, RSIN, bestuur
from tests.service.conftest import Antwoord, Dienst


def stuur(rio: Dienst, operatie: str, **inhoud: Any) -> Antwoord:
    return rio.stuur(operatie, inhoud, oin=trial.OIN_DUO)


def lever(rio: Dienst, **velden: Any) -> Antwoord:
    return stuur(rio, "aanleveren_onderwijsbestuur", onderwijsbestuur=bestuur(**velden))


def codes(antwoord: Antwoord) -> list[str]:
    return [x.text for x in antwoord.body.iterfind(".//{*}foutcode")]  # type: ignore[misc]


@contextmanager
def met_kvk(rio: Dienst, kvk: Handelsregister | None) -> Iterator[None]:
    afhandeling = rio.toepassing.pijplijn.afhandeling
    oud = afhandeling.kvk
    afhandeling.kvk = kvk
    try:
        yield
    finally:
        afhandeling.kvk = oud


@pytest.fixture(scope="module")
def keten(rio: Dienst) -> Iterator[Dienst]:
    """The service with the stand-ins of BAG and KvK beside it."""
    with standins_beside(rio.settings) as settings:
        afhandeling, klok = rio.toepassing.pijplijn.afhandeling, SystemClock()
        afhandeling.bag, afhandeling.kvk = make_bag(settings, klok), make_handelsregister(settings, klok)
        yield rio


def test_a_new_bestuur_is_looked_up_by_either_number(keten: Dienst) -> None:
    for gevraagd in ({}, {"kVKnummer": None, "rSIN": RSIN}):
        code = lever(keten, **gevraagd).tekst("onderwijsbestuurcode")
        with keten.register.lees() as session:
            waar = model.organisatorische_eenheid.c.code == code
            rij = session.execute(sa.select(model.organisatorische_eenheid).where(waar)).one()
        assert (rij.kvk_nummer, rij.rsin) == (KVK, RSIN)
        weg = stuur(keten, "verwijderen_onderwijsbestuur", onderwijsbestuurcode=code)
        assert weg.tekst("requestGoedgekeurd") == "true", weg.raw


@pytest.mark.parametrize(
    ("kvk", "verwacht"),
    [("90000358", ["RS1103"]), ("90009999", ["RS1102"]), ("90001966", []), ("90002245", [])],
    ids=["ended", "unknown", "being wound up", "not begun"],
)
def test_what_kvk_says_decides(keten: Dienst, kvk: str, verwacht: list[str]) -> None:
    assert codes(lever(keten, kVKnummer=kvk)) == verwacht


def test_what_is_asked_of_kvk_can_be_read(keten: Dienst) -> None:
    gelezen = stuur(keten, "opvragen_handelsregistergegevens", rSIN=RSIN)
    assert (gelezen.tekst("kVKnummer"), gelezen.tekst("datumAanvang")) == (KVK, "20050901"), gelezen.raw
    assert codes(stuur(keten, "opvragen_handelsregistergegevens", kVKnummer="90009999")) == ["RS1102"]


def test_addresses_can_be_chosen_by_the_begin_of_a_number_or_asked_whole(keten: Dienst) -> None:
    lijst = stuur(keten, "opvragen_bagAdres", zoekterm="9747 as 1")
    nummers = [e.text for e in lijst.body.iterfind(".//{*}bagadres/{*}huisnummer")]
    assert nummers[:2] == ["11", "17"], lijst.raw
    assert lijst.tekst("onderwijslocatiecode") == "107X215"
    assert lijst.tekst("gemeentenaam") == "Groningen"
    adres = Gegeven("adres", {"postcode": "6982ZZ", "huisnummer": 7, "huisnummertoevoeging": "A3"})
    een = stuur(keten, "opvragen_bagAdres", adres=adres)
    assert (een.tekst("plaatsnaam"), een.tekst("huisnummertoevoeging")) == ("DOESBURG", "A3"), een.raw
    adres.velden["huisnummer"] = 99999
    assert stuur(keten, "opvragen_bagAdres", adres=adres).tekst("requestGoedgekeurd") == "true"


def test_a_preview_shows_the_bestuur_that_would_be_made(keten: Dienst) -> None:
    verzoek, afhandeling = Gegeven("verzoek", {"onderwijsbestuur": bestuur()}), keten.toepassing.pijplijn.afhandeling
    nu = datetime.now(UTC)
    voorbeeld = bekijk_vooraf(afhandeling, "aanleveren_onderwijsbestuur", verzoek, trial.OIN_DUO, nu)
    [nieuw] = voorbeeld.voorwerpen
    assert nieuw.nieuw is not None
    assert (nieuw.sleutel, nieuw.oud, nieuw.nieuw.velden["rSIN"]) == ("(nieuw)", None, RSIN)


class Proefkvk:
    """KvK as a test says; writes in the register while it is asked, which no transaction would let it."""

    def __init__(self, rio: Dienst, antwoord: Inschrijving | KvkOnbekend | ChainFailure) -> None:
        self.rio, self.antwoord, self.gevraagd = rio, antwoord, 0

    def inschrijving(self, **_: str | None) -> Inschrijving | KvkOnbekend:
        self.gevraagd += 1
        self.rio.register.schrijf(lambda session: session.execute(sa.delete(model.ketencontrole)))
        if isinstance(self.antwoord, ChainFailure):
            raise self.antwoord
        return self.antwoord


STORING = ChainFailure("KVK", Reason.TIMEOUT, "no answer")


def test_a_failing_kvk_is_int500_and_nothing_is_stored_nor_asked_in_a_transaction(rio: Dienst) -> None:
    def besturen() -> int:
        with rio.register.lees() as session:
            return int(
                session.execute(sa.select(sa.func.count()).select_from(model.organisatorische_eenheid)).scalar_one()
            )

    voor, kvk = besturen(), Proefkvk(rio, STORING)
    for wie in (cast(Handelsregister, kvk), None):
        with met_kvk(rio, wie):
            assert codes(lever(rio)) == ["INT500"]
            assert codes(stuur(rio, "opvragen_handelsregistergegevens", kVKnummer=KVK)) == ["INT500"]
    assert (besturen(), kvk.gevraagd) == (voor, 2)


def test_who_may_not_ask_costs_no_question(rio: Dienst) -> None:
    kvk = Proefkvk(rio, STORING)
    with met_kvk(rio, cast(Handelsregister, kvk)):
        inhoud: dict[str, Any] = {"onderwijsbestuur": bestuur()}
        assert codes(rio.stuur("aanleveren_onderwijsbestuur", inhoud, oin=trial.OIN_INSPECTIE)) == ["AUT401"]
        lezing = rio.stuur("opvragen_handelsregistergegevens", {"kVKnummer": KVK}, oin=trial.OIN_INSPECTIE)
        assert codes(lezing) == ["AUT401"]
    assert kvk.gevraagd == 0


def test_an_owner_without_legal_form_is_told_and_is_no_bestuur(rio: Dienst) -> None:
    persoon = Inschrijving(
        KVK, None, None, "natuurlijkPersoon", None, "20050901", None, None, None, None, None, None, (), None, ""
    )
    kvk = cast(Handelsregister, Proefkvk(rio, persoon))
    gevonden = zoek_inschrijving(kvk, Inschrijvingsnavraag(KVK, None))
    assert isinstance(gevonden, Registratie)
    assert (gevonden.naam, gevonden.rechtsvorm_omschrijving) == ("onbekend", "natuurlijkPersoon")
    assert not gevonden.rechtspersoon
    onbekend = cast(Handelsregister, Proefkvk(rio, KvkOnbekend("IPD0004", "no")))
    assert zoek_inschrijving(onbekend, Inschrijvingsnavraag(None, RSIN)) is Nietgevonden.ONBEKEND
    with met_kvk(rio, kvk):
        assert codes(lever(rio)) == ["RS1102"]
        assert stuur(rio, "opvragen_handelsregistergegevens", kVKnummer=KVK).tekst("naam") == "onbekend"


def test_kvk_is_waited_for_no_longer_than_a_message_and_never_by_all_threads(rio: Dienst) -> None:
    with standins_beside(rio.settings) as settings:
        for threads, bag_samen, kvk_samen in ((8, 5, 2), (2, 1, 1)):
            met = replace(settings, threads=threads)
            bag, kvk = make_bag(met, SystemClock()), make_kvk(met)
            assert (bag._limits.concurrent, kvk._limits.concurrent) == (bag_samen, kvk_samen)  # type: ignore[union-attr]
            assert kvk._limits.total == 0.8 * met.termijn  # type: ignore[union-attr]
        alleen = make_bag(replace(settings, kvk_url=""), SystemClock())
        assert alleen._limits.concurrent == 6  # type: ignore[union-attr]
