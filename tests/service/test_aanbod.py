"""An aangeboden opleiding over the wire: delivered, refused and removed, end to end and signed."""

from datetime import date

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from tests.register.hulp_aanbod import SOORTEN, aanbod, cohort, erkenningssleutel
from tests.service.conftest import Antwoord, Dienst

LEVER, VERWIJDER = "aanleveren_aangebodenOpleiding", "verwijderen_aangebodenOpleiding"


def lever(rio: Dienst, geleverd: Gegeven) -> Antwoord:
    return rio.stuur(LEVER, {"aangebodenOpleiding": geleverd})


def codes(rio: Dienst) -> set[str]:
    with rio.register.lees() as session:
        return set(session.execute(sa.select(model.aangeboden_opleiding.c.code)).scalars())


def velden(antwoord: Antwoord) -> list[str]:
    return [str(deel.tag).split("}")[1] for deel in antwoord.body]


def nieuwe_code(nummer: int) -> str:
    return f"00000000-0000-4000-8000-{nummer:012}"


@pytest.mark.parametrize("soort", SOORTEN)
def test_every_specialisation_is_delivered_and_removed_and_the_answer_says_only_yes(rio: Dienst, soort: str) -> None:
    code = nieuwe_code(SOORTEN.index(soort))
    antwoorden = [lever(rio, aanbod(soort, code=code))]
    assert code in codes(rio)
    antwoorden.append(rio.stuur(VERWIJDER, {"aangebodenOpleidingCode": code}))
    assert code not in codes(rio)
    for antwoord in antwoorden:
        assert antwoord.status == 200
        assert antwoord.tekst("requestGoedgekeurd") == "true"
        assert velden(antwoord)[-1] == "requestGoedgekeurd"
        assert len(velden(antwoord)) == 5


def test_a_refusal_says_why_in_the_words_of_rio(rio: Dienst) -> None:
    voor = codes(rio)
    antwoord = lever(rio, aanbod(code=nieuwe_code(20), eenheid="9999O9999"))
    assert antwoord.status == 200
    assert antwoord.tekst("requestGoedgekeurd") == "false"
    assert antwoord.tekst("foutcode") == "A01070"
    assert antwoord.tekst("fouttekst") == "De opleidingseenheid komt niet voor in RIO"
    assert antwoord.tekst("sleutelnaam") == "aangebodenOpleidingCode"
    antwoord = rio.stuur(VERWIJDER, {"aangebodenOpleidingCode": nieuwe_code(20)})
    assert antwoord.tekst("foutcode") == "A01020"
    assert antwoord.tekst("fouttekst") == "De aangeboden opleiding komt niet voor in RIO"
    assert codes(rio) == voor


@pytest.mark.parametrize(
    ("soort", "sleutel", "code"),
    [
        ("HOOpleiding", erkenningssleutel("ISAT", "34035"), "A01080"),
        ("VOOpleiding", erkenningssleutel("VOVAK", "0071", "VO-HAVO"), "A01090"),
    ],
)
def test_an_erkenning_travels_as_the_key_of_what_is_offered(
    rio: Dienst, soort: str, sleutel: Gegeven, code: str
) -> None:
    antwoord = lever(rio, aanbod(soort, code=nieuwe_code(23), eenheid=sleutel))
    assert antwoord.tekst("foutcode") == code
    namen = [deel.text for deel in antwoord.body.iterfind(".//{*}sleutelnaam")]
    niveau = ["opleidingsniveau"] if code == "A01090" else []
    assert namen == ["aangebodenOpleidingCode", "opleidingsstelsel", "opleidingscode", *niveau]


@pytest.mark.parametrize(
    ("geleverd", "plek"),
    [
        (aanbod(code="geen-uuid"), "aangebodenOpleidingCode"),
        (aanbod(onderwijsaanbiedercode="110B133"), "onderwijsaanbiedercode"),
        (aanbod(aangebodenOpleidingPeriode=[]), "aangebodenHOOpleidingPeriode"),
        (aanbod(aangebodenOpleidingCohort=[cohort(code="c" * 61)]), "cohortcode"),
    ],
    ids=["no uuid", "code of a bestuur", "no period", "cohortcode of 61 characters"],
)
def test_what_the_xsd_forbids_is_a_fault_that_names_the_place(rio: Dienst, geleverd: Gegeven, plek: str) -> None:
    voor = codes(rio)
    antwoord = lever(rio, geleverd)
    assert antwoord.status == 500
    assert antwoord.faultcode == "SOAP-ENV:Client.DK0004"
    assert plek.encode() in antwoord.raw
    assert codes(rio) == voor


def test_a_value_outside_its_list_without_a_code_is_a_fault(rio: Dienst) -> None:
    voor = codes(rio)
    antwoord = lever(rio, aanbod("ParticuliereOpleiding", code=nieuwe_code(21), niveau="HBO-XX"))
    assert antwoord.status == 500
    assert antwoord.faultcode == "SOAP-ENV:Server.DK0050"
    assert antwoord.faultstring == "Ongeldige waarde voor niveau: HBO-XX"
    assert codes(rio) == voor


def test_the_eigen_sleutel_of_an_offer_leads_to_its_code(rio: Dienst) -> None:
    lever(rio, aanbod(code=nieuwe_code(22), sleutel="Mijn sleutel", einde=date(2050, 1, 1)))
    antwoord = rio.stuur("opvragen_rioIdentificatiecode", {"eigenAangebodenOpleidingSleutel": "Mijn sleutel"})
    assert antwoord.tekst("aangebodenOpleidingCode") == nieuwe_code(22)
