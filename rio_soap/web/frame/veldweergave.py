"""Values of objects as a page shows them: each with what it is called, codes and days in words, by language."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from rio_soap.bevinding import Taal
from rio_soap.bevinding.catalogus import catalogus
from rio_soap.contract.operaties import DIENSTEN
from rio_soap.contract.vorm import Vorm, vormen
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.web.frame import opmaak

# Any: JSON as the readings give it; a page takes out of it what its template asks.
Gelezenjson: TypeAlias = Any
Inhoud: TypeAlias = Mapping[str, Gelezenjson]
_DAG: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
_CODE: Final = re.compile(r"[A-Z][A-Z0-9_-]*\Z")
_VRIJ: Final = re.compile(r"(?i)naam|straat|plaats|omschrijving|toelichting|voorwaarde|web|email|tekst|cohortcode")
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


_DEEL: Final = ""
"""Among types: a part with fields of its own, or a list."""


@cache
def _typen() -> Mapping[str, frozenset[str]]:
    """Elements of all contracts to the types that they have anywhere: a primitive, or `_DEEL`."""
    typen: dict[str, set[str]] = defaultdict(set)
    for contract in map(vormen, DIENSTEN):
        typen |= {naam: {_DEEL} for naam in contract.los}
    for contract in map(vormen, DIENSTEN):
        for vorm in map(contract.soort, contract.complexe_namen):
            for tag, (veld, soort) in vorm.per_tag.items() if isinstance(vorm, Vorm) else ():
                eigen = typen[tag.rpartition("}")[2]]
                eigen |= {_DEEL} if isinstance(soort, Vorm) else {soort.primitief}
                eigen |= {_DEEL} if veld.meervoudig else set()
    return MappingProxyType({naam: frozenset(gevonden) for naam, gevonden in typen.items()})


def _kan(element: str, type_: str) -> bool:
    """Whether a text may be a value of a type: what only ever is text is shown as it is, whatever it looks like."""
    typen = _typen().get(element)
    return typen is None or type_ in typen


def waardetekst(taal: Taal, element: str, waarde: object) -> tuple[str, bool]:
    """A single value in words, and whether these are Dutch whatever the language of the page is.

    :param element: of the contract, or the name of the kenmerk, whose value it is.
    """
    if isinstance(waarde, bool) or (waarde in ("true", "false") and _kan(element, "boolean")):
        return opmaak.zin(taal, f"weergave.{str(waarde).lower()}"), False
    tekst = str(waarde)
    with suppress(ValueError, OverflowError):  # text that begins so and is no day, or none of the calendar
        if _DAG.match(tekst) and _kan(element, "date"):
            return opmaak.datum(taal, tekst), False
        if _MOMENT.match(tekst) and _kan(element, "dateTime"):
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
    if isinstance(waarde, str) and waarde[:1] in "{[" and _kan(element, _DEEL):
        with suppress(ValueError, RecursionError):  # text of people that begins so, or that was cut off
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
            for soort, een in waarde.items():
                if soort.startswith("kenmerkwaarde"):
                    yield from _plat(taal, soort, een, _onder(voor, opmaak.label(taal, str(kenmerk))))
            return
        for naam, deel in waarde.items():
            if naam != "@":
                yield from _plat(taal, naam, deel, _onder(voor, opmaak.label(taal, naam)))
    elif waarde not in (None, ""):
        yield Getoond(voor, *waardetekst(taal, element, waarde))


def _onder(voor: str, naam: str) -> str:
    return f"{voor}{_SCHEIDING}{naam}" if voor else naam
