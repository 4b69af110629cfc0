"""The lists hold the published values with their dates, and an operator can put another file in their place."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rio_soap.register.regels.waardenlijsten import MAX_BYTES, OnbekendeLijst, Waardenlijsten, Waardenlijstfout

XSD = Path(__file__).parents[3] / "xsd" / "aanvulling.xsd"
EIGEN_LIJSTEN = frozenset(
    re.findall(r'simpleType name="([^"]+)">\s*<xs:restriction base="WaardenlijstType-v01"', XSD.read_text("utf-8"))
)
"""The lists of our own contract, which DUO has not."""
KOP = "lijst;waarde;omschrijving;vanaf;tot;herkomst\n"


@pytest.fixture(scope="module")
def lijsten() -> Waardenlijsten:
    return Waardenlijsten.laad()


@pytest.fixture(scope="module")
def referentie(gedeeld: Path) -> Any:
    return json.loads((gedeeld / "reference" / "waardenlijsten.json").read_text(encoding="utf-8"))["lists"]


def eigen(tmp_path: Path, inhoud: str | bytes) -> Path:
    pad = tmp_path / "lijsten.csv"
    pad.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    return pad


def test_every_published_value_is_there_with_its_dates_and_no_other(lijsten: Waardenlijsten, referentie: Any) -> None:
    for lijst in referentie:
        hun = {(w["waarde"], w["vanaf"], w["tot"]) for w in lijst["values"]}
        ons = {
            (w.waarde, w.vanaf and w.vanaf.isoformat(), w.tot and w.tot.isoformat())
            for w in lijsten.waarden(lijst["type"])
        }
        assert ons == hun, lijst["type"]
    assert lijsten.ontbrekend(lijst["type"] for lijst in referentie) == ()
    assert lijsten.lijsten.keys() - EIGEN_LIJSTEN <= {lijst["type"] for lijst in referentie}


def test_the_lists_of_our_own_contract_have_the_values_of_its_design(lijsten: Waardenlijsten, gedeeld: Path) -> None:
    aanvulling = json.loads((gedeeld / "reference" / "aanvulling.json").read_text(encoding="utf-8"))
    assert {naam: sorted(w.waarde for w in lijsten.waarden(naam)) for naam in EIGEN_LIJSTEN} == {
        naam: sorted(lijst["waarden"]) for naam, lijst in aanvulling["lijsten"].items()
    }


def test_a_file_says_of_which_day_it_is_if_it_says_so(tmp_path: Path) -> None:
    for kop, dag in (("# van: 2026-10-03\n", date(2026, 10, 3)), ("# vandaan: 2026\n", None), ("", None)):
        assert Waardenlijsten.laad(eigen(tmp_path, f"{kop}{KOP}L;A;;;;own\n")).van == dag
    for fout in ("2026-13-01", "morgen", ""):
        pad = eigen(tmp_path, f"# van: {fout}\n{KOP}L;A;;;;own\n")
        if fout:
            with pytest.raises(Waardenlijstfout, match=r"van .* is not a date"):
                Waardenlijsten.laad(pad)
        else:
            assert Waardenlijsten.laad(pad).van is None


def test_a_value_says_where_it_comes_from(lijsten: Waardenlijsten, referentie: Any) -> None:
    kort = {"documentatie 2022": "documented", "LOD API 2.13.0": "lod", "recorded messages": "recorded"}
    for lijst in referentie:
        if lijst["type"].startswith(("Opleidingsstelsel-v07", "OpleidingskenmerkcodeDoelgroeponderwijsSoVso-v02")):
            continue  # known under the name in force
        hun = {w["waarde"]: {kort.get(bron, "model") for bron in w["sources"]} for w in lijst["values"]}
        assert {w.waarde: set(w.herkomst) for w in lijsten.waarden(lijst["type"])} == hun


def test_a_list_is_known_by_the_name_in_the_contract_and_by_that_of_its_predecessor(lijsten: Waardenlijsten) -> None:
    assert "Opleidingsstelsel-v08" in lijsten.lijsten
    assert lijsten.waarden("Opleidingsstelsel-v07") == lijsten.waarden("Opleidingsstelsel-v08")


def test_existence_looks_at_case_and_not_at_dates(lijsten: Waardenlijsten) -> None:
    assert lijsten.bestaat("NLQFniveau-v01", "4p")
    assert not lijsten.bestaat("NLQFniveau-v01", "4P")
    assert lijsten.bestaat("LeertrajectMBO-v02", "CBL")
    assert not lijsten.bestaat("LeertrajectMBO-v02", "")


@pytest.mark.parametrize(
    ("van", "tot_exclusief", "geldig"),
    [
        (date(1997, 8, 1), date(2016, 12, 10), True),  # both bounds of the value: first day, last day inclusive
        (date(1997, 7, 31), date(2016, 12, 10), False),
        (date(1997, 8, 1), date(2016, 12, 11), False),
        (date(2016, 12, 9), None, False),  # an open end outlives a value that ends
        (date(2016, 12, 9), date(2016, 12, 10), True),
    ],
)
def test_a_value_is_valid_only_when_it_covers_the_whole_lifetime(
    lijsten: Waardenlijsten, van: date, tot_exclusief: date | None, geldig: bool
) -> None:
    assert lijsten.geldig("LeertrajectMBO-v02", "CBL", van, tot_exclusief) is geldig


def test_a_value_without_dates_is_always_valid_and_an_unknown_one_never(lijsten: Waardenlijsten) -> None:
    assert lijsten.geldig("Cohortstatus-v01", "O", date.min, date.min)
    assert lijsten.geldig("Cohortstatus-v01", "O", date.min, None)
    assert not lijsten.geldig("Cohortstatus-v01", "X", date(2024, 1, 1), None)


def test_waarden_on_a_day(lijsten: Waardenlijsten) -> None:
    toen = {w.waarde for w in lijsten.waarden("LeertrajectMBO-v02", date(2016, 12, 9))}
    nu = {w.waarde for w in lijsten.waarden("LeertrajectMBO-v02", date(2019, 1, 1))}
    assert "CBL" in toen
    assert "ODT" not in toen
    assert "CBL" not in nu
    assert "ODT" in nu


def test_an_unknown_list_is_an_error_and_a_list_without_published_values_is_empty(lijsten: Waardenlijsten) -> None:
    assert lijsten.waarden("ExperimentnaamPO-v01") == ()
    with pytest.raises(OnbekendeLijst):
        lijsten.bestaat("Kleur-v01", "ROOD")
    assert lijsten.ontbrekend(["Kleur-v01", "Cohortstatus-v01"]) == ("Kleur-v01",)


def test_values_that_only_a_client_sends_are_taken_on_request(referentie: Any) -> None:
    los = Waardenlijsten.laad(met_client_waarden=True)
    streng = Waardenlijsten.laad()
    gezien = [(lijst["type"], waarde) for lijst in referentie for waarde in lijst["client_only_values"]]
    assert gezien
    for lijst, waarde in gezien:
        assert los.bestaat(lijst, waarde)
        assert not streng.bestaat(lijst, waarde)


def test_an_operator_can_put_another_file_in_place(tmp_path: Path) -> None:
    pad = eigen(
        tmp_path,
        "\ufeff# own lists\n\n"
        + KOP
        + "Kleur-v01;ROOD;Rood;2020-01-01;2020-12-31;documented\r\n"
        + 'Kleur-v01;ROOD;"Rood; weer";2022-01-01;;lod\n'
        + "Vorm-v01;;;;;unknown\n",
    )
    lijsten = Waardenlijsten.laad(pad)
    assert [w.omschrijving for w in lijsten.waarden("Kleur-v01")] == ["Rood", "Rood; weer"]
    assert lijsten.waarden("Vorm-v01") == ()
    assert lijsten.geldig("Kleur-v01", "ROOD", date(2022, 1, 1), None)
    assert not lijsten.geldig("Kleur-v01", "ROOD", date(2020, 6, 1), date(2022, 6, 1))
    with pytest.raises(OnbekendeLijst):
        lijsten.bestaat("Cohortstatus-v01", "O")


def test_a_value_may_live_for_one_day(tmp_path: Path) -> None:
    lijsten = Waardenlijsten.laad(eigen(tmp_path, KOP + "Kleur-v01;ROOD;;2020-01-01;2020-01-01;lod\n"))
    assert lijsten.geldig("Kleur-v01", "ROOD", date(2020, 1, 1), date(2020, 1, 2))


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        ("", "the first row must be"),
        ("lijst,waarde\n", "the first row must be"),
        (KOP + "Kleur-v01;ROOD\n", "lijsten.csv:2: 2 columns"),
        (KOP + "# c\nKleur-v01;ROOD;;2020-02-30;;lod\n", "lijsten.csv:3: vanaf '2020-02-30'"),
        (KOP + "Kleur-v01;ROOD;;;20201231;lod\n", "tot '20201231' is not a date"),
        (KOP + "Kleur-v01;ROOD;;2021-01-01;2020-12-31;lod\n", "before vanaf"),
        (KOP + "Kleur-v01;ROOD;;;;hearsay\n", "herkomst 'hearsay'"),
        (KOP + ";ROOD;;;;lod\n", "lijst is empty"),
        (KOP + "Kleur-v01;RO<D;;;;lod\n", "is not a WaardenlijstType"),
        (KOP + f"Kleur-v01;{'R' * 71};;;;lod\n", "is not a WaardenlijstType"),
        (KOP + "Kleur-v01;ROOD;;;;lod\n" * 2, "holds this row already"),
        (KOP + 'Kleur-v01;"ROOD;;;;lod\n', "lijsten.csv:2"),
        (KOP.encode() + b"Kleur-v01;\xff;;;;lod\n", "not UTF-8"),
        (b"x" * (MAX_BYTES + 1), "more than"),
        (KOP + "\n".join(f"K;W{i};;;;lod" for i in range(50_001)), "more than 50000 rows"),
    ],
)
def test_an_unusable_file_is_refused_with_the_place_and_the_reason(
    tmp_path: Path, inhoud: str | bytes, melding: str
) -> None:
    with pytest.raises(Waardenlijstfout) as fout:
        Waardenlijsten.laad(eigen(tmp_path, inhoud))
    assert melding in str(fout.value)
