"""Seals the berichtenlog in the background: links to the chain, in batches, a quarter of a second after the entries.
With them goes the evidence of what became visible (`mutatiegrens`).

What this process answered it seals itself, with the signature that it sent. What a process left behind that died in
between is found after a minute by any process, signed again (which gives the same bytes) and sealed; but only when the
entry bears the stempel of this service: the key signs nothing that somebody wrote into the table.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.model import berichtenlog, schakel
from rio_soap.register.database.rows import Values
from rio_soap.register.logboek.berichtenlog import Gelogd, inhoud_van_rij, is_kopie, uitgepakt
from rio_soap.register.logboek.links import Seal, Stempel, verzegel

log = logging.getLogger(__name__)

PAUZE = 0.25
"""Seconds in which entries gather for one batch."""
GROEP = 500
"""Largest number of links in one transaction."""
GEDULD = 60.0
"""Seconds after which an entry without a link is taken for left behind, and after which a chain that cannot be written
makes the service refuse."""


class Sealer:
    """Seals for one process; a thread of its own from `begin` to `sluit`.

    :param herteken: gives the signature of a kept answer anew, or None when that takes another key.
    :param nu: the clock of the service.
    :param verteld: called when there are new links.
    """

    def __init__(
        self,
        register: Register,
        stempel: Stempel,
        herteken: Callable[[bytes], bytes | None],
        nu: Callable[[], datetime],
        verteld: Callable[[], None] | None = None,
    ) -> None:
        self._register, self._stempel, self._herteken, self._nu = register, stempel, herteken, nu
        self._verteld = verteld or (lambda: None)
        self._rij: deque[tuple[float, Seal]] = deque()
        self._wek = threading.Event()
        self._klaar = False
        self._mislukt = False
        self._vanaf = 0
        self._thread = threading.Thread(target=self._werk, name="rio-zegelaar", daemon=True)

    def begin(self) -> None:
        """Start the thread."""
        self._thread.start()

    def sluit(self) -> None:
        """Seal what is left, then stop."""
        self._klaar = True
        self._wek.set()
        if self._thread.is_alive():
            self._thread.join()

    def meld(self, gelogd: Gelogd, handtekening: bytes) -> None:
        """An entry was answered with this signature."""
        self._rij.append((time.monotonic(), Seal(gelogd.id, gelogd.inhoud, handtekening)))
        if not self._wek.is_set():
            self._wek.set()

    def controleer(self) -> None:
        """To be called before a message is carried out.

        :raises Unavailable: when the chain could not be written for longer than `GEDULD`.
        """
        if self._mislukt and self._rij and time.monotonic() - self._rij[0][0] > GEDULD:
            raise Unavailable("the chain over the berichtenlog cannot be written")

    def _werk(self) -> None:
        volgende_ronde = 0.0
        while not self._klaar:
            if time.monotonic() >= volgende_ronde:
                volgende_ronde = time.monotonic() + GEDULD
                self._probeer(self.verzegel_achtergebleven)
            self._wek.wait(timeout=GEDULD)
            self._wek.clear()
            if not self._klaar:
                time.sleep(PAUZE)
            if not self._probeer(self._leeg_rij):
                self._wek.set()
        self._probeer(self._leeg_rij)

    def _probeer(self, werk: Callable[[], object]) -> bool:
        try:
            werk()
        except (Unavailable, SQLAlchemyError) as fout:
            log.error("the chain over the berichtenlog has to wait: %s", fout)
            self._mislukt = True
            return False
        self._mislukt = False
        return True

    def _leeg_rij(self) -> None:
        while self._rij:
            groep = [self._rij[i][1] for i in range(min(GROEP, len(self._rij)))]
            # After a failure it is not known what was written.
            taak = partial(verzegel, zegels=groep, stempel=self._stempel, misschien_al=self._mislukt)
            self._register.schrijf(taak)
            for _ in groep:
                self._rij.popleft()
            self._verteld()
        self._register.flush_sightings()

    def verzegel_achtergebleven(self) -> int:
        """Seal entries that a process left behind; gives how many."""
        vanaf, grens = self._vanaf, self._nu() - timedelta(seconds=GEDULD)
        aantal, vol = 0, True
        while vol:
            waarden: Values = {"vanaf": vanaf, "grens": grens}
            with self._register.lees() as session:
                rijen = session.execute(_ACHTERGEBLEVEN, waarden).mappings().all()
                jongste = session.execute(_JONG, waarden).scalar()
                hoogste = session.execute(_HOOGSTE).scalar()
            if zegels := [zegel for rij in rijen if (zegel := self._zegel(rij)) is not None]:
                taak = partial(verzegel, zegels=zegels, stempel=self._stempel, misschien_al=True)
                aantal += self._register.schrijf(taak)
            vol = len(rijen) == _PER_KEER
            vanaf = rijen[-1]["id"] if vol else (jongste - 1 if jongste else hoogste or 0)
        self._vanaf = vanaf
        if aantal:
            self._verteld()
        return aantal

    def _zegel(self, rij: sa.RowMapping) -> Seal | None:
        """The seal of an entry that was left behind; None when it is not ours."""
        try:
            inhoud = inhoud_van_rij(rij)
        except ValueError:
            inhoud = b""
        if not self._stempel.klopt(rij["stempel"], inhoud):
            log.error("berichtenlog: entry %s has neither a link nor a stempel of ours", rij["id"])
            return None
        if rij["kopie"]:
            log.error("berichtenlog: entry %s has no link and is there twice: one was inserted", rij["id"])
            return None
        return Seal(rij["id"], inhoud, self._herteken(uitgepakt(rij)[1]) or b"")


_PER_KEER = 100
_VANAF = berichtenlog.c.id > sa.bindparam("vanaf")
_GRENS = sa.bindparam("grens", type_=berichtenlog.c.ontvangen.type)
_ander = berichtenlog.alias()
_KOPIE = sa.exists().where(is_kopie(berichtenlog, _ander), _ander.c.id != berichtenlog.c.id).label("kopie")
_ACHTERGEBLEVEN = (
    sa.select(berichtenlog, _KOPIE)
    .where(_VANAF, berichtenlog.c.ontvangen < _GRENS)
    .where(~sa.exists().where(schakel.c.bericht == berichtenlog.c.id))
    .order_by(berichtenlog.c.id)
    .limit(_PER_KEER)
)
_JONG = (
    sa.select(berichtenlog.c.id).where(_VANAF, berichtenlog.c.ontvangen >= _GRENS).order_by(berichtenlog.c.id).limit(1)
)
_HOOGSTE = sa.select(sa.func.max(berichtenlog.c.id))
