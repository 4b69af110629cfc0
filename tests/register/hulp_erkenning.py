"""Messages about instellingserkenningen and their relations, as the register takes them, and senders that may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import instellingserkenning
from rio_soap.register.erkenning import leveringen, leveringen_instellingsrelatie
from rio_soap.register.erkenning.rijen import GEZAG, INSTELLING, SAMENWERKING, SOORTEN, VESTIGING
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.hulp import NU, context, schrijf
from tests.register.rollen import CEDEO, DUO, geef, zet_erkenner

BEGIN = date(2010, 8, 1)
"""Of what is delivered, unless told otherwise."""
OCW_E, CEDEO_E = "100E001", "100E005"
SWV = "00000001855222444000"
"""Sender that is SAMENWERKINGSVORM of PO3001, once `geef` gave it that role."""
_EIGEN: dict[str, dict[str, Waarde]] = {
    "bevoegdGezag": {"soort": "BINS"},
    "erkendeOnderwijsinstelling": {"soort": "BAS"},
    "erkendeVestiging": {"soort": "VST", "hoofdNevenVestiging": "HOOFDVESTIGING"},
    "erkendeSamenwerking": {"soort": "SWPO"},
    "erkendeOnderwijsondersteuner": {"soort": "SBD"},
}
"""What the periods of each type must say beside what all say."""
CODES = {
    "bevoegdGezag": "41999",
    "erkendeOnderwijsinstelling": "33ZZ",
    "erkendeVestiging": "33ZZ00",
    "erkendeSamenwerking": "PO3001",
    "erkendeOnderwijsondersteuner": "S123",
}
"""A code that no erkenning of these types has yet."""
ALLE = tuple(SOORTEN)
"""The five types, by the element of each."""
Stap = Callable[[Register], Uitslag]


def deelperiode(wat: str = "bevoegdGezag", begin: date = BEGIN, **velden: Waarde) -> Gegeven:
    basis: dict[str, Waarde] = {"begindatum": begin, "naamLang": "Stichting Proef", "bekostigingscode": "BEKOSTIGD"}
    return Gegeven(f"{wat}Periode", {**basis, **_EIGEN[wat], **velden})


def adres(begin: date = BEGIN, einde: date | None = None) -> Gegeven:
    """A formal address."""
    velden: dict[str, Waarde] = {"begindatum": begin} | ({"einddatum": einde} if einde else {})
    binnen = Gegeven("binnenlandsAdres", {"postcode": "9747AV"})
    return Gegeven("formeelInstellingsadres", {**velden, "binnenlandsAdres": binnen})


def gebied(*postcodes: str, begin: date = BEGIN, einde: date | None = None) -> Gegeven:
    """A regio."""
    velden: dict[str, Waarde] = {"begindatum": begin} | ({"einddatum": einde} if einde else {})
    return Gegeven("regioErkendeSamenwerking", {**velden, "postcodecijfers": list(postcodes or ("9747",))})


def erkenning(
    soort: str = "bevoegdGezag",
    *perioden: Gegeven,
    code: str | None = None,
    erkenner: str = "OCW",
    begin: date = BEGIN,
    einde: date | None = None,
    **velden: Any,
) -> Gegeven:
    """An erkenning that is right unless told otherwise."""
    sleutel: dict[str, Waarde] = {"code": code or CODES[soort], "erkenner": erkenner, "begindatum": begin}
    if einde:
        sleutel["einddatum"] = einde
    return Gegeven(soort, {**sleutel, **velden, f"{soort}Periode": list(perioden or (deelperiode(soort, begin),))})


def lever(register: Register, deel: Gegeven, oin: str = DUO, **instellingen: Any) -> Uitslag:
    keuze = Gegeven("instellingserkenning", {deel.naam: deel})
    ctx = context(oin, **instellingen)
    return schrijf(register, leveringen.aanleveren_instellingserkenning, {"instellingserkenning": keuze}, ctx)


def met(*args: Any, oin: str = DUO, **velden: Any) -> Stap:
    """Delivers `erkenning` of these."""
    return lambda register: lever(register, erkenning(*args, **velden), oin)


def verwijder(register: Register, sleutel: Instellingsleutel, oin: str = DUO) -> Uitslag:
    velden: dict[str, Waarde] = {"instellingserkenning": sleutel.als_gegeven("instellingserkenning")}
    return schrijf(register, leveringen.verwijderen_instellingserkenning, velden, context(oin))


def sleutel(soort: str, code: str | None = None, erkenner: str = "OCW") -> Instellingsleutel:
    """Of an erkenning of this type."""
    return Instellingsleutel(erkenner, SOORTEN[soort], code or CODES[soort])


HANZEGEZAG = Instellingsleutel("OCW", GEZAG, "40169")
HANZESCHOOL = Instellingsleutel("OCW", INSTELLING, "25BE")
HANZEVESTIGING = Instellingsleutel("OCW", VESTIGING, "25BE00")
SAMEN = Instellingsleutel("OCW", SAMENWERKING, "PO3001")


def relatie(
    van: Instellingsleutel,
    naar: Instellingsleutel,
    soort: str = "SAMENWERKING",
    begin: date = BEGIN,
    einde: date | None = None,
) -> Gegeven:
    einden = {"van": van.als_gegeven("van"), "naar": naar.als_gegeven("naar")}
    velden: dict[str, Waarde] = {**einden, "soort": soort, "begindatum": begin}
    return Gegeven("instellingsrelatie", velden | ({"einddatum": einde} if einde else {}))


def relateer(register: Register, deel: Gegeven, oin: str = DUO, **instellingen: Any) -> Uitslag:
    handeling = leveringen_instellingsrelatie.aanleveren_instellingsrelatie
    return schrijf(register, handeling, {"instellingsrelatie": deel}, context(oin, **instellingen))


def ontkoppel(register: Register, deel: Gegeven, oin: str = DUO) -> Uitslag:
    handeling = leveringen_instellingsrelatie.verwijderen_instellingsrelatie
    return schrijf(register, handeling, {"instellingsrelatie": deel}, context(oin))


def slaagt(uitslag: Uitslag) -> Uitslag:
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    return uitslag


def geldig_antwoord(naam: str, uitslag: Uitslag) -> None:
    """What an operation answers validates against the XSD."""
    operatie = OPERATIES[naam]
    kop: dict[str, Waarde] = {
        "identificatiecodeBedrijfsdocument": "x",
        "verzendendeInstantie": DUO,
        "ontvangendeInstantie": SWV,
        "datumTijdBedrijfsdocument": NU,
        "requestGoedgekeurd": uitslag.goedgekeurd,
    }
    element = mapping.schrijf(operatie, Gegeven(operatie.antwoord, {**kop, **uitslag.gegevens}))
    assert not schema.bevindingen(element, operatie.dienst), (naam, uitslag)


def id_van(register: Register, wat: Instellingsleutel) -> int:
    """The id of an erkenning that the register holds."""
    kolommen = instellingserkenning.c
    waar = (kolommen.erkenner == wat.erkenner, kolommen.soort == wat.soort, kolommen.code == wat.code)
    with register.lees() as session:
        return int(session.execute(sa.select(kolommen.id).where(*waar)).scalar_one())


def met_rollen(register: Register) -> Register:
    """DUO, the erkenners OCW and CEDEO of which CEDEO acts by itself, and the samenwerkingsvorm of PO3001."""
    geef(register, DUO, "DUO")
    geef(register, SWV, "SAMENWERKINGSVORM", "PO3001")
    zet_erkenner(register, OCW_E, "OCW")
    zet_erkenner(register, CEDEO_E, "CEDEO", oin=CEDEO)
    return register
