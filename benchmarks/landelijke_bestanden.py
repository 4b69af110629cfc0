"""A set of open data at national proportions, in its published form: the trial set and thousands of rows beside it.

    python -m benchmarks.landelijke_bestanden FOLDER [PERCENT]

The formal half is that of `formele_helft`, with the same keys as its rows. Of what is no news the rows are those of the
trial set again under codes of their own.
"""

import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import IO

from benchmarks import formele_rijen, register_maker
from benchmarks.formele_helft import FormeleHelft, kwalificatie
from benchmarks.formele_soorten import BEGIN, BG, OI, OO, SW, VE, WISSEL, Formeel, Kwalificatie
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.proefdata.proef import PROEFSET

Cel = str | int | date | Sequence[str] | None
_CEL = re.compile(r'("(?:[^"]|"")*"|[^,]*)(?:,|$)')
_ERKENNERCODE = {"OCW": "100E001", "EZ": "100E002", "NVAO": "100E003"}
_CODEKOLOM = {
    BG: "BGE_CODE",
    OI: "OIE_CODE",
    VE: "VESTIGINGSCODE",
    SW: "SAMENWERKINGSVERBANDNUMMER",
    OO: "ONDERWIJSONDERSTEUNERSERKENNINGSCODE",
}
_DEEL = {
    BG: "bevoegdgezag",
    OI: "onderwijsinstelling",
    VE: "vestiging",
    SW: "samenwerking",
    OO: "onderwijsondersteuner",
}
_MET_SOORT = "relaties_bevoegdgezagerkenningen_samenwerkingserkenningen.csv"

AANBOD: Mapping[str, tuple[int, str | None, int]] = {
    "aangeboden_nfo_opleidingen.csv": (120_802, "aangeboden_nfo_opleiding_cohorten.csv", 1_098_563),
    "aangeboden_mbo_opleidingen.csv": (41_157, "aangeboden_mbo_opleiding_cohorten.csv", 136_409),
    "aangeboden_vo_opleidingen.csv": (28_653, None, 0),
    "aangeboden_bo_opleidingen.csv": (8_933, None, 0),
    "aangeboden_ho_opleidingen.csv": (7_904, "aangeboden_ho_opleiding_cohorten.csv", 21_161),
    "aangeboden_vso_opleidingen.csv": (5_429, None, 0),
    "aangeboden_mbo_opleidingsonderdelen.csv": (930, "aangeboden_mbo_opleidingsonderdeel_cohorten.csv", 777),
    "aangeboden_vavo_opleidingen.csv": (816, "aangeboden_vavo_opleiding_cohorten.csv", 2_063),
    "aangeboden_so_opleidingen.csv": (808, None, 0),
    "aangeboden_ho_opleidingsonderdelen.csv": (270, "aangeboden_ho_opleidingsonderdeel_cohorten.csv", 469),
}
"""File of offers: its rows, the file of their cohorten, its rows."""
EENHEDEN: Mapping[str, int] = {
    "nfo_opleidingen.csv": 79_503, "ho_opleidingen.csv": 16_552, "btl_opleidingen.csv": 16_039,
    "mbo_opleidingsonderdelen.csv": 6_703, "mbo_opleidingen.csv": 3_786, "vo_opleidingsonderdelen.csv": 1_712,
    "vo_opleidingen.csv": 1_186, "mbo_groepen.csv": 687, "vo_opleidingsfasen.csv": 506,
    "ho_opleidingsonderdelen.csv": 388, "vo_groepen.csv": 98, "vavo_opleidingen.csv": 69, "po_groepen.csv": 41,
    "educatie_opleidingsonderdelen.csv": 34, "educatie_opleidingen.csv": 24, "vavo_groepen.csv": 12,
    "vavo_opleidingsfasen.csv": 11, "po_opleidingen.csv": 10,
}  # fmt: skip
"""Rows of the files of opleidingseenheden; each is a code here."""
_EENHEDEN_BIJ = {"vo_relaties_vakken_erkenningen.csv": "vo_opleidingsonderdelen.csv"}
_EIGEN = "EIGEN_OPLEIDINGSEENHEIDSLEUTEL"


class Bladen:
    """The files of a folder, open to add rows to."""

    def __init__(self, map_: Path) -> None:
        self.map_, self._open, self._stapel = map_, dict[str, IO[str]](), ExitStack()
        self.aantal = 0

    def __enter__(self) -> "Bladen":
        return self

    def __exit__(self, *_: object) -> None:
        self._stapel.close()

    def schrijf(self, bestand: str, cellen: Mapping[str, Cel]) -> None:
        """Add a row; a column without cell is empty."""
        self._voeg_toe(bestand, [_tekst(cellen.get(kolom)) for kolom in kolommen()[bestand]])

    def kopieer(self, bestand: str, keren: Iterable[Mapping[str, Cel]]) -> None:
        """Add the first row of the trial set again, each time with other cells."""
        regel = (Path(str(PROEFSET)) / bestand).read_text(encoding="utf-8").splitlines()[1]
        namen = kolommen()[bestand]
        rij = dict(zip(namen, _CEL.findall(regel), strict=False))
        for anders in keren:
            ruw = {**rij, **{kolom: _tekst(cel) for kolom, cel in anders.items()}}
            self._voeg_toe(bestand, [ruw[kolom] for kolom in namen])

    def _voeg_toe(self, bestand: str, cellen: Sequence[str]) -> None:
        if (blad := self._open.get(bestand)) is None:
            pad, is_er = self.map_ / bestand, (self.map_ / bestand).exists()
            blad = self._open[bestand] = self._stapel.enter_context(pad.open("a", encoding="utf-8", newline=""))
            if not is_er:
                blad.write(",".join(f'"{kolom}"' for kolom in kolommen()[bestand]) + "\r\n")
        blad.write(",".join(cellen) + "\r\n")
        self.aantal += 1


def _tekst(cel: Cel) -> str:
    """A cell as it is published: texts between quotes, dates and numbers without, nothing for nothing."""
    if cel is None or cel == "":
        return ""
    if isinstance(cel, int | date):
        return str(cel)
    tekst = cel if isinstance(cel, str) else ",".join(cel)
    return '"' + tekst.replace('"', '""') + '"'


def maak(map_: Path, procent: float = 100) -> int:
    """Write the set into a new folder; gives how many rows were added to the trial set."""
    shutil.copytree(Path(str(PROEFSET)), map_)
    helft = FormeleHelft(procent / 100)
    with Bladen(map_) as bladen:
        _formeel(bladen, helft)
        _opleidingen(bladen, helft)
        _licenties(bladen, helft)
        _erkenners(bladen)
        _organisatie(bladen, helft)
        _aanbod(bladen, helft.deel)
        return bladen.aantal


def _formeel(bladen: Bladen, helft: FormeleHelft) -> None:
    bestanden = {
        BG: "bevoegd_gezag_erkenningen.csv",
        **{soort: f"{_DEEL[soort]}serkenningen.csv" for soort in (OI, VE, SW, OO)},
    }
    bestanden[VE] = "vestigingserkenningen.csv"
    for feit in helft.instellingen():
        kolom = _CODEKOLOM[feit.soort]
        for begin, einde in pairwise([*feit.perioden, None]):
            bladen.schrijf(bestanden[feit.soort], _erkenningrij(feit, kolom, begin, einde))
        for begin, einde in pairwise([*feit.adressen, None]):
            adres: dict[str, Cel] = {"STRAATNAAM": "Voorbeeldstraat", "HUISNUMMER": 12, "POSTCODE": "9747AS"}
            dagen = {"BEGINDATUM": begin, "EINDDATUM": einde}
            bladen.schrijf("formele_instellingsadressen.csv", {kolom: feit.code, **dagen, **adres})
        if feit.postcodes:
            gebied = {kolom: feit.code, "BEGINDATUM": BEGIN, "POSTCODECIJFERS": feit.postcodes}
            bladen.schrijf("regio_erkende_samenwerkingen.csv", gebied)
    for band in helft.banden():
        dagen = {"BEGINDATUM": band.begin, "EINDDATUM": band.einde}
        (van, van_nummer), (naar, naar_nummer) = band.van, band.naar
        boven, onder = helft.sleutel(van, van_nummer)[1], helft.sleutel(naar, naar_nummer)[1]
        if band.soort.startswith("OVERGANG"):
            bladen.schrijf("overgangen.csv", {
                "VAN_ORGANISATIEERKENNINGSCODE": boven, "VAN_ORGANISATIEERKENNINGSTYPE": van,
                "RELATIESOORT": band.soort, "NAAR_ORGANISATIEERKENNINGSCODE": onder,
                "NAAR_ORGANISATIEERKENNINGSTYPE": naar, **dagen,
            })  # fmt: skip
            continue
        bestand = f"relaties_{_meervoud(van)}_{_meervoud(naar)}.csv"
        soort = {"RELATIESOORT": band.soort} if bestand == _MET_SOORT else {}
        bladen.schrijf(bestand, {_CODEKOLOM[van]: boven, _CODEKOLOM[naar]: onder, **soort, **dagen})


def _meervoud(soort: str) -> str:
    return f"{_DEEL[soort]}{'' if soort == BG else 's'}erkenningen"


def _erkenningrij(feit: Formeel, kolom: str, begin: date | None, einde: date | None) -> dict[str, Cel]:
    eigen: dict[str, Cel] = {"HOOFD_NEVEN_VESTIGING": "HOOFDVESTIGING"} if feit.soort == VE else {}
    return {
        kolom: feit.code, "BEGINDATUM": BEGIN, "ERKENNERCODE": _ERKENNERCODE.get(feit.erkenner),
        "ERKENNER": feit.erkenner, "BEGINDATUM_PERIODE": begin, "EINDDATUM_PERIODE": einde,
        "BEKOSTIGINGSCODE": "BEKOSTIGD", "SOORT": formele_rijen.SOORT[feit.soort], "VERKORTE_NAAM": feit.code,
        "VOLLEDIGE_NAAM": f"Proefinstelling {feit.code}", "WET": "WVO", **eigen,
    }  # fmt: skip


def _opleidingen(bladen: Bladen, helft: FormeleHelft) -> None:
    """Opleidingserkenningen, opleidingseenheden and what ties them."""
    for feit in helft.kwalificaties():
        for begin, einde in pairwise([*(feit.perioden or (BEGIN,)), None]):
            bladen.schrijf(feit.bestand, _kwalificatierij(feit, begin, einde))
    codes = _eenheidcodes()
    per_bestand: dict[str, list[str]] = {}
    for bestand, aantal in EENHEDEN.items():
        eigen = per_bestand[bestand] = [next(codes) for _ in range(max(1, round(aantal * helft.deel)))]
        kolom = [_EIGEN] if bestand in ("nfo_opleidingen.csv", "ho_opleidingen.csv") else []
        keren = ({"OPLEIDINGSEENHEIDCODE": code, **dict.fromkeys(kolom, f"{code}-S")} for code in eigen)
        bladen.kopieer(bestand, keren)
    hoeveelste: dict[str, int] = {}
    for relaties, bestand, nummer in helft.eenheidrelaties():
        eigen = per_bestand[_EENHEDEN_BIJ.get(relaties, f"{relaties.partition('_')[0]}_opleidingen.csv")]
        keer = hoeveelste[relaties] = hoeveelste.get(relaties, -1) + 1
        feit = kwalificatie(bestand, (nummer + keer // len(eigen)) % helft.aantal_kwalificaties(bestand))
        bladen.schrijf(relaties, {
            "OPLEIDINGSEENHEIDCODE": eigen[keer % len(eigen)], "ERKENDEOPLEIDINGSCODE": feit.code,
            "UNIEKE_ERKENDEOPLEIDINGSCODE": feit.unieke_code, "OPLEIDINGSSTELSEL": feit.stelsel, "VAKCODE": feit.code,
            "VAKCODENIVEAU": f"{feit.code}_{feit.niveau}",
        })  # fmt: skip
    groepen, opleidingen = (per_bestand[f"mbo_{naam}.csv"] for naam in ("groepen", "opleidingen"))
    paren = ((groepen[n % len(groepen)], opleidingen[n // len(groepen) % len(opleidingen)]) for n in range(
        min(round(92_422 * helft.deel), len(groepen) * len(opleidingen))
    ))  # fmt: skip
    bladen.kopieer(
        "mbo_relaties_opleidingseenheden.csv",
        ({"VAN_OPLEIDINGSEENHEIDCODE": van, "NAAR_OPLEIDINGSEENHEIDCODE": naar} for van, naar in paren),
    )
    for nummer in range(round(5_866 * helft.deel)):
        code, keer = opleidingen[nummer % len(opleidingen)], nummer // len(opleidingen)
        rij = {"OPLEIDINGSEENHEIDCODE": code, "STELSEL": ("BKS", "HKS", "EINDTERM")[keer % 3], "BEGINDATUM": BEGIN}
        bladen.schrijf("mbo_structuren.csv", rij)


def _eenheidcodes() -> Iterator[str]:
    return (f"{3000 + nummer // 10_000:04d}O{nummer % 10_000:04d}" for nummer in range(10_000_000))


def _kwalificatierij(feit: Kwalificatie, begin: date | None, einde: date | None) -> dict[str, Cel]:
    rij: dict[str, Cel] = {
        "ERKENDEOPLEIDINGSCODE": feit.code, "UNIEKE_ERKENDEOPLEIDINGSCODE": feit.unieke_code, "VAKCODE": feit.code,
        "VAKCODENIVEAU": f"{feit.code}_{feit.niveau}", "OPLEIDINGSSTELSEL": feit.stelsel, "INGANGSDATUM": BEGIN,
        "TYPE": feit.type, "ERKENNERCODE": _ERKENNERCODE.get(feit.erkenner), "ERKENNER": feit.erkenner,
        "BEGINDATUM_PERIODE": begin, "EINDDATUM_PERIODE": einde, "WET": "WVO", "LICENTIEERWIJZE": "EXPLICIET_TOEGEKEND",
    }  # fmt: skip
    per_type: Mapping[str, dict[str, Cel]] = {
        "HOOPLEIDINGSERKENNING": {
            "ONDERDEEL": "TECHNIEK", "BEKOSTIGINGSCODE": "BEKOSTIGD", "BEROEPSEISEN": "GEEN_BEROEPSEISEN",
            "OPLEIDINGSERKENNINGSKADER": "ALGEMEEN", "AANVULLENDE_EISEN": "GEEN_AANVULLENDE_EISEN",
        },
        "MBOOPLEIDINGSERKENNING": {"TOEGESTANE_LEERWEG": ["BBL", "BOL"]},
        "VOOPLEIDINGSERKENNING": {"OPLEIDINGSERKENNINGSKADER": "ALGEMEEN"},
        "VOVAKERKENNING": {
            "EXAMENONDERDEEL": ["CE", "SE"], "OORDEELSOORT": "KWANTITATIEF", "VAKSOORT": "ALGEMEEN_VORMEND",
        },
    }  # fmt: skip
    return {**rij, **per_type.get(feit.type, {})}


def _licenties(bladen: Bladen, helft: FormeleHelft) -> None:
    sancties, vorige = max(1, round(42 * helft.deel)), ""
    for feit in helft.vergunningen():
        opleiding = kwalificatie(*feit.opleiding)
        bekostigd = feit.type not in ("EXAMENLICENTIE", "PARTICULIEREONDERWIJSLICENTIE")
        bladen.schrijf(feit.bestand, {
            "LICENTIECODE": feit.code, _CODEKOLOM[feit.instelling[0]]: helft.sleutel(*feit.instelling)[1],
            "ERKENDEOPLEIDINGSCODE": opleiding.code, "UNIEKE_ERKENDEOPLEIDINGSCODE": opleiding.unieke_code,
            "OPLEIDINGSSTELSEL": opleiding.stelsel, "BEGINDATUM": BEGIN, "STADIUM": "STANDAARD", "LEERWEG": "BOL",
            "BEKOSTIGD": "KOMT_VOOR_BEKOSTIGING_IN_AANMERKING" if bekostigd else None,
            "HERKOMST": formele_rijen.HERKOMST[feit.type], "ONDERWIJSSOORT": "DOOF", "VORM": ["DEELTIJD", "VOLTIJD"],
        })  # fmt: skip
        for code in feit.vestigingen:
            rij: dict[str, Cel] = {"LICENTIECODE": feit.code, "VESTIGINGSCODE": code, "VORM": "VOLTIJD"}
            bladen.schrijf("vestigingslicenties.csv", {**rij, "BEGINDATUM": BEGIN})
        if feit.type == "HOONDERWIJSLICENTIE":
            dagen = {"BEGINDATUM": BEGIN, "BESLUITDATUM": BEGIN, "VERVALDATUM": date(2027, 8, 1)}
            bladen.schrijf("ho_onderwijsaccreditaties.csv", {"LICENTIECODE": feit.code, **dagen})
            if vorige and feit.nummer % 8 == 0:
                band = {"VAN_LICENTIECODE": vorige, "RELATIESOORT": "OPVOLGING", "NAAR_LICENTIECODE": feit.code}
                bladen.schrijf("ho_relaties_onderwijslicenties.csv", {**band, "BEGINDATUM": WISSEL})
            vorige = feit.code
        if feit.type == "MBOONDERWIJSLICENTIE" and sancties:
            sancties -= 1
            einde = {"BEGINDATUM": WISSEL, "AANVRAAGVERBODEINDDATUM": date(2022, 8, 1)}
            bladen.schrijf("mbo_sancties.csv", {"LICENTIECODE": feit.code, **einde})
    for nummer in range(round(37_520 * helft.deel)):
        instelling, ronde = nummer % helft.van_ocw, nummer // helft.van_ocw
        bladen.schrijf("financieringsbesluiten.csv", {
            "OIE_CODE": helft.sleutel(OI, instelling)[1], "ERKENDEOPLEIDINGSCODE": f"{ronde + 1:05d}",
            "OPLEIDINGSSTELSEL": "BSFS", "BEGINDATUM": BEGIN, "CURSUSDUUR": 12, "TYPE_WAARDERING": "EX_ANTE",
        })  # fmt: skip


def _erkenners(bladen: Bladen) -> None:
    for nummer in range(formele_rijen.ERKENNERS):
        soort = formele_rijen.ERKENNERSOORTEN[nummer % len(formele_rijen.ERKENNERSOORTEN)]
        rij: dict[str, Cel] = {"ERKENNERCODE": f"900E{nummer + 1:03d}", "BEGINDATUM": BEGIN}
        bladen.schrijf("erkenners.csv", {**rij, "SOORT": soort})
        bladen.schrijf("aanmerkingen_erkenners.csv", {**rij, "BEVOEGDHEID": "OPLEIDINGSEENHEID"})


def _organisatie(bladen: Bladen, helft: FormeleHelft) -> None:
    """Besturen, aanbieders, locaties and contactadressen, tied to the formal half."""
    deel = helft.deel
    besturen, aanbieders, locaties = (max(2, round(aantal * deel)) for aantal in (13_827, 10_594, 13_639))
    b, a = "ONDERWIJSBESTUURID", "ONDERWIJSAANBIEDERID"
    bestuur, aanbieder = register_maker.bestuurcode, register_maker.aanbiedercode
    bladen.kopieer("onderwijsbesturen.csv", ({b: bestuur(n), "NAAM": f"Proefbestuur {n}"} for n in range(besturen)))
    bladen.kopieer(
        "onderwijsaanbieders.csv", ({a: aanbieder(n), "NAAM": f"Proefschool {n}"} for n in range(aanbieders))
    )
    for n in range(aanbieders):
        band: dict[str, Cel] = {a: aanbieder(n), "BEGINDATUM": BEGIN}
        houder = bestuur(n // register_maker.PER_BESTUUR % besturen)
        bladen.schrijf("relaties_onderwijsbesturen_onderwijsaanbieders.csv", {b: houder, **band})
        oie = helft.sleutel(OI, n % helft.van_ocw)[1]
        bladen.schrijf("relaties_onderwijsaanbieders_onderwijsinstellingserkenningen.csv", {"OIE_CODE": oie, **band})
    for n in range(min(besturen, helft.codes(BG))):
        bge: dict[str, Cel] = {b: bestuur(n), "BGE_CODE": helft.sleutel(BG, n)[1], "BEGINDATUM": BEGIN}
        bladen.schrijf("relaties_onderwijsbesturen_bevoegdgezagerkenningen.csv", bge)
    code = "ONDERWIJSLOCATIECODE"
    bladen.kopieer("onderwijslocaties.csv", ({code: register_maker.locatiecode(n)} for n in range(locaties)))
    gebruik = ({code: register_maker.locatiecode(n), b: bestuur(n % besturen)} for n in range(locaties))
    bladen.kopieer("onderwijslocatiegebruiken.csv", gebruik)
    for n in range(round(7_059 * deel)):
        eenheid: dict[str, Cel] = {a: aanbieder(n % aanbieders), b: None, "SUBCONTEXT_NUMMER": str(n // aanbieders)}
        bladen.kopieer("contactadressen.csv", [eenheid])


def _aanbod(bladen: Bladen, deel: float) -> None:
    volgnummer = 0
    for bestand, (aantal, cohorten, aantal_cohorten) in AANBOD.items():
        codes = []
        for _ in range(max(1, round(aantal * deel))):
            codes.append(register_maker.aanbodcode(volgnummer))
            volgnummer += 1
        (eigen,) = {kolom for kolom in kolommen()[bestand] if kolom.startswith("EIGEN_AANGEBODEN")}
        bladen.kopieer(
            bestand, ({"AANGEBODEN_OPLEIDINGCODE": code, eigen: code, "EINDDATUM_PERIODE": None} for code in codes)
        )
        if cohorten:
            # Cohorten of one offer stand far apart: no order is promised.
            rijen = (
                {
                    kolommen()[cohorten][0]: f"{nummer // len(codes)}",
                    "AANGEBODEN_OPLEIDINGCODE": codes[nummer % len(codes)],
                }
                for nummer in range(round(aantal_cohorten * deel))
            )
            bladen.kopieer(cohorten, rijen)


if __name__ == "__main__":
    gemaakt = maak(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 100)
    print(f"{gemaakt:,} rows")
