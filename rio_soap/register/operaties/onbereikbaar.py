"""Why some documented codes have no control."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

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

EIGEN_ONBEREIKBAAR: Final[Mapping[tuple[str, str], str]] = MappingProxyType({})
"""Operation and code of our own contract that no message can cause, and why; `eigen_codes` lists it all the same."""
