"""What KvK says of a number, for who may ask."""

from dataclasses import replace

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.database import Register
from rio_soap.register.organisatie import raadplegingen_handelsregister as lezingen
from rio_soap.register.regels.navraag import Gevonden, Inschrijvingsnavraag
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.regels.vindplaats import Nietgevonden
from tests.register import ooggetuige
from tests.register.geldige_antwoorden import houd_aan_schema
from tests.register.hulp import HANZE, VREEMD, context, fouten
from tests.register.hulp_bestuur import KVK, REGISTRATIE, RSIN, laad_wereld, nieuw
from tests.register.rollen import CEDEO, DUO, INSPECTIE, geef

OPERATIE = "opvragen_handelsregistergegevens"


def vraag(register: Register, oin: str = DUO, gevonden: Gevonden | None = REGISTRATIE, **velden: Waarde) -> Uitslag:
    """Asks by `KVK` unless told otherwise; whether KvK is asked first is as the service does it."""
    wie, verzoek = context(oin), Gegeven("verzoek", velden or {"kVKnummer": KVK})
    with register.lees() as session:
        if lezingen.navraag(session, wie, verzoek) is None:
            gevonden = None
        uitslag = lezingen.opvragen_handelsregistergegevens(session, wie, verzoek, gevonden)
    ooggetuige.zag_lezing(lezingen.opvragen_handelsregistergegevens, uitslag)
    houd_aan_schema(OPERATIE, uitslag)
    return uitslag


@pytest.mark.foutcode(OPERATIE, "RS1102", "AUT401")
def test_who_may_ask_is_told_what_kvk_says_and_all_others_nothing(register: Register) -> None:
    laad_wereld(register)
    geef(register, INSPECTIE, "INSPECTIE")
    for oin in (DUO, CEDEO, HANZE):
        assert fouten(vraag(register, oin)) == []
        assert fouten(vraag(register, oin, Nietgevonden.ONBEKEND)) == ["RS1102"]
        assert fouten(vraag(register, oin, Nietgevonden.STORING)) == ["INT500"]
        assert fouten(vraag(register, oin, None)) == ["INT500"]
    for oin in (VREEMD, INSPECTIE):
        for gevonden in (REGISTRATIE, Nietgevonden.ONBEKEND, Nietgevonden.STORING):
            assert fouten(vraag(register, oin, gevonden)) == ["AUT401"]


def test_dates_are_as_given_and_besturen_are_those_with_either_number(register: Register) -> None:
    laad_wereld(register)
    codes = [nieuw(register), nieuw(register)]
    gegevens = vraag(register, rSIN=RSIN).gegevens["handelsregistergegevens"]
    assert isinstance(gegevens, Gegeven)
    assert gegevens.velden == {
        "kVKnummer": KVK,
        "rSIN": RSIN,
        "naam": "Stichting Voorbeeld Onderwijs",
        "rechtsvorm": "Stichting",
        "datumAanvang": "20050900",
        "statutaireZetel": "Doesburg",
        "peilmoment": "20261124100000000",
        "onderwijsbestuurcode": codes,
    }


def test_what_is_too_long_is_cut_and_what_nobody_has_is_left_out(register: Register) -> None:
    laad_wereld(register)
    lang = replace(
        REGISTRATIE, rsin=None, naam="n" * 300, rechtsvorm_omschrijving="r" * 300, statutaire_zetel="z" * 300
    )
    gegevens = vraag(register, gevonden=lang).gegevens["handelsregistergegevens"]
    assert isinstance(gegevens, Gegeven)
    assert {len(str(gegevens.velden[naam])) for naam in ("naam", "statutaireZetel")} == {225}
    assert "onderwijsbestuurcode" not in gegevens.velden


def test_kvk_is_asked_by_the_number_that_is_given(register: Register) -> None:
    laad_wereld(register)
    with register.lees() as session:
        assert lezingen.navraag(session, context(DUO), Gegeven("verzoek", {"rSIN": RSIN})) == Inschrijvingsnavraag(
            None, RSIN
        )
        assert lezingen.navraag(session, context(VREEMD), Gegeven("verzoek", {"rSIN": RSIN})) is None
