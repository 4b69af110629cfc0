"""Aangeboden opleidingen of all sectors with their periods and cohorten.

A load is softer than a delivery, because what is published was accepted once: a leertraject that no list holds, 0
deelnemersplaatsen, a duration of 0 or 6400, a board among the samenwerkende aanbieders and an absent opleidingsvorm are
kept as they are. Prices and the choice of key are not published; the key is the opleidingseenheid.
"""

from collections.abc import Iterable, Mapping
from functools import partial

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata import zoekkinderen
from rio_soap.register.opendata.csvlezer import Celfout, Rij
from rio_soap.register.opendata.delen import een_object, gevuld, kenmerken, perioden
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, Kolommen, NietTePlaatsen, ObjectKind, Opzoeking
from rio_soap.register.opendata.sorteerder import Sleutel, SourceRows

SPECIALISATIES: Mapping[str, tuple[str, str | None]] = {
    "aangeboden_bo_opleidingen.csv": ("aangebodenBOOpleiding", None),
    "aangeboden_so_opleidingen.csv": ("aangebodenSOOpleiding", None),
    "aangeboden_vso_opleidingen.csv": ("aangebodenVSOOpleiding", None),
    "aangeboden_vo_opleidingen.csv": ("aangebodenVOOpleiding", None),
    "aangeboden_vavo_opleidingen.csv": ("aangebodenVavoOpleiding", "aangeboden_vavo_opleiding_cohorten.csv"),
    "aangeboden_mbo_opleidingen.csv": ("aangebodenMboOpleiding", "aangeboden_mbo_opleiding_cohorten.csv"),
    "aangeboden_mbo_opleidingsonderdelen.csv": (
        "aangebodenMboOpleidingsonderdeel",
        "aangeboden_mbo_opleidingsonderdeel_cohorten.csv",
    ),
    "aangeboden_ho_opleidingen.csv": ("aangebodenHOOpleiding", "aangeboden_ho_opleiding_cohorten.csv"),
    "aangeboden_ho_opleidingsonderdelen.csv": (
        "aangebodenHOOpleidingsonderdeel",
        "aangeboden_ho_opleidingsonderdeel_cohorten.csv",
    ),
    "aangeboden_nfo_opleidingen.csv": ("aangebodenParticuliereOpleiding", "aangeboden_nfo_opleiding_cohorten.csv"),
}
"""File to the specialisation and the file of its cohorten."""

VELDEN = {
    "leertrajectMBO": "LEERTRAJECT",
    "mboNiveau": "MBONIVEAU",
    "toelatingseisen": "TOELATINGSEISEN",
    "toegankelijkheid": "TOEGANKELIJKHEID",
    "niveau": "NIVEAU",
}
"""Field of an offer that not every sector has to its column."""
KENMERKEN = {
    "eigenAangebodenOpleidingSleutel": "EIGEN_AANGEBODEN_OPLEIDINGSLEUTEL",
    "laatsteInstroomdatum": "LAATSTE_INSTROOMDATUM",
    "doelgroepBasisonderwijs": "BASISONDERWIJSDOELGROEP",
    "doelgroepSpeciaalOnderwijs": "DOELGROEPONDERWIJS",
    "onderwijsconcept": "ONDERWIJSCONCEPT",
    "bijzondereInrichting": "BIJZONDERE_INRICHTING",
    "opleidingskenmerk": "OPLEIDINGSKENMERK",
    "doorlopendeLeerlijnBoVo": "DOORLOPENDE_LEERLIJN_BO_VO",
    "doorlopendeLeerlijnVmboMbo": "DOORLOPENDE_LEERLIJN_VMBO_MBO",
    "doorlopendeLeerlijnVsoMbo": "DOORLOPENDE_LEERLIJN_VMBO_MBO",
    "vorm": "VORM",
    "voertaal": "VOERTAAL",
}
"""Kenmerk of an offer to its column."""
PERIODEKENMERKEN = {
    "samenwerkendeOnderwijsaanbiedercode": "SAMENWERKENDE_ONDERWIJSAANBIEDERIDS",
    "buitenlandsePartner": "BUITENLANDSE_PARTNER",
    "deficientie": "DEFICIENTIE",
    "versneldTraject": "VERSNELD_TRAJECT",
    "eigenNaamKort": "EIGENNAAM_KORT",
    "propedeutischeFase": "PROPEDEUTISCHE_FASE",
    "eisenWerkzaamheden": "EISEN_WERKZAAMHEDEN",
    "studiekeuzecheck": "STUDIEKEUZECHECK",
    "internationaleNaamDuits": "EIGENNAAM_DUITS",
    "website": "WEBSITE",
}
"""Kenmerk of a period to its column."""
PERIODEVELDEN = {
    "eigenNaamAangebodenOpleiding": "EIGENNAAM",
    "eigenNaamInternationaal": "EIGENNAAM_ENGELS",
    "eigenOmschrijving": "OMSCHRIJVING",
}
"""Field of a period to its column."""
COHORTKENMERKEN = {"deelnemersplaatsen": "DEELNEMERSPLAATSEN", "opleidingsvorm": "OPLEIDINGSVORM"}
"""Kenmerk of a cohort to its column."""


def _bouw(groep: SourceRows, werk: BuildContext, bestand: str) -> Gebouwd:
    element, cohortbestand = SPECIALISATIES[bestand]
    bestaand = werk.een(zoek.AANGEBODEN, groep.sleutel)
    if rijen := groep.van(bestand):
        rij, velden = _object(rijen, element, werk)
    elif bestaand is not None and bestand not in werk.aanwezig:
        velden = dict(bestaand.stand.velden)
        rij = {
            "code": groep.sleutel,
            "aanbieder": bestaand.aanbieder,
            "eenheid": bestaand.eenheid,
            "locatie": velden.get("onderwijslocatiecode"),
            "begindatum": velden["begindatum"],
            "einddatum": velden.get("einddatum"),
        }
    else:
        raise NietTePlaatsen(groep.eerste, f"{zoek.AANGEBODEN.naam} unknown", f"{groep.sleutel} is not placed")
    if cohortbestand in werk.aanwezig:
        velden.pop("aangebodenOpleidingCohort", None)
        cohorten = list(_cohorten(groep.van(str(cohortbestand)), f"{element}Cohort", werk))
        velden |= gevuld({"aangebodenOpleidingCohort": list(cohorten)})
    elif bestaand is not None:
        velden |= gevuld({"aangebodenOpleidingCohort": bestaand.stand.velden.get("aangebodenOpleidingCohort")})
    rij["stand"] = Gegeven(element, velden)
    return Gebouwd(rij, mutaties=((str(velden["aangebodenOpleidingCode"]), str(rij["aanbieder"])),))


def _object(rijen: list[Rij], element: str, werk: BuildContext) -> tuple[Kolommen, dict[str, Waarde]]:
    eerste = een_object(rijen)
    code, aanbieder, eenheid = (
        eerste.tekst(k) for k in ("AANGEBODEN_OPLEIDINGCODE", "ONDERWIJSAANBIEDERID", "OPLEIDINGSEENHEIDCODE")
    )
    werk.eis(zoek.AANBIEDER, aanbieder, eerste)
    werk.eis(zoek.EENHEID, eenheid, eerste)
    if (locatie := eerste.of_niet("ONDERWIJSLOCATIECODE")) is not None:
        werk.eis(zoek.LOCATIE, locatie, eerste)
    begin, einde = eerste.datum("STARTDATUM"), eerste.datum_of_niet("EINDDATUM")
    instroom = eerste.datum_of_niet("EERSTE_INSTROOMDATUM")
    rij: Kolommen = {
        "code": code.lower(),
        "specialisatie": element,
        "aanbieder": aanbieder,
        "eenheid": eenheid,
        "locatie": locatie,
        "eigen_sleutel": eerste.of_niet("EIGEN_AANGEBODEN_OPLEIDINGSLEUTEL"),
        "begindatum": begin,
        "eerste_instroomdatum": instroom,
        "einddatum": einde,
    }
    gelezen = perioden(rijen, einde, f"{element}Periode", partial(_periode, f"{element}Periode"), werk)
    velden: dict[str, Waarde | None] = {
        "aangebodenOpleidingCode": code,
        "onderwijsaanbiedercode": aanbieder,
        "onderwijslocatiecode": locatie,
        "begindatum": begin,
        "eersteInstroomDatum": instroom,
        "einddatum": einde,
        "opleidingseenheidSleutel": eenheid,
        "aangebodenOpleidingPeriode": list(gelezen),
        "afwijkendeOpleidingsduur": _duur(eerste),
        "kenmerken": list(kenmerken(element, eerste, KENMERKEN)),
        **{naam: eerste.of_niet(kolom) for naam, kolom in VELDEN.items()},
    }
    return rij, gevuld(velden)


def _periode(drager: str, rij: Rij) -> dict[str, Waarde]:
    return gevuld(
        {
            **{naam: rij.of_niet(kolom) for naam, kolom in PERIODEVELDEN.items()},
            "kenmerken": list(kenmerken(drager, rij, PERIODEKENMERKEN)),
        }
    )


def _duur(rij: Rij) -> Gegeven | None:
    omvang, eenheid = rij.geheel("AFWIJKENDE_OPLEIDINGSDUUROMVANG"), rij.of_niet("AFWIJKENDE_OPLEIDINGSDUUREENHEID")
    if omvang is None and eenheid is None:
        return None
    if omvang is None or eenheid is None:
        raise Celfout(rij, "AFWIJKENDE_OPLEIDINGSDUUROMVANG", "omvang and eenheid together")
    return Gegeven("afwijkendeOpleidingsduur", {"opleidingsduurEenheid": eenheid, "opleidingsduurOmvang": omvang})


def _cohorten(rijen: Iterable[Rij], element: str, werk: BuildContext) -> list[Gegeven]:
    """The cohorten by code; of one that cannot be placed is told, and the rest of the object goes on."""
    cohorten: dict[str, Gegeven] = {}
    for rij in rijen:
        try:
            code = rij.tekst("AANGEBODEN_OPLEIDING_COHORTCODE")
            if code in cohorten:
                raise NietTePlaatsen(rij, "double", f"cohort {code} of this aangeboden opleiding is there already")
            cohorten[code] = Gegeven(element, _cohort(rij, code, element))
        except (NietTePlaatsen, Celfout) as fout:
            werk.meld(rij, getattr(fout, "reden", "unusable value"), str(fout))
    return [cohorten[code] for code in sorted(cohorten)]


def _cohort(rij: Rij, code: str, element: str) -> dict[str, Waarde]:
    vast, begin = rij.datum_of_niet("INSTROOMMOMENT"), rij.datum_of_niet("BEGIN_INSTROOMPERIODE")
    if vast is None and begin is None:
        raise NietTePlaatsen(rij, "no instroom", f"cohort {code} has neither INSTROOMMOMENT nor BEGIN_INSTROOMPERIODE")
    velden: dict[str, Waarde | None] = {
        "cohortcode": code,
        "cohortstatus": rij.tekst("STATUS"),
        "kenmerken": list(kenmerken(element, rij, COHORTKENMERKEN)),
        "beginAanmeldperiode": rij.datum("BEGIN_AANMELDPERIODE"),
        "eindeAanmeldperiode": rij.datum_of_niet("EINDE_AANMELDPERIODE"),
        "toestemmingVereistVoorAanmelding": rij.tekst("TOESTEMMING_VEREIST_VOOR_AANMELDING"),
        "toelichtingVereisteToestemming": rij.of_niet("TOELICHTING_VEREISTE_TOESTEMMING"),
        "einddatum": rij.datum_of_niet("OPLEIDINGSEINDDATUM"),
    }
    if vast is not None:
        velden["vastInstroommoment"] = Gegeven("vastInstroommoment", {"instroommoment": vast})
    else:
        einde = rij.datum_of_niet("EINDE_INSTROOMPERIODE")
        periode = gevuld({"beginInstroomperiode": begin, "eindeInstroomperiode": einde})
        velden["flexibeleInstroom"] = Gegeven("flexibeleInstroom", periode)
    if (toegang := rij.of_niet("TOEGANGSCODE_COHORT")) is not None:
        velden["bedrijfsopleiding"] = Gegeven("bedrijfsopleiding", {"toegangscodeCohort": toegang})
    return gevuld(velden)


def _vraag(groep: SourceRows, aanwezig: frozenset[str], *, bestand: str) -> list[tuple[Opzoeking, str]]:
    cohortbestand = SPECIALISATIES[bestand][1]
    compleet = groep.van(bestand) and (cohortbestand is None or cohortbestand in aanwezig)
    gevraagd = [] if compleet else [(zoek.AANGEBODEN, groep.sleutel)]
    for rij in groep.van(bestand)[:1]:
        for opzoeking, kolom in (
            (zoek.AANBIEDER, "ONDERWIJSAANBIEDERID"),
            (zoek.EENHEID, "OPLEIDINGSEENHEIDCODE"),
            (zoek.LOCATIE, "ONDERWIJSLOCATIECODE"),
        ):
            if (code := rij.of_niet(kolom)) is not None:
                gevraagd.append((opzoeking, code))
    return gevraagd


def _code(cellen: dict[str, str | None]) -> str | None:
    """Codes are compared without regard to case."""
    code = cellen["AANGEBODEN_OPLEIDINGCODE"]
    return None if code is None else code.lower()


def _soort(bestand: str, cohortbestand: str | None) -> ObjectKind:
    bestanden: dict[str, Sleutel] = dict.fromkeys((bestand, cohortbestand) if cohortbestand else (bestand,), _code)
    return ObjectKind(
        bestand.removesuffix(".csv"),
        model.aangeboden_opleiding,
        ("code",),
        bestanden,
        partial(_bouw, bestand=bestand),
        partial(_vraag, bestand=bestand),
        (zoekkinderen.AANBOD,),
        onderdelen=frozenset({cohortbestand} if cohortbestand else ()),
        afgeleid=zoekkinderen.VAN_AANBOD,
    )


SOORTEN = tuple(_soort(bestand, cohorten) for bestand, (_, cohorten) in SPECIALISATIES.items())
