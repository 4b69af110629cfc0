"""Readings on a streaming replica, which answers what the primary would have answered.

A replica is behind. Unguarded, that would lose changes for whoever follows the register: what a feed left out because
everyone could see it, this reader could not (docs/architectuur.md, Reading from a replica). So every reading first asks
the primary for its last mutatie and its version of trust, and is done on the replica only in a snapshot that shows that
very mutatie, and no older trust: whoever lost a role has lost it there too. Otherwise, and whenever the replica fails,
it is done on the primary.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from rio_soap.register.database.connections import GEDULD as GEDULD_VAN_ENGINE
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.failures import DeadlinePassed, Unavailable
from rio_soap.register.database.migration import nieuwste
from rio_soap.register.database.model import mutatie, vertrouwensversie
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement

log = logging.getLogger(__name__)

T = TypeVar("T")

GEDULD = 0.1
"""Seconds that a reading waits for the replica to show what the primary shows."""
_KIJK, _KIJK_HOOGSTENS = 0.001, 0.02
"""Seconds between two looks, at first and at most."""
PAUZE = 2.0
"""Seconds for which a replica that failed is left alone; then one reading tries it."""
_PROEF = 10.0
"""Seconds for which the others leave it to that one: longer than it takes to find out."""
_VERBINDING = {
    "connect_timeout": "2",
    "keepalives_idle": "2",
    "keepalives_interval": "1",
    "keepalives_count": "3",
    "tcp_user_timeout": "5000",
}
"""A machine that is gone answers nothing at all; libpq would wait for minutes. What the URL says goes first."""
_OPDRACHTTIJD = 5.0
"""Seconds of a statement at most."""
_TIJDEN = f"-c lock_timeout=1000 -c statement_timeout={_OPDRACHTTIJD * 1000:.0f}"
"""Milliseconds. Replaying a migration locks tables on the replica, and its disk may be slow; a reading, of which a
statement takes some milliseconds, can go to the primary instead of waiting."""

_versie = sa.table("alembic_version", sa.column("version_num", sa.String))


class _Laatste(NamedTuple):
    """The last mutatie of the primary, and its version of trust; None of what it has not."""

    volgnummer: int | None
    moment: datetime | None
    vertrouwen: int | None


class _Daar(NamedTuple):
    """What a replica shows: version of its tables, number of its last mutatie, moment of the one asked for, trust."""

    versie: str | None
    hoogste: int | None
    moment: datetime | None
    vertrouwen: int | None


_VERTROUWEN = sa.select(vertrouwensversie.c.versie).scalar_subquery().label("vertrouwen")


def _van_laatste(kolom: sa.Column[T]) -> sa.Label[T]:
    return sa.select(kolom).order_by(mutatie.c.volgnummer.desc()).limit(1).scalar_subquery().label(kolom.name)


_LAATSTE = Statement(
    sa.select(_van_laatste(mutatie.c.volgnummer), _van_laatste(mutatie.c.moment), _VERTROUWEN), _Laatste
)
_DAAR = Statement(
    sa.select(
        sa.select(_versie.c.version_num).scalar_subquery().label("versie"),
        sa.select(sa.func.max(mutatie.c.volgnummer)).scalar_subquery().label("hoogste"),
        sa.select(mutatie.c.moment)
        .where(mutatie.c.volgnummer == sa.bindparam("nummer"))
        .scalar_subquery()
        .label("moment"),
        _VERTROUWEN,
    ),
    _Daar,
)


class FallbackReason(StrEnum):
    """Why a reading was done on the primary."""

    ACHTER = "achter"
    """The replica did not show in time what the primary shows."""
    ONBEREIKBAAR = "onbereikbaar"
    AFGEBROKEN = "afgebroken"
    """The replica gave up this one reading, as it does when it has to replay what the reading is in the way of."""
    ANDERS = "anders"
    """It is no replica of this register, or its tables are of another version."""


KOPIE = "kopie"
"""What is counted of a reading that the replica answered."""


class ReplicaError(Exception):
    """What is at the URL cannot serve: another register, or tables of another version."""


class _Onbruikbaar(Exception):
    def __init__(self, reden: FallbackReason, uitleg: str) -> None:
        super().__init__(uitleg)
        self.reden = reden


def maak_kopie_engine(url: str) -> Engine:
    """An engine for a replica: as `maak_engine`, but one that gives up soon.

    :param url: of PostgreSQL.
    """
    adres = sa.make_url(url)
    opties = adres.query.get("options", ())
    adres = adres.update_query_dict({naam: w for naam, w in _VERBINDING.items() if naam not in adres.query})
    alle = (_TIJDEN, opties) if isinstance(opties, str) else (_TIJDEN, *opties)
    adres = adres.update_query_dict({"options": " ".join(alle)})
    engine = maak_engine(adres.render_as_string(hide_password=False))
    engine.update_execution_options(**{GEDULD_VAN_ENGINE: _OPDRACHTTIJD})
    return engine


class Replica:
    """Does readings of a register on a replica where that shows enough, on the primary where it does not.

    :param tel: is told of each reading where it was done: `KOPIE`, or why not there (`FallbackReason`).
    """

    def __init__(self, primair: Register, kopie: Register, tel: Callable[[str], None] = lambda _: None) -> None:
        self._primair, self._kopie, self._tel = primair, kopie, tel
        self._verwacht = nieuwste()
        self._pauze = _Pauze()

    def lees(self, taak: Callable[[Session], T]) -> T:
        """Run a task that only reads on one consistent snapshot, which shows all that was approved before this call.

        The task may run twice: a replica that fails is left for the primary.

        :raises Unavailable: when the primary is out of reach.
        """
        reden = self._pauze.reden()
        if reden is None:
            with self._primair.lees() as session:
                laatste = session.execute(_LAATSTE, {}).one()
            try:
                uitkomst = self._op_kopie(taak, laatste)
            except (_Onbruikbaar, Unavailable, DBAPIError) as fout:
                reden = _reden(fout)
                self._pauze.meld(reden, _uitleg(fout))
            else:
                self._pauze.meld(None)
                self._tel(KOPIE)
                return uitkomst
        self._tel(reden)
        with self._primair.lees() as session:
            return taak(session)

    def controleer(self, geduld: float) -> None:
        """Look whether it can serve, at the start; one that is out of reach or behind may come later.

        :param geduld: seconds that a replica has to replay a migration.
        :raises ReplicaError: for another register, or tables of another version.
        """
        einde = time.monotonic() + geduld
        while True:
            try:
                with self._primair.lees() as session:
                    laatste = session.execute(_LAATSTE, {}).one()
                self._op_kopie(lambda _: None, laatste)
            except (_Onbruikbaar, Unavailable, DBAPIError) as fout:
                reden = _reden(fout)
                if reden is not FallbackReason.ANDERS:
                    self._pauze.meld(reden, _uitleg(fout))
                    return
                if time.monotonic() > einde:
                    raise ReplicaError(_uitleg(fout)) from fout
                time.sleep(0.2)
            else:
                return

    def _op_kopie(self, taak: Callable[[Session], T], laatste: _Laatste) -> T:
        einde, wacht = time.monotonic() + GEDULD, _KIJK
        while True:
            with self._kopie.lees() as session:
                if self._toont(session, laatste):
                    return taak(session)
            if time.monotonic() + wacht > einde:
                raise _Onbruikbaar(FallbackReason.ACHTER, f"the replica is more than {GEDULD:g} seconds behind")
            time.sleep(wacht)
            wacht = min(2 * wacht, _KIJK_HOOGSTENS)

    def _toont(self, session: Session, laatste: _Laatste) -> bool:
        """Whether this snapshot has the last mutatie of the primary, with it every earlier one, and its trust.

        Numbers follow commits and a replica replays commits in their order. The moment is compared too: a register of
        its own, or a replica that was promoted and went its own way, has other changes under the same numbers.
        """
        daar = session.execute(_DAAR, {"nummer": laatste.volgnummer or 0}).one()
        if daar.versie != self._verwacht:
            uitleg = f"tables of version {daar.versie}, expected {self._verwacht} (rio-soap init, on the primary)"
            raise _Onbruikbaar(FallbackReason.ANDERS, uitleg)
        if laatste.volgnummer is None or daar.moment == laatste.moment:
            return (daar.vertrouwen or 0) >= (laatste.vertrouwen or 0)
        if daar.moment is None and (daar.hoogste is None or daar.hoogste < laatste.volgnummer):
            return False
        raise _Onbruikbaar(
            FallbackReason.ANDERS, "not a replica of the register at RIO_DATABASE_URL: its changes are others"
        )


def _reden(fout: _Onbruikbaar | Unavailable | DBAPIError) -> FallbackReason:
    if isinstance(fout, _Onbruikbaar):
        return fout.reden
    if isinstance(fout, DeadlinePassed):
        return FallbackReason.AFGEBROKEN
    if isinstance(fout, Unavailable):
        return FallbackReason.ONBEREIKBAAR
    # Class 42: a table that is not there, or may not be read.
    return (
        FallbackReason.ANDERS
        if (getattr(fout.orig, "sqlstate", None) or "").startswith("42")
        else FallbackReason.AFGEBROKEN
    )


def _uitleg(fout: BaseException) -> str:
    return str(fout.orig if isinstance(fout, DBAPIError) else fout).partition("\n")[0]


class _Pauze:
    """Keeps readings away from a replica that failed, but for one at a time that tries it again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reden: FallbackReason | None = None
        self._tot = 0.0

    def reden(self) -> FallbackReason | None:
        """Why to leave the replica alone; None when this reading is to try it, and to `meld` what came of that."""
        if self._reden is None:
            return None
        with self._lock:
            nu = time.monotonic()
            if nu < self._tot:
                return self._reden
            self._tot = nu + _PROEF
            return None

    def meld(self, reden: FallbackReason | None, uitleg: str = "") -> None:
        """What came of a reading on the replica; the log has every turn."""
        if reden is self._reden is None:
            return
        if reden is FallbackReason.AFGEBROKEN:  # the replica itself is well
            log.warning("the replica gave up a reading, done on the primary: %s", uitleg)
            reden = None
        with self._lock:
            eerder, self._reden = self._reden, reden
            self._tot = time.monotonic() + PAUZE
        if reden is not None and reden is not eerder:
            log.warning("readings go to the primary: %s", uitleg)
        elif reden is None and eerder is not None:
            log.warning("readings go to the replica again")
