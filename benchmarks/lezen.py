"""What a reading costs, from an open snapshot to the validated answer, in a small and in a large register."""

import gc
import time
import tracemalloc
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from lxml import etree

from benchmarks import register_maker
from benchmarks.meten import Meting, meet
from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES, RAADPLEGEN
from rio_soap.register import model
from rio_soap.register.database import Register, maak_engine
from rio_soap.register.migratie import migreer
from rio_soap.register.mutaties import log_mutatie
from rio_soap.register.uitslag import Context
from rio_soap.service.afhandeling import RAADPLEGINGEN

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
    }


def lees(register: Register, lezing: Lezing) -> etree._Element:
    """One reading, up to the validated answer."""
    operatie, velden, grootte, _ = lezing
    moment = register_maker.MOMENT + timedelta(days=2)
    context = Context(oin="", moment=moment, operatie=operatie, paginagrootte=grootte)
    with register.lees() as sessie:
        uitslag = RAADPLEGINGEN[operatie](sessie, context, Gegeven("verzoek", velden))
    antwoord = mapping.schrijf(OPERATIES[operatie], Gegeven("antwoord", {**KOP, **uitslag.gegevens}))
    if not (uitslag.goedgekeurd and schema.is_geldig(antwoord, RAADPLEGEN)):
        raise SystemExit(f"{operatie}: {uitslag.foutmeldingen or schema.bevindingen(antwoord, RAADPLEGEN)}")
    return antwoord


def maak(map_: Path, aantal: int) -> tuple[Register, float]:
    """A register of a size, in a file of its own, and the seconds that it took."""
    register = Register(maak_engine(f"sqlite:///{map_ / f'lezen-{aantal}.db'}"))
    migreer(register.engine)
    begin = time.perf_counter()
    register_maker.maak(register, aantal)
    duur = time.perf_counter() - begin
    context = Context(oin="", moment=register_maker.MOMENT + timedelta(days=1), operatie="bench")
    tabel = model.organisatorische_eenheid
    for nummer in range(RECENT):
        # The smaller register has fewer aanbieders; a key that is not there makes no difference to a feed.
        code = register_maker.aanbiedercode(nummer)
        register.schrijf(lambda sessie, code=code: log_mutatie(sessie, context, tabel, code, None, "W"))
    return register, duur


def meet_lezingen(register: Register) -> dict[str, tuple[Meting, float]]:
    """Per reading milliseconds, and the most memory that it held in MiB."""
    uit = {}
    for naam, lezing in lezingen().items():
        antwoord = lees(register, lezing)
        objecten = [e for e in antwoord[4:] if len(e) and etree.QName(e).localname != "paginering"]
        if len(objecten) != lezing[3] and len(antwoord) - 5 != lezing[3]:
            raise SystemExit(f"{naam}: {len(objecten)} objects")
        meting = meet(lambda lezing=lezing: lees(register, lezing), 15 if lezing[2] > 20 else 60)
        uit[naam] = meting, _geheugen(lambda lezing=lezing: lees(register, lezing))
    return uit


def _geheugen(functie: Callable[[], object]) -> float:
    """Python's own memory only; that of lxml, which holds the answer, is proportional to the answer."""
    gc.collect()
    tracemalloc.start()
    functie()
    hoogste = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return hoogste / 2**20


def druk_af(map_: Path) -> None:
    """Measure both registers and print them side by side."""
    gemeten = []
    for aantal in (KLEIN, GROOT):
        register, duur = maak(map_, aantal)
        with register:
            cohorten = aantal * register_maker.COHORTEN
            with register.lees() as sessie:
                rijen = sessie.execute(sa.select(sa.func.count()).select_from(model.aangeboden_opleiding)).scalar_one()
            print(f"register of {rijen} aangeboden opleidingen, {cohorten} cohorten: made in {duur:.1f} s")
            gemeten.append(meet_lezingen(register))
    print("\nmilliseconds from snapshot to validated answer (median, p90) and MiB, by offers in the register")
    kop = "".join(f"{f'{aantal} offers':>24}" for aantal in (KLEIN, GROOT))
    print(f"{'reading':<44}{kop}{'ratio':>8}")
    for naam in lezingen():
        regel = f"{naam:<44}"
        for uitkomsten in gemeten:
            meting, geheugen = uitkomsten[naam]
            regel += f"{meting.mediaan:10.3f}{meting.hoog:8.3f}{geheugen:6.1f}"
        print(f"{regel}{gemeten[1][naam][0].mediaan / gemeten[0][naam][0].mediaan:8.2f}")
