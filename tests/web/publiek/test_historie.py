"""The history of an object: what was and what came, field by field; and of one that is gone that it is gone."""

from datetime import date

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.database.model import opleidingseenheid
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from rio_soap.setup import trial
from rio_soap.web.frame.veldweergave import getoonde_waarde
from rio_soap.web.publiek.historieblad import _veldregel
from tests.service.conftest import Dienst
from tests.web.browser import Browser


@pytest.fixture(scope="module")
def veranderd(dienst: Dienst) -> str:
    """The code of an opleidingseenheid that was delivered, renamed from a later day on, and removed."""
    eenheid = trial.voorbeeldlevering()
    velden = {"opleidingseenheid": eenheid}
    code = dienst.stuur("aanleveren_opleidingseenheid", velden).tekst("opleidingseenheidcode")
    [periode] = eenheid.velden["opleidingseenheidPeriode"]  # type: ignore[misc]
    later = {**periode.velden, "begindatum": date(2027, 2, 1), "naamLang": "Waterkunde <b>& Wind</b>"}
    eenheid.velden["opleidingseenheidPeriode"].append(Gegeven("hoOpleidingPeriode", later))  # type: ignore[union-attr]
    periode.velden["naamLang"] = "Toegepaste Waterbouwkunde"
    eenheid.velden = {"opleidingseenheidcode": code, **eenheid.velden}
    assert dienst.stuur("aanleveren_opleidingseenheid", velden).tekst("requestGoedgekeurd") == "true"
    return str(code)


def test_a_history_says_field_by_field_what_was_and_what_came_and_from_when_on(
    browser: Browser, veranderd: str
) -> None:
    pagina = browser.haal(f"/nl/historie/OPLEIDINGSEENHEID/{veranderd}")
    assert pagina.status == 200
    rijen = [[" ".join(cel.text_content().split()) for cel in rij] for rij in pagina.boom.iter("tr")]
    naam = next(rij for rij in rijen if "Toegepaste Waterkunde" in rij[2])
    assert naam[1:] == ["1 september 2026", "Toegepaste Waterkunde", "Toegepaste Waterbouwkunde"]
    nieuw = next(rij for rij in rijen if rij[1] == "1 februari 2027")
    assert nieuw[2] == "niets"
    assert "Waterkunde <b>& Wind</b>" in nieuw[3]
    koppen = [kop.text_content() for kop in pagina.boom.iter("h2")]
    assert ["gewijzigd" in koppen[0], "toegevoegd" in koppen[1]] == [True, True]


def test_everybody_is_told_the_channel_of_a_change_and_not_the_code_of_the_message(
    browser: Browser, veranderd: str
) -> None:
    adres = f"/en/historie/OPLEIDINGSEENHEID/{veranderd}"
    pagina = browser.haal(adres)
    assert "Changed through" in pagina.woorden
    assert not [link for link in pagina.links() if "/mijn/berichten" in link]
    browser.word("historie@hanze.example", ("INSTELLING", "100B490"))
    assert not [link for link in browser.haal(adres).links() if "/mijn/berichten" in link]


def test_one_change_stands_by_itself_at_its_own_address(browser: Browser, veranderd: str) -> None:
    pagina = browser.haal(f"/nl/historie/OPLEIDINGSEENHEID/{veranderd}?wijziging=0")
    assert len(pagina.boom.findall(".//h2")) == 1
    assert "Toegepaste Waterkunde" in pagina.woorden


@pytest.mark.parametrize(
    ("pad", "naam"),
    [("organisaties/110A133", "Hanzehogeschool"), ("aanbod/99000000-0000-4000-8000-000000000010", "Proefkunde")],
)
def test_a_history_is_called_after_its_object(browser: Browser, pad: str, naam: str) -> None:
    assert naam in browser.haal(f"/nl/{pad}/historie").kop


def test_the_history_of_what_never_was_is_not_found(browser: Browser) -> None:
    assert browser.haal("/nl/historie/OPLEIDINGSEENHEID/9999O9999").status == 404
    assert browser.haal("/nl/historie/IETS/9999O9999").status == 404


def test_the_history_of_what_was_removed_is_still_there_and_says_so(browser: Browser, dienst: Dienst) -> None:
    code = dienst.lever()
    weg = dienst.stuur("verwijderen_opleidingseenheid", {"opleidingseenheidcode": code})
    assert weg.tekst("requestGoedgekeurd") == "true"
    adres = f"/nl/historie/OPLEIDINGSEENHEID/{code}"
    kop = browser.haal(adres).boom.find(".//h2")
    assert kop is not None
    assert "verwijderd" in kop.text_content()


def test_a_long_history_is_paged_from_the_newest_and_its_addresses_stay(browser: Browser, dienst: Dienst) -> None:
    """Twenty-three changes: the last page has what is newest, and a page that was full is the same ever after."""
    code = dienst.lever()
    adres = f"/nl/historie/OPLEIDINGSEENHEID/{code}"

    def wijzig() -> None:
        ctx = Context("", SystemClock().nu(), "proef")
        dienst.register.schrijf(lambda session: log_mutatie(session, ctx, opleidingseenheid, code, None, "W"))

    for _ in range(22):
        wijzig()
    nieuw = browser.haal(adres)
    midden = next(link for link in nieuw.links() if "pagina=1" in link)
    oudst = next(link for link in browser.haal(midden).links() if "pagina=0" in link)
    bladen = [nieuw, browser.haal(midden), browser.haal(oudst)]
    assert [len(blad.boom.findall(".//section")) for blad in bladen] == [3, 10, 10]
    assert ["toegevoegd" in "".join(blad.boom.findall(".//h2")[-1].itertext()) for blad in bladen] == [
        False,
        False,
        True,
    ]
    wijzig()
    assert browser.haal(midden).woorden == bladen[1].woorden
    assert browser.haal(f"{adres}?pagina=99").status == 200
    assert browser.haal(f"{adres}?pagina=-1").status == 400


def test_a_change_of_many_fields_is_shown_in_part_and_whole_at_its_own_address(
    browser: Browser, dienst: Dienst
) -> None:
    eenheid = trial.voorbeeldlevering()
    [periode] = eenheid.velden["opleidingseenheidPeriode"]  # type: ignore[misc]
    lang = "Heel lang. " * 200
    perioden = [
        Gegeven("hoOpleidingPeriode", {**periode.velden, "begindatum": date(2026 + nummer, 9, 1), "omschrijving": lang})
        for nummer in range(4)
    ]
    eenheid.velden["opleidingseenheidPeriode"] = perioden
    code = dienst.stuur("aanleveren_opleidingseenheid", {"opleidingseenheid": eenheid}).tekst("opleidingseenheidcode")
    pagina = browser.haal(f"/en/historie/OPLEIDINGSEENHEID/{code}")
    assert len(pagina.tekst.encode()) < 100_000
    assert lang.strip() not in pagina.woorden
    heel = browser.haal(f"/en/historie/OPLEIDINGSEENHEID/{code}?wijziging=0")
    assert lang.strip() in heel.woorden
    assert browser.haal(f"/en/historie/OPLEIDINGSEENHEID/{code}?wijziging=7").status == 200


def test_what_is_gone_is_gone_on_its_page_too_with_a_way_to_its_history(browser: Browser, dienst: Dienst) -> None:
    code = dienst.lever()
    assert browser.haal(f"/nl/opleidingen/{code}").status == 200
    dienst.stuur("verwijderen_opleidingseenheid", {"opleidingseenheidcode": code})
    weg = browser.haal(f"/nl/opleidingen/{code}")
    assert weg.status == 410
    assert f"/nl/historie/OPLEIDINGSEENHEID/{code}" in weg.links()
    assert browser.haal("/nl/opleidingen/9999O9999").status == 404


def test_nobody_hears_of_a_restricted_contactadres_by_its_history(browser: Browser) -> None:
    for nummer in ("1", "999"):
        pagina = browser.haal(f"/nl/historie/CONTACTADRES/100B490/LEERPLICHT/{nummer}")
        assert pagina.status == 403


def test_an_object_in_a_value_is_written_out_by_the_names_of_its_parts() -> None:
    getoond = getoonde_waarde(
        "nl", "x", '{"@": "Periode", "begindatum": "2026-09-01", "leerwegMBO": ["BOL"], "deelbaar": true}'
    )
    assert [(een.tekst, een.data) for een in getoond] == [
        ("1 september 2026", False),
        ("Beroepsopleidende leerweg (bol)", False),
        ("ja", False),
    ]
    assert getoonde_waarde("en", "naamLang", "VOLTIJD")[0].tekst == "VOLTIJD"
    assert getoonde_waarde("nl", "x", "{geen json")[0].tekst == "{geen json"


@pytest.mark.parametrize(
    ("pad", "vanaf"),
    [
        ("onderwijsaanbiederPeriode[begindatum=2024-02-29]/naam", "2024-02-29"),
        ("aangebodenOpleidingCohort[cohortcode=x, begindatum=onzin]/prijs", ""),
        ("aangebodenOpleidingCohort[cohortcode=x, begindatum=2024-99-99]", ""),
        ("juridischeRelatie[instellingserkenningscode=25BE, begindatum=2024-0", ""),
        ("a]/b[begindatum=", ""),
    ],
)
def test_from_when_on_it_holds_is_a_day_or_nothing(pad: str, vanaf: str) -> None:
    """Codes of institutions stand in a path, and a long one is cut off: neither breaks the page."""
    assert _veldregel("nl", {"pad": pad, "oud": "a", "nieuw": "b"}, None).vanaf == vanaf
