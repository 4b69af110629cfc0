"""Per operation of our own contract the codes that it answers, in the order in which they are judged.

Source: our own design. Existence codes come first, in the order of the elements, then AUT401 and INT500, then the rest
by code. A failing existence code or AUT401 ends the judging; of the rest all are gathered. Where DUO has a code whose
text fits, it is used; the others begin with RS1. A control has the same code and text in every operation.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _codes(*regels: str) -> tuple[str, ...]:
    return tuple(" ".join(regels).split())


EIGEN_LEVERCODES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "aanleveren_brongebruik": _codes("N09440 AUT401 INT500 RS1001"),
        "aanleveren_bundel": _codes("INT500 RS1602 RS1604"),
        "aanleveren_cohortstatus": _codes("A01020 RS1605 AUT401 INT500 RS1001"),
        "aanleveren_contactadres": _codes("RS1110 AUT401 INT500 RS1001 RS1002 RS1003 RS1201 RS1202 RS1203 RS1205"),
        "aanleveren_erkenner": _codes("RS1301 AUT401 INT500 RS1001 RS1002 RS1003 RS1005 RS1008"),
        "aanleveren_instellingserkenning": _codes(
            "RS1301 AUT401 INT500 RS1001 RS1002 RS1003 RS1004 RS1005 RS1006 RS1009 RS1302 RS1303 RS1310",
        ),
        "aanleveren_instellingsrelatie": _codes(
            "RS1304 AUT401 INT500 RS1001 RS1002 RS1003 RS1306 RS1307 RS1308 RS1309",
        ),
        "aanleveren_licentie": _codes(
            "RS1304 A01080 A01090 RS1403 A01040 AUT401 INT500 RS1001 RS1002 RS1003 RS1009 RS1302 RS1502",
            "RS1503 RS1504",
        ),
        "aanleveren_licentiemaatregel": _codes("RS1501 AUT401 INT500 RS1001 RS1003 RS1505 RS1506"),
        "aanleveren_licentierelatie": _codes("RS1501 AUT401 INT500 RS1001 RS1002 RS1003 RS1308"),
        "aanleveren_onderwijsaanbiedergroep": _codes(
            "A01110 RS1106 N09440 AUT401 INT500 N04010 N05010 N05030 N05050 N05060 N07010 N07050 N07410",
            "RS1105",
        ),
        "aanleveren_onderwijsbegeleidingsaanbieder": _codes(
            "A01110 RS1107 A01030 AUT401 INT500 J06010 J06020 J06410 N04010 N05010 N05030 N05050 N05060",
            "RS1001 RS1002 RS1108 RS1109",
        ),
        "aanleveren_onderwijsbestuur": _codes(
            "A01110 AUT401 INT500 N04010 N04410 N05010 N05030 N05050 N05060 RS1009 RS1101 RS1102 RS1103",
            "RS1104",
        ),
        "aanleveren_opleidingserkenning": _codes(
            "RS1301 A01070 AUT401 INT500 P01420 RS1001 RS1002 RS1003 RS1004 RS1005 RS1006 RS1009 RS1302",
            "RS1402 RS1403",
        ),
        "aanleveren_organisatierelatie": _codes(
            "RS1110 AUT401 INT500 N04420 N07010 N07020 N07030 N07040 N07050 N07410 N07420",
        ),
        "aanleveren_signaalafhandeling": _codes("RS1007 AUT401 INT500"),
        "verwijderen_contactadres": _codes("RS1110 AUT401 INT500 RS1204"),
        "verwijderen_instellingserkenning": _codes("RS1304 AUT401 INT500 RS1008"),
        "verwijderen_instellingsrelatie": _codes("RS1304 RS1007 AUT401 INT500"),
        "verwijderen_licentie": _codes("RS1501 AUT401 INT500 RS1008"),
        "verwijderen_licentiemaatregel": _codes("RS1501 RS1507 AUT401 INT500"),
        "verwijderen_licentierelatie": _codes("RS1501 RS1007 AUT401 INT500"),
        "verwijderen_onderwijsaanbiedergroep": _codes("RS1106 AUT401 INT500 N04810"),
        "verwijderen_onderwijsbegeleidingsaanbieder": _codes("RS1107 AUT401 INT500 N04810"),
        "verwijderen_onderwijsbestuur": _codes("A01110 AUT401 INT500 N04810"),
        "verwijderen_opleidingserkenning": _codes("A01080 A01090 RS1403 AUT401 INT500 RS1008"),
        "verwijderen_organisatierelatie": _codes("RS1110 RS1007 AUT401 INT500 RS1111"),
    }
)
"""Operations that change."""

EIGEN_LEESCODES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "controleren_levering": _codes("RS1602"),
        "opvragen_autorisaties": _codes("A01110 AUT401"),
        "opvragen_bagAdres": _codes("RS1013"),
        "opvragen_contactadressen": _codes("RS1110 AUT401 RS1001"),
        "opvragen_erkenners": (),
        "opvragen_erkenningsstatus": _codes("A01020"),
        "opvragen_gebruikersVanOnderwijslocatie": _codes("A01060"),
        "opvragen_gewijzigdeObjecten": _codes("RS1110 RS1001 RS1010 RS1011"),
        "opvragen_handelsregistergegevens": _codes("RS1102 AUT401"),
        "opvragen_historie": _codes("RS1001 AUT401 RS1007"),
        "opvragen_instellingserkenning": _codes("RS1304"),
        "opvragen_inzagelog": _codes("RS1110 AUT401 RS1003"),
        "opvragen_kenmerkconfiguratie": _codes("RS1015"),
        "opvragen_kwaliteitssignalen": _codes("A01110 AUT401 RS1001"),
        "opvragen_licenties": _codes("RS1501 RS1304 A01080 A01090"),
        "opvragen_objectOpMoment": _codes("RS1001 AUT401 RS1007 RS1011"),
        "opvragen_onderwijslocatiesInGebied": _codes("A01011 RS1013"),
        "opvragen_opleidingseenhedenBijStelsel": _codes("A01070 RS1001"),
        "opvragen_opleidingserkenning": _codes("A01080 A01090"),
        "opvragen_opleidingserkenningenBijStelsel": _codes("RS1001"),
        "opvragen_organisatieoverzicht": _codes("RS1110 A01040 RS1112"),
        "opvragen_organisatiestructuur": _codes("RS1110 RS1304"),
        "opvragen_organisatorischeEenheid": _codes("RS1110"),
        "opvragen_samenwerkingen": _codes("RS1304 RS1001"),
        "opvragen_uittreksel": _codes("RS1110 RS1304 RS1011"),
        "opvragen_versie": (),
        "opvragen_verwerkingsverslag": _codes("RS1601"),
        "opvragen_waardenlijst": _codes("RS1015"),
        "zoeken_aangebodenOpleidingen": _codes("A01080 A01090 N09440 RS1001 RS1012 RS1013"),
        "zoeken_organisaties": _codes("RS1001 RS1012 RS1013"),
    }
)
"""Operations that read."""

EIGEN_CODES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({**EIGEN_LEVERCODES, **EIGEN_LEESCODES})
"""All operations of our own contract."""
