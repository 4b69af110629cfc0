"""Who uses a register on PostgreSQL: as `rio_soap.register.database.lock`, with advisory locks, which end with a
connection."""

import os
from contextlib import closing

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor

from rio_soap.bevinding.spraak import zin
from rio_soap.register.database.lock import InUse, melding

_SOORT, _PROCES = 1_383_684_943, 1_383_684_944
"""First half of the two locks: on the schema of the register, and one that only tells which process holds that."""
_GEDEELD = f"SELECT pg_try_advisory_lock_shared({_SOORT}, hashtext(current_schema()))"
_ALLEEN = f"SELECT pg_try_advisory_lock({_SOORT}, hashtext(current_schema()))"
_VERTEL = f"SELECT pg_try_advisory_lock_shared({_PROCES}, %s)"
_WIE = f"""
SELECT p.objid, host(a.client_addr)
FROM pg_locks AS s
JOIN pg_database AS d ON d.oid = s.database AND d.datname = current_database()
JOIN pg_locks AS p ON p.pid = s.pid AND p.locktype = 'advisory' AND p.classid = {_PROCES}
LEFT JOIN pg_stat_activity AS a ON a.pid = s.pid
WHERE s.locktype = 'advisory' AND s.granted AND s.classid = {_SOORT} AND s.pid <> pg_backend_pid()
  AND s.objid::bigint = (hashtext(current_schema())::bigint & 4294967295)
LIMIT 1
"""  # noqa: S608  # numbers of our own


def deel(engine: Engine) -> None:
    """Let every connection of this engine say that the register is in use, so that it does as long as one is there.

    Connecting raises `InUse` while another process has it alone.
    """

    def bij_verbinden(verbinding: DBAPIConnection, _: object) -> None:
        with closing(verbinding.cursor()) as cursor:
            _neem(cursor, _GEDEELD)
        verbinding.commit()

    sa.event.listen(engine, "connect", bij_verbinden)


class ExclusiveLock:
    """The register of a URL for this process alone; give it back with `laat_los`.

    :raises InUse: when another process uses it.
    :raises sqlalchemy.exc.DBAPIError: when it cannot be reached.
    """

    def __init__(self, engine: Engine) -> None:
        self._verbinding: Connection | None = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            _neem(self._verbinding.connection.cursor(), _ALLEEN)
        except BaseException:
            self.laat_los()
            raise

    def laat_los(self) -> None:
        """Give it back; a second time does nothing."""
        verbinding, self._verbinding = self._verbinding, None
        if verbinding is not None:
            verbinding.invalidate()  # and not back to a pool: the lock is the connection's
            verbinding.close()


def _neem(cursor: DBAPICursor, opdracht: str) -> None:
    cursor.execute(opdracht)
    if cursor.fetchone() != (True,):
        cursor.execute(_WIE)
        proces, adres = cursor.fetchone() or (None, None)
        raise InUse(melding(proces, zin("register.database_van", adres=adres) if adres else zin("register.database")))
    cursor.execute(_VERTEL, (os.getpid(),))
