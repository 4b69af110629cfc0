"""Addresses as the files of contactadressen and of formele adressen publish them: what `opendata.adreslezer` reads."""

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.opendata.adreslezer import Adreskolommen
from rio_soap.register.publicatie.csvtabel import Cel

BINNEN, BUITEN = "binnenlandsAdres", "buitenlandsAdres"


def adrescellen(kolommen: Adreskolommen, drager: Gegeven | None) -> dict[str, Cel]:
    """The cells of an address; none without one.

    LANDNAAM gets the landcode: no list says what a country is called.

    :param drager: what holds the one address, within the country or abroad.
    """
    if drager is None:
        return {}
    if (binnen := drager.velden.get(BINNEN)) is not None:
        velden = binnen.velden  # type: ignore[union-attr]
        return {kolom: velden[veld] for veld, kolom in kolommen.binnen.items() if veld in velden}  # type: ignore[misc]
    if (buiten := drager.velden.get(BUITEN)) is None:
        return {}
    velden = buiten.velden  # type: ignore[union-attr]
    regels = {kolom: velden.get(f"adresregelBuitenland{nr}") for nr, kolom in enumerate(kolommen.regels, 1)}
    return {**regels, kolommen.land: velden.get("landcode")}  # type: ignore[dict-item]
