"""Trial data: the offer that the recording aangeboden-herleveren reads and delivers back, with the unit it offers.

Codes, dates and numbers are those of the recording; the names are made up.
"""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.aanbod.leveringen import aanbodrij
from rio_soap.register.aanbod.zoekrij import zoekrij
from rio_soap.register.database import model
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid.leveringen import eenheidrij
from rio_soap.register.eenheid.zoekeenheid import zoekeenheidrij
from rio_soap.register.regels.standtekst import waardetekst
from rio_soap.register.zoeken.bijhouden import werk_bij_rijen

_BEGIN = date(2015, 9, 8)
_EENHEID = "1007O5545"
_PRIJS = Decimal("8875.0")
_COHORTEN = (
    ("ZZ-BKPH-SEPT2022", date(2022, 3, 28), date(2022, 9, 13), Decimal("1000.0")),
    ("ZZ-BKPH-MRT2023", date(2022, 10, 7), date(2023, 3, 17), None),
    ("ZZ-BKPH-SEPT 2023", date(2022, 10, 31), date(2023, 9, 12), None),
)
"""cohortcode, beginAanmeldperiode, instroommoment and the price that STAP could subsidise."""


def laad_aangeboden(session: Session) -> None:
    """Load the offer, after bestuur 100B490, aanbieder 110A133 and locatie 107X215; loading again changes nothing."""
    eenheid, aanbod = eenheidrij(_EENHEID, _bedrijfskunde(), "100B490"), aanbodrij(_aanbod(), _EENHEID)
    for tabel, rij, vindbaar, zoek in (
        (model.opleidingseenheid, eenheid, model.zoekeenheid, zoekeenheidrij(_EENHEID, _bedrijfskunde())),
        (model.aangeboden_opleiding, aanbod, model.zoekaanbod, zoekrij(_aanbod(), aanbod)),
    ):
        if session.execute(sa.select(tabel.c.code).where(tabel.c.code == rij["code"])).first() is None:
            session.execute(sa.insert(tabel), rij)
            session.execute(sa.insert(vindbaar), zoek)
            werk_bij_rijen(session, tabel, [{"code": rij["code"], "stand": waardetekst(rij["stand"])}])


def _bedrijfskunde() -> Gegeven:
    periode = Gegeven("particuliereOpleidingPeriode", {"begindatum": _BEGIN, "naamLang": "Bedrijfskunde (proef)"})
    velden: dict[str, Waarde] = {
        "begindatum": _BEGIN,
        "opleidingseenheidPeriode": [periode],
        "waardedocumentsoort": "DIPLOMA",
        "niveau": "HBO-BA",
    }
    return Gegeven("particuliereOpleiding", velden)


def _aanbod() -> Gegeven:
    website = "https://www.hanzepro.nl/alle-opleidingen/management-organisatie/management/bedrijfskunde-post-hbo/"
    kenmerken = [
        _kenmerk("voertaal", "kenmerkwaardeEnumeratiewaarde", "NLD"),
        # RIO read this one back as a text; a sender delivers it as a choice.
        _kenmerk("toestemmingDeelnameSTAP", "kenmerkwaardeTekst", "TOESTEMMING_VERLEEND"),
    ]
    periode = Gegeven(
        "aangebodenParticuliereOpleidingPeriode",
        {"begindatum": _BEGIN, "kenmerken": [_kenmerk("website", "kenmerkwaardeTekst", website)]},
    )
    return Gegeven(
        "aangebodenParticuliereOpleiding",
        {
            "aangebodenOpleidingCode": "ab7431c0-f985-4742-aa68-42060570b17e",
            "onderwijsaanbiedercode": "110A133",
            "onderwijslocatiecode": "107X215",
            "begindatum": _BEGIN,
            "eersteInstroomDatum": _BEGIN,
            "opleidingseenheidSleutel": _EENHEID,
            "aangebodenOpleidingPeriode": [periode],
            "aangebodenOpleidingCohort": [_cohort(*cohort) for cohort in _COHORTEN],
            "kenmerken": kenmerken,
            "niveau": "HBO-BA",
        },
    )


def _cohort(code: str, aanmelden: date, instroom: date, stap: Decimal | None) -> Gegeven:
    """A cohort of a year, for which one may apply until the day after entry."""
    bedragen = [("TOTALE_VERPLICHTE_KOSTEN", _PRIJS)] + ([("TOTAAL_STAP_SUBSIDIEERBAAR", stap)] if stap else [])
    return Gegeven(
        "aangebodenParticuliereOpleidingCohort",
        {
            "cohortcode": code,
            "cohortstatus": "O",
            "kenmerken": [_kenmerk("opleidingsvorm", "kenmerkwaardeEnumeratiewaarde", "KLASSIKAAL")],
            "beginAanmeldperiode": aanmelden,
            "vastInstroommoment": Gegeven("vastInstroommoment", {"instroommoment": instroom}),
            "eindeAanmeldperiode": instroom.replace(day=instroom.day + 1),
            "toestemmingVereistVoorAanmelding": "NEE",
            "einddatum": instroom.replace(year=instroom.year + 1),
            "prijs": [Gegeven("prijs", {"soort": soort, "bedrag": bedrag}) for soort, bedrag in bedragen],
        },
    )


def _kenmerk(naam: str, element: str, waarde: str) -> Gegeven:
    return Gegeven("kenmerken", {"kenmerknaam": naam, element: waarde})
