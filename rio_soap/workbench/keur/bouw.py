"""Objects that RIO accepts, from which a scenario takes one thing away or adds one thing."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.contract.kenmerken import Kenmerkconfiguratie, kenmerken
from rio_soap.contract.operaties import BEHEREN
from rio_soap.register.regels.uitslag import standaardlijsten

BEGIN, EINDE = date(2024, 9, 1), date(2029, 9, 1)
"""Lifetime of what a run delivers."""


def kenmerk(naam: str, waarde: Waarde, element: str = "kenmerkwaardeTekst") -> Gegeven:
    """A kenmerk as a message delivers it.

    :param element: the element for values of its type.
    """
    return Gegeven("kenmerken", {"kenmerknaam": naam, element: waarde})


def keuze(naam: str, waarde: str) -> Gegeven:
    """One kenmerk with a value of a list."""
    return kenmerk(naam, waarde, "kenmerkwaardeEnumeratiewaarde")


@cache
def configuratie(element: str) -> tuple[Kenmerkconfiguratie, ...]:
    """Which kenmerken an object may carry."""
    return kenmerken(BEHEREN).get(element, ())


def verplicht(element: str) -> list[Gegeven]:
    """The kenmerken that an object must have, each with the first value that is valid and stays so."""
    return [keuze(c.naam, waarde_van(c)) for c in configuratie(element) if c.min]


def waarde_van(conf: Kenmerkconfiguratie) -> str:
    """A value of its list that is valid from BEGIN without end."""
    return next(w.waarde for w in standaardlijsten().waarden(conf.waardenlijst or "", BEGIN) if w.tot is None)


def verlopen(conf: Kenmerkconfiguratie) -> str | None:
    """A value of its list that was valid once and ended before BEGIN; None when there is none."""
    waarden = standaardlijsten().waarden(conf.waardenlijst) if conf.waardenlijst else ()
    return next((w.waarde for w in waarden if w.tot is not None and w.tot < BEGIN), None)


def _kenmerken(alle: Iterable[Gegeven]) -> dict[str, Waarde]:
    gelijst = list(alle)
    return {"kenmerken": gelijst} if gelijst else {}


def _einde(naam: str, einde: date | None) -> dict[str, Waarde]:
    return {naam: einde} if einde else {}


def eenheidperiode(soort: str = "hoOpleiding", begin: date = BEGIN, **velden: Waarde) -> Gegeven:
    """A period of an opleidingseenheid."""
    return Gegeven(f"{soort}Periode", {"begindatum": begin, "naamLang": "Keuring rio_soap", **velden})


def eenheid(
    soort: str = "hoOpleiding",
    *extra: Gegeven,
    code: str = "",
    sleutel: str = "",
    variant: str = "OPLEIDING",
    begin: date = BEGIN,
    einde: date | None = EINDE,
    perioden: list[Gegeven] | None = None,
    **velden: Waarde,
) -> Gegeven:
    """An opleidingseenheid; without code a new one.

    :param extra: kenmerken beside the usual ones.
    :param variant: kenmerk soort of an hoOpleiding; empty leaves it out.
    """
    alle = [kenmerk("eigenOpleidingseenheidSleutel", sleutel)] if sleutel else []
    alle += [keuze("soort", variant)] if soort == "hoOpleiding" and variant else []
    inhoud: dict[str, Waarde] = {"opleidingseenheidcode": code} if code else {}
    inhoud |= {"begindatum": begin, **_einde("einddatum", einde), **_kenmerken([*alle, *extra])}
    inhoud["opleidingseenheidPeriode"] = perioden or [eenheidperiode(soort, begin)]
    if soort == "hoOpleiding":
        inhoud |= {"waardedocumentsoort": "DIPLOMA", "niveau": "HBO-BA"}
    return Gegeven(soort, inhoud | velden)


def relatie(een: str, ander: str, begin: date = BEGIN, einde: date | None = EINDE) -> Gegeven:
    """An opleidingsrelatie between two units, by their codes."""
    codes: list[Enkel] = [een, ander]
    velden: dict[str, Waarde] = {"opleidingseenheidcode": codes, "begindatum": begin}
    return Gegeven("opleidingsrelatie", velden | _einde("einddatum", einde))


def aanbodperiode(soort: str = "HOOpleiding", begin: date = BEGIN, *extra: Gegeven) -> Gegeven:
    """A period of an aangeboden opleiding."""
    naam = f"aangeboden{soort}Periode"
    return Gegeven(naam, {"begindatum": begin, **_kenmerken([*verplicht(naam), *extra])})


def cohort(soort: str = "HOOpleiding", code: str = "2025", **velden: Waarde) -> Gegeven:
    """A cohort with one moment of entry."""
    naam = f"aangeboden{soort}Cohort"
    inhoud: dict[str, Waarde] = {"cohortcode": code, "cohortstatus": "O", **_kenmerken(verplicht(naam))}
    instroom = Gegeven("vastInstroommoment", {"instroommoment": date(2025, 9, 1)})
    inhoud |= {"beginAanmeldperiode": date(2025, 1, 1), "vastInstroommoment": instroom}
    return Gegeven(naam, inhoud | {"toestemmingVereistVoorAanmelding": "NEE"} | velden)


def flexibel(begin: date, einde: date | None = None, **velden: Waarde) -> Gegeven:
    """A cohort with a period of entry."""
    gemaakt = cohort(**velden)  # type: ignore[arg-type]
    del gemaakt.velden["vastInstroommoment"]
    inhoud: dict[str, Waarde] = {"beginInstroomperiode": begin, **_einde("eindeInstroomperiode", einde)}
    gemaakt.velden["flexibeleInstroom"] = Gegeven("flexibeleInstroom", inhoud)
    return gemaakt


_MBO: dict[str, Waarde] = {"leertrajectMBO": "BOL", "toelatingseisen": "JA", "toegankelijkheid": "ALL"}


def aanbod(
    soort: str = "HOOpleiding",
    *extra: Gegeven,
    code: str,
    aanbieder: str,
    eenheid: str | Gegeven,
    begin: date = BEGIN,
    einde: date | None = EINDE,
    sleutel: str = "",
    kenmerken: list[Gegeven] | None = None,
    perioden: list[Gegeven] | None = None,
    cohorten: list[Gegeven] | None = None,
    **velden: Waarde,
) -> Gegeven:
    """An aangeboden opleiding.

    :param kenmerken: instead of the mandatory ones.
    :param eenheid: opleidingseenheidcode, or the sleutel of an erkenning.
    """
    naam = f"aangeboden{soort}"
    inhoud: dict[str, Waarde] = {"aangebodenOpleidingCode": code, "onderwijsaanbiedercode": aanbieder}
    inhoud |= {"begindatum": begin, **_einde("einddatum", einde)}
    inhoud["opleidingseenheidSleutel" if isinstance(eenheid, str) else eenheid.naam] = eenheid
    inhoud["aangebodenOpleidingPeriode"] = perioden or [aanbodperiode(soort, begin)]
    if soort in ("HOOpleiding", "MboOpleiding"):
        inhoud["aangebodenOpleidingCohort"] = [cohort(soort)] if cohorten is None else cohorten
    eigen = [kenmerk("eigenAangebodenOpleidingSleutel", sleutel)] if sleutel else []
    basis = verplicht(naam) if kenmerken is None else kenmerken
    inhoud |= _kenmerken([*eigen, *basis, *extra])
    return Gegeven(naam, inhoud | (_MBO if soort == "MboOpleiding" else {}) | velden)


def juridisch(code: str, begin: date = BEGIN, einde: date | None = None, naam: str = "juridischeRelatie") -> Gegeven:
    """A relation with an instelling (BRIN4) or vestiging (BRIN6)."""
    return Gegeven(naam, {"instellingserkenningscode": code, "begindatum": begin, **_einde("einddatum", einde)})


def aanbieder(
    brin4: str,
    *extra: Gegeven,
    code: str = "",
    sleutel: str = "",
    begin: date = BEGIN,
    einde: date | None = None,
    perioden: Iterable[date] | None = None,
    relaties: list[Gegeven] | None = None,
) -> Gegeven:
    """An onderwijsaanbieder; without code a new one."""
    inhoud: dict[str, Waarde] = {"onderwijsaanbiedercode": code} if code else {}
    inhoud |= {"inBedrijfdatum": begin, **_einde("uitBedrijfdatum", einde)}
    inhoud["onderwijsaanbiederPeriode"] = [
        Gegeven("onderwijsaanbiederPeriode", {"begindatum": dag, "naam": f"Keuring rio_soap {nummer}"})
        for nummer, dag in enumerate(perioden or [begin], 1)
    ]
    inhoud["juridischeRelatie"] = relaties or [juridisch(brin4, begin, einde)]
    eigen = [kenmerk("eigenOnderwijsaanbiederSleutel", sleutel)] if sleutel else []
    inhoud |= _kenmerken([*eigen, *extra])
    return Gegeven("onderwijsaanbieder" if code else "nieuweOnderwijsaanbieder", inhoud)


def gebruik(
    bestuur: str,
    plaats: str | Gegeven,
    *extra: Gegeven,
    sleutel: str = "",
    begin: date = BEGIN,
    einde: date | None = None,
    vestigingen: list[Gegeven] | None = None,
) -> Gegeven:
    """An onderwijslocatiegebruik, of a location by code or by address or place."""
    inhoud: dict[str, Waarde] = {"onderwijsbestuurcode": bestuur, "inBedrijfdatum": begin}
    inhoud |= _einde("uitBedrijfdatum", einde)
    if vestigingen:
        inhoud["juridischeOnderwijslocatiegebruikRelatie"] = vestigingen
    eigen = [kenmerk("eigenOnderwijslocatiegebruikSleutel", sleutel)] if sleutel else []
    inhoud |= _kenmerken([*eigen, *extra])
    inhoud["onderwijslocatieCode" if isinstance(plaats, str) else plaats.naam] = plaats
    return Gegeven("onderwijslocatiegebruik", inhoud)
