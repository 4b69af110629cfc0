"""Nothing that is not public is in any published file, of whatever family, unpacked."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa

from rio_soap.register.contact.openstelling import meld_contexten
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.migration import migreer
from rio_soap.setup import service
from rio_soap.setup.publishing import make_afwerking
from rio_soap.setup.settings import Settings
from tests.opendata.hulp_publicatie import Drukkerij
from tests.register.bevoegdheid.kanalen import (
    AANBIEDER,
    BESLOTEN_OP,
    NAMEN,
    OPENBAAR,
    PLEKKEN,
    zet_contactadressen,
    zet_contexten,
)
from tests.register.hulp import HANZE, NU, context, fouten
from tests.register.hulp_licentie import VERBOD, laad_wereld, licentie, maatregel, neem, vergund
from tests.register.kern import laad_kern
from tests.register.rollen import geef_persoon, maak_persoon
from tests.register.versie.hulp_versie import zet_begin

MERK = date(2021, 3, 17)
"""A day that stands in a licentie and nowhere else."""
BERICHT, PERSOON = "bericht-van-de-school", "iemand@school.example"
EERSTE = NU + timedelta(hours=1)


def delen(naam: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what is packed in it, as bytes in which texts can be found."""
    if naam.endswith(".gz"):
        yield naam, gzip.decompress(data)
    elif naam.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as pak:
            for deel in pak.namelist():
                yield from delen(f"{naam}:{deel}", pak.read(deel))
    elif naam.endswith(".parquet"):
        yield naam, str(pq.read_table(io.BytesIO(data)).to_pylist()).encode()
    else:
        yield naam, data


def inhoud(map_: Path) -> dict[str, bytes]:
    return dict(
        deel
        for pad in sorted(map_.rglob("*"))
        if pad.is_file()
        for deel in delen(pad.relative_to(map_).as_posix(), pad.read_bytes())
    )


def met(bestanden: dict[str, bytes], tekst: str) -> set[str]:
    return {naam for naam, data in bestanden.items() if tekst.encode() in data}


@pytest.fixture
def drukkerij(tmp_path: Path) -> Iterator[Drukkerij]:
    """Of a register with contactadressen of every context, a licentie, messages and people.

    On SQLite: `tests.api.test_openbaar` holds what files are made of on both databases.
    """
    settings = Settings(data_dir=tmp_path, opendata_adres="https://rio.example.nl", opendata_contact="a@example.nl")
    with service.open_register(settings) as register:
        migreer(register.engine)
        register.schrijf(laad_kern)
        _vul(register)
        yield Drukkerij(register, tmp_path / "opendata", make_afwerking(settings))


def _vul(register: Register) -> None:
    laad_wereld(register)
    zet_begin(register)
    vergund(register, licentie(begindatum=MERK))
    register.schrijf(zet_contexten)
    register.schrijf(lambda session: zet_contactadressen(session, frozenset(NAMEN)))
    geef_persoon(register, maak_persoon(register, PERSOON), "BEHEERDER")
    rij = {"object": "organisatorische_eenheid", "sleutel": AANBIEDER, "houder": "100B490", "soort": "W"}
    verder = {"moment": NU, "kanaal": "BERICHT", "oin": HANZE, "identificatiecode": BERICHT}
    register.schrijf(lambda session: session.execute(sa.insert(model.mutatie), [rij | verder]))


def test_no_file_has_what_is_not_public_and_the_next_day_has_no_more(drukkerij: Drukkerij, tmp_path: Path) -> None:
    drukkerij.publiceer(EERSTE)
    eerst = inhoud(tmp_path / "opendata" / "2026-11-24")
    for plek in PLEKKEN:
        assert bool(met(eerst, plek.geheim)) == (plek.context in OPENBAAR), plek
    op_csv = f"geheim-algemeen-{AANBIEDER.lower()}"
    assert met(eerst, op_csv) >= {
        "contactadressen.csv",
        "contactadressen.parquet",
        "contactadres.jsonl.gz",
        "rio.sqlite.gz",
        "ho.zip:contactadressen.csv",
    }
    assert met(eerst, f"geheim-facturatie-{AANBIEDER.lower()}") == {"contactadres.jsonl.gz"}
    assert met(eerst, str(MERK)) >= {"licentie.jsonl.gz", "ho_onderwijslicenties.csv"}
    for geheim in (BERICHT, PERSOON, HANZE):
        assert met(eerst, geheim) == set(), geheim

    assert fouten(neem(drukkerij.register, maatregel(VERBOD, NU.date()))) == []
    later = EERSTE + timedelta(days=1)
    assert later.date() == BESLOTEN_OP
    ctx = context("", moment=later - timedelta(minutes=5), klok=lambda: later - timedelta(minutes=5))
    assert drukkerij.register.schrijf(lambda session: meld_contexten(session, ctx)) == {"FACTURATIE": 2}
    drukkerij.publiceer(later)
    daarna = inhoud(tmp_path / "opendata" / "2026-11-25")
    # Of what was public yesterday the delta names the row that goes, once.
    heel = {naam: data for naam, data in daarna.items() if not naam.startswith("mutaties/")}
    for plek in PLEKKEN:
        assert bool(met(heel, plek.geheim)) == (plek.context in OPENBAAR - {"FACTURATIE"}), plek
    assert met(heel, str(MERK)) == set()
    for naam, data in daarna.items():
        if naam.startswith("mutaties/"):
            nieuw = b"\n".join(regel for regel in data.splitlines() if not _gaat(regel))
            assert not met({naam: nieuw}, "geheim-"), naam
            assert not met({naam: nieuw}, str(MERK)), naam


def _gaat(regel: bytes) -> bool:
    """Whether a row of a delta says what is taken away."""
    return regel.startswith(b'{"mutatiesoort":"V"') or regel.endswith((b',"V"', b",V"))
