"""Rows of relations between instellingserkenningen: in the file of the two types that they tie, or as an overgang.

All that they say stands in the key, but for the end. One of a soort that no file has for its types is in none.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from rio_soap.register.erkenning.sleutels import lees_relatiesleutel
from rio_soap.register.opendata import instellingsrelaties as lader
from rio_soap.register.publicatie.csvtabel import Cel, Tabel
from rio_soap.register.publicatie.rijen import Rijen, Tabelrij, per_object
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.bronnen import Looptijd
from rio_soap.register.versie.lezing import Lezing

_OBJECT: Final = "INSTELLINGSRELATIE"
_BEGINDATUM: Final = "BEGINDATUM"
_TYPE_VAN = {opzoeking: type_ for type_, opzoeking in lader.TYPEN.items()}
OVERGANGSOORTEN = frozenset({"OVERGANG_GEDEELTELIJK", "OVERGANG_VOLLEDIG", "VERZELFSTANDIGING"})
"""Soorten of a relation that are an overgang, whatever types it ties (values that DUO's file has, October 2026)."""


def _relatiedelen(sleutel: str, typen: tuple[str, str], soort: str | None) -> tuple[str, ...]:
    """Both codes, soort and begin; none of what is not in the file of these types.

    :param soort: of all relations in the file; None where a column says it.
    """
    if (delen := lees_relatiesleutel(sleutel)) is None or (delen.van.soort, delen.naar.soort) != typen:
        return ()
    hier = delen.soort not in OVERGANGSOORTEN if soort is None else delen.soort == soort
    return (delen.van.code, delen.naar.code, delen.soort, delen.begindatum.isoformat()) if hier else ()


def _overgangdelen(sleutel: str) -> tuple[str, ...]:
    """Type and code of both ends, soort and begin; none of what is no overgang."""
    if (delen := lees_relatiesleutel(sleutel)) is None or delen.soort not in OVERGANGSOORTEN:
        return ()
    van, naar, soort, begin = delen
    return (van.soort, van.code, naar.soort, naar.code, soort, begin.isoformat())


def _relatietabel(bestand: str, uit: lader.Relatiebestand) -> Tabel:
    van, naar = uit.van[1], uit.naar[1]
    delen = partial(_relatiedelen, typen=(_TYPE_VAN[uit.van[0]], _TYPE_VAN[uit.naar[0]]), soort=uit.soort)
    soort = () if uit.soort else ((2, lader.SOORT),)
    groep = ((0, van), (1, naar), *soort, (3, _BEGINDATUM))
    return Tabel(bestand, _OBJECT, groep, tuple(kolom for _, kolom in groep), delen=delen)


_PER_TYPEN = {
    (_TYPE_VAN[uit.van[0]], _TYPE_VAN[uit.naar[0]]): (_relatietabel(bestand, uit), uit)
    for bestand, uit in lader.BESTANDEN.items()
}
(_OVERGANG_VAN_TYPE, _OVERGANG_VAN), (_OVERGANG_NAAR_TYPE, _OVERGANG_NAAR) = lader.EINDEN
_OVERGANG = (_OVERGANG_VAN_TYPE, _OVERGANG_VAN, _OVERGANG_NAAR_TYPE, _OVERGANG_NAAR, lader.SOORT, _BEGINDATUM)
OVERGANGEN = Tabel(lader.OVERGANGEN, _OBJECT, tuple(enumerate(_OVERGANG)), _OVERGANG, delen=_overgangdelen)
TABELLEN = (*(tabel for tabel, _ in _PER_TYPEN.values()), OVERGANGEN)


def rijen(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of these relations, at most one of each."""
    gelezen = lezing.beeld.een(bronnen.INSTELLINGSRELATIE, plekken)
    vormen = {plek: partial(_rijen, plek.sleutel, rij) for plek, rij in gelezen.items()}
    return per_object(lezing, bronnen.INSTELLINGSRELATIE.tabel, vormen)


def _rijen(sleutel: str, rij: Looptijd) -> Rijen:
    delen = lees_relatiesleutel(sleutel)
    if delen is None:
        raise ValueError("no key of an instellingsrelatie")
    van, naar, soort, begin = delen
    duur: dict[str, Cel] = {_BEGINDATUM: begin, "EINDDATUM": rij.einddatum}
    if soort in OVERGANGSOORTEN:
        einden: dict[str, Cel] = {
            _OVERGANG_VAN_TYPE: van.soort,
            _OVERGANG_VAN: van.code,
            _OVERGANG_NAAR_TYPE: naar.soort,
            _OVERGANG_NAAR: naar.code,
        }
        yield OVERGANGEN, {**einden, lader.SOORT: soort, **duur}
    elif (plaats := _PER_TYPEN.get((van.soort, naar.soort))) is not None:
        tabel, uit = plaats
        codes: dict[str, Cel] = {uit.van[1]: van.code, uit.naar[1]: naar.code, **duur}
        if uit.soort is None:
            yield tabel, {**codes, lader.SOORT: soort}
        elif uit.soort == soort:
            yield tabel, codes
