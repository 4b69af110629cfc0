"""Rows of opleidingserkenningen of all sectors, vakken among them: the inverse of `opendata.opleidingserkenningen`.

From the type of an erkenning follows its file. A period that says no end of its own gets the begin of the next one, or
the end of the erkenning: the same by its rules (RS1004).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.erkenningsvelden import INSTROOM, OBJECTVELDEN, PERIODEDELEN, PERIODEVELDEN, TYPEN
from rio_soap.register.opendata.opleidingserkenningen import HO, UNIEK, VAKKEN, vakcodeniveau
from rio_soap.register.opleidingserkenning.rijen import Erkenningsrij
from rio_soap.register.publicatie.csvtabel import Cel, Tabel
from rio_soap.register.publicatie.erkennercodes import erkennercodes
from rio_soap.register.publicatie.rijen import Rijen, Tabelrij, cellen_van, met_eind, per_object
from rio_soap.register.regels import velden
from rio_soap.register.regels.objectsleutel import delen_van
from rio_soap.register.toezicht.uitval import heel
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing

_PERIODE = "opleidingserkenningPeriode"
_STELSEL, _CODE = "OPLEIDINGSSTELSEL", "ERKENDEOPLEIDINGSCODE"
_VAKCODE, _NIVEAU = "VAKCODE", "VAKCODENIVEAU"
_VAN, _TOT = "BEGINDATUM_PERIODE", "EINDDATUM_PERIODE"


def _vak(sleutel: str) -> tuple[str, ...]:
    """The parts of the key of a vak as its columns hold them."""
    stelsel, code, *rest = delen_van(sleutel)
    return (stelsel, code, *(vakcodeniveau(code, deel) for deel in rest))


def _kaal(sleutel: str) -> tuple[str, ...]:
    """The parts of a key of stelsel and code; none of that of a vak or of the ho, which have files of their own."""
    delen = delen_van(sleutel)
    return delen if len(delen) == 2 else ()


def _tabel(bestand: str) -> Tabel:
    soort, eigen = "OPLEIDINGSERKENNING", (_VAN,) if _VAN in kolommen()[bestand] else ()
    if bestand == VAKKEN:
        return Tabel(bestand, soort, ((0, _STELSEL), (1, _VAKCODE), (2, _NIVEAU)), (_NIVEAU, *eigen), delen=_vak)
    if bestand == HO:
        return Tabel(bestand, soort, ((0, _STELSEL), (1, _CODE), (2, UNIEK)), (UNIEK, *eigen))
    return Tabel(bestand, soort, ((0, _STELSEL), (1, _CODE)), (_STELSEL, _CODE, *eigen), delen=_kaal)


_MET_TYPE: Final = ("BOOPLEIDINGSERKENNING", "SOOPLEIDINGSERKENNING", "VSOOPLEIDINGSERKENNING")
"""Types of the one file that has a column for them."""


@dataclass(frozen=True, slots=True)
class _Vorm:
    """How the erkenningen of one type are written.

    :param object: column to field of the erkenning.
    :param periode: column to field of a period; none for a type whose file has no periods.
    :param deel: name of the part of a period that this type has, and column to field of it.
    """

    tabel: Tabel
    object: Mapping[str, str]
    periode: Mapping[str, str]
    deel: tuple[str, Mapping[str, str]] | None


def _vorm(tabel: Tabel, type_: str) -> _Vorm:
    namen = tabel.kolommen
    object_ = {kolom: veld for veld, (kolom, _) in OBJECTVELDEN.items() if kolom in namen}
    object_ |= {kolom: "instroomEinddatum" for kolom in INSTROOM if kolom in namen}
    periode = {kolom: veld for veld, (kolom, _) in PERIODEVELDEN.items() if kolom in namen}
    deel = None
    if type_ in PERIODEDELEN:
        naam, velden_, _ = PERIODEDELEN[type_]
        deel = naam, {kolom: veld for veld, (kolom, _) in velden_.items()}
    return _Vorm(tabel, object_, periode, deel)


TABELLEN = tuple(_tabel(bestand) for bestand in TYPEN)
_VORMEN: Final[Mapping[str, _Vorm]] = MappingProxyType(
    {
        type_: _vorm(tabel, type_)
        for tabel in TABELLEN
        for vast in [TYPEN[tabel.bestand]]
        for type_ in (_MET_TYPE if vast is None else (vast,))
    }
)
"""By type; a VAVOGROEPSERKENNING and an EVCSTANDAARDERKENNING have no file."""


def rijen(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of these erkenningen: one for each period, of types without periods one."""
    gelezen = lezing.beeld.een(bronnen.OPLEIDINGSERKENNING, plekken)
    codes = erkennercodes(lezing, {plek.op for plek in gelezen})
    return per_object(
        lezing,
        bronnen.OPLEIDINGSERKENNING.tabel,
        {plek: partial(_rijen, rij, codes[plek.op].get(rij.erkenner)) for plek, rij in gelezen.items()},
    )


def _rijen(rij: Erkenningsrij, erkennercode: str | None) -> Rijen:
    stand = heel(rij.stand)
    if (vorm := _VORMEN.get(rij.soort)) is None:
        return
    object_ = _objectcellen(rij, stand, vorm) | {"ERKENNERCODE": erkennercode}
    perioden = velden.delen(stand, _PERIODE) if vorm.periode else []
    if not perioden:
        yield vorm.tabel, object_
        return
    for periode, einde in met_eind(perioden, rij.einddatum):
        cellen: dict[str, Cel] = {_VAN: velden.datum(periode, "begindatum"), _TOT: einde}
        cellen |= _cellen(periode, vorm.periode)
        if vorm.deel is not None and (deel := velden.deel(periode, vorm.deel[0])) is not None:
            cellen |= _cellen(deel, vorm.deel[1])
        yield vorm.tabel, object_ | cellen


def _objectcellen(rij: Erkenningsrij, stand: Gegeven, vorm: _Vorm) -> dict[str, Cel]:
    """What is the same on the row of each period."""
    cellen: dict[str, Cel] = {
        _STELSEL: rij.stelsel,
        "INGANGSDATUM": rij.begindatum,
        "EINDDATUM": rij.einddatum,
        "ERKENNER": rij.erkenner,
        **_cellen(stand, vorm.object),
    }
    if vorm.tabel.bestand == VAKKEN:
        cellen |= {_VAKCODE: rij.code, _NIVEAU: vakcodeniveau(rij.code, rij.niveau)}
    else:
        cellen[_CODE] = rij.code
    if vorm.tabel.bestand == HO:
        cellen[UNIEK] = rij.unieke_code
    if TYPEN[vorm.tabel.bestand] is None:
        cellen["TYPE"] = rij.soort
    return cellen


def _cellen(gegeven: Gegeven, kolommen: Mapping[str, str]) -> dict[str, Cel]:
    """As `cellen_van`; an indicator as 1 or 0, of several values each once and ascending, as they are read back."""
    cellen = cellen_van(gegeven, kolommen)
    for kolom, waarde in cellen.items():
        if isinstance(waarde, bool):
            cellen[kolom] = "1" if waarde else "0"
        elif isinstance(waarde, list):
            cellen[kolom] = sorted(set(waarde))
    return cellen
