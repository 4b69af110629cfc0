"""Writes the generated tables of docs/standaarden.md: `python -m rio_soap.register.standaarden [--controleer] [PAD]`.

Without --controleer the page is rewritten where needed. With it nothing is written, and the exit code is 1 when the
page is not up to date. PAD: the page; default docs/standaarden.md.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rio_soap.edukoppeling import tabellen as edukoppeling_tabellen
from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from rio_soap.register.regels.eigen_codes import EIGEN_CODES
from rio_soap.register.regels.foutcodes import (
    AANVULLINGEN,
    FOUTCODES,
    KENMERKCODES,
    RAADPLEEGCODES,
    VOLGORDE,
    Foutcode,
    volledige_volgorde,
)
from rio_soap.register.regels.waardenlijsten import Waardenlijsten

BEDIEND = LEVERINGEN.keys() | RAADPLEGINGEN.keys()
"""The operations that are served."""
PAGINA = Path("docs") / "standaarden.md"

_BLOK = re.compile(r"(<!-- begin (?P<naam>[a-z]+) -->\n).*?(<!-- end (?P=naam) -->)", re.DOTALL)
_BUITEN_CONTROLES = {"keten": "chain", "signaal": "log", "onbereikbaar": "never"}


def gebouwd() -> Mapping[str, Sequence[str]]:
    """Give per operation that is served the codes that it judges, in its order."""
    return {
        **{operatie: [code for code, _ in levering.controles] for operatie, levering in LEVERINGEN.items()},
        **{operatie: raadpleging.codes for operatie, raadpleging in RAADPLEGINGEN.items() if raadpleging.codes},
    }


def klaar() -> Mapping[str, Sequence[str]]:
    """Give per operation that is not served yet the codes whose control is written and tested."""
    return {operatie: KENMERKCODES for operatie in VOLGORDE if "K01010" in volledige_volgorde(operatie)}


def vernieuw(tekst: str) -> str:
    """Give the page with its generated blocks anew. ValueError when the page lacks a block or has an unknown one."""
    nieuw = {"waardenlijsten": _waardenlijsten(), "beheren": _beheren(), "raadplegen": _raadplegen()}
    nieuw |= {"eigen": _eigen(), "fouten": edukoppeling_tabellen.fouten(), "eisen": edukoppeling_tabellen.eisen()}
    gevonden = [blok["naam"] for blok in _BLOK.finditer(tekst)]
    if sorted(gevonden) != sorted(nieuw):
        raise ValueError(f"the page has blocks {gevonden}; expected {list(nieuw)}")
    return _BLOK.sub(lambda blok: f"{blok[1]}{nieuw[blok['naam']]}{blok[3]}", tekst)


def _tabel(heading: Sequence[str], rijen: Iterable[Sequence[str]]) -> str:
    regels = [heading, ["---"] * len(heading), *rijen]
    return "".join(f"| {' | '.join(cel.replace('|', chr(92) + '|') for cel in rij)} |\n" for rij in regels)


def _beheren() -> str:
    delen = []
    for operatie in VOLGORDE:
        rijen = [
            [f"`{code}`", FOUTCODES[code].fouttekst, _zekerheid(operatie, code), _status(operatie, code)]
            for code in volledige_volgorde(operatie)
        ]
        delen.append(f"\n### {operatie}\n\n{_tabel(('code', 'text', 'certainty', 'status'), rijen)}")
    return "".join(delen) + "\n"


def _zekerheid(operatie: str, code: str) -> str:
    foutcode = FOUTCODES[code]
    if foutcode.zekerheid == "own":
        return "own"
    return _met_grond("reasoned" if code in AANVULLINGEN[operatie] else "documented", foutcode)


def _met_grond(gebruik: str, foutcode: Foutcode) -> str:
    if foutcode.zekerheid in ("documented", gebruik):
        return gebruik
    return f"{gebruik}; text {foutcode.zekerheid}"


def _status(operatie: str, code: str) -> str:
    if code in gebouwd().get(operatie, ()):
        return "built"
    buiten = _BUITEN_CONTROLES.get(FOUTCODES[code].uitvoering)
    if buiten is not None:
        return buiten
    return "ready" if code in klaar().get(operatie, ()) else "next"


def _raadplegen() -> str:
    rijen = [
        [
            operatie,
            f"`{code}`",
            FOUTCODES[code].fouttekst,
            _met_grond(gebruik, FOUTCODES[code]),
            _status(operatie, code),
        ]
        for operatie, codes in sorted(RAADPLEEGCODES.items())
        for code, gebruik in codes.items()
    ]
    return f"\n{_tabel(('operation', 'code', 'text', 'certainty', 'status'), rijen)}\n"


def _eigen() -> str:
    """The operations of our own contract with their codes, and the codes that no operation of V4 has."""
    operaties = [
        [operatie, ", ".join(f"`{code}`" for code in codes) or "–", "built" if operatie in BEDIEND else "next"]
        for operatie, codes in EIGEN_CODES.items()
    ]
    gebruikt = {code for codes in EIGEN_CODES.values() for code in codes}
    eigen = [
        [f"`{code}`", FOUTCODES[code].fouttekst, FOUTCODES[code].categorie]
        for code in sorted(gebruikt)
        if FOUTCODES[code].zekerheid == "own"
    ]
    per_operatie = _tabel(("operation", "codes in the order of judging", "status"), operaties)
    return f"\n{per_operatie}\n{_tabel(('code', 'text', 'category'), eigen)}\n"


def _waardenlijsten() -> str:
    lijsten = Waardenlijsten.laad(met_client_waarden=True)
    rijen = []
    for naam in lijsten.lijsten:
        waarden = lijsten.waarden(naam)
        rest = [w for w in waarden if "documented" not in w.herkomst]
        if rest or not waarden:
            per_grond: dict[str, list[str]] = {}
            for waarde in rest:
                per_grond.setdefault(" + ".join(sorted(waarde.herkomst)), []).append(f"`{waarde.waarde}`")
            gronden = "; ".join(f"{grond}: {', '.join(namen)}" for grond, namen in per_grond.items())
            rijen.append([naam, str(len(waarden) - len(rest)), gronden or "values unknown"])
    return f"\n{_tabel(('list', 'documented values', 'other values'), rijen)}\n"


def main(argumenten: Sequence[str] | None = None) -> int:
    """Rewrite or check the page; gives the exit code."""
    ontleder = argparse.ArgumentParser(prog="python -m rio_soap.register.standaarden", description=__doc__)
    ontleder.add_argument("pad", nargs="?", type=Path, default=PAGINA)
    ontleder.add_argument("--controleer", action="store_true", help="write nothing; exit code 1 when out of date")
    keuzes = ontleder.parse_args(argumenten)
    oud = keuzes.pad.read_text(encoding="utf-8")
    nieuw = vernieuw(oud)
    if nieuw == oud:
        return 0
    if keuzes.controleer:
        print(f"{keuzes.pad} is not up to date: python -m rio_soap.register.standaarden")
        return 1
    keuzes.pad.write_text(nieuw, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
