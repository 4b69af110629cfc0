"""Random units, onderwijsaanbieders, locatiegebruiken and relations that RIO accepts; offers: `maker_aangeboden`."""

import random
import uuid
from datetime import date, timedelta
from typing import Any

from rio_soap.contract.gegevens import Gegeven, Waarde
from tests.register.hulp_organisatie import BESTUUR
from tests.register.maker_aangeboden import DAG, AanbodMaker

EENHEDEN = ("hoOpleiding", "hoOnderwijseenheid", "hoOnderwijseenhedencluster", "particuliereOpleiding")
LOCATIE = "107X216"
"""A location of the register that the uses here are of."""


class BeherenMaker(AanbodMaker):
    """Makes objects of bestuur 100B490 that every control lets pass."""

    def __init__(self, toeval: random.Random, vanaf: date = date(2016, 1, 1)) -> None:
        super().__init__(toeval, vanaf, ())
        self.begin = vanaf + toeval.randrange(4_000) * DAG
        self.einde = self.begin + toeval.randint(2, 4_000) * DAG

    def _kies(self, leden: tuple[str, ...]) -> list[str]:
        return [lid for lid in leden if lid == f"{self.soort}Periode"] if len(leden) > 1 else list(leden)

    def eenheid(self, soort: str) -> Gegeven:
        """A new opleidingseenheid of a specialisation."""
        self.soort = soort
        gemaakt = self._gegeven(soort, self.contract.elementen[soort])
        velden = gemaakt.velden
        velden.pop("opleidingseenheidcode", None)
        self._leven(velden, "begindatum", "einddatum")
        self._begin_perioden(velden["opleidingseenheidPeriode"])
        self._eigen_sleutel(velden)
        if any("VARIANT" in kenmerk.velden.values() for kenmerk in _delen(velden, "kenmerken")):
            for periode in _delen(velden, "opleidingseenheidPeriode"):
                periode.velden.pop("studielast", None)  # P02041
        return gemaakt

    def aanbieder(self) -> Gegeven:
        """A new onderwijsaanbieder."""
        gemaakt = self._deel("aanleveren_onderwijsaanbieder_request", "nieuweOnderwijsaanbieder")
        velden = gemaakt.velden
        self._leven(velden, "inBedrijfdatum", "uitBedrijfdatum")
        self._begin_perioden(velden["onderwijsaanbiederPeriode"])
        self._relaties(velden, "juridischeRelatie", "25BE")
        self._eigen_sleutel(velden)
        return gemaakt

    def gebruik(self) -> Gegeven:
        """The use of `LOCATIE` by its code."""
        gemaakt = self._deel("aanleveren_onderwijslocatiegebruik_request", "onderwijslocatiegebruik")
        velden = gemaakt.velden
        for plek in ("aanduidingAdres", "aanduidingGPS", "aanduidingPlaats"):
            velden.pop(plek, None)
        velden |= {"onderwijslocatieCode": LOCATIE, "onderwijsbestuurcode": BESTUUR}
        self._leven(velden, "inBedrijfdatum", "uitBedrijfdatum")
        self._relaties(velden, "juridischeOnderwijslocatiegebruikRelatie", "25BE00")
        self._eigen_sleutel(velden)
        return gemaakt

    def relatie(self, een: str, ander: str, begin: date, einde: date) -> Gegeven:
        """A relation between two units, within a time."""
        self.begin, self.einde = begin, einde
        velden: dict[str, Waarde] = {"opleidingseenheidcode": self.toeval.sample([een, ander], 2)}
        velden["begindatum"] = van = self._dag(begin, einde)
        if self.toeval.random() < 0.7:
            velden["einddatum"] = self._dag(van + DAG, einde + DAG)
        return Gegeven("opleidingsrelatie", velden)

    def _deel(self, bericht: str, naam: str) -> Gegeven:
        for _ in range(200):
            gevonden = self.bericht(bericht).velden.get(naam)
            if isinstance(gevonden, Gegeven):
                return gevonden
        raise AssertionError(naam)

    def _leven(self, velden: dict[str, Any], begin: str, einde: str) -> None:
        velden[begin] = self.begin
        if einde in velden:
            velden[einde] = self.einde

    def _begin_perioden(self, perioden: Any) -> None:
        """Distinct begins, one of them that of the object, in any order."""
        dagen = sorted({self.begin, *(self._dag(self.begin, self.einde) for _ in perioden[1:])})
        del perioden[len(dagen) :]
        self.toeval.shuffle(dagen)
        for periode, dag in zip(perioden, dagen, strict=True):
            periode.velden["begindatum"] = dag

    def _relaties(self, velden: dict[str, Any], naam: str, code: str) -> None:
        """Relations with one erkenning, one after the other."""
        relaties = velden.get(naam, [])
        grenzen = sorted(self.toeval.sample(range((self.einde - self.begin).days + 1), 2))
        for nummer, relatie in enumerate(relaties[1:], 1):
            relatie.velden |= {"begindatum": self.begin, "einddatum": self.begin + timedelta(grenzen[0])}
            if nummer > 1 or grenzen[0] == 0:
                relaties.remove(relatie)
        if relaties:
            eerste = relaties[0].velden
            eerste |= {
                "begindatum": self.begin + timedelta(grenzen[0]),
                "einddatum": self.begin + timedelta(grenzen[1]),
            }
            for relatie in relaties:
                relatie.velden["instellingserkenningscode"] = code

    def _eigen_sleutel(self, velden: dict[str, Any]) -> None:
        for kenmerk in _delen(velden, "kenmerken"):
            if str(kenmerk.velden["kenmerknaam"]).startswith("eigen"):
                kenmerk.velden["kenmerkwaardeTekst"] = str(uuid.UUID(int=self.toeval.getrandbits(128)))


def _delen(velden: dict[str, Any], naam: str) -> list[Gegeven]:
    return [deel for deel in velden.get(naam, []) if isinstance(deel, Gegeven)]
