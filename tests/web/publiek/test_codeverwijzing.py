"""Stable links: any code leads to the page of what it names, in whatever spelling."""

import pytest

from rio_soap.web.publiek.codeverwijzing import codes_in, lijkt_code
from tests.web.browser import Browser

_UUID = "ab7431c0-f985-4742-aa68-42060570b17e"


@pytest.mark.parametrize(
    ("code", "pad"),
    [
        ("100B490", "/nl/organisaties/100B490"),
        ("110A133", "/nl/organisaties/110A133"),
        ("799G001", "/nl/organisaties/799G001"),
        ("799T001", "/nl/organisaties/799T001"),
        ("107X215", "/nl/locaties/107X215"),
        ("1007O5545", "/nl/opleidingen/1007O5545"),
        ("25BE", "/nl/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/25BE"),
        ("25BE00", "/nl/erkenningen/OCW/ERKENDE_VESTIGING/25BE00"),
        ("40169", "/nl/erkenningen/OCW/BEVOEGD_GEZAG/40169"),
        (_UUID, f"/nl/aanbod/{_UUID}"),
    ],
)
def test_a_code_of_any_kind_leads_to_its_page(browser: Browser, code: str, pad: str) -> None:
    antwoord = browser.haal(f"/nl/c/{code}", volg=False)
    assert (antwoord.status, antwoord.antwoord.headers["Location"]) == (303, pad)


@pytest.mark.parametrize(
    ("anders", "zoals"),
    [
        ("100b490", "100B490"),
        ("100 B 490", "100B490"),
        (_UUID.upper(), _UUID),
        (_UUID.replace("-", ""), _UUID),
        ("25be", "25BE"),
    ],
)
def test_another_spelling_leads_to_the_code_as_the_register_has_it(browser: Browser, anders: str, zoals: str) -> None:
    antwoord = browser.haal(f"/nl/c/{anders}", volg=False)
    assert (antwoord.status, antwoord.antwoord.headers["Location"]) == (303, f"/nl/c/{zoals}")


def test_a_link_keeps_the_day_and_the_moment_that_are_asked(browser: Browser) -> None:
    naar = browser.haal("/nl/c/100b490?geldigOp=2020-01-01", volg=False).antwoord.headers["Location"]
    assert naar == "/nl/c/100B490?geldigOp=2020-01-01"


def test_several_codes_are_a_list_that_names_those_that_are_not_known(browser: Browser) -> None:
    pagina = browser.haal("/nl/c/25BE,100B490,999X999")
    assert pagina.status == 200
    assert {"/nl/organisaties/100B490", "/nl/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/25BE"} <= set(pagina.links())
    assert "999X999" in pagina.woorden


def test_a_list_of_codes_says_what_each_is_called(browser: Browser) -> None:
    woorden = browser.haal("/nl/c/100B490,110A133,1007O5545").woorden
    assert "Stichting Hanzehogeschool Groningen" in woorden
    assert "Bedrijfskunde (proef)" in woorden


@pytest.mark.parametrize("code", ["999B999", "98ZZ", "x", "00000000-0000-4000-8000-000000000000", "1E9"])
def test_a_code_that_names_nothing_is_404_with_a_way_to_search_on(browser: Browser, code: str) -> None:
    pagina = browser.haal(f"/nl/c/{code}")
    assert pagina.status == 404
    assert f"/nl/zoeken?q={code.upper() if '-' not in code else code}" in pagina.links()
    (vak,) = pagina.boom.xpath("//input[@id='kop-q']")
    assert vak.get("value").upper() == code.upper()


def test_an_erkenning_that_does_not_say_whose_it_is_has_no_page_and_is_shown_as_what_it_is(browser: Browser) -> None:
    pagina = browser.haal("/nl/c/PROEF9906")
    assert pagina.status == 200
    assert "PROEF9906" in pagina.woorden
    assert not [een for een in pagina.links() if "//" in een]


def test_what_is_typed_is_looked_up_as_a_code_only_when_all_of_it_looks_like_codes() -> None:
    assert lijkt_code("25be, 100 B 490".replace(" B ", "B"))
    assert not lijkt_code("school 25BE")
    assert not lijkt_code("")
    assert codes_in("25BE;25be 40169") == ["25BE", "40169"]
