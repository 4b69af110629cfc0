"""What a row of an opleidingserkenning says, in the fields of our own contract: by type, and per period.

A part of a period whose mandatory columns are not all filled is left out and told: the contract cannot hold it.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.opendata.csvlezer import Celfout, Rij
from rio_soap.register.opendata.delen import gevuld
from rio_soap.register.opendata.soort import BuildContext, NietTePlaatsen
from rio_soap.register.regels.uitslag import standaardlijsten

TYPEN: Final[Mapping[str, str | None]] = MappingProxyType(
    {
        "po_opleidingserkenningen.csv": None,
        "vo_opleidingserkenningen.csv": "VOOPLEIDINGSERKENNING",
        "vavo_opleidingserkenningen.csv": "VAVOOPLEIDINGSERKENNING",
        "educatie_opleidingserkenningen.csv": "EDUCATIEOPLEIDINGSERKENNING",
        "mbo_opleidingserkenningen.csv": "MBOOPLEIDINGSERKENNING",
        "ho_opleidingserkenningen.csv": "HOOPLEIDINGSERKENNING",
        "nfo_opleidingserkenningen.csv": "PARTICULIEREOPLEIDINGSERKENNING",
        "btl_opleidingserkenningen.csv": "BUITENLANDSEOPLEIDINGSERKENNING",
        "vo_groepserkenningen.csv": "VOGROEPSERKENNING",
        "mbo_generieke_examen_onderdeelerkenningen.csv": "MBOGENERIEKEXAMENONDERDEELERKENNING",
        "vo_vakerkenningen.csv": "VOVAKERKENNING",
    }
)
"""File to the type of all its erkenningen; None where the column TYPE says it."""

Lezer = Callable[[Rij, str], Waarde | None]
"""Reads a cell; None when it is empty."""


def type_van(rij: Rij) -> str:
    """The Opleidingserkenningtype.

    :raises NietTePlaatsen: for a TYPE that is none.
    """
    if (vast := TYPEN[rij.bestand]) is not None:
        return vast
    if not standaardlijsten().bestaat("Opleidingserkenningtype", type_ := rij.tekst("TYPE")):
        raise NietTePlaatsen(rij, "type unknown", f"{type_} is no opleidingserkenningtype")
    return type_


def objectvelden(rij: Rij) -> dict[str, Waarde | None]:
    """What the object says of itself besides its key, type, erkenner and dates; of most types nothing of it."""
    return {naam: lees(rij, kolom) for naam, (kolom, lees) in OBJECTVELDEN.items() if kolom in rij.cellen}


def periodevelden(type_: str, rij: Rij, werk: BuildContext) -> dict[str, Waarde]:
    """The fields of a period besides its begindatum."""
    velden: dict[str, Waarde | None] = {naam: lees(rij, kolom) for naam, (kolom, lees) in PERIODEVELDEN.items()}
    if type_ in PERIODEDELEN:
        naam, kolommen, verplicht = PERIODEDELEN[type_]
        velden[naam] = _deel(naam, kolommen, verplicht, rij, werk)
    return gevuld(velden)


def _deel(
    naam: str, kolommen: Mapping[str, tuple[str, Lezer]], verplicht: frozenset[str], rij: Rij, werk: BuildContext
) -> Gegeven | None:
    velden = gevuld({veld: lees(rij, kolom) for veld, (kolom, lees) in kolommen.items()})
    if missend := [kolommen[veld][0] for veld in sorted(verplicht - velden.keys())]:
        if velden:
            uitleg = f"{', '.join(missend)}: found nothing, so that {naam} cannot be shown"
            werk.meld(rij, "part of a period left out", uitleg, geplaatst=True)
        return None
    return Gegeven(naam, velden) if velden else None


def _tekst(rij: Rij, kolom: str) -> Waarde | None:
    return rij.of_niet(kolom)


def _datum(rij: Rij, kolom: str) -> Waarde | None:
    return rij.datum_of_niet(kolom)


def _geheel(rij: Rij, kolom: str) -> Waarde | None:
    return rij.geheel(kolom)


def _lijst(rij: Rij, kolom: str) -> Waarde | None:
    return rij.lijst(kolom)


def _decimaal(rij: Rij, kolom: str) -> Waarde | None:
    return rij.decimaal(kolom)


def _indicator(rij: Rij, kolom: str) -> Waarde | None:
    """Published as 0 or 1."""
    if (waarde := rij.of_niet(kolom)) is None:
        return None
    if waarde not in ("0", "1"):
        raise Celfout(rij, kolom, "0 or 1")
    return waarde == "1"


OBJECTVELDEN: Final[Mapping[str, tuple[str, Lezer]]] = MappingProxyType(
    {
        "ministerie": ("MINISTERIE", _tekst),
        "eqf": ("EQF", _tekst),
        "nlqf": ("NLQF", _tekst),
        "lWOOIndicator": ("LWOO_INDICATOR", _indicator),
        "vaksoort": ("VAKSOORT", _tekst),
        "examenjaarVanaf": ("EXAMENJAAR_VANAF", _geheel),
        "examenjaarTotEnMet": ("EXAMENJAAR_TOT_EN_MET", _geheel),
        "bezemjaar": ("BEZEMJAAR", _geheel),
    }
)
"""Field of an erkenning, besides its key, type, erkenner and dates, to its column and what reads that."""
PERIODEVELDEN: Final[Mapping[str, tuple[str, Lezer]]] = MappingProxyType(
    {
        "einddatum": ("EINDDATUM_PERIODE", _datum),
        "wet": ("WET", _lijst),
        "licentieerwijze": ("LICENTIEERWIJZE", _tekst),
    }
)
"""Field of a period, besides its begindatum and the part of its type, to its column and what reads that."""
INSTROOM: Final = ("INSTROOM_EINDDATUM", "INSTROOMEINDDATUM")
"""How ho and mbo call instroomEinddatum."""
_HO: Final[Mapping[str, tuple[str, Lezer]]] = MappingProxyType(
    {
        "onderdeel": ("ONDERDEEL", _tekst),
        "subonderdeel": ("SUBONDERDEEL", _tekst),
        "bekostigingscode": ("BEKOSTIGINGSCODE", _tekst),
        "bekostigingsniveau": ("BEKOSTIGINGSNIVEAU", _tekst),
        "bekostigingsduur": ("BEKOSTIGINGSDUUR", _geheel),
        "grondslagStudielast": ("GRONDSLAG_STUDIELAST", _tekst),
        "beroepseisen": ("BEROEPSEISEN", _tekst),
        "graadtoevoeging": ("GRAADTOEVOEGING", _lijst),
        "opleidingserkenningskader": ("OPLEIDINGSERKENNINGSKADER", _tekst),
        "intensiefProgramma": ("INTENSIEFPROGRAMMA", _tekst),
        "opleidingssamenwerking": ("OPLEIDINGSSAMENWERKING", _tekst),
        "aanvullendeEisen": ("AANVULLENDE_EISEN", _tekst),
    }
)
_MBO: Final[Mapping[str, tuple[str, Lezer]]] = MappingProxyType(
    {
        "prijsfactorBekostiging": ("PRIJSFACTOR_BEKOSTIGING", _decimaal),
        "toegestaneLeerweg": ("TOEGESTANE_LEERWEG", _lijst),
    }
)
_MBO_EXAMEN: Final[Mapping[str, tuple[str, Lezer]]] = MappingProxyType(
    {
        "aanleveringResultaatInstellingsexamen": ("AANLEVERING_RESULTAAT_INSTELLINGSEXAMEN", _tekst),
        "aanleveringResultaatCentraalExamen": ("AANLEVERING_RESULTAAT_CENTRAAL_EXAMEN", _tekst),
        "aanleveringEindresultaat": ("AANLEVERING_EINDRESULTAAT", _tekst),
    }
)
_VO: Final[Mapping[str, tuple[str, Lezer]]] = MappingProxyType(
    {"opleidingserkenningskader": ("OPLEIDINGSERKENNINGSKADER", _tekst), "leerjaar": ("LEERJAREN", _lijst)}
)
_VAK: Final[Mapping[str, tuple[str, Lezer]]] = MappingProxyType(
    {"examenonderdeel": ("EXAMENONDERDEEL", _lijst), "oordeelsoort": ("OORDEELSOORT", _tekst)}
)
PERIODEDELEN: Final[Mapping[str, tuple[str, Mapping[str, tuple[str, Lezer]], frozenset[str]]]] = MappingProxyType(
    {
        "HOOPLEIDINGSERKENNING": (
            "ho",
            _HO,
            frozenset({"onderdeel", "beroepseisen", "opleidingserkenningskader", "aanvullendeEisen"}),
        ),
        "MBOOPLEIDINGSERKENNING": ("mbo", _MBO, frozenset()),
        "MBOGENERIEKEXAMENONDERDEELERKENNING": ("mboExamen", _MBO_EXAMEN, frozenset(_MBO_EXAMEN)),
        "VOOPLEIDINGSERKENNING": ("vo", _VO, frozenset({"opleidingserkenningskader"})),
        "VOVAKERKENNING": ("vak", _VAK, frozenset(_VAK)),
    }
)
"""Type to the part of its periods: name, fields with their columns, and those that are mandatory (our XSD)."""
