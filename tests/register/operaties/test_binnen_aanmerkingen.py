"""An erkenner writes and removes inside its aanmerkingen: for its kind of object, on the day on which that began."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.regels.uitslag import Uitslag
from tests.register import hulp_erkenning, hulp_licentie, hulp_opleidingserkenning
from tests.register.hulp import BUUR, VREEMD, fouten
from tests.register.hulp_erkenning import sleutel
from tests.register.hulp_licentie import (
    BEGIN,
    BRANCHE,
    L1,
    L2,
    PARTICULIER,
    VERBOD,
    instelling,
    licentie,
    vergund,
    voeg_in,
)
from tests.register.rollen import INSPECTIE, aanmerking, geef, zet_erkenner

DAG = timedelta(days=1)
N1, N2 = (sleutel("erkendeOnderwijsinstelling", code, "BRANCHE") for code in ("N1", "N2"))
ORGANISATIE, EENHEID = "ORGANISATIE", "OPLEIDINGSEENHEID"
_OVERGANG = hulp_erkenning.relatie(N1, N2, "OVERGANG_VOLLEDIG", BEGIN)
_OPLEIDING = hulp_licentie.opleidingsleutel(("BRANCHE", "7009"), "")
Stap = Callable[[Register, str], Uitslag]
STAPPEN: Mapping[str, tuple[str, Stap]] = {
    "verwijderen_instellingserkenning": (ORGANISATIE, lambda r, oin: hulp_erkenning.verwijder(r, N2, oin)),
    "aanleveren_instellingsrelatie": (ORGANISATIE, lambda r, oin: hulp_erkenning.relateer(r, _OVERGANG, oin)),
    "verwijderen_instellingsrelatie": (ORGANISATIE, lambda r, oin: hulp_erkenning.ontkoppel(r, _OVERGANG, oin)),
    "verwijderen_opleidingserkenning": (
        EENHEID,
        lambda r, oin: hulp_opleidingserkenning.verwijder(r, _OPLEIDING, oin),
    ),
    "verwijderen_licentie": (EENHEID, lambda r, oin: hulp_licentie.verwijder(r, L2, oin)),
    "aanleveren_licentiemaatregel": (EENHEID, lambda r, oin: hulp_licentie.neem(r, _verbod(), oin)),
    "verwijderen_licentiemaatregel": (EENHEID, lambda r, oin: hulp_licentie.trek_in(r, VERBOD, BEGIN, oin)),
    "aanleveren_licentierelatie": (EENHEID, lambda r, oin: hulp_licentie.relateer(r, _relatie(), oin)),
    "verwijderen_licentierelatie": (EENHEID, lambda r, oin: hulp_licentie.ontkoppel(r, _relatie(), oin)),
}
"""Operation without RS1302 to what its sender must be allowed to give, and a message about what began on `BEGIN`."""


def _verbod() -> Gegeven:
    return hulp_licentie.maatregel(VERBOD, BEGIN)


def _relatie() -> Gegeven:
    return hulp_licentie.relatie(L1, L2)


def _laad(register: Register, operatie: str) -> None:
    """What the message is about, all of it given by soort BRANCHE."""
    hulp_licentie.laad_wereld(register)
    for code in ("N1", "N2"):
        instelling(register, "BRANCHE", "ERKENDE_ONDERWIJSINSTELLING", code, begindatum=BEGIN)
    hulp_licentie.erken(register, ("BRANCHE", "7009"), erkenner="BRANCHE", begindatum=BEGIN)
    wat = {
        "instellingserkenning": hulp_licentie.instellingsleutel("N1", "BRANCHE"),
        "opleidingserkenning": hulp_licentie.opleidingsleutel(BRANCHE, ""),
    }
    vergund(register, licentie(L1, PARTICULIER, **wat, einddatum=BEGIN + DAG))
    vergund(register, licentie(L2, PARTICULIER, **wat, begindatum=BEGIN + DAG))
    if operatie == "verwijderen_instellingsrelatie":
        assert fouten(hulp_erkenning.relateer(register, _OVERGANG)) == []
    if operatie == "verwijderen_licentiemaatregel":
        vergund(register, _verbod())
    if operatie.endswith("licentierelatie"):
        anders = operatie == "aanleveren_licentierelatie"  # another, so that its soort is known
        van, naar = (L2, L1) if anders else (L1, L2)
        voeg_in(register, model.licentierelatie, van=van, naar=naar, soort="VERVANGT", begindatum=BEGIN)


@pytest.mark.parametrize("operatie", STAPPEN)
def test_what_has_no_rs1302_is_refused_by_aut401_outside_the_aanmerkingen(register: Register, operatie: str) -> None:
    _laad(register, operatie)
    wat, stap = STAPPEN[operatie]
    zet_erkenner(register, "100E012", "BRANCHE", aanmerking(EENHEID if wat == ORGANISATIE else ORGANISATIE))
    zet_erkenner(register, "100E013", "BRANCHE", aanmerking(wat, BEGIN + 2 * DAG))
    zet_erkenner(register, "100E014", "BRANCHE", aanmerking(wat, BEGIN))
    for oin, erkenner, mag in ((VREEMD, "100E012", False), (BUUR, "100E013", False), (INSPECTIE, "100E014", True)):
        geef(register, oin, "ERKENNER", erkenner)
        assert fouten(stap(register, oin)) == ([] if mag else ["AUT401"]), erkenner
