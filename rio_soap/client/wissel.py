"""One exchange with RIO: request built, checked, signed and sent; answer verified and read; retried where that is safe.

When may a request be sent again? A request is never sent twice: a second try is a new delivery, with a new
identificatiecode, MessageID and signature. What is certain of the first is told by `rio_soap.client.zekerheid`.

- It was not processed: every operation is tried again, unless something before RIO refused it, which it would again.
- It may have been processed: readings are tried again, and so are deliveries and removals whose key the sender chose,
  since a delivery says the whole state of its object. `herhaald` of the answer, or of `RioAfgekeurd`, tells: a removal
  that had succeeded then answers that the object is not there.
- It may have been processed and RIO issues the code (a new opleidingseenheid, a new onderwijsaanbieder): a second
  delivery could make a second object. When it has an eigen sleutel, that is looked up; only when RIO says that it is
  not there is the object delivered again. Without one the caller gets `RioOnbereikbaar` and must find out.
- After an answer of RIO, also a fault, or one that cannot be verified, nothing is sent again; a code that may have been
  issued is looked up.
"""

import math
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from rio_soap.bevinding import Bevinding
from rio_soap.bevinding.spraak import zin
from rio_soap.client.antwoord import Antwoord
from rio_soap.client.eigen_sleutel import BESTAAT_AL, BESTAAT_NIET, EigenSleutel, eigen_sleutel, geeft_code_uit
from rio_soap.client.fouten import (
    OngeldigVerzoek,
    RioAfgekeurd,
    RioFout,
    RioOnbereikbaar,
)
from rio_soap.client.lezer import Antwoordlezer, Gestuurd
from rio_soap.client.verbinding import Netwerkfout, Verbinding
from rio_soap.client.zekerheid import GEWOON, VOOR_DE_DIENST
from rio_soap.contract import document_header, mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES, Operatie
from rio_soap.edukoppeling.clock import Clock, SystemClock, schrijf_tijdstip
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.uris import ANONIEM
from rio_soap.edukoppeling.verzoek import stel_verzoek_op

OIN_RIO = "00000001800866472000"
"""The OIN of RIO (PvE 6.4.8)."""
_ZOEK = "opvragen_rioIdentificatiecode"


@dataclass(frozen=True, slots=True)
class Herhaling:
    """How often and after how long to try again.

    :param pauzes: seconds before the second, third … try.
    :param opzoekpauzes: seconds before each look-up by eigen sleutel; RIO shows a delivery up to 15 seconds later.
    :param binnen: seconds from the first try in which another may begin: who waits at a terminal can try again himself.
    """

    pauzes: tuple[float, ...] = (1.0, 5.0)
    opzoekpauzes: tuple[float, ...] = (0.0, 5.0, 15.0)
    slaap: Callable[[float], None] = field(default=time.sleep, repr=False)
    binnen: float = math.inf


@dataclass(frozen=True, slots=True)
class Wissel:
    """Exchanges messages on behalf of one institution; thread-safe.

    :param certificaten: the DER certificates with which RIO may sign its answers.
    :param oin: OIN of the institution on whose behalf is signed.
    :param streng: write by the letter of the PvE (``RIO_PROFIEL=streng``); otherwise as the clients that are known do.
    :param strikt: refuse an answer that has anything that the XSD does not know (`rio_soap.client.soepel`).
    """

    verbinding: Verbinding
    sleutelpaar: Sleutelpaar
    oin: str
    certificaten: tuple[bytes, ...]
    rio_oin: str = OIN_RIO
    klok: Clock = field(default_factory=SystemClock)
    herhaling: Herhaling = field(default_factory=Herhaling)
    klokverschil: int = 60
    meekijker: Callable[[str, bytes, bytes], None] | None = None
    """Sees every exchange: operation, the bytes sent and the bytes that came back, none when no SOAP answer did."""
    streng: bool = False
    strikt: bool = False

    @property
    def ontvangende_instantie(self) -> str:
        """What a request names as ontvangendeInstantie: the PvE wants DUO (7.1.3), recorded traffic has the OIN."""
        return "DUO" if self.streng else self.rio_oin

    def adres(self, operatie: Operatie) -> str:
        """wsa:To of a request, by the example of the PvE (6.4.8) or as recorded."""
        return f"{ANONIEM}?oin={self.rio_oin}" if self.streng else operatie.dienst.logisch_adres(self.rio_oin)

    def nieuw_message_id(self) -> str:
        """A fresh wsa:MessageID; the PvE wants a URN (6.4.8), recorded traffic has a bare UUID."""
        return f"{'urn:uuid:' if self.streng else ''}{uuid.uuid4()}"

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
        onzeker, einde = False, time.monotonic() + self.herhaling.binnen
        for pauze in (*self.herhaling.pauzes, None):
            try:
                return self._wissel(operatie, inhoud, herhaald=onzeker)
            except RioFout as fout:
                onbekend = onzeker or fout.uitkomst_onbekend
                if (gevonden := self._na_fout(operatie, inhoud, fout, onzeker=onzeker)) is not None:
                    return gevonden
                again = _nog_een_keer(operatie, inhoud, fout, onbekend=onbekend)
                if not again or pauze is None or time.monotonic() + pauze > einde:
                    raise _eerlijk(operatie, fout, onbekend=onbekend) from fout.__cause__
                onzeker = onbekend
                self.herhaling.slaap(pauze)
        raise AssertionError("the last try returns or raises")

    def new_header(self) -> dict[str, str]:
        """The four elements with which a new request of this institution begins."""
        moment = schrijf_tijdstip(self.klok.nu(), milliseconden=True)
        return document_header.new_header(self.oin, self.ontvangende_instantie, moment)

    def bouw(self, operatie: Operatie, inhoud: Mapping[str, Waarde]) -> tuple[etree._Element, str]:
        """The element for the Body with a fresh identificatiecode, valid by the XSD; and that code.

        :raises OngeldigVerzoek: with every finding.
        """
        header = self.new_header()
        velden: dict[str, Waarde] = {**header, **inhoud}
        try:
            element = mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, velden))
        except mapping.Vormfout as fout:
            bevinding = Bevinding("xsd", f"/{operatie.verzoek}", None, "", "", str(fout))
            raise OngeldigVerzoek(operatie.naam, [bevinding]) from fout
        if bevindingen := schema.bevindingen(element, operatie.dienst):
            raise OngeldigVerzoek(operatie.naam, bevindingen)
        return element, header[document_header.CODE]

    def onderteken(self, operatie: Operatie, element: etree._Element, message_id: str | None = None) -> bytes:
        """The signed envelope around a request."""
        return stel_verzoek_op(
            element,
            action=operatie.soap_action,
            van_oin=self.oin,
            naar=self.adres(operatie),
            sleutelpaar=self.sleutelpaar,
            klok=self.klok,
            message_id=message_id or self.nieuw_message_id(),
            token_ondertekenen=self.streng,
        )

    def verstuur(self, operatie: Operatie, data: bytes, *, vers: bool = False) -> tuple[str | None, bytes]:
        """POST a signed envelope as it is; gives Content-Type and body of the answer, whatever that is.

        :param vers: on a new connection, as deliveries always go.
        :raises RioOnbereikbaar: when no SOAP answer came.
        """
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": operatie.soap_action}
        try:
            antwoord = self.verbinding.post(operatie.dienst.pad, data, headers, vers=vers or operatie.dienst.schrijft)
        except Netwerkfout as fout:
            raise RioOnbereikbaar(operatie.naam, str(fout), verstuurd=fout.verstuurd, vergeefs=fout.vergeefs) from fout
        gewoon = antwoord.status in GEWOON
        if not (gewoon and antwoord.begrensd) and not self._lezer.is_soap(antwoord):
            reden = zin("clientfout.onleesbaar") if gewoon else zin("clientfout.geen_soap")
            raise RioOnbereikbaar(
                operatie.naam,
                f"{reden} HTTP status {antwoord.status}" if not gewoon else reden,
                verstuurd=antwoord.status not in VOOR_DE_DIENST,
                status=antwoord.status,
            )
        return antwoord.content_type, antwoord.inhoud

    def _wissel(
        self, operatie: Operatie, inhoud: Mapping[str, Waarde], *, herhaald: bool = False, vers: bool = False
    ) -> Antwoord:
        element, code = self.bouw(operatie, inhoud)
        message_id = self.nieuw_message_id()
        verzoek = self.onderteken(operatie, element, message_id)
        data = b""
        try:
            soort, data = self.verstuur(operatie, verzoek, vers=vers)
        finally:
            if self.meekijker is not None:
                self.meekijker(operatie.naam, verzoek, data)
        return self.lees(operatie, data, soort, message_id, code, herhaald=herhaald, verzoek=element)

    def lees(
        self,
        operatie: Operatie,
        data: bytes,
        content_type: str | None,
        message_id: str,
        code: str,
        *,
        herhaald: bool = False,
        verzoek: etree._Element | None = None,
    ) -> Antwoord:
        """Verify and read an answer; the errors of `roep`.

        :param message_id: wsa:MessageID of the request.
        :param code: identificatiecodeBedrijfsdocument of the request.
        :param verzoek: the request, to say where in it a foutmelding points.
        """
        gestuurd = Gestuurd(operatie, message_id, code, verzoek)
        return self._lezer.lees(data, content_type, gestuurd, herhaald=herhaald)

    @property
    def _lezer(self) -> Antwoordlezer:
        return Antwoordlezer(self.oin, self.rio_oin, self.certificaten, self.klok, self.klokverschil, self.strikt)

    def _na_fout(
        self, operatie: Operatie, inhoud: Mapping[str, Waarde], fout: RioFout, *, onzeker: bool
    ) -> Antwoord | None:
        """The code of a new object that may be there after all, looked up by its own key; None when it is not.

        :param onzeker: whether the outcome of an earlier try is not known.
        :raises RioOnbereikbaar: when RIO does not say whether it is there.
        """
        bestaat_al = onzeker and isinstance(fout, RioAfgekeurd) and not BESTAAT_AL.isdisjoint(fout.foutcodes)
        sleutel = eigen_sleutel(operatie.naam, inhoud)
        if sleutel is None or not (fout.uitkomst_onbekend or bestaat_al):
            return None
        gevonden = self.zoek_op(operatie.naam, inhoud)
        if gevonden is None and bestaat_al:
            reden = zin("clientfout.niet_te_vinden", naam=sleutel.naam, waarde=sleutel.waarde)
            raise RioOnbereikbaar(operatie.naam, reden, verstuurd=True) from fout
        return gevonden

    def zoek_op(self, naam: str, inhoud: Mapping[str, Waarde]) -> Antwoord | None:
        """Whether a new object whose answer was lost is there after all, by its eigen sleutel.

        None: RIO says that it is not there, or RIO issued no code for this delivery; delivering again is safe, for RIO
        refuses a second object with the same eigen sleutel (`BESTAAT_AL`).

        :raises RioOnbereikbaar: when the last look-up had no answer of RIO: it is still not known.
        """
        sleutel = eigen_sleutel(naam, inhoud)
        if sleutel is None:
            return None
        mislukt: RioFout | None = None
        for pauze in self.herhaling.opzoekpauzes:
            self.herhaling.slaap(pauze)
            try:
                antwoord = self._wissel(OPERATIES[_ZOEK], {sleutel.naam: sleutel.waarde}, vers=True)
            except RioFout as fout:
                er_niet = isinstance(fout, RioAfgekeurd) and BESTAAT_NIET in fout.foutcodes
                mislukt = None if er_niet else fout
            else:
                return _als_levering(naam, sleutel, antwoord)
        if mislukt is not None:
            reden = zin("clientfout.niet_op_te_zoeken", naam=sleutel.naam, waarde=sleutel.waarde, waarom=mislukt)
            raise RioOnbereikbaar(naam, reden, verstuurd=True) from mislukt
        return None


def _als_levering(naam: str, sleutel: EigenSleutel, antwoord: Antwoord) -> Antwoord:
    velden: dict[str, Waarde] = {"requestGoedgekeurd": True, sleutel.code: antwoord.gegeven.velden[sleutel.code]}
    gegeven = Gegeven(OPERATIES[naam].antwoord, velden)
    return Antwoord(antwoord.identificatiecode, antwoord.message_id, gegeven, opgezocht=True)


def _nog_een_keer(operatie: Operatie, inhoud: Mapping[str, Waarde], fout: RioFout, *, onbekend: bool) -> bool:
    """Whether a second delivery may help, and cannot make a second object.

    :param onbekend: whether this or an earlier one may have been processed.
    """
    if not isinstance(fout, RioOnbereikbaar) or fout.vergeefs or (fout.status is not None and not fout.verstuurd):
        return False  # answered, or refused before RIO: the same would come again
    dubbel = geeft_code_uit(operatie.naam, inhoud) and eigen_sleutel(operatie.naam, inhoud) is None
    return not (onbekend and dubbel)


def _eerlijk(operatie: Operatie, fout: RioFout, *, onbekend: bool) -> RioFout:
    """What the caller gets: of a delivery of which an earlier try may have been processed, never that it was not."""
    if not onbekend or fout.uitkomst_onbekend or not operatie.dienst.schrijft or isinstance(fout, RioAfgekeurd):
        return fout
    return RioOnbereikbaar(operatie.naam, zin("clientfout.laatste_poging", waarom=fout), verstuurd=True)
