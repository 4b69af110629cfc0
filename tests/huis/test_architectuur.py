"""docs/architectuur.md shows the house as it is: its pictures are those of the code, its paths lead somewhere."""

import re
import tomllib
from typing import Any

import pytest

from tests.huis.huis import WORTEL
from tests.huis.plaat import BLADZIJDE, LOS, PLAAT, bereikbaar, kamers, pijlen, platen, uitgedund

PAD = re.compile(r"`((?:rio_soap|tests|benchmarks|fuzz|docs)/[\w./-]+)`")
OUD = re.compile(
    r"`(?:rio_soap[/.])?(?:keten|werkbank)/|rio_soap\.(?:keten|werkbank)\b|cli/(?:kanaal|uitdeler|instellingen)"
)
BLADEN = sorted([*WORTEL.glob("docs/**/*.md"), WORTEL / "README.md"])


def lagen(naam: str) -> list[set[str]]:
    """The layers of a contract of import-linter, top first."""
    linter: dict[str, Any] = tomllib.loads((WORTEL / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (contract,) = (c for c in linter["contracts"] if c["type"] == "layers" and c["name"].startswith(naam))
    return [{kamer.strip().rpartition(".")[2] for kamer in laag.split("|")} for laag in contract["layers"]]


CONTRACTEN = {"": "rooms: top", "register": "rooms of the register"}


@pytest.mark.parametrize("naam", ["kamers", "register", "weg"])
def test_the_page_holds_the_pictures_that_the_code_comes_to(naam: str) -> None:
    getekend = {plaat[1]: plaat[0] for plaat in PLAAT.finditer(BLADZIJDE.read_text("utf-8"))}
    assert getekend[naam] == platen()[naam], "run: python -m tests.huis.plaat"


@pytest.mark.parametrize("map_", CONTRACTEN)
def test_every_room_has_its_layer_and_every_layer_its_room(map_: str) -> None:
    gelaagd = set().union(*lagen(CONTRACTEN[map_])) - LOS - {"standaarden", "__main__"}
    assert gelaagd == set(kamers(map_))


@pytest.mark.parametrize("map_", CONTRACTEN)
def test_every_arrow_goes_down_the_layers_of_import_linter(map_: str) -> None:
    hoogte = {kamer: nummer for nummer, laag in enumerate(lagen(CONTRACTEN[map_])) for kamer in laag}
    omhoog = [
        f"{van} -> {naar}" for van, doelen in pijlen(map_).items() for naar in doelen if hoogte[van] >= hoogte[naar]
    ]
    assert omhoog == []


@pytest.mark.parametrize("map_", CONTRACTEN)
def test_what_is_left_out_of_a_picture_is_reached_along_what_is_in_it(map_: str) -> None:
    alle, dun = pijlen(map_), uitgedund(pijlen(map_))
    assert all(dun[van] <= alle[van] for van in alle)
    assert all(bereikbaar(dun, van) == bereikbaar(alle, van) for van in alle)


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.stem)
def test_every_path_that_a_page_names_is_there(blad: Any) -> None:
    weg = [pad for pad in PAD.findall(blad.read_text("utf-8")) if not (WORTEL / pad).exists()]
    assert weg == []


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.stem)
def test_no_page_speaks_of_rooms_that_are_gone(blad: Any) -> None:
    assert OUD.findall(blad.read_text("utf-8")) == []
