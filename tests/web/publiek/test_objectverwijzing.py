"""Which page an element of the contract leads to."""

import pytest

from rio_soap.contract.jsonvorm import Json
from rio_soap.web.publiek.objectverwijzing import van_element, van_instelling, van_opleiding

UUID = "99000000-0000-4000-8000-000000000001"
PADEN: list[tuple[str, Json, str]] = [
    ("onderwijsaanbiedercode", "799A001", "/organisaties/799A001"),
    ("samenwerkendeOnderwijsaanbiedercode", "799A001", "/organisaties/799A001"),
    ("onderwijsbestuurcode", "799B001", "/organisaties/799B001"),
    ("eigenaar", "799B001", "/organisaties/799B001"),
    ("opleidingseenheidcode", "1019O0031", "/opleidingen/1019O0031"),
    ("vanOpleidingseenheidcode", "1019O0031", "/opleidingen/1019O0031"),
    ("onderwijslocatiecode", "799X001", "/locaties/799X001"),
    ("aangebodenOpleidingCode", UUID, f"/aanbod/{UUID}"),
    ("licentiecode", UUID, f"/licenties/{UUID}"),
    ("naarLicentiecode", UUID, f"/licenties/{UUID}"),
    ("erkendeVestigingCode", "99PA00", "/erkenningen/OCW/ERKENDE_VESTIGING/99PA00"),
]


@pytest.mark.parametrize(("element", "waarde", "pad"), PADEN)
def test_a_code_leads_to_the_page_of_what_its_element_names(element: str, waarde: Json, pad: str) -> None:
    gevonden = van_element(element, waarde)
    assert gevonden is not None
    assert gevonden.pad == pad
    assert gevonden.is_eenheid == pad.startswith("/opleidingen/")


@pytest.mark.parametrize(
    ("element", "waarde"),
    [
        ("naamLang", "799A001"),
        ("onderwijsaanbiedercode", 7),
        ("begindatum", "2020-01-01"),
        ("x", None),
        ("x", {"a": 1}),
    ],
)
def test_any_other_element_leads_nowhere_whatever_its_value(element: str, waarde: Json) -> None:
    assert van_element(element, waarde) is None


def test_an_erkenning_of_an_institution_is_named_by_its_code_and_a_samenwerking_has_its_own_page() -> None:
    instelling = van_instelling({"erkenner": "OCW", "type": "ERKENDE_ONDERWIJSINSTELLING", "code": "99PA"})
    assert (instelling.pad, instelling.code) == ("/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/99PA", "99PA")
    samen = van_instelling({"erkenner": "OCW", "type": "ERKENDE_SAMENWERKING", "code": "PO9901"})
    assert samen.pad == "/samenwerkingen/PO9901"


def test_an_erkenning_of_an_opleiding_has_what_its_key_has() -> None:
    stelsel, code = ("opleidingsstelsel", "opleidingscode")
    gewoon = van_opleiding({stelsel: "CREBO", code: "99031"})
    vak = van_opleiding({stelsel: "VOVAK", code: "9904", "opleidingsniveau": "VO-VWO"})
    ho = van_opleiding({stelsel: "ISAT", code: "39901", "uniekeErkendeopleidingscode": "39901_1"})
    assert [een.pad.removeprefix("/opleidingserkenningen/") for een in (gewoon, vak, ho)] == [
        "CREBO/99031",
        "VOVAK/9904/VO-VWO",
        "ISAT/39901/39901_1",
    ]
    assert [een.code for een in (gewoon, vak, ho)] == ["CREBO 99031", "VOVAK 9904 VO-VWO", "ISAT 39901_1"]


def test_a_slash_within_a_key_stays_within_it() -> None:
    assert van_opleiding({"opleidingsstelsel": "X", "opleidingscode": "a/b"}).pad == "/opleidingserkenningen/X/a%2Fb"
