"""Contactadressen in a form: who looks is written down, and a preview shows nothing that a message would not."""

import pytest
import sqlalchemy as sa

from rio_soap.register.database.model import inzage
from tests.service.conftest import Dienst
from tests.web.browser import Browser
from tests.web.mijn.formulieren.hulp_formulier import druk

PAD = "/nl/mijn/contact/contactadres"
BESLOTEN = "110A133/LEERPLICHT/0"


def _inzagen(dienst: Dienst) -> int:
    with dienst.register.lees() as session:
        return session.execute(sa.select(sa.func.count()).select_from(inzage)).scalar_one()


def test_a_restricted_contactadres_in_a_form_is_written_down_as_read(schrijfdienst: Dienst, hanze: Browser) -> None:
    voor = _inzagen(schrijfdienst)
    formulier = hanze.haal(PAD, query_string={"sleutel": BESLOTEN})
    assert "leerplicht@hanze.example" in formulier.tekst
    assert _inzagen(schrijfdienst) == voor + 1
    controle = druk(hanze, formulier, "controleer", email="verzuim@hanze.example")
    assert "leerplicht@hanze.example" in controle.woorden  # the old beside the new
    assert _inzagen(schrijfdienst) == voor + 2
    assert druk(hanze, controle, "bevestig").kop == "Opgeslagen"
    weg = hanze.haal(f"{PAD}/verwijderen", query_string={"sleutel": BESLOTEN})
    assert "verzuim@hanze.example" in weg.woorden
    assert _inzagen(schrijfdienst) == voor + 3


def test_whether_another_has_a_restricted_contactadres_is_told_to_nobody(schrijfdienst: Dienst) -> None:
    buur = Browser(schrijfdienst)
    buur.word("buur@contact.example", ("BEHEER_CONTACTADRES", "107B213"), ("DUO", ""))
    for sleutel in (BESLOTEN, "110A133/LEERPLICHT/77", "110A133/AANMELDEN/0"):
        for pad in (PAD, f"{PAD}/verwijderen"):
            assert buur.haal(pad, query_string={"sleutel": sleutel}).status == 404


def test_a_new_one_begins_with_the_unit_and_context_of_the_page_before(hanze: Browser) -> None:
    vul = ["organisatorischeEenheidcode:110A133", "communicatiecontext:AANMELDEN", "communicatiesubcontextNummer:0"]
    formulier = hanze.haal(PAD, query_string={"vul": vul})
    controle = druk(hanze, formulier, "controleer", begindatum="2026-09-01", email="aanmelden@hanze.example")
    assert druk(hanze, controle, "bevestig").kop == "Opgeslagen"
    assert "aanmelden@hanze.example" in hanze.haal(PAD, query_string={"sleutel": "110A133/AANMELDEN/0"}).tekst


def test_while_the_bag_is_away_the_form_works_and_confirming_waits(hanze: Browser) -> None:
    """No BAG stands behind this service."""
    formulier = hanze.haal("/nl/mijn/locaties/onderwijslocatiegebruik?vul=postcode:9747AS&vul=huisnummer:7")
    wachten = druk(hanze, formulier, "controleer", onderwijsbestuurcode="100B490", inBedrijfdatum="2026-09-01")
    assert wachten.status == 200
    assert "Bevestigen kan nu niet" in wachten.woorden
    assert "9747AS" in wachten.tekst
    assert [knop.get("value") for knop in wachten.boom.iter("button")].count("bevestig") == 0


@pytest.mark.parametrize(
    ("veld", "waarde", "tekst"),
    [
        ("email", "geen adres", "zoals naam@school.nl"),
        ("telefoonnummer", "bel maar", "zoals 050 5955555"),
        ("webadres", "school.nl", "begint met http://"),
    ],
)
def test_what_has_the_wrong_form_is_told_with_an_example(hanze: Browser, veld: str, waarde: str, tekst: str) -> None:
    """No pattern of the XSD says anything to who fills in a form."""
    formulier = hanze.haal("/nl/mijn/contact/contactadres?sleutel=100B490/ALGEMEEN/0")
    assert tekst in druk(hanze, formulier, "controleer", **{veld: waarde}).woorden
