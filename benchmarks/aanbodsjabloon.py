"""What an offer of the generated register says, with as many cohorten as asked."""

from datetime import date
from decimal import Decimal

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.regels.standtekst import naar_json

BEGIN = date(2020, 8, 1)
"""From when everything in the generated register is valid."""


def _kenmerk(naam: str, **waarde: Waarde) -> Gegeven:
    return Gegeven("kenmerken", {"kenmerknaam": naam, **waarde})


def sjabloon(soort: str, cohorten: int) -> str:
    """The stand of an offer as text; ``@CODE``, ``@AANBIEDER``, ``@LOCATIE`` and ``@EENHEID`` are to be filled in."""
    periode: dict[str, Waarde] = {
        "begindatum": BEGIN,
        "eigenNaamAangebodenOpleiding": "Proefopleiding in de avonduren",
        "eigenOmschrijving": "Voorbeeld van een omschrijving zoals instellingen die aanleveren. " * 6,
        "kenmerken": [_kenmerk("website", kenmerkwaardeTekst="https://voorbeeld.nl/opleidingen/proef")],
    }
    velden: dict[str, Waarde] = {
        "aangebodenOpleidingCode": "@CODE",
        "onderwijsaanbiedercode": "@AANBIEDER",
        "onderwijslocatiecode": "@LOCATIE",
        "begindatum": BEGIN,
        "opleidingseenheidSleutel": "@EENHEID",
        "aangebodenOpleidingPeriode": [Gegeven(f"{soort}Periode", periode)],
        "kenmerken": [_kenmerk("eigenAangebodenOpleidingSleutel", kenmerkwaardeTekst="@CODE")],
        **_EIGEN_VELDEN.get(soort, {}),
    }
    if cohorten:
        velden["aangebodenOpleidingCohort"] = [_cohort(f"{soort}Cohort", nummer) for nummer in range(cohorten)]
    return naar_json(Gegeven(soort, velden))


def _cohort(naam: str, nummer: int) -> Gegeven:
    begin = date(2021 + nummer // 2, 3 + 6 * (nummer % 2), 1)
    velden: dict[str, Waarde] = {
        "cohortcode": f"@CODE-{nummer}",
        "cohortstatus": "O",
        "kenmerken": [
            _kenmerk("deelnemersplaatsen", kenmerkwaardeGetal=Decimal(30)),
            _kenmerk("opleidingsvorm", kenmerkwaardeEnumeratiewaarde="KLASSIKAAL"),
        ],
        "beginAanmeldperiode": BEGIN,
        "vastInstroommoment": Gegeven("vastInstroommoment", {"instroommoment": begin}),
        "eindeAanmeldperiode": begin,
        "toestemmingVereistVoorAanmelding": "NEE",
        "prijs": [Gegeven("prijs", {"soort": "TOTALE_VERPLICHTE_KOSTEN", "bedrag": Decimal("6785.00")})],
    }
    return Gegeven(naam, velden)


_EISEN: dict[str, Waarde] = {"toelatingseisen": "JA", "toegankelijkheid": "ALL"}
_EIGEN_VELDEN: dict[str, dict[str, Waarde]] = {
    "aangebodenMboOpleiding": {"leertrajectMBO": "BOL", **_EISEN},
    "aangebodenMboOpleidingsonderdeel": _EISEN,
    "aangebodenVavoOpleiding": _EISEN,
}
