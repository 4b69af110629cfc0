"""A quick yes: whether an object surely fits the contract, without writing and validating it.

Values are held against the facets of their types here; that the fields of an object may stand together is known when
the XSD has said so of another object with the same fields. Whatever is in doubt is left to the XSD, so that a "no" here
means nothing. Loading a register validates a million objects of a few dozen forms; this is four times as fast.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES, Dienst
from rio_soap.contract.vorm import Simpel, Vorm, vormen
from rio_soap.contract.waardetekst import getal

_Waarde: TypeAlias = Any  # told apart by `type()`
"""Any at all: what it is told by `type()`, which costs a quarter of what a checker would follow; a million objects."""
Vraag = tuple[str, tuple[_Waarde, ...]]
"""A type and the fields that stand together in it: their names, how many, and of which kind."""
_Past = Callable[[_Waarde, set[Vraag]], bool]

_MAX_BEKEND = 50_000
_MAX_GOED = 200
"""Texts per type that are known to be good: most are values of lists, which come back."""
_VREEMD = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, and a carriage return, which it writes otherwise."""
_GEEN_PYTHON = re.compile(r"\\[pPiIcCwWsSD]|\[[^\]]*\[|[\^$]|&&")
"""What a pattern of the XSD means otherwise than one of Python, or may; ``\\d`` is taken for the ten digits."""
_BEREIK = {"short": 2**15, "int": 2**31, "long": 10**18, "integer": 10**18}

bekend: set[Vraag] = set()
"""Of which the XSD has said yes."""


def is_zeker(operatie: str, gegevens: Mapping[str, _Waarde], onbekend: set[Vraag]) -> bool:
    """Whether all values in these fields of an answer fit their types.

    :param onbekend: takes what only the XSD can say; nothing there and a yes is surely a yes.
    """
    dienst = OPERATIES[operatie].dienst
    antwoord = vormen(dienst).elementen[OPERATIES[operatie].antwoord]
    assert isinstance(antwoord, Vorm)
    return _object(antwoord, dienst)(gegevens, onbekend)


def onthoud(vragen: set[Vraag]) -> None:
    """The XSD has said yes."""
    if len(bekend) > _MAX_BEKEND:
        bekend.clear()
    bekend.update(vragen)


@cache
def _object(vorm: Vorm, dienst: Dienst) -> Callable[[Mapping[str, _Waarde], set[Vraag]], bool]:
    """What judges the fields of a type."""
    per_veld: dict[str, _Past] = {}
    soort = f"{dienst.naam}.{vorm.naam}"

    def past(velden: Mapping[str, _Waarde], onbekend: set[Vraag]) -> bool:
        if not per_veld:  # made at first use: types refer to themselves in a circle
            per_veld.update(_per_veld(vorm, dienst))
        samen: list[_Waarde] = []
        for naam, waarde in velden.items():
            if (past_hier := per_veld.get(naam)) is None:
                return False
            if type(waarde) is list:
                for deel in waarde:
                    if not past_hier(deel, onbekend):
                        return False
                samen += (naam, len(waarde), _naam(waarde))
            elif past_hier(waarde, onbekend):
                samen.append(naam)
            else:
                return False
        vraag = soort, tuple(samen)
        if vraag not in bekend:
            onbekend.add(vraag)
        return True

    return past if _is_samengesteld(vorm) else _vlak(past)


def _is_samengesteld(vorm: Vorm) -> bool:
    """Whether there is an object or a list in a type."""
    return any(veld.meervoudig or not isinstance(soort, Simpel) for veld, soort in vorm.per_tag.values())


def _vlak(
    past: Callable[[Mapping[str, _Waarde], set[Vraag]], bool],
) -> Callable[[Mapping[str, _Waarde], set[Vraag]], bool]:
    """The same for a type of single values, such as a kenmerk: most come back as they are.

    A whole number is not told from a truth value here; no load gives a truth value where a number belongs.
    """
    goed: set[tuple[_Waarde, ...]] = set()

    def vlak(velden: Mapping[str, _Waarde], onbekend: set[Vraag]) -> bool:
        sleutel = tuple(velden.items())
        if sleutel in goed:
            return True
        voor = len(onbekend)
        if not past(velden, onbekend):
            return False
        if (
            len(onbekend) == voor
            and len(goed) < _MAX_GOED
            and all(type(w) in (str, date, int) for w in velden.values())
        ):
            goed.add(sleutel)
        return True

    return vlak


def _naam(delen: list[_Waarde]) -> _Waarde:
    """The name that all objects of a list have, or all their names."""
    eerste = delen[0].naam if delen and type(delen[0]) is Gegeven else ""
    for deel in delen:
        if (deel.naam if type(deel) is Gegeven else "") != eerste:
            return tuple(deel.naam for deel in delen)
    return eerste


def _per_veld(vorm: Vorm, dienst: Dienst) -> dict[str, _Past]:
    ns = f"{{{dienst.schema_ns}}}"
    per_veld: dict[str, _Past] = {}
    for veld in vorm.velden:
        soorten = {lid: vorm.per_tag[ns + lid][1] for lid in veld.leden}
        eerste = soorten[veld.leden[0]] if len(veld.leden) == 1 else None
        per_veld[veld.naam] = _enkel(eerste, dienst) if isinstance(eerste, Simpel) else _lid(soorten, dienst)
    return per_veld


def _lid(soorten: Mapping[str, Vorm | Simpel], dienst: Dienst) -> _Past:
    """What judges an object by its name."""
    leden = {lid: _object(soort, dienst) for lid, soort in soorten.items() if isinstance(soort, Vorm)}
    enige = next(iter(leden.values())) if len(soorten) == len(leden) == 1 else None

    def past(waarde: _Waarde, onbekend: set[Vraag]) -> bool:
        if type(waarde) is not Gegeven:
            return False
        lid = enige if enige is not None else leden.get(waarde.naam)
        return lid is not None and lid(waarde.velden, onbekend)

    return past


@cache
def _enkel(soort: Simpel, dienst: Dienst) -> _Past:
    """What judges a value of a simple type."""
    lagen = [soort.facetten]
    for basis in soort.bases:
        boven = vormen(dienst).soort(basis)
        assert isinstance(boven, Simpel)
        lagen.append(boven.facetten)
    oordelen = [oordeel for facetten in lagen for facet, grens in facetten.items() if (oordeel := _facet(facet, grens))]
    if soort.primitief == "date":
        return lambda waarde, _: type(waarde) is date and not oordelen
    if soort.primitief == "boolean":
        return lambda waarde, _: type(waarde) is bool and not oordelen
    if soort.primitief in ("decimal", *_BEREIK):
        bereik = _BEREIK.get(soort.primitief)

        def getal_past(waarde: _Waarde, _: set[Vraag]) -> bool:
            if type(waarde) is not int and (bereik is not None or type(waarde) is not Decimal):
                return False
            if bereik is None and waarde != waarde:  # noqa: PLR0124  # NaN, of which XML knows no decimal
                return False
            return (bereik is None or -bereik <= waarde < bereik) and _allemaal(oordelen, waarde)

        return getal_past
    if soort.primitief not in ("string", "normalizedString", "token"):
        return lambda *_: False
    strak, goed = soort.primitief != "string", set[str]()

    def tekst_past(waarde: _Waarde, _: set[Vraag]) -> bool:
        if type(waarde) is str and waarde in goed:
            return True
        if type(waarde) is not str or _VREEMD.search(waarde):
            return False
        if strak and not (waarde.isprintable() and "  " not in waarde and waarde[:1] != " " and waarde[-1:] != " "):
            return False  # white space would be put away before it is judged
        past = _allemaal(oordelen, waarde)
        if past and len(goed) < _MAX_GOED:
            goed.add(waarde)
        return past

    return tekst_past


def _allemaal(oordelen: list[Callable[[_Waarde], _Waarde]], waarde: _Waarde) -> bool:
    for oordeel in oordelen:  # noqa: SIM110  # a generator would cost more than the rest
        if not oordeel(waarde):
            return False
    return True


def _facet(facet: str, grens: str) -> Callable[[_Waarde], _Waarde] | None:
    """What holds a value against a facet; None when that limits nothing."""
    if facet == "whiteSpace":
        return None
    if facet == "pattern":
        patroon = grens.replace("\\d", "[0-9]")
        return None if patroon == ".*" else _nooit if _GEEN_PYTHON.search(patroon) else _patroon(patroon)
    getal_ = Decimal(grens) if re.fullmatch(r"-?[0-9.]+", grens) else Decimal(0)
    geheel = int(getal_)
    oordelen: dict[str, Callable[[_Waarde], bool]] = {
        "minLength": lambda waarde: len(waarde) >= geheel,
        "maxLength": lambda waarde: len(waarde) <= geheel,
        "minInclusive": lambda waarde: waarde >= getal_,
        "maxInclusive": lambda waarde: waarde <= getal_,
        "fractionDigits": lambda waarde: (
            type(waarde) is int or len(getal(Decimal(waarde)).partition(".")[2].rstrip("0")) <= geheel
        ),
        "totalDigits": lambda waarde: type(waarde) is int and abs(waarde) < 10**geheel,
    }
    return oordelen.get(facet, _nooit)


def _patroon(patroon: str) -> Callable[[_Waarde], _Waarde]:
    past = re.compile(patroon).fullmatch
    return lambda waarde: past(waarde if type(waarde) is str else str(waarde))


def _nooit(_: object) -> bool:
    """Leave it to the XSD."""
    return False
