"""The controles on delivering an erkenner, in the order of `eigen_codes`.

Its aanmerkingen are judged as periods (RS1003, RS1005) that may overlap and leave gaps.
"""

from collections.abc import Iterator

from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.bevoegdheid.zaak import Erkennerlevering
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.eigen_controles import LIJSTCONTROLES, rs1003, rs1005
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.sleutelgegevens import Foutmelding

BESLISSEND = ("RS1301",)
"""Codes beside A… that end the judging."""


def rs1301(zaak: Erkennerlevering) -> Iterator[Foutmelding]:
    """RS1301: the delivered erkennercode occurs in RIO; without a code the erkenner is new. Source: our own design."""
    code = zaak.bericht.code
    if code is not None and zaak.bestaand is None:
        yield melding("RS1301", (*zaak.bericht.sleutels, ("erkennercode", code)))


def aut401(zaak: Erkennerlevering) -> Iterator[Foutmelding]:
    """AUT401: the sender keeps the register (DUO). Source: our own design."""
    if not mag(zaak.rollen, "aanleveren_erkenner"):
        yield melding("AUT401", (*zaak.bericht.sleutels, ("soort", zaak.bericht.soort)))


def rs1008(zaak: Erkennerlevering) -> Iterator[Foutmelding]:
    """RS1008: an erkenner ends, or gets another soort, only when no erkenning of its soort runs on without one.

    Source: our own design; that another erkenner of the soort may take them over follows from erkenningen naming a
    soort and no code.
    """
    if zaak.verlaten:
        einde = zaak.bericht.duur.einde
        veld = ("einddatum", einde) if einde == zaak.houdt_op and einde is not None else ("soort", zaak.bericht.soort)
        yield melding("RS1008", (*zaak.bericht.sleutels, veld))


AANLEVEREN: tuple[Controle[Erkennerlevering], ...] = (
    ("RS1301", rs1301),
    ("AUT401", aut401),
    *LIJSTCONTROLES,
    ("RS1003", rs1003),
    ("RS1005", rs1005),
    ("RS1008", rs1008),
)
"""Controles of aanleveren_erkenner."""
