"""Relations between instellingserkenningen: who stands above whom, works together with or supports whom, or went over.

Of most relations the file says the soort by which two types it ties; the soorten that follow from that are reasoned
from the names of the types and of the soorten. Both ends are named by code, which is unique per erkenner only: that of
OCW goes first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from rio_soap.register.database import model
from rio_soap.register.erkenning.sleutels import Instellingsleutel, Relatiesleutel, relatiesleutel
from rio_soap.register.opendata import houders
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.csvlezer import Celfout, Rij
from rio_soap.register.opendata.delen import een_object, lijstwaarde, op
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, Gevonden, ObjectKind, Opzoeking
from rio_soap.register.opendata.sorteerder import SourceRows

_GEZAG, _INSTELLING = (zoek.BEVOEGD_GEZAG, "BGE_CODE"), (zoek.INSTELLING, "OIE_CODE")
_VESTIGING = (zoek.VESTIGING, "VESTIGINGSCODE")
_SAMENWERKING = (zoek.SAMENWERKING, "SAMENWERKINGSVERBANDNUMMER")
_ONDERSTEUNER = (zoek.ONDERSTEUNER, "ONDERWIJSONDERSTEUNERSERKENNINGSCODE")
SOORT = "RELATIESOORT"
"""Column of the soort of a relation, in the files that have one."""


@dataclass(frozen=True, slots=True)
class Relatiebestand:
    """Which types a file ties.

    :param soort: of all its relations; None where a column says it.
    """

    van: tuple[Opzoeking, str]
    naar: tuple[Opzoeking, str]
    soort: str | None


BESTANDEN: Mapping[str, Relatiebestand] = {
    f"relaties_{naam}.csv": bestand
    for naam, bestand in {
        "bevoegdgezagerkenningen_onderwijsinstellingserkenningen": Relatiebestand(_GEZAG, _INSTELLING, "HIERARCHISCH"),
        "onderwijsinstellingserkenningen_vestigingserkenningen": Relatiebestand(
            _INSTELLING, _VESTIGING, "HIERARCHISCH"
        ),
        "bevoegdgezagerkenningen_onderwijsondersteunerserkenningen": Relatiebestand(
            _GEZAG, _ONDERSTEUNER, "HIERARCHISCH"
        ),
        "bevoegdgezagerkenningen_samenwerkingserkenningen": Relatiebestand(_GEZAG, _SAMENWERKING, None),
        "onderwijsondersteunerserkenningen_onderwijsinstellingserkenningen": Relatiebestand(
            _ONDERSTEUNER, _INSTELLING, "ONDERSTEUNING"
        ),
        "onderwijsondersteunerserkenningen_vestigingserkenningen": Relatiebestand(
            _ONDERSTEUNER, _VESTIGING, "ONDERSTEUNING"
        ),
        "samenwerkingserkenningen_onderwijsinstellingserkenningen": Relatiebestand(
            _SAMENWERKING, _INSTELLING, "SAMENWERKING"
        ),
        "samenwerkingserkenningen_onderwijsondersteunerserkenningen": Relatiebestand(
            _SAMENWERKING, _ONDERSTEUNER, "SAMENWERKING"
        ),
        "samenwerkingserkenningen_vestigingserkenningen": Relatiebestand(_SAMENWERKING, _VESTIGING, "SAMENWERKING"),
    }.items()
}
"""The files that tie two types."""


def _bouw(groep: SourceRows, werk: BuildContext, bestand: str) -> Gebouwd:
    rij, uit = een_object(groep.van(bestand)), BESTANDEN[bestand]
    van, naar = (werk.eis(opzoeking, rij.tekst(kolom), rij) for opzoeking, kolom in (uit.van, uit.naar))
    return _relatie(rij, van, naar, uit.soort or lijstwaarde(rij, SOORT))


def _relatie(rij: Rij, van: Gevonden, naar: Gevonden, soort: str) -> Gebouwd:
    begin, einde = rij.datum("BEGINDATUM"), rij.datum_of_niet("EINDDATUM")
    boven, onder = (Instellingsleutel(een.erkenner, een.soort, een.code) for een in (van, naar))
    waarden = {"van": van.id, "naar": naar.id, "soort": soort, "begindatum": begin, "einddatum": einde}
    return Gebouwd(waarden, mutaties=((relatiesleutel(Relatiesleutel(boven, onder, soort, begin)), None),))


def _vraag(groep: SourceRows, _: frozenset[str], uit: Relatiebestand) -> list[tuple[Opzoeking, str]]:
    return [(opzoeking, code) for opzoeking, kolom in (uit.van, uit.naar) if (code := groep.eerste.of_niet(kolom))]


def _soort(bestand: str, uit: Relatiebestand) -> ObjectKind:
    kolommen = [uit.van[1], uit.naar[1], *([] if uit.soort else [SOORT]), "BEGINDATUM"]
    return ObjectKind(
        bestand.removesuffix(".csv"),
        model.instellingsrelatie,
        ("van", "naar", "soort", "begindatum"),
        {bestand: op(*kolommen)},
        partial(_bouw, bestand=bestand),
        lambda groep, _: [
            (zoek_, code) for zoek_, kolom in (uit.van, uit.naar) if (code := groep.eerste.of_niet(kolom))
        ],
    )


RELATIES = tuple(_soort(bestand, uit) for bestand, uit in BESTANDEN.items())

OVERGANGEN = "overgangen.csv"
TYPEN: Mapping[str, Opzoeking] = {
    "BEVOEGD_GEZAG": zoek.BEVOEGD_GEZAG,
    "ERKENDE_ONDERWIJSINSTELLING": zoek.INSTELLING,
    "ERKENDE_VESTIGING": zoek.VESTIGING,
    "ERKENDE_SAMENWERKING": zoek.SAMENWERKING,
    "ERKENDE_ONDERWIJSONDERSTEUNER": zoek.ONDERSTEUNER,
}
"""Type of an erkenning to the question by which it is looked up."""
EINDEN = tuple(
    (f"{richting}_ORGANISATIEERKENNINGSTYPE", f"{richting}_ORGANISATIEERKENNINGSCODE") for richting in ("VAN", "NAAR")
)
"""Columns of an overgang: type and code of either end."""


def _bouw_overgang(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    rij = een_object(groep.van(OVERGANGEN))
    van, naar = (werk.eis(_van_type(rij, type_), rij.tekst(code), rij) for type_, code in EINDEN)
    return _relatie(rij, van, naar, lijstwaarde(rij, SOORT))


def _van_type(rij: Rij, kolom: str) -> Opzoeking:
    if (type_ := rij.tekst(kolom)) not in TYPEN:
        raise Celfout(rij, kolom, " or ".join(TYPEN))
    return TYPEN[type_]


def _vraag_overgang(groep: SourceRows, _: frozenset[str]) -> list[tuple[Opzoeking, str]]:
    rij = groep.eerste
    paren = ((TYPEN.get(rij.of_niet(type_) or ""), rij.of_niet(code)) for type_, code in EINDEN)
    return [(opzoeking, code) for opzoeking, code in paren if opzoeking is not None and code is not None]


OVERGANG = ObjectKind(
    "overgangen",
    model.instellingsrelatie,
    ("van", "naar", "soort", "begindatum"),
    {OVERGANGEN: op(*(kolom for paar in EINDEN for kolom in paar), SOORT, "BEGINDATUM")},
    _bouw_overgang,
    _vraag_overgang,
    houders=houders.van_relaties,
)
