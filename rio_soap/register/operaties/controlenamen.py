"""How the controles of the table are called where they are shown, and why some documented codes have none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from rio_soap.register.regels.sleutelgegevens import Foutmelding

_GEEN_PERIODEN = "a locatiegebruik has no perioden in V4"
_TIE = "the message has no organisatierelatie: the register makes it, HIERARCHISCH, from a bestuur to an aanbieder"

ONBEREIKBAAR: Final[Mapping[str, str]] = MappingProxyType(
    {
        "N01420": "the message always holds the use and its place together",
        "N02010": _GEEN_PERIODEN,
        "N02020": _GEEN_PERIODEN,
        "N02030": _GEEN_PERIODEN,
        "N02040": _GEEN_PERIODEN,
        "N03010": "the XSD limits huisnummertoevoeging to 6 characters, so it is Client.DK0004",
        "N04410": "V4 cannot end an onderwijsbestuur",
        "N05040": "the XSD lets an onderwijsaanbieder have perioden of its own kind only",
        "N07020": _TIE,
        "N07030": _TIE,
        "N07040": _TIE,
        "N07420": _TIE,
        "N11421": "the XSD in force has no toestemming for STAP; judged all the same for offers that began before it, "
        "which may still carry the kenmerk",
        "P01020": "the message has no herkomst: the register fills it in",
        "P01030": "the message has no units of VO or VAVO",
        "P01050": "the message has no units of MBO, which alone have a soort opleiding",
        "P01070": "the message has one niveau per unit, no list of them",
        "P01440": "the message has no structuur: that belongs to units of MBO",
        "P01450": "the message has no units of MBO",
        "P02050": "the message has no wet eisend ministerie: that belongs to periods of units of MBO",
    }
)
"""The documented codes that no V4 message can cause, and why (own analysis of the XSD in force)."""

GEEN_KETEN: Final = (
    "never here: this operation asks nothing of a service behind RIO; an error of our own is the fault Server.DK0050"
)
"""Why INT500 has no control in most operations."""


def naam_van(controle: Callable[..., Iterable[Foutmelding]]) -> str:
    """Module and function of a control, as they stand in the code (``controles_aanbod.n09410``)."""
    while isinstance(controle, partial):
        binnen = [deel for deel in controle.args if callable(deel)]
        controle = binnen[0] if binnen else controle.func
    return f"{controle.__module__.rpartition('.')[2]}.{controle.__name__}"
