"""Which copy a user means by what he writes."""

from pathlib import Path

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.foldercopy import FolderCopy
from rio_soap.volger.refusal import NoCopy
from rio_soap.volger.sqlcopy import SqlCopy
from rio_soap.volger.standing import Copy

_SQLITE = "sqlite:///"
_VORMEN = "a folder, sqlite:///x.db, x.sqlite or postgresql://USER@HOST/DATABASE"
_ENDEN = (".sqlite", ".sqlite3", ".db")


def open_kopie(doel: str) -> Copy:
    """The copy of a target: a folder, ``sqlite:///x.db`` or ``x.sqlite``, or ``postgresql://…``.

    :raises NoCopy: for an address of another kind, and for a file of which the name says nothing.
    """
    if doel.startswith(("postgresql://", "postgresql+psycopg://", "postgres://")):
        from rio_soap.volger.postgres import Postgres

        return SqlCopy(Postgres(doel))
    if doel.startswith(_SQLITE) or (doel.endswith(_ENDEN) and "://" not in doel and not Path(doel).is_dir()):
        from rio_soap.volger.sqlite import Sqlite

        return SqlCopy(Sqlite(Path(doel.removeprefix(_SQLITE))))
    if "://" in doel:
        raise NoCopy(zin("kopie.vorm", gevonden=doel.partition("://")[0], vormen=_VORMEN))  # no password is shown
    if Path(doel).is_file():
        raise NoCopy(zin("kopie.bestand", gevonden=doel, vormen=_VORMEN))
    return FolderCopy(Path(doel))
