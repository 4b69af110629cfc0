"""What a zoekterm that finds nothing may be meant to say: the same words with another letter here and there."""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

from rio_soap.register.database.session import Session
from rio_soap.register.zoeken.organisatievraag import Organisatievraag
from rio_soap.register.zoeken.treffers import tel
from rio_soap.register.zoeken.woordenschat import is_begin, is_woord, lijkt_op

_LANGST = 8
"""Words of a zoekterm in which letters are looked for."""
_PROEVEN = 12
"""Ways to read a zoekterm that are tried; what is more unlikely finds nothing."""
_Keuze = Sequence[tuple[int, str]]


def bedoeld(session: Session, vraag: Organisatievraag) -> Organisatievraag | None:
    """The question as it was probably meant, which finds something; None when nothing like it does.

    First only words that no name or place has are read otherwise, then all of them. How alike words are is measured
    here, so that both databases read the same.
    """
    if not vraag.woorden or len(vraag.woorden) > _LANGST:
        return None
    lijken = [lijkt_op(session, woord) for woord in vraag.woorden]
    vreemd = [is_woord(woord) and not is_begin(session, woord) for woord in vraag.woorden]
    eerst = [lijkt if anders else () for lijkt, anders in zip(lijken, vreemd, strict=True)]
    geprobeerd = {vraag.woorden}
    for keuzes in ([eerst] if any(vreemd) else []) + [lijken]:
        for woorden in _lezingen(vraag.woorden, keuzes):
            if woorden not in geprobeerd and tel(session, vraag.met(woorden)):
                return vraag.met(woorden)
            geprobeerd.add(woorden)
    return None


def _lezingen(woorden: Sequence[str], keuzes: Sequence[_Keuze]) -> Iterator[tuple[str, ...]]:
    """Ways to read the words, those with the fewest other letters first.

    Each is made of one before it by the next choice for one word, which is never better: so of the millions that eight
    words may have only those next to the ones that are tried are made.
    """
    per_woord = [[(0, woord), *keuze] for woord, keuze in zip(woorden, keuzes, strict=True)]

    def lezing(plekken: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
        letters = sum(keuze[plek][0] for keuze, plek in zip(per_woord, plekken, strict=True))
        return letters, sum(plekken), plekken

    begin = (0,) * len(per_woord)
    rand, gezien = [lezing(begin)], {begin}
    for _ in range(_PROEVEN):
        if not rand:
            return
        _, _, plekken = heappop(rand)
        yield tuple(keuze[plek][1] for keuze, plek in zip(per_woord, plekken, strict=True))
        for welk, keuze in enumerate(per_woord):
            volgende = (*plekken[:welk], plekken[welk] + 1, *plekken[welk + 1 :])
            if volgende[welk] < len(keuze) and volgende not in gezien:
                gezien.add(volgende)
                heappush(rand, lezing(volgende))
