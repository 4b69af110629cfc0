"""WSDL and schema in every form, over HTTP: one document or two, with substitution groups or with choices."""

import pytest
import xmlschema
import zeep
from lxml import etree

from rio_soap.contract import bron
from rio_soap.contract.operaties import BEHEREN, DIENSTEN, OPERATIES
from rio_soap.contract.operaties import Dienst as Contract
from tests.contract.test_keuzevorm import gelijkvormig
from tests.service.conftest import Dienst

XS = "{http://www.w3.org/2001/XMLSchema}"
WSDL = "{http://schemas.xmlsoap.org/wsdl/}"
VORMEN = ["wsdl", "singleWsdl", "wsdl&vorm=keuze", "singleWsdl&vorm=keuze"]
PER_CONTRACT = pytest.mark.parametrize("contract", DIENSTEN, ids=lambda c: c.naam)
PER_VORM = pytest.mark.parametrize("vorm", VORMEN)


def document(rio: Dienst, contract: Contract, vraag: str) -> etree._Element:
    antwoord = rio.get(f"{contract.pad}?{vraag}")
    assert (antwoord.status, antwoord.headers["Content-Type"]) == (200, "text/xml; charset=UTF-8")
    return etree.fromstring(antwoord.raw)


@PER_VORM
@PER_CONTRACT
def test_zeep_loads_every_form_with_all_operations_at_the_address_of_the_request(
    rio: Dienst, contract: Contract, vorm: str
) -> None:
    client = zeep.Client(f"http://127.0.0.1:{rio.port}{contract.pad}?{vorm}")
    (binding,) = client.wsdl.bindings.values()
    assert set(binding._operations) == {naam for naam, o in OPERATIES.items() if o.dienst is contract}
    assert client.service._binding_options["address"] == f"http://127.0.0.1:{rio.port}{contract.pad}"


@PER_CONTRACT
def test_the_forms_of_a_wsdl_differ_in_the_place_and_form_of_the_schema_only(rio: Dienst, contract: Contract) -> None:
    zonder = set()
    for vorm in VORMEN:
        wortel = document(rio, contract, vorm)
        (soorten,) = wortel.iterchildren(f"{WSDL}types")
        for kind in list(soorten):
            soorten.remove(kind)
        zonder.add(gelijkvormig(etree.tostring(wortel)))
    assert len(zonder) == 1


@pytest.mark.parametrize("keuze", [False, True])
@PER_CONTRACT
def test_one_document_holds_the_schema_that_the_other_refers_to(rio: Dienst, contract: Contract, keuze: bool) -> None:
    erbij = "&vorm=keuze" if keuze else ""
    (invoer,) = document(rio, contract, f"wsdl{erbij}").iter(f"{XS}import")
    plek = f"{contract.pad}?xsd={contract.xsd}{erbij}"
    assert invoer.get("schemaLocation") == f"http://127.0.0.1:{rio.port}{plek}"
    (schema,) = document(rio, contract, f"singleWsdl{erbij}").iterfind(f"{WSDL}types/*")
    assert not list(schema.iter(f"{XS}import", f"{XS}include"))
    alleen = rio.get(plek).raw
    assert alleen == bron.xsd_voor(contract.xsd, str, keuze=keuze)
    assert gelijkvormig(etree.tostring(schema, with_tail=False)) == gelijkvormig(alleen)
    assert schema.nsmap["rio"] == contract.schema_ns, "values use the prefix"
    assert xmlschema.XMLSchema10(alleen.decode()).target_namespace == contract.schema_ns


def test_names_of_the_parameters_are_taken_in_any_case(rio: Dienst) -> None:
    """As `?WSDL`, which some stacks ask for."""
    assert rio.get(f"{BEHEREN.pad}?SINGLEWSDL&Vorm=keuze").raw == rio.get(f"{BEHEREN.pad}?singleWsdl&vorm=keuze").raw


@pytest.mark.parametrize("vraag", ["wsdl&vorm=kies", "singleWsdl&vorm=Keuze", f"xsd={BEHEREN.xsd}&vorm=x"])
def test_another_form_is_refused_with_the_one_that_there_is(rio: Dienst, vraag: str) -> None:
    antwoord = rio.get(f"{BEHEREN.pad}?{vraag}")
    assert antwoord.status == 400
    assert b"known is keuze" in antwoord.raw


def test_a_part_without_namespace_is_the_same_in_every_form(rio: Dienst) -> None:
    """It is no contract's schema; what it includes has the address of the form."""
    assert rio.get(f"{BEHEREN.pad}?xsd=kenmerk.xsd&vorm=keuze").raw == rio.get(f"{BEHEREN.pad}?xsd=kenmerk.xsd").raw
    assert rio.get(f"{BEHEREN.pad}?vorm=keuze").status == 405
