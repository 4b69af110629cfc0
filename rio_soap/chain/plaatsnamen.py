"""Which woonplaats is meant by a name and a gemeente: the names as BAG, CBS and senders write them.

CBS adds the province to the name of a gemeente that is not the only one of that name (``Hengelo (O.)``), the BAG does
so with some woonplaatsen (``Rijswijk (GLD)``); senders often do not. So a name without province is that of every place
of that name, and what is written more exactly goes first. What then is more than one is not unique.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from rio_soap.chain.ports import Bestaat, Woonplaats
from rio_soap.register.regels.folding import gevouwen, licht_gevouwen

_PROVINCIES = {
    "dr": ("dr", "drenthe"),
    "fl": ("fl", "flevoland"),
    "fr": ("fr", "frl", "friesland", "fryslan"),
    "gld": ("gld", "gl", "g", "gelderland"),
    "gr": ("gr", "gn", "groningen"),
    "lb": ("lb", "l", "limburg"),
    "nb": ("nb", "n br", "noord brabant"),
    "nh": ("nh", "noord holland"),
    "ov": ("ov", "o", "overijssel"),
    "ut": ("ut", "u", "utrecht"),
    "zh": ("zh", "zuid holland"),
    "zl": ("zl", "z", "zld", "zeeland"),
}
_PROVINCIE = {schrijfwijze: code for code, vormen in _PROVINCIES.items() for schrijfwijze in vormen}
_ACHTER = re.compile(r"(?P<naam>.*\S)\s*\((?P<provincie>[^()]+)\)\Z")


class Naam(NamedTuple):
    """A folded name, and the province that was added to it: its code, or the folded text when it is no province."""

    basis: str
    provincie: str | None

    def kan_zijn(self, ander: "Naam") -> bool:
        """Whether two names can be of one place: the same, and no other province."""
        return self.basis == ander.basis and (
            self.provincie is None or ander.provincie is None or self.provincie == ander.provincie
        )


def ontleed(naam: str) -> Naam:
    """A name with what stands in brackets behind it."""
    if not (delen := _ACHTER.match(gevouwen(naam))):
        return Naam(gevouwen(naam), None)
    tekst = " ".join(delen["provincie"].replace(".", " ").split())
    return Naam(delen["naam"], _PROVINCIE.get(tekst.replace(" ", ""), _PROVINCIE.get(tekst, tekst)))


def kies(plaatsnaam: str, gemeentenaam: str | None, plaatsen: Sequence[Woonplaats]) -> Woonplaats | Bestaat:
    """The one woonplaats that is meant; `Bestaat.NIET_UNIEK` when several may be, `Bestaat.ONBEKEND` when none is.

    :param gemeentenaam: None when it is not given.
    :param plaatsen: candidates; what is not called so is passed over.
    """
    for heet in _als(plaatsnaam):
        gelijk = [plaats for plaats in plaatsen if heet(plaats.naam)]
        if gemeentenaam is not None:
            gelijk = _in_gemeente(gemeentenaam, gelijk)
        elif (bedoeld := ontleed(plaatsnaam).provincie) is not None:
            gelijk = [p for p in gelijk if p.gemeente is None or ontleed(p.gemeente).provincie in (None, bedoeld)]
        codes = {plaats.code: plaats for plaats in gelijk}
        if codes:
            return Bestaat.NIET_UNIEK if len(codes) > 1 else met_naamgenoten(next(iter(codes.values())), plaatsen)
    return Bestaat.ONBEKEND


def met_naamgenoten(plaats: Woonplaats, plaatsen: Sequence[Woonplaats]) -> Woonplaats:
    """The woonplaats, knowing whether another of these has its name."""
    naam = gevouwen(plaats.naam)
    return replace(plaats, enige={een.code for een in plaatsen if gevouwen(een.naam) == naam} <= {plaats.code})


def _in_gemeente(gemeentenaam: str, plaatsen: Sequence[Woonplaats]) -> list[Woonplaats]:
    for heet in _als(gemeentenaam):
        if gelijk := [plaats for plaats in plaatsen if plaats.gemeente is not None and heet(plaats.gemeente)]:
            return gelijk
    return []


def _als(naam: str) -> tuple[Callable[[str], bool], ...]:
    """Whether another name is the same, the most exact way first."""
    licht, zwaar, delen = licht_gevouwen(naam), gevouwen(naam), ontleed(naam)
    return (
        lambda ander: licht_gevouwen(ander) == licht,
        lambda ander: gevouwen(ander) == zwaar,
        lambda ander: ontleed(ander).kan_zijn(delen),
    )
