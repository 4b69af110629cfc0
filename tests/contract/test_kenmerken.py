"""The kenmerk configuration, read from our schemas, is that of the table."""

import json
from pathlib import Path
from typing import Any

import pytest

from rio_soap.contract.kenmerken import kenmerken
from rio_soap.contract.operaties import BEHEREN, DIENSTEN, RAADPLEGEN, Dienst
from rio_soap.contract.vorm import Vorm, vormen


@pytest.fixture(scope="module")
def tabel(gedeeld: Path) -> list[dict[str, Any]]:
    inhoud: list[dict[str, Any]] = json.loads((gedeeld / "reference" / "kenmerken.json").read_text("utf-8"))["types"]
    return inhoud


@pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda d: d.naam)
def test_elk_kenmerk_van_elk_object_is_dat_van_de_tabel(tabel: list[dict[str, Any]], dienst: Dienst) -> None:
    """Names in order, minimum, maximum, value element, waardenlijst and facets; inherited ones included."""
    verwacht = {
        soort["object"][0].lower() + soort["object"][1:]: [
            (k["name"], k["min"], k["max"], k["value_element"], k["waardenlijst"], k["facets"])
            for k in soort["kenmerken"]
        ]
        for soort in tabel
        if soort["service"] == dienst.naam
    }
    if dienst not in (BEHEREN, RAADPLEGEN):
        assert (kenmerken(dienst), verwacht) == ({}, {}), "our own contract has elements instead"
        return
    gevonden = {
        naam: [(k.naam, k.min, k.max, k.waarde_element, k.waardenlijst, dict(k.facets)) for k in configuratie]
        for naam, configuratie in kenmerken(dienst).items()
    }
    if dienst is BEHEREN:  # an element that shares the range of another type; the table names it once
        assert gevonden.pop("nieuweOnderwijsaanbieder") == verwacht["onderwijsaanbieder"]
    assert gevonden == verwacht
    assert len(verwacht) > 40


@pytest.mark.parametrize("dienst", [BEHEREN, RAADPLEGEN], ids=lambda d: d.naam)
def test_elk_element_dat_kenmerken_draagt_heeft_een_configuratie(dienst: Dienst) -> None:
    contract = vormen(dienst)
    dragers = {
        lid
        for naam in contract.complexe_namen
        for vorm in [contract.soort(naam)]
        if isinstance(vorm, Vorm)
        for veld, soort in vorm.per_tag.values()
        if isinstance(soort, Vorm) and not soort.abstract and any(v.naam == "kenmerken" for v in soort.velden)
        for lid in veld.leden
    }
    assert {"hoOpleiding", "hoOpleidingPeriode", "aangebodenHOOpleidingCohort", "onderwijsaanbieder"} <= dragers
    assert not dragers - set(kenmerken(dienst))
