"""The tables of a store of BAG data: an SQLite file of its own, with every version (voorkomen) of every object.

Days are ISO text, begin inclusive, end exclusive. Geometry is text: rings separated by ``|``, each ``x y x y ...`` in
RD metres; a point is one pair.
"""

from collections.abc import Iterable, Sequence

from rio_soap.chain.geometry import Punt

KOLOMMEN = {
    "woonplaats": "naam status vlak",
    "straat": "naam soort status woonplaats verkort",
    "nummer": "postcode huisnummer letter toevoeging soort status straat woonplaats",
    "object": "soort status geometrie doelen oppervlakte hoofdadres nevenadressen panden",
    "pand": "geometrie bouwjaar status",
}
"""Own columns per table; all have id, vk (version), van, tot, officieel, docdatum and docnr in front."""

_VOORAAN = (
    "id TEXT NOT NULL, vk INTEGER NOT NULL, van TEXT NOT NULL, tot TEXT, officieel TEXT, docdatum TEXT, docnr TEXT"
)


def _tabel(naam: str, kolommen: str) -> str:
    eigen = ", ".join(kolommen.split())
    return f"CREATE TABLE {naam} ({_VOORAAN}, {eigen}, PRIMARY KEY (id, vk)) WITHOUT ROWID"


TABELLEN = [
    *(_tabel(naam, kolommen) for naam, kolommen in KOLOMMEN.items()),
    "CREATE TABLE nevenadres (nummer TEXT, object TEXT, PRIMARY KEY (nummer, object)) WITHOUT ROWID",
    "CREATE TABLE ligt_in (woonplaats TEXT, gemeente TEXT, van TEXT, tot TEXT)",
    "CREATE TABLE gemeente (code TEXT PRIMARY KEY, naam TEXT)",
]
INDEXEN = [
    "CREATE INDEX nummer_postcode ON nummer (postcode, huisnummer)",
    "CREATE INDEX nummer_straat ON nummer (straat, huisnummer)",
    "CREATE INDEX object_hoofdadres ON object (hoofdadres)",
    "CREATE INDEX straat_woonplaats ON straat (woonplaats, naam)",
    "CREATE INDEX ligt_in_woonplaats ON ligt_in (woonplaats)",
]

Cel = str | int | float | None
Rij = tuple[Cel, ...]
"""A row, and what stands in it."""


def schrijf_geometrie(ringen: Iterable[Sequence[Punt]]) -> str:
    """Rings, or one point as a ring of one, as text."""
    return "|".join(" ".join(f"{x:.3f} {y:.3f}" for x, y in ring) for ring in ringen)


def lees_geometrie(tekst: str) -> list[list[Punt]]:
    """The rings of such a text."""
    ringen = []
    for deel in (tekst or "").split("|"):
        getallen = [float(getal) for getal in deel.split()]
        ringen.append(list(zip(getallen[::2], getallen[1::2], strict=True)))
    return [ring for ring in ringen if ring]
