"""What the controles really said during a test, so that no test can claim to show a code that it does not show.

`bij` wraps `controleer` where the deliveries use it, and `hulp.vraag` tells what a reading answered. A test that is
marked ``foutcode(operatie, *codes)`` fails unless, while it ran, that operation was refused with each of these codes
and was approved as well: raised and not raised.
`tests/codetabel.py` gathers the marks, and docs/foutcodes.md lists them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.session import Session
from rio_soap.register.locatie import leveringen as leveringen_locatiegebruik
from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from rio_soap.register.regels import controle_runner
from rio_soap.register.regels.uitslag import Context, Uitslag

MERK = "foutcode"
_PER_LIJST = {id(levering.controles): operatie for operatie, levering in LEVERINGEN.items()}
_PER_LEZING = {raadpleging.lees: operatie for operatie, raadpleging in RAADPLEGINGEN.items()}
_LOCATIE = "aanleveren_onderwijslocatiegebruik"

gezien: list[tuple[str, frozenset[str]]] = []
"""Operation and codes of every judgement and reading since the test began; no codes: approved."""


def _controleer(zaak: Any, controles: Any, **opties: Any) -> Any:
    fouten = controle_runner.controleer(zaak, controles, **opties)
    # A list that a test of something else put in place of one of ours bears no witness.
    if (operatie := _PER_LIJST.get(id(controles))) is not None:
        gezien.append((operatie, frozenset(fout.foutcode for fout in fouten)))
    return fouten


def _meld_signaal(session: Any, soort: str, *rest: Any) -> bool:
    if gezien:
        gezien[-1] = (_LOCATIE, frozenset({soort}))  # approved, but not without a signal
    return _MELD(session, soort, *rest)


_MELD = leveringen_locatiegebruik.meld_signaal


def zag_lezing(lees: Callable[[Session, Context, Gegeven], Uitslag], uitslag: Uitslag) -> None:
    """Note what a reading answered; of a function that is no reading of the table nothing."""
    if (operatie := _PER_LEZING.get(lees)) is not None:
        gezien.append((operatie, frozenset(fout.foutcode for fout in uitslag.foutmeldingen)))


def _leveringen() -> list[ModuleType]:
    """The modules that judge deliveries: the table of operations imports them all."""
    gevonden = [
        module
        for naam, module in sys.modules.items()
        if naam.startswith("rio_soap.register.") and module is not controle_runner
        if vars(module).get("controleer") is controle_runner.controleer
    ]
    assert gevonden
    return gevonden


@contextmanager
def bij() -> Iterator[None]:
    """Watch all deliveries of this process."""
    with pytest.MonkeyPatch.context() as lap:
        for module in _leveringen():
            lap.setattr(module, "controleer", _controleer)
        lap.setattr(leveringen_locatiegebruik, "meld_signaal", _meld_signaal)
        yield


@contextmanager
def ook(controles: Any, operatie: str) -> Iterator[None]:
    """Watch another list of controles as that of an operation."""
    _PER_LIJST[id(controles)] = operatie
    try:
        yield
    finally:
        del _PER_LIJST[id(controles)]


def verschil(operatie: str, codes: tuple[str, ...]) -> str | None:
    """What a test that claims these codes of an operation did not show; None when it showed all."""
    uitslagen = [gevonden for welke, gevonden in gezien if welke == operatie]
    mist = set(codes).difference(*uitslagen)
    if mist:
        return f"{operatie} was not refused with {', '.join(sorted(mist))}; seen: {_tekst(uitslagen)}"
    if frozenset() not in uitslagen:
        return f"{operatie} was never approved; seen: {_tekst(uitslagen)}"
    return None


def _tekst(uitslagen: list[frozenset[str]]) -> str:
    return ", ".join("+".join(sorted(codes)) or "approved" for codes in uitslagen) or "nothing"
