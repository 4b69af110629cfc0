"""Draws the pictures of docs/architectuur.md out of the code: ``python -m tests.huis.plaat`` writes them there.

The rooms with the arrows that their imports come to (what can be reached along others is left out), and the way of a
message by the lists of steps of the service.
"""

import ast
import re
from collections.abc import Iterable

from rio_soap.service import afhandeling, pipeline
from tests.huis.huis import PAKKET, WORTEL, modules

BLADZIJDE = WORTEL / "docs" / "architectuur.md"
LOS = {"besloten", "geheim"}
"""Two modules beside the rooms: files and passwords that are nobody else's business. Any room may use them."""
PLAAT = re.compile(r"```mermaid\n%% (\w+)\n.*?```", re.DOTALL)

Pijlen = dict[str, set[str]]


def kamers(map_: str) -> list[str]:
    """The rooms in a directory of the package."""
    return sorted(pad.parent.name for pad in (PAKKET / map_).glob("*/__init__.py"))


def pijlen(map_: str = "") -> Pijlen:
    """Which room imports from which, below one directory; what is imported for types only counts as well."""
    voor = ".".join(["rio_soap", *([map_] if map_ else [])])
    namen = set(kamers(map_))
    gevonden: Pijlen = {naam: set() for naam in namen}
    for module in modules(PAKKET / map_):
        eigen = module.naam.removeprefix(f"{voor}.").split(".")[0]
        if eigen in namen:
            doelen = {doel.removeprefix(f"{voor}.").split(".")[0] for doel in _geimporteerd(module.boom, voor)}
            gevonden[eigen] |= doelen & namen - {eigen}
    return gevonden


def _geimporteerd(boom: ast.Module, voor: str) -> Iterable[str]:
    """The dotted names below a package that a module imports, wherever in it."""
    for deel in ast.walk(boom):
        if isinstance(deel, ast.ImportFrom) and deel.module == voor:
            yield from (f"{voor}.{naam.name}" for naam in deel.names)
        elif isinstance(deel, ast.ImportFrom) and (deel.module or "").startswith(f"{voor}."):
            yield deel.module or ""
        elif isinstance(deel, ast.Import):
            yield from (naam.name for naam in deel.names if naam.name.startswith(f"{voor}."))


def bereikbaar(pijlen_: Pijlen, van: str) -> set[str]:
    """All rooms below one."""
    gezien: set[str] = set()
    nog = [*pijlen_[van]]
    while nog:
        kamer = nog.pop()
        if kamer not in gezien:
            gezien.add(kamer)
            nog += pijlen_[kamer]
    return gezien


def uitgedund(pijlen_: Pijlen) -> Pijlen:
    """The same without the arrows that others together come to."""
    return {
        van: {naar for naar in doelen if not any(naar in bereikbaar(pijlen_, ander) for ander in doelen - {naar})}
        for van, doelen in pijlen_.items()
    }


def kamerplaat(naam: str, map_: str = "") -> str:
    """The rooms of a directory as a picture."""
    regels = ["```mermaid", f"%% {naam}", "flowchart TD"]
    for van, doelen in sorted(uitgedund(pijlen(map_)).items()):
        regels += [f"    {van} --> {naar}" for naar in sorted(doelen)] or [f"    {van}"]
    return "\n".join([*regels, "```"])


def wegplaat() -> str:
    """The way of a message as a picture: the steps of the pipeline, and those of a delivery and a reading in it."""
    hoofd = pipeline.STAPPEN
    regels = ["```mermaid", "%% weg", "flowchart TD", "    bytes([bytes])"]
    regels += [f"    bytes --> {' --> '.join(_stap(naam) for naam, _ in hoofd)} --> antwoordbytes([bytes])"]
    delen = {
        "levering": (afhandeling.LEVERING, afhandeling.LEVERTRANSACTIE),
        "lezing": (afhandeling.LEZING, afhandeling.LEESTRANSACTIE),
    }
    for soort, (weg, transactie) in delen.items():
        for route, titel in ((weg, soort), (transactie, f"{soort}, in one transaction")):
            id_ = titel.replace(", ", "_").replace(" ", "_")
            regels += [f'    subgraph {id_}["{titel}"]', "        direction LR"]
            regels += [f"        {' --> '.join(_stap(naam, id_) for naam, _ in route.steps)}", "    end"]
        regels += [f"    afhandeling -.-> {soort}"]
        regels += [f"    {soort}_transactie -.-> {soort}_in_one_transaction"]
    return "\n".join([*regels, "```"])


def _stap(naam: str, in_: str = "") -> str:
    kort = naam.rpartition("/")[2]
    return f"{in_}_{kort}[{kort}]" if in_ else f"{kort}[{kort}]"


def platen() -> dict[str, str]:
    """All pictures by name."""
    return {
        "kamers": kamerplaat("kamers"),
        "register": kamerplaat("register", "register"),
        "weg": wegplaat(),
    }


def main() -> None:
    """Write the pictures into the page."""
    gemaakt = platen()
    tekst = BLADZIJDE.read_text("utf-8")
    BLADZIJDE.write_text(PLAAT.sub(lambda oud: gemaakt[oud[1]], tekst), "utf-8")


if __name__ == "__main__":
    main()
