"""One stored object that no answer can hold never takes a page with it: left out, logged, counted, a signal."""

import json
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract import schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import RAADPLEGEN
from rio_soap.register.database import model
from rio_soap.register.toezicht import signalen
from rio_soap.register.toezicht.uitval import ONTOONBAAR
from tests.register.conftest import postgresql_url
from tests.register.hulp import context
from tests.register.schrijvers import AANBIEDER, BESTUUR, LOCATIE, Schrijvers, aanbieder, aanbod
from tests.service.conftest import Antwoord, Dienst

CODE = "44444444-0000-4000-8000-00000000000{}"
EENHEID = "1010O6466"
GOEDE_EENHEID, GOEDE_AANBIEDER, GROEP = "1010O0901", "801A001", "801G001"
VROEG = datetime(2020, 1, 1, tzinfo=UTC)

Wijzig = Callable[[dict[str, Any]], Any]


def _eerste_tekst(waarde: Any, nieuw: str) -> bool:
    """Put another text in the place of the first that a stand has, however deep."""
    delen = list(enumerate(waarde)) if isinstance(waarde, list) else list(waarde.items())
    for plek, deel in delen:
        if isinstance(deel, list | dict) and _eerste_tekst(deel, nieuw):
            return True
        if isinstance(deel, str) and not (isinstance(waarde, list) and plek == 0) and plek not in ("g",):
            waarde[plek] = nieuw
            return True
    return False


def _met_tekst(nieuw: str) -> Wijzig:
    def wijzig(stand: dict[str, Any]) -> str:
        stand["v"].append(["naam", ""])
        stand["v"].pop()
        assert _eerste_tekst(stand["v"], nieuw)
        return json.dumps(stand)

    return wijzig


BREUKEN: dict[str, Wijzig] = {
    "no JSON at all": lambda _: "{kapot",
    "nothing": lambda _: "",
    "JSON of something else": lambda _: "[1, 2]",
    "a text": lambda _: '"tekst"',
    "null": lambda _: "null",
    "deeper than Python goes": lambda _: "[" * 100_000,
    "without fields": lambda stand: json.dumps({"g": stand["g"], "v": []}),
    "fields that are no pairs": lambda stand: json.dumps({"g": stand["g"], "v": [1, "x", {}]}),
    "of another name": lambda stand: json.dumps({"g": "iets", "v": stand["v"]}),
    "a field that is unknown": lambda stand: json.dumps({"g": stand["g"], "v": [*stand["v"], ["onzin", "x"]]}),
    "a list for a text": lambda stand: json.dumps({"g": stand["g"], "v": [[n, [w, w]] for n, w in stand["v"]]}),
    "no date": lambda stand: naar(stand, {"d": "2026-13-45"}),
    "no number": lambda stand: naar(stand, {"n": "x"}),
    "a number without a value": lambda stand: naar(stand, {"n": "NaN"}),
    "a number without an end": lambda stand: naar(stand, {"n": "-Infinity"}),
    "a number of a billion digits": lambda stand: naar(stand, {"n": "1E+999999999"}),
    "a fraction of a billion digits": lambda stand: naar(stand, {"n": "1E-999999999"}),
    "what JSON has no number for": lambda stand: naar(stand, float("nan")),
    "a control character": _met_tekst("\x07"),
    "half a character": _met_tekst("\ud800"),
    "a text that is too long": _met_tekst("x" * 10_000),
}


def naar(stand: dict[str, Any], waarde: Any) -> str:
    return json.dumps({"g": stand["g"], "v": [[naam, waarde] for naam, _ in stand["v"]]})


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def rio(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    map_ = tmp_path_factory.mktemp("ontoonbaar")
    if request.param == "sqlite":
        dienst = Dienst(map_, kern=True)
        vul(dienst)
        yield dienst
        dienst.stop()
        return
    adres, naam = sa.make_url(postgresql_url()), f"rio_{uuid.uuid4().hex}"
    beheer = sa.create_engine(adres, isolation_level="AUTOCOMMIT")
    with beheer.connect() as verbinding:
        verbinding.exec_driver_sql(f"CREATE SCHEMA {naam}")
    url = adres.update_query_dict({"options": f"-csearch_path={naam}"}).render_as_string(hide_password=False)
    dienst = Dienst(map_, kern=True, database_url=url)
    vul(dienst)
    yield dienst
    dienst.stop()
    with beheer.connect() as verbinding:
        verbinding.exec_driver_sql(f"DROP SCHEMA {naam} CASCADE")
    beheer.dispose()


def vul(rio: Dienst) -> None:
    """Beside each object that will break one of its kind that stays whole."""
    zet = Schrijvers(rio.register, context(moment=datetime.now(UTC)))
    dient = Gegeven(
        "juridischeOnderwijslocatiegebruikRelatie",
        {"instellingserkenningscode": "25BE00", "begindatum": date(2024, 9, 1)},
    )
    zet.zet_gebruik(LOCATIE, juridischeOnderwijslocatiegebruikRelatie=[dient])
    zet.zet_aanbieder(GOEDE_AANBIEDER, aanbieder())
    for nummer in (1, 2):
        zet.zet_aanbod(aanbod(CODE.format(nummer)))
    with rio.register.lees() as session:
        eenheid = session.execute(
            sa.select(model.opleidingseenheid).where(model.opleidingseenheid.c.code == EENHEID)
        ).one()
    zet.voeg_toe(model.opleidingseenheid, **{**eenheid._mapping, "code": GOEDE_EENHEID, "eigen_sleutel": None})
    periode = Gegeven("onderwijsaanbiedergroepPeriode", {"begindatum": date(2024, 1, 1), "naam": "Groep"})
    stand = Gegeven(
        "onderwijsaanbiedergroep", {"inBedrijfdatum": date(2024, 1, 1), "onderwijsaanbiedergroepPeriode": [periode]}
    )
    zet.voeg_toe(model.organisatorische_eenheid, code=GROEP, soort="GROEP", begindatum=date(2024, 1, 1), stand=stand)
    band = {"van": BESTUUR, "naar": GROEP, "soort": "HIERARCHISCH", "begindatum": date(2024, 1, 1)}
    zet.voeg_toe(model.organisatierelatie, **band)


def breek(rio: Dienst, tabel: sa.Table, waar: sa.ColumnElement[bool], breuk: str) -> Any:
    """Write another text for a stand; gives what was there."""
    kolom = sa.type_coerce(tabel.c.stand, sa.Text)

    def taak(session: Any) -> Any:
        oud = session.execute(sa.select(kolom).where(waar)).scalar_one()
        nieuw = BREUKEN[breuk](json.loads(oud))
        session.execute(sa.update(tabel).where(waar).values(stand=nieuw))
        return oud

    return rio.register.schrijf(taak)


def heel_maken(rio: Dienst, tabel: sa.Table, waar: sa.ColumnElement[bool], oud: str) -> None:
    rio.register.schrijf(lambda session: session.execute(sa.update(tabel).where(waar).values(stand=oud)))
    rio.register.schrijf(lambda session: session.execute(sa.delete(model.signaal)))


def is_geen_breuk(wat: str, breuk: str) -> bool:
    """What can be shown all the same: the name of these does not show, and a locatie may be a code only."""
    met_naam = ("unit", "offer", "gezag", "vestiging")
    return (breuk == "of another name" and not any(soort in wat for soort in met_naam)) or (
        breuk == "without fields" and "locatie" in wat
    )


def lees(rio: Dienst, operatie: str, velden: dict[str, Any]) -> Antwoord:
    antwoord = rio.stuur(operatie, velden)
    assert antwoord.status == 200, antwoord.raw
    assert schema.is_geldig(antwoord.body, RAADPLEGEN)
    return antwoord


_org, _ie = model.organisatorische_eenheid, model.instellingserkenning
EENHEDEN = ("opvragen_opleidingseenhedenVanOrganisatie", {"onderwijsbestuurcode": BESTUUR, "pagina": 0})
AANBOD = ("opvragen_aangebodenOpleidingenVanOrganisatie", {"onderwijsaanbiedercode": AANBIEDER, "pagina": 0})
PEIL = {"peildatum": date(2026, 1, 1)}
GEBRUIKEN = ("opvragen_onderwijslocatiegebruikVanOrganisatie", {"onderwijsbestuurCode": BESTUUR})
ORGANISATIE = ("opvragen_onderwijsaanbiedersVanOrganisatie", {"onderwijsbestuurCode": BESTUUR})
STRUCTUUR = ("opvragen_instellingsstructuur", {"bevoegdGezagNummer": "40169"})

VELE: dict[str, tuple[sa.Table, Any, tuple[str, dict[str, Any]], str, str]] = {
    "units of a bestuur": (
        model.opleidingseenheid,
        model.opleidingseenheid.c.code == EENHEID,
        EENHEDEN,
        ".//{*}opleidingseenheidcode",
        GOEDE_EENHEID,
    ),
    "offers of an aanbieder": (
        model.aangeboden_opleiding,
        model.aangeboden_opleiding.c.code == CODE.format(1),
        AANBOD,
        ".//{*}aangebodenOpleidingCode",
        CODE.format(2),
    ),
    "offers of a vestiging on a day": (
        model.aangeboden_opleiding,
        model.aangeboden_opleiding.c.code == CODE.format(1),
        (AANBOD[0], {"erkendeVestigingCode": "25BE00", **PEIL, "pagina": 0}),
        ".//{*}aangebodenOpleidingCode",
        CODE.format(2),
    ),
    "locaties in use, one locatie": (
        model.onderwijslocatie,
        model.onderwijslocatie.c.code == LOCATIE,
        GEBRUIKEN,
        ".//{*}onderwijslocatiecode",
        "107X216",
    ),
    "aanbieders of a bestuur": (
        _org,
        _org.c.code == AANBIEDER,
        ORGANISATIE,
        ".//{*}onderwijsaanbiedercode",
        GOEDE_AANBIEDER,
    ),
    "groepen of a bestuur": (_org, _org.c.code == GROEP, ORGANISATIE, ".//{*}onderwijsaanbiedercode", GOEDE_AANBIEDER),
    "vestigingen of a gezag": (
        _ie,
        sa.and_(_ie.c.code == "25BE00", _ie.c.soort == "ERKENDE_VESTIGING"),
        STRUCTUUR,
        ".//{*}code",
        "25BE",
    ),
    "vestigingen of a gezag on a day": (
        _ie,
        sa.and_(_ie.c.code == "25BE00", _ie.c.soort == "ERKENDE_VESTIGING"),
        (STRUCTUUR[0], {**STRUCTUUR[1], **PEIL}),
        ".//{*}code",
        "25BE",
    ),
}
"""Kind of page to the object that breaks, who reads it, and what must still be in it."""


@pytest.mark.parametrize("breuk", BREUKEN)
@pytest.mark.parametrize("wat", VELE)
def test_a_page_is_read_without_the_object_that_cannot_be_written(
    rio: Dienst, wat: str, breuk: str, caplog: pytest.LogCaptureFixture
) -> None:
    tabel, waar, (operatie, velden), pad, blijft = VELE[wat]
    voor = lees(rio, operatie, velden)
    gebroken = breek(rio, tabel, waar, breuk)
    try:
        antwoord = lees(rio, operatie, velden)
        assert antwoord.tekst("requestGoedgekeurd") == "true"
        if is_geen_breuk(wat, breuk):
            return
        alle, over = ([x.text for x in a.body.iterfind(pad)] for a in (voor, antwoord))
        assert blijft in over
        assert len(antwoord.raw) < len(voor.raw)
        assert set(over) <= set(alle)
        for naam in ("aantalResultaten", "aantalPaginas"):
            assert antwoord.tekst(naam) == voor.tekst(naam), "counts and pages are those of the register"
        with rio.register.lees() as session:
            (signaal,) = signalen.open_signalen(session)
        # Of a use and its locatie, only the use is in the answer by itself.
        mag = {tabel.name, "onderwijslocatiegebruik"} if tabel is model.onderwijslocatie else {tabel.name}
        assert signaal.soort == ONTOONBAAR
        assert signaal.object in mag
        assert signaal.tekst
        assert [
            r for r in caplog.records if "left out of an answer" in r.getMessage() and signaal.sleutel in r.getMessage()
        ]
    finally:
        heel_maken(rio, tabel, waar, gebroken)
    assert lees(rio, operatie, velden).body[4:] is not None


EEN: dict[str, tuple[sa.Table, Any, str, dict[str, Any], str]] = {
    "unit": (
        model.opleidingseenheid,
        model.opleidingseenheid.c.code == EENHEID,
        "opvragen_opleidingseenheid",
        {"opleidingseenheidcode": EENHEID},
        "A01070",
    ),
    "offer": (
        model.aangeboden_opleiding,
        model.aangeboden_opleiding.c.code == CODE.format(1),
        "opvragen_aangebodenOpleiding",
        {"aangebodenOpleidingCode": CODE.format(1)},
        "A01020",
    ),
    "locatie": (
        model.onderwijslocatie,
        model.onderwijslocatie.c.code == LOCATIE,
        "opvragen_onderwijslocatie",
        {"onderwijslocatieCode": LOCATIE},
        "A01060",
    ),
    "use": (
        model.onderwijslocatiegebruik,
        sa.and_(model.onderwijslocatiegebruik.c.bestuur == BESTUUR, model.onderwijslocatiegebruik.c.locatie == LOCATIE),
        "opvragen_onderwijslocatiegebruik",
        {"onderwijsbestuurCode": BESTUUR, "onderwijslocatieCode": LOCATIE},
        "A01130",
    ),
    "aanbieder": (
        _org,
        _org.c.code == GOEDE_AANBIEDER,
        "opvragen_onderwijsaanbieder",
        {"onderwijsaanbiedercode": GOEDE_AANBIEDER},
        "N09440",
    ),
    "bestuur by code": (_org, _org.c.code == BESTUUR, *ORGANISATIE, "A01110"),
    "bestuur by number": (_org, _org.c.code == BESTUUR, ORGANISATIE[0], {"bevoegdGezagNummer": "40169"}, "A01030"),
    "gezag": (_ie, sa.and_(_ie.c.code == "40169", _ie.c.soort == "BEVOEGD_GEZAG"), *STRUCTUUR, "A01030"),
}
"""Object that is asked for alone to the code that says it is not there."""


@pytest.mark.parametrize("breuk", BREUKEN)
@pytest.mark.parametrize("wat", EEN)
def test_an_object_that_cannot_be_written_is_not_there_when_it_is_asked_for(rio: Dienst, wat: str, breuk: str) -> None:
    """As an aanbieder without form in the contract is not there."""
    tabel, waar, operatie, velden, code = EEN[wat]
    gebroken = breek(rio, tabel, waar, breuk)
    try:
        antwoord = lees(rio, operatie, velden)
        if is_geen_breuk(wat, breuk):
            assert antwoord.tekst("requestGoedgekeurd") == "true"
            return
        assert antwoord.tekst("foutcode") == code
        with rio.register.lees() as session:
            assert [s.soort for s in signalen.open_signalen(session)] == [ONTOONBAAR]
    finally:
        heel_maken(rio, tabel, waar, gebroken)
    assert lees(rio, operatie, velden).tekst("requestGoedgekeurd") == "true"


def test_what_is_left_out_is_counted_and_its_signal_is_opened_once(rio: Dienst) -> None:
    tabel, waar, (operatie, velden), *_ = VELE["units of a bestuur"]
    geteld = b'rio_niet_getoond_total{tabel="opleidingseenheid"} '

    def teller() -> float:
        tekst = rio.get("/metrics").raw
        return float(tekst.split(geteld)[1].split()[0]) if geteld in tekst else 0.0

    gebroken, voor = breek(rio, tabel, waar, "no JSON at all"), teller()
    try:
        for _ in range(3):
            lees(rio, operatie, velden)
        assert teller() == voor + 3
        with rio.register.lees() as session:
            (signaal,) = signalen.open_signalen(session)
        assert signaal.sleutel == EENHEID
    finally:
        heel_maken(rio, tabel, waar, gebroken)
    lees(rio, operatie, velden)
    assert teller() == voor + 3


@pytest.mark.parametrize("breuk", ["no JSON at all", "without fields", "a control character"])
def test_an_object_that_cannot_be_read_can_be_delivered_anew(rio: Dienst, breuk: str) -> None:
    code = rio.lever()
    tabel = model.opleidingseenheid
    breek(rio, tabel, tabel.c.code == code, breuk)
    from rio_soap.setup import trial

    eenheid = trial.voorbeeldlevering()
    eenheid.velden = {"opleidingseenheidcode": code, **eenheid.velden}
    antwoord = rio.stuur("aanleveren_opleidingseenheid", {"opleidingseenheid": eenheid})
    assert antwoord.tekst("requestGoedgekeurd") == "true", antwoord.raw
    lees(rio, "opvragen_opleidingseenheid", {"opleidingseenheidcode": code})


@pytest.mark.parametrize(
    ("tabel", "sleutel", "operatie", "velden"),
    [
        (
            model.aangeboden_opleiding,
            "geen-uuid",
            "gewijzigdeAangebodenOpleidingen",
            {"onderwijsaanbiederCode": AANBIEDER},
        ),
        (model.organisatorische_eenheid, "xxxAxxx", "gewijzigdeOnderwijsaanbieders", {}),
        (model.onderwijslocatiegebruik, "zonder", "gewijzigdOnderwijslocatiegebruik", {}),
    ],
)
def test_a_change_of_what_has_no_code_is_left_out_of_its_feed(
    rio: Dienst, tabel: sa.Table, sleutel: str, operatie: str, velden: dict[str, Any]
) -> None:
    alle = {**velden, "peildatumtijdMutaties": VROEG, "pagina": 0}
    voor = lees(rio, f"opvragen_{operatie}", alle)
    houder = AANBIEDER if tabel is model.aangeboden_opleiding else None
    rij = {"object": tabel.name, "sleutel": sleutel, "houder": houder, "soort": "W", "moment": datetime.now(UTC)}
    Schrijvers(rio.register, context()).voeg_toe(model.mutatie, **rij)
    na = lees(rio, f"opvragen_{operatie}", alle)
    assert len(list(na.body)) == len(list(voor.body))
    rio.register.schrijf(lambda session: session.execute(sa.delete(model.signaal)))
