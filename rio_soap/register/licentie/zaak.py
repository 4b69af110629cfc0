"""One licentie to deliver or remove: what the message says, and what the register knows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid import erkenners
from rio_soap.register.bevoegdheid.rollen import Rollen, rollen_van
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning.houders import besturen_achter
from rio_soap.register.licentie import gronden, zichtbaarheid
from rio_soap.register.licentie import rijen as licenties
from rio_soap.register.licentie.bericht import Licentiebericht
from rio_soap.register.licentie.gronden import Instellingsgrond, Opleidingsgrond
from rio_soap.register.licentie.rijen import Licentie, Licentiemaatregel, Licentierelatie, sleutel_van
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
        opleiding = self.geregistreerd.opleidingserkenning
        return gronden.op_id(self.session, [opleiding])[opleiding].erkenner

    def mag_namens(self, soort: str | None) -> bool:
        """Whether the sender is DUO, or acts for an erkenner of this soort."""
        return self.rollen.heeft("DUO") or (
            soort is not None and erkenners.mag_namens(self.rollen, self.session, soort)
        )

    def houders(self, instellingserkenning: int) -> Sequence[str | None]:
        """The besturen behind an instellingserkenning, for each of which a mutatie is recorded; None for nobody."""
        achter = besturen_achter(self.session, [instellingserkenning], self.context.vandaag)
        return sorted(achter[instellingserkenning]) or [None]

    @property
    def sleutels(self) -> Sleutels:
        """Names the licentie."""
        return (("sleutel", sleutel_van(self.code)),)


@dataclass
class Licentielevering(Licentiezaak):
    """One licentie to deliver, and what the register knows of it."""

    bericht: Licentiebericht

    @lazy
    def instelling(self) -> Instellingsgrond | None:
        """The instellingserkenning that the message names."""
        return gronden.instellingsgrond(self.session, *self.bericht.instelling)

    @lazy
    def opleidingen(self) -> Sequence[Opleidingsgrond]:
        """The opleidingserkenningen that the key of the message fits."""
        return gronden.opleidingsgronden(self.session, self.bericht.opleiding)

    @property
    def gekend(self) -> tuple[Instellingsgrond, Opleidingsgrond]:
        """Both erkenningen, once it is judged that they are there."""
        assert self.instelling is not None
        return self.instelling, self.opleidingen[0]

    @lazy
    def vestigingen(self) -> Mapping[str, object]:
        """Of its vestigingen those that the erkenner of the institution recognises, by code."""
        erkenner, _, _ = self.bericht.instelling
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
    def gegeven(self) -> Gegeven:
        """The licentie as delivered, whole."""
        return self.bericht.gegeven

    @property
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return self.bericht.duur
