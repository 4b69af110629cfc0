"""Who may read a contactadres: the one decision, for messages, feed, history, screens, files and whatever comes.

A context that is public on the day is for everybody. A restricted one is for DUO, for the institution whose eenheid it
is and whom it let, and for the roles that the context names. What is in force today decides, whatever day is asked
about: a context that was public once and is not any more is read by nobody who may not read it now.
"""

from collections.abc import Collection, Iterable, Mapping

from rio_soap.register.bevoegdheid.contexten import Contextsoort, contexten, op_dag
from rio_soap.register.bevoegdheid.eenheidsbesturen import besturen_van_eenheden
from rio_soap.register.bevoegdheid.rollen import Rollen, rollen_van
from rio_soap.register.database.session import Session
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.uitslag import Context, Inzage

IEDER = "IEDER"
"""By which a public contactadres is read."""
_EIGEN = ("INSTELLING", "BEHEERDER_ALGEMEEN", "BEHEER_CONTACTADRES", "LEES_CONTEXT")
"""Roles that read what is restricted of the bestuur for which somebody has them."""


_ALLES = "DUO"
"""The role that reads all."""


def eigen_besturen(rollen: Rollen) -> frozenset[str]:
    """Codes of the besturen of whose eenheden somebody reads every context."""
    return frozenset().union(*map(rollen.bereiken, _EIGEN))


def leesrol(soort: Contextsoort | None, rollen: Rollen, besturen: Collection[str]) -> str | None:
    """The role by which somebody reads a contactadres: `IEDER` for a public one, None when it may not be read.

    :param soort: its context as it is on the day of the reading; None when there is no such context then, which keeps
        its contactadressen for the institution and DUO.
    :param besturen: codes of the onderwijsbesturen of its eenheid on that day.
    """
    if soort is not None and soort.openbaar:
        return IEDER
    if rollen.heeft(_ALLES):
        return _ALLES
    for rol in _EIGEN:
        if not rollen.bereiken(rol).isdisjoint(besturen):
            return rol
    for rol in () if soort is None else soort.lezersrollen.split():
        if rollen.bereiken(rol):
            return rol
    return None


class Contactlezer:
    """Who asks, with what it needs to know which contactadressen that one may read; asks the register once.

    :param session: of the snapshot that is read.
    """

    def __init__(self, session: Session, context: Context) -> None:
        self.session = session
        self.context = context
        self._besturen: dict[str, frozenset[str]] = {}

    @lazy
    def rollen(self) -> Rollen:
        """What the reader is, at the moment of the message."""
        return rollen_van(self.session, self.context)

    @lazy
    def soorten(self) -> Mapping[str, Contextsoort]:
        """The contexten of today by name."""
        return op_dag(contexten(self.session), self.context.vandaag)

    def zie_vooruit(self, eenheden: Iterable[str]) -> None:
        """Look up whose these eenheden are, all at once, and with it all else that a decision about them takes.

        Before it is known what there is of them: else the time of an answer, by the statements that it took, would tell
        whether something restricted is there. What is not looked up before is, when it is needed.
        """
        codes = set(eenheden) - self._besturen.keys()
        if not codes:
            return
        _ = self.soorten, self.rollen
        self._besturen.update(besturen_van_eenheden(self.session, codes, self.context.vandaag))

    def besturen(self, eenheid: str) -> frozenset[str]:
        """Codes of the onderwijsbesturen of an eenheid; itself when it is one.

        Today, or on the day nearest to it on which the eenheid is in operation: who writes for a school that has yet to
        begin reads it as well.
        """
        self.zie_vooruit((eenheid,))
        return self._besturen[eenheid]

    def rol(self, eenheid: str, naam: str) -> str | None:
        """The role by which a contactadres of an eenheid in a context may be read; None when it may not."""
        soort = self.soorten.get(naam)
        if soort is not None and soort.openbaar:
            return IEDER
        return leesrol(soort, self.rollen, self.besturen(eenheid))

    def mag(self, eenheid: str, naam: str) -> bool:
        """Whether a contactadres may be read; use `toon` for what goes into an answer."""
        return self.rol(eenheid, naam) is not None

    def openbaar(self, naam: str) -> bool:
        """Whether everybody may read a context today."""
        soort = self.soorten.get(naam)
        return soort is not None and soort.openbaar

    def toon(self, eenheid: str, naam: str) -> bool:
        """Whether a contactadres may go into the answer; a restricted one is noted for the log of who read what.

        What is noted is written and committed before the answer leaves (`Context.inzagen`).
        """
        rol = self.rol(eenheid, naam)
        if rol is None:
            return False
        if rol != IEDER:
            self.context.inzagen.append(Inzage(eenheid, naam, rol))
        return True
