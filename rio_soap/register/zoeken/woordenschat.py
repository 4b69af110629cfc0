"""Words that may be meant by one that was typed wrongly: by their trigrams, kept as rows.

One table and one measure serve both databases, so that they find the same words in the same order. A word stays when
nothing bears it any more; then it finds nothing, and the next `herbouw` takes it away.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from rio_soap.register.database.model import zoektrigram, zoekwoord
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement

KORTST, LANGST = 4, 40
"""Lengths of the words that are kept: of a shorter one every other is alike, and longer ones do not occur in names."""
_LANG = 8
"""From this length on two letters may be wrong."""
_KANDIDATEN, _KEUZE = 250, 8
"""Words that are measured, and that are given."""


class _Kandidaat(NamedTuple):
    """A word with how many trigrams it shares."""

    woord: str
    gelijk: int


def is_woord(woord: str) -> bool:
    """Whether a word is kept: one with a digit is a code or a number, in which no letter is wrong."""
    return KORTST <= len(woord) <= LANGST and woord.isalpha()


def trigrammen(woord: str) -> list[str]:
    """The runs of three letters of a word, its begin and end included; each once, in order."""
    rond = f" {woord} "
    return list(dict.fromkeys(rond[plaats : plaats + 3] for plaats in range(len(rond) - 2)))


def leer(session: Session, woorden: Iterable[str]) -> None:
    """Keep these words, as far as they are not kept yet."""
    gevraagd = {woord for woord in woorden if is_woord(woord)}
    if not gevraagd:
        return
    bekend = set(session.execute(_BEKEND, {"woorden": sorted(gevraagd)}).scalars())
    for woord in sorted(gevraagd - bekend):
        # Another transaction may have added it meanwhile.
        if session.execute(_NIEUW[session.dialect], {"woord": woord}).first() is not None:
            rijen = [{"trigram": trigram, "woord": woord} for trigram in trigrammen(woord)]
            session.execute_many(_TRIGRAM, rijen)


def lijkt_op(session: Session, woord: str) -> Sequence[tuple[int, str]]:
    """Words that are kept and may be meant by this one, with how many letters differ; the most alike first.

    A letter that is wrong, missing, doubled or swapped with its neighbour counts as one.
    """
    if not is_woord(woord):
        return []
    grens = 2 if len(woord) >= _LANG else 1
    drie = trigrammen(woord)
    waarden: Values = {"trigrammen": drie, "minst": max(1, len(drie) - 4 * grens), "hoeveel": _KANDIDATEN}
    gevonden = [
        (verschil, -kandidaat.gelijk, kandidaat.woord)
        for kandidaat in session.execute(_KANDIDAAT, waarden)
        if 0 < (verschil := afstand(woord, kandidaat.woord, grens)) <= grens
    ]
    return [(verschil, ander) for verschil, _, ander in sorted(gevonden)[:_KEUZE]]


def is_begin(session: Session, begin: str) -> bool:
    """Whether a word that is kept begins so."""
    return session.execute(_BEGIN, {"begin": begin, "tot": begin + "\U0010ffff"}).first() is not None


def afstand(een: str, ander: str, grens: int) -> int:
    """How many letters differ between two words (optimal string alignment); `grens` + 1 for whatever is more."""
    if abs(len(een) - len(ander)) > grens:
        return grens + 1
    voorvorig, vorig = [0] * (len(ander) + 1), list(range(len(ander) + 1))
    for rij, letter in enumerate(een, 1):
        huidig = [rij]
        for kolom, andere in enumerate(ander, 1):
            kost = min(vorig[kolom] + 1, huidig[-1] + 1, vorig[kolom - 1] + (letter != andere))
            if rij > 1 and kolom > 1 and letter == ander[kolom - 2] and een[rij - 2] == andere:
                kost = min(kost, voorvorig[kolom - 2] + 1)
            huidig.append(kost)
        if min(huidig) > grens:
            return grens + 1
        voorvorig, vorig = vorig, huidig
    return min(vorig[-1], grens + 1)


_BEKEND = Statement[tuple[str]](
    sa.select(zoekwoord.c.woord).where(zoekwoord.c.woord.in_(sa.bindparam("woorden", expanding=True)))
)
_NIEUW = {
    dialect: Statement[tuple[str]](invoegen(zoekwoord).on_conflict_do_nothing().returning(zoekwoord.c.woord))
    for dialect, invoegen in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_TRIGRAM = Command(sa.insert(zoektrigram))
_gelijk = sa.func.count().label("gelijk")
_KANDIDAAT = Statement(
    sa.select(zoektrigram.c.woord, _gelijk)
    .where(zoektrigram.c.trigram.in_(sa.bindparam("trigrammen", expanding=True)))
    .group_by(zoektrigram.c.woord)
    .having(sa.func.count() >= sa.bindparam("minst", type_=sa.Integer))
    .order_by(_gelijk.desc(), zoektrigram.c.woord)
    .limit(sa.bindparam("hoeveel", type_=sa.Integer)),
    _Kandidaat,
)
_BEGIN = Statement[tuple[str]](
    sa.select(zoekwoord.c.woord)
    .where(zoekwoord.c.woord >= sa.bindparam("begin"), zoekwoord.c.woord < sa.bindparam("tot"))
    .limit(1)
)
