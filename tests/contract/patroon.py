"""Random texts that fit a pattern of the XSD, short ones and long ones."""

import random
import re._constants as soorten  # type: ignore[import-not-found]
import re._parser as regex  # type: ignore[import-not-found]
import string
from functools import cache
from typing import Any

ALLES = string.ascii_letters + string.digits + "-é<&>\"'ë/._😀"
"""What stands where a pattern takes any character; white space is what a type may take away."""
_PER_SOORT = {soorten.CATEGORY_DIGIT: string.digits, soorten.CATEGORY_SPACE: " "}
_POGINGEN = 400


def tekst_van(patroon: str, laag: int, hoog: int, toeval: random.Random) -> str:
    """A text that fits a pattern, of at least and at most so many characters, and without a blank at its ends or two in
    a row."""
    for _ in range(_POGINGEN):
        tekst = _rij(_ontleed(patroon), toeval, toeval.choice((0, 1, 2, 5, 20, hoog)))
        if laag <= len(tekst) <= hoog and tekst == " ".join(tekst.split()):
            return tekst
    raise NotImplementedError(f"no text of {laag} to {hoog} characters for {patroon}")


@cache
def _ontleed(patroon: str) -> Any:
    return regex.parse(patroon)


def _rij(delen: Any, toeval: random.Random, ruim: int) -> str:
    return "".join(_deel(soort, inhoud, toeval, ruim) for soort, inhoud in delen)


def _deel(soort: Any, inhoud: Any, toeval: random.Random, ruim: int) -> str:
    """One part of a pattern.

    :param ruim: how often more than it must a part may be repeated.
    """
    if soort is soorten.LITERAL:
        return chr(inhoud)
    if soort is soorten.ANY:
        return toeval.choice(ALLES)
    if soort is soorten.IN:
        return toeval.choice(_klasse(tuple(inhoud)))
    if soort is soorten.SUBPATTERN:
        return _rij(inhoud[3], toeval, ruim)
    if soort is soorten.BRANCH:
        return _rij(toeval.choice(inhoud[1]), toeval, ruim)
    if soort is soorten.MAX_REPEAT:
        minimum, maximum, wat = inhoud
        meer = min(int(maximum), minimum + ruim)
        keren = toeval.choice((minimum, toeval.randint(minimum, meer), meer))
        return "".join(_rij(wat, toeval, ruim) for _ in range(keren))
    raise NotImplementedError(str(soort))


@cache
def _klasse(delen: tuple[Any, ...]) -> str:
    """The characters of a class; of one that says which may not, those of `ALLES` that may."""
    weg = delen[0][0] is soorten.NEGATE
    tekens = "".join(
        chr(inhoud)
        if soort is soorten.LITERAL
        else _PER_SOORT[inhoud]
        if soort is soorten.CATEGORY
        else "".join(map(chr, range(inhoud[0], inhoud[1] + 1)))
        for soort, inhoud in (delen[1:] if weg else delen)
    )
    return "".join(teken for teken in ALLES if teken not in tekens) if weg else tekens
