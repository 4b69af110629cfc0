"""One erkenner to deliver: what the message says, and what the register knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rio_soap.register.bevoegdheid import erkenners
from rio_soap.register.bevoegdheid.bericht import Erkennerbericht
from rio_soap.register.bevoegdheid.erkenners import Erkenner
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database.session import Session
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.perioden import geldig_op, voor


@dataclass
class Erkennerlevering:
    """One erkenner to deliver; each query runs when first needed.

    :param rollen: of the sender.
    """

    session: Session
    rollen: Rollen
    bericht: Erkennerbericht

    @lazy
    def bestaand(self) -> Erkenner | None:
        """The erkenner that the code points at."""
        return erkenners.op_code(self.session, self.bericht.code) if self.bericht.code else None

    @lazy
    def houdt_op(self) -> date | None:
        """The day from which no erkenning can name it any more as one does now; None when it goes on as it was.

        It gets an end, an earlier one, or another soort.
        """
        oud = self.bestaand
        if oud is None:
            return None
        if oud.soort != self.bericht.soort:
            return self.bericht.context.vandaag
        einde = self.bericht.duur.einde
        return einde if einde is not None and voor(einde, oud.einddatum) else None

    @lazy
    def verlaten(self) -> bool:
        """Whether an erkenning runs on after that day, and no other erkenner of the soort goes on then."""
        oud, dag = self.bestaand, self.houdt_op
        if oud is None or dag is None or not erkenners.loopt_door(self.session, oud.soort, dag):
            return False
        anderen = (rij for rij in erkenners.van_soort(self.session, oud.soort) if rij.code != oud.code)
        return not any(geldig_op(dag, rij.begindatum, rij.einddatum) for rij in anderen)
