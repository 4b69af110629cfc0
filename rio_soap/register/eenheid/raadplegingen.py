"""Reading opleidingseenheden: from rows to the fields of an answer. The contract, not this module, knows their order.

What RIO adds on reading, and how it refuses, is as recorded (client-observations 6 to 8); codes that no recording or
document gives are reasoned (docs/standaarden.md).
"""

from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Reeks, Waarde
from rio_soap.register.database.model import opleidingseenheid
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.eenheid.afgeleid import afgeleide_velden
from rio_soap.register.eenheid.eenheidtype import type_van
from rio_soap.register.eenheid.rijen import Eenheid, Opleidingserkenning, Opleidingsrelatie
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.paginas import pagina_van, paginagrootte, paginering
from rio_soap.register.regels.standtekst import van_json
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.uitval import heel, probeer

MAX_GERELATEERD = 999
"""Related units in one answer (XSD); a unit with more shows its oldest relations."""

LEESBAAR: tuple[str, ...] = ("hoOpleiding", "hoOnderwijseenheid", "hoOnderwijseenhedencluster", "particuliereOpleiding")
"""Specialisations that the contract of Raadplegen can show; units of OCW of other kinds can only be referred to."""


class GelezenEenheid(NamedTuple):
    """Of a unit on a page what is read; its stand as text, of which something is made when it is written."""

    code: str
    herkomst: str
    eigenaar: str | None
    specialisatie: str
    stand: str


def opvragen_opleidingseenheid(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """One unit by its code, of whatever owner; A01070 when it is not there."""
    code = velden.tekst(verzoek, "opleidingseenheidcode")
    rij = eenheden.eenheid(session, code)
    if rij is None or rij.specialisatie not in LEESBAAR:
        return afgekeurd([melding("A01070", (("opleidingseenheidcode", code),))])
    erkend = eenheden.erkenningen(session, [code])
    particulier = context.instellingen.eqf_particulier

    def lees() -> Gegeven:
        return lees_eenheid(rij, heel(rij.stand), erkend, eqf_particulier=particulier)

    gelezen = probeer(context.uitval, opleidingseenheid, code, lees)
    if gelezen is None:
        return afgekeurd([melding("A01070", (("opleidingseenheidcode", code),))])
    return Uitslag({"opleidingseenheid": gelezen})


def opvragen_opleidingseenheden_van_organisatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A page of the units of an onderwijsbestuur, ascending by code; pages count from 0.

    A page past the last is approved and empty; an unknown bestuur is A01110 (both reasoned).
    """
    bestuur, pagina = velden.tekst(verzoek, "onderwijsbestuurcode"), pagina_van(verzoek)
    grootte = paginagrootte(context, "opvragen_opleidingseenhedenVanOrganisatie")
    if not organisaties.is_bestuur(session, bestuur):
        return afgekeurd([melding("A01110", (("onderwijsbestuurcode", bestuur),))])
    aantal = session.execute(_AANTAL, {"bestuur": bestuur, "leesbaar": LEESBAAR}).scalar_one()
    waarden: Values = {"bestuur": bestuur, "leesbaar": LEESBAAR, "hoeveel": grootte, "vanaf": pagina * grootte}
    rijen = session.execute(_PAGINA, waarden).all()
    erkend = per(eenheden.erkenningen(session, [rij.code for rij in rijen]), lambda erkenning: erkenning.eenheid)
    particulier = context.instellingen.eqf_particulier

    def lees(rij: GelezenEenheid) -> Gegeven:
        return lees_eenheid(rij, van_json(rij.stand), erkend.get(rij.code, ()), eqf_particulier=particulier)

    lijst = Reeks(rijen, lees)
    return Uitslag({"opleidingseenheid": lijst, "paginering": paginering(pagina, aantal, grootte)})


def opvragen_opleidingsrelaties_bij_opleidingseenheid(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A unit with the units related to it; A01070 when it is not there. The soort looks the same from either side.

    Of whatever kind: the answer shows no more than code, own key and opleidingseenheidtype, and the list of those types
    (Opleidingseenheidtype-v02) has the units of every sector.
    """
    code = velden.tekst(verzoek, "opleidingseenheidcode")
    rij = eenheden.eenheid(session, code)
    if rij is None:
        return afgekeurd([melding("A01070", (("opleidingseenheidcode", code),))])
    relaties = eenheden.relaties(session, code)
    andere = eenheden.eenheden(session, (relatie.ander(code) for relatie in relaties))
    gerelateerd = [_gerelateerd(relatie, andere[relatie.ander(code)]) for relatie in relaties]
    samenhang = {
        **_verkort(rij),
        **({"gerelateerdeOpleidingseenheid": gerelateerd[:MAX_GERELATEERD]} if gerelateerd else {}),
    }
    return Uitslag({"samenhangOpleidingseenheid": Gegeven("samenhangOpleidingseenheid", samenhang)})


def lees_eenheid(
    rij: Eenheid | GelezenEenheid,
    stand: Gegeven,
    erkenningen: Iterable[Opleidingserkenning],
    *,
    eqf_particulier: bool,
) -> Gegeven:
    """A unit as it is read: its stand with what the register adds.

    :param rij: its row, whole or as on a page.
    :param eqf_particulier: as for `afgeleide_velden`.
    """
    gelezen: dict[str, Waarde] = {
        **stand.velden,
        "opleidingseenheidcode": rij.code,
        "herkomstOpleiding": rij.herkomst,
        "opleidingseenheidPeriode": _perioden(stand, rij.eigenaar),
    }
    # A sender may write eqf and nlqf at a particuliereOpleiding; RIO shows what it derives itself, if anything.
    niveau = velden.tekst_of_niet(stand, "niveau")
    for naam in ("eqf", "nlqf", "graad"):
        gelezen.pop(naam, None)
    gelezen.update(afgeleide_velden(rij.specialisatie, niveau, eqf_particulier=eqf_particulier))
    # Of the ho many erkenningen have one stelsel and code, which are all that V4 knows of them.
    if paren := dict.fromkeys([(erkenning.stelsel, erkenning.code) for erkenning in erkenningen]):
        gelezen["opleidingserkenningSleutel"] = [_erkenningsleutel(*paar) for paar in paren][:20]
    return Gegeven(stand.naam, gelezen)


def _perioden(stand: Gegeven, eigenaar: str | None) -> list[Gegeven]:
    """Periods by begin, each with the kenmerk eigenaar."""
    perioden = velden.op_begin(stand, "opleidingseenheidPeriode")
    if eigenaar is None:
        return perioden
    extra = Gegeven("kenmerken", {"kenmerknaam": "eigenaar", "kenmerkwaardeTekst": eigenaar})
    return [Gegeven(p.naam, {**p.velden, "kenmerken": [*velden.delen(p, "kenmerken"), extra]}) for p in perioden]


def _erkenningsleutel(stelsel: str, code: str) -> Gegeven:
    return Gegeven("opleidingserkenningSleutel", {"opleidingsstelsel": stelsel, "opleidingscode": code})


def _gerelateerd(relatie: Opleidingsrelatie, ander: Eenheid) -> Gegeven:
    """The other unit of a relation, as in samenhangOpleidingseenheid."""
    gelezen = {
        **_verkort(ander),
        "opleidingsrelatiesoort": relatie.soort,
        "opleidingsrelatieBegindatum": relatie.begindatum,
    }
    if relatie.einddatum:
        gelezen["opleidingsrelatieEinddatum"] = relatie.einddatum
    return Gegeven("gerelateerdeOpleidingseenheid", gelezen)


def _verkort(rij: Eenheid) -> dict[str, Waarde]:
    """Code, key and type of a unit, as in samenhangOpleidingseenheid."""
    eigen: dict[str, Waarde] = {"eigenOpleidingseenheidSleutel": rij.eigen_sleutel} if rij.eigen_sleutel else {}
    return {"opleidingseenheidcode": rij.code, "opleidingseenheidtype": type_van(rij.specialisatie), **eigen}


_VAN_BESTUUR = (
    opleidingseenheid.c.eigenaar == sa.bindparam("bestuur"),
    opleidingseenheid.c.specialisatie.in_(sa.bindparam("leesbaar", expanding=True)),
)
_AANTAL = Statement[tuple[int]](sa.select(sa.func.count()).select_from(opleidingseenheid).where(*_VAN_BESTUUR))
_eenheid = opleidingseenheid.c
_PAGINA = Statement(
    sa.select(
        _eenheid.code,
        _eenheid.herkomst,
        _eenheid.eigenaar,
        _eenheid.specialisatie,
        sa.type_coerce(_eenheid.stand, Leesstand).label("stand"),
    )
    .where(*_VAN_BESTUUR)
    .order_by(opleidingseenheid.c.code)
    .limit(sa.bindparam("hoeveel"))
    .offset(sa.bindparam("vanaf")),
    GelezenEenheid,
)
