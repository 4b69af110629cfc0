"""Writes the modules of operations and of objects from the contracts: ``python -m rio_soap.client.genereer``.

Of V4 they are ``operaties.py`` and ``berichten.py``; of our own contract beside it they have ``_aanvulling`` behind
their names. A test holds each against its contract, so that none can grow stale.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from rio_soap.contract.document_header import ELEMENTEN
from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.operaties import (
    AANVULLING_BEHEREN,
    AANVULLING_RAADPLEGEN,
    BEHEREN,
    OPERATIES,
    RAADPLEGEN,
    Dienst,
    Operatie,
)
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


_V4, _AANVULLING = (BEHEREN, RAADPLEGEN), (AANVULLING_BEHEREN, AANVULLING_RAADPLEGEN)


def _van(diensten: Iterable[Dienst]) -> list[Operatie]:
    return [operatie for operatie in OPERATIES.values() if operatie.dienst in diensten]


def operaties(diensten: tuple[Dienst, ...] = _V4, klasse: str = "Operaties") -> str:
    """Source of the typed methods of some diensten, in a class of this name."""
    klassen = "\n\n".join(_antwoordklasse(operatie) for operatie in _van(diensten))
    methoden = "\n\n".join(_methode(operatie) for operatie in _van(diensten))
    inhoud = (
        klassen
        + f'\n\n\nclass {klasse}:\n    """Every operation as a method; the errors are those of `Wissel.roep`."""\n\n'
        "    def __init__(self, wissel: Wissel) -> None:\n        self.wissel = wissel\n\n" + methoden + "\n"
    )
    return _UITLEG.format("The operations") + _imports(inhoud) + inhoud


def berichten(diensten: tuple[Dienst, ...] = _V4) -> str:
    """Source of a function per object that a request to some diensten can hold."""
    gevonden: dict[str, dict[str, Vorm]] = {}
    for operatie in _van(diensten):
        _verzamel(vormen(operatie.dienst).elementen[operatie.verzoek], gevonden)
    functies = {
        naam: _functie(naam, element, vorm)
        for element, per_type in gevonden.items()
        for naam, vorm in _namen(element, per_type)
    }
    inhoud = (
        "def _maak(naam: str, velden: Mapping[str, object]) -> Gegeven:\n"
        '    return Gegeven(naam, cast("dict[str, Waarde]", {s: w for s, w in velden.items() if w is not None}))\n\n\n'
        + "\n\n\n".join(functies[naam] for naam in sorted(functies))
        + "\n"
    )
    return _UITLEG.format("The objects") + _imports(inhoud) + inhoud


_IMPORTS = {
    "collections.abc": ("Iterator", "Mapping", "Sequence"),
    "dataclasses": ("dataclass",),
    "datetime": ("date", "datetime"),
    "decimal": ("Decimal",),
    "typing": ("cast",),
    "rio_soap.client.antwoord": ("Antwoord",),
    "rio_soap.client.wissel": ("Wissel",),
    "rio_soap.contract.gegevens": ("Gegeven", "Ingesloten", "Waarde"),
}


def _imports(inhoud: str) -> str:
    """What a module uses, as it imports it."""
    woorden = set(re.findall(r"\w+", inhoud))
    regels = {
        van: f"from {van} import {', '.join(gebruikt)}\n"
        for van, namen in _IMPORTS.items()
        if (gebruikt := [naam for naam in namen if naam in woorden])
    }
    algemeen = "".join(regel for van, regel in regels.items() if not van.startswith("rio_soap"))
    eigen = "".join(regel for van, regel in regels.items() if van.startswith("rio_soap"))
    return f"\n{algemeen}\n{eigen}\n\n"


def _verzamel(vorm: Vorm | Simpel, gevonden: dict[str, dict[str, Vorm]]) -> None:
    """The objects in a type: by the name of the element, and by the name of the type."""
    if isinstance(vorm, Simpel):
        return
    for tag, (_, soort) in vorm.per_tag.items():
        per_type = gevonden.setdefault(tag.rpartition("}")[2], {}) if isinstance(soort, Vorm) else {}
        if isinstance(soort, Vorm) and not soort.sluit_in and soort.naam not in per_type:
            per_type[soort.naam] = soort
            _verzamel(soort, gevonden)


def _namen(element: str, per_type: Mapping[str, Vorm]) -> Iterator[tuple[str, Vorm]]:
    """The functions for an element: of its name; where it has several types, of theirs (``licentie`` and
    ``licentieSleutel``)."""
    for type_, vorm in per_type.items():
        yield (element if len(per_type) == 1 else type_[0].lower() + type_[1:]), vorm


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
    if isinstance(soort, Simpel):
        enkel = _TYPEN.get(soort.primitief, "str")
    else:
        enkel = "Ingesloten" if soort.sluit_in else "Gegeven"
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
        elif soort == "Sequence[str]":
            uit, bron = soort, f'self.teksten("{veld.naam}")'
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
    soort = "Deliver, replace or remove" if operatie.dienst.schrijft else "Read"
    uit = (
        f"    def {operatie.naam}(self{_opsomming(p for _, p in parameters)}) -> {klasse}:\n"
        f'        """{soort}: operation {operatie.naam} of {operatie.dienst.naam}."""\n'
        f'        antwoord = self.wissel.roep("{operatie.naam}", {_velden(namen, vorm)})\n'
        f"        return antwoord.als({klasse})"
    )
    if "pagina" not in namen:
        return uit
    zonder = [(n, p) for n, p in parameters if n != "pagina"]
    doorgeven = ", ".join(f"{n}={n}" for n, _ in zonder)
    return uit + (
        f"\n\n    def {operatie.naam}_paginas(self{_opsomming(p for _, p in zonder)}) -> Iterator[{klasse}]:\n"
        f'        """All pages of {operatie.naam}, read one by one as they are asked for."""\n'
        "        pagina, paginas = 0, 1\n"
        "        while pagina < paginas:\n"
        f"            antwoord = self.{operatie.naam}({doorgeven}, pagina=pagina)\n"
        "            yield antwoord\n"
        '            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None\n'
        "            paginas = gevonden if isinstance(gevonden, int) else 0\n"
        "            pagina += 1"
    )


def _opsomming(parameters: Iterable[str]) -> str:
    """Parameters behind ``self``, by name only; nothing without any."""
    delen = list(parameters)
    return "".join(f", {deel}" for deel in (["*", *delen] if delen else []))


def _functie(naam: str, element: str, vorm: Vorm) -> str:
    parameters = list(_parameters(vorm, frozenset()))
    namen = [n for n, _ in parameters]
    in_volgorde = [veld.naam for veld in vorm.velden if veld.naam in namen]
    return (
        f"def {naam}(*, {', '.join(p for _, p in parameters)}) -> Gegeven:\n"
        f'    """Object {element} (type {vorm.naam})."""\n'
        f'    return _maak("{element}", {_velden(in_volgorde, vorm)})'
    )


MODULES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "operaties": operaties,
        "berichten": berichten,
        "operaties_aanvulling": lambda: operaties(_AANVULLING, "OperatiesAanvulling"),
        "berichten_aanvulling": lambda: berichten(_AANVULLING),
    }
)
"""What is written, by the name of the module."""


def schrijf(map_: Path) -> None:
    """Write the modules; `ruff format` is for the caller."""
    for naam, bron in MODULES.items():
        (map_ / f"{naam}.py").write_text(bron(), "utf-8")


if __name__ == "__main__":
    schrijf(Path(__file__).parent)
