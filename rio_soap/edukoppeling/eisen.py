"""The requirements on transport and messages (PvE RIO M2M 1.2), each with what this service makes of it and its tests.

The rows stand in `data/eisen.csv`, in our own words, one per requirement. Columns: id; status (met; switchable: the
letter with RIO_PROFIEL=streng or another setting, practice by default; not applicable; open: not there); eis; bron;
tests, separated by blanks; toelichting.
"""

import csv
from dataclasses import dataclass
from importlib import resources

STATUSSEN = ("met", "switchable", "not applicable", "open")


@dataclass(frozen=True, slots=True)
class Eis:
    """One requirement of the PvE: whether it is met, and by which tests that shows."""

    id: str
    status: str
    eis: str
    bron: str
    tests: tuple[str, ...]
    """As pytest names them: ``tests/…/test_x.py::test_y``; empty when the requirement is open."""
    toelichting: str


def lees_eisen() -> tuple[Eis, ...]:
    """All requirements in the order of the file.

    :raises ValueError: for an unknown status, or a requirement without test that is not open.
    """
    tekst = resources.files("rio_soap.edukoppeling").joinpath("data/eisen.csv").read_text("utf-8")
    eisen = []
    for rij in csv.DictReader(tekst.splitlines()):
        tests = tuple(rij["tests"].split())
        if rij["status"] not in STATUSSEN or bool(tests) == (rij["status"] == "open"):
            raise ValueError(f"eisen.csv, {rij['id']}: status {rij['status']!r} with {len(tests)} tests")
        eisen.append(Eis(rij["id"], rij["status"], rij["eis"], rij["bron"], tests, rij["toelichting"]))
    return tuple(eisen)
