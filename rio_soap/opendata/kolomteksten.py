"""What a column of family A is called and holds, for people: title and description, in the language of the data.

The title of most follows from the name. Source of what is described: the form of DUO's open data (October 2026), the
names of the XSD, and what the loaders found.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple


class Kolomtekst(NamedTuple):
    """Title and description of a column; an empty description where its name says all there is to say."""

    titel: str
    omschrijving: str


_AFKORTINGEN: Final = frozenset(
    {"BAG", "BGE", "BO", "EQF", "GPS", "ID", "KVK", "LWOO", "MBO", "NLQF", "NVAO", "OIE", "RSIN", "VMBO", "VO"}
)
"""Parts of names that stay in capitals in a title."""
_TITELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "BGE_CODE": "Code bevoegd gezag",
        "IN_BEDRIJFDATUM": "Datum in bedrijf",
        "INBEDRIJFDATUM": "Datum in bedrijf",
        "MBONIVEAU": "Niveau in het mbo",
        "OIE_CODE": "Code onderwijsinstelling",
        "ONDERWIJSAANBIEDERGROEPID": "Onderwijsaanbiedergroepcode",
        "ONDERWIJSAANBIEDERID": "Onderwijsaanbiedercode",
        "ONDERWIJSBEGELEIDINGSAANBIEDERID": "Onderwijsbegeleidingsaanbiedercode",
        "ONDERWIJSBESTUURID": "Onderwijsbestuurcode",
        "SAMENWERKENDE_ONDERWIJSAANBIEDERIDS": "Samenwerkende onderwijsaanbieders",
        "UITBEDRIJFDATUM": "Datum uit bedrijf",
        "UIT_BEDRIJFDATUM": "Datum uit bedrijf",
        "VWORICHTING": "Richting in het vwo",
    }
)
_OMSCHRIJVINGEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AANGEBODEN_OPLEIDINGCODE": "UUID van de aangeboden opleiding.",
        "AANGEBODEN_OPLEIDING_COHORTCODE": "UUID van het cohort, binnen de aangeboden opleiding.",
        "AFWIJKENDE_OPLEIDINGSDUUREENHEID": "Waarin de afwijkende opleidingsduur is uitgedrukt.",
        "AFWIJKENDE_OPLEIDINGSDUUROMVANG": "Hoe lang de opleiding duurt als dat afwijkt van de opleidingseenheid.",
        "BAG_ID": "Identificatie van het adres in de Basisregistratie Adressen en Gebouwen, zestien cijfers.",
        "BEGINDATUM": "Eerste dag waarop dit geldt.",
        "BEGINDATUM_PERIODE": "Eerste dag van de periode waarin de gegevens van deze rij gelden.",
        "BGE_CODE": "Code van de erkenning als bevoegd gezag.",
        "BUITENLANDSE_PARTNER": "Partners in het buitenland.",
        "CONTEXT": "Waarvoor dit contactadres dient; alleen ALGEMEEN en AANMELDEN staan in de CSV-bestanden.",
        "DEELNEMERSPLAATSEN": "Hoeveel deelnemers het cohort kan hebben.",
        "EINDDATUM": "Einddatum; leeg zolang er geen einde bekend is.",
        "EINDDATUM_PERIODE": "Begindatum van de volgende periode, of het einde van het object; leeg als er geen is.",
        "EQF": "Niveau in het European Qualifications Framework.",
        "ERKENDEOPLEIDINGSCODE": "Code van de opleidingserkenning binnen haar stelsel.",
        "ERKENNER": "Soort van de erkenner, zoals OCW of NVAO.",
        "ERKENNERCODE": "Code van de erkenner, zoals 100E001.",
        "GPS_LATITUDE": "Breedtegraad in graden (ETRS89/WGS 84).",
        "GPS_LONGITUDE": "Lengtegraad in graden (ETRS89/WGS 84).",
        "IN_BEDRIJFDATUM": "Eerste dag waarop de erkende organisatie bestaat.",
        "INBEDRIJFDATUM": "Eerste dag waarop het object bestaat.",
        "INGANGSDATUM": "Eerste dag van de opleidingserkenning.",
        "KVK_NUMMER": "Nummer in het Handelsregister, acht cijfers.",
        "LICENTIECODE": "UUID van de licentie.",
        "NAAR_LICENTIECODE": "UUID van de licentie waarheen de relatie gaat.",
        "NAAR_OPLEIDINGSEENHEIDCODE": "Code van de opleidingseenheid waarheen de relatie gaat.",
        "NAAR_ORGANISATIEERKENNINGSCODE": "Code van de erkenning die volgt.",
        "NLQF": "Niveau in het Nederlands kwalificatieraamwerk.",
        "OIE_CODE": "Code van de erkenning als onderwijsinstelling; bij OCW het BRIN van vier tekens.",
        "ONDERWIJSAANBIEDERID": "Code van de onderwijsaanbieder, zoals 100A001.",
        "ONDERWIJSBESTUURID": "Code van het onderwijsbestuur, zoals 100B001.",
        "ONDERWIJSLOCATIECODE": "Code van de onderwijslocatie, zoals 100X001.",
        "OPLEIDINGSEENHEIDCODE": "Code van de opleidingseenheid, zoals 1000O0001.",
        "OPLEIDINGSEINDDATUM": "Dag waarop de opleiding voor dit cohort eindigt.",
        "OPLEIDINGSSTELSEL": "Stelsel waarbinnen de code van de opleidingserkenning geldt.",
        "POSTCODECIJFERS": "Cijfers van de postcodes van het gebied.",
        "RIJKSDRIEHOEK_X": "X in het Rijksdriehoekstelsel, in meters.",
        "RIJKSDRIEHOEK_Y": "Y in het Rijksdriehoekstelsel, in meters.",
        "RSIN": "Rechtspersonen en Samenwerkingsverbanden Informatienummer, negen cijfers.",
        "SAMENWERKENDE_ONDERWIJSAANBIEDERIDS": "Codes van onderwijsaanbieders die samenwerken.",
        "SAMENWERKINGSVERBANDNUMMER": "Code van de erkenning als samenwerkingsverband.",
        "STARTDATUM": "Eerste dag waarop de opleiding wordt aangeboden.",
        "STUDIELAST": "Omvang van de opleiding, in de eenheid van STUDIELASTEENHEID.",
        "SUBCONTEXT_NUMMER": "Volgnummer binnen de context; zonder subcontext 0.",
        "UITBEDRIJFDATUM": "Dag waarop het object eindigt; leeg zolang er geen einde bekend is.",
        "UIT_BEDRIJFDATUM": "Dag waarop de erkende organisatie eindigt; leeg zolang er geen einde bekend is.",
        "UNIEKE_ERKENDEOPLEIDINGSCODE": "Code van de ho-opleidingserkenning met volgnummer, zoals 60247_2.",
        "VAKCODENIVEAU": "Code van het vak en niveau samen.",
        "VAN_LICENTIECODE": "UUID van de licentie waarvan de relatie uitgaat.",
        "VAN_OPLEIDINGSEENHEIDCODE": "Code van de opleidingseenheid waarvan de relatie uitgaat.",
        "VAN_ORGANISATIEERKENNINGSCODE": "Code van de erkenning die overgaat.",
        "VESTIGINGSCODE": "Code van de erkenning als vestiging; bij OCW het BRIN met volgnummer, zes tekens.",
        "aantalCsv": "Rijen in het CSV-bestand.",
        "aantalDataStore": "Rijen in de tabel van rio.sqlite.gz.",
        "gewijzigd": "Moment van deze publicatie.",
        "naam": "Naam van het bestand.",
        "volledig": "Waar als beide aantallen gelijk zijn.",
    }
)
_MEERDERE: Final = frozenset(
    {
        *("BUITENLANDSE_PARTNER", "CATEGORIE", "DOELGROEPONDERWIJS", "ERKEND_OPLEIDINGSKENMERK", "EXAMENONDERDEEL"),
        *("EXPERTISE", "GRAADTOEVOEGING", "GRONDSLAG", "LEERJAREN", "OPLEIDINGSKENMERK", "POSTCODECIJFERS"),
        *("RICHTINGEN", "SAMENWERKENDE_ONDERWIJSAANBIEDERIDS", "TOEGESTANE_LEERWEG", "VOERTAAL"),
    }
)
"""Names of columns that can hold several values. VORM and NIVEAU do so in some files only."""
_LIJST: Final = "Meerdere waarden zijn gescheiden door een komma zonder spatie; hun volgorde zegt niets."


@cache
def kolomtekst(kolom: str) -> Kolomtekst:
    """Title and description of a column, by its name."""
    titel = _TITELS.get(kolom)
    if titel is None:
        woorden = [deel if deel in _AFKORTINGEN else deel.lower() for deel in kolom.split("_")]
        titel = " ".join(woorden) if kolom.isupper() else kolom
        titel = titel[0].upper() + titel[1:]
    delen = (_OMSCHRIJVINGEN.get(kolom, ""), _LIJST if kolom in _MEERDERE else "")
    return Kolomtekst(titel, " ".join(deel for deel in delen if deel))
