"""Messages of one's besturen: which somebody sees, and what of them."""

import pytest
import sqlalchemy as sa

from rio_soap.register.bevoegdheid.roltabel import BEREIKEN
from rio_soap.register.database.model import berichtenlog, schermbericht
from rio_soap.setup import trial
from tests.web.browser import Browser
from tests.web.mijn.conftest import AANBIEDER, ANDER, BESTUUR, Mijn

VAN_BESTUUR = [rol for rol, element in BEREIKEN.items() if element == "onderwijsbestuurcode"]


def test_refused_messages_of_late_stand_in_front_with_their_codes(mijn: Mijn) -> None:
    pagina = mijn.haal("/mijn/berichten", ("INSTELLING", BESTUUR))
    eerste = pagina.boom.findall(".//table")[0]
    assert "Afgekeurd in de laatste dertig dagen" in str(eerste.findtext("caption"))
    assert "verwijderen_onderwijsaanbieder" in eerste.text_content()
    assert "N04810" in eerste.text_content()


def test_a_message_has_its_findings_what_it_changed_and_its_request_without_envelope(mijn: Mijn) -> None:
    browser = mijn.als(("INSTELLING", BESTUUR))
    fout = browser.haal(f"/nl/mijn/berichten/{mijn.berichten['fout']}")
    assert "dienen eerst verwijderd te worden" in fout.woorden
    assert f"<duo:onderwijsaanbiedercode>{AANBIEDER}" in fout.woorden
    assert "X509" not in fout.tekst
    goed = browser.haal(f"/nl/mijn/berichten/{mijn.berichten['eenheid']}")
    assert "Wat er is gewijzigd" in goed.woorden
    xml = browser.haal(f"/nl/mijn/berichten/{mijn.berichten['eenheid']}?vorm=xml").antwoord
    assert xml.headers["Content-Disposition"] == 'attachment; filename="aanleveren_opleidingseenheid.xml"'
    assert b"Signature" not in xml.data


@pytest.mark.parametrize("rol", BEREIKEN)
def test_the_message_of_another_is_as_if_it_were_not_there(mijn: Mijn, rol: str) -> None:
    """Its page is that of a code that nobody ever used, in all but DUO's hands."""
    bereik = {"onderwijsbestuurcode": ANDER, "erkennercode": "100E003", "code": "30SW01"}.get(BEREIKEN[rol], "")
    browser = mijn.als((rol, bereik))
    kreeg = {browser.haal(f"/nl/mijn/berichten/{code}").status for code in mijn.berichten.values()}
    assert kreeg == {200 if rol == "DUO" else 404}
    niets = browser.haal("/nl/mijn/berichten/00000000-0000-4000-8000-000000000000")
    assert niets.status == 404
    if rol != "DUO":
        ander = browser.haal(f"/nl/mijn/berichten/{mijn.berichten['fout']}")
        code = "00000000-0000-4000-8000-000000000000"
        assert ander.tekst.replace(mijn.berichten["fout"], code) == niets.tekst
        assert AANBIEDER not in browser.haal("/nl/mijn/berichten").tekst


@pytest.mark.parametrize("rol", VAN_BESTUUR)
def test_deliveries_are_for_every_role_of_the_bestuur_readings_for_who_reads_its_contact(mijn: Mijn, rol: str) -> None:
    browser = mijn.als((rol, BESTUUR))
    assert browser.haal(f"/nl/mijn/berichten/{mijn.berichten['fout']}").status == 200
    leest = rol in {"INSTELLING", "BEHEERDER_ALGEMEEN", "BEHEER_CONTACTADRES", "LEES_CONTEXT"}
    for naam in ("gelezen", "TOEZICHT"):
        assert browser.haal(f"/nl/mijn/berichten/{mijn.berichten[naam]}").status == (200 if leest else 404)


def test_a_code_is_found_in_whatever_case(mijn: Mijn) -> None:
    code = mijn.berichten["fout"].upper()
    assert mijn.haal(f"/mijn/berichten/{code}", ("INSTELLING", BESTUUR)).status == 200


def test_what_is_asked_is_what_is_shown(mijn: Mijn) -> None:
    browser = mijn.als(("INSTELLING", BESTUUR))

    def codes(vraag: str) -> set[str]:
        links = browser.haal(f"/nl/mijn/berichten?{vraag}").links()
        return {link.rpartition("/")[2] for link in links if "/berichten/" in link}

    assert codes("uitslag=fout") == {mijn.berichten["fout"]}
    assert codes("operatie=aanleveren_opleidingseenheid") == {mijn.berichten["eenheid"]}
    assert codes("uitslag=goed&operatie=aanleveren_contactadres") == {
        mijn.berichten[n] for n in ("LEERPLICHT", "TOEZICHT", "BPV")
    }
    assert codes("tot=2020-01-01") == codes("van=2100-01-01") == set()
    assert browser.haal("/nl/mijn/berichten?van=gisteren").status == 400


def test_a_colleague_is_told_by_role_and_to_duo_by_address(mijn: Mijn) -> None:
    """Somebody acted on a screen for this bestuur only, so colleagues see it; with another bestuur they would not."""
    mijn.stuur("scherm", "verwijderen_onderwijsaanbieder", trial.OIN_HANZE, onderwijsaanbiedercode=AANBIEDER)
    browser, code = Browser(mijn.dienst), mijn.berichten["scherm"]
    wie = browser.word("collega@school.example", ("BEHEER_AANBIEDER", BESTUUR))
    nummer = sa.select(berichtenlog.c.id).where(berichtenlog.c.identificatiecode == code)

    def koppel(session: object) -> None:
        bericht = session.execute(nummer).scalar_one()  # type: ignore[attr-defined]
        session.execute(sa.insert(schermbericht), {"bericht": bericht, "gebruiker": wie.id})  # type: ignore[attr-defined]

    mijn.dienst.register.schrijf(koppel)
    assert "Uzelf" in browser.haal(f"/nl/mijn/berichten/{code}").woorden
    collega = mijn.haal(f"/mijn/berichten/{code}", ("BEHEER_AANBOD", BESTUUR))
    assert "collega@school.example" not in collega.tekst
    assert "Scherm" in collega.woorden
    assert "collega@school.example" in mijn.haal(f"/mijn/berichten/{code}", ("DUO", "")).tekst
    browser.word("collega@school.example", ("BEHEER_AANBIEDER", ANDER))
    assert mijn.haal(f"/mijn/berichten/{code}", ("BEHEER_AANBOD", BESTUUR)).status == 404
    assert browser.haal(f"/nl/mijn/berichten/{code}").status == 200
