"""``make schaal``: a national register, a hundredth and five times of it, and every operation in all three.

    python -m benchmarks.schaal [--procent 1 100 500] [--ronden 25] [--sqlite] [--uit FILE]

The registers stand beside each other on one PostgreSQL of our own (SQLite without it) and take turns, operation by
operation, so that they meet the same machine. What is asked has an answer of the same size in each.
"""

import sys
import time
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from lxml import etree
from rich.progress import Progress

from benchmarks import (
    berichten,
    formele_rijen,
    geschiedenis_maker,
    groot_bestuur,
    machine,
    postgres,
    register_maker,
    rondgang,
    rondgang_aanvulling,
)
from benchmarks.__main__ import werkmap
from benchmarks.berichten import Soort, Velden
from benchmarks.meten import kinderen_van, percentiel
from benchmarks.tabel import Verslag, tabel
from rio_soap.contract.operaties import BEHEREN, OPERATIES, RAADPLEGEN
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.zoeken.herbouw import herbouw
from rio_soap.service.bericht import Bericht
from rio_soap.service.pipeline import Pipeline
from rio_soap.setup import service, trial
from rio_soap.setup.settings import Settings

DOEL = 1.25
"""The most that the median of an operation at the largest size may be of that at the smallest."""


class Wereld:
    """One register with the pipeline of a service on it."""

    def __init__(self, naam: str, settings: Settings, register: Register, database: int | None) -> None:
        self.naam, self.settings, self.register = naam, settings, register
        self.pijplijn: Pipeline = service.make_application(settings, register).pijplijn
        self.sleutelpaar = trial.client_key(settings)
        self.database = database
        self.tijden: dict[str, list[float]] = {}
        self.omvang: dict[str, set[int]] = {}
        self.geleverd = ""
        """Identificatiecode of the last delivery."""

    def stuur(self, operatienaam: str, velden: Velden, naam: str = "", /) -> etree._Element:
        """One signed message through the pipeline; its milliseconds of processor time are kept by operation.

        Those of the database's own processes count too.

        :raises SystemExit: when it is not approved.
        """
        naam = naam or operatienaam
        operatie = OPERATIES[operatienaam]
        data = berichten.bericht(Soort(naam, operatie, lambda: velden), self.settings, self.sleutelpaar)
        if operatie.dienst.schrijft:
            self.geleverd = berichten.identificatiecode(data)
        b = Bericht(dienst=operatie.dienst, data=data, content_type="text/xml", soap_action=operatie.soap_action)
        begin, database = time.process_time(), self._cpu_database()
        verwerkt = self.pijplijn.verwerk(self.pijplijn.open(b))
        uit = self.pijplijn.schrijf(verwerkt)
        duur = time.process_time() - begin
        duur += max(0.0, self._cpu_database() - database)
        if not verwerkt.uitslag.goedgekeurd:
            raise SystemExit(f"{self.naam}, {naam}: refused with {verwerkt.uitslag.foutmeldingen}")
        body = etree.fromstring(uit).find("{*}Body")
        assert body is not None
        antwoord = body[0]
        self.tijden.setdefault(naam, []).append(1000 * duur)
        self.omvang.setdefault(naam, set()).add(len(antwoord))
        return antwoord

    def _cpu_database(self) -> float:
        """Seconds of processor time of the processes of the database that serve us."""
        return sum(map(_op_processor, kinderen_van(self.database))) if self.database else 0.0


def _op_processor(pid: int) -> float:
    """To the nanosecond, where /proc/PID/stat counts hundredths of a second."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return 0.0


def laad(register: Register, settings: Settings, aantal: int, naam: str) -> float:
    """The trial set and a generated register, with a progress bar; gives the seconds that it took."""
    begin = time.monotonic()
    trial.fill(register, settings)
    makers = (register_maker, formele_rijen, groot_bestuur, geschiedenis_maker)
    totaal = sum(maker.rijen_van(aantal) for maker in makers)
    with Progress() as balk:
        taak = balk.add_task(naam, total=totaal)

        def voortgang(tabelnaam: str, rijen: int) -> None:
            balk.update(taak, advance=rijen, description=f"{naam}: {tabelnaam}")

        for maker in makers:
            maker.maak(register, aantal, voortgang)
        balk.update(taak, description=f"{naam}: zoekobject")
        herbouw(register.schrijf)
    return time.monotonic() - begin


def inhoud(register: Register) -> dict[str, int]:
    """What is in a register: rows by table."""
    tabellen = (
        model.aangeboden_opleiding,
        model.organisatorische_eenheid,
        model.onderwijslocatie,
        model.instellingserkenning,
        model.licentie,
        model.mutatie,
        model.objectversie,
    )
    with register.lees() as session:
        return {t.name: session.execute(sa.select(sa.func.count()).select_from(t)).scalar_one() for t in tabellen}


def meet(werelden: list[Wereld], ronden: int) -> None:
    """All rounds, the registers in turn; the first two rounds are to warm up."""
    for nummer in range(ronden + 2):
        for wereld in werelden if nummer % 2 else reversed(werelden):
            rondgang.ga_rond(wereld.stuur, nummer)
            rondgang_aanvulling.ga_rond(wereld.stuur, nummer, wereld.geleverd)
        if nummer == 1:
            for wereld in werelden:
                wereld.tijden.clear()


_NAAST = {rondgang.NAAST, *rondgang_aanvulling.NAAST}


def _gemeten() -> list[str]:
    """What the table shows: every operation that is built, and more ways to ask."""
    eigen = rondgang_aanvulling.LEZINGEN
    meer = [
        naam for naam in (*rondgang_aanvulling.EXTRA, *rondgang_aanvulling.NAAST) if naam.partition(",")[0] in eigen
    ]
    v4 = [naam for naam, operatie in OPERATIES.items() if operatie.dienst in (BEHEREN, RAADPLEGEN)]
    return [*v4, *eigen, rondgang.NAAST, *meer]


def rapporteer(verslag: Verslag, werelden: list[Wereld]) -> int:
    """The table; gives the number of operations that miss the target."""
    rijen: list[list[object]] = []
    mis = 0
    for naam in _gemeten():
        reeksen = [w.tijden[naam] for w in werelden]
        verhouding = median(reeksen[-1]) / median(reeksen[0])
        mis += naam not in _NAAST and verhouding > DOEL
        cellen: list[object] = [f"{median(r):.2f} ({percentiel(r, 10):.2f}–{percentiel(r, 90):.2f})" for r in reeksen]
        rijen.append([naam, *cellen, f"{verhouding:.2f}"])
    heading = ["operation", *(w.naam for w in werelden), f"{werelden[-1].naam} / {werelden[0].naam}"]
    verslag.zeg(tabel(heading, rijen))
    beoordeeld = len([naam for naam in _gemeten() if naam not in _NAAST])
    verslag.zeg(
        f"{beoordeeld - mis} of {beoordeeld} ways to ask have a median at {werelden[-1].naam} of at most {DOEL} "
        f"times that at {werelden[0].naam}."
    )
    return mis


def ontbrekende(werelden: list[Wereld]) -> list[str]:
    """Operations that were not measured."""
    return [naam for naam in _gemeten() if any(naam not in w.tijden for w in werelden)]


def main(argumenten: list[str] | None = None) -> int:
    """Load, measure, report."""
    ontleder = ArgumentParser(prog="python -m benchmarks.schaal", description=__doc__)
    ontleder.add_argument(
        "--procent", type=float, nargs="+", default=[1, 100, 500], help="sizes, % of the national one"
    )
    ontleder.add_argument("--ronden", type=int, default=25)
    ontleder.add_argument("--sqlite", action="store_true", help="SQLite, also where PostgreSQL is installed")
    ontleder.add_argument("--uit", type=Path, help="file for the report")
    keuze = ontleder.parse_args(argumenten)
    verslag = Verslag()
    verslag.zeg(
        "# Scale\n\nWritten by `make schaal`. Milliseconds of processor time, of the service and of the database, of "
        "one signed message through the whole pipeline, without HTTP: median (p10–p90)."
    )
    verslag.zeg(machine.beschrijving(postgres.programmas()))
    with ExitStack() as stapel:
        map_ = stapel.enter_context(werkmap())
        cluster = None if keuze.sqlite else stapel.enter_context(postgres.cluster())
        werelden, rijen = [], []
        for procent in keuze.procent:
            aantal = max(round(register_maker.LANDELIJK * procent / 100), register_maker.GROOT)
            naam = f"{procent:g} %"
            url = cluster.maak(f"schaal_{aantal}") if cluster else ""
            settings = Settings(data_dir=map_ / str(aantal), database_url=url)
            trial.make_pki(settings)
            register = stapel.enter_context(service.open_register(settings))
            duur = laad(register, settings, aantal, naam)
            werelden.append(Wereld(naam, settings, register, cluster.pid if cluster else None))
            rijen.append([naam, *inhoud(register).values(), aantal * register_maker.COHORTEN, duur])
        heading = [
            "size",
            "offers",
            "eenheden of organisation",
            "locaties",
            "instellingserkenningen",
            "licenties",
            "mutaties",
            "versions",
            "cohorten",
            "loaded in s",
        ]
        verslag.zeg(tabel(heading, rijen))
        meet(werelden, keuze.ronden)
        mis = rapporteer(verslag, werelden)
    if keuze.uit:
        keuze.uit.write_text(verslag.tekst(), encoding="utf-8")
    return 1 if mis else 0


if __name__ == "__main__":
    sys.exit(main())
