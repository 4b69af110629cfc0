"""By what the register judges can be asked: its lists, its kenmerken, and which version answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES
from rio_soap.contract.vorm import Deeltje, Vorm, vormen
from rio_soap.register.bevoegdheid.raadplegingen import MAX_ERKENNERS
from rio_soap.register.database.database import Register
from rio_soap.register.operaties import inrichting
from rio_soap.register.regels.kenmerktabel import Kenmerktabel, dragers
from rio_soap.register.regels.uitslag import Uitslag, standaardkenmerken, standaardlijsten
from tests.register.hulp import HANZE, context, eenheid, lever, opdrachten, vraag
from tests.register.lijsten import beperkt

DAG = timedelta(days=1)
GRENS = date(2026, 1, 1)
SOORT = "Brongebruiksoort"


def lijsten(register: Register, **velden: Any) -> list[Gegeven]:
    return _deel(_vraag(register, "opvragen_waardenlijst", **velden), "waardenlijst")


def kenmerken(register: Register, **velden: Any) -> list[Gegeven]:
    return _deel(_vraag(register, "opvragen_kenmerkconfiguratie", **velden), "kenmerkconfiguratie")


def _vraag(register: Register, operatie: str, **velden: Any) -> Uitslag:
    """Asks; lijsten and kenmerken are settings."""
    instellingen = {naam: velden.pop(naam) for naam in ("lijsten", "kenmerken") if naam in velden}
    return vraag(register, getattr(inrichting, operatie), context(HANZE, **instellingen), **velden)


def _deel(uitslag: Uitslag, naam: str) -> list[Gegeven]:
    assert uitslag.goedgekeurd
    gelezen = uitslag.gegevens.get(naam, [])
    assert isinstance(gelezen, list)
    return gelezen  # type: ignore[return-value]


def test_a_list_is_given_with_the_origin_of_its_values(register: Register) -> None:
    [lijst] = lijsten(register, naam=SOORT)
    assert lijst.velden["naam"] == SOORT
    assert lijst.velden["waarde"] == [
        Gegeven("waarde", {"waarde": waarde, "herkomst": "own"}) for waarde in ("DEELNAME", "RESULTAAT")
    ]


def test_without_a_name_all_lists_in_force_are_given_those_without_values_too(register: Register) -> None:
    gelezen = lijsten(register)
    assert [lijst.velden["naam"] for lijst in gelezen] == list(standaardlijsten().lijsten)
    assert len(gelezen) <= inrichting.MAX_LIJSTEN
    assert any("waarde" not in lijst.velden for lijst in gelezen)


def test_a_value_is_given_on_the_days_on_which_it_is_valid_and_its_end_is_not_included(register: Register) -> None:
    in_tijd = beperkt(SOORT, "DEELNAME", vanaf=GRENS - DAG, tot=GRENS)
    for dag, geldig in ((GRENS - 2 * DAG, False), (GRENS - DAG, True), (GRENS, True), (GRENS + DAG, False)):
        [lijst] = lijsten(register, naam=SOORT, peildatum=dag, lijsten=in_tijd)
        waarden = {deel.velden["waarde"]: deel.velden for deel in lijst.velden["waarde"]}  # type: ignore[union-attr]
        assert ("DEELNAME" in waarden) is geldig
        assert "RESULTAAT" in waarden
        if geldig:
            assert (waarden["DEELNAME"]["begindatum"], waarden["DEELNAME"]["einddatum"]) == (GRENS - DAG, GRENS + DAG)


@pytest.mark.foutcode("opvragen_waardenlijst", "RS1015")
def test_a_list_that_is_not_in_force_is_not_known(register: Register) -> None:
    [fout] = _vraag(register, "opvragen_waardenlijst", naam="Onzin").foutmeldingen
    assert (fout.foutcode, fout.sleutels) == ("RS1015", (("naam", "Onzin"),))
    assert lijsten(register, naam=SOORT)


@pytest.mark.foutcode("opvragen_kenmerkconfiguratie", "RS1015")
def test_what_can_carry_no_kenmerken_is_not_known(register: Register) -> None:
    for naam in ("hoOpleidng", "juridischeRelatie"):
        [fout] = _vraag(register, "opvragen_kenmerkconfiguratie", object=naam).foutmeldingen
        assert (fout.foutcode, fout.sleutels) == ("RS1015", (("object", naam),))
    for naam in dragers() | {"nieuweOnderwijsaanbieder"}:
        assert all(regel.velden["object"] == naam for regel in kenmerken(register, object=naam))


def test_a_kenmerk_is_given_with_how_often_and_of_what_type(register: Register) -> None:
    [regel] = [r for r in kenmerken(register, object="hoOpleiding") if r.velden["kenmerknaam"] == "soort"]
    assert regel.velden["type"] in standaardlijsten().lijsten
    assert (regel.velden["minimum"], regel.velden["maximum"]) == (1, 1)


def test_the_table_of_an_operator_answers_on_the_begin_of_an_object(register: Register, tmp_path: Any) -> None:
    bestand = tmp_path / "kenmerken.csv"
    bestand.write_text(
        "object;kenmerk;min;max;type;vanaf;tot\n"
        f"hoOpleiding;oud;0;2;OnderwijsaanbiederID-v01;;{GRENS - DAG}\n"
        f"hoOpleiding;nieuw;1;1;Brongebruiksoort;{GRENS};\n",
        "utf-8",
    )
    tabel = Kenmerktabel.laad(standaardlijsten(), bestand)
    [voor] = kenmerken(register, peildatum=GRENS - DAG, kenmerken=tabel)
    [na] = kenmerken(register, peildatum=GRENS, kenmerken=tabel)
    assert (voor.velden["kenmerknaam"], voor.velden["type"], voor.velden["einddatum"]) == (
        "oud",
        "OnderwijsaanbiederID-v01",
        GRENS,
    )
    assert (na.velden["kenmerknaam"], na.velden["type"], na.velden["begindatum"]) == ("nieuw", SOORT, GRENS)


def test_all_kenmerken_fit_in_one_answer(register: Register) -> None:
    alle = kenmerken(register)
    assert len(alle) <= inrichting.MAX_REGELS
    assert {regel.velden["object"] for regel in alle} == standaardkenmerken().regels.keys()


def test_the_version_names_contract_program_and_lists_and_how_far_the_changes_are(register: Register) -> None:
    def versie() -> dict[str, Waarde]:
        return dict(_vraag(register, "opvragen_versie").gegevens)

    eerste = versie()
    assert eerste["contract"] == "RIO_Aanvulling_Raadplegen_V1"
    assert str(eerste["programma"]).startswith("rio_soap ")
    assert eerste["waardenlijstenVan"] == standaardlijsten().van == date(2026, 10, 3)
    lever(register, eenheid())
    tweede = versie()
    assert tweede["stroom"] == eerste["stroom"]
    assert int(str(tweede["laatsteVolgnummer"])) == int(str(eerste["laatsteVolgnummer"])) + 1


def test_they_cost_the_database_nothing_and_the_version_one_query(register: Register) -> None:
    with opdrachten(register) as gezien:
        lijsten(register)
        kenmerken(register)
        assert gezien == []
        _vraag(register, "opvragen_versie")
        assert len(gezien) == 1


def grens(delen: Sequence[object], naam: str) -> int | None:
    """How often an element may stand among parts, however deep."""
    for deel in delen:
        assert isinstance(deel, Deeltje)
        if naam in deel.leden:
            return deel.maximum
        if (gevonden := grens(deel.delen, naam)) is not None:
            return gevonden
    return None


@pytest.mark.parametrize(
    ("operatie", "veld", "hoogstens"),
    [
        ("opvragen_waardenlijst", "waardenlijst", inrichting.MAX_LIJSTEN),
        ("opvragen_kenmerkconfiguratie", "kenmerkconfiguratie", inrichting.MAX_REGELS),
        ("opvragen_erkenners", "erkenner", MAX_ERKENNERS),
    ],
)
def test_the_limits_are_those_of_the_contract(operatie: str, veld: str, hoogstens: int) -> None:
    vorm = vormen(OPERATIES[operatie].dienst).elementen[OPERATIES[operatie].antwoord]
    assert isinstance(vorm, Vorm)
    assert grens(vorm.inhoud, veld) == hoogstens
