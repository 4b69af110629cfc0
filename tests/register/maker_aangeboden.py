"""Random offers that RIO accepts: their form from the tables of the contract, their sense from the rules."""

import random
from copy import deepcopy
from datetime import date, timedelta
from itertools import pairwise

from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.contract.kenmerken import Kenmerkconfiguratie, kenmerken
from rio_soap.contract.operaties import BEHEREN
from rio_soap.contract.vorm import Simpel, Vorm
from rio_soap.register.regels.uitslag import standaardlijsten
from tests.contract.maker import Maker

DAG = timedelta(days=1)
PARTNERS = ("110A133", "302A001", "201A001")
_LIJST = "WaardenlijstType-v01"


class AanbodMaker(Maker):
    """Makes offers of aanbieder 110A133 that every control lets pass.

    :param keuzes: the Gegeven values to take for what is offered, by name of the field.
    """

    def __init__(self, toeval: random.Random, vanaf: date, keuzes: tuple[Gegeven | str, ...]) -> None:
        super().__init__(BEHEREN, 0)
        self.toeval, self.vanaf, self.keuzes = toeval, vanaf, keuzes
        self.soort, self.begin, self.einde = "", vanaf, vanaf

    def aanbod(self, soort: str) -> Gegeven:
        """An offer of a specialisation (``HOOpleiding``)."""
        self.soort = soort
        self.begin = self.vanaf + self.toeval.randrange(4_000) * DAG
        self.einde = self.begin + self.toeval.randint(2, 4_000) * DAG
        naam = f"aangeboden{soort}"
        gemaakt = self._gegeven(naam, self.contract.elementen[naam])
        self._maak_samenhangend(gemaakt)
        return gemaakt

    def _kies(self, leden: tuple[str, ...]) -> list[str]:
        """Of a substitution group the member that belongs to this specialisation; none when there is none."""
        if len(leden) > 1:
            eigen = {f"aangeboden{self.soort}{deel}" for deel in ("", "Periode", "Cohort")}
            return [lid for lid in leden if lid in eigen][:1]
        return [] if leden[0] == "aangebodenOpleidingCohort" else list(leden)

    def _gegeven(self, naam: str, soort: Vorm | Simpel) -> Gegeven:
        gemaakt = super()._gegeven(naam, soort)
        gemaakt.velden.pop("kenmerken", None)
        if drager := [k for conf in kenmerken(BEHEREN).get(naam, ()) for k in self._kenmerken(conf)]:
            gemaakt.velden["kenmerken"] = drager
        return gemaakt

    def _waarde(self, lid: str, ouder: Vorm) -> Enkel | Gegeven:
        vast = {"onderwijsaanbiedercode": "110A133", "onderwijslocatiecode": "107X215"}
        return vast[lid] if lid in vast else super()._waarde(lid, ouder)

    def _enkel(self, soort: Simpel) -> Enkel:
        if _LIJST in soort.bases:
            geldig = self._geldig(soort.naam)
            # What is offered is filled in afterwards; its own lists do not matter.
            return self.toeval.choice(geldig) if geldig else "X"
        return super()._enkel(soort)

    def _geldig(self, lijst: str) -> list[str]:
        lijsten = standaardlijsten()
        if lijsten.ontbrekend([lijst]):
            return []
        return [w.waarde for w in lijsten.waarden(lijst) if w.dekt(self.begin, None)]

    def _kenmerken(self, conf: Kenmerkconfiguratie) -> list[Gegeven]:
        aantal = self.toeval.randint(conf.min, min(conf.max, conf.min + 2))
        waarden = dict.fromkeys(self._kenmerkwaarde(conf) for _ in range(aantal))
        return [Gegeven("kenmerken", {"kenmerknaam": conf.naam, conf.waarde_element: waarde}) for waarde in waarden]

    def _kenmerkwaarde(self, conf: Kenmerkconfiguratie) -> Enkel:
        if conf.waardenlijst is not None:
            return self.toeval.choice(self._geldig(conf.waardenlijst))
        if conf.naam == "samenwerkendeOnderwijsaanbiedercode":
            return self.toeval.choice(PARTNERS)
        if conf.waarde_element == "kenmerkwaardeGetal":
            return self.toeval.randint(int(conf.facets["minInclusive"]), int(conf.facets["maxInclusive"]))
        if conf.waarde_element == "kenmerkwaardeDatum":
            laag, hoog = (date.fromisoformat(conf.facets[f]) for f in ("minInclusive", "maxInclusive"))
            return laag + self.toeval.randrange((hoog - laag).days + 1) * DAG
        lengte = self.toeval.randint(1, int(conf.facets["maxLength"]))
        return "".join(self.toeval.choice("aé0 -<&😀") for _ in range(lengte - 1)) + "z"

    def _maak_samenhangend(self, aanbod: Gegeven) -> None:
        """Dates in their order, cohortcodes apart, one sleutel per offer, and something that is offered."""
        velden = aanbod.velden
        velden["begindatum"] = self.begin
        if "einddatum" in velden:
            velden["einddatum"] = self.einde
        if "eersteInstroomDatum" in velden:
            velden["eersteInstroomDatum"] = self._dag(self.begin, self.einde)
        for sleutel in ("voVakerkenningSleutel", "opleidingserkenningSleutel", "opleidingseenheidSleutel"):
            velden.pop(sleutel, None)
        keuze = deepcopy(self.toeval.choice(self.keuzes))
        velden["opleidingseenheidSleutel" if isinstance(keuze, str) else keuze.naam] = keuze
        self._perioden(velden["aangebodenOpleidingPeriode"])
        cohorten = velden.get("aangebodenOpleidingCohort", [])
        assert isinstance(cohorten, list)
        for nummer, cohort in enumerate(cohorten):
            assert isinstance(cohort, Gegeven)
            cohort.velden["cohortcode"] = f"{cohort.velden['cohortcode']}"[:50] + f"#{nummer}"
            self._cohort(cohort)
        for kenmerk in velden.get("kenmerken", []):  # type: ignore[union-attr]
            assert isinstance(kenmerk, Gegeven)
            if kenmerk.velden["kenmerknaam"] == "eigenAangebodenOpleidingSleutel":
                kenmerk.velden["kenmerkwaardeTekst"] = velden["aangebodenOpleidingCode"]

    def _perioden(self, perioden: Waarde) -> None:
        """Distinct begins, one of them that of the offer, in any order."""
        assert isinstance(perioden, list)
        dagen = sorted({self.begin, *(self._dag(self.begin, self.einde) for _ in perioden[1:])})
        assert all(eerder < later for eerder, later in pairwise(dagen))
        del perioden[len(dagen) :]
        self.toeval.shuffle(dagen)
        for periode, dag in zip(perioden, dagen, strict=True):
            assert isinstance(periode, Gegeven)
            periode.velden["begindatum"] = dag

    def _cohort(self, cohort: Gegeven) -> None:
        velden = cohort.velden
        velden["beginAanmeldperiode"] = aanmelden = self._dag(self.begin - 400 * DAG, self.einde)
        if "eindeAanmeldperiode" in velden:
            velden["eindeAanmeldperiode"] = self._dag(aanmelden + DAG, self.einde + DAG)
        instroom = self._dag(self.begin, self.einde)
        if isinstance(vast := velden.get("vastInstroommoment"), Gegeven):
            vast.velden["instroommoment"] = instroom
        if isinstance(flexibel := velden.get("flexibeleInstroom"), Gegeven):
            flexibel.velden["beginInstroomperiode"] = instroom
            if "eindeInstroomperiode" in flexibel.velden:
                flexibel.velden["eindeInstroomperiode"] = self._dag(instroom + DAG, self.einde + DAG)
        if "einddatum" in velden:
            velden["einddatum"] = instroom + self.toeval.randint(1, 2_000) * DAG

    def _dag(self, eerste: date, grens: date) -> date:
        """A day from eerste up to, not including, grens."""
        return eerste + self.toeval.randrange((grens - eerste).days) * DAG
