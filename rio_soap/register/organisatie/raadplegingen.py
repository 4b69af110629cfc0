"""Reading organisations: aanbieders, a bestuur with what is under it, the legal structure of a bevoegd gezag."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.database import Session
from rio_soap.register.database.model import (
    instellingserkenning,
    instellingsrelatie,
    juridische_relatie,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels import leesvorm, velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.leesvorm import Rij, geldig_op, per
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.uitval import heel, probeer

MAX_ONDER_BESTUUR = 999
"""Aanbieders, groepen, and aanbieders of one groep in an answer (XSD), which has no pages; the first by code."""
MAX_STRUCTUUR = 99
"""Instellingen of a bevoegd gezag, and vestigingen of an instelling (XSD); the first by code, those of today first."""


def opvragen_onderwijsaanbieder(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """One aanbieder by its code; N09440 when it is not there.

    An aanbieder without a bestuur or without juridischeRelatie has no form in the contract, and is not there either.
    """
    code = velden.tekst(verzoek, "onderwijsaanbiedercode")
    gelezen = lees_aanbieders(session, context, _eenheden(session, [code], "AANBIEDER"))
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
    onder = _relaties(session, [bestuur.code])
    groepen = _eenheden(session, [r.naar for r in onder], "GROEP")[:MAX_ONDER_BESTUUR]
    per_groep = per(_relaties(session, [groep.code for groep in groepen]), "van") if groepen else {}
    codes = {r.naar for r in onder} | {r.naar for rijen in per_groep.values() for r in rijen}
    gelezen = lees_aanbieders(session, context, _eenheden(session, codes, "AANBIEDER"))

    def aanbieders(relaties: Iterable[Rij]) -> list[Gegeven]:
        return [gelezen[code] for code in sorted({r.naar for r in relaties}) if code in gelezen][:MAX_ONDER_BESTUUR]

    delen = [
        gelezen_groep
        for groep in groepen
        if (gelezen_groep := _groep(context, groep, aanbieders(per_groep.get(groep.code, ())))) is not None
    ]

    def maak() -> Gegeven:
        heel(bestuur.stand)
        return leesvorm.onderwijsbestuur(bestuur, aanbieders(onder), delen)

    gelezen_bestuur = probeer(context.uitval, organisatorische_eenheid, bestuur.code, maak)
    return weigering if gelezen_bestuur is None else Uitslag({"onderwijsbestuur": gelezen_bestuur})


def _groep(context: Context, groep: Rij, onder: list[Gegeven]) -> Gegeven | None:
    """A groep as it is read; None when its stand is none."""

    def maak() -> Gegeven:
        heel(groep.stand)
        return leesvorm.onderwijsaanbiedergroep(groep, onder)

    return probeer(context.uitval, organisatorische_eenheid, groep.code, maak)


def opvragen_instellingsstructuur(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A bevoegd gezag with its erkende onderwijsinstellingen and their vestigingen.

    With a peildatum only the erkenningen, relations and periods valid on that day; without one those of all times.
    A01030 for an unknown bevoegd gezag, or one that was not valid on the peildatum (both reasoned).
    """
    nummer, peildatum = velden.tekst(verzoek, "bevoegdGezagNummer"), velden.datum_of_niet(verzoek, "peildatum")
    gezag = session.execute(_GEZAG, {"code": nummer}).first()
    if gezag is None or not _geldt(gezag, peildatum):
        return afgekeurd([melding("A01030", (("bevoegdGezagNummer", nummer),))])
    instellingen = _onder(session, context, [gezag.id], "ERKENDE_ONDERWIJSINSTELLING", peildatum).get(gezag.id, [])
    vestigingen = _onder(session, context, [i.id for i in instellingen], "ERKENDE_VESTIGING", peildatum)

    def erkend(rij: Rij, onder: dict[str, Waarde]) -> Gegeven | None:
        def maak() -> Gegeven:
            heel(rij.stand)
            return leesvorm.instellingserkenning(rij, peildatum, onder)

        return probeer(context.uitval, instellingserkenning, f"{rij.erkenner}/{rij.soort}/{rij.code}", maak)

    def erkend_onder(rijen: Iterable[Rij], onder: Callable[[Rij], dict[str, Waarde]]) -> list[Gegeven]:
        gelezen = (erkend(rij, _relatievelden(rij) | onder(rij)) for rij in rijen)
        return [een for een in gelezen if een is not None]

    delen = erkend_onder(
        instellingen, lambda i: {"erkendeVestiging": erkend_onder(vestigingen.get(i.id, ()), lambda _: {})}
    )
    gelezen_gezag = erkend(gezag, {"erkendeOnderwijsinstelling": delen})
    if gelezen_gezag is None:
        return afgekeurd([melding("A01030", (("bevoegdGezagNummer", nummer),))])
    return Uitslag({"bevoegdGezag": gelezen_gezag})


def _relatievelden(rij: Rij) -> dict[str, Waarde]:
    """Begin and end of the tie of an erkenning to the one above."""
    relatie: dict[str, Waarde] = {"instellingsrelatieBegindatum": rij.relatiebegin}
    if rij.relatie_einde:
        relatie["instellingsrelatieEinddatum"] = rij.relatie_einde
    return relatie


def lees_aanbieders(session: Session, context: Context, rijen: Sequence[Rij]) -> dict[str, Gegeven]:
    """Aanbieders as they are read, by code; a fixed number of queries for any number of them."""
    if not rijen:
        return {}
    rust_op = {
        rij.code: sleutels
        for rij in rijen
        if (sleutels := probeer(context.uitval, organisatorische_eenheid, rij.code, partial(_rust_op, rij))) is not None
    }
    erkenners, besturen = _erkenners(session, rust_op), _bijbehorend(session, context, list(rust_op))
    gelezen = {}
    for rij in rijen:
        if rij.code not in rust_op:
            continue
        maak = partial(leesvorm.onderwijsaanbieder, rij, erkenners.get(rij.code, {}), besturen.get(rij.code, []))
        aanbieder = probeer(context.uitval, organisatorische_eenheid, rij.code, maak)
        if (
            aanbieder is not None
            and aanbieder.velden["bijbehorendOnderwijsbestuur"]
            and aanbieder.velden["juridischeRelatie"]
        ):
            gelezen[rij.code] = aanbieder
    return gelezen


def _rust_op(rij: Rij) -> list[tuple[str, date]]:
    """What tells the juridischeRelaties of an aanbieder apart: code and begindatum; raises for no aanbieder at all."""
    velden.datum(heel(rij.stand), "inBedrijfdatum")
    return [
        (velden.tekst(relatie, "instellingserkenningscode"), velden.datum(relatie, "begindatum"))
        for relatie in velden.delen(rij.stand, "juridischeRelatie")
    ]


def _bijbehorend(session: Session, context: Context, codes: Sequence[str]) -> dict[str, list[Gegeven]]:
    """The besturen of aanbieders: direct, else through a groep."""
    boven = per(session.execute(_BOVEN, {"codes": codes}), "naar")
    hogere = {r.van for rijen in boven.values() for r in rijen}
    besturen = {rij.code: rij for rij in _eenheden(session, hogere, "BESTUUR")}
    via: dict[str, list[Rij]] = {}
    if groepen := {r.van for rijen in boven.values() if not any(x.van in besturen for x in rijen) for r in rijen}:
        via = per(session.execute(_BOVEN, {"codes": sorted(groepen)}), "naar")
        verder = {r.van for rijen in via.values() for r in rijen} - besturen.keys()
        besturen |= {rij.code: rij for rij in _eenheden(session, verder, "BESTUUR")}
    gevonden: dict[str, list[Gegeven]] = {}
    for code, rijen in boven.items():
        paren = [(r.van, r) for r in rijen if r.van in besturen] or [
            (hoger.van, r) for r in rijen for hoger in via.get(r.van, ()) if hoger.van in besturen
        ]
        gelezen = (_een_bijbehorend(context, besturen[b], r) for b, r in paren)
        gevonden[code] = [een for een in gelezen if een is not None]
    return gevonden


def _een_bijbehorend(context: Context, bestuur: Rij, relatie: Rij) -> Gegeven | None:
    """A bestuur of an aanbieder; None when its stand is none."""

    def maak() -> Gegeven:
        heel(bestuur.stand)
        return leesvorm.bijbehorend_bestuur(bestuur, relatie.begindatum, relatie.einddatum)

    return probeer(context.uitval, organisatorische_eenheid, bestuur.code, maak)


def _erkenners(
    session: Session, rust_op: Mapping[str, list[tuple[str, date]]]
) -> dict[str, dict[tuple[str, date], str]]:
    """Per aanbieder the erkenner of each juridischeRelatie: of the row beside the stand, else of the erkenning itself.

    A code is unique per erkenner only; of two erkenningen with one code that of OCW goes first.
    """
    gevonden: dict[str, dict[tuple[str, date], str]] = {}
    for rij in session.execute(_RUST_OP, {"codes": list(rust_op)}):
        gevonden.setdefault(rij.eenheid, {})[rij.erkenning, rij.begindatum] = rij.erkenner
    open_: dict[str, list[tuple[str, date]]] = {}
    for aanbieder, erkenningen in rust_op.items():
        for erkenning in erkenningen:
            if erkenning not in gevonden.setdefault(aanbieder, {}):
                open_.setdefault(aanbieder, []).append(erkenning)
    if open_:
        codes = sorted({code for lijst in open_.values() for code, _ in lijst})
        bekend = {rij.code: rij.erkenner for rij in session.execute(_ERKENNER, {"codes": codes})}
        for aanbieder, lijst in open_.items():
            gevonden[aanbieder] |= {(code, begin): bekend[code] for code, begin in lijst if code in bekend}
    return gevonden


def _bestuur(session: Session, context: Context, verzoek: Gegeven) -> tuple[Rij | None, Uitslag]:
    """The bestuur asked for; of several with one bevoegdGezagNummer one that is valid today, else the newest."""
    naam, foutcode, kolom = (
        ("onderwijsbestuurCode", "A01110", "code")
        if "onderwijsbestuurCode" in verzoek.velden
        else ("bevoegdGezagNummer", "A01030", "bevoegd_gezag_nummer")
    )
    waarde = velden.tekst(verzoek, naam)
    vraag = sa.select(organisatorische_eenheid).where(
        organisatorische_eenheid.c[kolom] == waarde, organisatorische_eenheid.c.soort == "BESTUUR"
    )
    rijen = sorted(
        session.execute(vraag),
        key=lambda rij: (geldig_op(context.vandaag, rij.begindatum, rij.einddatum), rij.begindatum, rij.code),
    )
    return (rijen[-1] if rijen else None), afgekeurd([melding(foutcode, ((naam, waarde),))])


def _eenheden(session: Session, codes: Iterable[str], soort: str) -> Sequence[Rij]:
    """Organisatorische eenheden of a kind, ascending by code; unknown codes and other kinds are absent."""
    lijst = sorted(set(codes))
    return session.execute(_EENHEDEN, {"codes": lijst, "soort": soort}).all() if lijst else []


def _relaties(session: Session, van: Sequence[str]) -> Sequence[Rij]:
    return session.execute(_ONDER, {"codes": van}).all()


def _onder(
    session: Session, context: Context, boven: Sequence[int], soort: str, peildatum: date | None
) -> dict[int, list[Rij]]:
    """Erkenningen of a kind under others, by the id of the higher one."""
    if not boven:
        return {}
    verdeeld: dict[int, list[Rij]] = {}
    for rij in session.execute(_ERKEND_ONDER, {"boven": boven, "soort": soort}):
        if _geldt(rij, peildatum) and (peildatum is None or geldig_op(peildatum, rij.relatiebegin, rij.relatie_einde)):
            verdeeld.setdefault(rij.van, []).append(rij)
    for van, rijen in verdeeld.items():
        if len(rijen) > MAX_STRUCTUUR:
            lopend = [r for r in rijen if geldig_op(context.vandaag, r.relatiebegin, r.relatie_einde)]
            oud = [r for r in rijen if r not in lopend]
            verdeeld[van] = sorted((lopend + oud)[:MAX_STRUCTUUR], key=lambda r: (r.code, r.relatiebegin))
    return verdeeld


def _geldt(rij: Rij, peildatum: date | None) -> bool:
    return peildatum is None or geldig_op(peildatum, rij.begindatum, rij.einddatum)


_relatie = organisatierelatie.c
_codes: sa.BindParameter[Any] = sa.bindparam("codes", expanding=True)
_HIERARCHIE = sa.select(_relatie.van, _relatie.naar, _relatie.begindatum, _relatie.einddatum).where(
    _relatie.soort == "HIERARCHISCH"
)
_ONDER = Statement(
    _HIERARCHIE.where(_relatie.van.in_(_codes)).order_by(_relatie.van, _relatie.naar, _relatie.begindatum)
)
_BOVEN = Statement(
    _HIERARCHIE.where(_relatie.naar.in_(_codes)).order_by(_relatie.naar, _relatie.begindatum, _relatie.van)
)
_EENHEDEN = Statement(
    sa.select(organisatorische_eenheid)
    .where(organisatorische_eenheid.c.code.in_(_codes), organisatorische_eenheid.c.soort == sa.bindparam("soort"))
    .order_by(organisatorische_eenheid.c.code)
)
_RUST_OP = Statement(sa.select(juridische_relatie).where(juridische_relatie.c.eenheid.in_(_codes)))
_erkenning = instellingserkenning.c
_ERKENNER = Statement(
    sa.select(_erkenning.code, _erkenning.erkenner)
    .where(_erkenning.code.in_(_codes))
    .order_by(sa.case((_erkenning.erkenner == "OCW", 1), else_=0), _erkenning.erkenner.desc())
)
_GEZAG = Statement(
    sa.select(instellingserkenning).where(
        _erkenning.code == sa.bindparam("code"), _erkenning.soort == "BEVOEGD_GEZAG", _erkenning.erkenner == "OCW"
    )
)
_ERKEND_ONDER = Statement(
    sa.select(
        instellingserkenning,
        instellingsrelatie.c.van,
        instellingsrelatie.c.begindatum.label("relatiebegin"),
        instellingsrelatie.c.einddatum.label("relatie_einde"),
    )
    .join(instellingsrelatie, instellingsrelatie.c.naar == _erkenning.id)
    .where(
        instellingsrelatie.c.van.in_(sa.bindparam("boven", expanding=True)),
        _erkenning.soort == sa.bindparam("soort"),
    )
    .order_by(_erkenning.code, instellingsrelatie.c.begindatum)
)
