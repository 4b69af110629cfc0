"""The onderwijsbestuur of a new bevoegd gezag of OCW: RIO makes it, with a code of its own (screencast of DUO)."""

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.code_issue import geef_code_uit
from rio_soap.register.database.model import onderwijsbestuurnummer, organisatorische_eenheid
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.organisatie.rijen import BESTUUR
from rio_soap.register.regels import velden
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.velden import op_begin
from rio_soap.register.wijzigingen.mutaties import log_mutatie


def bestuur_bij_gezag(session: Session, context: Context, gezag: Gegeven) -> str:
    """Code of the onderwijsbestuur of a bevoegd gezag that was added: a new one, unless one has its number already.

    A bestuur that was loaded before its bevoegd gezag keeps its number; a second with the same would split what belongs
    to one institution (reasoned; RS1104).

    :param gezag: the bevoegdGezag as delivered.
    """
    nummer = velden.tekst(gezag, "code")
    bekend = session.execute(_MET_NUMMER, {"nummer": nummer, "dag": context.vandaag}).scalar()
    if bekend is not None:
        return bekend
    code = geef_code_uit(session, onderwijsbestuurnummer, "B", organisatorische_eenheid.c.code)
    session.execute(_INVOEGEN, _rij(code, nummer, gezag))
    log_mutatie(session, context, organisatorische_eenheid, code, code, "T")
    return code


def _rij(code: str, nummer: str, gezag: Gegeven) -> Values:
    duur = velden.duur(gezag)
    inhoud: dict[str, Waarde] = {"inBedrijfdatum": duur.begin}
    if duur.einde is not None:
        inhoud["uitBedrijfdatum"] = duur.einde
    inhoud["onderwijsbestuurPeriode"] = _perioden(gezag)
    return {
        "code": code,
        "soort": BESTUUR,
        "begindatum": duur.begin,
        "einddatum": duur.einde,
        "bevoegd_gezag_nummer": nummer,
        "kvk_nummer": velden.tekst_of_niet(gezag, "kVKnummer"),
        "stand": Gegeven("onderwijsbestuur", inhoud),
    }


def _perioden(gezag: Gegeven) -> list[Gegeven]:
    """Its names over time: the naamLang of each period, where it is another than the one before."""
    perioden: list[Gegeven] = []
    for periode in op_begin(gezag, "bevoegdGezagPeriode"):
        naam = velden.tekst(periode, "naamLang")
        if not perioden or perioden[-1].velden["naam"] != naam:
            inhoud: dict[str, Waarde] = {"begindatum": velden.datum(periode, "begindatum"), "naam": naam}
            perioden.append(Gegeven("onderwijsbestuurPeriode", inhoud))
    return perioden


_eenheid = organisatorische_eenheid.c
_MET_NUMMER = Statement[tuple[str]](
    sa.select(_eenheid.code)
    .where(
        _eenheid.bevoegd_gezag_nummer == sa.bindparam("nummer"),
        _eenheid.soort == BESTUUR,
        sa.or_(_eenheid.einddatum.is_(None), _eenheid.einddatum > sa.bindparam("dag", type_=sa.Date)),
    )
    .order_by(_eenheid.code)
)
_INVOEGEN = Command(sa.insert(organisatorische_eenheid))
