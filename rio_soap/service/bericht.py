"""What travels along the pipeline: a request, and what each step makes of it.

A step takes one of these types and gives the next, so that whatever has one knows what was found out before:
`Bericht` → `Geopend` → `Geadresseerd` → `Ondertekend` → `Geldig` → `Gelezen`, then of a delivery `TeLeveren` → `Klaar`
and of a reading `TeLezen`, and for both `Beoordeeld` → `Opgesteld` → `Verwerkt`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from lxml import etree

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import Dienst, Operatie
from rio_soap.edukoppeling.adressering import Adressering
from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.onderteken import Concept
from rio_soap.edukoppeling.verifieer import Ondertekenaar
from rio_soap.register.logboek.berichtenlog import Gelogd
from rio_soap.register.operaties.levering import Levering, Voorbereid
from rio_soap.register.operaties.raadpleging import Raadpleging
from rio_soap.register.regels.uitslag import Context, Uitslag

Opsteller = Callable[[str, Adressering], Concept]
"""Composes an answer, given as canonical text, to a request with this addressing."""


@dataclass(slots=True)
class Bericht:
    """One request as it came in, with what its answer, log and counters need whatever becomes of it.

    :param tls_certificaat: DER of the verified client certificate of the TLS connection.
    :param operatie: None until the addressing is read.
    :param afzender: whom a fault is addressed to: None until the signature is verified, a stranger gets a bare one.
    :param getekend: whether the request was signed, so that its answer and its fault are.
    :param fout: the fault instead of an answer.
    :param tijden: seconds per step, by name of the step.
    :param gebruiker: number of the person who acts on the screens, for whom the service signs; None for all others.
    :param adres: of the client, as the connection tells it; empty when it does not.
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
    gebruiker: int | None = None
    adres: str = ""

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
class TeLeveren:
    """A delivery that is read and no more."""

    gelezen: Gelezen
    context: Context
    opsteller: Opsteller
    levering: Levering


@dataclass(frozen=True, slots=True)
class Klaar:
    """A delivery that only needs its transaction."""

    gelezen: Gelezen
    context: Context
    opsteller: Opsteller
    levering: Voorbereid


@dataclass(frozen=True, slots=True)
class TeLezen:
    """A reading that is to be done."""

    gelezen: Gelezen
    context: Context
    opsteller: Opsteller
    raadpleging: Raadpleging


@dataclass(frozen=True, slots=True)
class Beoordeeld:
    """A message of which the register has said what it says."""

    gelezen: Gelezen
    context: Context
    opsteller: Opsteller
    uitslag: Uitslag


@dataclass(frozen=True, slots=True)
class Opgesteld:
    """A message with its answer up to the signature; `uitslag` holds only what the log needs of it."""

    gelezen: Gelezen
    context: Context
    uitslag: Uitslag
    concept: Concept


@dataclass(frozen=True, slots=True)
class Verwerkt:
    """A request that was carried out, or refused by the rules: its answer up to the signature, and its entry in the
    log. The transaction is durable."""

    bericht: Bericht
    uitslag: Uitslag
    concept: Concept
    gelogd: Gelogd


class MetGelezen(Protocol):
    """Whatever knows its typed message."""

    @property
    def gelezen(self) -> Gelezen:
        """The typed message."""
        ...


Stand = TypeVar("Stand", bound=MetGelezen)
"""What a step gives on as it got it."""
