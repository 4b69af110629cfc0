"""One groep or begeleidingsaanbieder to deliver or remove, and what the register knows of it.

Its relation to the onderwijsbestuur is not in the message; the register derives it from the onderwijsbestuurcode, as it
does for an onderwijsaanbieder.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database.session import Session
from rio_soap.register.organisatie import hierarchie
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie.eenheidsbericht import Eenheidsbericht
from rio_soap.register.organisatie.relatieschrijver import NIEUW, Relatiewijziging
from rio_soap.register.organisatie.rijen import BEGELEIDING, BESTUUR, GROEP, Organisatierelatie, OrganisatorischeEenheid
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context

CODEVELD = {GROEP: "onderwijsaanbiedergroepcode", BEGELEIDING: "onderwijsbegeleidingsaanbiedercode"}
"""Soort of an eenheid to the element that holds its code."""


@dataclass
class Onderbestuurzaak:
    """One eenheid to remove; each query runs when first needed.

    :param operatie: name of the operation, which says whose roles suffice.
    :param rollen: of the sender.
    :param soort: GROEP or BEGELEIDING.
    :param code: None when it is new.
    """

    session: Session
    context: Context
    operatie: str
    rollen: Rollen
    soort: str
    code: str | None

    @lazy
    def bestaand(self) -> OrganisatorischeEenheid | None:
        """The eenheid that the code points at."""
        return next(iter(organisaties.eenheden(self.session, [self.code], self.soort)), None) if self.code else None

    @property
    def rij(self) -> OrganisatorischeEenheid:
        """The same, after the control that refuses an unknown one."""
        if self.bestaand is None:
            raise AssertionError("an eenheid that is not there was refused")
        return self.bestaand

    @lazy
    def relaties(self) -> Sequence[Organisatierelatie]:
        """All organisatierelaties from and to it; none when it is new."""
        return organisaties.relaties(self.session, self.code) if self.bestaand is not None and self.code else ()

    @property
    def boven(self) -> Sequence[Organisatierelatie]:
        """The relations by which it is under besturen."""
        return [rij for rij in self.relaties if rij.naar == self.code and rij.soort == HIERARCHISCH]

    @lazy
    def beheerders(self) -> frozenset[str]:
        """The besturen that manage it as it is now; none for one that is not there."""
        if self.bestaand is None or self.code is None:
            return frozenset()
        banden = hierarchie.bestuursbanden(self.session, [self.code])
        return hierarchie.beheerders_van({self.code: self.bestaand}, banden, self.context.vandaag)[self.code]

    def mag(self, besturen: Collection[str]) -> bool:
        """Whether a role of the sender covers what belongs to one of these besturen."""
        return mag(self.rollen, self.operatie, {"INSTELLING": besturen})

    @property
    def codesleutels(self) -> Sleutels:
        """Names it, and its code in the message."""
        return ((SLEUTEL, self.code or ""), (CODEVELD[self.soort], self.code or ""))

    @lazy
    def verwijzend(self) -> Sequence[Organisatierelatie]:
        """The relations that keep it from removal: all but those that tie it to a bestuur of the sender."""
        eigen = {rij.id for rij in self.boven if rij.van_soort == BESTUUR and self.mag({rij.van})}
        return [rij for rij in self.relaties if rij.id not in eigen]


@dataclass
class Onderbestuurlevering(Onderbestuurzaak):
    """One eenheid to deliver.

    :param bestuur: onderwijsbestuurcode as delivered.
    """

    bestuur: str
    bericht: Eenheidsbericht

    @property
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return self.bericht.duur

    @property
    def sleutels(self) -> Sleutels:
        """Names the eenheid; a new one has no name yet."""
        return self.bericht.sleutels

    @lazy
    def bestuurrij(self) -> OrganisatorischeEenheid | None:
        """The onderwijsbestuur as delivered."""
        return organisaties.bestuur(self.session, self.bestuur)

    @lazy
    def boven_na(self) -> Sequence[Relatiewijziging]:
        """The relations by which it is under besturen after this delivery, those that stay as they are too.

        One that ends with the eenheid goes on to do so. That of the delivered bestuur stays while it holds; without
        such a one there comes a new one, for as long as `nieuwe_band` says (reasoned, as for an onderwijsaanbieder).
        """
        oud_einde = None if self.bestaand is None else self.bestaand.einddatum
        na = [
            Relatiewijziging(r, r._replace(einddatum=self.duur.einde) if r.einddatum == oud_einde else r)
            for r in self.boven
        ]
        vandaag, nieuw = self.context.vandaag, self.nieuwe_band()
        houdt = any(r.van == self.bestuur and r.houdt(oud_einde, vandaag) for r in self.boven)
        if not houdt and nieuw is not None:
            code = self.code or ""
            band = Organisatierelatie(NIEUW, self.bestuur, code, HIERARCHISCH, nieuw.begin, nieuw.einde, BESTUUR)
            na.append(Relatiewijziging(None, band))
        return na

    def nieuwe_band(self) -> Duur | None:
        """From when to when it comes under the delivered bestuur: the message knows no begin but inBedrijfdatum."""
        return self.duur

    def relatiewijzigingen(self, code: str) -> list[Relatiewijziging]:
        """What changes of `boven_na`.

        :param code: of the eenheid, now that it has one.
        """
        return [
            Relatiewijziging(w.oud, w.relatie._replace(naar=code))
            for w in self.boven_na
            if w.oud is None or w.oud.einddatum != w.relatie.einddatum
        ]


def a01110(zaak: Onderbestuurlevering) -> Iterator[Foutmelding]:
    """A01110: the delivered onderwijsbestuurcode occurs in RIO. Source: Overzicht foutcodes."""
    if zaak.bestuurrij is None:
        yield melding("A01110", (*zaak.sleutels, ("onderwijsbestuurcode", zaak.bestuur)))


def aut401_bestaand(zaak: Onderbestuurzaak) -> Iterator[Foutmelding]:
    """AUT401: a role of the sender covers a bestuur that manages the eenheid.

    Source: our own design. Reasoned: who manages (`hierarchie.beheerders_van`).
    """
    if zaak.bestaand is not None and not zaak.mag(zaak.beheerders):
        yield melding("AUT401", zaak.codesleutels)


def aut401_levering(zaak: Onderbestuurlevering) -> Iterator[Foutmelding]:
    """AUT401: a role of the sender covers the delivered bestuur, and one that manages the eenheid when it is there."""
    if not zaak.mag({zaak.bestuur}):
        yield melding("AUT401", (*zaak.sleutels, ("onderwijsbestuurcode", zaak.bestuur)))
    else:
        yield from aut401_bestaand(zaak)


def n04810(zaak: Onderbestuurzaak) -> Iterator[Foutmelding]:
    """N04810: no contactadres and no organisatierelatie refers to the eenheid any more.

    Source: Overzicht foutcodes. Its relations to besturen of the sender go in the same action (reasoned, as for an
    onderwijsaanbieder); an aanbieder in a groep, another bestuur or an OVERGANG keeps it. Each is named.
    """
    sleutel, code = zaak.codesleutels
    if organisaties.gebruik(zaak.session, zaak.code or "").adres:
        yield melding("N04810", (sleutel, ("contactadres", zaak.code or ""), code))
    for relatie in zaak.verwijzend:
        yield melding("N04810", (sleutel, ("organisatorischeEenheid", relatie.ander(zaak.code)), code))
