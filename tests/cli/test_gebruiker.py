"""``rio-soap gebruiker``, and roles of people by ``rio-soap bevoegdheid``."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rio_soap.cli import main
from tests.register.rollen import DUO

EMAIL = "anna@example.org"


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    nieuw = tmp_path_factory.mktemp("gebruikers")
    assert CliRunner().invoke(main, ["init"], env={"RIO_DATA_DIR": str(nieuw)}).exit_code == 0
    return nieuw


def rio(map_: Path, *woorden: str) -> Result:
    return CliRunner().invoke(main, list(woorden), env={"RIO_DATA_DIR": str(map_)})


def test_a_person_is_entered_gets_roles_by_a_head_role_and_ends(map_: Path) -> None:
    nieuw = rio(
        map_, "gebruiker", "toevoegen", "--email", "Anna@example.org", "--naam", "Anna", "--vanaf", "2026-01-01"
    )
    assert nieuw.output == f"entered: {EMAIL}  Anna  vanaf 2025-12-31T23:00:00+00:00\n"
    wie = ("--rol", "LEES_CONTEXT", "--bereik", "100B490")
    fout = rio(map_, "bevoegdheid", "toekennen", "--gebruiker", EMAIL, *wie, "--door", DUO)
    assert (fout.exit_code, fout.output) == (
        2,
        f"Error: {DUO} has no role by which it may give or take LEES_CONTEXT 100B490\n",
    )
    assert rio(map_, "bevoegdheid", "toekennen", "--oin", DUO, "--rol", "BEHEERDER").exit_code == 0
    gegeven = rio(map_, "bevoegdheid", "toekennen", "--gebruiker", "ANNA@example.org", *wie, "--door", DUO)
    assert gegeven.output.startswith(f"given: {EMAIL}  LEES_CONTEXT  100B490  vanaf ")
    assert rio(map_, "bevoegdheid", "lijst").output.splitlines()[0].startswith(f"{DUO}  BEHEERDER")
    assert rio(map_, "bevoegdheid", "lijst", "--gebruiker", EMAIL).output.endswith(f"door {DUO}\n")
    assert len(rio(map_, "bevoegdheid", "lijst", "--oin", DUO).output.splitlines()) == 1
    weg = rio(map_, "bevoegdheid", "intrekken", "--gebruiker", EMAIL, *wie, "--door", DUO)
    assert weg.output == f"withdrawn: {EMAIL}  LEES_CONTEXT  100B490\n"
    anders = rio(map_, "gebruiker", "wijzigen", "--email", EMAIL, "--nieuw-email", "a@example.org")
    assert anders.output.startswith("changed: a@example.org  Anna  vanaf ")
    assert rio(map_, "gebruiker", "beeindigen", "--email", "a@example.org").output.startswith("ended: a@example.org")
    assert rio(map_, "gebruiker", "lijst").output == ""
    assert "a@example.org  Anna" in rio(map_, "gebruiker", "lijst", "--alle").output


@pytest.mark.parametrize(
    ("woorden", "reden"),
    [
        ("gebruiker toevoegen --email b --naam B", "no e-mail address: 'b'"),
        ("gebruiker wijzigen --email b@example.org", "nothing to change: give --naam or --nieuw-email"),
        ("gebruiker wijzigen --email b@example.org --naam B", "nobody has the e-mail address b@example.org"),
        ("gebruiker nodig-uit b@example.org", "nobody has the e-mail address b@example.org"),
        ("gebruiker nodig-uit a@example.org", "who is not there any more is not invited"),
        ("gebruiker sessies-beeindigen b@example.org", "nobody has the e-mail address b@example.org"),
        ("gebruiker tweede-stap-af a@example.org", "a@example.org has no second step"),
        ("gebruiker beeindigen --email b@example.org", "nobody has the e-mail address b@example.org"),
        ("bevoegdheid toekennen --rol BRON", "name one of --oin and --gebruiker"),
        (f"bevoegdheid toekennen --rol BRON --oin {DUO} --gebruiker {EMAIL}", "name one of --oin and --gebruiker"),
        ("bevoegdheid intrekken --rol BRON --gebruiker b@example.org", "nobody has the e-mail address b@example.org"),
    ],
)
def test_what_cannot_be_is_refused_on_one_line(map_: Path, woorden: str, reden: str) -> None:
    uit = rio(map_, *woorden.split())
    assert (uit.exit_code, uit.output) == (2, f"Error: {reden}\n")


def test_a_link_is_printed_for_who_is_invited_by_the_address_that_was_set(map_: Path) -> None:
    wie = "gast@example.org"
    assert rio(map_, "gebruiker", "toevoegen", "--email", wie, "--naam", "Gast").exit_code == 0
    links = [rio(map_, "gebruiker", "nodig-uit", wie.upper()).output.splitlines()[1] for _ in range(2)]
    assert all(link.startswith("http://localhost:8080/nl/uitnodiging/") for link in links)
    assert links[0] != links[1]
    assert rio(map_, "gebruiker", "sessies-beeindigen", wie).output.startswith(f"logged out: {wie}")
