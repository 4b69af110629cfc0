"""Forms of who keeps more, or less, than an institution: erkenner, samenwerkingsvorm, who keeps a part."""

import pytest

from tests.service.conftest import Dienst
from tests.web.browser import Browser
from tests.web.mijn.formulieren.hulp_formulier import druk, stuur, velden_van

ERKENNING = "/nl/mijn/erkenner/instellingserkenning"


def _als(dienst: Dienst, email: str, *rollen: tuple[str, str]) -> Browser:
    browser = Browser(dienst)
    browser.word(email, *rollen)
    return browser


def test_an_erkenner_keeps_the_licence_that_it_gave(schrijfdienst: Dienst) -> None:
    nvao = _als(schrijfdienst, "iemand@nvao.example", ("ERKENNER", "100E003"))
    lijst = nvao.haal("/nl/mijn/erkenner")
    assert lijst.status == 200
    (erkenning, *_) = [adres for adres in lijst.links() if "opleidingserkenning?sleutel=" in adres]
    controle = druk(nvao, nvao.haal(erkenning), "controleer", instroomEinddatum="2040-09-01")
    assert controle.kop == "Controleer wat er verandert", controle.woorden
    assert druk(nvao, controle, "bevestig").kop == "Opgeslagen"


def test_a_samenwerkingsvorm_changes_its_short_name_and_nothing_else(schrijfdienst: Dienst) -> None:
    vorm = _als(schrijfdienst, "iemand@vo.example", ("SAMENWERKINGSVORM", "VO9901"))
    lijst = vorm.haal("/nl/mijn/samenwerking")
    (eigen,) = [adres for adres in lijst.links() if "instellingserkenning?sleutel=" in adres]
    formulier = vorm.haal(eigen)
    adres, velden = velden_van(formulier)
    (kort,) = [pad for pad in velden if pad.endswith("Periode.0.naamKort")]
    velden[kort] = "VO kort"
    controle = stuur(vorm, adres, velden, "controleer")
    assert druk(vorm, controle, "bevestig").kop == "Opgeslagen", controle.woorden
    adres, velden = velden_van(vorm.haal(eigen))
    (lang,) = [pad for pad in velden if pad.endswith("Periode.0.naamLang")]
    velden[lang] = "Een andere naam"
    fout = stuur(vorm, adres, velden, "controleer")
    assert fout.status == 422
    assert "RS1009" in fout.tekst
    assert vorm.haal(ERKENNING, query_string={"sleutel": "OCW/ERKENDE_SAMENWERKING/PO9901"}).status == 403


@pytest.mark.parametrize(
    ("rol", "open_"),
    [
        ("BEHEER_AANBOD", {"aanbod"}),
        ("BEHEER_OPLEIDINGSEENHEID", {"eenheden"}),
        ("BEHEER_GROEP", {"groepen", "begeleiding"}),
        ("BEHEER_LOCATIEGEBRUIK", {"locaties"}),
        ("BEHEER_BESTUUR", {"bestuur", "relaties"}),
        ("LEES_CONTEXT", set()),
    ],
)
def test_who_keeps_a_part_has_the_pages_of_that_part(schrijfdienst: Dienst, rol: str, open_: set[str]) -> None:
    browser = _als(schrijfdienst, f"{rol.lower()}@deel.example", (rol, "100B490"))
    paginas = ("bestuur", "groepen", "begeleiding", "aanbieders", "relaties", "aanbod", "eenheden", "locaties")
    statussen = {pagina: browser.haal(f"/nl/mijn/{pagina}").status for pagina in (*paginas, "erkenner")}
    assert {pagina for pagina, status in statussen.items() if status == 200} == open_
    assert {status for pagina, status in statussen.items() if pagina not in open_} == {403}


def test_a_role_that_ended_ends_at_the_next_step(schrijfdienst: Dienst) -> None:
    import sqlalchemy as sa

    from rio_soap.edukoppeling.clock import SystemClock
    from rio_soap.register.database.model import gebruikersrol

    browser = Browser(schrijfdienst)
    wie = browser.word("weg@hanze.example", ("INSTELLING", "100B490"))
    code = schrijfdienst.lever()
    formulier = browser.haal(f"/nl/mijn/eenheden/opleidingseenheid?sleutel={code}")
    controle = druk(browser, formulier, "controleer", naamKort="TE LAAT")
    weg = sa.update(gebruikersrol).where(gebruikersrol.c.gebruiker == wie.id).values(tot=SystemClock().nu())
    schrijfdienst.register.schrijf(lambda session: session.execute(weg))
    assert druk(browser, controle, "bevestig").status == 403
