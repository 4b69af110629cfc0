"""The bytes of a message as they are read: by line, in pieces of a line at each element, with what findings are about
marked. Most messages are one long line, of which a number alone says nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from rio_soap.bevinding import Tekst
from rio_soap.workbench.ontvangst import ontpak
from rio_soap.workbench.rapport import Melding

MAX_STUKKEN: Final = 2_000
"""Pieces of a message that are shown."""
MAX_TEKENS: Final = 60_000
"""Characters of it."""
_TAG = re.compile(rb"<(/?)([^\s/>]{1,200})")
_STAP = re.compile(r"([^\[\]/]+)(?:\[([0-9]{1,9})\])?\Z")


_Stappen: TypeAlias = tuple[tuple[str, int | None], ...]
"""The steps of a path: names, with which of that name where it is said."""


@dataclass(frozen=True, slots=True)
class Bronregel:
    """A piece of a line.

    :param nummer: of the line, 1-based.
    :param vervolg: whether the line began in an earlier piece.
    :param tekst: with what cannot be seen, or would act on a terminal, made visible.
    :param meldingen: which findings are about it, by their place in the report.
    """

    nummer: int
    vervolg: bool
    tekst: str
    meldingen: tuple[int, ...]

    @property
    def gemeld(self) -> bool:
        """Whether a finding is about it."""
        return bool(self.meldingen)


@dataclass(slots=True)
class _Open:
    """An element that is open: its name, and how many of each name it had as children."""

    naam: str
    kinderen: dict[str, int] = field(default_factory=dict)
    nummer: int = 1


def bronregels(data: bytes, meldingen: Sequence[Melding] = ()) -> tuple[Bronregel, ...]:
    """The pieces of a message, with lines numbered as findings number them: without HTTP headers before it.

    :param data: anything; of what is long the begin.
    """
    bericht = ontpak(data).data[: 4 * MAX_TEKENS]
    fouten = [(plaats, melding) for plaats, melding in enumerate(meldingen) if melding.ernst == "fout"]
    op, breuken = _plekken(bericht, fouten)
    for plaats, melding in fouten:
        if (plek := _positie(bericht, melding)) is not None:
            op.setdefault(plek, []).append(plaats)
    gevonden = {plaats for plaatsen in op.values() for plaats in plaatsen}
    per_regel: dict[int, list[int]] = {}
    for plaats, melding in fouten:
        if plaats not in gevonden and melding.regel:
            per_regel.setdefault(melding.regel, []).append(plaats)
    stukken: list[Bronregel] = []
    over = MAX_TEKENS
    for nummer, vervolg, begin, einde in _stukken(bericht, breuken):
        hier = [plaats for plek, plaatsen in op.items() if begin <= plek < max(einde, begin + 1) for plaats in plaatsen]
        hier += per_regel.get(nummer, ()) if not vervolg else ()
        tekst = _zichtbaar(bericht[begin:einde], over)
        stukken.append(Bronregel(nummer, vervolg, tekst, tuple(sorted(hier))))
        over -= len(tekst)
        if over <= 0 or len(stukken) == MAX_STUKKEN:
            break
    return tuple(stukken)


def _stukken(bericht: bytes, breuken: Sequence[int]) -> Iterator[tuple[int, bool, int, int]]:
    """Number of the line, whether it began before, and from where to where."""
    grenzen = iter([*breuken, len(bericht) + 1])
    breuk, begin, nummer = next(grenzen), 0, 0
    while begin <= len(bericht):
        einde = bericht.find(b"\n", begin)
        einde = len(bericht) if einde < 0 else einde
        nummer += 1
        vervolg = False
        while breuk < einde:
            if breuk > begin:
                yield nummer, vervolg, begin, breuk
                begin, vervolg = breuk, True
            breuk = next(grenzen)
        yield nummer, vervolg, begin, einde
        begin = einde + 1


def _plekken(bericht: bytes, fouten: Sequence[tuple[int, Melding]]) -> tuple[dict[int, list[int]], list[int]]:
    """Where the elements of findings begin, and where a line is broken: before each element that follows a tag."""
    gezocht: dict[int, list[tuple[int, _Stappen]]] = {}
    for plaats, melding in fouten:
        stappen = _stappen(melding.waar)
        gezocht.setdefault(len(stappen), []).append((plaats, stappen))
    op: dict[int, list[int]] = {}
    breuken: list[int] = []
    pad = [_Open("")]
    for begin, naam, sluit, leeg in _tags(bericht):
        if sluit:
            if len(pad) > 1:
                pad.pop()
            continue
        if bericht[begin - 1 : begin] == b">":
            breuken.append(begin)
        boven = pad[-1]
        boven.kinderen[naam] = boven.kinderen.get(naam, 0) + 1
        boven.kinderen["*"] = boven.kinderen.get("*", 0) + 1
        pad.append(_Open(naam, nummer=boven.kinderen[naam]))
        # Of the content findings say the path from its own root.
        wortels = [pad] if len(pad) < 4 or pad[2].naam != "Body" else [pad, [_Open("", {"*": 1}), *pad[3:]]]
        for vanaf in wortels:
            for plaats, stappen in gezocht.get(len(vanaf) - 1, ()):
                if _past(stappen, vanaf):
                    op.setdefault(begin, []).append(plaats)
        if leeg:
            pad.pop()
        if len(breuken) > MAX_STUKKEN or len(pad) > MAX_STUKKEN:
            break
    return op, breuken


def _positie(bericht: bytes, melding: Melding) -> int | None:
    """Where what is no XML goes wrong, for a finding that says so by line and place in it; else None."""
    gegevens = dict(melding.bericht.gegevens) if isinstance(melding.bericht, Tekst) else {}
    kolom = gegevens.get("positie")
    if not isinstance(kolom, int) or not melding.regel:
        return None
    begin = 0
    for _ in range(melding.regel - 1):
        begin = bericht.find(b"\n", begin) + 1
        if not begin:
            return None
    einde = bericht.find(b"\n", begin)
    # At the end of a tag the parser names the place behind it.
    return min(begin + max(0, kolom - 2), len(bericht) if einde < 0 else einde)


def _stappen(waar: str) -> _Stappen:
    """The steps of a path; none of what is no path, such as the name of a header. An attribute is at its element."""
    if not waar.startswith("/"):
        return ()
    delen = [_STAP.match(deel) for deel in waar[1:].partition("/@")[0].split("/")]
    if not all(delen):
        return ()
    return tuple((deel[1], int(deel[2]) if deel[2] else None) for deel in delen if deel is not None)


def _past(stappen: _Stappen, pad: Sequence[_Open]) -> bool:
    """Whether this is the element of a path; a step without a number is the first or only one of that name."""
    for (naam, nummer), boven, een in zip(stappen, pad, pad[1:], strict=False):
        telling = boven.kinderen["*"] if naam == "*" else een.nummer
        if naam not in ("*", een.naam) or telling != (nummer or 1):
            return False
    return True


def _tags(bericht: bytes) -> Iterator[tuple[int, str, bool, bool]]:
    """Begin and local name of each tag, whether it closes, and whether it is empty; of anything, in one go."""
    plek = bericht.find(b"<")
    while plek >= 0:
        slot = next((einde for begin, einde in _OVER if bericht.startswith(begin, plek)), b">")
        einde = bericht.find(slot, plek)
        if einde < 0:
            return
        if slot == b">" and (tag := _TAG.match(bericht, plek)) is not None:
            naam = tag[2].rpartition(b":")[2].decode("utf-8", "replace")
            yield plek, naam, bool(tag[1]), bericht[einde - 1 : einde] == b"/"
        plek = bericht.find(b"<", einde)


_OVER: Final = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"), (b"<!", b">>"))
"""How what is no tag begins and ends. A DOCTYPE has no end here: no message has one that is taken."""


def _zichtbaar(stuk: bytes, hoogstens: int) -> str:
    """As text; what is no UTF-8, no letter or would act on a terminal or turn the direction of text, as its escape."""
    tekst = stuk[: 4 * hoogstens].decode("utf-8", "backslashreplace").removesuffix("\r")
    deel = "".join(t if t.isprintable() or t == "\t" else repr(t)[1:-1] for t in tekst[:hoogstens])
    return f"{deel} …" if len(tekst) > hoogstens or len(stuk) > 4 * hoogstens else deel
