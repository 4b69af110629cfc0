"""Writes the pages of ``docs/fouten`` on causes that have no page of their own, and the list of all causes.

``python -m rio_soap.bevinding.maak_bladzijden [FOLDER]``; a test holds what is committed against what this gives.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from rio_soap.bevinding.bladzijde import bladzijden
from rio_soap.bevinding.oorzaak import Oorzaak, oorzaken

TITELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bytes": "Bytes, character set and file",
        "xml": "XML that cannot be read",
        "envelope": "The envelope and what is around the message",
        "adressering": "SOAPAction and the wsa headers",
        "ondertekening": "The shape of the signature",
        "veranderd": "Signed otherwise, or changed after signing",
        "tijd": "The Timestamp",
        "certificaat": "Certificate, sender and mandate",
        "elementen": "Elements of the message",
        "waarden": "Values and kenmerken",
        "register": "What the register refuses",
        "bewijs": "Evidence of a delivery",
        "uittreksel": "An uittreksel as a file",
    }
)
"""The pages that are made, with their titles; every other page that a cause names was written by hand."""
LIJST: Final = "oorzaken"
"""The page with all causes."""
_HOE = "Made by `python -m rio_soap.bevinding.maak_bladzijden` out of the catalogue of texts; edit those."


def teksten() -> dict[str, str]:
    """Name of each page that is made, without ``.md``, and its text."""
    paginas = {naam: "\n".join(_pagina(naam, titel)) + "\n" for naam, titel in TITELS.items()}
    return {**paginas, LIJST: "\n".join(_lijst()) + "\n"}


def _pagina(naam: str, titel: str) -> Iterator[str]:
    yield from (f"# {titel}", "", _HOE)
    for code, pagina in bladzijden().items():
        if pagina == naam:
            yield from _uitleg(oorzaken()[code])


def _uitleg(oorzaak: Oorzaak) -> Iterator[str]:
    yield from ("", f'<a id="{oorzaak.code}"></a>', f"## {_veilig(oorzaak.titel('en'))}")
    yield from ("", f"**What you see.** The cause `{oorzaak.code}`; in Dutch: {_veilig(oorzaak.titel('nl'))}.")
    yield from ("", f"**How to mend it.** {_veilig(oorzaak.herstel('en'))}")


def _lijst() -> Iterator[str]:
    yield from ("# All causes", "", _HOE, "", "| cause | what is wrong |", "|---|---|")
    for code in sorted(oorzaken()):
        titel = _veilig(oorzaken()[code].titel("en")).replace("|", "\\|")
        yield f"| [`{code}`]({bladzijden()[code]}.md#{code}) | {titel} |"


def _veilig(tekst: str) -> str:
    """As Markdown that shows the text itself: tags and entities are no HTML there."""
    return tekst.replace("&", "&amp;").replace("<", "&lt;").replace("*", "\\*")


def main(map_: Path) -> None:
    """Write the pages."""
    for naam, tekst in teksten().items():
        (map_ / f"{naam}.md").write_text(tekst, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/fouten"))
