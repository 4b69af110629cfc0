"""Keeps messages that got a SOAP fault, by a thread of its own, so that no message waits for it or fails by it.

What comes in goes into a queue and the answer leaves. Is the queue full, or has one client its share of it, then the
message is counted and not kept. A database that does not answer is tried again; what waits for it is as bounded.
"""

import logging
import re
import threading
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from prometheus_client import Counter as Teller

from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.clock import Clock
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.logboek.foutberichten import PER_BERICHT, Foutbericht, bewaar_foutberichten
from rio_soap.service.bericht import Bericht
from rio_soap.service.meting import REGISTER

log = logging.getLogger(__name__)

PAUZE = 0.5
"""Seconds in which messages gather for one transaction."""
OPNIEUW = 15.0
"""Seconds after which a database that did not answer is tried again."""
RONDE = 3600.0
"""Seconds after which is looked for what is too old, when nothing comes in."""
WACHTRIJ, WACHTRIJ_BYTES = 400, 8 * 1024 * 1024
"""What may wait: messages, and bytes of them."""
AANDEEL = 4
"""One client may have one in so many of that."""
_GROEP_BYTES = 1024 * 1024
"""Bytes of one transaction, about: other writers wait for it."""
_KOP = 16 * 1024
"""Bytes in which wsa:From is looked for."""
_FROM = re.compile(rb"[:<]From[ >/](?:(?!From>).){0,600}?[?&;]oin=([0-9]{8}[0-9A-Z]{12})(?![0-9A-Z])", re.DOTALL)
_ACTIES: Final[Mapping[str, str]] = {operatie.soap_action: naam for naam, operatie in OPERATIES.items()}

_niet = Teller("rio_foutberichten_niet_bewaard", "Messages with a fault that came too fast to keep", registry=REGISTER)


@dataclass(frozen=True, slots=True)
class _Wachtend:
    """A message with its fault, of which the bytes were not looked into yet.

    :param client: who it came from, as far as the connection tells.
    """

    client: str
    bericht: Foutbericht


class Foutboek:
    """Keeps for one process; a thread from `begin` to `sluit`.

    :param maximum: messages that are kept; 0 keeps none, and removes what is there.
    :param dagen: how long.
    """

    def __init__(self, register: Register, klok: Clock, maximum: int, dagen: int) -> None:
        self._register, self._klok, self._maximum, self._dagen = register, klok, maximum, dagen
        self._rij: deque[_Wachtend] = deque()
        self._per_client: Counter[str] = Counter()
        self._bytes_van: Counter[str] = Counter()
        self._bytes = 0
        self._slot = threading.Lock()
        self._wek, self._einde = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._werk, name="rio-foutboek", daemon=True)

    def begin(self) -> None:
        """Start the thread; what is too old or too much is removed now."""
        self._thread.start()

    def sluit(self) -> None:
        """Write what waits, then stop."""
        self._einde.set()
        self._wek.set()
        if self._thread.is_alive():
            self._thread.join()

    def meld(self, b: Bericht, fout: Edufout) -> None:
        """A message was answered with this fault. Takes microseconds and raises nothing."""
        if not self._maximum:
            return
        client = vingerafdruk(b.tls_certificaat) if b.tls_certificaat else b.adres
        met = b.data[:PER_BERICHT]
        oin = b.afzender.from_oin if b.afzender is not None else None
        # By DK0002 the signature is right and its owner may not speak for that sender: it is no more than a claim.
        eigen = b.getekend and fout.soort is not Foutsoort.DK0002
        een = Foutbericht(
            self._klok.nu(),
            b.dienst.naam,
            b.operatie.naam if b.operatie is not None else None,
            oin if eigen else None,
            oin,
            fout.soort.faultcode,
            fout.bevindingen[0].oorzaak if fout.bevindingen else None,
            b.content_type,
            b.soap_action,
            met,
        )
        with self._slot:
            if (
                len(self._rij) >= WACHTRIJ
                or self._bytes + len(met) > WACHTRIJ_BYTES
                or self._per_client[client] >= WACHTRIJ // AANDEEL
                or self._bytes_van[client] > WACHTRIJ_BYTES // AANDEEL
            ):
                _niet.inc()
                return
            self._rij.append(_Wachtend(client, een))
            self._per_client[client] += 1
            self._bytes_van[client] += len(met)
            self._bytes += len(met)
        if not self._wek.is_set():
            self._wek.set()

    def _werk(self) -> None:
        self._schrijf(())
        while not self._einde.is_set():
            self._wek.wait(RONDE)
            self._wek.clear()
            self._einde.wait(PAUZE)
            if not self._schrijf_groep():
                self._einde.wait(OPNIEUW)
            if self._rij:
                self._wek.set()
        while self._rij and self._schrijf_groep():
            pass

    def _schrijf_groep(self) -> bool:
        """Write what waited longest; whether that went well."""
        groep = self._groep()
        if not self._schrijf([_aangevuld(een.bericht) for een in groep]):
            return False
        with self._slot:
            for een in groep:
                self._rij.popleft()
                self._bytes -= len(een.bericht.verzoek)
                self._per_client[een.client] -= 1
                self._bytes_van[een.client] -= len(een.bericht.verzoek)
            # Without those that have none left.
            self._per_client, self._bytes_van = +self._per_client, +self._bytes_van
        return True

    def _groep(self) -> list[_Wachtend]:
        groep, bytes_ = [], 0
        with self._slot:
            for een in self._rij:
                groep.append(een)
                bytes_ += len(een.bericht.verzoek)
                if bytes_ > _GROEP_BYTES:
                    break
        return groep

    def _schrijf(self, berichten: Sequence[Foutbericht]) -> bool:
        try:
            bewaar_foutberichten(self._register, berichten, self._maximum, self._dagen, self._klok.nu())
        except Unavailable as fout:
            log.warning("messages with a fault have to wait to be kept: %s", fout)
            return False
        return True


def _aangevuld(een: Foutbericht) -> Foutbericht:
    """With what the steps that it came through did not tell, as far as it can be seen."""
    actie = (een.soap_action or "").strip().strip('"')
    return replace(een, operatie=een.operatie or _ACTIES.get(actie), afzender=een.afzender or _geclaimd(een.verzoek))


def _geclaimd(data: bytes) -> str | None:
    """The OIN in wsa:From as the bytes have it, whatever else is wrong with them; None when it is not to be found."""
    gevonden = _FROM.search(data, 0, _KOP)
    return gevonden[1].decode() if gevonden is not None else None
