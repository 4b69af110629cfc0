"""The licentie of a message as its controles look at it: what can be known without the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.licentie.rijen import sleutel_van
from rio_soap.register.opleidingserkenning.sleutel import lees_sleutel
from rio_soap.register.regels import velden
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.standtekst import naar_json


@dataclass
class Licentiebericht:
    """The licentie of a message.

    :param gegeven: as delivered, its code in lower case.
    """

    gegeven: Gegeven

    @classmethod
    def van(cls, verzoek: Gegeven) -> Licentiebericht:
        """Read the licentie of a request, and make what every delivery needs that is approved."""
        geleverd = velden.verplicht_deel(verzoek, "licentie")
        code = velden.tekst(geleverd, "licentiecode").lower()
        bericht = cls(Gegeven("licentie", {**geleverd.velden, "licentiecode": code}))
        _ = bericht.stand
        return bericht

    @property
    def code(self) -> str:
        """Its licentiecode in lower case."""
        return velden.tekst(self.gegeven, "licentiecode")

    @property
    def soort(self) -> str:
        """Its Licentietype."""
        return velden.tekst(self.gegeven, "type")

    @lazy
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return velden.duur(self.gegeven)

    @lazy
    def instelling(self) -> tuple[str, str, str]:
        """Erkenner, type and code of the institution that gets it."""
        sleutel = velden.verplicht_deel(self.gegeven, "instellingserkenning")
        return velden.tekst(sleutel, "erkenner"), velden.tekst(sleutel, "type"), velden.tekst(sleutel, "code")

    @lazy
    def opleiding(self) -> Erkenningssleutel:
        """Key of what may be taught or examined by it."""
        return lees_sleutel(velden.verplicht_deel(self.gegeven, "opleidingserkenning"))

    @lazy
    def vestigingen(self) -> Sequence[str]:
        """The codes of its vestigingen, each once, in order of the message."""
        delen = velden.delen(self.gegeven, "vestigingslicentie")
        return list(dict.fromkeys(velden.tekst(deel, "erkendeVestigingCode") for deel in delen))

    @property
    def sleutels(self) -> Sleutels:
        """Names the licentie."""
        return (("sleutel", sleutel_van(self.code)),)

    @lazy
    def stand(self) -> str:
        """What will be stored, as text: the whole licentie."""
        return naar_json(self.gegeven)
