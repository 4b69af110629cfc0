"""The rows of overviews as the register has them now; every method is one statement."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.contact.raadplegingen import contactadressen_van
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    instellingserkenning,
    instellingsrelatie,
    juridische_relatie,
    onderwijslocatie,
    onderwijslocatiegebruik,
    organisatierelatie,
    organisatorische_eenheid,
    regio,
)
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.organisatie.rijen import Rust
from rio_soap.register.overzicht.overzichtbron import (
    Aanbodcode,
    Aanbodplaats,
    Aanbodtelling,
    Bediening,
    Eenhedenrelatie,
    Erkenningenrelatie,
    Overzichtseenheid,
    Overzichtserkenning,
    Overzichtsgebruik,
)
from rio_soap.register.zoeken import opleidingstreffer

_CODES: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)
_van, _naar = instellingserkenning.alias("boven"), instellingserkenning.alias("onder")
_gebruik, _aanbod, _erkenning = onderwijslocatiegebruik.c, aangeboden_opleiding.c, instellingserkenning.c


def _kolommen(
    tabel: sa.FromClause, namen: Sequence[str]
) -> list[sa.ColumnElement[Any]]:  # Any: the class of the row says of which types they are
    """Columns by name; a stand as the text that it is."""
    return [
        sa.type_coerce(tabel.c[naam], Leesstand).label(naam) if naam == "stand" else tabel.c[naam] for naam in namen
    ]


_EENHEDEN = Statement(
    sa.select(*_kolommen(organisatorische_eenheid, Overzichtseenheid._fields)).where(
        organisatorische_eenheid.c.code.in_(_CODES)
    ),
    Overzichtseenheid,
)
_eenhedenrelaties = sa.select(*_kolommen(organisatierelatie, Eenhedenrelatie._fields)).where(
    sa.or_(organisatierelatie.c.van.in_(_CODES), organisatierelatie.c.naar.in_(_CODES))
)
_EENHEDENRELATIES = Statement(_eenhedenrelaties.where(geldig(organisatierelatie)), Eenhedenrelatie)
_EENHEDENRELATIES_OOIT = Statement(_eenhedenrelaties, Eenhedenrelatie)
_RUST = Statement(
    sa.select(*_kolommen(juridische_relatie, Rust._fields)).where(
        juridische_relatie.c.eenheid.in_(_CODES), geldig(juridische_relatie)
    ),
    Rust,
)
_ERKENNINGEN = Statement(
    sa.select(*_kolommen(instellingserkenning, Overzichtserkenning._fields)).where(_erkenning.code.in_(_CODES)),
    Overzichtserkenning,
)


def _relaties_van(eind: sa.FromClause) -> sa.Select[str | date]:
    """Relations with what names both ends, of the erkenningen at one of them."""
    eigen = (instellingsrelatie.c[naam] for naam in Erkenningenrelatie._fields[2:])
    einden = (kant.c[naam].label(f"{kant.name}_{naam}") for kant in (_van, _naar) for naam in Instellingsleutel._fields)
    bron = instellingsrelatie.join(_van, _van.c.id == instellingsrelatie.c.van).join(
        _naar, _naar.c.id == instellingsrelatie.c.naar
    )
    return sa.select(*einden, *eigen).select_from(bron).where(eind.c.code.in_(_CODES))


_Bandrij = tuple[str, str, str, str, str, str, str, date, date | None]
_ERKENNINGENRELATIES = Statement[_Bandrij](
    sa.union(*(_relaties_van(eind).where(geldig(instellingsrelatie)) for eind in (_van, _naar)))
)
_ERKENNINGENRELATIES_OOIT = Statement[_Bandrij](sa.union(*map(_relaties_van, (_van, _naar))))
_BEDIENINGEN = Statement[tuple[str, str, str, str]](
    sa.select(regio.c.postcodecijfers, *(_erkenning[naam] for naam in Instellingsleutel._fields))
    .select_from(regio.join(instellingserkenning))
    .where(regio.c.postcodecijfers.in_(_CODES), geldig(regio), geldig(instellingserkenning))
)
_GEBRUIKEN = Statement(
    sa.select(
        *_kolommen(onderwijslocatiegebruik, Overzichtsgebruik._fields[:-1]),
        sa.type_coerce(onderwijslocatie.c.stand, Leesstand).label("locatiestand"),
    )
    .join(onderwijslocatie)
    .where(_gebruik.bestuur.in_(_CODES), geldig(onderwijslocatiegebruik)),
    Overzichtsgebruik,
)
_VAN_AANBIEDERS = (_aanbod.aanbieder.in_(_CODES), geldig(aangeboden_opleiding))
_AANBODPLAATSEN = Statement(
    sa.select(_aanbod.aanbieder, _aanbod.locatie).where(*_VAN_AANBIEDERS, _aanbod.locatie.is_not(None)).distinct(),
    Aanbodplaats,
)
_AANBODTELLINGEN = Statement(
    sa.select(_aanbod.aanbieder, sa.func.count().label("aantal")).where(*_VAN_AANBIEDERS).group_by(_aanbod.aanbieder),
    Aanbodtelling,
)
_NA_ALLE = "z"
"""After every code of an offer, of which the letters go to f."""
_grenzen = (
    sa.select(
        organisatorische_eenheid.c.code,
        sa.select(_aanbod.code)
        .where(_aanbod.aanbieder == organisatorische_eenheid.c.code, geldig(aangeboden_opleiding))
        .order_by(_aanbod.code)
        .limit(1)
        .offset(sa.bindparam("hoeveel") - 1)
        .scalar_subquery()
        .label("laatste"),
    )
    .where(organisatorische_eenheid.c.code.in_(_CODES))
    .cte("grens")
    .prefix_with("MATERIALIZED")
)
"""Up to which code the offers of an aanbieder go that are asked for: found first, and once, so that of one with a
hundred thousand no more are read."""
_AANBODCODES = Statement(
    sa.select(_aanbod.aanbieder, _aanbod.code)
    .select_from(_grenzen.join(aangeboden_opleiding, _aanbod.aanbieder == _grenzen.c.code))
    .where(_aanbod.code <= sa.func.coalesce(_grenzen.c.laatste, _NA_ALLE), geldig(aangeboden_opleiding)),
    Aanbodcode,
)


class NuBron:
    """An `Overzichtbron` of the register as it is in one snapshot.

    :param lezer: who reads; decides which contactadressen are there.
    """

    def __init__(self, session: Session, lezer: Contactlezer) -> None:
        self._session, self._lezer = session, lezer

    def eenheden(self, codes: Collection[str]) -> Mapping[str, Overzichtseenheid]:
        """See `Overzichtbron`."""
        return {rij.code: rij for rij in self._session.execute(_EENHEDEN, {"codes": sorted(codes)})}

    def eenhedenrelaties(self, codes: Collection[str], dag: date | None) -> Sequence[Eenhedenrelatie]:
        """See `Overzichtbron`; without a day those of all days."""
        if dag is None:
            return self._session.execute(_EENHEDENRELATIES_OOIT, {"codes": sorted(codes)}).all()
        return self._session.execute(_EENHEDENRELATIES, {"codes": sorted(codes), DAG.key: dag}).all()

    def rust(self, codes: Collection[str], dag: date) -> Sequence[Rust]:
        """See `Overzichtbron`."""
        return self._session.execute(_RUST, {"codes": sorted(codes), DAG.key: dag}).all()

    def erkenningen(self, codes: Collection[str]) -> Sequence[Overzichtserkenning]:
        """See `Overzichtbron`."""
        return self._session.execute(_ERKENNINGEN, {"codes": sorted(codes)}).all()

    def erkenningenrelaties(
        self, sleutels: Collection[Instellingsleutel], dag: date | None
    ) -> Sequence[Erkenningenrelatie]:
        """See `Overzichtbron`; without a day those of all days."""
        waarden: Values = {"codes": sorted({sleutel.code for sleutel in sleutels})}
        if dag is None:
            rijen = self._session.execute(_ERKENNINGENRELATIES_OOIT, waarden)
        else:
            rijen = self._session.execute(_ERKENNINGENRELATIES, {**waarden, DAG.key: dag})
        return [
            Erkenningenrelatie(Instellingsleutel(*rij[:3]), Instellingsleutel(*rij[3:6]), *rij[6:]) for rij in rijen
        ]

    def bedieningen(self, postcodecijfers: Collection[str], dag: date) -> Sequence[Bediening]:
        """See `Overzichtbron`."""
        rijen = self._session.execute(_BEDIENINGEN, {"codes": sorted(postcodecijfers), DAG.key: dag})
        return [Bediening(cijfers, Instellingsleutel(*sleutel)) for cijfers, *sleutel in rijen]

    def gebruiken(self, besturen: Collection[str], dag: date) -> Sequence[Overzichtsgebruik]:
        """See `Overzichtbron`."""
        return self._session.execute(_GEBRUIKEN, {"codes": sorted(besturen), DAG.key: dag}).all()

    def aanbodplaatsen(self, aanbieders: Collection[str], dag: date) -> Sequence[Aanbodplaats]:
        """See `Overzichtbron`."""
        return self._session.execute(_AANBODPLAATSEN, {"codes": sorted(aanbieders), DAG.key: dag}).all()

    def aanbodtellingen(self, aanbieders: Collection[str], dag: date) -> Sequence[Aanbodtelling]:
        """See `Overzichtbron`."""
        return self._session.execute(_AANBODTELLINGEN, {"codes": sorted(aanbieders), DAG.key: dag}).all()

    def aanbodcodes(self, aanbieders: Collection[str], dag: date, hoeveel: int) -> Sequence[Aanbodcode]:
        """See `Overzichtbron`."""
        waarden: Values = {"codes": sorted(aanbieders), DAG.key: dag, "hoeveel": hoeveel}
        return self._session.execute(_AANBODCODES, waarden).all()

    def treffers(self, codes: Sequence[str], dag: date) -> Mapping[str, Gegeven]:
        """See `Overzichtbron`."""
        gelezen = opleidingstreffer.treffers(self._session, self._lezer.context, codes, dag)
        return {str(een.velden["aangebodenOpleidingCode"]).lower(): een for een in gelezen}

    def contactadressen(self, eenheden: Collection[str], dag: date) -> Mapping[str, Sequence[Gegeven]]:
        """See `Overzichtbron`."""
        # Whether it matters or not: else the time that it takes tells that there is something restricted.
        self._lezer.zie_vooruit(eenheden)
        _ = self._lezer.soorten, self._lezer.rollen
        return contactadressen_van(self._session, self._lezer, sorted(eenheden), dag)
