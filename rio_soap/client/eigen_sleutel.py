"""Deliveries for which RIO issues the code, and the own key by which what became of one can be looked up."""

from collections.abc import Mapping
from typing import NamedTuple, cast

from rio_soap.contract.gegevens import Gegeven, Waarde

_UITGEGEVEN: Mapping[str, tuple[str, str, str | None]] = {
    "aanleveren_opleidingseenheid": ("opleidingseenheid", "opleidingseenheidcode", "eigenOpleidingseenheidSleutel"),
    "aanleveren_onderwijsaanbieder": (
        "nieuweOnderwijsaanbieder",
        "onderwijsaanbiedercode",
        "eigenOnderwijsaanbiederSleutel",
    ),
    "aanleveren_erkenner": ("erkenner", "erkennercode", None),
    "aanleveren_onderwijsbestuur": ("onderwijsbestuur", "onderwijsbestuurcode", None),
    "aanleveren_onderwijsaanbiedergroep": ("onderwijsaanbiedergroep", "onderwijsaanbiedergroepcode", None),
    "aanleveren_onderwijsbegeleidingsaanbieder": (
        "onderwijsbegeleidingsaanbieder",
        "onderwijsbegeleidingsaanbiedercode",
        None,
    ),
}
"""Operations by which RIO may issue a code: the field that holds the object, the code, and the own key if it may have
one."""
_BUNDEL = "aanleveren_bundel"
"""Holds deliveries of any kind; a second one is done again whole."""
BESTAAT_AL = frozenset({"P01081", "A01160"})
"""Codes with which RIO refuses a second object with the same own key."""
BESTAAT_NIET = "A01161"
"""Code of opvragen_rioIdentificatiecode for a key that it does not know."""


class EigenSleutel(NamedTuple):
    """The own key of a new object.

    :param naam: of the key, also the field of opvragen_rioIdentificatiecode.
    :param code: name of the code that RIO issues.
    """

    naam: str
    waarde: str
    code: str


def geeft_code_uit(naam: str, inhoud: Mapping[str, Waarde]) -> bool:
    """Whether RIO issues a code for this delivery, so that a second one could make a second object."""
    if naam not in _UITGEGEVEN:
        return naam == _BUNDEL
    veld, code, _ = _UITGEGEVEN[naam]
    voorwerp = inhoud.get(veld)
    return isinstance(voorwerp, Gegeven) and code not in voorwerp.velden


def eigen_sleutel(naam: str, inhoud: Mapping[str, Waarde]) -> EigenSleutel | None:
    """Own key of a delivery for which RIO issues the code; None for one that has none, and for any other."""
    if naam not in _UITGEGEVEN or not geeft_code_uit(naam, inhoud):
        return None
    veld, code, soort = _UITGEGEVEN[naam]
    if soort is None:
        return None
    kenmerken = cast("Gegeven", inhoud[veld]).velden.get("kenmerken")
    for kenmerk in kenmerken if isinstance(kenmerken, list) else ():
        if isinstance(kenmerk, Gegeven) and kenmerk.velden.get("kenmerknaam") == soort:
            return EigenSleutel(soort, str(kenmerk.velden.get("kenmerkwaardeTekst", "")), code)
    return None
