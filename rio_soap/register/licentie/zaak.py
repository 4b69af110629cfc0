"""One licentie to deliver or remove: what the message says, and what the register knows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.register.bevoegdheid import erkenners
from rio_soap.register.bevoegdheid.rollen import Rollen, rollen_van
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning.houders import besturen_achter
from rio_soap.register.erkenning.rijen import Instellingserkenning
from rio_soap.register.licentie import rijen as licenties
from rio_soap.register.licentie import zichtbaarheid
from rio_soap.register.licentie.bericht import Licentiebericht
from rio_soap.register.licentie.rijen import Licentie, Licentiemaatregel, Licentierelatie, sleutel_van
from rio_soap.register.opleidingserkenning import rijen as opleidingserkenningen
from rio_soap.register.opleidingserkenning.rijen import Erkenningsrij
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.uitslag import Context


@dataclass
class Licentiezaak:
    """One licentie that a message names by its code; each query runs when first needed.

    :param code: in lower case.
    """

    session: Session
    context: Context
    code: str

    @lazy
    def rollen(self) -> Rollen:
        """The roles of the sender."""
        return rollen_van(self.session, self.context)

    @lazy
    def geregistreerd(self) -> Licentie | None:
        """The licentie with this code, whoever may see it."""
        return licenties.licenties(self.session, [self.code]).get(self.code)

    @lazy
    def bestaand(self) -> Licentie | None:
        """The licentie with this code; None for a sender that may not see it, as if it were not there."""
        rij = self.geregistreerd
        if rij is not None and rij.met_verbod:
            return None if zichtbaarheid.verborgen(self.session, self.context, [rij.code]) else rij
        return rij

    @lazy
    def maatregelen(self) -> Sequence[Licentiemaatregel]:
        """The maatregelen of the licentie."""
        return licenties.maatregelen(self.session, [self.code]).get(self.code, ())

    @lazy
    def relaties(self) -> Sequence[Licentierelatie]:
        """The relations from and to the licentie."""
        return licenties.relaties(self.session, [self.code])

    @lazy
    def erkenner(self) -> str | None:
        """Soort of the erkenner of the licentie that is there: that of its opleidingserkenning."""
        if self.geregistreerd is None:
            return None
        return opleidingserkenningen.op_id(self.session, [self.geregistreerd.opleidingserkenning])[0].erkenner

    def mag_namens(self, soort: str | None) -> bool:
        """Whether the sender is DUO, or acts for an erkenner of this soort."""
        return self.rollen.heeft("DUO") or (
            soort is not None and erkenners.mag_namens(self.rollen, self.session, soort)
        )

    def mag_als_aangemerkt(self, dag: date) -> bool:
        """Whether the sender is DUO, or acts for the erkenner of the licentie by an aanmerking that it has on a day."""
        soort, wat = self.erkenner, erkenners.Erkenningssoort.OPLEIDINGSEENHEID
        return self.rollen.heeft("DUO") or (
            soort is not None and bool(erkenners.aangemerkten(self.rollen, self.session, soort, wat, dag))
        )

    def houders(self, instellingserkenning: int) -> Sequence[str | None]:
        """The besturen behind an instellingserkenning, for each of which a mutatie is recorded; None for nobody."""
        achter = besturen_achter(self.session, [instellingserkenning], self.context.vandaag)
        return sorted(achter[instellingserkenning]) or [None]

    @property
    def sleutels(self) -> Sleutels:
        """Names the licentie."""
        return ((SLEUTEL, sleutel_van(self.code)),)


@dataclass
class Licentielevering(Licentiezaak):
    """One licentie to deliver, and what the register knows of it."""

    bericht: Licentiebericht

    @lazy
    def instelling(self) -> Instellingserkenning | None:
        """The instellingserkenning that the message names."""
        return erkenningen.op_sleutel(self.session, self.bericht.instelling)

    @property
    def erkenningssleutel(self) -> Erkenningssleutel:
        """The key of the opleidingserkenning that the message names."""
        return self.bericht.opleiding

    @lazy
    def aangewezen(self) -> Sequence[Erkenningsrij]:
        """The opleidingserkenningen that this key names."""
        return opleidingserkenningen.aangewezen(self.session, self.erkenningssleutel)

    @property
    def gekend(self) -> tuple[Instellingserkenning, Erkenningsrij]:
        """Both erkenningen, once it is judged that they are there."""
        assert self.instelling is not None
        return self.instelling, self.aangewezen[0]

    @lazy
    def vestigingen(self) -> Mapping[str, object]:
        """Of its vestigingen those that the erkenner of the institution recognises, by code."""
        erkenner = self.bericht.instelling.erkenner
        bekend = erkenningen.met_code(self.session, erkenningen.VESTIGING, self.bericht.vestigingen)
        return {code: rijen for code, rijen in bekend.items() if any(rij.erkenner == erkenner for rij in rijen)}

    @lazy
    def anderen(self) -> Sequence[Licentie]:
        """The other licenties of this type for the same two erkenningen."""
        instelling, opleiding = self.gekend
        return licenties.zelfde(
            self.session,
            self.code,
            self.bericht.soort,
            instellingserkenning=instelling.id,
            opleidingserkenning=opleiding.id,
        )

    @property
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return self.bericht.duur
