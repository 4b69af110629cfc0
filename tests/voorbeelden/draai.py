"""Install the examples of `voorbeelden/` and run each against a fresh trial service with a key pair of its own.

`python -m tests.voorbeelden.draai [--kijk] [STACK…]` (`make voorbeelden`): a line per stack with the seconds that
installing and running took; what cannot be had is skipped, with the reason. With --kijk nothing is installed.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.voorbeelden import stapel
from tests.voorbeelden.proefdienst import proefdienst


def main(opdracht: list[str] | None = None) -> int:
    """Gives how many examples failed."""
    lezer = argparse.ArgumentParser(prog="python -m tests.voorbeelden.draai", description=__doc__)
    lezer.add_argument("--kijk", action="store_true", help="install nothing")
    lezer.add_argument("stapels", nargs="*", metavar="STACK", help=f"of {', '.join(stapel.aanwezig())} [default: all]")
    keuze = lezer.parse_args(opdracht)
    if onbekend := set(keuze.stapels) - set(stapel.aanwezig()):
        lezer.error(f"no such example: {', '.join(sorted(onbekend))}")
    with tempfile.TemporaryDirectory(prefix="rio-voorbeelden-") as map_, proefdienst(Path(map_)) as omgeving:
        return sum(_een(naam, omgeving, installeren=not keuze.kijk) for naam in keuze.stapels or stapel.aanwezig())


def _een(naam: str, omgeving: Mapping[str, str], *, installeren: bool) -> bool:
    duur = 0.0
    if (mist := stapel.ontbreekt(naam)) and installeren:
        uitslag = stapel.installeer(naam)
        duur, mist = uitslag.seconden, stapel.ontbreekt(naam)
        if mist:
            print(uitslag.fout.strip()[-1000:], file=sys.stderr)
    if mist:
        print(f"{naam:8} skipped: {mist}", flush=True)
        return False
    uitslag = stapel.draai(naam, omgeving)
    fout = stapel.gemist(uitslag)
    print(f"{naam:8} install {duur:5.1f} s  run {uitslag.seconden:5.1f} s  {fout or 'in order'}", flush=True)
    if fout:
        print(uitslag.uit + uitslag.fout[-3000:], file=sys.stderr)
    return bool(fout)


if __name__ == "__main__":
    sys.exit(main())
