"""The objects of the contract. Written by ``python -m rio_soap.client.genereer``; do not edit."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from rio_soap.contract.gegevens import Gegeven, Ingesloten, Waarde


def _maak(naam: str, velden: Mapping[str, object]) -> Gegeven:
    return Gegeven(naam, cast("dict[str, Waarde]", {s: w for s, w in velden.items() if w is not None}))


def adres(*, postcode: str, huisnummer: int, huisnummertoevoeging: str | None = None) -> Gegeven:
    """Object adres (type AanduidingAdres)."""
    return _maak(
        "adres", {"postcode": postcode, "huisnummer": huisnummer, "huisnummertoevoeging": huisnummertoevoeging}
    )


def bevoegdGezag(
    *,
    code: str,
    erkenner: str,
    begindatum: date,
    bevoegdGezagPeriode: Sequence[Gegeven],
    einddatum: date | None = None,
    stichtingsdatum: date | None = None,
    inBedrijfdatum: date | None = None,
    uitBedrijfdatum: date | None = None,
    kVKnummer: str | None = None,
    formeelInstellingsadres: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object bevoegdGezag (type BevoegdGezag)."""
    return _maak(
        "bevoegdGezag",
        {
            "code": code,
            "erkenner": erkenner,
            "begindatum": begindatum,
            "einddatum": einddatum,
            "stichtingsdatum": stichtingsdatum,
            "inBedrijfdatum": inBedrijfdatum,
            "uitBedrijfdatum": uitBedrijfdatum,
            "kVKnummer": kVKnummer,
            "formeelInstellingsadres": list(formeelInstellingsadres) if formeelInstellingsadres is not None else None,
            "bevoegdGezagPeriode": list(bevoegdGezagPeriode),
        },
    )


def bevoegdGezagPeriode(
    *,
    begindatum: date,
    naamLang: str,
    bekostigingscode: str,
    soort: str,
    einddatum: date | None = None,
    naamKort: str | None = None,
    wet: str | None = None,
    richtingen: Sequence[str] | None = None,
    grondslag: Sequence[str] | None = None,
    vrijheidVanOnderwijs: str | None = None,
) -> Gegeven:
    """Object bevoegdGezagPeriode (type BevoegdGezagPeriode)."""
    return _maak(
        "bevoegdGezagPeriode",
        {
            "begindatum": begindatum,
            "einddatum": einddatum,
            "naamLang": naamLang,
            "naamKort": naamKort,
            "wet": wet,
            "bekostigingscode": bekostigingscode,
            "richtingen": list(richtingen) if richtingen is not None else None,
            "grondslag": list(grondslag) if grondslag is not None else None,
            "vrijheidVanOnderwijs": vrijheidVanOnderwijs,
            "soort": soort,
        },
    )


def bezoekadres(*, binnenlandsAdres: Gegeven | None = None, buitenlandsAdres: Gegeven | None = None) -> Gegeven:
    """Object bezoekadres (type Adres)."""
    return _maak("bezoekadres", {"binnenlandsAdres": binnenlandsAdres, "buitenlandsAdres": buitenlandsAdres})


def binnenlandsAdres(
    *,
    straatnaam: str | None = None,
    huisnummer: int | None = None,
    huisnummertoevoeging: str | None = None,
    postcode: str | None = None,
    plaatsnaam: str | None = None,
) -> Gegeven:
    """Object binnenlandsAdres (type BinnenlandsAdres)."""
    return _maak(
        "binnenlandsAdres",
        {
            "straatnaam": straatnaam,
            "huisnummer": huisnummer,
            "huisnummertoevoeging": huisnummertoevoeging,
            "postcode": postcode,
            "plaatsnaam": plaatsnaam,
        },
    )


def buitenlandsAdres(
    *,
    adresregelBuitenland1: str,
    landcode: str,
    adresregelBuitenland2: str | None = None,
    adresregelBuitenland3: str | None = None,
) -> Gegeven:
    """Object buitenlandsAdres (type BuitenlandsAdres)."""
    return _maak(
        "buitenlandsAdres",
        {
            "adresregelBuitenland1": adresregelBuitenland1,
            "adresregelBuitenland2": adresregelBuitenland2,
            "adresregelBuitenland3": adresregelBuitenland3,
            "landcode": landcode,
        },
    )


def bundelpost(*, nummer: int, inhoud: Ingesloten) -> Gegeven:
    """Object bundelpost (type Bundelpost)."""
    return _maak("bundelpost", {"nummer": nummer, "inhoud": inhoud})


def contactadres(
    *,
    organisatorischeEenheidcode: str,
    communicatiecontext: str,
    communicatiesubcontextNummer: str,
    contactadresPeriode: Sequence[Gegeven],
) -> Gegeven:
    """Object contactadres (type Contactadres)."""
    return _maak(
        "contactadres",
        {
            "organisatorischeEenheidcode": organisatorischeEenheidcode,
            "communicatiecontext": communicatiecontext,
            "communicatiesubcontextNummer": communicatiesubcontextNummer,
            "contactadresPeriode": list(contactadresPeriode),
        },
    )


def contactadresPeriode(
    *,
    begindatum: date,
    einddatum: date | None = None,
    communicatiesubcontext: str | None = None,
    contactnaam: str | None = None,
    email: str | None = None,
    telefoonnummer: str | None = None,
    faxnummer: str | None = None,
    webadres: str | None = None,
    bezoekadres: Gegeven | None = None,
    postadres: Gegeven | None = None,
) -> Gegeven:
    """Object contactadresPeriode (type ContactadresPeriode)."""
    return _maak(
        "contactadresPeriode",
        {
            "begindatum": begindatum,
            "einddatum": einddatum,
            "communicatiesubcontext": communicatiesubcontext,
            "contactnaam": contactnaam,
            "email": email,
            "telefoonnummer": telefoonnummer,
            "faxnummer": faxnummer,
            "webadres": webadres,
            "bezoekadres": bezoekadres,
            "postadres": postadres,
        },
    )


def contactadresSleutel(
    *, organisatorischeEenheidcode: str, communicatiecontext: str, communicatiesubcontextNummer: str
) -> Gegeven:
    """Object contactadres (type ContactadresSleutel)."""
    return _maak(
        "contactadres",
        {
            "organisatorischeEenheidcode": organisatorischeEenheidcode,
            "communicatiecontext": communicatiecontext,
            "communicatiesubcontextNummer": communicatiesubcontextNummer,
        },
    )


def erkendeOnderwijsinstelling(
    *,
    code: str,
    erkenner: str,
    begindatum: date,
    erkendeOnderwijsinstellingPeriode: Sequence[Gegeven],
    einddatum: date | None = None,
    stichtingsdatum: date | None = None,
    inBedrijfdatum: date | None = None,
    uitBedrijfdatum: date | None = None,
    kVKnummer: str | None = None,
    formeelInstellingsadres: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object erkendeOnderwijsinstelling (type ErkendeOnderwijsinstelling)."""
    return _maak(
        "erkendeOnderwijsinstelling",
        {
            "code": code,
            "erkenner": erkenner,
            "begindatum": begindatum,
            "einddatum": einddatum,
            "stichtingsdatum": stichtingsdatum,
            "inBedrijfdatum": inBedrijfdatum,
            "uitBedrijfdatum": uitBedrijfdatum,
            "kVKnummer": kVKnummer,
            "formeelInstellingsadres": list(formeelInstellingsadres) if formeelInstellingsadres is not None else None,
            "erkendeOnderwijsinstellingPeriode": list(erkendeOnderwijsinstellingPeriode),
        },
    )


def erkendeOnderwijsinstellingPeriode(
    *,
    begindatum: date,
    naamLang: str,
    bekostigingscode: str,
    soort: str,
    einddatum: date | None = None,
    naamKort: str | None = None,
    wet: str | None = None,
    richtingen: Sequence[str] | None = None,
    grondslag: Sequence[str] | None = None,
    vrijheidVanOnderwijs: str | None = None,
    sOCluster: str | None = None,
    hoofdSOOnderwijssoort: str | None = None,
    onderwijsinstellingskenmerk: Sequence[str] | None = None,
) -> Gegeven:
    """Object erkendeOnderwijsinstellingPeriode (type ErkendeOnderwijsinstellingPeriode)."""
    return _maak(
        "erkendeOnderwijsinstellingPeriode",
        {
            "begindatum": begindatum,
            "einddatum": einddatum,
            "naamLang": naamLang,
            "naamKort": naamKort,
            "wet": wet,
            "bekostigingscode": bekostigingscode,
            "richtingen": list(richtingen) if richtingen is not None else None,
            "grondslag": list(grondslag) if grondslag is not None else None,
            "vrijheidVanOnderwijs": vrijheidVanOnderwijs,
            "soort": soort,
            "sOCluster": sOCluster,
            "hoofdSOOnderwijssoort": hoofdSOOnderwijssoort,
            "onderwijsinstellingskenmerk": list(onderwijsinstellingskenmerk)
            if onderwijsinstellingskenmerk is not None
            else None,
        },
    )


def erkendeOnderwijsondersteuner(
    *,
    code: str,
    erkenner: str,
    begindatum: date,
    erkendeOnderwijsondersteunerPeriode: Sequence[Gegeven],
    einddatum: date | None = None,
    stichtingsdatum: date | None = None,
    inBedrijfdatum: date | None = None,
    uitBedrijfdatum: date | None = None,
    kVKnummer: str | None = None,
    formeelInstellingsadres: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object erkendeOnderwijsondersteuner (type ErkendeOnderwijsondersteuner)."""
    return _maak(
        "erkendeOnderwijsondersteuner",
        {
            "code": code,
            "erkenner": erkenner,
            "begindatum": begindatum,
            "einddatum": einddatum,
            "stichtingsdatum": stichtingsdatum,
            "inBedrijfdatum": inBedrijfdatum,
            "uitBedrijfdatum": uitBedrijfdatum,
            "kVKnummer": kVKnummer,
            "formeelInstellingsadres": list(formeelInstellingsadres) if formeelInstellingsadres is not None else None,
            "erkendeOnderwijsondersteunerPeriode": list(erkendeOnderwijsondersteunerPeriode),
        },
    )


def erkendeOnderwijsondersteunerPeriode(
    *,
    begindatum: date,
    naamLang: str,
    bekostigingscode: str,
    soort: str,
    einddatum: date | None = None,
    naamKort: str | None = None,
    wet: str | None = None,
    richtingen: Sequence[str] | None = None,
    grondslag: Sequence[str] | None = None,
    vrijheidVanOnderwijs: str | None = None,
) -> Gegeven:
    """Object erkendeOnderwijsondersteunerPeriode (type ErkendeOnderwijsondersteunerPeriode)."""
    return _maak(
        "erkendeOnderwijsondersteunerPeriode",
        {
            "begindatum": begindatum,
            "einddatum": einddatum,
            "naamLang": naamLang,
            "naamKort": naamKort,
            "wet": wet,
            "bekostigingscode": bekostigingscode,
            "richtingen": list(richtingen) if richtingen is not None else None,
            "grondslag": list(grondslag) if grondslag is not None else None,
            "vrijheidVanOnderwijs": vrijheidVanOnderwijs,
            "soort": soort,
        },
    )


def erkendeSamenwerking(
    *,
    code: str,
    erkenner: str,
    begindatum: date,
    erkendeSamenwerkingPeriode: Sequence[Gegeven],
    einddatum: date | None = None,
    stichtingsdatum: date | None = None,
    inBedrijfdatum: date | None = None,
    uitBedrijfdatum: date | None = None,
    kVKnummer: str | None = None,
    formeelInstellingsadres: Sequence[Gegeven] | None = None,
    regioErkendeSamenwerking: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object erkendeSamenwerking (type ErkendeSamenwerking)."""
    return _maak(
        "erkendeSamenwerking",
        {
            "code": code,
            "erkenner": erkenner,
            "begindatum": begindatum,
            "einddatum": einddatum,
            "stichtingsdatum": stichtingsdatum,
            "inBedrijfdatum": inBedrijfdatum,
            "uitBedrijfdatum": uitBedrijfdatum,
            "kVKnummer": kVKnummer,
            "formeelInstellingsadres": list(formeelInstellingsadres) if formeelInstellingsadres is not None else None,
            "erkendeSamenwerkingPeriode": list(erkendeSamenwerkingPeriode),
            "regioErkendeSamenwerking": list(regioErkendeSamenwerking)
            if regioErkendeSamenwerking is not None
            else None,
        },
    )


def erkendeSamenwerkingPeriode(
    *,
    begindatum: date,
    naamLang: str,
    bekostigingscode: str,
    soort: str,
    einddatum: date | None = None,
    naamKort: str | None = None,
    wet: str | None = None,
    richtingen: Sequence[str] | None = None,
    grondslag: Sequence[str] | None = None,
    vrijheidVanOnderwijs: str | None = None,
) -> Gegeven:
    """Object erkendeSamenwerkingPeriode (type ErkendeSamenwerkingPeriode)."""
    return _maak(
        "erkendeSamenwerkingPeriode",
        {
            "begindatum": begindatum,
            "einddatum": einddatum,
            "naamLang": naamLang,
            "naamKort": naamKort,
            "wet": wet,
            "bekostigingscode": bekostigingscode,
            "richtingen": list(richtingen) if richtingen is not None else None,
            "grondslag": list(grondslag) if grondslag is not None else None,
            "vrijheidVanOnderwijs": vrijheidVanOnderwijs,
            "soort": soort,
        },
    )


def erkendeVestiging(
    *,
    code: str,
    erkenner: str,
    begindatum: date,
    erkendeVestigingPeriode: Sequence[Gegeven],
    einddatum: date | None = None,
    stichtingsdatum: date | None = None,
    inBedrijfdatum: date | None = None,
    uitBedrijfdatum: date | None = None,
    kVKnummer: str | None = None,
    formeelInstellingsadres: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object erkendeVestiging (type ErkendeVestiging)."""
    return _maak(
        "erkendeVestiging",
        {
            "code": code,
            "erkenner": erkenner,
            "begindatum": begindatum,
            "einddatum": einddatum,
            "stichtingsdatum": stichtingsdatum,
            "inBedrijfdatum": inBedrijfdatum,
            "uitBedrijfdatum": uitBedrijfdatum,
            "kVKnummer": kVKnummer,
            "formeelInstellingsadres": list(formeelInstellingsadres) if formeelInstellingsadres is not None else None,
            "erkendeVestigingPeriode": list(erkendeVestigingPeriode),
        },
    )


def erkendeVestigingPeriode(
    *,
    begindatum: date,
    naamLang: str,
    bekostigingscode: str,
    soort: str,
    hoofdNevenVestiging: str,
    einddatum: date | None = None,
    naamKort: str | None = None,
    wet: str | None = None,
    richtingen: Sequence[str] | None = None,
    grondslag: Sequence[str] | None = None,
    vrijheidVanOnderwijs: str | None = None,
    vestigingskenmerk: Sequence[str] | None = None,
) -> Gegeven:
    """Object erkendeVestigingPeriode (type ErkendeVestigingPeriode)."""
    return _maak(
        "erkendeVestigingPeriode",
        {
            "begindatum": begindatum,
            "einddatum": einddatum,
            "naamLang": naamLang,
            "naamKort": naamKort,
            "wet": wet,
            "bekostigingscode": bekostigingscode,
            "richtingen": list(richtingen) if richtingen is not None else None,
            "grondslag": list(grondslag) if grondslag is not None else None,
            "vrijheidVanOnderwijs": vrijheidVanOnderwijs,
            "soort": soort,
            "hoofdNevenVestiging": hoofdNevenVestiging,
            "vestigingskenmerk": list(vestigingskenmerk) if vestigingskenmerk is not None else None,
        },
    )


def erkenner(
    *,
    soort: str,
    begindatum: date,
    erkennercode: str | None = None,
    naam: str | None = None,
    kVKnummer: str | None = None,
    oin: Sequence[str] | None = None,
    einddatum: date | None = None,
    erkenneraanmerking: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object erkenner (type Erkenner)."""
    return _maak(
        "erkenner",
        {
            "erkennercode": erkennercode,
            "soort": soort,
            "naam": naam,
            "kVKnummer": kVKnummer,
            "oin": list(oin) if oin is not None else None,
            "begindatum": begindatum,
            "einddatum": einddatum,
            "erkenneraanmerking": list(erkenneraanmerking) if erkenneraanmerking is not None else None,
        },
    )


def erkenneraanmerking(
    *, bevoegdheid: str, begindatum: date, regelgeving: str | None = None, einddatum: date | None = None
) -> Gegeven:
    """Object erkenneraanmerking (type Erkenneraanmerking)."""
    return _maak(
        "erkenneraanmerking",
        {"bevoegdheid": bevoegdheid, "regelgeving": regelgeving, "begindatum": begindatum, "einddatum": einddatum},
    )


def erkenningskeuze(
    *,
    bevoegdGezag: Gegeven | None = None,
    erkendeOnderwijsinstelling: Gegeven | None = None,
    erkendeVestiging: Gegeven | None = None,
    erkendeSamenwerking: Gegeven | None = None,
    erkendeOnderwijsondersteuner: Gegeven | None = None,
) -> Gegeven:
    """Object instellingserkenning (type Erkenningskeuze)."""
    return _maak(
        "instellingserkenning",
        {
            "bevoegdGezag": bevoegdGezag,
            "erkendeOnderwijsinstelling": erkendeOnderwijsinstelling,
            "erkendeVestiging": erkendeVestiging,
            "erkendeSamenwerking": erkendeSamenwerking,
            "erkendeOnderwijsondersteuner": erkendeOnderwijsondersteuner,
        },
    )


def erkenningssleutel(
    *,
    opleidingsstelsel: str,
    opleidingscode: str,
    opleidingsniveau: str | None = None,
    uniekeErkendeopleidingscode: str | None = None,
) -> Gegeven:
    """Object opleidingserkenning (type Erkenningssleutel)."""
    return _maak(
        "opleidingserkenning",
        {
            "opleidingsstelsel": opleidingsstelsel,
            "opleidingscode": opleidingscode,
            "opleidingsniveau": opleidingsniveau,
            "uniekeErkendeopleidingscode": uniekeErkendeopleidingscode,
        },
    )


def formeelBinnenlandsAdres(
    *,
    postcode: str,
    straatnaam: str | None = None,
    huisnummer: int | None = None,
    huisnummertoevoeging: str | None = None,
    plaatsnaam: str | None = None,
    gemeentenaam: str | None = None,
) -> Gegeven:
    """Object binnenlandsAdres (type FormeelBinnenlandsAdres)."""
    return _maak(
        "binnenlandsAdres",
        {
            "straatnaam": straatnaam,
            "huisnummer": huisnummer,
            "huisnummertoevoeging": huisnummertoevoeging,
            "postcode": postcode,
            "plaatsnaam": plaatsnaam,
            "gemeentenaam": gemeentenaam,
        },
    )


def formeelInstellingsadres(
    *,
    begindatum: date,
    einddatum: date | None = None,
    binnenlandsAdres: Gegeven | None = None,
    buitenlandsAdres: Gegeven | None = None,
    bagID: str | None = None,
) -> Gegeven:
    """Object formeelInstellingsadres (type FormeelInstellingsadres)."""
    return _maak(
        "formeelInstellingsadres",
        {
            "begindatum": begindatum,
            "einddatum": einddatum,
            "binnenlandsAdres": binnenlandsAdres,
            "buitenlandsAdres": buitenlandsAdres,
            "bagID": bagID,
        },
    )


def groepslid(*, onderwijsaanbiedercode: str, begindatum: date, einddatum: date | None = None) -> Gegeven:
    """Object groepslid (type Groepslid)."""
    return _maak(
        "groepslid",
        {"onderwijsaanbiedercode": onderwijsaanbiedercode, "begindatum": begindatum, "einddatum": einddatum},
    )


def ho(
    *,
    onderdeel: str,
    beroepseisen: str,
    opleidingserkenningskader: str,
    aanvullendeEisen: str,
    subonderdeel: str | None = None,
    bekostigingscode: str | None = None,
    bekostigingsniveau: str | None = None,
    bekostigingsduur: int | None = None,
    grondslagStudielast: str | None = None,
    graadtoevoeging: Sequence[str] | None = None,
    intensiefProgramma: str | None = None,
    opleidingssamenwerking: str | None = None,
) -> Gegeven:
    """Object ho (type HoErkenningsgegevens)."""
    return _maak(
        "ho",
        {
            "onderdeel": onderdeel,
            "subonderdeel": subonderdeel,
            "bekostigingscode": bekostigingscode,
            "bekostigingsniveau": bekostigingsniveau,
            "bekostigingsduur": bekostigingsduur,
            "grondslagStudielast": grondslagStudielast,
            "beroepseisen": beroepseisen,
            "graadtoevoeging": list(graadtoevoeging) if graadtoevoeging is not None else None,
            "opleidingserkenningskader": opleidingserkenningskader,
            "intensiefProgramma": intensiefProgramma,
            "opleidingssamenwerking": opleidingssamenwerking,
            "aanvullendeEisen": aanvullendeEisen,
        },
    )


def hoOnderwijsaccreditatie(
    *,
    begindatum: date,
    voorwaardendatum: date | None = None,
    inleverdatum: date | None = None,
    besluitdatum: date | None = None,
    uitsteldatum: date | None = None,
    uitstelreden: str | None = None,
    afbouwdatum: date | None = None,
    intrekkingsdatum: date | None = None,
    vervaldatum: date | None = None,
    nVAODossiernummer: str | None = None,
    beoordelingskader: str | None = None,
) -> Gegeven:
    """Object hoOnderwijsaccreditatie (type HoOnderwijsaccreditatie)."""
    return _maak(
        "hoOnderwijsaccreditatie",
        {
            "begindatum": begindatum,
            "voorwaardendatum": voorwaardendatum,
            "inleverdatum": inleverdatum,
            "besluitdatum": besluitdatum,
            "uitsteldatum": uitsteldatum,
            "uitstelreden": uitstelreden,
            "afbouwdatum": afbouwdatum,
            "intrekkingsdatum": intrekkingsdatum,
            "vervaldatum": vervaldatum,
            "nVAODossiernummer": nVAODossiernummer,
            "beoordelingskader": beoordelingskader,
        },
    )


def instellingserkenningSleutel(*, erkenner: str, type: str, code: str) -> Gegeven:
    """Object instellingserkenning (type InstellingserkenningSleutel)."""
    return _maak("instellingserkenning", {"erkenner": erkenner, "type": type, "code": code})


def instellingsrelatie(
    *, van: Gegeven, naar: Gegeven, soort: str, begindatum: date, einddatum: date | None = None
) -> Gegeven:
    """Object instellingsrelatie (type Instellingsrelatie)."""
    return _maak(
        "instellingsrelatie",
        {"van": van, "naar": naar, "soort": soort, "begindatum": begindatum, "einddatum": einddatum},
    )


def instellingsrelatieSleutel(*, van: Gegeven, naar: Gegeven, soort: str, begindatum: date) -> Gegeven:
    """Object instellingsrelatie (type InstellingsrelatieSleutel)."""
    return _maak("instellingsrelatie", {"van": van, "naar": naar, "soort": soort, "begindatum": begindatum})


def juridischeRelatie(
    *, instellingserkenningscode: str, begindatum: date, erkenner: str | None = None, einddatum: date | None = None
) -> Gegeven:
    """Object juridischeRelatie (type JuridischeRelatie)."""
    return _maak(
        "juridischeRelatie",
        {
            "instellingserkenningscode": instellingserkenningscode,
            "erkenner": erkenner,
            "begindatum": begindatum,
            "einddatum": einddatum,
        },
    )


def licentie(
    *,
    licentiecode: str,
    type: str,
    instellingserkenning: Gegeven,
    opleidingserkenning: Gegeven,
    begindatum: date,
    herkomst: str,
    stadium: str,
    einddatum: date | None = None,
    bekostigd: bool | None = None,
    vorm: Sequence[str] | None = None,
    leerweg: str | None = None,
    onderwijssoort: str | None = None,
    erkendOpleidingskenmerk: Sequence[str] | None = None,
    vestigingslicentie: Sequence[Gegeven] | None = None,
    hoOnderwijsaccreditatie: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object licentie (type Licentie)."""
    return _maak(
        "licentie",
        {
            "licentiecode": licentiecode,
            "type": type,
            "instellingserkenning": instellingserkenning,
            "opleidingserkenning": opleidingserkenning,
            "begindatum": begindatum,
            "einddatum": einddatum,
            "herkomst": herkomst,
            "stadium": stadium,
            "bekostigd": bekostigd,
            "vorm": list(vorm) if vorm is not None else None,
            "leerweg": leerweg,
            "onderwijssoort": onderwijssoort,
            "erkendOpleidingskenmerk": list(erkendOpleidingskenmerk) if erkendOpleidingskenmerk is not None else None,
            "vestigingslicentie": list(vestigingslicentie) if vestigingslicentie is not None else None,
            "hoOnderwijsaccreditatie": list(hoOnderwijsaccreditatie) if hoOnderwijsaccreditatie is not None else None,
        },
    )


def licentiemaatregel(
    *,
    licentiecode: str,
    soort: str,
    begindatum: date,
    einddatum: date | None = None,
    aanvraagverbodEinddatum: date | None = None,
) -> Gegeven:
    """Object licentiemaatregel (type Licentiemaatregel)."""
    return _maak(
        "licentiemaatregel",
        {
            "licentiecode": licentiecode,
            "soort": soort,
            "begindatum": begindatum,
            "einddatum": einddatum,
            "aanvraagverbodEinddatum": aanvraagverbodEinddatum,
        },
    )


def licentiemaatregelSleutel(*, licentiecode: str, soort: str, begindatum: date) -> Gegeven:
    """Object licentiemaatregel (type LicentiemaatregelSleutel)."""
    return _maak("licentiemaatregel", {"licentiecode": licentiecode, "soort": soort, "begindatum": begindatum})


def licentierelatie(
    *, vanLicentiecode: str, naarLicentiecode: str, soort: str, begindatum: date, einddatum: date | None = None
) -> Gegeven:
    """Object licentierelatie (type Licentierelatie)."""
    return _maak(
        "licentierelatie",
        {
            "vanLicentiecode": vanLicentiecode,
            "naarLicentiecode": naarLicentiecode,
            "soort": soort,
            "begindatum": begindatum,
            "einddatum": einddatum,
        },
    )


def licentierelatieSleutel(*, vanLicentiecode: str, naarLicentiecode: str, soort: str, begindatum: date) -> Gegeven:
    """Object licentierelatie (type LicentierelatieSleutel)."""
    return _maak(
        "licentierelatie",
        {
            "vanLicentiecode": vanLicentiecode,
            "naarLicentiecode": naarLicentiecode,
            "soort": soort,
            "begindatum": begindatum,
        },
    )


def mbo(*, prijsfactorBekostiging: Decimal | None = None, toegestaneLeerweg: Sequence[str] | None = None) -> Gegeven:
    """Object mbo (type MboErkenningsgegevens)."""
    return _maak(
        "mbo",
        {
            "prijsfactorBekostiging": prijsfactorBekostiging,
            "toegestaneLeerweg": list(toegestaneLeerweg) if toegestaneLeerweg is not None else None,
        },
    )


def mboExamen(
    *,
    aanleveringResultaatInstellingsexamen: str,
    aanleveringResultaatCentraalExamen: str,
    aanleveringEindresultaat: str,
) -> Gegeven:
    """Object mboExamen (type MboExamengegevens)."""
    return _maak(
        "mboExamen",
        {
            "aanleveringResultaatInstellingsexamen": aanleveringResultaatInstellingsexamen,
            "aanleveringResultaatCentraalExamen": aanleveringResultaatCentraalExamen,
            "aanleveringEindresultaat": aanleveringEindresultaat,
        },
    )


def naar(*, erkenner: str, type: str, code: str) -> Gegeven:
    """Object naar (type InstellingserkenningSleutel)."""
    return _maak("naar", {"erkenner": erkenner, "type": type, "code": code})


def onderwijsaanbiedergroep(
    *,
    inBedrijfdatum: date,
    onderwijsaanbiedergroepPeriode: Sequence[Gegeven],
    onderwijsaanbiedergroepcode: str | None = None,
    uitBedrijfdatum: date | None = None,
    groepslid: Sequence[Gegeven] | None = None,
) -> Gegeven:
    """Object onderwijsaanbiedergroep (type Onderwijsaanbiedergroep)."""
    return _maak(
        "onderwijsaanbiedergroep",
        {
            "onderwijsaanbiedergroepcode": onderwijsaanbiedergroepcode,
            "inBedrijfdatum": inBedrijfdatum,
            "uitBedrijfdatum": uitBedrijfdatum,
            "onderwijsaanbiedergroepPeriode": list(onderwijsaanbiedergroepPeriode),
            "groepslid": list(groepslid) if groepslid is not None else None,
        },
    )


def onderwijsaanbiedergroepPeriode(*, begindatum: date, naam: str, internationaleNaam: str | None = None) -> Gegeven:
    """Object onderwijsaanbiedergroepPeriode (type Organisatieperiode)."""
    return _maak(
        "onderwijsaanbiedergroepPeriode",
        {"begindatum": begindatum, "naam": naam, "internationaleNaam": internationaleNaam},
    )


def onderwijsbegeleidingsaanbieder(
    *,
    inBedrijfdatum: date,
    onderwijsbegeleidingsaanbiederPeriode: Sequence[Gegeven],
    juridischeRelatie: Sequence[Gegeven],
    onderwijsbegeleidingsaanbiedercode: str | None = None,
    uitBedrijfdatum: date | None = None,
) -> Gegeven:
    """Object onderwijsbegeleidingsaanbieder (type Onderwijsbegeleidingsaanbieder)."""
    return _maak(
        "onderwijsbegeleidingsaanbieder",
        {
            "onderwijsbegeleidingsaanbiedercode": onderwijsbegeleidingsaanbiedercode,
            "inBedrijfdatum": inBedrijfdatum,
            "uitBedrijfdatum": uitBedrijfdatum,
            "onderwijsbegeleidingsaanbiederPeriode": list(onderwijsbegeleidingsaanbiederPeriode),
            "juridischeRelatie": list(juridischeRelatie),
        },
    )


def onderwijsbegeleidingsaanbiederPeriode(
    *, begindatum: date, naam: str, expertise: Sequence[str], internationaleNaam: str | None = None
) -> Gegeven:
    """Object onderwijsbegeleidingsaanbiederPeriode (type Begeleidingsperiode)."""
    return _maak(
        "onderwijsbegeleidingsaanbiederPeriode",
        {
            "begindatum": begindatum,
            "naam": naam,
            "internationaleNaam": internationaleNaam,
            "expertise": list(expertise),
        },
    )


def onderwijsbestuur(
    *,
    inBedrijfdatum: date,
    onderwijsbestuurPeriode: Sequence[Gegeven],
    onderwijsbestuurcode: str | None = None,
    kVKnummer: str | None = None,
    rSIN: str | None = None,
    bevoegdGezagNummer: str | None = None,
    uitBedrijfdatum: date | None = None,
) -> Gegeven:
    """Object onderwijsbestuur (type Onderwijsbestuur)."""
    return _maak(
        "onderwijsbestuur",
        {
            "onderwijsbestuurcode": onderwijsbestuurcode,
            "kVKnummer": kVKnummer,
            "rSIN": rSIN,
            "bevoegdGezagNummer": bevoegdGezagNummer,
            "inBedrijfdatum": inBedrijfdatum,
            "uitBedrijfdatum": uitBedrijfdatum,
            "onderwijsbestuurPeriode": list(onderwijsbestuurPeriode),
        },
    )


def onderwijsbestuurPeriode(*, begindatum: date, naam: str, internationaleNaam: str | None = None) -> Gegeven:
    """Object onderwijsbestuurPeriode (type Organisatieperiode)."""
    return _maak(
        "onderwijsbestuurPeriode", {"begindatum": begindatum, "naam": naam, "internationaleNaam": internationaleNaam}
    )


def opleidingserkenning(
    *,
    opleidingsstelsel: str,
    opleidingscode: str,
    type: str,
    erkenner: str,
    begindatum: date,
    opleidingsniveau: str | None = None,
    uniekeErkendeopleidingscode: str | None = None,
    ministerie: str | None = None,
    einddatum: date | None = None,
    instroomEinddatum: date | None = None,
    eqf: str | None = None,
    nlqf: str | None = None,
    lWOOIndicator: bool | None = None,
    vaksoort: str | None = None,
    examenjaarVanaf: int | None = None,
    examenjaarTotEnMet: int | None = None,
    bezemjaar: int | None = None,
    opleidingserkenningPeriode: Sequence[Gegeven] | None = None,
    opleidingseenheidcode: Sequence[str] | None = None,
) -> Gegeven:
    """Object opleidingserkenning (type Opleidingserkenning)."""
    return _maak(
        "opleidingserkenning",
        {
            "opleidingsstelsel": opleidingsstelsel,
            "opleidingscode": opleidingscode,
            "opleidingsniveau": opleidingsniveau,
            "uniekeErkendeopleidingscode": uniekeErkendeopleidingscode,
            "type": type,
            "erkenner": erkenner,
            "ministerie": ministerie,
            "begindatum": begindatum,
            "einddatum": einddatum,
            "instroomEinddatum": instroomEinddatum,
            "eqf": eqf,
            "nlqf": nlqf,
            "lWOOIndicator": lWOOIndicator,
            "vaksoort": vaksoort,
            "examenjaarVanaf": examenjaarVanaf,
            "examenjaarTotEnMet": examenjaarTotEnMet,
            "bezemjaar": bezemjaar,
            "opleidingserkenningPeriode": list(opleidingserkenningPeriode)
            if opleidingserkenningPeriode is not None
            else None,
            "opleidingseenheidcode": list(opleidingseenheidcode) if opleidingseenheidcode is not None else None,
        },
    )


def opleidingserkenningPeriode(
    *,
    begindatum: date,
    einddatum: date | None = None,
    wet: Sequence[str] | None = None,
    licentieerwijze: str | None = None,
    ho: Gegeven | None = None,
    mbo: Gegeven | None = None,
    mboExamen: Gegeven | None = None,
    vo: Gegeven | None = None,
    vak: Gegeven | None = None,
) -> Gegeven:
    """Object opleidingserkenningPeriode (type OpleidingserkenningPeriode)."""
    return _maak(
        "opleidingserkenningPeriode",
        {
            "begindatum": begindatum,
            "einddatum": einddatum,
            "wet": list(wet) if wet is not None else None,
            "licentieerwijze": licentieerwijze,
            "ho": ho,
            "mbo": mbo,
            "mboExamen": mboExamen,
            "vo": vo,
            "vak": vak,
        },
    )


def organisatierelatie(
    *,
    vanOrganisatorischeEenheidcode: str,
    naarOrganisatorischeEenheidcode: str,
    soort: str,
    begindatum: date,
    einddatum: date | None = None,
) -> Gegeven:
    """Object organisatierelatie (type Organisatierelatie)."""
    return _maak(
        "organisatierelatie",
        {
            "vanOrganisatorischeEenheidcode": vanOrganisatorischeEenheidcode,
            "naarOrganisatorischeEenheidcode": naarOrganisatorischeEenheidcode,
            "soort": soort,
            "begindatum": begindatum,
            "einddatum": einddatum,
        },
    )


def organisatierelatieSleutel(
    *, vanOrganisatorischeEenheidcode: str, naarOrganisatorischeEenheidcode: str, soort: str, begindatum: date
) -> Gegeven:
    """Object organisatierelatie (type OrganisatierelatieSleutel)."""
    return _maak(
        "organisatierelatie",
        {
            "vanOrganisatorischeEenheidcode": vanOrganisatorischeEenheidcode,
            "naarOrganisatorischeEenheidcode": naarOrganisatorischeEenheidcode,
            "soort": soort,
            "begindatum": begindatum,
        },
    )


def postadres(*, binnenlandsAdres: Gegeven | None = None, buitenlandsAdres: Gegeven | None = None) -> Gegeven:
    """Object postadres (type Adres)."""
    return _maak("postadres", {"binnenlandsAdres": binnenlandsAdres, "buitenlandsAdres": buitenlandsAdres})


def regioErkendeSamenwerking(
    *, begindatum: date, postcodecijfers: Sequence[str], einddatum: date | None = None
) -> Gegeven:
    """Object regioErkendeSamenwerking (type RegioErkendeSamenwerking)."""
    return _maak(
        "regioErkendeSamenwerking",
        {"begindatum": begindatum, "einddatum": einddatum, "postcodecijfers": list(postcodecijfers)},
    )


def vak(*, examenonderdeel: Sequence[str], oordeelsoort: str) -> Gegeven:
    """Object vak (type VakErkenningsgegevens)."""
    return _maak("vak", {"examenonderdeel": list(examenonderdeel), "oordeelsoort": oordeelsoort})


def van(*, erkenner: str, type: str, code: str) -> Gegeven:
    """Object van (type InstellingserkenningSleutel)."""
    return _maak("van", {"erkenner": erkenner, "type": type, "code": code})


def vestigingslicentie(
    *, erkendeVestigingCode: str, begindatum: date, vorm: str | None = None, einddatum: date | None = None
) -> Gegeven:
    """Object vestigingslicentie (type Vestigingslicentie)."""
    return _maak(
        "vestigingslicentie",
        {"erkendeVestigingCode": erkendeVestigingCode, "vorm": vorm, "begindatum": begindatum, "einddatum": einddatum},
    )


def vo(*, opleidingserkenningskader: str, leerjaar: Sequence[str] | None = None) -> Gegeven:
    """Object vo (type VoErkenningsgegevens)."""
    return _maak(
        "vo",
        {
            "opleidingserkenningskader": opleidingserkenningskader,
            "leerjaar": list(leerjaar) if leerjaar is not None else None,
        },
    )
