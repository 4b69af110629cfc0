"""The controles on delivering and removing a licentiemaatregel, in the order of our own design."""

from collections.abc import Iterator
from typing import Final

from rio_soap.register.licentie.controles import rs1501
from rio_soap.register.licentie.zaak_maatregel import Maatregelzaak
from rio_soap.register.licentie.zichtbaarheid import PUBLICATIEVERBOD
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.lijstcontroles import onbekend
from rio_soap.register.regels.sleutelgegevens import Foutmelding

SANCTIE: Final = "SANCTIE"
"""Soort of the maatregel that takes rights away: it runs on, and forbids an application for a time."""
WAARSCHUWING: Final = "WAARSCHUWING"
"""Soort of the maatregel that comes before a sanctie."""
VAN_INSPECTIE: Final = frozenset({WAARSCHUWING, SANCTIE})
"""What the Inspectie may do; a publicatieverbod is for the erkenner."""
BESLISSEND: Final = frozenset({"RS1501", "RS1507"})
"""Codes on existence: after one of them nothing else is judged."""


def rs1507(zaak: Maatregelzaak) -> Iterator[Foutmelding]:
    """RS1507: the licentie has a maatregel with this key. Source: our own design."""
    if zaak.zelfde is None:
        yield melding("RS1507", (*zaak.sleutels, ("begindatum", zaak.begin)))


def aut401(zaak: Maatregelzaak) -> Iterator[Foutmelding]:
    """AUT401: the sender is DUO, or Inspectie for a WAARSCHUWING or SANCTIE, or acts for the erkenner of the licentie
    for a PUBLICATIEVERBOD, inside its aanmerkingen on the begindatum.

    Source: our own design.
    """
    inspectie = zaak.soort in VAN_INSPECTIE and zaak.rollen.heeft("INSPECTIE")
    erkenner = zaak.soort == PUBLICATIEVERBOD and zaak.mag_als_aangemerkt(zaak.begin)
    if not (inspectie or erkenner or zaak.rollen.heeft("DUO")):
        yield melding("AUT401", (*zaak.sleutels, ("soort", zaak.soort)))


def rs1001(zaak: Maatregelzaak) -> Iterator[Foutmelding]:
    """RS1001: soort is in its waardenlijst. Source: our own design."""
    for veld in onbekend(zaak.gegeven, "Licentiemaatregel", zaak.context.lijsten):
        yield melding("RS1001", (*zaak.sleutels, (veld.veld, veld.waarde)))


def rs1003(zaak: Maatregelzaak) -> Iterator[Foutmelding]:
    """RS1003: einddatum is later than begindatum. Source: our own design."""
    duur = zaak.als_geleverd.duur
    if duur.einde is not None and not duur.klopt():
        yield melding("RS1003", (*zaak.sleutels, ("einddatum", duur.einde)))


def rs1505(zaak: Maatregelzaak) -> Iterator[Foutmelding]:
    """RS1505: a SANCTIE has an aanvraagverbodEinddatum and no einddatum, and only it has the former.

    Source: our own design, after the Informatiemodel (a Sanctie has these two dates, other measures begin and end).
    """
    geleverd, sanctie = zaak.als_geleverd, zaak.soort == SANCTIE
    if sanctie and geleverd.einddatum is not None:
        yield melding("RS1505", (*zaak.sleutels, ("einddatum", geleverd.einddatum)))
    if sanctie and geleverd.aanvraagverbod_einddatum is None:
        yield melding("RS1505", (*zaak.sleutels, ("soort", zaak.soort)))
    if not sanctie and geleverd.aanvraagverbod_einddatum is not None:
        yield melding("RS1505", (*zaak.sleutels, ("aanvraagverbodEinddatum", geleverd.aanvraagverbod_einddatum)))


def rs1506(zaak: Maatregelzaak) -> Iterator[Foutmelding]:
    """RS1506: no other maatregel of this soort holds for the licentie in the same time. Source: our own design."""
    if any(ander.duur.overlapt(zaak.als_geleverd.duur) for ander in zaak.andere):
        yield melding("RS1506", (*zaak.sleutels, ("begindatum", zaak.begin)))


AANLEVEREN: tuple[Controle[Maatregelzaak], ...] = (
    ("RS1501", rs1501),
    ("AUT401", aut401),
    ("RS1001", rs1001),
    ("RS1003", rs1003),
    ("RS1505", rs1505),
    ("RS1506", rs1506),
)
"""Controles of aanleveren_licentiemaatregel."""

VERWIJDEREN: tuple[Controle[Maatregelzaak], ...] = (("RS1501", rs1501), ("RS1507", rs1507), ("AUT401", aut401))
"""Controles of verwijderen_licentiemaatregel."""
