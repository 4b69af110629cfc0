"""The rows of the formal half (`formele_helft`), written in bulk beside those of `register_maker`.

An initial load writes no mutaties, so neither does this.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, pairwise
from typing import Any

import sqlalchemy as sa

from benchmarks import register_maker
from benchmarks.formele_helft import FormeleHelft, kwalificatie
from benchmarks.formele_soorten import (
    BEGIN,
    BG,
    CODES,
    KWALIFICATIES,
    OI,
    OO,
    SW,
    VE,
    VERGUNNINGEN,
    WISSEL,
    Formeel,
    Kwalificatie,
    Vergunning,
)
from benchmarks.register_maker import Voortgang, geteld, schrijf
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.regels.standtekst import naar_json

ERKENNERS = 41
"""Of the whole country, and of a register of every size."""
ERKENNERSOORTEN = ("OCW", "EZ", "NVAO", "SBB", "CEDEO", "CPION", "NRTO", "NLQF", "NKC_EVC", "NUFFIC", "CBS", "SZW")
ELEMENT = {
    BG: "bevoegdGezag",
    OI: "erkendeOnderwijsinstelling",
    VE: "erkendeVestiging",
    SW: "erkendeSamenwerking",
    OO: "erkendeOnderwijsondersteuner",
}
SOORT = {BG: "BGPA", OI: "VOS", VE: "VST", SW: "SWPO", OO: "LOA"}
HERKOMST = {soort.type: soort.herkomst for soort in VERGUNNINGEN}
_Rij = dict[str, Any]
_TABELLEN = (model.instellingserkenning, model.opleidingserkenning)
"""Those whose ids are chosen here, since others refer to them."""


class _Plaatsing:
    """Where the ids of this half begin, after those that a register has already."""

    def __init__(self, helft: FormeleHelft, register: Register) -> None:
        self.helft = helft
        with register.lees() as session:
            hoogste = [session.execute(sa.select(sa.func.max(t.c.id))).scalar_one() or 0 for t in _TABELLEN]
        self._instelling: dict[str, int] = {}
        volgende = hoogste[0] + 1
        for soort in CODES:
            self._instelling[soort] = volgende
            volgende += helft.codes(soort)
        self._opleiding: dict[str, int] = {}
        volgende = hoogste[1] + 1
        for bestand in [soort.bestand for soort in KWALIFICATIES]:
            self._opleiding[bestand] = volgende
            volgende += helft.aantal_kwalificaties(bestand)

    def instelling(self, soort: str, nummer: int) -> int:
        """Id of an instellingserkenning."""
        return self._instelling[soort] + nummer

    def opleiding(self, bestand: str, nummer: int) -> int:
        """Id of an opleidingserkenning."""
        return self._opleiding[bestand] + nummer


def maak(register: Register, aanbod: int, voortgang: Voortgang | None = None) -> None:
    """Write the formal half that goes with this many offers (`register_maker.maak`, which comes first)."""
    helft = FormeleHelft(aanbod / register_maker.LANDELIJK)
    plaats = _Plaatsing(helft, register)
    for tabel, rijen in (
        (model.instellingserkenning, _instellingen(plaats)),
        (model.regio, _regios(plaats)),
        (model.samenwerkingssoort, _samenwerkingssoorten(plaats)),
        (model.instellingsrelatie, _banden(plaats)),
        (model.opleidingserkenning, _kwalificaties(plaats)),
        (model.opleidingserkenningrelatie, _eenheidrelaties(plaats, aanbod)),
        (model.erkenner, _erkenners()),
        (model.licentie, _licenties(plaats)),
        (model.vestigingslicentie, _vestigingen(helft)),
        (model.licentiemaatregel, _maatregelen(helft)),
    ):
        schrijf(register, tabel, geteld(rijen, tabel.name, voortgang) if voortgang else rijen)
    with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
        if register.engine.dialect.name == "postgresql":
            for tabel in _TABELLEN:
                vraag = "SELECT setval(pg_get_serial_sequence('{0}', 'id'), (SELECT max(id) FROM {0}))"
                verbinding.exec_driver_sql(vraag.format(tabel.name))
        verbinding.exec_driver_sql("ANALYZE")


def rijen_van(aanbod: int) -> int:
    """About how many rows `maak` writes for this many offers: nearly all of them are licenties."""
    return round(1_060_000 * aanbod / register_maker.LANDELIJK)


def _perioden(begindata: Sequence[date]) -> Iterator[tuple[date, dict[str, Waarde]]]:
    """Begin and, of all but the last, end."""
    for begin, einde in pairwise([*begindata, None]):
        assert begin is not None
        yield begin, {"begindatum": begin} | ({"einddatum": einde} if einde else {})


def instellingstand(feit: Formeel) -> Gegeven:
    """The stand of an instellingserkenning, as our contract has it."""
    element = ELEMENT[feit.soort]
    adres = Gegeven("binnenlandsAdres", {"straatnaam": "Voorbeeldstraat", "huisnummer": 12, "postcode": "9747AS"})
    adressen = [
        Gegeven("formeelInstellingsadres", {**dagen, "binnenlandsAdres": adres})
        for _, dagen in _perioden(feit.adressen)
    ]
    eigen: Mapping[str, Waarde] = {"soort": SOORT[feit.soort]}
    if feit.soort == VE:
        eigen = {**eigen, "hoofdNevenVestiging": "HOOFDVESTIGING"}
    perioden = [
        Gegeven(f"{element}Periode", {
            **dagen, "naamLang": f"Proefinstelling {feit.code}", "naamKort": feit.code, "wet": "WVO",
            "bekostigingscode": "BEKOSTIGD", **eigen,
        })
        for _, dagen in _perioden(feit.perioden)
    ]  # fmt: skip
    sleutel: dict[str, Waarde] = {"code": feit.code, **({"erkenner": feit.erkenner} if feit.erkenner else {})}
    velden: dict[str, Waarde] = {**sleutel, "begindatum": BEGIN}
    if adressen:
        velden["formeelInstellingsadres"] = adressen
    velden[f"{element}Periode"] = perioden
    if feit.postcodes:
        gebied: dict[str, Waarde] = {"begindatum": BEGIN, "postcodecijfers": list(feit.postcodes)}
        velden["regioErkendeSamenwerking"] = [Gegeven("regioErkendeSamenwerking", gebied)]
    return Gegeven(element, velden)


def _instellingen(plaats: _Plaatsing) -> Iterator[_Rij]:
    vast = {"begindatum": BEGIN, "einddatum": None}
    for feit in plaats.helft.instellingen():
        rij = {"id": plaats.instelling(feit.soort, feit.nummer), "erkenner": feit.erkenner, "soort": feit.soort}
        yield {**rij, "code": feit.code, **vast, "stand": naar_json(instellingstand(feit))}


def _regios(plaats: _Plaatsing) -> Iterator[_Rij]:
    for nummer in range(plaats.helft.codes(SW)):
        for postcode in plaats.helft.instelling(SW, nummer).postcodes:
            yield {"erkenning": plaats.instelling(SW, nummer), "begindatum": BEGIN, "postcodecijfers": postcode}


def _samenwerkingssoorten(plaats: _Plaatsing) -> Iterator[_Rij]:
    for nummer in range(plaats.helft.codes(SW)):
        for begin, dagen in _perioden(plaats.helft.instelling(SW, nummer).perioden):
            rij = {"erkenning": plaats.instelling(SW, nummer), "begindatum": begin, "soort": SOORT[SW]}
            yield {**rij, "einddatum": dagen.get("einddatum")}


def _banden(plaats: _Plaatsing) -> Iterator[_Rij]:
    for band in plaats.helft.banden():
        uiteinden = {"van": plaats.instelling(*band.van), "naar": plaats.instelling(*band.naar)}
        yield {**uiteinden, "soort": band.soort, "begindatum": band.begin, "einddatum": band.einde}


def sleutelvelden(feit: Kwalificatie) -> dict[str, Waarde]:
    """The fields of an Erkenningssleutel."""
    velden: dict[str, Waarde] = {"opleidingsstelsel": feit.stelsel, "opleidingscode": feit.code}
    if feit.niveau:
        velden["opleidingsniveau"] = feit.niveau
    if feit.unieke_code:
        velden["uniekeErkendeopleidingscode"] = feit.unieke_code
    return velden


_PERIODEDEEL: Mapping[str, Gegeven] = {
    "HOOPLEIDINGSERKENNING": Gegeven("ho", {
        "onderdeel": "TECHNIEK", "bekostigingscode": "BEKOSTIGD", "beroepseisen": "GEEN_BEROEPSEISEN",
        "opleidingserkenningskader": "ALGEMEEN", "aanvullendeEisen": "GEEN_AANVULLENDE_EISEN",
    }),
    "MBOOPLEIDINGSERKENNING": Gegeven("mbo", {"toegestaneLeerweg": ["BBL", "BOL"]}),
    "VOOPLEIDINGSERKENNING": Gegeven("vo", {"opleidingserkenningskader": "ALGEMEEN"}),
    "VOVAKERKENNING": Gegeven("vak", {"examenonderdeel": ["CE", "SE"], "oordeelsoort": "KWANTITATIEF"}),
}  # fmt: skip
"""What a period of these types holds more than the others."""


def kwalificatiestand(feit: Kwalificatie) -> Gegeven:
    """The stand of an opleidingserkenning, as our contract has it."""
    deel = _PERIODEDEEL.get(feit.type)
    velden: dict[str, Waarde] = {
        **sleutelvelden(feit), "type": feit.type, "erkenner": feit.erkenner, "begindatum": BEGIN,
    }  # fmt: skip
    if feit.type == "VOVAKERKENNING":
        velden["vaksoort"] = "ALGEMEEN_VORMEND"
    if feit.perioden:
        eigen: dict[str, Waarde] = {deel.naam: deel} if deel else {}
        wijze = "EXPLICIET_TOEGEKEND"
        velden["opleidingserkenningPeriode"] = [
            Gegeven("opleidingserkenningPeriode", {**dagen, "wet": ["WVO"], "licentieerwijze": wijze, **eigen})
            for _, dagen in _perioden(feit.perioden)
        ]
    return Gegeven("opleidingserkenning", velden)


def _kwalificaties(plaats: _Plaatsing) -> Iterator[_Rij]:
    for feit in plaats.helft.kwalificaties():
        sleutel = {"stelsel": feit.stelsel, "code": feit.code, "niveau": feit.niveau, "unieke_code": feit.unieke_code}
        rest = {"soort": feit.type, "erkenner": feit.erkenner, "begindatum": BEGIN, "einddatum": None}
        stand = naar_json(kwalificatiestand(feit))
        yield {"id": plaats.opleiding(feit.bestand, feit.nummer), **sleutel, **rest, "stand": stand}


def _eenheidrelaties(plaats: _Plaatsing, aanbod: int) -> Iterator[_Rij]:
    """One opleidingseenheid each, those of the first offers first; what is left when there are no more is left out."""
    eenheden = register_maker.aantal_eenheden(aanbod)
    for nummer, (_, bestand, erkenning) in zip(range(eenheden), plaats.helft.eenheidrelaties(), strict=False):
        yield {"erkenning": plaats.opleiding(bestand, erkenning), "eenheid": register_maker.eenheidcode(nummer)}


def _erkenners() -> Iterator[_Rij]:
    for nummer in range(ERKENNERS):
        code, soort = f"900E{nummer + 1:03d}", ERKENNERSOORTEN[nummer % len(ERKENNERSOORTEN)]
        aanmerking: dict[str, Waarde] = {"bevoegdheid": "OPLEIDINGSEENHEID", "begindatum": BEGIN}
        velden: dict[str, Waarde] = {
            "erkennercode": code, "soort": soort, "begindatum": BEGIN,
            "erkenneraanmerking": [Gegeven("erkenneraanmerking", aanmerking)],
        }  # fmt: skip
        stand = naar_json(Gegeven("erkenner", velden))
        yield {"code": code, "soort": soort, "begindatum": BEGIN, "einddatum": None, "stand": stand}


def licentiestand(feit: Vergunning, helft: FormeleHelft, herkomst: str) -> Gegeven:
    """The stand of a licentie, as our contract has it."""
    erkenner, code = helft.sleutel(*feit.instelling)
    opleiding = Gegeven("opleidingserkenning", sleutelvelden(kwalificatie(*feit.opleiding)))
    houder = Gegeven("instellingserkenning", {"erkenner": erkenner, "type": feit.instelling[0], "code": code})
    velden: dict[str, Waarde] = {
        "licentiecode": feit.code, "type": feit.type, "instellingserkenning": houder, "opleidingserkenning": opleiding,
        "begindatum": BEGIN, "herkomst": herkomst, "stadium": "STANDAARD",
    }  # fmt: skip
    if feit.type not in ("EXAMENLICENTIE", "PARTICULIEREONDERWIJSLICENTIE"):
        velden["bekostigd"] = True
    if feit.type == "HOONDERWIJSLICENTIE":
        velden["vorm"] = ["DEELTIJD", "VOLTIJD"]
    elif feit.type == "MBOONDERWIJSLICENTIE":
        velden["leerweg"] = "BOL"
    elif feit.type in ("SOONDERWIJSLICENTIE", "VSOONDERWIJSLICENTIE"):
        velden["onderwijssoort"] = "DOOF"
    if feit.vestigingen:
        velden["vestigingslicentie"] = [
            Gegeven("vestigingslicentie", {"erkendeVestigingCode": waar, "vorm": "VOLTIJD", "begindatum": BEGIN})
            for waar in feit.vestigingen
        ]
        dagen: dict[str, Waarde] = {"begindatum": BEGIN, "besluitdatum": BEGIN, "vervaldatum": date(2027, 8, 1)}
        velden["hoOnderwijsaccreditatie"] = [Gegeven("hoOnderwijsaccreditatie", dagen)]
    return Gegeven("licentie", velden)


def _licenties(plaats: _Plaatsing) -> Iterator[_Rij]:
    """Their stands are texts in which the keys are filled in: a country has almost 900,000."""
    vast = {"begindatum": BEGIN, "einddatum": None, "stadium": "STANDAARD"}
    sjablonen: dict[str, tuple[str, Vergunning]] = {}
    for feit in plaats.helft.vergunningen():
        herkomst = HERKOMST[feit.type]
        if (sjabloon := sjablonen.get(feit.type)) is None or feit.vestigingen:
            stand = naar_json(licentiestand(feit, plaats.helft, herkomst))
            sjablonen[feit.type] = stand, feit
        else:
            stand = sjabloon[0]
            for was, wordt in zip(_plekken(sjabloon[1], plaats.helft), _plekken(feit, plaats.helft), strict=True):
                stand = stand.replace(was, wordt, 1)
        sleutels = {
            "code": feit.code, "soort": feit.type, "instellingserkenning": plaats.instelling(*feit.instelling),
            "opleidingserkenning": plaats.opleiding(*feit.opleiding), "herkomst": herkomst,
        }  # fmt: skip
        yield {**sleutels, **vast, "stand": stand}


def _plekken(feit: Vergunning, helft: FormeleHelft) -> tuple[str, ...]:
    """What of the text of a stand differs from licentie to licentie of a kind."""
    erkenner, code = helft.sleutel(*feit.instelling)
    opleiding = kwalificatie(*feit.opleiding).code
    return feit.code, f'["erkenner","{erkenner}"]', f'["code","{code}"]', f'["opleidingscode","{opleiding}"]'


def _vestigingen(helft: FormeleHelft) -> Iterator[_Rij]:
    for feit in helft.vergunningen("HOONDERWIJSLICENTIE"):
        for code in feit.vestigingen:
            yield {"licentie": feit.code, "vestiging": code}


def _maatregelen(helft: FormeleHelft) -> Iterator[_Rij]:
    """The sancties of the mbo, 42 of them."""
    for feit in islice(helft.vergunningen("MBOONDERWIJSLICENTIE"), max(1, round(42 * helft.deel))):
        rij = {"licentie": feit.code, "soort": "SANCTIE", "begindatum": WISSEL}
        yield {**rij, "einddatum": None, "aanvraagverbod_einddatum": date(2022, 8, 1)}
