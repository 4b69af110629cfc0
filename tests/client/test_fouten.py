"""What an exception of the client says: the cause or foutcode with its page, in the language of the process."""

import pytest

from rio_soap.bevinding import Bevinding, spraak
from rio_soap.client.fouten import Foutmelding, OngeldigVerzoek, RioAfgekeurd, RioOnbereikbaar, RioSoapFout
from rio_soap.contract.gegevens import Gegeven

ANTWOORD = Gegeven("antwoord", {})
AUT401 = Foutmelding("AUT401", "Er is geen autorisatie voor deze bewerking", (("code", "1"),))
VREEMD = Foutmelding("Z99999", "iets van een ander", ())
LEEG = Bevinding("leeg", "/a", gevonden="x")


def test_a_refusal_names_each_foutcode_with_its_page_and_of_another_service_only_its_words() -> None:
    assert str(RioAfgekeurd("lever", [AUT401, VREEMD], ANTWOORD)) == (
        "lever: AUT401 Er is geen autorisatie voor deze bewerking (code 1); see docs/foutcodes.md#AUT401; "
        "Z99999 iets van een ander"
    )
    assert str(RioAfgekeurd("lever", [], ANTWOORD)) == "lever: geen foutmelding"


def test_what_is_not_sent_and_a_fault_name_the_cause_of_each_finding() -> None:
    zie = "; cause: leeg, see docs/fouten/bytes.md#leeg"
    assert str(OngeldigVerzoek("lever", [LEEG])) == f"lever: /a: {LEEG.zin()} (x){zie}"
    fout = RioSoapFout("lever", "Client.DK0004", "Niet conform XSD", [LEEG], ondertekend=True)
    assert str(fout) == f"lever: Client.DK0004 Niet conform XSD (/a: {LEEG.zin()}{zie})"
    assert str(
        RioSoapFout("lever", "Client.X", "anders", [Bevinding("vreemd", "/b", melding="zo")], ondertekend=True)
    ) == ("lever: Client.X anders (/b: zo)")


@pytest.mark.parametrize(
    ("taal", "einden"),
    [
        ("en", ("the outcome is not known", "it was not processed", "nothing was sent")),
        ("nl", ("de uitkomst is niet bekend", "het is niet verwerkt", "er is niets verstuurd")),
    ],
)
def test_without_an_answer_it_says_what_may_have_become_of_it(taal: str, einden: tuple[str, str, str]) -> None:
    spraak.kies("nl" if taal == "nl" else "en")
    gevallen = (
        RioOnbereikbaar("lever", "stil", verstuurd=True),
        RioOnbereikbaar("lever", "stil", verstuurd=False, status=503),
        RioOnbereikbaar("lever", "stil", verstuurd=False),
    )
    assert tuple(map(str, gevallen)) == tuple(f"lever: stil; {einde}" for einde in einden)


def test_in_dutch_all_of_it_is_dutch() -> None:
    spraak.kies("nl")
    assert "; zie docs/foutcodes.md#AUT401" in str(RioAfgekeurd("lever", [AUT401], ANTWOORD))
    assert "; oorzaak: leeg, zie docs/fouten/bytes.md#leeg" in str(OngeldigVerzoek("lever", [LEEG]))
