"""Which soort of instellingsrelatie may tie which types of instellingserkenning: data/relatiecombinaties.csv.

Source: our own design, filled with what the files of the open data tie; which soort a file without that column means is
reasoned, as the column herkomst says.
"""

import csv
from importlib import resources
from typing import Final

OVERGANGEN: Final = frozenset({"OVERGANG_GEDEELTELIJK", "OVERGANG_VOLLEDIG", "VERZELFSTANDIGING"})
"""Soorten by which one erkenning went over into another, on one day: they have no end."""
DEELNAME: Final = frozenset({"SAMENWERKING", "VRIJWILLIGE_DEELNAME"})
"""Soorten that an institution or a samenwerkingsvorm writes itself."""
KOLOMMEN: Final = ("soort", "van", "naar", "herkomst")


def lees_combinaties(tekst: str) -> frozenset[tuple[str, str, str]]:
    """The rows of a table; a hash begins a line of comment.

    :raises ValueError: for other columns, a row with more or fewer, or one that is there twice.
    """
    lezer = csv.reader((regel for regel in tekst.splitlines() if not regel.startswith("#")), delimiter=";", strict=True)
    if tuple(next(lezer, ())) != KOLOMMEN:
        raise ValueError(f"relatiecombinaties: the first row must be {';'.join(KOLOMMEN)}")
    gelezen: set[tuple[str, str, str]] = set()
    for rij in lezer:
        soort, van, naar, _ = rij
        if (soort, van, naar) in gelezen:
            raise ValueError(f"relatiecombinaties: {soort};{van};{naar} is there twice")
        gelezen.add((soort, van, naar))
    return frozenset(gelezen)


def _lees() -> frozenset[tuple[str, str, str]]:
    bestand = resources.files("rio_soap.register.regels").joinpath("data", "relatiecombinaties.csv")
    return lees_combinaties(bestand.read_text(encoding="utf-8"))


COMBINATIES: Final[frozenset[tuple[str, str, str]]] = _lees()
"""Soort, type of the erkenning from which and type of that to which."""
