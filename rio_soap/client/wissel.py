"""One exchange with RIO: request built, checked, signed and sent; answer verified and read; retried where that is safe.

When may a request be sent again? A request is never sent twice: a second try is a new delivery, with a new
identificatiecode, MessageID and signature.

- Nothing was sent (no connection): every operation is tried again.
- It may have arrived: readings are tried again, and so are deliveries and removals whose key the sender chose, since
  a delivery says the whole state of its object. A removal that had succeeded then answers that the object is not
  there: `RioAfgekeurd.herhaald` tells.
- It may have arrived and RIO issues the code (a new opleidingseenheid, a new onderwijsaanbieder): a second delivery
  could make a second object. Only when it has an eigen sleutel is that looked up first; without one the caller gets
  `RioOnbereikbaar` and must find out.
- After any answer, also a fault or one that cannot be verified, nothing is sent again.
"""

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from rio_soap.client.fouten import (
    Foutmelding,
    OngeldigAntwoord,
    OngeldigVerzoek,
    RioAfgekeurd,
    RioOnbereikbaar,
    RioSoapFout,
)
from rio_soap.client.verbinding import MAX_ANTWOORD, Netwerkfout, Verbinding
from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import BEHEREN, OPERATIES, Operatie
from rio_soap.edukoppeling import verifieer
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.fouten import Bevinding, Edufout
from rio_soap.edukoppeling.klok import Klok, Systeemklok, schrijf_tijdstip
from rio_soap.edukoppeling.namen import BEVINDINGEN, SOAP, qnaam
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.verzoek import stel_verzoek_op

OIN_RIO = "00000001800866472000"
"""The OIN of RIO (PvE 6.4.8)."""
_FAULT = qnaam(SOAP, "Fault")
_EIGEN_SLEUTELS = {
    "aanleveren_opleidingseenheid": ("opleidingseenheid", "opleidingseenheidcode", "eigenOpleidingseenheidSleutel"),
    "aanleveren_onderwijsaanbieder": (
        "nieuweOnderwijsaanbieder",
        "onderwijsaanbiedercode",
        "eigenOnderwijsaanbiederSleutel",
    ),
}
"""Operations by which RIO may issue a code: the field that holds the object, the code, and the own key."""


@dataclass(frozen=True, slots=True)
class Herhaling:
    """How often and after how long to try again.

    :param pauzes: seconds before the second, third … try.
    :param opzoekpauzes: seconds before each look-up by eigen sleutel; RIO shows a delivery up to 15 seconds later.
    """

    pauzes: tuple[float, ...] = (1.0, 5.0)
    opzoekpauzes: tuple[float, ...] = (0.0, 5.0, 15.0)
    slaap: Callable[[float], None] = field(default=time.sleep, repr=False)


@dataclass(frozen=True, slots=True)
class Antwoord:
    """A verified answer that approves.

    :param identificatiecode: identificatiecodeBedrijfsdocument, that of the request.
    :param message_id: wsa:MessageID of the answer.
    :param gegeven: the whole answer.
    """

    identificatiecode: str
    message_id: str
    gegeven: Gegeven = field(repr=False)

    def veld(self, naam: str) -> Waarde | None:
        """A field of the answer, None when it is absent."""
        return self.gegeven.velden.get(naam)

    def tekst(self, naam: str) -> str | None:
        """A field that holds text."""
        return cast("str | None", self.gegeven.velden.get(naam))

    def object(self, naam: str) -> Gegeven | None:
        """A field that holds one object."""
        return cast("Gegeven | None", self.gegeven.velden.get(naam))

    def lijst(self, naam: str) -> Sequence[Gegeven]:
        """A field that holds a list of objects; empty when it is absent."""
        return cast("Sequence[Gegeven]", self.gegeven.velden.get(naam, ()))


@dataclass(frozen=True, slots=True)
class Wissel:
    """Exchanges messages on behalf of one institution; thread-safe.

    :param certificaten: the DER certificates with which RIO may sign its answers.
    :param oin: OIN of the institution on whose behalf is signed.
    """

    verbinding: Verbinding
    sleutelpaar: Sleutelpaar
    oin: str
    certificaten: tuple[bytes, ...]
    rio_oin: str = OIN_RIO
    klok: Klok = field(default_factory=Systeemklok)
    herhaling: Herhaling = field(default_factory=Herhaling)
    klokverschil: int = 60
    meekijker: Callable[[str, bytes, bytes], None] | None = None
    """Sees every exchange: operation, the bytes sent and the bytes that came back."""

    def roep(self, naam: str, velden: Mapping[str, object]) -> Antwoord:
        """Carry out an operation; None in a field means that it is absent.

        :raises OngeldigVerzoek: before anything is sent.
        :raises RioAfgekeurd: RIO says no.
        :raises RioSoapFout: RIO answers with a fault.
        :raises OngeldigAntwoord: the answer cannot be trusted.
        :raises RioOnbereikbaar: no answer came, and trying again did not help or is not safe.
        """
        operatie = OPERATIES[naam]
        inhoud = cast("dict[str, Waarde]", {naam: waarde for naam, waarde in velden.items() if waarde is not None})
        self.bouw(operatie, inhoud)  # what does not fit the XSD is refused before the first try
        onzeker = False
        for pauze in (*self.herhaling.pauzes, None):
            try:
                return self._wissel(operatie, inhoud, herhaald=onzeker)
            except RioOnbereikbaar as fout:
                onzeker = onzeker or fout.verstuurd
                if pauze is None or (onzeker and not _vrij_te_herhalen(naam, inhoud)):
                    raise
                if fout.verstuurd and (gevonden := self.zoek_op(naam, inhoud)) is not None:
                    return gevonden
                self.herhaling.slaap(pauze)
        raise AssertionError("the last try returns or raises")

    def bouw(self, operatie: Operatie, inhoud: Mapping[str, Waarde]) -> tuple[etree._Element, str]:
        """The element for the Body with a fresh identificatiecode, valid by the XSD; and that code.

        :raises OngeldigVerzoek: with every finding.
        """
        code = str(uuid.uuid4())
        velden: dict[str, Waarde] = {
            "identificatiecodeBedrijfsdocument": code,
            "verzendendeInstantie": self.oin,
            "ontvangendeInstantie": self.rio_oin,
            "datumTijdBedrijfsdocument": schrijf_tijdstip(self.klok.nu(), milliseconden=True),
            **inhoud,
        }
        try:
            element = mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, velden))
        except mapping.Vormfout as fout:
            bevinding = schema.Bevinding(f"/{operatie.verzoek}", None, "", "", str(fout))
            raise OngeldigVerzoek(operatie.naam, [bevinding]) from fout
        if bevindingen := schema.bevindingen(element, operatie.dienst):
            raise OngeldigVerzoek(operatie.naam, bevindingen)
        return element, code

    def onderteken(self, operatie: Operatie, element: etree._Element, message_id: str | None = None) -> bytes:
        """The signed envelope around a request."""
        return stel_verzoek_op(
            element,
            action=operatie.soap_action,
            van_oin=self.oin,
            naar=f"https://duo.nl{operatie.dienst.pad}?oin={self.rio_oin}",
            sleutelpaar=self.sleutelpaar,
            klok=self.klok,
            message_id=message_id,
        )

    def verstuur(self, operatie: Operatie, data: bytes) -> tuple[str | None, bytes]:
        """POST a signed envelope as it is; gives Content-Type and body of the answer, whatever that is.

        :raises RioOnbereikbaar: when no SOAP answer came.
        """
        koppen = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": operatie.soap_action}
        try:
            status, soort, uit = self.verbinding.post(
                operatie.dienst.pad, data, koppen, vers=operatie.dienst == BEHEREN
            )
        except Netwerkfout as fout:
            raise RioOnbereikbaar(operatie.naam, str(fout), verstuurd=fout.verstuurd) from fout
        if status not in (200, 500):
            raise RioOnbereikbaar(operatie.naam, f"HTTP status {status}", verstuurd=status not in (502, 503))
        return soort, uit

    def _wissel(self, operatie: Operatie, inhoud: Mapping[str, Waarde], *, herhaald: bool) -> Antwoord:
        element, code = self.bouw(operatie, inhoud)
        message_id = str(uuid.uuid4())
        verzoek = self.onderteken(operatie, element, message_id)
        soort, data = self.verstuur(operatie, verzoek)
        if self.meekijker is not None:
            self.meekijker(operatie.naam, verzoek, data)
        return self.lees(operatie, data, soort, message_id, code, herhaald=herhaald)

    def lees(
        self,
        operatie: Operatie,
        data: bytes,
        content_type: str | None,
        message_id: str,
        code: str,
        *,
        herhaald: bool = False,
    ) -> Antwoord:
        """Verify and read an answer; the errors of `roep`.

        :param message_id: wsa:MessageID of the request.
        :param code: identificatiecodeBedrijfsdocument of the request.
        """
        profiel = Profiel(
            ontvanger_oin=self.oin,
            max_klokverschil=self.klokverschil,
            maximum_bytes=MAX_ANTWOORD,
            maximum_elementen=1_000_000,
        )
        self._weiger_fault(operatie, data, content_type, message_id, profiel)
        antwoord = self._geverifieerd(data, content_type, message_id, profiel)
        self._controleer(operatie, antwoord, code)
        gegeven = mapping.lees(antwoord.envelope.inhoud, operatie.dienst)
        if gegeven.velden.get("requestGoedgekeurd") is not True:
            raise RioAfgekeurd(operatie.naam, _foutmeldingen(gegeven), gegeven, herhaald=herhaald)
        return Antwoord(code, antwoord.adressering.message_id, gegeven)

    def _geverifieerd(
        self, data: bytes, content_type: str | None, message_id: str, profiel: Profiel
    ) -> verifieer.Antwoord:
        try:
            return verifieer.lees_antwoord(
                data, self.certificaten, self.klok, profiel, content_type=content_type, relates_to=message_id
            )
        except Edufout as fout:
            raise OngeldigAntwoord(str(fout)) from fout

    def _controleer(self, operatie: Operatie, antwoord: verifieer.Antwoord, code: str) -> None:
        """That the answer is of RIO, of this operation and of this request."""
        inhoud, dienst = antwoord.envelope.inhoud, operatie.dienst
        for gevonden, verwacht, wat in (
            (antwoord.adressering.from_oin, self.rio_oin, "wsa:From"),
            (antwoord.adressering.action, operatie.soap_action, "wsa:Action"),
            (str(inhoud.tag), f"{{{dienst.schema_ns}}}{operatie.antwoord}", "Body"),
            (inhoud.findtext("{*}identificatiecodeBedrijfsdocument"), code, "identificatiecodeBedrijfsdocument"),
        ):
            if gevonden != verwacht:
                raise OngeldigAntwoord(f"{wat}: found {gevonden}, expected {verwacht}")
        if bevindingen := schema.bevindingen(inhoud, dienst, 5):
            raise OngeldigAntwoord("; ".join(f"{b.waar}: {b.melding}" for b in bevindingen))

    def _weiger_fault(
        self, operatie: Operatie, data: bytes, content_type: str | None, message_id: str, profiel: Profiel
    ) -> None:
        """Raise what a SOAP fault says; nothing for another answer, which is judged after this."""
        try:
            envelope = lees_envelope(data, content_type, profiel)
        except Edufout as fout:
            raise OngeldigAntwoord(str(fout)) from fout
        if envelope.inhoud.tag != _FAULT:
            return
        ondertekend = bool(envelope.security)
        if ondertekend:
            self._geverifieerd(data, content_type, message_id, profiel)
        raise _fault(operatie, envelope, ondertekend=ondertekend)

    def zoek_op(self, naam: str, inhoud: Mapping[str, Waarde]) -> Antwoord | None:
        """Whether a new object whose answer was lost is there after all, by its eigen sleutel.

        None: it is not there, or RIO issued no code for this delivery; delivering again is safe, for RIO refuses a
        second object with the same eigen sleutel (P01081).
        """
        gevonden = _eigen_sleutel(naam, inhoud)
        if gevonden is None:
            return None
        soort, sleutel, code = gevonden
        operatie = OPERATIES["opvragen_rioIdentificatiecode"]
        for pauze in self.herhaling.opzoekpauzes:
            self.herhaling.slaap(pauze)
            try:
                antwoord = self._wissel(operatie, {soort: sleutel}, herhaald=False)
            except RioAfgekeurd as fout:
                if "A01161" not in fout.foutcodes:
                    raise
            except RioOnbereikbaar:
                continue
            else:
                return _als_levering(naam, code, antwoord)
        return None


def _als_levering(naam: str, code: str, antwoord: Antwoord) -> Antwoord:
    velden: dict[str, Waarde] = {"requestGoedgekeurd": True, code: antwoord.gegeven.velden[code]}
    return Antwoord(antwoord.identificatiecode, antwoord.message_id, Gegeven(OPERATIES[naam].antwoord, velden))


def _vrij_te_herhalen(naam: str, inhoud: Mapping[str, Waarde]) -> bool:
    """Whether a second delivery cannot make a second object."""
    return not _geeft_code_uit(naam, inhoud) or _eigen_sleutel(naam, inhoud) is not None


def _geeft_code_uit(naam: str, inhoud: Mapping[str, Waarde]) -> bool:
    if naam not in _EIGEN_SLEUTELS:
        return False
    veld, code, _ = _EIGEN_SLEUTELS[naam]
    voorwerp = inhoud.get(veld)
    return isinstance(voorwerp, Gegeven) and code not in voorwerp.velden


def _eigen_sleutel(naam: str, inhoud: Mapping[str, Waarde]) -> tuple[str, str, str] | None:
    """Own key of a delivery for which RIO issues the code: its name, its value, and the name of that code."""
    if not _geeft_code_uit(naam, inhoud):
        return None
    veld, code, soort = _EIGEN_SLEUTELS[naam]
    kenmerken = cast("Gegeven", inhoud[veld]).velden.get("kenmerken")
    for kenmerk in kenmerken if isinstance(kenmerken, list) else ():
        if isinstance(kenmerk, Gegeven) and kenmerk.velden.get("kenmerknaam") == soort:
            return soort, str(kenmerk.velden.get("kenmerkwaardeTekst", "")), code
    return None


def _foutmeldingen(gegeven: Gegeven) -> list[Foutmelding]:
    return [
        Foutmelding(
            str(melding.velden.get("foutcode", "")),
            str(melding.velden.get("fouttekst", "")),
            tuple(
                (str(sleutel.velden.get("sleutelnaam", "")), str(sleutel.velden.get("sleutelwaarde", "")))
                for sleutel in cast("list[Gegeven]", melding.velden.get("sleutelgegeven", []))
            ),
        )
        for melding in cast("list[Gegeven]", gegeven.velden.get("foutmelding", []))
    ]


def _fault(operatie: Operatie, envelope: Envelope, *, ondertekend: bool) -> RioSoapFout:
    fault = envelope.inhoud
    code = (fault.findtext("faultcode") or "").rpartition(":")[2]
    bevindingen = [_bevinding(element) for element in fault.iter(f"{{{BEVINDINGEN}}}bevinding")]
    tekst = fault.findtext("faultstring") or ""
    return RioSoapFout(operatie.naam, code, tekst, bevindingen, ondertekend=ondertekend)


def _bevinding(element: etree._Element) -> Bevinding:
    def deel(naam: str) -> str | None:
        return element.findtext(f"{{{BEVINDINGEN}}}{naam}")

    regel = deel("regel") or ""
    rij = int(regel) if regel.isascii() and regel.isdecimal() and len(regel) < 9 else None
    return Bevinding(deel("waar") or "/", rij, deel("gevonden"), deel("toegestaan"), deel("melding") or "")
