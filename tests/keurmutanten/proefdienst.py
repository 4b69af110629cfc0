"""A right service in this process, and the wissel with which keur judges it; no socket but that of the BAG stand-in.

What a mutant changes it changes in the one `Proefdienst` that was made for it, or in the modules for as long as that
lives (`Proefdienst.vervang`).
"""

import importlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock
from wsgiref.types import WSGIApplication, WSGIEnvironment

import sqlalchemy as sa

from rio_soap.chain.standin.standin_server import PAD_BAG, bedien
from rio_soap.client.verbinding import HttpAntwoord, Netwerkfout, Verbinding
from rio_soap.client.wissel import Herhaling, Wissel
from rio_soap.edukoppeling.certificaatbestand import lees_certificaten
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.service.pipeline import Pipeline
from rio_soap.service.wsgi import RioToepassing
from rio_soap.setup import service, trial
from rio_soap.setup.settings import Settings
from rio_soap.workbench.keur.namen import PROEF, Namen
from tests import omgeving
from tests.service.test_keten_levering import goede_bag

NAMEN: Namen = replace(PROEF, bronAanbieder=PROEF.aanbieder)
"""The trial set, with an onderwijsaanbieder that has deelnames in BRON."""


@dataclass(slots=True)
class Uit:
    """An answer on its way out: what a mutant may change."""

    status: int
    headers: dict[str, str]
    data: bytes


Na = Callable[[bytes, Uit], Uit]
"""Changes an answer, given the bytes of the request."""
Voor = Callable[[bytes, WSGIEnvironment], bytes]
"""Changes a request before the service sees it; may change its environment too."""


@dataclass
class Proefdienst:
    """The parts of a right service, and what was changed in it.

    :param voor: changes of requests, in order.
    :param na: changes of answers, in order.
    """

    settings: Settings
    klant: Sleutelpaar
    register: Register
    toepassing: RioToepassing
    voor: list[Voor] = field(default_factory=list)
    na: list[Na] = field(default_factory=list)
    _vervangen: list[Any] = field(default_factory=list)

    @property
    def pijplijn(self) -> Pipeline:
        """The steps of the service."""
        return self.toepassing.pijplijn

    @property
    def sleutel(self) -> Sleutelpaar:
        """The key with which the service signs."""
        return self.pijplijn.sleutelpaar

    def vervang(self, plaats: str, nieuw: Any) -> None:
        """Put something in the place of a name (``module.name`` or ``module.Class.name``) until the end."""
        bezit, _, naam = plaats.rpartition(".")
        ding = _vind(bezit)
        patch = mock.patch.object(ding, naam, nieuw)
        patch.start()
        self._vervangen.append(patch)

    def om(self, plaats: str, maak: Callable[..., Any]) -> None:
        """Wrap a function: `maak` gets the right one first, then its arguments."""
        bezit, _, naam = plaats.rpartition(".")
        oud = getattr(_vind(bezit), naam)
        self.vervang(plaats, lambda *args, **kwargs: maak(oud, *args, **kwargs))

    def herstel(self) -> None:
        """Undo all that was replaced."""
        while self._vervangen:
            self._vervangen.pop().stop()

    def wsgi(self, environ: WSGIEnvironment, start: Any) -> list[bytes]:
        """The service with the changes."""
        data = environ["wsgi.input"].read()
        for voor in self.voor:
            data = voor(data, environ)
        environ = {**environ, "wsgi.input": io.BytesIO(data), "CONTENT_LENGTH": str(len(data))}
        uit = vraag(self.toepassing, environ)
        for na in self.na:
            uit = na(data, uit)
        start(f"{uit.status} X", list(uit.headers.items()))
        return [uit.data]


def _vind(naam: str) -> Any:
    delen = naam.split(".")
    for einde in range(len(delen), 0, -1):
        with suppress(ModuleNotFoundError):
            ding: Any = importlib.import_module(".".join(delen[:einde]))
            for deel in delen[einde:]:
                ding = getattr(ding, deel)
            return ding
    raise LookupError(naam)


def vraag(toepassing: WSGIApplication, environ: WSGIEnvironment) -> Uit:
    """Ask a WSGI application."""
    gezegd: list[Any] = []
    data = b"".join(toepassing(environ, lambda status, headers, _=None: gezegd.append((status, headers))))  # type: ignore[arg-type,return-value]
    status, headers = gezegd[-1]
    return Uit(int(status.split()[0]), dict(headers), data)


class InProces(Verbinding):
    """A connection to a WSGI application of this process."""

    def __init__(self, toepassing: Callable[..., list[bytes]]) -> None:
        super().__init__("http://localhost")
        self._toepassing = toepassing

    def post(self, pad: str, data: bytes, headers: dict[str, str], *, vers: bool) -> HttpAntwoord:
        """As over HTTP."""
        gezet = {naam.lower(): waarde for naam, waarde in headers.items()}
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": pad,
            "CONTENT_LENGTH": str(len(data)),
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SCRIPT_NAME": "",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(data),
        }
        if "content-type" in gezet:
            environ["CONTENT_TYPE"] = gezet.pop("content-type")
        environ |= {f"HTTP_{naam.upper().replace('-', '_')}": waarde for naam, waarde in gezet.items()}
        uit = vraag(self._toepassing, environ)
        if (codering := uit.headers.get("Content-Encoding", "identity")) != "identity":
            raise Netwerkfout(f"an answer in the coding {codering}", verstuurd=True)
        return HttpAntwoord(uit.status, uit.headers.get("Content-Type"), uit.data)


def wissel(proef: Proefdienst, toepassing: Callable[..., list[bytes]] | None = None) -> Wissel:
    """Exchanges of the trial client with the service as it was changed."""
    pki = proef.settings.data_dir / "pki"
    certificaten = tuple(lees_certificaten((pki / "dienst.pem").read_bytes()))
    zonder = Herhaling(pauzes=(), opzoekpauzes=(0.0,), slaap=lambda _: None)
    verbinding = InProces(toepassing or proef.wsgi)
    return Wissel(verbinding, proef.klant, trial.OIN_HANZE, certificaten, herhaling=zonder)


_HOUD: list[Any] = []


@cache
def bag() -> tuple[str, Path]:
    """The address of a BAG stand-in of this process, and a folder of its own."""
    map_ = TemporaryDirectory(prefix="rio-mutanten-")
    toepassing, _ = goede_bag(Path(map_.name))
    bediening = bedien(toepassing)
    _HOUD.extend((map_, bediening))
    return bediening.__enter__() + PAD_BAG, Path(map_.name) / "bag.db"


@contextmanager
def proefdienst(**anders: Any) -> Iterator[Proefdienst]:
    """A fresh right service on a copy of the trial data."""
    url, opslag = bag()
    with TemporaryDirectory(prefix="rio-mutant-") as map_:
        settings = Settings(data_dir=Path(map_) / "rio", bag_url=url, bag_opslag=str(opslag), **anders)
        klant = omgeving.maak(settings)
        with service.open_register(settings) as register:
            bron = sa.insert(model.brongebruik).values(aanbieder=PROEF.aanbieder, soort="DEELNAME")
            register.schrijf(lambda session: session.execute(bron))
            proef = Proefdienst(settings, klant, register, service.make_application(settings, register))
            try:
                yield proef
            finally:
                proef.herstel()
