"""One organisatierelatie to deliver or remove: what the message says, and what the register knows of both its ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database.session import Session
from rio_soap.register.organisatie import hierarchie
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie.relatieschrijver import NIEUW, Relatiewijziging
from rio_soap.register.organisatie.rijen import AANBIEDER, GROEP, Organisatierelatie, OrganisatorischeEenheid
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigenbericht import Eigenbericht
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.uitslag import Context

OVERGANG = "OVERGANG"
"""Soort of the relation by which one eenheid went over into another, on one day."""
VAN, NAAR = "vanOrganisatorischeEenheidcode", "naarOrganisatorischeEenheidcode"


class Relatienaam(NamedTuple):
    """What names an organisatierelatie."""

    van: str
    naar: str
    soort: str
    begindatum: date

    @classmethod
    def uit(cls, gegeven: Gegeven) -> Relatienaam:
        """Read it of a message."""
        van, naar, soort = (velden.tekst(gegeven, naam) for naam in (VAN, NAAR, "soort"))
        return cls(van, naar, soort, velden.datum(gegeven, "begindatum"))

    @property
    def sleutel(self) -> str:
        """The same as one text."""
        return sleutel_uit(self.van, self.naar, self.soort, self.begindatum.isoformat())


@dataclass
class Organisatierelatiezaak:
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
    def wat(self) -> Relatienaam:
        """What names the relation."""
        return Relatienaam.uit(self.gegeven)

    @lazy
    def bericht(self) -> Eigenbericht:
        """What is delivered."""
        return Eigenbericht(self.context, self.gegeven, "Organisatierelatie", self.wat.sleutel)

    @property
    def sleutels(self) -> Sleutels:
        """Names the relation."""
        return self.bericht.sleutels

    @property
    def duur(self) -> Duur:
        """Its dates as delivered."""
        return self.bericht.duur

    @property
    def einden(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The element and the code of each end."""
        return (VAN, self.wat.van), (NAAR, self.wat.naar)

    @lazy
    def eenheden(self) -> Mapping[str, OrganisatorischeEenheid]:
        """The eenheden at its ends that occur."""
        return hierarchie.eenheden_met(self.session, {self.wat.van, self.wat.naar})

    @lazy
    def bestaande(self) -> Sequence[Organisatierelatie]:
        """The relations of this soort between the two eenheden; an OVERGANG in either direction."""
        wat = self.wat
        paren = [(wat.van, wat.naar), *([(wat.naar, wat.van)] if wat.soort == OVERGANG else [])]
        alle = organisaties.relaties(self.session, wat.van)
        return [rij for rij in alle if rij.soort == wat.soort and (rij.van, rij.naar) in paren]

    @lazy
    def zelfde(self) -> Organisatierelatie | None:
        """The relation with this key: a delivery changes it."""
        return next((rij for rij in self.bestaande if rij.sleutel == self.wat.sleutel), None)

    @lazy
    def vreemd(self) -> Sequence[tuple[str, str]]:
        """The ends that no role of the sender covers."""
        banden = hierarchie.bestuursbanden(self.session, self.eenheden)
        beheerders = hierarchie.beheerders_van(self.eenheden, banden, self.context.vandaag)
        return [
            (element, code)
            for element, code in self.einden
            if not mag(self.rollen, self.operatie, {"INSTELLING": beheerders[code]})
        ]

    def aanlevering(self) -> Relatiewijziging | None:
        """What a delivery changes; None when the relation is there as it is delivered."""
        if self.zelfde is not None:
            nieuw = self.zelfde._replace(einddatum=self.duur.einde)
            return None if nieuw == self.zelfde else Relatiewijziging(self.zelfde, nieuw)
        van_soort = self.eenheden[self.wat.van].soort
        return Relatiewijziging(None, Organisatierelatie(NIEUW, *self.wat, self.duur.einde, van_soort))

    def verweesd(self) -> list[str]:
        """The onderwijsaanbieders that would belong to no bestuur any more once the relation is gone."""
        weg = self.zelfde
        if weg is None or weg.soort != HIERARCHISCH:
            return []
        eenheden = {weg.naar: self.eenheden[weg.naar]}
        if eenheden[weg.naar].soort == GROEP:
            leden = hierarchie.onder(self.session, [weg.naar]).get(weg.naar, ())
            eenheden |= hierarchie.eenheden_met(self.session, {lid.naar for lid in leden})
        aanbieders = {code: rij.einddatum for code, rij in eenheden.items() if rij.soort == AANBIEDER}
        voor = hierarchie.bestuursbanden(self.session, aanbieders)
        na = {code: [band for band in banden if weg.id not in band.relaties] for code, banden in voor.items()}
        return hierarchie.verweesd(aanbieders, voor, na, self.context.vandaag)
