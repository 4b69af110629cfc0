"""Onderwijslocaties: address, map, users and offers."""

from tests.web.browser import Browser

SVG = "{http://www.w3.org/2000/svg}"


def test_a_locatie_shows_its_address_its_users_and_what_is_offered_there(browser: Browser) -> None:
    pagina = browser.haal("/nl/locaties/799X004")
    assert "6982ZZ" in pagina.kop
    assert "/nl/organisaties/799B004" in pagina.links()
    assert "/nl/aanbod/99000000-0000-4000-8000-000000000008" in pagina.links()
    assert "Stichting Regionaal Opleidingencentrum Proefstreek" in pagina.woorden


def test_the_map_is_drawn_here_says_what_it_shows_and_stands_in_a_table_too(browser: Browser) -> None:
    pagina = browser.haal("/en/locaties/107X215")
    svg = pagina.boom.find(".//svg")
    assert svg is not None
    assert svg.get("role") == "img"
    genoemd = str(svg.get("aria-labelledby")).split()
    assert [svg.find(f".//*[@id='{id_}']") is not None for id_ in genoemd] == [True, True]
    assert "style" not in pagina.tekst.split("<main", 1)[1]
    assert len(svg.findall(".//circle")) >= 1
    buren = pagina.boom.iterfind(".//table/tbody/tr/td/a")
    assert "/en/locaties/107X216" in [a.get("href") for a in buren]


def test_all_locaties_are_listed_and_an_unknown_one_is_a_state(browser: Browser) -> None:
    assert "/nl/locaties/799X004" in browser.haal("/nl/locaties").links()
    assert browser.haal("/nl/locaties/999X999").status == 404
