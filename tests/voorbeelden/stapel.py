"""The examples of `voorbeelden/`: which there are, what they need, and what they say when all went well."""

import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

VOORBEELDEN = Path(__file__).parents[2] / "voorbeelden"
STAPELS = ("php", "node", "shell", "zeep", "client", "java", "cpp", "dotnet")
"""In the order in which docs/stacks.md tells of them; a folder each."""
REGELS = (
    r"geleverd [0-9]{4}O[0-9]{4}",
    r"antwoord ondertekend en in orde",
    r"gelezen [1-9][0-9]* opleidingseenheden",
    r"gevolgd ([1-9][0-9]*) wijzigingen tot [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|\+00:00)",
    r"geweigerd A01070 De opleidingseenheid komt niet voor in RIO",
    r"fout (?:[\w-]+:)?Client\.DK0011 Onjuiste waarde in wsa header \(to-ontvanger\)",
)
"""What an example prints, line by line, against a service in which an onderwijsaanbieder changed today."""
INSTALLEREN, DRAAIEN = 600, 120
"""Seconds after which installing, running an example is given up."""


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What a script said.

    :param seconden: by the clock.
    """

    code: int
    uit: str
    fout: str
    seconden: float


def aanwezig() -> tuple[str, ...]:
    """The stacks of which there is an example."""
    return tuple(naam for naam in STAPELS if (VOORBEELDEN / naam / "draai.sh").is_file())


def ontbreekt(stapel: str, omgeving: Mapping[str, str] = os.environ) -> str:
    """What is not installed of what an example needs; empty when all is there."""
    uitslag = _roep(VOORBEELDEN / stapel / "installeer.sh", ["--kijk"], omgeving, DRAAIEN)
    return "" if uitslag.code == 0 else uitslag.uit.strip() or uitslag.fout.strip()


def installeer(stapel: str, omgeving: Mapping[str, str] = os.environ) -> Uitslag:
    """Install what it needs and is missing."""
    return _roep(VOORBEELDEN / stapel / "installeer.sh", [], omgeving, INSTALLEREN)


def draai(stapel: str, omgeving: Mapping[str, str], map_: Path | None = None) -> Uitslag:
    """Run an example.

    :param map_: where the reader stands; here by default.
    """
    return _roep(VOORBEELDEN / stapel / "draai.sh", [], omgeving, DRAAIEN, map_)


def gemist(uitslag: Uitslag) -> str:
    """The first thing that an example did not say as it should; empty when all is well."""
    regels = uitslag.uit.strip().splitlines()
    for nummer, patroon in enumerate(REGELS):
        regel = regels[nummer] if nummer < len(regels) else ""
        if re.fullmatch(patroon, regel) is None:
            return f"line {nummer + 1} is {regel!r}, not {patroon!r}"
    if len(regels) > len(REGELS):
        return f"more than was asked: {regels[len(REGELS)]!r}"
    return f"exit code {uitslag.code}" if uitslag.code else ""


def _roep(
    script: Path, opties: Sequence[str], omgeving: Mapping[str, str], termijn: float, map_: Path | None = None
) -> Uitslag:
    begin = time.monotonic()
    try:
        klaar = subprocess.run(
            [str(script), *opties],
            cwd=map_,
            env=dict(omgeving),
            capture_output=True,
            text=True,
            timeout=termijn,
            check=False,
        )
        code, uit, fout = klaar.returncode, klaar.stdout, klaar.stderr
    except subprocess.TimeoutExpired:
        code, uit, fout = 124, "", f"no end within {termijn} seconds"
    return Uitslag(code, uit, fout, time.monotonic() - begin)
