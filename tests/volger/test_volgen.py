"""A copy follows: full set, deltas, feed; proved at every publication, in a folder and in both databases."""

from pathlib import Path

from rio_soap.volger import volg
from tests.volger.bediener import Bediening
from tests.volger.lezen import van_kopie, van_wereld
from tests.volger.maker import Wereld


def test_an_empty_target_gets_the_newest_full_set_and_what_the_feed_gave_since(
    bediening: Bediening, wereld: Wereld, publicaties: Path, doel: str
) -> None:
    wereld.publiceer(publicaties, "2026-10-01")
    wereld.verander(30)
    gedaan = volg(doel, bediening.url)
    assert (gedaan.volledig, gedaan.wijzigingen, gedaan.gehoord) == ("nothing was held", 30, 150)
    assert van_kopie(doel) == van_wereld(wereld)


def test_day_after_day_the_copy_is_what_was_published_and_heard(
    bediening: Bediening, wereld: Wereld, publicaties: Path, doel: str
) -> None:
    """Deltas of one or more days, with changes between, before and after the publications; the feed always agrees."""
    wereld.publiceer(publicaties, "2026-10-01")
    for dag in range(2, 9):
        if dag % 3:
            volg(doel, bediening.url)
        wereld.verander(11)
        wereld.publiceer(publicaties, f"2026-10-0{dag}")
        if dag != 4:
            wereld.verander(5)
        gedaan = volg(doel, bediening.url)
        assert (gedaan.ongelijk, gedaan.voorbeelden) == (0, [])
        assert van_kopie(doel) == van_wereld(wereld)
        assert gedaan.volledig is None
    assert volg(doel, bediening.url).wijzigingen == 0
