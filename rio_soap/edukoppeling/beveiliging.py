"""The wsse:Security header: its three parts, each at most once."""

from typing import NamedTuple

from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.edukoppeling.envelope import Envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.oorzaken import Oorzaak
from rio_soap.edukoppeling.position import pad, regel
from rio_soap.edukoppeling.uris import DS, WSSE, WSU, kort, qnaam
from rio_soap.edukoppeling.zinsdelen import maal

TIMESTAMP, TOKEN, SIGNATURE = qnaam(WSU, "Timestamp"), qnaam(WSSE, "BinarySecurityToken"), qnaam(DS, "Signature")
SECURITYDELEN = "Timestamp, BinarySecurityToken, Signature"


class Beveiliging(NamedTuple):
    """The children of the one wsse:Security header."""

    timestamp: etree._Element | None
    token: etree._Element | None
    signature: etree._Element | None


def lees_beveiliging(envelope: Envelope) -> Beveiliging | None:
    """The parts of wsse:Security; None when the message has none.

    :raises Edufout: EK0031 for a second one, for a part that stands there twice or an unknown part.
    """
    if not envelope.security:
        return None
    if len(envelope.security) > 1:
        zin = Tekst("security-dubbel.security")
        raise ongeldig("security-dubbel", envelope.security[1], maal(len(envelope.security)), maal(1), zin)
    delen: dict[str, etree._Element] = {}
    for kind in envelope.security[0]:
        naam = str(kind.tag)
        if naam in delen:
            raise ongeldig("security-dubbel", kind, maal(2), maal(1), Tekst.met("security-dubbel", deel=kort(naam)))
        if naam not in (TIMESTAMP, TOKEN, SIGNATURE):
            raise ongeldig("security-vreemd", kind, naam, SECURITYDELEN)
        delen[naam] = kind
    return Beveiliging(delen.get(TIMESTAMP), delen.get(TOKEN), delen.get(SIGNATURE))


def ongeldig(
    oorzaak: Oorzaak,
    element: etree._Element,
    gevonden: str | Tekst | None,
    toegestaan: str | Tekst | None,
    zin: Tekst | None = None,
) -> Edufout:
    """EK0031 with one finding at an element."""
    if isinstance(gevonden, str):
        gevonden = gevonden[:200]
    return Edufout(Foutsoort.EK0031, [Bevinding(oorzaak, pad(element), regel(element), gevonden, toegestaan, zin)])
