"""What everybody may ask beside the services: the JSON API and the published files, by the path that is theirs."""

import threading
from collections.abc import Callable, Iterable
from functools import partial
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from rio_soap.opendata.datacatalogus import PAD
from rio_soap.service.afhandeling import Afhandeling
from rio_soap.setup.rules import make_clock
from rio_soap.setup.settings import Settings


class LazyApplication:
    """A WSGI application that is made when it is asked for the first time, by one thread while others wait.

    Of the API: its framework and its document cost a command that never serves it a fifth of a second, and every
    process its memory.
    """

    def __init__(self, make: Callable[[], WSGIApplication]) -> None:
        self._make, self._lock = make, threading.Lock()
        self._made: WSGIApplication | None = None

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """As the application."""
        if self._made is None:
            with self._lock:
                if self._made is None:
                    self._made = self._make()
        return self._made(environ, start)


def make_public(settings: Settings, afhandeling: Afhandeling) -> dict[str, WSGIApplication]:
    """The applications, by the path under which all is theirs.

    :param afhandeling: has the register, its replica and how it is read.
    """
    return {
        "/api": LazyApplication(partial(make_api, settings, afhandeling)),
        PAD: LazyApplication(partial(make_files, settings)),
    }


def make_api(settings: Settings, afhandeling: Afhandeling) -> WSGIApplication:
    """The JSON API; the document of it names who publishes, with the mail address where there is one."""
    from rio_soap.api.document import NIEMAND, Contact
    from rio_soap.api.pad import Apibron
    from rio_soap.api.paden import PADEN
    from rio_soap.api.tempo import Tempo
    from rio_soap.api.toepassing import maak_toepassing

    adres, contact = settings.opendata_adres, settings.opendata_contact
    email = contact if "@" in contact else NIEMAND.email
    wie = Contact(settings.opendata_uitgever, contact if contact and "@" not in contact else adres, email)
    bron = Apibron(afhandeling, make_clock(settings), settings.publicatiemap)
    tempo = Tempo(settings.api_per_minuut, achter_proxy=settings.tls == "proxy")
    return maak_toepassing(bron, PADEN, tempo, wie)


def make_files(settings: Settings) -> WSGIApplication:
    """What serves the published files."""
    from rio_soap.opendata.bestandsdienst import Bestandsdienst

    return Bestandsdienst(settings.publicatiemap)
