"""The key of an object of another, of every kind that has a form: as every role nothing is shown, and nothing done."""

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from rio_soap.register.bevoegdheid.roltabel import BEREIKEN
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN, PAGINAS
from tests.web.aanval.conftest import Veldaanval
from tests.web.aanval.hulp_aanval import ANDER, BESTUUR
from tests.web.browser import Browser, Pagina

VOOR = {"onderwijsbestuurcode": ANDER, "erkennercode": "100E005", "code": "30SW01"}
BEPERKT = sorted(rol for rol, element in BEREIKEN.items() if element)


@pytest.fixture(scope="module")
def adressen(aanval: Veldaanval) -> dict[str, str]:
    """A form per kind with the key of an object that holds our attack, as who keeps all is shown it."""
    browser = Browser(aanval.dienst)
    browser.word("sleutels@duo.example", ("DUO", ""), ("INSTELLING", BESTUUR))
    uit: dict[str, str] = {}
    for pagina in PAGINAS:
        links = browser.haal(f"/nl/mijn/{pagina}").links()
        for soort in PAGINAS[pagina]:
            eigen = [link for link in links if f"{soort.pad}?" in link and "sleutel=" in link]
            besmet = [link for link in eigen if "kwaad" in browser.haal(link).tekst]
            uit |= {soort.naam: besmet[0]} if besmet else {}
    return uit


def test_there_is_such_an_object_of_nearly_every_kind(adressen: dict[str, str]) -> None:
    """Those without a text of people in them are not looked for here."""
    zonder = {"organisatierelatie", "opleidingsrelatie", "onderwijslocatiegebruik", "licentiemaatregel"}
    assert FORMULIERSOORTEN.keys() - adressen.keys() <= zonder | {"licentierelatie"}


@pytest.mark.parametrize("rol", BEPERKT)
def test_no_form_takes_or_shows_the_object_of_another(aanval: Veldaanval, adressen: dict[str, str], rol: str) -> None:
    """Asked, checked, confirmed and removed; a form that names no key of its own and holds the key of another too."""
    browser = Browser(aanval.dienst)
    browser.word(f"{rol.lower()}@ander.example", (rol, VOOR[BEREIKEN[rol]]))
    csrf = browser.haal("/nl/mijn/account").formulier()["csrf"]
    for naam, adres in adressen.items():
        delen = urlsplit(adres)
        [sleutel] = parse_qs(delen.query)["sleutel"]
        for pad in (delen.path, f"{delen.path}/verwijderen"):
            gevraagd = browser.haal(f"{pad}?{delen.query}")
            assert gevraagd.status in (403, 404, 410), (naam, pad)
            assert "kwaad" not in gevraagd.woorden  # the address, which names it, is that of who asks
            for doe in ("controleer", "bevestig"):
                velden = {"doe": doe, "sleutel": sleutel, "versie": "1", "csrf": csrf, "code": str(uuid4())}
                pagina = Pagina(browser.client.post(pad, data=velden))
                assert pagina.status in (403, 404, 410), (naam, pad, doe)
                assert "kwaad" not in pagina.woorden


@pytest.mark.parametrize("rol", ["INSTELLING", "BEHEER_AANBIEDER", "BEHEER_CONTACTADRES", "ERKENNER"])
def test_a_form_that_says_it_is_new_and_has_the_code_of_another_tells_and_does_nothing(
    aanval: Veldaanval, adressen: dict[str, str], rol: str
) -> None:
    """What is one's own is asked of the key; who leaves it out meets the controles, with no word of the object."""
    eigenaar, browser = Browser(aanval.dienst), Browser(aanval.dienst)
    eigenaar.word(f"eigenaar-{rol.lower()}@duo.example", ("DUO", ""), ("INSTELLING", BESTUUR))
    browser.word(f"nieuw-{rol.lower()}@ander.example", (rol, VOOR[BEREIKEN[rol]]))
    csrf = browser.haal("/nl/mijn/account").formulier()["csrf"]
    for naam, adres in adressen.items():
        pad = urlsplit(adres).path
        if browser.haal(pad).status == 403:
            continue
        voor = eigenaar.haal(adres).formulier(naam)
        anders = {veld: "Overgenomen" if "kwaad" in str(waarde) else waarde for veld, waarde in voor.items()}
        for doe in ("controleer", "bevestig"):
            velden = {**anders, "": pad, "doe": doe, "sleutel": "", "versie": "0", "csrf": csrf, "code": str(uuid4())}
            pagina = browser.stuur(velden, volg=False)
            assert pagina.status in (403, 404, 422), (naam, doe)
            assert "onkwaad" not in pagina.tekst, naam
        na = eigenaar.haal(adres).formulier(naam)
        assert {**na, "csrf": ""} == {**voor, "csrf": ""}, naam
