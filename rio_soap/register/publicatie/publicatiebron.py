"""What is published, as it was at one number, read in short transactions.

A run takes minutes, in which the register goes on changing. What was not changed since the number is read as it is
now, what was is read as it was (`versie.beeld`): so no transaction has to last, a replica does as well, and a run that
was killed goes on at the same number.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

from rio_soap.contract.gegevens import Ingesloten
from rio_soap.contract.jsonvorm import JsonObject, json_van
from rio_soap.register.database.session import Session
from rio_soap.register.publicatie.objectmaker import Maker, Objectmaker
from rio_soap.register.publicatie.openbaar import zichtbare
from rio_soap.register.publicatie.rijen_financiering import FINANCIERINGSBESLUITEN
from rio_soap.register.publicatie.rijen_financiering import rijen as financieringsrijen
from rio_soap.register.publicatie.rijenregister import OBJECTMAKERS, RIJMAKERS
from rio_soap.register.publicatie.sinds import Sinds
from rio_soap.register.publicatie.sleutels import Vanaf, sleutels
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.uitslag import Context, Registerinstellingen, Uitvaller
from rio_soap.register.toezicht.uitval import probeer
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing
from rio_soap.register.versie.objecttypen import OBJECTTYPEN, Objecttype
from rio_soap.register.versie.vormen import ingesloten, inhoud
from rio_soap.register.versie.zicht import Objectnaam
from rio_soap.register.wijzigingen.stroom import nummer_op, stroom_van

T = TypeVar("T")
_BLOK = 500
"""Objects that are read in one transaction."""
_TEGELIJK = 150
"""The same of kinds that are made all at once and not at their turn: the trees of so many are in memory."""


class Lees(Protocol):
    """Does a task on a snapshot of the register."""

    def __call__(self, taak: Callable[[Session], T], /) -> T:
        """What the task gives."""


class Gepubliceerd(NamedTuple):
    """An object as everybody may see it.

    :param inhoud: None for what is not there, or is nobody's business.
    :param rijen: name of a file and a row of it, without line end.
    """

    objecttype: str
    sleutel: str
    inhoud: Ingesloten | None
    rijen: Sequence[tuple[str, str]]


_Later: TypeAlias = Callable[[], Gepubliceerd]
"""Makes what is published of an object when it is its turn; nothing more is read for it."""


class Tijdpunt(NamedTuple):
    """At which number a register is published, and what its moment was."""

    stroom: str
    volgnummer: int
    moment: datetime


def tijdpunt(session: Session, moment: datetime) -> Tijdpunt:
    """That of now.

    :param moment: now, aware.
    """
    stroom = stroom_van(session)
    return Tijdpunt(stroom.naam, nummer_op(session, moment, stroom.laatste), moment.astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Publicatiebron:
    """Reads a register at one number, as everybody may see it.

    :param lees: does a task on a snapshot of the register or of a replica that has come that far.
    :param op: its moment is that by which is judged what everybody may see.
    :param uitval: takes what is left out because nothing can be made of what is kept.
    """

    lees: Lees
    instellingen: Registerinstellingen
    op: Tijdpunt
    uitval: list[Uitvaller] = field(default_factory=list, compare=False, repr=False)
    _sinds: Sinds = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sinds", Sinds(self.op.volgnummer))

    def context(self) -> Context:
        """Everybody: a reader without roles."""
        return Context("", self.op.moment, "publiceer", self.instellingen, self.uitval)

    def json(self, een: Gepubliceerd) -> JsonObject | None:
        """The JSON of an object; None of what has no content and, noted, of what the contract cannot hold."""
        if een.inhoud is None:
            return None
        return probeer(self.uitval, OBJECTTYPEN[een.objecttype].tabel, een.sleutel, partial(json_van, een.inhoud))

    def alle(self, naam: str) -> Iterator[Gepubliceerd]:
        """All objects of a kind at the number, in an order of their own. What was removed meanwhile may come twice.

        :param naam: of the kind, as in `OBJECTTYPEN`.
        """
        soort, na, meer = OBJECTTYPEN[naam], None, True
        while meer:
            pagina, na = self._pagina(soort, na)
            yield from (maak() for maak in pagina)
            meer = na is not None
        yield from self._verwijderd(soort)

    def _pagina(self, soort: Objecttype, na: Vanaf | None) -> tuple[list[_Later], Vanaf | None]:
        volgende: Vanaf | None = None

        def taak(session: Session) -> list[_Later]:
            nonlocal volgende
            pagina = sleutels(session, soort, na, _blok(soort))
            volgende = pagina.volgende
            later = self._sinds.kijk(session)
            plekken = [
                Plek(self.op.volgnummer if later and Objectnaam(soort.naam, een) in later else None, een)
                for een in pagina.sleutels
            ]
            return self._lees(session, soort, plekken)

        return self.lees(taak), volgende

    def _verwijderd(self, soort: Objecttype) -> Iterator[Gepubliceerd]:
        """What was there at the number and was removed since: it may have been gone before its page came."""

        def taak(session: Session) -> list[_Later]:
            weg = [een for een, verwijderd in self._sinds.kijk(session).items() if verwijderd]
            plekken = [Plek(self.op.volgnummer, een.sleutel) for een in weg if een.objecttype == soort.naam]
            return self._lees(session, soort, plekken) if plekken else []

        gemaakt = (maak() for maak in self.lees(taak))
        yield from (een for een in gemaakt if een.inhoud is not None or een.rijen)

    def van(self, objecten: Iterable[Objectnaam]) -> Iterator[Gepubliceerd]:
        """These objects at the number; also those that are not there, without content and rows."""
        for naam, delen in per(objecten, lambda een: een.objecttype).items():
            soort = OBJECTTYPEN[naam]
            for begin in range(0, len(delen), aantal := _blok(soort)):
                blok = [een.sleutel for een in delen[begin : begin + aantal]]
                yield from (maak() for maak in self.lees(partial(self._op_nummer, soort=soort, sleutels_=blok)))

    def besluiten(self) -> Iterator[tuple[str, str]]:
        """What is published and no object of the feed, as it is now: name of the file and a row of it."""
        na, meer = None, True
        while meer:
            regels, na = self.lees(partial(financieringsrijen, na=na, aantal=_BLOK))
            yield from ((FINANCIERINGSBESLUITEN.bestand, regel) for regel in regels)
            meer = na is not None

    def _op_nummer(self, session: Session, soort: Objecttype, sleutels_: Sequence[str]) -> list[_Later]:
        return self._lees(session, soort, [Plek(self.op.volgnummer, sleutel) for sleutel in sleutels_])

    def _lees(self, session: Session, soort: Objecttype, plekken: Sequence[Plek]) -> list[_Later]:
        """The one way from a kind and places to what everybody may see of them."""
        context = self.context()
        zichtbaar = zichtbare(session, context, soort, plekken)
        lezing = Lezing(session, context, onthoud=True)
        if (objectmaker := OBJECTMAKERS.get(soort.naam)) is not None:
            makers = objectmaker.makers(lezing, zichtbaar)
            return [partial(_op_zijn_beurt, soort, objectmaker, lezing, plek, makers.get(plek)) for plek in plekken]
        gelezen = inhoud(lezing, soort, zichtbaar)
        rijen: dict[Plek, list[tuple[str, str]]] = {}
        for rij in RIJMAKERS[soort.naam](lezing, zichtbaar):
            rijen.setdefault(rij.plek, []).append((rij.tabel.bestand, rij.tabel.regel(rij.cellen)))
        return [partial(Gepubliceerd, soort.naam, p.sleutel, gelezen.get(p), rijen.get(p, ())) for p in plekken]


def _blok(soort: Objecttype) -> int:
    return _BLOK if soort.naam in OBJECTMAKERS else _TEGELIJK


def _op_zijn_beurt(
    soort: Objecttype, objectmaker: Objectmaker, lezing: Lezing, plek: Plek, maker: Maker | None
) -> Gepubliceerd:
    gemaakt = None if maker is None else objectmaker.maak(lezing, plek, maker)
    if gemaakt is None:
        return Gepubliceerd(soort.naam, plek.sleutel, None, ())
    rijen = [(tabel.bestand, tabel.regel(cellen)) for tabel, cellen in gemaakt.rijen]
    return Gepubliceerd(soort.naam, plek.sleutel, ingesloten(gemaakt.gegeven), rijen)
