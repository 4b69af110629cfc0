"""What is published, as it was at one number, read in short transactions.

A run takes minutes, in which the register goes on changing. What was not changed since the number is read as it is
now, what was is read as it was (`versie.beeld`): so no transaction has to last, a replica does as well, and a run that
was killed goes on at the same number.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

from rio_soap.contract.gegevens import Ingesloten
from rio_soap.register.database.session import Session
from rio_soap.register.publicatie.openbaar import zichtbare
from rio_soap.register.publicatie.rijenregister import RIJMAKERS
from rio_soap.register.publicatie.sleutels import Vanaf, gewijzigd, sleutels
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.uitslag import Context, Registerinstellingen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing
from rio_soap.register.versie.objecttypen import OBJECTTYPEN, Objecttype
from rio_soap.register.versie.vormen import inhoud
from rio_soap.register.versie.zicht import Objectnaam
from rio_soap.register.wijzigingen.stroom import nummer_op, stroom_van

T = TypeVar("T")
Lees = Callable[[Callable[[Session], T]], T]
"""Does a task on a snapshot."""
_BLOK = 500
"""Objects that are read in one transaction."""


class Gepubliceerd(NamedTuple):
    """An object as everybody may see it.

    :param inhoud: None for what is not there, or is nobody's business.
    :param rijen: name of a file and a row of it, without line end.
    """

    objecttype: str
    sleutel: str
    inhoud: Ingesloten | None
    rijen: Sequence[tuple[str, str]]


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
    :param vandaag: moment by which is judged what everybody may see: that of the run.
    """

    lees: Callable[[Callable[[Session], list[Gepubliceerd]]], list[Gepubliceerd]]
    instellingen: Registerinstellingen
    op: Tijdpunt

    def context(self) -> Context:
        """Everybody: a reader without roles."""
        return Context("", self.op.moment, "publiceer", self.instellingen)

    def alle(self, naam: str) -> Iterator[Gepubliceerd]:
        """All objects of a kind at the number, in an order of their own. What was removed meanwhile may come twice.

        :param naam: of the kind, as in `OBJECTTYPEN`.
        """
        soort, na, meer = OBJECTTYPEN[naam], None, True
        while meer:
            pagina, na = self._pagina(soort, na)
            yield from pagina
            meer = na is not None
        yield from self._verwijderd(soort)

    def _pagina(self, soort: Objecttype, na: Vanaf | None) -> tuple[list[Gepubliceerd], Vanaf | None]:
        volgende: Vanaf | None = None

        def taak(session: Session) -> list[Gepubliceerd]:
            nonlocal volgende
            pagina = sleutels(session, soort, na, _BLOK)
            volgende = pagina.volgende
            later = self._later(session)
            plekken = [
                Plek(self.op.volgnummer if Objectnaam(soort.naam, een) in later else None, een)
                for een in pagina.sleutels
            ]
            return self._lees(session, soort, plekken)

        return self.lees(taak), volgende

    def _later(self, session: Session) -> dict[Objectnaam, bool]:
        """What changed since the number."""
        return gewijzigd(session, self.op.volgnummer, stroom_van(session).laatste)

    def _verwijderd(self, soort: Objecttype) -> Iterator[Gepubliceerd]:
        """What was there at the number and was removed since: it may have been gone before its page came."""

        def taak(session: Session) -> list[Gepubliceerd]:
            weg = [een for een, verwijderd in self._later(session).items() if verwijderd]
            plekken = [Plek(self.op.volgnummer, een.sleutel) for een in weg if een.objecttype == soort.naam]
            return self._lees(session, soort, plekken) if plekken else []

        yield from (een for een in self.lees(taak) if een.inhoud is not None or een.rijen)

    def van(self, objecten: Iterable[Objectnaam]) -> Iterator[Gepubliceerd]:
        """These objects at the number; also those that are not there, without content and rows."""
        for naam, delen in per(objecten, lambda een: een.objecttype).items():
            soort = OBJECTTYPEN[naam]
            for begin in range(0, len(delen), _BLOK):
                blok = [een.sleutel for een in delen[begin : begin + _BLOK]]
                yield from self.lees(lambda session, soort=soort, blok=blok: self._op_nummer(session, soort, blok))  # type: ignore[misc]

    def _op_nummer(self, session: Session, soort: Objecttype, sleutels_: Sequence[str]) -> list[Gepubliceerd]:
        return self._lees(session, soort, [Plek(self.op.volgnummer, sleutel) for sleutel in sleutels_])

    def _lees(self, session: Session, soort: Objecttype, plekken: Sequence[Plek]) -> list[Gepubliceerd]:
        """The one way from a kind and places to what everybody may see of them."""
        context = self.context()
        zichtbaar = zichtbare(session, context, soort, plekken)
        lezing = Lezing(session, context)
        gelezen = inhoud(lezing, soort, zichtbaar)
        rijen: dict[Plek, list[tuple[str, str]]] = {}
        for rij in RIJMAKERS[soort.naam](lezing, zichtbaar):
            rijen.setdefault(rij.plek, []).append((rij.tabel.bestand, rij.tabel.regel(rij.cellen)))
        return [Gepubliceerd(soort.naam, p.sleutel, gelezen.get(p), rijen.get(p, ())) for p in plekken]
