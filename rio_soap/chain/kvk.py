"""The Handelsregister for the register: KvK's Dataservice 2015/02 over SOAP, signed both ways."""

import re
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from lxml import etree

from rio_soap.chain import answer_schema
from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.kvk_antwoord import DS, lees_inschrijving, lees_vestiging
from rio_soap.chain.kvk_bericht import REGISTER, KvkAdressering, KvkHandtekening, controleer_antwoord
from rio_soap.chain.ports import Inschrijving, KvkOnbekend, KvkVestiging
from rio_soap.chain.resilience import KVK_LIMITS, Cache, CallGuard, Deadline, Limits, MetricHooks
from rio_soap.chain.transport import ChainTransport
from rio_soap.chain.zeep_service import make_service, open_response
from rio_soap.edukoppeling.certificaatbestand import lees_certificaten
from rio_soap.edukoppeling.clock import Clock, SystemClock
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.tls_client import Tls

NAAR_PRODUCTIE = "http://es.kvk.nl/KvK-Dataservice/2015/02"
NAAR_TEST = "http://es.kvk.nl/KvK-DataservicePP/2015/02"
"""Logical wsa:To per environment; capitals differ between clients, so it is a setting."""

_BINDING = f"{{{DS}}}DataserviceSoap11"
_KVK, _RSIN, _VESTIGING = (re.compile(rf"[0-9]{{{n}}}\Z") for n in (8, 9, 12))
T = TypeVar("T", Inschrijving | KvkOnbekend, KvkVestiging | KvkOnbekend)


@dataclass(frozen=True, slots=True)
class KvkKeys:
    """What a question to KvK is signed with, and whose answers are taken.

    :param eigen: our key pair; its certificate is registered at KvK.
    :param kvk: DER certificates with which KvK signs, pinned; more than one around a change of certificate.
    """

    eigen: Sleutelpaar
    kvk: Sequence[bytes] = field(repr=False)

    @staticmethod
    def lees_kvk(bestand: Path) -> list[bytes]:
        """The certificates in a file, PEM or DER.

        :raises OSError, ValueError: when there are none to read.
        """
        return lees_certificaten(bestand.read_bytes())


class SoapHandelsregister:
    """`Handelsregister` over KvK's SOAP contract; one per process, shared by all threads.

    :param adres: URL of the service.
    :param naar: the logical wsa:To, `NAAR_PRODUCTIE` or `NAAR_TEST`.
    :param tls: for https; KvK asks our client certificate.
    :param wsdl: KvK's own WSDL instead of ours, on disk, with its catalogue beside it.
    """

    def __init__(
        self,
        adres: str,
        sleutels: KvkKeys,
        *,
        naar: str = NAAR_TEST,
        limits: Limits = KVK_LIMITS,
        tls: Tls | None = None,
        hooks: MetricHooks | None = None,
        klok: Clock | None = None,
        wsdl: Path | None = None,
        tijd: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sleutels, self._limits = sleutels, limits
        self._klok, self._hooks = klok or SystemClock(), hooks or MetricHooks()
        self._transport = ChainTransport(REGISTER, limits, tls)
        self._service = make_service(
            wsdl or answer_schema.pad("wsdl", "kvk.wsdl"),
            _BINDING,
            adres,
            self._transport,
            wsse=KvkHandtekening(sleutels.eigen, self._klok),
            plugins=(KvkAdressering(naar),),
        )
        self._guard = CallGuard(REGISTER, limits, hooks)
        self._cache: Cache[Inschrijving | KvkVestiging | KvkOnbekend] = Cache(limits.cache_maximum, tijd)

    def inschrijving(self, *, kvk_nummer: str | None = None, rsin: str | None = None) -> Inschrijving | KvkOnbekend:
        """A registration by KvK number (8 digits) or RSIN (9 digits); exactly one of them.

        :raises ValueError: for none, both, or a number of another shape.
        :raises ChainFailure: without a usable answer.
        """
        if (kvk_nummer is None) == (rsin is None):
            raise ValueError("give either a KvK number or an RSIN")
        if kvk_nummer is not None:
            naam, nummer = "kvkNummer", _nummer(_KVK, kvk_nummer, "a KvK number of 8 digits")
        else:
            naam, nummer = "rsin", _nummer(_RSIN, rsin or "", "an RSIN of 9 digits")

        def lees(inhoud: etree._Element) -> Inschrijving | KvkOnbekend:
            gelezen = lees_inschrijving(inhoud)
            if isinstance(gelezen, Inschrijving):
                _zelfde(nummer, gelezen.kvk_nummer if naam == "kvkNummer" else gelezen.rsin or nummer)
            return gelezen

        return self._onthouden("ophalenInschrijving", naam, nummer, lees)

    def vestiging(self, vestigingsnummer: str) -> KvkVestiging | KvkOnbekend:
        """A branch by its number (12 digits).

        :raises ValueError: for a number of another shape.
        :raises ChainFailure: without a usable answer.
        """
        nummer = _nummer(_VESTIGING, vestigingsnummer, "a vestigingsnummer of 12 digits")

        def lees(inhoud: etree._Element) -> KvkVestiging | KvkOnbekend:
            gelezen = lees_vestiging(inhoud)
            if isinstance(gelezen, KvkVestiging):
                _zelfde(nummer, gelezen.vestigingsnummer)
            return gelezen

        return self._onthouden("ophalenVestiging", "vestigingsnummer", nummer, lees)

    def _onthouden(self, operatie: str, naam: str, nummer: str, lees: Callable[[etree._Element], T]) -> T:
        sleutel = (operatie, naam, nummer)
        gevonden = self._cache.get(sleutel)
        self._hooks.cache(REGISTER, gevonden is not None)
        if gevonden is not None:
            return gevonden  # type: ignore[return-value]  # the key holds the operation, and so the type
        antwoord = self._guard.ask(lambda deadline: lees(self._vraag(operatie, naam, nummer, deadline)))
        onbekend = isinstance(antwoord, KvkOnbekend)
        duur = self._limits.cache_unknown_seconds if onbekend else self._limits.cache_seconds
        self._cache.put(sleutel, antwoord, duur)
        return antwoord

    def _vraag(self, operatie: str, naam: str, nummer: str, deadline: Deadline) -> etree._Element:
        """One attempt: a message of its own, and the verified body of the answer to it."""
        with self._transport.tijdens(deadline):
            antwoord = self._service.call(operatie, klantreferentie=f"rio-soap {uuid.uuid4()}", **{naam: nummer})
        envelope = open_response(antwoord, REGISTER, self._limits.maximum_response)
        maximum = self._limits.maximum_response
        controleer_antwoord(envelope, antwoord.verzoek, self._sleutels.kvk, self._klok, maximum)
        return envelope.inhoud

    def sluit(self) -> None:
        """Close the connections."""
        self._transport.sluit()


def _nummer(vorm: re.Pattern[str], nummer: str, toegestaan: str) -> str:
    if not vorm.match(nummer):
        raise ValueError(f"found {nummer!r}, allowed {toegestaan}")
    return nummer


def _zelfde(gevraagd: str, gekregen: str) -> None:
    if gevraagd != gekregen:
        raise ChainFailure(REGISTER, Reason.INVALID, f"asked for {gevraagd}, answered about {gekregen}")
