"""Reading aangeboden opleidingen: one by its code, or those of an aanbieder or of an erkende vestiging."""

from collections.abc import Sequence
from functools import cache

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Reeks, Waarde
from rio_soap.register.aanbod.leesvorm import GelezenAanbod, lees_aangeboden_opleiding
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    juridische_locatierelatie,
    juridische_relatie,
    onderwijslocatie,
    organisatierelatie,
)
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import geldig
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.paginas import pagina_van, paginagrootte, paginering
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.uitval import probeer

_VAN_ORGANISATIE = "opvragen_aangebodenOpleidingenVanOrganisatie"

_aanbod, _in_groep = aangeboden_opleiding.c, organisatierelatie.alias("in_groep")
_GELEZEN = sa.select(_aanbod.code, _aanbod.eenheid, sa.type_coerce(_aanbod.stand, Leesstand).label("stand"))


def opvragen_aangeboden_opleiding(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """One offer by its code, of whatever owner; A01020 when it is not there. Codes are UUIDs, so case is no matter."""
    code = velden.tekst(verzoek, "aangebodenOpleidingCode")
    rijen = session.execute(_OP_CODE, {"code": code.lower()}).all()
    if not rijen:
        return afgekeurd([melding("A01020", (("aangebodenOpleidingCode", code),))])
    gelezen = probeer(context.uitval, aangeboden_opleiding, rijen[0].code, lambda: next(iter(_lees(session, rijen))))
    if gelezen is None:
        return afgekeurd([melding("A01020", (("aangebodenOpleidingCode", code),))])
    return Uitslag({"aangebodenOpleiding": gelezen})


def opvragen_aangeboden_opleidingen_van_organisatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A page of the offers of an aanbieder, or of those that belong to an erkende vestiging, ascending by code.

    An offer belongs to a vestiging when its aanbieder rests on it, or when its bestuur uses its locatie for it
    (reasoned). Unknown aanbieder: N09440; unknown vestiging: A01040; unknown locatie: A01060. With a peildatum only
    what is valid on that day, the relations to the vestiging included.
    """
    peildatum = velden.datum_of_niet(verzoek, "peildatum")
    if onbekend := _onbekend(session, verzoek):
        return afgekeurd([onbekend])
    pagina, grootte = pagina_van(verzoek), paginagrootte(context, _VAN_ORGANISATIE)
    namen = ("onderwijsaanbiedercode", "erkendeVestigingCode", "onderwijslocatiecode")
    waarden: dict[str, SqlValue] = {naam: velden.tekst(verzoek, naam) for naam in namen if naam in verzoek.velden}
    if peildatum:
        waarden["dag"] = peildatum
    hoeveel, objecten = _vragen(frozenset(waarden))
    aantal = session.execute(hoeveel, waarden).scalar_one()
    vanaf = pagina * grootte
    rijen = session.execute(objecten, {**waarden, "hoeveel": grootte, "vanaf": vanaf}).all() if vanaf < aantal else ()
    gegevens: dict[str, Waarde] = {
        "aangebodenOpleiding": _lees(session, rijen),
        "paginering": paginering(pagina, aantal, grootte),
    }
    return Uitslag(gegevens | ({"peildatum": peildatum} if peildatum else {}))


def _lees(session: Session, rijen: Sequence[GelezenAanbod]) -> Reeks:
    """Offers as they are read, with one query for the erkenningen of all their units; what they are is known now, each
    is made when it is written."""
    gevonden = eenheden.erkenningen(session, {rij.eenheid for rij in rijen}) if rijen else ()
    per_eenheid = per(gevonden, lambda erkenning: erkenning.eenheid)

    def lees(rij: GelezenAanbod) -> Gegeven:
        return lees_aangeboden_opleiding(rij, per_eenheid.get(rij.eenheid, ()))

    return Reeks(rijen, lees)


def _onbekend(session: Session, verzoek: Gegeven) -> Foutmelding | None:
    """The first thing named in the request that is not there, in order of code."""
    for naam, foutcode, is_er in (
        ("erkendeVestigingCode", "A01040", erkenningen.is_vestiging),
        ("onderwijslocatiecode", "A01060", _is_locatie),
        ("onderwijsaanbiedercode", "N09440", organisaties.is_aanbieder),
    ):
        code = velden.tekst_of_niet(verzoek, naam)
        if code is not None and not is_er(session, code):
            return melding(foutcode, ((naam, code),))
    return None


@cache
def _vragen(gegeven: frozenset[str]) -> tuple[Statement[tuple[int]], Statement[GelezenAanbod]]:
    """The questions for the number of offers and for the rows of a page, by what is given; four combinations twice."""
    codes = _codes(gegeven)
    deel = codes.order_by(sa.literal_column("code")).limit(sa.bindparam("hoeveel")).offset(sa.bindparam("vanaf"))
    op_pagina = sa.select(deel.subquery().c.code)
    return (
        Statement[tuple[int]](sa.select(sa.func.count()).select_from(codes.subquery())),
        Statement(_GELEZEN.where(_aanbod.code.in_(op_pagina)).order_by(_aanbod.code), GelezenAanbod),
    )


def _codes(gegeven: frozenset[str]) -> sa.Select[tuple[str]]:
    """Codes of the offers that a request asks for; by aanbieder this reads one index only."""
    waar: list[sa.ColumnElement[bool]] = []
    if "onderwijslocatiecode" in gegeven:
        waar.append(_aanbod.locatie == sa.bindparam("onderwijslocatiecode"))
    if "dag" in gegeven:
        waar.append(geldig(aangeboden_opleiding))
    if "onderwijsaanbiedercode" in gegeven:
        return sa.select(_aanbod.code).where(_aanbod.aanbieder == sa.bindparam("onderwijsaanbiedercode"), *waar)
    return sa.select(_van_vestiging(waar, op_dag="dag" in gegeven).c.code)


def _van_vestiging(waar: list[sa.ColumnElement[bool]], *, op_dag: bool) -> sa.Subquery:
    """Codes of the offers of a vestiging: over the aanbieder, or over the locatie and the bestuur that uses it.

    That bestuur is over the aanbieder, directly or over a groep.
    """
    vestiging: sa.BindParameter[str] = sa.bindparam("erkendeVestigingCode")
    rust, dient, onder, in_groep = juridische_relatie.c, juridische_locatierelatie.c, organisatierelatie.c, _in_groep.c
    over_aanbieder = (
        sa.select(_aanbod.code)
        .select_from(sa.join(juridische_relatie, aangeboden_opleiding, _aanbod.aanbieder == rust.eenheid))
        .where(rust.erkenning == vestiging, rust.erkenner == "OCW", *waar)
    )
    daar = sa.join(juridische_locatierelatie, aangeboden_opleiding, _aanbod.locatie == dient.locatie)
    direct = daar.join(organisatierelatie, sa.and_(onder.van == dient.bestuur, onder.naar == _aanbod.aanbieder))
    over_groep = daar.join(_in_groep, in_groep.naar == _aanbod.aanbieder).join(
        organisatierelatie, sa.and_(onder.van == dient.bestuur, onder.naar == in_groep.van)
    )
    over_locatie, in_een_groep = (
        sa.select(_aanbod.code)
        .select_from(bron)
        .where(dient.vestiging == vestiging, onder.soort == HIERARCHISCH, *waar)
        for bron in (direct, over_groep)
    )
    in_een_groep = in_een_groep.where(in_groep.soort == HIERARCHISCH)
    if op_dag:
        nu = geldig(juridische_locatierelatie), geldig(organisatierelatie)
        over_aanbieder = over_aanbieder.where(geldig(juridische_relatie))
        over_locatie, in_een_groep = over_locatie.where(*nu), in_een_groep.where(*nu, geldig(_in_groep))
    return sa.union(over_aanbieder, over_locatie, in_een_groep).subquery()


def _is_locatie(session: Session, code: str) -> bool:
    return session.execute(_LOCATIE, {"code": code}).first() is not None


_OP_CODE = Statement(_GELEZEN.where(_aanbod.code == sa.bindparam("code")), GelezenAanbod)
_LOCATIE = Statement[tuple[str]](
    sa.select(onderwijslocatie.c.code).where(onderwijslocatie.c.code == sa.bindparam("code"))
)
