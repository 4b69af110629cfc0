"""Run mutants: ``python -m tests.keurmutanten [dienst|klant] [--alleen REGEX] [--helemaal] [--schrijf]``."""

import argparse
import json
import multiprocessing
import re
import sys
from dataclasses import asdict
from pathlib import Path

from tests.keurmutanten.alles import dienstmutanten, klantmutanten
from tests.keurmutanten.bladzijde import BLADZIJDE, schrijf
from tests.keurmutanten.oordeel import Oordeel, beoordeel_dienst, beoordeel_klant
from tests.keurmutanten.proefdienst import proefdienst

_DIENST = {mutant.naam: mutant for mutant in dienstmutanten()}
_KLANT = {mutant.naam: mutant for mutant in klantmutanten()}


def een(taak: tuple[str, str, bool]) -> Oordeel:
    """One mutant, in a process of its own pool."""
    kant, naam, snel = taak
    if kant == "dienst":
        return beoordeel_dienst(_DIENST[naam], snel=snel)
    return beoordeel_klant(_KLANT[naam], snel=snel)


def main() -> int:
    """Run, tell what was not found, and write what was."""
    lezer = argparse.ArgumentParser(prog="python -m tests.keurmutanten")
    lezer.add_argument("kanten", nargs="*", default=["dienst", "klant"])
    lezer.add_argument("--alleen", default="", help="names that match this")
    lezer.add_argument("--helemaal", action="store_true", help="go on after the first finding of each")
    lezer.add_argument("--processen", type=int, default=2)
    lezer.add_argument("--schrijf", action="store_true", help="write docs/keur-mutanten.md; of all mutants")
    lezer.add_argument("--uit", type=Path, help="findings as JSON")
    keuze = lezer.parse_args()
    lijsten = {"dienst": list(_DIENST), "klant": list(_KLANT)}
    namen = [(kant, naam) for kant in keuze.kanten for naam in lijsten[kant] if re.search(keuze.alleen, naam)]
    taken = [(kant, naam, not keuze.helemaal) for kant, naam in namen]
    uit: list[Oordeel] = []
    with proefdienst():
        pass  # what all of them copy is made once, before they part
    with multiprocessing.get_context("fork").Pool(keuze.processen, maxtasksperchild=40) as pool:
        for oordeel in pool.imap(een, taken):
            uit.append(oordeel)
            wat = "gevonden" if oordeel.gevonden else "NOT FOUND"
            meer = oordeel.mis or oordeel.eerste
            print(f"{len(uit):4} {wat} {oordeel.naam}: {' '.join(oordeel.regels[:6])} {meer[:160]!r}", flush=True)
    if keuze.uit:
        keuze.uit.write_text(json.dumps([asdict(o) for o in uit], indent=1, ensure_ascii=False), "utf-8")
    if keuze.schrijf:
        dienst = [o for (kant, _, _), o in zip(taken, uit, strict=True) if kant == "dienst"]
        klant = [o for (kant, _, _), o in zip(taken, uit, strict=True) if kant == "klant"]
        BLADZIJDE.write_text(schrijf(dienst, klant), "utf-8")
    niet = [o.naam for o in uit if not o.gevonden]
    print(f"{len(uit) - len(niet)} of {len(uit)} found; {sum(o.seconden for o in uit):.0f} s of processor time")
    return 1 if niet else 0


if __name__ == "__main__":
    sys.exit(main())
