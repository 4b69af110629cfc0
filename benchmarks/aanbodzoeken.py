"""Searching offers in a register of the whole country: what a question costs, by kind of question.

    python -m benchmarks.aanbodzoeken [--register URL] [--maak]

The register is made anew on SQLite and on a PostgreSQL of its own; `--register` takes one, which `--maak` makes first.
Its objects are those of `register_maker`; names, places, levels and days by which they are found are as diverse as real
ones, with a few words, places and levels that most have. Time is processor time of this process with that of the
backend of PostgreSQL, from an open snapshot to the validated answer of a page of a hundred.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from benchmarks import register_maker
from benchmarks.lezen import KOP
from benchmarks.meten import percentiel
from benchmarks.postgres import cluster
from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.aanbod.zoekrij import SECTOREN
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import migreer
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.zoeken.aanbodraadplegingen import zoeken_aangeboden_opleidingen

OPERATIE: Final = "zoeken_aangebodenOpleidingen"
PER_SOORT: Final = 60
"""Questions of each kind."""
_DAG: Final = date(2026, 10, 1)
_CONTEXT: Final = Context("", register_maker.MOMENT + timedelta(days=273), OPERATIE)
_PLAATSEN: Final = 1_900
_NIVEAUS: Final[Mapping[str, Sequence[str]]] = {
    "NFO": ("ONBEPAALD", "ONBEPAALD", "ONBEPAALD", "HBO-BA", "MBO-4", "WO-MA"),
    "HO": ("HBO-BA", "HBO-BA", "HBO-MA", "WO-BA", "WO-MA", "HBO-AD"),
    "MBO": ("MBO-2", "MBO-3", "MBO-4"),
    "VO": ("VO-HAVO", "VO-VWO", "VO-VMBO-TL", "VO-VMBO-BB"),
    "VAVO": ("VO-HAVO", "VO-VWO"),
    "BO": ("PO-BAO",),
    "SO": ("PO-SO",),
    "VSO": ("PO-VSO",),
}
_LETTERGREPEN: Final = ("zor", "te", "ko", "ma", "bo", "li", "ster", "tra", "wi", "na", "ver", "pul", "din", "ge", "so")


class Keuze:
    """Draws from a list in which the first is had most, as words and places are (Zipf)."""

    def __init__(self, toeval: random.Random, keuzes: Sequence[str], helling: float = 1.0) -> None:
        self._toeval, self._keuzes = toeval, keuzes
        self._gewichten = [1 / (n + 2) ** helling for n in range(len(keuzes))]

    def __call__(self, hoeveel: int = 1) -> list[str]:
        return self._toeval.choices(self._keuzes, self._gewichten, k=hoeveel)


def woordenlijst(toeval: random.Random, hoeveel: int) -> list[str]:
    """Made-up words, all different."""
    woorden: dict[str, None] = {}
    while len(woorden) < hoeveel:
        woorden["".join(toeval.choices(_LETTERGREPEN, k=toeval.randint(2, 4)))] = None
    return list(woorden)


def bouw(register: Register) -> None:
    """Write what the objects are found by, instead of what is there."""
    toeval = random.Random(17)
    woord, plaats = Keuze(toeval, woordenlijst(toeval, 9_000)), Keuze(toeval, woordenlijst(toeval, _PLAATSEN), 0.8)
    for tabel in (model.opleidingsnaam, model.zoekaanbod, model.zoekeenheid, model.zoeklocatie):
        register.schrijf(lambda session, tabel=tabel: session.execute(sa.delete(tabel)))  # type: ignore[misc]
    with register.lees() as session:
        a = model.aangeboden_opleiding.c
        kolommen = (a.code, a.specialisatie, a.aanbieder, a.eenheid, a.locatie, a.begindatum, a.einddatum)
        aanbod = [rij._asdict() for rij in session.execute(sa.select(*kolommen).order_by(a.code))]
        locaties = list(session.execute(sa.select(model.onderwijslocatie.c.code)).scalars())
    sector = {rij["eenheid"]: SECTOREN[rij["specialisatie"]] for rij in aanbod}
    namen = {code: " ".join(woord(toeval.randint(1, 5))) for code in sorted(sector)}
    eigen = {r["code"]: " ".join(woord(toeval.randint(1, 4))) for r in aanbod if toeval.random() < 0.3}
    rijen: list[tuple[sa.Table, Iterator[dict[str, Any]]]] = [
        (model.zoeklocatie, _locaties(toeval, plaats, locaties)),
        (
            model.zoekeenheid,
            ({"eenheid": c, "niveau": toeval.choice(_NIVEAUS[sector[c]]), "naam": n} for c, n in namen.items()),
        ),
        (model.opleidingsnaam, _namen(namen, eigen)),
        (model.zoekaanbod, _aanbod(toeval, aanbod, eigen)),
    ]
    for tabel, stroom in rijen:
        register_maker.schrijf(register, tabel, stroom)
    with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
        verbinding.exec_driver_sql("ANALYZE")


def _locaties(toeval: random.Random, plaats: Keuze, codes: Sequence[str]) -> Iterator[dict[str, Any]]:
    middens: dict[str, tuple[int, int, int]] = {}
    for code in codes:
        (naam,) = plaats()
        if naam not in middens:
            middens[naam] = (
                toeval.randrange(50_800_000, 53_400_000),
                toeval.randrange(3_600_000, 7_100_000),
                len(middens),
            )
        noord, oost, nummer = middens[naam]
        postcode = f"{1000 + (nummer * 4 + toeval.randrange(4)) % 9000}{toeval.choice('ABCD')}{toeval.choice('KLMN')}"
        breedte, lengte = noord + toeval.randrange(-30_000, 30_000), oost + toeval.randrange(-50_000, 50_000)
        yield {"locatie": code, "plaats": naam, "postcode": postcode, "breedte": breedte, "lengte": lengte}


def _namen(namen: Mapping[str, str], eigen: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    nummer = 0
    for is_eigen, deel in ((False, namen), (True, eigen)):
        for code, tekst in deel.items():
            nummer += 1
            rij = {"id": nummer, "code": code, "eigen": is_eigen, "begindatum": register_maker.BEGIN}
            yield {**rij, "einddatum": None, "tekst": tekst}


def _aanbod(
    toeval: random.Random, aanbod: Sequence[Mapping[str, Any]], eigen: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for rij in aanbod:
        sector = SECTOREN[rij["specialisatie"]]
        vast = {naam: rij[naam] for naam in ("code", "aanbieder", "eenheid", "locatie", "begindatum", "einddatum")}
        niveau = toeval.choice(_NIVEAUS["NFO"]) if sector == "NFO" and toeval.random() < 0.5 else None
        van = tot = aanmelden = None
        if sector in ("NFO", "MBO", "HO", "VAVO"):
            van = date(2021, 1, 1) + timedelta(toeval.randrange(1500))
            tot = toeval.choice((date.max, van + timedelta(toeval.randrange(60, 2200))))
            if tot != date.max and toeval.random() < 0.5:
                midden = van + (tot - van) / 3
                aanmelden = f"{van}/{midden} {midden + timedelta(30)}/{tot}"
        dagen = {"aanmelden_van": van, "aanmelden_tot": tot, "aanmelden": aanmelden}
        yield {**vast, "sector": sector, "niveau": niveau, "naam": eigen.get(rij["code"]), **dagen}


def vragen(register: Register) -> Mapping[str, list[dict[str, Waarde]]]:
    """Questions of each kind, made of what there is."""
    toeval = random.Random(3)
    with register.lees() as session:
        n, l, e = model.opleidingsnaam.c, model.zoeklocatie.c, model.zoekaanbod.c  # noqa: E741  # as their tables
        namen = list(session.execute(sa.select(n.tekst).order_by(n.id).limit(40_000)).scalars())
        plekken = list(session.execute(sa.select(l.plaats, l.postcode).order_by(l.locatie)))
        aanbieders = list(session.execute(sa.select(e.aanbieder).distinct().order_by(e.aanbieder)).scalars())

    def term(woorden: int) -> Waarde:
        return " ".join(
            toeval.choice([naam for naam in toeval.choices(namen, k=50) if naam.count(" ") >= woorden - 1]).split()[
                :woorden
            ]
        )[:80]

    def plek(deel: int = 0) -> str:
        return str(toeval.choice(plekken)[deel])

    sectoren = ("NFO", "MBO", "HO", "VO", "VAVO")
    maker: dict[str, Any] = {
        "term of 3 words": lambda: {"zoekterm": term(3)},
        "term of 1 word": lambda: {"zoekterm": term(1)},
        "term, sector, open": lambda: {"zoekterm": term(1), "sector": toeval.choice(sectoren), "aanmeldenOp": _DAG},
        "term, plaats": lambda: {"zoekterm": term(1), "plaatsnaam": plek()},
        "term, 10 km": lambda: {"zoekterm": term(1), "plaatsnaam": plek(), "straal": 10},
        "plaats": lambda: {"plaatsnaam": plek()},
        "postcode, niveau": lambda: {"postcode": plek(1)[:4], "opleidingsniveau": "HBO-BA"},
        "10 km, sector": lambda: {"plaatsnaam": plek(), "straal": 10, "sector": toeval.choice(sectoren)},
        "50 km": lambda: {"postcode": plek(1), "straal": 50},
        "aanbieder, term": lambda: {"onderwijsaanbiedercode": toeval.choice(aanbieders), "zoekterm": term(1)},
        "sector, niveau": lambda: {"sector": toeval.choice(("HO", "VAVO")), "opleidingsniveau": "WO-MA"},
        "sector, open": lambda: {"sector": toeval.choice(sectoren), "aanmeldenOp": _DAG},
    }
    return {soort: [maak() for _ in range(PER_SOORT)] for soort, maak in maker.items()}


def vraag(register: Register, velden: Mapping[str, Waarde]) -> int | None:
    """One search as it is answered: how many are found, None for too many."""
    with register.lees() as session:
        uitslag = zoeken_aangeboden_opleidingen(session, _CONTEXT, Gegeven("verzoek", {**velden, "pagina": 0}))
        if not uitslag.goedgekeurd:
            return None
        operatie = OPERATIES[OPERATIE]
        kop = {**KOP, "requestGoedgekeurd": True}
        element = mapping.schrijf(operatie, Gegeven("antwoord", {**kop, **uitslag.gegevens}))
        if not schema.is_geldig(element, operatie.dienst):
            raise SystemExit(f"{velden}: {schema.bevindingen(element, operatie.dienst)}")
    paginering = uitslag.gegevens["paginering"]
    return int(str(paginering.velden["aantalResultaten"])) if isinstance(paginering, Gegeven) else None


def _cpu_nu(pid: int | None) -> float:
    """Processor time of this process so far, with that of a backend, in milliseconds."""
    zelf = time.process_time() * 1000
    return zelf if pid is None else zelf + int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6


def toon(register: Register) -> None:
    """Print the time of each kind of question, and of all."""
    naam = register.engine.dialect.name
    with register.lees() as session:
        pid = None if naam == "sqlite" else int(session.execute(sa.text("SELECT pg_backend_pid()")).scalar_one())
    alle: list[float] = []
    for soort, deel in vragen(register).items():
        tijden, aantallen = [], []
        for velden in [*deel[:5], *deel]:
            begin = _cpu_nu(pid)
            aantallen.append(vraag(register, velden))
            tijden.append(_cpu_nu(pid) - begin)
        alle += tijden[5:]
        midden = sorted(10_001 if aantal is None else aantal for aantal in aantallen[5:])[len(deel) // 2]
        print(
            f"{naam}: {soort}: p50 {percentiel(tijden[5:], 50):.1f} ms, p99 {percentiel(tijden[5:], 99):.1f} ms; "
            f"median of hits {midden:,}, too many {sum(aantal is None for aantal in aantallen[5:])} of {len(deel)}"
        )
    print(f"{naam}: all: p50 {percentiel(alle, 50):.1f} ms, p99 {percentiel(alle, 99):.1f} ms")


def maak(url: str) -> Register:
    """A national register, and by what its offers are found."""
    engine = maak_engine(url)
    migreer(engine)
    register = Register(engine)
    register_maker.maak(register, register_maker.LANDELIJK)
    bouw(register)
    return register


def main() -> None:
    """Make what is not there, and measure."""
    ontleder = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ontleder.add_argument("--register", help="URL of a register")
    ontleder.add_argument("--maak", action="store_true", help="make that register first")
    keuzes = ontleder.parse_args()
    if keuzes.register:
        with maak(keuzes.register) if keuzes.maak else Register(maak_engine(keuzes.register)) as register:
            toon(register)
        return
    with tempfile.TemporaryDirectory(prefix="aanbodzoeken-") as map_, cluster() as postgres:
        for adres in [f"sqlite:///{Path(map_) / 'rio.db'}", *([postgres.maak("aanbod")] if postgres else [])]:
            with maak(adres) as register:
                toon(register)


if __name__ == "__main__":
    main()
