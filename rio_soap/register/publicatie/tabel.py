"""The tables that are published, in DUO's exact form: their columns, and how a row is written.

Source: the form of DUO's open data (reference opendata.md): text quoted, dates and numbers not, nothing for empty,
several values joined by a comma, a newline in a text as backslash and n, one row one line.
"""

from collections.abc import Mapping, Sequence
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
        holds it (or columns, of which one is filled). Rows of one object never have the group of another's.
    :param uuid: whether those parts are UUIDs, the same in any case.
    :param sleutel: primary key, columns.
    """

    bestand: str
    objecttype: str
    groep: tuple[tuple[int, str | tuple[str, ...]], ...]
    sleutel: tuple[str, ...]
    uuid: bool = False

    @cached_property
    def kolommen(self) -> tuple[str, ...]:
        """Its columns in published order."""
        return kolommen()[self.bestand]

    @cached_property
    def kop(self) -> str:
        """The header, without line end."""
        return ",".join(f'"{naam}"' for naam in self.kolommen)

    @cached_property
    def _schrijvers(self) -> tuple[tuple[str, bool], ...]:
        return tuple((naam, naam not in ONGEQUOOT) for naam in self.kolommen)

    def regel(self, cellen: Cellen) -> str:
        """A row, without line end.

        :raises KeyError: for a column that this file does not have.
        """
        if not cellen.keys() <= self._namen:
            raise KeyError(f"{self.bestand} has no column {sorted(cellen.keys() - self._namen)}")
        return ",".join([_cel(cellen.get(naam), tekst=tekst) for naam, tekst in self._schrijvers])

    @cached_property
    def _namen(self) -> frozenset[str]:
        return frozenset(self.kolommen)

    def groep_van(self, sleutel: str) -> tuple[str, ...]:
        """What the rows of an object have in the columns of `groep`."""
        delen = delen_van(sleutel)
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


def _cel(waarde: Cel, *, tekst: bool) -> str:
    if waarde is None or waarde == "":
        return ""
    if tekst:
        if not isinstance(waarde, str):
            waarde = ",".join(waarde) if isinstance(waarde, list | tuple) else str(waarde)
            if not waarde:
                return ""
        if '"' in waarde:
            waarde = waarde.replace('"', '""')
        if "\n" in waarde or "\r" in waarde:
            waarde = waarde.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")
        return f'"{waarde}"'
    if isinstance(waarde, Decimal):
        return f"{waarde:f}"
    return str(waarde)  # of a date its ISO form
