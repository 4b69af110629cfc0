"""A finding in words."""

from typing import NamedTuple


class Getoond(NamedTuple):
    """A finding in the words of one language, as it is printed or sent, or as it came in from elsewhere.

    :param waar: path of local names with positions, or the name of an HTTP header.
    :param regel: line in the message, 1-based, if known.
    :param gevonden: what stands there.
    :param toegestaan: what may stand there.
    :param melding: the sentence.
    :param oorzaak: code of the cause; None when a service does not tell it.
    """

    waar: str
    regel: int | None
    gevonden: str | None
    toegestaan: str | None
    melding: str
    oorzaak: str | None = None
