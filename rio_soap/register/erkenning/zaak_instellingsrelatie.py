"""One instellingsrelatie to deliver or remove: what the message says, and what the register knows of both its ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid import erkenners
from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning import rijen_relatie
from rio_soap.register.erkenning.houders import besturen_achter
from rio_soap.register.erkenning.rijen import SAMENWERKING, Instellingserkenning
from rio_soap.register.erkenning.rijen_relatie import Instellingsrelatie
from rio_soap.register.erkenning.sleutels import Instellingsleutel, Relatiesleutel, relatiesleutel
from rio_soap.register.regels.eigenbericht import Eigenbericht
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.relatiecombinaties import DEELNAME, OVERGANGEN
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
    def wat(self) -> Relatiesleutel:
        """What names the relation."""
        return Relatiesleutel.uit(self.gegeven)

    @property
    def sleutels(self) -> Sleutels:
        """Names the relation."""
        return self.bericht.sleutels

    @property
    def einden(self) -> tuple[Instellingsleutel, Instellingsleutel]:
        """What names the erkenning at each end."""
        return self.wat.van, self.wat.naar

    @lazy
    def bericht(self) -> Eigenbericht:
        """What is delivered."""
        return Eigenbericht(self.context, self.gegeven, "Instellingsrelatie", relatiesleutel(self.wat))

    @property
    def duur(self) -> Duur:
        """Its dates as delivered."""
        return self.bericht.duur

    @property
    def is_overgang(self) -> bool:
        """Whether it is of a soort that happens on one day."""
        return self.wat.soort in OVERGANGEN

    @lazy
    def gevonden(self) -> Mapping[Instellingsleutel, Instellingserkenning]:
        """The erkenningen at its ends that occur."""
        return erkenningen.op_sleutels(self.session, set(self.einden))

    @property
    def ids(self) -> tuple[int, int]:
        """Ids of the erkenningen at its ends, which occur."""
        return self.gevonden[self.wat.van].id, self.gevonden[self.wat.naar].id

    @lazy
    def bestaande(self) -> Sequence[Instellingsrelatie]:
        """The relations between the two erkenningen, in either direction."""
        return rijen_relatie.tussen(self.session, *self.ids)

    @property
    def zelfde(self) -> Instellingsrelatie | None:
        """The relation with this key: a delivery changes it."""
        return next((rij for rij in self.bestaande if rij.sleutel == self.wat), None)

    @lazy
    def mag(self) -> bool:
        """Whether a role of the sender covers the relation."""
        return mag(self.rollen, self.operatie, self._dekkend())

    def _dekkend(self) -> Mapping[str, Collection[str]]:
        """Per role with a bereik what covers the relation.

        An erkenner gave both erkenningen, and has an aanmerking for such on the begindatum; an institution or a
        samenwerkingsvorm has one of them, and the soort is one that it may write.
        """
        wat, begin = erkenners.Erkenningssoort.ORGANISATIE, self.wat.begindatum
        namens = [
            erkenners.aangemerkten(self.rollen, self.session, erkenner, wat, begin)
            for erkenner in sorted(self._erkenners)
        ]
        dekkend: dict[str, Collection[str]] = {"ERKENNER": frozenset().union(*namens) if all(namens) else frozenset()}
        if self.wat.soort in DEELNAME:
            achter = besturen_achter(self.session, self.ids, self.context.vandaag)
            dekkend["INSTELLING"] = frozenset[str]().union(*achter.values())
            dekkend["SAMENWERKINGSVORM"] = {een.code for een in self.einden if een.soort == SAMENWERKING}
        return dekkend

    @property
    def _erkenners(self) -> set[str]:
        return {een.erkenner for een in self.einden}
