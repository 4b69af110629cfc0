"""What a reading costs, from an open snapshot to the validated answer, in a small and in a large register."""

import gc
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from lxml import etree

from benchmarks import formele_rijen, register_maker, rondgang_aanvulling
from benchmarks.meten import Meting
from benchmarks.tabel import Verslag, tabel
from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import migreer
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from rio_soap.register.regels.uitslag import Context, Registerinstellingen
from rio_soap.register.wijzigingen.mutaties import log_mutatie

KLEIN, GROOT = 1_000, 50_000
"""Aangeboden opleidingen in the two registers."""
RECENT = 40
"""Aanbieders that changed after the register was made."""
KOP: Mapping[str, Waarde] = {
    "identificatiecodeBedrijfsdocument": "bench",
    "verzendendeInstantie": register_maker.aanbiedercode(0),
    "ontvangendeInstantie": register_maker.aanbiedercode(0),
    "datumTijdBedrijfsdocument": "2026-01-01T00:00:00Z",
    "requestGoedgekeurd": True,
}

NIET_GETELD = frozenset({"requestGoedgekeurd", "peildatum", "paginering", "cursor", "meer"})
"""Children of an answer after the first four that are no object."""

Lezing = tuple[str, dict[str, Waarde], int, int]
"""Operation, request, page size, objects that the answer must hold."""


def lezingen() -> dict[str, Lezing]:
    """What is measured, by the name in the table."""
    houder, code = register_maker.aanbiedercode(0), register_maker.aanbodcode(GROOT // 100)
    sinds, recent = register_maker.MOMENT, register_maker.MOMENT + timedelta(days=1)
    van, gewijzigd = "opvragen_aangebodenOpleidingenVanOrganisatie", "opvragen_gewijzigdeAangebodenOpleidingen"
    return {
        "offers of an aanbieder, page of 20": (van, {"onderwijsaanbiedercode": houder, "pagina": 2}, 20, 20),
        "offers of an aanbieder, page of 500": (van, {"onderwijsaanbiedercode": houder, "pagina": 0}, 500, 500),
        "changed offers of an aanbieder, page of 20": (
            gewijzigd,
            {"onderwijsaanbiederCode": houder, "peildatumtijdMutaties": sinds, "pagina": 2},
            20,
            20,
        ),
        "changed aanbieders, page of 20": (
            "opvragen_gewijzigdeOnderwijsaanbieders",
            {"peildatumtijdMutaties": recent, "pagina": 1},
            20,
            20,
        ),
        "one offer by its code": ("opvragen_aangebodenOpleiding", {"aangebodenOpleidingCode": code}, 20, 1),
        "code of an offer by its own key": (
            "opvragen_rioIdentificatiecode",
            {"eigenAangebodenOpleidingSleutel": code},
            20,
            1,
        ),
        **_eigen_lezingen(),
    }


def _eigen_lezingen() -> dict[str, Lezing]:
    """Of our own contract the pages, which say themselves how large they are."""
    van, feed = {"instellingserkenning": rondgang_aanvulling.instelling()}, "opvragen_gewijzigdeObjecten"
    uit: dict[str, Lezing] = {}
    for grootte in (100, 500):
        vraag: dict[str, Waarde] = {**van, "pagina": 0, "aantal": grootte}
        uit[f"licenties of an instelling, page of {grootte}"] = ("opvragen_licenties", vraag, grootte, grootte)
    for grootte in (20, 500):
        vraag = {"aantal": grootte, "metInhoud": True}
        uit[f"feed with contents, page of {grootte}"] = (feed, vraag, grootte, grootte)
    return uit


def lees(register: Register, lezing: Lezing) -> etree._Element:
    """One reading, up to the validated answer."""
    operatie, velden, grootte, _ = lezing
    moment = register_maker.MOMENT + timedelta(days=2)
    context = Context("", moment, operatie, Registerinstellingen(paginagrootte=grootte))
    with register.lees() as session:
        uitslag = RAADPLEGINGEN[operatie].lees(session, context, Gegeven("verzoek", velden))
    antwoord = mapping.schrijf(OPERATIES[operatie], Gegeven("antwoord", {**KOP, **uitslag.gegevens}))
    dienst = OPERATIES[operatie].dienst
    if not (uitslag.goedgekeurd and schema.is_geldig(antwoord, dienst)):
        raise SystemExit(f"{operatie}: {uitslag.foutmeldingen or schema.bevindingen(antwoord, dienst)}")
    return antwoord


def maak(map_: Path, aantal: int) -> tuple[Register, float]:
    """A register of a size, in a file of its own, and the seconds that it took."""
    register = Register(maak_engine(f"sqlite:///{map_ / f'lezen-{aantal}.db'}"))
    migreer(register.engine)
    begin = time.perf_counter()
    register_maker.maak(register, aantal)
    formele_rijen.maak(register, aantal)
    duur = time.perf_counter() - begin
    context = Context(oin="", moment=register_maker.MOMENT + timedelta(days=1), operatie="bench")
    tabel = model.organisatorische_eenheid
    for nummer in range(RECENT):
        # The smaller register has fewer aanbieders; a key that is not there makes no difference to a feed.
        code = register_maker.aanbiedercode(nummer)
        register.schrijf(lambda session, code=code: log_mutatie(session, context, tabel, code, None, "W"))
    return register, duur


def meet_lezing(registers: Sequence[Register], lezing: Lezing) -> list[tuple[Meting, float]]:
    """Per register milliseconds, and the most memory that the reading held in MiB.

    The registers take turns, so that whatever else the machine does meanwhile slows all of them alike.
    """
    for register in registers:
        antwoord = lees(register, lezing)
        objecten = [e for e in antwoord[4:] if etree.QName(e).localname not in NIET_GETELD]
        if len(objecten) != lezing[3]:
            raise SystemExit(f"{lezing[0]}: {len(objecten)} objects")
    tijden: list[list[float]] = [[] for _ in registers]
    for _ in range(20 if lezing[2] > 20 else 80):
        for register, reeks in zip(registers, tijden, strict=True):
            begin = time.perf_counter()
            lees(register, lezing)
            reeks.append(time.perf_counter() - begin)
    geheugen = [_geheugen(lambda register=register: lees(register, lezing)) for register in registers]
    return [(Meting.van(reeks), mib) for reeks, mib in zip(tijden, geheugen, strict=True)]


def _geheugen(functie: Callable[[], object]) -> float:
    """Python's own memory only; that of lxml, which holds the answer, is proportional to the answer."""
    gc.collect()
    tracemalloc.start()
    functie()
    hoogste = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return hoogste / 2**20


def verslag(uit: Verslag, map_: Path) -> None:
    """Measure both registers and report them side by side."""
    with ExitStack() as stapel:
        registers, gemaakt = [], []
        for aantal in (KLEIN, GROOT):
            register, duur = maak(map_, aantal)
            registers.append(stapel.enter_context(register))
            gemaakt.append(f"{aantal:,} offers and {aantal * register_maker.COHORTEN:,} cohorten in {duur:.1f} s")
        uit.zeg(
            f"Made: {'; '.join(gemaakt)}. Milliseconds by the clock from snapshot to validated answer, median (p10–p90), "  # noqa: E501
            "and MiB of Python's own memory; the ratio is that of p10."
        )
        heading = ["reading", *(f"{a:,} offers{deel}" for a in (KLEIN, GROOT) for deel in (", ms", ", MiB")), "ratio"]
        rijen: list[list[object]] = []
        for naam, lezing in lezingen().items():
            (klein, klein_mib), (groot, groot_mib) = meet_lezing(registers, lezing)
            rijen.append([naam, klein, klein_mib, groot, groot_mib, groot.laag / klein.laag])
        uit.zeg(tabel(heading, rijen))
