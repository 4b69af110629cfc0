"""The screens as a channel: what somebody may not read is as if it were not there, in words and in what is asked.

Each page is asked while there is a restricted contactadres and when it is gone; of who may not read it nothing differs,
not the page and not the statements by which it was made.
"""

import re
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.setup import trial
from tests.register.bevoegdheid.test_kanalen import gelopen
from tests.register.hulp_contact import contact, periode
from tests.web.browser import Browser
from tests.web.mijn.conftest import AANBIEDER, ANDER, BESTUUR, GEHEIM, Mijn

PADEN = (
    f"/mijn/contexten?q={AANBIEDER}",
    "/mijn/contexten?q=25BE",
    f"/mijn/organisatie?bestuur={BESTUUR}",
    f"/mijn/signalen?bestuur={BESTUUR}",
    "/mijn/signalen",
    "/mijn/berichten",
    "/mijn/berichten?operatie=verwijderen_contactadres",
    "/mijn",
)


LEZERS = (
    ("BEHEER_AANBOD", BESTUUR),
    ("BEHEERDER_SELFSERVICE", BESTUUR),
    ("LEES_CONTEXT", ANDER),
    ("BEHEERDER_ALGEMEEN", ANDER),
    ("GEMEENTE", ""),
    ("BRON", ""),
    ("ERKENNER", "100E003"),
)
"""One of each kind that may not read it: of this bestuur, of another, of all, of something else."""
_LIJST = re.compile(r"\(\?(, \?)*\)")


def _gezien(mijn: Mijn, browser: Browser) -> list[tuple[str, list[str]]]:
    """The pages, and what was asked for them."""
    uit = []
    with gelopen(mijn.dienst.register) as opdrachten:
        for pad in PADEN:
            opdrachten.clear()
            tekst = browser.haal(f"/nl{pad}").tekst
            uit.append((tekst, [_LIJST.sub("(?)", str(een)) for een in opdrachten]))
    return uit


def test_a_page_does_not_tell_that_something_restricted_is_there(mijn: Mijn) -> None:
    browsers = {lezer: mijn.als(lezer) for lezer in LEZERS}
    for browser in browsers.values():
        _gezien(mijn, browser)  # what is made once is made
    met = {lezer: _gezien(mijn, browser) for lezer, browser in browsers.items()}
    sleutel = {
        "organisatorischeEenheidcode": AANBIEDER,
        "communicatiecontext": "TOEZICHT",
        "communicatiesubcontextNummer": "0",
    }
    mijn.stuur("weg", "verwijderen_contactadres", trial.OIN_HANZE, contactadres=Gegeven("contactadres", {**sleutel}))
    zonder = {lezer: _gezien(mijn, browser) for lezer, browser in browsers.items()}
    deel = contact(periode(date(2021, 1, 1), email=GEHEIM["TOEZICHT"]), soort="TOEZICHT", eenheid=AANBIEDER)
    mijn.stuur("TOEZICHT", "aanleveren_contactadres", contactadres=deel)
    for lezer in LEZERS:
        for pad, een, ander in zip(PADEN, met[lezer], zonder[lezer], strict=True):
            assert een[0] == ander[0], (lezer, pad)
            assert een[1] == ander[1], (lezer, pad)
