"""From what was written of a locatie or its use to what is read: every difference between the two shapes, once.

The contract orders the fields and says how numbers look; here stands what the register leaves out, adds or sorts
(client-observations 8).
"""

from typing import NamedTuple

from rio_soap.contract.gegevens import Gegeven, Waarde


class GelezenGebruik(NamedTuple):
    """The use of a locatie by a bestuur: codes of both, its stand and that of the locatie."""

    bestuur: str
    locatie: str
    stand: Gegeven
    locatiestand: Gegeven


def lees_onderwijslocatie(code: str, stand: Gegeven) -> Gegeven:
    """An onderwijslocatie as an answer shows it.

    :param code: its onderwijslocatiecode.
    :param stand: as the register keeps it, without its code.
    """
    return Gegeven("onderwijslocatie", {**stand.velden, "onderwijslocatiecode": code})


def lees_onderwijslocatiegebruik(rij: GelezenGebruik) -> Gegeven:
    """The use of a locatie by a bestuur."""
    gelezen: dict[str, Waarde] = {
        **rij.stand.velden,
        "onderwijsbestuurcode": rij.bestuur,
        "onderwijslocatie": lees_onderwijslocatie(rij.locatie, rij.locatiestand),
    }
    return Gegeven("onderwijslocatiegebruik", gelezen)
