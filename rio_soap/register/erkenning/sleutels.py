"""The keys of an instellingserkenning and an instellingsrelatie, as parts and as one text.

Source: our own design (Objectsleutel).
"""

from datetime import date
from typing import NamedTuple

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import velden
from rio_soap.register.regels.objectsleutel import delen_van, sleutel_uit


class Instellingsleutel(NamedTuple):
    """What names an instellingserkenning: a code is unique per erkenner and type only.

    :param erkenner: a value of OrganisatieErkenner-v01; empty where the open data do not say who.
    :param soort: its type, a value of ErkendeOrganisatietype.
    """

    erkenner: str
    soort: str
    code: str

    @classmethod
    def uit(cls, gegeven: Gegeven) -> "Instellingsleutel":
        """Of an element of type InstellingserkenningSleutel."""
        return cls(*(velden.tekst(gegeven, naam) for naam in ("erkenner", "type", "code")))

    def als_gegeven(self, naam: str) -> Gegeven:
        """As an element of type InstellingserkenningSleutel."""
        return Gegeven(naam, {"erkenner": self.erkenner, "type": self.soort, "code": self.code})


class Relatiesleutel(NamedTuple):
    """What names an instellingsrelatie."""

    van: Instellingsleutel
    naar: Instellingsleutel
    soort: str
    begindatum: date

    @classmethod
    def uit(cls, gegeven: Gegeven) -> "Relatiesleutel":
        """Of an element of type InstellingsrelatieSleutel or Instellingsrelatie."""
        van, naar = (Instellingsleutel.uit(velden.verplicht_deel(gegeven, naam)) for naam in ("van", "naar"))
        return cls(van, naar, velden.tekst(gegeven, "soort"), velden.datum(gegeven, "begindatum"))


def sleutel_van(erkenner: str, soort: str, code: str) -> str:
    """The key of an instellingserkenning: erkenner/type/code."""
    return sleutel_uit(erkenner, soort, code)


def relatiesleutel(sleutel: Relatiesleutel) -> str:
    """The key of an instellingsrelatie: that of both ends, soort and begindatum."""
    return sleutel_uit(*sleutel.van, *sleutel.naar, sleutel.soort, sleutel.begindatum.isoformat())


def lees_sleutel(tekst: str) -> Instellingsleutel | None:
    """The parts of a key of `sleutel_van`; None for what is none."""
    delen = delen_van(tekst)
    return Instellingsleutel(*delen) if len(delen) == len(Instellingsleutel._fields) else None


def lees_relatiesleutel(tekst: str) -> Relatiesleutel | None:
    """The parts of a key of `relatiesleutel`; None for what is none."""
    delen = delen_van(tekst)
    if len(delen) != _DELEN:
        return None
    try:
        begin = date.fromisoformat(delen[7])
    except ValueError:
        return None
    return Relatiesleutel(Instellingsleutel(*delen[:3]), Instellingsleutel(*delen[3:6]), delen[6], begin)


_DELEN = 8
