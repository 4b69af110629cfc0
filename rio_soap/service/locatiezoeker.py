"""Puts a question about a place to the BAG: what the register asks in its own words, and what it gets in them."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from rio_soap.chain.adressen import schrijfwijzen
from rio_soap.chain.failure import ChainFailure
from rio_soap.chain.geometry import naar_wgs84
from rio_soap.chain.ports import Adreslijstvraag, Adresvraag, Bag, Bagadres, Bestaat, Woonplaats
from rio_soap.register.regels.navraag import (
    Adreslijst,
    Adreslijstnavraag,
    Adresnavraag,
    Codenavraag,
    Gevonden,
    Plaatsnavraag,
    Plaatsvraag,
)
from rio_soap.register.regels.vindplaats import Nietgevonden, Vindplaats

log = logging.getLogger(__name__)

_MAX_PLAATSNAAM = 40
"""Characters of a plaatsnaam in RIO (Plaatsnaam-v02); the BAG allows 80, the longest in use has fewer than 40."""
_MAX_STRAATNAAM = 80
"""Characters of a straatnaam in RIO, and in the BAG."""


def zoek(bag: Bag | None, navraag: Plaatsvraag) -> Gevonden:
    """What the BAG says.

    A failing BAG is no error here but an outcome, `Nietgevonden.STORING`, which a delivery answers as INT500.

    :param bag: None when there is no BAG: then whatever would have to be asked is a STORING.
    """
    if bag is None:
        return Nietgevonden.STORING
    try:
        match navraag:
            case Adresnavraag(postcode, huisnummer, toevoeging):
                return _adres(bag, Adresvraag(postcode, huisnummer, toevoeging))
            case Adreslijstnavraag():
                return _met_gemeenten(bag, [_vindplaats(adres) for adres in _adressen(bag, navraag)])
            case Plaatsnavraag(plaatsnaam, gemeentenaam):
                plaats = bag.plaats(plaatsnaam, gemeentenaam)
                return _niet(plaats) if isinstance(plaats, Bestaat) else _plaats(plaats)
            case Codenavraag(code):
                met_code = bag.plaats_met_code(code)
                return Nietgevonden.ONBEKEND if met_code is None else _plaats(met_code)
    except ChainFailure as fout:
        waarvoor = f"woonplaats {navraag.plaatscode}" if isinstance(navraag, Codenavraag) else "INT500"
        log.warning("%s: %s", waarvoor, fout)
        return Nietgevonden.STORING


def _adres(bag: Bag, vraag: Adresvraag) -> Gevonden:
    gevonden = bag.adres(vraag)
    return _vindplaats(gevonden) if isinstance(gevonden, Bagadres) else _niet(gevonden)


def _adressen(bag: Bag, navraag: Adreslijstnavraag) -> Sequence[Bagadres]:
    postcode, begin, toevoeging = navraag.postcode, navraag.begin, navraag.toevoeging
    if not navraag.heel:
        return bag.adreslijst(Adreslijstvraag(postcode, begin, toevoeging))
    gevonden = bag.adres(Adresvraag(postcode, int(begin), toevoeging or None))
    return [gevonden] if isinstance(gevonden, Bagadres) else []


def _vindplaats(gevonden: Bagadres) -> Vindplaats:
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
        straatnaam=gevonden.straatnaam[:_MAX_STRAATNAAM] or None,
        woonplaats=gevonden.plaatscode,
    )


def _met_gemeenten(bag: Bag, adressen: Sequence[Vindplaats]) -> Adreslijst:
    """The addresses, each with its gemeente as far as that is known; that it is not is no failure."""
    gemeenten = {code: _gemeente(bag, code) for code in {adres.woonplaats for adres in adressen} if code is not None}
    return Adreslijst(tuple(replace(adres, gemeentenaam=gemeenten.get(adres.woonplaats or "")) for adres in adressen))


def _gemeente(bag: Bag, plaatscode: str) -> str | None:
    try:
        plaats = bag.plaats_met_code(plaatscode)
    except ChainFailure:
        return None
    return plaats.gemeente if plaats is not None else None


def _plaats(plaats: Woonplaats) -> Vindplaats:
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


def _niet(uitkomst: Bestaat) -> Nietgevonden:
    return Nietgevonden.ONBEKEND if uitkomst is Bestaat.ONBEKEND else Nietgevonden.NIET_UNIEK
