"""The table of contexten on the screens: compared first, replaced when confirmed, never over another's change."""

import io

from tests.web.browser import Browser
from tests.web.mijn.conftest import Mijn


def _tabel(browser: Browser) -> str:
    return browser.haal("/nl/mijn/beheer/contexten/tabel").tekst


def _stuur(browser: Browser, tabel: str) -> dict[str, object]:
    form = browser.haal("/nl/mijn/beheer/contexten").formulier("/contexten")
    return {**form, "bestand": (io.BytesIO(tabel.encode()), "contexten.csv")}


def test_a_table_is_compared_and_changes_nothing_until_that_is_confirmed(mijn: Mijn) -> None:
    browser = mijn.als(("BEHEERDER", ""))
    oud = _tabel(browser)
    nieuw = oud.replace("STAP;nee;nee;;;2000-01-01;", "STAP;nee;nee;;;2000-01-01;2026-01-01")
    assert nieuw != oud
    vergeleken = browser.stuur(_stuur(browser, nieuw))
    assert "Wat erbij komt" in vergeleken.woorden
    assert "STAP" in vergeleken.boom.findall(".//table")[0].text_content()
    assert _tabel(browser) == oud
    bevestig = vergeleken.boom.forms[[f.get("enctype") for f in vergeleken.boom.forms].index(None, 2)]
    velden = {"": bevestig.get("action"), **{k: v for k, v in bevestig.fields.items() if v is not None}}
    assert "De tabel is vervangen" in browser.stuur(velden).woorden
    assert _tabel(browser) == nieuw
    # The same once more: it was compared with a table that is not there any more.
    weer = browser.stuur(velden)
    assert "intussen door iemand anders gewijzigd" in weer.woorden
    assert browser.stuur({**velden, "tabel": oud, "was": weer.formulier("/contexten").get("was", "")}).status == 200


def test_a_table_that_cannot_be_is_told_by_its_line(mijn: Mijn) -> None:
    browser = mijn.als(("BEHEERDER", ""))
    oud = _tabel(browser)
    for van, tot, tekst in (
        ("naam;", "name;", "De eerste rij"),
        ("LEERPLICHT;nee", "LEERPLICHT;misschien", "vul ja of nee in bij openbaar"),
        ("GEMEENTE", "BURGER", "De rol BURGER is er niet"),
        ("ALGEMEEN;ja", "ALGEMEEN;nee", "moet gelden en voor iedereen zijn"),
    ):
        pagina = browser.stuur(_stuur(browser, oud.replace(van, tot)))
        assert pagina.status == 400
        assert tekst in pagina.woorden, pagina.woorden
    form = {**_stuur(browser, ""), "bestand": (io.BytesIO(b"\xff\xfe"), "x.csv")}
    assert "geen tekst in UTF-8" in browser.stuur(form).woorden
    assert _tabel(browser) == oud
