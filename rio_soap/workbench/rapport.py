"""What the workbench says of one message, as data; `weergave` and `pagina` write it out."""

from dataclasses import dataclass, field
from typing import Literal

from rio_soap.bevinding import Oorzaak, Tekst, oorzaken

Ernst = Literal["fout", "opmerking"]
"""``fout``: the message would be refused for it. ``opmerking``: good to know."""
Deel = Literal["bericht", "adressering", "ondertekening", "xsd", "waarden", "register"]
"""The parts of a judgement, in the order in which RIO comes to them."""
DELEN: tuple[Deel, ...] = ("bericht", "adressering", "ondertekening", "xsd", "waarden", "register")


@dataclass(frozen=True, slots=True)
class Melding:
    """One finding with its cause.

    :param oorzaak: code of the cause (`oorzaken`).
    :param waar: path of local names, or the name of an HTTP header.
    :param regel: line in the message, 1-based, if known.
    :param bericht: the sentence of the service, which says it in Dutch; the words themselves where another said them.
    :param fout: faultcode or foutcode that RIO would answer, None when it would not refuse.
    :param waarden: the value list, where there is one.
    :param mogelijk: what may have been meant.
    """

    oorzaak: str
    deel: Deel
    waar: str
    regel: int | None = None
    gevonden: str | Tekst | None = None
    toegestaan: str | Tekst | None = None
    bericht: str | Tekst = ""
    fout: str | None = None
    ernst: Ernst = "fout"
    waarden: tuple[str, ...] = ()
    mogelijk: str | None = None

    @property
    def over(self) -> Oorzaak:
        """The cause, with its title and how to mend it."""
        return oorzaken()[self.oorzaak]


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """How one part was judged.

    :param stand: ``goed``, ``fout`` or ``niet`` (not judged).
    :param toelichting: what there is to say of it, a text of the catalogue; empty without.
    """

    deel: Deel
    stand: Literal["goed", "fout", "niet"]
    toelichting: str | Tekst = ""


@dataclass(frozen=True, slots=True)
class SignedPart:
    """One signed part: digests in base64, and canonical bytes.

    :param berekend: digest of what stands in the message, None when it cannot be computed.
    :param verwacht: digest as the signature has it.
    :param canoniek: canonical bytes of what stands in the message.
    :param ondertekend: canonical bytes of what was signed, when they could be found.
    :param weggelaten: number of bytes at the end of these two that are left out, since they are too many for a report.
    """

    naam: str
    waar: str
    regel: int | None
    algoritme: str
    prefixen: tuple[str, ...]
    berekend: str | None
    verwacht: str
    canoniek: bytes = field(repr=False)
    ondertekend: bytes | None = field(default=None, repr=False)
    weggelaten: int = 0

    @property
    def klopt(self) -> bool:
        """Whether the part is as it was signed."""
        return self.berekend == self.verwacht


@dataclass(frozen=True, slots=True)
class Certificaatrapport:
    """The certificate in the message."""

    onderwerp: str
    uitgever: str
    oin: str | None
    geldig_van: str
    geldig_tot: str
    vingerafdruk: str
    vertrouwd: bool | None
    """None when there was no register to ask."""


@dataclass(frozen=True, slots=True)
class Rapport:
    """All that was found in one message.

    :param soort: what it is: ``verzoek``, ``antwoord``, ``fault``, ``inhoud`` (a bare body),
        ``bewijs`` (how the parts of a bewijs fit), ``uittreksel`` (one as a file) or ``onleesbaar``.
    :param meldingen: the right cause first: in the order in which RIO judges, errors before remarks.
    """

    naam: str
    soort: Literal["verzoek", "antwoord", "fault", "inhoud", "bewijs", "uittreksel", "onleesbaar"]
    operatie: str | None
    moment: str
    onderdelen: tuple[Onderdeel, ...]
    meldingen: tuple[Melding, ...]
    verwijzingen: tuple[SignedPart, ...] = ()
    certificaat: Certificaatrapport | None = None
    bewezen: str | None = None
    """Fingerprint of the trusted party whose signature is right; whoever copied its certificate proved nothing."""

    @property
    def goed(self) -> bool:
        """Whether nothing would be refused."""
        return not any(melding.ernst == "fout" for melding in self.meldingen)

    @property
    def eerste(self) -> Melding | None:
        """The cause to begin with; a remark when there is nothing worse."""
        return self.meldingen[0] if self.meldingen else None


_LAATST = ("certificaat-oin", "certificaat-onbekend", "mandaat", "certificaat-tijd", "created-toekomst", "verlopen")
"""Causes outside the message itself: of a kept message they say the least, so they come after the rest."""


def orden(meldingen: list[Melding]) -> tuple[Melding, ...]:
    """Findings with the most likely cause first."""

    def plaats(melding: Melding) -> tuple[bool, int, int]:
        buiten = _LAATST.index(melding.oorzaak) + 1 if melding.oorzaak in _LAATST else 0
        return melding.ernst == "opmerking", len(DELEN) if buiten > 3 else DELEN.index(melding.deel), buiten

    return tuple(sorted(meldingen, key=plaats))
