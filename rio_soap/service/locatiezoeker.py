"""Asks the BAG for the place that a delivery names, before its transaction begins."""

import logging
from dataclasses import replace
from decimal import Decimal

from rio_soap.chain.adressen import schrijfwijzen
from rio_soap.chain.geometry import gps, naar_wgs84
from rio_soap.chain.ports import Adresvraag, Bag, Bagadres, Bestaat, KetenStoring, Woonplaats
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Register
from rio_soap.register.locatie.leveringen import vraagt_bag
from rio_soap.register.regels import velden
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.vindplaats import Nietgevonden, Vindplaats

log = logging.getLogger(__name__)

_MAX_PLAATSNAAM = 40
"""Characters of a plaatsnaam in RIO (Plaatsnaam-v02); the BAG allows 80, the longest in use has fewer than 40."""


def met_vindplaats(register: Register, bag: Bag | None, context: Context, verzoek: Gegeven) -> Context:
    """The context with what is known of the place in an aanleveren_onderwijslocatiegebruik.

    A failing BAG is no error here but an outcome, `Nietgevonden.STORING`, which the register answers as INT500. Nothing
    is asked for a code, for a point, for an address that RIO has, or for a sender that does not act for the bestuur.

    :param bag: None when there is no BAG: then what would have to be asked is a STORING.
    """
    gebruik = verzoek.velden["onderwijslocatiegebruik"]
    assert isinstance(gebruik, Gegeven)
    punt = velden.deel(gebruik, "aanduidingGPS")
    if punt is not None:
        return replace(context, vindplaats=_punt(punt))
    with register.lees() as session:
        vragen = vraagt_bag(session, context, verzoek)
    if not vragen:
        return context
    return replace(context, vindplaats=_vraag(bag, gebruik) if bag is not None else Nietgevonden.STORING)


def _vraag(bag: Bag, gebruik: Gegeven) -> Vindplaats | Nietgevonden:
    adres, plaats = velden.deel(gebruik, "aanduidingAdres"), velden.deel(gebruik, "aanduidingPlaats")
    try:
        if adres is not None:
            return _adres(bag, adres)
        assert plaats is not None
        return _plaats(bag, plaats)
    except KetenStoring as fout:
        log.warning("INT500: %s", fout)
        return Nietgevonden.STORING


def _adres(bag: Bag, adres: Gegeven) -> Vindplaats | Nietgevonden:
    vraag = Adresvraag(
        velden.tekst(adres, "postcode"),
        int(str(adres.velden["huisnummer"])),
        velden.tekst_of_niet(adres, "huisnummertoevoeging"),
    )
    gevonden = bag.adres(vraag)
    if not isinstance(gevonden, Bagadres):
        return _niet(gevonden)
    positie, geschreven = gevonden.positie, schrijfwijzen(gevonden.huisletter, gevonden.huisnummertoevoeging)
    return Vindplaats(
        postcode=gevonden.postcode,
        huisnummer=gevonden.huisnummer,
        huisnummertoevoeging=geschreven[-1 if gevonden.dubbel_geschreven else 0] or None,
        bag_id=gevonden.bag_id,
        latitude=positie.latitude if positie else None,
        longitude=positie.longitude if positie else None,
        plaatsnaam=gevonden.plaatsnaam[:_MAX_PLAATSNAAM],
        signaal=gevonden.signaal,
        huisletter=gevonden.huisletter or "",
    )


def _plaats(bag: Bag, plaats: Gegeven) -> Vindplaats | Nietgevonden:
    gevonden = bag.plaats(velden.tekst(plaats, "plaatsnaam"), velden.tekst_of_niet(plaats, "gemeentenaam"))
    if isinstance(gevonden, Bestaat):
        return _niet(gevonden)
    return _van_plaats(gevonden)


def _van_plaats(plaats: Woonplaats) -> Vindplaats:
    hoeken = [naar_wgs84(hoek) for hoek in plaats.kader or ()]
    kader = None
    if len(hoeken) == 2 and hoeken[0] is not None and hoeken[1] is not None:
        (zuidwest, noordoost) = (hoeken[0], hoeken[1])
        kader = (zuidwest.latitude, zuidwest.longitude, noordoost.latitude, noordoost.longitude)
    return Vindplaats(
        plaatscode=plaats.code,
        plaatsnaam=plaats.naam.upper()[:_MAX_PLAATSNAAM],
        enige=plaats.enige,
        kader=kader,
    )


def van_plaatscode(bag: Bag | None, verzoek: Gegeven) -> Vindplaats | None:
    """What the BAG says of the kadasterPlaatscode that an opvragen_rioIdentificatiecode asks for.

    None for another question, and when the BAG does not know it or gives no answer: what the register has is enough to
    answer by.
    """
    code = velden.tekst_of_niet(verzoek, "kadasterPlaatscode")
    if code is None or bag is None:
        return None
    try:
        plaats = bag.plaats_met_code(code)
        return None if plaats is None else _van_plaats(plaats)
    except KetenStoring as fout:
        log.warning("woonplaats %s: %s", code, fout)
        return None


def _niet(uitkomst: Bestaat) -> Nietgevonden:
    return Nietgevonden.ONBEKEND if uitkomst is Bestaat.ONBEKEND else Nietgevonden.NIET_UNIEK


def _punt(punt: Gegeven) -> Vindplaats:
    """A point, brought to 8 decimals so that equal points are one location; the XSD has bounded it."""
    latitude, longitude = (Decimal(str(punt.velden[naam])) for naam in ("gpsLatitude", "gpsLongitude"))
    positie = gps(latitude, longitude)
    assert positie is not None
    return Vindplaats(latitude=positie.latitude, longitude=positie.longitude)
