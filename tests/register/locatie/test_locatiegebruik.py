"""Delivering and removing locatiegebruik: every code raised and not raised, and what an approval leaves."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.locatie.controles import AANLEVEREN, VERWIJDEREN
from rio_soap.register.operaties.identificatiecode import opvragen_rio_identificatiecode
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.vindplaats import Nietgevonden, Vindplaats
from rio_soap.register.toezicht import signalen
from tests.register.geval import Geval, parameters
from tests.register.hulp import BUUR, NU, VREEMD, aantal, context, fouten, kenmerk, vraag
from tests.register.hulp_organisatie import (
    BESTUUR,
    BUURBESTUUR,
    IN,
    ZERNIKE,
    adres,
    gebruik,
    gebruik_locatie,
    in_gebruik,
    plaats,
    punt,
    rijen,
    uit_gebruik,
    vestiging,
    voeg_besturen_toe,
    zet,
)

EINDE = date(2026, 8, 1)
BEKEND = "107X215"
"""Location of the trial data at 9747AS 17, which 100B490 uses."""
PLAATS = Vindplaats(plaatscode="1070", plaatsnaam="GRONINGEN")


def met(gevonden: Vindplaats | Nietgevonden | None, oin: str | None = None) -> Context:
    """A context in which the BAG has answered this."""
    return context(oin, gevonden=gevonden) if oin else context(gevonden=gevonden)


def punt_op(latitude: str, longitude: str) -> Vindplaats:
    return Vindplaats(latitude=Decimal(latitude), longitude=Decimal(longitude))


def kort_bestuur(register: Register) -> None:
    """Let 100B490 end on 2026-12-01, a week from now."""
    tabel = model.organisatorische_eenheid
    wijzig = tabel.update().where(tabel.c.code == BESTUUR).values(einddatum=date(2026, 12, 1))
    register.schrijf(lambda session: session.execute(wijzig))


SLEUTEL = "eigenOnderwijslocatiegebruikSleutel"

AANLEVERGEVALLEN = [
    Geval(
        "A01010",
        lambda r: gebruik_locatie(r, gebruik(adres("9747AV", 999)), met(Nietgevonden.ONBEKEND)),
        lambda r: gebruik_locatie(r, gebruik(adres("9747AS", 17, None), bestuur=BUURBESTUUR), met(None, BUUR)),
    ),
    Geval(
        "A01011",
        lambda r: gebruik_locatie(r, gebruik(plaats("Hengelo")), met(Nietgevonden.NIET_UNIEK)),
        lambda r: gebruik_locatie(r, gebruik(plaats("Groningen")), met(PLAATS)),
    ),
    Geval(
        "A01011",
        lambda r: gebruik_locatie(r, gebruik(plaats("Nergenshuizen")), met(Nietgevonden.ONBEKEND)),
        lambda r: gebruik_locatie(r, gebruik(plaats("Groningen", "Groningen")), met(PLAATS)),
    ),
    Geval(
        "A01040",
        lambda r: gebruik_locatie(r, gebruik(vestigingen=[vestiging("25BE00"), vestiging("25BE99")])),
        lambda r: gebruik_locatie(r, gebruik(vestigingen=[vestiging("25BE00")])),
    ),
    Geval(
        "A01040",
        lambda r: gebruik_locatie(r, gebruik(vestigingen=[vestiging("25BE")])),  # an instelling is no vestiging
        lambda r: gebruik_locatie(r, gebruik()),  # MBO need not deliver one
    ),
    Geval("A01060", lambda r: gebruik_locatie(r, gebruik("999X999")), lambda r: gebruik_locatie(r, gebruik(BEKEND))),
    Geval(
        "A01110",
        lambda r: gebruik_locatie(r, gebruik(bestuur="999B999")),
        lambda r: gebruik_locatie(r, gebruik(bestuur=BESTUUR)),
    ),
    Geval(
        "A01160",
        lambda r: gebruik_locatie(r, gebruik(sleutel="hoofdgebouw")),
        lambda r: gebruik_locatie(r, gebruik(sleutel="hoofdgebouw", bestuur=BUURBESTUUR), met(ZERNIKE, BUUR)),
        eerst=lambda r: in_gebruik(r, gebruik(BEKEND, sleutel="hoofdgebouw")),
    ),
    Geval(
        "A01160",
        lambda r: gebruik_locatie(r, gebruik("107X216", sleutel="hoofdgebouw")),
        lambda r: gebruik_locatie(r, gebruik(BEKEND, sleutel="hoofdgebouw")),  # the use itself
        eerst=lambda r: in_gebruik(r, gebruik(BEKEND, sleutel="hoofdgebouw")),
    ),
    Geval(
        "AUT401",
        lambda r: gebruik_locatie(r, gebruik(), met(ZERNIKE, VREEMD)),
        lambda r: gebruik_locatie(r, gebruik()),
    ),
    Geval(
        "AUT401",
        lambda r: gebruik_locatie(r, gebruik(bestuur=BUURBESTUUR)),
        lambda r: gebruik_locatie(r, gebruik(bestuur=BUURBESTUUR), met(ZERNIKE, BUUR)),
    ),
    Geval(
        "AUT401",
        lambda r: gebruik_locatie(r, gebruik(vestigingen=[vestiging("26ZZ00")])),  # BRIN6 of another gezag
        lambda r: gebruik_locatie(
            r, gebruik(bestuur=BUURBESTUUR, vestigingen=[vestiging("26ZZ00")]), met(ZERNIKE, BUUR)
        ),
    ),
    Geval(
        "AUT401",
        lambda r: gebruik_locatie(r, gebruik(BEKEND, vestigingen=[vestiging("27AA00"), vestiging("25BE00")])),
        lambda r: gebruik_locatie(r, gebruik(BEKEND, vestigingen=[vestiging("25BE00")])),
    ),
    Geval(
        "INT500",
        lambda r: gebruik_locatie(r, gebruik(), met(Nietgevonden.STORING)),
        lambda r: gebruik_locatie(r, gebruik(BEKEND), met(Nietgevonden.STORING)),  # needs no BAG
    ),
    Geval(
        "INT500",
        lambda r: gebruik_locatie(r, gebruik(), met(None)),  # there is no BAG
        lambda r: gebruik_locatie(r, gebruik(punt("50.85", "4.35")), met(punt_op("50.85", "4.35"))),
    ),
    Geval(
        "K01020",
        lambda r: gebruik_locatie(r, gebruik(kenmerken=[kenmerk(SLEUTEL, x) for x in "ab"])),
        lambda r: gebruik_locatie(r, gebruik(kenmerken=[kenmerk(SLEUTEL, "a")])),
    ),
    Geval(
        "K01030",
        lambda r: gebruik_locatie(r, gebruik(kenmerken=[kenmerk("eigenOnderwijsaanbiederSleutel", "a")])),
        lambda r: gebruik_locatie(r, gebruik(kenmerken=[kenmerk(SLEUTEL, "a")])),
    ),
    Geval(
        "K01060",
        lambda r: gebruik_locatie(r, gebruik(sleutel="x" * 61)),
        lambda r: gebruik_locatie(r, gebruik(sleutel="x" * 60)),
    ),
    Geval(
        "N01010",
        lambda r: gebruik_locatie(r, gebruik(einde=IN)),
        lambda r: gebruik_locatie(r, gebruik(einde=IN.replace(day=2))),
    ),
    Geval(
        "N01020",
        lambda r: gebruik_locatie(r, gebruik(adres("9747AS", 17, None)), met(None)),
        lambda r: gebruik_locatie(r, gebruik(BEKEND), met(None)),  # the code says: change it
    ),
    Geval(
        "N01020",
        lambda r: gebruik_locatie(r, gebruik(adres(toevoeging="a-1"), begin=EINDE)),  # ended uses count too
        lambda r: gebruik_locatie(r, gebruik(adres(toevoeging="a-1"), bestuur=BUURBESTUUR), met(None, BUUR)),
        eerst=lambda r: in_gebruik(r, gebruik(einde=EINDE)),
    ),
    Geval(
        "N01020",
        lambda r: gebruik_locatie(r, gebruik(plaats("Groningen")), met(PLAATS)),
        lambda r: gebruik_locatie(r, gebruik(plaats("Assen")), met(Vindplaats(plaatscode="1672", plaatsnaam="ASSEN"))),
        eerst=lambda r: in_gebruik(r, gebruik(plaats("Groningen")), met(PLAATS)),
    ),
    Geval(
        "N01020",
        lambda r: gebruik_locatie(r, gebruik(punt("50.85", "4.35")), met(punt_op("50.85", "4.35"))),
        lambda r: gebruik_locatie(r, gebruik(punt("50.85", "4.35000001")), met(punt_op("50.85", "4.35000001"))),
        eerst=lambda r: in_gebruik(r, gebruik(punt("50.85", "4.35")), met(punt_op("50.85000000", "4.3500"))),
    ),
    Geval(
        "N01410",
        lambda r: gebruik_locatie(r, gebruik(begin=date(1986, 7, 31))),
        lambda r: gebruik_locatie(r, gebruik(begin=date(1986, 8, 1))),
    ),
    Geval(
        "N01410",
        lambda r: gebruik_locatie(r, gebruik()),  # open, while the bestuur ends
        lambda r: gebruik_locatie(r, gebruik(einde=date(2026, 12, 1))),
        eerst=kort_bestuur,
    ),
]
VERWIJDERGEVALLEN = [
    Geval("A01060", lambda r: uit_gebruik(r, BESTUUR, "999X999"), lambda r: uit_gebruik(r, BESTUUR, BEKEND)),
    Geval("A01110", lambda r: uit_gebruik(r, "999B999", BEKEND), lambda r: uit_gebruik(r, BESTUUR, BEKEND)),
    Geval(
        "A01130",
        lambda r: uit_gebruik(r, BUURBESTUUR, BEKEND, context(BUUR)),
        lambda r: uit_gebruik(r, BESTUUR, BEKEND),
    ),
    Geval(
        "AUT401", lambda r: uit_gebruik(r, BESTUUR, BEKEND, context(BUUR)), lambda r: uit_gebruik(r, BESTUUR, BEKEND)
    ),
]
GEVALLEN = [*AANLEVERGEVALLEN, *VERWIJDERGEVALLEN]
PARAMETERS = [
    *parameters("aanleveren_onderwijslocatiegebruik", AANLEVERGEVALLEN),
    *parameters("verwijderen_onderwijslocatiegebruik", VERWIJDERGEVALLEN),
]


@pytest.fixture
def buren(register: Register) -> Register:
    voeg_besturen_toe(register)
    return register


@pytest.mark.parametrize("geval", PARAMETERS)
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(buren: Register, geval: Geval) -> None:
    geval.beproef(buren)


def test_every_code_of_both_operations_is_raised_here() -> None:
    geraakt = {geval.code for geval in GEVALLEN}
    # The only kenmerk is an optional text that may occur once: no minimum, no second value, no waardenlijst. Another
    # table of kenmerken can hold others: test_kenmerkcodes.
    nooit = {"K01010", "K01040", "K01050", "K01051"}
    assert geraakt == {code for code, _ in (*AANLEVEREN, *VERWIJDEREN)} - nooit


def test_a_new_address_becomes_an_onderwijslocatie_with_what_the_bag_says(register: Register) -> None:
    code = in_gebruik(register, gebruik(adres(toevoeging="a 1"), sleutel="g-1", vestigingen=[vestiging("25BE00")]))
    assert code == "800X001"
    (locatie,) = rijen(register, model.onderwijslocatie, model.onderwijslocatie.c.code == code)
    assert locatie.stand == Gegeven(
        "onderwijslocatie",
        {
            "postcode": "9747AV",
            "huisnummer": 3,
            "huisnummertoevoeging": "A1",
            "bagID": "0014010099900001",
            "gpsLatitude": Decimal("53.24012345"),
            "gpsLongitude": Decimal("6.53012345"),
            "plaatsnaam": "GRONINGEN",
        },
    )
    assert (locatie.postcode, locatie.huisnummer, locatie.bag_id) == ("9747AV", 3, "0014010099900001")
    assert locatie.plaatscode is None
    (rij,) = rijen(register, model.onderwijslocatiegebruik, model.onderwijslocatiegebruik.c.locatie == code)
    assert (rij.bestuur, rij.begindatum, rij.einddatum, rij.eigen_sleutel) == (BESTUUR, IN, None, "g-1")
    assert rij.stand.velden.keys() == {"inBedrijfdatum", "kenmerken", "juridischeOnderwijslocatiegebruikRelatie"}
    (relatie,) = rijen(register, model.juridische_locatierelatie)
    assert (relatie.bestuur, relatie.locatie, relatie.vestiging) == (BESTUUR, code, "25BE00")
    gelogd = [(m.object, m.sleutel, m.houder, m.soort) for m in rijen(register, model.mutatie)]
    assert gelogd == [
        ("onderwijslocatie", code, None, "T"),
        ("onderwijslocatiegebruik", f"{BESTUUR}/{code}", BESTUUR, "T"),
    ]


def test_one_address_is_one_location_for_every_bestuur_however_it_is_written(buren: Register) -> None:
    code = in_gebruik(buren)
    for toevoeging in ("A1", "a1", "A-1", "A 1", " a - 1"):
        deel = gebruik(adres(toevoeging=toevoeging), bestuur=BUURBESTUUR)
        assert in_gebruik(buren, deel, met(None, BUUR)) == code
        assert uit_gebruik(buren, BUURBESTUUR, code, context(BUUR)).goedgekeurd
    anders = replace(ZERNIKE, huisnummertoevoeging="A2")
    assert in_gebruik(buren, gebruik(adres(toevoeging="A2")), met(anders)) != code


def test_a_delivery_with_the_code_replaces_the_use_and_answers_with_the_code(register: Register) -> None:
    code = in_gebruik(register, gebruik(sleutel="g-1", vestigingen=[vestiging("25BE00")]))
    for _ in range(2):
        uitslag = gebruik_locatie(register, gebruik(code, einde=EINDE), met(None))
        assert uitslag.gegevens == {"onderwijslocatiecode": code}
    (rij,) = rijen(register, model.onderwijslocatiegebruik, model.onderwijslocatiegebruik.c.locatie == code)
    assert rij.stand.velden == {"inBedrijfdatum": IN, "uitBedrijfdatum": EINDE}
    assert (rij.einddatum, rij.eigen_sleutel) == (EINDE, None)
    assert aantal(register, model.juridische_locatierelatie) == 0
    assert [m.soort for m in rijen(register, model.mutatie)] == ["T", "T", "W", "W"]


def test_a_location_of_another_bestuur_can_be_used_by_its_code(buren: Register) -> None:
    assert in_gebruik(buren, gebruik(BEKEND, bestuur=BUURBESTUUR), met(None, BUUR)) == BEKEND
    assert aantal(buren, model.onderwijslocatiegebruik, model.onderwijslocatiegebruik.c.locatie == BEKEND) == 2


def test_a_brin6_that_the_use_has_already_is_not_judged_again(buren: Register) -> None:
    deel = gebruik(BEKEND, vestigingen=[vestiging("27AA00")])
    tabel = model.onderwijslocatiegebruik
    stand = Gegeven("onderwijslocatiegebruik", {n: w for n, w in deel.velden.items() if n != "onderwijslocatieCode"})
    buren.schrijf(lambda session: session.execute(tabel.update().where(tabel.c.locatie == BEKEND).values(stand=stand)))
    assert fouten(gebruik_locatie(buren, deel, met(None))) == []
    assert fouten(gebruik_locatie(buren, gebruik("107X216", vestigingen=[vestiging("27AA00")]), met(None))) == [
        "AUT401"
    ]


def test_int500_ends_the_checking_but_comes_after_what_is_wrong_without_the_bag(buren: Register) -> None:
    deel = gebruik(einde=IN)
    assert fouten(gebruik_locatie(buren, deel, met(Nietgevonden.STORING))) == ["INT500"]
    assert fouten(gebruik_locatie(buren, deel, met(Nietgevonden.STORING, VREEMD))) == ["AUT401"]


def test_removal_leaves_the_location_for_others(buren: Register) -> None:
    code = in_gebruik(buren, gebruik(vestigingen=[vestiging("25BE00")]))
    in_gebruik(buren, gebruik(bestuur=BUURBESTUUR), met(None, BUUR))
    assert uit_gebruik(buren, BESTUUR, code).goedgekeurd
    assert aantal(buren, model.juridische_locatierelatie) == 0
    assert aantal(buren, model.onderwijslocatie, model.onderwijslocatie.c.code == code) == 1
    assert aantal(buren, model.onderwijslocatiegebruik, model.onderwijslocatiegebruik.c.locatie == code) == 1
    assert fouten(uit_gebruik(buren, BESTUUR, code)) == ["A01130"]
    assert in_gebruik(buren, gebruik(), met(None)) == code, "known, so without the BAG"


def test_codes_that_exist_are_passed_over(register: Register) -> None:
    zet(register, model.onderwijslocatie, code="800X001", stand=Gegeven("onderwijslocatie", {}))
    assert in_gebruik(register) == "800X002"


@pytest.mark.foutcode("aanleveren_onderwijslocatiegebruik", "MTM001")
def test_mtm001_is_a_signal_for_operators_and_not_for_the_sender(buren: Register) -> None:
    tekst = "BAG response levert meer dan 1 verblijfsobject bij een adres op (9747AV/3/A1)"
    dubbel = replace(ZERNIKE, signaal=tekst)
    assert fouten(gebruik_locatie(buren, gebruik(einde=IN), met(dubbel))) == ["N01010"]
    assert aantal(buren, model.signaal) == 0, "a refused delivery leaves no signal"
    uitslag = gebruik_locatie(buren, gebruik(), met(dubbel))
    assert fouten(uitslag) == []
    in_gebruik(buren, gebruik(bestuur=BUURBESTUUR), met(dubbel, BUUR))  # the location is there by now
    with buren.lees() as session:
        (signaal,) = signalen.open_signalen(session)
    assert (signaal.soort, signaal.object, signaal.tekst) == ("MTM001", "onderwijslocatie", tekst)
    assert signaal.sleutel == uitslag.gegevens["onderwijslocatiecode"]
    assert buren.schrijf(lambda session: signalen.los_signaal_op(session, signaal.id, NU))
    assert not buren.schrijf(lambda session: signalen.los_signaal_op(session, signaal.id, NU))
    with buren.lees() as session:
        assert signalen.open_signalen(session) == []


def test_two_besturen_that_bring_one_new_address_at_once_share_one_location(buren: Register) -> None:
    poort = threading.Barrier(2)

    def breng(bestuur: str, ctx: Context, nummer: int) -> str:
        poort.wait(10)
        return in_gebruik(buren, gebruik(adres("9747AV", nummer), bestuur=bestuur), ctx)

    with ThreadPoolExecutor(2) as threads:
        for nummer in range(100, 110):
            gevonden = replace(ZERNIKE, huisnummer=nummer)
            een = threads.submit(breng, BESTUUR, met(gevonden), nummer)
            ander = threads.submit(breng, BUURBESTUUR, met(gevonden, BUUR), nummer)
            assert een.result(30) == ander.result(30)
    assert aantal(buren, model.onderwijslocatie, model.onderwijslocatie.c.postcode == "9747AV") == 10


def test_a_code_is_found_by_address_and_by_place(register: Register) -> None:
    opvragen = opvragen_rio_identificatiecode
    adrescode = in_gebruik(register)
    plaatscode = in_gebruik(register, gebruik(plaats("Groningen")), met(PLAATS))
    for toevoeging in ("A1", "a-1"):
        gevonden = vraag(register, opvragen, aanduidingAdres=adres(toevoeging=toevoeging))
        assert gevonden.gegevens == {"onderwijslocatiecode": adrescode}
    assert vraag(register, opvragen, kadasterPlaatscode="1070").gegevens == {"onderwijslocatiecode": plaatscode}


def test_a01060_when_no_location_has_the_address_or_place(register: Register) -> None:
    opvragen = opvragen_rio_identificatiecode
    (fout,) = vraag(register, opvragen, aanduidingAdres=adres()).foutmeldingen
    assert fout.foutcode == "A01060"
    assert fout.sleutels == (("postcode", "9747AV"), ("huisnummer", "3"), ("huisnummertoevoeging", "A1"))
    assert fouten(vraag(register, opvragen, aanduidingAdres=adres("9747AS", 17, "A"))) == ["A01060"]
    (fout,) = vraag(register, opvragen, kadasterPlaatscode="1070").foutmeldingen
    assert (fout.foutcode, fout.sleutels) == ("A01060", (("kadasterPlaatscode", "1070"),))
