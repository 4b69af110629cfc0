"""Headers, methods, hosts and cookies: what holds for every page and every state."""

import pytest
from werkzeug.test import TestResponse

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.bevoegdheid.sessies import begin_sessie
from rio_soap.web.frame.scherm import SESSIE, VOORAF
from rio_soap.web.schermen import SCHERMEN
from tests.service.conftest import Dienst
from tests.web.aanval.hulp_aanval import paden
from tests.web.browser import Browser, Pagina

PAGINAS = [(scherm, pad) for scherm, pad in paden(SCHERMEN) if "/inloggen/" not in pad]
TOESTANDEN = ("/nl/niets", "/nl/zoeken?geldigOp=nooit", "/nl/mijn", "/", "/nl/organisaties/999A999", "/nl/c/%00")


def veilig(antwoord: TestResponse) -> None:
    """What every answer says, whatever it is."""
    koppen = antwoord.headers
    regel = koppen["Content-Security-Policy"]
    assert regel.startswith("default-src 'none'; ")
    assert "unsafe" not in regel
    assert "*" not in regel
    assert "frame-ancestors 'none'" in regel
    assert "base-uri 'none'" in regel
    assert koppen["X-Content-Type-Options"] == "nosniff"
    assert koppen["Referrer-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in koppen
    assert len(koppen.getlist("Content-Security-Policy")) == len(koppen.getlist("Cache-Control")) == 1


@pytest.mark.parametrize("pad", [pad for _, pad in PAGINAS], ids=[scherm.naam for scherm, _ in PAGINAS])
def test_every_page_has_the_headers_that_keep_it_safe(browser: Browser, pad: str) -> None:
    """As everybody, and as somebody whose pages nobody keeps."""
    open_ = browser.haal(f"/nl{pad}", volg=False).antwoord
    veilig(open_)
    browser.client.set_cookie(SESSIE, "x" * 43)
    eigen = browser.haal(f"/nl{pad}", volg=False).antwoord
    veilig(eigen)
    assert eigen.headers["Cache-Control"] == "no-store"
    assert {"Cookie", "Accept-Language"} <= {een.strip() for een in open_.headers["Vary"].split(",")}


@pytest.mark.parametrize("adres", TOESTANDEN)
def test_every_state_has_them_too(browser: Browser, adres: str) -> None:
    antwoord = browser.haal(adres, volg=False).antwoord
    assert antwoord.status_code >= 300
    veilig(antwoord)


def test_a_file_of_the_pages_is_kept_and_the_same_for_everybody(browser: Browser) -> None:
    for naam in ("rio.css", "rio.js", "rio.svg"):
        browser.client.delete_cookie(SESSIE)
        antwoord = browser.client.get(f"/schermen/{naam}")
        veilig(antwoord)
        assert antwoord.headers["Cache-Control"].startswith("public, ")
        assert "Cookie" not in antwoord.headers.get("Vary", "")
        browser.client.set_cookie(SESSIE, "x" * 43)
        assert browser.client.get(f"/schermen/{naam}").data == antwoord.data
    assert browser.client.get("/schermen/..%2F__init__.py").status_code == 404


@pytest.mark.parametrize("pad", ["/nl/", "/nl/zoeken?q=hanze", "/en/organisaties/110A133", "/nl/niets", "/nl/inloggen"])
def test_head_answers_as_get_without_a_body(browser: Browser, pad: str) -> None:
    hoofd, heel = browser.client.head(pad), Browser(browser.dienst).client.get(pad)
    assert (hoofd.status_code, hoofd.data) == (heel.status_code, b"")
    assert hoofd.content_type == heel.content_type
    veilig(hoofd)


@pytest.mark.parametrize("methode", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "KWAAD"])
def test_a_method_that_no_page_takes_is_refused_by_a_page(browser: Browser, methode: str) -> None:
    for pad in ("/nl/", "/nl/zoeken", "/nl/mijn", "/nl/inloggen"):
        antwoord = browser.client.open(pad, method=methode)
        assert antwoord.status_code == 405, pad
        veilig(antwoord)
        assert Pagina(antwoord).boom.find(".//h1") is not None


def test_options_says_what_a_page_takes_and_does_nothing(browser: Browser) -> None:
    antwoord = browser.client.open("/nl/inloggen", method="OPTIONS")
    assert antwoord.status_code == 200
    assert set(antwoord.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert set(browser.client.open("/nl/zoeken", method="OPTIONS").headers["Allow"].split(", ")) == {
        "GET",
        "HEAD",
        "OPTIONS",
    }
    veilig(antwoord)


def test_a_page_that_takes_no_form_refuses_one(browser: Browser) -> None:
    for scherm, pad in PAGINAS:
        if "POST" not in scherm.methoden:
            assert browser.client.post(f"/nl{pad}", data={"x": "1"}).status_code == 405, pad


def test_a_form_that_is_too_large_is_refused_by_a_page_that_says_so(browser: Browser, dienst: Dienst) -> None:
    groot = "x" * (dienst.toepassing.pijplijn.maximum_bericht + 1)
    antwoord = browser.client.post("/nl/inloggen", data={"email": groot})
    assert antwoord.status_code == 413
    veilig(antwoord)
    assert "html" in str(antwoord.mimetype)


@pytest.mark.parametrize("host", ["kwaad.example", "kwaad.example:80", "kwaad.example/x", 'x"><kwaad>', "[::1", ""])
def test_the_host_that_a_request_names_is_on_no_page_and_in_no_link(browser: Browser, host: str) -> None:
    """Else who poisons a cache, or makes somebody ask, chooses where our links lead."""
    for pad in ("/nl/", "/nl/organisaties/110A133", "/nl/inloggen", "/nl/mijn", "/", "/nl/niets"):
        antwoord = browser.haal(pad, volg=False, headers={"Host": host, "X-Forwarded-Host": "kwaad.example"})
        assert antwoord.status < 500
        assert "kwaad" not in antwoord.tekst
        assert "kwaad" not in antwoord.antwoord.headers.get("Location", "").partition("?")[0]


@pytest.mark.parametrize("pad", ["/c///kwaad.example", "/nl/c//kwaad.example", "/c/%2F%2Fkwaad.example"])
def test_a_path_with_double_slashes_leads_nowhere(browser: Browser, pad: str) -> None:
    """Flask would send on for good, to the host that the request named, and a cache would keep it."""
    antwoord = browser.client.get(pad, headers={"Host": "kwaad.example"})
    assert antwoord.status_code == 404
    assert "Location" not in antwoord.headers
    assert '"//' not in antwoord.text


@pytest.mark.parametrize(
    "pad", ["/nl/zoeken", "/nl/", "/en/inloggen", "/nl/mijn", "/nl/organisaties/110A133", "/nl/niets"]
)
def test_a_query_that_is_longer_than_any_of_ours_is_refused_and_not_repeated(browser: Browser, pad: str) -> None:
    """Each link of a page has the query in it: 60 kB asked was half a megabyte answered."""
    pagina = browser.haal(f"{pad}?" + "&".join(f"q={nr}" for nr in range(6_000)), volg=False)
    assert pagina.status == (404 if "niets" in pad else 414)
    assert len(pagina.tekst) < 10_000
    assert "q=5999" not in pagina.tekst
    veilig(pagina.antwoord)


@pytest.mark.parametrize("koekje", ["", "x", "x" * 4000, "%00", "1", "' OR 1=1 --", "\u00e9", "null", "[]"])
def test_a_cookie_that_we_did_not_give_is_nobody(browser: Browser, koekje: str) -> None:
    for naam in (SESSIE, VOORAF, f"__Host-{SESSIE}"):
        browser.client.set_cookie(naam, koekje)
    pagina = browser.haal("/nl/mijn", volg=False)
    assert pagina.status == 303
    assert "/inloggen" in pagina.antwoord.headers["Location"]


def test_the_session_of_another_service_is_nobody_here(browser: Browser, besmet: object) -> None:
    """A secret opens the register that gave it and no other."""
    elders = Browser(besmet.dienst)  # type: ignore[attr-defined]
    wie = elders.word("elders@school.example")
    nu = SystemClock().nu()
    geheim = elders.dienst.register.schrijf(lambda session: begin_sessie(session, wie.id, nu))
    elders.client.set_cookie(SESSIE, geheim)
    assert elders.haal("/nl/mijn", volg=False).status == 200
    browser.client.set_cookie(SESSIE, geheim)
    assert browser.haal("/nl/mijn", volg=False).status == 303


def test_over_tls_a_cookie_without_the_prefix_is_nobody(browser: Browser) -> None:
    """Another host of the same domain may set a cookie by the bare name, not by the prefix."""
    browser.word("tls@school.example")
    assert browser.haal("/nl/mijn", volg=False).status == 200
    assert browser.haal("/nl/mijn", volg=False, base_url="https://localhost").status == 303


def test_over_tls_every_cookie_is_for_this_host_alone_and_no_script_reads_it(browser: Browser) -> None:
    antwoord = browser.haal("/nl/inloggen", base_url="https://localhost").antwoord
    [koekje] = antwoord.headers.getlist("Set-Cookie")
    assert koekje.startswith(f"__Host-{VOORAF}=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(koekje.split("; "))
    assert "Domain" not in koekje
    assert antwoord.headers["Strict-Transport-Security"].startswith("max-age=")


@pytest.mark.parametrize(
    "koppen", [{"Origin": "https://kwaad.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_of_another_site_is_refused_though_its_proof_is_right(browser: Browser, koppen: dict[str, str]) -> None:
    velden = browser.haal("/nl/inloggen").formulier("inloggen")
    antwoord = browser.client.post(velden.pop(""), data={**velden, "email": "a@b.example"}, headers=koppen)
    assert antwoord.status_code == 403
    veilig(antwoord)


def test_the_proof_of_one_browser_is_not_that_of_another(browser: Browser) -> None:
    vreemd = Browser(browser.dienst).haal("/nl/inloggen").formulier("inloggen")["csrf"]
    eigen = browser.haal("/nl/inloggen").formulier("inloggen")
    assert vreemd != eigen["csrf"]
    assert browser.stuur(eigen, csrf=vreemd, email="a@b.example").status == 403
