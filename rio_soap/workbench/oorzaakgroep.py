"""Findings put together: those of one cause are one thing to mend, however many places it has."""

from dataclasses import dataclass
from typing import Final

from rio_soap.bevinding import Taal
from rio_soap.workbench.rapport import DELEN, Deel, Melding, Rapport
from rio_soap.workbench.woorden import genoemd, velden

_STOPT: Final[tuple[Deel, ...]] = ("bericht", "adressering", "ondertekening", "xsd")
"""Parts of which the first error is a fault: nothing of what comes after them is judged then."""
Rij = tuple[str, str]
"""Name and value of what there is to say of a finding."""


@dataclass(frozen=True, slots=True)
class Oorzaakgroep:
    """The findings of one cause in one part of a message, in the order of the report; at least one."""

    meldingen: tuple[Melding, ...]

    @property
    def eerste(self) -> Melding:
        """The finding that says for all what the cause is."""
        return self.meldingen[0]

    def rijen(self, taal: Taal) -> tuple[list[Rij], list[tuple[Melding, list[Rij]]]]:
        """What all findings have in common, and for each finding what it has besides."""
        per_melding = [velden(melding, taal) for melding in self.meldingen]
        overal = set(per_melding[0]).intersection(*per_melding[1:])
        eigen = [
            (melding, [rij for rij in rijen if rij not in overal])
            for melding, rijen in zip(self.meldingen, per_melding, strict=True)
        ]
        return [rij for rij in per_melding[0] if rij in overal], eigen


def groepeer(rapport: Rapport) -> tuple[Oorzaakgroep, ...]:
    """The findings of a report by cause, what to mend first in front.

    Of a control of the register the foutcode is the cause.
    """
    groepen: dict[tuple[str, Deel, str], list[Melding]] = {}
    for melding in rapport.meldingen:
        groepen.setdefault((melding.ernst, melding.deel, genoemd(melding, "nl")[0]), []).append(melding)
    return tuple(Oorzaakgroep(tuple(meldingen)) for meldingen in groepen.values())


def erna(rapport: Rapport) -> int:
    """How many errors stand in parts to which RIO does not come as long as the first cause is there.

    RIO judges transport before schema before rules, and answers the first fault; 0 where it goes on.
    """
    eerste = rapport.eerste
    if eerste is None or rapport.goed or rapport.soort not in ("verzoek", "inhoud") or eerste.deel not in _STOPT:
        return 0
    later = DELEN[DELEN.index(eerste.deel) + 1 :]
    return sum(melding.ernst == "fout" and melding.deel in later for melding in rapport.meldingen)
