"""Puts a question about a registration to the Handelsregister, and gives the outcome in the words of the register."""

import logging
from dataclasses import asdict

from rio_soap.chain.activity import kan_bestuur_zijn
from rio_soap.chain.failure import ChainFailure
from rio_soap.chain.ports import Handelsregister, Inschrijving, KvkAdres, KvkOnbekend
from rio_soap.register.regels.navraag import Gevonden, Inschrijvingsnavraag
from rio_soap.register.regels.registratie import Adres, Registratie
from rio_soap.register.regels.vindplaats import Nietgevonden

log = logging.getLogger(__name__)

ONBEKEND = "onbekend"
"""Stands for a name or legal form that a registration does not have."""


def zoek_inschrijving(kvk: Handelsregister | None, navraag: Inschrijvingsnavraag) -> Gevonden:
    """What the Handelsregister says of a number; a failing one is the outcome STORING, no error.

    :param kvk: None when there is no Handelsregister: then whatever would have to be asked is a STORING.
    """
    if kvk is None:
        return Nietgevonden.STORING
    try:
        if navraag.kvk_nummer is not None:
            gevonden = kvk.inschrijving(kvk_nummer=navraag.kvk_nummer)
        else:
            gevonden = kvk.inschrijving(rsin=navraag.rsin)
    except ChainFailure as fout:
        log.warning("INT500: %s", fout)
        return Nietgevonden.STORING
    return Nietgevonden.ONBEKEND if isinstance(gevonden, KvkOnbekend) else registratie_van(gevonden)


def registratie_van(inschrijving: Inschrijving) -> Registratie:
    """What a bestuur takes over of a registration; whether its owner can be one is for whoever judges."""
    vorm = inschrijving.rechtsvorm
    return Registratie(
        kvk_nummer=inschrijving.kvk_nummer,
        rsin=inschrijving.rsin,
        naam=inschrijving.naam or ONBEKEND,
        rechtsvorm=vorm.code if vorm else "",
        rechtsvorm_omschrijving=(vorm.omschrijving if vorm else None) or inschrijving.eigenaar or ONBEKEND,
        publieke_rechtsvorm=vorm.publiek if vorm else None,
        datum_aanvang=inschrijving.datum_aanvang,
        datum_einde=inschrijving.datum_einde,
        ontbonden=inschrijving.ontbonden,
        statutaire_zetel=inschrijving.statutaire_zetel,
        bezoekadres=_adres(inschrijving.bezoekadres),
        postadres=_adres(inschrijving.postadres),
        peilmoment=inschrijving.peilmoment or None,
        rechtspersoon=kan_bestuur_zijn(inschrijving),
    )


def _adres(adres: KvkAdres | None) -> Adres | None:
    """Only what the address has."""
    return None if adres is None else {naam: waarde for naam, waarde in asdict(adres).items() if waarde}
