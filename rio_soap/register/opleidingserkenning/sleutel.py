"""The key of an opleidingserkenning: as our own contract writes it in a message, and as the feed and the history do."""

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.eenheid.eigen_leesvorm import SLEUTELVELDEN, erkenningssleutel
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.objectsleutel import zonder_lege
from rio_soap.register.regels.periodecontroles import Sleutels

__all__ = ["bestaanscode", "erkenningssleutel", "lees_sleutel", "sleutel_van", "sleutelgegevens"]


def sleutel_van(stelsel: str, code: str, niveau: str = "", unieke_code: str = "") -> str:
    """The Objectsleutel: stelsel and code, then the niveau of a vak or the unieke code of the ho."""
    return zonder_lege((stelsel, code, niveau, unieke_code))


def lees_sleutel(gegeven: Gegeven) -> Erkenningssleutel:
    """What an Erkenningssleutel of our own contract says, or an Opleidingserkenning of its own key."""
    return Erkenningssleutel(*(velden.tekst_of_niet(gegeven, veld) or "" for veld in SLEUTELVELDEN))


def sleutelgegevens(sleutel: Erkenningssleutel) -> Sleutels:
    """What a foutmelding says of an Erkenningssleutel: the key as one, then its parts, the last of which fails."""
    delen = [(veld, deel) for veld, deel in zip(SLEUTELVELDEN, sleutel, strict=True) if deel]
    return ((SLEUTEL, sleutel_van(*sleutel)), *delen)


def bestaanscode(sleutel: Erkenningssleutel) -> str:
    """The code for a key that names nothing: A01090 for that of a VO vakerkenning, else A01080."""
    return "A01090" if sleutel.niveau else "A01080"
