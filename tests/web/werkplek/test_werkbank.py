"""The workbench in the browser: what came in and was refused, why, where, and how to mend it."""

import re
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from werkzeug.test import Client

from rio_soap.bevinding import oorzaken
from rio_soap.contract.operaties import OPERATIES
from rio_soap.service.wsgi import MAG_BEHEER
from rio_soap.setup import trial
from tests.service.conftest import Dienst
from tests.web.browser import Browser, Pagina

LEVER = "aanleveren_opleidingseenheid"
SCRIPT = "<script>alert(1)</script>"


def bericht(dienst: Dienst) -> bytes:
    return dienst.verzoek(LEVER, {"opleidingseenheid": trial.voorbeeldlevering()})


def wacht_op(browser: Browser, adres: str, tekst: str) -> Pagina:
    """The page, once it says this: what got a fault is written after its answer."""
    for _ in range(100):
        pagina = browser.haal(adres)
        if tekst in pagina.tekst:
            return pagina
        time.sleep(0.05)
    raise AssertionError(f"{adres} never says {tekst}")


@pytest.fixture(scope="module")
def geweigerd(dienst: Dienst) -> str:
    """Number of a message that was changed after it was signed."""
    kapot = bericht(dienst).replace(b"Toegepaste Waterkunde", b"Toegepaste Waterkunst")
    assert dienst.post(LEVER, kapot).faultcode is not None
    pagina = wacht_op(Browser(dienst), "/nl/werkbank?uitslag=FAULT", "EK0031")
    return str(re.search(r"/werkbank/berichten/(F[0-9]+)", pagina.tekst)[1])  # type: ignore[index]


def test_refused_messages_stand_first_with_their_cause(browser: Browser, geweigerd: str) -> None:
    pagina = browser.haal("/nl/werkbank")
    nummers = [link.rpartition("/")[2] for link in pagina.links() if "/werkbank/berichten/" in link]
    assert nummers[0].startswith("F")
    assert any(nummer.startswith("B") for nummer in nummers)


@pytest.mark.parametrize(("taal", "woorden"), [("nl", ("Eerste oorzaak", "herstel")), ("en", ("First cause", "mend"))])
def test_a_vendor_comes_from_a_refused_message_to_its_remedy_in_three_steps(
    browser: Browser, geweigerd: str, taal: str, woorden: tuple[str, str]
) -> None:
    lijst = browser.haal("/werkbank", headers={"Accept-Language": taal})
    stuk = browser.haal(next(link for link in lijst.links() if link.endswith(geweigerd)))
    assert all(woord in stuk.woorden for woord in woorden)
    assert stuk.boom.find(".//mark") is not None
    oorzaak = browser.haal(next(link for link in stuk.links() if "/werkbank/oorzaken/" in link))
    assert oorzaak.status == 200
    assert len(oorzaak.boom.find(".//main/p").text_content()) > 20


def test_what_differs_from_the_last_good_one_is_shown(browser: Browser, geweigerd: str) -> None:
    stuk = browser.haal(f"/nl/werkbank/berichten/{geweigerd}")
    assert "Toegepaste Waterkunst" in stuk.woorden
    assert re.search(r"Het laatste goede bericht .* B[0-9]+", stuk.woorden)
    assert "Verschil per ondertekend deel" in stuk.woorden


def test_a_good_message_is_said_to_be_good(browser: Browser, geweigerd: str) -> None:
    stuk = browser.haal(f"/nl/werkbank/berichten/{geweigerd}")
    goed = browser.haal(next(link for link in stuk.links() if "/werkbank/berichten/B" in link))
    assert "RIO heeft dit bericht goedgekeurd." in goed.woorden
    assert goed.boom.find(".//mark") is None


def test_a_message_refused_by_the_rules_has_its_answer_and_place(browser: Browser, dienst: Dienst) -> None:
    antwoord = dienst.stuur("verwijderen_opleidingseenheid", {"opleidingseenheidcode": "9999O9999"})
    code = antwoord.tekst("foutcode")
    lijst = browser.haal("/nl/werkbank?uitslag=AFGEKEURD&operatie=verwijderen_opleidingseenheid")
    stuk = browser.haal(next(link for link in lijst.links() if "/werkbank/berichten/B" in link))
    assert str(code) in stuk.woorden
    assert "Wat RIO antwoordde" in stuk.woorden


def test_a_message_that_is_right_and_came_twice_says_what_was_wrong_then(browser: Browser, dienst: Dienst) -> None:
    data = bericht(dienst)
    antwoorden = [dienst.post(LEVER, data) for _ in range(2)]
    assert antwoorden[1].faultcode is not None
    code = antwoorden[1].faultcode.rpartition(":")[2]
    lijst = wacht_op(browser, "/nl/werkbank?uitslag=FAULT&volgorde=tijd", code)
    stuk = browser.haal(next(link for link in lijst.links() if "/werkbank/berichten/F" in link))
    assert "Wat RIO antwoordde" in stuk.woorden
    assert "Het bericht zelf is goed." in stuk.woorden


def test_of_what_was_too_large_to_read_the_cause_is_told_and_nothing_is_guessed(
    browser: Browser, dienst: Dienst
) -> None:
    pad, groot = OPERATIES[LEVER].dienst.pad, b" " * (dienst.settings.max_bericht + 1)
    assert Client(dienst.toepassing).post(pad, data=groot).status_code == 500
    titel = oorzaken()["te-groot"].titel("nl")
    lijst = wacht_op(browser, "/nl/werkbank?uitslag=FAULT&volgorde=tijd", titel)
    stuk = browser.haal(next(link for link in lijst.links() if "/werkbank/berichten/F" in link))
    assert titel in stuk.woorden
    assert "alleen het begin is bewaard, of niets" in stuk.woorden
    assert "Eerste oorzaak" not in stuk.woorden


def test_nothing_that_a_sender_wrote_becomes_markup(browser: Browser, dienst: Dienst) -> None:
    data = f'<a href="{SCRIPT}"/>'.encode() + SCRIPT.encode()
    dienst.post(LEVER, data, {"SOAPAction": f'"{SCRIPT}"', "Content-Type": f"text/xml; charset={SCRIPT}"})
    lijst = wacht_op(browser, "/nl/werkbank?volgorde=tijd&uitslag=FAULT", "DK0009")
    for link in [link for link in lijst.links() if "/werkbank/berichten/F" in link][:2]:
        stuk = browser.haal(link)
        assert stuk.status == 200
        assert SCRIPT not in stuk.tekst
        assert [s.get("src") for s in stuk.boom.iter("script")] == [s.get("src") for s in lijst.boom.iter("script")]
    assert SCRIPT not in browser.haal(f"/nl/werkbank?oin={SCRIPT}").tekst


def test_a_dropped_file_is_explained_and_not_kept(browser: Browser, dienst: Dienst) -> None:
    voor = browser.haal("/nl/werkbank?uitslag=FAULT").links()
    formulier = browser.haal("/nl/werkbank/uitleg").formulier("/uitleg")
    kapot = bericht(dienst).replace(b"Toegepaste Waterkunde", b"Toegepaste Waterkunst")
    pagina = browser.stuur(formulier, bestand=(BytesIO(kapot), SCRIPT), tekst="")
    assert "Eerste oorzaak" in pagina.woorden
    assert SCRIPT not in pagina.tekst
    assert browser.haal("/nl/werkbank?uitslag=FAULT").links() == voor


def test_a_captured_request_may_be_pasted(browser: Browser, dienst: Dienst) -> None:
    formulier = browser.haal("/en/werkbank/uitleg").formulier("/uitleg")
    http = 'POST /RIO HTTP/1.1\r\nContent-Type: text/xml\r\nSOAPAction: "x"\r\n\r\n' + bericht(dienst).decode()
    pagina = browser.stuur(formulier, tekst=http)
    assert "SOAPAction" in pagina.woorden
    assert "First cause" in pagina.woorden


def test_a_message_without_content_is_a_fault_of_the_form(browser: Browser) -> None:
    pagina = browser.stuur(browser.haal("/nl/werkbank/uitleg").formulier("/uitleg"), tekst=" ")
    assert "Kies een bestand of plak een bericht." in pagina.woorden


def test_what_is_not_a_number_of_a_message_or_a_cause_is_not_there(browser: Browser) -> None:
    for adres in ("berichten/F999999", "berichten/x", "berichten/B%00", "oorzaken/x"):
        assert browser.haal(f"/nl/werkbank/{adres}").status == 404
    assert browser.haal("/nl/werkbank?uitslag=x").status == 400


def test_a_client_that_asks_too_much_has_to_wait_and_a_message_may_be_no_larger_than_one_of_the_services(
    tmp_path: Path,
) -> None:
    dienst = Dienst(tmp_path, controle_per_minuut=2, werkbank="ja", max_bericht=50_000)
    try:
        browser = Browser(dienst)
        formulier = browser.haal("/nl/werkbank/uitleg").formulier("/uitleg")
        statussen = {browser.stuur(formulier, tekst="<a/>").status for _ in range(4)}
        assert statussen == {200, 429}
        for groot in ({"tekst": "x" * 60_000}, {"bestand": (BytesIO(b"x" * 60_000), "x.xml")}):
            pagina = browser.stuur(formulier, **groot)
            assert (pagina.status, pagina.kop) == (413, "Te groot")
    finally:
        dienst.stop()


PADEN = ("/werkbank", "/nl/werkbank", "/en/werkbank/uitleg", "/nl/werkbank/oorzaken/leeg")


def statussen(toepassing: object, *, anders: dict[str, object] | None = None) -> set[int]:
    client = Client(toepassing)  # type: ignore[arg-type]
    return {client.get(pad, environ_overrides=anders).status_code for pad in PADEN}


def test_it_is_not_there_unless_it_is_switched_on(tmp_path: Path) -> None:
    dienst = Dienst(tmp_path)
    try:
        assert statussen(dienst.toepassing) == {404}
        assert "/werkbank" not in Browser(dienst).haal("/nl/").tekst
        assert dienst.get("/health").status == 200
    finally:
        dienst.stop()


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Dienst]:
    dienst = Dienst(tmp_path, werkbank="ja", beheer_poort=1)  # the port itself is not opened here
    yield dienst
    dienst.stop()


def test_with_a_port_for_management_it_is_there_and_nowhere_else(apart: Dienst) -> None:
    assert statussen(apart.toepassing) == {404}
    assert statussen(apart.toepassing.beheer) == {303, 200}
    assert Client(apart.toepassing.beheer).get("/schermen/rio.css").status_code == 200
    assert Client(apart.toepassing.beheer).get("/nl/").status_code == 404


def test_who_may_not_see_controle_does_not_see_it(dienst: Dienst, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dienst.toepassing, "_toegang", lambda _: ("403 Forbidden", "no"))
    assert Client(dienst.toepassing).post("/controle", data=b"x").status_code == 403
    assert statussen(dienst.toepassing, anders={MAG_BEHEER: lambda: True}) == {404}
    assert "/nl/werkbank" not in Browser(dienst).haal("/nl/").tekst
