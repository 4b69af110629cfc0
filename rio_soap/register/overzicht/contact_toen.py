"""The contactadressen of eenheden as the register knew them, as far as the reader may see them today."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.contact.leesvorm import lees_contactadres
from rio_soap.register.contact.rijen import Contactadres
from rio_soap.register.database.model import contactadres
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.overzicht.verleden import Verleden, standtekst
from rio_soap.register.regels.objectsleutel import delen_van, sleutel_uit
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.toezicht.uitval import probeer
from rio_soap.register.versie import bronnen


def contactadressen_toen(
    verleden: Verleden, lezer: Contactlezer, eenheden: Collection[str], dag: date
) -> Mapping[str, Sequence[Gegeven]]:
    """See `Overzichtbron.contactadressen`; as now, an eenheid that is not in operation on the day has none."""
    rijen = verleden.een(bronnen.ORGANISATIE, eenheden)
    in_bedrijf = [code for code, rij in rijen.items() if geldig_op(dag, rij.begindatum, rij.einddatum)]
    lezer.zie_vooruit(in_bedrijf)
    gevonden: dict[str, list[Gegeven]] = {code: [] for code in eenheden}
    for rij in _rijen(verleden, in_bedrijf):
        if not lezer.mag(rij.eenheid, rij.context):
            continue
        lees = partial(lees_contactadres, rij, dag, openbaar=lezer.openbaar(rij.context))
        gelezen = probeer(lezer.context.uitval, contactadres, sleutel_uit(*rij[:3]), lees)
        if gelezen is not None and lezer.toon(rij.eenheid, rij.context):
            gevonden[rij.eenheid].append(gelezen)
    return gevonden


def _rijen(verleden: Verleden, eenheden: Collection[str]) -> list[Contactadres]:
    """The contactadressen of eenheden as they were, by key; numbers as numbers, as the reading of now has them."""
    van = frozenset(eenheden)
    rijen = verleden.session.execute(_VAN_EENHEDEN, {"codes": sorted(van)}) if van else ()
    nu = {sleutel_uit(*rij[:3]): rij for rij in rijen}
    gewijzigd = {sleutel for sleutel in verleden.gewijzigd(contactadres, nu) if delen_van(sleutel)[0] in van}
    over = [rij for sleutel, rij in nu.items() if sleutel not in gewijzigd]
    toen = verleden.een(bronnen.CONTACTADRES, gewijzigd).values()
    over += [Contactadres(*rij[:3], standtekst(rij.stand)) for rij in toen]
    return sorted(over, key=lambda rij: (rij.eenheid, rij.context, len(rij.subcontextnummer), rij.subcontextnummer))


_VAN_EENHEDEN = Statement(
    sa.select(
        contactadres.c.eenheid,
        contactadres.c.context,
        contactadres.c.subcontextnummer,
        sa.type_coerce(contactadres.c.stand, Leesstand).label("stand"),
    ).where(contactadres.c.eenheid.in_(sa.bindparam("codes", expanding=True))),
    Contactadres,
)
