"""Any offer that follows the contract and the rules is accepted and kept; any single fault in it is refused by name."""

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.kenmerken import Kenmerkconfiguratie, kenmerken
from rio_soap.contract.operaties import BEHEREN, OPERATIES
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.proefdata import proef
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.regels.velden import delen
from rio_soap.register.regels.zonder_foutcode import ongeldige_waarden
from tests.register.conftest import migreer_url
from tests.register.hulp import HANZE, fouten, kenmerk, voeg_buur_toe
from tests.register.hulp_aanbod import (
    EENHEID,
    SOORTEN,
    erkenningssleutel,
    is_bericht,
    lever_aan,
    stand,
    zet_erkenning,
    zet_onder,
    zet_organisatie,
)
from tests.register.maker_aangeboden import AanbodMaker

VANAF = date(2016, 1, 1)
KEUZES = (EENHEID, erkenningssleutel("ISAT", "34035"), erkenningssleutel("VOVAK", "0071", "VO-HAVO"))
TOEVAL = st.randoms(use_true_random=True)
RUSTIG = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def gevuld(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """One register for all examples: offers do not touch each other."""
    return vul(tmp_path_factory.mktemp("maker"))


def vul(map_: Path) -> Register:
    """A register in a folder with all that offers refer to."""
    url = f"sqlite:///{map_ / 'rio.db'}"
    migreer_url(url)
    register = Register(maak_engine(url))
    register.schrijf(proef.laad_proef)
    voeg_buur_toe(register)
    for code, bestuur in (("201A001", "200B001"), ("302A001", "100B490")):
        zet_organisatie(register, code, "AANBIEDER")
        zet_onder(register, bestuur, code)
    zet_erkenning(register, "ISAT", "34035", EENHEID)
    zet_erkenning(register, "VOVAK", "0071", EENHEID, niveau="VO-HAVO")
    return register


def maak(toeval: random.Random, soort: str) -> Gegeven:
    """An offer whose code is its own specialisation's, since equal randomness gives equal codes."""
    gemaakt = AanbodMaker(toeval, VANAF, KEUZES).aanbod(soort)
    code = f"{SOORTEN.index(soort):08x}{str(gemaakt.velden['aangebodenOpleidingCode'])[8:]}"
    gemaakt.velden["aangebodenOpleidingCode"] = code
    for deel in delen(gemaakt, "kenmerken"):
        if deel.velden["kenmerknaam"] == "eigenAangebodenOpleidingSleutel":
            deel.velden["kenmerkwaardeTekst"] = code
    return gemaakt


@pytest.mark.parametrize("soort", SOORTEN)
@given(toeval=TOEVAL)
@RUSTIG
def test_any_right_offer_is_accepted_and_kept_whole(gevuld: Register, soort: str, toeval: random.Random) -> None:
    geleverd = maak(toeval, soort)
    assert is_bericht(geleverd)
    assert ongeldige_waarden(geleverd, standaardlijsten()) == []
    assert fouten(lever_aan(gevuld, geleverd)) == []
    code = geleverd.velden["aangebodenOpleidingCode"]
    assert stand(gevuld, str(code).lower()) == geleverd


Verminking = Callable[[Gegeven, random.Random], str | None]
"""Puts one fault into an offer; gives the code that must be among the findings, None when the offer has no place."""


def _drager(aanbod: Gegeven, toeval: random.Random) -> tuple[Gegeven, tuple[Kenmerkconfiguratie, ...]]:
    """The offer, one of its periods or one of its cohorten, with what it may carry."""
    alle = [aanbod, *delen(aanbod, "aangebodenOpleidingPeriode"), *delen(aanbod, "aangebodenOpleidingCohort")]
    drager = toeval.choice(alle)
    return drager, kenmerken(BEHEREN)[drager.naam]


def _zet(drager: Gegeven, *nieuw: Gegeven, weg: str) -> None:
    """Replace the kenmerken of one name."""
    drager.velden["kenmerken"] = [k for k in delen(drager, "kenmerken") if k.velden["kenmerknaam"] != weg] + list(nieuw)


def _waarde(conf: Kenmerkconfiguratie) -> str:
    assert conf.waardenlijst is not None
    return standaardlijsten().waarden(conf.waardenlijst, VANAF)[0].waarde


def verplicht_weg(aanbod: Gegeven, toeval: random.Random) -> str | None:
    drager, confs = _drager(aanbod, toeval)
    if not (verplicht := [conf.naam for conf in confs if conf.min]):
        return None
    _zet(drager, weg=toeval.choice(verplicht))
    return "K01010"


def te_vaak(aanbod: Gegeven, toeval: random.Random) -> str | None:
    drager, confs = _drager(aanbod, toeval)
    if not (enkel := [conf for conf in confs if conf.max == 1 and conf.waardenlijst]):
        return None
    conf = toeval.choice(enkel)
    _zet(drager, *[kenmerk(conf.naam, _waarde(conf), conf.waarde_element)] * 2, weg=conf.naam)
    return "K01020"


def onbekende_naam(aanbod: Gegeven, toeval: random.Random) -> str | None:
    drager, _ = _drager(aanbod, toeval)
    _zet(drager, kenmerk("eigenOpleidingseenheidSleutel", "x"), weg="")
    return "K01030"


def dubbel(aanbod: Gegeven, toeval: random.Random) -> str | None:
    drager, confs = _drager(aanbod, toeval)
    if not (meer := [conf for conf in confs if conf.max > 1]):
        return None
    conf = toeval.choice(meer)
    waarde = _waarde(conf) if conf.waardenlijst else "110A133"
    _zet(drager, *[kenmerk(conf.naam, waarde, conf.waarde_element)] * 2, weg=conf.naam)
    return "K01040"


def niet_op_de_lijst(aanbod: Gegeven, toeval: random.Random) -> str | None:
    drager, confs = _drager(aanbod, toeval)
    if not (lijst := [conf for conf in confs if conf.waardenlijst]):
        return None
    conf = toeval.choice(lijst)
    _zet(drager, kenmerk(conf.naam, "BESTAAT_NIET", conf.waarde_element), weg=conf.naam)
    return "K01050"


def verkeerd_element(aanbod: Gegeven, toeval: random.Random) -> str | None:
    drager, confs = _drager(aanbod, toeval)
    if not confs:
        return None
    conf = toeval.choice(confs)
    _zet(drager, Gegeven("kenmerken", {"kenmerknaam": conf.naam, "kenmerkwaardeBoolean": True}), weg=conf.naam)
    return "K01060"


def buiten_het_type(aanbod: Gegeven, toeval: random.Random) -> str | None:
    drager, confs = _drager(aanbod, toeval)
    if not (begrensd := [conf for conf in confs if conf.facets]):
        return None
    conf = toeval.choice(begrensd)
    te_ver = {
        "kenmerkwaardeTekst": "x" * (int(conf.facets.get("maxLength", "0")) + 1),
        "kenmerkwaardeGetal": int(conf.facets.get("maxInclusive", "0")[:5].split("-")[0]) + 1,
        "kenmerkwaardeDatum": date(2100, 1, 2),
    }[conf.waarde_element]
    _zet(drager, Gegeven("kenmerken", {"kenmerknaam": conf.naam, conf.waarde_element: te_ver}), weg=conf.naam)
    return "K01060"


def periode_van_een_ander(aanbod: Gegeven, toeval: random.Random) -> str | None:
    periode = toeval.choice(delen(aanbod, "aangebodenOpleidingPeriode"))
    ander = toeval.choice([soort for soort in SOORTEN if f"aangeboden{soort}Periode" != periode.naam])
    periode.naam = f"aangeboden{ander}Periode"
    periode.velden.pop("kenmerken", None)
    return "N10030"


def cohortcode_dubbel(aanbod: Gegeven, toeval: random.Random) -> str | None:
    if not (cohorten := delen(aanbod, "aangebodenOpleidingCohort")):
        return None
    aanbod.velden["aangebodenOpleidingCohort"] = [*cohorten, deepcopy(toeval.choice(cohorten))]
    return "N11420"


def lijstveld(aanbod: Gegeven, toeval: random.Random) -> str | None:
    codes = {
        "leertrajectMBO": "N09030",
        "toelatingseisen": "N09070",
        "toegankelijkheid": "N09080",
        "cohortstatus": "N11440",
        "toestemmingVereistVoorAanmelding": "N11450",
    }
    plekken = [
        (drager, veld)
        for drager in (aanbod, *delen(aanbod, "aangebodenOpleidingCohort"))
        for veld in codes
        if veld in drager.velden
    ]
    if not plekken:
        return None
    drager, veld = toeval.choice(plekken)
    drager.velden[veld] = "Q"
    return codes[veld]


VERMINKINGEN: tuple[Verminking, ...] = (
    verplicht_weg,
    te_vaak,
    onbekende_naam,
    dubbel,
    niet_op_de_lijst,
    verkeerd_element,
    buiten_het_type,
    periode_van_een_ander,
    cohortcode_dubbel,
    lijstveld,
)


@pytest.mark.parametrize("verminking", VERMINKINGEN)
@given(toeval=TOEVAL, soort=st.sampled_from(SOORTEN))
@RUSTIG
def test_any_single_fault_against_the_rules_is_refused_by_its_code(
    gevuld: Register, verminking: Verminking, soort: str, toeval: random.Random
) -> None:
    geleverd = maak(toeval, soort)
    code = verminking(geleverd, toeval)
    if code is not None:
        assert is_bericht(geleverd)
        assert code in fouten(lever_aan(gevuld, geleverd))


def _plekken(gegeven: Gegeven) -> list[tuple[Gegeven, str]]:
    """Every field with a single value, however deep."""
    gevonden = []
    for naam, waarde in gegeven.velden.items():
        for deel in waarde if isinstance(waarde, list) else [waarde]:
            if isinstance(deel, Gegeven):
                gevonden += _plekken(deel)
            else:
                gevonden.append((gegeven, naam))
    return gevonden


@given(toeval=TOEVAL, soort=st.sampled_from(SOORTEN))
@settings(RUSTIG, max_examples=40)
def test_any_single_fault_against_the_xsd_is_found_at_its_place(soort: str, toeval: random.Random) -> None:
    """What a client writes wrong in one field is DK0004, whose detail names that field."""
    geleverd = maak(toeval, soort)
    drager, naam = toeval.choice(_plekken(geleverd))
    drager.velden[naam] = ""
    if is_bericht(geleverd):  # a few types allow an empty text
        return
    operatie = OPERATIES["aanleveren_aangebodenOpleiding"]
    verzoek = Gegeven(
        operatie.verzoek,
        {
            "identificatiecodeBedrijfsdocument": "proef",
            "verzendendeInstantie": HANZE,
            "ontvangendeInstantie": "00000001800866472000",
            "datumTijdBedrijfsdocument": "2026-11-24T09:00:00.000Z",
            "aangebodenOpleiding": geleverd,
        },
    )
    bevindingen = schema.bevindingen(mapping.schrijf_verzoek(operatie, verzoek), BEHEREN)
    assert any(bevinding.waar.split("/")[-1].split("[")[0] == naam for bevinding in bevindingen)
