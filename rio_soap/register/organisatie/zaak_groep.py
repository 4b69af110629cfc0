"""One onderwijsaanbiedergroep to deliver: its groepsleden, and to which bestuur each of these belongs when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.organisatie import hierarchie
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie.hierarchie import Banden, Bestuursband
from rio_soap.register.organisatie.relatieschrijver import NIEUW, Relatiewijziging
from rio_soap.register.organisatie.rijen import GROEP, Aanbieder, Organisatierelatie
from rio_soap.register.organisatie.zaak_onder_bestuur import Onderbestuurlevering
from rio_soap.register.regels import velden
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur, geldig_op


@dataclass
class Groeplevering(Onderbestuurlevering):
    """One groep to deliver."""

    @lazy
    def groepsleden(self) -> Sequence[Gegeven]:
        """Its groepsleden as delivered."""
        return velden.delen(self.bericht.gegeven, "groepslid")

    @lazy
    def aanbieders(self) -> Mapping[str, Aanbieder]:
        """Those groepsleden that occur as onderwijsaanbieder, by code."""
        return organisaties.aanbieders(self.session, {code_van(lid) for lid in self.groepsleden})

    @property
    def leden(self) -> Sequence[Organisatierelatie]:
        """The relations to its groepsleden as the register has them."""
        return [rij for rij in self.relaties if rij.van == self.code and rij.soort == HIERARCHISCH]

    def lidsleutels(self, lid: Gegeven, veld: str = "begindatum") -> Sleutels:
        """Names a groepslid, by one of its dates last."""
        dag = velden.datum(lid, veld).isoformat()
        return (*self.sleutels, ("onderwijsaanbiedercode", code_van(lid)), (veld, dag))

    @lazy
    def _banden(self) -> Banden:
        return hierarchie.bestuursbanden(self.session, self.aanbieders)

    @lazy
    def _eigen_banden(self) -> Sequence[Bestuursband]:
        """The ties of the groep with besturen after this delivery."""
        return [Bestuursband(w.relatie.van, w.relatie.duur, (w.relatie.id,)) for w in self.boven_na]

    def vreemde_dag(self, lid: Gegeven) -> date | None:
        """The first day of a groepslid on which its aanbieder belongs to no bestuur of the groep; None without one.

        Only where one of the ties begins or ends can this change. What lies outside groep or aanbieder is N07410.
        """
        binnen, banden = self._binnen(lid), self._banden.get(code_van(lid), ())
        if binnen is None:
            return None
        grenzen = {dag for band in (*banden, *self._eigen_banden) for dag in (band.duur.begin, band.duur.einde) if dag}
        dagen = {dag for dag in grenzen if geldig_op(dag, binnen.begin, binnen.einde)}
        for dag in sorted({binnen.begin} | dagen):
            if hierarchie.besturen_op(banden, dag).isdisjoint(hierarchie.besturen_op(self._eigen_banden, dag)):
                return dag
        return None

    def verweesd(self) -> list[str]:
        """The aanbieders that are left out, and would belong to no bestuur any more without this groep."""
        weg = {w.relatie.naar for w in self.lidwijzigingen(self.code or "") if w.nieuw is None}
        if not weg:
            return []
        aanbieders = organisaties.aanbieders(self.session, weg)
        eigen = {rij.id for rij in self.leden}
        voor = hierarchie.bestuursbanden(self.session, aanbieders)
        na = {code: [band for band in banden if eigen.isdisjoint(band.relaties)] for code, banden in voor.items()}
        for lid in self.groepsleden:
            if (code := code_van(lid)) in na:
                na[code] += self._banden_door(velden.duur(lid))
        einden = {code: rij.einddatum for code, rij in sorted(aanbieders.items())}
        return hierarchie.verweesd(einden, voor, na, self.context.vandaag)

    def _banden_door(self, lid: Duur) -> list[Bestuursband]:
        """The ties with besturen that a groepslid gives."""
        samen = [(band, lid.samen(band.duur)) for band in self._eigen_banden]
        return [Bestuursband(band.bestuur, duur, (NIEUW, *band.relaties)) for band, duur in samen if duur is not None]

    def _binnen(self, lid: Gegeven) -> Duur | None:
        """The days of a groepslid on which both groep and aanbieder are there."""
        duur, aanbieder = velden.duur(lid).samen(self.duur), self.aanbieders.get(code_van(lid))
        return duur if duur is None or aanbieder is None else duur.samen(leven_van(aanbieder))

    def lidwijzigingen(self, code: str) -> list[Relatiewijziging]:
        """What changes of the relations to groepsleden: those delivered are all there are afterwards.

        :param code: of the groep, now that it has one.
        """
        oud = {(rij.naar, rij.begindatum): rij for rij in self.leden}
        wijzigingen = []
        for lid in self.groepsleden:
            duur = velden.duur(lid)
            was = oud.pop((code_van(lid), duur.begin), None)
            if was is None or was.einddatum != duur.einde:
                id_ = NIEUW if was is None else was.id
                band = Organisatierelatie(id_, code, code_van(lid), HIERARCHISCH, duur.begin, duur.einde, GROEP)
                wijzigingen.append(Relatiewijziging(was, band))
        return [*(Relatiewijziging(rij, None) for rij in oud.values()), *wijzigingen]


def code_van(lid: Gegeven) -> str:
    """The onderwijsaanbiedercode of a groepslid."""
    return velden.tekst(lid, "onderwijsaanbiedercode")


def leven_van(aanbieder: Aanbieder) -> Duur:
    """The lifetime of an onderwijsaanbieder."""
    return Duur(aanbieder.begindatum, aanbieder.einddatum)
