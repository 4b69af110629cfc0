"""Reading organisations: onderwijsaanbieders, and an onderwijsbestuur with what is under it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import (
    instellingserkenning,
    juridische_relatie,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.erkenning.rijen import OCW
from rio_soap.register.organisatie import leesvorm
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie.rijen import AANBIEDER, BESTUUR, GROEP, JuridischeRelatie, OrganisatorischeEenheid
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.uitval import heel, probeer

MAX_ONDER_BESTUUR = 999
"""Aanbieders, groepen, and aanbieders of one groep in an answer (XSD), which has no pages; the first by code."""

_relatie = organisatierelatie.c
_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)


class _Hierarchie(NamedTuple):
    """A HIERARCHISCH organisatierelatie; `van` is the code of the higher one."""

    van: str
    naar: str
    begindatum: date
    einddatum: date | None


_HIERARCHIE = sa.select(*(_relatie[naam] for naam in _Hierarchie._fields)).where(_relatie.soort == HIERARCHISCH)
_ONDER = Statement(
    _HIERARCHIE.where(_relatie.van.in_(_codes)).order_by(_relatie.van, _relatie.naar, _relatie.begindatum), _Hierarchie
)
_BOVEN = Statement(
    _HIERARCHIE.where(_relatie.naar.in_(_codes)).order_by(_relatie.naar, _relatie.begindatum, _relatie.van),
    _Hierarchie,
)
_JURIDISCH = Statement(
    sa.select(*(juridische_relatie.c[naam] for naam in JuridischeRelatie._fields)).where(
        juridische_relatie.c.eenheid.in_(_codes)
    ),
    JuridischeRelatie,
)
_erkenning = instellingserkenning.c
_ERKENNER = Statement[tuple[str, str]](
    sa.select(_erkenning.code, _erkenning.erkenner)
    .where(_erkenning.code.in_(_codes))
    .order_by(sa.case((_erkenning.erkenner == OCW, 1), else_=0), _erkenning.erkenner.desc())
)
_VAN_GEZAG = Statement(
    sa.select(organisatorische_eenheid).where(
        organisatorische_eenheid.c.bevoegd_gezag_nummer == sa.bindparam("nummer"),
        organisatorische_eenheid.c.soort == BESTUUR,
    ),
    OrganisatorischeEenheid,
)


def opvragen_onderwijsaanbieder(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """One aanbieder by its code; N09440 when it is not there.

    An aanbieder without a bestuur or without juridischeRelatie has no form in the contract, and is not there either.
    """
    code = velden.tekst(verzoek, "onderwijsaanbiedercode")
    gelezen = lees_aanbieders(session, context, organisaties.eenheden(session, [code], AANBIEDER))
    if code not in gelezen:
        return afgekeurd([melding("N09440", (("onderwijsaanbiedercode", code),))])
    return Uitslag({"onderwijsaanbieder": gelezen[code]})


def opvragen_onderwijsaanbieders_van_organisatie(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A bestuur with its aanbieders and its groepen, by its code (A01110) or its bevoegdGezagNummer (A01030).

    Aanbieders and groepen of all times, ascending by code; those of a groep also stand under the bestuur itself when
    they are tied to it (reasoned).
    """
    bestuur, weigering = _bestuur(session, context, verzoek)
    if bestuur is None:
        return weigering
    onder = _onder(session, [bestuur.code])
    groepen = organisaties.eenheden(session, [r.naar for r in onder], GROEP)[:MAX_ONDER_BESTUUR]
    per_groep = per(_onder(session, [groep.code for groep in groepen]), lambda relatie: relatie.van)
    codes = {r.naar for r in onder} | {r.naar for rijen in per_groep.values() for r in rijen}
    gelezen = lees_aanbieders(session, context, organisaties.eenheden(session, codes, AANBIEDER))

    def aanbieders(relaties: Iterable[_Hierarchie]) -> list[Gegeven]:
        return [gelezen[code] for code in sorted({r.naar for r in relaties}) if code in gelezen][:MAX_ONDER_BESTUUR]

    delen = [
        gelezen_groep
        for groep in groepen
        if (gelezen_groep := _groep(context, groep, aanbieders(per_groep.get(groep.code, ())))) is not None
    ]

    def maak() -> Gegeven:
        heel(bestuur.stand)
        return leesvorm.lees_onderwijsbestuur(bestuur, aanbieders(onder), delen)

    gelezen_bestuur = probeer(context.uitval, organisatorische_eenheid, bestuur.code, maak)
    return weigering if gelezen_bestuur is None else Uitslag({"onderwijsbestuur": gelezen_bestuur})


def _groep(context: Context, groep: OrganisatorischeEenheid, onder: list[Gegeven]) -> Gegeven | None:
    """A groep as it is read; None when its stand is none."""

    def maak() -> Gegeven:
        heel(groep.stand)
        return leesvorm.lees_onderwijsaanbiedergroep(groep, onder)

    return probeer(context.uitval, organisatorische_eenheid, groep.code, maak)


def lees_aanbieders(session: Session, context: Context, rijen: Sequence[OrganisatorischeEenheid]) -> dict[str, Gegeven]:
    """Aanbieders as they are read, by code; a fixed number of queries for any number of them."""
    if not rijen:
        return {}
    juridisch = {
        rij.code: sleutels
        for rij in rijen
        if (sleutels := probeer(context.uitval, organisatorische_eenheid, rij.code, partial(_juridisch, rij)))
        is not None
    }
    erkenners, besturen = _erkenners(session, juridisch), _bijbehorend(session, context, list(juridisch))
    gelezen = {}
    for rij in rijen:
        if rij.code not in juridisch:
            continue
        maak = partial(leesvorm.lees_onderwijsaanbieder, rij, erkenners.get(rij.code, {}), besturen.get(rij.code, []))
        aanbieder = probeer(context.uitval, organisatorische_eenheid, rij.code, maak)
        if (
            aanbieder is not None
            and aanbieder.velden["bijbehorendOnderwijsbestuur"]
            and aanbieder.velden["juridischeRelatie"]
        ):
            gelezen[rij.code] = aanbieder
    return gelezen


def _juridisch(rij: OrganisatorischeEenheid) -> list[tuple[str, date]]:
    """What tells the juridischeRelaties of an aanbieder apart: code and begindatum; raises for no aanbieder at all."""
    velden.datum(heel(rij.stand), "inBedrijfdatum")
    return [
        (velden.tekst(relatie, "instellingserkenningscode"), velden.datum(relatie, "begindatum"))
        for relatie in velden.delen(rij.stand, "juridischeRelatie")
    ]


def _bijbehorend(session: Session, context: Context, codes: Sequence[str]) -> dict[str, list[Gegeven]]:
    """The besturen of aanbieders: direct, else through a groep."""
    boven = per(session.execute(_BOVEN, {"codes": codes}), lambda relatie: relatie.naar)
    hogere = {r.van for rijen in boven.values() for r in rijen}
    besturen = {rij.code: rij for rij in organisaties.eenheden(session, hogere, BESTUUR)}
    via: dict[str, list[_Hierarchie]] = {}
    if groepen := {r.van for rijen in boven.values() if not any(x.van in besturen for x in rijen) for r in rijen}:
        via = per(session.execute(_BOVEN, {"codes": sorted(groepen)}), lambda relatie: relatie.naar)
        verder = {r.van for rijen in via.values() for r in rijen} - besturen.keys()
        besturen |= {rij.code: rij for rij in organisaties.eenheden(session, verder, BESTUUR)}
    gevonden: dict[str, list[Gegeven]] = {}
    for code, rijen in boven.items():
        paren = [(r.van, r) for r in rijen if r.van in besturen] or [
            (hoger.van, r) for r in rijen for hoger in via.get(r.van, ()) if hoger.van in besturen
        ]
        gelezen = (_een_bijbehorend(context, besturen[b], r) for b, r in paren)
        gevonden[code] = [een for een in gelezen if een is not None]
    return gevonden


def _een_bijbehorend(context: Context, bestuur: OrganisatorischeEenheid, relatie: _Hierarchie) -> Gegeven | None:
    """A bestuur of an aanbieder; None when its stand is none."""

    def maak() -> Gegeven:
        heel(bestuur.stand)
        return leesvorm.lees_bijbehorend_bestuur(bestuur, relatie.begindatum, relatie.einddatum)

    return probeer(context.uitval, organisatorische_eenheid, bestuur.code, maak)


def _erkenners(
    session: Session, juridisch: Mapping[str, list[tuple[str, date]]]
) -> dict[str, dict[tuple[str, date], str]]:
    """Per aanbieder the erkenner of each juridischeRelatie: of the row beside the stand, else of the erkenning itself.

    A code is unique per erkenner only; of two erkenningen with one code that of OCW goes first.
    """
    gevonden: dict[str, dict[tuple[str, date], str]] = {}
    for rij in session.execute(_JURIDISCH, {"codes": list(juridisch)}):
        gevonden.setdefault(rij.eenheid, {})[rij.erkenning, rij.begindatum] = rij.erkenner
    open_: dict[str, list[tuple[str, date]]] = {}
    for aanbieder, erkenningen in juridisch.items():
        for erkenning in erkenningen:
            if erkenning not in gevonden.setdefault(aanbieder, {}):
                open_.setdefault(aanbieder, []).append(erkenning)
    if open_:
        codes = sorted({code for lijst in open_.values() for code, _ in lijst})
        bekend = erkenners_van(session, codes)
        for aanbieder, lijst in open_.items():
            gevonden[aanbieder] |= {(code, begin): bekend[code] for code, begin in lijst if code in bekend}
    return gevonden


def erkenners_van(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """The erkenner of instellingserkenningen by code; of two with one code that of OCW goes first."""
    return dict(session.execute(_ERKENNER, {"codes": sorted(set(codes))}))


def _bestuur(session: Session, context: Context, verzoek: Gegeven) -> tuple[OrganisatorischeEenheid | None, Uitslag]:
    """The bestuur asked for; of several with one bevoegdGezagNummer one that is valid today, else the newest."""
    if "onderwijsbestuurCode" in verzoek.velden:
        code = velden.tekst(verzoek, "onderwijsbestuurCode")
        weigering = afgekeurd([melding("A01110", (("onderwijsbestuurCode", code),))])
        return organisaties.bestuur(session, code), weigering
    nummer = velden.tekst(verzoek, "bevoegdGezagNummer")
    rijen = sorted(
        session.execute(_VAN_GEZAG, {"nummer": nummer}),
        key=lambda rij: (geldig_op(context.vandaag, rij.begindatum, rij.einddatum), rij.begindatum, rij.code),
    )
    return (rijen[-1] if rijen else None), afgekeurd([melding("A01030", (("bevoegdGezagNummer", nummer),))])


def _onder(session: Session, boven: Sequence[str]) -> Sequence[_Hierarchie]:
    """What is under organisatorische eenheden, by code of the higher one and then of the lower."""
    return session.execute(_ONDER, {"codes": boven}).all() if boven else ()
