"""An addressable object as a store of BAG data has it, and as the port has it."""

import sqlite3
from dataclasses import dataclass, field

from rio_soap.chain.bagextract.tables import lees_geometrie
from rio_soap.chain.geometry import Punt, punt_in_vlak
from rio_soap.chain.ports import Adresobject, Nummeraanduiding, Objectsoort, Woonplaats


@dataclass(frozen=True, slots=True)
class Gevonden:
    """A version of an addressable object with all that its answer holds, as of one day."""

    object: sqlite3.Row
    hoofdadres: "Adresrij"
    nevenadressen: tuple["Adresrij", ...]
    panden: tuple[tuple[str, sqlite3.Row | None], ...] = field(default=())
    """Ids with their row; None for a pand outside the load."""


@dataclass(frozen=True, slots=True)
class Adresrij:
    """A nummeraanduiding with its street, the woonplaats of the street, and its own woonplaats if it has one."""

    nummer: sqlite3.Row
    straat: sqlite3.Row
    plaats: sqlite3.Row
    eigen_plaats: sqlite3.Row | None


def als_adresobject(gevonden: Gevonden) -> Adresobject:
    """The object as the port has it, of the day for which it was found: no version of it says more of its validity."""
    rij = gevonden.object
    anderen = (_adres(adres, hoofd=False) for adres in gevonden.nevenadressen)
    return Adresobject(
        bag_id=rij["id"],
        soort=Objectsoort(rij["soort"]),
        status=rij["status"],
        adressen=(_adres(gevonden.hoofdadres, hoofd=True), *anderen),
        punt=_punt(rij["geometrie"]),
    )


def _adres(adres: Adresrij, *, hoofd: bool) -> Nummeraanduiding:
    nummer, plaats = adres.nummer, adres.eigen_plaats or adres.plaats
    return Nummeraanduiding(
        identificatie=nummer["id"],
        postcode=nummer["postcode"],
        huisnummer=nummer["huisnummer"],
        huisletter=nummer["letter"],
        huisnummertoevoeging=nummer["toevoeging"],
        status=nummer["status"],
        straatnaam=adres.straat["naam"],
        woonplaats=Woonplaats(plaats["id"], plaats["naam"]),
        hoofdadres=hoofd,
    )


def _punt(geometrie: str) -> Punt | None:
    """A point as it is, of a surface one inside."""
    ringen = lees_geometrie(geometrie)
    if not ringen:
        return None
    return ringen[0][0] if len(ringen[0]) == 1 else punt_in_vlak(ringen)
