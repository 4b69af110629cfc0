"""The controles on delivering and removing a contactadres, in the order of our own design.

Source of all: our own design, after the files of the open data (rows with periods per eenheid, context and number).
"""

from collections.abc import Iterator
from typing import Final

from rio_soap.register.contact.rijen import CONTEXTLIJST
from rio_soap.register.contact.zaak import Contactlevering, Contactzaak
from rio_soap.register.regels import eigen_controles
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.perioden import niet_na
from rio_soap.register.regels.sleutelgegevens import Foutmelding

BESLISSEND: Final = frozenset({"RS1110"})
"""An unknown eenheid ends the judging."""


def rs1110(zaak: Contactzaak) -> Iterator[Foutmelding]:
    """RS1110: the eenheid is there."""
    if zaak.eenheid is None:
        yield melding("RS1110", (*zaak.sleutels, ("organisatorischeEenheidcode", zaak.code)))


def aut401(zaak: Contactzaak) -> Iterator[Foutmelding]:
    """AUT401: the sender has a role for a bestuur of the eenheid.

    Nobody else hears what there is: neither that a context exists nor that a contactadres does.
    """
    if not zaak.mag_het:
        yield melding("AUT401", (*zaak.sleutels, ("organisatorischeEenheidcode", zaak.code)))


def rs1001(zaak: Contactlevering) -> Iterator[Foutmelding]:
    """RS1001: the context is on its waardenlijst, and among the contexten of the register, of whatever day."""
    if zaak.bericht.onbekend or zaak.soort not in zaak.contexten:
        yield melding("RS1001", (*zaak.sleutels, ("communicatiecontext", zaak.soort)))


def rs1002(zaak: Contactlevering) -> Iterator[Foutmelding]:
    """RS1002: the context is in force on the begindatum of each period that is new."""
    if zaak.bericht.onbekend or zaak.soort not in zaak.contexten:
        return  # RS1001
    waarden = zaak.context.lijsten.lijsten[CONTEXTLIJST][zaak.soort]
    for begin in zaak.nieuwe_perioden:
        if zaak.context_op(begin) is None or not any(rij.geldig_op(begin) for rij in waarden):
            sleutels = zaak.bericht.periodesleutels(begin)
            yield melding("RS1002", (*sleutels, ("communicatiecontext", zaak.soort)))


def rs1201(zaak: Contactlevering) -> Iterator[Foutmelding]:
    """RS1201: in each period something says how to reach the eenheid."""
    for duur in zaak.bericht.zonder_contact():
        yield melding("RS1201", zaak.bericht.periodesleutels(duur.begin))


def rs1202(zaak: Contactlevering) -> Iterator[Foutmelding]:
    """RS1202: no period overlaps another; one without an einddatum runs on. They may leave gaps."""
    for duur in zaak.bericht.overlappend():
        yield melding("RS1202", zaak.bericht.periodesleutels(duur.begin))


def rs1203(zaak: Contactlevering) -> Iterator[Foutmelding]:
    """RS1203: the context may be had by this kind of eenheid on the begindatum of each period that is new."""
    for begin in zaak.nieuwe_perioden:
        soort = zaak.context_op(begin)
        if soort is not None and not soort.mag_bij(zaak.code):
            sleutels = zaak.bericht.periodesleutels(begin)
            yield melding("RS1203", (*sleutels, ("communicatiecontext", zaak.soort)))


def rs1205(zaak: Contactlevering) -> Iterator[Foutmelding]:
    """RS1205: each period lies within the lifetime of the eenheid; one without an einddatum ends with it at last."""
    eenheid = zaak.eenheid
    if eenheid is None:
        return
    for duur in zaak.bericht.perioden_duur:
        sleutels = zaak.bericht.periodesleutels(duur.begin)
        if duur.begin < eenheid.begindatum or (eenheid.einddatum is not None and duur.begin >= eenheid.einddatum):
            yield melding("RS1205", sleutels)
        elif duur.einde is not None and not niet_na(duur.einde, eenheid.einddatum):
            yield melding("RS1205", (*sleutels, ("einddatum", duur.einde)))


def rs1204(zaak: Contactzaak) -> Iterator[Foutmelding]:
    """RS1204: the contactadres is there."""
    if zaak.bestaand is None:
        yield melding("RS1204", (*zaak.sleutels, ("communicatiecontext", zaak.soort)))


AANLEVEREN: tuple[Controle[Contactlevering], ...] = (
    ("RS1110", rs1110),
    ("AUT401", aut401),
    ("RS1001", rs1001),
    ("RS1002", rs1002),
    ("RS1003", eigen_controles.rs1003),
    ("RS1201", rs1201),
    ("RS1202", rs1202),
    ("RS1203", rs1203),
    ("RS1205", rs1205),
)
"""Controles of aanleveren_contactadres."""

VERWIJDEREN: tuple[Controle[Contactzaak], ...] = (("RS1110", rs1110), ("AUT401", aut401), ("RS1204", rs1204))
"""Controles of verwijderen_contactadres."""
