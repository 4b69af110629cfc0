"""One contactadres to deliver or remove: what the message says, and what the register knows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven
from rio_soap.register.bevoegdheid.contexten import Contextsoort, contexten
from rio_soap.register.bevoegdheid.eenheidsbesturen import besturen_van_eenheden
from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.bevoegdheid.rollen import Rollen, rollen_van
from rio_soap.register.contact import rijen
from rio_soap.register.contact.bericht import Contactbericht, nummer_in
from rio_soap.register.contact.leesvorm import PERIODE
from rio_soap.register.contact.rijen import Contactadres, Contacteenheid, contactsleutel
from rio_soap.register.database.session import Session
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.standtekst import van_json
from rio_soap.register.regels.uitslag import Context


@dataclass
class Contactzaak:
    """One contactadres that a message names by its key; each query runs when first needed.

    :param gegeven: the contactadres, or what names one.
    """

    session: Session
    context: Context
    operatie: str
    gegeven: Gegeven

    @property
    def code(self) -> str:
        """Code of the eenheid."""
        return velden.tekst(self.gegeven, "organisatorischeEenheidcode")

    @property
    def soort(self) -> str:
        """Its communicatiecontext."""
        return velden.tekst(self.gegeven, "communicatiecontext")

    @property
    def nummer(self) -> str:
        """Its subcontextnummer, as it is kept."""
        return nummer_in(self.gegeven)

    @property
    def sleutel(self) -> str:
        """Its key in the register."""
        return contactsleutel(self.code, self.soort, self.nummer)

    @property
    def sleutels(self) -> Sleutels:
        """Names the contactadres."""
        return ((SLEUTEL, self.sleutel),)

    @lazy
    def eenheid(self) -> Contacteenheid | None:
        """The eenheid that the code points at."""
        return rijen.eenheid(self.session, self.code)

    @lazy
    def bestaand(self) -> Contactadres | None:
        """The contactadres with this key."""
        return rijen.op_sleutel(self.session, self.code, self.soort, self.nummer)

    @lazy
    def rollen(self) -> Rollen:
        """The roles of the sender."""
        return rollen_van(self.session, self.context)

    @lazy
    def besturen(self) -> frozenset[str]:
        """The onderwijsbesturen of the eenheid: itself, or those over it.

        On the day nearest to today on which it is in operation: a school that has yet to begin has contacts already,
        and what one that has ended left behind can be put right (as V4 has it for an onderwijsaanbieder).
        """
        if self.eenheid is None:
            return frozenset()
        return besturen_van_eenheden(self.session, [self.code], self.context.vandaag)[self.code]

    @property
    def mag_het(self) -> bool:
        """Whether the sender has a role that covers the eenheid."""
        return mag(self.rollen, self.operatie, {"INSTELLING": self.besturen})

    @property
    def houders(self) -> Sequence[str | None]:
        """For whom a mutatie is recorded: each of its besturen, or nobody."""
        return sorted(self.besturen) or [None]


@dataclass
class Contactlevering(Contactzaak):
    """One contactadres to deliver, and what the register knows of it."""

    bericht: Contactbericht

    @lazy
    def contexten(self) -> Mapping[str, Sequence[Contextsoort]]:
        """All contexten by name, of every day."""
        return per(contexten(self.session), lambda soort: soort.naam)

    def context_op(self, dag: date) -> Contextsoort | None:
        """Its context as it is on a day; None when it is not in force then."""
        return next((soort for soort in self.contexten.get(self.soort, ()) if soort.geldt_op(dag)), None)

    @lazy
    def nieuwe_perioden(self) -> Sequence[date]:
        """The begin of each period that is not registered yet.

        What is registered may stay, or get its end, whatever became of its context since.
        """
        return [duur.begin for duur in self.bericht.perioden_duur if duur.begin not in self._geregistreerd]

    @lazy
    def _geregistreerd(self) -> frozenset[date]:
        if self.bestaand is None:
            return frozenset()
        try:
            oud = velden.delen(van_json(self.bestaand.stand), PERIODE)
            return frozenset(velden.datum(periode, "begindatum") for periode in oud)
        except STANDFOUTEN:
            return frozenset()  # what is kept is no stand, and is replaced whole
