"""The KvK stand-in: Dataservice 2015/02 with WS-Addressing, verified questions and signed answers."""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from lxml import etree

from rio_soap.chain import answer_schema
from rio_soap.chain.kvk import NAAR_TEST
from rio_soap.chain.kvk_antwoord import DS
from rio_soap.chain.kvk_bericht import DELEN, controleer_ondertekening, onderteken, wsa_header
from rio_soap.chain.standin.kvkbestand import Kvkgegevens
from rio_soap.chain.standin.kvkschrijver import antwoord, melding, schrijf_inschrijving, schrijf_vestiging
from rio_soap.chain.standin.standin_service import Request, SoapFault
from rio_soap.edukoppeling.clock import Clock, SystemClock
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.uris import ANONIEM, SOAP, WSA, qnaam

_RESOURCE = "http://schemas.kvk.nl/schemas/kvk/HRIP-Dataservice"
_ACTIE = "http://es.kvk.nl/"
_PER_BERICHT = {f"{{{DS}}}{naam}Request": naam for naam in ("ophalenInschrijving", "ophalenVestiging")}
_MAXIMUM = 256 * 1024
_NEDERLAND = ZoneInfo("Europe/Amsterdam")
_ONBEKEND = "Het product kan voor dit nummer niet worden geleverd"
_ONGELDIG = {"kvkNummer": "IPD0004", "rsin": "IPD0010", "vestigingsnummer": "IPD0006"}


class Kvkdienst:
    """`Standin` with the two operations of the contract.

    :param sleutelpaar: signs the answers.
    :param klanten: DER certificates of those who may ask.
    :param naar: the logical wsa:To, compared without case.
    :param vijf: also take questions without ReplyTo, with five signed parts, as older clients send.
    """

    namespace = DS
    operaties = tuple(_PER_BERICHT.values())

    def __init__(
        self,
        gegevens: Kvkgegevens,
        sleutelpaar: Sleutelpaar,
        klanten: Sequence[bytes],
        *,
        naar: str = NAAR_TEST,
        vijf: bool = False,
        klok: Clock | None = None,
    ) -> None:
        self._gegevens, self._sleutelpaar, self._klanten = gegevens, sleutelpaar, klanten
        self._naar, self._vijf, self._klok = naar, vijf, klok or SystemClock()

    def lees(self, request: Request) -> tuple[str, Callable[[], bytes]]:
        """Judge addressing, signature and content of a question.

        :raises SoapFault: WSA01, AUTHPSTBS09 as KvK gives them; others of our own.
        """
        try:
            envelope = lees_envelope(
                request.body, request.content_type, Profiel(ontvanger_oin="", maximum_bytes=_MAXIMUM)
            )
        except Edufout as fout:
            raise SoapFault("Client", f"STANDIN-002: {fout.redenen}") from fout
        operatie = self._controleer_adressering(envelope, request.soap_action)
        try:
            controleer_ondertekening(envelope, self._klanten, self._klok, _MAXIMUM)
        except Edufout as fout:
            raise SoapFault("Client", f"STANDIN-004: {fout.redenen}") from fout
        if (bezwaar := answer_schema.bezwaar(envelope.inhoud, answer_schema.KVK)) is not None:
            raise SoapFault("Client", f"STANDIN-002: {bezwaar}")
        return operatie, partial(self._antwoord, operatie, envelope)

    def _controleer_adressering(self, envelope: Envelope, soap_action: str | None) -> str:
        nodig = [deel for deel in DELEN if deel != "ReplyTo"]
        headers = {naam: wsa_header(envelope, naam) for naam in nodig}
        if not all(headers.values()) or not (headers["MessageID"] or "").startswith("uuid:"):
            raise SoapFault("Client", "WSA01: WS-Addressing niet aanwezig of incorrect")
        if not self._vijf and len(envelope.wsa.get("ReplyTo", ())) != 1:
            raise SoapFault("Client", "WSA01: WS-Addressing niet aanwezig of incorrect")
        operatie = _PER_BERICHT.get(str(envelope.inhoud.tag), "")
        actie = (soap_action or "").strip('"')
        naar = (headers["To"] or "").lower() == self._naar.lower()
        if not naar or headers["Action"] != _ACTIE + operatie or actie not in ("", headers["Action"]):
            raise SoapFault("Client", "AUTHPSTBS09: De wsa:To en wsa:Action combinatie is niet geldig")
        return operatie

    def _antwoord(self, operatie: str, envelope: Envelope) -> bytes:
        """Look up, answer and sign."""
        naam, nummer = etree.QName(envelope.inhoud[1]).localname, envelope.inhoud[1].text or ""
        nu: datetime = self._klok.nu()
        peilmoment = nu.astimezone(_NEDERLAND).strftime("%Y%m%d%H%M%S%f")[:17]
        inhoud = antwoord(f"{operatie}Response", peilmoment)
        gevonden = self._vul(inhoud, operatie, naam, nummer)
        if gevonden:
            melding(inhoud, "informatie", "IPD0000", "Het product is succesvol geproduceerd", nummer)
        soort = "inschrijving" if operatie == "ophalenInschrijving" else "vestiging"
        root = self._envelop(
            inhoud,
            f"{_ACTIE}{operatie}Response",
            wsa_header(envelope, "MessageID") or "",
            f"/{soort}/{naam.lower()}/{nummer}",
        )
        onderteken(root, self._sleutelpaar, self._klok)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    def _vul(self, inhoud: etree._Element, operatie: str, naam: str, nummer: str) -> bool:
        """Add the product, or the fout that there is none."""
        if nummer in self._gegevens.meldingen:
            melding(inhoud, "fout", *self._gegevens.meldingen[nummer], nummer)
            return False
        if not nummer.strip("0"):
            melding(inhoud, "fout", _ONGELDIG[naam], "Het nummer is niet geldig", nummer)
            return False
        if naam == "vestigingsnummer":
            vestiging = self._gegevens.vestigingen.get(nummer)
        else:
            register = self._gegevens.op_kvk if naam == "kvkNummer" else self._gegevens.op_rsin
            inschrijving = register.get(nummer)
            if operatie == "ophalenInschrijving" and inschrijving is not None:
                schrijf_inschrijving(inhoud, inschrijving)
                return True
            # by KvK number or RSIN a branch is the main branch
            hoofd = inschrijving.hoofdvestiging if inschrijving is not None else None
            vestiging = self._gegevens.vestigingen.get(hoofd or "")
        if operatie == "ophalenVestiging" and vestiging is not None:
            schrijf_vestiging(inhoud, *vestiging)
            return True
        melding(inhoud, "fout", "IPD0007" if naam == "vestigingsnummer" else "IPD0005", _ONBEKEND, nummer)
        return False

    def _envelop(self, inhoud: etree._Element, actie: str, op: str, resource: str) -> etree._Element:
        root = etree.Element(qnaam(SOAP, "Envelope"), nsmap={"soap": SOAP, "wsa": WSA})
        header = etree.SubElement(root, qnaam(SOAP, "Header"))
        for naam, tekst in (("Action", actie), ("MessageID", f"uuid:{uuid.uuid4()}"), ("To", ANONIEM)):
            etree.SubElement(header, qnaam(WSA, naam)).text = tekst
        van = etree.SubElement(header, qnaam(WSA, "From"))
        etree.SubElement(van, qnaam(WSA, "Address")).text = self._naar
        parameters = etree.SubElement(van, qnaam(WSA, "ReferenceParameters"))
        etree.SubElement(parameters, qnaam(_RESOURCE, "ResourceID"), nsmap={"kvk": _RESOURCE}).text = resource
        relatie = {qnaam(WSA, "RelationshipType"): f"{WSA}/reply"}
        etree.SubElement(header, qnaam(WSA, "RelatesTo"), relatie).text = op
        etree.SubElement(root, qnaam(SOAP, "Body")).append(inhoud)
        return root
