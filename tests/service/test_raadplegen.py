"""Every reading over HTTP: a signed, valid answer with its parts in the order of the contract."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from lxml import etree

from rio_soap.contract import schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES, RAADPLEGEN
from rio_soap.register.database import model
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from tests.register.schrijvers import AANBIEDER, BESTUUR, LOCATIE, Schrijvers, aanbieder, aanbod
from tests.service.conftest import Antwoord, Dienst

CODE = "44444444-0000-4000-8000-000000000001"
VROEG = "2020-01-01T00:00:00Z"
KOP = [
    "identificatiecodeBedrijfsdocument",
    "verzendendeInstantie",
    "ontvangendeInstantie",
    "datumTijdBedrijfsdocument",
]
PAGINA = ["pagina", "aantalPaginas", "aantalResultaten"]


@pytest.fixture(scope="module")
def rio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    dienst = Dienst(tmp_path_factory.mktemp("raadplegen"), kern=True)
    yield dienst
    dienst.stop()


@pytest.fixture(scope="module", autouse=True)
def _gevuld(rio: Dienst) -> None:
    from datetime import UTC, datetime

    from tests.register.hulp import context

    schrijvers = Schrijvers(rio.register, context(moment=datetime.now(UTC)))
    dient = Gegeven(
        "juridischeOnderwijslocatiegebruikRelatie",
        {"instellingserkenningscode": "25BE00", "begindatum": date(2024, 9, 1)},
    )
    schrijvers.zet_gebruik(LOCATIE, juridischeOnderwijslocatiegebruikRelatie=[dient])
    schrijvers.zet_aanbieder("801A001", aanbieder())
    schrijvers.zet_aanbod(aanbod(CODE))
    periode = Gegeven("onderwijsaanbiedergroepPeriode", {"begindatum": date(2024, 1, 1), "naam": "Groep"})
    stand = Gegeven(
        "onderwijsaanbiedergroep", {"inBedrijfdatum": date(2024, 1, 1), "onderwijsaanbiedergroepPeriode": [periode]}
    )
    rij = {"code": "801G001", "soort": "GROEP", "begindatum": date(2024, 1, 1), "stand": stand}
    schrijvers.voeg_toe(model.organisatorische_eenheid, **rij)
    for van, naar in ((BESTUUR, "801G001"), ("801G001", "801A001")):
        band = {"van": van, "naar": naar, "soort": "HIERARCHISCH", "begindatum": date(2024, 1, 1)}
        schrijvers.voeg_toe(model.organisatierelatie, **band)


def namen(element: etree._Element) -> list[str]:
    return [etree.QName(kind).localname for kind in element]


def lees(rio: Dienst, operatie: str, **velden: Any) -> Antwoord:
    """A valid answer."""
    antwoord = rio.stuur(operatie, velden)
    assert antwoord.status == 200, antwoord.raw
    assert schema.is_geldig(antwoord.body, RAADPLEGEN)
    assert b"<ns2:" + operatie.encode() + b"_response" in antwoord.raw
    return antwoord


VOORBEELDEN: dict[str, tuple[dict[str, Any], list[str]]] = {
    "opvragen_aangebodenOpleiding": (
        {"aangebodenOpleidingCode": CODE},
        ["requestGoedgekeurd", "aangebodenHOOpleiding"],
    ),
    "opvragen_aangebodenOpleidingenVanOrganisatie": (
        {"erkendeVestigingCode": "25BE00", "peildatum": date(2026, 1, 1), "pagina": 0},
        ["requestGoedgekeurd", "peildatum", "aangebodenHOOpleiding", "paginering"],
    ),
    "opvragen_gewijzigdeAangebodenOpleidingen": (
        {"onderwijsaanbiederCode": AANBIEDER, "pagina": 0},
        ["paginering", "requestGoedgekeurd", "gewijzigde_AangebodenOpleiding"],
    ),
    "opvragen_gewijzigdeOnderwijsaanbieders": (
        {"onderwijsbestuurcode": BESTUUR, "pagina": 0},
        ["requestGoedgekeurd", "gewijzigde_Onderwijsaanbieder", "paginering"],
    ),
    "opvragen_gewijzigdOnderwijslocatiegebruik": (
        {"pagina": 0},
        ["gewijzigd_Onderwijslocatiegebruik", "paginering", "requestGoedgekeurd"],
    ),
    "opvragen_onderwijsaanbieder": (
        {"onderwijsaanbiedercode": AANBIEDER},
        ["requestGoedgekeurd", "onderwijsaanbieder"],
    ),
    "opvragen_onderwijsaanbiedersVanOrganisatie": (
        {"bevoegdGezagNummer": "40169"},
        ["requestGoedgekeurd", "onderwijsbestuur"],
    ),
    "opvragen_onderwijslocatie": ({"onderwijslocatieCode": LOCATIE}, ["requestGoedgekeurd", "onderwijslocatie"]),
    "opvragen_onderwijslocatiegebruik": (
        {"onderwijsbestuurCode": BESTUUR, "onderwijslocatieCode": LOCATIE},
        ["requestGoedgekeurd", "onderwijslocatiegebruik"],
    ),
    "opvragen_onderwijslocatiegebruikVanOrganisatie": (
        {"onderwijsbestuurCode": BESTUUR},
        ["requestGoedgekeurd", *["onderwijslocatiegebruik"] * 3],
    ),
    "opvragen_instellingsstructuur": (
        {"bevoegdGezagNummer": "40169", "peildatum": date(2026, 1, 1)},
        ["requestGoedgekeurd", "bevoegdGezag"],
    ),
    "opvragen_opleidingseenheid": ({"opleidingseenheidcode": "1010O6466"}, ["requestGoedgekeurd", "hoOpleiding"]),
    "opvragen_opleidingseenhedenVanOrganisatie": (
        {"onderwijsbestuurcode": "107B213", "pagina": 0},
        ["requestGoedgekeurd", "particuliereOpleiding", "paginering"],
    ),
    "opvragen_opleidingsrelatiesBijOpleidingseenheid": (
        {"opleidingseenheidcode": "1010O6466"},
        ["requestGoedgekeurd", "samenhangOpleidingseenheid"],
    ),
    "opvragen_rioIdentificatiecode": (
        {"eigenOpleidingseenheidSleutel": "ED0B175B-AFD4-1BD5-EFCC-D504200E4A1F"},
        ["requestGoedgekeurd", "opleidingseenheidcode"],
    ),
}


def test_all_fifteen_readings_of_v4_are_built_and_tried_here() -> None:
    v4 = {naam for naam, operatie in OPERATIES.items() if operatie.dienst is RAADPLEGEN}
    assert RAADPLEGINGEN.keys() & v4 == VOORBEELDEN.keys() == v4
    assert len(VOORBEELDEN) == 15


@pytest.mark.parametrize("operatie", VOORBEELDEN)
def test_a_reading_answers_in_the_order_of_its_message(rio: Dienst, operatie: str) -> None:
    velden, verwacht = VOORBEELDEN[operatie]
    if "gewijzigd" in operatie:
        velden = {**velden, "peildatumtijdMutaties": moment(VROEG)}
    antwoord = lees(rio, operatie, **velden)
    assert namen(antwoord.body) == KOP + verwacht
    assert antwoord.tekst("requestGoedgekeurd") == "true"
    if antwoord.body.find("{*}paginering") is not None:
        assert namen(antwoord.body.find("{*}paginering")) == PAGINA
        assert antwoord.tekst("aantalResultaten") == "1"


def moment(tekst: str) -> Any:
    from datetime import datetime

    return datetime.fromisoformat(tekst)


def test_an_offer_is_read_in_the_shape_of_reading(rio: Dienst) -> None:
    offer = lees(rio, "opvragen_aangebodenOpleiding", aangebodenOpleidingCode=CODE).body[-1]
    assert namen(offer) == [
        "aangebodenOpleidingCode",
        "onderwijsaanbiedercode",
        "opleidingseenheidcode",
        "onderwijslocatiecode",
        "begindatum",
        "aangebodenHOOpleidingPeriode",
        "aangebodenHOOpleidingCohort",
        "kenmerken",
    ]
    cohort = offer.find("{*}aangebodenHOOpleidingCohort")
    assert cohort.findtext("{*}kenmerken/{*}kenmerkwaardeGetal") == "200.0"
    assert cohort.findtext("{*}prijs/{*}bedrag") == "6785.0"
    assert namen(cohort)[-2:] == ["einddatum", "prijs"]


def test_an_aanbieder_and_a_bestuur_are_read_with_what_hangs_on_them(rio: Dienst) -> None:
    gelezen = lees(rio, "opvragen_onderwijsaanbieder", onderwijsaanbiedercode="801A001").body[-1]
    assert namen(gelezen) == [
        "onderwijsaanbiedercode",
        "inBedrijfdatum",
        "onderwijsaanbiederPeriode",
        "juridischeRelatie",
        "bijbehorendOnderwijsbestuur",
    ]
    assert namen(gelezen.find("{*}juridischeRelatie")) == ["instellingserkenningscode", "erkenner", "begindatum"]
    bestuur = lees(rio, "opvragen_onderwijsaanbiedersVanOrganisatie", onderwijsbestuurCode=BESTUUR).body[-1]
    assert namen(bestuur) == [
        "onderwijsbestuurcode",
        "bevoegdGezagNummer",
        "inBedrijfdatum",
        "onderwijsbestuurPeriode",
        "onderwijsaanbieder",
        "onderwijsaanbieder",
        "onderwijsaanbiedergroep",
    ]
    assert bestuur.findtext("{*}onderwijsaanbiedergroep/{*}onderwijsaanbieder/{*}onderwijsaanbiedercode") == "801A001"


def test_the_legal_structure_is_three_deep(rio: Dienst) -> None:
    gezag = lees(rio, "opvragen_instellingsstructuur", bevoegdGezagNummer="40169").body[-1]
    pad = "{*}erkendeOnderwijsinstelling/{*}erkendeVestiging/{*}code"
    assert (gezag.findtext("{*}code"), gezag.findtext(pad)) == ("40169", "25BE00")
    vestiging = gezag.find("{*}erkendeOnderwijsinstelling/{*}erkendeVestiging")
    assert namen(vestiging)[:4] == ["code", "erkenner", "begindatum", "instellingsrelatieBegindatum"]


@pytest.mark.parametrize(
    ("operatie", "velden", "code"),
    [
        ("opvragen_aangebodenOpleiding", {"aangebodenOpleidingCode": CODE[:-1] + "9"}, "A01020"),
        (
            "opvragen_aangebodenOpleidingenVanOrganisatie",
            {"erkendeVestigingCode": "99ZZ00", "pagina": 0},
            "A01040",
        ),
        ("opvragen_onderwijsaanbieder", {"onderwijsaanbiedercode": "999A999"}, "N09440"),
        ("opvragen_instellingsstructuur", {"bevoegdGezagNummer": "99999"}, "A01030"),
        (
            "opvragen_onderwijslocatiegebruik",
            {"onderwijsbestuurCode": "107B213", "onderwijslocatieCode": LOCATIE},
            "A01130",
        ),
    ],
)
def test_what_is_not_there_is_a_valid_refusal(rio: Dienst, operatie: str, velden: Any, code: str) -> None:
    antwoord = lees(rio, operatie, **velden)
    assert antwoord.tekst("requestGoedgekeurd") == "false"
    assert antwoord.tekst("foutcode") == code


def test_a_page_beyond_the_last_and_no_change_are_approved_without_objects(rio: Dienst) -> None:
    verder = lees(rio, "opvragen_aangebodenOpleidingenVanOrganisatie", onderwijsaanbiedercode=AANBIEDER, pagina=7)
    assert namen(verder.body)[4:] == ["requestGoedgekeurd", "paginering"]
    assert [verder.tekst(naam) for naam in PAGINA] == ["7", "1", "1"]
    later = moment("2199-01-01T00:00:00Z")
    for operatie, velden in (
        ("opvragen_gewijzigdOnderwijslocatiegebruik", {}),
        ("opvragen_gewijzigdeOnderwijsaanbieders", {}),
        ("opvragen_gewijzigdeAangebodenOpleidingen", {"onderwijsaanbiederCode": AANBIEDER}),
    ):
        antwoord = lees(rio, operatie, peildatumtijdMutaties=later, pagina=0, **velden)
        assert antwoord.tekst("requestGoedgekeurd") == "true"
        assert [antwoord.tekst(naam) for naam in PAGINA] == ["0", "0", "0"]
        assert not [naam for naam in namen(antwoord.body) if naam.startswith("gewijzigd")]


@pytest.mark.parametrize(
    ("tekst", "gevonden"),
    [
        ("2199-07-01T12:00:00.000", 0),
        ("2020-07-01T12:00:00", 1),
        ("2020-07-01T12:00:00.123456789+02:00", 1),
        ("2020-07-01T12:00:00Z", 1),
    ],
)
def test_a_moment_may_lack_its_offset_and_its_milliseconds(rio: Dienst, tekst: str, gevonden: int) -> None:
    """Written by the very bytes of a client (unsigned text would be refused, so the message is signed after)."""
    from rio_soap.contract import mapping
    from rio_soap.edukoppeling.clock import SystemClock
    from rio_soap.edukoppeling.verzoek import stel_verzoek_op

    operatie = OPERATIES["opvragen_gewijzigdOnderwijslocatiegebruik"]
    velden: dict[str, Any] = {
        "identificatiecodeBedrijfsdocument": f"peil-{abs(hash(tekst))}",
        "verzendendeInstantie": "0000000700025BE00000",
        "ontvangendeInstantie": rio.settings.oin,
        "datumTijdBedrijfsdocument": "2026-01-01T00:00:00Z",
        "peildatumtijdMutaties": moment(VROEG),
        "pagina": 0,
    }
    element = mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, velden))
    element.find("{*}peildatumtijdMutaties").text = tekst
    data = stel_verzoek_op(
        element,
        action=operatie.soap_action,
        van_oin="0000000700025BE00000",
        naar=f"https://duo.nl{operatie.dienst.pad}?oin={rio.settings.oin}",
        sleutelpaar=rio.sleutelpaar,
        klok=SystemClock(),
    )
    antwoord = rio.post(operatie.naam, data)
    assert antwoord.status == 200, antwoord.raw
    assert antwoord.tekst("aantalResultaten") == str(gevonden)


def test_a_moment_without_offset_is_dutch_local_time(rio: Dienst) -> None:
    """In summer two hours, in winter one hour before UTC (PvE 7.1.1)."""
    from datetime import UTC, datetime

    from rio_soap.contract import mapping

    for tekst, utc in (
        ("2026-07-01T12:00:00", datetime(2026, 7, 1, 10, tzinfo=UTC)),
        ("2026-01-01T12:00:00.5", datetime(2026, 1, 1, 11, 0, 0, 500_000, tzinfo=UTC)),
    ):
        operatie = OPERATIES["opvragen_gewijzigdOnderwijslocatiegebruik"]
        velden = {"peildatumtijdMutaties": moment(VROEG), "pagina": 0}
        element = mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, velden))
        element.find("{*}peildatumtijdMutaties").text = tekst
        assert mapping.lees(element, RAADPLEGEN).velden["peildatumtijdMutaties"] == utc
