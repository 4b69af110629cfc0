"""Rows of aangeboden opleidingen, one for each period, and of their cohorten.

They are made of the very tree that is the content of the offer, whose parts are as the stand keeps them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from rio_soap.contract.gegevens import Plat, Waarde
from rio_soap.register.aanbod.leesvorm import GelezenAanbod, lees_aangeboden_opleiding
from rio_soap.register.eenheid.rijen import Opleidingserkenning
from rio_soap.register.opendata import aangeboden_opleidingen as lader
from rio_soap.register.publicatie.csvtabel import Cel, Tabel
from rio_soap.register.publicatie.objectmaker import (
    Maker,
    Objectmaker,
    Objectrijen,
    platte_cel,
    platte_cellen,
    platte_kenmerken,
)
from rio_soap.register.publicatie.rijen import Rijen
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing
from rio_soap.register.versie.vormen_onderwijs import aanbodbronnen

_Vlak: TypeAlias = Any  # as JSON gives it: see rio_soap.contract.gegevens.Plat
_CODE = "AANGEBODEN_OPLEIDINGCODE"
_OBJECT = {
    "aangebodenOpleidingCode": _CODE,
    "opleidingseenheidcode": "OPLEIDINGSEENHEIDCODE",
    "onderwijsaanbiedercode": "ONDERWIJSAANBIEDERID",
    "onderwijslocatiecode": "ONDERWIJSLOCATIECODE",
    "begindatum": "STARTDATUM",
    "einddatum": "EINDDATUM",
    "eersteInstroomDatum": "EERSTE_INSTROOMDATUM",
    **lader.VELDEN,
}
_DUUR = {
    "opleidingsduurOmvang": "AFWIJKENDE_OPLEIDINGSDUUROMVANG",
    "opleidingsduurEenheid": "AFWIJKENDE_OPLEIDINGSDUUREENHEID",
}
_PERIODE = {"begindatum": "BEGINDATUM_PERIODE", **lader.PERIODEVELDEN}
_COHORT = {
    "cohortcode": "AANGEBODEN_OPLEIDING_COHORTCODE",
    "cohortstatus": "STATUS",
    "beginAanmeldperiode": "BEGIN_AANMELDPERIODE",
    "eindeAanmeldperiode": "EINDE_AANMELDPERIODE",
    "toestemmingVereistVoorAanmelding": "TOESTEMMING_VEREIST_VOOR_AANMELDING",
    "toelichtingVereisteToestemming": "TOELICHTING_VEREISTE_TOESTEMMING",
    "einddatum": "OPLEIDINGSEINDDATUM",
}
_COHORTDELEN = {
    "instroommoment": "INSTROOMMOMENT",
    "beginInstroomperiode": "BEGIN_INSTROOMPERIODE",
    "eindeInstroomperiode": "EINDE_INSTROOMPERIODE",
    "toegangscodeCohort": "TOEGANGSCODE_COHORT",
}
"""Fields of the parts of a cohort."""
_PARTNER = "BUITENLANDSE_PARTNER"
_KOMMA = re.compile(r",(?! )")
_GROEP = ((0, _CODE),)


@dataclass(frozen=True, slots=True)
class _Soort:
    """The files of one specialisation, and of its fields and kenmerken those of which they have the column."""

    aanbod: Tabel
    cohorten: Tabel | None
    object: Mapping[str, str]
    kenmerken: Mapping[str, str]
    periode: Mapping[str, str]
    periodekenmerken: Mapping[str, str]
    cohort: Mapping[str, str]
    cohortdelen: Mapping[str, str]
    cohortkenmerken: Mapping[str, str]


def _soort(bestand: str, cohortbestand: str | None) -> _Soort:
    aanbod = Tabel(bestand, "AANGEBODEN_OPLEIDING", _GROEP, (_CODE, "BEGINDATUM_PERIODE"), uuid=True)
    cohorten = cohortbestand and Tabel(
        cohortbestand, "AANGEBODEN_OPLEIDING", _GROEP, (_CODE, "AANGEBODEN_OPLEIDING_COHORTCODE"), uuid=True
    )

    def van(tabel: Tabel | None, kolommen: Mapping[str, str]) -> Mapping[str, str]:
        return {veld: kolom for veld, kolom in kolommen.items() if tabel is not None and kolom in tabel.namen}

    return _Soort(
        aanbod,
        cohorten or None,
        van(aanbod, _OBJECT),
        van(aanbod, lader.KENMERKEN),
        van(aanbod, _PERIODE),
        van(aanbod, lader.PERIODEKENMERKEN),
        van(cohorten or None, _COHORT),
        van(cohorten or None, _COHORTDELEN),
        van(cohorten or None, lader.COHORTKENMERKEN),
    )


_SOORTEN: Final[Mapping[str, _Soort]] = MappingProxyType(
    {element: _soort(bestand, cohorten) for bestand, (element, cohorten) in lader.SPECIALISATIES.items()}
)
"""By element of the specialisation."""
TABELLEN = tuple(t for soort in _SOORTEN.values() for t in (soort.aanbod, soort.cohorten) if t is not None)


def _makers(lezing: Lezing, plekken: Sequence[Plek]) -> Mapping[Plek, Maker]:
    return {plek: partial(_maak, *bron) for plek, bron in aanbodbronnen(lezing, plekken).items()}


AANBOD = Objectmaker(bronnen.AANBOD.tabel, _makers)


def _maak(rij: GelezenAanbod, erkenningen: Sequence[Opleidingserkenning]) -> Objectrijen:
    gegeven = lees_aangeboden_opleiding(rij, erkenningen)
    return Objectrijen(gegeven, list(_rijen(_SOORTEN[gegeven.naam], gegeven.velden)))


def _rijen(soort: _Soort, velden: Mapping[str, Waarde]) -> Rijen:
    plat: Mapping[str, _Vlak] = velden
    object_ = platte_cellen(plat.items(), soort.object)
    if (duur := plat.get("afwijkendeOpleidingsduur")) is not None:
        object_ |= platte_cellen(duur["v"], _DUUR)
    object_ |= platte_kenmerken(plat.get("kenmerken", ()), soort.kenmerken)
    for periode in _perioden(soort, plat["aangebodenOpleidingPeriode"], object_.get("EINDDATUM")):
        yield soort.aanbod, object_ | periode
    if soort.cohorten is not None:
        code = object_[_CODE]
        for cohort in plat.get("aangebodenOpleidingCohort", ()):
            yield soort.cohorten, _cohort(soort, code, cohort)


def _perioden(soort: _Soort, perioden: Sequence[Plat], einde: Cel) -> Iterator[dict[str, Cel]]:
    """Each period with its end: the begin of the next one, or of the last the end of the offer."""
    gemaakt = []
    for periode in perioden:  # by begin, as an offer is read
        velden = dict(periode["v"])
        cellen = platte_cellen(velden.items(), soort.periode)
        cellen |= platte_kenmerken(velden.get("kenmerken", ()), soort.periodekenmerken)
        if (partners := cellen.get(_PARTNER)) is not None:
            namen = partners if isinstance(partners, list) else [partners]
            cellen[_PARTNER] = sorted({_naam(str(een)) for een in namen})
        gemaakt.append(cellen)
    for een, ander in zip(gemaakt, [*gemaakt[1:], None], strict=True):
        een["EINDDATUM_PERIODE"] = einde if ander is None else ander["BEGINDATUM_PERIODE"]
        yield een


def _naam(partner: str) -> str:
    """The name of a partner as it can stand beside others: who reads a cell parts it at a comma without a blank."""
    return _KOMMA.sub(", ", partner).lstrip(" ")


def _cohort(soort: _Soort, code: Cel, cohort: Plat) -> dict[str, Cel]:
    cellen: dict[str, Cel] = {_CODE: code}
    for naam, waarde in cohort["v"]:
        if naam in soort.cohort:
            cellen[soort.cohort[naam]] = platte_cel(waarde)
        elif naam == "kenmerken":
            cellen |= platte_kenmerken(waarde, soort.cohortkenmerken)
        elif type(waarde) is dict:  # a part, such as vastInstroommoment
            cellen |= platte_cellen(waarde["v"], soort.cohortdelen)
    return cellen
