"""``python -m fuzz.dekking``: guided by coverage (atheris), which keeps what reaches code that nothing reached before.

A case is a message behind eight bytes that choose its target. Options are those of libFuzzer (``-runs``,
``-max_total_time``, ``-rss_limit_mb``); the first that is no option is the directory of the corpus.
"""

import logging
import random
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["rio_soap"]):
    from fuzz.doelen import DOELEN
    from fuzz.mutaties import muteer
    from fuzz.zaden import Wereld, Zaad

KOP = 8
_NAMEN = [naam for naam, (_, gewicht) in DOELEN.items() for _ in range(gewicht)]
MAXIMUM = 64 * 1024


def bewaar_zaden(wereld: Wereld, map_: Path) -> None:
    """The seeds as a corpus, each for a target in turn."""
    map_.mkdir(parents=True, exist_ok=True)
    for nummer, zaad in enumerate(wereld.zaden):
        kop = bytes([nummer % len(_NAMEN), nummer % 256]) + nummer.to_bytes(KOP - 2, "big")
        (map_ / f"zaad-{nummer:04}").write_bytes(kop + zaad.data)


def main() -> None:
    """Fuzz until libFuzzer has had enough; an exception that comes out ends it, with the case in a file."""
    logging.disable(logging.CRITICAL)
    wereld = Wereld(per_operatie=3)
    per_soort = {zaad.operatie.verzoek.encode(): zaad for zaad in wereld.zaden}

    def een(data: bytes) -> None:
        kop, bericht = data[:KOP], data[KOP:]
        if len(kop) < KOP:
            return
        zaad = next((z for naam, z in per_soort.items() if naam in bericht), wereld.zaden[0])
        naam = _NAMEN[kop[0] % len(_NAMEN)]
        DOELEN[naam][0](wereld, Zaad(zaad.operatie, bericht), bericht, random.Random(kop))

    def verander(data: bytes, maximum: int, zaad: int) -> bytes:
        """Half of the changes are libFuzzer's own, half know XML."""
        kans = random.Random(zaad)
        if kans.random() < 0.5 or len(data) <= KOP:
            return bytes(atheris.Mutate(data, maximum))
        return (data[:KOP] + muteer(data[KOP:], kans))[:maximum]

    corpus = next((Path(woord) for woord in sys.argv[1:] if not woord.startswith("-")), None)
    if corpus is not None:
        bewaar_zaden(wereld, corpus)
    atheris.Setup([*sys.argv, f"-max_len={MAXIMUM}", "-print_final_stats=1"], een, custom_mutator=verander)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
