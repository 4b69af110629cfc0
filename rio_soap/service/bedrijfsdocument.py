"""The four elements that every message starts with, by the letter of the PvE.

The XSD, which goes before the descriptions (PvE 7), asks less, and recorded traffic holds OINs where the PvE wants DUO.
So this is for the strict profile. PvE 6.4.5, 7.1.3; the fault is that of note 4 of 6.5, one for all (reasoned).
"""

import re

from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.fouten import Bevinding, Edufout, Foutsoort

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")
_UTC = re.compile(r"(?=.{24,29}\Z)[0-9-]{10}T[0-9:]{8}\.[0-9]+(?:Z|[+-]00:00)\Z")
_REGELS = (
    ("identificatiecodeBedrijfsdocument", _UUID, "een UUID van 36 tekens"),
    ("ontvangendeInstantie", re.compile(r"DUO\Z"), "DUO"),
    ("datumTijdBedrijfsdocument", _UTC, "een tijdstip in UTC, 24 tot 29 posities"),
)


def controleer_streng(gegeven: Gegeven) -> None:
    """Judge the elements of a typed request.

    :raises Edufout: DK0050 with the functional message of the first that is wrong as faultstring, and all findings.
    """
    bevindingen = [
        Bevinding(naam, None, waarde, toegestaan, f"Ongeldige waarde voor {naam}")
        for naam, vorm, toegestaan in _REGELS
        if not vorm.match(waarde := str(gegeven.velden[naam]))
    ]
    if bevindingen:
        raise Edufout(Foutsoort.DK0050, bevindingen, faultstring=bevindingen[0].melding)
