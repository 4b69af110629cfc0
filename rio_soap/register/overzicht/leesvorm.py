"""From the rows of an `Overzichtbron` to what is read of them, on a day.

Of most objects one name is read, so stands are taken as the text that they are (`Plat`); a part that the answer holds
as it is kept is passed on.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from rio_soap.contract.gegevens import Enkel, Gegeven, Plat, Waarde
from rio_soap.register.erkenning.leesvorm import FORMEEL_ADRES
from rio_soap.register.erkenning.rijen import SOORTEN
from rio_soap.register.erkenning.sleutels import sleutel_van
from rio_soap.register.organisatie.rijen import Rust
from rio_soap.register.overzicht.overzichtbron import (
    Eenhedenrelatie,
    Overzichtseenheid,
    Overzichtserkenning,
    Overzichtsgebruik,
)
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigenbericht import geldend
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.regels.standtekst import plat_van, van_json

TYPEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AANBIEDER": "ONDERWIJSAANBIEDER",
        "BEGELEIDING": "ONDERWIJSBEGELEIDINGSAANBIEDER",
        "BESTUUR": "ONDERWIJSBESTUUR",
        "GROEP": "ONDERWIJSAANBIEDERGROEP",
    }
)
"""Soort of an eenheid as its row has it to its type (OrganisatorischeEenheidtype), which is its objecttype too."""
_ELEMENTEN = {
    "AANBIEDER": "onderwijsaanbieder",
    "BEGELEIDING": "onderwijsbegeleidingsaanbieder",
    "BESTUUR": "onderwijsbestuur",
    "GROEP": "onderwijsaanbiedergroep",
}
_ERKENNINGEN = {soort: element for element, soort in SOORTEN.items()}
"""Soort of an eenheid, and of an erkenning, to the element that its stand is."""
_PERIODEVELDEN = ("begindatum", "naam", "internationaleNaam", "expertise")
"""Fields of an Eenheidsperiode."""
MAX_JURIDISCH, MAX_RELATIES = 99, 1999
"""juridischeRelatie and organisatierelatie of one OrganisatorischeEenheid (XSD); of more the first are shown."""
_MAX_NAAM = 225
"""Characters of a Weergavenaam."""
_ADRESVELDEN = ("straatnaam", "huisnummer", "huisnummertoevoeging", "postcode", "plaatsnaam")
"""Fields of a BinnenlandsAdres."""
_MAX_VESTIGINGEN = 99

# Any: a stand as JSON gives it (`Plat`).
_Velden = dict[str, Any]


def lees_eenheid(
    rij: Overzichtseenheid, rust: Iterable[Rust], relaties: Iterable[Eenhedenrelatie], dag: date
) -> Gegeven:
    """An OrganisatorischeEenheid of our own contract.

    :param rust: its juridische relaties of the day.
    :param relaties: its organisatierelaties of the day.
    :raises ValueError: when what is stored is no stand; so do other errors of `STANDFOUTEN`.
    """
    nummers = {
        "bevoegdGezagNummer": rij.bevoegd_gezag_nummer,
        "kVKnummer": rij.kvk_nummer,
        "rSIN": rij.rsin,
        "eigenOnderwijsaanbiederSleutel": rij.eigen_sleutel,
        "uitBedrijfdatum": rij.einddatum,
    }
    volgorde = sorted(relaties, key=lambda r: (r.van, r.naar, r.soort, r.begindatum))
    rustend = sorted(rust, key=lambda r: (r.begindatum, r.erkenning))
    gelezen: dict[str, Waarde] = {
        "organisatorischeEenheidcode": rij.code,
        "type": TYPEN[rij.soort],
        **{naam: waarde for naam, waarde in nummers.items() if waarde},
        "inBedrijfdatum": rij.begindatum,
        "organisatorischeEenheidPeriode": _perioden(rij, dag),
        "juridischeRelatie": [_juridisch(een) for een in rustend[:MAX_JURIDISCH]],
        "organisatierelatie": [lees_organisatierelatie(een) for een in volgorde[:MAX_RELATIES]],
    }
    return Gegeven("organisatorischeEenheid", gelezen)


def _perioden(rij: Overzichtseenheid, dag: date) -> list[Gegeven]:
    """The period of the day; all of them when none is of that day, since the contract wants one."""
    stand = van_json(rij.stand)
    alle = velden.op_begin(stand, f"{_ELEMENTEN[rij.soort]}Periode")
    nu = geldend(alle, dag, rij.einddatum) if geldig_op(dag, rij.begindatum, rij.einddatum) else None
    # What was loaded before expertise stood on the period has it for the whole.
    heel: dict[str, Waarde] = {"expertise": stand.velden["expertise"]} if "expertise" in stand.velden else {}
    return [
        Gegeven(
            "organisatorischeEenheidPeriode",
            heel | {naam: periode.velden[naam] for naam in _PERIODEVELDEN if naam in periode.velden},
        )
        for periode in ([nu] if nu is not None else alle)
    ]


def _juridisch(rij: Rust) -> Gegeven:
    gelezen: dict[str, Waarde] = {"instellingserkenningscode": rij.erkenning, "begindatum": rij.begindatum}
    if rij.erkenner:
        gelezen["erkenner"] = rij.erkenner
    return Gegeven("juridischeRelatie", _met_einde(gelezen, rij.einddatum))


def lees_organisatierelatie(rij: Eenhedenrelatie) -> Gegeven:
    """An Organisatierelatie."""
    gelezen: dict[str, Waarde] = {
        "vanOrganisatorischeEenheidcode": rij.van,
        "naarOrganisatorischeEenheidcode": rij.naar,
        "soort": rij.soort,
        "begindatum": rij.begindatum,
    }
    return Gegeven("organisatierelatie", _met_einde(gelezen, rij.einddatum))


def verwijzing(naam: str, rij: Overzichtseenheid | Overzichtserkenning, weergavenaam: str | None) -> Gegeven:
    """An Objectverwijzing to an eenheid or an erkenning.

    :param naam: of the element.
    """
    gelezen: dict[str, Waarde] = (
        {"objecttype": TYPEN[rij.soort], "sleutel": rij.code}
        if isinstance(rij, Overzichtseenheid)
        else {"objecttype": "INSTELLINGSERKENNING", "sleutel": sleutel_van(*rij.sleutel)}
    )
    return Gegeven(naam, gelezen | ({"naam": weergavenaam} if weergavenaam else {}))


def naam_van(rij: Overzichtseenheid | Overzichtserkenning, dag: date) -> str | None:
    """How an eenheid or an erkenning is called on a day."""
    if isinstance(rij, Overzichtserkenning):
        return _naam_van_erkenning(rij, _velden(rij), dag)
    return _naam(_velden(rij).get(f"{_ELEMENTEN[rij.soort]}Periode", ()), dag, "naam")


def lees_erkenning_kort(naam: str, rij: Overzichtserkenning, *, dag: date) -> Gegeven:
    """An Erkenningkort, with its name and its formal address of the day.

    :param naam: of the element.
    """
    stand = _velden(rij)
    gelezen: dict[str, Waarde] = {
        "instellingserkenning": rij.sleutel.als_gegeven("instellingserkenning"),
        "begindatum": rij.begindatum,
    }
    if weergavenaam := _naam_van_erkenning(rij, stand, dag):
        gelezen["naam"] = weergavenaam
    if (adres := _formeel_adres(rij, stand, dag)) is not None:
        gelezen[FORMEEL_ADRES] = adres
    return Gegeven(naam, _met_einde(gelezen, rij.einddatum))


def postcodecijfers_van(rij: Overzichtserkenning, *, dag: date) -> str | None:
    """The four digits of the postcode where an erkenning sits on a day; None when it sits nowhere, or abroad."""
    adres = _formeel_adres(rij, _velden(rij), dag)
    binnen = None if adres is None else dict(adres["v"]).get("binnenlandsAdres")
    return None if binnen is None else str(dict(binnen["v"])["postcode"])[:4]


def lees_locatiegebruik(rij: Overzichtsgebruik, *, dag: date) -> Gegeven:
    """A Locatiegebruik, with the vestigingen that it serves on the day."""
    locatie: _Velden = dict(plat_van(rij.locatiestand)[0]["v"])
    gelezen: dict[str, Waarde] = {
        "onderwijslocatiecode": rij.locatie,
        "onderwijsbestuurcode": rij.bestuur,
        "inBedrijfdatum": rij.begindatum,
    }
    if adres := {naam: locatie[naam] for naam in _ADRESVELDEN if naam in locatie}:
        gelezen["adres"] = Gegeven("adres", adres)
    gelezen |= {naam: locatie[naam] for naam in ("gpsLatitude", "gpsLongitude") if naam in locatie}
    if rij.einddatum is not None:
        gelezen["uitBedrijfdatum"] = rij.einddatum
    vestigingen: list[Enkel] = list(vestigingen_van(rij, dag)[:_MAX_VESTIGINGEN])
    if vestigingen:
        gelezen["erkendeVestigingCode"] = vestigingen
    return Gegeven("locatiegebruik", gelezen)


def vestigingen_van(rij: Overzichtsgebruik, dag: date) -> list[str]:
    """The codes of the vestigingen that a use serves on a day, ascending."""
    stand: _Velden = dict(plat_van(rij.stand)[0]["v"])
    relaties = [dict(een["v"]) for een in stand.get("juridischeOnderwijslocatiegebruikRelatie", ())]
    return sorted({str(een["instellingserkenningscode"]) for een in relaties if _loopt(een, dag)})


def _velden(rij: Overzichtseenheid | Overzichtserkenning) -> _Velden:
    return dict(plat_van(rij.stand)[0]["v"])


def _naam_van_erkenning(rij: Overzichtserkenning, stand: _Velden, dag: date) -> str | None:
    return _naam(stand.get(f"{_ERKENNINGEN[rij.soort]}Periode", ()), dag, "naamLang", "naamKort")


def _formeel_adres(rij: Overzichtserkenning, stand: _Velden, dag: date) -> Plat | None:
    """The formal address of a day, as it is kept; one that says no end ends with its erkenning."""
    if not geldig_op(dag, rij.begindatum, rij.einddatum):
        return None
    adressen: Sequence[Plat] = stand.get(FORMEEL_ADRES, ())
    return next((adres for adres in adressen if _loopt(dict(adres["v"]), dag)), None)


def _naam(perioden: Iterable[Plat], dag: date, *namen: str) -> str | None:
    """The name in the period of a day: the last that had begun, else the first that will."""
    op_volgorde = sorted((dict(periode["v"]) for periode in perioden), key=_begin)
    begonnen = [periode for periode in op_volgorde if _begin(periode) <= dag.isoformat()]
    for periode in begonnen[-1:] or op_volgorde[:1]:
        gevonden = next((periode[naam] for naam in namen if periode.get(naam)), None)
        if gevonden is not None and type(gevonden) is not str:
            raise TypeError(f"a name is a text, found {gevonden!r}"[:100])
        return None if gevonden is None else gevonden[:_MAX_NAAM]
    return None


def _begin(deel: _Velden) -> str:
    return str(deel["begindatum"]["d"])


def _loopt(deel: _Velden, dag: date) -> bool:
    """Whether a part with a begin and maybe an end holds on a day."""
    einde = deel.get("einddatum")
    return geldig_op(dag.isoformat(), _begin(deel), None if einde is None else str(einde["d"]))


def _met_einde(gelezen: dict[str, Waarde], einde: date | None) -> dict[str, Waarde]:
    return gelezen if einde is None else {**gelezen, "einddatum": einde}
