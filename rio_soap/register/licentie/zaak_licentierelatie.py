"""One licentierelatie to deliver or remove: what the message says, and what the register knows of both licenties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid import erkenners
from rio_soap.register.bevoegdheid.rollen import Rollen, rollen_van
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning.houders import besturen_achter
from rio_soap.register.licentie import rijen as licenties
from rio_soap.register.licentie import zichtbaarheid
from rio_soap.register.licentie.rijen import Licentie, Licentierelatie, licentierelatiesleutel
from rio_soap.register.opleidingserkenning import rijen as opleidingserkenningen
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.uitslag import Context


@dataclass
class Licentierelatiezaak:
    """One relation between two licenties; each query runs when first needed.

    :param gegeven: the relation, or the key of one.
    """

    session: Session
    context: Context
    gegeven: Gegeven

    @lazy
    def codes(self) -> tuple[str, str]:
        """The codes from and to which it goes, in lower case."""
        van, naar = (velden.tekst(self.gegeven, naam).lower() for naam in ("vanLicentiecode", "naarLicentiecode"))
        return van, naar

    @property
    def soort(self) -> str:
        """Its Licentierelatiesoort."""
        return velden.tekst(self.gegeven, "soort")

    @property
    def begin(self) -> date:
        """Its begindatum, by which it is told from others between these two."""
        return velden.datum(self.gegeven, "begindatum")

    @lazy
    def als_geleverd(self) -> Licentierelatie:
        """The row that it becomes."""
        return Licentierelatie(*self.codes, self.soort, self.begin, velden.datum_of_niet(self.gegeven, "einddatum"))

    @lazy
    def rollen(self) -> Rollen:
        """The roles of the sender."""
        return rollen_van(self.session, self.context)

    @lazy
    def gevonden(self) -> Mapping[str, Licentie]:
        """Of both licenties those that are there and that the sender may see, by code."""
        rijen = licenties.licenties(self.session, self.codes)
        verdacht = [code for code, rij in rijen.items() if rij.met_verbod]
        verborgen = zichtbaarheid.verborgen(self.session, self.context, verdacht)
        return {code: rij for code, rij in rijen.items() if code not in verborgen}

    @lazy
    def erkenners(self) -> frozenset[str]:
        """The soorten of the erkenners of both."""
        ids = {rij.opleidingserkenning for rij in self.gevonden.values()}
        return frozenset(rij.erkenner for rij in opleidingserkenningen.op_id(self.session, ids))

    @lazy
    def bestaande(self) -> Sequence[Licentierelatie]:
        """The relations of this soort between these two, in this direction."""
        van, naar = self.codes
        alle = licenties.relaties(self.session, [van])
        return [rij for rij in alle if (rij.van, rij.naar, rij.soort) == (van, naar, self.soort)]

    @lazy
    def zelfde(self) -> Licentierelatie | None:
        """The relation with this key."""
        return next((rij for rij in self.bestaande if rij.begindatum == self.begin), None)

    @lazy
    def is_soort(self) -> bool:
        """Whether its soort is in the waardenlijst, or that of a relation in the register."""
        bekend = self.context.lijsten.bestaat("Licentierelatiesoort", self.soort)
        return bekend or licenties.is_relatiesoort(self.session, self.soort)

    def mag(self) -> bool:
        """Whether the sender is DUO, or acts for the erkenner of one of the two, inside its aanmerkingen."""
        wat = erkenners.Erkenningssoort.OPLEIDINGSEENHEID
        return self.rollen.heeft("DUO") or any(
            erkenners.aangemerkten(self.rollen, self.session, soort, wat, self.begin)
            for soort in sorted(self.erkenners)
        )

    def houders(self) -> Sequence[str | None]:
        """The besturen behind both, for each of which a mutatie is recorded; None for nobody."""
        ids = {rij.instellingserkenning for rij in self.gevonden.values()}
        achter = besturen_achter(self.session, ids, self.context.vandaag)
        return sorted(frozenset().union(*achter.values())) or [None]

    @property
    def objectsleutel(self) -> str:
        """Its key in the register."""
        return licentierelatiesleutel(*self.codes, self.soort, self.begin)

    @property
    def sleutels(self) -> Sleutels:
        """Names the relation."""
        return ((SLEUTEL, self.objectsleutel),)
