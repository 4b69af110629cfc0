"""The readings by the rules: what is found, on which day, in which order, at which price."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod import raadplegingen as aanbodlezer
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning.raadplegingen import opvragen_instellingsstructuur
from rio_soap.register.locatie import raadplegingen as locatielezer
from rio_soap.register.organisatie import raadplegingen as organisatielezer
from rio_soap.register.regels.uitslag import Context, Uitslag
from tests.register.hulp import context, fouten, opdrachten, vraag
from tests.register.schrijvers import AANBIEDER, BESTUUR, LOCATIE, Schrijvers, aanbieder, aanbod

CODE = "22222222-0000-4000-8000-{:012d}"


@contextmanager
def getelde_vragen(register: Register) -> Iterator[list[str]]:
    """The statements that run meanwhile, transactions aside."""
    vragen: list[str] = []
    with opdrachten(register) as gezien:
        yield vragen
    vragen += [opdracht for opdracht in gezien if opdracht.startswith("SELECT")]


def aanbiedingen(register: Register, ctx: Context | None = None, **velden: Any) -> tuple[list[str], Uitslag]:
    """Numbers in the codes of the offers found, and the answer."""
    handeling = aanbodlezer.opvragen_aangeboden_opleidingen_van_organisatie
    uitslag = vraag(register, handeling, ctx, **{"pagina": 0, **velden})
    gevonden: Any = uitslag.gegevens.get("aangebodenOpleiding", [])
    return [str(int(a.velden["aangebodenOpleidingCode"][-12:])) for a in gevonden], uitslag


def test_the_offers_of_an_aanbieder_come_in_pages_ascending_by_code(register: Register) -> None:
    schrijvers = Schrijvers(register)
    for nummer in (5, 3, 9, 1, 7):
        schrijvers.zet_aanbod(aanbod(CODE.format(nummer)))
    bladen = []
    for pagina in range(4):
        gevonden, uitslag = aanbiedingen(
            register, context(paginagrootte=2), onderwijsaanbiedercode=AANBIEDER, pagina=pagina
        )
        bladen.append(gevonden)
        deel: Any = uitslag.gegevens["paginering"]
        assert deel.velden == {"pagina": pagina, "aantalPaginas": 3, "aantalResultaten": 5}
    assert bladen == [["1", "3"], ["5", "7"], ["9"], []]


def test_a_peildatum_selects_what_is_valid_on_that_day_and_comes_back(register: Register) -> None:
    """begindatum is in, einddatum is out."""
    Schrijvers(register).zet_aanbod(aanbod(CODE.format(1), einddatum=date(2026, 1, 1)))
    for dag, verwacht in (
        (date(2024, 8, 31), []),
        (date(2024, 9, 1), ["1"]),
        (date(2025, 12, 31), ["1"]),
        (date(2026, 1, 1), []),
    ):
        gevonden, uitslag = aanbiedingen(register, onderwijsaanbiedercode=AANBIEDER, peildatum=dag)
        assert (gevonden, uitslag.gegevens["peildatum"]) == (verwacht, dag)
    gevonden, uitslag = aanbiedingen(register, onderwijsaanbiedercode=AANBIEDER)
    assert gevonden == ["1"]
    assert "peildatum" not in uitslag.gegevens


def test_a_locatie_narrows_the_offers_down(register: Register) -> None:
    schrijvers = Schrijvers(register)
    schrijvers.zet_aanbod(aanbod(CODE.format(1)))
    schrijvers.zet_aanbod(aanbod(CODE.format(2), onderwijslocatiecode="107X216"))
    schrijvers.zet_aanbod(aanbod(CODE.format(3), onderwijslocatiecode=None))
    assert aanbiedingen(register, onderwijsaanbiedercode=AANBIEDER)[0] == ["1", "2", "3"]
    assert aanbiedingen(register, onderwijsaanbiedercode=AANBIEDER, onderwijslocatiecode="107X216")[0] == ["2"]


def test_a_vestiging_has_the_offers_of_who_rests_on_it_and_of_the_locaties_that_serve_it(register: Register) -> None:
    """Each once, also when both ties lead to it, and only while the ties are valid on the peildatum."""
    schrijvers = Schrijvers(register)
    schrijvers.zet_aanbieder("801A001", aanbieder(erkenning="25BE00"))
    dient = Gegeven(
        "juridischeOnderwijslocatiegebruikRelatie",
        {"instellingserkenningscode": "25BE00", "begindatum": date(2025, 1, 1), "einddatum": date(2026, 1, 1)},
    )
    schrijvers.zet_gebruik("107X216", juridischeOnderwijslocatiegebruikRelatie=[dient])
    schrijvers.zet_aanbod(aanbod(CODE.format(1), onderwijsaanbiedercode="801A001"))
    schrijvers.zet_aanbod(aanbod(CODE.format(2), onderwijslocatiecode="107X216"))
    schrijvers.zet_aanbod(aanbod(CODE.format(3), onderwijsaanbiedercode="801A001", onderwijslocatiecode="107X216"))
    schrijvers.zet_aanbod(aanbod(CODE.format(4)))
    vestiging = {"erkendeVestigingCode": "25BE00"}
    assert aanbiedingen(register, **vestiging)[0] == ["1", "2", "3"]
    assert aanbiedingen(register, **vestiging, onderwijslocatiecode="107X216")[0] == ["2", "3"]
    assert aanbiedingen(register, **vestiging, peildatum=date(2025, 6, 1))[0] == ["1", "2", "3"]
    assert aanbiedingen(register, **vestiging, peildatum=date(2026, 6, 1))[0] == ["1", "3"]
    assert aanbiedingen(register, context(paginagrootte=2), **vestiging, pagina=1)[0] == ["3"]
    _zet_in_groep(register)
    assert aanbiedingen(register, **vestiging)[0] == ["1", "2", "3"]
    assert aanbiedingen(register, **vestiging, peildatum=date(2025, 6, 1))[0] == ["1", "2", "3"]
    assert aanbiedingen(register, **vestiging, peildatum=date(2026, 6, 1))[0] == ["1", "3"]


def _zet_in_groep(register: Register) -> None:
    """Put the aanbieder of the kern under its bestuur over a groep, and no longer directly."""
    groep, begin, band = "100G001", date(1986, 8, 1), model.organisatierelatie

    def taak(session: Session) -> None:
        rij = {"code": groep, "soort": "GROEP", "begindatum": begin, "stand": Gegeven("onderwijsaanbiedergroep")}
        session.execute(sa.insert(model.organisatorische_eenheid), rij)
        session.execute(sa.update(band).where(band.c.naar == AANBIEDER).values(van=groep))
        boven = {"van": BESTUUR, "naar": groep, "soort": "HIERARCHISCH", "begindatum": begin}
        session.execute(sa.insert(band), boven)

    register.schrijf(taak)


@pytest.mark.parametrize(
    ("handeling", "velden", "verwacht"),
    [
        (aanbodlezer.opvragen_aangeboden_opleiding, {"aangebodenOpleidingCode": CODE.format(9)}, "A01020"),
        (
            aanbodlezer.opvragen_aangeboden_opleidingen_van_organisatie,
            {"onderwijsaanbiedercode": "999A999", "pagina": 0},
            "N09440",
        ),
        (
            aanbodlezer.opvragen_aangeboden_opleidingen_van_organisatie,
            {"onderwijsaanbiedercode": AANBIEDER, "onderwijslocatiecode": "999X999", "pagina": 0},
            "A01060",
        ),
        (
            aanbodlezer.opvragen_aangeboden_opleidingen_van_organisatie,
            {"erkendeVestigingCode": "99ZZ99", "pagina": 0},
            "A01040",
        ),
        (organisatielezer.opvragen_onderwijsaanbieder, {"onderwijsaanbiedercode": "999A999"}, "N09440"),
        (organisatielezer.opvragen_onderwijsaanbieders_van_organisatie, {"onderwijsbestuurCode": "999B999"}, "A01110"),
        (organisatielezer.opvragen_onderwijsaanbieders_van_organisatie, {"bevoegdGezagNummer": "99999"}, "A01030"),
        (opvragen_instellingsstructuur, {"bevoegdGezagNummer": "99999"}, "A01030"),
        (locatielezer.opvragen_onderwijslocatie, {"onderwijslocatieCode": "999X999"}, "A01060"),
        (
            locatielezer.opvragen_onderwijslocatiegebruik,
            {"onderwijsbestuurCode": BESTUUR, "onderwijslocatieCode": "999X999"},
            "A01060",
        ),
        (
            locatielezer.opvragen_onderwijslocatiegebruik,
            {"onderwijsbestuurCode": "999B999", "onderwijslocatieCode": LOCATIE},
            "A01110",
        ),
        (
            locatielezer.opvragen_onderwijslocatiegebruik,
            {"onderwijsbestuurCode": "107B213", "onderwijslocatieCode": LOCATIE},
            "A01130",
        ),
        (
            locatielezer.opvragen_onderwijslocatiegebruik_van_organisatie,
            {"onderwijsbestuurCode": "999B999"},
            "A01110",
        ),
    ],
)
def test_what_is_not_there_has_its_code(register: Register, handeling: Any, velden: Any, verwacht: str) -> None:
    assert fouten(vraag(register, handeling, **velden)) == [verwacht]


def test_a_known_organisation_without_anything_is_approved_and_empty(register: Register) -> None:
    assert aanbiedingen(register, onderwijsaanbiedercode=AANBIEDER)[0] == []
    assert aanbiedingen(register, erkendeVestigingCode="25BE00")[0] == []
    leeg = vraag(
        register, locatielezer.opvragen_onderwijslocatiegebruik_van_organisatie, onderwijsbestuurCode="107B213"
    )
    assert leeg.gegevens == {"onderwijslocatiegebruik": []}
    bestuur = organisatielezer.opvragen_onderwijsaanbieders_van_organisatie
    uitslag = vraag(register, bestuur, onderwijsbestuurCode="107B213")
    gelezen: Any = uitslag.gegevens["onderwijsbestuur"]
    assert gelezen.velden["onderwijsaanbieder"] == gelezen.velden["onderwijsaanbiedergroep"] == []
    assert "bevoegdGezagNummer" not in gelezen.velden


def groep(schrijvers: Schrijvers, code: str, *leden: str, bestuur: str = BESTUUR) -> None:
    periode = Gegeven("onderwijsaanbiedergroepPeriode", {"begindatum": date(2024, 1, 1), "naam": f"Groep {code}"})
    stand = Gegeven(
        "onderwijsaanbiedergroep", {"inBedrijfdatum": date(2024, 1, 1), "onderwijsaanbiedergroepPeriode": [periode]}
    )
    rij = {"code": code, "soort": "GROEP", "begindatum": date(2024, 1, 1), "stand": stand}
    schrijvers.voeg_toe(model.organisatorische_eenheid, **rij)
    for van, naar in [(bestuur, code), *((code, lid) for lid in leden)]:
        band = {"van": van, "naar": naar, "soort": "HIERARCHISCH", "begindatum": date(2024, 1, 1)}
        schrijvers.voeg_toe(model.organisatierelatie, **band)


def test_a_bestuur_shows_its_aanbieders_and_its_groepen_with_theirs(register: Register) -> None:
    schrijvers = Schrijvers(register)
    for nummer in (3, 1, 2):
        schrijvers.zet_aanbieder(f"80{nummer}A001", aanbieder())
    groep(schrijvers, "802G001")
    groep(schrijvers, "801G001", "803A001", "801A001")
    handeling = organisatielezer.opvragen_onderwijsaanbieders_van_organisatie
    for vraagveld in ({"onderwijsbestuurCode": BESTUUR}, {"bevoegdGezagNummer": "40169"}):
        uitslag = vraag(register, handeling, **vraagveld)
        velden: Any = uitslag.gegevens["onderwijsbestuur"].velden  # type: ignore[union-attr]
        assert velden["bevoegdGezagNummer"] == "40169"
        codes = [a.velden["onderwijsaanbiedercode"] for a in velden["onderwijsaanbieder"]]
        assert codes == [AANBIEDER, "801A001", "802A001", "803A001"]
        groepen = {
            g.velden["onderwijsaanbiedergroepcode"]: [
                a.velden["onderwijsaanbiedercode"] for a in g.velden["onderwijsaanbieder"]
            ]
            for g in velden["onderwijsaanbiedergroep"]
        }
        assert groepen == {"801G001": ["801A001", "803A001"], "802G001": []}
        # Not made twice: one object in both places.
        assert velden["onderwijsaanbiedergroep"][0].velden["onderwijsaanbieder"][0] is velden["onderwijsaanbieder"][1]


def test_an_aanbieder_shows_all_its_besturen_with_the_dates_of_the_ties(register: Register) -> None:
    schrijvers = Schrijvers(register)
    schrijvers.zet_aanbieder("801A001", aanbieder())
    eerder = {"begindatum": date(2000, 1, 1), "einddatum": date(2024, 9, 1)}
    schrijvers.voeg_toe(model.organisatierelatie, van="107B213", naar="801A001", soort="HIERARCHISCH", **eerder)
    schrijvers.voeg_toe(model.organisatierelatie, van=AANBIEDER, naar="801A001", soort="OVERGANG", **eerder)
    uitslag = vraag(register, organisatielezer.opvragen_onderwijsaanbieder, onderwijsaanbiedercode="801A001")
    besturen: Any = uitslag.gegevens["onderwijsaanbieder"].velden["bijbehorendOnderwijsbestuur"]  # type: ignore[union-attr]
    gevonden = [
        (
            b.velden["onderwijsbestuurcode"],
            b.velden["organisatierelatieBegindatum"],
            b.velden.get("organisatierelatieEinddatum"),
        )
        for b in besturen
    ]
    assert gevonden == [("107B213", date(2000, 1, 1), date(2024, 9, 1)), (BESTUUR, date(2024, 9, 1), None)]


def test_an_aanbieder_that_hangs_under_a_groep_only_has_the_bestuur_of_the_groep(register: Register) -> None:
    schrijvers = Schrijvers(register)
    schrijvers.zet_aanbieder("801A001", aanbieder())
    groep(schrijvers, "801G001")
    band = model.organisatierelatie
    register.schrijf(lambda s: s.execute(sa.update(band).where(band.c.naar == "801A001").values(van="801G001")))
    uitslag = vraag(register, organisatielezer.opvragen_onderwijsaanbieder, onderwijsaanbiedercode="801A001")
    besturen: Any = uitslag.gegevens["onderwijsaanbieder"].velden["bijbehorendOnderwijsbestuur"]  # type: ignore[union-attr]
    assert [b.velden["onderwijsbestuurcode"] for b in besturen] == [BESTUUR]


def test_an_aanbieder_without_form_in_the_contract_is_not_there(register: Register) -> None:
    """Without a bestuur the answer could not be valid."""
    schrijvers = Schrijvers(register)
    rij = {"code": "801A001", "soort": "AANBIEDER", "begindatum": date(2024, 1, 1), "stand": aanbieder()}
    schrijvers.voeg_toe(model.organisatorische_eenheid, **rij)
    uitslag = vraag(register, organisatielezer.opvragen_onderwijsaanbieder, onderwijsaanbiedercode="801A001")
    assert fouten(uitslag) == ["N09440"]


def erkend(schrijvers: Schrijvers, boven: int, soort: str, code: str, *perioden: date, **relatie: Any) -> int:
    element = "erkendeVestiging" if soort == "ERKENDE_VESTIGING" else "erkendeOnderwijsinstelling"
    rand = [*perioden, None]
    delen = [
        Gegeven(
            f"{element}Periode",
            {
                "begindatum": begin,
                **({"einddatum": einde} if einde else {}),
                "naamLang": f"Naam {begin}",
                "bekostigingscode": "BEKOSTIGD",
                "soort": "VST",
            },
        )
        for begin, einde in zip(perioden, rand[1:], strict=True)
    ]
    stand = Gegeven(element, {"begindatum": perioden[0], f"{element}Periode": delen[::-1]})
    rij = {"erkenner": "OCW", "soort": soort, "code": code, "begindatum": perioden[0], "stand": stand}
    zelf: int = schrijvers.voeg_toe(model.instellingserkenning, **rij)
    schrijvers.voeg_toe(
        model.instellingsrelatie,
        van=boven,
        naar=zelf,
        **{"soort": "HIERARCHISCH", "begindatum": perioden[0], **relatie},
    )
    return zelf


def structuur(register: Register, **velden: Any) -> dict[str, dict[str, list[str]]]:
    """Instelling to vestiging to the names of its periods."""
    uitslag = vraag(register, opvragen_instellingsstructuur, bevoegdGezagNummer="40169", **velden)
    gezag: Any = uitslag.gegevens["bevoegdGezag"]
    return {
        i.velden["code"]: {
            v.velden["code"]: [p.velden["naamLang"] for p in v.velden["erkendeVestigingPeriode"]]
            for v in i.velden["erkendeVestiging"]
        }
        for i in gezag.velden["erkendeOnderwijsinstelling"]
    }


def test_the_structure_is_that_of_the_peildatum_or_of_all_times(register: Register) -> None:
    schrijvers = Schrijvers(register)
    with register.lees() as session:
        tabel = model.instellingserkenning.c
        gezag = session.execute(sa.select(tabel.id).where(tabel.soort == "BEVOEGD_GEZAG")).scalar_one()
    oud = erkend(schrijvers, gezag, "ERKENDE_ONDERWIJSINSTELLING", "00AA", date(2000, 1, 1), einddatum=date(2010, 1, 1))
    erkend(schrijvers, oud, "ERKENDE_VESTIGING", "00AA00", date(2000, 1, 1), date(2005, 1, 1))
    hanze = {"25BE": {"25BE00": ["Hanzehogeschool Groningen"]}}
    alle = {"00AA": {"00AA00": ["Naam 2000-01-01", "Naam 2005-01-01"]}, **hanze}
    assert structuur(register) == alle
    assert structuur(register, peildatum=date(2004, 12, 31)) == {"00AA": {"00AA00": ["Naam 2000-01-01"]}, **hanze}
    assert structuur(register, peildatum=date(2005, 1, 1)) == {"00AA": {"00AA00": ["Naam 2005-01-01"]}, **hanze}
    assert structuur(register, peildatum=date(2010, 1, 1)) == hanze
    voor = {"bevoegdGezagNummer": "40169", "peildatum": date(1986, 7, 31)}
    assert fouten(vraag(register, opvragen_instellingsstructuur, **voor)) == ["A01030"]


def test_more_instellingen_than_the_answer_holds_are_cut_those_of_today_first(register: Register) -> None:
    schrijvers = Schrijvers(register)
    with register.lees() as session:
        tabel = model.instellingserkenning.c
        gezag = session.execute(sa.select(tabel.id).where(tabel.soort == "BEVOEGD_GEZAG")).scalar_one()
    for nummer in range(100):
        einde = {"einddatum": date(2010, 1, 1)} if nummer < 10 else {}
        erkend(schrijvers, gezag, "ERKENDE_ONDERWIJSINSTELLING", f"{nummer:02d}ZZ", date(2000, 1, 1), **einde)
    gevonden = list(structuur(register))
    assert len(gevonden) == 99
    assert gevonden == sorted(gevonden)
    assert {"25BE", "99ZZ", "10ZZ", "00ZZ", "07ZZ"} <= set(gevonden)
    assert not {"08ZZ", "09ZZ"} & set(gevonden)


def test_a_reading_costs_the_same_number_of_queries_for_any_number_of_objects(register: Register) -> None:
    schrijvers = Schrijvers(register)
    groep(schrijvers, "801G001")
    kosten = []
    for ronde in range(2):
        for nummer in range(20 * ronde, 20 * ronde + 20):
            schrijvers.zet_aanbod(aanbod(CODE.format(nummer)))
            schrijvers.zet_aanbieder(f"{801 + nummer}A001", aanbieder())
            locatie = {"code": f"{801 + nummer}X001", "stand": Gegeven("onderwijslocatie", {"plaatsnaam": "ASSEN"})}
            schrijvers.voeg_toe(model.onderwijslocatie, **locatie)
            schrijvers.zet_gebruik(f"{801 + nummer}X001")
        aantallen = []
        for handeling, velden in (
            (
                aanbodlezer.opvragen_aangeboden_opleidingen_van_organisatie,
                {"onderwijsaanbiedercode": AANBIEDER, "pagina": 0},
            ),
            (organisatielezer.opvragen_onderwijsaanbieders_van_organisatie, {"onderwijsbestuurCode": BESTUUR}),
            (locatielezer.opvragen_onderwijslocatiegebruik_van_organisatie, {"onderwijsbestuurCode": BESTUUR}),
        ):
            with getelde_vragen(register) as vragen:
                uitslag = vraag(register, handeling, context(paginagrootte=500), **velden)
            assert uitslag.goedgekeurd
            aantallen.append(len(vragen))
        kosten.append(aantallen)
    assert kosten[0] == kosten[1]
    assert kosten[1][0] <= 4
    assert kosten[1][1] <= 9
    assert kosten[1][2] == 2


def test_reading_neither_waits_for_a_writer_nor_holds_one_up(register: Register) -> None:
    """A reading in the midst of a write, and a write in the midst of a reading; each sees its own moment."""
    import threading
    from concurrent.futures import ThreadPoolExecutor

    schrijvers = Schrijvers(register)
    schrijvers.zet_aanbod(aanbod(CODE.format(1)))
    bezig, verder = threading.Event(), threading.Event()

    def langzaam(session: Any) -> None:
        session.execute(sa.delete(model.aangeboden_opleiding))
        bezig.set()
        assert verder.wait(10)

    with ThreadPoolExecutor(1) as thread:
        schrijvend = thread.submit(register.schrijf, langzaam)
        assert bezig.wait(10)
        assert aanbiedingen(register, onderwijsaanbiedercode=AANBIEDER)[0] == ["1"]
        verder.set()
        schrijvend.result(10)
    with register.lees() as session:
        aantal = sa.select(sa.func.count()).select_from(model.aangeboden_opleiding)
        assert session.execute(aantal).scalar_one() == 0
        schrijvers.zet_aanbod(aanbod(CODE.format(2)))
        assert session.execute(aantal).scalar_one() == 0
    assert aanbiedingen(register, onderwijsaanbiedercode=AANBIEDER)[0] == ["2"]
