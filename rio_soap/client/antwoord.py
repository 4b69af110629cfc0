"""What a verified answer or a fault says, read into Python."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar, cast

from lxml import etree

from rio_soap.bevinding import Bevinding
from rio_soap.client.fouten import Foutmelding, RioSoapFout
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import Operatie
from rio_soap.contract.path import naam, pad
from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.uris import BEVINDINGEN

_MAX_PLEKKEN = 3


@dataclass(frozen=True, slots=True)
class Antwoord:
    """A verified answer that approves.

    :param identificatiecode: identificatiecodeBedrijfsdocument, that of the request.
    :param message_id: wsa:MessageID of the answer.
    :param gegeven: the whole answer.
    :param herhaald: whether this answers a second delivery, after the outcome of the first was lost.
    :param opgezocht: whether the answer to the delivery was lost and this is the code that RIO has for its own key. It
        is of this delivery when that key was new.
    :param afwijkingen: what in the answer is not in the contract, a line each (`rio_soap.client.soepel`).
    """

    identificatiecode: str
    message_id: str
    gegeven: Gegeven = field(repr=False)
    herhaald: bool = False
    opgezocht: bool = False
    afwijkingen: tuple[str, ...] = ()

    def als(self, klasse: type["_A"]) -> "_A":
        """The same as the class of its operation."""
        return klasse(
            self.identificatiecode, self.message_id, self.gegeven, self.herhaald, self.opgezocht, self.afwijkingen
        )

    def veld(self, naam: str) -> Waarde | None:
        """A field of the answer, None when it is absent."""
        return self.gegeven.velden.get(naam)

    def tekst(self, naam: str) -> str | None:
        """A field that holds text."""
        return cast("str | None", self.gegeven.velden.get(naam))

    def teksten(self, naam: str) -> Sequence[str]:
        """A field that holds a list of texts; empty when it is absent."""
        return cast("Sequence[str]", self.gegeven.velden.get(naam, ()))

    def object(self, naam: str) -> Gegeven | None:
        """A field that holds one object."""
        return cast("Gegeven | None", self.gegeven.velden.get(naam))

    def lijst(self, naam: str) -> Sequence[Gegeven]:
        """A field that holds a list of objects; empty when it is absent."""
        return cast("Sequence[Gegeven]", self.gegeven.velden.get(naam, ()))


_A = TypeVar("_A", bound=Antwoord)


def foutmeldingen(gegeven: Gegeven, verzoek: etree._Element | None = None) -> list[Foutmelding]:
    """Every foutmelding of an answer that refuses, in its order.

    :param verzoek: the request, in which the places are looked up that the keys of a foutmelding point at.
    """
    uit = []
    for melding in cast("list[Gegeven]", gegeven.velden.get("foutmelding", [])):
        sleutels = tuple(
            (str(sleutel.velden.get("sleutelnaam", "")), str(sleutel.velden.get("sleutelwaarde", "")))
            for sleutel in cast("list[Gegeven]", melding.velden.get("sleutelgegeven", []))
        )
        code, tekst = str(melding.velden.get("foutcode", "")), str(melding.velden.get("fouttekst", ""))
        uit.append(Foutmelding(code, tekst, sleutels, tuple(_plaatsen(verzoek, sleutels))))
    return uit


def _plaatsen(verzoek: etree._Element | None, sleutels: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Paths of the elements in the request that hold the value of a key, under its name if it stands there."""
    if verzoek is None:
        return
    for sleutelnaam, waarde in sleutels:
        met_waarde = [e for e in verzoek.iter(etree.Element) if len(e) == 0 and _is(waarde, (e.text or "").strip())]
        zo_genoemd = [e for e in met_waarde if any(_is(sleutelnaam, n) for n in (naam(e), _kenmerknaam(e)))]
        yield from (pad(element, verzoek) for element in islice(zo_genoemd or met_waarde, _MAX_PLEKKEN))


def _is(gezegd: str, heel: str) -> bool:
    """Whether a text is the one that RIO says; of a long one RIO gives begin and end, with dots between them."""
    begin, punten, eind = gezegd.lower().partition("...")
    heel = heel.lower()
    if not punten or gezegd.lower() == heel:
        return gezegd.lower() == heel != ""
    return len(heel) > len(begin) + len(eind) and heel.startswith(begin) and heel.endswith(eind)


def _kenmerknaam(element: etree._Element) -> str:
    """kenmerknaam of the kenmerk that an element is the value of; empty for any other."""
    ouder = element.getparent()
    return (ouder.findtext("{*}kenmerknaam") or "") if ouder is not None else ""


def lees_fault(operatie: Operatie, envelope: Envelope, *, ondertekend: bool) -> RioSoapFout:
    """A SOAP fault as exception, with all its findings."""
    fault = envelope.inhoud
    code = (fault.findtext("faultcode") or "").strip().rpartition(":")[2]
    bevindingen = [lees_bevinding(element) for element in fault.iter(f"{{{BEVINDINGEN}}}bevinding")]
    tekst = fault.findtext("faultstring") or ""
    return RioSoapFout(operatie.naam, code, tekst, bevindingen, ondertekend=ondertekend)


def lees_bevinding(element: etree._Element) -> Bevinding:
    """A finding in the detail of a fault, in the words of the service; the cause ``fault`` where it names none."""

    def deel(naam: str) -> str | None:
        return element.findtext(f"{{{BEVINDINGEN}}}{naam}")

    regel = deel("regel") or ""
    rij = int(regel) if regel.isascii() and regel.isdecimal() and len(regel) < 9 else None
    oorzaak = deel("oorzaak") or "fault"
    waar, melding = deel("waar") or "/", deel("melding") or ""
    return Bevinding(oorzaak, waar, rij, deel("gevonden"), deel("toegestaan"), melding)
