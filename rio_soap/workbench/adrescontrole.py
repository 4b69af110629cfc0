"""The addressing of a message judged as the service does, also where it cannot be read as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rio_soap.bevinding import Tekst
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling import adressering
from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.oin import oin_in_adres
from rio_soap.edukoppeling.position import pad, regel
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.workbench.grenzen import kort_af
from rio_soap.workbench.herken import herken, is_fysiek
from rio_soap.workbench.rapport import Melding

ONBEKEND_OIN = "0" * 20
"""Stands for the OIN of who says none."""


@dataclass(frozen=True, slots=True)
class Adresoordeel:
    """The values of the addressing, or what can be told of them, and what is wrong with them."""

    waarden: adressering.Adressering
    meldingen: Sequence[Melding]

    @property
    def toelichting(self) -> Tekst:
        """What is sent by whom to whom."""
        w = self.waarden
        action = kort_af(w.action, 200)
        return Tekst.met("toelichting.adressering", action=action, van=w.from_oin, aan=w.to_oin)


def controleer_adres(envelope: Envelope, soap_action: str | None, profiel: Profiel, *, antwoord: bool) -> Adresoordeel:
    """Judge the addressing of a request or an answer.

    :param soap_action: the HTTP header, None when it is not known.
    """
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
    if not antwoord and not meldingen:
        meldingen = _machine(envelope, profiel)
    return Adresoordeel(waarden, meldingen)


def _machine(envelope: Envelope, profiel: Profiel) -> list[Melding]:
    """A remark on a wsa:To that is right by its OIN and yet the address of a machine."""
    to = envelope.wsa.get("To", (None,))[0]
    gevonden = (to.text or "").strip() if to is not None else ""
    if to is None or not is_fysiek(gevonden):
        return []
    tekst, mag = Tekst("werkbank.to-machine"), f"https://duo.nl/RIO/services/...?oin={profiel.ontvanger_oin}"
    return [Melding("to-adres", "adressering", pad(to), regel(to), gevonden[:200], mag, tekst, ernst="opmerking")]


def _bij_action(melding: Melding, envelope: Envelope) -> Melding:
    """What is said of SOAPAction said of wsa:Action: without the HTTP header that is what was judged."""
    if melding.waar != "SOAPAction":
        return melding
    action = next(iter(envelope.wsa.get("Action", ())), None)
    oorzaak = "action-onbekend" if melding.oorzaak == "soapaction-onbekend" else melding.oorzaak
    op_regel = regel(action) if action is not None else None
    return replace(melding, oorzaak=oorzaak, waar="/Envelope/Header/Action", regel=op_regel)


def _los(envelope: Envelope) -> adressering.Adressering:
    """The values as they stand there, empty where they lack: signature and content are judged all the same."""

    def waarde(naam: str) -> str:
        element = next(iter(envelope.wsa.get(naam, ())), None)
        return "".join(element.itertext()).strip() if element is not None else ""  # type: ignore[arg-type]

    van, aan = waarde("From"), waarde("To")
    return adressering.Adressering(
        waarde("Action"),
        oin_in_adres(aan) or ONBEKEND_OIN,
        oin_in_adres(van) or ONBEKEND_OIN,
        van,
        waarde("MessageID"),
        waarde("RelatesTo") or None,
    )
