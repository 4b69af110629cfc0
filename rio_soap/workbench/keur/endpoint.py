"""The endpoint under test: messages sent as they are, and every answer judged by what holds for all answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from lxml import etree

from rio_soap.client.verbinding import MAX_ANTWOORD, Netwerkfout
from rio_soap.client.wissel import Wissel
from rio_soap.contract import document_header, mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES, Operatie
from rio_soap.edukoppeling import verifieer
from rio_soap.edukoppeling.clock import Clock
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.uris import ANONIEM, SOAP, qnaam
from rio_soap.edukoppeling.verzoek import stel_verzoek_op
from rio_soap.workbench.keur.boek import Boek

_FAULT = qnaam(SOAP, "Fault")
_VOLGORDE = ["To", "Action", "MessageID", "RelatesTo", "From", "Security"]
_SOORTEN = {soort.faultcode: soort for soort in Foutsoort}


class Onbereikbaar(Exception):
    """The endpoint gives no answer at all."""


@dataclass(frozen=True, slots=True)
class Verzoek:
    """A request as it goes out.

    :param headers: HTTP headers that differ from the usual ones; None leaves one out.
    :param code: identificatiecodeBedrijfsdocument, as far as it is known.
    :param oin: of the sender.
    """

    operatie: Operatie
    data: bytes
    code: str = ""
    message_id: str = ""
    oin: str = ""
    headers: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reactie:
    """What came back.

    :param fault: the documented fault, None when it is none.
    :param codes: foutcodes with their texts.
    """

    soort: Literal["goed", "afgekeurd", "fault", "onleesbaar"]
    status: int
    gegeven: Gegeven | None = None
    codes: tuple[tuple[str, str], ...] = ()
    fault: Foutsoort | None = None
    faultcode: str = ""
    faultstring: str = ""
    ondertekend: bool = False

    def __str__(self) -> str:
        if self.soort == "afgekeurd":
            return "afgekeurd: " + (", ".join(code for code, _ in self.codes) or "zonder foutmelding")
        if self.soort == "fault":
            return f"{self.faultcode} {self.faultstring}"
        return "goedgekeurd" if self.soort == "goed" else f"geen leesbaar antwoord (HTTP {self.status})"

    def tekst(self, naam: str) -> str:
        """A field of the answer as text, empty without it."""
        return str(self.gegeven.velden.get(naam, "")) if self.gegeven is not None else ""


class Endpoint:
    """An endpoint, and the key with which is signed."""

    def __init__(self, wissel: Wissel, boek: Boek) -> None:
        self.wissel, self.boek = wissel, boek
        self.verstuurd = 0

    def maak(
        self,
        operatienaam: str,
        velden: Mapping[str, Waarde],
        *,
        header: Mapping[str, str] | None = None,
        oin: str | None = None,
        naar: str | None = None,
        message_id: str | None = None,
        klok: Clock | None = None,
        ondertekend: bool = True,
        token: bool = False,
        headers: Mapping[str, str | None] | None = None,
    ) -> Verzoek:
        """A signed request.

        :param header: other values for the four elements of bedrijfsdocument.
        :param token: sign the token too, as the letter of the PvE wants.
        """
        wissel, operatie = self.wissel, OPERATIES[operatienaam]
        afzender = oin or wissel.oin
        document = {**wissel.new_header(), document_header.VERZENDER: afzender, **(header or {})}
        message_id = message_id or wissel.nieuw_message_id()
        data = stel_verzoek_op(
            mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, {**document, **velden})),
            action=operatie.soap_action,
            van_oin=afzender,
            naar=naar or wissel.adres(operatie),
            sleutelpaar=wissel.sleutelpaar if ondertekend else None,
            klok=klok or wissel.klok,
            message_id=message_id,
            token_ondertekenen=token or wissel.streng,
        )
        code = document[document_header.CODE]
        return Verzoek(operatie, data, code, message_id, afzender, headers or {})

    def roep(self, operatienaam: str, **velden: Waarde) -> Reactie:
        """Make and send a good request."""
        return self.stuur(self.maak(operatienaam, velden))

    def stuur(self, verzoek: Verzoek) -> Reactie:
        """Send a request as it is, and judge the answer by what holds for all answers.

        :raises Onbereikbaar: when no answer comes.
        """
        operatie = verzoek.operatie
        headers: dict[str, str | None] = {
            "Content-Type": "text/xml; charset=utf-8",
            "SOAPAction": operatie.soap_action,
            **verzoek.headers,
        }
        gezet = {naam: waarde for naam, waarde in headers.items() if waarde is not None}
        self.verstuurd += 1
        try:
            antwoord = self.wissel.verbinding.post(operatie.dienst.pad, verzoek.data, gezet, vers=False)
        except Netwerkfout as fout:
            raise Onbereikbaar(f"{operatie.naam}: {fout}") from fout
        return self._lees(verzoek, antwoord.status, antwoord.content_type, antwoord.inhoud)

    def _profiel(self, oin: str) -> Profiel:
        return Profiel(
            ontvanger_oin=oin,
            max_klokverschil=self.wissel.klokverschil,
            maximum_bytes=MAX_ANTWOORD,
            maximum_elementen=1_000_000,
        )

    def _lees(self, verzoek: Verzoek, status: int, content_type: str | None, data: bytes) -> Reactie:
        naam = verzoek.operatie.naam
        try:
            envelope = lees_envelope(data, content_type, self._profiel(verzoek.oin))
        except Edufout as fout:
            self.boek.toets(["charset-1", "exchange-1"], naam, False, "een SOAP 1.1-antwoord in UTF-8", str(fout))
            return Reactie("onleesbaar", status)
        self.boek.toets(["charset-1"], naam, True, "", "")
        if envelope.inhoud.tag == _FAULT:
            return self._fault(verzoek, status, envelope, data)
        return self._antwoord(verzoek, status, envelope, data)

    def _fault(self, verzoek: Verzoek, status: int, envelope: Envelope, data: bytes) -> Reactie:
        volledig = (envelope.inhoud.findtext("faultcode") or "").strip()
        kort = volledig.rpartition(":")[2]
        tekst = (envelope.inhoud.findtext("faultstring") or "").strip()
        if ondertekend := bool(envelope.security):
            self._verifieer(verzoek, data)
        return Reactie("fault", status, None, (), _SOORTEN.get(kort), volledig, tekst, ondertekend)

    def _verifieer(self, verzoek: Verzoek, data: bytes) -> verifieer.VerifiedResponse | None:
        wissel = self.wissel
        try:
            antwoord = verifieer.lees_antwoord(data, wissel.certificaten, wissel.klok, self._profiel(verzoek.oin))
        except Edufout as fout:
            self.boek.toets(["signing-4"], verzoek.operatie.naam, False, "een geldig ondertekend antwoord", str(fout))
            return None
        self.boek.toets(["signing-4"], verzoek.operatie.naam, True, "", "")
        return antwoord

    def _antwoord(self, verzoek: Verzoek, status: int, envelope: Envelope, data: bytes) -> Reactie:
        operatie, inhoud, boek = verzoek.operatie, envelope.inhoud, self.boek
        if (antwoord := self._verifieer(verzoek, data)) is not None:
            self._adressering(verzoek, antwoord)
        verwacht = f"{{{operatie.dienst.schema_ns}}}{operatie.antwoord}"
        boek.toets(["exchange-1"], operatie.naam, inhoud.tag == verwacht, operatie.antwoord, inhoud.tag)
        bevindingen = schema.bevindingen(inhoud, operatie.dienst, 3)
        if not boek.toets(
            ["exchange-6"],
            operatie.naam,
            not bevindingen,
            "geldig volgens de XSD",
            "; ".join(f"{b.waar}: {b.zin()}" for b in bevindingen),
        ):
            return Reactie("onleesbaar", status)
        self._document(verzoek, inhoud)
        gegeven = mapping.lees(inhoud, operatie.dienst)
        meldingen = cast("list[Gegeven]", gegeven.velden.get("foutmelding", []))
        codes = tuple((str(m.velden.get("foutcode", "")), str(m.velden.get("fouttekst", ""))) for m in meldingen)
        goed = gegeven.velden.get("requestGoedgekeurd") is True
        return Reactie("goed" if goed else "afgekeurd", status, gegeven, codes, ondertekend=antwoord is not None)

    def _adressering(self, verzoek: Verzoek, antwoord: verifieer.VerifiedResponse) -> None:
        boek, naam, wissel = self.boek, verzoek.operatie.naam, self.wissel
        header = antwoord.envelope.header
        waarden = {
            etree.QName(kind).localname: "".join(map(str, kind.itertext()))
            for kind in (header if header is not None else ())
        }
        for eis, wsa_naam, verwacht in (
            ("wsa-6", "To", f"{ANONIEM}?oin={verzoek.oin}"),
            ("wsa-7", "Action", verzoek.operatie.soap_action),
            ("wsa-8", "RelatesTo", verzoek.message_id),
        ):
            gevonden = waarden.get(wsa_naam, "")
            if verwacht:
                boek.toets([eis], naam, gevonden == verwacht, f"wsa:{wsa_naam} {verwacht}", gevonden)
        oin = antwoord.adressering.from_oin
        boek.toets(["wsa-9", "wsa-1"], naam, oin == wissel.rio_oin, f"wsa:From met oin={wissel.rio_oin}", oin)
        eigen = waarden.get("MessageID", "")
        boek.toets(["wsa-10"], naam, bool(eigen) and verzoek.message_id not in eigen, "een eigen wsa:MessageID", eigen)
        boek.toets(["wsa-11"], naam, list(waarden) == _VOLGORDE, ", ".join(_VOLGORDE), ", ".join(waarden))
        serienummer = antwoord.ondertekenaar.oin_certificaat
        boek.toets(["tls-6"], naam, bool(serienummer), "een OIN in serialNumber", serienummer)

    def _document(self, verzoek: Verzoek, inhoud: etree._Element) -> None:
        gevonden = [str(kind.text) for kind in list(inhoud)[:4]]
        if verzoek.code:
            self.boek.toets(["idcode-3"], verzoek.operatie.naam, gevonden[0] == verzoek.code, verzoek.code, gevonden[0])
        goed = gevonden[2] == verzoek.oin
        self.boek.toets(["document-2"], verzoek.operatie.naam, goed, f"ontvangendeInstantie {verzoek.oin}", gevonden[2])
