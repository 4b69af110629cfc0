"""Family C: every table of family A as Parquet, when pyarrow is installed (``pip install rio-soap[parquet]``).

Dates are date32, whole numbers int64, numbers with a fraction float64, all else strings as in the CSV. (Decimals would
be exact, but pandas makes an object of each, and a float64 keeps the fifteen digits that a number here has at most.)
Packed with zstd, which DuckDB, pandas and Spark read. Rows stand in the order of the CSV.

3.1 million rows take 2 s of one core; pyarrow itself takes 40 MB, and what it works with 65.
"""

import logging
import os
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rio_soap.opendata.gzip_packing import koppel
from rio_soap.opendata.kolomsoorten import Kolomsoort, kolomsoort
from rio_soap.register.opendata.bestanden import kolommen

if TYPE_CHECKING:
    import pyarrow

log = logging.getLogger(__name__)

_BLOK: Final = 256 << 10
"""Bytes of CSV that are read at once; a row is one line, and far shorter."""
_GROEP: Final = 50_000
"""Rows in a row group: what a reader takes at once, and what is in memory here."""
_GROEP_BYTES: Final = 8 << 20
"""Bytes of those in memory."""


def maak_parquet(map_: Path, vorige: Path | None = None, gelijk: Sequence[str] = ()) -> bool:
    """Make ``{naam}.parquet`` of every CSV in a folder; gives False, and tells the log, when pyarrow is not installed.

    :param vorige: as `rio_soap.opendata.dagpublicatie` has it, likewise `gelijk`: what was made of those is linked.
    :raises FileNotFoundError: when a CSV is not there.
    """
    if find_spec("pyarrow") is None:
        log.warning("no Parquet files: pyarrow is not installed (pip install rio-soap[parquet])")
        return False
    _gebruik_jemalloc()
    gelijke = frozenset(gelijk)
    for bestand, namen in kolommen().items():
        doel = map_ / parquet_van(bestand)
        if bestand not in gelijke or not koppel(vorige, doel):
            _schrijf(map_ / bestand, doel, namen)
    return True


def parquet_van(bestand: str) -> str:
    """Name of the Parquet file of a CSV."""
    return f"{bestand.removesuffix('.csv')}.parquet"


def _schrijf(bron: Path, doel: Path, namen: Sequence[str]) -> None:
    import pyarrow
    from pyarrow import csv, parquet

    schema = pyarrow.schema([(naam, _type(naam)) for naam in namen])
    half = doel.with_name(f".{doel.name}.half")
    lezer = csv.open_csv(
        bron,
        read_options=csv.ReadOptions(use_threads=False, block_size=_BLOK),
        convert_options=csv.ConvertOptions(column_types=schema, null_values=[""], strings_can_be_null=True),
    )
    with lezer, parquet.ParquetWriter(half, schema, compression="zstd") as schrijver:
        groep: list[pyarrow.RecordBatch] = []
        for deel in lezer:
            groep.append(deel)
            if sum(een.num_rows for een in groep) >= _GROEP or sum(een.nbytes for een in groep) >= _GROEP_BYTES:
                schrijver.write_table(pyarrow.Table.from_batches(groep))
                groep = []
                pyarrow.default_memory_pool().release_unused()
        if groep:
            schrijver.write_table(pyarrow.Table.from_batches(groep))
    os.replace(half, doel)


def _gebruik_jemalloc() -> None:
    """Have pyarrow take memory from the allocator that gives it back: 120 MB at most, by its own choice 154."""
    import pyarrow

    with suppress(NotImplementedError):  # not every build of pyarrow has it
        pyarrow.set_memory_pool(pyarrow.jemalloc_memory_pool())


def _type(kolom: str) -> "pyarrow.DataType":
    import pyarrow

    match kolomsoort(kolom):
        case Kolomsoort.DATUM:
            return pyarrow.date32()
        case Kolomsoort.GEHEEL:
            return pyarrow.int64()
        case Kolomsoort.GETAL:
            return pyarrow.float64()
        case _:
            return pyarrow.string()
