"""What a rule of quality finds of an object, by the kinds of Signaalsoort."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from rio_soap.register.database import model

LICENTIE_VERLOPEN = "LICENTIE_VERLOPEN"
ERKENNING_VERLOPEN = "ERKENNING_VERLOPEN"
CONTACT_ALGEMEEN_ONTBREEKT = "CONTACT_ALGEMEEN_ONTBREEKT"
ZONDER_BESTUUR = "ZONDER_BESTUUR"
REGIO_OVERLAP = "REGIO_OVERLAP"
SAMENWERKING_GEEN_AANBIEDER = "SAMENWERKING_GEEN_AANBIEDER"
PLAATSEN_NUL = "PLAATSEN_NUL"
DUUR_ONWAARSCHIJNLIJK = "DUUR_ONWAARSCHIJNLIJK"
DATUM_BIJZONDER = "DATUM_BIJZONDER"
COHORT_VERLOPEN_OPEN = "COHORT_VERLOPEN_OPEN"
KVK_MEERVOUDIG = "KVK_MEERVOUDIG"

AANBOD: Final = model.aangeboden_opleiding.name
LICENTIES: Final = model.licentie.name
ORGANISATIES: Final = model.organisatorische_eenheid.name
SAMENWERKINGEN: Final = model.instellingserkenning.name

NACHTSOORTEN: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        AANBOD: frozenset(
            {
                ERKENNING_VERLOPEN,
                SAMENWERKING_GEEN_AANBIEDER,
                PLAATSEN_NUL,
                DUUR_ONWAARSCHIJNLIJK,
                DATUM_BIJZONDER,
                COHORT_VERLOPEN_OPEN,
            }
        ),
        SAMENWERKINGEN: frozenset({REGIO_OVERLAP, DATUM_BIJZONDER}),
        LICENTIES: frozenset({LICENTIE_VERLOPEN, DATUM_BIJZONDER}),
        model.onderwijslocatiegebruik.name: frozenset({DATUM_BIJZONDER}),
        model.opleidingseenheid.name: frozenset({DATUM_BIJZONDER}),
        ORGANISATIES: frozenset({CONTACT_ALGEMEEN_ONTBREEKT, ZONDER_BESTUUR, KVK_MEERVOUDIG, DATUM_BIJZONDER}),
    }
)
"""Name of a table to the kinds of signal that the nightly round gives and solves of what is in it."""


class Vondst(NamedTuple):
    """What does not hold of an object: the kind, the key of the object in its table, and the text for who reads it."""

    soort: str
    sleutel: str
    tekst: str
