"""The change feeds: what was added, changed and removed since a moment, each object once, and of nobody else."""

import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels.velden import delen
from rio_soap.workbench.keur import bouw
from rio_soap.workbench.keur.run import Mist, Run, Velden

AANBOD, AANBIEDERS, GEBRUIK = (
    "opvragen_gewijzigdeAangebodenOpleidingen",
    "opvragen_gewijzigdeOnderwijsaanbieders",
    "opvragen_gewijzigdOnderwijslocatiegebruik",
)
_LIJST = {
    AANBOD: ("gewijzigde_AangebodenOpleiding", "aangebodenOpleidingCode"),
    AANBIEDERS: ("gewijzigde_Onderwijsaanbieder", "onderwijsaanbiedercode"),
    GEBRUIK: ("gewijzigd_Onderwijslocatiegebruik", "onderwijslocatiecode"),
}
GROOTTE = 20
"""Objects on a page (recorded)."""
_BLADEN = 100
_SECONDE = timedelta(seconds=1)


class Wijzigingskeuring:
    """Asks the feeds what the run changed.

    :param begin: before the first change of the run.
    """

    def __init__(self, werk: Run, begin: datetime) -> None:
        self.werk, self.begin = werk, begin
        self._merk: tuple[datetime, float] | None = None

    def merk(self) -> None:
        """Note the time now, by the clock of the service: what was made is from before."""
        lezen: Velden = {"eigenOpleidingseenheidSleutel": str(uuid.uuid4())}
        reactie = self.werk.doel.roep("opvragen_rioIdentificatiecode", **lezen)
        if reactie.gemaakt is not None:  # in whole seconds, so that it may be from before the last change
            self._merk = reactie.gemaakt + _SECONDE, time.monotonic() + _SECONDE.total_seconds()

    def erbij(self, eigen: set[str], geweigerd: set[str]) -> None:
        """After what was added.

        :param eigen: codes of all offers of the run's own aanbieder.
        :param geweigerd: codes of offers that were refused.
        """
        stappen: tuple[Callable[[], None], ...] = (
            partial(self._aanbod, eigen, geweigerd),
            self._aanbieders,
            self._gebruik,
            self._sinds,
        )
        for stap in stappen:
            try:
                stap()
            except Mist:
                continue  # what was not made has no changes

    def weg(self) -> None:
        """After the removals: what the run made and removed is gone."""
        for operatie, rol, velden in (
            (AANBOD, "aanbod", {"onderwijsaanbiederCode": self.werk.eigen.get("aanbieder", "")}),
            (AANBIEDERS, "aanbieder", {"onderwijsbestuurcode": self.werk.namen.bestuur}),
            (GEBRUIK, "gebruik", {}),
        ):
            code = self.werk.eigen.get(rol)
            if code and all(velden.values()):
                soort = dict(self._alle(operatie, dict(velden))).get(code)
                self.werk.boek.toets([operatie], "V na verwijderen", soort == "V", "V", soort)

    def _sinds(self) -> None:
        """Since the mark: of what was there W when it changed, and else nothing."""
        w, aanbieder = self.werk, self.werk.van("aanbieder")
        if self._merk is None:
            return
        merk, vanaf = self._merk
        time.sleep(max(0.0, vanaf - time.monotonic()))
        deel = bouw.aanbieder(w.naam("brin4"), code=aanbieder, sleutel=w.van("aanbiedersleutel"))
        velden: Velden = {"onderwijsbestuurcode": w.naam("bestuur"), deel.naam: deel}
        w.neemt((), "opnieuw geleverd", "aanleveren_onderwijsaanbieder", velden)
        soort = dict(self._alle(AANBIEDERS, {"onderwijsbestuurcode": w.naam("bestuur")}, merk)).get(aanbieder)
        w.boek.toets([AANBIEDERS], "W voor wat er al was", soort == "W", "W", soort)
        codes = {code for code, _ in self._alle(AANBOD, {"onderwijsaanbiederCode": aanbieder}, merk)}
        ouder = w.van("aanbod") in codes
        w.boek.toets([AANBOD], "niet wat sindsdien hetzelfde bleef", not ouder, "niet", sorted(codes))

    def _alle(self, operatie: str, velden: Velden, sinds: datetime | None = None) -> list[tuple[str, str]]:
        """Code and soortWijziging of every change since a moment, by default the begin; of the bestuur of the run where
        there is one."""
        gevonden: list[tuple[str, str]] = []
        lijst, sleutel = _LIJST[operatie]
        pagina, paginas = 0, 1
        while pagina < paginas and pagina < _BLADEN:
            reactie = self.werk.doel.roep(operatie, peildatumtijdMutaties=sinds or self.begin, **velden, pagina=pagina)
            if reactie.soort != "goed" or reactie.gegeven is None:
                return gevonden
            hier = [
                (str(w.velden.get(sleutel)), str(w.velden.get("soortWijziging")))
                for w in delen(reactie.gegeven, lijst)
                if w.velden.get("onderwijsbestuurcode", self.werk.namen.bestuur) == self.werk.namen.bestuur
            ]
            blad = reactie.gegeven.velden.get("paginering")
            paginas = int(str(blad.velden.get("aantalPaginas", 0))) if isinstance(blad, Gegeven) else 0
            if operatie == AANBOD and pagina + 1 < paginas:
                goed = len(hier) == GROOTTE
                self.werk.boek.toets([operatie], "een vol blad", goed, f"{GROOTTE} objecten", len(hier))
            gevonden += hier
            pagina += 1
        dubbel = len(gevonden) != len({code for code, _ in gevonden})
        self.werk.boek.toets([operatie], "elk object één keer", not dubbel, "geen dubbele", gevonden)
        return gevonden

    def _soort(self, operatie: str, velden: Velden, code: str) -> list[tuple[str, str]]:
        """The feed, in which a new object is told as added: whatever became of it since, it was not there before."""
        alle = self._alle(operatie, velden)
        soort = dict(alle).get(code)
        self.werk.boek.toets([operatie], "T voor wat nieuw is", soort == "T", "T", soort)
        return alle

    def _aanbod(self, eigen: set[str], geweigerd: set[str]) -> None:
        w = self.werk
        alle = self._soort(AANBOD, {"onderwijsaanbiederCode": w.van("aanbieder")}, w.van("aanbod"))
        codes = {code for code, _ in alle}
        w.boek.toets([AANBOD], "van deze aanbieder, en niet wat afgekeurd is", not codes & geweigerd, "geen", codes)
        w.boek.toets([AANBOD], "alles wat geleverd is", eigen <= codes, sorted(eigen), sorted(codes))
        if aanbieder := w.namen.aanbieder:
            anders = {code for code, _ in self._alle(AANBOD, {"onderwijsaanbiederCode": aanbieder})}
            w.boek.toets([AANBOD], "niet bij een andere aanbieder", not anders & eigen, "geen", sorted(anders & eigen))

    def _aanbieders(self) -> None:
        w, code = self.werk, self.werk.van("aanbieder")
        self._soort(AANBIEDERS, {"onderwijsbestuurcode": w.naam("bestuur")}, code)
        anders = {c for c, _ in self._alle(AANBIEDERS, {"onderwijsbestuurcode": w.naam("vreemdBestuur")})}
        w.boek.toets([AANBIEDERS], "niet bij een ander bestuur", code not in anders, "niet", sorted(anders))

    def _gebruik(self) -> None:
        code = self.werk.van("gebruik")
        soort = dict(self._alle(GEBRUIK, {})).get(code)
        self.werk.boek.toets([GEBRUIK], "wat de afzender in gebruik nam", soort in ("T", "W"), "T of W", soort)
