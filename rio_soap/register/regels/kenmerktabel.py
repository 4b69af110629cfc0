"""Which kenmerken an object may carry, how often and of what type: dated data, as RIO keeps it in Config_kenmerk.

The table travels with the package (data/kenmerken.csv beside it; a test holds it against our XSDs), and an
operator can load a file in the same form in its place: a new kenmerk, another minimum or the end of one needs no
release. A row says from which begin of its object on it holds, and up to which.

Sources: types Kenmerkwaardenbereik_X of the XSD for the rows; Informatiemodel RIO 1.99 (Config_kenmerk: class, name,
type, begin, end, min, max) for the form. That the begin of the object decides is reasoned (docs/standaarden.md).
"""

from __future__ import annotations

import contextlib
import csv
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from os import PathLike
from types import MappingProxyType
from typing import Final

from rio_soap.contract.kenmerken import Kenmerkconfiguratie, is_simpel_type, kenmerken, van_type
from rio_soap.contract.operaties import BEHEREN
from rio_soap.contract.vorm import Vorm, vormen
from rio_soap.register.regels.databestand import lees_databestand, ontcijfer, regels_van
from rio_soap.register.regels.kenmerkdragers import Kenmerkbereik
from rio_soap.register.regels.waardenlijsten import Waardenlijsten

KOLOMMEN: Final = ("object", "kenmerk", "min", "max", "type", "vanaf", "tot")
MAX_BYTES: Final = 1_000_000
MAX_KEER: Final = 99
"""Kenmerken that one object can carry (XSD)."""
_HEET_OOK: Final[Mapping[str, str]] = MappingProxyType({"nieuweOnderwijsaanbieder": "onderwijsaanbieder"})
"""Elements that carry the kenmerken of another one."""
_NAAM = re.compile(r"\S(?:.{0,48}\S)?")
_DAG = timedelta(days=1)
_AANTAL = re.compile(r"[0-9]{1,2}")


class Kenmerkfout(ValueError):
    """A file of kenmerken that cannot be used; the message names file, line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Kenmerkregel:
    """One row: a kenmerk of an object. vanaf and tot: first and last begin of the object for which it holds.

    soort: the type in the file, a simple type of the contract or a waardenlijst.
    """

    conf: Kenmerkconfiguratie
    vanaf: date | None
    tot: date | None
    soort: str = ""

    def geldt(self, dag: date) -> bool:
        """Tell whether it holds for an object that begins on a day."""
        return (self.vanaf is None or self.vanaf <= dag) and (self.tot is None or dag <= self.tot)

    def overlapt(self, ander: Kenmerkregel) -> bool:
        """Tell whether there is a day on which both hold."""
        begin = max(self.vanaf or date.min, ander.vanaf or date.min)
        return begin <= min(self.tot or date.max, ander.tot or date.max)


@dataclass(frozen=True, slots=True)
class Kenmerktabel:
    """All rows of one file: element name of the object to its rows, in order of the file."""

    regels: Mapping[str, tuple[Kenmerkregel, ...]]
    _gemaakt: dict[str, tuple[list[date], list[Kenmerkbereik]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def laad(cls, lijsten: Waardenlijsten, pad: str | PathLike[str] | None = None) -> Kenmerktabel:
        """Read the table that comes with the package, or the file at pad (same form, UTF-8, at most 1 MB).

        lijsten: the value lists in force, which must hold the list of each kenmerk that has one. Raises Kenmerkfout
        for an unusable file and OSError for an unreadable one.
        """
        bron, inhoud = lees_databestand("kenmerken.csv", pad, MAX_BYTES, Kenmerkfout)
        regels = _lees(bron, inhoud, lijsten)
        return cls(MappingProxyType({element: tuple(rijen) for element, rijen in regels.items()}))

    def bereik(self, element: str, begin: date) -> Kenmerkbereik:
        """What an object with this element name that begins on a day may carry, made once.

        An object that is not in the file may carry nothing.
        """
        naam = _HEET_OOK.get(element, element)
        grenzen, bereiken = self._gemaakt.get(naam) or self._maak(naam)
        return bereiken[bisect_right(grenzen, begin)]

    def _maak(self, naam: str) -> tuple[list[date], list[Kenmerkbereik]]:
        """The days on which something changes for an object, and what holds before the first and from each on."""
        rijen = self.regels.get(naam, ())
        eerste = {regel.vanaf for regel in rijen if regel.vanaf is not None}
        na = {regel.tot + _DAG for regel in rijen if regel.tot is not None and regel.tot < date.max}
        grenzen = sorted(eerste | na)
        bereiken = [Kenmerkbereik(regel.conf for regel in rijen if regel.geldt(dag)) for dag in (date.min, *grenzen)]
        self._gemaakt[naam] = grenzen, bereiken
        return grenzen, bereiken

    def van(self, element: str) -> tuple[Kenmerkregel, ...]:
        """Every row of an object, whenever it holds."""
        return self.regels.get(_HEET_OOK.get(element, element), ())


@cache
def dragers() -> frozenset[str]:
    """Element names of the objects that can carry kenmerken, by the contract."""
    elementen = vormen(BEHEREN).elementen
    return frozenset(
        element
        for element in kenmerken(BEHEREN)
        if element not in _HEET_OOK and not (isinstance(vorm := elementen.get(element), Vorm) and vorm.abstract)
    )


def _lees(bron: str, inhoud: bytes, lijsten: Waardenlijsten) -> dict[str, list[Kenmerkregel]]:
    regels = regels_van(ontcijfer(bron, inhoud, Kenmerkfout))
    genummerd = [(nummer, regel) for nummer, regel in enumerate(regels, 1) if regel.strip() and regel[0] != "#"]
    if not genummerd or tuple(genummerd[0][1].split(";")) != KOLOMMEN:
        raise Kenmerkfout(f"{bron}: the first row must be {';'.join(KOLOMMEN)}")
    gelezen: dict[str, list[Kenmerkregel]] = {}
    for nummer, regel in genummerd[1:]:
        plaats = f"{bron}:{nummer}"
        element, rij = _lees_rij(plaats, regel, lijsten)
        eerder = gelezen.setdefault(element, [])
        if any(ander.conf.naam == rij.conf.naam and ander.overlapt(rij) for ander in eerder):
            raise Kenmerkfout(f"{plaats}: {element} has a row for {rij.conf.naam} in this time already")
        eerder.append(rij)
    return gelezen


def _lees_rij(plaats: str, regel: str, lijsten: Waardenlijsten) -> tuple[str, Kenmerkregel]:
    try:
        velden = next(csv.reader([regel], delimiter=";", strict=True))
    except csv.Error as fout:
        raise Kenmerkfout(f"{plaats}: {fout}") from fout
    if len(velden) != len(KOLOMMEN):
        raise Kenmerkfout(f"{plaats}: {len(velden)} columns; {len(KOLOMMEN)} expected")
    element, naam, minimum, maximum, type_, vanaf, tot = velden
    if element not in dragers():
        raise Kenmerkfout(f"{plaats}: object {element!r} carries no kenmerken; known: {_opsomming(dragers())}")
    if not _NAAM.fullmatch(naam):
        raise Kenmerkfout(f"{plaats}: kenmerk {naam!r}; allowed 1 to 50 characters, no blank at either end")
    hoogst = _aantal(plaats, "max", maximum, 1)
    conf = van_type(naam, _type(plaats, type_, lijsten), _aantal(plaats, "min", minimum, 0), hoogst, BEHEREN)
    if conf.min > conf.max:
        raise Kenmerkfout(f"{plaats}: min {minimum} is more than max {maximum}")
    eerste, laatste = _datum(plaats, "vanaf", vanaf), _datum(plaats, "tot", tot)
    if eerste is not None and laatste is not None and laatste < eerste:
        raise Kenmerkfout(f"{plaats}: tot {tot} lies before vanaf {vanaf}")
    return element, Kenmerkregel(conf, eerste, laatste, type_)


def _type(plaats: str, type_: str, lijsten: Waardenlijsten) -> str:
    """A simple type of the contract, whose list, if it has one, is loaded; or the name of a loaded list."""
    bekend = type_ and is_simpel_type(type_, BEHEREN)
    lijst = van_type("x", type_, 0, 1, BEHEREN).waardenlijst if bekend else type_
    if lijst is not None and (not lijst or lijsten.ontbrekend([lijst])):
        wat = "its waardenlijst is not loaded" if bekend else "neither a simple type of the contract nor a waardenlijst"
        raise Kenmerkfout(f"{plaats}: type {type_!r}: {wat}")
    return type_


def _aantal(plaats: str, kolom: str, tekst: str, laagst: int) -> int:
    if not _AANTAL.fullmatch(tekst) or int(tekst) < laagst:
        raise Kenmerkfout(f"{plaats}: {kolom} {tekst!r}; allowed {laagst} to {MAX_KEER}")
    return int(tekst)


def _datum(plaats: str, kolom: str, tekst: str) -> date | None:
    if not tekst:
        return None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", tekst):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(tekst)
    raise Kenmerkfout(f"{plaats}: {kolom} {tekst!r} is not a date yyyy-mm-dd")


def _opsomming(namen: Iterable[str]) -> str:
    return ", ".join(sorted(namen))
