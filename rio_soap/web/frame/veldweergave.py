"""Values of objects as a page shows them: each with what it is called, codes and days in words, by language."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from rio_soap.bevinding import Taal
from rio_soap.bevinding.catalogus import catalogus
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.web.frame import opmaak

# Any: JSON as the readings give it; a page takes out of it what its template asks.
Gelezenjson: TypeAlias = Any
Inhoud: TypeAlias = Mapping[str, Gelezenjson]
_DAG: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_CODE: Final = re.compile(r"[A-Z][A-Z0-9_-]*\Z")
_VRIJ: Final = re.compile(r"(?i)naam|straat|plaats|omschrijving|toelichting|voorwaarde|web|email")
"""Names of elements with text of people: a word in capitals is no code there."""
_SCHEIDING: Final = " › "


class Getoond(NamedTuple):
    """A value with what it is called.

    :param naam: in the language of the page; empty for a value that stands alone.
    :param data: whether the text is Dutch, in whatever language the page is.
    """

    naam: str
    tekst: str
    data: bool


def waardetekst(taal: Taal, element: str, waarde: object) -> tuple[str, bool]:
    """A single value in words, and whether these are Dutch whatever the language of the page is.

    :param element: of the contract, or the name of the kenmerk, whose value it is.
    """
    if isinstance(waarde, bool) or waarde in ("true", "false"):
        return opmaak.zin(taal, f"weergave.{str(waarde).lower()}"), False
    tekst = str(waarde)
    if _DAG.match(tekst):
        return opmaak.datum(taal, tekst), False
    if _MOMENT.match(tekst):
        return opmaak.tijdstip(taal, tekst), False
    if _CODE.match(tekst) and not _VRIJ.search(element) and (tekst in _codes() or _eigen(taal, tekst)):
        return opmaak.waardenaam(taal, tekst), not _eigen(taal, tekst)
    return tekst, True


def _eigen(taal: Taal, code: str) -> bool:
    return f"waarde.{code}" in catalogus(taal, opmaak.DEEL)


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for rijen in standaardlijsten().lijsten.values() for code in rijen)


def getoonde_waarde(taal: Taal, element: str, waarde: object) -> tuple[Getoond, ...]:
    """A value, or all values in an object or list, in order; `waarde` is JSON, or text of which objects are JSON."""
    if isinstance(waarde, str) and waarde[:1] in "{[":
        with suppress(ValueError):  # text of people that begins so, or that was cut off
            waarde = json.loads(waarde)
    return tuple(_plat(taal, element, waarde, ""))


def aantal_waarden(waarde: Gelezenjson) -> int:
    """How many values `getoonde_waarde` gives for an object or a list of JSON, without making them."""
    if isinstance(waarde, list):
        return sum([aantal_waarden(deel) for deel in waarde])
    if not isinstance(waarde, dict):
        return 0 if waarde is None or waarde == "" else 1
    met_naam = "kenmerknaam" in waarde
    aantal = 0
    for naam, deel in waarde.items():
        if not (met_naam and naam[:13] != "kenmerkwaarde") and naam != "@":
            # Nearly all are texts that are not empty: a call for each would take most of the time.
            aantal += 1 if type(deel) is str and deel else aantal_waarden(deel)
    return aantal


def _plat(taal: Taal, element: str, waarde: object, voor: str) -> Iterator[Getoond]:
    if isinstance(waarde, list):
        for deel in waarde:
            yield from _plat(taal, element, deel, voor)
    elif isinstance(waarde, Mapping):
        if (kenmerk := waarde.get("kenmerknaam")) is not None:
            [een] = [deel for naam, deel in waarde.items() if naam.startswith("kenmerkwaarde")] or [""]
            yield from _plat(taal, str(kenmerk), een, _onder(voor, opmaak.label(taal, str(kenmerk))))
            return
        for naam, deel in waarde.items():
            if naam != "@":
                yield from _plat(taal, naam, deel, _onder(voor, opmaak.label(taal, naam)))
    elif waarde not in (None, ""):
        yield Getoond(voor, *waardetekst(taal, element, waarde))


def _onder(voor: str, naam: str) -> str:
    return f"{voor}{_SCHEIDING}{naam}" if voor else naam
