"""An intervention of the operator, the whole way of a message: signed by the service, judged, answered, logged.

The service itself is the sender, so the berichtenlog says with its certificate that the operator did it; the reason
stands in wsa:Metadata of wsa:From and is signed with it, so that log, chain and bewijs hold it like the rest. The feeds
show the change as they show any other.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from rio_soap.contract import mapping
from rio_soap.contract.document_header import new_header
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES, Operatie
from rio_soap.edukoppeling.clock import Clock, schrijf_tijdstip
from rio_soap.edukoppeling.trusted import Partij
from rio_soap.register.database.session import Session
from rio_soap.register.logboek.berichtenlog import uitgepakt
from rio_soap.register.operaties import ingreepvoorstel
from rio_soap.register.operaties.ingreepvoorstel import Voorstel
from rio_soap.register.regels import velden
from rio_soap.service.eigen_bericht import stel_eigen_bericht_op
from rio_soap.service.hertoets import PartijIn
from rio_soap.service.pipeline import Pipeline

BEHEER = "urn:rio-soap:beheer"
"""Namespace of the element that holds the reason."""
MAX_REDEN = 500
_REDEN = f"{{{BEHEER}}}reden"


Nogmaals = Callable[[Session], Voorstel | None]
"""Takes a session of the register; makes the proposal again."""


class Veranderd(Exception):
    """What the intervention was made of is not as it was any more: look again."""


@dataclass(frozen=True, slots=True)
class Gedaan:
    """What became of an intervention.

    :param code: identificatiecodeBedrijfsdocument, under which the log and `rio-soap bewijs` have it.
    :param foutmeldingen: code, text and sleutelgegevens; none when it was carried out.
    """

    code: str
    foutmeldingen: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class LogLine:
    """One intervention in the log; times are aware."""

    id: int
    moment: datetime
    operatie: str
    sleutel: str
    goedgekeurd: bool
    reden: str


def is_reden(tekst: str) -> bool:
    """Whether a text says why: 1 to 500 characters on one line."""
    return bool(tekst.strip()) and len(tekst) <= MAX_REDEN and tekst.isprintable()


def verzoek(voorstel: Voorstel, oin: str, klok: Clock) -> tuple[Operatie, etree._Element]:
    """The request of an intervention, from the service to itself.

    :raises Vormfout: for an object that no message of the contract can hold, such as a unit of mbo to be ended.
    """
    operatie = OPERATIES[voorstel.operatie]
    header = new_header(oin, "DUO", schrijf_tijdstip(klok.nu(), milliseconden=True))  # DUO by the letter of the PvE
    return operatie, mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, {**header, **voorstel.velden}))


def voer_uit(pijplijn: Pipeline, voorstel: Voorstel, reden: str, nogmaals: Nogmaals) -> Gedaan:
    """Carry out an intervention.

    :param pijplijn: trusts the service's own key (`vertrouw_eigen`), and acts as the operator.
    :param nogmaals: makes the proposal again, in a session: the transaction goes on only when it is the same.
    :raises Veranderd: when it is not.
    :raises Edufout: for a fault instead of an answer.
    """
    oin = pijplijn.profiel.ontvanger_oin
    operatie, element = verzoek(voorstel, oin, pijplijn.klok)
    metadata = etree.Element(_REDEN, nsmap={"beheer": BEHEER})
    metadata.text = reden
    b = stel_eigen_bericht_op(pijplijn, operatie, element, oin, f"urn:uuid:{uuid.uuid4()}", metadata)
    pijplijn.afhandeling.partij_in = _als_onveranderd(pijplijn, voorstel, nogmaals)
    antwoord = mapping.lees(etree.fromstring(pijplijn.beantwoord(b))[-1][0], operatie.dienst)
    return Gedaan(str(antwoord.velden["identificatiecodeBedrijfsdocument"]), tuple(_meldingen(antwoord)))


def _als_onveranderd(pijplijn: Pipeline, voorstel: Voorstel, nogmaals: Nogmaals) -> PartijIn:
    """Asked at the beginning of the transaction: nothing that was approved meanwhile may be overwritten."""

    def partij_in(session: Session, der: bytes) -> Partij | None:
        if nogmaals(session) != voorstel:
            raise Veranderd
        return pijplijn.vertrouwen.partij(der)

    return partij_in


def _meldingen(antwoord: Gegeven) -> Iterator[tuple[str, str, str]]:
    for melding in velden.delen(antwoord, "foutmelding"):
        sleutels = velden.delen(melding, "sleutelgegeven")
        namen = (f"{velden.tekst(s, 'sleutelnaam')} {velden.tekst(s, 'sleutelwaarde')}" for s in sleutels)
        yield velden.tekst(melding, "foutcode"), velden.tekst(melding, "fouttekst"), ", ".join(namen)


def lijst(session: Session, oin: str) -> list[LogLine]:
    """Every intervention that the log holds, oldest first.

    :param oin: that of the service.
    """
    regels = []
    for rij in ingreepvoorstel.gelogd(session, oin):
        envelope = etree.fromstring(uitgepakt(rij)[0], etree.XMLParser(resolve_entities=False, no_network=True))
        if (reden := envelope.findtext(f".//{_REDEN}")) is None:
            continue  # a delivery of ours that is no intervention
        namen = {naam for delen in ingreepvoorstel.SOORTEN.values() for naam in delen} | {"onderwijslocatieCode"}
        inhoud = envelope[-1][0]
        delen = [str(d.text) for d in inhoud.iter(etree.Element) if etree.QName(d).localname in namen]
        eerste = next(
            sleutel for soort, sleutel in ingreepvoorstel.SOORTEN.items() if rij["operatie"].endswith(f"_{soort}")
        )
        sleutel = " ".join(delen[: len(eerste)])
        regels.append(LogLine(rij["id"], rij["ontvangen"], rij["operatie"], sleutel, rij["goedgekeurd"], reden))
    return regels
