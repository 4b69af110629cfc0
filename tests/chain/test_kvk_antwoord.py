"""Answers of KvK: what is read of a product, and what a melding means."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.kvk_antwoord import CAT, DS, lees_inschrijving, lees_vestiging
from rio_soap.chain.ports import Inschrijving, KvkAdres, KvkOnbekend, KvkVestiging, Rechtsvorm
from rio_soap.chain.standin import kvkschrijver

THUIS = KvkAdres(straatnaam="Zernikeplein", huisnummer=7, postcode="9747AS", plaats="Groningen")
POST = KvkAdres(postbusnummer=30030, postcode="9700RM", plaats="Groningen")
TAK = KvkVestiging("000012345678", "Hanze", commercieel=False, kvk_nummer="01156113", bezoekadres=THUIS)
STICHTING = Inschrijving(
    kvk_nummer="01156113",
    rsin="006456789",
    naam="Stichting Hanze",
    eigenaar="rechtspersoon",
    rechtsvorm=Rechtsvorm("ST", "Stichting"),
    datum_aanvang="19860101",
    datum_einde=None,
    ontbonden=None,
    rechtstoestand=None,
    bezoekadres=THUIS,
    postadres=POST,
    statutaire_zetel="Groningen",
    vestigingen=(TAK,),
    hoofdvestiging="000012345678",
    peilmoment="20261130120000000",
)


def inschrijving(een: Inschrijving) -> etree._Element:
    element = kvkschrijver.antwoord("ophalenInschrijvingResponse", een.peilmoment)
    kvkschrijver.schrijf_inschrijving(element, een)
    return element


def vestiging(een: KvkVestiging) -> etree._Element:
    element = kvkschrijver.antwoord("ophalenVestigingResponse", "20261130120000000")
    kvkschrijver.schrijf_vestiging(element, een, STICHTING)
    return element


def melding(code: str, soort: str = "fout", naam: str = "ophalenInschrijvingResponse") -> etree._Element:
    element = kvkschrijver.antwoord(naam, "20261130120000000")
    kvkschrijver.melding(element, soort, code, f"omschrijving van {code}", "referentie")
    return element


VELDEN: list[dict[str, Any]] = [
    {},
    {"rsin": None, "statutaire_zetel": None},
    {"datum_einde": "20250101"},
    {"ontbonden": "20260101"},
    {"rechtstoestand": "FAIL"},
    {"rechtsvorm": Rechtsvorm("PR", "Publiekrechtelijke Rechtspersoon", "04")},
    {"postadres": KvkAdres(afgeschermd=True)},
    {"bezoekadres": KvkAdres(regels=("Hauptstrasse 1", "26721 Emden"), land="Duitsland")},
    {"bezoekadres": replace(THUIS, huisletter="A", huisnummertoevoeging="3", aanduiding="TO")},
    {"bezoekadres": replace(THUIS, bag_nummeraanduiding="0014200022197980", bag_object="0014010011064440")},
    {"vestigingen": (), "hoofdvestiging": None},
    {"vestigingen": (TAK, replace(TAK, vestigingsnummer="000087654321"))},
]


@pytest.mark.parametrize("velden", VELDEN, ids=lambda velden: " ".join(velden) or "all")
def test_what_stands_in_a_registration_is_read_from_it(velden: dict[str, Any]) -> None:
    een = replace(STICHTING, **velden)
    gelezen = lees_inschrijving(inschrijving(een))
    assert isinstance(gelezen, Inschrijving)
    for veld in een.__slots__:
        if veld != "vestigingen":
            assert getattr(gelezen, veld) == getattr(een, veld), veld
    assert [v.vestigingsnummer for v in gelezen.vestigingen] == [v.vestigingsnummer for v in een.vestigingen]
    assert all(v.kvk_nummer == een.kvk_nummer for v in gelezen.vestigingen)


@pytest.mark.parametrize("commercieel", [True, False])
def test_a_branch_tells_whose_it_is_and_whether_it_does_business(commercieel: bool) -> None:
    gelezen = lees_vestiging(vestiging(replace(TAK, commercieel=commercieel)))
    assert isinstance(gelezen, KvkVestiging)
    assert (gelezen.commercieel, gelezen.kvk_nummer, gelezen.naam) == (commercieel, "01156113", "Hanze")
    assert gelezen.bezoekadres == THUIS


def test_nothing_is_read_of_a_natural_person_but_that_there_is_one() -> None:
    gelezen = lees_inschrijving(inschrijving(replace(STICHTING, eigenaar="natuurlijkPersoon")))
    assert isinstance(gelezen, Inschrijving)
    assert gelezen.eigenaar == "natuurlijkPersoon"
    assert (gelezen.rsin, gelezen.rechtsvorm, gelezen.statutaire_zetel) == (None, None, None)


def test_the_main_branch_lends_its_address_to_a_registration_without_one() -> None:
    gelezen = lees_inschrijving(inschrijving(replace(STICHTING, bezoekadres=None)))
    assert isinstance(gelezen, Inschrijving)
    assert gelezen.bezoekadres == THUIS


@pytest.mark.parametrize("code", ["IPD0004", "IPD0005", "IPD0006", "IPD0007", "IPD0010", "IPD5200", "IPD5203"])
@pytest.mark.parametrize(
    ("lees", "naam"),
    [(lees_inschrijving, "ophalenInschrijvingResponse"), (lees_vestiging, "ophalenVestigingResponse")],
    ids=["inschrijving", "vestiging"],
)
def test_a_number_that_kvk_does_not_know_is_an_answer(
    code: str, lees: Callable[[etree._Element], object], naam: str
) -> None:
    assert lees(melding(code, naam=naam)) == KvkOnbekend(code, f"omschrijving van {code}")


@pytest.mark.parametrize(
    ("code", "reden", "wacht", "nogmaals"),
    [
        ("IPD1002", Reason.LATER, 60.0, False),
        ("IPD1003", Reason.LATER, 300.0, False),
        ("IPD0001", Reason.QUESTION, None, False),
        ("IPD1998", Reason.QUESTION, None, False),
        ("IPD1999", Reason.QUESTION, None, False),
        ("IPD9999", Reason.ERROR, None, True),
        ("IPD4711", Reason.ERROR, None, False),
    ],
)
def test_any_other_melding_says_why_there_is_no_answer_and_when_to_come_back(
    code: str, reden: Reason, wacht: float | None, nogmaals: bool
) -> None:
    with pytest.raises(ChainFailure) as fout:
        lees_inschrijving(melding(code))
    assert (fout.value.reason, fout.value.retry_after, fout.value.retryable) == (reden, wacht, nogmaals)
    assert code in fout.value.melding


def test_words_beside_a_product_change_nothing() -> None:
    element = inschrijving(STICHTING)
    kvkschrijver.melding(element, "informatie", "IPD0000", "Het product is succesvol geproduceerd", "x")
    assert isinstance(lees_inschrijving(element), Inschrijving)


def test_the_answer_to_another_question_is_none() -> None:
    with pytest.raises(ChainFailure) as fout:
        lees_vestiging(inschrijving(STICHTING))
    assert fout.value.reason is Reason.INVALID


@pytest.mark.parametrize(
    "bederf",
    [
        lambda element: element.remove(element.find(f"{{{DS}}}product")),
        lambda element: etree.SubElement(element, f"{{{DS}}}vreemd"),
        lambda element: setattr(element.find(f".//{{{CAT}}}kvkNummer"), "text", "geen nummer"),
    ],
    ids=["no product", "unknown element", "unusable number"],
)
def test_what_is_not_valid_by_the_contract_is_no_answer(bederf: Callable[[etree._Element], object]) -> None:
    element = inschrijving(STICHTING)
    bederf(element)
    with pytest.raises(ChainFailure) as fout:
        lees_inschrijving(element)
    assert (fout.value.register, fout.value.reason) == ("KvK", Reason.INVALID)
