"""Loading a handful of trial addresses from a TOML file into a store of the BAG stand-in. Format: docs/keten.md."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rio_soap.chain.bagextract.store_writer import BagWriter
from rio_soap.chain.bagextract.tables import Rij, schrijf_geometrie
from rio_soap.chain.geometry import Punt
from rio_soap.chain.standin.tomltables import Table, only_known, read_tables

PROEFADRESSEN = Path(__file__).with_name("data") / "adressen.toml"
"""The trial addresses that come with the project."""

_BEGIN: Rij = (1, "2010-01-01", None, "N", "20091215", "PROEF")
_ADRES = ("huisnummer", "id", "letter", "plaats", "postcode", "punt", "soort", "status", "straat", "toevoeging")
_TYPE = {"Verblijfsobject": "01", "Ligplaats": "02", "Standplaats": "03"}


class Adresbestandfout(ValueError):
    """The file cannot be used: where, and why."""


@dataclass(slots=True)
class _Boek:
    """What is given out while loading: streets by place and name, and a number for the next object."""

    schrijver: BagWriter
    gemeente_van: dict[str, str]
    straten: dict[tuple[str, str], str]
    volgnummer: int = 0

    def id_(self, plaats: str, soort: str) -> str:
        """A new id: gemeente, kind, 99999 and a number, which the BAG does not give out."""
        self.volgnummer += 1
        return f"{self.gemeente_van[plaats]}{soort}99999{self.volgnummer:05d}"


def laad_adressen(bron: Path, doel: Path) -> dict[str, int]:
    """Load a file of trial addresses into a new store.

    :returns: number of versions per table.
    :raises Adresbestandfout: for a file of another shape; the old store is then still there.
    :raises OSError: when it cannot be read.
    """
    with BagWriter(doel) as schrijver:
        boek = _Boek(schrijver, {}, {})
        read_tables(bron, {"gemeente": partial(_gemeente, boek), "adres": partial(_adres, boek)}, Adresbestandfout)
        return dict(schrijver.aantal)


def _gemeente(boek: _Boek, gemeente: Table) -> None:
    code = str(gemeente["code"])
    boek.schrijver.put("gemeente", (code, str(gemeente["naam"])))
    for plaats, naam in gemeente["woonplaatsen"].items():
        boek.gemeente_van[plaats] = code
        kader = _vierkant((150000.0, 450000.0), 3000.0)
        boek.schrijver.put("woonplaats", (plaats, *_BEGIN, naam, "Woonplaats aangewezen", kader))
        boek.schrijver.put("ligt_in", (plaats, code, "2010-01-01", None))


def _adres(boek: _Boek, adres: Table) -> None:
    """A nummeraanduiding, its object, a pand around it, and its street when that is new."""
    only_known(adres, _ADRES)
    soort = adres.get("soort", "Verblijfsobject")
    plaats, (x, y) = str(adres["plaats"]), adres["punt"]
    punt = (float(x), float(y))
    sleutel = (plaats, str(adres["straat"]))
    if sleutel not in boek.straten:
        boek.straten[sleutel] = boek.id_(plaats, "30")
        rij = (boek.straten[sleutel], *_BEGIN, sleutel[1], "Weg", "Naamgeving uitgegeven", plaats, sleutel[1][:24])
        boek.schrijver.put("straat", rij)
    nummer_id, object_id, pand_id = (boek.id_(plaats, type_) for type_ in ("20", _TYPE[soort], "10"))
    delen = (str(adres["postcode"]), int(adres["huisnummer"]), adres.get("letter"), adres.get("toevoeging"))
    status = ("Naamgeving uitgegeven", boek.straten[sleutel], None)
    boek.schrijver.put("nummer", (nummer_id, *_BEGIN, *delen, soort, *status))
    object_id = str(adres.get("id", object_id))
    verblijf = soort == "Verblijfsobject"
    standaard = "Verblijfsobject in gebruik" if verblijf else "Plaats aangewezen"
    vorm = schrijf_geometrie([[punt]]) if verblijf else _vierkant(punt, 8.0)
    eigen = (soort, adres.get("status", standaard), vorm, "onderwijsfunctie" if verblijf else None, 1000)
    boek.schrijver.put("object", (object_id, *_BEGIN, *eigen, nummer_id, None, pand_id if verblijf else None))
    if verblijf:
        boek.schrijver.put("pand", (pand_id, *_BEGIN, _vierkant(punt, 20.0), "1990", "Pand in gebruik"))


def _vierkant(midden: Punt, half: float) -> str:
    x, y = midden
    hoeken = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    return schrijf_geometrie([[(x + dx * half, y + dy * half) for dx, dy in hoeken]])
