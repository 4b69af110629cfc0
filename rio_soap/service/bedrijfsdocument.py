"""The four elements that every message starts with, by the letter of the PvE.

The XSD, which goes before the descriptions (PvE 7), asks less, and recorded traffic holds OINs where the PvE wants DUO.
So this is for the strict profile. PvE 6.4.5, 7.1.3; the fault is that of note 4 of 6.5, one for all (reasoned).

That the sender in the document is the one in wsa:From no document asks, though all recorded traffic has it. Who acts is
decided by wsa:From; `controleer_afzender` keeps a document from speaking in the name of somebody else.
"""

import re
from typing import Literal

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.oin import is_oin
from rio_soap.edukoppeling.trusted import Partij

Afzender = Literal["gemachtigd", "gelijk", "vrij"]
"""What verzendendeInstantie may be beside wsa:From; see RIO_AFZENDER."""

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")
_UTC = re.compile(r"(?=.{24,29}\Z)[0-9-]{10}T[0-9:]{8}\.[0-9]+(?:Z|[+-]00:00)\Z")
_REGELS = (
    ("identificatiecodeBedrijfsdocument", _UUID, Tekst("waarde.uuid")),
    ("ontvangendeInstantie", re.compile(r"DUO\Z"), "DUO"),
    ("datumTijdBedrijfsdocument", _UTC, Tekst("waarde.moment-utc")),
)


def controleer_streng(gegeven: Gegeven) -> None:
    """Judge the elements of a typed request.

    :raises Edufout: DK0050 with the functional message of the first that is wrong as faultstring, and all findings.
    """
    bevindingen = [
        Bevinding("letter-pve", naam, None, waarde, toegestaan, Tekst.met("letter-pve", veld=naam))
        for naam, vorm, toegestaan in _REGELS
        if not vorm.match(waarde := str(gegeven.velden[naam]))
    ]
    if bevindingen:
        raise Edufout(Foutsoort.DK0050, bevindingen, faultstring=faultstring(bevindingen[0].waar))


def faultstring(veld: str) -> str:
    """The functional message for a field, as the example in the PvE has it but for the value."""
    return f"Ongeldige waarde voor {veld}"


_VERZENDER = "verzendendeInstantie"


def controleer_afzender(gegeven: Gegeven, from_oin: str, partij: Partij | None, regel: Afzender) -> None:
    """Hold verzendendeInstantie against the OIN in wsa:From.

    :param partij: who signed, None for an unsigned message: of that nothing is certain.
    :param regel: ``gemachtigd`` lets pass any text but an OIN for which the signer may not act; ``gelijk`` the OIN of
        wsa:From only; ``vrij`` everything.
    :raises Edufout: DK0002 for an OIN for which the signer has no mandate, DK0050 for another value.
    """
    if regel == "vrij" or gegeven.velden[_VERZENDER] == from_oin:  # as in all recorded traffic
        return
    waarde = str(gegeven.velden[_VERZENDER])
    oin = waarde.strip().upper()
    if is_oin(oin) and oin != from_oin and partij is not None and not partij.mag_voor(oin):
        zin = Tekst.met("afzender.mandaat", veld=_VERZENDER)
        raise Edufout(Foutsoort.DK0002, [Bevinding("afzender", _VERZENDER, None, waarde, from_oin, zin)])
    if regel == "gelijk":
        bevinding = Bevinding("afzender", _VERZENDER, None, waarde, from_oin, Tekst.met("afzender", veld=_VERZENDER))
        raise Edufout(Foutsoort.DK0050, [bevinding], faultstring=faultstring(_VERZENDER))
