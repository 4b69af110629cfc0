"""The waardenlijsten: which values exist, and in which period.

RIO keeps its lists in a central table that changes over time, so they are data here: rio_soap/register/
regels/data/waardenlijsten.csv, or a file of the operator in the same form. A list has the name of its type in the
contract.

Sources: Webservice documentatie Beheren and Raadplegen V4 (28-04-2022), chapter 5; public RIO LOD API description
2.13.0 for newer values; the column herkomst says which value comes from where. Validity over the whole lifetime of an
object: Overzicht foutcodes (the dates compared are documented, the exact containment test is reasoned).
"""

from __future__ import annotations

import contextlib
import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from os import PathLike
from types import MappingProxyType
from typing import Final

from rio_soap.register.regels.databestand import lees_databestand, ontcijfer, regels_van

KOLOMMEN: Final = ("lijst", "waarde", "omschrijving", "vanaf", "tot", "herkomst")
HERKOMSTEN: Final = ("documented", "model", "lod", "recorded", "client", "opendata", "own", "unknown")
"""Allowed parts of herkomst; the head of the data file says what each means and since when."""
MAX_BYTES: Final = 4_000_000
MAX_RIJEN: Final = 50_000

_VAN = re.compile(rb"^# van: *(\S*)", re.MULTILINE)
_WAARDE = re.compile(r"[A-Za-z0-9._\-/ ]{1,70}")
_VOORGANGERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Opleidingsstelsel-v07": "Opleidingsstelsel-v08",
        "OpleidingskenmerkcodeDoelgroeponderwijsSoVso-v02": "OpleidingskenmerkcodeDoelgroeponderwijsSoVso-v03",
    }
)
"""Names of the documentation of 2022 to the name in the contract in force; their lists are the same."""


class Waardenlijstfout(ValueError):
    """A file of waardenlijsten that cannot be used; the message names file, line and what is wrong."""


class OnbekendeLijst(KeyError):
    """A list that the loaded file does not hold."""


@dataclass(frozen=True, slots=True)
class Lijstwaarde:
    """One value of a list. vanaf and tot are its first and last day (tot inclusive); None = not limited."""

    waarde: str
    omschrijving: str
    vanaf: date | None
    tot: date | None
    herkomst: frozenset[str]

    def dekt(self, van: date, tot_exclusief: date | None) -> bool:
        """Tell whether the value is valid on every day from van up to, not including, tot_exclusief (None = ever)."""
        if self.vanaf is not None and self.vanaf > van:
            return False
        if self.tot is None:
            return True
        return tot_exclusief is not None and self.tot.toordinal() >= tot_exclusief.toordinal() - 1

    def geldig_op(self, dag: date) -> bool:
        """Tell whether the value is valid on one day."""
        return (self.vanaf is None or self.vanaf <= dag) and (self.tot is None or dag <= self.tot)


@dataclass(frozen=True, slots=True)
class Waardenlijsten:
    """All lists of one file. Every method raises OnbekendeLijst for a list that the file does not hold.

    Values compare exactly: case matters (PvE 7.1.1).
    """

    lijsten: Mapping[str, Mapping[str, tuple[Lijstwaarde, ...]]]
    """List to value to its rows, all in order of the file."""
    van: date | None = None
    """Of which day the lists are: what the file says of itself (``# van: 2026-10-03``); None when it says nothing."""

    @classmethod
    def laad(cls, pad: str | PathLike[str] | None = None, *, met_client_waarden: bool = False) -> Waardenlijsten:
        """Read the lists that come with the package, or the file at pad (same form, UTF-8, at most 4 MB).

        met_client_waarden: also take the values that only a known client sends and no published list holds
        (herkomst client); default no, they are refused as K01050. Raises Waardenlijstfout for an unusable file and
        OSError for an unreadable one.
        """
        bron, inhoud = lees_databestand("waardenlijsten.csv", pad, MAX_BYTES, Waardenlijstfout)
        return cls(MappingProxyType(_lees(bron, inhoud, met_client_waarden)), _lees_van(bron, inhoud))

    def bestaat(self, lijst: str, waarde: str) -> bool:
        """Tell whether the list holds the value, valid now or not."""
        return waarde in self._lijst(lijst)

    def geldig(self, lijst: str, waarde: str, van: date, tot_exclusief: date | None) -> bool:
        """Tell whether the value is valid during a whole lifetime: first day van, end tot_exclusief (None = open).

        That is: vanaf empty or <= van, and tot empty or >= the day before the end. A value with more than one row is
        valid when one of the rows covers the lifetime.
        """
        for rij in self._lijst(lijst).get(waarde, ()):  # noqa: SIM110  # a generator would cost more than the rest
            if rij.dekt(van, tot_exclusief):
                return True
        return False

    def waarden(self, lijst: str, op: date | None = None) -> tuple[Lijstwaarde, ...]:
        """Give the values of a list in order of the file: those valid on day op, or all."""
        alle = (rij for rijen in self._lijst(lijst).values() for rij in rijen)
        return tuple(rij for rij in alle if op is None or rij.geldig_op(op))

    def ontbrekend(self, namen: Iterable[str]) -> tuple[str, ...]:
        """Give the names that are not a list here, for a check when a service starts with a file of its own."""
        return tuple(naam for naam in namen if _VOORGANGERS.get(naam, naam) not in self.lijsten)

    def _lijst(self, naam: str) -> Mapping[str, tuple[Lijstwaarde, ...]]:
        try:
            return self.lijsten[_VOORGANGERS.get(naam, naam)]
        except KeyError:
            raise OnbekendeLijst(naam) from None


def _lees(bron: str, inhoud: bytes, met_client_waarden: bool) -> dict[str, dict[str, tuple[Lijstwaarde, ...]]]:
    regels = regels_van(ontcijfer(bron, inhoud, Waardenlijstfout))
    genummerd = [(nummer, regel) for nummer, regel in enumerate(regels, 1) if regel.strip() and regel[0] != "#"]
    if len(genummerd) > MAX_RIJEN:
        raise Waardenlijstfout(f"{bron}: more than {MAX_RIJEN} rows")
    if not genummerd or tuple(genummerd[0][1].split(";")) != KOLOMMEN:
        raise Waardenlijstfout(f"{bron}: the first row must be {';'.join(KOLOMMEN)}")
    lijsten: dict[str, dict[str, tuple[Lijstwaarde, ...]]] = {}
    for nummer, regel in genummerd[1:]:
        naam, rij = _lees_rij(f"{bron}:{nummer}", regel)
        lijst = lijsten.setdefault(naam, {})
        if rij is None or (rij.herkomst == {"client"} and not met_client_waarden):
            continue
        eerder = lijst.get(rij.waarde, ())
        if rij in eerder:
            raise Waardenlijstfout(f"{bron}:{nummer}: {naam} holds this row already")
        lijst[rij.waarde] = (*eerder, rij)
    return lijsten


def _lees_van(bron: str, inhoud: bytes) -> date | None:
    """The day that a file says it is of."""
    gevonden = _VAN.search(inhoud)
    return None if gevonden is None else _lees_datum(bron, "van", gevonden[1].decode("utf-8", "replace"))


def _lees_rij(plaats: str, regel: str) -> tuple[str, Lijstwaarde | None]:
    """Read one row; a row without waarde only says that the list exists."""
    try:
        velden = next(csv.reader([regel], delimiter=";", strict=True))
    except csv.Error as fout:
        raise Waardenlijstfout(f"{plaats}: {fout}") from fout
    if len(velden) != len(KOLOMMEN):
        raise Waardenlijstfout(f"{plaats}: {len(velden)} columns; {len(KOLOMMEN)} expected")
    lijst, waarde, omschrijving, vanaf, tot, herkomst = velden
    if not lijst:
        raise Waardenlijstfout(f"{plaats}: lijst is empty")
    delen = frozenset(herkomst.split("+"))
    if not delen <= set(HERKOMSTEN):
        raise Waardenlijstfout(f"{plaats}: herkomst {herkomst!r}; allowed, joined by +: {', '.join(HERKOMSTEN)}")
    if not waarde:
        return lijst, None
    if not _WAARDE.fullmatch(waarde):
        raise Waardenlijstfout(f"{plaats}: waarde {waarde!r} is not a WaardenlijstType-v01")
    eerste, laatste = _lees_datum(plaats, "vanaf", vanaf), _lees_datum(plaats, "tot", tot)
    if eerste is not None and laatste is not None and laatste < eerste:
        raise Waardenlijstfout(f"{plaats}: tot {tot} lies before vanaf {vanaf}")
    return lijst, Lijstwaarde(waarde, omschrijving, eerste, laatste, delen)


def _lees_datum(plaats: str, kolom: str, tekst: str) -> date | None:
    if not tekst:
        return None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", tekst):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(tekst)
    raise Waardenlijstfout(f"{plaats}: {kolom} {tekst!r} is not a date yyyy-mm-dd")
