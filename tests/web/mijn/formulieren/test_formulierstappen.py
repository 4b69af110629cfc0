"""The steps of a form: check, old beside new, confirm, receipt; and what goes otherwise."""

import threading
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from lxml import etree

from rio_soap.contract.document_header import ELEMENTEN
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.database.model import berichtenlog, mutatie
from rio_soap.register.logboek.berichtenlog import uitgepakt
from rio_soap.register.publicatie.sleutels import sleutels
from rio_soap.register.regels.uitslag import Context, Registerinstellingen
from rio_soap.register.vooraf.leverstand import leverstand
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN
from tests.service.conftest import Dienst
from tests.web.browser import Browser, Pagina
from tests.web.mijn.formulieren.hulp_formulier import druk, fout_bij, stuur, velden_van

EENHEID = "/nl/mijn/eenheden/opleidingseenheid"
AANBOD = "/nl/mijn/aanbod/aangebodenOpleiding?sleutel=ab7431c0-f985-4742-aa68-42060570b17e"


@pytest.fixture
def eenheid(schrijfdienst: Dienst) -> str:
    """Code of an opleidingseenheid of the Hanzehogeschool, delivered just now."""
    return schrijfdienst.lever()


def _naar_formulier(browser: Browser, code: str) -> Pagina:
    return browser.haal(EENHEID, query_string={"sleutel": code})


def _mutaties(dienst: Dienst, sleutel: str) -> int:
    with dienst.register.lees() as session:
        return session.execute(sa.select(sa.func.count()).where(mutatie.c.sleutel == sleutel)).scalar_one()


def test_checking_shows_old_beside_new_and_writes_nothing(schrijfdienst: Dienst, hanze: Browser, eenheid: str) -> None:
    controle = druk(hanze, _naar_formulier(hanze, eenheid), "controleer", naamKort="TWK2")
    assert controle.kop == "Controleer wat er verandert"
    assert "TWK" in controle.woorden
    assert "TWK2" in controle.woorden
    assert _mutaties(schrijfdienst, eenheid) == 1


def test_what_is_confirmed_is_delivered_and_has_a_receipt_with_its_code(
    schrijfdienst: Dienst, hanze: Browser, eenheid: str
) -> None:
    controle = druk(hanze, _naar_formulier(hanze, eenheid), "controleer", naamKort="TWK2")
    ontvangst = druk(hanze, controle, "bevestig")
    code = velden_van(controle)[1]["code"]
    assert ontvangst.adres == f"/nl/mijn/ontvangst/{code}"
    assert ontvangst.kop == "Opgeslagen"
    assert f"/nl/mijn/berichten/{code}" in ontvangst.links()
    assert (
        velden_van(_naar_formulier(hanze, eenheid))[1]["o.opleidingseenheid.opleidingseenheidPeriode.0.naamKort"]
        == "TWK2"
    )


def test_what_would_be_removed_stands_in_front(hanze: Browser, eenheid: str) -> None:
    controle = druk(hanze, _naar_formulier(hanze, eenheid), "controleer", omschrijving="", naamLang="Anders")
    soorten = [str(rij.get("class")) for rij in controle.boom.xpath("//main//tbody/tr")]
    assert soorten == ["verschil-weg", "verschil-anders"]
    assert "Bevestigen: 1 gegeven gaat weg" in controle.woorden


def test_what_cannot_be_read_and_what_the_controles_find_stand_at_their_field(hanze: Browser, eenheid: str) -> None:
    fout = druk(hanze, _naar_formulier(hanze, eenheid), "controleer", naamLang="", studielast="veel")
    assert fout.status == 422
    periode = "o.opleidingseenheid.opleidingseenheidPeriode.0"
    assert set(fout_bij(fout)) == {f"{periode}.naamLang", f"{periode}.studielast"}
    assert [a for a in fout.links() if a.startswith("#o-")]
    adres, velden = velden_van(_naar_formulier(hanze, eenheid))
    velden["o.opleidingseenheid.einddatum"] = "2020-01-01"
    gevonden = fout_bij(stuur(hanze, adres, velden, "controleer"))
    assert "o.opleidingseenheid.einddatum" in gevonden or "o.opleidingseenheid.begindatum" in gevonden, gevonden


def test_pressing_the_button_twice_delivers_once(schrijfdienst: Dienst, hanze: Browser, eenheid: str) -> None:
    controle = druk(hanze, _naar_formulier(hanze, eenheid), "controleer", naamKort="TWEE")
    adres, velden = velden_van(controle)
    eerste, tweede = (stuur(hanze, adres, velden, "bevestig") for _ in range(2))
    assert (eerste.adres, eerste.kop) == (tweede.adres, "Opgeslagen")
    assert _mutaties(schrijfdienst, eenheid) == 2


def test_pressing_it_at_the_same_time_delivers_once(schrijfdienst: Dienst, hanze: Browser, eenheid: str) -> None:
    controle = druk(hanze, _naar_formulier(hanze, eenheid), "controleer", naamKort="SAMEN")
    adres, velden = velden_van(controle)
    sessie = hanze.client.get_cookie("rio")
    assert sessie is not None
    gekomen: list[str] = []

    def bevestig() -> None:
        ander = Browser(schrijfdienst)
        ander.client.set_cookie("rio", sessie.value)
        gekomen.append(stuur(ander, adres, velden, "bevestig").kop)

    draden = [threading.Thread(target=bevestig) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert gekomen == ["Opgeslagen"] * 4
    assert _mutaties(schrijfdienst, eenheid) == 2


def test_who_was_second_sees_both_and_loses_nothing(schrijfdienst: Dienst, hanze: Browser, eenheid: str) -> None:
    mijn = druk(hanze, _naar_formulier(hanze, eenheid), "controleer", naamKort="VAN MIJ")
    druk(hanze, druk(hanze, _naar_formulier(hanze, eenheid), "controleer", naamLang="Van een ander"), "bevestig")
    botsing = druk(hanze, mijn, "bevestig")
    assert (botsing.status, botsing.kop) == (409, "Iemand anders was u voor")
    hun, eigen = botsing.boom.xpath("//main//table")
    assert "Van een ander" in "".join(hun.itertext())
    assert "Toegepaste Waterkunde" in "".join(hun.itertext())
    assert "VAN MIJ" in "".join(eigen.itertext())
    assert _mutaties(schrijfdienst, eenheid) == 2
    verder = druk(hanze, botsing, "terug")
    klaar = druk(hanze, druk(hanze, verder, "controleer"), "bevestig")
    assert klaar.kop == "Opgeslagen"


def test_parts_are_added_copied_and_taken_out_by_buttons(hanze: Browser, eenheid: str) -> None:
    formulier = _naar_formulier(hanze, eenheid)
    perioden = "o.opleidingseenheid.opleidingseenheidPeriode"
    twee = druk(hanze, formulier, f"kopie:{perioden}.0")
    assert [velden_van(twee)[1][f"{perioden}.{nr}.naamKort"] for nr in (0, 1)] == ["TWK", "TWK"]
    drie = druk(hanze, twee, f"bij:{perioden}:hoOpleidingPeriode")
    assert velden_van(drie)[1][f"{perioden}.2.naamKort"] == ""
    een = druk(hanze, druk(hanze, drie, f"weg:{perioden}.0"), f"weg:{perioden}.1")
    assert velden_van(een)[1][f"{perioden}.0.naamKort"] == "TWK"
    assert f"{perioden}.1.naamKort" not in velden_van(een)[1]


def test_a_button_for_a_part_that_is_not_there_changes_nothing(hanze: Browser, eenheid: str) -> None:
    formulier = _naar_formulier(hanze, eenheid)
    for doe in ("weg:o.x.9", "bij:o.opleidingseenheid:vreemd", "kopie:o", "vreemd:o.opleidingseenheid"):
        assert velden_van(druk(hanze, formulier, doe))[1].to_dict() == velden_van(formulier)[1].to_dict()


def test_a_cohort_is_copied_without_its_code_and_closed(hanze: Browser) -> None:
    formulier = hanze.haal(AANBOD)
    cohort = "o.aangebodenOpleiding.aangebodenOpleidingCohort"
    _, begin = velden_van(formulier)
    assert begin[f"{cohort}.0.cohortcode"]
    _, kopie = velden_van(druk(hanze, formulier, f"kopie:{cohort}.0"))
    assert kopie[f"{cohort}.1.cohortcode"] == ""
    assert kopie[f"{cohort}.1.beginAanmeldperiode"] == begin[f"{cohort}.0.beginAanmeldperiode"]
    _, dicht = velden_van(druk(hanze, formulier, f"sluit:{cohort}.0"))
    assert dicht[f"{cohort}.0.cohortstatus"] == "G"


def test_removing_shows_what_goes_and_refuses_while_something_refers_to_it(
    schrijfdienst: Dienst, hanze: Browser, eenheid: str
) -> None:
    weg = hanze.haal(f"{EENHEID}/verwijderen", query_string={"sleutel": eenheid})
    assert (weg.status, weg.kop) == (200, "Opleidingseenheid: verwijderen")
    assert "Toegepaste Waterkunde" in weg.woorden
    assert druk(hanze, weg, "bevestig").kop == "Opgeslagen"
    assert _naar_formulier(hanze, eenheid).status == 410
    assert druk(hanze, weg, "bevestig").kop == "Opgeslagen"  # the button, pressed again
    vast = hanze.haal(f"{EENHEID}/verwijderen", query_string={"sleutel": "1007O5545"})
    assert vast.status == 200  # who only looks asked nothing wrong
    assert "P01810" in vast.woorden
    assert "bevestig" not in [knop.get("value") for knop in vast.boom.iter("button")]
    toch = {**weg.formulier("verwijderen"), "sleutel": "1007O5545", "code": str(uuid.uuid4()), "versie": "0"}
    assert hanze.stuur(toch).status in (409, 422)  # changed since, or in use: nothing is done
    assert _naar_formulier(hanze, "1007O5545").status == 200


def _body(dienst: Dienst, code: str) -> list[tuple[str, Any]]:
    """The content of a request in the log, without the fields of bedrijfsdocument."""
    with dienst.register.lees() as session:
        vraag = sa.select(berichtenlog).where(berichtenlog.c.identificatiecode == code)
        rij = session.execute(vraag).mappings().one()
    element = etree.fromstring(uitgepakt(rij)[0])[-1][0]
    naam = etree.QName(element).localname
    delen = [deel for deel in element if etree.QName(deel).localname not in ELEMENTEN]
    return [(naam, b""), *((str(d.tag), _plat(d)) for d in delen)]


def _plat(element: etree._Element) -> bytes:
    """All that is in an element, whatever the prefixes."""
    return repr([(str(deel.tag), (deel.text or "").strip()) for deel in element.iter(etree.Element)]).encode()


@pytest.mark.parametrize("naam", FORMULIERSOORTEN)
def test_what_a_form_sends_is_what_the_system_of_the_institution_would_have_sent(
    schrijfdienst: Dienst, overal: Browser, naam: str
) -> None:
    """Of every kind one object, as it is: the whole body in the log but for the fields that say which message it is."""
    soort = FORMULIERSOORTEN[naam]
    beheerder = Context("", SystemClock().nu(), "proef", Registerinstellingen(beheerder=True))
    with schrijfdienst.register.lees() as session:
        alle = sleutels(session, soort.soort, None, 500).sleutels
        standen = [(een, leverstand(session, beheerder, soort.soort, een, soort.levering)) for een in alle]
    for sleutel, stand in standen:
        formulier = overal.haal(f"/nl{soort.pad}", query_string={"sleutel": sleutel})
        if stand is None or formulier.status != 200:
            continue
        adres, velden = velden_van(formulier)
        velden["code"] = str(uuid.uuid4())
        if stuur(overal, adres, velden, "bevestig").kop == "Opgeslagen":
            break
    antwoord = schrijfdienst.stuur(soort.levering, stand)
    code = antwoord.tekst("identificatiecodeBedrijfsdocument")
    assert code is not None, antwoord.raw
    assert _body(schrijfdienst, velden["code"]) == _body(schrijfdienst, code)


def test_what_was_recorded_of_an_object_without_changing_it_is_no_conflict(
    schrijfdienst: Dienst, hanze: Browser, eenheid: str
) -> None:
    """Its system delivers it once more as it is."""
    mijn = druk(hanze, _naar_formulier(hanze, eenheid), "controleer", naamKort="DOOR")
    adres, velden = velden_van(_naar_formulier(hanze, eenheid))
    velden["code"] = str(uuid.uuid4())
    assert stuur(hanze, adres, velden, "bevestig").kop == "Opgeslagen"
    assert druk(hanze, mijn, "bevestig").kop == "Opgeslagen"


def test_a_receipt_is_for_who_delivered_only(schrijfdienst: Dienst, hanze: Browser, eenheid: str) -> None:
    ontvangst = druk(hanze, druk(hanze, _naar_formulier(hanze, eenheid), "controleer", naamKort="BON"), "bevestig")
    ander = Browser(schrijfdienst)
    ander.word("buur@hanze.example", ("BEHEER_OPLEIDINGSEENHEID", "100B490"))
    assert ander.haal(ontvangst.adres).status == 404


def test_a_group_is_made_with_its_bestuur_chosen(schrijfdienst: Dienst, hanze: Browser) -> None:
    nieuw = hanze.haal("/nl/mijn/groepen/onderwijsaanbiedergroep")
    begin = "2026-09-01"
    gegevens = {"onderwijsbestuurcode": "100B490", "inBedrijfdatum": begin, "begindatum": begin, "naam": "Hanze Noord"}
    controle = druk(hanze, nieuw, "controleer", **gegevens)
    assert "Alle controles zijn goed" in controle.woorden, controle.woorden
    ontvangst = druk(hanze, controle, "bevestig")
    assert ontvangst.kop == "Opgeslagen"
    assert "Hanze Noord" in hanze.haal("/nl/mijn/groepen").woorden


def test_a_new_form_takes_what_a_page_before_it_knows(hanze: Browser) -> None:
    pagina = hanze.haal("/nl/mijn/locaties/onderwijslocatiegebruik?vul=postcode:9747AS&vul=huisnummer:7&vul=vreemd:x")
    _, velden = velden_van(pagina)
    assert velden["o.onderwijslocatiegebruik.aanduidingAdres.postcode"] == "9747AS"
    assert velden["o.onderwijslocatiegebruik.aanduidingAdres.huisnummer"] == "7"


def test_a_link_with_a_code_leads_to_the_form_of_that_object(hanze: Browser) -> None:
    assert hanze.haal("/nl/mijn/aanbieders?code=110A133").kop == "Onderwijsaanbieder: wijzigen"
    assert "107X215" in hanze.haal("/nl/mijn/locaties?code=107X215").woorden


def test_forms_are_in_the_language_of_the_page(hanze: Browser, eenheid: str) -> None:
    engels = hanze.haal(f"/en/mijn/eenheden/opleidingseenheid?sleutel={eenheid}")
    assert engels.kop.endswith(": change")
    assert druk(hanze, engels, "controleer", naamKort="EN").kop == "Check what changes"
