"""docs/keur-mutanten.md: each mutant, what is wrong with it, and what found it."""

import tomllib
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from tests.keurmutanten.dienst_regels import onzichtbaar
from tests.keurmutanten.oordeel import Oordeel

BLADZIJDE = Path(__file__).parents[2] / "docs" / "keur-mutanten.md"
NIET = "NOT FOUND"
_KOP = """# Mutants of keur

`rio-soap keur` says whether a service or a client keeps to the rules of RIO. How well it does is measured here: a right
service, and a right client, are made wrong in one thing at a time, and keur has to find it. Written by `make mutanten`,
which takes minutes; CI runs a sample, and sees that a right service and a right client get no finding.

The lists (`tests/keurmutanten/dienst.toml`, `klant.toml`) were written from the documents of RIO and from recorded
traffic before keur was run on any of them. Of the controles of the ten deliveries each is left out once. Then keur was
given checks where mutants survived, from the documents again: {eerst}
of a client.

A row names the rule that was violated first, and what keur tried then. What RIO may do, or what no document
settles, keur tells as a remark at most; that does not count as found.

| | mutants | found |
|---|---|---|
{telling}
"""
_EERST = "the first run found 69 of 100 mutants of a service and 97 of 100"


def gelijk() -> dict[str, dict[str, str]]:
    """What is not counted: side to name to reason."""
    lijst = tomllib.loads((Path(__file__).parent / "gelijk.toml").read_text("utf-8"))
    return {"service": {**lijst["service"], **dict(onzichtbaar())}, "client": dict(lijst["client"])}


def schrijf(dienst: Sequence[Oordeel], klant: Sequence[Oordeel]) -> str:
    """The page."""
    delen = (("service", dienst), ("client", klant))
    regels = [f"| {wie} | {len(os)} | {sum(o.gevonden for o in os)} ({_honderdste(os)} of 100) |" for wie, os in delen]
    tekst = _KOP.format(eerst=_EERST, telling="\n".join(regels))
    for wie, oordelen in delen:
        tekst += f"\n## Mutants of a {wie}\n"
        for familie, groep in groupby(oordelen, key=lambda o: o.familie):
            tekst += (
                f"\n### {familie[0].upper()}{familie[1:]}\n\n| mutant | what is wrong | found by |\n|---|---|---|\n"
            )
            tekst += "".join(f"| {o.naam} | {_cel(o.fout)} | {_gevonden(o)} |\n" for o in groep)
        tekst += f"\n### Not counted for a {wie}\n\nNobody outside can see these, or they are right.\n\n"
        tekst += "| mutant | why |\n|---|---|\n"
        tekst += "".join(f"| {naam} | {_cel(reden)} |\n" for naam, reden in gelijk()[wie].items())
    return tekst


def _honderdste(oordelen: Sequence[Oordeel]) -> str:
    return f"{100 * sum(o.gevonden for o in oordelen) / max(1, len(oordelen)):.1f}"


def _gevonden(oordeel: Oordeel) -> str:
    if not oordeel.gevonden:
        return NIET
    return _cel(f"{', '.join(oordeel.regels)}: {oordeel.geprobeerd}")


def _cel(tekst: str) -> str:
    return " ".join(tekst.split()).replace("|", "\\|").replace("<", "&lt;")
