"""Names of gemeenten from a CSV file, for the BAG has only their codes."""

import csv
import io
import re
from pathlib import Path

from rio_soap.register.regels.databestand import lees_tekst

_MAX_BYTES = 4_000_000
_CODE = re.compile(r"(?:GM)?([0-9]{1,4})\Z")
_SCHEIDING = ";,\t"


class Extractfout(ValueError):
    """The extract, or the file of gemeenten with it, cannot be loaded: which file, and why."""


def lees_gemeenten(bron: Path) -> dict[str, str]:
    """Names of gemeenten by code of 4 digits.

    Columns ``code`` and ``naam``, or ``Gemeentecode`` and ``Gemeentenaam`` as Statistics Netherlands (CBS) has them;
    separated by semicolon, comma or tab, the same number in every row; UTF-8.

    :raises Extractfout: for another shape, with the line.
    :raises OSError: when it cannot be read.
    """
    tekst = lees_tekst(bron, _MAX_BYTES, Extractfout)
    header = tekst.partition("\n")[0]
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=max(_SCHEIDING, key=header.count), strict=True)
    gevonden: dict[str, str] = {}
    namen: list[str] = []
    try:
        for rij in lezer:
            if not any(cel.strip() for cel in rij):
                continue
            plaats = f"{bron}, line {lezer.line_num}"
            if not namen:
                namen = _kop(plaats, rij)
            elif len(rij) != len(namen):
                raise Extractfout(f"{plaats}: found {len(rij)} columns, expected {len(namen)}")
            else:
                _neem(plaats, dict(zip(namen, rij, strict=True)), gevonden)
    except csv.Error as fout:
        raise Extractfout(f"{bron}, line {lezer.line_num}: {fout}") from fout
    if not gevonden:
        raise Extractfout(f"{bron}: found no gemeenten, expected a header with the columns code and naam, and rows")
    return gevonden


def _kop(plaats: str, rij: list[str]) -> list[str]:
    """The names of the columns, in short."""
    namen = [naam.strip().lower().removeprefix("gemeente") for naam in rij]
    for naam in ("code", "naam"):
        if namen.count(naam) != 1:
            gevonden = ", ".join(rij)[:200]
            hoort = "each once, separated by a semicolon, comma or tab"
            raise Extractfout(f"{plaats}: no columns code and naam: found {gevonden!r}, expected {hoort}")
    return namen


def _neem(plaats: str, velden: dict[str, str], gevonden: dict[str, str]) -> None:
    code, naam = _CODE.match(velden["code"].strip()), " ".join(velden["naam"].split())
    if code is None:
        raise Extractfout(f"{plaats}: found {velden['code']!r} as code, expected 1 to 4 digits")
    if not naam:
        raise Extractfout(f"{plaats}: found no naam, expected that of gemeente {code[1]}")
    if gevonden.setdefault(code[1].zfill(4), naam) != naam:
        raise Extractfout(f"{plaats}: gemeente {code[1]} is {naam!r} and was {gevonden[code[1].zfill(4)]!r} before")
