"""The clients of BAG and Handelsregister, put together from the settings; one of each per process."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from rio_soap.chain.bag import REGISTER as BAG
from rio_soap.chain.bag import Bagregister, SoapBag
from rio_soap.chain.bagextract.store import BagStore
from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.kvk import NAAR_PRODUCTIE, NAAR_TEST, KvkKeys, SoapHandelsregister
from rio_soap.chain.ports import Plaatsbron, Woonplaats
from rio_soap.chain.resilience import BAG_LIMITS, KVK_LIMITS, Limits
from rio_soap.edukoppeling.klok import Klok
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.tls_client import Tls
from rio_soap.service.ketenmeting import metric_hooks
from rio_soap.setup.settings import Instellingen, Instellingsfout

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

    def woonplaatsen(self, naam: str) -> Sequence[Woonplaats]:
        """Raise, for nothing can be said about any name.

        :raises ChainFailure: always.
        """
        melding = "no store of woonplaatsen; make one with rio-soap laad bag"
        raise ChainFailure(BAG, Reason.UNREACHABLE, melding)


def maak_bag(instellingen: Instellingen, klok: Klok) -> Bagregister | None:
    """The BAG of the settings; None when RIO_BAG_URL is empty.

    :raises Instellingsfout: for a setting that cannot be used.
    """
    if not instellingen.bag_url:
        return None
    limits = _limits(BAG_LIMITS, instellingen.bag_tijd, instellingen.bag_cache)
    # one thread at least stays free for deliveries that ask the BAG nothing
    concurrent = max(1, min(instellingen.bag_gelijktijdig, instellingen.threads - 1))
    limits = replace(limits, per_second=instellingen.bag_per_seconde, concurrent=concurrent)
    tls = _tls("RIO_BAG", instellingen.bag_ca, instellingen.bag_certificaat, instellingen.bag_sleutel)
    adres, wsdl, hooks = _url("RIO_BAG_URL", instellingen.bag_url), _pad(instellingen.bag_wsdl), metric_hooks()
    bron = _gemaakt("RIO_BAG", lambda: SoapBag(adres, limits=limits, tls=tls, hooks=hooks, wsdl=wsdl))
    return Bagregister(bron, _plaatsen(instellingen), limits=limits, klok=klok, hooks=hooks)


def maak_handelsregister(instellingen: Instellingen, klok: Klok) -> SoapHandelsregister | None:
    """The Handelsregister of the settings; None when RIO_KVK_URL is empty.

    :raises Instellingsfout: for a setting that cannot be used, such as no pinned certificate of KvK.
    """
    if not instellingen.kvk_url:
        return None
    if not instellingen.kvk_ondertekenaar:
        raise Instellingsfout("RIO_KVK_ONDERTEKENAAR: not set, allowed the PEM file with KvK's signing certificate")
    certificaat = Path(instellingen.kvk_certificaat or instellingen.certificaatbestand)
    sleutel = Path(instellingen.kvk_sleutel or instellingen.sleutelbestand)
    sleutels = _gemaakt(
        "RIO_KVK",
        lambda: KvkKeys(Sleutelpaar.laad(sleutel, certificaat), KvkKeys.lees_kvk(Path(instellingen.kvk_ondertekenaar))),
    )
    standaard = NAAR_PRODUCTIE if instellingen.kvk_omgeving == "productie" else NAAR_TEST
    limits = _limits(KVK_LIMITS, instellingen.kvk_tijd, instellingen.kvk_cache)
    adres, wsdl = _url("RIO_KVK_URL", instellingen.kvk_url), _pad(instellingen.kvk_wsdl)
    tls = _tls("RIO_KVK", instellingen.kvk_ca, str(certificaat), str(sleutel))
    return _gemaakt(
        "RIO_KVK",
        lambda: SoapHandelsregister(
            adres,
            sleutels,
            naar=instellingen.kvk_naar or standaard,
            limits=limits,
            tls=tls,
            hooks=metric_hooks(),
            klok=klok,
            wsdl=wsdl,
        ),
    )


def _plaatsen(instellingen: Instellingen) -> Plaatsbron:
    try:
        return BagStore(instellingen.bagbestand)
    except FileNotFoundError:
        if instellingen.bag_opslag:
            raise Instellingsfout(f"RIO_BAG_OPSLAG: {instellingen.bag_opslag}: no such file") from None
        log.warning("no %s: a locatie that is only a place is answered INT500", instellingen.bagbestand)
        return GeenPlaatsen()


def _limits(standaard: Limits, tijd: float, cache: int) -> Limits:
    """One attempt and the connection never get more than the whole; "unknown" is never kept longer than "found"."""
    return replace(
        standaard,
        total=tijd,
        response=min(standaard.response, tijd),
        connect=min(standaard.connect, tijd),
        cache_seconds=float(cache),
        cache_unknown_seconds=min(standaard.cache_unknown_seconds, float(cache)),
    )


def _url(naam: str, url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise Instellingsfout(f"{naam}: found {url!r}, allowed an address that begins with http:// or https://")
    return url


def _pad(tekst: str) -> Path | None:
    return Path(tekst) if tekst else None


def _tls(naam: str, ca: str, certificaat: str, sleutel: str) -> Tls:
    if bool(certificaat) != bool(sleutel):
        raise Instellingsfout(f"{naam}_CERTIFICAAT and {naam}_SLEUTEL belong together: one is set, the other is not")
    return Tls(ca=_pad(ca), certificaat=_pad(certificaat), sleutel=_pad(sleutel))


def _gemaakt(naam: str, maak: Callable[[], T]) -> T:
    """Make something of files that the settings name; ssl.SSLError is an OSError."""
    try:
        return maak()
    except (OSError, ValueError) as fout:
        raise Instellingsfout(f"{naam}_*: {fout}") from fout
