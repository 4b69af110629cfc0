"""The files of the formal half: the facts of `formele_helft` as DUO publishes them."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from benchmarks import formele_rijen
from benchmarks.bladen import Bladen, Cel
from benchmarks.formele_helft import FormeleHelft, kwalificatie
from benchmarks.formele_soorten import BEGIN, BG, OI, OO, SW, VE, WISSEL, Formeel, Kwalificatie

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


def schrijf_instellingen(bladen: Bladen, helft: FormeleHelft) -> None:
    """Instellingserkenningen with their addresses and regio's, and what ties them."""
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


def kwalificatierij(feit: Kwalificatie, begin: date | None, einde: date | None) -> dict[str, Cel]:
    """A row of a file of opleidingserkenningen."""
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


def schrijf_licenties(bladen: Bladen, helft: FormeleHelft) -> None:
    """Licenties with all that goes with them, and the financieringsbesluiten."""
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


def schrijf_erkenners(bladen: Bladen) -> None:
    """Erkenners with what they may recognise."""
    for nummer in range(formele_rijen.ERKENNERS):
        soort = formele_rijen.ERKENNERSOORTEN[nummer % len(formele_rijen.ERKENNERSOORTEN)]
        rij: dict[str, Cel] = {"ERKENNERCODE": f"900E{nummer + 1:03d}", "BEGINDATUM": BEGIN}
        bladen.schrijf("erkenners.csv", {**rij, "SOORT": soort})
        bladen.schrijf("aanmerkingen_erkenners.csv", {**rij, "BEVOEGDHEID": "OPLEIDINGSEENHEID"})
