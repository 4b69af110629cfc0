"""What was written is what is read, in the shape of reading: every specialisation, every kenmerk, random content."""

import random
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Letterlijk, Waarde
from rio_soap.contract.kenmerken import kenmerken
from rio_soap.contract.operaties import BEHEREN, OPERATIES, RAADPLEGEN
from rio_soap.register.aanbod import raadplegingen as aanbodlezer
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.locatie import raadplegingen as locatielezer
from rio_soap.register.organisatie import raadplegingen as organisatielezer
from rio_soap.register.regels.standtekst import naar_json, van_json
from rio_soap.register.regels.uitslag import Uitslag
from tests.contract.maker import Maker
from tests.register import gelezen as leesvormen
from tests.register.erkende import erkenningrij
from tests.register.gelezen import KEUZE
from tests.register.hulp import context, erken, vraag
from tests.register.schrijvers import AANBIEDER, BESTUUR, LOCATIE, Schrijvers

SOORTEN = [
    f"aangeboden{soort}"
    for soort in (
        "BOOpleiding",
        "HOOpleiding",
        "HOOpleidingsonderdeel",
        "MboOpleiding",
        "MboOpleidingsonderdeel",
        "ParticuliereOpleiding",
        "SOOpleiding",
        "VOOpleiding",
        "VSOOpleiding",
        "VavoOpleiding",
    )
]
ZADEN = 14
CODE = "aBcDeF00-0000-4000-8000-000000000001"
EENHEID = "1010O6466"


def alle_kenmerken(soort: str, toeval: random.Random) -> list[Gegeven]:
    """Every kenmerk that an object may carry, as often as it may (three times at most)."""
    waarden: dict[str, Any] = {
        "kenmerkwaardeDatum": lambda: date(2026, 1, 1 + toeval.randrange(28)),
        "kenmerkwaardeTekst": lambda: f"tekst <&> {toeval.randrange(10**6)}\n ",
        "kenmerkwaardeEnumeratiewaarde": lambda: f"WAARDE_{toeval.randrange(10**6)}",
        "kenmerkwaardeGetal": lambda: Decimal(toeval.randrange(1, 32_000)),
        "kenmerkwaardeBoolean": lambda: toeval.random() < 0.5,
    }
    lijst = [
        Gegeven("kenmerken", {"kenmerknaam": k.naam, k.waarde_element: waarden[k.waarde_element]()})
        for k in kenmerken(BEHEREN).get(soort, ())
        for _ in range(min(k.max, 3))
    ]
    toeval.shuffle(lijst)
    return lijst


def met_kenmerken(gegeven: Gegeven, toeval: random.Random) -> Gegeven:
    """The same object with real kenmerken on every carrier."""
    velden: dict[str, Any] = {}
    for naam, waarde in gegeven.velden.items():
        if naam == "kenmerken":
            continue
        velden[naam] = (
            [met_kenmerken(d, toeval) if isinstance(d, Gegeven) else d for d in waarde]
            if isinstance(waarde, list)
            else waarde
        )
    if eigen := alle_kenmerken(gegeven.naam, toeval):
        velden["kenmerken"] = eigen
    return Gegeven(gegeven.naam, velden)


def maak(soort: str, zaad: int) -> Gegeven:
    """A random object as a delivery holds it."""
    maker = Maker(BEHEREN, zaad)
    return met_kenmerken(maker._gegeven(soort, maker.contract.elementen[soort]), random.Random(zaad))


def gelezen(operatie: str, uitslag: Uitslag) -> tuple[etree._Element, Gegeven]:
    """The answer as it goes out, valid, and as a client reads it back."""
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    kop: dict[str, Waarde] = {
        "identificatiecodeBedrijfsdocument": "a",
        "verzendendeInstantie": "DUO",
        "ontvangendeInstantie": "DUO",
        "datumTijdBedrijfsdocument": "2026-01-01T00:00:00Z",
        "requestGoedgekeurd": True,
    }
    element = mapping.schrijf(OPERATIES[operatie], Gegeven("x", {**kop, **uitslag.gegevens}))
    assert schema.is_geldig(element, RAADPLEGEN), schema.bevindingen(element, RAADPLEGEN)
    return element, mapping.lees(element, RAADPLEGEN)


@pytest.mark.parametrize("soort", SOORTEN)
def test_an_offer_of_every_kind_is_read_as_it_was_written(register: Register, soort: str) -> None:
    schrijvers = Schrijvers(register)
    for zaad in range(ZADEN):
        stand = maak(soort, zaad)
        stand.velden |= {"aangebodenOpleidingCode": CODE, "onderwijsaanbiedercode": AANBIEDER}
        stand.velden |= {"onderwijslocatiecode": LOCATIE} if "onderwijslocatiecode" in stand.velden else {}
        schrijvers.zet_aanbod(stand, EENHEID)
        uitslag = vraag(register, aanbodlezer.opvragen_aangeboden_opleiding, aangebodenOpleidingCode=CODE.upper())
        element, bericht = gelezen("opvragen_aangebodenOpleiding", uitslag)
        assert bericht.velden["aangebodenOpleiding"] == leesvormen.aanbod(stand, EENHEID, {})
        getallen = element.xpath(".//*[local-name()='kenmerkwaardeGetal' or local-name()='bedrag']/text()")
        assert all("." in str(getal) for getal in getallen)


def test_a_page_is_to_the_letter_what_its_offers_are_when_every_value_is_looked_at(register: Register) -> None:
    """Offers with and without characters that need an escape: the latter are written without a look at each text."""
    schrijvers, verwacht = Schrijvers(register), []
    for nummer, soort in enumerate(SOORTEN * 4):
        stand = maak(soort, nummer)
        if nummer % 2:
            stand = van_json(re.sub(r"[<&>]|\\r", "", naar_json(stand)))
        stand.velden |= {
            "aangebodenOpleidingCode": f"{CODE[:-2].lower()}{nummer:02}",
            "onderwijsaanbiedercode": AANBIEDER,
        }
        stand.velden |= {"onderwijslocatiecode": LOCATIE} if "onderwijslocatiecode" in stand.velden else {}
        schrijvers.zet_aanbod(stand, EENHEID)
        verwacht.append(leesvormen.aanbod(stand, EENHEID, {}))
    handeling = aanbodlezer.opvragen_aangeboden_opleidingen_van_organisatie
    groot = context(paginagrootte=100)
    velden = vraag(register, handeling, groot, onderwijsaanbiedercode=AANBIEDER, pagina=0).gegevens
    gemaakt: Any = velden["aangebodenOpleiding"]
    assert {type(offer) for offer in gemaakt} == {Gegeven, Letterlijk}
    operatie = OPERATIES["opvragen_aangebodenOpleidingenVanOrganisatie"]
    teksten = [
        mapping.schrijf_antwoord(operatie, Gegeven("x", {**velden, "aangebodenOpleiding": lijst}))
        for lijst in (gemaakt, verwacht)
    ]
    assert teksten[0] == teksten[1]


def test_the_generated_offers_hold_every_kenmerk_and_cohorten(register: Register) -> None:
    """That the test above does not pass over what it never makes."""
    namen: set[str] = set()
    elementen: set[str] = set()

    def loop(gegeven: Gegeven) -> Iterator[Gegeven]:
        yield gegeven
        for waarde in gegeven.velden.values():
            for deel in waarde if isinstance(waarde, list) else [waarde]:
                if isinstance(deel, Gegeven):
                    yield from loop(deel)

    for soort in SOORTEN:
        for zaad in range(ZADEN):
            for deel in loop(maak(soort, zaad)):
                elementen.add(deel.naam)
                if deel.naam == "kenmerken":
                    namen.add(str(deel.velden["kenmerknaam"]))
    verwacht = {k.naam for soort in elementen for k in kenmerken(BEHEREN).get(soort, ())}
    assert namen == verwacht
    assert len(namen) > 20
    assert sum(naam.endswith("Cohort") for naam in elementen) == 6
    assert {*KEUZE[1:], "vastInstroommoment", "flexibeleInstroom", "prijs"} <= elementen


def test_the_keys_of_the_erkenningen_of_the_unit_come_along(register: Register) -> None:
    """At most twenty, of one kind: those of vakken when the offer was delivered by one or the unit has no others."""
    schrijvers = Schrijvers(register)

    def sleutels(stand: Gegeven) -> tuple[Any, Any]:
        schrijvers.zet_aanbod(stand, EENHEID)
        uitslag = vraag(register, aanbodlezer.opvragen_aangeboden_opleiding, aangebodenOpleidingCode=CODE)
        velden: Any = gelezen("opvragen_aangebodenOpleiding", uitslag)[1].velden["aangebodenOpleiding"]
        return velden.velden.get("opleidingserkenningSleutel"), velden.velden.get("voVakerkenningSleutel")

    stand = maak("aangebodenVOOpleiding", 1)
    stand.velden |= {"aangebodenOpleidingCode": CODE, "onderwijsaanbiedercode": AANBIEDER}
    stand.velden.pop("onderwijslocatiecode", None)
    for naam in KEUZE:
        stand.velden.pop(naam, None)
    gewoon = Gegeven(stand.naam, {**stand.velden, "opleidingseenheidSleutel": EENHEID})
    vak_sleutel = {"opleidingsstelsel": "VOVAK", "opleidingscode": "v01", "opleidingsniveau": "VWO"}
    via_vak = Gegeven(
        stand.naam, {**stand.velden, "voVakerkenningSleutel": Gegeven("voVakerkenningSleutel", dict(vak_sleutel))}
    )
    assert sleutels(gewoon) == (None, None)
    for nummer in range(25):
        rij = erkenningrij("VOVAK", f"v{nummer:02d}", "VWO", date(2020, 1, 1))
        erkenning = schrijvers.voeg_toe(model.opleidingserkenning, **rij)
        schrijvers.voeg_toe(model.opleidingserkenningrelatie, erkenning=erkenning, eenheid=EENHEID)
    erkend, vakken = sleutels(gewoon)
    assert erkend is None
    assert len(vakken) == 20
    assert vakken[1].velden == vak_sleutel
    erken(register, EENHEID)
    assert [e.velden for e in sleutels(gewoon)[0]] == [{"opleidingsstelsel": "ISAT", "opleidingscode": "34035"}]
    assert sleutels(via_vak)[0] is None
    assert len(sleutels(via_vak)[1]) == 20


def test_an_aanbieder_is_read_as_it_was_written_with_erkenner_and_bestuur(register: Register) -> None:
    schrijvers = Schrijvers(register)
    for zaad in range(12):
        stand = _aanbieder(zaad)
        schrijvers.zet_aanbieder("801A001", stand)
        uitslag = vraag(register, organisatielezer.opvragen_onderwijsaanbieder, onderwijsaanbiedercode="801A001")
        bericht = gelezen("opvragen_onderwijsaanbieder", uitslag)[1].velden["onderwijsaanbieder"]
        naam = "Stichting Hanzehogeschool Groningen"
        periode = Gegeven("onderwijsbestuurPeriode", {"begindatum": date(1986, 8, 1), "naam": naam})
        assert bericht == leesvormen.aanbieder(stand, "801A001", BESTUUR, [periode])


def _deel(bericht: str, naam: str, zaad: int) -> Gegeven:
    """A random part of a random message that has it."""
    for poging in range(100):
        gevonden = Maker(BEHEREN, 1000 * zaad + poging).bericht(bericht).velden.get(naam)
        if isinstance(gevonden, Gegeven):
            return met_kenmerken(gevonden, random.Random(zaad))
    raise AssertionError(naam)


def _aanbieder(zaad: int) -> Gegeven:
    deel = _deel("aanleveren_onderwijsaanbieder_request", "onderwijsaanbieder", zaad)
    return Gegeven(deel.naam, {naam: w for naam, w in deel.velden.items() if naam != "onderwijsaanbiedercode"})


def test_the_use_of_a_locatie_is_read_as_it_was_written_with_the_locatie(register: Register) -> None:
    schrijvers = Schrijvers(register)
    plek = ("onderwijsbestuurcode", "onderwijslocatieCode", "aanduidingAdres", "aanduidingGPS", "aanduidingPlaats")
    locatie = {
        "onderwijslocatiecode": "107X216",
        "postcode": "9714CE",
        "huisnummer": 11,
        "bagID": "0014010010769000",
        "gpsLatitude": Decimal("53.23160"),
        "gpsLongitude": Decimal("6.56790"),
        "plaatsnaam": "GRONINGEN",
    }
    for zaad in range(12):
        deel = _deel("aanleveren_onderwijslocatiegebruik_request", "onderwijslocatiegebruik", zaad)
        stand = {naam: w for naam, w in deel.velden.items() if naam not in plek}
        schrijvers.zet_gebruik("107X216", **stand)
        uitslag = vraag(
            register,
            locatielezer.opvragen_onderwijslocatiegebruik,
            onderwijsbestuurCode=BESTUUR,
            onderwijslocatieCode="107X216",
        )
        bericht = gelezen("opvragen_onderwijslocatiegebruik", uitslag)[1].velden["onderwijslocatiegebruik"]
        geleverd = Gegeven("onderwijslocatiegebruik", {**stand, "onderwijsbestuurcode": BESTUUR})
        assert bericht == leesvormen.gebruik(geleverd, Gegeven("onderwijslocatie", dict(locatie)))
