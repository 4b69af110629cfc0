"""One onderwijsbegeleidingsaanbieder to deliver: the instellingserkenningen on which it rests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning.houders import besturen_achter
from rio_soap.register.erkenning.rijen import Instellingserkenning
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie.zaak_onder_bestuur import Onderbestuurlevering
from rio_soap.register.regels import velden
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur, afgeleid

_CLUSTERS = frozenset({"CLUSTER_1", "CLUSTER_2"})


@dataclass
class Begeleidingslevering(Onderbestuurlevering):
    """One onderwijsbegeleidingsaanbieder to deliver."""

    @lazy
    def juridische_relaties(self) -> Sequence[Gegeven]:
        """Its juridischeRelaties as delivered."""
        return velden.delen(self.bericht.gegeven, "juridischeRelatie")

    @lazy
    def _instellingen(self) -> Mapping[str, Sequence[Instellingserkenning]]:
        codes = {erkenningcode(relatie) for relatie in self.juridische_relaties}
        return erkenningen.met_code(self.session, erkenningen.INSTELLING, codes)

    def erkenning(self, relatie: Gegeven) -> Instellingserkenning | None:
        """The erkende onderwijsinstelling of a juridischeRelatie: of the erkenner that it says, else of OCW."""
        erkenner, code = erkenningsnaam(relatie)
        return next((rij for rij in self._instellingen.get(code, ()) if rij.erkenner == erkenner), None)

    def erkend(self) -> Sequence[Instellingserkenning]:
        """The erkende onderwijsinstellingen on which it rests."""
        return [een for relatie in self.juridische_relaties if (een := self.erkenning(relatie)) is not None]

    @lazy
    def nieuw_erkend(self) -> Sequence[Gegeven]:
        """The juridischeRelaties with an erkenning on which it does not rest already."""
        bekend = {rij.sleutel for rij in self._rust}
        return [r for r in self.juridische_relaties if (een := self.erkenning(r)) is None or een.sleutel not in bekend]

    @lazy
    def _rust(self) -> Sequence[Instellingserkenning]:
        oud = {(rij.erkenner, rij.erkenning) for rij in organisaties.rust_van(self.session, self.code or "")}
        return [rij for rij in self.erkend() if (rij.erkenner, rij.code) in oud]

    @lazy
    def achter(self) -> Mapping[int, frozenset[str]]:
        """The besturen behind each of those erkenningen, by its id."""
        return besturen_achter(self.session, {rij.id for rij in self.erkend()}, self.context.vandaag)

    def in_cluster(self, relatie: Gegeven) -> bool:
        """Whether its instelling is of cluster 1 or 2 at any time of the juridischeRelatie."""
        erkenning, duur = self.erkenning(relatie), velden.duur(relatie)
        if erkenning is None:
            return False
        perioden = velden.op_begin(erkenning.stand, f"{erkenning.stand.naam}Periode")
        looptijden = afgeleid((velden.datum(periode, "begindatum") for periode in perioden), erkenning.einddatum)
        return any(
            periode.velden.get("sOCluster") in _CLUSTERS and looptijd.overlapt(duur)
            for periode, looptijd in zip(perioden, looptijden, strict=True)
        )

    def relatiesleutels(self, relatie: Gegeven, veld: str = "begindatum") -> Sleutels:
        """Names a juridischeRelatie, by one of its fields last."""
        waarde = erkenningcode(relatie) if veld == _CODE else velden.datum(relatie, veld).isoformat()
        vooraf = () if veld == _CODE else ((_CODE, erkenningcode(relatie)),)
        return (*self.sleutels, *vooraf, (veld, waarde))

    def nieuwe_band(self) -> Duur | None:
        """From when to when it would be under the delivered bestuur, as far as both are there; None when never.

        From inBedrijfdatum, or after an earlier relation to this bestuur from today: no code of this operation refuses
        what a message cannot say (reasoned).
        """
        eerder = any(rij.van == self.bestuur for rij in self.boven)
        van = Duur(self.context.vandaag, None) if eerder else self.duur
        bestuur = self.bestuurrij
        leven = self.duur if bestuur is None else self.duur.samen(Duur(bestuur.begindatum, bestuur.einddatum))
        return None if leven is None else leven.samen(van)

    def juridische_rijen(self, code: str) -> list[dict[str, SqlValue]]:
        """Its juridischeRelaties as rows.

        :param code: of the begeleidingsaanbieder, now that it has one.
        """
        return [
            {
                "eenheid": code,
                "erkenning": erkenning.code,
                "erkenner": erkenning.erkenner,
                "begindatum": velden.datum(relatie, "begindatum"),
                "einddatum": velden.datum_of_niet(relatie, "einddatum"),
            }
            for relatie in self.juridische_relaties
            if (erkenning := self.erkenning(relatie)) is not None
        ]


_CODE = "instellingserkenningscode"


def erkenningcode(relatie: Gegeven) -> str:
    """The instellingserkenningscode of a juridischeRelatie."""
    return velden.tekst(relatie, _CODE)


def erkenningsnaam(relatie: Gegeven) -> tuple[str, str]:
    """The erkenner and the code that a juridischeRelatie means: a code is unique per erkenner only."""
    return velden.tekst_of_niet(relatie, "erkenner") or erkenningen.OCW, erkenningcode(relatie)
