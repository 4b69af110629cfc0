"""Where in a message of our own contract the thing stands that a foutmelding is about.

Source: our own design. The sleutelgegevens of a finding name the object by its ``sleutel``, then what holds the failing
element, such as the begindatum of a period, and last that element with its value. So it is found anywhere in the
message by that last one; of several that are equal it is the one beside or below which most of the others stand. No
table of codes is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rio_soap.register.regels.sleutelgegevens import Sleutel, kort
from rio_soap.register.regels.verzoekelement import Element, Gemeld, sleutelwaarde

SLEUTEL = "sleutel"
"""Name of the sleutelgegeven that names the object by its key in the register; no element has it."""


@dataclass(frozen=True, slots=True)
class _Blad:
    """An element with a value.

    :param boven: the elements that hold it, the nearest first.
    :param rondom: what stands beside it, and beside each of those.
    """

    element: Element
    sleutel: Sleutel
    boven: tuple[Element, ...]
    rondom: frozenset[Sleutel]


class Eigenzoeker:
    """Finds places in one request of our own contract.

    :param wortel: the request.
    """

    def __init__(self, wortel: Element) -> None:
        self._object = next((kind for _, kind, _ in wortel.kinderen() if kind.inhoud is not None), wortel)
        self._bladen: dict[Sleutel, list[_Blad]] = {}
        for blad in _bladen(wortel, (), frozenset()):
            self._bladen.setdefault(blad.sleutel, []).append(blad)

    def plaats(self, melding: Gemeld, keer: int) -> Element:
        """The element that a foutmelding is about; the object when it names none that is in the message.

        :param keer: which of equal foutmeldingen this is, from 1.
        """
        sleutels = [sleutel for sleutel in melding.sleutels if sleutel[0] != SLEUTEL]
        bladen = self._bladen.get(sleutels[-1], []) if sleutels else []
        if not bladen:
            return self._object
        gevonden = _beste(bladen, frozenset(sleutels[:-1]), keer)
        if not (veld := getattr(melding, "veld", "")):
            return gevonden.element
        houder = gevonden.boven[0]
        return next((kind for naam, kind, _ in houder.kinderen() if naam == veld), houder)


def _beste(bladen: list[_Blad], anders: frozenset[Sleutel], keer: int) -> _Blad:
    """Of equal elements the one that fits the other sleutelgegevens best and whose turn it is."""
    hoogst = max(len(blad.rondom & anders) for blad in bladen)
    passend = [blad for blad in bladen if len(blad.rondom & anders) == hoogst]
    return passend[min(keer, len(passend)) - 1]


def _bladen(element: Element, boven: tuple[Element, ...], rondom: frozenset[Sleutel]) -> Iterator[_Blad]:
    """All elements with a value, in the order of the message."""
    kinderen = list(element.kinderen())
    hier = {(kort(veld), tekst) for veld, _, inhoud in kinderen if (tekst := sleutelwaarde(inhoud)) is not None}
    rondom |= hier
    for veld, kind, inhoud in kinderen:
        tekst = sleutelwaarde(inhoud)
        if tekst is not None:
            yield _Blad(kind, (kort(veld), tekst), (element, *boven), rondom)
        elif kind.inhoud is not None:
            yield from _bladen(kind, (element, *boven), rondom)
