"""One finding."""

from dataclasses import dataclass

from rio_soap.bevinding.catalogus import Taal, Tekst, toon
from rio_soap.bevinding.getoond import Getoond


@dataclass(frozen=True, slots=True)
class Bevinding:
    """What is wrong, where, what was found and what is allowed.

    :param oorzaak: code of the cause, for programs: a key under which the catalogue explains it.
    :param waar: path of local names with positions, or the name of an HTTP header.
    :param regel: line in the message as received, 1-based, if known.
    :param gevonden: what stands there.
    :param toegestaan: what may stand there.
    :param melding: the sentence, where the cause has more than one; by default that under the key of the cause.
    """

    oorzaak: str
    waar: str
    regel: int | None = None
    gevonden: str | Tekst | None = None
    toegestaan: str | Tekst | None = None
    melding: Tekst | None = None

    def zin(self, taal: Taal = "nl") -> str:
        """The sentence, in words."""
        return toon(self.melding or Tekst(self.oorzaak), taal)

    def getoond(self, taal: Taal = "nl") -> Getoond:
        """The finding in words."""
        gevonden = None if self.gevonden is None else toon(self.gevonden, taal)
        toegestaan = None if self.toegestaan is None else toon(self.toegestaan, taal)
        return Getoond(self.waar, self.regel, gevonden, toegestaan, self.zin(taal), self.oorzaak)
