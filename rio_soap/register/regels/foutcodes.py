"""Every functional code of RIO V4 with its exact text, and per operation the order in which codes are judged.

Sources: Overzicht foutcodes DUO_RIO_Beheren_OnderwijsOrganisatie_V4 (26-10-2022) for the codes, texts and order; PvE
7.1.2 for judging in table order; recorded refusals for A01020 and A01161; the open source client for P01081 and the
existence of A01160. docs/standaarden.md tells per code what is documented and what is our own choice.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import resources
from types import MappingProxyType
from typing import Final, Literal, cast

from rio_soap.register.regels.eigen_codes import EIGEN_CODES
from rio_soap.register.regels.sleutelgegevens import FOUTTEKST_LENGTE, Foutmelding, kap, kort, maak_sleutels

Uitvoering = Literal["controle", "keten", "signaal", "onbereikbaar"]
"""How a code comes about: by a control; by a failing service behind RIO (INT500); as a notice to functional management
that never reaches a sender (MTM001); not at all, because no V4 message can cause it."""
Zekerheid = Literal["documented", "recorded", "quoted", "reasoned", "own"]
"""Ground of the text: code overview; seen in an answer of RIO; quoted by a client; our choice for a code that is known
to exist; a code of our own (prefix RS) where DUO publishes none."""


@dataclass(frozen=True, slots=True)
class Foutcode:
    """One code: exact text with placeholders, category and object as printed, cause, and ground of the text."""

    code: str
    fouttekst: str
    categorie: str
    object: str
    uitvoering: Uitvoering
    zekerheid: Zekerheid


def _lees_tabel() -> Mapping[str, Foutcode]:
    tekst = resources.files("rio_soap.register.regels").joinpath("data", "foutcodes.csv").read_text(encoding="utf-8")
    tabel: dict[str, Foutcode] = {}
    for rij in csv.DictReader(tekst.splitlines(), delimiter=";", strict=True):
        if rij["code"] in tabel:
            raise ValueError(f"foutcodes.csv holds {rij['code']} twice")
        tabel[rij["code"]] = Foutcode(
            rij["code"],
            rij["fouttekst"],
            rij["categorie"],
            rij["object"],
            cast(Uitvoering, rij["uitvoering"]),
            cast(Zekerheid, rij["zekerheid"]),
        )
    return MappingProxyType(tabel)


FOUTCODES: Final[Mapping[str, Foutcode]] = _lees_tabel()
"""Code to Foutcode, in order of code."""

KENMERKCODES: Final = ("K01010", "K01020", "K01030", "K01040", "K01050", "K01051", "K01060")
"""Codes of the kenmerken in documented order."""

_K = " ".join(KENMERKCODES)


def _codes(*regels: str) -> tuple[str, ...]:
    return tuple(" ".join(regels).split())


VOLGORDE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "aanleveren_aangebodenOpleiding": _codes(
            f"A01060 A01070 A01080 A01081 A01090 AUT401 INT500 {_K}",
            "N09010 N09030 N09050 N09060 N09070 N09080 N09090 N09410 N09430 N09440 N09450",
            "N10010 N10020 N10030 N10040 N10050 N10060 N10410",
            "N11020 N11030 N11040 N11410 N11420 N11421 N11430 N11440 N11450 N11460",
        ),
        "aanleveren_onderwijsaanbieder": _codes(
            f"A01030 A01031 A01110 AUT401 INT500 J06010 J06020 J06410 {_K}",
            "N04010 N04410 N04420 N04430 N05010 N05030 N05040 N05050 N05060",
            "N07010 N07020 N07030 N07040 N07050 N07410 N07420",
        ),
        "aanleveren_onderwijslocatiegebruik": _codes(
            f"A01010 A01011 A01040 A01060 A01110 AUT401 INT500 {_K}",
            "MTM001 N01010 N01020 N01410 N01420 N02010 N02020 N02030 N02040 N03010",
        ),
        "aanleveren_opleidingseenheid": _codes(
            "A01070 A02011 AUT401 INT500 P01010 P01020 P01030 P01040 P01050 P01060 P01070 P01080",
            "P01410 P01420 P01430 P01440 P01450 P02010 P02020 P02030 P02040 P02041 P02050 P02060 P02070 P02080",
        ),
        "aanleveren_opleidingsrelatie": _codes("A01070 A01072 AUT401 INT500 P04010 P04020 P04030 P04040 P04050 P04410"),
        "verwijderen_aangebodenOpleiding": _codes("AUT401 INT500"),
        "verwijderen_onderwijsaanbieder": _codes("AUT401 INT500 N04810 N04820"),
        "verwijderen_onderwijslocatiegebruik": _codes("A01060 A01110 A01130 AUT401 INT500"),
        "verwijderen_opleidingseenheid": _codes("AUT401 INT500 P01810"),
        "verwijderen_opleidingsrelatie": (),
    }
)
"""Per operation of Beheren its codes in the order of the overview (documented; sorted by code in all ten tables)."""

AANVULLINGEN: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "aanleveren_aangebodenOpleiding": _codes("A01160 RS0020"),
        "aanleveren_onderwijsaanbieder": _codes("A01160 N09440"),
        "aanleveren_onderwijslocatiegebruik": _codes("A01160"),
        "aanleveren_opleidingseenheid": _codes("A01072 N09450", _K, "P01081"),
        "aanleveren_opleidingsrelatie": (),
        "verwijderen_aangebodenOpleiding": _codes("A01020"),
        "verwijderen_onderwijsaanbieder": _codes("N09440"),
        "verwijderen_onderwijslocatiegebruik": (),
        "verwijderen_opleidingseenheid": _codes("A01070"),
        "verwijderen_opleidingsrelatie": _codes("A01070 AUT401 INT500 RS0010"),
    }
)
"""Per operation the codes that its table does not list and that we use all the same (reasoned; docs/standaarden.md)."""

RAADPLEEGCODES: Final[Mapping[str, Mapping[str, Zekerheid]]] = MappingProxyType(
    {
        "opvragen_aangebodenOpleiding": {"A01020": "recorded"},
        "opvragen_aangebodenOpleidingenVanOrganisatie": {
            "A01040": "documented",
            "A01060": "reasoned",
            "N09440": "reasoned",
        },
        "opvragen_gewijzigdOnderwijslocatiegebruik": {},
        "opvragen_gewijzigdeAangebodenOpleidingen": {"N09440": "reasoned"},
        "opvragen_gewijzigdeOnderwijsaanbieders": {"A01110": "reasoned"},
        "opvragen_instellingsstructuur": {"A01030": "reasoned"},
        "opvragen_onderwijsaanbieder": {"N09440": "reasoned"},
        "opvragen_onderwijsaanbiedersVanOrganisatie": {"A01030": "reasoned", "A01110": "reasoned"},
        "opvragen_onderwijslocatie": {"A01060": "reasoned"},
        "opvragen_onderwijslocatiegebruik": {"A01060": "reasoned", "A01110": "reasoned", "A01130": "reasoned"},
        "opvragen_onderwijslocatiegebruikVanOrganisatie": {"A01110": "reasoned"},
        "opvragen_opleidingseenhedenVanOrganisatie": {"A01110": "reasoned"},
        "opvragen_opleidingseenheid": {"A01070": "reasoned"},
        "opvragen_opleidingsrelatiesBijOpleidingseenheid": {"A01070": "recorded"},
        "opvragen_rioIdentificatiecode": {"A01060": "reasoned", "A01161": "recorded"},
    }
)
"""Per operation of Raadplegen the codes that say "not found", with the ground for using them there.

The code overview of Raadplegen is not public. A01040 documents its own use in reading; three are recorded; the others
are the code whose text says what is missing. opvragen_gewijzigdOnderwijslocatiegebruik has no foutmelding at all.
"""


def volledige_volgorde(operatie: str) -> tuple[str, ...]:
    """Give every code of an operation, documented and added, in the order in which it is judged.

    Of our own contract it is that of `eigen_codes`. The ten tables of V4 are sorted by code, so an added code takes its
    place by code; an added N09440 comes before AUT401, because nobody can be authorised for an onderwijsaanbieder
    that does not exist. KeyError for an operation without table (the operations of Raadplegen).
    """
    if (eigen := EIGEN_CODES.get(operatie)) is not None:
        return eigen
    toegevoegd = {code: "AUT" if code == "N09440" else code for code in AANVULLINGEN[operatie]}
    return tuple(sorted({*VOLGORDE[operatie], *toegevoegd}, key=lambda code: toegevoegd.get(code, code)))


PLAATSHOUDERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kenmerk_naam": "%kenmerk.naam%",
        "kenmerk_waarde": "%kenmerk.waarde%",
        "adres": "[postcode/huisnummer/toevoeging]",
    }
)
"""Argument of melding to the placeholder that it fills."""

_IN_TEKST = re.compile("|".join(re.escape(teken) for teken in PLAATSHOUDERS.values()))

Sleutelwaarde = str | int | bool | Decimal | date


def melding(
    code: str, sleutels: Iterable[tuple[str, Sleutelwaarde]], *, veld: str = "", **plaatshouders: str
) -> Foutmelding:
    """Give the Foutmelding of a code.

    sleutels: 1 to 5 pairs of name and value of the object at fault, unshortened. plaatshouders: kenmerk_naam,
    kenmerk_waarde or adres, exactly those that the text of the code holds. veld: the field that was judged, for a code
    that may judge one of several (`plaatsen`). KeyError for an unknown code, TypeError for
    missing or superfluous plaatshouders, ValueError for no or too many sleutels.
    """
    fouttekst = _vul(FOUTCODES[code], plaatshouders)
    return Foutmelding(code, fouttekst, maak_sleutels(sleutels), veld)


def _vul(foutcode: Foutcode, plaatshouders: Mapping[str, str]) -> str:
    """Fill the text in one pass, so that a value that looks like a placeholder stays what it is.

    A text that grows beyond 200 characters: the longest value is cut in the middle, as sleutelgegevens are, and the
    wording stays whole; a fixed text that is too long by itself is cut at its end.
    """
    nodig = {arg for arg, teken in PLAATSHOUDERS.items() if teken in foutcode.fouttekst}
    if nodig != plaatshouders.keys():
        raise TypeError(f"{foutcode.code} takes plaatshouders {sorted(nodig)}, got {sorted(plaatshouders)}")
    waarden = {PLAATSHOUDERS[arg]: waarde for arg, waarde in plaatshouders.items()}
    for teken in sorted(waarden, key=lambda teken: len(waarden[teken]), reverse=True):
        vol = _IN_TEKST.sub(lambda gevonden: waarden[gevonden.group()], foutcode.fouttekst)
        over = len(vol) - FOUTTEKST_LENGTE
        if over <= 0:
            return vol
        waarden[teken] = kort(waarden[teken], max(len(waarden[teken]) - over, 25))
    return kap(_IN_TEKST.sub(lambda gevonden: waarden[gevonden.group()], foutcode.fouttekst))
