"""What the register adds to an opleidingseenheid on reading: eqf, nlqf, graad.

Sources: Informatiemodel RIO 1.99 and, where that leaves it open, recorded readings (client-observations 8).
"""

from collections.abc import Mapping
from types import MappingProxyType

from rio_soap.contract.gegevens import Waarde

EQF_NLQF: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "MBO-1": ("1", "1"),
        "VO-VMBO-BB": ("1", "1"),
        "MBO-2": ("2", "2"),
        "VO-VMBO-KB": ("2", "2"),
        "VO-VMBO-GL": ("2", "2"),
        "VO-VMBO-TL": ("2", "2"),
        "MBO-3": ("3", "3"),
        "NT2-I": ("3", "3"),
        "NT2-II": ("3", "3"),
        "MBO-4": ("4", "4"),
        "VO-HAVO": ("4", "4"),
        "VO-VWO": ("4", "4p"),
        "HBO-AD": ("5", "5"),
        "HBO-BA": ("6", "6"),
        "WO-BA": ("6", "6"),
        "HBO-MA": ("7", "7"),
        "WO-MA": ("7", "7"),
        "HBO-PM": ("7", "7"),
        "WO-PM": ("7", "7"),
    }
)
"""Niveau to eqf and nlqf; a niveau that is not here has neither."""

GRAAD: Mapping[str, str] = MappingProxyType(
    {
        "HBO-AD": "ASSOCIATE_DEGREE",
        "HBO-BA": "BACHELOR",
        "WO-BA": "BACHELOR",
        "HBO-MA": "MASTER",
        "WO-MA": "MASTER",
        "HBO-PM": "MASTER",
        "WO-PM": "MASTER",
    }
)
"""Niveau to graad; only an hoOpleiding has one."""


def afgeleide_velden(specialisatie: str, niveau: str | None, *, eqf_particulier: bool) -> dict[str, Waarde]:
    """The derived fields of a unit.

    :param specialisatie: element name; onderwijseenheden and clusters have no niveau and so nothing derived.
    :param eqf_particulier: whether particuliere opleidingen get eqf and nlqf; RIO gives none since November 2025.
    """
    velden: dict[str, Waarde] = {}
    if niveau is None:
        return velden
    if niveau in EQF_NLQF and (specialisatie != "particuliereOpleiding" or eqf_particulier):
        velden["eqf"], velden["nlqf"] = EQF_NLQF[niveau]
    if specialisatie == "hoOpleiding" and niveau in GRAAD:
        velden["graad"] = GRAAD[niveau]
    return velden
