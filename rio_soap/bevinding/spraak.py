"""The language in which this process speaks to who started it: the one switch ``RIO_TAAL`` or ``--taal``.

It decides what commands, their helps, errors and reports say. What goes over the wire is not in it: foutmeldingen are
the contract's, and who asks for a page or a report names the language himself.
"""

import gettext
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from rio_soap.bevinding.catalogus import TALEN, Taal, catalogus

DEEL = "opdrachten"
"""The part of the catalogue that holds what commands say."""
GETTEXT: Final = Path(__file__).parent / "teksten" / "gettext"
"""What libraries say that ask gettext for their words, click first of all; there in Dutch only."""
DOMEIN: Final = "rio_soap"
_eerder: list[tuple[str, str | None]] = []
"""Domain and ``LANGUAGE`` of before the choice, while Dutch is chosen."""

_gekozen: Taal | None = None


def kies(taal: Taal | None) -> None:
    """From now on this process speaks this language; None: as when nothing is said.

    Libraries hear of it by gettext's own means, its domain and ``LANGUAGE``; without Dutch they stay as they are.
    """
    global _gekozen  # noqa: PLW0603  # one process has one reader, and so one language
    _gekozen = taal
    if taal == "nl" and gettext.textdomain() != DOMEIN:
        gettext.bindtextdomain(DOMEIN, str(GETTEXT))
        _eerder.append((gettext.textdomain(), os.environ.get("LANGUAGE")))
        gettext.textdomain(DOMEIN)
        os.environ["LANGUAGE"] = "nl"
    elif taal != "nl" and _eerder:
        domein, language = _eerder.pop()
        gettext.textdomain(domein)
        os.environ.pop("LANGUAGE") if language is None else os.environ.update(LANGUAGE=language)


def gekozen(anders: Taal = "en") -> Taal:
    """The language that was chosen.

    :param anders: when none was; reports are Dutch then, all else is English, as they were before there was a switch.
    """
    return _gekozen or anders


def is_taal(tekst: str) -> bool:
    """Whether there is a catalogue in this language."""
    return tekst in TALEN


def zin(sleutel: str, /, **gegevens: object) -> str:
    """A sentence of the part `DEEL` in the language of this process, with what is filled in at ``{name}``.

    :raises KeyError: for a key that the catalogue does not have.
    """
    return _zin(gekozen(), sleutel, gegevens)


def rapportzin(sleutel: str, /, **gegevens: object) -> str:
    """A sentence of a report, as `zin`: Dutch when no language was chosen.

    :raises KeyError: for a key that the catalogue does not have.
    """
    return _zin(gekozen("nl"), sleutel, gegevens)


def _zin(taal: Taal, sleutel: str, gegevens: Mapping[str, object]) -> str:
    tekst = catalogus(taal, DEEL)[sleutel]
    return tekst.format(**gegevens) if gegevens else tekst
