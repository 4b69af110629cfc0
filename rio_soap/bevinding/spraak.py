"""The language in which this process speaks to who started it: the one switch ``RIO_TAAL`` or ``--taal``.

It decides what commands, their helps, errors and reports say. What goes over the wire is not in it: foutmeldingen are
the contract's, and who asks for a page or a report names the language himself.
"""

from rio_soap.bevinding.catalogus import TALEN, Taal, catalogus

DEEL = "opdrachten"
"""The part of the catalogue that holds what commands say."""

_gekozen: Taal | None = None


def kies(taal: Taal | None) -> None:
    """From now on this process speaks this language; None: as when nothing is said."""
    global _gekozen  # noqa: PLW0603  # one process has one reader, and so one language
    _gekozen = taal


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
    tekst = catalogus(gekozen(), DEEL)[sleutel]
    return tekst.format(**gegevens) if gegevens else tekst
