"""The libraries that the service is installed with, with their licences: `docs/afhankelijkheden.md`.

``python -m tests.pakket.licenties`` writes it, from the lock and the metadata of what is installed.
"""

import re
from importlib.metadata import metadata
from pathlib import Path
from typing import Final

from tests.huis.huis import WORTEL

BLADZIJDE = WORTEL / "docs" / "afhankelijkheden.md"
KORT: Final = {
    "BSD License": "BSD",
    "BSD": "BSD",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Apache Software License": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
    "The Unlicense (Unlicense)": "Unlicense",
    "Zope Public License": "ZPL-2.1",
}
"""Names that packages give their licence, by SPDX where they say which."""
CONDITIONAL: Final = {"colorama": "BSD-3-Clause", "legacy-cgi": "PSF-2.0"}
"""Licences of libraries for another platform or Python, as their packages say."""
_ZONDER_EIS = {
    "MIT",
    "MIT-0",
    "BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Apache-2.0",
    "ISC",
    "PSF-2.0",
    "ZPL-2.1",
    "Unlicense",
}
_MET_EIS = {"LGPL-2.1", "LGPL-3.0-only", "LGPL-3.0-or-later", "LGPL-2.1-or-later", "MPL-2.0"}
VERENIGBAAR: Final = frozenset(_ZONDER_EIS | _MET_EIS)
"""What a work under the EUPL-1.2 may use and be given on with: permissive licences ask a notice only; those with
copyleft of files or libraries (MPL, LGPL) stay on the library, which is used as it is; the EUPL's appendix names them."""
KOP = """# Libraries of the service

Made by `python -m tests.pakket.licenties` out of `requirements-runtime.lock` and what the packages say of themselves.
All may be used by, and given on with, a work under the EUPL-1.2: permissive licences ask for their notice, LGPL and
MPL stay on the library itself, which is used unchanged. `make sbom` writes the same as CycloneDX; `make audit` asks
for known vulnerabilities.

| library | version | licence |
|---|---|---|
"""


def vastgelegd() -> dict[str, tuple[str, str]]:
    """Name, version and marker of what the lock of the service holds."""
    gevonden = re.findall(
        r"^([a-z0-9-]+)(?:\[[^]]*\])?==([^ ;\\]+)(?: ; ([^\\\n]+))?",
        (WORTEL / "requirements-runtime.lock").read_text("utf-8"),
        re.MULTILINE,
    )
    return {naam: (versie, voorwaarde.strip()) for naam, versie, voorwaarde in gevonden}


def licentie(naam: str) -> str:
    """What a package says: its SPDX expression, else its classifiers, else its text of one line.

    :raises importlib.metadata.PackageNotFoundError: for one that is not installed here.
    """
    kop = metadata(naam)
    if kop["License-Expression"]:
        return str(kop["License-Expression"])
    soorten = [regel.split(" :: ")[-1] for regel in kop.get_all("Classifier", []) if regel.startswith("License ::")]
    genoemd = [soort for soort in soorten if soort != "OSI Approved"]
    if not genoemd and kop["License"]:
        genoemd = [str(kop["License"]).splitlines()[0]]
    return " OR ".join(KORT.get(naam_, naam_) for naam_ in genoemd) or "unknown"


def delen(uitdrukking: str) -> set[str]:
    """The licences of an expression."""
    return {deel for deel in re.split(r"\s+(?:AND|OR|WITH)\s+|[()]", uitdrukking) if deel.strip()}


def tekst() -> str:
    """The page; a library of another platform or Python is named with its condition."""
    rijen = []
    for naam, (versie, voorwaarde) in sorted(vastgelegd().items()):
        # The same page on every Python: a conditional library is installed on some.
        zegt = CONDITIONAL.get(naam) or licentie(naam)
        rijen.append(f"| {naam} | {versie} | {zegt}{f' (where {voorwaarde})' if voorwaarde else ''} |\n")
    return KOP + "".join(rijen)


if __name__ == "__main__":
    Path(BLADZIJDE).write_text(tekst(), "utf-8")
