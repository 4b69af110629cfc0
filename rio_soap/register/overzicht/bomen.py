"""The two trees of an organisation on a day: what it made itself, and what it is recognised as.

Each is read from the bottom to its tops and from there down, one question per level. A circle in the data ends where it
would begin again, and the whole holds `MAX_KNOPEN` at most, so that no data make an answer endless.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.overzicht.erkenningenverband import op_sleutels
from rio_soap.register.overzicht.overzichtbron import (
    Eenhedenrelatie,
    Erkenningenrelatie,
    Overzichtbron,
    Overzichtseenheid,
    Overzichtserkenning,
)
from rio_soap.register.overzicht.overzichtvormen import Overzichtvormen
from rio_soap.register.overzicht.samenhang import BESTUUR, GROEP, soort_van

MAX_TOPPEN, MAX_ONDER = 99, 1999
"""Trees of a kind, and nodes right below one (XSD); of more the first by key are shown."""
MAX_KNOPEN = 9_999
"""Nodes in one answer; the largest bestuur has some hundreds of eenheden."""
MAX_DIEPTE = 9
"""Levels of a tree; of what is registered there are four at most."""

S = TypeVar("S", bound=Hashable)
K = TypeVar("K", Eenhedenrelatie, Erkenningenrelatie)


class Boomtak(NamedTuple, Generic[S]):
    """That something is below something else: its key, and the relation."""

    naar: S
    soort: str
    begindatum: date
    einddatum: date | None


class Boomlezer(Generic[S]):
    """Trees of one kind.

    :param relaties: reads the relations of a day from or to what has these keys: ends and dates.
    :param heeft_onder: whether something can have something below it; of what has not nothing is asked.
    """

    def __init__(
        self,
        relaties: Callable[[Collection[S]], Iterable[tuple[S, Boomtak[S]]]],
        heeft_onder: Callable[[S], bool],
    ) -> None:
        self._relaties, self._heeft_onder = relaties, heeft_onder
        self.onder: dict[S, list[Boomtak[S]]] = {}

    def toppen(self, begin: Collection[S]) -> set[S]:
        """What is above these and has nothing above it; in a circle there is no top, then these themselves."""
        boven: dict[S, set[S]] = {}
        rand, gezien = set(begin), set(begin)
        for _ in range(MAX_DIEPTE):
            if not rand:
                break
            for van, tak in self._relaties(rand):
                if tak.soort == HIERARCHISCH and tak.naar in rand and van != tak.naar:
                    boven.setdefault(tak.naar, set()).add(van)
            rand = {van for sleutel in rand for van in boven.get(sleutel, ())} - gezien
            gezien |= rand
        return {sleutel for sleutel in gezien if sleutel not in boven} or set(begin)

    def groei(self, toppen: Collection[S]) -> set[S]:
        """Read all that is below these; gives the keys of all, these included."""
        gezien, rand = set(toppen), set(toppen)
        for _ in range(MAX_DIEPTE):
            rand = {sleutel for sleutel in rand if sleutel not in self.onder and self._heeft_onder(sleutel)}
            if not rand or len(gezien) > MAX_KNOPEN:
                break
            gevonden: dict[S, list[Boomtak[S]]] = {sleutel: [] for sleutel in rand}
            for van, tak in self._relaties(rand):
                if van in gevonden:
                    gevonden[van].append(tak)
            self.onder |= gevonden
            takken = [tak for lijst in gevonden.values() for tak in lijst]
            gezien |= {tak.naar for tak in takken}
            rand = {tak.naar for tak in takken if tak.soort == HIERARCHISCH}
        return gezien


class Boomschrijver(Generic[S]):
    """Makes the nodes of trees, no more than an answer holds.

    :param verwijzing: makes the Objectverwijzing of a key; None for what is not there.
    """

    def __init__(self, lezer: Boomlezer[S], verwijzing: Callable[[S], Gegeven | None]) -> None:
        self._lezer, self._verwijzing = lezer, verwijzing
        self._over = MAX_KNOPEN

    def bomen(self, naam: str, toppen: Iterable[S]) -> list[Gegeven]:
        """The trees with these tops, in their order.

        :param naam: of the element.
        """
        bomen = (self._knoop(naam, top, {}, (top,)) for top in list(toppen)[:MAX_TOPPEN])
        return [boom for boom in bomen if boom is not None]

    def _knoop(self, naam: str, sleutel: S, relatie: Mapping[str, Waarde], pad: tuple[S, ...]) -> Gegeven | None:
        verwijzing = self._verwijzing(sleutel)
        if verwijzing is None or self._over <= 0:
            return None
        self._over -= 1
        gelezen: dict[str, Waarde] = {"eenheid": verwijzing, **relatie}
        takken = self._lezer.onder.get(sleutel, ()) if relatie.get("relatiesoort", HIERARCHISCH) == HIERARCHISCH else ()
        knopen = (self._tak(tak, pad) for tak in sorted(takken, key=_volgorde)[:MAX_ONDER] if len(pad) < MAX_DIEPTE)
        if onder := [knoop for knoop in knopen if knoop is not None]:
            gelezen["onder"] = onder
        return Gegeven(naam, gelezen)

    def _tak(self, tak: Boomtak[S], pad: tuple[S, ...]) -> Gegeven | None:
        if tak.naar in pad:
            return None
        relatie: dict[str, Waarde] = {"relatiesoort": tak.soort, "begindatum": tak.begindatum}
        if tak.einddatum is not None:
            relatie["einddatum"] = tak.einddatum
        return self._knoop("onder", tak.naar, relatie, (*pad, tak.naar))


def _volgorde(tak: Boomtak[S]) -> tuple[str, str, date]:
    """Hierarchy first, then by key."""
    return "" if tak.soort == HIERARCHISCH else tak.soort, str(tak.naar), tak.begindatum


class Inrichting:
    """The trees of organisatorische eenheden on a day: besturen, groepen, aanbieders, begeleidingsaanbieders."""

    def __init__(self, bron: Overzichtbron, dag: date) -> None:
        self._bron, self._dag = bron, dag
        self._lezer = Boomlezer(self._relaties, lambda code: soort_van(code) in (BESTUUR, GROEP))
        self.toppen: list[str] = []
        self.eenheden: Mapping[str, Overzichtseenheid] = {}

    def lees(self, codes: Collection[str]) -> "Inrichting":
        """Read the trees in which these eenheden are."""
        if codes:
            self.toppen = sorted(self._lezer.toppen(codes))[:MAX_TOPPEN]
            self.eenheden = self._bron.eenheden(self._lezer.groei(self.toppen))
        return self

    def bomen(self, vormen: Overzichtvormen) -> list[Gegeven]:
        """The trees."""

        def verwijzing(code: str) -> Gegeven | None:
            rij = self.eenheden.get(code)
            return None if rij is None else vormen.verwijzing("eenheid", rij)

        return Boomschrijver(self._lezer, verwijzing).bomen("onderwijsinrichting", self.toppen)

    def _relaties(self, codes: Collection[str]) -> Iterable[tuple[str, Boomtak[str]]]:
        """Of the hierarchy only: what an eenheid went over into is no part of it."""
        relaties = self._bron.eenhedenrelaties(codes, self._dag)
        return ((r.van, Boomtak(*r[1:])) for r in relaties if r.soort == HIERARCHISCH)


class Erkenningenbomen:
    """The trees of instellingserkenningen on a day: bevoegd gezag, instelling, vestiging.

    What is below by another soort of relation than HIERARCHISCH (a samenwerking, an overgang) stands there with that
    soort, without what is below it in turn.
    """

    def __init__(self, bron: Overzichtbron, dag: date) -> None:
        self._bron, self._dag = bron, dag
        self._lezer = Boomlezer(self._relaties, lambda _: True)
        self.toppen: list[Instellingsleutel] = []
        self.erkenningen: Mapping[Instellingsleutel, Overzichtserkenning] = {}

    def lees(self, sleutels: Collection[Instellingsleutel]) -> "Erkenningenbomen":
        """Read the trees in which these erkenningen are."""
        if sleutels:
            self.toppen = sorted(self._lezer.toppen(sleutels))[:MAX_TOPPEN]
            self.erkenningen = op_sleutels(self._bron, self._lezer.groei(self.toppen))
        return self

    def bomen(self, vormen: Overzichtvormen) -> list[Gegeven]:
        """The trees."""

        def verwijzing(sleutel: Instellingsleutel) -> Gegeven | None:
            rij = self.erkenningen.get(sleutel)
            return None if rij is None else vormen.verwijzing("eenheid", rij)

        return Boomschrijver(self._lezer, verwijzing).bomen("onderwijserkenning", self.toppen)

    def _relaties(
        self, sleutels: Collection[Instellingsleutel]
    ) -> Iterable[tuple[Instellingsleutel, Boomtak[Instellingsleutel]]]:
        """Those whose ends the contract can name."""
        relaties = self._bron.erkenningenrelaties(sleutels, self._dag)
        return ((r.van, Boomtak(*r[1:])) for r in relaties if r.van.erkenner and r.naar.erkenner)
