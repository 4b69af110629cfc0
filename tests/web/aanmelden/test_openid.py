"""Logging in by OpenID Connect, with a real issuer over HTTP: whom it lets in, and what it refuses."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import urllib3
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.test import Client

from rio_soap.api.tempo import Tempo
from rio_soap.register.bevoegdheid.gebruikers import met_email
from rio_soap.register.bevoegdheid.tweede_stap import zet_tweede_stap_aan
from rio_soap.web.aanmelden.schermen_aanmelden import AANMELDSCHERMEN, naar_inloggen
from rio_soap.web.frame.schermtoepassing import maak_schermtoepassing
from tests.service.conftest import Dienst
from tests.web.aanmelden.personen import bron_van, koekje, maak, nu
from tests.web.aanmelden.uitgever import Proefuitgever, uitgever
from tests.web.browser import Browser

KVK, BESTUUR = "99000001", "799B001"
"""Of a board of the trial data."""
_TELLER = count()
Maker = Callable[[], Browser]


@pytest.fixture(scope="module")
def issuer() -> Iterator[Proefuitgever]:
    with pytest.MonkeyPatch.context() as omgeving, uitgever() as dit:
        omgeving.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        yield dit


@pytest.fixture(autouse=True)
def _eerlijk(issuer: Proefuitgever) -> Iterator[None]:
    yield
    issuer.anders.clear()
    issuer.nonce = None


@pytest.fixture
def maak_browser(dienst: Dienst, issuer: Proefuitgever) -> Maker:
    """A browser of a service with this issuer; each time another application, that knows nothing of it yet."""

    def nieuw(**anders: str) -> Browser:
        opties = {"oidc_issuer": issuer.adres, "oidc_client_id": "rio", "oidc_secret": "g:eheim", **anders}
        app = maak_schermtoepassing(
            bron_van(dienst, helpdesk=str(next(_TELLER)), oidc_kvk_claim="kvk", **opties),
            AANMELDSCHERMEN,
            naar_inloggen,
            Tempo(0),
        )
        browser = Browser(dienst)
        browser.client = Client(app)
        return browser

    return nieuw


def ga(browser: Browser, adres: str = "/nl/inloggen/extern") -> str:
    """To the issuer; gives the address there."""
    pagina = browser.haal(adres, volg=False)
    assert pagina.status == 303
    return pagina.antwoord.headers["Location"]


def test_who_was_entered_is_bound_at_the_first_login_and_found_by_subject_after_it(
    dienst: Dienst, issuer: Proefuitgever, maak_browser: Maker
) -> None:
    maak(dienst, "oidc@school.example", wachtwoord=False)
    issuer.stuur("sub-1", email="OIDC@school.example", email_verified=True)
    browser = maak_browser()
    knop = browser.haal("/nl/inloggen?naar=/nl/mijn/account")
    assert "/nl/inloggen/extern?naar=%2Fnl%2Fmijn%2Faccount" in knop.links()
    adres = ga(browser, "/nl/inloggen/extern?naar=%2Fnl%2Fmijn%2Faccount")
    gevraagd = {naam: waarden[0] for naam, waarden in parse_qs(urlsplit(adres).query).items()}
    assert gevraagd["response_type"] == "code"
    assert gevraagd["code_challenge_method"] == "S256"
    terug = browser.haal(issuer.log_in(adres, "sub-1"), volg=False)
    assert (terug.status, terug.antwoord.headers["Location"]) == (303, "/nl/mijn/account")
    assert browser.haal("/nl/mijn/account").status == 200
    assert "U hebt hier geen wachtwoord" in browser.haal("/nl/mijn/account").woorden
    (inruil,) = [(vraag, kop) for pad, vraag, kop in issuer.gezien if pad == "/oauth2/token"]
    verifier = inruil[0]["code_verifier"][0].encode()
    gelijk = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
    assert gevraagd["code_challenge"] == gelijk
    assert base64.b64decode(inruil[1].partition(" ")[2]) == b"rio:g%3Aeheim"

    issuer.stuur("sub-1", email="elders@school.example", email_verified=False)
    weer = maak_browser()
    assert weer.haal(issuer.log_in(ga(weer, "/en/inloggen/extern"), "sub-1"), volg=False).status == 303
    assert koekje(weer)
    issuer.stuur("sub-2", email="oidc@school.example", email_verified=True)
    ander = maak_browser()
    pagina = ander.haal(issuer.log_in(ga(ander), "sub-2"), volg=False)
    assert (pagina.status, koekje(ander)) == (403, ""), "bound to another subject: the address alone lets nobody in"


@pytest.mark.parametrize(
    ("email", "claims"),
    [
        ("nietzeker@school.example", {"email": "nietzeker@school.example"}),
        ("nietzeker2@school.example", {"email": "nietzeker2@school.example", "email_verified": "true"}),
        ("nietgevraagd@school.example", {"email": "vreemd@school.example", "email_verified": True}),
        ("zonder@school.example", {}),
    ],
)
def test_an_address_that_the_issuer_did_not_verify_or_nobody_has_lets_nobody_in(
    email: str, claims: dict[str, Any], dienst: Dienst, issuer: Proefuitgever, maak_browser: Maker
) -> None:
    maak(dienst, email)
    issuer.stuur(f"sub-{email}", **claims)
    browser = maak_browser()
    pagina = browser.haal(issuer.log_in(ga(browser), f"sub-{email}"))
    assert (pagina.status, pagina.kop, koekje(browser)) == (403, "U hebt hier nog geen toegang", "")


def test_the_number_of_kvk_finds_boards_and_gives_no_role(
    dienst: Dienst, issuer: Proefuitgever, maak_browser: Maker
) -> None:
    maak(dienst, "kvk@school.example")
    issuer.stuur("sub-kvk", email="kvk@school.example", email_verified=True, kvk=KVK)
    browser = maak_browser()
    pagina = browser.haal(issuer.log_in(ga(browser), "sub-kvk"))
    assert pagina.kop == "U bent ingelogd, maar hebt nog geen rol"
    assert BESTUUR in pagina.woorden
    assert browser.haal("/nl/mijn/beheer/gebruikers").status == 403
    issuer.stuur("sub-onbekend", email="wie@elders.example", email_verified=True, kvk=KVK)
    vreemd = maak_browser()
    assert BESTUUR in vreemd.haal(issuer.log_in(ga(vreemd), "sub-onbekend")).woorden


def test_the_second_step_of_a_person_is_asked_after_the_issuer_too(
    dienst: Dienst, issuer: Proefuitgever, maak_browser: Maker
) -> None:
    wie, geheim = maak(dienst, "beide@school.example"), pyotp.random_base32()
    code = pyotp.TOTP(geheim).at(nu())
    dienst.register.schrijf(lambda session: zet_tweede_stap_aan(session, wie.id, geheim, code, nu()))
    issuer.stuur("sub-beide", email="beide@school.example", email_verified=True)
    browser = maak_browser()
    pagina = browser.haal(issuer.log_in(ga(browser), "sub-beide"), volg=False)
    assert (pagina.antwoord.headers["Location"], koekje(browser)) == ("/nl/inloggen/code", "")


def geweigerd(browser: Browser, terug: str) -> None:
    pagina = browser.haal(terug)
    assert (pagina.status, pagina.kop, koekje(browser)) == (403, "Niet ingelogd", "")


@pytest.fixture
def gast(dienst: Dienst, issuer: Proefuitgever) -> str:
    """Subject of somebody who may come in."""
    with dienst.register.lees() as session:
        er_al = met_email(session, "gast-oidc@school.example")
    if er_al is None:
        maak(dienst, "gast-oidc@school.example")
    issuer.stuur("sub-gast", email="gast-oidc@school.example", email_verified=True)
    return "sub-gast"


def test_a_code_that_another_browser_asked_for_logs_nobody_in(
    gast: str, issuer: Proefuitgever, maak_browser: Maker
) -> None:
    aanvaller, slachtoffer = maak_browser(), maak_browser()
    terug = issuer.log_in(ga(aanvaller), gast)
    geweigerd(slachtoffer, terug)
    ga(slachtoffer)
    geweigerd(slachtoffer, terug)
    geweigerd(aanvaller, terug.replace("state=", "state=x"))


def test_a_code_is_used_once(gast: str, issuer: Proefuitgever, maak_browser: Maker) -> None:
    browser = maak_browser()
    terug = issuer.log_in(ga(browser), gast)
    bewaard = koekje(browser, "rio-oidc")
    assert browser.haal(terug, volg=False).status == 303
    assert koekje(browser, "rio-oidc") == ""
    browser.client.delete_cookie("rio")
    geweigerd(browser, terug)
    browser.client.set_cookie("rio-oidc", bewaard)
    geweigerd(browser, terug)


def test_an_id_token_for_another_try_is_refused(gast: str, issuer: Proefuitgever, maak_browser: Maker) -> None:
    browser = maak_browser()
    issuer.nonce = "van-een-ander"
    geweigerd(browser, issuer.log_in(ga(browser), gast))


def test_an_answer_of_another_issuer_is_refused(gast: str, issuer: Proefuitgever, maak_browser: Maker) -> None:
    browser = maak_browser()
    geweigerd(browser, issuer.log_in(ga(browser), gast) + "&iss=https%3A%2F%2Fevil.example")
    weigert = maak_browser()
    geweigerd(weigert, issuer.log_in(ga(weigert), action="deny"))


_VREEMD = RSAKey.generate_key(2048)


ANDERS: tuple[dict[str, Any], ...] = (
    {"iss": "https://evil.example"},
    {"aud": "een-ander"},
    {"aud": ["rio", "een-ander"]},
    {"azp": "een-ander"},
    {"exp": 1},
    {"iat": 99999999999},
    {"sub": ""},
    {"sub": None},
    {"nonce": None},
)


def test_an_id_token_that_says_something_else_is_refused(gast: str, issuer: Proefuitgever, maak_browser: Maker) -> None:
    """Signed with the key that the issuer publishes, so that only what it says is wrong; unchanged it is taken."""
    echt = KeySet.import_key_set(urllib3.request("GET", f"{issuer.adres}/jwks").json())
    ook: dict[str, Any] = {}

    def gezegd(antwoord: dict[str, Any]) -> dict[str, Any]:
        inhoud = jwt.decode(antwoord["id_token"], echt).claims | ook
        return {**antwoord, "id_token": jwt.encode({"alg": "RS256", "kid": "v"}, inhoud, _VREEMD)}

    issuer.anders |= {
        "/jwks": lambda _: {"keys": [{**_VREEMD.as_dict(private=False), "kid": "v"}]},
        "/oauth2/token": gezegd,
    }
    browser = maak_browser()
    for anders in ANDERS:
        ook = anders
        geweigerd(browser, issuer.log_in(ga(browser), gast))
    ook = {}
    assert browser.haal(issuer.log_in(ga(browser), gast), volg=False).status == 303


def _zonder_handtekening(token: str) -> str:
    _, inhoud, _ = token.split(".")
    kop = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    return f"{kop}.{inhoud}."


@pytest.mark.parametrize(
    "vals",
    [
        _zonder_handtekening,
        lambda token: token[:-8] + "AAAAAAAA",
        lambda token: "",
        lambda token: "geen.token",
        lambda token: jwt.encode({"alg": "RS256"}, {"sub": "sub-gast"}, _VREEMD),
    ],
)
def test_an_id_token_with_no_signature_of_the_issuer_is_refused(
    vals: Callable[[str], str], gast: str, issuer: Proefuitgever, maak_browser: Maker
) -> None:
    issuer.anders["/oauth2/token"] = lambda antwoord: {**antwoord, "id_token": vals(antwoord["id_token"])}
    browser = maak_browser()
    geweigerd(browser, issuer.log_in(ga(browser), gast))


@pytest.mark.parametrize(
    "antwoord",
    [
        lambda wat: {**wat, "issuer": "https://evil.example"},
        lambda wat: {**wat, "authorization_endpoint": "javascript:alert(1)"},
        lambda wat: [],
        lambda wat: b"<html>",
        lambda wat: {**wat, "x": "y" * 300_000},
        lambda wat: b"[" * 100_000,
    ],
)
def test_an_issuer_that_says_nothing_usable_is_a_page_that_says_so(
    antwoord: Callable[[Any], Any], issuer: Proefuitgever, maak_browser: Maker
) -> None:
    issuer.anders["/.well-known/openid-configuration"] = antwoord
    pagina = maak_browser().haal("/nl/inloggen/extern")
    assert (pagina.status, pagina.kop) == (503, "Inloggen via uw organisatie kan nu niet")


def test_an_issuer_that_is_away_is_a_page_that_says_so_and_passwords_work(maak_browser: Maker) -> None:
    browser = maak_browser(oidc_issuer="http://localhost:9")
    pagina = browser.haal("/en/inloggen/extern")
    assert (pagina.status, pagina.antwoord.headers["Retry-After"]) == (503, "60")
    assert browser.haal("/en/inloggen").status == 200


def test_without_an_issuer_there_is_no_such_page(browser: Browser) -> None:
    for pad in ("extern", "terug?code=x&state=y"):
        assert browser.haal(f"/nl/inloggen/{pad}").status == 404
    assert "organisatie" not in browser.haal("/nl/inloggen").woorden


def test_who_asks_with_the_secret_in_the_body_does_so_when_the_issuer_wants_it(
    gast: str, issuer: Proefuitgever, maak_browser: Maker
) -> None:
    issuer.anders["/.well-known/openid-configuration"] = lambda wat: {
        **wat,
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }
    browser = maak_browser()
    assert browser.haal(issuer.log_in(ga(browser), gast), volg=False).status == 303
    _, vraag, kop = [een for een in issuer.gezien if een[0] == "/oauth2/token"][-1]
    assert (vraag["client_secret"], kop) == (["g:eheim"], "")
