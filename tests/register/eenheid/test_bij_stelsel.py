"""Reading opleidingseenheden of every kind by our own contract: by stelsel, by type, by code, on a day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.keuring import is_toonbaar
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid.eigen_raadplegingen import opvragen_opleidingseenheden_bij_stelsel
from rio_soap.register.eenheid.leveringen import eenheidrij
from rio_soap.register.regels.uitslag import Context, Uitslag
from tests.register.erkende import erkenningrij
from tests.register.hulp import context, eenheid, fouten, opdrachten, periode, vraag

LEZEN = "opvragen_opleidingseenhedenBijStelsel"
DAG = timedelta(days=1)
BEGIN, MIDDEN, EINDE = date(2020, 8, 1), date(2022, 8, 1), date(2030, 8, 1)
HO, MBO, FASE, VAK = "5000O0001", "5000O0002", "5000O0003", "5000O0004"


def zet(
    session: Session, code: str, deel: Gegeven, *erkend: dict[str, Any], eigenaar: str | None = None, **rij: Any
) -> None:
    """A unit with the erkenningen that recognise it."""
    session.execute(sa.insert(model.opleidingseenheid), eenheidrij(code, deel, eigenaar, "OCW") | rij)
    for een in erkend:
        nieuw = session.execute(sa.insert(model.opleidingserkenning), een).inserted_primary_key
        assert nieuw is not None
        relatie = {"erkenning": nieuw[0], "eenheid": code}
        session.execute(sa.insert(model.opleidingserkenningrelatie), relatie)


def mbo() -> Gegeven:
    """A kind that V4 never shows, with all that its file says."""
    delen = [
        periode("mboKwalificatie", BEGIN, naamKort="K", afkorting="AFK", studielast=1600, studielasteenheid="SBU"),
        periode("mboKwalificatie", MIDDEN, wetEisendMinisterie="VWS"),
    ]
    velden: dict[str, Any] = {"niveau": "MBO-4", "waardedocumentsoort": "DIPLOMA", "opleidingssoort": "MO"}
    return Gegeven(
        "mboKwalificatie",
        {"begindatum": BEGIN, "einddatum": EINDE, "opleidingseenheidPeriode": delen, **velden},
    )


def vul(session: Session) -> None:
    """A unit of ho, of mbo, a fase and a vak; two of them related, with erkenningen and a structuur."""
    bestuur = {"code": "100B490", "soort": "BESTUUR", "begindatum": BEGIN, "stand": Gegeven("onderwijsbestuur", {})}
    session.execute(sa.insert(model.organisatorische_eenheid), bestuur)
    isat = [erkenningrij("ISAT", "34035", unieke_code=f"34035_{nummer}") for nummer in (1, 2)]
    zet(session, HO, eenheid(begin=BEGIN), *isat, eigenaar="100B490")
    oud, nieuw = (
        erkenningrij("CREBO", "25001", begindatum=BEGIN, einddatum=MIDDEN),
        erkenningrij("CREBO", "25002", begindatum=MIDDEN),
    )
    zet(session, MBO, mbo(), oud, nieuw)
    fase = Gegeven(
        "voOpleidingsfase",
        {
            "begindatum": BEGIN,
            "niveaus": ["VO-HAVO", "VO-VWO"],
            "opleidingseenheidPeriode": [periode("voOpleidingsfase", BEGIN)],
        },
    )
    zet(session, FASE, fase)
    vak = Gegeven(
        "voVak",
        {
            "begindatum": BEGIN,
            "niveau": "VO-VWO",
            "opleidingseenheidPeriode": [periode("voVak", BEGIN, waardedocumentsoort="CERTIFICAAT")],
        },
    )
    zet(session, VAK, vak, erkenningrij("VOVAK", "2001", "VO-VWO"))
    relatie = {"van": FASE, "naar": VAK, "soort": "HIERARCHISCH", "begindatum": BEGIN, "einddatum": EINDE}
    session.execute(sa.insert(model.opleidingsrelatie), relatie)
    structuur = {"eenheid": MBO, "stelsel": "BKS", "begindatum": BEGIN, "einddatum": MIDDEN}
    session.execute(sa.insert(model.eenheidsstructuur), structuur)


@pytest.fixture
def register(leeg: Register) -> Register:
    leeg.schrijf(vul)
    return leeg


def lees(register: Register, ctx: Context | None = None, **velden: Any) -> tuple[list[Gegeven], Uitslag]:
    """The units of an answer, which always fits the contract."""
    uitslag = vraag(register, opvragen_opleidingseenheden_bij_stelsel, ctx, **{"pagina": 0, **velden})
    assert fouten(uitslag) == []
    assert is_toonbaar(LEZEN, uitslag.gegevens)
    gevonden: Any = uitslag.gegevens["opleidingseenheid"]
    return list(gevonden), uitslag


def een(register: Register, code: str, **velden: Any) -> dict[str, Any]:
    [gelezen], _ = lees(register, opleidingseenheidcode=code, **velden)
    return gelezen.velden


def codes(register: Register, **velden: Any) -> list[str]:
    gevonden, _ = lees(register, **velden)
    return [str(gelezen.velden["opleidingseenheidcode"]) for gelezen in gevonden]


@pytest.mark.foutcode(LEZEN, "A01070", "RS1001")
def test_what_is_on_no_list_and_a_code_of_nothing_are_refused(register: Register) -> None:
    handeling = opvragen_opleidingseenheden_bij_stelsel
    for velden, code in (
        ({"opleidingseenheidcode": "9999O9999"}, "A01070"),
        ({"opleidingsstelsel": "ISAT2"}, "RS1001"),
        ({"opleidingseenheidtype": "HOOPLEIDINGEN"}, "RS1001"),
    ):
        uitslag = vraag(register, handeling, pagina=0, **velden)  # type: ignore[arg-type]
        assert fouten(uitslag) == [code]
    lees(register, opleidingseenheidtype="HOOPLEIDING")


def test_a_unit_that_v4_never_shows_is_shown_with_all_that_is_kept_of_it(register: Register) -> None:
    assert een(register, MBO, peildatum=BEGIN) == {
        "opleidingseenheidcode": MBO,
        "opleidingseenheidtype": "MBOKWALIFICATIE",
        "herkomstOpleiding": "OCW",
        "begindatum": BEGIN,
        "einddatum": EINDE,
        "niveau": ["MBO-4"],
        "waardedocumentsoort": "DIPLOMA",
        "eqf": "4",
        "nlqf": "4",
        "opleidingseenheidPeriode": [
            Gegeven(
                "opleidingseenheidPeriode",
                {
                    "begindatum": BEGIN,
                    "naamLang": "Proef",
                    "naamKort": "K",
                    "afkorting": "AFK",
                    "studielast": 1600,
                    "studielasteenheid": "SBU",
                },
            )
        ],
        "opleidingserkenning": [
            Gegeven("opleidingserkenning", {"opleidingsstelsel": "CREBO", "opleidingscode": "25001"})
        ],
        "structuur": [Gegeven("structuur", {"stelsel": "BKS", "begindatum": BEGIN, "einddatum": MIDDEN})],
    }


def test_a_unit_of_v4_is_shown_in_the_same_form(register: Register) -> None:
    gelezen = een(register, HO)
    assert {naam: gelezen[naam] for naam in ("opleidingseenheidtype", "eigenaar", "niveau", "eqf")} == {
        "opleidingseenheidtype": "HOOPLEIDING",
        "eigenaar": "100B490",
        "niveau": ["HBO-BA"],
        "eqf": "6",
    }
    assert "graad" not in gelezen
    assert [sleutel.velden["uniekeErkendeopleidingscode"] for sleutel in gelezen["opleidingserkenning"]] == [
        "34035_1",
        "34035_2",
    ]


def test_a_fase_may_have_several_niveaus_and_a_part_has_its_waardedocument_in_its_period(register: Register) -> None:
    assert een(register, FASE)["niveau"] == ["VO-HAVO", "VO-VWO"]
    assert een(register, VAK)["waardedocumentsoort"] == "CERTIFICAAT"
    assert een(register, VAK)["opleidingserkenning"][0].velden["opleidingsniveau"] == "VO-VWO"


@pytest.mark.parametrize(("zwaarte", "getoond"), [("2.0", 2), ("2.5", None)])
def test_a_studielast_that_is_not_whole_is_kept_and_not_shown(
    register: Register, zwaarte: str, getoond: int | None
) -> None:
    """The mbo has such ones; they were loaded, and are published in files."""
    deel = periode("mboKeuzedeel", BEGIN, studielast=Decimal(zwaarte), studielasteenheid="UUR")
    keuzedeel = Gegeven("mboKeuzedeel", {"begindatum": BEGIN, "opleidingseenheidPeriode": [deel]})
    register.schrijf(lambda session: zet(session, "5000O0009", keuzedeel))
    [gelezen] = een(register, "5000O0009")["opleidingseenheidPeriode"]
    assert gelezen.velden.get("studielast") == getoond
    assert ("studielasteenheid" in gelezen.velden) is (getoond is not None)


def test_a_relation_is_shown_with_both_units_each_the_way_it_goes(register: Register) -> None:
    vast = {"soort": "HIERARCHISCH", "begindatum": BEGIN, "einddatum": EINDE}
    assert [deel.velden for deel in een(register, FASE)["opleidingsrelatie"]] == [
        {"opleidingseenheidcode": VAK, "opleidingseenheidtype": "VOVAK", "richting": "NAAR", **vast}
    ]
    assert [deel.velden for deel in een(register, VAK)["opleidingsrelatie"]] == [
        {"opleidingseenheidcode": FASE, "opleidingseenheidtype": "VOOPLEIDINGSFASE", "richting": "VAN", **vast}
    ]
    assert "opleidingsrelatie" not in een(register, VAK, peildatum=EINDE)


@pytest.mark.parametrize(
    ("dag", "perioden", "erkenning", "structuren"),
    [
        (MIDDEN - DAG, [BEGIN], ["25001"], 1),
        (MIDDEN, [MIDDEN], ["25002"], 0),
        (EINDE - DAG, [MIDDEN], ["25002"], 0),
        (EINDE, [BEGIN, MIDDEN], ["25002"], 0),  # it does not hold: all periods, since one must be shown
        (BEGIN - DAG, [BEGIN, MIDDEN], [], 0),
    ],
)
def test_on_a_day_what_holds_then_is_shown(
    register: Register, dag: date, perioden: list[date], erkenning: list[str], structuren: int
) -> None:
    gelezen = een(register, MBO, peildatum=dag)
    assert [deel.velden["begindatum"] for deel in gelezen["opleidingseenheidPeriode"]] == perioden
    sleutels = [deel.velden["opleidingscode"] for deel in gelezen.get("opleidingserkenning", [])]
    assert sleutels == erkenning
    assert len(gelezen.get("structuur", [])) == structuren


def test_the_units_of_a_stelsel_are_those_of_an_erkenning_that_holds_and_hold_themselves(register: Register) -> None:
    assert codes(register, opleidingsstelsel="ISAT") == [HO]  # once, by two erkenningen
    assert codes(register, opleidingsstelsel="CREBO", peildatum=BEGIN) == [MBO]
    assert codes(register, opleidingsstelsel="CREBO", peildatum=EINDE - DAG) == [MBO]
    assert codes(register, opleidingsstelsel="CREBO", peildatum=EINDE) == []
    assert codes(register, opleidingsstelsel="CREBO", peildatum=BEGIN - DAG) == []
    assert codes(register, opleidingsstelsel="KSE") == []


def test_the_units_of_a_type_come_in_pages_ascending_by_code(register: Register) -> None:
    def meer(session: Session) -> None:
        for nummer in (7, 5, 6):
            zet(session, f"5000O000{nummer}", eenheid(begin=BEGIN), eigenaar="100B490")
        zet(session, "5000O0008", eenheid(begin=BEGIN, einde=MIDDEN), eigenaar="100B490")

    register.schrijf(meer)
    bladen = []
    for pagina in range(4):
        gevonden, uitslag = lees(register, opleidingseenheidtype="HOOPLEIDING", aantal=2, pagina=pagina)
        bladen.append([str(gelezen.velden["opleidingseenheidcode"])[-1] for gelezen in gevonden])
        blad: Any = uitslag.gegevens["paginering"]
        assert blad.velden == {"pagina": pagina, "aantalPaginas": 2, "aantalResultaten": 4}
    assert bladen == [["1", "5"], ["6", "7"], [], []]
    assert codes(register, opleidingseenheidtype="MBOCROSS_OVERKWALIFICATIE") == []


def test_a_page_costs_as_many_queries_whatever_is_on_it(register: Register) -> None:
    kosten = []
    for nummer in range(10, 14):
        register.schrijf(lambda s, n=nummer: zet(s, f"5000O00{n}", eenheid(begin=BEGIN), eigenaar="100B490"))  # type: ignore[misc]
        with opdrachten(register) as gezien:
            lees(register, context(), opleidingseenheidtype="HOOPLEIDING")
        kosten.append(len(gezien))
    assert set(kosten) == {kosten[0]}
