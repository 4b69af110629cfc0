"""What one's own objects are called in a list: names, never a bare key where there is something to be called after."""

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.web.mijn.eigennamen import eigen_naam
from tests.web.mijn.conftest import BESTUUR, Mijn


@pytest.mark.parametrize(
    ("pagina", "naam"),
    [
        ("aanbod", "Bedrijfskunde (proef)"),
        (
            "relaties",
            "Hoort onder: Stichting Hanzehogeschool Groningen (100B490) – Hanzehogeschool Groningen (110A133)",
        ),
        ("samenwerking", "Hoort onder: Hanzehogeschool Groningen (40169) – Hanzehogeschool Groningen (25BE)"),
        ("aanbieders", "Hanzehogeschool Groningen"),
        ("locaties", "9747AS 17, GRONINGEN"),
    ],
)
def test_a_list_says_names(mijn: Mijn, pagina: str, naam: str) -> None:
    gezien = mijn.haal(f"/mijn/{pagina}", ("INSTELLING", BESTUUR))
    namen = [" ".join(str(een.text_content()).split()) for een in gezien.boom.xpath("//tbody//th/span")]
    assert naam in namen


def test_the_name_of_the_last_period_goes_before_any_other() -> None:
    perioden = [Gegeven("xPeriode", {"naamLang": naam}) for naam in ("Eerst", "Nu")]
    assert eigen_naam(Gegeven("x", {"code": "C", "xPeriode": perioden})) == "Nu"
    assert eigen_naam(Gegeven("x", {"code": "C"})) == "C"
    assert eigen_naam(Gegeven("x", {"begindatum": "2020-01-01"})) == ""
