"""What stands beside the services: the JSON API, the published files and the screens, by the path that is theirs."""

import threading
from collections.abc import Callable, Iterable
from functools import partial
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from rio_soap.opendata.datacatalogus import PAD
from rio_soap.service.afhandeling import Afhandeling
from rio_soap.service.pipeline import Pipeline
from rio_soap.setup.rules import make_clock
from rio_soap.setup.settings import Settings
from rio_soap.workbench.werkbankbron import Werkbankbron


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


class WholePath:
    """A WSGI application that stands at several paths, and finds each of them whole in ``PATH_INFO``."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """As the application."""
        environ["PATH_INFO"] = f"{environ.get('SCRIPT_NAME', '')}{environ.get('PATH_INFO', '')}"
        environ["SCRIPT_NAME"] = ""
        return self.application(environ, start)


SCREEN_PATHS = ("/", "/nl", "/en", "/c", "/schermen")
"""Where the screens stand."""
WORKBENCH_PATH = "/werkbank"
"""Where they stand too, when the workbench is one of them."""
MANAGEMENT_PATHS = (WORKBENCH_PATH, "/nl/werkbank", "/en/werkbank", "/schermen")
"""Of these, those that a port of its own for management serves too."""


def make_public(
    settings: Settings, pijplijn: Pipeline, werkbank: Werkbankbron | None = None
) -> dict[str, WSGIApplication]:
    """The applications, by the path under which all is theirs.

    :param pijplijn: has the register, its replica and how it is read, and signs what people do on the screens.
    :param werkbank: by what the pages of the workbench judge; None: there are none.
    """
    screens = WholePath(LazyApplication(partial(make_screens, settings, pijplijn, werkbank)))
    return {
        "/api": LazyApplication(partial(make_api, settings, pijplijn.afhandeling)),
        PAD: LazyApplication(partial(make_files, settings)),
        **dict.fromkeys(SCREEN_PATHS if werkbank is None else (*SCREEN_PATHS, WORKBENCH_PATH), screens),
    }


def make_screens(settings: Settings, pijplijn: Pipeline, werkbank: Werkbankbron | None = None) -> WSGIApplication:
    """The screens."""
    from rio_soap.api.tempo import Tempo
    from rio_soap.service.schermbericht import maak_schermpijplijn
    from rio_soap.web.frame.scherm import Schermbron, Schermopties
    from rio_soap.web.schermen import maak_schermen

    opties = Schermopties(
        settings.helpdesk,
        settings.helpdesk_uren,
        werkbank is not None,
        settings.opendata_adres,
        settings.opendata_uitgever,
        settings.oidc_issuer,
        settings.oidc_client_id,
        settings.oidc_secret,
        settings.oidc_kvk_claim,
    )
    screens = maak_schermpijplijn(pijplijn)
    bron = Schermbron(screens.afhandeling, screens, make_clock(settings), settings.publicatiemap, opties, werkbank)
    return maak_schermen(bron, Tempo(settings.scherm_per_minuut, achter_proxy=settings.tls == "proxy"))


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
