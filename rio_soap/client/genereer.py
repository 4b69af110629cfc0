"""Writes ``operaties.py`` and ``berichten.py`` from the contract: ``python -m rio_soap.client.genereer``.

A test holds both against the contract, so that neither can grow stale.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from rio_soap.contract.document_header import ELEMENTEN
from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.operaties import BEHEREN, OPERATIES, Operatie
from rio_soap.contract.vorm import Simpel, Veld, Vorm, vormen

_TYPEN = {
    "date": "date",
    "dateTime": "datetime",
    "boolean": "bool",
    "integer": "int",
    "long": "int",
    "short": "int",
    "int": "int",
    "decimal": "Decimal",
}
_HEADER = frozenset(ELEMENTEN)
_ANTWOORDHEADER = _HEADER | {"requestGoedgekeurd", "foutmelding"}
_UITLEG = '"""{} of the contract. Written by ``python -m rio_soap.client.genereer``; do not edit."""\n'


def operaties() -> str:
    """Source of the 25 typed methods."""
    klassen = "\n\n".join(_antwoordklasse(operatie) for operatie in OPERATIES.values())
    methoden = "\n\n".join(_methode(operatie) for operatie in OPERATIES.values())
    return (
        _UITLEG.format("The operations")
        + "\nfrom collections.abc import Iterator, Sequence\nfrom dataclasses import dataclass\n"
        "from datetime import date, datetime\n\n"
        "from rio_soap.client.antwoord import Antwoord\n"
        "from rio_soap.client.wissel import Wissel\nfrom rio_soap.contract.gegevens import Gegeven\n\n\n"
        + klassen
        + "\n\n\nclass Operaties:\n"
        '    """Every operation as a method; the errors are those of `Wissel.roep`."""\n\n'
        "    def __init__(self, wissel: Wissel) -> None:\n        self.wissel = wissel\n\n" + methoden + "\n"
    )


def berichten() -> str:
    """Source of a function per object that a request can hold."""
    gevonden: dict[str, Vorm] = {}
    for operatie in OPERATIES.values():
        _verzamel(vormen(operatie.dienst).elementen[operatie.verzoek], gevonden)
    functies = "\n\n\n".join(_functie(naam, vorm) for naam, vorm in sorted(gevonden.items()))
    return (
        _UITLEG.format("The objects")
        + "\nfrom collections.abc import Mapping, Sequence\nfrom datetime import date\nfrom decimal import Decimal\n"
        "from typing import cast\n\n"
        "from rio_soap.contract.gegevens import Gegeven, Waarde\n\n\n"
        "def _maak(naam: str, velden: Mapping[str, object]) -> Gegeven:\n"
        '    return Gegeven(naam, cast("dict[str, Waarde]", {s: w for s, w in velden.items() if w is not None}))\n\n\n'
        + functies
        + "\n"
    )


def _verzamel(vorm: Vorm | Simpel, gevonden: dict[str, Vorm]) -> None:
    if isinstance(vorm, Simpel):
        return
    for tag, (_, soort) in vorm.per_tag.items():
        naam = tag.rpartition("}")[2]
        if isinstance(soort, Vorm) and naam not in gevonden:
            gevonden[naam] = soort
            _verzamel(soort, gevonden)


def _verplicht(vorm: Vorm) -> dict[str, bool]:
    """Per field by key whether it must be there."""
    uit: dict[str, bool] = {}

    def loop(deel: Deeltje, zeker: bool) -> None:
        zeker = zeker and deel.minimum > 0
        if deel.leden:
            veld = next(veld for veld in vorm.velden if veld.leden == deel.leden)
            uit[veld.naam] = zeker
        for kind in deel.delen:
            loop(kind, zeker and not deel.keuze)

    for deel in vorm.inhoud:
        loop(deel, True)
    return uit


def _type(vorm: Vorm, veld: Veld) -> str:
    soort = next(soort for eigen, soort in vorm.per_tag.values() if eigen == veld)
    enkel = _TYPEN.get(soort.primitief, "str") if isinstance(soort, Simpel) else "Gegeven"
    return f"Sequence[{enkel}]" if veld.meervoudig else enkel


def _parameters(vorm: Vorm, weg: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Name and declaration, mandatory ones first."""
    verplicht = _verplicht(vorm)
    velden = [veld for veld in vorm.velden if veld.naam not in weg]
    for veld in sorted(velden, key=lambda veld: not verplicht[veld.naam]):
        soort = _type(vorm, veld)
        yield veld.naam, f"{veld.naam}: {soort}" if verplicht[veld.naam] else f"{veld.naam}: {soort} | None = None"


def _velden(namen: list[str], vorm: Vorm) -> str:
    """The dict of fields, lists as lists."""
    meervoudig = {veld.naam for veld in vorm.velden if veld.meervoudig}
    delen = [
        f'"{n}": list({n}) if {n} is not None else None' if n in meervoudig and not _verplicht(vorm)[n]
        else f'"{n}": list({n})' if n in meervoudig else f'"{n}": {n}'
        for n in namen
    ]  # fmt: skip
    return "{" + ", ".join(delen) + "}"


def _vorm(operatie: Operatie, naam: str) -> Vorm:
    vorm = vormen(operatie.dienst).elementen[naam]
    assert isinstance(vorm, Vorm)
    return vorm


def _klasse(operatie: Operatie) -> str:
    return "".join(deel[0].upper() + deel[1:] for deel in operatie.naam.split("_"))


def _python(naam: str) -> str:
    """Name of a property: as in the contract, but for an underscore in the middle."""
    return re.sub(r"_(\w)", lambda m: m[1].upper(), naam)


def _antwoordklasse(operatie: Operatie) -> str:
    vorm = _vorm(operatie, operatie.antwoord)
    regels = [
        "@dataclass(frozen=True, slots=True)",
        f"class {_klasse(operatie)}(Antwoord):",
        f'    """Approved answer to {operatie.naam}."""',
    ]
    for veld in vorm.velden:
        if veld.naam in _ANTWOORDHEADER:
            continue
        soort = _type(vorm, veld)
        if soort == "Sequence[Gegeven]":
            uit, bron = soort, f'self.lijst("{veld.naam}")'
        elif soort == "Gegeven":
            uit, bron = "Gegeven | None", f'self.object("{veld.naam}")'
        elif soort == "str":
            uit, bron = "str | None", f'self.tekst("{veld.naam}")'
        else:
            regels += ["", "    @property", f"    def {_python(veld.naam)}(self) -> {soort} | None:"]
            regels += [f'        """Field {veld.naam}."""', f'        waarde = self.veld("{veld.naam}")']
            regels += [f"        return waarde if isinstance(waarde, {soort}) else None"]
            continue
        regels += ["", "    @property", f"    def {_python(veld.naam)}(self) -> {uit}:"]
        regels += [f'        """Field {veld.naam}."""', f"        return {bron}"]
    return "\n".join(regels)


def _methode(operatie: Operatie) -> str:
    vorm, klasse = _vorm(operatie, operatie.verzoek), _klasse(operatie)
    parameters = list(_parameters(vorm, _HEADER))
    namen = [naam for naam, _ in parameters]
    if not set(_verplicht(vorm)) - _HEADER:
        raise NotImplementedError(operatie.naam)
    soort = "Deliver, replace or remove" if operatie.dienst == BEHEREN else "Read"
    uit = (
        f"    def {operatie.naam}(self, *, {', '.join(p for _, p in parameters)}) -> {klasse}:\n"
        f'        """{soort}: operation {operatie.naam} of {operatie.dienst.naam}."""\n'
        f'        antwoord = self.wissel.roep("{operatie.naam}", {_velden(namen, vorm)})\n'
        f"        return antwoord.als({klasse})"
    )
    if "pagina" not in namen:
        return uit
    zonder = [(n, p) for n, p in parameters if n != "pagina"]
    doorgeven = ", ".join(f"{n}={n}" for n, _ in zonder)
    return uit + (
        f"\n\n    def {operatie.naam}_paginas(self, *, {', '.join(p for _, p in zonder)}) -> Iterator[{klasse}]:\n"
        f'        """All pages of {operatie.naam}, read one by one as they are asked for."""\n'
        "        pagina, aantal = 0, 1\n"
        "        while pagina < aantal:\n"
        f"            antwoord = self.{operatie.naam}({doorgeven}, pagina=pagina)\n"
        "            yield antwoord\n"
        '            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None\n'
        "            aantal = gevonden if isinstance(gevonden, int) else 0\n"
        "            pagina += 1"
    )


def _functie(naam: str, vorm: Vorm) -> str:
    parameters = list(_parameters(vorm, frozenset()))
    namen = [n for n, _ in parameters]
    in_volgorde = [veld.naam for veld in vorm.velden if veld.naam in namen]
    return (
        f"def {naam}(*, {', '.join(p for _, p in parameters)}) -> Gegeven:\n"
        f'    """Object {naam} (type {vorm.naam})."""\n'
        f'    return _maak("{naam}", {_velden(in_volgorde, vorm)})'
    )


def schrijf(map_: Path) -> None:
    """Write both modules; `ruff format` is for the caller."""
    for naam, bron in (("operaties.py", operaties()), ("berichten.py", berichten())):
        (map_ / naam).write_text(bron, "utf-8")


if __name__ == "__main__":
    schrijf(Path(__file__).parent)
