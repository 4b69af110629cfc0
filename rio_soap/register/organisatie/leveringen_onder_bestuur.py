"""Delivering and removing what stands under an onderwijsbestuur: groepen and begeleidingsaanbieders."""

from collections.abc import Sequence
from typing import TypeVar

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.database.code_issue import geef_code_uit
from rio_soap.register.database.model import (
    begeleidingsaanbiedernummer,
    juridische_relatie,
    onderwijsaanbiedergroepnummer,
    organisatorische_eenheid,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.organisatie import controles_begeleiding, controles_groep
from rio_soap.register.organisatie.eenheidsbericht import Eenheidsbericht
from rio_soap.register.organisatie.relatieschrijver import Relatiewijziging, schrijf_relaties
from rio_soap.register.organisatie.rijen import BEGELEIDING, GROEP, Rust
from rio_soap.register.organisatie.zaak_begeleiding import Begeleidingslevering
from rio_soap.register.organisatie.zaak_groep import Groeplevering
from rio_soap.register.organisatie.zaak_onder_bestuur import CODEVELD, Onderbestuurlevering, Onderbestuurzaak
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import Controle, controleer
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import Mutatiesoort, log_mutatie
from rio_soap.register.wijzigingen.voor import RIJ, Voordeel

_Zaak = TypeVar("_Zaak", bound=Onderbestuurzaak)
_Levering = TypeVar("_Levering", bound=Onderbestuurlevering)
_NUMMERS = {GROEP: (onderwijsaanbiedergroepnummer, "G"), BEGELEIDING: (begeleidingsaanbiedernummer, "T")}


def aanleveren_onderwijsaanbiedergroep(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Add a groep, or replace one whole with its groepsleden; the answer gives its code, after a change too."""
    zaak = _levering(Groeplevering, session, context, verzoek, "aanleveren_onderwijsaanbiedergroep", GROEP)
    if fouten := _fouten(zaak, controles_groep.AANLEVEREN, controles_groep.BESLISSEND):
        return afgekeurd(fouten)
    code = _bewaar(zaak)
    leden = zaak.lidwijzigingen(code)
    voor = None if zaak.bestaand is None else _voor(zaak) | ({"leden": zaak.leden} if leden else {})
    return _voltooi(zaak, code, leden, voor)


def aanleveren_onderwijsbegeleidingsaanbieder(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Add a begeleidingsaanbieder, or replace one whole; the answer gives its code, after a change too."""
    operatie = "aanleveren_onderwijsbegeleidingsaanbieder"
    zaak = _levering(Begeleidingslevering, session, context, verzoek, operatie, BEGELEIDING)
    if fouten := _fouten(zaak, controles_begeleiding.AANLEVEREN, controles_begeleiding.BESLISSEND):
        return afgekeurd(fouten)
    code = _bewaar(zaak)
    voor = None if zaak.bestaand is None else _voor(zaak) | {"juridisch": _neem_juridisch(session, code)}
    session.execute_many(_JURIDISCH_INVOEGEN, zaak.juridische_rijen(code))
    return _voltooi(zaak, code, (), voor)


def verwijderen_onderwijsaanbiedergroep(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove a groep without groepsleden, with its relations to the besturen of the sender."""
    zaak = _zaak(session, context, verzoek, "verwijderen_onderwijsaanbiedergroep", GROEP)
    if fouten := _fouten(zaak, controles_groep.VERWIJDEREN, controles_groep.BESLISSEND):
        return afgekeurd(fouten)
    return _verwijder(zaak, {RIJ: zaak.rij, "leden": (), "relaties": zaak.boven})


def verwijderen_onderwijsbegeleidingsaanbieder(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Remove a begeleidingsaanbieder, with its juridische relaties and those to the besturen of the sender."""
    zaak = _zaak(session, context, verzoek, "verwijderen_onderwijsbegeleidingsaanbieder", BEGELEIDING)
    if fouten := _fouten(zaak, controles_begeleiding.VERWIJDEREN, controles_begeleiding.BESLISSEND):
        return afgekeurd(fouten)
    juridisch = _neem_juridisch(session, zaak.rij.code)
    return _verwijder(zaak, {RIJ: zaak.rij, "relaties": zaak.boven, "juridisch": juridisch})


def _zaak(session: Session, context: Context, verzoek: Gegeven, operatie: str, soort: str) -> Onderbestuurzaak:
    code = velden.tekst(verzoek, CODEVELD[soort])
    return Onderbestuurzaak(session, context, operatie, rollen_van(session, context), soort, code)


def _levering(
    klasse: type[_Levering], session: Session, context: Context, verzoek: Gegeven, operatie: str, soort: str
) -> _Levering:
    naam = CODEVELD[soort].removesuffix("code")
    bericht = Eenheidsbericht.van(context, velden.verplicht_deel(verzoek, naam), naam[:1].upper() + naam[1:])
    bestuur, rollen = velden.tekst(verzoek, "onderwijsbestuurcode"), rollen_van(session, context)
    return klasse(session, context, operatie, rollen, soort, bericht.sleutel or None, bestuur, bericht)


def _fouten(zaak: _Zaak, controles: Sequence[Controle[_Zaak]], beslissend: frozenset[str]) -> list[Foutmelding]:
    eerste, zonder = zaak.context.alleen_eerste, zaak.context.zonder
    return controleer(zaak, controles, alleen_eerste=eerste, zonder=zonder, beslissend=beslissend)


def _bewaar(zaak: Onderbestuurlevering) -> str:
    """Write the row of an eenheid; gives its code."""
    code = zaak.code
    if code is None:
        reeks, letter = _NUMMERS[zaak.soort]
        code = geef_code_uit(zaak.session, reeks, letter, organisatorische_eenheid.c.code)
        zaak.session.execute(_INVOEGEN, zaak.bericht.rij(code, zaak.soort))
    else:
        rij = zaak.bericht.rij(code, zaak.soort)
        zaak.session.execute(_WIJZIGEN, {**{naam: rij[naam] for naam in _KOLOMMEN}, "welke": code})
    return code


def _voor(zaak: Onderbestuurlevering) -> dict[str, Voordeel]:
    """What an eenheid was, as far as every delivery replaces it."""
    voor: dict[str, Voordeel] = {RIJ: zaak.rij}
    return voor | ({"relaties": zaak.boven} if zaak.relatiewijzigingen(zaak.rij.code) else {})


def _voltooi(
    zaak: Onderbestuurlevering, code: str, leden: Sequence[Relatiewijziging], voor: dict[str, Voordeel] | None
) -> Uitslag:
    """Record the change, then write the relations, with what changes by these."""
    _log(zaak, code, {zaak.bestuur} | zaak.beheerders, "T" if voor is None else "W", voor)
    schrijf_relaties(zaak.session, zaak.context, [*zaak.relatiewijzigingen(code), *leden], zelf=code)
    return Uitslag({CODEVELD[zaak.soort]: code})


def _verwijder(zaak: Onderbestuurzaak, voor: dict[str, Voordeel]) -> Uitslag:
    """Take an eenheid from under its besturen and remove it."""
    code = zaak.rij.code
    _log(zaak, code, zaak.beheerders, "V", voor)
    schrijf_relaties(zaak.session, zaak.context, [Relatiewijziging(rij, None) for rij in zaak.boven], zelf=code)
    zaak.session.execute(_VERWIJDEREN, {"welke": code})
    return Uitslag()


def _log(
    zaak: Onderbestuurzaak,
    code: str,
    besturen: set[str] | frozenset[str],
    soort: Mutatiesoort,
    voor: dict[str, Voordeel] | None,
) -> None:
    houders: Sequence[str | None] = sorted(besturen) or [None]
    for houder in houders:
        log_mutatie(zaak.session, zaak.context, organisatorische_eenheid, code, houder, soort, voor=voor)
        voor = None  # once for all holders


def _neem_juridisch(session: Session, code: str) -> Sequence[Rust]:
    """Take away the juridische rows of a begeleidingsaanbieder; gives them."""
    return session.execute(_JURIDISCH_VERWIJDEREN, {"welke": code}).all()


_KOLOMMEN = ("begindatum", "einddatum", "stand")
_INVOEGEN = Command(sa.insert(organisatorische_eenheid))
_WIJZIGEN = Command(
    sa.update(organisatorische_eenheid)
    .where(organisatorische_eenheid.c.code == sa.bindparam("welke"))
    .values({naam: sa.bindparam(naam) for naam in _KOLOMMEN})
)
_VERWIJDEREN = Command(
    sa.delete(organisatorische_eenheid).where(organisatorische_eenheid.c.code == sa.bindparam("welke"))
)
_JURIDISCH_INVOEGEN = Command(sa.insert(juridische_relatie))
_JURIDISCH_VERWIJDEREN = Statement(
    sa.delete(juridische_relatie)
    .where(juridische_relatie.c.eenheid == sa.bindparam("welke"))
    .returning(*(juridische_relatie.c[naam] for naam in Rust._fields)),
    Rust,
)
