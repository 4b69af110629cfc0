"""Whose rows are to be made again beside what changed: where rows say of another object what no W tells of this one.

Two things of the files are so. A code of an instellingserkenning is unique per erkenner only, and not every file says
the erkenner: rows of namesakes cannot be told apart, and are taken away and made together. And ERKENNERCODE follows
from the erkenners that there are.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import TypeAlias

import sqlalchemy as sa

from rio_soap.register.database import model
from rio_soap.register.database.model import mutatie
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning.sleutels import (
    Instellingsleutel,
    Relatiesleutel,
    lees_relatiesleutel,
    lees_sleutel,
    relatiesleutel,
    sleutel_van,
)
from rio_soap.register.regels.objectsleutel import zonder_lege
from rio_soap.register.versie.zicht import Objectnaam

_ERKENNING, _RELATIE, _ERKENNER = "INSTELLINGSERKENNING", "INSTELLINGSRELATIE", "ERKENNER"
_OPLEIDINGSERKENNING = "OPLEIDINGSERKENNING"
_BLOK = 500
"""Codes in one statement."""
_Naam: TypeAlias = tuple[str, str]
"""Code and soort of an erkenning: what it is called where its erkenner is not said."""
_ie, _oe = model.instellingserkenning.c, model.opleidingserkenning.c


def afhankelijk(session: Session, gewijzigd: Iterable[Objectnaam], tot: int) -> Iterator[Objectnaam]:
    """Objects whose rows are to be made again with these; also some that change nothing, or are not there.

    :param gewijzigd: what changed up to a number.
    :param tot: that number. What was there then and is gone now is found too.
    """
    per_soort: dict[str, list[str]] = {}
    for naam in gewijzigd:
        per_soort.setdefault(naam.objecttype, []).append(naam.sleutel)
    if _ERKENNER in per_soort:
        yield from _met_erkennercode(session, tot)
    erkenningen = [e for een in per_soort.get(_ERKENNING, ()) if (e := lees_sleutel(een)) is not None]
    relaties = [r for een in per_soort.get(_RELATIE, ()) if (r := lees_relatiesleutel(een)) is not None]
    einden = [einde for relatie in relaties for einde in (relatie.van, relatie.naar)]
    if not erkenningen and not einden:
        return
    erkenners = _erkenners(session, {(een.code, een.soort) for een in (*erkenningen, *einden)}, tot)
    for een in erkenningen:
        yield from (Objectnaam(_ERKENNING, sleutel_van(*ander)) for ander in _naamgenoten(een, erkenners))
    for relatie in relaties:
        for van, naar in product(*(_naamgenoten(einde, erkenners) for einde in (relatie.van, relatie.naar))):
            yield Objectnaam(_RELATIE, relatiesleutel(Relatiesleutel(van, naar, relatie.soort, relatie.begindatum)))


def _met_erkennercode(session: Session, tot: int) -> Iterator[Objectnaam]:
    """Whatever says the code of its erkenner."""
    for rij in session.execute(sa.select(_ie.erkenner, _ie.soort, _ie.code)):
        yield Objectnaam(_ERKENNING, sleutel_van(*rij))
    for een in session.execute(sa.select(_oe.stelsel, _oe.code, _oe.niveau, _oe.unieke_code)):
        yield Objectnaam(_OPLEIDINGSERKENNING, zonder_lege(een))
    tabellen = {model.instellingserkenning.name: _ERKENNING, model.opleidingserkenning.name: _OPLEIDINGSERKENNING}
    weg = sa.select(mutatie.c.object, mutatie.c.sleutel).where(mutatie.c.object.in_(tabellen), mutatie.c.soort == "V")
    for tabel, sleutel in session.execute(weg.where(mutatie.c.volgnummer > tot)):
        yield Objectnaam(tabellen[tabel], sleutel)


def _naamgenoten(een: Instellingsleutel, erkenners: dict[_Naam, set[str]]) -> list[Instellingsleutel]:
    """Erkenningen of the same soort and code, this one included."""
    anderen = erkenners.get((een.code, een.soort), set()) | {een.erkenner}
    return [Instellingsleutel(erkenner, een.soort, een.code) for erkenner in sorted(anderen)]


def _erkenners(session: Session, namen: set[_Naam], tot: int) -> dict[_Naam, set[str]]:
    """Who recognises what is called so, now or at the number."""
    gevonden: dict[_Naam, set[str]] = {}
    gevraagd = sorted(namen)
    for begin in range(0, len(gevraagd), _BLOK):
        waar = sa.tuple_(_ie.code, _ie.soort).in_(gevraagd[begin : begin + _BLOK])
        for code, soort, erkenner in session.execute(sa.select(_ie.code, _ie.soort, _ie.erkenner).where(waar)):
            gevonden.setdefault((code, soort), set()).add(erkenner)
    later = mutatie.c.volgnummer > tot, mutatie.c.object == model.instellingserkenning.name
    for sleutel in session.execute(sa.select(mutatie.c.sleutel).where(*later, mutatie.c.soort == "V")).scalars():
        if (een := lees_sleutel(sleutel)) is not None and (een.code, een.soort) in namen:
            gevonden.setdefault((een.code, een.soort), set()).add(een.erkenner)
    return gevonden
