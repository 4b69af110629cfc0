"""Reading contactadressen, and the eenheden to which they belong, from the database."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import (
    contactadres,
    instellingserkenning,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning.rijen import GEZAG, OCW
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.regels.perioden import Duur

ALGEMEEN = "ALGEMEEN"
"""The context that an eenheid has beside all others: where one looks when there is nothing else."""
GEEN_NUMMER = "0"
"""Number of a context without further division."""
CONTEXTLIJST = "Communicatiecontextsoort"
"""The waardenlijst of contexten."""
_BLOK = 5_000
"""Codes in one statement; both databases limit the number of parameters."""


class Contactadres(NamedTuple):
    """The row of a contactadres; its stand, which holds the periods, as text: who may not see it never reads it."""

    eenheid: str
    context: str
    subcontextnummer: str
    stand: str


class Contacteenheid(NamedTuple):
    """An organisatorische eenheid of whatever kind, as far as a contactadres is judged by it."""

    code: str
    begindatum: date
    einddatum: date | None

    @property
    def duur(self) -> Duur:
        """Its lifetime."""
        return Duur(self.begindatum, self.einddatum)


class Boven(NamedTuple):
    """What stands over an eenheid: a bestuur, or a groep with what stands over that (None for nothing)."""

    code: str
    soort: str
    verder: str | None


class Gezagsadres(NamedTuple):
    """The erkenning of the bevoegd gezag of a bestuur, with its formal addresses."""

    bestuur: str
    code: str
    stand: Gegeven


def subcontextnummer(tekst: str) -> str:
    """The number of a subcontext as it is kept: without zeros in front, for 01 is no other number than 1.

    Source: our own design; the contract has one to four digits, and the files of the open data hold 0, 1, 2, ….
    """
    return tekst.lstrip("0") or GEEN_NUMMER


def contactsleutel(eenheid: str, context: str, nummer: str) -> str:
    """The Objectsleutel of a contactadres."""
    return sleutel_uit(eenheid, context, subcontextnummer(nummer))


_adres, _eenheid, _relatie = contactadres.c, organisatorische_eenheid.c, organisatierelatie
_direct, _via = _relatie.alias("direct"), _relatie.alias("via")
_hoger = organisatorische_eenheid.alias("hoger")

_ADRESSEN = sa.select(
    _adres.eenheid, _adres.context, _adres.subcontextnummer, sa.type_coerce(_adres.stand, Leesstand).label("stand")
)
_EENHEID = Statement(
    sa.select(*(_eenheid[naam] for naam in Contacteenheid._fields)).where(_eenheid.code == sa.bindparam("code")),
    Contacteenheid,
)
_OP_SLEUTEL = Statement(
    _ADRESSEN.where(
        _adres.eenheid == sa.bindparam("eenheid"),
        _adres.context == sa.bindparam("context"),
        _adres.subcontextnummer == sa.bindparam("nummer"),
    ),
    Contactadres,
)
_VAN_EENHEDEN = Statement(
    # An eenheid that is not in operation has no contactadres: none outlives it, whatever its periods say.
    _ADRESSEN.join(organisatorische_eenheid).where(
        _adres.eenheid.in_(sa.bindparam("codes", expanding=True)), geldig(organisatorische_eenheid)
    ),
    Contactadres,
)
_BOVEN = Statement(
    sa.select(_hoger.c.code, _hoger.c.soort, _via.c.van.label("verder"))
    .select_from(
        _direct.join(_hoger, _hoger.c.code == _direct.c.van).outerjoin(
            _via,
            sa.and_(
                _hoger.c.soort == "GROEP", _via.c.naar == _hoger.c.code, _via.c.soort == HIERARCHISCH, geldig(_via)
            ),
        )
    )
    .where(_direct.c.naar == sa.bindparam("code"), _direct.c.soort == HIERARCHISCH, geldig(_direct)),
    Boven,
)
_GEZAGEN = Statement(
    sa.select(_eenheid.code.label("bestuur"), instellingserkenning.c.code, instellingserkenning.c.stand)
    .select_from(
        organisatorische_eenheid.join(
            instellingserkenning,
            sa.and_(
                instellingserkenning.c.code == _eenheid.bevoegd_gezag_nummer,
                instellingserkenning.c.soort == GEZAG,
                instellingserkenning.c.erkenner == OCW,
            ),
        )
    )
    .where(
        _eenheid.code.in_(sa.bindparam("codes", expanding=True)),
        geldig(organisatorische_eenheid),
        geldig(instellingserkenning),
    ),
    Gezagsadres,
)


def eenheid(session: Session, code: str) -> Contacteenheid | None:
    """The organisatorische eenheid with this code."""
    return session.execute(_EENHEID, {"code": code}).first()


def op_sleutel(session: Session, code: str, context: str, nummer: str) -> Contactadres | None:
    """The contactadres of an eenheid in a context, under a number as it is kept."""
    return session.execute(_OP_SLEUTEL, {"eenheid": code, "context": context, "nummer": nummer}).first()


def van_eenheden(session: Session, codes: Collection[str], dag: date) -> Sequence[Contactadres]:
    """The contactadressen of those of these eenheden that are in operation on a day, by key; none is left out."""
    op_volgorde, gevonden = sorted(set(codes)), list[Contactadres]()
    for begin in range(0, len(op_volgorde), _BLOK):
        waarden: Values = {"codes": op_volgorde[begin : begin + _BLOK], DAG.key: dag}
        gevonden += session.execute(_VAN_EENHEDEN, waarden)
    # As numbers, on whatever database and whatever a hand may have put there.
    return sorted(gevonden, key=lambda rij: (rij.eenheid, rij.context, len(rij.subcontextnummer), rij.subcontextnummer))


def keten(session: Session, code: str, dag: date) -> Sequence[str]:
    """Where one looks for a contactadres of an eenheid on a day: itself, the groepen over it, then the besturen.

    Of several groepen or besturen the one with the lower code goes first, so that everybody gets the same answer.
    """
    boven = session.execute(_BOVEN, {"code": code, DAG.key: dag}).all()
    groepen = {rij.code for rij in boven if rij.soort == "GROEP"}
    besturen = {rij.code for rij in boven} - groepen | {rij.verder for rij in boven if rij.verder is not None}
    return list(dict.fromkeys((code, *sorted(groepen), *sorted(besturen))))


def gezagen(session: Session, besturen: Collection[str], dag: date) -> dict[str, Gezagsadres]:
    """Bestuur to the erkenning of its bevoegd gezag, where both hold on a day."""
    if not besturen:
        return {}
    rijen = session.execute(_GEZAGEN, {"codes": sorted(besturen), DAG.key: dag})
    return {rij.bestuur: rij for rij in rijen}
