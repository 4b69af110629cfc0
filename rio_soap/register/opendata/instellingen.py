"""The formal half: instellingserkenningen of the five kinds with their periods, and the hierarchy between them.

Kept is what V4 shows and the rules refer to. Not kept: STICHTINGSDATUM, IN_BEDRIJFDATUM and UIT_BEDRIJFDATUM. ERKENNER
is empty for most codes of bevoegd gezag; then so is the column.
"""

from collections.abc import Mapping
from functools import partial

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.delen import een_object, gevuld, kenmerken, op, perioden
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, ObjectKind
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
"""File to the soort (as the public API names it), the element of V4 and the column of the code."""

_KENMERKEN = {
    "grondslag": "GRONDSLAG",
    "vrijheidVanOnderwijs": "VRIJHEID_VAN_ONDERWIJS",
    "sOCluster": "SOCLUSTER",
    "hoofdSOOnderwijssoort": "HOOFD_SO_ONDERWIJSSOORT",
    "onderwijsinstellingskenmerk": "KENMERK",
    "hoofdNevenVestiging": "HOOFD_NEVEN_VESTIGING",
    "vestigingskenmerk": "VESTIGINGSKENMERK",
}
_ZONDER_EIGEN = "instellingserkenning"
"""Carrier of the kenmerken of the kinds that V4 does not show."""


def _bouw(groep: SourceRows, werk: BuildContext, bestand: str) -> Gebouwd:
    soort, element, kolom = ERKENNINGEN[bestand]
    rijen = groep.van(bestand)
    eerste = een_object(rijen)
    begin, einde = eerste.datum("BEGINDATUM"), eerste.datum_of_niet("EINDDATUM")
    drager = f"{element if soort not in _NIET_IN_V4 else _ZONDER_EIGEN}Periode"

    def van_periode(rij: Rij) -> dict[str, Waarde]:
        return gevuld(
            {
                "einddatum": rij.datum_of_niet("EINDDATUM_PERIODE"),
                "naamLang": rij.tekst("VOLLEDIGE_NAAM"),
                "naamKort": rij.of_niet("VERKORTE_NAAM"),
                "wet": rij.of_niet("WET"),
                "bekostigingscode": rij.of_niet("BEKOSTIGINGSCODE"),
                "richtingen": rij.lijst("RICHTINGEN"),
                "kenmerken": list(kenmerken(drager, rij, _KENMERKEN)),
                "soort": rij.of_niet("SOORT"),
            }
        )

    stand = {
        "begindatum": begin,
        "einddatum": einde,
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


_NIET_IN_V4 = frozenset({"ERKENDE_SAMENWERKING", "ERKENDE_ONDERWIJSONDERSTEUNER"})
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
