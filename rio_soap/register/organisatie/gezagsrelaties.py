"""On which bevoegd gezag an onderwijsbestuur rests, from when to when: what the open data say and no contract has.

V4 and our own contract know of a bestuur one bevoegdGezagNummer, without dates. The open data have its relations with
erkenningen of bevoegd gezag, ended ones and those with codes of others too. They are kept in the stand of the bestuur
to be published again, and shown in no answer. What the number and the dates of the bestuur say is not kept twice.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.regels import velden

VELD: Final = "bevoegdGezagRelatie"
"""Field of the stand of a bestuur, and element of its parts."""
_LENGTE: Final = 5
"""Of a bevoegdGezagNummer; codes of others have another."""


class Gezagsrelatie(NamedTuple):
    """That a bestuur is a bevoegd gezag.

    :param einddatum: not included; None goes on.
    """

    begindatum: date
    einddatum: date | None
    code: str

    @property
    def is_nummer(self) -> bool:
        """Whether its code is a number of OCW, which V4 shows."""
        return len(self.code) == _LENGTE and self.code.isascii() and self.code.isdigit()


def gezagsnummer(relaties: Iterable[Gezagsrelatie]) -> str | None:
    """The bevoegdGezagNummer that relations say: of one that goes on, else the latest."""
    nummers = [een for een in relaties if een.is_nummer]
    laatste = max(nummers, key=lambda een: (een.einddatum is None, een.begindatum), default=None)
    return laatste.code if laatste else None


def zonder_gezagsrelaties(stand: Gegeven) -> dict[str, Waarde]:
    """The fields of a stand of a bestuur that an answer shows."""
    return {naam: waarde for naam, waarde in stand.velden.items() if naam != VELD}


def gezagsrelaties(stand: Gegeven, nummer: str | None, begin: date, einde: date | None) -> list[Gezagsrelatie]:
    """All relations of a bestuur: those that are kept, and of a number that has none its own dates.

    :param begin: inBedrijfdatum of the bestuur; `einde` is its uitBedrijfdatum.
    """
    bewaard = [_relatie(deel) for deel in velden.delen(stand, VELD)]
    if nummer and all(een.code != nummer for een in bewaard):
        bewaard.append(Gezagsrelatie(begin, einde, nummer))
    return bewaard


def te_bewaren(
    relaties: Iterable[Gezagsrelatie], nummer: str | None, begin: date, einde: date | None
) -> dict[str, Waarde]:
    """The field of the stand, if it needs one, for what `gezagsrelaties` is to give again."""
    alle = sorted(set(relaties), key=lambda een: (een.begindatum, een.code, een.einddatum or date.max))
    if [een for een in alle if een.code == nummer] == [Gezagsrelatie(begin, einde, nummer or "")]:
        alle = [een for een in alle if een.code != nummer]
    return {VELD: [_deel(een) for een in alle]} if alle else {}


def na_levering(oud: Gegeven, was: str | None, wordt: str | None) -> dict[str, Waarde]:
    """The field after a delivery, which says a number without dates: another number ends what went on with one.

    Reasoned: a delivery replaces a bestuur whole, so the number that it does not say is not its number any more; since
    when is not said either.

    :param was: bevoegdGezagNummer before.
    """
    bewaard = velden.delen(oud, VELD)
    if was != wordt:
        bewaard = [d for d in bewaard if velden.tekst(d, "code") != was or "einddatum" in d.velden]
    return {VELD: bewaard} if bewaard else {}


def _relatie(deel: Gegeven) -> Gezagsrelatie:
    begin, einde = velden.datum(deel, "begindatum"), velden.datum_of_niet(deel, "einddatum")
    return Gezagsrelatie(begin, einde, velden.tekst(deel, "code"))


def _deel(relatie: Gezagsrelatie) -> Gegeven:
    inhoud: dict[str, Waarde] = {"code": relatie.code, "begindatum": relatie.begindatum}
    return Gegeven(VELD, inhoud | ({"einddatum": relatie.einddatum} if relatie.einddatum is not None else {}))
