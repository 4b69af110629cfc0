"""From what an overview or a structure is asked by to eenheden: a KvK number, a BRIN6, an erkenning."""

from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    instellingserkenning,
    instellingsrelatie,
    juridische_locatierelatie,
    juridische_relatie,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning.houders import besturen_achter
from rio_soap.register.erkenning.rijen import INSTELLING, OCW, VESTIGING
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.regels.perioden import geldig_op

_eenheid, _rust, _dient, _onder = (
    organisatorische_eenheid.c,
    juridische_relatie.c,
    juridische_locatierelatie.c,
    organisatierelatie.c,
)
_nummer: sa.BindParameter[str] = sa.bindparam("nummer")
_boven = instellingserkenning.alias("boven")
_hierarchisch = sa.and_(instellingsrelatie.c.soort == HIERARCHISCH, geldig(instellingsrelatie))


def _besturen(waar: sa.ColumnElement[bool]) -> Statement[tuple[str, date, date | None]]:
    return Statement[tuple[str, date, date | None]](
        sa.select(_eenheid.code, _eenheid.begindatum, _eenheid.einddatum)
        .where(waar, _eenheid.soort == "BESTUUR")
        .order_by(_eenheid.code)
    )


_MET_KVK = _besturen(_eenheid.kvk_nummer == _nummer)
_VAN_GEZAGEN = _besturen(_eenheid.bevoegd_gezag_nummer.in_(sa.bindparam("nummers", expanding=True)))
_RUSTEND = Statement[tuple[str]](
    sa.select(_rust.eenheid)
    .where(_rust.erkenning == _nummer, _rust.erkenner == OCW, geldig(juridische_relatie))
    .distinct()
)
_RUSTEND_OP = Statement[tuple[str, str, str]](
    sa.select(_rust.eenheid, _rust.erkenner, _rust.erkenning)
    .where(_rust.erkenning.in_(sa.bindparam("codes", expanding=True)), geldig(juridische_relatie))
    .distinct()
)
_in_groep = organisatierelatie.alias("in_groep")
_gebruikt_door = sa.join(juridische_locatierelatie, organisatierelatie, _onder.van == _dient.bestuur)


def _met_aanbod(bron: sa.Join, relatie: sa.FromClause) -> sa.Select[tuple[str]]:
    """The aanbieders below a relation with an offer at a locatie that is used for a vestiging."""
    aanbod = aangeboden_opleiding.c
    daar = sa.and_(aanbod.locatie == _dient.locatie, aanbod.aanbieder == relatie.c.naar)
    return (
        sa.select(aanbod.aanbieder)
        .select_from(bron.join(aangeboden_opleiding, daar))
        .where(
            _dient.vestiging == _nummer,
            _onder.soort == HIERARCHISCH,
            geldig(juridische_locatierelatie),
            geldig(organisatierelatie),
            geldig(aangeboden_opleiding),
        )
    )


_AAN_VESTIGING = Statement[tuple[str]](
    sa.union(
        _met_aanbod(_gebruikt_door, organisatierelatie),
        _met_aanbod(_gebruikt_door.join(_in_groep, _in_groep.c.van == _onder.naar), _in_groep).where(
            _in_groep.c.soort == HIERARCHISCH, geldig(_in_groep)
        ),
    )
)
_VESTIGING = Statement[tuple[int]](
    sa.select(instellingserkenning.c.id).where(
        instellingserkenning.c.code == _nummer,
        instellingserkenning.c.soort == VESTIGING,
        instellingserkenning.c.erkenner == OCW,
    )
)
_OP_INSTELLING_ERBOVEN = Statement[tuple[str]](
    sa.select(_rust.eenheid)
    .select_from(
        instellingsrelatie.join(_boven, _boven.c.id == instellingsrelatie.c.van).join(
            juridische_relatie, sa.and_(_rust.erkenning == _boven.c.code, _rust.erkenner == _boven.c.erkenner)
        )
    )
    .where(
        instellingsrelatie.c.naar == sa.bindparam("vestiging"),
        _boven.c.soort == INSTELLING,
        _hierarchisch,
        geldig(juridische_relatie),
    )
    .distinct()
)


def met_kvk(session: Session, nummer: str, dag: date) -> Sequence[str]:
    """The onderwijsbesturen with a KvK number: those of the day, or all when there is none of that day."""
    return _van_de_dag(session.execute(_MET_KVK, {"nummer": nummer}).all(), dag)


def van_gezagen(session: Session, nummers: Collection[str], dag: date) -> Sequence[str]:
    """The onderwijsbesturen of bevoegde gezagen of OCW: those of the day, or all when there is none of that day."""
    if not nummers:
        return []
    return _van_de_dag(session.execute(_VAN_GEZAGEN, {"nummers": sorted(nummers)}).all(), dag)


def _van_de_dag(rijen: Sequence[tuple[str, date, date | None]], dag: date) -> list[str]:
    geldend = [code for code, begin, einde in rijen if geldig_op(dag, begin, einde)]
    return geldend or [code for code, *_ in rijen]


def van_vestiging(session: Session, code: str, dag: date) -> Sequence[str]:
    """The eenheden of an erkende vestiging of OCW on a day, ascending; none for an unknown one, or one of nobody.

    As V4 sees it: the aanbieders that rest on it, and those that have an offer where their bestuur, directly or over a
    groep, uses a locatie for it. Without these the aanbieders that rest on the instelling above it, and without these
    the besturen behind it.
    """
    gevonden = session.execute(_VESTIGING, {"nummer": code}).scalar()
    if gevonden is None:
        return []
    rustend = session.execute(_RUSTEND, {"nummer": code, DAG.key: dag}).scalars()
    aanbiedend = session.execute(_AAN_VESTIGING, {"nummer": code, DAG.key: dag}).scalars()
    eigen = {*rustend, *aanbiedend}
    if not eigen:
        eigen |= set(session.execute(_OP_INSTELLING_ERBOVEN, {"vestiging": gevonden, DAG.key: dag}).scalars())
    return sorted(eigen or besturen_achter(session, [gevonden], dag)[gevonden])


def rustend_op(session: Session, sleutels: Collection[Instellingsleutel], dag: date) -> Sequence[str]:
    """The eenheden that rest on one of these erkenningen on a day."""
    paren = {(sleutel.erkenner, sleutel.code) for sleutel in sleutels}
    rijen = session.execute(_RUSTEND_OP, {"codes": sorted({code for _, code in paren}), DAG.key: dag})
    return sorted({eenheid for eenheid, erkenner, code in rijen if (erkenner, code) in paren})
