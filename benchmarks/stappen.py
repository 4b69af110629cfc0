"""CPU per step of the pipeline and of its floor, in this process, on signed messages; both in turn."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks import berichten, vloeren
from benchmarks.berichten import Soort
from benchmarks.klant import http_verzoek, stuur_alles
from benchmarks.meten import cpu_per_keer, om_en_om
from benchmarks.processen import Proces
from rio_soap.edukoppeling import proefpki, verifieer
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.service.bericht import Bericht, Geadresseerd
from rio_soap.service.pipeline import STAPPEN, Pipeline
from rio_soap.setup import service, trial
from rio_soap.setup.settings import Settings

VLOER_BIJ = {
    "envelope": ("parse",),
    "ondertekening": ("verify",),
    "xsd": ("validate in",),
    "afhandeling": ("validate out", "commit", "read"),
    "antwoord": ("sign",),
}
"""Which floors belong to a step."""
SOM = ("HTTP", "parse", "verify", "validate in", "read", "validate out", "sign", "commit")
"""What a signed message cannot do without; reading from the register is counted where it is a page by an index."""


@dataclass
class Gemeten:
    """Series of milliseconds of one kind of message, one value per round."""

    stappen: dict[str, list[float]] = field(default_factory=dict)
    vloeren: dict[str, list[float]] = field(default_factory=dict)
    eigen: dict[str, list[float]] = field(default_factory=dict)
    """Of `handtekening`."""
    vraag: int = 0
    antwoord: int = 0
    """Sizes in bytes."""


@dataclass(frozen=True)
class Doorlopen:
    """A message as it was addressed, and its answer."""

    verzoek: Geadresseerd
    antwoord: bytes


def doorloop(pijplijn: Pipeline, soort: Soort, data: bytes) -> tuple[Doorlopen, dict[str, float]]:
    """One message through all steps; seconds of processor time per step, of all threads.

    :raises SystemExit: when it is not approved: then the figures would be of something else.
    """
    b = Bericht(
        dienst=soort.operatie.dienst, data=data, content_type="text/xml", soap_action=soort.operatie.soap_action
    )
    tijden, gaf = {}, {}
    stand: Any = b
    for naam, functie in STAPPEN:
        begin = time.process_time()
        stand = gaf[naam] = functie(pijplijn, stand)
        tijden[naam] = time.process_time() - begin
    uitslag = gaf["afhandeling"].uitslag
    if not uitslag.goedgekeurd:
        raise SystemExit(f"{soort.naam}: refused with {uitslag.foutmeldingen}")
    return Doorlopen(gaf["adressering"], stand), tijden


def meet(
    soort: Soort, settings: Settings, kaal: Proces, ronden: int, postgresql: str | None, groot: Sleutelpaar
) -> Gemeten:
    """Steps and floors of one kind of message, in turn.

    :param kaal: the bare HTTP server.
    :param postgresql: URL of a database for the floor of its commit; None leaves it out.
    :param groot: a key pair of 4096 bits.
    """
    gemeten, keren = Gemeten(), max(4, 120 // soort.zwaarte)
    ingesteld = Settings(data_dir=settings.data_dir, paginagrootte=soort.paginagrootte)
    sleutelpaar = trial.client_key(settings)
    with ExitStack() as stapel:
        register = stapel.enter_context(service.open_register(ingesteld))
        pijplijn = service.make_application(ingesteld, register).pijplijn
        vraag = berichten.bericht(soort, settings, sleutelpaar)
        een, _ = doorloop(pijplijn, soort, vraag)
        antwoord = een.antwoord
        gemeten.vraag, gemeten.antwoord = len(vraag), len(antwoord)
        los = vloeren.vloeren(vraag, antwoord, soort.operatie.dienst, pijplijn.sleutelpaar.sleutel)
        vraag4096 = berichten.bericht(soort, settings, groot)
        los4096 = vloeren.vloeren(vraag4096, antwoord, soort.operatie.dienst, groot.sleutel)
        los |= {"verify 4096": los4096["verify"], "sign 4096": los4096["sign"]}
        rij = vloeren.rij_van(vraag, antwoord)
        los["commit"] = stapel.enter_context(vloeren.commit_sqlite(settings.data_dir, rij))
        if soort.leest:
            los["read"] = stapel.enter_context(vloeren.lees_sqlite(settings.data_dir / "rio.db", soort.leest))
        if postgresql:
            los["commit PostgreSQL"] = stapel.enter_context(vloeren.commit_postgresql(postgresql, rij))

        def stappen() -> float:
            """One round of our own steps; the series per step are kept aside."""
            nieuw = list(berichten.berichten(soort, settings, sleutelpaar, keren))
            tijden = [doorloop(pijplijn, soort, data)[1] for data in nieuw]
            for naam in tijden[0]:
                gemeten.stappen.setdefault(naam, []).append(1000 * sum(t[naam] for t in tijden) / keren)
            return 0.0

        functies: dict[str, Callable[[], float]] = {"": stappen}
        eigen = handtekening(pijplijn, een)
        functies |= {naam: partial(cpu_per_keer, werk, keren) for naam, werk in eigen.items()}
        functies |= {naam: partial(cpu_per_keer, vloer, keren) for naam, vloer in los.items()}
        functies["HTTP"] = partial(_http, kaal, vraag, len(antwoord), max(200, 1500 // soort.zwaarte))
        reeksen = om_en_om(functies, ronden)
    del reeksen[""]
    gemeten.eigen = {naam: [1000 * s for s in reeksen.pop(naam)] for naam in eigen}
    gemeten.vloeren = {naam: [1000 * s for s in reeks] for naam, reeks in reeksen.items()}
    return gemeten


def handtekening(pijplijn: Pipeline, een: Doorlopen) -> dict[str, Callable[[], object]]:
    """Our verification and our signing by themselves, to be repeated as their floors are."""
    root = etree.fromstring(een.antwoord)
    inhoud = etree.tostring(root[-1][0], method="c14n", exclusive=True).decode()

    def verifieer_() -> None:
        verifieer.verifieer_ondertekening(een.verzoek.envelope, pijplijn.vertrouwen, pijplijn.klok, pijplijn.profiel)

    def onderteken() -> None:
        concept = pijplijn.stel_op(inhoud, een.verzoek.adressering)
        concept.met(concept.onderteken(pijplijn.sleutelpaar))

    return {"ours verify": verifieer_, "ours sign": onderteken}


def _http(kaal: Proces, vraag: bytes, antwoord: int, keren: int) -> float:
    """Processor time of the bare server per round trip."""
    data = http_verzoek(f"/{antwoord}", "", vraag)
    begin = kaal.cpu()
    uit = stuur_alles([kaal.poort], (data for _ in range(keren)), merk=b"")
    assert len(uit.tijden) == keren
    return (kaal.cpu() - begin) / keren


def sleutel4096(map_: Path, settings: Settings) -> Sleutelpaar:
    """A key pair of 4096 bits for the same client; only floors use it."""
    paren = proefpki.maak(map_, dienst_oin=settings.oin, klanten={"klant": trial.OIN_CLIENT}, bits=4096)
    return paren["klant"]
