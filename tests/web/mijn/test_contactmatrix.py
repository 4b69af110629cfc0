"""Contactadressen as a matrix: what is own, found elsewhere or missing, and the way to the form of each."""

import pytest
import sqlalchemy as sa

from rio_soap.register.database.model import inzage
from rio_soap.web.mijn import contactschermen
from tests.service.conftest import Dienst
from tests.web.browser import Browser, Pagina

BESTUUR, SCHOOL = "100B490", "110A133"


def cellen(pagina: Pagina, code: str) -> dict[str, str]:
    """The row of an eenheid: heading of the column to what stands in the cell."""
    koppen = ["".join(th.itertext()) for th in pagina.boom.iterfind(".//thead/tr/th")]
    rij = next(tr for tr in pagina.boom.iterfind(".//tbody/tr") if code in "".join(tr.itertext()))
    teksten = [" ".join("".join(cel.itertext()).split()) for cel in rij]
    return dict(zip(koppen, teksten, strict=True))


def test_each_cell_says_whether_it_is_own_found_elsewhere_or_not_possible(browser: Browser) -> None:
    browser.word("matrix@hanze.example", ("BEHEER_CONTACTADRES", BESTUUR))
    pagina = browser.haal("/nl/mijn/contact")
    school, bestuur = cellen(pagina, SCHOOL), cellen(pagina, BESTUUR)
    assert bestuur["Algemeen"].startswith("Eigen Wijzigen")
    assert school["Leerplicht"].startswith("Eigen Wijzigen")
    assert school["Facturatie"].startswith(f"Van {BESTUUR}: Algemeen Toevoegen")
    assert school["Bekostiging"] == "niet mogelijk"


def test_each_cell_leads_to_its_form_filled_in(browser: Browser) -> None:
    browser.word("formulier@hanze.example", ("BEHEER_CONTACTADRES", BESTUUR))
    links = browser.haal("/nl/mijn/contact").links()
    eigen = browser.haal(next(link for link in links if f"sleutel={SCHOOL}%2FLEERPLICHT" in link))
    assert (eigen.status, eigen.kop) == (200, "Contactadres: wijzigen")
    nieuw = browser.haal(next(link for link in links if SCHOOL in link and "%3AFACTURATIE" in link)).formulier(
        "contactadres"
    )
    velden = {naam.rpartition(".")[2]: wat for naam, wat in nieuw.items()}
    assert (velden["organisatorischeEenheidcode"], velden["communicatiecontext"]) == (SCHOOL, "FACTURATIE")


def test_the_matrix_shows_no_address_so_nobody_is_noted_as_its_reader(browser: Browser, dienst: Dienst) -> None:
    wie = browser.word("kijker@hanze.example", ("BEHEER_CONTACTADRES", BESTUUR))
    browser.haal("/nl/mijn/contact")
    with dienst.register.lees() as session:
        assert session.execute(sa.select(inzage.c.id).where(inzage.c.gebruiker == wie.id)).all() == []


def test_eenheden_of_another_bestuur_are_not_in_it_and_none_are_without_the_role(browser: Browser) -> None:
    browser.word("ander@roc.example", ("BEHEER_CONTACTADRES", "999B999"))
    assert BESTUUR not in browser.haal(f"/nl/mijn/contact?begin={BESTUUR}").links()
    assert BESTUUR not in browser.haal("/nl/mijn/contact?na=ONDERWIJSBESTUUR:100B000").woorden
    browser.word("niets@roc.example", ("BEHEER_AANBOD", BESTUUR))
    assert browser.haal("/nl/mijn/contact").status == 403


def test_many_eenheden_are_paged_each_once(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contactschermen, "_PER_PAGINA", 1)
    browser.word("blad@hanze.example", ("BEHEER_CONTACTADRES", BESTUUR))
    gezien: list[str] = []
    adres = "/en/mijn/contact"
    for _ in range(20):
        pagina = browser.haal(adres)
        gezien += [str(code.text) for code in pagina.boom.iterfind(".//tbody/tr/th/code")]
        volgende = pagina.boom.xpath(".//a[@rel='next']/@href")
        if not volgende:
            break
        adres = volgende[0]
    assert gezien == [BESTUUR, SCHOOL]
    assert browser.haal("/nl/mijn/contact?na=X:%00").status == 400
    assert browser.haal("/nl/mijn/contact?na=ONDERWIJSAANBIEDER:x").status == 200
