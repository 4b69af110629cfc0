"""Reading opleidingseenheden of every kind by our own contract: by stelsel of their erkenning, by type or by code."""

from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Reeks
from rio_soap.register.database.model import opleidingseenheid, opleidingserkenning, opleidingserkenningrelatie
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.eenheid.eenheidtype import SPECIALISATIES
from rio_soap.register.eenheid.eigen_leesvorm import Eenheidgegevens, delen_van, lees_opleidingseenheid
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.paginas import gevraagd_aantal, pagina_van, paginering
from rio_soap.register.regels.peildatum import peildatum_van
from rio_soap.register.regels.standtekst import van_json
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd

_LIJSTEN = {"opleidingsstelsel": "Opleidingsstelsel-v08", "opleidingseenheidtype": "Opleidingseenheidtype-v02"}
"""What may be asked for, with its waardenlijst; else it is an opleidingseenheidcode."""


class Eenheidsrij(NamedTuple):
    """Of a unit on a page what is read; its stand as text, of which something is made when it is written."""

    code: str
    specialisatie: str
    herkomst: str
    eigenaar: str | None
    begindatum: date
    einddatum: date | None
    stand: str


def opvragen_opleidingseenheden_bij_stelsel(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A page of units, ascending by code; pages count from 0.

    Of a stelsel those that hold on the peildatum by an erkenning that holds then, of a type those that hold then. A
    unit that is asked for by its code is shown whenever it holds.
    """
    veld = next((naam for naam in _LIJSTEN if naam in verzoek.velden), "opleidingseenheidcode")
    gevraagd, peildatum = velden.tekst(verzoek, veld), peildatum_van(context, verzoek)
    pagina, grootte = pagina_van(verzoek), gevraagd_aantal(verzoek)
    if veld in _LIJSTEN and not context.lijsten.bestaat(_LIJSTEN[veld], gevraagd):
        return afgekeurd([melding("RS1001", ((veld, gevraagd),))])
    waarden: Values = {DAG.key: peildatum, veld: SPECIALISATIES.get(gevraagd, gevraagd)}
    if veld == "opleidingseenheidcode":
        waarden = {veld: gevraagd}
    aantal = session.execute(_VRAGEN[veld].aantal, waarden).scalar_one()
    if veld == "opleidingseenheidcode" and not aantal:
        return afgekeurd([melding("A01070", ((SLEUTEL, gevraagd), (veld, gevraagd)))])
    deel = session.execute(_VRAGEN[veld].pagina, {**waarden, "hoeveel": grootte, "vanaf": pagina * grootte}).all()
    delen = delen_van(session, [rij.code for rij in deel])
    particulier = context.instellingen.eqf_particulier

    def lees(rij: Eenheidsrij) -> Gegeven:
        kop = Eenheidgegevens(*rij[:-1])
        return lees_opleidingseenheid(kop, van_json(rij.stand), delen, peildatum, eqf_particulier=particulier)

    return Uitslag({"opleidingseenheid": Reeks(deel, lees), "paginering": paginering(pagina, aantal, grootte)})


class _Vragen(NamedTuple):
    """How many units there are of what is asked for, and a page of them."""

    aantal: Statement[tuple[int]]
    pagina: Statement[Eenheidsrij]


_eenheid = opleidingseenheid.c


def _vragen(*waar: sa.ColumnElement[bool]) -> _Vragen:
    pagina = (
        sa.select(
            *(_eenheid[naam] for naam in Eenheidgegevens._fields),
            sa.type_coerce(_eenheid.stand, Leesstand).label("stand"),
        )
        .where(*waar)
        .order_by(_eenheid.code)
        .limit(sa.bindparam("hoeveel"))
        .offset(sa.bindparam("vanaf"))
    )
    aantal = sa.select(sa.func.count()).select_from(opleidingseenheid).where(*waar)
    return _Vragen(Statement[tuple[int]](aantal), Statement(pagina, Eenheidsrij))


_VAN_STELSEL = (
    sa.select(opleidingserkenningrelatie.c.eenheid)
    .select_from(opleidingserkenning.join(opleidingserkenningrelatie))
    .where(opleidingserkenning.c.stelsel == sa.bindparam("opleidingsstelsel"), geldig(opleidingserkenning))
)
_VRAGEN = {
    "opleidingsstelsel": _vragen(_eenheid.code.in_(_VAN_STELSEL), geldig(opleidingseenheid)),
    "opleidingseenheidtype": _vragen(
        _eenheid.specialisatie == sa.bindparam("opleidingseenheidtype"), geldig(opleidingseenheid)
    ),
    "opleidingseenheidcode": _vragen(_eenheid.code == sa.bindparam("opleidingseenheidcode")),
}
