"""One message, judged step by step as the service does, and explained; nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from lxml import etree

from rio_soap.bevinding import Tekst
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import Operatie
from rio_soap.edukoppeling.clock import Clock, SystemClock, schrijf_tijdstip
from rio_soap.edukoppeling.envelope import Envelope, lees_boom, lees_envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.oin import is_oin
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.trusted import Vertrouwen
from rio_soap.edukoppeling.uris import SOAP, SOAP12, kort, qnaam
from rio_soap.register.regels.kenmerktabel import Kenmerktabel
from rio_soap.register.regels.uitslag import standaardkenmerken, standaardlijsten
from rio_soap.register.regels.waardenlijsten import Waardenlijsten
from rio_soap.service.bedrijfsdocument import Afzender
from rio_soap.workbench import inhoud, registercontrole
from rio_soap.workbench.adrescontrole import ONBEKEND_OIN, controleer_adres
from rio_soap.workbench.antwoorden import lees_afkeuring, lees_fault
from rio_soap.workbench.bestandssoort import nader
from rio_soap.workbench.grenzen import begrens, maak_budget
from rio_soap.workbench.handtekeningcontrole import Handtekeningrapport, controleer_handtekening, gemaakt
from rio_soap.workbench.herken import herken
from rio_soap.workbench.ontvangst import Ontvangst, ontpak
from rio_soap.workbench.rapport import Deel, Melding, Onderdeel, Rapport, orden
from rio_soap.workbench.registercontrole import Beoordeel
from rio_soap.workbench.uittrekselbestand import UITTREKSEL, hashmeldingen
from rio_soap.workbench.waardecontrole import controleer_waarden

Op = Literal["nu", "created"] | datetime
"""The moment at which a message is judged: now, that of its own Timestamp, or another (aware)."""
_BOM = b"\xef\xbb\xbf"
_FAULT = qnaam(SOAP, "Fault")


@dataclass(frozen=True, slots=True)
class Kader:
    """By what a message is judged.

    :param op: the moment.
    :param vertrouwen: whom the register trusts; None when there is no register.
    :param beoordeel: asks the register, None when there is none.
    :param alleen_vertrouwd: ask the register only for messages of a party that it trusts.
    :param afzender: what verzendendeInstantie may be beside wsa:From.
    :param na_bewijs: tell of trust and mandates only to who signed rightly: for strangers over HTTP.
    :param afkeuring_telt: an answer that refuses is a failure; as evidence it is as good as one that approves.
    """

    profiel: Profiel
    klok: Clock = field(default_factory=SystemClock)
    op: Op = "nu"
    lijsten: Waardenlijsten = field(default_factory=standaardlijsten)
    vertrouwen: Vertrouwen | None = None
    beoordeel: Beoordeel | None = None
    alleen_vertrouwd: bool = False
    na_bewijs: bool = False
    afzender: Afzender = "gemachtigd"
    afkeuring_telt: bool = True
    kenmerken: Kenmerktabel = field(default_factory=standaardkenmerken)


class _Werk:
    """The report in the making."""

    def __init__(self, naam: str, kader: Kader) -> None:
        self.naam, self.kader = naam, kader
        self.moment = kader.op if isinstance(kader.op, datetime) else kader.klok.nu()
        self.meldingen: list[Melding] = []
        self.onderdelen: dict[Deel, Onderdeel] = {}
        self.budget = maak_budget()
        self.handtekening: Handtekeningrapport | None = None
        self.operatie: Operatie | None = None
        self.van_oin: str | None = None

    def meld(self, deel: Deel, meldingen: Sequence[Melding], toelichting: str | Tekst = "") -> None:
        """Findings on one part, which is good without errors."""
        self.meldingen += meldingen
        stand: Literal["goed", "fout"] = "fout" if any(m.ernst == "fout" for m in meldingen) else "goed"
        eerder = self.onderdelen.get(deel)
        if eerder is not None and eerder.stand == "fout":
            stand = "fout"
        self.onderdelen[deel] = Onderdeel(deel, stand, toelichting or (eerder.toelichting if eerder else ""))

    def sla_over(self, deel: Deel, waarom: str) -> None:
        """A part that is not judged, and why."""
        self.onderdelen[deel] = Onderdeel(deel, "niet", Tekst(f"toelichting.{waarom}"))

    def rapport(self, soort: Literal["verzoek", "antwoord", "fault", "inhoud", "onleesbaar"]) -> Rapport:
        """The report, with what was left out of it."""
        h = self.handtekening
        onvolledig = Tekst("werkbank.weggelaten-tijd") if self.budget.om or (h and h.ongelezen) else None
        return Rapport(
            self.naam,
            soort,
            self.operatie.naam if self.operatie else None,
            schrijf_tijdstip(self.moment),
            tuple(self.onderdelen.values()),
            begrens(orden(self.meldingen), onvolledig),
            h.verwijzingen if h else (),
            h.certificaat if h else None,
            h.partij.vingerafdruk if h and h.partij else None,
        )


def controleer(
    naam: str, data: bytes, kader: Kader, *, soap_action: str | None = None, content_type: str | None = None
) -> Rapport:
    """Explain one message: a request, an answer, a fault or a bare body; also with its HTTP headers before it.

    :param naam: what the report calls it, such as a file name.
    :param soap_action: the HTTP header SOAPAction, None when it is not known.
    :param content_type: the HTTP header Content-Type, None when it is not known.
    """
    werk = _Werk(naam, kader)
    ontvangen = ontpak(data)
    soap_action = ontvangen.soap_action if ontvangen.soap_action is not None else soap_action
    content_type = ontvangen.content_type or content_type
    if ontvangen.data.startswith(_BOM):
        tekst = Tekst("werkbank.bom")
        werk.meld("bericht", [Melding("bom", "bericht", "/", 1, "EF BB BF", None, tekst, ernst="opmerking")])
    try:
        kaal = _kaal_bericht(ontvangen, kader.profiel)
        if kaal is not None:
            return _kaal(werk, kaal)
        profiel = replace(kader.profiel, streng=kader.profiel.streng and content_type is not None)
        envelope = lees_envelope(ontvangen.data, content_type, profiel, ontvangen.content_encoding)
    except Edufout as fout:
        werk.meld("bericht", nader(herken(fout, "bericht"), ontvangen.data))
        return werk.rapport("onleesbaar")
    werk.meld("bericht", [], Tekst.met("toelichting.bytes", aantal=envelope.grootte))
    if envelope.inhoud.tag == _FAULT:
        werk.meld("bericht", lees_fault(envelope.inhoud))
        return werk.rapport("fault")
    return _envelope(werk, envelope, soap_action)


def _kaal(werk: _Werk, kaal: etree._Element) -> Rapport:
    werk.operatie = inhoud.bericht_van(kaal)
    werk.meld("bericht", [], Tekst("toelichting.zonder-envelope"))
    _inhoud(werk, kaal, None, None)
    return werk.rapport("inhoud")


def _kaal_bericht(ontvangen: Ontvangst, profiel: Profiel) -> etree._Element | None:
    """The root when the file is a message without an envelope, or tries to be one; within the limits of an envelope."""
    try:
        root = lees_boom(ontvangen.data, profiel, ontvangen.content_encoding)
    except Edufout as fout:
        if fout.soort is Foutsoort.DK0001:
            return None  # `lees_envelope` tells of it
        raise
    naam = etree.QName(root)
    if naam.namespace in (SOAP, SOAP12) or naam.localname == "Envelope":
        return None
    eigen = (naam.namespace or "").startswith(("http://duo.nl/", "urn:rio-soap:")) or naam.localname.endswith(
        ("_request", "_response")
    )
    return root if eigen else None


def _envelope(werk: _Werk, envelope: Envelope, soap_action: str | None) -> Rapport:
    """Addressing, signature, content: each also when an earlier one is wrong, for a vendor wants to see all of it."""
    kader = werk.kader
    werk.operatie = inhoud.bericht_van(envelope.inhoud)
    antwoord = kort(str(envelope.inhoud.tag)).endswith("_response")
    if kader.op == "created":
        werk.moment = gemaakt(envelope) or werk.moment
    adres = controleer_adres(envelope, soap_action, kader.profiel, antwoord=antwoord)
    werk.meld("adressering", adres.meldingen, adres.toelichting)
    waarden = adres.waarden
    profiel = replace(kader.profiel, ontvanger_oin=waarden.to_oin) if antwoord else kader.profiel
    vertrouwen = None if antwoord else kader.vertrouwen
    werk.handtekening = handtekening = controleer_handtekening(
        envelope, waarden, profiel, werk.moment, vertrouwen, werk.budget, na_bewijs=kader.na_bewijs
    )
    werk.meld("ondertekening", handtekening.meldingen, _over_handtekening(handtekening))
    vertrouwd = handtekening.partij is not None and handtekening.partij.mag_voor(waarden.from_oin)
    oin = waarden.from_oin if vertrouwd or not kader.alleen_vertrouwd else None
    werk.van_oin = None if antwoord or waarden.from_oin == ONBEKEND_OIN else waarden.from_oin
    _inhoud(werk, envelope.inhoud, None if antwoord else waarden.action, oin)
    return werk.rapport("antwoord" if antwoord else "verzoek")


def _over_handtekening(h: Handtekeningrapport) -> str | Tekst:
    if not h.ondertekend:
        return Tekst("toelichting.niet-ondertekend")
    if h.certificaat is None:
        return ""
    vertrouwen = {None: "vertrouwen-niet-beoordeeld", True: "vertrouwd", False: "niet-vertrouwd"}
    tekst = Tekst(f"toelichting.{vertrouwen[h.certificaat.vertrouwd]}")
    return Tekst.met("toelichting.certificaat", oin=h.certificaat.oin or "-", vertrouwen=tekst)


def _inhoud(werk: _Werk, element: etree._Element, action: str | None, oin: str | None) -> None:
    """XSD, values and register.

    :param oin: the sender of an envelope, None when the register may not be asked for it.
    """
    lijsten, dienst = werk.kader.lijsten, inhoud.dienst_van(element)
    soort = inhoud.controleer_soort(element, action)
    bekend = inhoud.bericht_van(element)
    xsd = []
    if dienst is not None and bekend is not None:
        xsd = inhoud.controleer_xsd(element, dienst, lijsten, werk.budget)
    werk.meld("xsd", [*soort, *xsd])
    if dienst is None or bekend is None or soort or xsd:
        werk.sla_over("waarden", "na-geldig-bericht")
        werk.sla_over("register", "na-geldig-bericht")
        return
    waarden = controleer_waarden(element, dienst, lijsten, werk.kader.kenmerken, werk.budget)
    werk.meld("waarden", waarden)
    if werk.budget.om:
        werk.sla_over("register", "tijd-op")
        return
    gegeven = inhoud.lees(element, dienst)
    if isinstance(gegeven, Melding):
        werk.meld("xsd", [gegeven])
    elif kort(str(element.tag)) == bekend.antwoord:
        afkeuring = lees_afkeuring(element, gegeven)
        if not werk.kader.afkeuring_telt:
            afkeuring = [replace(melding, ernst="opmerking") for melding in afkeuring]
        werk.meld("register", afkeuring)
        if (uittreksel := element.find(UITTREKSEL)) is not None:
            werk.meld("waarden", hashmeldingen(uittreksel))
    else:
        if werk.van_oin is not None:
            partij = werk.handtekening.partij if werk.handtekening else None
            afzender = registercontrole.van_afzender(gegeven, werk.van_oin, partij, werk.kader.afzender)
            werk.meld("waarden", afzender)
        if werk.kader.profiel.streng:
            werk.meld("waarden", registercontrole.naar_de_letter(gegeven))
        _register(werk, bekend, gegeven, element, oin, kaal=action is None)


def _register(
    werk: _Werk, operatie: Operatie, gegeven: Gegeven, element: etree._Element, oin: str | None, *, kaal: bool
) -> None:
    kader = werk.kader
    if kaal and not kader.alleen_vertrouwd:  # without addressing the body says who sends
        afzender = str(gegeven.velden.get("verzendendeInstantie", ""))
        oin = afzender if is_oin(afzender) else None
    if kader.beoordeel is None:
        werk.sla_over("register", "geen-register")
        return
    if oin is None or oin == ONBEKEND_OIN:
        werk.sla_over("register", "afzender-onbekend")
        return
    try:
        uitslag = kader.beoordeel(operatie.naam, gegeven, oin, werk.moment)
    except Edufout as fout:
        if fout.soort is Foutsoort.DK0051:
            werk.sla_over("register", "niet-gebouwd")
        else:
            werk.meld("register", registercontrole.waardefout(fout, element))
        return
    gevonden = registercontrole.controles(uitslag, operatie, gegeven, element)
    werk.meld("register", gevonden, Tekst("toelichting.niets-opgeslagen"))
