"""What is wrong with a value, by its type in our own tables: its cause, and the character that cannot be seen.

Neither validator is asked: libxml2 speaks English, and xmlschema takes a no-break space for white space and ``٣`` for a
digit. They say where a value is wrong; this says why.
"""

import calendar
import re
import unicodedata
from decimal import Decimal
from typing import TypeAlias

from rio_soap.bevinding import Tekst
from rio_soap.contract.vorm import Simpel

Mankement: TypeAlias = tuple[str, Tekst]
"""Cause and sentence."""
WIT = " \t\r\n"
"""All the white space that XML knows; a no-break space is a character like any other."""

_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_DAG = r"(-?)([0-9]{4,})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIJD = r"T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_GEHEEL = re.compile(r"[+-]?[0-9]+\Z")
_LEXICAAL = {
    "date": re.compile(f"{_DAG}{_ZONE}\\Z"),
    "dateTime": re.compile(f"{_DAG}{_TIJD}{_ZONE}\\Z"),
    "boolean": re.compile(r"(?:true|false|1|0)\Z"),
    "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z"),
    "integer": _GEHEEL,
    "long": _GEHEEL,
    "short": _GEHEEL,
    "int": _GEHEEL,
}
_GEEN: dict[str, Mankement] = {
    "date": ("datum", Tekst("datum.geen-datum")),
    "dateTime": ("datum", Tekst("datum.geen-tijdstip")),
    "boolean": ("boolean", Tekst("boolean")),
    "decimal": ("getal", Tekst("getal.geen-getal")),
    "integer": ("getal", Tekst("getal.geen-geheel")),
    "long": ("getal", Tekst("getal.geen-geheel")),
    "short": ("getal", Tekst("getal.geen-geheel")),
    "int": ("getal", Tekst("getal.geen-geheel")),
}
_BEREIK = {"short": 2**15, "int": 2**31, "long": 2**63}
_NAMEN = {
    "\u00a0": Tekst("teken.harde-spatie"),
    "\u00ad": Tekst("teken.zacht-afbreekstreepje"),
    "\u200b": Tekst("teken.spatie-zonder-breedte"),
    "\u202f": Tekst("teken.smalle-harde-spatie"),
    "\ufeff": Tekst("teken.bom"),
    "\t": Tekst("teken.tab"),
    "\n": Tekst("teken.nieuwe-regel"),
    "\r": Tekst("teken.carriage-return"),
}
_ONZICHTBAAR = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"})
"""Categories of Unicode of which nothing, or nothing of its own, is seen."""
_MAX_CIJFERS = 10_000
"""Longer numbers are out of range without being read: reading takes time that grows faster than they do."""


def kaal(soort: Simpel, tekst: str) -> str:
    """The text as the whiteSpace facet of a type leaves it: what length, pattern and value are judged by."""
    if soort.primitief == "string":
        return tekst
    vlak = tekst.translate(_SPATIES)
    if soort.primitief == "normalizedString":
        return vlak
    return " ".join(deel for deel in vlak.split(" ") if deel)


_SPATIES = str.maketrans(dict.fromkeys("\t\r\n", " "))


def wat_mankeert(soort: Simpel, tekst: str) -> Mankement | None:
    """The cause and what to say of it; None for a text in which nothing wrong is seen.

    :param tekst: of an element that is not valid: a type with a pattern is then broken in that, if in nothing else.
    """
    waarde = kaal(soort, tekst)
    gebrek = _geen_waarde(soort, waarde) or _lengte(soort, waarde) or _grens(soort, waarde)
    if gebrek is None and "pattern" in soort.facetten:
        gebrek = "patroon", Tekst("patroon")
    if gebrek is None or gebrek[0] == "te-lang":
        return gebrek
    return gebrek[0], _met_vreemd_teken(gebrek[1], soort, tekst)


def zichtbaar(tekst: str) -> str:
    """A text in which what cannot be seen stands as ``[U+00A0]``; a blank and an end of line stay as they are."""
    if tekst.isprintable() or tekst.isascii():
        return tekst
    return "".join(f"[U+{ord(teken):04X}]" if _onzichtbaar(teken) and teken not in WIT else teken for teken in tekst)


def _onzichtbaar(teken: str) -> bool:
    return teken != " " and unicodedata.category(teken) in _ONZICHTBAAR


def _met_vreemd_teken(zin: Tekst, soort: Simpel, tekst: str) -> Tekst:
    """With the character that probably does not belong: one that is not seen, or that looks like another."""
    kern = tekst.strip(WIT) if soort.primitief != "string" else tekst
    begin = len(tekst) - len(tekst.lstrip(WIT)) if kern is not tekst else 0
    for plaats, teken in enumerate(kern, begin + 1):
        if _onzichtbaar(teken) or (not teken.isascii() and not unicodedata.name(teken, "").startswith("LATIN ")):
            naam: str | Tekst = _NAMEN.get(teken) or unicodedata.name(teken, "") or Tekst("teken.zonder-naam")
            return Tekst.met("teken.vreemd", zin=zin, plaats=plaats, code=f"{ord(teken):04X}", naam=naam)
    return zin


def _geen_waarde(soort: Simpel, waarde: str) -> Mankement | None:
    """Whether the text stands for no value of its primitive type at all."""
    vorm = _LEXICAAL.get(soort.primitief)
    if vorm is None:
        return None
    gevonden = vorm.match(waarde)
    if gevonden and (soort.primitief not in ("date", "dateTime") or _bestaat(*gevonden.groups())):
        return None
    return _GEEN[soort.primitief]


def _bestaat(teken: str, jaar: str, maand: str, dag: str) -> bool:
    """Whether there is such a day. XSD 1.0 has no year 0, and longer years begin with no zero."""
    if not jaar.strip("0") or (len(jaar) > 4 and jaar[0] == "0"):
        return False
    schrikkeljaar = 2000 if calendar.isleap(int(jaar[-4:])) else 2001  # the last four digits of a year tell
    return int(dag) <= calendar.monthrange(schrikkeljaar, int(maand))[1]


def _lengte(soort: Simpel, waarde: str) -> Mankement | None:
    if len(waarde) < int(soort.facetten.get("minLength", 0)):
        return "te-kort", Tekst("te-kort")
    if len(waarde) > int(soort.facetten.get("maxLength", len(waarde))):
        return "te-lang", Tekst("te-lang")
    return None


def _grens(soort: Simpel, waarde: str) -> Mankement | None:
    """Bounds of numbers and dates, and the number of decimals."""
    if soort.primitief in ("date", "dateTime"):
        return _dagen(soort, waarde)
    if soort.primitief not in _GEEN or soort.primitief == "boolean":
        return None
    if len(waarde) > _MAX_CIJFERS:
        return "getal", Tekst("getal.bereik")
    getal, bereik = Decimal(waarde), _BEREIK.get(soort.primitief)
    if bereik is not None and not -bereik <= getal < bereik:
        return "getal", Tekst("getal.bereik")
    if "minInclusive" in soort.facetten and getal < Decimal(soort.facetten["minInclusive"]):
        return "getal", Tekst("getal.te-klein")
    if "maxInclusive" in soort.facetten and getal > Decimal(soort.facetten["maxInclusive"]):
        return "getal", Tekst("getal.te-groot")
    breuk = waarde.partition(".")[2].rstrip("0")
    if len(breuk) > int(soort.facetten.get("fractionDigits", len(breuk))):
        return "getal", Tekst("getal.decimalen")
    return None


def _dagen(soort: Simpel, waarde: str) -> Mankement | None:
    """Of a day that exists: before the first, after the last, or too far for any calendar."""
    gevonden = re.match(_DAG, waarde)
    assert gevonden is not None
    teken, jaar, maand, dag = gevonden.groups()
    ver = len(jaar) > 4
    gewoon = "" if ver or teken else f"{jaar}-{maand}-{dag}"
    if (eerste := soort.facetten.get("minInclusive")) and (teken or (gewoon and gewoon < eerste)):
        return "datum", Tekst("datum.te-klein")
    if (laatste := soort.facetten.get("maxInclusive")) and not teken and (ver or gewoon > laatste):
        return "datum", Tekst("datum.te-groot")
    return ("datum", Tekst("datum.bereik")) if ver else None
