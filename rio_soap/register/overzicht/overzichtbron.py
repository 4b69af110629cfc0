"""What an overview is made of: the rows that it needs, whoever reads them.

`overzichten` puts overviews together of what an `Overzichtbron` gives, and knows no table. The register as it is now is
`bron_nu.NuBron`; a register as it was known at an earlier moment can be another. Everything is asked for many objects
at once, so that the number of questions is fixed. Objects are named by their keys, never by an id, which a version does
not keep. A `stand` is the text that the database has (`standtekst.naar_json`): of most of them one name is read.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.organisatie.rijen import Rust


class Overzichtseenheid(NamedTuple):
    """The row of an organisatorische eenheid."""

    code: str
    soort: str
    begindatum: date
    einddatum: date | None
    eigen_sleutel: str | None
    bevoegd_gezag_nummer: str | None
    kvk_nummer: str | None
    rsin: str | None
    stand: str


class Eenhedenrelatie(NamedTuple):
    """An organisatierelatie; `van` is the code of the higher or the earlier one."""

    van: str
    naar: str
    soort: str
    begindatum: date
    einddatum: date | None


class Overzichtserkenning(NamedTuple):
    """The row of an instellingserkenning; `erkenner` is empty where no file says it."""

    erkenner: str
    soort: str
    code: str
    begindatum: date
    einddatum: date | None
    stand: str

    @property
    def sleutel(self) -> Instellingsleutel:
        """What names it."""
        return Instellingsleutel(self.erkenner, self.soort, self.code)


class Erkenningenrelatie(NamedTuple):
    """An instellingsrelatie; `van` is the higher or the earlier one."""

    van: Instellingsleutel
    naar: Instellingsleutel
    soort: str
    begindatum: date
    einddatum: date | None


class Overzichtsgebruik(NamedTuple):
    """The use of a locatie by a bestuur, with the stand of the locatie."""

    bestuur: str
    locatie: str
    begindatum: date
    einddatum: date | None
    stand: str
    locatiestand: str


class Bediening(NamedTuple):
    """That an erkende samenwerking serves a postcode: its four digits."""

    postcodecijfers: str
    samenwerking: Instellingsleutel


class Aanbodplaats(NamedTuple):
    """That an aanbieder has an offer at a locatie."""

    aanbieder: str
    locatie: str


class Aanbodtelling(NamedTuple):
    """How many offers an aanbieder has."""

    aanbieder: str
    aantal: int


class Aanbodcode(NamedTuple):
    """An offer of an aanbieder; its code in lower case."""

    aanbieder: str
    code: str


class Overzichtbron(Protocol):
    """Reads the rows of which overviews are made. Nothing is asked for without codes, and order is not promised.

    ``dag`` is the day of the overview: a relation, a rust, a use, a regio and an offer are those that hold on it. Of an
    eenheid and an erkenning the row is given whether it holds then or not.
    """

    def eenheden(self, codes: Collection[str]) -> Mapping[str, Overzichtseenheid]:
        """Organisatorische eenheden by code; an unknown one is absent."""

    def eenhedenrelaties(self, codes: Collection[str], dag: date) -> Sequence[Eenhedenrelatie]:
        """The organisatierelaties of any soort from or to one of these eenheden."""

    def rust(self, codes: Collection[str], dag: date) -> Sequence[Rust]:
        """The juridische relaties of these eenheden."""

    def erkenningen(self, codes: Collection[str]) -> Sequence[Overzichtserkenning]:
        """The instellingserkenningen with one of these codes, of whatever erkenner and type."""

    def erkenningenrelaties(self, sleutels: Collection[Instellingsleutel], dag: date) -> Sequence[Erkenningenrelatie]:
        """The instellingsrelaties of any soort from or to one of these erkenningen; maybe of more with their codes."""

    def bedieningen(self, postcodecijfers: Collection[str], dag: date) -> Sequence[Bediening]:
        """The erkende samenwerkingen that serve one of these postcodes, in their lifetime."""

    def gebruiken(self, besturen: Collection[str], dag: date) -> Sequence[Overzichtsgebruik]:
        """The locaties that these besturen use."""

    def aanbodplaatsen(self, aanbieders: Collection[str], dag: date) -> Sequence[Aanbodplaats]:
        """Where these aanbieders have offers; each pair once, an offer without locatie in none."""

    def aanbodtellingen(self, aanbieders: Collection[str], dag: date) -> Sequence[Aanbodtelling]:
        """How many offers each of these aanbieders has; one without may be absent."""

    def aanbodcodes(self, aanbieders: Collection[str], dag: date, hoeveel: int) -> Sequence[Aanbodcode]:
        """Of each of these aanbieders the first so many offers by code."""

    def treffers(self, codes: Sequence[str], dag: date) -> Mapping[str, Gegeven]:
        """Offers in the form Opleidingstreffer, by code."""

    def contactadressen(self, eenheden: Collection[str], dag: date) -> Mapping[str, Sequence[Gegeven]]:
        """The contactadressen of each of these eenheden that the reader may see, in the form GelezenContactadres."""
