"""What travels along the pipeline: a request, and what each step makes of it.

A step takes one of these types and gives the next, so that whatever has one knows what was found out before:
`Bericht` → `Geopend` → `Geadresseerd` → `Ondertekend` → `Geldig` → `Gelezen` → `Verwerkt`. Those that handle the
operation have a few of their own between the last two (`rio_soap.service.afhandeling`).
"""

from dataclasses import dataclass, field

from lxml import etree

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import Dienst, Operatie
from rio_soap.edukoppeling.adressering import Adressering
from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.fouten import Edufout
from rio_soap.edukoppeling.onderteken import Concept
from rio_soap.edukoppeling.verifieer import Ondertekenaar
from rio_soap.register.logboek.berichtenlog import Gelogd
from rio_soap.register.regels.uitslag import Uitslag


@dataclass(slots=True)
class Bericht:
    """One request as it came in, with what its answer, log and counters need whatever becomes of it.

    :param tls_certificaat: DER of the verified client certificate of the TLS connection.
    :param operatie: None until the addressing is read.
    :param afzender: whom a fault is addressed to: None until the signature is verified, a stranger gets a bare one.
    :param getekend: whether the request was signed, so that its answer and its fault are.
    :param fout: the fault instead of an answer.
    :param tijden: seconds per step, by name of the step.
    """

    dienst: Dienst
    data: bytes
    content_type: str | None
    soap_action: str | None
    tls_certificaat: bytes | None = None
    content_encoding: str | None = None
    operatie: Operatie | None = None
    afzender: Adressering | None = None
    getekend: bool = False
    fout: Edufout | None = None
    tijden: dict[str, float] = field(default_factory=dict)

    def vergeet_afzender(self) -> None:
        """Take the sender for a stranger from here on: nothing signed goes to him."""
        self.afzender, self.getekend = None, False


@dataclass(frozen=True, slots=True)
class Geopend:
    """A request whose envelope is one."""

    bericht: Bericht
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Geadresseerd:
    """A request of which is known what it asks, and who it says it is from."""

    bericht: Bericht
    envelope: Envelope
    adressering: Adressering
    operatie: Operatie


@dataclass(frozen=True, slots=True)
class Ondertekend:
    """A request whose signature was verified; an unsigned one has a signer of whom nothing is known."""

    bericht: Bericht
    envelope: Envelope
    adressering: Adressering
    operatie: Operatie
    ondertekenaar: Ondertekenaar


@dataclass(frozen=True, slots=True)
class Geldig:
    """A request that its sender may make, with the valid element in its Body."""

    bericht: Bericht
    adressering: Adressering
    operatie: Operatie
    ondertekenaar: Ondertekenaar
    inhoud: etree._Element


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A request as a typed message; `inhoud` is what it was read from, in which findings get their line."""

    bericht: Bericht
    adressering: Adressering
    operatie: Operatie
    ondertekenaar: Ondertekenaar
    inhoud: etree._Element
    gegeven: Gegeven


@dataclass(frozen=True, slots=True)
class Verwerkt:
    """A request that was carried out, or refused by the rules: its answer up to the signature, and its entry in the
    log. The transaction is durable."""

    bericht: Bericht
    uitslag: Uitslag
    concept: Concept
    gelogd: Gelogd
