"""A finding: what is wrong in a message and where, with its cause as a code; words come when it is shown."""

from dataclasses import dataclass

from rio_soap.bevinding.bladzijde import bladzijden, uitleg_op
from rio_soap.bevinding.catalogus import Taal, Tekst, toon


@dataclass(frozen=True, slots=True)
class Bevinding:
    """What is wrong, where, what was found and what is allowed.

    :param oorzaak: code of the cause, for programs: a key under which the catalogue explains it.
    :param waar: path of local names with positions, or the name of an HTTP header.
    :param regel: line in the message as received, 1-based, if known.
    :param gevonden: what stands there.
    :param toegestaan: what may stand there.
    :param melding: the sentence, where the cause has more than one; by default that under the key of the cause. The
        words themselves where they are another's: of the service that answered.
    """

    oorzaak: str
    waar: str
    regel: int | None = None
    gevonden: str | Tekst | None = None
    toegestaan: str | Tekst | None = None
    melding: str | Tekst | None = None

    @property
    def sleutel(self) -> str:
        """Which sentence it is: the key in the catalogue; empty for words of another."""
        if self.melding is None:
            return self.oorzaak
        return self.melding.sleutel if isinstance(self.melding, Tekst) else ""

    @property
    def tekst(self) -> str | Tekst:
        """The sentence."""
        return self.melding if self.melding is not None else Tekst(self.oorzaak)

    @property
    def uitleg(self) -> str | None:
        """Where the cause is explained; None for one that only another service knows."""
        return uitleg_op(self.oorzaak) if self.oorzaak in bladzijden() else None

    def zin(self, taal: Taal = "nl") -> str:
        """The sentence, in words."""
        return toon(self.tekst, taal)
