"""Which element of a request each code judges, as far as the code alone says it (see `plaatsen`)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

OBJECTEN: Final = (
    *("aangebodenOpleiding", "opleidingseenheid", "opleidingsrelatie", "onderwijslocatiegebruik"),
    *("onderwijsaanbieder", "nieuweOnderwijsaanbieder"),
)
"""Fields of a request that hold the object that is delivered."""
PERIODEN: Final = ("aangebodenOpleidingPeriode", "opleidingseenheidPeriode", "onderwijsaanbiederPeriode")
COHORTEN: Final = ("aangebodenOpleidingCohort",)
RELATIES: Final = ("juridischeRelatie", "juridischeOnderwijslocatiegebruikRelatie")
AANDUIDINGEN: Final = ("aanduidingAdres", "aanduidingGPS", "aanduidingPlaats")

DEEL: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(("N10010", "N10020", "N10030", "N10040", "N10060", "N10410"), PERIODEN),
        **dict.fromkeys(("N05010", "N05030", "N05050", "P02010", "P02020", "P02030", "P02040"), PERIODEN),
        **dict.fromkeys(("P02041", "P02060", "P02070"), PERIODEN),
        **dict.fromkeys(("N11020", "N11030", "N11040", "N11410", "N11420", "N11421", "N11430"), COHORTEN),
        **dict.fromkeys(("N11440", "N11450", "N11460", "RS0020"), COHORTEN),
        **dict.fromkeys(("J06010", "J06020", "J06410", "A01030", "A01031", "A01040"), RELATIES),
    }
)
"""Code to the repeating part that its sleutelgegevens tell apart; all others judge the object."""

VELD: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "A01010": AANDUIDINGEN,
        "A01011": AANDUIDINGEN,
        "A01040": ("instellingserkenningscode",),
        "A01070": ("opleidingseenheidSleutel",),
        "A01080": ("opleidingserkenningSleutel",),
        "A01081": ("opleidingserkenningSleutel",),
        "A01090": ("voVakerkenningSleutel",),
        "A02011": ("opleidingseenheidcode",),
        "INT500": AANDUIDINGEN,
        "J06010": ("einddatum",),
        "J06020": ("begindatum",),
        "J06410": ("begindatum",),
        "N01010": ("uitBedrijfdatum",),
        "N01020": AANDUIDINGEN,
        "N01410": ("inBedrijfdatum",),
        "N04010": ("uitBedrijfdatum",),
        "N04420": ("inBedrijfdatum",),
        "N04430": ("uitBedrijfdatum", "inBedrijfdatum"),
        "N05010": ("begindatum",),
        "N05030": ("begindatum",),
        "N05050": ("begindatum",),
        "N05060": ("inBedrijfdatum",),
        "N07010": ("uitBedrijfdatum",),
        "N07050": ("onderwijsbestuurcode",),
        "N07410": ("onderwijsbestuurcode",),
        "N09010": ("einddatum",),
        "N09030": ("leertrajectMBO",),
        "N09050": ("afwijkendeOpleidingsduur/opleidingsduurEenheid",),
        "N09060": ("mboNiveau",),
        "N09070": ("toelatingseisen",),
        "N09080": ("toegankelijkheid",),
        "N09090": ("eersteInstroomDatum",),
        "N09410": ("einddatum", "eersteInstroomDatum"),
        "N09430": ("einddatum", "eersteInstroomDatum"),
        "N09450": ("aangebodenOpleidingCode",),
        "N10010": ("begindatum",),
        "N10020": ("begindatum",),
        "N10040": ("begindatum",),
        "N10050": ("begindatum",),
        "N11020": ("eindeAanmeldperiode",),
        "N11030": ("flexibeleInstroom/eindeInstroomperiode",),
        "N11040": ("einddatum",),
        "N11410": ("eindeAanmeldperiode",),
        "N11420": ("cohortcode",),
        "N11421": ("cohortcode",),
        "N11430": ("flexibeleInstroom/eindeInstroomperiode",),
        "N11440": ("cohortstatus",),
        "N11450": ("toestemmingVereistVoorAanmelding",),
        "N11460": ("vastInstroommoment/instroommoment",),
        "P01010": ("einddatum",),
        "P01410": ("einddatum", "begindatum"),
        "P01420": ("einddatum", "begindatum"),
        "P01430": ("einddatum", "begindatum"),
        "P02010": ("begindatum",),
        "P02020": ("begindatum",),
        "P02041": ("studielast",),
        "P02070": ("begindatum",),
        "P02080": ("begindatum",),
        "P04010": ("einddatum",),
        "P04020": ("einddatum",),
        "P04050": ("begindatum",),
        "P04410": ("einddatum", "begindatum"),
        "RS0010": ("begindatum",),
    }
)
"""Code to what it judges of the object or part: the first of these that is there. A code that is not here judges what
its sleutelgegevens name, else the whole."""

GEHEEL: Final = frozenset({"A01072", "N10030", "P02030", "P04040", "RS0020"})
"""Codes that judge the object or part as a whole, whatever their sleutelgegevens name."""
