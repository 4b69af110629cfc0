"""A PostgreSQL server that says nothing any more keeps no message longer than its deadline."""

import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from rio_soap.register.database import deadline
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.failures import OutcomeUnknown, Unavailable
from rio_soap.register.database.patience import SPELING
from tests.register.conftest import _postgresql
from tests.register.database.test_database import namen, zet
from tests.register.database.test_deadline import lees, los, probeer, schrijf

pytestmark = pytest.mark.postgresql
KORT = 0.6


class Lijn:
    """A line to a server that falls silent when told to; what is sent arrives once it is not any more."""

    def __init__(self, host: str, poort: int) -> None:
        self._naar, self._luister = (host, poort), socket.create_server(("127.0.0.1", 0))
        self.poort = int(self._luister.getsockname()[1])
        self.open = threading.Event()
        self.open.set()
        self.stil_na: bytes | None = None
        """Bytes from the client after which it falls silent, once they have gone through."""
        threading.Thread(target=self._neem_aan, daemon=True).start()

    def _neem_aan(self) -> None:
        while True:
            een, _ = self._luister.accept()
            ander = socket.create_connection(self._naar)
            threading.Thread(target=self._pomp, args=(een, ander, True), daemon=True).start()
            threading.Thread(target=self._pomp, args=(ander, een, False), daemon=True).start()

    def _pomp(self, van: socket.socket, naar: socket.socket, heen: bool) -> None:
        try:
            while data := van.recv(65_536):
                self.open.wait()
                if heen and self.stil_na is not None and self.stil_na in data:
                    self.open.clear()
                naar.sendall(data)
        except OSError:
            pass
        finally:
            naar.close()


@pytest.fixture
def achter_lijn(leeg_schema: str) -> Iterator[tuple[Register, Lijn]]:
    adres = sa.make_url(_postgresql(leeg_schema)(None))  # type: ignore[arg-type]  # it needs no directory
    lijn = Lijn(adres.host or "127.0.0.1", adres.port or 5432)
    register = Register(maak_engine(adres.set(host="127.0.0.1", port=lijn.poort).render_as_string(False)))
    yield register, lijn
    lijn.open.set()
    register.sluit()


@pytest.mark.parametrize("doe", [lees, los, schrijf, probeer])
def test_a_server_that_fell_silent_is_waited_for_until_the_deadline(
    achter_lijn: tuple[Register, Lijn], doe: Callable[[Register], None]
) -> None:
    register, lijn = achter_lijn
    doe(register)
    met = namen(register)
    lijn.open.clear()
    for _ in range(2):  # on a connection that is held, and when one has to be made
        begin = time.monotonic()
        with deadline.until(begin + KORT), pytest.raises(Unavailable):
            doe(register)
        assert time.monotonic() - begin < KORT + SPELING + 3
    lijn.open.set()
    assert namen(register) == met
    with deadline.until(time.monotonic() + 5):
        doe(register)


def test_what_became_of_a_commit_without_an_answer_is_told_to_be_unknown(achter_lijn: tuple[Register, Lijn]) -> None:
    """It is there, so to say that nothing was done would be a lie."""
    register, lijn = achter_lijn
    naam = str(uuid.uuid4())
    schrijf(register)
    lijn.stil_na = b"COMMIT"
    with deadline.until(time.monotonic() + KORT), pytest.raises(OutcomeUnknown):
        register.schrijf(lambda session: zet(session, naam))
    lijn.stil_na = None
    lijn.open.set()
    assert naam in namen(register)
