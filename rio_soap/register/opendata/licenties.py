"""Licenties of all kinds, with the vestigingen and accreditaties of those of ho; maatregelen and relations beside them.

A licentie of vo and of an examen is given to a vestiging or to the whole institution; the file has a column for each.
`KOMT_VOOR_BEKOSTIGING_IN_AANMERKING` is published where the contract says bekostigd true.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.licentie.rijen import licentierelatiesleutel, maatregelsleutel, sleutel_van
from rio_soap.register.opendata import gevolgen, houders
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.csvlezer import Celfout, Rij
from rio_soap.register.opendata.delen import een_object, gevuld, lijstwaarde, op
from rio_soap.register.opendata.soort import (
    BuildContext,
    Gebouwd,
    Gevonden,
    Kinderen,
    Kolommen,
    NietTePlaatsen,
    ObjectKind,
    Opzoeking,
)
from rio_soap.register.opendata.sorteerder import SourceRows

TYPEN: Mapping[str, str] = {
    f"{sector}_onderwijslicenties.csv": f"{type_}ONDERWIJSLICENTIE"
    for sector, type_ in (
        *(("bo", "BO"), ("so", "SO"), ("vso", "VSO"), ("vo", "VO"), ("vavo", "VAVO"), ("mbo", "MBO"), ("ho", "HO")),
        *(("educatie", "EDUCATIE"), ("nfo", "PARTICULIERE")),
    )
} | {"examenlicenties.csv": "EXAMENLICENTIE"}
"""File to the Licentietype of all its rows."""
VESTIGINGEN, ACCREDITATIES = "vestigingslicenties.csv", "ho_onderwijsaccreditaties.csv"
BEKOSTIGD = {"KOMT_VOOR_BEKOSTIGING_IN_AANMERKING": True, "KOMT_NIET_VOOR_BEKOSTIGING_IN_AANMERKING": False}
"""What BEKOSTIGD says to what the contract says."""
ACCREDITATIEDATA = {
    "voorwaardendatum": "VOORWAARDENDATUM",
    "inleverdatum": "INLEVERDATUM",
    "besluitdatum": "BESLUITDATUM",
    "uitsteldatum": "UITSTELDATUM",
    "afbouwdatum": "AFBOUW_DATUM",
    "intrekkingsdatum": "INTREKKINGSDATUM",
    "vervaldatum": "VERVALDATUM",
}
"""Date of an accreditatie to its column."""
ACCREDITATIETEKSTEN = {
    "uitstelreden": "UITSTELREDEN",
    "nVAODossiernummer": "NVAO_DOSSIERNUMMER",
    "beoordelingskader": "BEOORDELINGSKADER",
}
"""Text of an accreditatie to its column."""
BIJ_VESTIGING = Kinderen(model.vestigingslicentie, ("licentie",))


def _code(kolom: str) -> Callable[[dict[str, str | None]], str | None]:
    """The key by a column with a licentiecode, which is compared without regard to case."""

    def sleutel(cellen: dict[str, str | None]) -> str | None:
        code = cellen[kolom]
        return None if code is None else code.lower()

    return sleutel


def _bouw(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    bestanden = [bestand for bestand in groep.rijen if bestand in TYPEN]
    if len(bestanden) > 1:
        raise NietTePlaatsen(groep.eerste, "contradiction", f"{groep.sleutel} is in {' and '.join(bestanden)}")
    bestaand = werk.een(zoek.LICENTIE, groep.sleutel)
    bekend: dict[str, Waarde] = {} if bestaand is None else dict(bestaand.stand.velden)
    if bestanden:
        rij, velden = _licentie(een_object(groep.van(*bestanden)), groep.sleutel, werk)
    elif bekend:
        rij, velden = {"code": groep.sleutel}, bekend
    else:
        raise NietTePlaatsen(groep.eerste, f"{zoek.LICENTIE.naam} unknown", f"{groep.sleutel} is not in the register")
    kinderen = {}
    delen = (("vestigingslicentie", VESTIGINGEN, _vestiging), ("hoOnderwijsaccreditatie", ACCREDITATIES, _accreditatie))
    for naam, bestand, lees in delen:
        if bestand in werk.aanwezig:
            velden.pop(naam, None)
            velden |= gevuld({naam: [lees(r, werk) for r in sorted(groep.van(bestand), key=_volgorde)]})
        else:
            velden |= gevuld({naam: bekend.get(naam)})
    if VESTIGINGEN in werk.aanwezig:
        codes = dict.fromkeys(r.tekst("VESTIGINGSCODE") for r in groep.van(VESTIGINGEN))
        kinderen[BIJ_VESTIGING] = [{"licentie": groep.sleutel, "vestiging": code} for code in codes]
    rij["stand"] = Gegeven("licentie", velden)
    return Gebouwd(rij, kinderen, ((sleutel_van(groep.sleutel), None),))


def _volgorde(rij: Rij) -> tuple[date, str, str, int]:
    return rij.datum("BEGINDATUM"), rij.of_niet("VESTIGINGSCODE") or "", rij.of_niet("VORM") or "", rij.regel


def _licentie(rij: Rij, code: str, werk: BuildContext) -> tuple[Kolommen, dict[str, Waarde]]:
    instelling, opleiding = _instelling(rij, werk), _opleiding(rij, werk)
    type_ = TYPEN[rij.bestand]
    begin, einde = rij.datum("BEGINDATUM"), rij.datum_of_niet("EINDDATUM")
    herkomst, stadium = rij.tekst("HERKOMST"), rij.tekst("STADIUM")
    kolommen: Kolommen = {
        "code": code,
        "soort": type_,
        "instellingserkenning": instelling.id,
        "opleidingserkenning": opleiding.id,
        "begindatum": begin,
        "einddatum": einde,
        "herkomst": herkomst,
        "stadium": stadium,
    }
    sleutel = {"erkenner": instelling.erkenner, "type": instelling.soort, "code": instelling.code}
    velden: dict[str, Waarde | None] = {
        "licentiecode": code,
        "type": type_,
        "instellingserkenning": Gegeven("instellingserkenning", sleutel),
        "opleidingserkenning": Gegeven("opleidingserkenning", _erkenningssleutel(opleiding)),
        "begindatum": begin,
        "einddatum": einde,
        "herkomst": herkomst,
        "stadium": stadium,
        "bekostigd": _bekostigd(rij),
        "vorm": rij.lijst("VORM"),
        "leerweg": rij.of_niet("LEERWEG"),
        "onderwijssoort": rij.of_niet("ONDERWIJSSOORT"),
        "erkendOpleidingskenmerk": rij.lijst("ERKEND_OPLEIDINGSKENMERK"),
    }
    return kolommen, gevuld(velden)


def _bekostigd(rij: Rij) -> bool | None:
    if (tekst := rij.of_niet("BEKOSTIGD")) is None:
        return None
    if tekst not in BEKOSTIGD:
        raise Celfout(rij, "BEKOSTIGD", " or ".join(BEKOSTIGD))
    return BEKOSTIGD[tekst]


def _instelling(rij: Rij, werk: BuildContext) -> Gevonden:
    """The vestiging when the row names one, else the institution."""
    if (vestiging := rij.of_niet("VESTIGINGSCODE")) is None:
        return werk.eis(zoek.INSTELLING, rij.tekst("OIE_CODE"), rij)
    gevonden = werk.eis(zoek.VESTIGING, vestiging, rij)
    if (instelling := rij.of_niet("OIE_CODE")) is not None and not vestiging.startswith(instelling):
        werk.meld(rij, "OIE_CODE left out", f"{instelling} beside vestiging {vestiging}", geplaatst=True)
    return gevonden


def _opleiding(rij: Rij, werk: BuildContext) -> Gevonden:
    """The opleidingserkenning by stelsel and code, in ho by its unique code; never a vak, which has no licentie."""
    stelsel, kolom = rij.tekst("OPLEIDINGSSTELSEL"), "UNIEKE_ERKENDEOPLEIDINGSCODE"
    if kolom not in rij.cellen:
        kolom = "ERKENDEOPLEIDINGSCODE"
    opzoeking, code = _VERWIJZINGEN[kolom], rij.tekst(kolom)
    gevonden = [een for een in werk.alle(opzoeking, code) if een.stelsel == stelsel and not een.niveau]
    if not gevonden:
        uitleg = f"{kolom}: found {code!r}, which {stelsel} does not have in the register"
        raise NietTePlaatsen(rij, "opleidingserkenning unknown", uitleg)
    if len(gevonden) > 1:
        raise NietTePlaatsen(
            rij, "opleidingserkenning not unique", f"{kolom}: {len(gevonden)} of {stelsel} have {code!r}"
        )
    return gevonden[0]


def _erkenningssleutel(erkenning: Gevonden) -> dict[str, Waarde]:
    velden: dict[str, Waarde | None] = {
        "opleidingsstelsel": erkenning.stelsel,
        "opleidingscode": erkenning.code,
        "uniekeErkendeopleidingscode": erkenning.unieke_code or None,
    }
    return gevuld(velden)


def _vestiging(rij: Rij, _: BuildContext) -> Gegeven:
    velden: dict[str, Waarde | None] = {
        "erkendeVestigingCode": rij.tekst("VESTIGINGSCODE"),
        "vorm": rij.of_niet("VORM"),
        "begindatum": rij.datum("BEGINDATUM"),
        "einddatum": rij.datum_of_niet("EINDDATUM"),
    }
    return Gegeven("vestigingslicentie", gevuld(velden))


def _accreditatie(rij: Rij, _: BuildContext) -> Gegeven:
    velden: dict[str, Waarde | None] = {"begindatum": rij.datum("BEGINDATUM")}
    velden |= {veld: rij.datum_of_niet(kolom) for veld, kolom in ACCREDITATIEDATA.items()}
    velden |= {veld: rij.of_niet(kolom) for veld, kolom in ACCREDITATIETEKSTEN.items()}
    return Gegeven("hoOnderwijsaccreditatie", gevuld(velden))


_VERWIJZINGEN: Mapping[str, Opzoeking] = {
    "OIE_CODE": zoek.INSTELLING,
    "VESTIGINGSCODE": zoek.VESTIGING,
    "ERKENDEOPLEIDINGSCODE": zoek.OPLEIDINGSERKENNING,
    "UNIEKE_ERKENDEOPLEIDINGSCODE": zoek.HO_ERKENNING,
}


def _vraag(groep: SourceRows, aanwezig: frozenset[str]) -> list[tuple[Opzoeking, str]]:
    rijen = groep.van(*TYPEN)
    compleet = rijen and {VESTIGINGEN, ACCREDITATIES} <= aanwezig
    gevraagd = [] if compleet else [(zoek.LICENTIE, groep.sleutel)]
    for rij in rijen[:1]:
        gevraagd += [(zoek_, code) for kolom, zoek_ in _VERWIJZINGEN.items() if (code := rij.of_niet(kolom))]
    return gevraagd


LICENTIE = ObjectKind(
    "licenties",
    model.licentie,
    ("code",),
    dict.fromkeys((*TYPEN, VESTIGINGEN, ACCREDITATIES), _code("LICENTIECODE")),
    _bouw,
    _vraag,
    (BIJ_VESTIGING,),
    frozenset({VESTIGINGEN, ACCREDITATIES}),
    houders=houders.van_licenties,
)

MAATREGELEN: Mapping[str, str] = {"mbo_sancties.csv": "SANCTIE", "waarschuwingen.csv": "WAARSCHUWING"}
"""File to the Licentiemaatregelsoort of all its rows."""


def _bouw_maatregel(groep: SourceRows, werk: BuildContext, bestand: str) -> Gebouwd:
    rij = een_object(groep.van(bestand))
    code, soort, begin = rij.tekst("LICENTIECODE").lower(), MAATREGELEN[bestand], rij.datum("BEGINDATUM")
    werk.eis(zoek.LICENTIE, code, rij)
    kolommen = {
        "licentie": code,
        "soort": soort,
        "begindatum": begin,
        "einddatum": rij.datum_of_niet("EINDDATUM"),
        "aanvraagverbod_einddatum": rij.datum_of_niet("AANVRAAGVERBODEINDDATUM"),
    }
    return Gebouwd(kolommen, mutaties=((maatregelsleutel(code, soort, begin), None),))


MAATREGEL = tuple(
    ObjectKind(
        bestand.removesuffix(".csv"),
        model.licentiemaatregel,
        ("licentie", "soort", "begindatum"),
        {bestand: op("LICENTIECODE", "BEGINDATUM")},
        partial(_bouw_maatregel, bestand=bestand),
        lambda groep, _: [(zoek.LICENTIE, groep.eerste.tekst("LICENTIECODE").lower())],
        houders=houders.bij_licenties,
        gevolgen=gevolgen.van_maatregel,
    )
    for bestand in MAATREGELEN
)

RELATIES = "ho_relaties_onderwijslicenties.csv"
_EINDEN = ("VAN_LICENTIECODE", "NAAR_LICENTIECODE")


def _bouw_relatie(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    rij = een_object(groep.van(RELATIES))
    van, naar = (rij.tekst(kolom).lower() for kolom in _EINDEN)
    for code in (van, naar):
        werk.eis(zoek.LICENTIE, code, rij)
    soort, begin = lijstwaarde(rij, "RELATIESOORT"), rij.datum("BEGINDATUM")
    sleutel = licentierelatiesleutel(van, naar, soort, begin)
    kolommen = {"van": van, "naar": naar, "soort": soort, "begindatum": begin}
    return Gebouwd({**kolommen, "einddatum": rij.datum_of_niet("EINDDATUM")}, mutaties=((sleutel, None),))


RELATIE = ObjectKind(
    "licentierelaties",
    model.licentierelatie,
    ("van", "naar", "soort", "begindatum"),
    {RELATIES: op(*_EINDEN, "RELATIESOORT", "BEGINDATUM")},
    _bouw_relatie,
    lambda groep, _: [(zoek.LICENTIE, groep.eerste.tekst(kolom).lower()) for kolom in _EINDEN],
    houders=houders.bij_licenties,
)
