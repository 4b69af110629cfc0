"""A process that delivers what it is told on its standard input and answers with what that took.

Another tree can run it by its path with PYTHONPATH set to that tree: it asks of the tree only what every version since
October 2026 has. Each line names a kind and a number; the answer is seconds of processor time and messages.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from benchmarks import berichten
from benchmarks.berichten import SOORTEN, Soort
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.database import Register
from rio_soap.service.bericht import Bericht
from rio_soap.service.pipeline import Pipeline
from rio_soap.setup import service, trial
from rio_soap.setup.settings import Settings

EENHEID, AANBOD = SOORTEN["deliver opleidingseenheid"], SOORTEN["deliver aangebodenOpleiding"]
SOORTEN_HIER = ("new unit", "changed unit", "new offer", "changed offer")
VOORRAAD = 40
"""Objects that are changed in turn."""


class Leveraar:
    """A register with the trial set and a thousand offers, and deliveries to it."""

    def __init__(self, settings: Settings, register: Register) -> None:
        self.settings = settings
        self.pijplijn: Pipeline = service.make_application(settings, register).pijplijn
        self.sleutelpaar = trial.client_key(settings)
        self._keer = 0
        self._aanbod = [berichten.aanbod() for _ in range(VOORRAAD)]
        self._eenheden = [trial.voorbeeldlevering() for _ in range(VOORRAAD)]
        for soort, objecten in ((AANBOD, self._aanbod), (EENHEID, self._eenheden)):
            for gegeven in objecten:
                self._lever(soort, gegeven, onthoud=soort is EENHEID)

    def _lever(self, soort: Soort, gegeven: Gegeven, *, onthoud: bool) -> None:
        antwoord = etree.fromstring(self._verwerk(self._bericht(soort, gegeven)))
        if onthoud:
            code = antwoord.findtext(".//{*}opleidingseenheidcode")
            assert code is not None
            gegeven.velden = {"opleidingseenheidcode": code, **gegeven.velden}

    def _bericht(self, soort: Soort, gegeven: Gegeven) -> Bericht:
        naam = "aangebodenOpleiding" if soort is AANBOD else "opleidingseenheid"
        met = replace(soort, inhoud=lambda: {naam: gegeven})
        data = berichten.bericht(met, self.settings, self.sleutelpaar)
        operatie = soort.operatie
        return Bericht(dienst=operatie.dienst, data=data, content_type="text/xml", soap_action=operatie.soap_action)

    def _verwerk(self, b: Bericht) -> bytes:
        verwerkt = self.pijplijn.verwerk(self.pijplijn.open(b))
        if not verwerkt.uitslag.goedgekeurd:
            raise SystemExit(f"refused with {verwerkt.uitslag.foutmeldingen}")
        return self.pijplijn.schrijf(verwerkt)

    def _gewijzigd(self, objecten: list[Gegeven], deel: str, veld: str) -> Gegeven:
        """One of those that are there, with another text than last time."""
        self._keer += 1
        gegeven = objecten[self._keer % VOORRAAD]
        delen = gegeven.velden[deel]
        assert isinstance(delen, list)
        assert isinstance(delen[0], Gegeven)
        tekst: Waarde = f"Voor de {self._keer}e keer gewijzigd. " * 6
        delen[0].velden[veld] = tekst
        return gegeven

    def berichten(self, soort: str, aantal: int) -> list[Bericht]:
        """Messages of a kind that the register has not seen; for changes in the order in which they were made."""
        perioden = "opleidingseenheidPeriode", "aangebodenOpleidingPeriode"
        maak: dict[str, Callable[[], tuple[Soort, Gegeven]]] = {
            "new unit": lambda: (EENHEID, trial.voorbeeldlevering()),
            "changed unit": lambda: (EENHEID, self._gewijzigd(self._eenheden, perioden[0], "omschrijving")),
            "new offer": lambda: (AANBOD, berichten.aanbod()),
            "changed offer": lambda: (AANBOD, self._gewijzigd(self._aanbod, perioden[1], "eigenOmschrijving")),
        }
        return [self._bericht(*maak[soort]()) for _ in range(aantal)]

    def tijd(self, werk: list[Bericht]) -> float:
        """Seconds of processor time that they take, with the garbage of others frozen."""
        gc.collect()
        gc.freeze()
        begin = time.process_time()
        for b in werk:
            self._verwerk(b)
        duur = time.process_time() - begin
        gc.unfreeze()
        return duur


def opdrachten() -> Iterator[tuple[str, int]]:
    """Kind and number, line by line."""
    for regel in sys.stdin:
        soort, _, aantal = regel.strip().rpartition(" ")
        yield soort, int(aantal)


def main() -> None:
    """Serve until the input ends."""
    with tempfile.TemporaryDirectory(prefix="bench-", dir=sys.argv[1]) as map_:
        settings = berichten.maak_omgeving(Path(map_))
        with service.open_register(settings) as register:
            leveraar = Leveraar(settings, register)
            print("klaar", flush=True)
            for soort, aantal in opdrachten():
                print(leveraar.tijd(leveraar.berichten(soort, aantal)), flush=True)


if __name__ == "__main__":
    main()
