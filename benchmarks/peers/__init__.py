"""The same unsigned message before other SOAP servers on our WSDL, each doing what it does by default.

They answer "approved" and store nothing; ours validates in and out, applies the controles and answers after a durable
commit. Who is not installed is skipped and named. `make bench-peers` installs them.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import berichten
from benchmarks.berichten import SLEUTEL, SOORTEN, Soort
from benchmarks.klant import WACHT, Uitkomst, stuur_alles, verzoek_voor
from benchmarks.peers import bouw
from benchmarks.peers.bouw import Ontbreekt, Start
from benchmarks.processen import Proces, start_dienst
from benchmarks.tabel import Verslag, gespreid, tabel
from rio_soap.setup.settings import Settings

LEVERING = SOORTEN["deliver aangebodenOpleiding"]
WIJ = "rio_soap, unsigned"
ALTIJD = "rio_soap, unsigned request, signed answer"
EIGEN = {WIJ: "als-verzoek", ALTIJD: "altijd"}
"""Our own services, and how they answer an unsigned request."""
AANTAL, LIJNEN = 200, 4
HERHAAL = 5
"""How often a peer gets each message: it is fast, and time is counted in hundredths of a second."""

PEERS: dict[str, Callable[[], Start]] = {
    "gSOAP": partial(bouw.gsoap, streng=False),
    "gSOAP strict": partial(bouw.gsoap, streng=True),
    "PHP SoapServer": bouw.php,
    "JAX-WS RI": partial(bouw.jaxws, valideert=False),
    "JAX-WS RI, schema validation": partial(bouw.jaxws, valideert=True),
    "stock Spyne": bouw.spyne,
    "node soap": bouw.node,
}

KAPOT = {
    "an element missing": (b"<duo:onderwijsaanbiedercode>110A133</duo:onderwijsaanbiedercode>", b""),
    "an unknown element": (b"<duo:cohortstatus>", b"<duo:bestaatNiet>x</duo:bestaatNiet><duo:cohortstatus>"),
    "no date": (b"<duo:begindatum>2025-09-01<", b"<duo:begindatum>ooit<"),
    "a value outside its list": (b"<duo:cohortstatus>O<", b"<duo:cohortstatus>Q<"),
    "a code of the wrong form": (b"<duo:onderwijslocatiecode>107X215<", b"<duo:onderwijslocatiecode>107-215<"),
    "another order": (
        b"<duo:cohortcode>2025</duo:cohortcode><duo:cohortstatus>O</duo:cohortstatus>",
        b"<duo:cohortstatus>O</duo:cohortstatus><duo:cohortcode>2025</duo:cohortcode>",
    ),
}
"""Bodies that the XSD refuses: what to replace in a good one, and by what."""


def kapotte(goed: bytes) -> list[bytes]:
    """Six messages that are not valid.

    :raises ValueError: when the message does not hold what is to be broken.
    """
    for van, _ in KAPOT.values():
        if van not in goed:
            raise ValueError(f"{van!r} is not in the message")
    return [goed.replace(van, naar, 1) for van, naar in KAPOT.values()]


def meet(verslag: Verslag, map_: Path, ronden: int) -> None:
    """Start all that can be started, measure in turn, report."""
    overgeslagen = {}
    with ExitStack() as stapel:
        processen = {}
        for nummer, (naam, antwoord) in enumerate(EIGEN.items()):
            settings = berichten.maak_omgeving(map_ / f"peers-{nummer}")
            omgeving = {"RIO_SIGNATURES": "optional", "RIO_ONDERTEKEN_ANTWOORD": antwoord}
            processen[naam] = start_dienst(settings.data_dir, kern=0, **omgeving)
            stapel.callback(processen[naam].stop)
        for naam, bereid in PEERS.items():
            try:
                deze = bereid()
                for soort in (LEVERING, SLEUTEL):
                    sleutel = f"{naam}/{soort.naam}" if deze.per_dienst else naam
                    if sleutel not in processen:
                        processen[sleutel] = deze.start(soort.operatie.dienst.naam)
                        stapel.callback(processen[sleutel].stop)
            except Ontbreekt as fout:
                overgeslagen[naam] = str(fout)
        verslag.zeg(
            "## Peers: the same message, unsigned\n\n"
            "Milliseconds of processor time of the server per request, on one core, with "
            f"{LIJNEN} connections. Peers do what they do by default, answer that all is well and store nothing."
        )
        namen = [n for n in (*EIGEN, *PEERS) if n not in overgeslagen]
        for soort in (LEVERING, SLEUTEL):
            deze_ = {n: processen.get(f"{n}/{soort.naam}") or processen[n] for n in namen}
            _meet_soort(verslag, deze_, soort, settings, ronden)
    if overgeslagen:
        verslag.zeg("Skipped: " + "; ".join(f"{n} ({waarom})" for n, waarom in overgeslagen.items()) + ".")


def _meet_soort(verslag: Verslag, processen: dict[str, Proces], soort: Soort, settings: Settings, ronden: int) -> None:
    cpu: dict[str, list[float]] = {naam: [] for naam in processen}
    gestokt: dict[str, int] = {}
    uitkomsten: dict[str, list[Uitkomst]] = {naam: [] for naam in processen}
    for ronde in range(-2, ronden):  # two rounds to warm up: a JIT wants to see its code run
        for naam, proces in processen.items():
            data = [verzoek_voor(soort.operatie, d) for d in berichten.berichten(soort, settings, None, AANTAL)]
            data *= 1 if naam in EIGEN else HERHAAL
            begin = proces.cpu()
            try:
                uit = stuur_alles([proces.poort], data, LIJNEN)
            except TimeoutError:  # once more next round, over new connections
                gestokt[naam] = gestokt.get(naam, 0) + 1
                continue
            if uit.fouten:
                raise SystemExit(f"{naam}, {soort.naam}: {len(uit.fouten)} not approved, {uit.fouten[0]}")
            if ronde >= 0:
                cpu[naam].append(1000 * (proces.cpu() - begin) / len(data))
                uitkomsten[naam].append(uit)
    wij = median(cpu[WIJ])
    rijen: list[list[object]] = []
    weg = [naam for naam in processen if not cpu[naam]]
    processen = {naam: proces for naam, proces in processen.items() if cpu[naam]}
    for naam, proces in sorted(processen.items(), key=lambda p: median(cpu[p[0]])):
        uit_ = uitkomsten[naam]
        rij = [naam, gespreid(cpu[naam]), wij / median(cpu[naam]), median(u.per_seconde for u in uit_)]
        rij += [median(u.ms(50) for u in uit_), median(u.ms(99) for u in uit_), proces.geheugen()[1]]
        if soort is LEVERING:
            rij.append(f"{_weigert(proces, soort, settings)} of {len(KAPOT)}")
        rijen.append(rij)
    heading = ["server", "ms CPU", "ours / this", "per s", "p50 ms", "p99 ms", "most MiB"]
    verslag.zeg(f"### {soort.operatie.naam}")
    verslag.zeg(tabel([*heading, "refuses"] if soort is LEVERING else heading, rijen))
    if gestokt:
        keren = ", ".join(f"{naam} {aantal} times" for naam, aantal in gestokt.items())
        zonder = f" Without a figure: {', '.join(weg)}." if weg else ""
        verslag.zeg(f"Rounds left out because the server stopped answering for {WACHT:.0f} seconds: {keren}.{zonder}")


def _weigert(proces: Proces, soort: Soort, settings: Settings) -> int:
    """How many broken bodies it does not approve."""
    slecht = kapotte(berichten.bericht(soort, settings, None))
    uit = stuur_alles([proces.poort], [verzoek_voor(soort.operatie, data) for data in slecht], 1)
    return len(uit.fouten)


if __name__ == "__main__":
    sys.exit("run `make bench`, or `python -m benchmarks --alleen peers`")
