"""The tables that are published, in DUO's exact form: their columns, and how a row is written.

Source: the form of DUO's open data (reference opendata.md): text quoted, dates and numbers not, nothing for empty,
several values joined by a comma, a newline in a text as backslash and n, one row one line.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.regels.objectsleutel import delen_van

Cel: TypeAlias = str | int | Decimal | date | Sequence[str] | None
"""What stands in a cell; of several values a sequence."""
Cellen: TypeAlias = Mapping[str, Cel]
"""A row by the names of its columns; a column that is absent is empty."""

DATUMS = frozenset(
    {
        *("AANVRAAGVERBODEINDDATUM", "AFBOUW_DATUM", "BEGINDATUM", "BEGINDATUM_PERIODE", "BEGIN_AANMELDPERIODE"),
        *("BEGIN_INSTROOMPERIODE", "BESLUITDATUM", "EERSTE_INSTROOMDATUM", "EINDDATUM", "EINDDATUM_PERIODE"),
        *("EINDE_AANMELDPERIODE", "EINDE_INSTROOMPERIODE", "INBEDRIJFDATUM", "INGANGSDATUM", "INLEVERDATUM"),
        *("INSTROOMEINDDATUM", "INSTROOMMOMENT", "INSTROOM_EINDDATUM", "INTREKKINGSDATUM", "IN_BEDRIJFDATUM"),
        *("LAATSTE_INSTROOMDATUM", "OPLEIDINGSEINDDATUM", "STARTDATUM", "STICHTINGSDATUM", "UITBEDRIJFDATUM"),
        *("UITSTELDATUM", "UIT_BEDRIJFDATUM", "VERVALDATUM", "VOORWAARDENDATUM"),
    }
)
"""Names of columns with a date, in whatever file."""
GETALLEN = frozenset(
    {
        *("AFWIJKENDE_OPLEIDINGSDUUROMVANG", "BEKOSTIGINGSDUUR", "BEZEMJAAR", "BEZOEKNL_HUISNUMMER", "CURSUSDUUR"),
        *("DEELNEMERSPLAATSEN", "EXAMENJAAR_TOT_EN_MET", "EXAMENJAAR_VANAF", "EXTRA_CURSUSDUUR", "GPS_LATITUDE"),
        *("GPS_LONGITUDE", "HUISNUMMER", "POSTNL_HUISNUMMER", "PRIJSFACTOR_BEKOSTIGING", "RIJKSDRIEHOEK_X"),
        *("RIJKSDRIEHOEK_Y", "STUDIELAST"),
    }
)
"""Names of columns with a number."""
ONGEQUOOT = DATUMS | GETALLEN


@dataclass(frozen=True, slots=False)
class Tabel:
    """One file of family A.

    :param bestand: name of the file.
    :param objecttype: kind of object of which its rows are; `FINANCIERINGSBESLUIT` beside those of the feed.
    :param groep: of which parts of the key of an object its rows can be known: place of the part, and the column that
        holds it (or columns, of which one is filled). Rows of one object never have the group of another's, but those
        of erkenningen whose erkenner no column says; these are always made together (`publicatie.afhankelijk`).
    :param uuid: whether those parts are UUIDs, the same in any case.
    :param sleutel: primary key, columns.
    :param delen: the parts of the key of an object as the columns of this file hold them, where those differ; none
        of an object that has no rows here.
    :param vast: a part of the key that no column holds, and what it is of every object with rows in this file.
    """

    bestand: str
    objecttype: str
    groep: tuple[tuple[int, str | tuple[str, ...]], ...]
    sleutel: tuple[str, ...]
    uuid: bool = False
    delen: Callable[[str], tuple[str, ...]] = delen_van
    vast: tuple[int, str] | None = None

    @cached_property
    def kolommen(self) -> tuple[str, ...]:
        """Its columns in published order."""
        return kolommen()[self.bestand]

    @cached_property
    def kop(self) -> str:
        """The header, without line end."""
        return ",".join(f'"{naam}"' for naam in self.kolommen)

    @cached_property
    def _plaatsen(self) -> Mapping[str, tuple[int, bool]]:
        """Column to its place, and whether it holds a text."""
        return {naam: (plaats, naam not in ONGEQUOOT) for plaats, naam in enumerate(self.kolommen)}

    @cached_property
    def namen(self) -> frozenset[str]:
        """Its columns in no order."""
        return frozenset(self.kolommen)

    def regel(self, cellen: Cellen) -> str:
        """A row, without line end.

        :raises KeyError: for a column that this file does not have.
        """
        plaatsen = self._plaatsen
        gemaakt = [""] * len(plaatsen)
        for naam, waarde in cellen.items():
            if naam not in plaatsen:
                raise KeyError(f"{self.bestand} has no column {naam}")
            plaats, tekst = plaatsen[naam]
            if waarde is not None and waarde != "":
                gemaakt[plaats] = _tekst(waarde) if tekst else _kaal(waarde)
        return ",".join(gemaakt)

    def groep_van(self, sleutel: str) -> tuple[str, ...]:
        """What the rows of an object have in the columns of `groep`; nothing for an object that has none here."""
        delen = self.delen(sleutel)
        if not delen or (self.vast is not None and delen[self.vast[0] : self.vast[0] + 1] != self.vast[1:]):
            return ()
        gevonden = tuple(delen[plaats] if plaats < len(delen) else "" for plaats, _ in self.groep)
        return tuple(deel.lower() for deel in gevonden) if self.uuid else gevonden

    @cached_property
    def _groepsplaatsen(self) -> tuple[tuple[int, ...], ...]:
        namen = [(kolom,) if isinstance(kolom, str) else kolom for _, kolom in self.groep]
        return tuple(tuple(self.kolommen.index(naam) for naam in een) for een in namen)

    def groep_in(self, cellen: Sequence[str]) -> tuple[str, ...]:
        """The same, of a row that was read: its cells in published order, as text, empty for nothing."""
        gevonden = tuple(next((cellen[p] for p in plaatsen if cellen[p]), "") for plaatsen in self._groepsplaatsen)
        return tuple(deel.lower() for deel in gevonden) if self.uuid else gevonden


def _tekst(waarde: Cel) -> str:
    """A text between quotes; of no values nothing."""
    if not isinstance(waarde, str):
        waarde = ",".join(waarde) if isinstance(waarde, list | tuple) else str(waarde)
        if not waarde:
            return ""
    if '"' in waarde:
        waarde = waarde.replace('"', '""')
    if "\n" in waarde or "\r" in waarde:
        waarde = waarde.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")
    return f'"{waarde}"'


def _kaal(waarde: Cel) -> str:
    """A number or a date, of which str gives the ISO form."""
    return f"{waarde:f}" if isinstance(waarde, Decimal) else str(waarde)
