"""One message, judged step by step as the service does, and explained; nothing is stored."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from lxml import etree

from rio_soap.bevinding import toon
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES, Operatie
from rio_soap.contract.plek import regel_op
from rio_soap.edukoppeling import adressering
from rio_soap.edukoppeling.envelope import Envelope, lees_boom, lees_envelope
from rio_soap.edukoppeling.fouten import Edufout, Foutsoort
from rio_soap.edukoppeling.klok import Klok, Systeemklok, schrijf_tijdstip
from rio_soap.edukoppeling.namen import SOAP, SOAP12, kort, qnaam
from rio_soap.edukoppeling.oin import is_oin, oin_in_adres
from rio_soap.edukoppeling.plek import pad, regel
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.vertrouwen import Vertrouwen
from rio_soap.register.kenmerktabel import Kenmerktabel
from rio_soap.register.plaatsen import plaatsen
from rio_soap.register.uitslag import Uitslag, standaardkenmerken, standaardlijsten
from rio_soap.register.waardenlijsten import Waardenlijsten
from rio_soap.service.bedrijfsdocument import Afzender, controleer_afzender, controleer_streng
from rio_soap.werkbank import inhoud
from rio_soap.werkbank.antwoorden import lees_afkeuring, lees_fault
from rio_soap.werkbank.bestandssoort import nader
from rio_soap.werkbank.grenzen import begrens, kort_af, maak_termijn
from rio_soap.werkbank.handtekeningcontrole import Handtekeningrapport, controleer_handtekening, gemaakt
from rio_soap.werkbank.herken import herken, is_fysiek
from rio_soap.werkbank.ontvangst import Ontvangst, ontpak
from rio_soap.werkbank.rapport import Deel, Melding, Onderdeel, Rapport, orden

Beoordeel = Callable[[str, Gegeven, str, datetime], Uitslag]
"""Operation, typed request, OIN of the sender and moment to what the register would answer; raises Edufout."""
Op = Literal["nu", "created"] | datetime
"""The moment at which a message is judged: now, that of its own Timestamp, or another (aware)."""
_BOM = b"\xef\xbb\xbf"
_FAULT = qnaam(SOAP, "Fault")
_ONBEKEND_OIN = "00000000000000000000"


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
    klok: Klok = field(default_factory=Systeemklok)
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
        self.termijn = maak_termijn()
        self.handtekening: Handtekeningrapport | None = None
        self.operatie: Operatie | None = None
        self.van_oin: str | None = None

    def meld(self, deel: Deel, meldingen: list[Melding], nl: str = "", en: str = "") -> None:
        """Findings on one part, which is good without errors."""
        self.meldingen += meldingen
        stand: Literal["goed", "fout"] = "fout" if any(m.ernst == "fout" for m in meldingen) else "goed"
        eerder = self.onderdelen.get(deel)
        if eerder is not None and eerder.stand == "fout":
            stand = "fout"
        self.onderdelen[deel] = Onderdeel(deel, stand, (nl, en) if nl or eerder is None else eerder.toelichting)

    def sla_over(self, deel: Deel, nl: str, en: str) -> None:
        """A part that is not judged, and why."""
        self.onderdelen[deel] = Onderdeel(deel, "niet", (nl, en))

    def rapport(self, soort: Literal["verzoek", "antwoord", "fault", "inhoud", "onleesbaar"]) -> Rapport:
        """The report, with what was left out of it."""
        h = self.handtekening
        onvolledig = "wat te veel tijd kost" if self.termijn.om or (h and h.ongelezen) else ""
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
        tekst = "Byte order mark voor het bericht"
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
    werk.meld("bericht", [], f"{envelope.grootte} bytes", f"{envelope.grootte} bytes")
    if envelope.inhoud.tag == _FAULT:
        werk.meld("bericht", lees_fault(envelope.inhoud))
        return werk.rapport("fault")
    return _envelope(werk, envelope, soap_action)


def _kaal(werk: _Werk, kaal: etree._Element) -> Rapport:
    werk.operatie = inhoud.bericht_van(kaal)
    werk.meld("bericht", [], "zonder envelope", "without envelope")
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
    eigen = (naam.namespace or "").startswith("http://duo.nl/") or naam.localname.endswith(("_request", "_response"))
    return root if eigen else None


def _envelope(werk: _Werk, envelope: Envelope, soap_action: str | None) -> Rapport:
    """Addressing, signature, content: each also when an earlier one is wrong, for a vendor wants to see all of it."""
    kader = werk.kader
    werk.operatie = inhoud.bericht_van(envelope.inhoud)
    antwoord = kort(str(envelope.inhoud.tag)).endswith("_response")
    if kader.op == "created":
        werk.moment = gemaakt(envelope) or werk.moment
    waarden = _adressering(werk, envelope, soap_action, antwoord=antwoord)
    profiel = replace(kader.profiel, ontvanger_oin=waarden.to_oin) if antwoord else kader.profiel
    vertrouwen = None if antwoord else kader.vertrouwen
    werk.handtekening = handtekening = controleer_handtekening(
        envelope, waarden, profiel, werk.moment, vertrouwen, werk.termijn, na_bewijs=kader.na_bewijs
    )
    nl, en = _over_handtekening(handtekening)
    werk.meld("ondertekening", handtekening.meldingen, nl, en)
    vertrouwd = handtekening.partij is not None and handtekening.partij.mag_voor(waarden.from_oin)
    oin = waarden.from_oin if vertrouwd or not kader.alleen_vertrouwd else None
    werk.van_oin = None if antwoord or waarden.from_oin == _ONBEKEND_OIN else waarden.from_oin
    _inhoud(werk, envelope.inhoud, None if antwoord else waarden.action, oin)
    return werk.rapport("antwoord" if antwoord else "verzoek")


def _over_handtekening(h: Handtekeningrapport) -> tuple[str, str]:
    if not h.ondertekend:
        return "niet ondertekend", "not signed"
    if h.certificaat is None:
        return "", ""
    oin = h.certificaat.oin or "-"
    vertrouwd = {None: ("vertrouwen niet beoordeeld", "trust not judged"), True: ("vertrouwd", "trusted")}.get(
        h.certificaat.vertrouwd, ("niet vertrouwd", "not trusted")
    )
    return f"certificaat OIN {oin}, {vertrouwd[0]}", f"certificate OIN {oin}, {vertrouwd[1]}"


def _adressering(
    werk: _Werk, envelope: Envelope, soap_action: str | None, *, antwoord: bool
) -> adressering.Adressering:
    """Judge the addressing; gives the values, or what can be told of them."""
    profiel = werk.kader.profiel
    meldingen: list[Melding] = []
    waarden = _los(envelope)
    try:
        if antwoord:
            gelezen = adressering.lees_adressering(envelope)
            adressering.controleer_antwoordadressering(envelope, None, replace(profiel, ontvanger_oin=gelezen.to_oin))
        else:
            acties = {operatie.soap_action for operatie in OPERATIES.values()}
            if soap_action is None:
                adressering.lees_adressering(envelope)
            gegeven = soap_action if soap_action is not None else waarden.action
            adressering.controleer_adressering(envelope, gegeven, acties, profiel)
    except Edufout as fout:
        meldingen = herken(fout, "adressering")
        if envelope.header is None:
            meldingen = [replace(meldingen[0], oorzaak="header-ontbreekt", waar="/Envelope")]
        if soap_action is None:
            meldingen = [_bij_action(melding, envelope) for melding in meldingen]
    to = envelope.wsa.get("To", (None,))[0]
    if not antwoord and not meldingen and to is not None and is_fysiek((to.text or "").strip()):
        tekst = "wsa:To noemt een machine; alleen het OIN erin wordt hier beoordeeld"
        gevonden, mag = (to.text or "").strip()[:200], f"https://duo.nl/RIO/services/...?oin={profiel.ontvanger_oin}"
        meldingen = [Melding("to-adres", "adressering", pad(to), regel(to), gevonden, mag, tekst, ernst="opmerking")]
    nl = f"{kort_af(waarden.action, 200)} van {waarden.from_oin} aan {waarden.to_oin}"
    werk.meld("adressering", meldingen, nl, nl.replace(" van ", " from ").replace(" aan ", " to "))
    return waarden


def _bij_action(melding: Melding, envelope: Envelope) -> Melding:
    """What is said of SOAPAction said of wsa:Action: without the HTTP header that is what was judged."""
    if melding.waar != "SOAPAction":
        return melding
    action = next(iter(envelope.wsa.get("Action", ())), None)
    oorzaak = "action-onbekend" if melding.oorzaak == "soapaction-onbekend" else melding.oorzaak
    rij = regel(action) if action is not None else None
    return replace(melding, oorzaak=oorzaak, waar="/Envelope/Header/Action", regel=rij)


def _los(envelope: Envelope) -> adressering.Adressering:
    """The values as they stand there, empty where they lack: signature and content are judged all the same."""

    def waarde(naam: str) -> str:
        element = next(iter(envelope.wsa.get(naam, ())), None)
        return "".join(element.itertext()).strip() if element is not None else ""  # type: ignore[arg-type]

    van, aan = waarde("From"), waarde("To")
    return adressering.Adressering(
        waarde("Action"),
        oin_in_adres(aan) or _ONBEKEND_OIN,
        oin_in_adres(van) or _ONBEKEND_OIN,
        van,
        waarde("MessageID"),
        waarde("RelatesTo") or None,
    )


def _inhoud(werk: _Werk, element: etree._Element, action: str | None, oin: str | None) -> None:
    """XSD, values and register.

    :param oin: the sender of an envelope, None when the register may not be asked for it.
    """
    lijsten, dienst = werk.kader.lijsten, inhoud.dienst_van(element)
    soort = inhoud.controleer_soort(element, action)
    bekend = inhoud.bericht_van(element)
    xsd = []
    if dienst is not None and bekend is not None:
        xsd = inhoud.controleer_xsd(element, dienst, lijsten, werk.termijn)
    werk.meld("xsd", [*soort, *xsd])
    if dienst is None or bekend is None or soort or xsd:
        werk.sla_over("waarden", "pas na een geldig bericht", "only for a valid message")
        werk.sla_over("register", "pas na een geldig bericht", "only for a valid message")
        return
    waarden = inhoud.controleer_waarden(element, dienst, lijsten, werk.kader.kenmerken, werk.termijn)
    werk.meld("waarden", waarden)
    if werk.termijn.om:
        werk.sla_over("register", "de tijd voor dit verslag is op", "the time for this report is up")
        return
    gegeven = inhoud.lees(element, dienst)
    if isinstance(gegeven, Melding):
        werk.meld("xsd", [gegeven])
    elif kort(str(element.tag)) == bekend.antwoord:
        afkeuring = lees_afkeuring(element, gegeven)
        if not werk.kader.afkeuring_telt:
            afkeuring = [replace(melding, ernst="opmerking") for melding in afkeuring]
        werk.meld("register", afkeuring)
    else:
        werk.meld("waarden", _afzender(werk, gegeven))
        if werk.kader.profiel.streng:
            werk.meld("waarden", _naar_de_letter(gegeven))
        _register(werk, bekend, gegeven, element, oin, kaal=action is None)


def _naar_de_letter(gegeven: Gegeven) -> list[Melding]:
    """What only the letter of the PvE asks of the first four elements."""
    try:
        controleer_streng(gegeven)
    except Edufout as fout:
        return _in_document(fout, "letter-pve")
    return []


def _afzender(werk: _Werk, gegeven: Gegeven) -> list[Melding]:
    """Whether the document speaks in the name of another than wsa:From."""
    if werk.van_oin is None:
        return []
    partij = werk.handtekening.partij if werk.handtekening else None
    try:
        controleer_afzender(gegeven, werk.van_oin, partij, werk.kader.afzender)
    except Edufout as fout:
        return _in_document(fout, "afzender")
    return []


def _in_document(fout: Edufout, oorzaak: str) -> list[Melding]:
    return [
        Melding(
            oorzaak, "waarden", b.waar, b.regel, toon(b.gevonden), toon(b.toegestaan), b.zin(), fout.soort.faultcode
        )
        for b in fout.bevindingen
    ]


def _register(
    werk: _Werk, operatie: Operatie, gegeven: Gegeven, element: etree._Element, oin: str | None, *, kaal: bool
) -> None:
    kader = werk.kader
    if kaal and not kader.alleen_vertrouwd:  # without addressing the body says who sends
        afzender = str(gegeven.velden.get("verzendendeInstantie", ""))
        oin = afzender if is_oin(afzender) else None
    if kader.beoordeel is None:
        werk.sla_over("register", "geen register bij de hand", "no register at hand")
        return
    if oin is None or oin == _ONBEKEND_OIN:
        werk.sla_over("register", "de afzender staat niet vast", "the sender is not certain")
        return
    try:
        uitslag = kader.beoordeel(operatie.naam, gegeven, oin, werk.moment)
    except Edufout as fout:
        if fout.soort.name == "DK0051":
            werk.sla_over("register", "deze operatie is hier niet gebouwd", "this operation is not built here")
        else:
            werk.meld("register", _waardefout(fout, element))
        return
    werk.meld("register", _controles(uitslag, operatie, gegeven, element), "niets is opgeslagen", "nothing was stored")


def _waardefout(fout: Edufout, element: etree._Element) -> list[Melding]:
    return [
        Melding(
            "waardenlijst",
            "register",
            b.waar,
            regel_op(b.waar, element),
            toon(b.gevonden),
            None,
            b.zin(),
            fout.soort.faultcode,
        )
        for b in fout.bevindingen
    ]


def _controles(uitslag: Uitslag, operatie: Operatie, gegeven: Gegeven, element: etree._Element) -> list[Melding]:
    """What the controles say, each at the element that it judged."""
    waar = plaatsen(operatie.naam, gegeven, uitslag.foutmeldingen)
    return [
        Melding(
            "controle",
            "register",
            plek,
            regel_op(plek, element),
            ", ".join(f"{naam} {waarde}" for naam, waarde in melding.sleutels),
            None,
            melding.fouttekst,
            melding.foutcode,
        )
        for melding, plek in zip(uitslag.foutmeldingen, waar, strict=True)
    ]
