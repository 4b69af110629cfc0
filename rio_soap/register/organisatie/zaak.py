"""One onderwijsaanbieder to deliver or remove, with what the register knows of it, for its controles.

Its tie to the onderwijsbestuur (organisatierelatie) is not in the message; the register derives it from the
onderwijsbestuurcode, see `Aanbiederzaak.relatie`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Session
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.organisatie import rijen as aanbieders
from rio_soap.register.regels import velden
from rio_soap.register.regels.kenmerkcontroles import Kenmerkdrager, kenmerken_van, te_controleren
from rio_soap.register.regels.lazy import eenmaal
from rio_soap.register.regels.perioden import Duur, afgeleid
from rio_soap.register.regels.uitslag import Context

Sleutels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Relatie:
    """The tie of the delivered bestuur to the onderwijsaanbieder after the delivery; `id` None when it is new."""

    id: int | None
    duur: Duur


@dataclass
class Aanbiederzaak:
    """One onderwijsaanbieder to deliver or remove, and what the register knows; each query runs when first needed.

    :param bestuur: onderwijsbestuurcode as delivered; None when removing.
    :param code: None when it is new.
    :param aanbieder: None when removing.
    """

    session: Session
    context: Context
    besturen: tuple[str, ...]
    bestuur: str | None
    code: str | None
    aanbieder: Gegeven | None

    @property
    def gegeven(self) -> Gegeven:
        """The onderwijsaanbieder as delivered."""
        assert self.aanbieder is not None
        return self.aanbieder

    @eenmaal
    def bestaand(self) -> aanbieders.Rij | None:
        """The onderwijsaanbieder that the code points at."""
        return aanbieders.aanbieder(self.session, self.code) if self.code else None

    @property
    def onbekend(self) -> bool:
        """Whether a code was delivered that nothing has."""
        return self.code is not None and self.bestaand is None

    @eenmaal
    def bestuurrij(self) -> aanbieders.Rij | None:
        """The onderwijsbestuur as delivered."""
        return aanbieders.bestuur(self.session, self.bestuur) if self.bestuur else None

    @eenmaal
    def relaties(self) -> Sequence[aanbieders.Rij]:
        """Its organisatierelaties."""
        return aanbieders.relaties(self.session, self.code) if self.bestaand is not None and self.code else ()

    @eenmaal
    def beheerders(self) -> set[str]:
        """The besturen that manage it as it is now."""
        assert self.bestaand is not None
        return aanbieders.beheerders(self.relaties, self.bestaand.einddatum, self.context.vandaag)

    @eenmaal
    def juridische_relaties(self) -> list[Gegeven]:
        """Its juridischeRelaties as delivered."""
        return velden.delen(self.gegeven, "juridischeRelatie")

    @eenmaal
    def erkenningcodes(self) -> list[str]:
        """The instellingserkenningscodes as delivered, each once."""
        return list(dict.fromkeys(velden.tekst(r, "instellingserkenningscode") for r in self.juridische_relaties))

    @eenmaal
    def instellingen(self) -> dict[str, list[erkenningen.Rij]]:
        """The erkende onderwijsinstellingen of those codes, of whatever erkenner."""
        return erkenningen.met_code(self.session, erkenningen.INSTELLING, self.erkenningcodes)

    def ocw(self, code: str) -> erkenningen.Rij | None:
        """The erkende onderwijsinstelling of OCW with this code."""
        return next((rij for rij in self.instellingen.get(code, ()) if rij.erkenner == erkenningen.OCW), None)

    @eenmaal
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return Duur(velden.datum(self.gegeven, "inBedrijfdatum"), velden.datum_of_niet(self.gegeven, "uitBedrijfdatum"))

    @eenmaal
    def perioden_duur(self) -> list[Duur]:
        """Derived duration of each period as delivered, by begin."""
        perioden = velden.delen(self.gegeven, "onderwijsaanbiederPeriode")
        return afgeleid((velden.datum(p, "begindatum") for p in perioden), self.duur.einde)

    @eenmaal
    def eigen_sleutel(self) -> str | None:
        """eigenOnderwijsaanbiederSleutel as delivered."""
        return eenheden.kenmerk(self.gegeven, "eigenOnderwijsaanbiederSleutel")

    @eenmaal
    def van_dit_bestuur(self) -> list[aanbieders.Rij]:
        """Its ties to the delivered bestuur, ended ones too."""
        return [r for r in self.relaties if r.van == self.bestuur and r.soort == aanbieders.HIERARCHISCH]

    @eenmaal
    def relatie(self) -> Relatie:
        """The tie to the delivered bestuur after this delivery.

        A tie that has not ended, or ended together with the onderwijsaanbieder, stays: it keeps its begin (else
        N04420 could never be), and one that ends with the onderwijsaanbieder goes on to do so. Without such a tie a new
        one is made, from inBedrijfdatum, the only begin that the message knows, to the end of the onderwijsaanbieder.
        Ties to other besturen are left alone: the message cannot say that or when one ended (all reasoned).
        """
        if self.bestaand is not None:
            einde, vandaag = self.bestaand.einddatum, self.context.vandaag
            houdt = [r for r in self.van_dit_bestuur if aanbieders.houdt(r, einde, vandaag)]
            if houdt:
                tie = houdt[-1]
                return Relatie(
                    tie.id, Duur(tie.begindatum, self.duur.einde if tie.einddatum == einde else tie.einddatum)
                )
        return Relatie(None, self.duur)

    @eenmaal
    def aangeboden(self) -> Sequence[aanbieders.Rij]:
        """Its aangeboden opleidingen."""
        return aanbieders.aangeboden(self.session, self.code) if self.bestaand is not None and self.code else ()

    @eenmaal
    def verwijzingen(self) -> aanbieders.Rij:
        """What refers to it."""
        return aanbieders.verwijzingen(self.session, self.code or "")

    @eenmaal
    def sleutels(self) -> Sleutels:
        """Names the onderwijsaanbieder: its code, else the key of the sender, else its first name."""
        if self.code:
            return (("onderwijsaanbiedercode", self.code),)
        if self.eigen_sleutel:
            return (("eigenOnderwijsaanbiederSleutel", self.eigen_sleutel),)
        eerste = min(
            velden.delen(self.gegeven, "onderwijsaanbiederPeriode"), key=lambda p: velden.datum(p, "begindatum")
        )
        return (("naam", velden.tekst(eerste, "naam")),)

    def periodesleutels(self, begin: date) -> Sleutels:
        """Names a period."""
        return (*self.sleutels, ("begindatum", begin.isoformat()))

    def relatiesleutels(self, relatie: Gegeven) -> Sleutels:
        """Names a juridischeRelatie."""
        code, begin = velden.tekst(relatie, "instellingserkenningscode"), velden.datum(relatie, "begindatum")
        return (*self.sleutels, ("instellingserkenningscode", code), ("begindatum", begin.isoformat()))

    @eenmaal
    def verdachte_dragers(self) -> Sequence[Kenmerkdrager]:
        """Of the onderwijsaanbieder and its periods those whose kenmerken are not surely in order."""
        return te_controleren(self._dragers(), self.context.lijsten)

    def _dragers(self) -> Iterator[Kenmerkdrager]:
        bereik, duur = self.context.kenmerken.bereik, self.duur
        kenmerken = kenmerken_van(self.gegeven)
        yield Kenmerkdrager(kenmerken, bereik("onderwijsaanbieder", duur.begin), duur.begin, duur.einde, self.sleutels)
        perioden = velden.delen(self.gegeven, "onderwijsaanbiederPeriode")
        perioden.sort(key=lambda p: velden.datum(p, "begindatum"))
        for periode, duur in zip(perioden, self.perioden_duur, strict=True):
            sleutels = self.periodesleutels(duur.begin)
            kenmerken = kenmerken_van(periode)
            yield Kenmerkdrager(kenmerken, bereik(periode.naam, duur.begin), duur.begin, duur.einde, sleutels)
