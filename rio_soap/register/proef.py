"""Trial data: a small register of our own making around the Hanzehogeschool, in which recorded life cycles can run.

Names, addresses and periods are made up as far as a recording does not give them. Loading again changes nothing.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register import model
from rio_soap.register.database import Sessie
from rio_soap.register.leveringen import eenheidrij

_BEGIN = date(1986, 8, 1)


def laad_proef(sessie: Sessie, naam: str = "basis") -> None:
    """Load one of `SETS`.

    :raises KeyError: for another name.
    """
    SETS[naam](sessie)


def _basis(sessie: Sessie) -> None:
    """Hanzehogeschool with its formal side, aanbieder and locaties; a second bestuur; some opleidingseenheden."""
    for code, naam, gezag in (
        ("100B490", "Stichting Hanzehogeschool Groningen", "40169"),
        ("107B213", "Proefbestuur particulier onderwijs", None),
    ):
        _voeg_toe(sessie, model.organisatorische_eenheid, ("code",), _bestuur(code, naam, gezag))
    _erkenningen(sessie)
    _voeg_toe(sessie, model.organisatorische_eenheid, ("code",), _aanbieder("110A133", "Hanzehogeschool Groningen"))
    relatie = {"van": "100B490", "naar": "110A133", "soort": "HIERARCHISCH", "begindatum": _BEGIN}
    _voeg_toe(sessie, model.organisatierelatie, ("van", "naar", "soort", "begindatum"), relatie)
    for locatie in LOCATIES:
        _voeg_toe(sessie, model.onderwijslocatie, ("code",), _locatie(*locatie))
        _voeg_toe(sessie, model.onderwijslocatiegebruik, ("bestuur", "locatie"), _gebruik("100B490", locatie[0]))
    _eenheid(sessie, "1010O6466", "100B490", _orthopedie("11111111-dfc3-4a30-874e-000000000001"))
    _eenheid(sessie, "1010O3664", "107B213", _particulier())


def _zoek_en_lees(sessie: Sessie) -> None:
    """The unit of the recording zoek-en-lees.

    Apart from the basis, because the recorded life cycle of May 2023 begins with its key unknown.
    """
    _basis(sessie)
    _eenheid(sessie, "1010O8815", "100B490", _orthopedie("afb435cc-5352-f55f-a548-41c9dfd60002"))


SETS: Mapping[str, Callable[[Sessie], None]] = MappingProxyType({"basis": _basis, "zoek-en-lees": _zoek_en_lees})
"""Name of a set to what loads it."""

LOCATIES = (
    ("107X215", "9747AS", 17, "0014200010768000", "GRONINGEN", "53.24063", "6.53240"),
    ("107X216", "9714CE", 11, "0014200010769000", "GRONINGEN", "53.23160", "6.56790"),
    ("107X217", "9401HM", 2, "0106200000001000", "ASSEN", "52.99250", "6.56420"),
)
"""Code, postcode, huisnummer, bagID, plaatsnaam, latitude, longitude; postcode and number are trial values."""


def _voeg_toe(sessie: Sessie, tabel: sa.Table, sleutel: tuple[str, ...], waarden: dict[str, Any]) -> None:
    """Insert a row unless one with this key is there."""
    gelijk = [tabel.c[naam] == waarden[naam] for naam in sleutel]
    if sessie.execute(sa.select(sa.literal(1)).select_from(tabel).where(*gelijk)).first() is None:
        sessie.execute(sa.insert(tabel).values(**waarden))


def _bestuur(code: str, naam: str, gezag: str | None) -> dict[str, Any]:
    periode = Gegeven("onderwijsbestuurPeriode", {"begindatum": _BEGIN, "naam": naam})
    velden: dict[str, Waarde] = {"inBedrijfdatum": _BEGIN, "onderwijsbestuurPeriode": [periode]}
    return {
        "code": code,
        "soort": "BESTUUR",
        "begindatum": _BEGIN,
        "bevoegd_gezag_nummer": gezag,
        "stand": Gegeven("onderwijsbestuur", velden),
    }


def _aanbieder(code: str, naam: str) -> dict[str, Any]:
    periode = Gegeven("onderwijsaanbiederPeriode", {"begindatum": _BEGIN, "naam": naam})
    relatie = Gegeven("juridischeRelatie", {"instellingserkenningscode": "25BE", "begindatum": _BEGIN})
    velden: dict[str, Waarde] = {
        "inBedrijfdatum": _BEGIN,
        "onderwijsaanbiederPeriode": [periode],
        "juridischeRelatie": [relatie],
    }
    stand = Gegeven("onderwijsaanbieder", velden)
    return {"code": code, "soort": "AANBIEDER", "begindatum": _BEGIN, "stand": stand}


def _erkenningen(sessie: Sessie) -> None:
    """Bevoegd gezag 40169 over instelling 25BE over vestiging 25BE00."""
    boven: int | None = None
    for soort, element, code, vorm in (
        ("BEVOEGD_GEZAG", "bevoegdGezag", "40169", "BINS"),
        ("ERKENDE_ONDERWIJSINSTELLING", "erkendeOnderwijsinstelling", "25BE", "HBOS"),
        ("ERKENDE_VESTIGING", "erkendeVestiging", "25BE00", "VST"),
    ):
        stand = _erkenning(element, vorm)
        waarden = {"erkenner": "OCW", "soort": soort, "code": code, "begindatum": _BEGIN, "stand": stand}
        _voeg_toe(sessie, model.instellingserkenning, ("erkenner", "soort", "code"), waarden)
        tabel = model.instellingserkenning.c
        zelf = sessie.execute(sa.select(tabel.id).where(tabel.soort == soort, tabel.code == code)).scalar_one()
        if boven is not None:
            relatie = {"van": boven, "naar": zelf, "begindatum": _BEGIN}
            _voeg_toe(sessie, model.instellingsrelatie, ("van", "naar", "begindatum"), relatie)
        boven = zelf


def _erkenning(element: str, soort: str) -> Gegeven:
    velden: dict[str, Waarde] = {
        "begindatum": _BEGIN,
        "naamLang": "Hanzehogeschool Groningen",
        "wet": "WHW",
        "bekostigingscode": "BEKOSTIGD",
        "soort": soort,
    }
    return Gegeven(element, {"begindatum": _BEGIN, f"{element}Periode": [Gegeven(f"{element}Periode", velden)]})


def _locatie(code: str, postcode: str, nummer: int, bag: str, plaats: str, noord: str, oost: str) -> dict[str, Any]:
    velden: dict[str, Waarde] = {
        "postcode": postcode,
        "huisnummer": nummer,
        "bagID": bag,
        "gpsLatitude": Decimal(noord),
        "gpsLongitude": Decimal(oost),
        "plaatsnaam": plaats,
    }
    stand = Gegeven("onderwijslocatie", velden)
    return {"code": code, "postcode": postcode, "huisnummer": nummer, "bag_id": bag, "stand": stand}


def _gebruik(bestuur: str, locatie: str) -> dict[str, Any]:
    stand = Gegeven("onderwijslocatiegebruik", {"inBedrijfdatum": _BEGIN})
    return {"bestuur": bestuur, "locatie": locatie, "begindatum": _BEGIN, "stand": stand}


def _eenheid(sessie: Sessie, code: str, eigenaar: str, eenheid: Gegeven) -> None:
    _voeg_toe(sessie, model.opleidingseenheid, ("code",), eenheidrij(code, eenheid, eigenaar))


def _tekst(naam: str, waarde: str) -> Gegeven:
    return Gegeven("kenmerken", {"kenmerknaam": naam, "kenmerkwaardeTekst": waarde})


def _keuze(naam: str, waarde: str) -> Gegeven:
    return Gegeven("kenmerken", {"kenmerknaam": naam, "kenmerkwaardeEnumeratiewaarde": waarde})


def _orthopedie(sleutel: str) -> Gegeven:
    """A unit of RIO's test environment as the recordings show it; its texts are test values of a client."""
    begin = date(2016, 12, 15)
    periode: dict[str, Waarde] = {
        "begindatum": begin,
        "naamLang": "NL VERTALING: Orthopedische Technologie",
        "naamKort": "OT",
        "internationaleNaam": "EN TRANSLATION: Orthopedische Technologie",
        "omschrijving": (
            "NL VERTALING: terrestrial systems. Examples include vegetation patterning, and dispersal by organisms, "
            "both at the global hydrological cycle contained in different watersheds in Valencia. The 4th semester "
            "revolves around two commonly asked questions: i) how can science inform the design tools."
        ),
        "studielasteenheid": "ECTS_PUNT",
    }
    velden: dict[str, Waarde] = {
        "begindatum": begin,
        "einddatum": date(2025, 4, 25),
        "kenmerken": [_tekst("eigenOpleidingseenheidSleutel", sleutel), _keuze("soort", "VARIANT")],
        "opleidingseenheidPeriode": [Gegeven("hoOpleidingPeriode", periode)],
        "waardedocumentsoort": "DIPLOMA",
        "niveau": "HBO-BA",
        "ISCED": 61,
    }
    return Gegeven("hoOpleiding", velden)


def _particulier() -> Gegeven:
    begin = date(2020, 1, 1)
    periode: dict[str, Waarde] = {"begindatum": begin, "naamLang": "Module Integraal Ontwerpen (proef)"}
    velden: dict[str, Waarde] = {
        "begindatum": begin,
        "kenmerken": [
            _keuze("categorie", "TECHNIEK_EN_ICT"),
            _tekst("eigenOpleidingseenheidSleutel", "ED0B175B-AFD4-1BD5-EFCC-D504200E4A1F"),
        ],
        "opleidingseenheidPeriode": [Gegeven("particuliereOpleidingPeriode", periode)],
        "waardedocumentsoort": "CERTIFICAAT",
        "niveau": "ONBEPAALD",
    }
    return Gegeven("particuliereOpleiding", velden)
