"""WS-Addressing as Edukoppeling wants it (PvE 6.4.8), with the codes DK0003, DK0005 to DK0011 and EK0020 to EK0023."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.fouten import Bevinding, Edufout, Foutsoort
from rio_soap.edukoppeling.namen import ANONIEM, SOAP, WSA, kort, qnaam
from rio_soap.edukoppeling.oin import is_oin_van_cijfers, oin_in_adres
from rio_soap.edukoppeling.plek import pad, regel
from rio_soap.edukoppeling.profiel import Profiel

_ADDRESS = qnaam(WSA, "Address")
_MUST_UNDERSTAND = qnaam(SOAP, "mustUnderstand")
_BEKEND = frozenset({"To", "Action", "MessageID", "From", "ReplyTo", "FaultTo", "RelatesTo"})
_MESSAGE_ID = re.compile(r"(?:urn:uuid:|uuid:)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")
_STRENGE_MESSAGE_ID = re.compile(r"urn:uuid:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")
_OIN_VORM = "oin= met daarachter een OIN: 8 cijfers en 12 cijfers of hoofdletters"
_STRENGE_OIN_VORM = "oin= met daarachter een OIN: 20 cijfers"
_MAX_TEKST = 2048
_WIT = " \t\r\n"
_GEWONE_KOPPEN = ("To", "Action", "MessageID", "From")

_ONTBREEKT = (
    ("To", Foutsoort.DK0005),
    ("Action", Foutsoort.DK0006),
    ("MessageID", Foutsoort.DK0007),
    ("From", Foutsoort.EK0020),
)


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
    if (gewoon := _gewone_adressering(envelope, actie, profiel)) is not None:
        return gewoon
    adressering = lees_adressering(envelope, streng=profiel.streng)
    bevindingen = _waarden(envelope, adressering, profiel)
    anoniem = f"{ANONIEM}?oin={adressering.from_oin}"
    if profiel.streng and adressering.from_adres != anoniem:
        melding = "wsa:From is niet het anonieme adres met een OIN"
        bevindingen.append(_bevinding(envelope, "From", adressering.from_adres, anoniem, melding))
    if adressering.action != actie:
        bevindingen.append(
            _bevinding(envelope, "Action", adressering.action, actie, "wsa:Action verschilt van SOAPAction")
        )
    if bevindingen:
        raise Edufout(Foutsoort.DK0011, bevindingen)
    _andere_headers(envelope, profiel)
    return adressering


def _gewone_adressering(envelope: Envelope, actie: str, profiel: Profiel) -> Adressering | None:
    """What nearly every request has: the four headers once, good, and no other; None for anything else, also by the
    letter of the PvE. The judgement of what is None here is with `lees_adressering` and those after it."""
    wsa = envelope.wsa
    if profiel.streng or envelope.overige or len(wsa) != len(_GEWONE_KOPPEN):
        return None
    waarden: list[str] = []
    for naam in _GEWONE_KOPPEN:
        elementen = wsa.get(naam, ())
        if len(elementen) != 1:
            return None
        element = elementen[0]
        if naam == "From":
            if len(element) != 1:
                return None
            element = element[0]
            if element.tag != _ADDRESS:
                return None
        if len(element):
            return None
        waarde = (element.text or "").strip(_WIT)
        if not 0 < len(waarde) <= _MAX_TEKST:
            return None
        waarden.append(waarde)
    naar, action, message_id, van = waarden
    from_oin, to_oin = _oin(van), _oin(naar)
    if from_oin is None or to_oin != profiel.ontvanger_oin or action != actie or not _MESSAGE_ID.match(message_id):
        return None
    return Adressering(action, to_oin, from_oin, van, message_id)


_oin = lru_cache(maxsize=256)(oin_in_adres)
"""Only ever asked for an address of at most `_MAX_TEKST`, which bounds what is kept."""


def controleer_antwoordadressering(envelope: Envelope, relates_to: str | None, profiel: Profiel) -> Adressering:
    """Judge the WS-Addressing headers of an answer.

    :param relates_to: the MessageID of the request that this must answer; None when any will do.
    :raises Edufout: as `controleer_adressering`, and DK0008 when wsa:RelatesTo is missing.
    """
    adressering = lees_adressering(envelope)
    if adressering.relates_to is None:
        raise Edufout(
            Foutsoort.DK0008, [Bevinding("/Envelope/Header", None, None, "wsa:RelatesTo", "wsa:RelatesTo ontbreekt")]
        )
    bevindingen = _waarden(envelope, adressering, profiel)
    if relates_to is not None and adressering.relates_to != relates_to:
        melding = "Antwoord op een ander bericht"
        bevindingen.append(_bevinding(envelope, "RelatesTo", adressering.relates_to, relates_to, melding))
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
    for naam, soort in _ONTBREEKT:
        waarde = _waarde(envelope, naam)
        if not waarde:
            raise Edufout(soort, [_bevinding(envelope, naam, waarde, None, f"wsa:{naam} ontbreekt of is leeg")])
        waarden[naam] = waarde
    from_oin, to_oin = oin_in_adres(waarden["From"]), oin_in_adres(waarden["To"])
    oin_vorm = _STRENGE_OIN_VORM if streng else _OIN_VORM
    if from_oin is None or (streng and not is_oin_van_cijfers(from_oin)):
        raise _syntaxis(envelope, Foutsoort.EK0021, "From", waarden["From"], oin_vorm)
    if to_oin is None or (streng and not is_oin_van_cijfers(to_oin)):
        raise _syntaxis(envelope, Foutsoort.EK0022, "To", waarden["To"], oin_vorm)
    if not (_STRENGE_MESSAGE_ID if streng else _MESSAGE_ID).match(waarden["MessageID"]):
        toegestaan = "urn:uuid: en een UUID" if streng else "een UUID, kaal of na urn:uuid: of uuid:"
        raise _syntaxis(envelope, Foutsoort.EK0023, "MessageID", waarden["MessageID"], toegestaan)
    relates_to = _waarde(envelope, "RelatesTo") or None
    return Adressering(waarden["Action"], to_oin, from_oin, waarden["From"], waarden["MessageID"], relates_to)


def _soap_action(soap_action: str | None, acties: Collection[str]) -> str:
    """The action without quotes and blanks; the PvE prints it with quotes, clients leave them out."""
    actie = (soap_action or "").strip()
    if len(actie) >= 2 and actie[0] == actie[-1] == '"':
        actie = actie[1:-1].strip()
    if actie not in acties:
        melding = "SOAPAction ontbreekt" if not actie else "Onbekende SOAPAction"
        toegestaan = "een SOAPAction uit de WSDL van deze service"
        raise Edufout(Foutsoort.DK0003, [Bevinding("SOAPAction", None, actie[:200], toegestaan, melding)])
    return actie


def _waarde(envelope: Envelope, naam: str) -> str:
    """Text of the first header of this name, for From of its Address; empty when there is none or more than text."""
    element: etree._Element | None = next(iter(envelope.wsa.get(naam, ())), None)
    if element is not None and naam == "From":
        element = element.find(_ADDRESS)
    if element is None or len(element):
        return ""
    return (element.text or "").strip(_WIT)


def _waarden(envelope: Envelope, adressering: Adressering, profiel: Profiel) -> list[Bevinding]:
    """What is wrong with headers that are there and well formed."""
    gevonden: list[Bevinding] = []
    for naam, elementen in envelope.wsa.items():
        if naam not in _BEKEND:
            melding = f"wsa:{naam} hoort niet in een bericht"
            gevonden.append(_bevinding(envelope, naam, f"wsa:{naam}", ", ".join(sorted(_BEKEND)), melding))
        elif len(elementen) > 1:
            gevonden.append(
                _bevinding(envelope, naam, f"{len(elementen)} maal", "1 maal", f"wsa:{naam} staat er dubbel")
            )
    for afzender in envelope.wsa.get("From", ()):
        if len(afzender.findall(_ADDRESS)) != 1:
            melding = "wsa:From heeft niet precies een wsa:Address"
            gevonden.append(_bevinding(envelope, "From", f"{len(afzender)} elementen", "1 maal wsa:Address", melding))
    for naam in ("To", "Action", "MessageID", "From", "RelatesTo"):
        if len(waarde := _waarde(envelope, naam)) > _MAX_TEKST:
            melding = f"wsa:{naam} is te lang"
            gevonden.append(_bevinding(envelope, naam, f"{len(waarde)} tekens", f"hoogstens {_MAX_TEKST}", melding))
    if adressering.to_oin != profiel.ontvanger_oin:
        melding = "wsa:To noemt een andere ontvanger"
        gevonden.append(_bevinding(envelope, "To", adressering.to_oin, profiel.ontvanger_oin, melding))
    return gevonden


def _andere_headers(envelope: Envelope, profiel: Profiel) -> None:
    """Other headers are refused when the sender demands that they are understood, or by the letter of the PvE; and when
    they are large together: no signature covers them, and the log keeps them for ever with the message."""
    bevindingen = [
        Bevinding(pad(element), regel(element), str(element.tag)[:200], "wsa headers en wsse:Security", "Andere header")
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
            gevonden, mag = f"meer dan {maximum} bytes", f"hoogstens {maximum} bytes"
            bevinding = Bevinding("/Envelope/Header", regel(element), gevonden, mag, "Te veel in andere headers")
            raise Edufout(Foutsoort.DK0010, [bevinding])


def _syntaxis(envelope: Envelope, soort: Foutsoort, naam: str, gevonden: str, toegestaan: str) -> Edufout:
    return Edufout(soort, [_bevinding(envelope, naam, gevonden, toegestaan, soort.faultstring)])


def _bevinding(envelope: Envelope, naam: str, gevonden: str, toegestaan: str | None, melding: str) -> Bevinding:
    element = next(iter(envelope.wsa.get(naam, ())), None)
    waar = f"/Envelope/Header/{kort(naam)}"
    return Bevinding(waar, regel(element) if element is not None else None, gevonden[:200], toegestaan, melding)
