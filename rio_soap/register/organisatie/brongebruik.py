"""Telling the register that BRON uses an onderwijsaanbieder, or no longer: it cannot be removed meanwhile (N04820).

Source: the text of N04820 for what it is; the operation is of our own design.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.bevoegdheid.rollen import Rollen, rollen_van
from rio_soap.register.database.model import brongebruik
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import Controle, controleer
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd

BESLISSEND = ("N09440",)
"""An unknown onderwijsaanbieder ends the judging."""
_LIJST = "Brongebruiksoort"


@dataclass(frozen=True, slots=True)
class Brongebruiklevering:
    """What a message says of the use of one onderwijsaanbieder.

    :param rollen: of the sender.
    :param soort: what BRON uses it for.
    """

    session: Session
    context: Context
    rollen: Rollen
    code: str
    soort: str
    in_gebruik: bool


def n09440(zaak: Brongebruiklevering) -> Iterator[Foutmelding]:
    """N09440: the onderwijsaanbieder occurs. Source: our own design; the text is that of the Overzicht foutcodes."""
    if not organisaties.is_aanbieder(zaak.session, zaak.code):
        yield melding("N09440", (("sleutel", zaak.code), ("onderwijsaanbiedercode", zaak.code)))


def aut401(zaak: Brongebruiklevering) -> Iterator[Foutmelding]:
    """AUT401: the sender is BRON, or keeps the register. Source: our own design."""
    if not mag(zaak.rollen, "aanleveren_brongebruik"):
        yield melding("AUT401", (("sleutel", zaak.code), ("onderwijsaanbiedercode", zaak.code)))


def rs1001(zaak: Brongebruiklevering) -> Iterator[Foutmelding]:
    """RS1001: the soort is on its list. Source: our own design."""
    if not zaak.context.lijsten.bestaat(_LIJST, zaak.soort):
        yield melding("RS1001", (("sleutel", zaak.code), ("soort", zaak.soort)))


AANLEVEREN: tuple[Controle[Brongebruiklevering], ...] = (("N09440", n09440), ("AUT401", aut401), ("RS1001", rs1001))
"""Controles of aanleveren_brongebruik."""


def aanleveren_brongebruik(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Note that BRON uses an onderwijsaanbieder, or that it does not any more; what is so already stays so."""
    zaak = Brongebruiklevering(
        session,
        context,
        rollen_van(session, context),
        velden.tekst(verzoek, "onderwijsaanbiedercode"),
        velden.tekst(verzoek, "soort"),
        verzoek.velden["inGebruik"] is True,
    )
    if fouten := controleer(
        zaak, AANLEVEREN, alleen_eerste=context.alleen_eerste, zonder=context.zonder, beslissend=BESLISSEND
    ):
        return afgekeurd(fouten)
    waarden = {"aanbieder": zaak.code, "soort": zaak.soort}
    gebruikt = session.execute(_ZOEK, waarden).first() is not None
    if zaak.in_gebruik != gebruikt:
        session.execute(_INVOEGEN if zaak.in_gebruik else _VERWIJDEREN, waarden)
    return Uitslag()


_RIJ = sa.and_(
    brongebruik.c.aanbieder == sa.bindparam("aanbieder"),
    brongebruik.c.soort == sa.bindparam("soort"),
)
_ZOEK = Statement[tuple[str]](sa.select(brongebruik.c.soort).where(_RIJ))
_INVOEGEN = Command(sa.insert(brongebruik))
_VERWIJDEREN = Command(sa.delete(brongebruik).where(_RIJ))
