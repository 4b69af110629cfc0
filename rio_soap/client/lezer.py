"""From the bytes of an answer to what it says: verified, of this request, read by the contract."""

import warnings
from dataclasses import dataclass

from lxml import etree

from rio_soap.bevinding.spraak import zin
from rio_soap.client import soepel
from rio_soap.client.antwoord import Antwoord, foutmeldingen, lees_fault
from rio_soap.client.fouten import OngeldigAntwoord, RioAfgekeurd, RioOnbereikbaar
from rio_soap.client.verbinding import MAX_ANTWOORD, HttpAntwoord
from rio_soap.client.zekerheid import zegt_niet_verwerkt
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import Operatie
from rio_soap.edukoppeling import verifieer
from rio_soap.edukoppeling.clock import Clock
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.uris import SOAP, qnaam

_FAULT = qnaam(SOAP, "Fault")


@dataclass(frozen=True, slots=True)
class Gestuurd:
    """What an answer has to answer.

    :param code: identificatiecodeBedrijfsdocument of the request.
    :param element: the request, to say where in it a foutmelding points; may be left out.
    """

    operatie: Operatie
    message_id: str
    code: str
    element: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class Antwoordlezer:
    """Reads answers to one institution.

    :param certificaten: the DER certificates with which RIO may sign.
    :param strikt: refuse an answer that has anything that the XSD does not know.
    """

    oin: str
    rio_oin: str
    certificaten: tuple[bytes, ...]
    klok: Clock
    klokverschil: int
    strikt: bool = False

    def is_soap(self, antwoord: HttpAntwoord) -> bool:
        """Whether it is an envelope at all; nothing of it is trusted yet."""
        try:
            lees_envelope(antwoord.inhoud, antwoord.content_type, self._profiel)
        except Edufout:
            return False
        return True

    def lees(self, data: bytes, content_type: str | None, gestuurd: Gestuurd, *, herhaald: bool) -> Antwoord:
        """Verify and read an answer.

        :param herhaald: whether it answers a second delivery.
        :raises RioAfgekeurd: RIO says no.
        :raises RioSoapFout: a fault of RIO.
        :raises RioOnbereikbaar: a fault that may be a gateway's.
        :raises OngeldigAntwoord: the answer cannot be trusted.
        """
        self._weiger_fault(data, content_type, gestuurd)
        antwoord = self._geverifieerd(data, content_type, gestuurd)
        self._controleer(antwoord, gestuurd)
        gegeven, afwijkingen = self._gegeven(antwoord, gestuurd)
        if gegeven.velden.get("requestGoedgekeurd") is not True:
            meldingen = foutmeldingen(gegeven, gestuurd.element)
            raise RioAfgekeurd(gestuurd.operatie.naam, meldingen, gegeven, herhaald=herhaald)
        message_id = antwoord.adressering.message_id
        return Antwoord(gestuurd.code, message_id, gegeven, herhaald, afwijkingen=afwijkingen)

    @property
    def _profiel(self) -> Profiel:
        return Profiel(
            ontvanger_oin=self.oin,
            max_klokverschil=self.klokverschil,
            maximum_bytes=MAX_ANTWOORD,
            maximum_elementen=1_000_000,
        )

    def _geverifieerd(self, data: bytes, content_type: str | None, gestuurd: Gestuurd) -> verifieer.VerifiedResponse:
        try:
            return verifieer.lees_antwoord(
                data,
                self.certificaten,
                self.klok,
                self._profiel,
                content_type=content_type,
                relates_to=gestuurd.message_id,
            )
        except Edufout as fout:
            raise OngeldigAntwoord(str(fout)) from fout

    def _controleer(self, antwoord: verifieer.VerifiedResponse, gestuurd: Gestuurd) -> None:
        """That the answer is of RIO, of this operation and of this request."""
        inhoud, operatie = antwoord.envelope.inhoud, gestuurd.operatie
        for gevonden, verwacht, wat in (
            (antwoord.adressering.from_oin, self.rio_oin, "wsa:From"),
            (antwoord.adressering.action, operatie.soap_action, "wsa:Action"),
            (str(inhoud.tag), f"{{{operatie.dienst.schema_ns}}}{operatie.antwoord}", "Body"),
            (inhoud.findtext("{*}identificatiecodeBedrijfsdocument"), gestuurd.code, _CODE),
        ):
            if gevonden != verwacht:
                raise OngeldigAntwoord(f"{wat}: found {gevonden}, expected {verwacht}")

    def _gegeven(self, antwoord: verifieer.VerifiedResponse, gestuurd: Gestuurd) -> tuple[Gegeven, tuple[str, ...]]:
        operatie = gestuurd.operatie
        try:
            gelezen = soepel.lees(antwoord.envelope.inhoud, operatie.dienst, soepel=not self.strikt)
        except soepel.Onleesbaar as fout:
            raise OngeldigAntwoord(str(fout)) from fout
        if gelezen[1]:
            tekst = zin("clientfout.wijkt_af", operatie=operatie.naam, waarin="; ".join(gelezen[1]))
            warnings.warn(tekst, soepel.ContractAfwijking, stacklevel=2)
        return gelezen

    def _weiger_fault(self, data: bytes, content_type: str | None, gestuurd: Gestuurd) -> None:
        """Raise what a SOAP fault says; nothing for another answer, which is judged after this."""
        try:
            envelope = lees_envelope(data, content_type, self._profiel)
        except Edufout as fout:
            raise OngeldigAntwoord(str(fout)) from fout
        if envelope.inhoud.tag != _FAULT:
            return
        operatie = gestuurd.operatie
        ondertekend = bool(envelope.security)
        if ondertekend:
            self._geverifieerd(data, content_type, gestuurd)
        fault = lees_fault(operatie, envelope, ondertekend=ondertekend)
        if ondertekend or zegt_niet_verwerkt(fault.faultcode):
            raise fault
        reden = zin("clientfout.ongetekend", code=fault.faultcode, tekst=fault.faultstring)
        raise RioOnbereikbaar(operatie.naam, reden, verstuurd=True) from fault


_CODE = "identificatiecodeBedrijfsdocument"
