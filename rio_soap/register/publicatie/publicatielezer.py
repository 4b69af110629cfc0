"""Where a publication reads: on a replica when there is one that has come that far, on the primary else."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.session import Session
from rio_soap.register.publicatie.publicatiebron import Publicatiebron, Tijdpunt
from rio_soap.register.regels.uitslag import Registerinstellingen
from rio_soap.register.wijzigingen.stroom import stroom_van

log = logging.getLogger(__name__)

T = TypeVar("T")
GEDULD = 60.0
"""Seconds that a replica has to come to the number of the publication."""
_KIJK = 0.2


class Publicatielezer:
    """Reads a register to publish it.

    :param kopie: a replica; None without one.
    :param geduld: seconds to wait for it.
    """

    def __init__(
        self,
        register: Register,
        instellingen: Registerinstellingen,
        kopie: Register | None = None,
        geduld: float = GEDULD,
    ) -> None:
        self._register, self.instellingen, self._kopie, self._geduld = register, instellingen, kopie, geduld
        self._gekomen: set[Tijdpunt] = set()

    def lees(self, taak: Callable[[Session], T]) -> T:
        """Do a task on a snapshot of the primary.

        :raises Unavailable: when it is out of reach.
        """
        with self._register.lees() as session:
            return taak(session)

    def bron(self, op: Tijdpunt) -> Publicatiebron:
        """What reads all objects as they were at a number."""

        def lees(taak: Callable[[Session], T]) -> T:
            return self._lees_op(op, taak)

        return Publicatiebron(lees, self.instellingen, op)

    def _lees_op(self, op: Tijdpunt, taak: Callable[[Session], T]) -> T:
        try:
            if self._kopie is not None and self._is_er(self._kopie, op):
                with self._kopie.lees() as session:
                    return taak(session)
        except (Unavailable, DBAPIError) as fout:
            self._op_primair(str(fout).partition("\n")[0])
        return self.lees(taak)

    def _is_er(self, kopie: Register, op: Tijdpunt) -> bool:
        """Whether the replica shows the number; waits for it the first time."""
        if op in self._gekomen:
            return True
        einde = time.monotonic() + self._geduld
        while True:
            with kopie.lees() as session:
                stroom = stroom_van(session)
            if stroom.naam != op.stroom:
                return self._op_primair("it is of another register")
            if stroom.laatste >= op.volgnummer:
                self._gekomen.add(op)
                return True
            if time.monotonic() > einde:
                return self._op_primair(f"it is at {stroom.laatste} and not at {op.volgnummer}")
            time.sleep(_KIJK)

    def _op_primair(self, waarom: str) -> bool:
        log.warning("published from the primary and not from the replica: %s", waarom)
        self._kopie = None
        return False
