"""The endpoint under test: messages sent as they are, and every answer judged by what holds for all answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, cast

from lxml import etree

from rio_soap.client.verbinding import MAX_ANTWOORD, Netwerkfout
from rio_soap.client.wissel import Wissel
from rio_soap.contract import document_header, mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES, Operatie
from rio_soap.edukoppeling import verifieer
from rio_soap.edukoppeling.clock import Clock, lees_tijdstip
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.uris import ANONIEM, SOAP, WSU, qnaam
from rio_soap.edukoppeling.verzoek import stel_verzoek_op
from rio_soap.workbench.keur.bereik import Onbereikbaar, wie_antwoordt
from rio_soap.workbench.keur.boek import IN_UTC, Boek
from rio_soap.workbench.keur.meldingen import controleer_meldingen

_FAULT = qnaam(SOAP, "Fault")
_VOLGORDE = ["To", "Action", "MessageID", "RelatesTo", "From", "Security"]
_PREFIXEN = "SOAP-ENV", "SOAP-ENV", "ns2"
_SOORTEN = {soort.faultcode: soort for soort in Foutsoort}


@dataclass(frozen=True, slots=True)
class Verzoek:
    """A request as it goes out.

    :param headers: HTTP headers that differ from the usual ones; None leaves one out.
    :param code: identificatiecodeBedrijfsdocument, as far as it is known.
    :param oin: of the sender.
    :param pad: another path than that of its service.
    """

    operatie: Operatie
    data: bytes
    code: str = ""
    message_id: str = ""
    oin: str = ""
    headers: Mapping[str, str | None] = field(default_factory=dict)
    pad: str = ""

    @property
    def document(self) -> Sequence[str]:
        """The four elements of its bedrijfsdocument; none of a request that cannot be read so far."""
        try:
            inhoud = etree.fromstring(self.data, etree.XMLParser(resolve_entities=False))[-1][0]
        except (etree.XMLSyntaxError, IndexError):
            return ()
        return [str(kind.text) for kind in list(inhoud)[:4]]


@dataclass(frozen=True, slots=True)
class Reactie:
    """What came back.

    :param fault: the documented fault, None when it is none.
    :param codes: foutcodes with their texts.
    :param gemaakt: moment at which the answer was signed, by the clock of the service.
    """

    soort: Literal["goed", "afgekeurd", "fault", "onleesbaar"]
    status: int
    gegeven: Gegeven | None = None
    codes: tuple[tuple[str, str], ...] = ()
    fault: Foutsoort | None = None
    faultcode: str = ""
    faultstring: str = ""
    ondertekend: bool = False
    gemaakt: datetime | None = None

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

    def __init__(self, wissel: Wissel, boek: Boek, gestuurd: Callable[[], None] = lambda: None) -> None:
        self.wissel, self.boek, self._gestuurd = wissel, boek, gestuurd
        self.verstuurd = 0
        self.meldt_alles = False
        """Whether the endpoint was seen to give more than one foutmelding, so that it does not stop at the first."""
        self._message_ids: set[str] = set()

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
        self._gestuurd()
        try:
            antwoord = self.wissel.verbinding.post(verzoek.pad or operatie.dienst.pad, verzoek.data, gezet, vers=False)
        except Netwerkfout as fout:
            raise Onbereikbaar(f"{operatie.naam}: {fout}") from fout
        if self.verstuurd == 1:
            wie_antwoordt(operatie.naam, antwoord.status)
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
        soort = content_type or "geen Content-Type"
        self.boek.toets(
            ["charset-2"], naam, "charset" in soort.lower(), "text/xml;charset=UTF-8 om een antwoord", soort
        )
        if envelope.inhoud.tag == _FAULT:
            return self._fault(verzoek, status, envelope, data)
        return self._antwoord(verzoek, status, envelope, data)

    def _fault(self, verzoek: Verzoek, status: int, envelope: Envelope, data: bytes) -> Reactie:
        volledig = (envelope.inhoud.findtext("faultcode") or "").strip()
        kort = volledig.rpartition(":")[2]
        tekst = (envelope.inhoud.findtext("faultstring") or "").strip()
        if (ondertekend := bool(envelope.security)) and (antwoord := self._verifieer(verzoek, data)) is not None:
            self._adressering(verzoek, antwoord)
        soort = _SOORTEN.get(kort)
        if soort is not None:
            self._faultcode(soort, envelope.inhoud, volledig)
        return Reactie("fault", status, None, (), soort, volledig, tekst, ondertekend)

    def _faultcode(self, soort: Foutsoort, fault: etree._Element, volledig: str) -> None:
        """The class of a documented code is that of SOAP 1.1, so its prefix is that of the envelope (SOAP 1.1, 4.4.1);
        the PvE prints codes without one, which is a remark."""
        prefix, dubbelepunt, _ = volledig.partition(":")
        ruimte = next(fault.iter("faultcode")).nsmap.get(prefix)
        if dubbelepunt:
            self.boek.toets([soort.name], f"prefix van {volledig}", ruimte == SOAP, SOAP, ruimte)
        else:
            self.boek.merk_op(soort.name, "faultcode zonder prefix")

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
        boek.toets(["exchange-1"], operatie.naam, status == 200, "een antwoord met HTTP-status 200", status)
        self._prefixen(envelope)
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
        boek.toets(["feedback-1"], operatie.naam, not (goed and codes), "goedgekeurd zonder foutmelding", codes)
        controleer_meldingen(boek, operatie.naam, meldingen)
        self.meldt_alles |= len(codes) > 1
        gemaakt = None if antwoord is None else _gemaakt(antwoord.envelope)
        ondertekend = antwoord is not None
        return Reactie(
            "goed" if goed else "afgekeurd", status, gegeven, codes, ondertekend=ondertekend, gemaakt=gemaakt
        )

    def _prefixen(self, envelope: Envelope) -> None:
        """Prefixes are free, but a client that is known looks for those of DUO by their letters: a remark."""
        gevonden = str(envelope.root.prefix), str(envelope.body.prefix), str(envelope.inhoud.prefix)
        if gevonden != _PREFIXEN:
            tekst = f"prefixen {', '.join(gevonden)} en niet {', '.join(_PREFIXEN)}, waarnaar bekende clients zoeken"
            self.boek.merk_op("exchange-1", tekst)

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
        uuid_ = eigen.rpartition(":")[2].lower()
        vers = bool(eigen) and uuid_ not in self._message_ids
        goed = vers and (not verzoek.message_id or verzoek.message_id not in eigen)
        boek.toets(["wsa-10"], naam, goed, "een eigen wsa:MessageID, niet eerder gebruikt", eigen)
        self._message_ids.add(uuid_)
        boek.toets(["wsa-11"], naam, list(waarden) == _VOLGORDE, ", ".join(_VOLGORDE), ", ".join(waarden))
        serienummer = antwoord.ondertekenaar.oin_certificaat
        boek.toets(["tls-6"], naam, bool(serienummer), "een OIN in serialNumber", serienummer)

    def _document(self, verzoek: Verzoek, inhoud: etree._Element) -> None:
        """The identificatiecode of the request, its instanties exchanged, and its moment (recorded) or one in UTC."""
        boek, naam = self.boek, verzoek.operatie.naam
        code, van, naar, moment = [str(kind.text) for kind in list(inhoud)[:4]]
        if verzoek.code:
            boek.toets(["idcode-3"], naam, code == verzoek.code, verzoek.code, code)
        boek.toets(["document-2"], naam, naar == verzoek.oin, f"ontvangendeInstantie {verzoek.oin}", naar)
        if len(vraag := verzoek.document) == len(document_header.ELEMENTEN):
            boek.toets(["document-2"], naam, van == vraag[2], f"verzendendeInstantie {vraag[2]}", van)
            goed = moment == vraag[3] or IN_UTC.match(moment) is not None
            boek.toets(["document-4"], naam, goed, f"{vraag[3]}, of een eigen moment in UTC", moment)


def _gemaakt(envelope: Envelope) -> datetime | None:
    """The moment at which an answer was signed."""
    return lees_tijdstip((envelope.security[0].findtext(f".//{{{WSU}}}Created") or "").strip())
