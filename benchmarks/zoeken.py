"""Search in a register of the whole country: what a question costs, and whether the first hit is the right one.

    python -m benchmarks.zoeken [--register URL]

The register is made anew on SQLite and on a PostgreSQL of its own; `--register` takes one that was made before. Time is
processor time of this process with that of the backend of PostgreSQL, from an open snapshot to the validated answer.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from benchmarks import formele_rijen, register_maker, zoeknamen
from benchmarks.lezen import KOP
from benchmarks.meten import percentiel
from benchmarks.postgres import cluster
from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import migreer
from rio_soap.register.database.model import zoekgegeven, zoeknaam, zoekobject
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.register.regels import velden
from rio_soap.register.regels.folding import zoektekst
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.zoeken.herbouw import herbouw
from rio_soap.register.zoeken.raadplegingen import zoeken_organisaties
from rio_soap.register.zoeken.zoekbeeld import BRIN, CODE, KVK, PLAATS

VRAGEN = 300
"""Questions whose first hit is looked at."""
DRIE_WOORDEN = 300
"""Names of three words that are timed."""
OPERATIE = "zoeken_organisaties"
_CONTEXT = Context("", register_maker.MOMENT + timedelta(days=300), OPERATIE)


@dataclass(frozen=True)
class Proefvraag:
    """A question with the keys of what is right as its first hit."""

    soort: str
    term: str
    goed: frozenset[str]


def maak(url: str) -> Register:
    """A national register with names, and what search holds of it."""
    engine = maak_engine(url)
    migreer(engine)
    register = Register(engine)
    register.schrijf(laad_proef)
    register_maker.maak(register, register_maker.LANDELIJK)
    formele_rijen.maak(register, register_maker.LANDELIJK)
    bouw(register)
    return register


def bouw(register: Register) -> None:
    """Name what there is, and make what search holds."""
    zoeknamen.noem(register)
    begin = time.perf_counter()
    aantal = herbouw(register.schrijf)
    print(f"  {aantal:,} objects indexed in {time.perf_counter() - begin:.0f} s")
    with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
        verbinding.exec_driver_sql("ANALYZE")


def vraag(register: Register, term: str) -> list[Gegeven]:
    """One search as it is answered."""
    with register.lees() as session:
        uitslag = zoeken_organisaties(session, _CONTEXT, Gegeven("verzoek", {"zoekterm": term, "pagina": 0}))
        operatie = OPERATIES[OPERATIE]
        kop = {**KOP, "requestGoedgekeurd": uitslag.goedgekeurd}
        fouten = [een.foutcode for een in uitslag.foutmeldingen]
        if fouten:
            return []
        element = mapping.schrijf(operatie, Gegeven("antwoord", {**kop, **uitslag.gegevens}))
        if not schema.is_geldig(element, operatie.dienst):
            raise SystemExit(f"{term}: {schema.bevindingen(element, operatie.dienst)}")
    treffers = uitslag.gegevens["organisatietreffer"]
    return [een for een in treffers if isinstance(een, Gegeven)] if isinstance(treffers, list) else []


def tik(toeval: random.Random, tekst: str) -> str:
    """A text with one letter wrong, missing, doubled or swapped with its neighbour, in a word of five or more."""
    woorden = tekst.split()
    lang = [plaats for plaats, woord in enumerate(woorden) if len(woord) > 4 and woord.isalpha()]
    if not lang:
        return tekst
    plek = toeval.choice(lang)
    woord = woorden[plek]
    n = toeval.randrange(1, len(woord) - 1)
    anders = toeval.choice("abcdefghijklmnoprstuvw")
    woorden[plek] = toeval.choice(
        (
            woord[:n] + anders + woord[n + 1 :],
            woord[:n] + woord[n + 1 :],
            woord[:n] + woord[n] + woord[n:],
            woord[:n] + woord[n + 1] + woord[n] + woord[n + 2 :],
        )
    )
    return " ".join(woorden)


def proefvragen(register: Register, aantal: int) -> Iterator[Proefvraag]:
    """Questions from what search should find: names, former names, BRIN, KvK, places, and names typed wrongly."""
    toeval = random.Random(300)
    per_naam: dict[str, set[str]] = {}
    per_gegeven: dict[tuple[str, str], set[str]] = {}
    namen: list[tuple[str, bool]] = []
    with register.lees() as session:
        o, n, g = zoekobject.c, zoeknaam.c, zoekgegeven.c
        laatste: dict[str, str] = {}
        vraag_ = sa.select(o.sleutel, n.weergave).join(zoeknaam, n.object == o.id).where(n.soort == "NAAM")
        for sleutel, naam in session.execute(vraag_.order_by(o.sleutel, n.begindatum)):
            per_naam.setdefault(zoektekst(naam), set()).add(sleutel)
            if sleutel in laatste:
                namen.append((laatste[sleutel], True))
            laatste[sleutel] = naam
        namen += [(naam, False) for naam in laatste.values()]
        soorten = g.soort.in_((CODE, KVK, BRIN, PLAATS))
        for sleutel, soort, tekst in session.execute(
            sa.select(o.sleutel, g.soort, g.tekst).join(zoekgegeven, g.object == o.id).where(soorten)
        ):
            per_gegeven.setdefault((soort, tekst), set()).add(sleutel)
    huidig, eerder = sorted({naam for naam, oud in namen if not oud}), sorted({naam for naam, oud in namen if oud})
    nummers = {soort: sorted(tekst for s, tekst in per_gegeven if s == soort) for soort in (CODE, KVK, PLAATS)}
    brin = [code for code in nummers[CODE] if len(code) in (4, 6)]
    for _ in range(aantal):
        soort = toeval.choice(("name", "name", "former name", "BRIN", "KvK", "place", "typing", "typing", "typing"))
        if soort in ("name", "former name", "typing"):
            naam = toeval.choice(eerder if soort == "former name" else huidig)
            goed = frozenset(per_naam[zoektekst(naam)])
            term = (
                tik(toeval, naam) if soort == "typing" else toeval.choice((naam, naam.upper(), naam.replace(" ", "-")))
            )
        else:
            lijst, kind = {"BRIN": (brin, CODE), "KvK": (nummers[KVK], KVK), "place": (nummers[PLAATS], PLAATS)}[soort]
            term = toeval.choice(lijst)
            goed = frozenset(per_gegeven[kind, term])
            if soort == "place":  # a name that begins with it goes before what is there
                goed |= {s for naam, sleutels in per_naam.items() if term in naam for s in sleutels}
        yield Proefvraag(soort, term, goed)


def drie_woorden(register: Register, aantal: int) -> Sequence[str]:
    """Names of three words, at random."""
    with register.lees() as session:
        alle = session.execute(sa.select(zoeknaam.c.weergave).distinct().order_by(zoeknaam.c.weergave)).scalars()
        drie = [naam for naam in alle if len(naam.split()) == 3]
    return random.Random(3).choices(drie, k=aantal)


def cpu_nu(pid: int | None) -> float:
    """Processor time of this process so far, with that of a backend, in milliseconds."""
    zelf = time.process_time() * 1000
    return zelf if pid is None else zelf + int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6


def meet(register: Register, termen: Sequence[str], lees: Callable[[Register, str], object] = vraag) -> list[float]:
    """Milliseconds of processor time of each question."""
    pid = _backend(register)
    for term in termen[:20]:
        lees(register, term)
    tijden = []
    for term in termen:
        begin = cpu_nu(pid)
        lees(register, term)
        tijden.append(cpu_nu(pid) - begin)
    return tijden


def _backend(register: Register) -> int | None:
    """Process id of the only backend of PostgreSQL that reads; None on SQLite."""
    if register.engine.dialect.name == "sqlite":
        return None
    with register.lees() as session:
        return int(session.execute(sa.text("SELECT pg_backend_pid()")).scalar_one())


def toon(register: Register) -> None:
    """Print time and hits of a register."""
    naam = register.engine.dialect.name
    tijden = meet(register, drie_woorden(register, DRIE_WOORDEN))
    print(f"{naam}: name of three words: p50 {percentiel(tijden, 50):.1f} ms, p99 {percentiel(tijden, 99):.1f} ms")
    vragen = list(proefvragen(register, VRAGEN))
    fout: dict[str, list[str]] = {}
    for een in vragen:
        gevonden = vraag(register, een.term)
        if not gevonden or velden.tekst(gevonden[0], "sleutel") not in een.goed:
            fout.setdefault(een.soort, []).append(een.term)
    goed = 100 - 100 * sum(map(len, fout.values())) / len(vragen)
    print(f"{naam}: first hit right in {goed:.1f} % of {len(vragen)} questions; wrong: {fout}")
    tijden = meet(register, [een.term for een in vragen])
    print(f"{naam}: those questions: p50 {percentiel(tijden, 50):.1f} ms, p99 {percentiel(tijden, 99):.1f} ms")


def main() -> None:
    """Make what is not there, and measure."""
    ontleder = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ontleder.add_argument("--register", help="URL of a register that this made before")
    if url := ontleder.parse_args().register:
        with Register(maak_engine(url)) as register:
            toon(register)
        return
    with tempfile.TemporaryDirectory(prefix="zoeken-") as map_, cluster() as postgres:
        for adres in [f"sqlite:///{map_}/rio.db", *([postgres.maak("zoeken")] if postgres else [])]:
            with maak(adres) as register:
                toon(register)


if __name__ == "__main__":
    main()
