"""Every page of ``/mijn`` as every role: who opens it, and what restricted stands on it."""

import pytest
import sqlalchemy as sa

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN
from rio_soap.register.bevoegdheid.toekenningen import trek_in
from rio_soap.register.database.model import inzage
from rio_soap.web.mijn import (
    mijn_begin,
    mijn_beheer,
    mijn_berichten,
    mijn_contexten,
    mijn_inzage,
    mijn_organisatie,
    mijn_rollen,
    mijn_signalen,
)
from tests.web.browser import Browser, Pagina
from tests.web.mijn.conftest import AANBIEDER, ANDER, BESTUUR, GEHEIM, Mijn

MODULES = (
    mijn_begin,
    mijn_beheer,
    mijn_berichten,
    mijn_contexten,
    mijn_inzage,
    mijn_organisatie,
    mijn_rollen,
    mijn_signalen,
)
HOOFD = {"BEHEERDER_ALGEMEEN", "BEHEERDER_SELFSERVICE", "BEHEERDER_OPLEIDINGSEENHEID"}
VAN_BESTUUR = {rol for rol, element in BEREIKEN.items() if element == "onderwijsbestuurcode"}
SIGNALEN = (VAN_BESTUUR - {"LEES_CONTEXT", "BEHEER_CONTACTADRES"}) | {"DUO", "INSPECTIE", "SAMENWERKINGSVORM"}
GEVEN = HOOFD | {"BEHEERDER"}
OPEN = {
    "/mijn": set(BEREIKEN),
    "/mijn/organisatie": set(BEREIKEN),
    "/mijn/berichten": set(BEREIKEN),
    "/mijn/signalen": SIGNALEN,
    "/mijn/contexten": {"GEMEENTE", "INSPECTIE", "SBB", "LEES_CONTEXT", "DUO"},
    "/mijn/rollen": GEVEN | {"DUO"},
    "/mijn/rollen/geven": GEVEN,
    "/mijn/rollen/intrekken": set(),  # without a role to take there is nothing to ask
    "/mijn/inzage": {"INSTELLING", "BEHEERDER_ALGEMEEN", "DUO", "BEHEERDER"},
    "/mijn/beheer": {"BEHEERDER", "DUO"},
    "/mijn/beheer/contexten": {"BEHEERDER"},
    "/mijn/beheer/contexten/tabel": {"BEHEERDER"},
    "/mijn/beheer/inzage": {"BEHEERDER", "DUO"},
}
"""Path to the roles that open it: the design, written once more."""
EIGEN = {"INSTELLING", "BEHEERDER_ALGEMEEN", "BEHEER_CONTACTADRES", "LEES_CONTEXT", "DUO"}
"""Roles that read what is restricted of their own."""
LEEST = {"LEERPLICHT": {"GEMEENTE"}, "TOEZICHT": {"INSPECTIE"}, "BPV": {"SBB"}}
VOOR = {"onderwijsbestuurcode": BESTUUR, "erkennercode": "100E003", "code": "30SW01", "": ""}


def test_each_page_is_told_here_who_opens_it() -> None:
    paden = {scherm.regel for module in MODULES for scherm in module.SCHERMEN}
    assert paden - {"/mijn/berichten/<identificatie>"} == set(OPEN)


@pytest.mark.parametrize("rol", BEREIKEN)
def test_a_role_opens_its_pages_and_no_other(mijn: Mijn, rol: str) -> None:
    browser = mijn.als((rol, VOOR[BEREIKEN[rol]]))
    kreeg = {pad: browser.haal(f"/nl{pad}").status for pad in OPEN}
    assert kreeg == {pad: 200 if rol in rollen else 403 for pad, rollen in OPEN.items()}


def test_who_is_not_logged_in_opens_none(mijn: Mijn) -> None:
    browser = Browser(mijn.dienst)
    assert {browser.haal(f"/nl{pad}", volg=False).status for pad in OPEN} == {303}


def test_a_page_refuses_in_words_and_says_which_role_it_takes(mijn: Mijn) -> None:
    pagina = mijn.haal("/mijn/beheer/contexten", ("DUO", ""))
    assert (pagina.status, pagina.kop) == (403, "Geen toegang")
    assert "BEHEERDER" in pagina.woorden


def test_a_role_that_is_taken_ends_at_the_next_click(mijn: Mijn) -> None:
    browser = Browser(mijn.dienst)
    wie = browser.word("weg@school.example", ("BEHEERDER", ""))
    assert browser.haal("/nl/mijn/beheer").status == 200
    nu = SystemClock().nu()
    mijn.dienst.register.schrijf(lambda session: trek_in(session, wie.email, "BEHEERDER", "", nu))
    assert browser.haal("/nl/mijn/beheer").status == 403


VRAGEN = (
    *(pad for pad in OPEN if not pad.endswith("tabel")),
    f"/mijn/contexten?q={AANBIEDER}",
    "/mijn/contexten?q=25BE",
    "/mijn/contexten?q=geheim-toezicht@verzuim.example",
    f"/mijn/organisatie?bestuur={BESTUUR}",
    f"/mijn/signalen?bestuur={BESTUUR}",
    f"/mijn/inzage?eenheid={AANBIEDER}",
    "/mijn/berichten?operatie=aanleveren_contactadres",
)


def _alles(mijn: Mijn, browser: Browser) -> list[Pagina]:
    codes = [f"/mijn/berichten/{code}" for code in mijn.berichten.values()]
    return [browser.haal(f"/nl{pad}") for pad in (*VRAGEN, *codes, *(f"{code}?vorm=xml" for code in codes))]


LEZERS = [(rol, VOOR[soort]) for rol, soort in BEREIKEN.items()] + [(rol, ANDER) for rol in sorted(VAN_BESTUUR)]


@pytest.mark.parametrize(("rol", "bereik"), LEZERS)
def test_what_is_restricted_stands_on_no_page_of_who_may_not_read_it(mijn: Mijn, rol: str, bereik: str) -> None:
    eigen = rol == "DUO" or (rol in EIGEN and bereik == BESTUUR)
    mag = {email for naam, email in GEHEIM.items() if eigen or rol in LEEST[naam]}
    browser = mijn.als((rol, bereik))
    # What a question has in it is shown again, so that of the address that is asked for counts the part before it.
    tekst = "".join(
        pagina.tekst.replace('value="geheim-toezicht@verzuim.example"', "") for pagina in _alles(mijn, browser)
    )
    assert {email for email in GEHEIM.values() if email in tekst} == mag


def test_each_contact_point_that_was_shown_is_a_row_of_who_looked(mijn: Mijn) -> None:
    browser = Browser(mijn.dienst)
    wie = browser.word("telt@gemeente.example", ("GEMEENTE", ""), ("SBB", ""))

    def rijen() -> list[tuple[str, str, str]]:
        vraag = sa.select(inzage.c.eenheid, inzage.c.context, inzage.c.rol).where(inzage.c.gebruiker == wie.id)
        with mijn.dienst.register.lees() as session:
            return [tuple(rij) for rij in session.execute(vraag)]

    assert GEHEIM["BPV"] in browser.haal(f"/nl/mijn/contexten?q={AANBIEDER}").tekst
    assert sorted(rijen()) == [(AANBIEDER, "BPV", "SBB"), (AANBIEDER, "LEERPLICHT", "GEMEENTE")]
    browser.haal("/nl/mijn/contexten?q=799A002")
    assert len(rijen()) == 2


def test_what_is_found_elsewhere_says_where_by_name(mijn: Mijn) -> None:
    woorden = mijn.haal("/mijn/contexten?q=799A001", ("GEMEENTE", "")).woorden
    assert "Gevonden bij Stichting Primair Proefonderwijs (799B001), onder Algemeen" in woorden


def test_of_who_may_read_nothing_a_page_is_the_same_whether_or_not_there_is_something(mijn: Mijn) -> None:
    """The aanbieder has restricted contact points, the other has none."""
    browser = mijn.als(("LEES_CONTEXT", ANDER))
    lengtes = set()
    for code in (AANBIEDER, "799A002"):
        pagina = browser.haal(f"/nl/mijn/contexten?q={code}")
        deel = pagina.boom.findall(".//section")[0]
        assert "geen besloten contactpunt" in deel.text_content()
        lengtes.add(len(list(deel.iter())))
    assert len(lengtes) <= 2  # that of a plaats
    assert "h3" not in {een.tag for een in deel.iter()}
