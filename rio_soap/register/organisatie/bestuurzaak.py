"""One onderwijsbestuur to deliver or remove: what the message says, and what the register knows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.register.bevoegdheid import erkenners
from rio_soap.register.bevoegdheid.erkenners import Erkenningssoort
from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database.session import Session
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie import verwijzingen_bestuur
from rio_soap.register.organisatie.bestuurbericht import Bestuurbericht
from rio_soap.register.organisatie.rijen import Organisatierelatie, OrganisatorischeEenheid
from rio_soap.register.organisatie.verwijzingen_bestuur import Bestuurverwijzingen
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.navraag import Gevonden
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.registratie import Registratie
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.vindplaats import Nietgevonden


@dataclass
class Bestuurzaak:
    """One onderwijsbestuur to remove; each query runs when first needed.

    :param operatie: name of the operation, which says whose roles suffice.
    :param rollen: of the sender.
    :param code: None when it is new.
    """

    session: Session
    context: Context
    operatie: str
    rollen: Rollen
    code: str | None

    @lazy
    def bestaand(self) -> OrganisatorischeEenheid | None:
        """The onderwijsbestuur that the code points at."""
        return organisaties.bestuur(self.session, self.code) if self.code else None

    @lazy
    def mag(self) -> bool:
        """Whether a role of the sender covers it."""
        if self.code is not None:
            return mag(self.rollen, self.operatie, {"INSTELLING": [self.code]})
        return mag(self.rollen, self.operatie, {"ERKENNER": self._gevers()})

    def _gevers(self) -> Sequence[str]:
        """The erkenners of the sender that may recognise organisations today, and so register one first."""
        gevonden = (erkenners.op_code(self.session, code) for code in sorted(self.rollen.bereiken("ERKENNER")))
        wat, dag = Erkenningssoort.ORGANISATIE, self.context.vandaag
        return [rij.code for rij in gevonden if rij is not None and erkenners.bevoegd(rij, wat, dag)]

    @lazy
    def verwijzingen(self) -> Bestuurverwijzingen:
        """What refers to it, organisatierelaties aside."""
        return verwijzingen_bestuur.eerste_verwijzingen(self.session, self.code or "")

    @lazy
    def relaties(self) -> Sequence[Organisatierelatie]:
        """The organisatierelaties from and to it."""
        return organisaties.relaties(self.session, self.code) if self.bestaand is not None and self.code else ()

    @property
    def codesleutels(self) -> Sleutels:
        """Names it, and its code in the message."""
        return ((SLEUTEL, self.code or ""), ("onderwijsbestuurcode", self.code or ""))


@dataclass
class Bestuurlevering(Bestuurzaak):
    """One onderwijsbestuur to deliver."""

    bericht: Bestuurbericht

    @property
    def sleutels(self) -> Sleutels:
        """Names it; a new one has no name yet."""
        return self.bericht.sleutels

    @property
    def als_beheer(self) -> bool:
        """Whether the sender keeps the register, and so may change all of it."""
        return self.rollen.heeft("DUO")

    @lazy
    def geregistreerd(self) -> Mapping[str, str | date | None]:
        """What the register has of it that only who keeps the register changes, by field; empty when it is new."""
        rij = self.bestaand
        if rij is None:
            return {}
        nummers = {"kVKnummer": rij.kvk_nummer, "rSIN": rij.rsin, "bevoegdGezagNummer": rij.bevoegd_gezag_nummer}
        return {**nummers, "inBedrijfdatum": rij.begindatum, "uitBedrijfdatum": rij.einddatum}

    @lazy
    def vraagt_inschrijving(self) -> bool:
        """Whether the Handelsregister has to be asked: for a new bestuur, and for a number that changes.

        A number that the message leaves out stays as it was taken over, so it asks nothing.
        """
        gevraagd = {"kVKnummer": self.bericht.kvk_nummer, "rSIN": self.bericht.rsin}
        anders = any(nr is not None and nr != self.geregistreerd.get(naam) for naam, nr in gevraagd.items())
        return anders and (self.bestaand is None or self.als_beheer)

    @lazy
    def uitkomst(self) -> Gevonden | None:
        """What the Handelsregister says; None when it need not be asked, STORING when nobody was asked all the same."""
        if not self.vraagt_inschrijving:
            return None
        return self.bericht.gevonden if self.bericht.gevonden is not None else Nietgevonden.STORING

    @property
    def registratie(self) -> Registratie | None:
        """The registration that was found."""
        return self.uitkomst if isinstance(self.uitkomst, Registratie) else None

    @lazy
    def nummers(self) -> tuple[str | None, str | None]:
        """KvK number and RSIN after this delivery: as delivered, the missing one from the Handelsregister or as it was.

        Of two numbers that go together a new one leaves nothing of the old.
        """
        bericht, gevonden, oud = self.bericht, self.registratie, self.bestaand
        if gevonden is not None:
            return gevonden.kvk_nummer, gevonden.rsin or bericht.rsin
        was = (None, None) if oud is None else (oud.kvk_nummer, oud.rsin)
        return bericht.kvk_nummer or was[0], bericht.rsin or was[1]
