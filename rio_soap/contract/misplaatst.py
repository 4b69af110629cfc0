"""Why an element may not stand where it does: too many, beside what excludes it, in another order, before a gap."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.vorm import Vorm, verwacht

_Takken: TypeAlias = tuple[tuple[Deeltje, int], ...]


def waarom_niet(vorm: Vorm, voorgangers: Sequence[str], naam: str) -> tuple[str, int, tuple[str, ...]]:
    """Why an element may not follow these children of a type, when `verwacht` does not name it.

    Gives ``element-onbekend`` (no child of the type), ``element-teveel`` (with how often it may occur, and the names
    that count together: members of a substitution group), ``element-keuze`` (with the children of another branch) or
    ``element-volgorde``.
    """
    deeltje = next((deeltje for deeltje in _bladen(vorm.inhoud) if naam in deeltje[0].leden), None)
    if deeltje is None:
        return "element-onbekend", 0, ()
    blad, takken = deeltje
    if sum(voor in blad.leden for voor in voorgangers) >= blad.maximum:
        return "element-teveel", blad.maximum, blad.leden
    anders = {lid for ander, elders in _bladen(vorm.inhoud) if _sluit_uit(takken, elders) for lid in ander.leden}
    if gekozen := tuple(dict.fromkeys(voor for voor in voorgangers if voor in anders)):
        return "element-keuze", 1, gekozen
    return "element-volgorde", 0, ()


_MAX_ONTBREKEND = 5
"""Elements in a row that may be missing before one that is there, to say so."""


def wat_ontbreekt(vorm: Vorm, voorgangers: Sequence[str], naam: str, volgers: Sequence[str]) -> tuple[str, ...]:
    """Names of the elements of which one is missing before an element that may not follow its predecessors.

    Empty when what is lacking there stands further on: then the order is wrong.

    :param volgers: the children behind it.
    """
    reeks, eerste = list(voorgangers), tuple[str, ...]()
    for _ in range(_MAX_ONTBREKEND):
        mogelijk = verwacht(vorm, reeks)
        nodig = tuple(lid for lid in mogelijk if naam in verwacht(vorm, [*reeks, lid]))
        gekozen = nodig or tuple(mogelijk[-1:])  # what is optional stands before what has to come
        if not gekozen or _groep_van(vorm, gekozen) & {naam, *volgers}:
            return ()
        eerste = eerste or gekozen
        if nodig:
            return eerste
        reeks += gekozen
    return ()


def _groep_van(vorm: Vorm, namen: Sequence[str]) -> set[str]:
    """These names and those that may stand in their places."""
    return {lid for blad, _ in _bladen(vorm.inhoud) for lid in blad.leden if set(namen) & set(blad.leden)}


def _bladen(delen: Sequence[Deeltje], takken: _Takken = ()) -> Iterator[tuple[Deeltje, _Takken]]:
    """The elements of a content model, each with the choices that it stands in and its branch of them."""
    for deel in delen:
        if deel.leden:
            yield deel, takken
        for tak, onder in enumerate(deel.delen):
            yield from _bladen((onder,), (*takken, (deel, tak)) if deel.keuze and deel.maximum == 1 else takken)


def _sluit_uit(takken: _Takken, elders: _Takken) -> bool:
    """Whether two elements stand in different branches of one choice."""
    return any(een is ander and tak != andere_tak for een, tak in takken for ander, andere_tak in elders)
