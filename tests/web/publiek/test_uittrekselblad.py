"""The uittreksel on a page, as a file, and checked again: by what stands on a print and by the file."""

import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.web.publiek import uittrekselblad
from tests.register.schrijvers import aanbieder
from tests.service.conftest import Dienst
from tests.web.browser import Browser, Pagina

CODE = "100B490"


@pytest.fixture
def gedrukt(browser: Browser) -> Pagina:
    pagina = browser.haal(f"/nl/uittreksel?code={CODE}")
    assert pagina.status == 200
    return pagina


def _controle(pagina: Pagina) -> dict[str, str]:
    adres = next(link for link in pagina.links() if "/controleren?" in link)
    return {naam: waarden[0] for naam, waarden in parse_qs(urlsplit(adres).query).items()}


def test_a_print_says_its_number_both_dates_its_source_and_its_hash(gedrukt: Pagina) -> None:
    staat = _controle(gedrukt)
    for wat in (staat["nummer"], staat["geldigOp"], staat["bekendOp"], staat["hash"], "Hanzehogeschool", "Bron"):
        assert wat in gedrukt.woorden
    assert "Breedtegraad" in gedrukt.woorden
    assert "Geometrie" not in gedrukt.woorden, "that is JSON's, and no part of what is signed"
    assert len(gedrukt.tekst.encode()) < 100_000


def _posten(pagina: Pagina) -> list[str]:
    return [een.text_content() for een in pagina.boom.xpath("//dl[@class='gegevens post']")]


def _naar(pagina: Pagina, welke: str) -> str | None:
    """Address of the next or the previous page."""
    return next(iter(pagina.boom.xpath(f"//a[@rel='{welke}']/@href")), None)


def test_a_large_print_is_several_pages_of_one_uittreksel(
    browser: Browser, gedrukt: Pagina, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Together they have what one page has, under one number and hash; the way back is the same print."""
    monkeypatch.setattr(uittrekselblad, "_MEESTE", 12)
    bladen = [browser.haal(f"/nl/uittreksel?code={CODE}")]
    while adres := _naar(bladen[-1], "next"):
        bladen.append(browser.haal(adres))
    assert [post for blad in bladen for post in _posten(blad)] == _posten(gedrukt)
    assert len(bladen) > 3
    assert len({tuple(_controle(blad).items()) for blad in bladen}) == 1
    for nummer, blad in enumerate(bladen, 1):
        assert f"Bladzijde {nummer} van {len(bladen)}" in blad.woorden
    terug = _naar(bladen[2], "prev")
    assert terug is not None
    assert browser.haal(terug).tekst == bladen[1].tekst
    assert browser.haal(f"/nl/uittreksel?code={CODE}&pagina={len(bladen) + 1}").status == 404
    assert _naar(gedrukt, "next") is None


def test_a_further_page_of_what_the_register_did_not_say_is_not_shown(
    browser: Browser, gedrukt: Pagina, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uittrekselblad, "_MEESTE", 12)
    goed = {**_controle(gedrukt), "pagina": "2"}
    assert browser.haal("/nl/uittreksel", query_string=goed).status == 200
    for naam, anders in (("hash", "0" * 64), ("nummer", "0" * 36)):
        antwoord = browser.client.get("/nl/uittreksel", query_string={**goed, naam: anders})
        assert antwoord.status_code == 303
        assert "niet bevestigd" in browser.haal(antwoord.location).woorden
    for naam, anders in (("opgemaakt", "2999-01-01T00:00:00.000Z"), ("hash", ""), ("nummer", ""), ("opgemaakt", "")):
        nieuw = browser.haal("/nl/uittreksel", query_string={**goed, naam: anders})
        assert _controle(nieuw)["nummer"] != goed["nummer"], naam
    bestand = browser.client.get("/nl/uittreksel", query_string={**goed, "vorm": "xml"})
    assert goed["nummer"].encode() not in bestand.data


def test_a_restricted_contactadres_is_on_no_public_print_also_for_who_is_logged_in(browser: Browser) -> None:
    browser.word("uittreksel@hanze.example", ("DUO", ""))
    pagina = browser.haal(f"/nl/uittreksel?code={CODE}")
    assert "Leerplicht" not in pagina.woorden
    assert "Toezicht" not in pagina.woorden


def test_what_stands_on_a_print_is_confirmed_and_anything_else_is_not(browser: Browser, gedrukt: Pagina) -> None:
    staat = _controle(gedrukt)
    assert "Dit uittreksel klopt" in browser.haal("/nl/uittreksel/controleren", query_string=staat).woorden
    for naam, anders in (
        ("nummer", "0" * 36),
        ("code", "110A133"),
        ("code", "999B999"),
        ("geldigOp", "2020-01-01"),
        ("opgemaakt", "2999-01-01T00:00:00.000Z"),
        ("hash", "0" * 64),
    ):
        pagina = browser.haal("/nl/uittreksel/controleren", query_string={**staat, naam: anders})
        assert "niet bevestigd" in pagina.woorden, naam
    leeg = browser.haal("/nl/uittreksel/controleren", query_string={**staat, "hash": ""})
    assert (leeg.status, "Vul dit in" in leeg.woorden) == (400, True)


def test_a_print_of_before_a_change_is_confirmed_after_it_and_shows_what_was(browser: Browser, dienst: Dienst) -> None:
    """It says as of when it was known, so that a later change does not make it untrue."""
    eerst = {"onderwijsbestuurcode": CODE, "nieuweOnderwijsaanbieder": _school("Eerst Geheten")}
    code = dienst.stuur("aanleveren_onderwijsaanbieder", eerst).tekst("onderwijsaanbiedercode")
    assert code is not None
    voor = browser.haal(f"/nl/uittreksel?code={code}")
    staat = _controle(voor)
    assert "Eerst Geheten" in voor.woorden
    later = {"onderwijsbestuurcode": CODE, "onderwijsaanbieder": _school("Later Geheten", code)}
    assert dienst.stuur("aanleveren_onderwijsaanbieder", later).tekst("requestGoedgekeurd") == "true"
    assert "Later Geheten" in browser.haal(f"/nl/uittreksel?code={code}").woorden
    assert "Dit uittreksel klopt" in browser.haal("/nl/uittreksel/controleren", query_string=staat).woorden
    toen = browser.haal(f"/nl/uittreksel?code={code}&bekendOp={staat['bekendOp']}")
    assert "Eerst Geheten" in toen.woorden
    assert "Later Geheten" not in toen.woorden


def _school(naam: str, code: str | None = None) -> Gegeven:
    stand = aanbieder(naam)
    if code is None:
        return Gegeven("nieuweOnderwijsaanbieder", stand.velden)
    return Gegeven(stand.naam, {"onderwijsaanbiedercode": code, **stand.velden})


def test_the_file_is_signed_by_the_service_and_a_change_in_it_is_found(browser: Browser) -> None:
    bestand = browser.client.get(f"/nl/uittreksel?code={CODE}&vorm=xml")
    assert bestand.content_type == "application/xml"
    assert re.search(r'filename="uittreksel-100B490-\d{4}-\d\d-\d\d\.xml"', bestand.headers["Content-Disposition"])
    form = browser.haal("/en/uittreksel/controleren").formulier("/controleren")
    csrf = str(browser.haal("/en/uittreksel/controleren").boom.xpath("//input[@name='csrf']/@value")[0])

    def stuur(data: bytes) -> Pagina:
        velden = {"csrf": csrf, "bestand": (io.BytesIO(data), "u.xml")}
        return Pagina(browser.client.post("/en/uittreksel/controleren", data=velden))

    assert form is not None
    assert "genuine" in stuur(bestand.data).woorden
    vals = stuur(bestand.data.replace(b"Hanzehogeschool", b"Ganzehogeschool"))
    assert "Do not trust this file" in vals.woorden
    for raar in (b"<a/>", b"geen xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'):
        assert "Do not trust this file" in stuur(raar).woorden
    assert "Choose a file" in stuur(b"").woorden


def test_a_code_that_people_know_leads_to_its_erkenning_and_an_unknown_one_to_nothing(browser: Browser) -> None:
    for code in ("25be", "25BE00", "40169", "OCW/BEVOEGD_GEZAG/40169"):
        assert browser.haal(f"/en/uittreksel?code={code}").status == 200, code
    for code in ("999B999", "//", "a/b/c", "<script>"):
        assert browser.haal("/nl/uittreksel", query_string={"code": code}).status == 404, code


def test_a_moment_that_the_register_does_not_know_is_named_with_its_field(browser: Browser, dienst: Dienst) -> None:
    for moment in ("1999-01-01T00:00", "2999-01-01T00:00"):
        pagina = browser.haal(f"/nl/uittreksel?code={CODE}&bekendOp={moment}")
        assert (pagina.status, "bekendOp" in pagina.woorden or "Bekend op" in pagina.woorden) == (400, True)
