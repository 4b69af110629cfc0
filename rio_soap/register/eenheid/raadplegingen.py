"""The readings: from rows to the fields of an answer. The contract, not this module, knows their order.

What RIO adds on reading, and how it refuses, is as recorded (client-observations 6 to 8); codes that no recording or
document gives are reasoned (docs/standaarden.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Reeks, Waarde
from rio_soap.register.aanbod.rijen import besturen_van_aanbieders, getoond
from rio_soap.register.database.database import Session
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    opleidingseenheid,
    organisatorische_eenheid,
)
from rio_soap.register.database.stand import Leesstand, van_json
from rio_soap.register.database.statements import Statement
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.eenheid.afgeleid import afgeleide_velden
from rio_soap.register.locatie.locatiecode import opvragen_locatiecode
from rio_soap.register.organisatie.besturen import besturen_van
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.paginas import pagina_van, paginagrootte, paginering
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.uitval import heel, probeer


def opvragen_opleidingseenheid(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """One unit by its code, of whatever owner; A01070 when it is not there."""
    code = velden.tekst(verzoek, "opleidingseenheidcode")
    rij = eenheden.eenheid(session, code)
    if rij is None or rij.specialisatie not in LEESBAAR:
        return afgekeurd([melding("A01070", (("opleidingseenheidcode", code),))])
    erkend = eenheden.erkenningen(session, [code])
    gelezen = probeer(
        context.uitval, opleidingseenheid, code, lambda: lees_eenheid(context, rij, heel(rij.stand), erkend)
    )
    if gelezen is None:
        return afgekeurd([melding("A01070", (("opleidingseenheidcode", code),))])
    return Uitslag({"opleidingseenheid": gelezen})


def opvragen_opleidingseenheden_van_organisatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A page of the units of an onderwijsbestuur, ascending by code; pages count from 0.

    A page past the last is approved and empty; an unknown bestuur is A01110 (both reasoned).
    """
    bestuur, pagina = velden.tekst(verzoek, "onderwijsbestuurcode"), pagina_van(verzoek)
    grootte = paginagrootte(context, "opvragen_opleidingseenhedenVanOrganisatie")
    if not _is_bestuur(session, bestuur):
        return afgekeurd([melding("A01110", (("onderwijsbestuurcode", bestuur),))])
    aantal = int(session.execute(_AANTAL, {"bestuur": bestuur, "leesbaar": LEESBAAR}).scalar_one())
    waarden = {
        "bestuur": bestuur,
        "leesbaar": LEESBAAR,
        "hoeveel": grootte,
        "vanaf": pagina * grootte,
    }
    rijen = session.execute(_PAGINA, waarden).all()
    erkend: dict[str, list[eenheden.Rij]] = {}
    for erkenning in eenheden.erkenningen(session, [rij.code for rij in rijen]):
        erkend.setdefault(erkenning.eenheid, []).append(erkenning)
    lijst = Reeks(rijen, lambda rij: lees_eenheid(context, rij, van_json(rij.stand), erkend.get(rij.code, ())))
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
    andere = eenheden.eenheden(session, (r.naar if r.van == code else r.van for r in relaties))
    gerelateerd = []
    for relatie in relaties:
        ander = andere[relatie.naar if relatie.van == code else relatie.van]
        gerelateerd.append(
            Gegeven(
                "gerelateerdeOpleidingseenheid",
                {
                    **_verkort(ander),
                    "opleidingsrelatiesoort": relatie.soort,
                    "opleidingsrelatieBegindatum": relatie.begindatum,
                    **({"opleidingsrelatieEinddatum": relatie.einddatum} if relatie.einddatum else {}),
                },
            )
        )
    samenhang = {
        **_verkort(rij),
        **({"gerelateerdeOpleidingseenheid": gerelateerd[:MAX_GERELATEERD]} if gerelateerd else {}),
    }
    return Uitslag({"samenhangOpleidingseenheid": Gegeven("samenhangOpleidingseenheid", samenhang)})


def opvragen_rio_identificatiecode(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """The code of RIO for a key of the sender, or of an address or place; A01161 or A01060 when there is none.

    Keys are compared to the letter. They are unique per owner only: an object of the sender goes before one of another
    owner, and among others the lowest code (reasoned; reading is free for everyone).
    """
    for naam, (antwoord, vraag) in _SLEUTELS.items():
        if naam in verzoek.velden:
            sleutel = velden.tekst(verzoek, naam)
            rijen = session.execute(vraag, {"sleutel": sleutel}).all()
            if not rijen:
                return afgekeurd([melding("A01161", ((naam, sleutel),))])
            code = (_eigen(session, context, rijen) if len(rijen) > 1 else rijen[0]).code
            return Uitslag({antwoord: getoond(session, code) if antwoord == "aangebodenOpleidingCode" else code})
    return opvragen_locatiecode(session, context, verzoek)


def _eigen(session: Session, context: Context, rijen: Sequence[sa.Row[Any]]) -> sa.Row[Any]:
    """The first object of the sender, else the first of all.

    An offer is held by an aanbieder, and that by its besturen of today, directly or over a groep.
    """
    besturen = set(besturen_van(session, context))
    houders = {rij.eigenaar for rij in rijen if rij.eigenaar is not None}
    over = besturen_van_aanbieders(session, houders, context.vandaag)
    return next(
        (rij for rij in rijen if rij.eigenaar in besturen or over.get(rij.eigenaar, set()) & besturen), rijen[0]
    )


MAX_GERELATEERD = 999
"""Related units in one answer (XSD); a unit with more shows its oldest relations."""

LEESBAAR: tuple[str, ...] = ("hoOpleiding", "hoOnderwijseenheid", "hoOnderwijseenhedencluster", "particuliereOpleiding")
"""Specialisations that the contract of Raadplegen can show; units of OCW of other kinds can only be referred to."""


def lees_eenheid(context: Context, rij: eenheden.Rij, stand: Gegeven, erkenningen: Iterable[eenheden.Rij]) -> Gegeven:
    """A unit as it is read: its stand with what the register adds.

    :param rij: with code, herkomst, eigenaar and specialisatie.
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
    gelezen.update(afgeleide_velden(rij.specialisatie, niveau, eqf_particulier=context.eqf_particulier))
    if sleutels := [_erkenningsleutel(erkenning) for erkenning in erkenningen]:
        gelezen["opleidingserkenningSleutel"] = sleutels[:20]
    return Gegeven(stand.naam, gelezen)


def _perioden(stand: Gegeven, eigenaar: str | None) -> list[Gegeven]:
    """Periods by begin, each with the kenmerk eigenaar."""
    perioden = sorted(velden.delen(stand, "opleidingseenheidPeriode"), key=lambda p: velden.datum(p, "begindatum"))
    if eigenaar is None:
        return perioden
    extra = Gegeven("kenmerken", {"kenmerknaam": "eigenaar", "kenmerkwaardeTekst": eigenaar})
    return [Gegeven(p.naam, {**p.velden, "kenmerken": [*velden.delen(p, "kenmerken"), extra]}) for p in perioden]


def _erkenningsleutel(erkenning: eenheden.Rij) -> Gegeven:
    return Gegeven(
        "opleidingserkenningSleutel", {"opleidingsstelsel": erkenning.stelsel, "opleidingscode": erkenning.code}
    )


def _verkort(rij: eenheden.Rij) -> dict[str, Waarde]:
    """Code, key and type of a unit, as in samenhangOpleidingseenheid."""
    eigen: dict[str, Waarde] = {"eigenOpleidingseenheidSleutel": rij.eigen_sleutel} if rij.eigen_sleutel else {}
    soort = _TYPEN.get(rij.specialisatie, rij.specialisatie.upper())
    return {"opleidingseenheidcode": rij.code, "opleidingseenheidtype": soort, **eigen}


_TYPEN: Mapping[str, str] = {
    "buitenlandseOpleiding": "BUITENLANDSE_OPLEIDING",
    "mboCrossOverKwalificatie": "MBOCROSS_OVERKWALIFICATIE",
}
"""Specialisations whose opleidingseenheidtype is not their name in capitals (public API description)."""


def _is_bestuur(session: Session, code: str) -> bool:
    return session.execute(_BESTUUR, {"code": code}).first() is not None


_BESTUUR = Statement(
    sa.select(organisatorische_eenheid.c.code).where(
        organisatorische_eenheid.c.code == sa.bindparam("code"), organisatorische_eenheid.c.soort == "BESTUUR"
    )
)
_VAN_BESTUUR = (
    opleidingseenheid.c.eigenaar == sa.bindparam("bestuur"),
    opleidingseenheid.c.specialisatie.in_(sa.bindparam("leesbaar", expanding=True)),
)
_AANTAL = Statement(sa.select(sa.func.count()).select_from(opleidingseenheid).where(*_VAN_BESTUUR))
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
    .offset(sa.bindparam("vanaf"))
)

_sleutel: sa.BindParameter[str] = sa.bindparam("sleutel")
_SLEUTELS: Mapping[str, tuple[str, Statement]] = {
    "eigenOpleidingseenheidSleutel": (
        "opleidingseenheidcode",
        Statement(
            sa.select(opleidingseenheid.c.code, opleidingseenheid.c.eigenaar)
            .where(opleidingseenheid.c.eigen_sleutel == _sleutel)
            .order_by(opleidingseenheid.c.code)
        ),
    ),
    "eigenAangebodenOpleidingSleutel": (
        "aangebodenOpleidingCode",
        Statement(
            sa.select(aangeboden_opleiding.c.code, aangeboden_opleiding.c.aanbieder.label("eigenaar"))
            .where(aangeboden_opleiding.c.eigen_sleutel == _sleutel)
            .order_by(aangeboden_opleiding.c.code)
        ),
    ),
    "eigenOnderwijsaanbiederSleutel": (
        "onderwijsaanbiedercode",
        Statement(
            sa.select(organisatorische_eenheid.c.code, organisatorische_eenheid.c.code.label("eigenaar"))
            .where(
                organisatorische_eenheid.c.eigen_sleutel == _sleutel, organisatorische_eenheid.c.soort == "AANBIEDER"
            )
            .order_by(organisatorische_eenheid.c.code)
        ),
    ),
}
"""Key asked for to the field of the answer and the query that finds the object."""
