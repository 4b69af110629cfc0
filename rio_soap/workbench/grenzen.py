"""How long a report may take and how large it may be; strangers may ask for one.

The input has its own limits (`Profiel`), so that no single step takes long; between steps the time is looked at. What
is left out is said in the report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rio_soap.bevinding import Tekst
from rio_soap.contract.budget import Budget
from rio_soap.workbench.rapport import Melding

SECONDEN, KLOK = 0.7, 3.0
"""Of processor and on the clock, for one report; a step that was begun is finished."""
MAX_MELDINGEN = 250
MAX_TEKENS = 400_000
"""Characters of all findings of a report; one of them, with a long value list, may take this a little further."""
MAX_CANONIEK = 128 * 1024
"""Bytes in one report of all canonical forms of what stands in the message, and of all forms of what was signed."""
_MAX_TEKST = 1000


def maak_budget() -> Budget:
    """The time for one report, from now."""
    return Budget(SECONDEN, KLOK)


def kort_af(tekst: str, maximum: int = _MAX_TEKST) -> str:
    """A text of a stranger at a length that can be read; the number of characters that are left out stands behind."""
    return tekst if len(tekst) <= maximum else f"{tekst[:maximum]}... (+{len(tekst) - maximum})"


def begrens(meldingen: Sequence[Melding], onvolledig: Tekst | None) -> tuple[Melding, ...]:
    """The first findings, as many as fit, each at a length that can be read, and a remark when anything is left out.

    :param onvolledig: why something was not looked at, None when all was.
    """
    uit: list[Melding] = []
    tekens = 0
    for melding in _afgekort(meldingen[:MAX_MELDINGEN]):
        if tekens > MAX_TEKENS:
            break
        uit.append(melding)
        tekens += _omvang(melding)
    if rest := len(meldingen) - len(uit):
        if onvolledig is None:
            onvolledig = Tekst.met("werkbank.weggelaten-aantal", aantal=rest)
        else:
            onvolledig = Tekst.met("werkbank.weggelaten-beide", wat=onvolledig, aantal=rest)
    if onvolledig is not None:
        zin = Tekst.met("werkbank.weggelaten", wat=onvolledig)
        uit.append(Melding("weggelaten", "bericht", "/", bericht=zin, ernst="opmerking"))
    return tuple(uit)


def _afgekort(meldingen: Sequence[Melding]) -> Iterator[Melding]:
    """Each with its texts at a length that can be read; a text of the catalogue has that by itself."""
    for m in meldingen:
        yield replace(
            m,
            waar=kort_af(m.waar),
            gevonden=_kort(m.gevonden),
            toegestaan=_kort(m.toegestaan),
            bericht=_kort(m.bericht) or "",
            fout=None if m.fout is None else kort_af(m.fout),
            mogelijk=None if m.mogelijk is None else kort_af(m.mogelijk),
        )


def _kort(tekst: str | Tekst | None) -> str | Tekst | None:
    return kort_af(tekst) if isinstance(tekst, str) else tekst


def _omvang(m: Melding) -> int:
    teksten = sum(len(str(tekst)) for tekst in (m.waar, m.gevonden, m.toegestaan, m.bericht, m.fout, m.mogelijk))
    return teksten + sum(len(waarde) + 4 for waarde in m.waarden) + 400
