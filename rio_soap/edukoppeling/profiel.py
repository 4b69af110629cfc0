"""What a receiver asks of a message, and how much of it."""

from dataclasses import dataclass
from typing import Literal

Eku = Literal["kritiek", "altijd", "nee"]
"""When extendedKeyUsage of a certificate that signs counts: where it is critical, always, or never."""


@dataclass(frozen=True, slots=True)
class Profiel:
    """Settings of the transport profile for one receiver.

    The limits on shape exist because canonicalisation takes time quadratic in attributes per element; they are far
    above what any SOAP client writes.
    """

    ontvanger_oin: str
    """OIN that wsa:To must hold."""
    streng: bool = False
    """The PvE to the letter: Content-Type with charset, no other headers (DK0010), the token itself signed, MessageID
    with ``urn:uuid:``, an OIN of digits, wsa:From the anonymous address. Otherwise what real clients send is taken."""
    ondertekening_vereist: bool = True
    """Whether an unsigned message is refused. A signature that is there is always verified."""
    max_klokverschil: int = 60
    """Seconds that the sender's clock may differ from ours, at Created and at Expires."""
    max_geldigheid: int = 86400
    """Largest number of seconds between Created and Expires. The PvE has none; its example spans 83 min 20 s, real
    clients use 10 minutes. A bound keeps a captured message from being valid for years."""
    eku: Eku = "kritiek"
    """Whether a certificate whose extendedKeyUsage names no purpose of signing is refused."""
    oin_vereist: bool = True
    """Whether the certificate that signs has to name an OIN (PvE 6.4.7); registers outside Edukoppeling know none."""
    maximum_bytes: int = 2 * 1024 * 1024
    """Largest message in bytes."""
    maximum_diepte: int = 64
    """Deepest nesting of elements, the Envelope being 1."""
    maximum_elementen: int = 100_000
    """Largest number of elements."""
    maximum_attributen: int = 64
    """Largest number of attributes on one element, and of namespace declarations on it and on those around it."""
    maximum_overige: int = 16 * 1024
    """Largest number of bytes of all header blocks that are neither WS-Addressing nor WS-Security: nothing signs them,
    nothing reads them, and the log keeps them with the message."""
    maximum_onondertekend: int = 64 * 1024
    """Largest number of bytes of a signed message beyond what its signature covers, `onondertekend_per_byte` for each
    byte that it covers not counted: envelope, Security, white space between and within tags, references for letters."""
    onondertekend_per_byte: int = 8
    """Some clients declare the namespace on every element, of which canonicalisation keeps the first."""
