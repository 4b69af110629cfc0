"""Rows of licenties, with those of their vestigingen and accreditaties; of maatregelen; of relations between licenties.

All is said by the stand of a licentie itself. A publicatieverbod has no file.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from rio_soap.contract.gegevens import Gegeven, Plat
from rio_soap.register.licentie.leesvorm import ACCREDITATIE, VESTIGING, lees_hele_licentie
from rio_soap.register.licentie.rijen import Licentiemaatregel
from rio_soap.register.opendata import licenties as lader
from rio_soap.register.publicatie.csvtabel import Cel, Tabel
from rio_soap.register.publicatie.objectmaker import Maker, Objectmaker, Objectrijen, platte_cellen
from rio_soap.register.publicatie.rijen import Rijen, Tabelrij
from rio_soap.register.regels.objectsleutel import delen_van
from rio_soap.register.regels.standtekst import plat_van
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.bronnen import Licentietekst
from rio_soap.register.versie.lezing import Lezing

_Vlak: TypeAlias = Any  # as JSON gives it: see rio_soap.contract.gegevens.Plat
_CODE = "LICENTIECODE"
_GROEP = ((0, _CODE),)
_DUUR = {"begindatum": "BEGINDATUM", "einddatum": "EINDDATUM"}
_VELDEN = {
    "licentiecode": _CODE,
    **_DUUR,
    "herkomst": "HERKOMST",
    "stadium": "STADIUM",
    "vorm": "VORM",
    "leerweg": "LEERWEG",
    "onderwijssoort": "ONDERWIJSSOORT",
    "erkendOpleidingskenmerk": "ERKEND_OPLEIDINGSKENMERK",
}
_ERKENNING = {
    "opleidingsstelsel": "OPLEIDINGSSTELSEL",
    "opleidingscode": "ERKENDEOPLEIDINGSCODE",
    "uniekeErkendeopleidingscode": "UNIEKE_ERKENDEOPLEIDINGSCODE",
}
_BEKOSTIGD = {waarde: tekst for tekst, waarde in lader.BEKOSTIGD.items()}


def _licentietabel(bestand: str) -> Tabel:
    return Tabel(bestand, "LICENTIE", _GROEP, (_CODE,), uuid=True)


class _Soort:
    """The file of one Licentietype, and of the fields of a licentie those of which it has the column."""

    __slots__ = ("bekostigd", "erkenning", "tabel", "velden", "vestiging")

    def __init__(self, bestand: str) -> None:
        self.tabel = _licentietabel(bestand)
        self.velden, self.erkenning = (
            {veld: kolom for veld, kolom in kolommen.items() if kolom in self.tabel.namen}
            for kolommen in (_VELDEN, _ERKENNING)
        )
        self.bekostigd = "BEKOSTIGD" in self.tabel.namen
        self.vestiging = "VESTIGINGSCODE" in self.tabel.namen


_SOORTEN: Final[Mapping[str, _Soort]] = MappingProxyType(
    {type_: _Soort(bestand) for bestand, type_ in lader.TYPEN.items()}
)
"""By Licentietype."""
VESTIGINGEN = Tabel(lader.VESTIGINGEN, "LICENTIE", _GROEP, (_CODE, "VESTIGINGSCODE", "VORM", "BEGINDATUM"), uuid=True)
_VESTIGING = {"erkendeVestigingCode": "VESTIGINGSCODE", "vorm": "VORM", **_DUUR}
ACCREDITATIES = Tabel(lader.ACCREDITATIES, "LICENTIE", _GROEP, (_CODE, "BEGINDATUM"), uuid=True)
_ACCREDITATIE = {"begindatum": "BEGINDATUM", **lader.ACCREDITATIEDATA, **lader.ACCREDITATIETEKSTEN}
_DELEN = ((VESTIGING, VESTIGINGEN, _VESTIGING), (ACCREDITATIE, ACCREDITATIES, _ACCREDITATIE))
_MAATREGELEN: Final[Mapping[str, Tabel]] = MappingProxyType(
    {
        soort: Tabel(
            bestand,
            "LICENTIEMAATREGEL",
            ((0, _CODE), (2, "BEGINDATUM")),
            (_CODE, "BEGINDATUM"),
            uuid=True,
            vast=(1, soort),
        )
        for bestand, soort in lader.MAATREGELEN.items()
    }
)
_BAND = ("VAN_LICENTIECODE", "NAAR_LICENTIECODE", "RELATIESOORT", "BEGINDATUM")
RELATIES = Tabel(lader.RELATIES, "LICENTIERELATIE", tuple(enumerate(_BAND)), _BAND, uuid=True)
TABELLEN = (
    *(soort.tabel for soort in _SOORTEN.values()),
    VESTIGINGEN,
    ACCREDITATIES,
    *_MAATREGELEN.values(),
    RELATIES,
)


def _makers(lezing: Lezing, plekken: Sequence[Plek]) -> Mapping[Plek, Maker]:
    teksten = lezing.beeld.een(bronnen.LICENTIETEKST, plekken)
    maatregelen = lezing.beeld.rijen(bronnen.MAATREGELEN, teksten)
    return {plek: partial(_maak, rij, maatregelen.get(plek, ())) for plek, rij in teksten.items()}


LICENTIE = Objectmaker(bronnen.LICENTIETEKST.tabel, _makers)


def _maak(rij: Licentietekst, maatregelen: Sequence[Licentiemaatregel]) -> Objectrijen:
    stand: Plat = plat_van(rij.stand)[0]
    velden: dict[str, _Vlak] = dict(stand["v"])
    gegeven = lees_hele_licentie(Gegeven("licentie", velden), maatregelen)
    soort = _SOORTEN.get(velden["type"])  # of a type that was added to the list no file is published
    return Objectrijen(gegeven, () if soort is None else list(_rijen(soort, velden)))


def _rijen(soort: _Soort, velden: Mapping[str, _Vlak]) -> Rijen:
    cellen = platte_cellen(velden.items(), soort.velden)
    cellen |= platte_cellen(velden["opleidingserkenning"]["v"], soort.erkenning)
    instelling = dict(velden["instellingserkenning"]["v"])
    per_vestiging = soort.vestiging and instelling["type"] == "ERKENDE_VESTIGING"
    cellen["VESTIGINGSCODE" if per_vestiging else "OIE_CODE"] = instelling["code"]
    if soort.bekostigd and "bekostigd" in velden:
        cellen["BEKOSTIGD"] = _BEKOSTIGD[velden["bekostigd"]]
    yield soort.tabel, cellen
    for naam, tabel, kolommen in _DELEN:
        for deel in velden.get(naam, ()):
            yield tabel, {_CODE: velden["licentiecode"], **platte_cellen(deel["v"], kolommen)}


def maatregelen(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of these maatregelen, of the soorten that have a file."""
    for plek, rij in lezing.beeld.een(bronnen.LICENTIEMAATREGEL, plekken).items():
        if (tabel := _MAATREGELEN.get(rij.soort)) is not None:
            cellen: dict[str, Cel] = {_CODE: rij.licentie, "BEGINDATUM": rij.begindatum, "EINDDATUM": rij.einddatum}
            cellen["AANVRAAGVERBODEINDDATUM"] = rij.aanvraagverbod_einddatum
            yield Tabelrij(plek, tabel, {kolom: cel for kolom, cel in cellen.items() if kolom in tabel.namen})


def relaties(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of these relations between licenties."""
    for plek, rij in lezing.beeld.een(bronnen.LICENTIERELATIE, plekken).items():
        cellen: dict[str, Cel] = dict(zip(_BAND, delen_van(plek.sleutel), strict=True))
        yield Tabelrij(plek, RELATIES, {**cellen, "EINDDATUM": rij.einddatum})
