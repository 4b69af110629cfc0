"""Addresses as the files of contactadressen and of formele adressen publish them: within the country or abroad."""

from collections.abc import Mapping
from dataclasses import dataclass

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.delen import gevuld
from rio_soap.register.opendata.soort import BuildContext

_LANDCODE = 4


@dataclass(frozen=True, slots=True)
class Adreskolommen:
    """Which columns say an address.

    :param binnen: field of an address within the country to its column.
    :param regels: columns of the lines of an address abroad.
    :param land: column of the country of that.
    """

    binnen: Mapping[str, str]
    regels: tuple[str, str, str]
    land: str


def lees_adres(kolommen: Adreskolommen, rij: Rij, werk: BuildContext) -> dict[str, Waarde]:
    """The one field of an address, binnenlandsAdres or buitenlandsAdres; none when there is no address.

    An object has one address at a time: of two, that within the country is kept and the other is told. An address
    abroad needs a code of its country, and LANDNAAM is a name, of which list is not known: it is kept where it is a
    code of four digits, and told where it is not.
    """
    binnen = _binnenlands(kolommen, rij)
    buiten = [regel for kolom in kolommen.regels if (regel := rij.of_niet(kolom)) is not None]
    land = rij.of_niet(kolommen.land)
    if binnen:
        if buiten or land:
            werk.meld(
                rij, "two addresses", f"{kolommen.regels[0]}: left out beside {_gevuld(kolommen, rij)}", geplaatst=True
            )
        return {"binnenlandsAdres": Gegeven("binnenlandsAdres", binnen)}
    if not buiten:
        return {}
    if land is None or len(land) != _LANDCODE or not land.isdigit():
        werk.meld(rij, "country without code", f"{kolommen.land}: found {land!r}, expected 4 digits", geplaatst=True)
        return {}
    velden = {f"adresregelBuitenland{nummer}": regel for nummer, regel in enumerate(buiten, 1)}
    return {"buitenlandsAdres": Gegeven("buitenlandsAdres", {**velden, "landcode": land})}


def _binnenlands(kolommen: Adreskolommen, rij: Rij) -> dict[str, Waarde]:
    velden: dict[str, Waarde | None] = {}
    for veld, kolom in kolommen.binnen.items():
        velden[veld] = rij.geheel(kolom) if veld == "huisnummer" else rij.of_niet(kolom)
    return gevuld(velden)


def _gevuld(kolommen: Adreskolommen, rij: Rij) -> str:
    return next(kolom for kolom in kolommen.binnen.values() if rij.of_niet(kolom) is not None)
