"""Messages about onderwijsbesturen for tests, and what the Handelsregister says of them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.database import Register
from rio_soap.register.organisatie import leveringen_bestuur
from rio_soap.register.regels.navraag import Gevonden
from rio_soap.register.regels.registratie import Registratie
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.hulp import NU, context, schrijf
from tests.register.hulp_organisatie import voeg_besturen_toe
from tests.register.rollen import CEDEO, DUO, NVAO, aanmerking, geef, zet_erkenner

KVK, RSIN = "90000137", "992660725"
IN = date(2020, 8, 1)
DAG = timedelta(days=1)
REGISTRATIE = Registratie(
    kvk_nummer=KVK,
    rsin=RSIN,
    naam="Stichting Voorbeeld Onderwijs",
    rechtsvorm="ST",
    rechtsvorm_omschrijving="Stichting",
    publieke_rechtsvorm=None,
    datum_aanvang="20050900",
    datum_einde=None,
    ontbonden=None,
    statutaire_zetel="Doesburg",
    bezoekadres={"straatnaam": "Voorbeeldstraat", "huisnummer": 7},
    postadres=None,
    peilmoment="20261124100000000",
)
"""What KvK says of `KVK`, and of `RSIN`."""
GEEINDIGD = replace(REGISTRATIE, datum_einde="20261124")
PERSOON = replace(REGISTRATIE, rsin=None, rechtsvorm="", rechtspersoon=False)


def laad_wereld(register: Register) -> None:
    """A keeper, an erkenner that may recognise organisations (NVAO) and one that may not (CEDEO), a second bestuur."""
    geef(register, DUO, "DUO")
    zet_erkenner(register, "100E003", "NVAO", oin=NVAO)
    zet_erkenner(register, "100E010", "CEDEO", aanmerking("OPLEIDINGSEENHEID"), oin=CEDEO)
    voeg_besturen_toe(register)


def periode(begin: date = IN, naam: str = "Stichting Voorbeeld", **velden: Waarde) -> Gegeven:
    return Gegeven("onderwijsbestuurPeriode", {"begindatum": begin, "naam": naam, **velden})


def bestuur(
    code: str | None = None, *, begin: date = IN, perioden: list[Gegeven] | None = None, **velden: Waarde | None
) -> Gegeven:
    """An onderwijsbestuur that is right unless told otherwise: with a KvK number when it is new."""
    inhoud: dict[str, Waarde | None] = {"onderwijsbestuurcode": code, "kVKnummer": None if code else KVK, **velden}
    inhoud |= {"inBedrijfdatum": begin, "onderwijsbestuurPeriode": perioden or [periode(begin)]}  # type: ignore[dict-item]
    return Gegeven("onderwijsbestuur", {naam: w for naam, w in inhoud.items() if w is not None})


def lever(
    register: Register,
    deel: Gegeven | None = None,
    oin: str = DUO,
    gevonden: Gevonden | None = REGISTRATIE,
    moment: datetime = NU,
    **anders: Any,
) -> Uitslag:
    """Deliver; the Handelsregister says what it knows of `KVK` unless told otherwise.

    :param gevonden: None when nobody was asked.
    """
    ctx = context(oin, gevonden=gevonden, moment=moment, **anders)
    velden: dict[str, Waarde] = {"onderwijsbestuur": deel or bestuur()}
    return schrijf(register, leveringen_bestuur.aanleveren_onderwijsbestuur, velden, ctx)


def nieuw(register: Register, deel: Gegeven | None = None, **anders: Any) -> str:
    """Deliver a new one; gives its code."""
    uitslag = lever(register, deel, **anders)
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    return str(uitslag.gegevens["onderwijsbestuurcode"])


def verwijder(register: Register, code: str, oin: str = DUO, **anders: Any) -> Uitslag:
    velden: dict[str, Waarde] = {"onderwijsbestuurcode": code}
    return schrijf(register, leveringen_bestuur.verwijderen_onderwijsbestuur, velden, context(oin, **anders))
