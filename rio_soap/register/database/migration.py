"""Creating and migrating the database with Alembic; the scripts travel inside the package.

A database belongs to one revision of the tables and to one contract (`rio_soap.contract.bron.vingerafdruk`). Whoever
opens it asks `controleer` first: on tables of another form the service could approve what it then cannot read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.pool import NullPool

from rio_soap.bevinding.spraak import zin
from rio_soap.contract.bron import vingerafdruk
from rio_soap.register.database import patience
from rio_soap.register.database.model import eigenschap, metadata

_CONTRACT = "contract"
_KOLOMMEN = {
    "sqlite": "SELECT m.name, p.name FROM sqlite_master AS m, pragma_table_info(m.name) AS p WHERE m.type = 'table'",
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns "
    "WHERE table_schema = current_schema()",
}
"""Every column of every table."""
_NIET_VREEMD = ("sqlite_", "alembic_version")


class SchemaError(ValueError):
    """The database is not one that this version can use: what it is, and what helps, on one line."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """What a database says of itself."""

    kolommen: Mapping[str, frozenset[str]]
    """Names of columns by table."""
    revisies: tuple[str, ...]
    """What stands in Alembic's table; one, in a database that is whole."""
    contract: str | None
    """Hash of the contract; None when it does not say."""
    vreemd: str | None
    """A table that is not ours in a file that has none of ours; a schema of PostgreSQL may hold others."""

    @property
    def leeg(self) -> bool:
        """Whether none of our tables is there."""
        return not self.revisies and not self.kolommen.keys() & metadata.tables.keys()


def _configuratie() -> Config:
    configuratie = Config()
    configuratie.set_main_option("script_location", str(Path(__file__).parents[1] / "migraties"))
    return configuratie


@cache
def _revisies() -> tuple[str, ...]:
    """All revisions that this version knows, the newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_configuratie()).walk_revisions())


def migreer(engine: sa.Engine) -> None:
    """Bring the database to the newest version and to this contract, from nothing or from any earlier one; all in one
    transaction.

    :raises SchemaError: for a database of a newer version or of something else; nothing of it is changed.
    """
    configuratie = _configuratie()
    with engine.begin() as verbinding:
        _moet_te_migreren_zijn(_lees(verbinding))
        configuratie.attributes["verbinding"] = verbinding
        command.upgrade(configuratie, "head")
        _moet_heel_zijn(_lees(verbinding))
        verbinding.execute(sa.delete(eigenschap).where(eigenschap.c.naam == _CONTRACT))
        verbinding.execute(sa.insert(eigenschap).values(naam=_CONTRACT, waarde=vingerafdruk()))


def controleer(engine: sa.Engine) -> None:
    """Look whether this version can use the database as it is; reads only, and changes no setting of the file.

    :raises SchemaError: when it cannot, with the command that helps.
    :raises sqlalchemy.exc.DBAPIError: when the database cannot be reached, or the file is none.
    """
    stand = _kijk(engine)
    _moet_te_migreren_zijn(stand)
    if stand.leeg:
        raise SchemaError(zin("register.leeg"))
    if stand.revisies[0] != _revisies()[0]:
        raise SchemaError(zin("register.ouder", revisie=stand.revisies[0], nodig=_revisies()[0]))
    _moet_heel_zijn(stand)
    if stand.contract != vingerafdruk():
        was = zin("register.contract", hash=stand.contract[:12]) if stand.contract else zin("register.geen_contract")
        raise SchemaError(zin("register.ander_contract", was=was, nu=vingerafdruk()[:12]))


def controleer_te_migreren(engine: sa.Engine) -> None:
    """Look whether `migreer` can bring it to this version; as `controleer`."""
    _moet_te_migreren_zijn(_kijk(engine))


def _kijk(engine: sa.Engine) -> _Stand:
    # Not by a connection of the engine itself: that one turns an SQLite file to WAL, whosever it is.
    kijker = sa.create_engine(engine.url, poolclass=NullPool)
    if kijker.dialect.name == "postgresql":
        patience.stel_in(kijker)  # a server that says nothing is told of in seconds
    with kijker.connect() as verbinding:
        return _lees(verbinding)


def _moet_te_migreren_zijn(stand: _Stand) -> None:
    """See that there is a way to the newest version.

    :raises SchemaError: when no migration leads from here to the newest version.
    """
    if len(stand.revisies) > 1:
        raise SchemaError(zin("register.revisies", revisies=", ".join(sorted(stand.revisies))))
    if not stand.revisies:
        if not stand.leeg:
            raise SchemaError(zin("register.geen_revisie"))
        if stand.vreemd:
            raise SchemaError(zin("register.vreemd", tabel=zin("register.tabel", tabel=stand.vreemd)))
        return
    (revisie,) = stand.revisies
    if revisie in _revisies():
        return
    if revisie.isascii() and revisie.isdigit() and len(revisie) == 4 and revisie > _revisies()[0]:
        raise SchemaError(zin("register.nieuwer", revisie=revisie, hier=_revisies()[0]))
    raise SchemaError(zin("register.onbekende_revisie", revisie=repr(revisie)))


def _moet_heel_zijn(stand: _Stand) -> None:
    """See that every table and column of the model is there.

    :raises SchemaError: when a table or column is not there.
    """
    for naam, tabel in metadata.tables.items():
        aanwezig = stand.kolommen.get(naam, frozenset())
        if mist := [kolom.name for kolom in tabel.columns if kolom.name not in aanwezig]:
            wat = zin("register.kolom", kolom=mist[0], tabel=naam) if aanwezig else zin("register.tabel", tabel=naam)
            raise SchemaError(zin("register.niet_heel", revisie=_revisies()[0], wat=wat))


def _lees(verbinding: sa.Connection) -> _Stand:
    kolommen: dict[str, set[str]] = {}
    for tabel, kolom in verbinding.exec_driver_sql(_KOLOMMEN[verbinding.dialect.name]):
        kolommen.setdefault(tabel, set()).add(kolom)
    revisies: tuple[str, ...] = ()
    if "version_num" in kolommen.get("alembic_version", ()):
        rijen = verbinding.exec_driver_sql("SELECT version_num FROM alembic_version")
        revisies = tuple(str(rij[0]) for rij in rijen)
    contract = None
    if {"naam", "waarde"} <= kolommen.get("eigenschap", set()):
        gevonden = sa.select(eigenschap.c.waarde).where(eigenschap.c.naam == _CONTRACT)
        contract = verbinding.execute(gevonden).scalar_one_or_none()
    vreemd = None
    if verbinding.dialect.name == "sqlite" and not kolommen.keys() & metadata.tables.keys():
        vreemd = next((naam for naam in sorted(kolommen) if not naam.startswith(_NIET_VREEMD)), None)
    return _Stand({naam: frozenset(namen) for naam, namen in kolommen.items()}, revisies, contract, vreemd)


def nieuwste() -> str | None:
    """The version that the code of this package expects."""
    return _revisies()[0]


def versie(engine: sa.Engine) -> tuple[str | None, str | None]:
    """Version of the database and the newest one; they are equal when there is nothing to migrate."""
    with engine.connect() as verbinding:
        huidig = MigrationContext.configure(verbinding).get_current_revision()
    return huidig, nieuwste()
