"""The formal half: instellingserkenningen of the five kinds with their periods, and the hierarchy between them.

A stand has the fields of its type in our own contract; V4's form is made of it when it is read. ERKENNER is empty for
most codes of bevoegd gezag; then so is the column, and the stand has none.
"""

from collections.abc import Mapping
from functools import partial

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.delen import een_object, gevuld, op, perioden
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, ObjectKind, Opzoeking
from rio_soap.register.opendata.sorteerder import SourceRows

ERKENNINGEN: Mapping[str, tuple[str, str, str]] = {
    "bevoegd_gezag_erkenningen.csv": ("BEVOEGD_GEZAG", "bevoegdGezag", "BGE_CODE"),
    "onderwijsinstellingserkenningen.csv": ("ERKENDE_ONDERWIJSINSTELLING", "erkendeOnderwijsinstelling", "OIE_CODE"),
    "vestigingserkenningen.csv": ("ERKENDE_VESTIGING", "erkendeVestiging", "VESTIGINGSCODE"),
    "samenwerkingserkenningen.csv": ("ERKENDE_SAMENWERKING", "erkendeSamenwerking", "SAMENWERKINGSVERBANDNUMMER"),
    "onderwijsondersteunerserkenningen.csv": (
        "ERKENDE_ONDERWIJSONDERSTEUNER",
        "erkendeOnderwijsondersteuner",
        "ONDERWIJSONDERSTEUNERSERKENNINGSCODE",
    ),
}
"""File to the soort (as the public API names it), the element of the contract and the column of the code."""

_ENKEL = {
    "naamLang": "VOLLEDIGE_NAAM",
    "naamKort": "VERKORTE_NAAM",
    "wet": "WET",
    "bekostigingscode": "BEKOSTIGINGSCODE",
    "vrijheidVanOnderwijs": "VRIJHEID_VAN_ONDERWIJS",
    "soort": "SOORT",
    "sOCluster": "SOCLUSTER",
    "hoofdSOOnderwijssoort": "HOOFD_SO_ONDERWIJSSOORT",
    "hoofdNevenVestiging": "HOOFD_NEVEN_VESTIGING",
}
"""Fields of a period that hold one value, to their column; a file has those of its own kind."""
_MEER = {
    "richtingen": "RICHTINGEN",
    "grondslag": "GRONDSLAG",
    "onderwijsinstellingskenmerk": "KENMERK",
    "vestigingskenmerk": "VESTIGINGSKENMERK",
}
"""Those that hold several."""


def _bouw(groep: SourceRows, werk: BuildContext, bestand: str) -> Gebouwd:
    soort, element, kolom = ERKENNINGEN[bestand]
    rijen = groep.van(bestand)
    eerste = een_object(rijen)
    begin, einde = eerste.datum("BEGINDATUM"), eerste.datum_of_niet("EINDDATUM")

    def van_periode(rij: Rij) -> dict[str, Waarde]:
        naam = rij.tekst("VOLLEDIGE_NAAM")
        enkel: dict[str, Waarde | None] = {veld: rij.of_niet(kolom) for veld, kolom in _ENKEL.items()}
        meer: dict[str, Waarde | None] = {veld: rij.lijst(kolom) for veld, kolom in _MEER.items()}
        return gevuld({"einddatum": rij.datum_of_niet("EINDDATUM_PERIODE"), **enkel, "naamLang": naam, **meer})

    stand = {
        "code": eerste.tekst(kolom),
        "erkenner": eerste.of_niet("ERKENNER"),
        "begindatum": begin,
        "einddatum": einde,
        "stichtingsdatum": eerste.datum_of_niet("STICHTINGSDATUM"),
        "inBedrijfdatum": eerste.datum_of_niet("IN_BEDRIJFDATUM"),
        "uitBedrijfdatum": eerste.datum_of_niet("UIT_BEDRIJFDATUM"),
        f"{element}Periode": list(perioden(rijen, einde, f"{element}Periode", van_periode, werk)),
    }
    return Gebouwd(
        {
            "erkenner": eerste.of_niet("ERKENNER") or "",
            "soort": soort,
            "code": eerste.tekst(kolom),
            "begindatum": begin,
            "einddatum": einde,
            "stand": Gegeven(element, gevuld(stand)),
        }
    )


SOORTEN = tuple(
    ObjectKind(
        bestand.removesuffix(".csv"),
        model.instellingserkenning,
        ("erkenner", "soort", "code"),
        {bestand: op(kolom)},
        partial(_bouw, bestand=bestand),
    )
    for bestand, (_, _, kolom) in ERKENNINGEN.items()
)


def _bouw_relatie(
    groep: SourceRows, werk: BuildContext, boven: tuple[Opzoeking, str], onder: tuple[Opzoeking, str]
) -> Gebouwd:
    eerste = een_object(groep.van(*groep.rijen))
    van, naar = (werk.eis(opzoeking, eerste.tekst(kolom), eerste).id for opzoeking, kolom in (boven, onder))
    einde = eerste.datum_of_niet("EINDDATUM")
    rij = {
        "van": van,
        "naar": naar,
        "soort": "HIERARCHISCH",
        "begindatum": eerste.datum("BEGINDATUM"),
        "einddatum": einde,
    }
    return Gebouwd(rij)


def _relatie(bestand: str, boven: tuple[Opzoeking, str], onder: tuple[Opzoeking, str]) -> ObjectKind:
    return ObjectKind(
        bestand.removesuffix(".csv"),
        model.instellingsrelatie,
        ("van", "naar", "soort", "begindatum"),
        {bestand: op(boven[1], onder[1], "BEGINDATUM")},
        partial(_bouw_relatie, boven=boven, onder=onder),
        lambda groep, _: [(zoek_, code) for zoek_, kolom in (boven, onder) if (code := groep.eerste.of_niet(kolom))],
    )


RELATIES = (
    _relatie(
        "relaties_bevoegdgezagerkenningen_onderwijsinstellingserkenningen.csv",
        (zoek.BEVOEGD_GEZAG, "BGE_CODE"),
        (zoek.INSTELLING, "OIE_CODE"),
    ),
    _relatie(
        "relaties_onderwijsinstellingserkenningen_vestigingserkenningen.csv",
        (zoek.INSTELLING, "OIE_CODE"),
        (zoek.VESTIGING, "VESTIGINGSCODE"),
    ),
)
"""The hierarchy that opvragen_instellingsstructuur shows and that leads from an OIN to a bestuur."""
