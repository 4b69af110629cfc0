"""Random files of opleidingseenheden, their relations and their erkenningen, as DUO would publish them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from rio_soap.register.eenheid.afgeleid import afgeleide_velden
from rio_soap.register.eenheid.eenheidtype import type_van
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.eenheden import PER_BESTAND, RELATIE, STRUCTUREN
from rio_soap.register.opendata.erkenningsvelden import TYPEN
from rio_soap.register.opendata.opleidingserkenningen import HO, HO_EENHEID, STELSELS, VAK_EENHEID, VAKKEN
from rio_soap.register.proefdata.proef import PROEFSET
from rio_soap.register.publicatie.rijenregister import TABELLEN
from rio_soap.register.regels.uitslag import standaardlijsten

Rij = dict[str, str]
EIGEN = tuple(bestand for bestand, tabel in TABELLEN.items() if tabel.objecttype.startswith("OPLEIDINGS"))
"""The files of these objects."""
ERKENNERS = {"OCW": "100E001", "EZ": "100E002", "NVAO": "100E003", "NLQF": "100E011"}
"""Of the trial set: the only one of its soort."""
_LIJSTEN = {
    "OPLEIDINGSHERKOMST": "Opleidingsherkomst-v01",
    "NIVEAU": "Niveaucode-v06",
    "WAARDEDOCUMENTSOORT": "SoortWaardedocument-v01",
    "STUDIELASTEENHEID": "StudielastEenheid-v03",
    "CATEGORIE": "NfoOpleidingscategorie-v01",
    "MINISTERIE": "MinisterieAanduiding",
    "EQF": "EQFniveau-v01",
    "NLQF": "NLQFniveau-v01",
    "VAKSOORT": "VOvaksoort",
    "WET": "Wet-v02",
    "LICENTIEERWIJZE": "Licentieerwijze",
    "BEKOSTIGINGSCODE": "Bekostigingcode",
    "BEKOSTIGINGSNIVEAU": "Bekostigingsniveau",
    "BEROEPSEISEN": "Beroepseisen",
    "GRAADTOEVOEGING": "GraadToevoegingwaarde",
    "GRONDSLAG_STUDIELAST": "GrondslagStudielast",
    "INTENSIEFPROGRAMMA": "IntensiefProgramma",
    "ONDERDEEL": "OpleidingOnderdeel",
    "SUBONDERDEEL": "OpleidingSubonderdeel",
    "OPLEIDINGSERKENNINGSKADER": "Opleidingserkenningskader",
    "OPLEIDINGSSAMENWERKING": "HoErkendeSamenwerkingsopleiding",
    "AANVULLENDE_EISEN": "AanvullendeEisen",
    "TOEGESTANE_LEERWEG": "LeerwegMBO",
    "EXAMENONDERDEEL": "Examenonderdeel",
    "OORDEELSOORT": "Oordeelsoort",
    "AANLEVERING_EINDRESULTAAT": "AanleveringResultaat",
    "AANLEVERING_RESULTAAT_CENTRAAL_EXAMEN": "AanleveringResultaat",
    "AANLEVERING_RESULTAAT_INSTELLINGSEXAMEN": "AanleveringResultaat",
}
"""Column to the list of its values."""
_VRIJ = {
    "LEERJAREN": ("1", "2", "3", "4"),
    "VWORICHTING": ("ATHENEUM", "GYMNASIUM"),
    "LEERWERKTRAJECTINDICATIE": ("JA", "NEE"),
    "OPLEIDINGSSOORT": ("VAKOPLEIDING", "BASISBEROEPSOPLEIDING"),
    "WET_EISEND_MINISTERIE": ("Ministerie van Proeven",),
    "LWOO_INDICATOR": ("0", "1"),
    "EXAMENJAAR_VANAF": ("2010", "2015"),
    "EXAMENJAAR_TOT_EN_MET": ("2029",),
    "BEZEMJAAR": ("2030",),
    "BEKOSTIGINGSDUUR": ("0", "12", "48"),
    "PRIJSFACTOR_BEKOSTIGING": ("0.00", "1.80", "2"),
    "AFKORTING": ("PK", "havo/vwo"),
    "KORTE_NAAM": ("Proefkunde", 'de "korte" naam'),
    "INTERNATIONALE_NAAM_ENGELS": ("Applied Trials",),
    "OMSCHRIJVING": ("Eén.\\nTwee, en drie", 'Met "eigen" onderzoek', "gewoon"),
    "EIGEN_OPLEIDINGSEENHEIDSLEUTEL": ("PK-1", "a b"),
}
_MEER = frozenset({"CATEGORIE", "WET", "GRAADTOEVOEGING", "TOEGESTANE_LEERWEG", "EXAMENONDERDEEL", "LEERJAREN"})
"""Columns that may hold several values."""
_ALTIJD = frozenset(
    {
        *("OPLEIDINGSHERKOMST", "NIVEAU", "WAARDEDOCUMENTSOORT", "ONDERDEEL", "BEROEPSEISEN", "AANVULLENDE_EISEN"),
        *("OPLEIDINGSERKENNINGSKADER", "EXAMENONDERDEEL", "OORDEELSOORT", "AANLEVERING_EINDRESULTAAT"),
        *("AANLEVERING_RESULTAAT_CENTRAAL_EXAMEN", "AANLEVERING_RESULTAAT_INSTELLINGSEXAMEN", "LWOO_INDICATOR"),
    }
)
"""Columns that are never empty here: without them the contract could not hold the row."""
_STELSEL = {"po": "BO", "vo": "ILT", "vavo": "KSE", "educatie": "EDUCATIEVAK", "mbo": "CREBO", "ho": "ISAT"} | {
    "nfo": "STAP_BUDGET",
    "btl": "BSFS",
}
_V4 = frozenset({"ho_opleidingen.csv", "ho_opleidingsonderdelen.csv", "nfo_opleidingen.csv"})


class Eenhedenmaker:
    """Makes all rows of one set; with another seed others of the same objects, but for some units that change kind."""

    def __init__(self, zaad: int, per_soort: int = 2, *, verwisseld: int = 0) -> None:
        self.toeval = random.Random(zaad)
        self.rijen: dict[str, list[Rij]] = {bestand: [] for bestand in EIGEN}
        plaatsen = [(b, s) for b, soorten in PER_BESTAND.items() for s in soorten for _ in range(per_soort)]
        for _ in range(verwisseld):
            een, ander = self.toeval.sample(range(len(plaatsen)), 2)
            plaatsen[een], plaatsen[ander] = plaatsen[ander], plaatsen[een]
        self.soort: dict[str, str] = {}
        self.per_sector: dict[str, list[str]] = {}
        for nummer, (bestand, soort) in enumerate(plaatsen):
            code = f"4{nummer // 10:03d}O{nummer % 10:04d}"
            self.soort[code] = soort
            self.per_sector.setdefault(bestand.partition("_")[0], []).append(code)
            self._eenheid(bestand, soort, code)
        self.erkend: dict[str, list[Rij]] = {}
        for nummer, bestand in enumerate([*TYPEN] * per_soort):
            self._erkenning(bestand, f"{bestand[0]}/{nummer}" if nummer % 5 == 0 else f"9{nummer:03d}")
        self._banden()

    def schrijf(self, map_: Path) -> Path:
        """Write the files, with those of the besturen and erkenners that they name."""
        map_.mkdir()
        for bestand in ("onderwijsbesturen.csv", "erkenners.csv"):
            (map_ / bestand).write_bytes((PROEFSET / bestand).read_bytes())
        for bestand, rijen in self.regels().items():
            (map_ / bestand).write_bytes("".join(f"{r}\r\n" for r in [TABELLEN[bestand].kop, *rijen]).encode())
        return map_

    def regels(self) -> Mapping[str, list[str]]:
        """The rows of each file as they are published."""
        return {b: sorted({regel(b, rij) for rij in rijen}, key=str.encode) for b, rijen in self.rijen.items()}

    def _waarde(self, kolom: str) -> str:
        """A value of a column, or nothing."""
        if kolom not in _ALTIJD and self.toeval.random() < 0.4:
            return ""
        waarden = list(_VRIJ[kolom]) if kolom in _VRIJ else [*standaardlijsten().lijsten[_LIJSTEN[kolom]]]
        hoeveel = self.toeval.randrange(1, 3) if kolom in _MEER else 1
        return ",".join(sorted(self.toeval.sample(waarden, min(hoeveel, len(waarden)))))

    def _duur(self) -> tuple[str, str]:
        begin = date(2000, 1, 1) + timedelta(days=self.toeval.randrange(3000))
        einde = begin + timedelta(days=self.toeval.randrange(4000, 9000))
        return begin.isoformat(), self.toeval.choice(("", einde.isoformat()))

    def _perioden(self, begin: str, einde: str) -> Iterator[Rij]:
        """Up to three, each with its end."""
        eerste = date.fromisoformat(begin)
        dagen = sorted({eerste, *(eerste + timedelta(days=self.toeval.randrange(1, 3999)) for _ in range(2))})
        dagen = dagen[: self.toeval.randrange(1, 4)]
        for van, tot in pairwise([*map(date.isoformat, dagen), einde]):
            yield {"BEGINDATUM_PERIODE": van, "EINDDATUM_PERIODE": tot}

    def _gevuld(self, namen: tuple[str, ...]) -> Rij:
        return {naam: self._waarde(naam) for naam in namen if naam in _VRIJ or naam in _LIJSTEN}

    def _eenheid(self, bestand: str, soort: str, code: str) -> None:
        namen = kolommen()[bestand]
        plaats = namen.index("BEGINDATUM_PERIODE")
        begin, einde = self._duur()
        vast = {"OPLEIDINGSEENHEIDCODE": code, "BEGINDATUM": begin, "EINDDATUM": einde, **self._gevuld(namen[:plaats])}
        if "TYPE" in namen:
            vast["TYPE"] = type_van(soort)
        if soort.endswith("fase"):
            vast["NIVEAU"] = self.toeval.choice(("VO-HAVO,VO-VWO", "PO-BAO"))
        vast |= dict.fromkeys({"GRAAD", "EQF", "NLQF"} & set(namen), "")
        for veld, waarde in afgeleide_velden(soort, vast.get("NIVEAU"), eqf_particulier=False).items():
            if veld.upper() in namen:
                vast[veld.upper()] = str(waarde)
        if bestand == "ho_opleidingen.csv":
            vast["SOORT"] = self.toeval.choice(("OPLEIDING", "VARIANT"))
        elif soort == "hoOnderwijseenhedencluster":
            vast["SOORT"] = "HOEC"
        if "EIGENAAR" in namen:
            vast["EIGENAAR"] = self.toeval.choice(("799B005", "799B006"))
        for periode in self._perioden(begin, einde):
            rij = vast | periode | self._gevuld(namen[plaats:]) | {"VOLLEDIGE_NAAM": f"Naam, {self.toeval.random()}"}
            if "STUDIELAST" in namen:
                rij["STUDIELAST"] = self.toeval.choice(("", "240", "12") if bestand in _V4 else ("", "1.05", "4800"))
            if bestand in _V4:
                rij["AFKORTING"] = ""  # not kept
            self.rijen[bestand].append(rij)

    def _erkenning(self, bestand: str, code: str) -> None:
        namen, sector = kolommen()[bestand], bestand.partition("_")[0]
        begin, einde = self._duur()
        niveau = self.toeval.choice(("VO-VWO", "VO-HAVO"))
        stelsel = {VAKKEN: "VOVAK", "mbo_generieke_examen_onderdeelerkenningen.csv": "MBOVAK"}.get(
            bestand, _STELSEL[sector]
        )
        sleutel = {"OPLEIDINGSSTELSEL": stelsel, "ERKENDEOPLEIDINGSCODE": code}
        sleutel |= {"UNIEKE_ERKENDEOPLEIDINGSCODE": f"{code}_1", "VAKCODE": code, "VAKCODENIVEAU": f"{code}_{niveau}"}
        sleutel = {naam: waarde for naam, waarde in sleutel.items() if naam in namen}
        erkenner = self.toeval.choice(list(ERKENNERS))
        vast = {
            **sleutel,
            "INGANGSDATUM": begin,
            "EINDDATUM": einde,
            "ERKENNER": erkenner,
            "ERKENNERCODE": ERKENNERS[erkenner],
        }
        if "TYPE" in namen:
            vast["TYPE"] = self.toeval.choice(("BOOPLEIDINGSERKENNING", "VSOOPLEIDINGSERKENNING"))
        for kolom in {"INSTROOM_EINDDATUM", "INSTROOMEINDDATUM"} & set(namen):
            vast[kolom] = self.toeval.choice(("", "2031-08-01"))
        plaats = namen.index("BEGINDATUM_PERIODE") if "BEGINDATUM_PERIODE" in namen else len(namen)
        vast |= self._gevuld(namen[:plaats])
        perioden = self._perioden(begin, einde) if plaats < len(namen) else iter([Rij()])
        self.rijen[bestand] += [vast | periode | self._gevuld(namen[plaats:]) for periode in perioden]
        self.erkend.setdefault(VAKKEN if bestand == VAKKEN else sector, []).append({**sleutel, "NIVEAU": niveau})

    def _banden(self) -> None:
        for bestand in (*STELSELS, VAK_EENHEID):
            sector = bestand.partition("_")[0]
            for code in self.per_sector[sector]:
                for erkenning in self.toeval.sample(self.erkend[VAKKEN if bestand == VAK_EENHEID else sector], 1):
                    if bestand != VAK_EENHEID or self.soort[code] == "voVak":
                        rij = {"OPLEIDINGSEENHEIDCODE": code, **erkenning}
                        self.rijen[bestand].append({k: v for k, v in rij.items() if k in kolommen()[bestand]})
        for bestand in RELATIE.bestanden:
            codes = self.per_sector[bestand.partition("_")[0]]
            for hoog, laag in pairwise(self.toeval.sample(codes, min(5, len(codes)))):
                self._relatie(bestand, hoog, laag)
        anders = self.per_sector["mbo"][0], self.per_sector["nfo"][0]  # across sectors: by the higher one
        self._relatie("mbo_relaties_opleidingseenheden.csv", *anders)
        for code in self.per_sector["mbo"]:
            begin, einde = self._duur()
            rij = {"OPLEIDINGSEENHEIDCODE": code, "STELSEL": "HKS", "BEGINDATUM": begin, "EINDDATUM": einde}
            self.rijen[STRUCTUREN].append(rij)

    def _relatie(self, bestand: str, hoog: str, laag: str) -> None:
        begin, einde = self._duur()
        soort = self.toeval.choice(("OVERGANG", "HIERARCHISCH", "AFGELEID_VAN", "VARIANT_VAN"))
        rij = {"RELATIESOORT": soort, "BEGINDATUM": begin, "EINDDATUM": einde}
        for naam, code in (("VAN", hoog), ("NAAR", laag)):
            rij |= {f"{naam}_OPLEIDINGSEENHEIDCODE": code, f"{naam}_OPLEIDINGSEENHEIDTYPE": type_van(self.soort[code])}
        self.rijen[bestand].append(rij)


_KAAL = frozenset({"STUDIELAST", "PRIJSFACTOR_BEKOSTIGING", "BEKOSTIGINGSDUUR", "BEZEMJAAR"})


def regel(bestand: str, rij: Rij) -> str:
    """A row in published form: dates and numbers bare, text quoted."""

    def cel(naam: str) -> str:
        waarde = rij.get(naam, "")
        kaal = naam in _KAAL or naam.startswith("EXAMENJAAR") or "DATUM" in naam
        return waarde if kaal or not waarde else '"{}"'.format(waarde.replace('"', '""'))

    assert rij.keys() <= set(kolommen()[bestand]), (bestand, rij.keys() - set(kolommen()[bestand]))
    return ",".join(cel(naam) for naam in kolommen()[bestand])


__all__ = ["EIGEN", "ERKENNERS", "HO", "HO_EENHEID", "Eenhedenmaker", "regel"]
