"""Puts what the register wants to know to whoever knows it: the BAG, or the Handelsregister."""

from rio_soap.chain.ports import Bag, Handelsregister
from rio_soap.register.regels.navraag import Gevonden, Inschrijvingsnavraag, Navraag
from rio_soap.service.inschrijvingzoeker import zoek_inschrijving
from rio_soap.service.locatiezoeker import zoek


def vraag_elders(bag: Bag | None, kvk: Handelsregister | None, navraag: Navraag) -> Gevonden:
    """What came of a question; that nobody could answer it is an outcome too.

    :param bag: None when there is none, as `kvk`.
    """
    if isinstance(navraag, Inschrijvingsnavraag):
        return zoek_inschrijving(kvk, navraag)
    return zoek(bag, navraag)
