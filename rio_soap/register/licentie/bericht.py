"""The licentie of a message as its controles look at it: what can be known without the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.licentie.leesvorm import VESTIGING
from rio_soap.register.licentie.rijen import sleutel_van
from rio_soap.register.opleidingserkenning.sleutel import lees_sleutel
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigenbericht import Eigenbericht
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.regels.uitslag import Context


@dataclass
class Licentiebericht(Eigenbericht):
    """A licentie that is delivered; its code is kept, and shown, in lower case."""

    @classmethod
    def van(cls, context: Context, verzoek: Gegeven) -> Licentiebericht:
        """Read the licentie of a request."""
        geleverd = velden.verplicht_deel(verzoek, "licentie")
        code = velden.tekst(geleverd, "licentiecode").lower()
        gegeven = Gegeven("licentie", {**geleverd.velden, "licentiecode": code})
        return cls(context, gegeven, "Licentie", sleutel_van(code), VESTIGING)

    def lees(self) -> Licentiebericht:
        """Make now what every delivery needs that is approved; gives itself."""
        _ = self.onbekend, self.ongeldig, self.stand
        return self

    @property
    def code(self) -> str:
        """Its licentiecode in lower case."""
        return velden.tekst(self.gegeven, "licentiecode")

    @property
    def soort(self) -> str:
        """Its Licentietype."""
        return velden.tekst(self.gegeven, "type")

    @lazy
    def instelling(self) -> Instellingsleutel:
        """Key of the institution that gets it."""
        return Instellingsleutel.uit(velden.verplicht_deel(self.gegeven, "instellingserkenning"))

    @lazy
    def opleiding(self) -> Erkenningssleutel:
        """Key of what may be taught or examined by it."""
        return lees_sleutel(velden.verplicht_deel(self.gegeven, "opleidingserkenning"))

    @lazy
    def vestigingen(self) -> Sequence[str]:
        """The codes of its vestigingen, each once, in order of the message."""
        delen = velden.delen(self.gegeven, VESTIGING)
        return list(dict.fromkeys(velden.tekst(deel, "erkendeVestigingCode") for deel in delen))

    @lazy
    def stand(self) -> str:
        """What will be stored, as text: the whole licentie."""
        return naar_json(self.gegeven)
