"""A set of open data at national proportions, in its published form: the trial set and thousands of rows beside it.

    python -m benchmarks.landelijke_bestanden FOLDER [PERCENT]

The formal half is that of `formele_helft`, with the same keys as its rows. Of what is no news the rows are those of the
trial set again under codes of their own.
"""

import shutil
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from benchmarks import register_maker
from benchmarks.bladen import Bladen, Cel
from benchmarks.formele_bestanden import kwalificatierij, schrijf_erkenners, schrijf_instellingen, schrijf_licenties
from benchmarks.formele_helft import FormeleHelft, kwalificatie
from benchmarks.formele_soorten import BEGIN, BG, OI
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.proefdata.proef import PROEFSET

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


def maak(map_: Path, procent: float = 100) -> int:
    """Write the set into a new folder; gives how many rows were added to the trial set."""
    shutil.copytree(Path(str(PROEFSET)), map_)
    helft = FormeleHelft(procent / 100)
    with Bladen(map_) as bladen:
        schrijf_instellingen(bladen, helft)
        _opleidingen(bladen, helft)
        schrijf_licenties(bladen, helft)
        schrijf_erkenners(bladen)
        _organisatie(bladen, helft)
        _aanbod(bladen, helft.deel)
        return bladen.aantal


def _opleidingen(bladen: Bladen, helft: FormeleHelft) -> None:
    """Opleidingserkenningen, opleidingseenheden and what ties them."""
    for feit in helft.kwalificaties():
        for begin, einde in pairwise([*(feit.perioden or (BEGIN,)), None]):
            bladen.schrijf(feit.bestand, kwalificatierij(feit, begin, einde))
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
