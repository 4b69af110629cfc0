"""What the formal half of a register is made of: kinds, and how many of each there are (published data, October 2026).

Numbers are those of a whole country: rows of the files of open data, or codes where the files have several rows per
code. Everything grows with the size but the erkenners and the opleidingserkenningen of the po. What is read to compare
sizes has the same size in each: the first onderwijsinstelling has `VO_PER_INSTELLING` licenties for the vo, an mbo
erkenning has `PER_MBO_OPLEIDING`.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

BEGIN, WISSEL = date(2010, 8, 1), date(2020, 8, 1)
"""From when everything is valid, and when those with two periods got their second; `EERDER` is of those with three."""
EERDER = date(2015, 8, 1)

OI, VE, BG = "ERKENDE_ONDERWIJSINSTELLING", "ERKENDE_VESTIGING", "BEVOEGD_GEZAG"
SW, OO = "ERKENDE_SAMENWERKING", "ERKENDE_ONDERWIJSONDERSTEUNER"
CODES: Mapping[str, int] = {BG: 13_829, OI: 19_864, VE: 17_920, SW: 443, OO: 321}
"""Instellingserkenningen; of the last three the files give rows only, two or three periods each."""
OI_VAN_OCW = 10_925
"""Onderwijsinstellingen that OCW recognised; the others are private ones."""
BG_VAN_OCW = 3_963
"""5,431 of 18,950 rows have an erkenner."""
PARTICULIER = ("NRTO", "SZW", "CEDEO", "CPION", "BRANCHE")
"""Other erkenners of onderwijsinstellingen."""

VO_PER_INSTELLING = 898
VO_BLOK = 295
"""Onderwijsinstellingen that share the vo erkenningen of one block; 583,721 licenties on 1,982 erkenningen."""
PER_MBO_OPLEIDING = 18
"""145,456 licenties on 8,173 erkenningen."""
MBO_INSTELLINGEN = 60
POSTCODES_PER_REGIO = 53
"""About 4,000 areas in 75 regio's, for po and vo each."""


class Formeel(NamedTuple):
    """One instellingserkenning."""

    soort: str
    nummer: int
    """From 0, within its soort."""
    erkenner: str
    """Empty for most bevoegde gezagen, as in the files."""
    code: str
    perioden: tuple[date, ...]
    adressen: tuple[date, ...]
    postcodes: tuple[str, ...] = ()
    """Of the regio of an erkende samenwerking."""


class Band(NamedTuple):
    """One instellingsrelatie, between two numbers."""

    van: tuple[str, int]
    naar: tuple[str, int]
    soort: str
    begin: date
    einde: date | None


class Kwalificatie(NamedTuple):
    """One opleidingserkenning."""

    bestand: str
    type: str
    stelsel: str
    nummer: int
    """From 0, within its file."""
    code: str
    niveau: str
    unieke_code: str
    erkenner: str
    perioden: tuple[date, ...]


class Vergunning(NamedTuple):
    """One licentie."""

    bestand: str
    type: str
    nummer: int
    """From 0, over all licenties."""
    instelling: tuple[str, int]
    opleiding: tuple[str, int]
    """File and number of its opleidingserkenning."""
    vestigingen: tuple[str, ...]

    @property
    def code(self) -> str:
        """Its UUID; those of one instelling are not next to each other."""
        return f"{(self.nummer * 2_654_435_761) % 2**32:08x}-1111-4000-8000-{self.nummer:012x}"


class Soortvergunning(NamedTuple):
    """A kind of licentie: how many there are, on which opleidingserkenningen, and their herkomst."""

    sector: str
    """With which the name of its file begins."""
    type: str
    aantal: int
    opleidingen: str
    herkomst: str = "OCW"

    @property
    def bestand(self) -> str:
        """The file of open data that has them."""
        return f"{self.sector}licenties.csv"


VERGUNNINGEN = (
    Soortvergunning("vo_onderwijs", "VOONDERWIJSLICENTIE", 583_721, "vo_opleidingserkenningen.csv"),
    Soortvergunning("mbo_onderwijs", "MBOONDERWIJSLICENTIE", 145_456, "mbo_opleidingserkenningen.csv"),
    Soortvergunning("examen", "EXAMENLICENTIE", 115_338, "vo_opleidingserkenningen.csv"),
    Soortvergunning("ho_onderwijs", "HOONDERWIJSLICENTIE", 10_674, "ho_opleidingserkenningen.csv", "NVAO"),
    Soortvergunning("bo_onderwijs", "BOONDERWIJSLICENTIE", 8_500, "po_opleidingserkenningen.csv"),
    Soortvergunning("vavo_onderwijs", "VAVOONDERWIJSLICENTIE", 8_188, "vavo_opleidingserkenningen.csv"),
    Soortvergunning("nfo_onderwijs", "PARTICULIEREONDERWIJSLICENTIE", 3_536, "nfo_opleidingserkenningen.csv", "NLQF"),
    Soortvergunning("so_onderwijs", "SOONDERWIJSLICENTIE", 1_557, "po_opleidingserkenningen.csv"),
    Soortvergunning("educatie_onderwijs", "EDUCATIEONDERWIJSLICENTIE", 1_046, "educatie_opleidingserkenningen.csv"),
    Soortvergunning("vso_onderwijs", "VSOONDERWIJSLICENTIE", 927, "po_opleidingserkenningen.csv"),
)


class Soortkwalificatie(NamedTuple):
    """A kind of opleidingserkenning: how many codes, periods per code, and relations to eenheden."""

    bestand: str
    type: str
    stelsel: str
    aantal: int
    perioden: int
    relaties: int = 0
    eenheden: str = ""
    """The file of those relations."""
    erkenner: str = "OCW"


def _per_sector(sector: str, type_: str, stelsel: str, *getallen: int, erkenner: str = "OCW") -> Soortkwalificatie:
    aantal, perioden, relaties = getallen
    eenheden = f"{sector}_relaties_opleidingseenheden_erkenningen.csv"
    bestand = f"{sector}_opleidingserkenningen.csv"
    return Soortkwalificatie(bestand, type_, stelsel, aantal, perioden, relaties, eenheden, erkenner)


KWALIFICATIES = (
    _per_sector("vo", "VOOPLEIDINGSERKENNING", "ILT", 1_982, 1, 1_234),
    _per_sector("po", "BOOPLEIDINGSERKENNING", "BO", 6, 1, 6),
    _per_sector("mbo", "MBOOPLEIDINGSERKENNING", "CREBO", 8_173, 2, 10_940),
    _per_sector("ho", "HOOPLEIDINGSERKENNING", "ISAT", 11_158, 2, 10_502, erkenner="NVAO"),
    _per_sector("btl", "BUITENLANDSEOPLEIDINGSERKENNING", "BSFS", 16_039, 0, 16_039),
    _per_sector("nfo", "PARTICULIEREOPLEIDINGSERKENNING", "NLQF", 2_936, 0, 2_882, erkenner="NLQF"),
    _per_sector("vavo", "VAVOOPLEIDINGSERKENNING", "VAVO", 80, 1, 79),
    _per_sector("educatie", "EDUCATIEOPLEIDINGSERKENNING", "KSE", 58, 1, 54),
    Soortkwalificatie(
        "vo_vakerkenningen.csv", "VOVAKERKENNING", "VOVAK", 2_124, 1, 1_646, "vo_relaties_vakken_erkenningen.csv"
    ),
    Soortkwalificatie("vo_groepserkenningen.csv", "VOGROEPSERKENNING", "ILT", 22, 1),
    Soortkwalificatie(
        "mbo_generieke_examen_onderdeelerkenningen.csv", "MBOGENERIEKEXAMENONDERDEELERKENNING", "MBO", 16, 1
    ),
)
