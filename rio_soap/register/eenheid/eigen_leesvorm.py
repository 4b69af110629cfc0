"""An opleidingseenheid as our own contract shows it: of every kind in one form, also those that V4 never shows.

What V4 shows of a unit beside its stand (`afgeleid`, the keys of its erkenningen) is here too, with its relations and,
in the mbo, its structuren.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.register.database.model import eenheidsstructuur, opleidingseenheid, opleidingsrelatie
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.eenheid import rijen
from rio_soap.register.eenheid.afgeleid import afgeleide_velden
from rio_soap.register.eenheid.eenheidtype import type_van
from rio_soap.register.eenheid.rijen import Erkenningssleutel, Opleidingserkenning, Opleidingsrelatie
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigenbericht import geldend
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.perioden import geldig_op

MAX_ERKENNINGEN, MAX_RELATIES, MAX_STRUCTUREN = 99, 999, 99
"""As many as one Opleidingseenheid holds (XSD); of more the first are shown."""
SLEUTELVELDEN = ("opleidingsstelsel", "opleidingscode", "opleidingsniveau", "uniekeErkendeopleidingscode")
"""Fields of an Erkenningssleutel of the contract, in the order of those of our own."""
_TEKST = (
    *("begindatum", "naamLang", "naamKort", "afkorting", "internationaleNaam", "omschrijving"),
    *("studielast", "studielasteenheid"),
)
"""Fields of an Eenheidstekst."""


class Eenheidgegevens(NamedTuple):
    """The row of a unit but for its stand, which is read by itself."""

    code: str
    specialisatie: str
    herkomst: str
    eigenaar: str | None
    begindatum: date
    einddatum: date | None


class Structuur(NamedTuple):
    """That a unit of the mbo stands in a structuur."""

    eenheid: str
    stelsel: str
    begindatum: date
    einddatum: date | None


class Eenheidsdelen(NamedTuple):
    """What is shown of units beside their rows, by the code of each; `soorten` are the kinds of the related units."""

    erkenningen: Mapping[str, Sequence[Opleidingserkenning]]
    relaties: Mapping[str, Sequence[Opleidingsrelatie]]
    soorten: Mapping[str, str]
    structuren: Mapping[str, Sequence[Structuur]]


_codes: sa.BindParameter[list[str]] = sa.bindparam("codes", expanding=True)
_RELATIES = Statement(
    sa.select(opleidingsrelatie)
    .where(sa.or_(opleidingsrelatie.c.van.in_(_codes), opleidingsrelatie.c.naar.in_(_codes)))
    .order_by(opleidingsrelatie.c.id),
    Opleidingsrelatie,
)
_SOORTEN = Statement[tuple[str, str]](
    sa.select(opleidingseenheid.c.code, opleidingseenheid.c.specialisatie).where(opleidingseenheid.c.code.in_(_codes))
)
_STRUCTUREN = Statement(
    sa.select(*(eenheidsstructuur.c[naam] for naam in Structuur._fields))
    .where(eenheidsstructuur.c.eenheid.in_(_codes))
    .order_by(eenheidsstructuur.c.eenheid, eenheidsstructuur.c.begindatum, eenheidsstructuur.c.stelsel),
    Structuur,
)


def delen_van(session: Session, codes: Collection[str]) -> Eenheidsdelen:
    """What is shown of these units beside their rows: four queries, for however many."""
    gevraagd = {"codes": sorted(set(codes))}
    relaties: dict[str, list[Opleidingsrelatie]] = {code: [] for code in gevraagd["codes"]}
    anderen: set[str] = set()
    for relatie in session.execute(_RELATIES, gevraagd):
        for code in (relatie.van, relatie.naar):
            if code in relaties:
                relaties[code].append(relatie)
                anderen.add(relatie.ander(code))
    soorten = session.execute(_SOORTEN, {"codes": sorted(anderen)}) if anderen else ()
    structuren = session.execute(_STRUCTUREN, gevraagd)
    return Eenheidsdelen(
        per(rijen.erkenningen(session, gevraagd["codes"]), lambda rij: rij.eenheid),
        relaties,
        dict(soorten),
        per(structuren, lambda rij: rij.eenheid),
    )


def lees_opleidingseenheid(
    rij: Eenheidgegevens, stand: Gegeven, delen: Eenheidsdelen, peildatum: date | None, *, eqf_particulier: bool
) -> Gegeven:
    """An Opleidingseenheid of our own contract.

    :param peildatum: the day of which the period and what else holds is shown; None shows all. Of a unit that does not
        hold on that day all periods are shown, since the contract wants one.
    :param eqf_particulier: as for `afgeleide_velden`.
    """
    perioden = velden.op_begin(stand, "opleidingseenheidPeriode")
    nu = geldend(perioden, peildatum, rij.einddatum) if peildatum is not None else None
    niveau = velden.tekst_of_niet(stand, "niveau")
    niveaus: list[Enkel] = [niveau] if niveau is not None else list(_niveaus(stand))
    gelezen: dict[str, Waarde | None] = {
        "opleidingseenheidcode": rij.code,
        "opleidingseenheidtype": type_van(rij.specialisatie),
        "herkomstOpleiding": rij.herkomst,
        "eigenaar": rij.eigenaar,
        "begindatum": rij.begindatum,
        "einddatum": rij.einddatum,
        "niveau": niveaus,
        "waardedocumentsoort": _waardedocumentsoort(stand, nu or perioden[-1]),
        **afgeleide_velden(rij.specialisatie, niveau, eqf_particulier=eqf_particulier),
        "opleidingseenheidPeriode": [_tekst(periode) for periode in ([nu] if nu is not None else perioden)],
        "opleidingserkenning": _erkenningen(delen.erkenningen.get(rij.code, ()), peildatum),
        "opleidingsrelatie": _relaties(rij.code, delen, peildatum),
        "structuur": _structuren(delen.structuren.get(rij.code, ()), peildatum),
    }
    gelezen.pop("graad", None)
    return Gegeven("opleidingseenheid", {naam: w for naam, w in gelezen.items() if w is not None and w != []})


def _niveaus(stand: Gegeven) -> list[str]:
    """Of an opleidingsfase, which may have several."""
    return velden.teksten(stand, "niveaus") if "niveaus" in stand.velden else []


def _waardedocumentsoort(stand: Gegeven, periode: Gegeven) -> str | None:
    """Of an opleiding; of an opleidingsonderdeel that of its period."""
    return velden.tekst_of_niet(stand, "waardedocumentsoort") or velden.tekst_of_niet(periode, "waardedocumentsoort")


def _tekst(periode: Gegeven) -> Gegeven:
    """A period; a studielast that is not whole, as the mbo has, is left out: the contract has whole ones only."""
    tekst = {naam: periode.velden[naam] for naam in _TEKST if naam in periode.velden}
    if isinstance(zwaarte := tekst.get("studielast"), Decimal):
        del tekst["studielast"]
        if zwaarte == zwaarte.to_integral_value():
            tekst["studielast"] = int(zwaarte)
        else:
            tekst.pop("studielasteenheid", None)
    return Gegeven("opleidingseenheidPeriode", tekst)


def _geldt(rij: Opleidingserkenning | Opleidingsrelatie | Structuur, peildatum: date | None) -> bool:
    return peildatum is None or geldig_op(peildatum, rij.begindatum, rij.einddatum)


def erkenningssleutel(sleutel: Erkenningssleutel, naam: str = "opleidingserkenning") -> Gegeven:
    """The Erkenningssleutel of our own contract.

    :param naam: of its element.
    """
    gegeven: dict[str, Waarde] = {veld: deel for veld, deel in zip(SLEUTELVELDEN, sleutel, strict=True) if deel}
    return Gegeven(naam, gegeven)


def _erkenningen(erkend: Sequence[Opleidingserkenning], peildatum: date | None) -> list[Gegeven]:
    gelden = [rij for rij in erkend if _geldt(rij, peildatum)][:MAX_ERKENNINGEN]
    return [erkenningssleutel(Erkenningssleutel(rij.stelsel, rij.code, rij.niveau, rij.unieke_code)) for rij in gelden]


def _relaties(code: str, delen: Eenheidsdelen, peildatum: date | None) -> list[Gegeven]:
    """Relations from the unit to another (NAAR the other) and from another to it (VAN the other), oldest first."""
    gelezen = []
    for rij in delen.relaties.get(code, ()):
        if _geldt(rij, peildatum):
            ander = rij.ander(code)
            relatie: dict[str, Waarde] = {
                "opleidingseenheidcode": ander,
                "opleidingseenheidtype": type_van(delen.soorten[ander]),
                "soort": rij.soort,
                "richting": "NAAR" if rij.van == code else "VAN",
                "begindatum": rij.begindatum,
            }
            gelezen.append(_met_einde("opleidingsrelatie", relatie, rij.einddatum))
    return gelezen[:MAX_RELATIES]


def _structuren(structuren: Sequence[Structuur], peildatum: date | None) -> list[Gegeven]:
    gelden = [rij for rij in structuren if _geldt(rij, peildatum)][:MAX_STRUCTUREN]
    return [
        _met_einde("structuur", {"stelsel": rij.stelsel, "begindatum": rij.begindatum}, rij.einddatum) for rij in gelden
    ]


def _met_einde(naam: str, inhoud: dict[str, Waarde], einde: date | None) -> Gegeven:
    return Gegeven(naam, {**inhoud, "einddatum": einde} if einde is not None else inhoud)
