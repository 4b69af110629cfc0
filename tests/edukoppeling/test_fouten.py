"""The table of faults is the published one."""

import json

import pytest

from rio_soap.edukoppeling.faults import Edufout, Foutsoort


def test_codes_and_texts_are_the_published_nineteen(gedeeld):
    bron = json.loads((gedeeld / "reference" / "soapfaults.json").read_text("utf-8"))
    assert {(s.faultcode, s.faultstring) for s in Foutsoort} == {
        (f["faultcode"], f["faultstring"]) for f in bron["faults"]
    }
    assert len(Foutsoort) == 19


def test_steps_are_in_the_order_of_evaluation(gedeeld):
    bron = json.loads((gedeeld / "reference" / "soapfaults.json").read_text("utf-8"))
    stappen = bron["precedence"]["evaluation_order"]["steps"]
    assert [stap["faultcodes"] for stap in stappen] == [
        [s.faultcode for s in Foutsoort if s.stap.value == nummer] for nummer in range(1, len(stappen) + 1)
    ]


def test_the_name_of_a_fault_is_the_end_of_its_code():
    assert all(s.faultcode.endswith(f".{s.name}") for s in Foutsoort)


def test_only_dk0050_may_carry_another_text():
    assert Edufout(Foutsoort.DK0050, faultstring="Ongeldige waarde voor naam: x").faultstring.endswith("x")
    with pytest.raises(ValueError, match="fixed"):
        Edufout(Foutsoort.DK0004, faultstring="iets anders")
