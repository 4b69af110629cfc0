"""The formal half: instellingserkenningen of the five kinds with their periods, formele adressen and regio's.

A stand has the fields of its type in our own contract; V4's form is made of it when it is read. ERKENNER is empty for
most codes of bevoegd gezag; then so is the column, and the stand has none.
"""

from collections.abc import Mapping
from functools import partial

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.erkenning.leesvorm import FORMEEL_ADRES, REGIO
from rio_soap.register.erkenning.opzoekrijen import regiorijen, soortrijen
from rio_soap.register.erkenning.sleutels import sleutel_van
from rio_soap.register.opendata import houders
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.adreslezer import Adreskolommen, lees_adres
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.delen import een_object, gevuld, op, perioden, zonder_overlap
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, Gevonden, Kinderen, Kolommen, ObjectKind, Opzoeking
from rio_soap.register.opendata.sorteerder import ELDERS, Sleutel, SourceRows

ERKENNINGEN: Mapping[str, tuple[str, str, str]] = {
    "bevoegd_gezag_erkenningen.csv": ("BEVOEGD_GEZAG", "bevoegdGezag", "BGE_CODE"),
    "onderwijsinstellingserkenningen.csv": ("ERKENDE_ONDERWIJSINSTELLING", "erkendeOnderwijsinstelling", "OIE_CODE"),
    "vestigingserkenningen.csv": ("ERKENDE_VESTIGING", "erkendeVestiging", "VESTIGINGSCODE"),
    "samenwerkingserkenningen.csv": ("ERKENDE_SAMENWERKING", "erkendeSamenwerking", "SAMENWERKINGSVERBANDNUMMER"),
    "onderwijsondersteunerserkenningen.csv": (
        "ERKENDE_ONDERWIJSONDERSTEUNER",
        "erkendeOnderwijsondersteuner",
        "ONDERWIJSONDERSTEUNERSERKENNINGSCODE",
    ),
}
"""File to the soort (as the public API names it), the element of the contract and the column of the code."""

ENKEL = {
    "naamLang": "VOLLEDIGE_NAAM",
    "naamKort": "VERKORTE_NAAM",
    "wet": "WET",
    "bekostigingscode": "BEKOSTIGINGSCODE",
    "vrijheidVanOnderwijs": "VRIJHEID_VAN_ONDERWIJS",
    "soort": "SOORT",
    "sOCluster": "SOCLUSTER",
    "hoofdSOOnderwijssoort": "HOOFD_SO_ONDERWIJSSOORT",
    "hoofdNevenVestiging": "HOOFD_NEVEN_VESTIGING",
}
"""Fields of a period that hold one value, to their column; a file has those of its own kind."""
MEER = {
    "richtingen": "RICHTINGEN",
    "grondslag": "GRONDSLAG",
    "onderwijsinstellingskenmerk": "KENMERK",
    "vestigingskenmerk": "VESTIGINGSKENMERK",
}
"""Those that hold several."""


ADRESSEN, REGIOS = "formele_instellingsadressen.csv", "regio_erkende_samenwerkingen.csv"
ADRES = Adreskolommen(
    {
        "straatnaam": "STRAATNAAM",
        "huisnummer": "HUISNUMMER",
        "huisnummertoevoeging": "HUISNUMMERTOEVOEGING",
        "postcode": "POSTCODE",
        "plaatsnaam": "PLAATSNAAM",
        "gemeentenaam": "GEMEENTENAAM",
    },
    ("ADRESREGEL_BUITENLAND_EEN", "ADRESREGEL_BUITENLAND_TWEE", "ADRESREGEL_BUITENLAND_DRIE"),
    "LANDNAAM",
)
"""Columns of a formeel adres."""
_NIET_GEPUBLICEERD = "kVKnummer"
IN_REGIO = Kinderen(model.regio, ("erkenning",), op_id=True)
VAN_SOORT = Kinderen(model.samenwerkingssoort, ("erkenning",), op_id=True)


def _bouw(groep: SourceRows, werk: BuildContext, bestand: str) -> Gebouwd:
    soort, element, _ = ERKENNINGEN[bestand]
    rijen = groep.van(bestand)
    bestaand = _bestaand(groep, rijen[0] if rijen else None, soort, werk)
    bekend: dict[str, Waarde] = {} if bestaand is None else dict(bestaand.stand.velden)
    velden = bekend
    if rijen:
        nummer = bekend.get(_NIET_GEPUBLICEERD)
        velden = gevuld({**_velden(groep.sleutel, rijen, element, werk), _NIET_GEPUBLICEERD: nummer})
    for naam, delen, lees in ((FORMEEL_ADRES, ADRESSEN, _adres), (REGIO, REGIOS, _regio)):
        gelezen: list[Gegeven] | Waarde | None = bekend.get(naam)
        if delen in werk.aanwezig:
            periodes = zonder_overlap(groep.van(delen), werk)
            gelezen = [deel for rij in periodes if (deel := lees(rij, werk)) is not None]
        velden.pop(naam, None)
        velden |= gevuld({naam: gelezen})
    stand = Gegeven(element, velden)
    rij = {
        "erkenner": velden.get("erkenner", ""),
        "soort": soort,
        "code": groep.sleutel,
        "begindatum": velden["begindatum"],
        "einddatum": velden.get("einddatum"),
        "stand": stand,
    }
    kinderen: dict[Kinderen, list[Kolommen]] = {}
    if soort == "ERKENDE_SAMENWERKING":
        kinderen = {IN_REGIO: list(regiorijen(stand)), VAN_SOORT: list(soortrijen(stand))}
    sleutel = sleutel_van(str(rij["erkenner"]), soort, groep.sleutel)
    return Gebouwd(rij, kinderen, ((sleutel, None),))


def _bestaand(groep: SourceRows, eerste: Rij | None, soort: str, werk: BuildContext) -> Gevonden | None:
    """The erkenning that the register has: of this erkenner, or where only parts are loaded the one of that code."""
    opzoeking = zoek.ERKENNINGEN[soort]
    if eerste is None:
        return werk.eis(opzoeking, groep.sleutel, groep.eerste)
    erkenner = _erkenner(eerste, werk) or ""
    return next((een for een in werk.alle(opzoeking, groep.sleutel) if een.erkenner == erkenner), None)


def _erkenner(rij: Rij, werk: BuildContext) -> str | None:
    """The soort of the erkenner, by name or else by its code; most codes of bevoegd gezag have neither."""
    if (naam := rij.of_niet("ERKENNER")) is not None or (code := rij.of_niet("ERKENNERCODE")) is None:
        return naam
    gevonden = werk.een(zoek.ERKENNER, code)
    return None if gevonden is None else str(gevonden.soort)


def _velden(code: str, rijen: list[Rij], element: str, werk: BuildContext) -> dict[str, Waarde | None]:
    """What the file of the erkenning itself says."""
    eerste = een_object(rijen)
    einde = eerste.datum_of_niet("EINDDATUM")
    return {
        "code": code,
        "erkenner": _erkenner(eerste, werk),
        "begindatum": eerste.datum("BEGINDATUM"),
        "einddatum": einde,
        "stichtingsdatum": eerste.datum_of_niet("STICHTINGSDATUM"),
        "inBedrijfdatum": eerste.datum_of_niet("IN_BEDRIJFDATUM"),
        "uitBedrijfdatum": eerste.datum_of_niet("UIT_BEDRIJFDATUM"),
        f"{element}Periode": list(perioden(rijen, einde, f"{element}Periode", _periode, werk)),
    }


def _periode(rij: Rij) -> dict[str, Waarde]:
    naam = rij.tekst("VOLLEDIGE_NAAM")
    enkel: dict[str, Waarde | None] = {veld: rij.of_niet(kolom) for veld, kolom in ENKEL.items()}
    meer: dict[str, Waarde | None] = {veld: rij.lijst(kolom) for veld, kolom in MEER.items()}
    return gevuld({"einddatum": rij.datum_of_niet("EINDDATUM_PERIODE"), **enkel, "naamLang": naam, **meer})


def _duur(rij: Rij) -> dict[str, Waarde]:
    return gevuld({"begindatum": rij.datum("BEGINDATUM"), "einddatum": rij.datum_of_niet("EINDDATUM")})


def _adres(rij: Rij, werk: BuildContext) -> Gegeven | None:
    """A formeel adres; None for a row that holds none, which is told."""
    if not (adres := lees_adres(ADRES, rij, werk)):
        werk.meld(rij, "no address", "neither within the country nor abroad, with a code of the country")
        return None
    bag: dict[str, Waarde | None] = {"bagID": rij.of_niet("BAG_ID")}
    return Gegeven(FORMEEL_ADRES, _duur(rij) | adres | gevuld(bag))


def _regio(rij: Rij, _: BuildContext) -> Gegeven:
    rij.tekst("POSTCODECIJFERS")
    return Gegeven(REGIO, {**_duur(rij), "postcodecijfers": rij.lijst("POSTCODECIJFERS")})


def _van_instelling(cellen: dict[str, str | None]) -> str | None:
    """Key of an address of an instelling; the file has those of vestigingen too."""
    return ELDERS if cellen["VESTIGINGSCODE"] is not None else cellen["OIE_CODE"]


def _van_vestiging(cellen: dict[str, str | None]) -> str | None:
    """Key of an address of a vestiging; a row without any code is told with the instellingen."""
    return cellen["VESTIGINGSCODE"] or ELDERS


_DELEN: Mapping[str, Mapping[str, Sleutel]] = {
    "onderwijsinstellingserkenningen.csv": {ADRESSEN: _van_instelling},
    "vestigingserkenningen.csv": {ADRESSEN: _van_vestiging},
    "samenwerkingserkenningen.csv": {REGIOS: op("SAMENWERKINGSVERBANDNUMMER")},
}
"""File of erkenningen to the files of their parts."""


def _vraag(groep: SourceRows, _: frozenset[str], soort: str) -> list[tuple[Opzoeking, str]]:
    rijen = [rij for rij in groep.van(*ERKENNINGEN)[:1] if rij.of_niet("ERKENNER") is None]
    codes = [code for rij in rijen if (code := rij.of_niet("ERKENNERCODE")) is not None]
    return [(zoek.ERKENNINGEN[soort], groep.sleutel), *((zoek.ERKENNER, code) for code in codes)]


def _soort(bestand: str) -> ObjectKind:
    soort, _, kolom = ERKENNINGEN[bestand]
    delen = _DELEN.get(bestand, {})
    return ObjectKind(
        bestand.removesuffix(".csv"),
        model.instellingserkenning,
        ("erkenner", "soort", "code"),
        {bestand: op(kolom), **delen},
        partial(_bouw, bestand=bestand),
        partial(_vraag, soort=soort),
        (IN_REGIO, VAN_SOORT) if REGIOS in delen else (),
        frozenset(delen),
        houders=houders.van_erkenningen,
    )


SOORTEN = tuple(_soort(bestand) for bestand in ERKENNINGEN)
