"""The least that tests of rules need: the Hanzehogeschool, a second bestuur and two opleidingseenheden.

Tests count and compare what is there, so they begin from this and not from the trial set, which grows.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.session import Session
from rio_soap.register.proefdata import proef

_BEGIN = date(1986, 8, 1)


def laad_kern(session: Session) -> None:
    """Hanzehogeschool with its formal side, aanbieder and locaties; a second bestuur; some opleidingseenheden."""
    for code, naam, gezag in (
        ("100B490", "Stichting Hanzehogeschool Groningen", "40169"),
        ("107B213", "Proefbestuur particulier onderwijs", None),
    ):
        _voeg_toe(session, model.organisatorische_eenheid, ("code",), _bestuur(code, naam, gezag))
    _erkenningen(session)
    _voeg_toe(session, model.organisatorische_eenheid, ("code",), _aanbieder("110A133", "Hanzehogeschool Groningen"))
    relatie = {"van": "100B490", "naar": "110A133", "soort": "HIERARCHISCH", "begindatum": _BEGIN}
    _voeg_toe(session, model.organisatierelatie, ("van", "naar", "soort", "begindatum"), relatie)
    for locatie in LOCATIES:
        _voeg_toe(session, model.onderwijslocatie, ("code",), _locatie(*locatie))
        _voeg_toe(session, model.onderwijslocatiegebruik, ("bestuur", "locatie"), _gebruik("100B490", locatie[0]))
    proef.voeg_eenheid_toe(session, "1010O6466", "100B490", proef.orthopedie("11111111-dfc3-4a30-874e-000000000001"))
    proef.voeg_eenheid_toe(session, "1010O3664", "107B213", proef.particulier())


LOCATIES = (
    ("107X215", "9747AS", 17, "0014010010768000", "GRONINGEN", "53.24063", "6.53240"),
    ("107X216", "9714CE", 11, "0014010010769000", "GRONINGEN", "53.23160", "6.56790"),
    ("107X217", "9401HM", 2, "0106010000001000", "ASSEN", "52.99250", "6.56420"),
)
"""Code, postcode, huisnummer, bagID, plaatsnaam, latitude, longitude; postcode and number are trial values."""


def _voeg_toe(session: Session, tabel: sa.Table, sleutel: tuple[str, ...], waarden: dict[str, Any]) -> None:
    """Insert a row unless one with this key is there."""
    gelijk = [tabel.c[naam] == waarden[naam] for naam in sleutel]
    if session.execute(sa.select(sa.literal(1)).select_from(tabel).where(*gelijk)).first() is None:
        session.execute(sa.insert(tabel).values(**waarden))


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


def _erkenningen(session: Session) -> None:
    """Bevoegd gezag 40169 over instelling 25BE over vestiging 25BE00."""
    boven: int | None = None
    for soort, element, code, vorm in (
        ("BEVOEGD_GEZAG", "bevoegdGezag", "40169", "BINS"),
        ("ERKENDE_ONDERWIJSINSTELLING", "erkendeOnderwijsinstelling", "25BE", "HBOS"),
        ("ERKENDE_VESTIGING", "erkendeVestiging", "25BE00", "VST"),
    ):
        stand = _erkenning(element, vorm)
        waarden = {"erkenner": "OCW", "soort": soort, "code": code, "begindatum": _BEGIN, "stand": stand}
        _voeg_toe(session, model.instellingserkenning, ("erkenner", "soort", "code"), waarden)
        tabel = model.instellingserkenning.c
        zelf = session.execute(sa.select(tabel.id).where(tabel.soort == soort, tabel.code == code)).scalar_one()
        if boven is not None:
            relatie = {"van": boven, "naar": zelf, "soort": "HIERARCHISCH", "begindatum": _BEGIN}
            _voeg_toe(session, model.instellingsrelatie, ("van", "naar", "begindatum"), relatie)
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
