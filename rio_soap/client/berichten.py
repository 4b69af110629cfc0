"""The objects of the contract. Written by ``python -m rio_soap.client.genereer``; do not edit."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from rio_soap.contract.gegevens import Gegeven, Waarde


def _maak(naam: str, velden: Mapping[str, object]) -> Gegeven:
    return Gegeven(naam, cast("dict[str, Waarde]", {s: w for s, w in velden.items() if w is not None}))


def aanduidingAdres(*, postcode: str, huisnummer: int, huisnummertoevoeging: str | None = None) -> Gegeven:
    """Object aanduidingAdres (type AanduidingAdres)."""
    return _maak(
        "aanduidingAdres",
        {"postcode": postcode, "huisnummer": huisnummer, "huisnummertoevoeging": huisnummertoevoeging},
    )


def aanduidingGPS(*, gpsLatitude: Decimal, gpsLongitude: Decimal) -> Gegeven:
    """Object aanduidingGPS (type AanduidingGPS)."""
    return _maak("aanduidingGPS", {"gpsLatitude": gpsLatitude, "gpsLongitude": gpsLongitude})


def aanduidingPlaats(*, plaatsnaam: str, gemeentenaam: str | None = None) -> Gegeven:
    """Object aanduidingPlaats (type AanduidingPlaats)."""
    return _maak("aanduidingPlaats", {"plaatsnaam": plaatsnaam, "gemeentenaam": gemeentenaam})


def aangebodenBOOpleiding(
    *,
    aangebodenOpleidingCode: str,
    onderwijsaanbiedercode: str,
    begindatum: date,
    aangebodenOpleidingPeriode: Sequence[Gegeven],
    onderwijslocatiecode: str | None = None,
    eersteInstroomDatum: date | None = None,
    einddatum: date | None = None,
    voVakerkenningSleutel: Gegeven | None = None,
    opleidingserkenningSleutel: Gegeven | None = None,
    opleidingseenheidSleutel: str | None = None,
    aangebodenOpleidingCohort: Sequence[Gegeven] | None = None,
    afwijkendeOpleidingsduur: Gegeven | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenBOOpleiding (type AangebodenBOOpleiding)."""
    return _maak(
        "aangebodenBOOpleiding",
        {
            "aangebodenOpleidingCode": aangebodenOpleidingCode,
            "onderwijsaanbiedercode": onderwijsaanbiedercode,
            "onderwijslocatiecode": onderwijslocatiecode,
            "begindatum": begindatum,
            "eersteInstroomDatum": eersteInstroomDatum,
            "einddatum": einddatum,
            "voVakerkenningSleutel": voVakerkenningSleutel,
            "opleidingserkenningSleutel": opleidingserkenningSleutel,
            "opleidingseenheidSleutel": opleidingseenheidSleutel,
            "aangebodenOpleidingPeriode": list(aangebodenOpleidingPeriode),
            "aangebodenOpleidingCohort": list(aangebodenOpleidingCohort)
            if aangebodenOpleidingCohort is not None
            else None,
            "afwijkendeOpleidingsduur": afwijkendeOpleidingsduur,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenBOOpleidingPeriode(
    *,
    begindatum: date,
    eigenNaamAangebodenOpleiding: str | None = None,
    eigenNaamInternationaal: str | None = None,
    eigenOmschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenBOOpleidingPeriode (type AangebodenBOOpleidingPeriode)."""
    return _maak(
        "aangebodenBOOpleidingPeriode",
        {
            "begindatum": begindatum,
            "eigenNaamAangebodenOpleiding": eigenNaamAangebodenOpleiding,
            "eigenNaamInternationaal": eigenNaamInternationaal,
            "eigenOmschrijving": eigenOmschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenHOOpleiding(
    *,
    aangebodenOpleidingCode: str,
    onderwijsaanbiedercode: str,
    begindatum: date,
    aangebodenOpleidingPeriode: Sequence[Gegeven],
    onderwijslocatiecode: str | None = None,
    eersteInstroomDatum: date | None = None,
    einddatum: date | None = None,
    voVakerkenningSleutel: Gegeven | None = None,
    opleidingserkenningSleutel: Gegeven | None = None,
    opleidingseenheidSleutel: str | None = None,
    aangebodenOpleidingCohort: Sequence[Gegeven] | None = None,
    afwijkendeOpleidingsduur: Gegeven | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenHOOpleiding (type AangebodenHOOpleiding)."""
    return _maak(
        "aangebodenHOOpleiding",
        {
            "aangebodenOpleidingCode": aangebodenOpleidingCode,
            "onderwijsaanbiedercode": onderwijsaanbiedercode,
            "onderwijslocatiecode": onderwijslocatiecode,
            "begindatum": begindatum,
            "eersteInstroomDatum": eersteInstroomDatum,
            "einddatum": einddatum,
            "voVakerkenningSleutel": voVakerkenningSleutel,
            "opleidingserkenningSleutel": opleidingserkenningSleutel,
            "opleidingseenheidSleutel": opleidingseenheidSleutel,
            "aangebodenOpleidingPeriode": list(aangebodenOpleidingPeriode),
            "aangebodenOpleidingCohort": list(aangebodenOpleidingCohort)
            if aangebodenOpleidingCohort is not None
            else None,
            "afwijkendeOpleidingsduur": afwijkendeOpleidingsduur,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenHOOpleidingCohort(
    *,
    cohortcode: str,
    cohortstatus: str,
    beginAanmeldperiode: date,
    toestemmingVereistVoorAanmelding: str,
    kenmerken: Sequence[Gegeven] | None = None,
    vastInstroommoment: Gegeven | None = None,
    flexibeleInstroom: Gegeven | None = None,
    eindeAanmeldperiode: date | None = None,
    toelichtingVereisteToestemming: str | None = None,
    bedrijfsopleiding: Gegeven | None = None,
    einddatum: date | None = None,
    prijs: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenHOOpleidingCohort (type AangebodenHOOpleidingCohort)."""
    return _maak(
        "aangebodenHOOpleidingCohort",
        {
            "cohortcode": cohortcode,
            "cohortstatus": cohortstatus,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "beginAanmeldperiode": beginAanmeldperiode,
            "vastInstroommoment": vastInstroommoment,
            "flexibeleInstroom": flexibeleInstroom,
            "eindeAanmeldperiode": eindeAanmeldperiode,
            "toestemmingVereistVoorAanmelding": toestemmingVereistVoorAanmelding,
            "toelichtingVereisteToestemming": toelichtingVereisteToestemming,
            "bedrijfsopleiding": bedrijfsopleiding,
            "einddatum": einddatum,
            "prijs": list(prijs) if prijs is not None else None,
        },
    )


def aangebodenHOOpleidingPeriode(
    *,
    begindatum: date,
    eigenNaamAangebodenOpleiding: str | None = None,
    eigenNaamInternationaal: str | None = None,
    eigenOmschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenHOOpleidingPeriode (type AangebodenHOOpleidingPeriode)."""
    return _maak(
        "aangebodenHOOpleidingPeriode",
        {
            "begindatum": begindatum,
            "eigenNaamAangebodenOpleiding": eigenNaamAangebodenOpleiding,
            "eigenNaamInternationaal": eigenNaamInternationaal,
            "eigenOmschrijving": eigenOmschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenHOOpleidingsonderdeel(
    *,
    aangebodenOpleidingCode: str,
    onderwijsaanbiedercode: str,
    begindatum: date,
    aangebodenOpleidingPeriode: Sequence[Gegeven],
    onderwijslocatiecode: str | None = None,
    eersteInstroomDatum: date | None = None,
    einddatum: date | None = None,
    voVakerkenningSleutel: Gegeven | None = None,
    opleidingserkenningSleutel: Gegeven | None = None,
    opleidingseenheidSleutel: str | None = None,
    aangebodenOpleidingCohort: Sequence[Gegeven] | None = None,
    afwijkendeOpleidingsduur: Gegeven | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenHOOpleidingsonderdeel (type AangebodenHOOpleidingsonderdeel)."""
    return _maak(
        "aangebodenHOOpleidingsonderdeel",
        {
            "aangebodenOpleidingCode": aangebodenOpleidingCode,
            "onderwijsaanbiedercode": onderwijsaanbiedercode,
            "onderwijslocatiecode": onderwijslocatiecode,
            "begindatum": begindatum,
            "eersteInstroomDatum": eersteInstroomDatum,
            "einddatum": einddatum,
            "voVakerkenningSleutel": voVakerkenningSleutel,
            "opleidingserkenningSleutel": opleidingserkenningSleutel,
            "opleidingseenheidSleutel": opleidingseenheidSleutel,
            "aangebodenOpleidingPeriode": list(aangebodenOpleidingPeriode),
            "aangebodenOpleidingCohort": list(aangebodenOpleidingCohort)
            if aangebodenOpleidingCohort is not None
            else None,
            "afwijkendeOpleidingsduur": afwijkendeOpleidingsduur,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenHOOpleidingsonderdeelCohort(
    *,
    cohortcode: str,
    cohortstatus: str,
    beginAanmeldperiode: date,
    toestemmingVereistVoorAanmelding: str,
    kenmerken: Sequence[Gegeven] | None = None,
    vastInstroommoment: Gegeven | None = None,
    flexibeleInstroom: Gegeven | None = None,
    eindeAanmeldperiode: date | None = None,
    toelichtingVereisteToestemming: str | None = None,
    bedrijfsopleiding: Gegeven | None = None,
    einddatum: date | None = None,
    prijs: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenHOOpleidingsonderdeelCohort (type AangebodenHOOpleidingsonderdeelCohort)."""
    return _maak(
        "aangebodenHOOpleidingsonderdeelCohort",
        {
            "cohortcode": cohortcode,
            "cohortstatus": cohortstatus,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "beginAanmeldperiode": beginAanmeldperiode,
            "vastInstroommoment": vastInstroommoment,
            "flexibeleInstroom": flexibeleInstroom,
            "eindeAanmeldperiode": eindeAanmeldperiode,
            "toestemmingVereistVoorAanmelding": toestemmingVereistVoorAanmelding,
            "toelichtingVereisteToestemming": toelichtingVereisteToestemming,
            "bedrijfsopleiding": bedrijfsopleiding,
            "einddatum": einddatum,
            "prijs": list(prijs) if prijs is not None else None,
        },
    )


def aangebodenHOOpleidingsonderdeelPeriode(
    *,
    begindatum: date,
    eigenNaamAangebodenOpleiding: str | None = None,
    eigenNaamInternationaal: str | None = None,
    eigenOmschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenHOOpleidingsonderdeelPeriode (type AangebodenHOOpleidingsonderdeelPeriode)."""
    return _maak(
        "aangebodenHOOpleidingsonderdeelPeriode",
        {
            "begindatum": begindatum,
            "eigenNaamAangebodenOpleiding": eigenNaamAangebodenOpleiding,
            "eigenNaamInternationaal": eigenNaamInternationaal,
            "eigenOmschrijving": eigenOmschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenMboOpleiding(
    *,
    aangebodenOpleidingCode: str,
    onderwijsaanbiedercode: str,
    begindatum: date,
    aangebodenOpleidingPeriode: Sequence[Gegeven],
    leertrajectMBO: str,
    toelatingseisen: str,
    toegankelijkheid: str,
    onderwijslocatiecode: str | None = None,
    eersteInstroomDatum: date | None = None,
    einddatum: date | None = None,
    voVakerkenningSleutel: Gegeven | None = None,
    opleidingserkenningSleutel: Gegeven | None = None,
    opleidingseenheidSleutel: str | None = None,
    aangebodenOpleidingCohort: Sequence[Gegeven] | None = None,
    afwijkendeOpleidingsduur: Gegeven | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
    mboNiveau: str | None = None,
) -> Gegeven:
    """Object aangebodenMboOpleiding (type AangebodenMboOpleiding)."""
    return _maak(
        "aangebodenMboOpleiding",
        {
            "aangebodenOpleidingCode": aangebodenOpleidingCode,
            "onderwijsaanbiedercode": onderwijsaanbiedercode,
            "onderwijslocatiecode": onderwijslocatiecode,
            "begindatum": begindatum,
            "eersteInstroomDatum": eersteInstroomDatum,
            "einddatum": einddatum,
            "voVakerkenningSleutel": voVakerkenningSleutel,
            "opleidingserkenningSleutel": opleidingserkenningSleutel,
            "opleidingseenheidSleutel": opleidingseenheidSleutel,
            "aangebodenOpleidingPeriode": list(aangebodenOpleidingPeriode),
            "aangebodenOpleidingCohort": list(aangebodenOpleidingCohort)
            if aangebodenOpleidingCohort is not None
            else None,
            "afwijkendeOpleidingsduur": afwijkendeOpleidingsduur,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "leertrajectMBO": leertrajectMBO,
            "mboNiveau": mboNiveau,
            "toelatingseisen": toelatingseisen,
            "toegankelijkheid": toegankelijkheid,
        },
    )


def aangebodenMboOpleidingCohort(
    *,
    cohortcode: str,
    cohortstatus: str,
    beginAanmeldperiode: date,
    toestemmingVereistVoorAanmelding: str,
    kenmerken: Sequence[Gegeven] | None = None,
    vastInstroommoment: Gegeven | None = None,
    flexibeleInstroom: Gegeven | None = None,
    eindeAanmeldperiode: date | None = None,
    toelichtingVereisteToestemming: str | None = None,
    bedrijfsopleiding: Gegeven | None = None,
    einddatum: date | None = None,
    prijs: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenMboOpleidingCohort (type AangebodenMboOpleidingCohort)."""
    return _maak(
        "aangebodenMboOpleidingCohort",
        {
            "cohortcode": cohortcode,
            "cohortstatus": cohortstatus,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "beginAanmeldperiode": beginAanmeldperiode,
            "vastInstroommoment": vastInstroommoment,
            "flexibeleInstroom": flexibeleInstroom,
            "eindeAanmeldperiode": eindeAanmeldperiode,
            "toestemmingVereistVoorAanmelding": toestemmingVereistVoorAanmelding,
            "toelichtingVereisteToestemming": toelichtingVereisteToestemming,
            "bedrijfsopleiding": bedrijfsopleiding,
            "einddatum": einddatum,
            "prijs": list(prijs) if prijs is not None else None,
        },
    )


def aangebodenMboOpleidingPeriode(
    *,
    begindatum: date,
    eigenNaamAangebodenOpleiding: str | None = None,
    eigenNaamInternationaal: str | None = None,
    eigenOmschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenMboOpleidingPeriode (type AangebodenMboOpleidingPeriode)."""
    return _maak(
        "aangebodenMboOpleidingPeriode",
        {
            "begindatum": begindatum,
            "eigenNaamAangebodenOpleiding": eigenNaamAangebodenOpleiding,
            "eigenNaamInternationaal": eigenNaamInternationaal,
            "eigenOmschrijving": eigenOmschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenMboOpleidingsonderdeel(
    *,
    aangebodenOpleidingCode: str,
    onderwijsaanbiedercode: str,
    begindatum: date,
    aangebodenOpleidingPeriode: Sequence[Gegeven],
    toelatingseisen: str,
    toegankelijkheid: str,
    onderwijslocatiecode: str | None = None,
    eersteInstroomDatum: date | None = None,
    einddatum: date | None = None,
    voVakerkenningSleutel: Gegeven | None = None,
    opleidingserkenningSleutel: Gegeven | None = None,
    opleidingseenheidSleutel: str | None = None,
    aangebodenOpleidingCohort: Sequence[Gegeven] | None = None,
    afwijkendeOpleidingsduur: Gegeven | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
    mboNiveau: str | None = None,
) -> Gegeven:
    """Object aangebodenMboOpleidingsonderdeel (type AangebodenMboOpleidingsonderdeel)."""
    return _maak(
        "aangebodenMboOpleidingsonderdeel",
        {
            "aangebodenOpleidingCode": aangebodenOpleidingCode,
            "onderwijsaanbiedercode": onderwijsaanbiedercode,
            "onderwijslocatiecode": onderwijslocatiecode,
            "begindatum": begindatum,
            "eersteInstroomDatum": eersteInstroomDatum,
            "einddatum": einddatum,
            "voVakerkenningSleutel": voVakerkenningSleutel,
            "opleidingserkenningSleutel": opleidingserkenningSleutel,
            "opleidingseenheidSleutel": opleidingseenheidSleutel,
            "aangebodenOpleidingPeriode": list(aangebodenOpleidingPeriode),
            "aangebodenOpleidingCohort": list(aangebodenOpleidingCohort)
            if aangebodenOpleidingCohort is not None
            else None,
            "afwijkendeOpleidingsduur": afwijkendeOpleidingsduur,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "mboNiveau": mboNiveau,
            "toelatingseisen": toelatingseisen,
            "toegankelijkheid": toegankelijkheid,
        },
    )


def aangebodenMboOpleidingsonderdeelCohort(
    *,
    cohortcode: str,
    cohortstatus: str,
    beginAanmeldperiode: date,
    toestemmingVereistVoorAanmelding: str,
    kenmerken: Sequence[Gegeven] | None = None,
    vastInstroommoment: Gegeven | None = None,
    flexibeleInstroom: Gegeven | None = None,
    eindeAanmeldperiode: date | None = None,
    toelichtingVereisteToestemming: str | None = None,
    bedrijfsopleiding: Gegeven | None = None,
    einddatum: date | None = None,
    prijs: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenMboOpleidingsonderdeelCohort (type AangebodenMboOpleidingsonderdeelCohort)."""
    return _maak(
        "aangebodenMboOpleidingsonderdeelCohort",
        {
            "cohortcode": cohortcode,
            "cohortstatus": cohortstatus,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "beginAanmeldperiode": beginAanmeldperiode,
            "vastInstroommoment": vastInstroommoment,
            "flexibeleInstroom": flexibeleInstroom,
            "eindeAanmeldperiode": eindeAanmeldperiode,
            "toestemmingVereistVoorAanmelding": toestemmingVereistVoorAanmelding,
            "toelichtingVereisteToestemming": toelichtingVereisteToestemming,
            "bedrijfsopleiding": bedrijfsopleiding,
            "einddatum": einddatum,
            "prijs": list(prijs) if prijs is not None else None,
        },
    )


def aangebodenMboOpleidingsonderdeelPeriode(
    *,
    begindatum: date,
    eigenNaamAangebodenOpleiding: str | None = None,
    eigenNaamInternationaal: str | None = None,
    eigenOmschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenMboOpleidingsonderdeelPeriode (type AangebodenMboOpleidingsonderdeelPeriode)."""
    return _maak(
        "aangebodenMboOpleidingsonderdeelPeriode",
        {
            "begindatum": begindatum,
            "eigenNaamAangebodenOpleiding": eigenNaamAangebodenOpleiding,
            "eigenNaamInternationaal": eigenNaamInternationaal,
            "eigenOmschrijving": eigenOmschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenParticuliereOpleiding(
    *,
    aangebodenOpleidingCode: str,
    onderwijsaanbiedercode: str,
    begindatum: date,
    aangebodenOpleidingPeriode: Sequence[Gegeven],
    onderwijslocatiecode: str | None = None,
    eersteInstroomDatum: date | None = None,
    einddatum: date | None = None,
    voVakerkenningSleutel: Gegeven | None = None,
    opleidingserkenningSleutel: Gegeven | None = None,
    opleidingseenheidSleutel: str | None = None,
    aangebodenOpleidingCohort: Sequence[Gegeven] | None = None,
    afwijkendeOpleidingsduur: Gegeven | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
    niveau: str | None = None,
) -> Gegeven:
    """Object aangebodenParticuliereOpleiding (type AangebodenParticuliereOpleiding)."""
    return _maak(
        "aangebodenParticuliereOpleiding",
        {
            "aangebodenOpleidingCode": aangebodenOpleidingCode,
            "onderwijsaanbiedercode": onderwijsaanbiedercode,
            "onderwijslocatiecode": onderwijslocatiecode,
            "begindatum": begindatum,
            "eersteInstroomDatum": eersteInstroomDatum,
            "einddatum": einddatum,
            "voVakerkenningSleutel": voVakerkenningSleutel,
            "opleidingserkenningSleutel": opleidingserkenningSleutel,
            "opleidingseenheidSleutel": opleidingseenheidSleutel,
            "aangebodenOpleidingPeriode": list(aangebodenOpleidingPeriode),
            "aangebodenOpleidingCohort": list(aangebodenOpleidingCohort)
            if aangebodenOpleidingCohort is not None
            else None,
            "afwijkendeOpleidingsduur": afwijkendeOpleidingsduur,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "niveau": niveau,
        },
    )


def aangebodenParticuliereOpleidingCohort(
    *,
    cohortcode: str,
    cohortstatus: str,
    beginAanmeldperiode: date,
    toestemmingVereistVoorAanmelding: str,
    kenmerken: Sequence[Gegeven] | None = None,
    vastInstroommoment: Gegeven | None = None,
    flexibeleInstroom: Gegeven | None = None,
    eindeAanmeldperiode: date | None = None,
    toelichtingVereisteToestemming: str | None = None,
    bedrijfsopleiding: Gegeven | None = None,
    einddatum: date | None = None,
    prijs: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenParticuliereOpleidingCohort (type AangebodenParticuliereOpleidingCohort)."""
    return _maak(
        "aangebodenParticuliereOpleidingCohort",
        {
            "cohortcode": cohortcode,
            "cohortstatus": cohortstatus,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "beginAanmeldperiode": beginAanmeldperiode,
            "vastInstroommoment": vastInstroommoment,
            "flexibeleInstroom": flexibeleInstroom,
            "eindeAanmeldperiode": eindeAanmeldperiode,
            "toestemmingVereistVoorAanmelding": toestemmingVereistVoorAanmelding,
            "toelichtingVereisteToestemming": toelichtingVereisteToestemming,
            "bedrijfsopleiding": bedrijfsopleiding,
            "einddatum": einddatum,
            "prijs": list(prijs) if prijs is not None else None,
        },
    )


def aangebodenParticuliereOpleidingPeriode(
    *,
    begindatum: date,
    eigenNaamAangebodenOpleiding: str | None = None,
    eigenNaamInternationaal: str | None = None,
    eigenOmschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenParticuliereOpleidingPeriode (type AangebodenParticuliereOpleidingPeriode)."""
    return _maak(
        "aangebodenParticuliereOpleidingPeriode",
        {
            "begindatum": begindatum,
            "eigenNaamAangebodenOpleiding": eigenNaamAangebodenOpleiding,
            "eigenNaamInternationaal": eigenNaamInternationaal,
            "eigenOmschrijving": eigenOmschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenSOOpleiding(
    *,
    aangebodenOpleidingCode: str,
    onderwijsaanbiedercode: str,
    begindatum: date,
    aangebodenOpleidingPeriode: Sequence[Gegeven],
    onderwijslocatiecode: str | None = None,
    eersteInstroomDatum: date | None = None,
    einddatum: date | None = None,
    voVakerkenningSleutel: Gegeven | None = None,
    opleidingserkenningSleutel: Gegeven | None = None,
    opleidingseenheidSleutel: str | None = None,
    aangebodenOpleidingCohort: Sequence[Gegeven] | None = None,
    afwijkendeOpleidingsduur: Gegeven | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenSOOpleiding (type AangebodenSOOpleiding)."""
    return _maak(
        "aangebodenSOOpleiding",
        {
            "aangebodenOpleidingCode": aangebodenOpleidingCode,
            "onderwijsaanbiedercode": onderwijsaanbiedercode,
            "onderwijslocatiecode": onderwijslocatiecode,
            "begindatum": begindatum,
            "eersteInstroomDatum": eersteInstroomDatum,
            "einddatum": einddatum,
            "voVakerkenningSleutel": voVakerkenningSleutel,
            "opleidingserkenningSleutel": opleidingserkenningSleutel,
            "opleidingseenheidSleutel": opleidingseenheidSleutel,
            "aangebodenOpleidingPeriode": list(aangebodenOpleidingPeriode),
            "aangebodenOpleidingCohort": list(aangebodenOpleidingCohort)
            if aangebodenOpleidingCohort is not None
            else None,
            "afwijkendeOpleidingsduur": afwijkendeOpleidingsduur,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenSOOpleidingPeriode(
    *,
    begindatum: date,
    eigenNaamAangebodenOpleiding: str | None = None,
    eigenNaamInternationaal: str | None = None,
    eigenOmschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenSOOpleidingPeriode (type AangebodenSOOpleidingPeriode)."""
    return _maak(
        "aangebodenSOOpleidingPeriode",
        {
            "begindatum": begindatum,
            "eigenNaamAangebodenOpleiding": eigenNaamAangebodenOpleiding,
            "eigenNaamInternationaal": eigenNaamInternationaal,
            "eigenOmschrijving": eigenOmschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenVOOpleiding(
    *,
    aangebodenOpleidingCode: str,
    onderwijsaanbiedercode: str,
    begindatum: date,
    aangebodenOpleidingPeriode: Sequence[Gegeven],
    onderwijslocatiecode: str | None = None,
    eersteInstroomDatum: date | None = None,
    einddatum: date | None = None,
    voVakerkenningSleutel: Gegeven | None = None,
    opleidingserkenningSleutel: Gegeven | None = None,
    opleidingseenheidSleutel: str | None = None,
    aangebodenOpleidingCohort: Sequence[Gegeven] | None = None,
    afwijkendeOpleidingsduur: Gegeven | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenVOOpleiding (type AangebodenVOOpleiding)."""
    return _maak(
        "aangebodenVOOpleiding",
        {
            "aangebodenOpleidingCode": aangebodenOpleidingCode,
            "onderwijsaanbiedercode": onderwijsaanbiedercode,
            "onderwijslocatiecode": onderwijslocatiecode,
            "begindatum": begindatum,
            "eersteInstroomDatum": eersteInstroomDatum,
            "einddatum": einddatum,
            "voVakerkenningSleutel": voVakerkenningSleutel,
            "opleidingserkenningSleutel": opleidingserkenningSleutel,
            "opleidingseenheidSleutel": opleidingseenheidSleutel,
            "aangebodenOpleidingPeriode": list(aangebodenOpleidingPeriode),
            "aangebodenOpleidingCohort": list(aangebodenOpleidingCohort)
            if aangebodenOpleidingCohort is not None
            else None,
            "afwijkendeOpleidingsduur": afwijkendeOpleidingsduur,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenVOOpleidingPeriode(
    *,
    begindatum: date,
    eigenNaamAangebodenOpleiding: str | None = None,
    eigenNaamInternationaal: str | None = None,
    eigenOmschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenVOOpleidingPeriode (type AangebodenVOOpleidingPeriode)."""
    return _maak(
        "aangebodenVOOpleidingPeriode",
        {
            "begindatum": begindatum,
            "eigenNaamAangebodenOpleiding": eigenNaamAangebodenOpleiding,
            "eigenNaamInternationaal": eigenNaamInternationaal,
            "eigenOmschrijving": eigenOmschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenVSOOpleiding(
    *,
    aangebodenOpleidingCode: str,
    onderwijsaanbiedercode: str,
    begindatum: date,
    aangebodenOpleidingPeriode: Sequence[Gegeven],
    onderwijslocatiecode: str | None = None,
    eersteInstroomDatum: date | None = None,
    einddatum: date | None = None,
    voVakerkenningSleutel: Gegeven | None = None,
    opleidingserkenningSleutel: Gegeven | None = None,
    opleidingseenheidSleutel: str | None = None,
    aangebodenOpleidingCohort: Sequence[Gegeven] | None = None,
    afwijkendeOpleidingsduur: Gegeven | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenVSOOpleiding (type AangebodenVSOOpleiding)."""
    return _maak(
        "aangebodenVSOOpleiding",
        {
            "aangebodenOpleidingCode": aangebodenOpleidingCode,
            "onderwijsaanbiedercode": onderwijsaanbiedercode,
            "onderwijslocatiecode": onderwijslocatiecode,
            "begindatum": begindatum,
            "eersteInstroomDatum": eersteInstroomDatum,
            "einddatum": einddatum,
            "voVakerkenningSleutel": voVakerkenningSleutel,
            "opleidingserkenningSleutel": opleidingserkenningSleutel,
            "opleidingseenheidSleutel": opleidingseenheidSleutel,
            "aangebodenOpleidingPeriode": list(aangebodenOpleidingPeriode),
            "aangebodenOpleidingCohort": list(aangebodenOpleidingCohort)
            if aangebodenOpleidingCohort is not None
            else None,
            "afwijkendeOpleidingsduur": afwijkendeOpleidingsduur,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenVSOOpleidingPeriode(
    *,
    begindatum: date,
    eigenNaamAangebodenOpleiding: str | None = None,
    eigenNaamInternationaal: str | None = None,
    eigenOmschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenVSOOpleidingPeriode (type AangebodenVSOOpleidingPeriode)."""
    return _maak(
        "aangebodenVSOOpleidingPeriode",
        {
            "begindatum": begindatum,
            "eigenNaamAangebodenOpleiding": eigenNaamAangebodenOpleiding,
            "eigenNaamInternationaal": eigenNaamInternationaal,
            "eigenOmschrijving": eigenOmschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def aangebodenVavoOpleiding(
    *,
    aangebodenOpleidingCode: str,
    onderwijsaanbiedercode: str,
    begindatum: date,
    aangebodenOpleidingPeriode: Sequence[Gegeven],
    toelatingseisen: str,
    toegankelijkheid: str,
    onderwijslocatiecode: str | None = None,
    eersteInstroomDatum: date | None = None,
    einddatum: date | None = None,
    voVakerkenningSleutel: Gegeven | None = None,
    opleidingserkenningSleutel: Gegeven | None = None,
    opleidingseenheidSleutel: str | None = None,
    aangebodenOpleidingCohort: Sequence[Gegeven] | None = None,
    afwijkendeOpleidingsduur: Gegeven | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenVavoOpleiding (type AangebodenVavoOpleiding)."""
    return _maak(
        "aangebodenVavoOpleiding",
        {
            "aangebodenOpleidingCode": aangebodenOpleidingCode,
            "onderwijsaanbiedercode": onderwijsaanbiedercode,
            "onderwijslocatiecode": onderwijslocatiecode,
            "begindatum": begindatum,
            "eersteInstroomDatum": eersteInstroomDatum,
            "einddatum": einddatum,
            "voVakerkenningSleutel": voVakerkenningSleutel,
            "opleidingserkenningSleutel": opleidingserkenningSleutel,
            "opleidingseenheidSleutel": opleidingseenheidSleutel,
            "aangebodenOpleidingPeriode": list(aangebodenOpleidingPeriode),
            "aangebodenOpleidingCohort": list(aangebodenOpleidingCohort)
            if aangebodenOpleidingCohort is not None
            else None,
            "afwijkendeOpleidingsduur": afwijkendeOpleidingsduur,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "toelatingseisen": toelatingseisen,
            "toegankelijkheid": toegankelijkheid,
        },
    )


def aangebodenVavoOpleidingCohort(
    *,
    cohortcode: str,
    cohortstatus: str,
    beginAanmeldperiode: date,
    toestemmingVereistVoorAanmelding: str,
    kenmerken: Sequence[Gegeven] | None = None,
    vastInstroommoment: Gegeven | None = None,
    flexibeleInstroom: Gegeven | None = None,
    eindeAanmeldperiode: date | None = None,
    toelichtingVereisteToestemming: str | None = None,
    bedrijfsopleiding: Gegeven | None = None,
    einddatum: date | None = None,
    prijs: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenVavoOpleidingCohort (type AangebodenVavoOpleidingCohort)."""
    return _maak(
        "aangebodenVavoOpleidingCohort",
        {
            "cohortcode": cohortcode,
            "cohortstatus": cohortstatus,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "beginAanmeldperiode": beginAanmeldperiode,
            "vastInstroommoment": vastInstroommoment,
            "flexibeleInstroom": flexibeleInstroom,
            "eindeAanmeldperiode": eindeAanmeldperiode,
            "toestemmingVereistVoorAanmelding": toestemmingVereistVoorAanmelding,
            "toelichtingVereisteToestemming": toelichtingVereisteToestemming,
            "bedrijfsopleiding": bedrijfsopleiding,
            "einddatum": einddatum,
            "prijs": list(prijs) if prijs is not None else None,
        },
    )


def aangebodenVavoOpleidingPeriode(
    *,
    begindatum: date,
    eigenNaamAangebodenOpleiding: str | None = None,
    eigenNaamInternationaal: str | None = None,
    eigenOmschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object aangebodenVavoOpleidingPeriode (type AangebodenVavoOpleidingPeriode)."""
    return _maak(
        "aangebodenVavoOpleidingPeriode",
        {
            "begindatum": begindatum,
            "eigenNaamAangebodenOpleiding": eigenNaamAangebodenOpleiding,
            "eigenNaamInternationaal": eigenNaamInternationaal,
            "eigenOmschrijving": eigenOmschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def afwijkendeOpleidingsduur(*, opleidingsduurEenheid: str, opleidingsduurOmvang: int) -> Gegeven:
    """Object afwijkendeOpleidingsduur (type AfwijkendeOpleidingsduur)."""
    return _maak(
        "afwijkendeOpleidingsduur",
        {"opleidingsduurEenheid": opleidingsduurEenheid, "opleidingsduurOmvang": opleidingsduurOmvang},
    )


def bedrijfsopleiding(*, toegangscodeCohort: str) -> Gegeven:
    """Object bedrijfsopleiding (type Bedrijfsopleiding)."""
    return _maak("bedrijfsopleiding", {"toegangscodeCohort": toegangscodeCohort})


def flexibeleInstroom(*, beginInstroomperiode: date, eindeInstroomperiode: date | None = None) -> Gegeven:
    """Object flexibeleInstroom (type FlexibeleInstroom)."""
    return _maak(
        "flexibeleInstroom",
        {"beginInstroomperiode": beginInstroomperiode, "eindeInstroomperiode": eindeInstroomperiode},
    )


def hoOnderwijseenhedencluster(
    *,
    begindatum: date,
    opleidingseenheidPeriode: Sequence[Gegeven],
    opleidingseenheidcode: str | None = None,
    einddatum: date | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
    ISCED: int | None = None,
) -> Gegeven:
    """Object hoOnderwijseenhedencluster (type HoOnderwijseenhedencluster)."""
    return _maak(
        "hoOnderwijseenhedencluster",
        {
            "opleidingseenheidcode": opleidingseenheidcode,
            "begindatum": begindatum,
            "einddatum": einddatum,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "opleidingseenheidPeriode": list(opleidingseenheidPeriode),
            "ISCED": ISCED,
        },
    )


def hoOnderwijseenhedenclusterPeriode(
    *,
    begindatum: date,
    naamLang: str,
    naamKort: str | None = None,
    internationaleNaam: str | None = None,
    omschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
    waardedocumentsoort: str | None = None,
    studielast: int | None = None,
    studielasteenheid: str | None = None,
) -> Gegeven:
    """Object hoOnderwijseenhedenclusterPeriode (type HoOnderwijseenhedenclusterPeriode)."""
    return _maak(
        "hoOnderwijseenhedenclusterPeriode",
        {
            "begindatum": begindatum,
            "naamLang": naamLang,
            "naamKort": naamKort,
            "internationaleNaam": internationaleNaam,
            "omschrijving": omschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "waardedocumentsoort": waardedocumentsoort,
            "studielast": studielast,
            "studielasteenheid": studielasteenheid,
        },
    )


def hoOnderwijseenheid(
    *,
    begindatum: date,
    opleidingseenheidPeriode: Sequence[Gegeven],
    opleidingseenheidcode: str | None = None,
    einddatum: date | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
    ISCED: int | None = None,
) -> Gegeven:
    """Object hoOnderwijseenheid (type HoOnderwijseenheid)."""
    return _maak(
        "hoOnderwijseenheid",
        {
            "opleidingseenheidcode": opleidingseenheidcode,
            "begindatum": begindatum,
            "einddatum": einddatum,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "opleidingseenheidPeriode": list(opleidingseenheidPeriode),
            "ISCED": ISCED,
        },
    )


def hoOnderwijseenheidPeriode(
    *,
    begindatum: date,
    naamLang: str,
    naamKort: str | None = None,
    internationaleNaam: str | None = None,
    omschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
    waardedocumentsoort: str | None = None,
    studielast: int | None = None,
    studielasteenheid: str | None = None,
) -> Gegeven:
    """Object hoOnderwijseenheidPeriode (type HoOnderwijseenheidPeriode)."""
    return _maak(
        "hoOnderwijseenheidPeriode",
        {
            "begindatum": begindatum,
            "naamLang": naamLang,
            "naamKort": naamKort,
            "internationaleNaam": internationaleNaam,
            "omschrijving": omschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "waardedocumentsoort": waardedocumentsoort,
            "studielast": studielast,
            "studielasteenheid": studielasteenheid,
        },
    )


def hoOpleiding(
    *,
    begindatum: date,
    opleidingseenheidPeriode: Sequence[Gegeven],
    waardedocumentsoort: str,
    niveau: str,
    opleidingseenheidcode: str | None = None,
    einddatum: date | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
    ISCED: int | None = None,
) -> Gegeven:
    """Object hoOpleiding (type HoOpleiding)."""
    return _maak(
        "hoOpleiding",
        {
            "opleidingseenheidcode": opleidingseenheidcode,
            "begindatum": begindatum,
            "einddatum": einddatum,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "opleidingseenheidPeriode": list(opleidingseenheidPeriode),
            "waardedocumentsoort": waardedocumentsoort,
            "niveau": niveau,
            "ISCED": ISCED,
        },
    )


def hoOpleidingPeriode(
    *,
    begindatum: date,
    naamLang: str,
    naamKort: str | None = None,
    internationaleNaam: str | None = None,
    omschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
    studielast: int | None = None,
    studielasteenheid: str | None = None,
) -> Gegeven:
    """Object hoOpleidingPeriode (type HoOpleidingPeriode)."""
    return _maak(
        "hoOpleidingPeriode",
        {
            "begindatum": begindatum,
            "naamLang": naamLang,
            "naamKort": naamKort,
            "internationaleNaam": internationaleNaam,
            "omschrijving": omschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "studielast": studielast,
            "studielasteenheid": studielasteenheid,
        },
    )


def juridischeOnderwijslocatiegebruikRelatie(
    *, instellingserkenningscode: str, begindatum: date, einddatum: date | None = None
) -> Gegeven:
    """Object juridischeOnderwijslocatiegebruikRelatie (type JuridischeOnderwijslocatiegebruikRelatie)."""
    return _maak(
        "juridischeOnderwijslocatiegebruikRelatie",
        {"instellingserkenningscode": instellingserkenningscode, "begindatum": begindatum, "einddatum": einddatum},
    )


def juridischeRelatie(*, instellingserkenningscode: str, begindatum: date, einddatum: date | None = None) -> Gegeven:
    """Object juridischeRelatie (type JuridischeRelatie)."""
    return _maak(
        "juridischeRelatie",
        {"instellingserkenningscode": instellingserkenningscode, "begindatum": begindatum, "einddatum": einddatum},
    )


def kenmerken(
    *,
    kenmerknaam: str,
    kenmerkwaardeDatum: date | None = None,
    kenmerkwaardeTekst: str | None = None,
    kenmerkwaardeEnumeratiewaarde: str | None = None,
    kenmerkwaardeGetal: Decimal | None = None,
    kenmerkwaardeBoolean: bool | None = None,
) -> Gegeven:
    """Object kenmerken (type Kenmerk)."""
    return _maak(
        "kenmerken",
        {
            "kenmerknaam": kenmerknaam,
            "kenmerkwaardeDatum": kenmerkwaardeDatum,
            "kenmerkwaardeTekst": kenmerkwaardeTekst,
            "kenmerkwaardeEnumeratiewaarde": kenmerkwaardeEnumeratiewaarde,
            "kenmerkwaardeGetal": kenmerkwaardeGetal,
            "kenmerkwaardeBoolean": kenmerkwaardeBoolean,
        },
    )


def nieuweOnderwijsaanbieder(
    *,
    inBedrijfdatum: date,
    onderwijsaanbiederPeriode: Sequence[Gegeven],
    juridischeRelatie: Sequence[Gegeven],
    uitBedrijfdatum: date | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object nieuweOnderwijsaanbieder (type NieuweOnderwijsaanbieder)."""
    return _maak(
        "nieuweOnderwijsaanbieder",
        {
            "inBedrijfdatum": inBedrijfdatum,
            "uitBedrijfdatum": uitBedrijfdatum,
            "onderwijsaanbiederPeriode": list(onderwijsaanbiederPeriode),
            "juridischeRelatie": list(juridischeRelatie),
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def onderwijsaanbieder(
    *,
    onderwijsaanbiedercode: str,
    inBedrijfdatum: date,
    onderwijsaanbiederPeriode: Sequence[Gegeven],
    juridischeRelatie: Sequence[Gegeven],
    uitBedrijfdatum: date | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object onderwijsaanbieder (type Onderwijsaanbieder)."""
    return _maak(
        "onderwijsaanbieder",
        {
            "onderwijsaanbiedercode": onderwijsaanbiedercode,
            "inBedrijfdatum": inBedrijfdatum,
            "uitBedrijfdatum": uitBedrijfdatum,
            "onderwijsaanbiederPeriode": list(onderwijsaanbiederPeriode),
            "juridischeRelatie": list(juridischeRelatie),
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def onderwijsaanbiederPeriode(
    *, begindatum: date, naam: str, internationaleNaam: str | None = None, kenmerken: Sequence[Gegeven] | None = None
) -> Gegeven:
    """Object onderwijsaanbiederPeriode (type OnderwijsaanbiederPeriode)."""
    return _maak(
        "onderwijsaanbiederPeriode",
        {
            "begindatum": begindatum,
            "naam": naam,
            "internationaleNaam": internationaleNaam,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
        },
    )


def onderwijslocatiegebruik(
    *,
    onderwijsbestuurcode: str,
    inBedrijfdatum: date,
    uitBedrijfdatum: date | None = None,
    juridischeOnderwijslocatiegebruikRelatie: Sequence[Gegeven] | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
    aanduidingAdres: Gegeven | None = None,
    aanduidingGPS: Gegeven | None = None,
    onderwijslocatieCode: str | None = None,
    aanduidingPlaats: Gegeven | None = None,
) -> Gegeven:
    """Object onderwijslocatiegebruik (type Onderwijslocatiegebruik)."""
    return _maak(
        "onderwijslocatiegebruik",
        {
            "onderwijsbestuurcode": onderwijsbestuurcode,
            "inBedrijfdatum": inBedrijfdatum,
            "uitBedrijfdatum": uitBedrijfdatum,
            "juridischeOnderwijslocatiegebruikRelatie": list(juridischeOnderwijslocatiegebruikRelatie)
            if juridischeOnderwijslocatiegebruikRelatie is not None
            else None,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "aanduidingAdres": aanduidingAdres,
            "aanduidingGPS": aanduidingGPS,
            "onderwijslocatieCode": onderwijslocatieCode,
            "aanduidingPlaats": aanduidingPlaats,
        },
    )


def opleidingserkenningSleutel(*, opleidingsstelsel: str, opleidingscode: str) -> Gegeven:
    """Object opleidingserkenningSleutel (type OpleidingserkenningSleutel)."""
    return _maak(
        "opleidingserkenningSleutel", {"opleidingsstelsel": opleidingsstelsel, "opleidingscode": opleidingscode}
    )


def opleidingsrelatie(
    *, begindatum: date, opleidingseenheidcode: Sequence[str], einddatum: date | None = None
) -> Gegeven:
    """Object opleidingsrelatie (type Opleidingsrelatie)."""
    return _maak(
        "opleidingsrelatie",
        {"begindatum": begindatum, "einddatum": einddatum, "opleidingseenheidcode": list(opleidingseenheidcode)},
    )


def particuliereOpleiding(
    *,
    begindatum: date,
    opleidingseenheidPeriode: Sequence[Gegeven],
    opleidingseenheidcode: str | None = None,
    einddatum: date | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
    waardedocumentsoort: str | None = None,
    niveau: str | None = None,
    eqf: str | None = None,
    nlqf: str | None = None,
) -> Gegeven:
    """Object particuliereOpleiding (type ParticuliereOpleiding)."""
    return _maak(
        "particuliereOpleiding",
        {
            "opleidingseenheidcode": opleidingseenheidcode,
            "begindatum": begindatum,
            "einddatum": einddatum,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "opleidingseenheidPeriode": list(opleidingseenheidPeriode),
            "waardedocumentsoort": waardedocumentsoort,
            "niveau": niveau,
            "eqf": eqf,
            "nlqf": nlqf,
        },
    )


def particuliereOpleidingPeriode(
    *,
    begindatum: date,
    naamLang: str,
    naamKort: str | None = None,
    internationaleNaam: str | None = None,
    omschrijving: str | None = None,
    kenmerken: Sequence[Gegeven] | None = None,
    studielast: int | None = None,
    studielasteenheid: str | None = None,
) -> Gegeven:
    """Object particuliereOpleidingPeriode (type ParticuliereOpleidingPeriode)."""
    return _maak(
        "particuliereOpleidingPeriode",
        {
            "begindatum": begindatum,
            "naamLang": naamLang,
            "naamKort": naamKort,
            "internationaleNaam": internationaleNaam,
            "omschrijving": omschrijving,
            "kenmerken": list(kenmerken) if kenmerken is not None else None,
            "studielast": studielast,
            "studielasteenheid": studielasteenheid,
        },
    )


def prijs(*, soort: str, bedrag: Decimal) -> Gegeven:
    """Object prijs (type Prijs)."""
    return _maak("prijs", {"soort": soort, "bedrag": bedrag})


def vastInstroommoment(*, instroommoment: date) -> Gegeven:
    """Object vastInstroommoment (type VastInstroommoment)."""
    return _maak("vastInstroommoment", {"instroommoment": instroommoment})


def voVakerkenningSleutel(*, opleidingsstelsel: str, opleidingscode: str, opleidingsniveau: str) -> Gegeven:
    """Object voVakerkenningSleutel (type VoVakerkenningSleutel)."""
    return _maak(
        "voVakerkenningSleutel",
        {
            "opleidingsstelsel": opleidingsstelsel,
            "opleidingscode": opleidingscode,
            "opleidingsniveau": opleidingsniveau,
        },
    )
