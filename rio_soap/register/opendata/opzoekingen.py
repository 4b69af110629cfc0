"""What the loaders ask of the register, one query per batch."""

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.opendata.soort import Opzoeking

_codes: sa.BindParameter[list[str]] = sa.bindparam("codes", expanding=True)
_eenheid, _ie, _oe = model.organisatorische_eenheid.c, model.instellingserkenning.c, model.opleidingserkenning.c
_erkenner = model.erkenner.c
_aanbod = model.aangeboden_opleiding.c
_relatie, _gebruik = model.organisatierelatie.c, model.onderwijslocatiegebruik.c


def _erkenning(naam: str, soort: str) -> Opzoeking:
    vraag = sa.select(_ie.code, _ie.erkenner, _ie.soort, _ie.id).where(_ie.soort == soort, _ie.code.in_(_codes))
    # Codes are unique per erkenner only; where a file gives no erkenner, OCW's goes first.
    return Opzoeking(naam, vraag.order_by(_ie.code, _ie.erkenner != "OCW", _ie.erkenner))


def _organisatie(naam: str, soort: str, *kolommen: sa.Column[Gegeven]) -> Opzoeking:
    vraag = sa.select(_eenheid.code, *kolommen).where(_eenheid.soort == soort, _eenheid.code.in_(_codes))
    return Opzoeking(naam, vraag)


BESTUUR = _organisatie("onderwijsbestuur", "BESTUUR")
GROEP = _organisatie("onderwijsaanbiedersgroep", "GROEP")
AANBIEDER = _organisatie("onderwijsaanbieder", "AANBIEDER")
STANDEN = {
    soort: _organisatie(naam, soort, _eenheid.stand)
    for naam, soort in (
        ("onderwijsbestuur", "BESTUUR"),
        ("onderwijsaanbiedersgroep", "GROEP"),
        ("onderwijsaanbieder", "AANBIEDER"),
        ("onderwijsbegeleidingsaanbieder", "BEGELEIDING"),
    )
}
"""By soort: units with their stand, for a load that holds a part of them only."""
ORGANISATIE = Opzoeking(
    "organisatorische eenheid", sa.select(_eenheid.code, _eenheid.soort).where(_eenheid.code.in_(_codes))
)
BESTUUR_VAN = Opzoeking(
    "onderwijsbestuur of the onderwijsaanbieder",
    sa.select(_relatie.naar, _relatie.van)
    .where(_relatie.naar.in_(_codes), _relatie.van.like("___B___"))
    .order_by(_relatie.naar, _relatie.begindatum.desc(), _relatie.van),
)
LOCATIE = Opzoeking(
    "onderwijslocatie", sa.select(model.onderwijslocatie.c.code).where(model.onderwijslocatie.c.code.in_(_codes))
)
GEBRUIK = Opzoeking(
    "onderwijslocatiegebruik",
    sa.select(_gebruik.bestuur, _gebruik.locatie, _gebruik.stand).where(_gebruik.bestuur.in_(_codes)),
)
"""By bestuur: all its locaties."""
BEVOEGD_GEZAG = _erkenning("bevoegd gezag", "BEVOEGD_GEZAG")
INSTELLING = _erkenning("erkende onderwijsinstelling", "ERKENDE_ONDERWIJSINSTELLING")
VESTIGING = _erkenning("erkende vestiging", "ERKENDE_VESTIGING")
SAMENWERKING = _erkenning("erkende samenwerking", "ERKENDE_SAMENWERKING")
ONDERSTEUNER = _erkenning("erkende onderwijsondersteuner", "ERKENDE_ONDERWIJSONDERSTEUNER")
ERKENNINGEN = {
    soort: Opzoeking(
        naam,
        sa.select(_ie.code, _ie.erkenner, _ie.stand)
        .where(_ie.soort == soort, _ie.code.in_(_codes))
        .order_by(_ie.erkenner != "OCW", _ie.id),
    )
    for soort, naam in (
        ("BEVOEGD_GEZAG", "bevoegd gezag"),
        ("ERKENDE_ONDERWIJSINSTELLING", "erkende onderwijsinstelling"),
        ("ERKENDE_VESTIGING", "erkende vestiging"),
        ("ERKENDE_SAMENWERKING", "erkende samenwerking"),
        ("ERKENDE_ONDERWIJSONDERSTEUNER", "erkende onderwijsondersteuner"),
    )
}
"""By soort: erkenningen with their stand, for what their files do not say."""
ERKENNER = Opzoeking(
    "erkenner", sa.select(_erkenner.code, _erkenner.soort, _erkenner.stand).where(_erkenner.code.in_(_codes))
)
LICENTIE = Opzoeking(
    "licentie",
    sa.select(model.licentie.c.code, model.licentie.c.stand).where(model.licentie.c.code.in_(_codes)),
)
EENHEID = Opzoeking(
    "opleidingseenheid",
    sa.select(model.opleidingseenheid.c.code, model.opleidingseenheid.c.eigenaar).where(
        model.opleidingseenheid.c.code.in_(_codes)
    ),
)
EENHEIDSTAND = Opzoeking(
    "opleidingseenheid",
    sa.select(model.opleidingseenheid.c.code, model.opleidingseenheid.c.stand).where(
        model.opleidingseenheid.c.code.in_(_codes)
    ),
)
OPLEIDINGSERKENNING = Opzoeking(
    "opleidingserkenning",
    sa.select(_oe.code, _oe.stelsel, _oe.niveau, _oe.unieke_code, _oe.id)
    .where(_oe.code.in_(_codes))
    .order_by(_oe.code, _oe.stelsel, _oe.unieke_code),
)
HO_ERKENNING = Opzoeking(
    "opleidingserkenning",
    sa.select(_oe.unieke_code, _oe.stelsel, _oe.code, _oe.niveau, _oe.id).where(_oe.unieke_code.in_(_codes)),
)
"""By unique code, which only erkenningen of ho have."""
AANGEBODEN = Opzoeking(
    "aangeboden opleiding",
    sa.select(_aanbod.code, _aanbod.aanbieder, _aanbod.eenheid, _aanbod.stand).where(_aanbod.code.in_(_codes)),
)
