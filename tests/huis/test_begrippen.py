"""docs/begrippen.md holds every word of which names are made, and each word for one thing."""

import re
from functools import cache

from tests.huis.huis import PAKKET, WORTEL, modules, publiek, woorden

BLADZIJDE = WORTEL / "docs" / "begrippen.md"
LIJSTEN = ("Domain words", "Technical words", "Plain words")
VOEGSELS = ("", "s", "e", "en", "n")
"""What Dutch puts between the parts of a word: *getuige-n-controle*, *instelling-s-fout*."""
ENGELS = frozenset(
    re.findall(
        "[a-z]+",
        """and both by cannot capture cut day end exact file fixed for from go in into large local lost mail maker no
        note of on only other out over part passed place quick read run serve sign signed slow small system test text
        timed to too type types unknown up use web with write""",
    )
)
"""Ordinary English, of which no list says anything."""


@cache
def tabel(lijst: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list, each with its cells."""
    deel = BLADZIJDE.read_text("utf-8").split(f"## {lijst}\n")[1].split("\n## ")[0]
    rijen = [
        tuple(cel.strip() for cel in regel.strip("|").split(" | ")) for regel in deel.splitlines() if regel[:1] == "|"
    ]
    return tuple(rijen[2:])


def termen(lijst: str) -> list[str]:
    """The words that a list explains, in the forms that it gives."""
    return [woord for rij in tabel(lijst) for woord in rij[0].strip("| ").split(", ")]


@cache
def xsd() -> frozenset[str]:
    """The words in the names of the contracts."""
    bestanden = [*WORTEL.glob("xsd/**/*.xsd"), *WORTEL.glob("wsdl/**/*.wsdl")]
    namen = {naam for pad in bestanden for naam in re.findall(r'name="([^"]+)"', pad.read_text("utf-8"))}
    return frozenset(woord for naam in namen for woord in (*woorden(naam), naam.lower()))


@cache
def in_namen() -> dict[str, str]:
    """The words of the names of modules and public classes, each with a place where it stands."""
    gevonden: dict[str, str] = {}
    for module in modules(PAKKET):
        if ".migraties.versions" in module.naam:
            continue
        gemaakt = module.naam.startswith(("rio_soap.client.berichten", "rio_soap.client.operaties_"))  # by the contract
        namen = [*module.naam.split(".")[1:], *(klasse.name for klasse in module.klassen if not gemaakt)]
        for naam in filter(publiek, namen):
            for woord in woorden(naam):
                gevonden.setdefault(woord, f"{module.naam}: {naam}")
    return gevonden


def delen(woord: str, lijst: frozenset[str]) -> list[str] | None:
    """The words of the list that a word is made of; None when it is not made of those."""
    if woord in lijst:
        return [woord]
    for einde in range(len(woord) - 2, 1, -1):
        if woord[:einde] not in lijst:
            continue
        for voegsel in VOEGSELS:
            if woord[einde:].startswith(voegsel) and (rest := delen(woord[einde + len(voegsel) :], lijst)):
                return [woord[:einde], *rest]
    return None


@cache
def bekend() -> frozenset[str]:
    """All words that a name may be made of."""
    return frozenset(ENGELS | xsd() | {woord for lijst in LIJSTEN for woord in termen(lijst)})


def test_every_word_of_a_name_of_a_module_or_class_is_explained_or_stands_in_the_xsd() -> None:
    vreemd = {woord: waar for woord, waar in in_namen().items() if delen(woord, bekend()) is None}
    assert vreemd == {}


def test_a_technical_thing_has_its_english_name_only() -> None:
    """The third column names the Dutch words that do not stand for it."""
    niet = {woord: rij[0] for rij in tabel("Technical words") for woord in rij[2].split(", ") if woord}
    namen = {
        woord: waar
        for woord, waar in in_namen().items()
        if set(delen(woord, bekend() | niet.keys()) or ()) & niet.keys()
    }
    assert namen == {}
    assert len(niet) > 10


def test_no_list_explains_a_word_that_nothing_is_named_by() -> None:
    gebruikt = {deel for woord in in_namen() for deel in (woord, *(delen(woord, bekend()) or ()))}
    lijsten = ("Technical words", "Plain words")
    dood = [rij[0] for lijst in lijsten for rij in tabel(lijst) if not gebruikt & set(rij[0].strip("| ").split(", "))]
    assert dood == []


def test_a_word_is_explained_once() -> None:
    alle = [woord for lijst in LIJSTEN for woord in termen(lijst)]
    assert sorted({woord for woord in alle if alle.count(woord) > 1}) == []


def test_every_domain_word_says_what_it_is_and_where_it_comes_from() -> None:
    assert all(len(rij) == 3 and len(rij[1]) > 3 and rij[2] for rij in tabel("Domain words"))
    assert len(tabel("Domain words")) > 60


def test_words_stand_in_order_so_that_they_are_found() -> None:
    for lijst in LIJSTEN:
        eerste = [rij[0].strip("| ") for rij in tabel(lijst)]
        assert eerste == sorted(eerste), lijst
