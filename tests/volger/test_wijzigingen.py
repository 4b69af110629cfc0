"""The register as a row of changes: out of files, out of the feed, from a cursor on."""

import itertools
import shutil
from pathlib import Path
from typing import Any

import pytest

from rio_soap.volger import Change, wijzigingen
from rio_soap.volger.refusal import DayMissing, ForeignRegister, SourceUnavailable, Tampered
from tests.volger.bediener import Bediening
from tests.volger.maker import Wereld, bewaar_sommen


def pas_toe(kopie: dict[tuple[str, str], Any], stroom: list[Change]) -> None:
    """What a program does that keeps its own copy."""
    for een in stroom:
        if een.inhoud is None:
            kopie.pop((een.objecttype, een.sleutel), None)
        else:
            kopie[een.objecttype, een.sleutel] = een.inhoud


@pytest.mark.parametrize("waar", ["map", "http"])
def test_whoever_handles_every_change_and_keeps_its_cursor_has_what_the_register_has(
    bediening: Bediening, wereld: Wereld, publicaties: Path, waar: str
) -> None:
    bron = bediening.url if waar == "http" else str(publicaties)
    kopie: dict[tuple[str, str], Any] = {}
    cursor = None
    for dag in range(1, 6):
        wereld.verander(9)
        wereld.publiceer(publicaties, f"2026-10-0{dag}")
        if dag == 3:
            continue
        gekregen = list(wijzigingen(bron, na=cursor))
        pas_toe(kopie, gekregen)
        assert kopie == wereld.objecten
        cursor = gekregen[-1].cursor
        assert cursor == f"{wereld.stroom}-{wereld.volgnummer}"
        assert all(een.bewezen for een in gekregen) == (waar == "map" or dag == 1)
    assert list(wijzigingen(bron, na=cursor)) == []


def test_broken_off_anywhere_it_goes_on_from_the_last_cursor(
    bediening: Bediening, wereld: Wereld, publicaties: Path
) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    wereld.verander(25)
    kopie: dict[tuple[str, str], Any] = {}
    cursor = None
    for _ in range(40):
        deel = list(itertools.islice(wijzigingen(bediening.url, na=cursor), 4 if cursor else 100))
        pas_toe(kopie, deel)
        cursor = next((een.cursor for een in reversed(deel) if een.cursor), cursor)
    assert kopie == wereld.objecten


def test_kinds_of_change_are_those_of_the_feed_also_out_of_a_delta(wereld: Wereld, publicaties: Path) -> None:
    wereld.zet(("ERKENNER", "blijft"), {"n": 1})
    wereld.zet(("ERKENNER", "gaat"), {"n": 1})
    wereld.publiceer(publicaties, "2026-10-01")
    cursor = f"{wereld.stroom}-{wereld.volgnummer}"
    wereld.zet(("ERKENNER", "blijft"), {"n": 2})
    wereld.zet(("ERKENNER", "gaat"), None)
    wereld.zet(("ERKENNER", "komt"), {"n": 3})
    wereld.publiceer(publicaties, "2026-10-02")
    gekregen = [(een.sleutel, een.soort, een.inhoud) for een in wijzigingen(str(publicaties), na=cursor)]
    assert gekregen == [
        ("blijft", "W", {"erkenner": {"n": 2}}),
        ("gaat", "V", None),
        ("komt", "T", {"erkenner": {"n": 3}}),
    ]


def test_it_goes_on_when_it_is_asked_to(bediening: Bediening, wereld: Wereld, publicaties: Path) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    stroom = wijzigingen(bediening.url, na=f"{wereld.stroom}-{wereld.volgnummer}", blijf=0.001)
    for _ in range(3):
        wereld.verander(1)
        assert next(stroom).volgnummer == wereld.volgnummer


def test_what_is_wrong_is_refused_by_name(wereld: Wereld, publicaties: Path) -> None:
    bron = str(publicaties)
    with pytest.raises(SourceUnavailable, match="nothing is published"):
        next(wijzigingen(bron))
    for dag in range(1, 5):
        wereld.verander(9)
        wereld.publiceer(publicaties, f"2026-10-0{dag}")
    with pytest.raises(ForeignRegister):
        next(wijzigingen(bron, na="another-1"))
    with pytest.raises(ForeignRegister, match="no cursor"):
        next(wijzigingen(bron, na="nonsense"))
    shutil.rmtree(publicaties / "2026-10-03")
    with pytest.raises(DayMissing, match="2026-10-03"):
        next(wijzigingen(bron, na=f"{wereld.stroom}-130"))
    bestand = publicaties / "2026-10-04" / "licentie.jsonl.gz"
    bestand.write_bytes((publicaties / "2026-10-01" / "licentie.jsonl.gz").read_bytes())
    with pytest.raises(Tampered, match="licentie"):
        list(wijzigingen(bron))
    bewaar_sommen(publicaties / "2026-10-04")
    with pytest.raises(Tampered, match="licentie"):
        list(wijzigingen(bron))
