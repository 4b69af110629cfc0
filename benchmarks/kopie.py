"""``make kopie``: a streaming replica of PostgreSQL beside the primary: what it serves, and how far it is behind."""

import sys
import time
from contextlib import ExitStack
from statistics import median

import sqlalchemy as sa
from lxml import etree

from benchmarks import berichten, lezen, postgres
from benchmarks.__main__ import werkmap
from benchmarks.berichten import SOORTEN
from benchmarks.klant import stuur_alles, verzoek_voor
from benchmarks.meten import cpu_van
from benchmarks.processen import diensten
from benchmarks.tabel import tabel
from benchmarks.uitval import Stroom
from rio_soap.cli import proef
from rio_soap.register import model
from rio_soap.register.database import Register, maak_engine

AANTAL = 100


def achterstand(primair: Register, kopie: Register) -> list[float]:
    """Milliseconds from a commit on the primary until the replica shows it."""
    tabel_ = model.ketencontrole
    uit = []
    for nummer in range(AANTAL):
        sleutel = f"kopie-{nummer}"
        rij = {"object": "bench", "sleutel": sleutel, "moment": lezen.register_maker.MOMENT}
        primair.schrijf(lambda sessie, rij=rij: sessie.execute(sa.insert(tabel_), rij))
        begin = time.perf_counter()
        while True:
            with kopie.lees() as sessie:
                if sessie.execute(sa.select(tabel_.c.object).where(tabel_.c.sleutel == sleutel)).first():
                    break
        uit.append(1000 * (time.perf_counter() - begin))
    return uit


def main() -> int:
    """Try it and say what came of it; 1 when the replica gives another answer."""
    with ExitStack() as stapel:
        map_ = stapel.enter_context(werkmap())
        cluster = stapel.enter_context(postgres.cluster())
        if cluster is None:
            sys.exit("PostgreSQL is not installed")
        url = cluster.maak("kopie")
        instellingen = berichten.maak_omgeving(map_ / "rio", url)
        replica = stapel.enter_context(postgres.kopie(cluster))
        primair = stapel.enter_context(Register(maak_engine(url)))
        kopie = stapel.enter_context(Register(maak_engine(replica.url("kopie"))))
        rijen: list[list[object]] = []
        anders = 0
        tijden = achterstand(primair, kopie)
        rijen.append(
            ["ms until a commit shows on the replica, median and most", f"{median(tijden):.1f}, {max(tijden):.1f}"]
        )
        for naam, lezing in lezen.lezingen().items():
            if naam in ("changed aanbieders, page of 20", "one offer by its code", "code of an offer by its own key"):
                continue  # these ask for what only `lezen.maak` puts in
            een, ander = (etree.tostring(lezen.lees(register, lezing)) for register in (primair, kopie))
            anders += een != ander
            voor = cpu_van(cluster.pid, kinderen=True)
            begin = time.perf_counter()
            for _ in range(10):
                lezen.lees(kopie, lezing)
            duur = (time.perf_counter() - begin) * 100
            van_primair = cpu_van(cluster.pid, kinderen=True) - voor
            gelijk = "the same answer" if een == ander else "ANOTHER ANSWER"
            rijen.append([naam, f"{gelijk}, {duur:.1f} ms from the replica, {van_primair:.2f} s of the primary for 10"])
        omgeving = {"RIO_DATABASE_URL": replica.url("kopie")}
        (dienst_,) = stapel.enter_context(diensten(instellingen.data_dir, 1, **omgeving))
        soort, sleutelpaar = SOORTEN["read offers, page of 20"], proef.klantsleutel(instellingen)
        lees = [verzoek_voor(soort.operatie, berichten.bericht(soort, instellingen, sleutelpaar)) for _ in range(5)]
        lever = [next(iter(Stroom(instellingen))) for _ in range(5)]
        for naam, data in (("readings", lees), ("deliveries", lever)):
            uit = stuur_alles([dienst_.poort], data, 1)
            antwoord = uit.fouten[0][1] if uit.fouten else b""
            waarmee = "Server.DK0051" if b"Server.DK0051" in antwoord else repr(antwoord[-120:])
            rijen.append([f"service on the replica, {naam}", f"{len(uit.goed)} of 5 approved, others {waarmee}"])
        print(tabel(["streaming replica", ""], rijen))
    return 1 if anders else 0


if __name__ == "__main__":
    sys.exit(main())
