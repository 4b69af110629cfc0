"""What search holds of one object: its names, and the codes, numbers and places by which it is found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import velden
from rio_soap.register.regels.folding import woorden, zoektekst

NAAM, OOKNAAM = "NAAM", "OOKNAAM"
"""Soorten of a `Zoeknaam`: the one by which an object is shown, and any other that it bears."""
CODE, EIGEN, KVK, RSIN, GEZAG, BRIN = "CODE", "EIGEN", "KVK", "RSIN", "GEZAG", "BRIN"
"""Soorten of a `Zoekgegeven`: the code of the object, and numbers that lead to it."""
PLAATS, GEMEENTE, POSTCODE, ADRES = "PLAATS", "GEMEENTE", "POSTCODE", "ADRES"
"""Soorten of a `Zoekgegeven`: where it is. By its ADRES an object without a name is shown, and not found."""
NUMMERS = (CODE, EIGEN, KVK, RSIN, GEZAG, BRIN)

INSTELLINGSERKENNING, ONDERWIJSLOCATIE = "INSTELLINGSERKENNING", "ONDERWIJSLOCATIE"
EENHEIDTYPEN = {
    "BESTUUR": "ONDERWIJSBESTUUR",
    "GROEP": "ONDERWIJSAANBIEDERGROEP",
    "AANBIEDER": "ONDERWIJSAANBIEDER",
    "BEGELEIDING": "ONDERWIJSBEGELEIDINGSAANBIEDER",
}
"""Soort of a unit to its Objecttype."""
OBJECTTYPEN = frozenset({*EENHEIDTYPEN.values(), INSTELLINGSERKENNING, ONDERWIJSLOCATIE})
"""The kinds of object that zoeken_organisaties finds; values of Objecttype."""


class Zoeknaam(NamedTuple):
    """A name from a day on; former ones are kept too."""

    soort: str
    begindatum: date
    tekst: str
    weergave: str


class Zoekgegeven(NamedTuple):
    """A code, number or place while it holds; `weergave` is how an answer shows it."""

    soort: str
    tekst: str
    begindatum: date
    einddatum: date | None
    weergave: str | None


@dataclass(slots=True)
class Zoekbeeld:
    """One object as search has it.

    :param erkenning: id of the row, of an instellingserkenning.
    """

    objecttype: str
    sleutel: str
    begindatum: date
    einddatum: date | None
    erkenning: int | None = None
    namen: set[Zoeknaam] = field(default_factory=set)
    gegevens: dict[tuple[str, str, date], Zoekgegeven] = field(default_factory=dict)

    def heet(self, perioden: Iterable[Gegeven], naam: str, ook: Iterable[str]) -> None:
        """Take the names of its periods; one that goes on in the next period stands once.

        :param naam: field with the name by which it is shown.
        :param ook: fields with its other names.
        """
        vorige, andere = None, dict[str, Zoeknaam]()
        for periode in sorted(perioden, key=lambda een: velden.datum(een, "begindatum")):
            begin = velden.datum(periode, "begindatum")
            hoofd = velden.tekst_of_niet(periode, naam)
            if hoofd is not None and hoofd != vorige:
                self.namen.add(Zoeknaam(NAAM, begin, zoektekst(hoofd), hoofd))
                vorige = hoofd
            for anders in (velden.tekst_of_niet(periode, veld) for veld in ook):
                if anders is not None and (tekst := zoektekst(anders)) not in andere:
                    andere[tekst] = Zoeknaam(OOKNAAM, begin, tekst, anders)
        hoofden = {een.tekst for een in self.namen}
        self.namen |= {een for tekst, een in andere.items() if tekst not in hoofden}

    def heeft(self, soort: str, waarde: str | None, begin: date | None = None, einde: date | None = None) -> None:
        """Take a code or number; without dates it holds as long as the object does. One without letters or digits is
        none."""
        if waarde is not None and (tekst := codetekst(waarde)):
            self._neem(Zoekgegeven(soort, tekst, begin or self.begindatum, einde, None))

    def staat_op(self, adres: str) -> None:
        """Take the address by which an object without a name is shown."""
        self._neem(Zoekgegeven(ADRES, zoektekst(adres), self.begindatum, None, adres))

    def ligt(self, adres: Gegeven, begin: date, einde: date | None) -> None:
        """Take where it is: plaats, gemeente and postcode of an address in the Netherlands."""
        for soort, veld, vouw in _PLAATSVELDEN:
            waarde = velden.tekst_of_niet(adres, veld)
            if waarde is not None and (tekst := vouw(waarde)):
                self._neem(Zoekgegeven(soort, tekst, begin, einde, waarde))

    def _neem(self, nieuw: Zoekgegeven) -> None:
        """Of two that begin together the one that lasts longer."""
        sleutel = nieuw.soort, nieuw.tekst, nieuw.begindatum
        oud = self.gegevens.get(sleutel)
        if oud is None or _einde(nieuw.einddatum) > _einde(oud.einddatum):
            self.gegevens[sleutel] = nieuw

    def woorden(self) -> Iterator[str]:
        """The words of its names and places."""
        for naam in self.namen:
            yield from naam.tekst.split(" ")
        for gegeven in self.gegevens.values():
            if gegeven.soort == PLAATS:
                yield from gegeven.tekst.split(" ")


def codetekst(code: str) -> str:
    """A code, number or postcode for search: its letters and digits, so that blanks, dots and strokes do not count."""
    return "".join(woorden(code))


def _einde(dag: date | None) -> date:
    return dag or date.max


_PLAATSVELDEN = (
    (PLAATS, "plaatsnaam", zoektekst),
    (GEMEENTE, "gemeentenaam", zoektekst),
    (POSTCODE, "postcode", codetekst),
)
