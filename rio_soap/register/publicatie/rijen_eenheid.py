"""Rows of opleidingseenheden of all sectors and kinds, with the structuren of those of the mbo.

The inverse of `opendata.eenheden`, by the same names of fields and columns. EIGENAAR stands on each period; GRAAD, EQF
and NLQF are derived as they are when a unit is read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.eenheid.afgeleid import afgeleide_velden
from rio_soap.register.eenheid.eenheidtype import type_van
from rio_soap.register.eenheid.eigen_leesvorm import Structuur
from rio_soap.register.eenheid.rijen import Eenheid, Opleidingserkenning
from rio_soap.register.opendata.eenheden import KENMERKEN, OBJECTVELDEN, PER_BESTAND, PERIODEVELDEN, STRUCTUREN
from rio_soap.register.publicatie import rijen_erkende_eenheid as erkend
from rio_soap.register.publicatie.csvtabel import Cel, Tabel
from rio_soap.register.publicatie.rijen import Rijen, Tabelrij, cellen_van, kenmerken_van, met_eind, per_object
from rio_soap.register.regels import velden
from rio_soap.register.toezicht.uitval import heel
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing

_PERIODE = "opleidingseenheidPeriode"
_AFGELEID: Final = MappingProxyType({"GRAAD": "graad", "EQF": "eqf", "NLQF": "nlqf"})


@dataclass(frozen=True, slots=True)
class _Vorm:
    """How the units of one specialisation are written.

    :param object: column to field of the unit.
    :param periode: column to field of a period.
    :param kenmerken: kenmerk to column.
    :param afgeleid: column to field that is derived on reading.
    """

    tabel: Tabel
    object: Mapping[str, str]
    periode: Mapping[str, str]
    kenmerken: Mapping[str, str]
    afgeleid: Mapping[str, str]
    met_type: bool
    met_eigenaar: bool


def _vorm(tabel: Tabel, specialisatie: str) -> _Vorm:
    kolommen = tabel.kolommen

    def omgekeerd(namen: Mapping[str, str]) -> dict[str, str]:
        return {kolom: veld for veld, kolom in namen.items() if kolom in kolommen}

    object_ = omgekeerd(OBJECTVELDEN)
    if specialisatie.endswith("fase"):
        object_[OBJECTVELDEN["niveau"]] = "niveaus"
    return _Vorm(
        tabel,
        object_,
        omgekeerd(PERIODEVELDEN),
        {naam: kolom for naam, kolom in KENMERKEN.items() if kolom in kolommen},
        {kolom: veld for kolom, veld in _AFGELEID.items() if kolom in kolommen},
        "TYPE" in kolommen,
        "EIGENAAR" in kolommen,
    )


_CODE: Final = ((0, "OPLEIDINGSEENHEIDCODE"),)
_VORMEN: Final[Mapping[str, _Vorm]] = MappingProxyType(
    {
        specialisatie: _vorm(tabel, specialisatie)
        for bestand, specialisaties in PER_BESTAND.items()
        for tabel in [Tabel(bestand, "OPLEIDINGSEENHEID", _CODE, ("OPLEIDINGSEENHEIDCODE", "BEGINDATUM_PERIODE"))]
        for specialisatie in specialisaties
    }
)
"""By specialisation; an evcStandaard has no file."""
_STRUCTUREN: Final = Tabel(STRUCTUREN, "OPLEIDINGSEENHEID", _CODE, ("OPLEIDINGSEENHEIDCODE", "STELSEL", "BEGINDATUM"))
TABELLEN = (*dict.fromkeys(vorm.tabel for vorm in _VORMEN.values()), _STRUCTUREN, *erkend.TABELLEN)


def rijen(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of these units: their periods, the erkenningen that they have, and their structuren."""
    gelezen = lezing.beeld.een(bronnen.EENHEID, plekken)
    erkenningen = lezing.beeld.rijen(bronnen.ERKENNINGEN, gelezen)
    structuren = lezing.beeld.rijen(bronnen.STRUCTUREN, gelezen)
    return per_object(
        lezing,
        bronnen.EENHEID.tabel,
        {
            plek: partial(_rijen, rij, erkenningen.get(plek, ()), structuren.get(plek, ()))
            for plek, rij in gelezen.items()
        },
    )


def _rijen(rij: Eenheid, erkenningen: Sequence[Opleidingserkenning], structuren: Sequence[Structuur]) -> Rijen:
    stand = heel(rij.stand)
    if (vorm := _VORMEN.get(rij.specialisatie)) is None:
        return
    object_ = _objectcellen(rij, stand, vorm)
    for periode, einde in met_eind(velden.delen(stand, _PERIODE), rij.einddatum):
        begin = velden.datum(periode, "begindatum")
        yield (
            vorm.tabel,
            {
                **object_,
                "BEGINDATUM_PERIODE": begin,
                "EINDDATUM_PERIODE": einde,
                **cellen_van(periode, vorm.periode),
            },
        )
    yield from erkend.rijen_van(rij.code, vorm.tabel.bestand, erkenningen)
    for een in structuren:
        yield (
            _STRUCTUREN,
            {
                "OPLEIDINGSEENHEIDCODE": rij.code,
                "STELSEL": een.stelsel,
                "BEGINDATUM": een.begindatum,
                "EINDDATUM": een.einddatum,
            },
        )


def _objectcellen(rij: Eenheid, stand: Gegeven, vorm: _Vorm) -> dict[str, Cel]:
    """What is the same on the row of each period."""
    cellen: dict[str, Cel] = {
        "OPLEIDINGSEENHEIDCODE": rij.code,
        "BEGINDATUM": rij.begindatum,
        "EINDDATUM": rij.einddatum,
        "OPLEIDINGSHERKOMST": rij.herkomst,
        **cellen_van(stand, vorm.object),
        **kenmerken_van(stand, vorm.kenmerken),
    }
    if vorm.met_type:
        cellen["TYPE"] = type_van(rij.specialisatie)
    if vorm.met_eigenaar:
        cellen["EIGENAAR"] = rij.eigenaar
    if vorm.afgeleid:
        niveau = velden.tekst_of_niet(stand, "niveau")
        # Of a particuliereOpleiding, for which there is a choice, no file has these columns.
        afgeleid = afgeleide_velden(rij.specialisatie, niveau, eqf_particulier=False)
        cellen |= {kolom: str(afgeleid[veld]) for kolom, veld in vorm.afgeleid.items() if veld in afgeleid}
    return cellen
