"""The connection of the driver below one of SQLAlchemy: what of it the fast parts of this room use, and its errors.

sqlite3 and psycopg both run a statement on the connection itself and both read rows off the cursor that this gives; no
more than that is asked of them.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeAlias, cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPIModule, Dialect

Bound: TypeAlias = Sequence[object] | Mapping[str, object]
"""Parameters as a driver takes them: in order (sqlite3) or by name (psycopg)."""


class Cursor(Protocol):
    """What a statement gives on the driver."""

    rowcount: int

    def fetchall(self) -> list[tuple[object, ...]]:
        """All rows that are left, as the driver has them."""

    def executemany(self, sql: str, parameters: Sequence[Bound], /) -> object:
        """Run a statement once for each of these."""

    def close(self) -> None:
        """Close the cursor; it is not used again."""


class Driver(Protocol):
    """A connection of sqlite3 or psycopg."""

    def execute(self, sql: str, parameters: Bound = ..., /) -> Cursor:
        """Run a statement."""

    def cursor(self) -> Cursor:
        """A cursor, to run a statement many times."""


def driver_of(connection: Connection) -> Driver:
    """The driver's own connection below this one."""
    # SQLAlchemy types it by what every driver of PEP 249 has, to which `execute` on a connection does not belong.
    return cast(Driver, connection.connection.dbapi_connection)


def run_raw(connection: Connection, sql: str) -> None:
    """Run a statement without parameters or rows, such as BEGIN, on the driver.

    :raises sqlalchemy.exc.DBAPIError: as Core does.
    """
    try:
        driver_of(connection).execute(sql).close()
    except errors_of(connection.dialect) as error:
        raise as_dbapi_error(connection, error, sql) from error


def errors_of(dialect: Dialect) -> type[Exception]:
    """The class of all errors of the driver."""
    return dialect.loaded_dbapi.Error


def as_dbapi_error(connection: Connection, error: Exception, sql: str) -> sa.exc.DBAPIError:
    """An error of the driver as Core would raise it; a connection that broke is given up."""
    dialect = connection.dialect
    gone = dialect.is_disconnect(
        cast(DBAPIModule.Error, error), cast(DBAPIConnection, connection.connection.dbapi_connection), None
    )
    if gone:
        connection.invalidate(error)
    made = sa.exc.DBAPIError.instance(
        sql,
        None,
        error,
        errors_of(dialect),
        hide_parameters=True,
        connection_invalidated=gone,
        dialect=dialect,
    )
    if not isinstance(made, sa.exc.DBAPIError):
        raise made from error
    return made
