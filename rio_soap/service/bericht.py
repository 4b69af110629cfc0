"""What travels along the pipeline: one request and what each step found out about it."""

from dataclasses import dataclass, field
from datetime import datetime

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import Dienst, Operatie
from rio_soap.edukoppeling.adressering import Adressering
from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.fouten import Edufout
from rio_soap.edukoppeling.onderteken import Concept
from rio_soap.edukoppeling.verifieer import Ondertekenaar
from rio_soap.register.logboek.berichtenlog import Gelogd


@dataclass(slots=True)
class Bericht:
    """One request on its way to an answer.

    The first six fields come from HTTP; each later one is filled by the step that is named after it and never
    changed afterwards.
    """

    dienst: Dienst
    data: bytes
    content_type: str | None
    soap_action: str | None
    tls_certificaat: bytes | None = None
    """DER of the verified client certificate of the TLS connection."""
    content_encoding: str | None = None
    ontvangen: datetime | None = None
    envelope: Envelope | None = None
    operatie: Operatie | None = None
    adressering: Adressering | None = None
    ondertekenaar: Ondertekenaar | None = None
    voorlopig: bool = False
    """Whether the trust in the signer still has to be asked: in the transaction, or before any fault."""
    gegeven: Gegeven | None = None
    concept: Concept | None = None
    gelogd: Gelogd | None = None
    goedgekeurd: bool | None = None
    foutcodes: tuple[str, ...] = ()
    uit: bytes | None = None
    fout: Edufout | None = None
    tijden: dict[str, float] = field(default_factory=dict)
    """Seconds per step, by name of the step."""

    @property
    def zeker_envelope(self) -> Envelope:
        """The envelope, once the envelope step is done."""
        assert self.envelope is not None
        return self.envelope

    @property
    def zeker_operatie(self) -> Operatie:
        """The operation, once the addressing step is done."""
        assert self.operatie is not None
        return self.operatie

    @property
    def zeker_adressering(self) -> Adressering:
        """The WS-Addressing values, once the addressing step is done."""
        assert self.adressering is not None
        return self.adressering

    @property
    def zeker_gegeven(self) -> Gegeven:
        """The typed message, once the reading step is done."""
        assert self.gegeven is not None
        return self.gegeven
