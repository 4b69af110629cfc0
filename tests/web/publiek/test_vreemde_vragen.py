"""Whatever somebody puts in an address of these pages: text stays text, and nothing is an error of ours."""

from urllib.parse import quote

import pytest

from tests.web.browser import Browser

RAAR = ('<script>alert(1)</script>"', "' OR 1=1 --", "%", "..", "é\u202e", "x" * 3000, "{{ 7 * 7 }}", "0", "-1", "%00")
VRAGEN = {
    "/aanbod": (
        "q",
        "plaats",
        "postcode",
        "straal",
        "aanmeldenOp",
        "sector",
        "niveau",
        "aanbieder",
        "cursor",
        "geldigOp",
    ),
    "/opleidingen": ("q", "type", "pagina", "cursor", "geldigOp"),
    "/locaties": ("cursor",),
    "/erkenningen": ("erkenner", "na", "geldigOp"),
    "/samenwerkingen": ("postcode", "soort", "cursor"),
    "/opleidingserkenningen": ("stelsel", "code", "cursor"),
    "/licenties": ("cursor", "geldigOp"),
    "/erkenners": ("cursor", "geldigOp"),
    "/aanbod/99000000-0000-4000-8000-000000000008": ("vanaf", "geldigOp", "bekendOp"),
    "/opleidingen/1019O0031": ("na", "geldigOp", "bekendOp"),
}
PADEN = (
    "/aanbod/{}",
    "/aanbod/{}/historie",
    "/opleidingen/{}",
    "/locaties/{}",
    "/erkenningen/OCW/{}/99MA",
    "/erkenningen/{}/ERKENDE_VESTIGING/99MA00",
    "/erkenningen/OCW/ERKENDE_VESTIGING/{}",
    "/samenwerkingen/{}",
    "/opleidingserkenningen/{}",
    "/opleidingserkenningen/CREBO/{}",
    "/licenties/{}",
    "/erkenners/{}",
)


@pytest.mark.parametrize(("pad", "naam"), [(pad, naam) for pad, namen in VRAGEN.items() for naam in namen])
def test_a_strange_value_of_a_parameter_is_shown_as_text_or_refused(browser: Browser, pad: str, naam: str) -> None:
    for waarde in RAAR:
        pagina = browser.haal(f"/en{pad}?{naam}={quote(waarde)}")
        assert pagina.status in (200, 400, 404), waarde
        assert "<script>alert" not in pagina.tekst
        assert pagina.boom.find(".//h1") is not None


@pytest.mark.parametrize("pad", PADEN)
def test_a_strange_part_of_a_path_is_something_that_is_not_there(browser: Browser, pad: str) -> None:
    for waarde in RAAR:
        if waarde == "..":
            continue  # the client takes that out of the address
        pagina = browser.haal("/nl" + pad.format(quote(waarde, safe="")))
        assert pagina.status in (400, 404), waarde
        assert "<script>alert" not in pagina.tekst


def test_what_was_searched_for_stands_in_the_form_again_as_it_was_typed(browser: Browser) -> None:
    waarde = 'a "b" <c> & d'
    veld = browser.haal(f"/nl/aanbod?q={quote(waarde)}").boom.get_element_by_id("q")
    assert veld.get("value") == waarde


def test_of_a_cohort_beyond_the_last_there_is_none(browser: Browser) -> None:
    pagina = browser.haal("/nl/aanbod/99000000-0000-4000-8000-000000000008?vanaf=500")
    assert pagina.status == 200
    assert pagina.boom.find(".//ul[@class='kaarten']/li") is None


@pytest.mark.parametrize("methode", ["post", "put", "delete"])
def test_these_pages_are_only_asked_and_never_sent_to(browser: Browser, methode: str) -> None:
    antwoord = getattr(browser.client, methode)("/nl/aanbod")
    assert antwoord.status_code in (403, 404, 405)
