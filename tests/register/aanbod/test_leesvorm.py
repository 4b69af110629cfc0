"""An offer as it is read: what the register adds, leaves out and sorts, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven, Letterlijk
from rio_soap.register.aanbod.bericht import Aanbodbericht
from rio_soap.register.aanbod.leesvorm import MAX_ERKENNINGSLEUTELS, GelezenAanbod, lees_aangeboden_opleiding
from rio_soap.register.eenheid.rijen import Opleidingserkenning
from rio_soap.register.regels.standtekst import naar_json
from tests.register.hulp_aanbod import aanbod

BEGIN = date(2022, 9, 1)


def periode(begin: date, naam: str = "Proef") -> Gegeven:
    return Gegeven("aangebodenHOOpleidingPeriode", {"begindatum": begin, "naam": naam})


def erkenning(code: str = "34200", niveau: str = "", stelsel: str = "CROHO") -> Opleidingserkenning:
    return Opleidingserkenning(1, stelsel, code, niveau, "", BEGIN, None, "1010O6466")


def lees(gegeven: Gegeven, *erkenningen: Opleidingserkenning) -> Gegeven:
    return lees_aangeboden_opleiding(GelezenAanbod("x", "1010O6466", naar_json(gegeven)), erkenningen)


def geleverd(**velden: Any) -> Gegeven:
    return Gegeven("aangebodenHOOpleiding", {"aangebodenOpleidingPeriode": [periode(BEGIN)], **velden})


def test_the_choice_of_keys_is_read_as_the_code_of_the_unit() -> None:
    gelezen = lees(geleverd(opleidingseenheidSleutel="1010O9999"))
    assert gelezen.velden["opleidingseenheidcode"] == "1010O6466"
    assert "opleidingseenheidSleutel" not in gelezen.velden


def test_periods_are_read_by_their_begin() -> None:
    later, eerder = periode(date(2024, 1, 1), "later"), periode(date(2023, 1, 1), "eerder")
    gelezen: Any = lees(geleverd(aangebodenOpleidingPeriode=[later, eerder])).velden["aangebodenOpleidingPeriode"]
    assert [dict(deel["v"])["naam"] for deel in gelezen] == ["eerder", "later"]


@pytest.mark.parametrize(
    ("geleverd_als", "erkenningen", "veld", "codes"),
    [
        ("opleidingserkenningSleutel", ["b"], "opleidingserkenningSleutel", ["b"]),
        ("opleidingserkenningSleutel", ["b", "vak"], "opleidingserkenningSleutel", ["b"]),
        ("voVakerkenningSleutel", ["b", "vak"], "voVakerkenningSleutel", ["vak"]),
        ("opleidingserkenningSleutel", ["vak"], "voVakerkenningSleutel", ["vak"]),
        ("voVakerkenningSleutel", ["b"], "opleidingserkenningSleutel", ["b"]),
    ],
)
def test_the_keys_of_a_unit_are_of_one_kind_those_of_vakken_when_delivered_so(
    geleverd_als: str, erkenningen: list[str], veld: str, codes: list[str]
) -> None:
    rijen = [erkenning(code, "VWO" if code == "vak" else "") for code in erkenningen]
    gelezen: Any = lees(geleverd(**{geleverd_als: Gegeven(geleverd_als)}), *rijen).velden
    assert [sleutel.velden["opleidingscode"] for sleutel in gelezen[veld]] == codes
    assert len({"voVakerkenningSleutel", "opleidingserkenningSleutel"} & set(gelezen)) == 1


def test_a_key_that_many_erkenningen_share_is_shown_once_and_does_not_crowd_out_others() -> None:
    """Of the ho: V4 knows no unieke code."""
    velen = [erkenning()._replace(unieke_code=f"34200_{nummer}") for nummer in range(30)]
    gelezen = lees(geleverd(), *velen, erkenning("34201"))
    sleutels: Any = gelezen.velden["opleidingserkenningSleutel"]
    assert [een.velden["opleidingscode"] for een in sleutels] == ["34200", "34201"]


def test_no_more_keys_than_an_answer_holds() -> None:
    gelezen: Any = lees(geleverd(), *[erkenning(f"{nummer:05d}") for nummer in range(30)]).velden
    assert len(gelezen["opleidingserkenningSleutel"]) == MAX_ERKENNINGSLEUTELS


@pytest.mark.parametrize(("naam", "letterlijk"), [("Proef", True), ("Proef & co", False), ("<b>", False)])
def test_a_text_that_xml_must_escape_is_not_taken_literally(naam: str, letterlijk: bool) -> None:
    assert isinstance(lees(geleverd(aangebodenOpleidingPeriode=[periode(BEGIN, naam)])), Letterlijk) is letterlijk


def test_the_periods_of_a_message_are_kept_in_both_orders() -> None:
    later, eerder, gelijk = periode(date(2024, 1, 1)), periode(BEGIN), periode(date(2024, 1, 1), "ook")
    bericht = Aanbodbericht.van(
        Gegeven(
            "aangebodenHOOpleiding",
            {
                "aangebodenOpleidingCode": "x",
                "begindatum": BEGIN,
                "aangebodenOpleidingPeriode": [later, eerder, gelijk],
            },
        )
    )
    assert [periode.gegeven for periode in bericht.perioden] == [later, eerder, gelijk]
    assert [periode.gegeven for periode in bericht.op_begin] == [eerder, later, gelijk]
    assert [duur.einde for duur in bericht.perioden_duur] == [date(2024, 1, 1), None, None]


def test_a_part_of_an_offer_is_named_by_the_offer_and_what_tells_it_apart() -> None:
    bericht = Aanbodbericht.van(aanbod(code="ABC"))
    assert bericht.sleutels == (("aangebodenOpleidingCode", "ABC"),)
    assert bericht.periodesleutels(BEGIN) == (*bericht.sleutels, ("begindatum", "2022-09-01"))
    assert bericht.cohortsleutels("2026") == (*bericht.sleutels, ("cohortcode", "2026"))
