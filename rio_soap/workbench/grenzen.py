"""How long a report may take and how large it may be; strangers may ask for one.

The input has its own limits (`Profiel`), so that no single step takes long; between steps the time is looked at. What
is left out is said in the report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from rio_soap.contract.termijn import Termijn
from rio_soap.workbench.rapport import Melding

SECONDEN, KLOK = 0.7, 3.0
"""Of processor and on the clock, for one report; a step that was begun is finished."""
MAX_MELDINGEN = 250
MAX_TEKENS = 400_000
"""Characters of all findings of a report; one of them, with a long value list, may take this a little further."""
MAX_CANONIEK = 128 * 1024
"""Bytes in one report of all canonical forms of what stands in the message, and of all forms of what was signed."""
_MAX_TEKST = 1000


def maak_termijn() -> Termijn:
    """The time for one report, from now."""
    return Termijn(SECONDEN, KLOK)


def kort_af(tekst: str, maximum: int = _MAX_TEKST) -> str:
    """A text of a stranger at a length that can be read; the number of characters that are left out stands behind."""
    return tekst if len(tekst) <= maximum else f"{tekst[:maximum]}... (+{len(tekst) - maximum})"


def begrens(meldingen: Sequence[Melding], onvolledig: str) -> tuple[Melding, ...]:
    """The first findings, as many as fit, each at a length that can be read, and a remark when anything is left out.

    :param onvolledig: why something was not looked at, empty when all was.
    """
    uit: list[Melding] = []
    tekens = 0
    for melding in _afgekort(meldingen[:MAX_MELDINGEN]):
        if tekens > MAX_TEKENS:
            break
        uit.append(melding)
        tekens += _omvang(melding)
    if rest := len(meldingen) - len(uit):
        onvolledig = f"{onvolledig}; {rest} bevindingen" if onvolledig else f"{rest} bevindingen"
    if onvolledig:
        uit.append(Melding("weggelaten", "bericht", "/", bericht=f"Weggelaten: {onvolledig}", ernst="opmerking"))
    return tuple(uit)


_TEKSTEN = ("waar", "gevonden", "toegestaan", "bericht", "fout", "mogelijk")


def _afgekort(meldingen: Sequence[Melding]) -> Iterator[Melding]:
    for melding in meldingen:
        lang: dict[str, Any] = {
            naam: kort_af(tekst) for naam, tekst in _teksten(melding) if tekst is not None and len(tekst) > _MAX_TEKST
        }
        yield replace(melding, **lang) if lang else melding


def _teksten(melding: Melding) -> Iterator[tuple[str, str | None]]:
    return ((naam, getattr(melding, naam)) for naam in _TEKSTEN)


def _omvang(melding: Melding) -> int:
    teksten = sum(len(tekst) for _, tekst in _teksten(melding) if tekst is not None)
    return teksten + sum(len(waarde) + 4 for waarde in melding.waarden) + 400
