"""What an uittreksel says of an instellingserkenning: itself, its relations and its licenties, on a day."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.model import instellingserkenning, licentie
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning.leesvorm import als_keuze, lees_erkenning
from rio_soap.register.erkenning.rijen import Instellingserkenning
from rio_soap.register.erkenning.rijen_relatie import schrijf_relatie
from rio_soap.register.erkenning.sleutels import Instellingsleutel, Relatiesleutel, sleutel_van
from rio_soap.register.licentie.leesvorm import Leeslicentie, lees_licentie
from rio_soap.register.licentie.zichtbaarheid import verborgen
from rio_soap.register.overzicht.overzichtbron import Overzichtbron
from rio_soap.register.overzicht.verleden import Verleden, standtekst
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.toezicht.uitval import heel, probeer
from rio_soap.register.versie import bronnen

MAX_RELATIES: Final = 999
MAX_LICENTIES: Final = 1999
"""instellingsrelatie and licentie in an uittreksel (XSD); of more the first by key are shown."""


def erkenningsdelen(
    verleden: Verleden, bron: Overzichtbron, context: Context, sleutel: Instellingsleutel, dag: date
) -> dict[str, Waarde] | None:
    """The erkenning, with what of its relations and licenties holds on the day; None when there was none.

    A licentie that is withheld from the sender today is not there, whatever moment is asked for.
    """
    rij = verleden.een(bronnen.INSTELLINGSERKENNING, [sleutel_van(*sleutel)]).get(sleutel_van(*sleutel))
    if rij is None:
        return None
    gelezen = probeer(context.uitval, instellingserkenning, sleutel_van(*sleutel), partial(_lees, rij, dag))
    if gelezen is None:
        return None
    return {
        "instellingserkenning": gelezen,
        "instellingsrelatie": _relaties(bron, sleutel, dag),
        "licentie": _licenties(verleden, context, rij.id, dag),
    }


def _lees(rij: Instellingserkenning, dag: date) -> Gegeven:
    heel(rij.stand)
    return als_keuze(lees_erkenning(rij, dag))


def _relaties(bron: Overzichtbron, sleutel: Instellingsleutel, dag: date) -> list[Gegeven]:
    """From and to the erkenning, by key; one of an erkenning whose erkenner no file says cannot be named."""
    relaties = [
        (Relatiesleutel(rij.van, rij.naar, rij.soort, rij.begindatum), rij.einddatum)
        for rij in bron.erkenningenrelaties([sleutel], dag)
        if sleutel in (rij.van, rij.naar) and rij.van.erkenner and rij.naar.erkenner
    ]
    return [schrijf_relatie(*een) for een in sorted(relaties, key=lambda een: een[0])[:MAX_RELATIES]]


def _licenties(verleden: Verleden, context: Context, erkenning: int, dag: date) -> list[Gegeven]:
    """The licenties of the erkenning that hold, by code."""
    standen = _standen(verleden, erkenning, dag)
    weg = verborgen(verleden.session, context, standen)
    getoond = [code for code in sorted(standen) if code not in weg][:MAX_LICENTIES]
    maatregelen = verleden.rijen(bronnen.MAATREGELEN, getoond)
    gelezen = []
    for code in getoond:
        leesbaar = Leeslicentie(code, standen[code], maatregelen.get(code, ()))
        gelezen.append(probeer(context.uitval, licentie, code, partial(lees_licentie, leesbaar, dag)))
    return [een for een in gelezen if een is not None]


def _standen(verleden: Verleden, erkenning: int, dag: date) -> Mapping[str, str]:
    """The stands, as text, of the licenties of the erkenning that hold on the day, by code.

    A licentie keeps its erkenningen (RS1009), so that of then are among those of now and those removed since.
    """
    if verleden.op is None:
        return dict(verleden.session.execute(_STANDEN, {"erkenning": erkenning, DAG.key: dag}).all())
    nu = set(verleden.session.execute(_VAN_ERKENNING, {"erkenning": erkenning}).scalars())
    codes = sorted(nu | verleden.verwijderd(licentie))
    return {
        code: standtekst(rij.stand)
        for code, rij in verleden.een(bronnen.LICENTIE, codes).items()
        if rij.instellingserkenning == erkenning and geldig_op(dag, rij.begindatum, rij.einddatum)
    }


_STANDEN = Statement[tuple[str, str]](
    sa.select(licentie.c.code, sa.type_coerce(licentie.c.stand, Leesstand).label("stand")).where(
        licentie.c.instellingserkenning == sa.bindparam("erkenning"), geldig(licentie)
    )
)
_VAN_ERKENNING = Statement[tuple[str]](
    sa.select(licentie.c.code).where(licentie.c.instellingserkenning == sa.bindparam("erkenning"))
)
