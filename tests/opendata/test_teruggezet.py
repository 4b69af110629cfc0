"""A register that was put back from a backup and went on: it has the same stroom, and numbers of other changes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rio_soap.register.database.database import Register
from rio_soap.register.database.migration import migreer
from rio_soap.setup import service
from rio_soap.setup.publishing import make_afwerking
from rio_soap.setup.settings import Settings
from tests.opendata.hulp_publicatie import Drukkerij, inhoud, mutaties
from tests.opendata.test_publiceren import DAG, EERSTE, MORGEN
from tests.register.hulp_licentie import L2, laad_wereld, licentie, vergund
from tests.register.kern import laad_kern
from tests.register.versie.hulp_versie import zet_begin


@contextmanager
def open_in(map_: Path) -> Iterator[Register]:
    with service.open_register(Settings(data_dir=map_)) as register:
        migreer(register.engine)
        yield register


def test_what_the_backup_did_not_hold_goes_and_what_came_since_is_there(tmp_path: Path) -> None:
    with open_in(tmp_path / "een") as register:
        register.schrijf(laad_kern)
        laad_wereld(register)
        zet_begin(register, MORGEN - DAG)
    shutil.copytree(tmp_path / "een", tmp_path / "terug")
    with open_in(tmp_path / "een") as register:
        vergund(register, licentie(licentiecode=L2))
        eerste = Drukkerij(register, tmp_path / "uit").publiceer(MORGEN)
    with open_in(tmp_path / "terug") as register:
        for jaar in (2022, 2023, 2024):
            vergund(register, licentie(begindatum=date(jaar, 3, 17)))
        drukkerij, heel = Drukkerij(register, tmp_path / "uit"), Drukkerij(register, tmp_path / "heel")
        tweede = drukkerij.publiceer(MORGEN + DAG)
        heel.publiceer(MORGEN + DAG)
    assert eerste.dag is not None
    assert tweede.dag is not None
    assert (tweede.dag.stroom, tweede.dag.vorige) == (eerste.dag.stroom, EERSTE)
    assert tweede.dag.volgnummer > eerste.dag.volgnummer
    assert inhoud(drukkerij.van(tweede.datum)) == inhoud(heel.van(tweede.datum))
    weg, erbij = mutaties(drukkerij.van(tweede.datum), "licentie.jsonl.gz")
    assert (len(weg), len(erbij)) == (1, 1)
    assert drukkerij.gezegd == [f"the register was put back since number {eerste.dag.volgnummer} of {EERSTE}"]


def test_a_packed_copy_that_was_tampered_with_is_not_built_upon(tmp_path: Path) -> None:
    """No manifest names it, and the zips of the next day are made of it."""
    afwerking = make_afwerking(Settings(data_dir=tmp_path, opendata_adres="https://rio.example.nl"))
    alleen = afwerking._replace(bewerkingen=afwerking.bewerkingen[:2])
    with open_in(tmp_path / "een") as register:
        register.schrijf(laad_kern)
        drukkerij = Drukkerij(register, tmp_path / "uit", alleen)
        drukkerij.publiceer(MORGEN)
        ingepakt = drukkerij.van(EERSTE) / ".gzip" / "onderwijslocaties.csv.gz"
        data = bytearray(ingepakt.read_bytes())
        data[-12] ^= 1
        ingepakt.write_bytes(data)
        laad_wereld(register)  # so that the zip is made anew
        uitkomst = drukkerij.publiceer(MORGEN + DAG)
    (gezegd,) = drukkerij.gezegd
    assert gezegd.endswith("/.gzip/onderwijslocaties.csv.gz: it is not the file that was packed")
    assert uitkomst.dag is not None
    assert uitkomst.dag.vorige is None
    assert bytes(data) not in (drukkerij.van(uitkomst.datum) / ".gzip" / ingepakt.name).read_bytes()
