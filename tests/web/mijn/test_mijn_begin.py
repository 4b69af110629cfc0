"""The start of who is logged in, the organisation, the signals and who looked."""

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.database.model import aangeboden_opleiding, organisatorische_eenheid
from rio_soap.register.toezicht.signalen import meld_signaal
from tests.web.mijn.conftest import AANBIEDER, ANDER, BESTUUR, GEHEIM, Mijn


def test_the_start_says_what_one_is_and_what_was_refused(mijn: Mijn) -> None:
    pagina = mijn.haal("/mijn", ("BEHEER_AANBIEDER", BESTUUR))
    assert pagina.status == 200
    assert BESTUUR in pagina.woorden
    assert "in de laatste zeven dagen" in pagina.woorden
    assert f"/nl/mijn/berichten/{mijn.berichten['fout']}" in pagina.links()


def test_who_has_no_role_reads_why_there_is_nothing_to_change(mijn: Mijn) -> None:
    assert "Er is nu geen rol" in mijn.haal("/mijn/organisatie").woorden


def test_the_tree_has_what_is_under_ones_bestuur_and_nothing_of_another(mijn: Mijn) -> None:
    browser = mijn.als(("BEHEER_AANBIEDER", BESTUUR), ("BEHEER_AANBIEDER", ANDER))
    keuze = browser.haal("/nl/mijn/organisatie")
    assert [link for link in keuze.links() if "bestuur=" in link] == [
        f"/nl/mijn/organisatie?bestuur={code}" for code in (BESTUUR, ANDER)
    ]
    boom = browser.haal(f"/nl/mijn/organisatie?bestuur={BESTUUR}").woorden
    assert AANBIEDER in boom
    assert "799A001" not in boom
    vreemd = mijn.haal(f"/mijn/organisatie?bestuur={ANDER}", ("BEHEER_AANBIEDER", BESTUUR))
    assert "hebt u geen rol" in vreemd.woorden
    assert "799A001" not in vreemd.woorden


def test_a_signal_is_shown_to_its_bestuur_with_its_text_and_to_no_other(mijn: Mijn) -> None:
    nu = SystemClock().nu()
    mijn.dienst.register.schrijf(
        lambda session: meld_signaal(
            session, "KVK_NAAM", organisatorische_eenheid, BESTUUR, "Naam <b>klopte</b> niet.", nu
        )
    )
    eigen = mijn.haal("/mijn/signalen", ("BEHEER_BESTUUR", BESTUUR))
    assert "Naam <b>klopte</b> niet." in eigen.woorden
    assert "1 signaal" in eigen.woorden
    assert f"/nl/mijn/bestuur/onderwijsbestuur?sleutel={BESTUUR}" in eigen.links()
    aanbod = mijn.haal("/mijn/signalen", ("BEHEER_AANBOD", BESTUUR)).links()
    assert not [link for link in aanbod if "/mijn/bestuur" in link]
    assert "1 open signaal" in mijn.haal("/mijn", ("BEHEER_BESTUUR", BESTUUR)).woorden
    assert "klopte" not in mijn.haal("/mijn/signalen", ("BEHEER_BESTUUR", ANDER)).tekst
    assert mijn.haal(f"/mijn/signalen?bestuur={BESTUUR}", ("BEHEER_BESTUUR", ANDER)).status == 403
    assert "0 signalen" in mijn.haal("/mijn/signalen?soort=ADRES", ("BEHEER_BESTUUR", BESTUUR)).woorden
    assert aangeboden_opleiding.name not in eigen.tekst


def test_the_institution_reads_by_what_role_it_was_and_the_keeper_who(mijn: Mijn) -> None:
    lezer = mijn.als(("INSPECTIE", ""))
    email = f"iemand{mijn.nummer}@school.example"
    assert GEHEIM["TOEZICHT"] in lezer.haal(f"/nl/mijn/contexten?q={AANBIEDER}").tekst
    eigen = mijn.haal("/mijn/inzage", ("INSTELLING", BESTUUR))
    assert AANBIEDER in eigen.woorden
    assert email not in eigen.tekst
    assert AANBIEDER not in mijn.haal("/mijn/inzage", ("INSTELLING", ANDER)).tekst
    assert AANBIEDER not in mijn.haal(f"/mijn/inzage?eenheid={AANBIEDER}", ("INSTELLING", ANDER)).woorden
    assert email in mijn.haal("/mijn/beheer/inzage", ("BEHEERDER", "")).tekst
    assert "niets bekeken" in mijn.haal("/mijn/inzage?tot=2020-01-01", ("INSTELLING", BESTUUR)).woorden
