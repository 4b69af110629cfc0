"""WS-Addressing as Edukoppeling wants it (PvE 6.4.8), with the codes DK0003, DK0005 to DK0011 and EK0020 to EK0023."""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.oin import is_oin_van_cijfers, oin_in_adres
from rio_soap.edukoppeling.oorzaken import Oorzaak
from rio_soap.edukoppeling.position import pad, regel
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.uris import ANONIEM, SOAP, WSA, kort, qnaam
from rio_soap.edukoppeling.zinsdelen import hoogstens, maal, meer_dan

_ADDRESS = qnaam(WSA, "Address")
_MUST_UNDERSTAND = qnaam(SOAP, "mustUnderstand")
_BEKEND = frozenset({"To", "Action", "MessageID", "From", "ReplyTo", "FaultTo", "RelatesTo"})
_MESSAGE_ID = re.compile(r"(?:urn:uuid:|uuid:)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")
_STRENGE_MESSAGE_ID = re.compile(r"urn:uuid:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")
_MAX_TEKST = 2048
_WIT = " \t\r\n"

_ONTBREEKT: tuple[tuple[str, Foutsoort, Oorzaak], ...] = (
    ("To", Foutsoort.DK0005, "to-ontbreekt"),
    ("Action", Foutsoort.DK0006, "action-ontbreekt"),
    ("MessageID", Foutsoort.DK0007, "messageid-ontbreekt"),
    ("From", Foutsoort.EK0020, "from-ontbreekt"),
)
_OUDE_WSA = tuple(f"{{http://schemas.xmlsoap.org/ws/{versie}/addressing}}" for versie in ("2004/08", "2003/03"))
"""Beginnings of names of earlier versions of WS-Addressing."""


class Adressering(NamedTuple):
    """The WS-Addressing values of a message."""

    action: str
    to_oin: str
    from_oin: str
    from_adres: str
    """The whole address in wsa:From, which becomes wsa:To of the answer."""
    message_id: str
    """As it stood there, with or without ``urn:uuid:``."""
    relates_to: str | None = None


def controleer_adressering(
    envelope: Envelope, soap_action: str | None, acties: Collection[str], profiel: Profiel
) -> Adressering:
    """Judge the HTTP header SOAPAction and the WS-Addressing headers of a request.

    :param soap_action: the HTTP header, with or without double quotes; None when absent.
    :param acties: the actions that the service knows.
    :raises Edufout: in this order DK0003; DK0005, DK0006, DK0007, EK0020; EK0021, EK0022, EK0023; DK0011, DK0010.
    """
    actie = _soap_action(soap_action, acties)
    adressering = lees_adressering(envelope, streng=profiel.streng)
    bevindingen = _waarden(envelope, adressering, profiel)
    anoniem = f"{ANONIEM}?oin={adressering.from_oin}"
    if profiel.streng and adressering.from_adres != anoniem:
        zin = Tekst("wsa-waarde.from")
        bevindingen.append(_bevinding("wsa-waarde", envelope, "From", adressering.from_adres, anoniem, zin))
    if adressering.action != actie:
        bevindingen.append(_bevinding("soapaction-verschilt", envelope, "Action", adressering.action, actie))
    if bevindingen:
        raise Edufout(Foutsoort.DK0011, bevindingen)
    _andere_headers(envelope, profiel)
    return adressering


def controleer_antwoordadressering(envelope: Envelope, relates_to: str | None, profiel: Profiel) -> Adressering:
    """Judge the WS-Addressing headers of an answer.

    :param relates_to: the MessageID of the request that this must answer; None when any will do.
    :raises Edufout: as `controleer_adressering`, and DK0008 when wsa:RelatesTo is missing.
    """
    adressering = lees_adressering(envelope)
    if adressering.relates_to is None:
        bevinding = Bevinding("relatesto-ontbreekt", "/Envelope/Header", toegestaan="wsa:RelatesTo")
        raise Edufout(Foutsoort.DK0008, [bevinding])
    bevindingen = _waarden(envelope, adressering, profiel)
    if relates_to is not None and adressering.relates_to != relates_to:
        zin = Tekst("wsa-waarde.antwoord")
        bevindingen.append(_bevinding("wsa-waarde", envelope, "RelatesTo", adressering.relates_to, relates_to, zin))
    if bevindingen:
        raise Edufout(Foutsoort.DK0011, bevindingen)
    _andere_headers(envelope, profiel)
    return adressering


def lees_adressering(envelope: Envelope, *, streng: bool = False) -> Adressering:
    """The values of the headers, present and of the right syntax.

    :param streng: the syntax of the PvE to the letter: an OIN of digits, a MessageID with ``urn:uuid:``.
    :raises Edufout: DK0005, DK0006, DK0007, EK0020 for the first that is missing or empty; then EK0021, EK0022, EK0023.
    """
    waarden: dict[str, str] = {}
    for naam, soort, oorzaak in _ONTBREEKT:
        waarde = _waarde(envelope, naam)
        if not waarde:
            raise _ontbreekt(envelope, soort, oorzaak, naam)
        waarden[naam] = waarde
    from_oin, to_oin = oin_in_adres(waarden["From"]), oin_in_adres(waarden["To"])
    oin_vorm = Tekst("waarde.oin-streng" if streng else "waarde.oin")
    if from_oin is None or (streng and not is_oin_van_cijfers(from_oin)):
        raise _syntaxis(Foutsoort.EK0021, "from-oin", envelope, "From", waarden["From"], oin_vorm)
    if to_oin is None or (streng and not is_oin_van_cijfers(to_oin)):
        oorzaak = "to-adres" if _is_kaal_adres(waarden["To"]) else "to-oin"
        raise _syntaxis(Foutsoort.EK0022, oorzaak, envelope, "To", waarden["To"], oin_vorm)
    if not (_STRENGE_MESSAGE_ID if streng else _MESSAGE_ID).match(waarden["MessageID"]):
        vorm = Tekst("waarde.messageid-streng" if streng else "waarde.messageid")
        raise _syntaxis(Foutsoort.EK0023, "messageid-uuid", envelope, "MessageID", waarden["MessageID"], vorm)
    relates_to = _waarde(envelope, "RelatesTo") or None
    return Adressering(waarden["Action"], to_oin, from_oin, waarden["From"], waarden["MessageID"], relates_to)


def _soap_action(soap_action: str | None, acties: Collection[str]) -> str:
    """The action without quotes and blanks; the PvE prints it with quotes, clients leave them out."""
    actie = (soap_action or "").strip()
    if len(actie) >= 2 and actie[0] == actie[-1] == '"':
        actie = actie[1:-1].strip()
    if actie not in acties:
        oorzaak: Oorzaak = "soapaction-onbekend" if actie else "soapaction-ontbreekt"
        bevinding = Bevinding(oorzaak, "SOAPAction", None, actie[:200], Tekst("waarde.soapaction"))
        raise Edufout(Foutsoort.DK0003, [bevinding])
    return actie


def _ontbreekt(envelope: Envelope, soort: Foutsoort, oorzaak: Oorzaak, naam: str) -> Edufout:
    """The fault for a header that is not there; there may be one of an earlier version of WS-Addressing."""
    header: Iterable[etree._Element] = () if envelope.header is None else envelope.header
    zin = None
    if any(str(kind.tag).startswith(_OUDE_WSA) for kind in header):
        oorzaak, zin = "wsa-namespace", Tekst.met("wsa-namespace", naam=naam)
    return Edufout(soort, [_bevinding(oorzaak, envelope, naam, "", None, zin)])


def _is_kaal_adres(adres: str) -> bool:
    """Whether it is the address of a machine, in which nobody tried to write an OIN."""
    if "oin=" in adres.lower():
        return False
    try:
        return adres.startswith("/") or bool(urlsplit(adres).scheme)
    except ValueError:  # such as http://[x
        return False


def _waarde(envelope: Envelope, naam: str) -> str:
    """Text of the first header of this name, for From of its Address; empty when there is none or more than text."""
    element: etree._Element | None = next(iter(envelope.wsa.get(naam, ())), None)
    if element is not None and naam == "From":
        element = next((kind for kind in element if kind.tag == _ADDRESS), None)
    if element is None or len(element):
        return ""
    return (element.text or "").strip(_WIT)


def _waarden(envelope: Envelope, adressering: Adressering, profiel: Profiel) -> list[Bevinding]:
    """What is wrong with headers that are there and well formed."""
    gevonden: list[Bevinding] = []
    for naam, elementen in envelope.wsa.items():
        if naam not in _BEKEND:
            zin, mag = Tekst.met("wsa-onbekend", naam=naam), ", ".join(sorted(_BEKEND))
            gevonden.append(_bevinding("wsa-onbekend", envelope, naam, f"wsa:{naam}", mag, zin))
        elif len(elementen) > 1:
            zin = Tekst.met("wsa-dubbel", naam=naam)
            gevonden.append(_bevinding("wsa-dubbel", envelope, naam, maal(len(elementen)), maal(1), zin))
    for afzender in envelope.wsa.get("From", ()):
        if [kind.tag for kind in afzender].count(_ADDRESS) != 1:
            er_is, zin = Tekst.met("waarde.aantal-elementen", aantal=len(afzender)), Tekst("wsa-dubbel.address")
            gevonden.append(_bevinding("wsa-dubbel", envelope, "From", er_is, maal(1, "wsa:Address"), zin))
    for naam, waarde in (
        ("To", _waarde(envelope, "To")),
        ("Action", adressering.action),
        ("MessageID", adressering.message_id),
        ("From", adressering.from_adres),
        ("RelatesTo", adressering.relates_to or ""),
    ):
        if len(waarde) > _MAX_TEKST:
            lengte, zin = Tekst.met("waarde.tekens", aantal=len(waarde)), Tekst.met("wsa-waarde.lang", naam=naam)
            gevonden.append(_bevinding("wsa-waarde", envelope, naam, lengte, hoogstens("aantal", _MAX_TEKST), zin))
    if adressering.to_oin != profiel.ontvanger_oin:
        gevonden.append(_bevinding("to-ontvanger", envelope, "To", adressering.to_oin, profiel.ontvanger_oin))
    return gevonden


def _andere_headers(envelope: Envelope, profiel: Profiel) -> None:
    """Other headers are refused when the sender demands that they are understood, or by the letter of the PvE; and when
    they are large together: no signature covers them, and the log keeps them for ever with the message."""
    bevindingen = [
        Bevinding("andere-header", pad(element), regel(element), str(element.tag)[:200], Tekst("waarde.headers"))
        for element in envelope.overige
        if profiel.streng or (element.get(_MUST_UNDERSTAND) or "0").strip() not in ("0", "false")
    ]
    if bevindingen:
        raise Edufout(Foutsoort.DK0010, bevindingen)
    if envelope.overige and envelope.grootte > profiel.maximum_overige:
        _controleer_omvang(envelope, profiel.maximum_overige)


def _controleer_omvang(envelope: Envelope, maximum: int) -> None:
    totaal = 0
    for element in envelope.overige:
        totaal += len(etree.tostring(element, with_tail=False))
        if totaal > maximum:
            gevonden, mag = meer_dan("bytes", maximum), hoogstens("bytes", maximum)
            bevinding = Bevinding("header-te-groot", "/Envelope/Header", regel(element), gevonden, mag)
            raise Edufout(Foutsoort.DK0010, [bevinding])


def _syntaxis(
    soort: Foutsoort, oorzaak: Oorzaak, envelope: Envelope, naam: str, gevonden: str, toegestaan: Tekst
) -> Edufout:
    return Edufout(soort, [_bevinding(oorzaak, envelope, naam, gevonden, toegestaan)])


def _bevinding(
    oorzaak: Oorzaak,
    envelope: Envelope,
    naam: str,
    gevonden: str | Tekst,
    toegestaan: str | Tekst | None,
    zin: Tekst | None = None,
) -> Bevinding:
    element = next(iter(envelope.wsa.get(naam, ())), None)
    rij = regel(element) if element is not None else None
    gevonden = gevonden[:200] if isinstance(gevonden, str) else gevonden
    return Bevinding(oorzaak, f"/Envelope/Header/{kort(naam)}", rij, gevonden, toegestaan, zin)
