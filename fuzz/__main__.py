"""``python -m fuzz``: mutated messages until a number of cases or seconds, whichever comes first.

Fails when something comes out that may not, or when memory has grown.
"""

import argparse
import gc
import logging
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from fuzz.doelen import geval
from fuzz.zaden import Wereld

GROEI = 48 * 1024 * 1024
"""Bytes that a process may have grown between the end of its warming up and the end."""


def rss() -> int:
    """Bytes of memory in use."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def main() -> int:
    """Run, print what was found; 1 when there was anything."""
    vraag = argparse.ArgumentParser(description=__doc__)
    vraag.add_argument("--gevallen", type=int, default=1_000_000)
    vraag.add_argument("--seconden", type=float, default=3600)
    vraag.add_argument("--zaad", type=int, default=None, help="begin with this case, to repeat a finding")
    opties = vraag.parse_args()
    logging.disable(logging.CRITICAL)
    eerste = random.SystemRandom().randrange(2**40) if opties.zaad is None else opties.zaad
    wereld, geteld, vondsten = Wereld(), Counter[str](), Counter[str]()
    begin, warm, na_warmlopen = time.monotonic(), min(opties.gevallen // 10, 20_000), 0
    nummer = 0
    for nummer in range(opties.gevallen):
        if nummer == warm:
            na_warmlopen = rss()
        if nummer % 256 == 0 and time.monotonic() - begin > opties.seconden:
            break
        try:
            geteld[" ".join(geval(wereld, random.Random(eerste + nummer)))] += 1
        except Exception as fout:  # noqa: BLE001 - that is what is looked for
            plek = traceback.extract_tb(fout.__traceback__)[-1]
            soort = f"{type(fout).__name__} at {plek.filename.rpartition('/')[2]}:{plek.lineno}"
            vondsten[soort] += 1
            if vondsten[soort] == 1:
                print(f"case {eerste + nummer}: {soort}")
                traceback.print_exception(fout)
    groei = rss() - na_warmlopen if na_warmlopen else 0
    seconden = time.monotonic() - begin
    for wat, aantal in sorted(geteld.items()):
        print(f"{aantal:9}  {wat}")
    print(f"{nummer + 1} cases from {eerste} in {seconden:.0f} s; {sum(vondsten.values())} findings {dict(vondsten)}")
    print(f"memory after {warm} cases {na_warmlopen / 1e6:.0f} MB, grown by {groei / 1e6:.1f} MB")
    wereld.sluit()
    return 1 if vondsten or groei > GROEI else 0


if __name__ == "__main__":
    sys.exit(main())
