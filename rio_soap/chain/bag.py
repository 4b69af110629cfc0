"""The BAG for the register: Kadaster's SOAP service behind it, the rules of `adressen` in front.

`SoapBag` asks, `Bagregister` judges and remembers. Source of the messages: BagVsRaadplegenDatumADO v20090901.
"""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rio_soap.chain import adressen, answer_schema, plaatsnamen
from rio_soap.chain.bag_antwoord import APD, lees_antwoord
from rio_soap.chain.bagbron import Bagbron, Plaatsbron
from rio_soap.chain.ports import (
    Adreslijstvraag,
    Adresobject,
    Adresvraag,
    Bagadres,
    Bestaat,
    Nummeraanduiding,
    Woonplaats,
)
from rio_soap.chain.resilience import BAG_LIMITS, Cache, CallGuard, Deadline, Limits, MetricHooks
from rio_soap.chain.transport import ChainTransport
from rio_soap.chain.zeep_service import ZeepValue, make_service, open_response
from rio_soap.edukoppeling.clock import Clock, SystemClock
from rio_soap.edukoppeling.tls_client import Tls

REGISTER = "BAG"
_BINDING = f"{{{APD}}}BagVsApdAdoSOAPBinding"
_ZOEK = "zoekenAdresseerbaarObjectByPostcodeHuisnummerAndActueelOrPeildatum"
_OP_ID = "opvragenAdresseerbaarObjectByAdoIdAndActueelOrPeildatum"
_NEDERLAND = ZoneInfo("Europe/Amsterdam")
_RUIMTE = 5
"""So many times as many numbers are looked at as a list gives: some are withdrawn, or have another addition."""


class SoapBag:
    """`Bagbron` over Kadaster's SOAP contract; one per process, shared by all threads.

    :param adres: URL of the service.
    :param wsdl: Kadaster's own WSDL instead of ours, on disk.
    :param tls: for https; Kadaster asks a client certificate.
    """

    def __init__(
        self,
        adres: str,
        *,
        limits: Limits = BAG_LIMITS,
        tls: Tls | None = None,
        hooks: MetricHooks | None = None,
        wsdl: Path | None = None,
    ) -> None:
        self._transport = ChainTransport(REGISTER, limits, tls)
        self._service = make_service(wsdl or answer_schema.pad("wsdl", "bag.wsdl"), _BINDING, adres, self._transport)
        self._guard = CallGuard(REGISTER, limits, hooks)
        self._maximum = limits.maximum_response

    def zoek(
        self, postcode: str, huisnummer: int, letter: str | None, toevoeging: str | None, peildatum: date | None
    ) -> Sequence[Adresobject]:
        """Candidates for an address.

        :raises ChainFailure: without a usable answer.
        """
        adres: dict[str, ZeepValue] = {"postcode": postcode, "huisnummer": huisnummer}
        if toevoeging:
            adres["huisnummertoevoeging"] = toevoeging
        if letter:
            adres["huisletter"] = letter
        return self._vraag(_ZOEK, {"APD": _moment(peildatum), "NUM-postcodeAdres": adres})

    def op_id(self, bag_id: str, peildatum: date | None) -> Adresobject | None:
        """One addressable object; None when the BAG has none of this id on that day.

        :raises ChainFailure: without a usable answer.
        """
        vraag: dict[str, ZeepValue] = {"APD": _moment(peildatum), "ADO-ID": {"adresseerbaarobjectId": [bag_id]}}
        return next((o for o in self._vraag(_OP_ID, vraag) if o.bag_id == bag_id and not o.inactief), None)

    def _vraag(self, operatie: str, vraag: dict[str, ZeepValue]) -> Sequence[Adresobject]:
        def attempt(deadline: Deadline) -> Sequence[Adresobject]:
            with self._transport.tijdens(deadline):
                antwoord = self._service.call(operatie, vraag=vraag)
            return lees_antwoord(open_response(antwoord, REGISTER, self._maximum).inhoud)

        return self._guard.ask(attempt)

    def sluit(self) -> None:
        """Close the connections."""
        self._transport.sluit()


def _moment(peildatum: date | None) -> dict[str, ZeepValue]:
    """The APD of a question: the present, or a day as ``JJJJMMDD``."""
    if peildatum is None:
        return {"gegVarActueel": True}
    return {"gegVarPeildatum": True, "peildatum": f"{peildatum:%Y%m%d}"}


def _kaal(adres: Nummeraanduiding) -> bool:
    return not adres.huisletter and not adres.huisnummertoevoeging


class Bagregister:
    """`Bag` for the register: judges what a source finds, and remembers answers for a while.

    :param bron: where address objects come from.
    :param plaatsen: where woonplaatsen come from; the SOAP contract has no question for them.
    :param klok: tells which day it is in the Netherlands.
    """

    def __init__(
        self,
        bron: Bagbron,
        plaatsen: Plaatsbron,
        *,
        limits: Limits = BAG_LIMITS,
        klok: Clock | None = None,
        hooks: MetricHooks | None = None,
        tijd: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bron, self._plaatsen, self._limits = bron, plaatsen, limits
        self._klok, self._hooks = klok or SystemClock(), hooks or MetricHooks()
        self._cache: Cache[Bagadres | Bestaat] = Cache(limits.cache_maximum, tijd)
        self._ruim = threading.Event()

    def adres(self, vraag: Adresvraag) -> Bagadres | Bestaat:
        """The address, or `Bestaat.ONBEKEND` (A01010).

        Costs one question to the BAG, none when it is remembered. An address with letter or addition that the answer
        to the bare number lacks is asked again with each split, unless the source is known to give all addresses of a
        number.

        :raises ChainFailure: when the BAG gives no usable answer (INT500).
        """
        dag = vraag.peildatum or self.vandaag()
        sleutel = (vraag, dag)
        gevonden = self._cache.get(sleutel)
        self._hooks.cache(REGISTER, gevonden is not None)
        if gevonden is not None:
            return gevonden
        antwoord = self._zoek(vraag, dag)
        onbekend = antwoord is Bestaat.ONBEKEND
        duur = self._limits.cache_unknown_seconds if onbekend else self._limits.cache_seconds
        self._cache.put(sleutel, antwoord, duur)
        return antwoord

    def _zoek(self, vraag: Adresvraag, dag: date) -> Bagadres | Bestaat:
        splitsingen = adressen.splitsingen(vraag.huisnummertoevoeging)
        if not splitsingen:
            return Bestaat.ONBEKEND  # no address of the BAG can be written like this
        gevonden = list(self._bron.zoek(vraag.postcode, vraag.huisnummer, None, None, vraag.peildatum))
        if any(not any(map(_kaal, adresobject.adressen)) for adresobject in gevonden):
            self._ruim.set()  # something else than the bare number: this source gives all that is on the number
        gekozen = adressen.kies(vraag, gevonden, dag)
        if gekozen is not Bestaat.ONBEKEND or splitsingen == [(None, None)] or self._ruim.is_set():
            return gekozen
        for letter, toevoeging in splitsingen:
            gevonden += self._bron.zoek(vraag.postcode, vraag.huisnummer, letter, toevoeging, vraag.peildatum)
        return adressen.kies(vraag, gevonden, dag)

    def adreslijst(self, vraag: Adreslijstvraag) -> Sequence[Bagadres]:
        """The addresses that fit, for somebody who chooses one; not remembered.

        The SOAP contract has no question for a part of a house number. So the list comes from the store of an extract
        where there is one, and may be as old as that; else from one question for the house number as it is given.

        :raises ChainFailure: when the BAG gives no usable answer.
        """
        dag = self.vandaag()
        objecten = self._plaatsen.objecten(vraag.postcode, vraag.begin, dag, vraag.maximum * _RUIMTE)
        if objecten is None:
            objecten = self._bron.zoek(vraag.postcode, int(vraag.begin), None, None, None)
        return adressen.lijst(vraag, objecten, dag)

    def plaats(self, plaatsnaam: str, gemeentenaam: str | None = None) -> Woonplaats | Bestaat:
        """The one woonplaats of that name, in that gemeente when it is given; names compare as in `plaatsnamen`.

        `Bestaat.NIET_UNIEK` is A01011; `Bestaat.ONBEKEND` has no documented code.
        """
        return plaatsnamen.kies(plaatsnaam, gemeentenaam, self._plaatsen.woonplaatsen(plaatsnaam.strip()))

    def plaats_met_code(self, code: str) -> Woonplaats | None:
        """A woonplaats by its code; None when there is none.

        :raises ChainFailure: when there is nothing that knows woonplaatsen.
        """
        plaats = self._plaatsen.woonplaats(code)
        if plaats is None:
            return None
        return plaatsnamen.met_naamgenoten(plaats, self._plaatsen.woonplaatsen(plaats.naam))

    def object(self, bag_id: str, peildatum: date | None = None) -> Adresobject | None:
        """An addressable object as the BAG has it now or on a day; never remembered, for it serves re-checking.

        :raises ChainFailure: when the BAG gives no usable answer.
        """
        return self._bron.op_id(bag_id, peildatum)

    def vandaag(self) -> date:
        """The day it is in the Netherlands."""
        nu: datetime = self._klok.nu()
        return nu.astimezone(_NEDERLAND).date()
