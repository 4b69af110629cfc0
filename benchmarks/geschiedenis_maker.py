"""A history for a generated register: every second offer and unit changed once, and a few of them many times.

The versions that the changes replaced are in the undo log, packed as deliveries pack them.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from benchmarks import register_maker
from benchmarks.register_maker import BEGIN, MOMENT, Voortgang, geteld, schrijf
from rio_soap.register.aanbod.rijen import AangebodenOpleiding
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.stand import schrijf_moment
from rio_soap.register.eenheid.rijen import BestaandeEenheid
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.wijzigingen.voor import RIJ, Voordeel, pak_voor

DIEP, DIEPTE = 7, 300
"""The offer with a long history, and how many changes it has in a register of every size."""
_PER = 2
"""Of how many objects one was changed."""


class _Wijziging(NamedTuple):
    tabel: sa.Table
    sleutel: str
    houder: str
    voor: Voordeel


def maak(register: Register, aanbod: int, voortgang: Voortgang | None = None) -> None:
    """Add the history to a register of `register_maker.maak` with this many offers."""
    with register.lees() as session:
        eerste: int = 1 + session.execute(sa.select(sa.func.max(model.mutatie.c.volgnummer))).scalar_one()
    for tabel, rijen in (
        (model.mutatie, _mutaties(register, aanbod, eerste)),
        (model.objectversie, _versies(register, aanbod, eerste)),
    ):
        schrijf(register, tabel, geteld(rijen, tabel.name, voortgang) if voortgang else rijen)
    hoogste = sa.select(sa.func.max(model.mutatie.c.volgnummer)).scalar_subquery()
    grens = sa.insert(model.mutatiegrens).values(moment=MOMENT + timedelta(hours=1), volgnummer=hoogste)
    register.schrijf(lambda session: session.execute(grens))
    begin = sa.update(model.eigenschap).where(model.eigenschap.c.naam == "begin").values(waarde=schrijf_moment(MOMENT))
    register.schrijf(lambda session: session.execute(begin))
    with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
        if register.engine.dialect.name == "postgresql":
            verbinding.exec_driver_sql(
                "SELECT setval(pg_get_serial_sequence('mutatie', 'volgnummer'), (SELECT max(volgnummer) FROM mutatie))"
            )
        verbinding.exec_driver_sql("ANALYZE")


def rijen_van(aanbod: int) -> int:
    """How many rows `maak` writes."""
    return 2 * (aanbod // _PER + register_maker.aantal_eenheden(aanbod) // _PER + DIEPTE)


def _wijzigingen(register: Register, aanbod: int) -> Iterator[_Wijziging]:
    """Those of the deep one are spread over all the others."""
    aanbodstand, diep = _standen(register)
    gewone = [*range(0, aanbod, _PER)]
    stap = max(1, len(gewone) // DIEPTE)
    te_gaan = DIEPTE
    for plaats, nummer in enumerate(gewone):
        yield _van_aanbod(nummer, aanbodstand)
        if plaats % stap == 0 and te_gaan:
            te_gaan -= 1
            yield _van_aanbod(DIEP, diep)
    eenheid = naar_json(register_maker.eenheidstand())
    for nummer in range(0, register_maker.aantal_eenheden(aanbod), _PER):
        code, eigenaar = register_maker.eenheidcode(nummer), register_maker.bestuurcode(0)
        rij = BestaandeEenheid(code, "hoOpleiding", "INSTELLING", eigenaar, None, None, BEGIN, None, eenheid)
        yield _Wijziging(model.opleidingseenheid, code, eigenaar, rij)


def _standen(register: Register) -> tuple[str, str]:
    """The stand of an ordinary offer, and of the deep one, as text."""
    tabel = model.aangeboden_opleiding
    with register.lees() as session:
        codes = [register_maker.aanbodcode(nummer) for nummer in (0, DIEP)]
        vraag = sa.select(sa.type_coerce(tabel.c.stand, sa.Text)).where(tabel.c.code == sa.bindparam("code"))
        een, ander = (session.execute(vraag, {"code": code}).scalar_one() for code in codes)
    return een, ander


def _van_aanbod(nummer: int, stand: str) -> _Wijziging:
    code = register_maker.aanbodcode(nummer)
    houder, eenheid = register_maker.houder(nummer), register_maker.eenheidcode(nummer // register_maker.PER_EENHEID)
    eigen = stand.replace(register_maker.aanbodcode(0), code)
    rij = AangebodenOpleiding(code, register_maker.SOORTEN[0][0], houder, eenheid, eigen)
    return _Wijziging(model.aangeboden_opleiding, code, houder, rij)


def _mutaties(register: Register, aanbod: int, eerste: int) -> Iterator[Mapping[str, Any]]:
    vast = {"soort": "W", "kanaal": "BERICHT", "oin": None, "identificatiecode": None}
    for nummer, wijziging in enumerate(_wijzigingen(register, aanbod)):
        moment = MOMENT + timedelta(milliseconds=1 + nummer)
        sleutel = {"object": wijziging.tabel.name, "sleutel": wijziging.sleutel, "houder": wijziging.houder}
        yield {"volgnummer": eerste + nummer, **sleutel, "moment": moment, **vast}


def _versies(register: Register, aanbod: int, eerste: int) -> Iterator[Mapping[str, Any]]:
    for nummer, wijziging in enumerate(_wijzigingen(register, aanbod)):
        yield {"volgnummer": eerste + nummer, "deel": RIJ, "voor": pak_voor(wijziging.voor)}
