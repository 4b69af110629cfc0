"""The clients of BAG and Handelsregister, put together from the settings; one of each per process."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from rio_soap.bevinding.spraak import zin
from rio_soap.chain.bag import REGISTER as BAG
from rio_soap.chain.bag import Bagregister, SoapBag
from rio_soap.chain.bagbron import Plaatsbron
from rio_soap.chain.bagextract.store import BagStore
from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.kvk import NAAR_PRODUCTIE, NAAR_TEST, KvkKeys, SoapHandelsregister
from rio_soap.chain.ports import Woonplaats
from rio_soap.chain.resilience import BAG_LIMITS, KVK_LIMITS, Limits
from rio_soap.edukoppeling.clock import Clock
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.tls_client import Tls
from rio_soap.service.ketenmeting import metric_hooks
from rio_soap.setup import file_errors
from rio_soap.setup.settings import Settings, SettingsError

log = logging.getLogger(__name__)
T = TypeVar("T")


class GeenPlaatsen:
    """`Plaatsbron` without a store: what needs a woonplaats cannot be judged (INT500), all else can."""

    def woonplaats(self, code: str) -> Woonplaats | None:
        """Never an answer.

        :raises ChainFailure: always.
        """
        self.woonplaatsen(code)
        return None

    def objecten(self, postcode: str, begin: str, dag: date, maximum: int) -> None:
        """None: it holds no addresses."""

    def woonplaatsen(self, naam: str) -> Sequence[Woonplaats]:
        """Raise, for nothing can be said about any name.

        :raises ChainFailure: always.
        """
        message = "no store of woonplaatsen; make one with rio-soap laad bag"
        raise ChainFailure(BAG, Reason.UNREACHABLE, message)


def make_bag(settings: Settings, klok: Clock) -> Bagregister | None:
    """The BAG of the settings; None when RIO_BAG_URL is empty.

    :raises SettingsError: for a setting that cannot be used.
    """
    if not settings.bag_url:
        return None
    limits = _limits(BAG_LIMITS, settings.bag_tijd, settings.bag_cache)
    # one thread at least stays free for deliveries that ask nothing
    reserved = settings.kvk_gelijktijdig if settings.kvk_url else 0
    concurrent = max(1, min(settings.bag_gelijktijdig, settings.threads - 1 - reserved))
    limits = replace(limits, per_second=settings.bag_per_seconde, concurrent=concurrent)
    tls = _tls("RIO_BAG", settings.bag_ca, settings.bag_certificaat, settings.bag_sleutel)
    address, wsdl, hooks = _url("RIO_BAG_URL", settings.bag_url), _path(settings.bag_wsdl), metric_hooks()
    source = _made("RIO_BAG", lambda: SoapBag(address, limits=limits, tls=tls, hooks=hooks, wsdl=wsdl))
    return Bagregister(source, _places(settings), limits=limits, klok=klok, hooks=hooks)


def make_handelsregister(settings: Settings, klok: Clock, *, within: float | None = None) -> SoapHandelsregister | None:
    """The Handelsregister of the settings; None when RIO_KVK_URL is empty.

    :param within: seconds in which a question has to be over, whatever RIO_KVK_TIJD says: who waits for it waits no
        longer.
    :raises SettingsError: for a setting that cannot be used, such as no pinned certificate of KvK.
    """
    if not settings.kvk_url:
        return None
    if not settings.kvk_ondertekenaar:
        raise SettingsError(zin("koppeling.kvk_ondertekenaar"))
    certificate = Path(settings.kvk_certificaat or settings.certificaatbestand)
    key = Path(settings.kvk_sleutel or settings.sleutelbestand)
    keys = _made(
        "RIO_KVK",
        lambda: KvkKeys(Sleutelpaar.laad(key, certificate), KvkKeys.lees_kvk(Path(settings.kvk_ondertekenaar))),
    )
    default = NAAR_PRODUCTIE if settings.kvk_omgeving == "productie" else NAAR_TEST
    limits = _limits(KVK_LIMITS, min(settings.kvk_tijd, within or settings.kvk_tijd), settings.kvk_cache)
    limits = replace(limits, concurrent=max(1, min(settings.kvk_gelijktijdig, settings.threads - 1)))
    address, wsdl = _url("RIO_KVK_URL", settings.kvk_url), _path(settings.kvk_wsdl)
    tls = _tls("RIO_KVK", settings.kvk_ca, str(certificate), str(key))
    return _made(
        "RIO_KVK",
        lambda: SoapHandelsregister(
            address,
            keys,
            naar=settings.kvk_naar or default,
            limits=limits,
            tls=tls,
            hooks=metric_hooks(),
            klok=klok,
            wsdl=wsdl,
        ),
    )


def _places(settings: Settings) -> Plaatsbron:
    try:
        return BagStore(settings.bagbestand)
    except FileNotFoundError:
        if settings.bag_opslag:
            raise SettingsError(zin("koppeling.opslag", bestand=settings.bag_opslag)) from None
        log.warning("no %s: a locatie that is only a place is answered INT500", settings.bagbestand)
        return GeenPlaatsen()


def _limits(default: Limits, time: float, cache: int) -> Limits:
    """One attempt and the connection never get more than the whole; "unknown" is never kept longer than "found"."""
    return replace(
        default,
        total=time,
        response=min(default.response, time),
        connect=min(default.connect, time),
        cache_seconds=float(cache),
        cache_unknown_seconds=min(default.cache_unknown_seconds, float(cache)),
    )


def _url(name: str, url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise SettingsError(zin("koppeling.adres", naam=name, gevonden=repr(url)))
    return url


def _path(text: str) -> Path | None:
    return Path(text) if text else None


def _tls(name: str, ca: str, certificate: str, key: str) -> Tls:
    if bool(certificate) != bool(key):
        raise SettingsError(zin("koppeling.samen", naam=name))
    return Tls(ca=_path(ca), certificaat=_path(certificate), sleutel=_path(key))


def _made(name: str, make: Callable[[], T]) -> T:
    """Make something of files that the settings name; ssl.SSLError is an OSError."""
    try:
        return make()
    except OSError as error:
        raise SettingsError(f"{name}_*: {file_errors.explain(error)}") from error
    except ValueError as error:
        raise SettingsError(f"{name}_*: {error}") from error
