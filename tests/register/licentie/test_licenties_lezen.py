"""Reading licenties: back as they were delivered, with their maatregelen, on a day, and by pages."""

from datetime import date, timedelta

import pytest

from rio_soap.contract.gegevens import Gegeven, Letterlijk, Waarde
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN, OPERATIES
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.licentie import rijen as licenties
from rio_soap.register.licentie.leesvorm import (
    Leeslicentie,
    lees_hele_licentie,
    lees_licentie,
    lees_licentiemaatregel,
    lees_licentierelatie,
)
from rio_soap.register.licentie.rijen import Licentiemaatregel, Licentierelatie
from rio_soap.register.regels.standtekst import naar_json
from tests.register.hulp import VREEMD, fouten, opdrachten
from tests.register.hulp_licentie import (
    BEGIN,
    BRANCHE,
    EINDE,
    EXAMEN,
    L1,
    L2,
    L3,
    MBO,
    OPLEIDING,
    PARTICULIER,
    SANCTIE,
    VAK,
    VANDAAG,
    VO,
    WAARSCHUWING,
    accreditatie,
    gelezen,
    instellingsleutel,
    licentie,
    maatregel,
    opleidingsleutel,
    relatie,
    vergund,
    vestiging,
    voeg_in,
    vraag_licenties,
)
from tests.register.hulp_licentie import heel as uitgepakt
from tests.register.hulp_organisatie import rijen
from tests.register.rollen import NVAO

DAG = timedelta(days=1)
TEKST = 'Beroep & bezwaar: "2 < 3"'


def codes(gevonden: list[Gegeven]) -> list[Waarde]:
    return [een.velden["licentiecode"] for een in gevonden]


@pytest.mark.parametrize(
    "deel",
    [
        licentie(),
        licentie(vorm=["DEELTIJD", "DUAAL", "VOLTIJD"], vestigingslicentie=[vestiging(vorm="DUAAL")]),
        licentie(hoOnderwijsaccreditatie=[accreditatie(uitstelreden=TEKST, vervaldatum=EINDE)], einddatum=EINDE),
        licentie(soort=MBO, bekostigd=False),
        licentie(soort=EXAMEN, vestigingslicentie=[vestiging(einddatum=EINDE)]),
        licentie(soort=VO, opleidingserkenning=opleidingsleutel((*VAK, "VO-HAVO"), "")),
        licentie(soort=PARTICULIER, opleidingserkenning=opleidingsleutel(BRANCHE, ""), herkomst="BRANCHE"),
        licentie(stadium="TIJDELIJK", herkomst="OCW"),
    ],
    ids=lambda deel: str(deel.velden["type"])[:4],
)
def test_what_was_delivered_is_read_back_equal_by_everybody(wereld: Register, deel: Gegeven) -> None:
    vergund(wereld, deel)
    for oin in (NVAO, VREEMD):
        assert gelezen(wereld, oin, licentiecode=L1) == [deel]
        assert gelezen(wereld, oin, licentiecode=L1.upper()) == [deel]
    assert gelezen(wereld, instellingserkenning=instellingsleutel()) == [deel]


def test_a_licentie_is_read_with_the_maatregelen_that_hold(wereld: Register) -> None:
    delen = [maatregel(SANCTIE, VANDAAG), maatregel(einddatum=VANDAAG), maatregel(begin=VANDAAG)]
    vergund(wereld, licentie(), *delen, licentie(L2, EXAMEN), maatregel(begin=EINDE, code=L2))
    sanctie, oud, nieuw = delen
    eerste, tweede = gelezen(wereld, instellingserkenning=instellingsleutel())
    assert eerste.velden["licentiemaatregel"] == [sanctie, nieuw]
    assert "licentiemaatregel" not in tweede.velden
    [vroeger] = gelezen(wereld, licentiecode=L1, peildatum=VANDAAG - DAG)
    assert vroeger.velden["licentiemaatregel"] == [oud]


DELEN = licentie(
    einddatum=EINDE,
    vestigingslicentie=[vestiging(einddatum=VANDAAG), vestiging(begin=VANDAAG), vestiging(begin=EINDE - DAG)],
    hoOnderwijsaccreditatie=[accreditatie(VANDAAG), accreditatie(BEGIN), accreditatie(EINDE - DAG)],
)


@pytest.mark.parametrize(
    ("dag", "vestigingen", "accreditaties"),
    [
        (BEGIN - DAG, [], []),  # not valid then: its dates, and none of its parts
        (BEGIN, [0], [1]),
        (VANDAAG - DAG, [0], [1]),
        (VANDAAG, [1], [0]),
        (EINDE - DAG, [1, 2], [2]),
        (EINDE, [], []),
    ],
)
def test_on_a_day_it_has_the_parts_of_that_day_in_either_form(
    dag: date, vestigingen: list[int], accreditaties: list[int]
) -> None:
    """A vestigingslicentie and a maatregel end; an accreditatie runs on until the next."""
    waarschuwing = Licentiemaatregel(L1, WAARSCHUWING, BEGIN, VANDAAG, None)
    verwacht = {n: w for n, w in DELEN.velden.items() if n not in ("vestigingslicentie", "hoOnderwijsaccreditatie")}
    for naam, welke in (("vestigingslicentie", vestigingen), ("hoOnderwijsaccreditatie", accreditaties)):
        if welke:
            verwacht[naam] = [DELEN.velden[naam][nummer] for nummer in welke]  # type: ignore[index]
    if BEGIN <= dag < VANDAAG:
        verwacht["licentiemaatregel"] = [lees_licentiemaatregel(waarschuwing)]
    heel = lees_hele_licentie(DELEN, [waarschuwing], dag)
    assert heel == Gegeven("licentie", verwacht)
    plat = lees_licentie(Leeslicentie(L1, naar_json(DELEN), [waarschuwing]), dag)
    assert uitgepakt(plat) == heel


def test_without_a_day_it_has_all_its_parts_of_all_times() -> None:
    alle = [
        Licentiemaatregel(L1, WAARSCHUWING, BEGIN, VANDAAG, None),
        Licentiemaatregel(L1, SANCTIE, BEGIN, None, EINDE),
    ]
    heel = lees_hele_licentie(DELEN, alle)
    assert heel.velden == {**DELEN.velden, "licentiemaatregel": [lees_licentiemaatregel(rij) for rij in alle]}
    assert lees_hele_licentie(DELEN, []) == DELEN


def test_a_maatregel_and_a_relation_are_read_as_they_were_delivered() -> None:
    sanctie = Licentiemaatregel(L1, SANCTIE, BEGIN, None, EINDE)
    assert lees_licentiemaatregel(sanctie) == maatregel(SANCTIE)
    assert lees_licentiemaatregel(Licentiemaatregel(L1, WAARSCHUWING, BEGIN, EINDE, None)) == maatregel(einddatum=EINDE)
    assert lees_licentierelatie(Licentierelatie(L1, L2, "VERVANGT", BEGIN, None)) == relatie()
    assert lees_licentierelatie(Licentierelatie(L1, L2, "VERVANGT", BEGIN, EINDE)) == relatie(einddatum=EINDE)


@pytest.mark.parametrize(("tekst", "letterlijk"), [("Zonder meer", True), (TEKST, False)])
def test_only_what_needs_no_escape_is_passed_on_as_it_is(tekst: str, letterlijk: bool) -> None:
    deel = licentie(hoOnderwijsaccreditatie=[accreditatie(uitstelreden=tekst)])
    assert isinstance(lees_licentie(Leeslicentie(L1, naar_json(deel), ()), VANDAAG), Letterlijk) is letterlijk


def test_a_list_has_what_holds_on_the_day_by_code(wereld: Register) -> None:
    vergund(wereld, licentie(L2, EXAMEN), licentie(L1, einddatum=VANDAAG), licentie(L3, begindatum=VANDAAG))
    vraag: dict[str, Waarde] = {"opleidingserkenning": opleidingsleutel()}
    assert codes(gelezen(wereld, **vraag)) == [L2, L3]
    assert codes(gelezen(wereld, **vraag, peildatum=VANDAAG - DAG)) == [L1, L2]
    assert codes(gelezen(wereld, **vraag, peildatum=BEGIN - DAG)) == []


def test_a_key_without_unieke_code_lists_those_of_all_that_it_names(wereld: Register) -> None:
    ander = opleidingsleutel(uniek="34035_2")
    vergund(wereld, licentie(L3), licentie(L1, opleidingserkenning=ander, einddatum=EINDE), licentie(L2, EXAMEN))
    assert codes(gelezen(wereld, opleidingserkenning=ander)) == [L1]
    assert codes(gelezen(wereld, opleidingserkenning=opleidingsleutel())) == [L2, L3]
    assert codes(gelezen(wereld, opleidingserkenning=opleidingsleutel(OPLEIDING, ""))) == [L1, L2, L3]


def test_pages_follow_one_another_without_gap_or_double_and_the_last_is_followed_by_empty_ones(
    wereld: Register,
) -> None:
    vergund(wereld)
    [rij] = rijen(wereld, model.licentie)
    alle = sorted([L1, *(f"{nummer:08x}-0000-4000-8000-000000000000" for nummer in range(6))])
    for code in alle[:6]:
        voeg_in(wereld, model.licentie, **{**rij._mapping, "code": code, "stand": licentie(code)})
    gezien: list[Waarde] = []
    for pagina in range(4):
        uitslag = vraag_licenties(wereld, instellingserkenning=instellingsleutel(), pagina=pagina, aantal=3)
        gezien += codes(list(uitslag.gegevens["licentie"]))  # type: ignore[arg-type]
        paginering = uitslag.gegevens["paginering"]
        assert paginering == Gegeven("paginering", {"pagina": pagina, "aantalPaginas": 3, "aantalResultaten": 7})
    assert gezien == alle
    assert len(gelezen(wereld, instellingserkenning=instellingsleutel())) == 7


def test_by_its_code_there_is_one_page(wereld: Register) -> None:
    vergund(wereld)
    for pagina in (0, 1):
        uitslag = vraag_licenties(wereld, licentiecode=L1, pagina=pagina)
        assert len(list(uitslag.gegevens["licentie"])) == 1 - pagina  # type: ignore[arg-type]
        paginering = Gegeven("paginering", {"pagina": pagina, "aantalPaginas": 1, "aantalResultaten": 1})
        assert uitslag.gegevens["paginering"] == paginering


@pytest.mark.parametrize(
    ("code", "fout", "goed"),
    [
        pytest.param(code, fout, goed, id=code, marks=pytest.mark.foutcode("opvragen_licenties", code))
        for code, fout, goed in (
            ("RS1501", {"licentiecode": L2}, {"licentiecode": L1}),
            (
                "RS1304",
                {"instellingserkenning": instellingsleutel("99ZZ")},
                {"instellingserkenning": instellingsleutel("25BE00", soort="ERKENDE_VESTIGING")},
            ),
            (
                "A01080",
                {"opleidingserkenning": opleidingsleutel(("ISAT", "1"), "")},
                {"opleidingserkenning": opleidingsleutel(OPLEIDING, "")},
            ),
            (
                "A01090",
                {"opleidingserkenning": opleidingsleutel((*VAK, "VO-VWO"), "")},
                {"opleidingserkenning": opleidingsleutel((*VAK, "VO-HAVO"), "")},
            ),
        )
    ],
)
def test_the_code_refuses_what_is_not_there(
    wereld: Register, code: str, fout: dict[str, Waarde], goed: dict[str, Waarde]
) -> None:
    vergund(wereld)
    assert fouten(vraag_licenties(wereld, **fout)) == [code]
    assert fouten(vraag_licenties(wereld, **goed)) == []


def test_a_page_takes_as_many_queries_whatever_it_holds(wereld: Register) -> None:
    vraag: dict[str, Waarde] = {"instellingserkenning": instellingsleutel()}
    aantallen = []
    for delen in ([licentie()], [licentie(L2, EXAMEN), maatregel(code=L2), maatregel()], [licentie(L3, MBO)]):
        vergund(wereld, *delen)
        with opdrachten(wereld) as gezien:
            gelezen(wereld, **vraag)
        aantallen.append(len(gezien))
    assert len(set(aantallen)) == 1
    assert aantallen[0] == 3, "the erkenning, the count, the page"


def test_a_licentie_of_which_nothing_can_be_read_is_not_there_and_a_signal_can_tell(wereld: Register) -> None:
    vergund(wereld)
    stand = {"stand": "geen stand"}
    wereld.schrijf(lambda session: session.execute(model.licentie.update(), stand))
    assert fouten(vraag_licenties(wereld, licentiecode=L1)) == ["RS1501"]


def test_lookups_of_many_are_one_query_each(wereld: Register) -> None:
    vergund(wereld, licentie(), licentie(L2, EXAMEN), maatregel(), maatregel(code=L2))
    with wereld.lees() as session, opdrachten(wereld) as gezien:
        assert licenties.licenties(session, [L1.upper(), L2, L3]).keys() == {L1, L2}
        assert licenties.maatregelen(session, [L1, L2.upper(), L3]).keys() == {L1, L2}
        assert list(licenties.relaties(session, [L1])) == []
    assert len(gezien) == 3
    assert OPERATIES["opvragen_licenties"].dienst == AANVULLING_RAADPLEGEN


def test_keys_have_codes_in_lower_case() -> None:
    assert licenties.sleutel_van(L1.upper()) == L1
    assert licenties.maatregelsleutel(L1.upper(), SANCTIE, BEGIN) == f"{L1}/SANCTIE/2020-09-01"
    assert licenties.licentierelatiesleutel(L1.upper(), L2, "A/B", BEGIN) == f"{L1}/{L2}/A%2FB/2020-09-01"
