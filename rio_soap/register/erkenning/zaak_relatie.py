"""One instellingsrelatie to deliver or remove: what the message says, and what the register knows of both its ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid import erkenners
from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning import bovenliggend, rijen_relatie
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning.rijen import SAMENWERKING, Instellingserkenning
from rio_soap.register.erkenning.rijen_relatie import Instellingsrelatie
from rio_soap.register.erkenning.sleutels import Instellingsleutel, Relatiesleutel, relatiesleutel
from rio_soap.register.regels import velden
from rio_soap.register.regels.instellingsrelaties import DEELNAME, OVERGANGEN
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.uitslag import Context


@dataclass
class Instellingsrelatiezaak:
    """One relation to deliver or remove; each query runs when first needed.

    :param operatie: name of the operation, which says whose roles suffice.
    :param rollen: of the sender.
    :param gegeven: the relation, or what names it.
    """

    session: Session
    context: Context
    operatie: str
    rollen: Rollen
    gegeven: Gegeven

    @lazy
    def sleutel(self) -> Relatiesleutel:
        """What names the relation."""
        return Relatiesleutel.uit(self.gegeven)

    @property
    def sleutels(self) -> Sleutels:
        """Names the relation."""
        return (("sleutel", relatiesleutel(self.sleutel)),)

    @property
    def einden(self) -> Mapping[str, Instellingsleutel]:
        """What names the erkenning at each end, by the element that does."""
        return {"van": self.sleutel.van, "naar": self.sleutel.naar}

    @lazy
    def duur(self) -> Duur:
        """Its dates as delivered."""
        return Duur(self.sleutel.begindatum, velden.datum_of_niet(self.gegeven, "einddatum"))

    @property
    def is_overgang(self) -> bool:
        """Whether it is of a soort that happens on one day."""
        return self.sleutel.soort in OVERGANGEN

    @lazy
    def gevonden(self) -> Mapping[Instellingsleutel, Instellingserkenning]:
        """The erkenningen at its ends that occur."""
        return erkenningen.op_sleutels(self.session, set(self.einden.values()))

    @property
    def ids(self) -> tuple[int, int]:
        """Ids of the erkenningen at its ends, which occur."""
        return self.gevonden[self.sleutel.van].id, self.gevonden[self.sleutel.naar].id

    @lazy
    def bestaande(self) -> Sequence[Instellingsrelatie]:
        """The relations between the two erkenningen, in either direction."""
        return rijen_relatie.tussen(self.session, *self.ids)

    @property
    def zelfde(self) -> Instellingsrelatie | None:
        """The relation with this key: a delivery changes it."""
        return next((rij for rij in self.bestaande if rij.sleutel == self.sleutel), None)

    @lazy
    def mag(self) -> bool:
        """Whether a role of the sender covers the relation."""
        return mag(self.rollen, self.operatie, self._dekkend())

    def _dekkend(self) -> Mapping[str, Collection[str]]:
        """Per role with a bereik what covers the relation.

        An erkenner gave both erkenningen; an institution or a samenwerkingsvorm has one of them, and the soort is one
        that it may write.
        """
        namens = [erkenners.namens(self.rollen, self.session, erkenner) for erkenner in sorted(self._erkenners)]
        dekkend: dict[str, Collection[str]] = {"ERKENNER": frozenset().union(*namens) if all(namens) else frozenset()}
        if self.sleutel.soort in DEELNAME:
            dag: date = self.context.vandaag
            besturen = bovenliggend.besturen_op(self.session, self.ids, dag).values()
            dekkend["INSTELLING"] = frozenset().union(*besturen)
            dekkend["SAMENWERKINGSVORM"] = {een.code for een in self.einden.values() if een.soort == SAMENWERKING}
        return dekkend

    @property
    def _erkenners(self) -> set[str]:
        return {een.erkenner for een in self.einden.values()}
