"""What stands around every page: states in the language of the path, sessions, forms, headers and cookies."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import Client

from rio_soap.api.tempo import Tempo
from rio_soap.edukoppeling.clock import FixedClock
from rio_soap.register.bevoegdheid.sessies import Gebruikssessie, vind_sessie
from rio_soap.register.database.failures import Unavailable
from rio_soap.web.frame.scherm import (
    SESSIE,
    VOORAF,
    Afdruk,
    Omleiding,
    Scherm,
    Schermbron,
    Schermverzoek,
    Toestand,
    Uitkomst,
    bewijs_van,
)
from rio_soap.web.frame.schermtoepassing import maak_schermtoepassing
from rio_soap.web.frame.schermvraag import OpAssen
from tests.service.conftest import Dienst
from tests.web.aanmelden.personen import bron_van, maak, nu, sessie_van
from tests.web.browser import Pagina


def wie(v: Schermverzoek) -> Uitkomst:
    return Afdruk((v.wie.naam if v.wie else "niemand").encode(), "text/plain")


def mijn(v: Schermverzoek) -> Uitkomst:
    return Afdruk(f"{v.context.gebruiker} {v.context.kanaal} {v.context.oin}|".encode(), "text/plain")


def beheer(v: Schermverzoek) -> Uitkomst:
    return Afdruk(b"beheer", "text/plain")


def formulier(v: Schermverzoek) -> Uitkomst:
    return Afdruk((v.formulier.get("a") or v.csrf).encode(), "text/plain")


def blijvend(v: Schermverzoek) -> Uitkomst:
    v.koekjes += [("rio-lang", "waarde", 60), ("rio-weg", "", None)]
    return Omleiding("/nl/wie")


def bestand(v: Schermverzoek) -> Uitkomst:
    return Afdruk([b"a;", b"b"], "text/csv; charset=utf-8", "rij.csv", 203)


def stuk(v: Schermverzoek) -> Uitkomst:
    raise RuntimeError("zeer geheime reden")


def weg(v: Schermverzoek) -> Uitkomst:
    raise Unavailable("no answer of db-17")


def ooit(v: Schermverzoek) -> Uitkomst:
    raise Toestand(410, "verwijderd", {"X-Proef": "ja"})


SCHERMEN = (
    Scherm("/wie", wie, OpAssen, van_register=False),
    Scherm("/mijn", mijn, ingelogd=True),
    Scherm("/beheer", beheer, ingelogd=True, rollen=frozenset(("BEHEERDER", "DUO"))),
    Scherm("/formulier", formulier, methoden=("GET", "POST"), van_register=False),
    Scherm("/blijvend", blijvend, van_register=False),
    Scherm("/bestand/<naam>", bestand, van_register=False),
    Scherm("/stuk", stuk),
    Scherm("/weg", weg),
    Scherm("/ooit", ooit),
)


@dataclass
class Proef:
    """The screens above, and who was sent to the page of logging in."""

    bron: Schermbron
    app: Flask
    buiten: list[Gebruikssessie | None]

    def haal(self, pad: str, sessie: str = "", basis: str = "http://localhost", **anders: Any) -> Pagina:
        client = Client(self.app)
        if sessie:
            client.set_cookie(f"__Host-{SESSIE}" if basis.startswith("https") else SESSIE, sessie)
        return Pagina(client.open(pad, base_url=basis, **anders))


Maak = Callable[..., Proef]


@pytest.fixture
def maak_proef(dienst: Dienst) -> Maak:
    def uit(klok: datetime | None = None, per_minuut: int = 0, **opties: Any) -> Proef:
        bron = bron_van(dienst, **opties)
        bron = bron if klok is None else replace(bron, klok=FixedClock(klok))
        buiten: list[Gebruikssessie | None] = []

        def zonder_sessie(v: Schermverzoek, sessie: Gebruikssessie | None) -> Omleiding:
            buiten.append(sessie)
            return Omleiding(v.url("/inloggen", kreeg=v.formulier.get("a")))

        app = maak_schermtoepassing(bron, SCHERMEN, zonder_sessie, Tempo(per_minuut))
        return Proef(bron, app, buiten)

    return uit


@pytest.fixture
def proef(maak_proef: Maak) -> Proef:
    return maak_proef()


@pytest.mark.parametrize(
    ("pad", "status", "nl", "en"),
    [
        ("/niets", 404, "Niet gevonden", "Not found"),
        ("/ooit", 410, "Verwijderd", "Removed"),
        ("/weg", 503, "Het register is even niet bereikbaar", ""),
        ("/stuk", 500, "Er ging iets mis", ""),
        ("/wie?geldigOp=gisteren", 400, "Deze vraag klopt niet", "Something is wrong with this question"),
    ],
)
def test_a_state_is_a_page_in_the_language_of_its_path(proef: Proef, pad: str, status: int, nl: str, en: str) -> None:
    """Whatever the browser prefers: the path is what somebody chose."""
    liever = {"Accept-Language": "en"}
    nederlands, engels = proef.haal(f"/nl{pad}", headers=liever), proef.haal(f"/en{pad}", headers={})
    assert (nederlands.status, engels.status) == (status, status)
    assert (nederlands.boom.get("lang"), engels.boom.get("lang")) == ("nl", "en")
    assert nederlands.kop == nl
    assert engels.kop != nl
    assert not en or engels.kop == en


@pytest.mark.parametrize(
    ("liever", "taal"),
    [
        ("", "nl"),
        ("fy", "nl"),
        ("en-US,nl;q=0.2", "en"),
        ("nl-BE,en;q=0.8", "nl"),
        ("EN", "en"),
        ("nl;q=0.3,en-GB;q=0.4", "en"),
        ("fr,en;q=0", "nl"),
        ("*", "nl"),
    ],
)
def test_a_path_without_a_language_has_the_one_that_the_browser_wants_most(
    proef: Proef, liever: str, taal: str
) -> None:
    """Of whatever country: Dutch of Belgium is Dutch, also when English without a country is asked for after it."""
    pagina = proef.haal("/niets", headers={"Accept-Language": liever})
    assert (pagina.status, pagina.boom.get("lang")) == (404, taal)


def test_a_path_that_only_begins_as_a_language_is_none(proef: Proef) -> None:
    assert proef.haal("/nlx/wie").status == 404


def test_what_broke_is_not_told_to_who_looked(proef: Proef, caplog: pytest.LogCaptureFixture) -> None:
    for pad, geheim in (("/nl/stuk", "zeer geheime reden"), ("/nl/weg", "db-17")):
        pagina = proef.haal(pad)
        assert geheim not in pagina.tekst
        assert "Traceback" not in pagina.tekst
        assert geheim in caplog.text, "the operator has it"


def test_of_a_register_that_does_not_answer_it_is_said_when_to_ask_again_and_who_helps(maak_proef: Maak) -> None:
    pagina = maak_proef(helpdesk="hulp@rio.example", helpdesk_uren="9-17").haal("/nl/weg")
    assert pagina.antwoord.headers["Retry-After"] == "5"
    assert "hulp@rio.example 9-17" in pagina.woorden
    assert "/opendata/v1/" in pagina.links()


def test_headers_of_a_state_are_sent(proef: Proef) -> None:
    assert proef.haal("/nl/ooit").antwoord.headers["X-Proef"] == "ja"


def test_a_page_that_takes_no_form_says_what_it_does_take(proef: Proef) -> None:
    pagina = proef.haal("/en/wie", method="POST")
    assert (pagina.status, pagina.boom.get("lang")) == (405, "en")
    assert set(pagina.antwoord.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_form_larger_than_a_message_may_be_is_not_read(proef: Proef) -> None:
    proef.app.config["MAX_CONTENT_LENGTH"] = 2000
    pagina = proef.haal("/nl/formulier", method="POST", data={"a": "x" * 3000})
    assert (pagina.status, pagina.kop) == (413, "Te groot")


def test_who_asks_too_much_is_told_how_long_to_wait_in_his_language(maak_proef: Maak) -> None:
    proef = maak_proef(per_minuut=2)
    assert proef.haal("/en/wie").antwoord.headers["RateLimit"] == '"minuut";r=1;t=60'
    proef.haal("/en/wie")
    pagina = proef.haal("/en/wie")
    wacht = int(pagina.antwoord.headers["Retry-After"])
    assert (pagina.status, pagina.kop) == (429, "Too many requests")
    assert 1 <= wacht <= 60
    assert f"Wait {wacht} second" in pagina.woorden
    assert pagina.antwoord.headers["RateLimit"] == '"minuut";r=0;t=60'
    assert proef.haal("/en/wie", environ_base={"REMOTE_ADDR": "10.0.0.9"}).status == 200, "another address"


def test_without_a_limit_nothing_is_said_of_one(proef: Proef) -> None:
    assert "RateLimit" not in proef.haal("/nl/wie").antwoord.headers


@pytest.mark.parametrize(("later", "genoteerd"), [(59, False), (60, True), (61, True)])
def test_that_somebody_was_here_is_noted_when_a_minute_passed(
    dienst: Dienst, maak_proef: Maak, later: int, genoteerd: bool
) -> None:
    begin = nu()
    geheim = sessie_van(dienst, maak(dienst, f"minuut{later}@frame.example", wachtwoord=False).id, begin)
    moment = begin + timedelta(seconds=later)
    assert maak_proef(moment).haal("/nl/wie", geheim).tekst == f"Minuut{later}"
    with dienst.register.lees() as session:
        gevonden = vind_sessie(session, geheim)
    assert gevonden is not None
    assert (gevonden.laatst == moment) is genoteerd
    assert (gevonden.laatst == begin) is not genoteerd


def test_who_clicks_each_ten_minutes_stays_logged_in_until_eight_hours_are_over(
    dienst: Dienst, maak_proef: Maak
) -> None:
    begin = nu()
    geheim = sessie_van(dienst, maak(dienst, "bezig@frame.example", wachtwoord=False).id, begin)
    gezien = []
    for minuten in (*range(20, 480, 20), 479, 480):
        moment = begin + timedelta(minutes=minuten)
        gezien.append(maak_proef(moment).haal("/nl/wie", geheim).tekst)
    assert gezien == ["Bezig"] * (len(gezien) - 1) + ["niemand"]


def test_a_person_who_was_ended_is_not_logged_in_by_a_session_of_before(dienst: Dienst, maak_proef: Maak) -> None:
    tot = nu() + timedelta(minutes=5)
    wie_ = maak(dienst, "einde@frame.example", wachtwoord=False, tot=tot)
    geheim = sessie_van(dienst, wie_.id, nu())
    assert maak_proef(tot - timedelta(seconds=1)).haal("/nl/mijn", geheim).status == 200
    daarna = maak_proef(tot)
    assert daarna.haal("/nl/mijn", geheim).status == 303
    (sessie,) = daarna.buiten
    assert sessie is not None, "whose form it was is still known"
    assert sessie.gebruiker == wie_.id
    assert daarna.haal("/nl/wie", geheim).tekst == "niemand"


def test_a_text_that_is_no_session_is_as_none(proef: Proef) -> None:
    for geheim in ("verzonnen", "x" * 3000, "%00", "é"):
        assert proef.haal("/nl/wie", geheim).tekst == "niemand"
        assert proef.haal("/nl/mijn", geheim).status == 303
    assert proef.buiten == [None] * 4


def test_a_page_of_a_person_has_the_context_of_that_person_and_no_sender(dienst: Dienst, proef: Proef) -> None:
    wie_ = maak(dienst, "context@frame.example", wachtwoord=False)
    assert proef.haal("/nl/mijn", sessie_van(dienst, wie_.id, nu())).tekst == f"{wie_.id} SCHERM |"


def test_a_page_with_roles_is_for_who_has_one_of_them(dienst: Dienst, proef: Proef) -> None:
    for email, rollen, status in (
        ("zonderrol@frame.example", [], 403),
        ("andere@frame.example", [("INSTELLING", "100B490")], 403),
        ("met@frame.example", [("DUO", "")], 200),
    ):
        wie_ = maak(dienst, email, *rollen, wachtwoord=False)
        pagina = proef.haal("/nl/beheer", sessie_van(dienst, wie_.id, nu()))
        assert pagina.status == status, email
        if status == 403:
            assert pagina.kop == "Geen toegang"
            assert "DUO" in pagina.woorden, "which roles it takes is said"


@pytest.mark.parametrize(
    ("koppen", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "https://localhost"}, 200),  # a proxy took the TLS away
        ({"Origin": "http://elders.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:81"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_a_form_counts_from_a_page_of_ours_alone(proef: Proef, koppen: dict[str, str], status: int) -> None:
    client = Client(proef.app)
    bewijs = client.get("/nl/formulier").text
    antwoord = client.post("/nl/formulier", data={"csrf": bewijs, "a": "gedaan"}, headers=koppen)
    assert (antwoord.status_code, antwoord.text == "gedaan") == (status, status == 200)


@pytest.mark.parametrize("bewijs", ["", "0" * 64, "é", bewijs_van("van een ander")])
def test_a_form_with_another_proof_changes_nothing(proef: Proef, bewijs: str) -> None:
    client = Client(proef.app)
    client.get("/nl/formulier")
    pagina = Pagina(client.post("/nl/formulier", data={"csrf": bewijs, "a": "gedaan"}))
    assert (pagina.status, pagina.kop) == (403, "Dit formulier is verlopen")


def test_the_secret_itself_is_no_proof(proef: Proef) -> None:
    client = Client(proef.app)
    client.get("/nl/formulier")
    koekje = client.get_cookie(VOORAF)
    assert koekje is not None
    assert client.post("/nl/formulier", data={"csrf": koekje.value, "a": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("basis", "voor", "veilig"), [("http://localhost", "", False), ("https://x.nl", "__Host-", True)]
)
def test_cookies_are_out_of_reach_of_scripts_and_held_to_this_host_over_tls(
    proef: Proef, basis: str, voor: str, veilig: bool
) -> None:
    gezet = proef.haal("/nl/formulier", basis=basis).antwoord.headers.getlist("Set-Cookie")
    (regel,) = gezet
    delen = regel.split("; ")
    assert delen[0].startswith(f"{voor}{VOORAF}=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(delen)
    assert ("Secure" in delen) is veilig
    assert not any(deel.startswith(("Domain", "Max-Age", "Expires")) for deel in delen), "it goes with the browser"


def test_over_tls_a_cookie_without_the_prefix_is_nobodys(dienst: Dienst, proef: Proef) -> None:
    """Another host of the domain can set that one, and so log somebody in as who it likes."""
    geheim = sessie_van(dienst, maak(dienst, "prefix@frame.example", wachtwoord=False).id, nu())
    client = Client(proef.app)
    client.set_cookie(SESSIE, geheim, domain="x.nl")
    assert client.get("/nl/wie", base_url="https://x.nl").text == "niemand"
    client.set_cookie(f"__Host-{SESSIE}", geheim, domain="x.nl")
    assert client.get("/nl/wie", base_url="https://x.nl").text == "Prefix"


def test_a_cookie_lasts_as_long_as_was_said_or_is_taken_away(proef: Proef) -> None:
    antwoord = proef.haal("/nl/blijvend").antwoord
    blijft, gaat = antwoord.headers.getlist("Set-Cookie")
    assert "Max-Age=60" in blijft
    assert gaat.startswith("rio-weg=;")
    assert "Max-Age=0" in gaat
    assert (antwoord.status_code, antwoord.headers["Location"]) == (303, "/nl/wie")
    assert antwoord.headers["Cache-Control"] == "no-store", "a cookie of one is not kept for another"


def test_a_file_is_saved_under_its_name(proef: Proef) -> None:
    antwoord = proef.haal("/nl/bestand/x").antwoord
    assert (antwoord.status_code, antwoord.get_data()) == (203, b"a;b")
    assert antwoord.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert antwoord.headers["Content-Disposition"] == 'attachment; filename="rij.csv"'


@pytest.mark.parametrize("pad", ["/nl/wie", "/nl/niets", "/nl/stuk", "/schermen/rio.css", "/"])
def test_every_answer_has_the_headers_that_keep_browsers_from_guessing(proef: Proef, pad: str) -> None:
    koppen = proef.haal(pad).antwoord.headers
    assert koppen["X-Content-Type-Options"] == "nosniff"
    assert koppen["Referrer-Policy"] == "same-origin"
    assert koppen["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "form-action 'self';" in koppen["Content-Security-Policy"]
    assert "Strict-Transport-Security" not in koppen, "over http a browser would not believe it"
    assert "Strict-Transport-Security" in proef.haal(pad, basis="https://x.nl").antwoord.headers


def test_a_form_may_lead_on_to_the_issuer_by_which_people_log_in(maak_proef: Maak) -> None:
    koppen = maak_proef(oidc_issuer="https://login.example").haal("/nl/wie").antwoord.headers
    assert "form-action 'self' https://login.example;" in koppen["Content-Security-Policy"]


def test_a_page_of_everybody_may_be_kept_when_it_is_asked_about_again(dienst: Dienst, proef: Proef) -> None:
    assert proef.haal("/nl/wie").antwoord.headers["Cache-Control"] == "no-cache"
    geheim = sessie_van(dienst, maak(dienst, "bewaar@frame.example", wachtwoord=False).id, nu())
    for basis in ("http://localhost", "https://localhost"):
        assert proef.haal("/nl/wie", geheim, basis).antwoord.headers["Cache-Control"] == "no-store"
    assert proef.haal("/nl/formulier", method="POST").antwoord.headers["Cache-Control"] == "no-store"


def test_files_of_the_pages_are_kept_for_ever_under_an_address_of_their_version(proef: Proef) -> None:
    boom = proef.haal("/nl/niets").boom
    adressen = [str(een.get("href") or een.get("src")) for een in boom.xpath("//link[@rel!='alternate']|//script")]
    assert {adres.partition("?v=")[0].rpartition(".")[2] for adres in adressen} == {"css", "svg", "js"}
    versies = {adres.partition("?v=")[2] for adres in adressen}
    assert len(versies) == len(adressen), "each has its own"
    for adres in adressen:
        antwoord = proef.haal(adres).antwoord
        assert antwoord.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert antwoord.headers["Content-Type"].partition(";")[0] in ("text/css", "text/javascript", "image/svg+xml")


@pytest.mark.parametrize("naam", ["../schermen.py", "rio.css/..", "..%2fschermtoepassing.py", "rio.map", ""])
def test_no_other_file_is_given(proef: Proef, naam: str) -> None:
    assert proef.haal(f"/schermen/{naam}").status == 404


def test_a_stable_link_leads_to_the_language_of_the_browser_with_its_question(proef: Proef) -> None:
    antwoord = proef.haal("/c/100B490?geldigOp=2026-01-01", headers={"Accept-Language": "en"}).antwoord
    assert (antwoord.status_code, antwoord.headers["Location"]) == (303, "/en/c/100B490?geldigOp=2026-01-01")
    assert proef.haal("/c/100B490").antwoord.headers["Location"] == "/nl/c/100B490"


def test_a_stable_link_does_not_lead_elsewhere(proef: Proef) -> None:
    naar = proef.haal("/c//elders.example").antwoord.headers.get("Location", "/")
    assert naar.startswith(("/", "http://localhost/"))
    assert not naar.startswith("//")
