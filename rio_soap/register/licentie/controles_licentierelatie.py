"""The controles on delivering and removing a licentierelatie, in the order of our own design."""

from collections.abc import Iterator
from typing import Final

from rio_soap.register.licentie.zaak_licentierelatie import Licentierelatiezaak
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.lijstcontroles import ongeldig
from rio_soap.register.regels.sleutelgegevens import Foutmelding

BESLISSEND: Final = frozenset({"RS1501", "RS1007"})
"""Codes on existence: after one of them nothing else is judged."""


def rs1501(zaak: Licentierelatiezaak) -> Iterator[Foutmelding]:
    """RS1501: both licenties occur in RIO; for a sender that may not see one, that one does not.

    Source: our own design.
    """
    for naam, code in zip(("vanLicentiecode", "naarLicentiecode"), zaak.codes, strict=True):
        if code not in zaak.gevonden:
            yield melding("RS1501", (*zaak.sleutels, (naam, code)))


def rs1007(zaak: Licentierelatiezaak) -> Iterator[Foutmelding]:
    """RS1007: there is a relation with this key. Source: our own design."""
    if zaak.zelfde is None:
        yield melding("RS1007", (*zaak.sleutels, ("begindatum", zaak.begin)))


def aut401(zaak: Licentierelatiezaak) -> Iterator[Foutmelding]:
    """AUT401: the sender is DUO, or acts for the erkenner of one of the two licenties.

    Source: our own design; that one of the two suffices is as for the other relations.
    """
    if not zaak.mag():
        yield melding("AUT401", (*zaak.sleutels, ("soort", zaak.soort)))


def rs1001(zaak: Licentierelatiezaak) -> Iterator[Foutmelding]:
    """RS1001: soort is in its waardenlijst, or one that the register holds already.

    Source: our own design; of this list no values are published, so that what was loaded fills it.
    """
    if not zaak.is_soort:
        yield melding("RS1001", (*zaak.sleutels, ("soort", zaak.soort)))


def rs1002(zaak: Licentierelatiezaak) -> Iterator[Foutmelding]:
    """RS1002: soort, when its waardenlijst has it, is valid on the begindatum. Source: our own design."""
    for veld in ongeldig(zaak.gegeven, "Licentierelatie", zaak.context.lijsten, zaak.begin):
        yield melding("RS1002", (*zaak.sleutels, (veld.veld, veld.waarde)))


def rs1003(zaak: Licentierelatiezaak) -> Iterator[Foutmelding]:
    """RS1003: einddatum is later than begindatum. Source: our own design."""
    duur = zaak.als_geleverd.duur
    if duur.einde is not None and not duur.klopt():
        yield melding("RS1003", (*zaak.sleutels, ("einddatum", duur.einde)))


def rs1308(zaak: Licentierelatiezaak) -> Iterator[Foutmelding]:
    """RS1308: no other relation of this soort between the two holds in the same time. Source: our own design."""
    anders = (rij for rij in zaak.bestaande if rij.begindatum != zaak.begin)
    if any(rij.duur.overlapt(zaak.als_geleverd.duur) for rij in anders):
        yield melding("RS1308", (*zaak.sleutels, ("begindatum", zaak.begin)))


AANLEVEREN: tuple[Controle[Licentierelatiezaak], ...] = (
    ("RS1501", rs1501),
    ("AUT401", aut401),
    ("RS1001", rs1001),
    ("RS1002", rs1002),
    ("RS1003", rs1003),
    ("RS1308", rs1308),
)
"""Controles of aanleveren_licentierelatie."""

VERWIJDEREN: tuple[Controle[Licentierelatiezaak], ...] = (("RS1501", rs1501), ("RS1007", rs1007), ("AUT401", aut401))
"""Controles of verwijderen_licentierelatie."""
